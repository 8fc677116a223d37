"""An explanation in sentences. Every figure comes from the explanation; what was not found out is not said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from siting.analysis.explain.country import LEAST_PRICE
from siting.analysis.explain.phrases import ONE_MAD, Voice
from siting.analysis.explain.place_wording import place_lines
from siting.analysis.explain.types import Explanation, StageNote
from siting.analysis.explain.zone_wording import bare_lines
from siting.model.prices import Price
from siting.words import Lang, listing, number, percent, say, series

__all__ = ["Section", "sentences"]

#: Room smaller than this, relative to the right-hand side, is none.
NO_ROOM = 1e-6
#: Rules that ask for at least so much: their room is what the plan has beyond.
_ASKING = ("jobs_goal", "export_goal", "group_min", "park_count_min", "limit_suitability", "ordered_median")


@dataclass(frozen=True)
class Section:
    """A title and its lines, one or a few sentences each."""

    title: str
    lines: tuple[str, ...]


def sentences(explanation: Explanation, lang: Lang) -> list[Section]:
    """An explanation in a language, section by section."""
    voice = Voice(explanation, lang)
    sections = [Section(say("explain-title-plan", lang), tuple(_brief(voice)))]
    if not explanation.asked:
        sections += [
            Section(say("explain-title-goals", lang), tuple(_goals(voice))),
            Section(say("explain-title-rules", lang), tuple(_prices(voice, explanation.rules))),
            Section(say("explain-title-idle", lang), tuple(_idle(voice))),
        ]
    for story in explanation.places:
        if not story.whole:
            continue
        name = voice.name(story.code)
        title = say("explain-title-region", lang, name=name)
        if story.scope == "zone" and name != story.code:
            title = say("explain-title-zone", lang, name=name, region=story.code)
        sections.append(Section(title, tuple(place_lines(voice, story))))
    bare = [story for story in explanation.places if not story.whole]
    if bare:
        sections.append(Section(say("explain-title-bare", lang), tuple(bare_lines(voice, bare))))
    return [section for section in sections if section.lines]


def _small(share: float, lang: Lang) -> str:
    """A share of a cost, with as many digits as keep a small one from reading as nothing."""
    return percent(share, lang, 4 if 0.0 < share < 5e-4 else 2)


def _brief(voice: Voice) -> Iterator[str]:
    brief, lang = voice.brief, voice.lang
    if brief.weighted:
        terms = [
            voice.say("explain-stage-weight", weight=voice.figure(each.weight or 0.0), what=_term(voice, each))
            for each in brief.stages
        ]
        yield voice.say("explain-order-weighted", terms=listing(terms, lang))
    elif len(brief.stages) == 1:
        yield voice.say("explain-order-one", least=voice.amount(brief.least))
    else:
        if not voice.told.asked:
            stages = series([_stage(voice, each) for each in brief.stages], lang, strong=True)
            yield voice.say("explain-order-many", stages=stages)
        spent = max(0.0, brief.cost - brief.least)
        yield voice.say(
            "explain-spent-penalty" if brief.penalty_rates and not brief.weighted else "explain-spent",
            least=voice.amount(brief.least),
            goals=listing(dict.fromkeys(_later(voice)), lang) or voice.say("explain-later-cost"),
            tolerance=_small(brief.stages[0].tolerance, lang),
            spent=voice.amount(spent),
            cost=voice.amount(brief.cost),
            share=_small(spent / abs(brief.least) if brief.least else 0.0, lang),
        )
    if brief.penalty_rates and not brief.weighted:
        yield voice.say(
            "explain-penalty",
            rates=voice.rates(),
            paid=voice.amount(brief.cost - brief.penalty),
            penalty=voice.amount(brief.penalty),
            least_paid=voice.amount(brief.least - brief.penalty_least),
            least_penalty=voice.amount(brief.penalty_least),
        )
    if not voice.told.asked:
        yield from _totals(voice)
    if brief.parks_fixed:
        yield voice.say("explain-parks")
    if brief.large and not voice.told.asked:
        yield voice.say("explain-large")


def _totals(voice: Voice) -> Iterator[str]:
    brief, lang = voice.brief, voice.lang
    if brief.by_cost and not brief.by_fairness:
        yield voice.say("explain-by-cost-all")
    elif brief.by_cost:
        yield voice.say("explain-by-cost", regions=listing([voice.name(code) for code in brief.by_cost], lang))
    if brief.by_fairness:
        spans = [
            voice.say("explain-place-span", name=voice.name(code), low=number(low, lang), high=number(high, lang))
            for code, (low, high) in brief.by_fairness.items()
        ]
        yield voice.say("explain-by-fairness", regions=listing(spans, lang))


def _later(voice: Voice) -> Iterator[str]:
    """What the money beyond the least cost may be spent on, in a word each."""
    for stage in voice.brief.stages[1:]:
        if stage.objective != "cost":
            yield voice.say(f"explain-later-{stage.objective.replace('_', '-')}")


def _stage(voice: Voice, stage: StageNote) -> str:
    return voice.say(f"explain-stage-{stage.objective.replace('_', '-')}")


def _term(voice: Voice, stage: StageNote) -> str:
    return voice.say(f"explain-term-{stage.objective.replace('_', '-')}")


def _prices(voice: Voice, prices: tuple[Price, ...]) -> Iterator[str]:
    least = LEAST_PRICE if voice.brief.weighted else ONE_MAD
    for price in prices:
        if price.size >= least or price.left is None or price.right is None:
            yield voice.priced(voice.price(price))


def _goals(voice: Voice) -> Iterator[str]:
    """Goals, those with their paths first; the years of a path by themselves in one line."""
    told = voice.told.goals
    paths = [price for price in told if price.path]
    yield from _prices(voice, tuple(paths))
    single = [price for price in told if not price.path]
    folded = [
        price for price in single if paths and price.block == "jobs_goal" and None not in (price.left, price.right)
    ]
    yield from _prices(voice, tuple(price for price in single if price not in folded))
    if folded:
        years = [
            voice.say("explain-goal-year", year=str(price.ids["year"]), amount=voice.per_unit(price.block, price.right))
            for price in sorted(folded, key=lambda price: int(price.ids["year"]))
            if price.right is not None
        ]
        yield voice.priced(voice.say("explain-goal-years", years=listing(years, voice.lang)))


def _idle(voice: Voice) -> Iterator[str]:
    kinds: dict[tuple[object, ...], list[Price]] = {}
    for price in voice.told.idle:
        met = price.slack <= NO_ROOM * max(1.0, abs(price.rhs))
        others = tuple(value for key, value in price.ids.items() if key != "year")
        kinds.setdefault((price.block, met, *others), []).append(price)
    for same in kinds.values():
        price = min(same, key=lambda each: each.slack)
        rule = voice.rule(price.block, price.ids)
        if len(same) > 1:
            rule = voice.say("explain-idle-years", rule=rule, count=len(same) - 1)
        if price.slack <= NO_ROOM * max(1.0, abs(price.rhs)):
            yield voice.say("explain-idle-met", rule=rule)
            continue
        key = "explain-idle-over" if price.block in _ASKING else "explain-idle-under"
        yield voice.say(key, rule=rule, amount=voice.quantity(price.block, price.slack))
    for block, count in voice.told.counted.items():
        yield voice.say("explain-idle-counted", count=count, kind=voice.kind(block))

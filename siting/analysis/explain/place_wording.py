"""Regions and zones in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from siting.analysis.explain.phrases import Voice
from siting.analysis.explain.tables import gainer, loser
from siting.analysis.explain.types import Binding, Miss, Move, PlaceStory, WhyNot
from siting.words import listing, number

__all__ = ["bare_lines", "place_lines"]

#: Below this a change of cost is told as none (MMAD).
NO_COST = 5e-7
_BINDS = ("absorption", "talent", "training", "site_limit", "retention")
_REASONS: Mapping[str, str] = {
    "not eligible": "explain-why-not-eligible",
    "locked out": "explain-why-locked",
    "no pool": "explain-why-no-pool",
    "no plan": "explain-why-no-plan",
    "later goals": "explain-why-later",
}


def place_lines(voice: Voice, story: PlaceStory) -> Iterator[str]:
    """All about a region or a zone."""
    brief = voice.brief
    figures = {"before": voice.jobs(story.jobs_base), "jobs": voice.jobs(story.jobs)}
    years = {"base": str(brief.base_year), "last": str(brief.last_year)}
    said = [voice.say("explain-place-jobs", seats=voice.jobs(story.seats_built), **figures, **years)]
    if story.per_1000 is not None:
        said.append(voice.say("explain-place-rate", rate=number(story.per_1000, voice.lang, 1)))
    yield " ".join(said)
    if story.why_not is not None:
        yield from _why_not(voice, story.why_not)
        return
    total = " ".join(_total(voice, story))
    if total:
        yield total
    yield voice.priced(*_least(voice, story))
    yield voice.priced(*_one_more(voice, story))
    yield voice.priced(*_one_fewer(voice, story))
    yield from _binds(voice, story.binding)
    if story.lever is not None:
        lever = story.lever
        rule = voice.rule(lever.block, lever.ids)
        if lever.units is None:
            yield voice.priced(voice.say("explain-lever-none", rule=rule))
        else:
            yield voice.priced(voice.say("explain-lever", rule=rule, amount=voice.quantity(lever.block, lever.units)))


def _total(voice: Voice, story: PlaceStory) -> Iterator[str]:
    if story.low is not None and story.high is not None:
        if story.high - story.low < 1.0:
            yield voice.say("explain-place-total-cost")
        else:
            yield voice.say("explain-place-total-range", low=voice.jobs(story.low), high=voice.jobs(story.high))
    if story.round is not None and story.level is not None:
        ties = ""
        if story.tied:
            ties = voice.say(
                "explain-place-ties", regions=listing([voice.name(code) for code in story.tied], voice.lang)
            )
        level = number(story.level, voice.lang, 2)
        yield voice.say("explain-place-settled", round=str(story.round), level=level, ties=ties)


def _least(voice: Voice, story: PlaceStory) -> Iterator[str]:
    low, high = story.least_low, story.least_high
    if low is None or high is None:
        return
    if high - low < 0.5:
        yield voice.say("explain-place-least-one", low=voice.jobs(low))
    else:
        yield voice.say("explain-place-least-range", low=voice.jobs(low), high=voice.jobs(high))
    amount = voice.amount(story.held_mmad or 0.0)
    if story.jobs > high + 0.5:
        yield voice.say("explain-place-above", jobs=voice.jobs(story.jobs - high), amount=amount)
    elif story.jobs < low - 0.5:
        yield voice.say("explain-place-below", jobs=voice.jobs(low - story.jobs), amount=amount)


def _one_more(voice: Voice, story: PlaceStory) -> Iterator[str]:
    move = story.one_more
    if move is None:
        yield voice.say("explain-more-none")
        return
    if move.mmad > NO_COST:
        yield voice.say("explain-more-costs", amount=voice.amount(move.mmad))
        if move.holds_to is not None and move.price is not None:
            if move.holds_to < story.jobs + 1.0 and move.end == "kink":
                yield voice.say("explain-more-changes")
            elif move.holds_to >= story.jobs + 2.0 or move.end != "kink":
                ends = {"limit": "explain-end-more-limit", "no plan": "explain-end-more-none"}.get(move.end)
                ending = voice.say(ends) if ends else ""
                yield voice.say("explain-more-holds", to=voice.jobs(move.holds_to), ends=ending)
        yield _split(voice, move)
    elif move.mmad < -NO_COST:
        yield voice.say("explain-more-saves", amount=voice.amount(-move.mmad))
    else:
        yield voice.say("explain-more-free")
    yield _where(voice, move, story)
    if story.beyond is not None and story.least_high is not None and story.beyond.mmad > NO_COST:
        amount = voice.amount(story.beyond.mmad)
        yield voice.say("explain-more-beyond", jobs=voice.jobs(story.least_high), amount=amount)


def _split(voice: Voice, move: Move) -> str:
    parts = sorted(move.terms.items(), key=lambda item: -abs(item[1]))
    shown = [
        voice.say("explain-split-term", term=_term(voice, name), amount=voice.amount(value))
        for name, value in parts
        if abs(value) > NO_COST
    ]
    return voice.say("explain-split", terms=", ".join(shown)) if len(shown) > 1 else ""


def _term(voice: Voice, name: str) -> str:
    return voice.say(f"explain-term-{name.replace('_', '-')}")


def _where(voice: Voice, move: Move, story: PlaceStory) -> str:
    """Where one more job would stand and which place would lose it."""
    inside = {code: jobs for code, jobs in move.zones.items() if voice.told.region_of.get(code) == story.code}
    zone = gainer(inside) if story.scope == "region" else ""
    place = _place(voice, *_outside(voice, move, loser))
    if zone and place:
        return voice.say("explain-stands-taken", zone=voice.name(zone), place=place)
    if zone:
        return voice.say("explain-stands", zone=voice.name(zone))
    return voice.say("explain-taken", place=place) if place else ""


def _outside(voice: Voice, move: Move, best: Callable[[Mapping[str, float]], str]) -> tuple[str, str]:
    """The region that loses (or gains) most, and the zone in it that does."""
    region = best(move.regions)
    inside = {code: jobs for code, jobs in move.zones.items() if voice.told.region_of.get(code) == region}
    return region, best(inside)


def _place(voice: Voice, region: str, zone: str) -> str:
    """A zone in its region, or what is known of it."""
    if zone and region and zone != region:
        return voice.say("explain-place-in", zone=voice.name(zone), region=voice.name(region))
    return voice.name(zone or region) if zone or region else ""


def _one_fewer(voice: Voice, story: PlaceStory) -> Iterator[str]:
    move = story.one_fewer
    if move is None:
        if story.jobs >= 1.0:
            yield voice.say("explain-fewer-none")
        return
    place = _place(voice, *_outside(voice, move, gainer))
    if not place:
        yield voice.say("explain-fewer-nowhere", amount=voice.amount(move.mmad))
    elif move.mmad > NO_COST:
        yield voice.say("explain-fewer-costs", place=place, amount=voice.amount(move.mmad))
    elif move.mmad < -NO_COST:
        yield voice.say("explain-fewer-saves", place=place, amount=voice.amount(-move.mmad))
    else:
        yield voice.say("explain-fewer-free", place=place)


def _binds(voice: Voice, binding: Sequence[Binding]) -> Iterator[str]:
    if not binding:
        yield voice.priced(voice.say("explain-bind-none"))
    for each in binding:
        dearest = voice.price(each.dearest)
        if not each.zones or each.block not in (*_BINDS, "lock_in", "lock_seats"):
            yield voice.priced(dearest)
            continue
        key = each.block.replace("_", "-") if each.block in _BINDS else "lock"
        told = voice.say(f"explain-bind-{key}", count=len(each.zones), names=voice.names(each.zones))
        yield voice.priced(told, voice.say("explain-bind-dearest", price=dearest))


# --- zones with nothing ------------------------------------------------------------------------------
def _why_not(voice: Voice, why: WhyNot) -> Iterator[str]:
    yield voice.priced(*_reason(voice, why)) if why.one else " ".join(_reason(voice, why))
    if why.reason == "not eligible" and not why.misses:
        yield voice.say("explain-why-unknown")
    for miss in why.misses:
        yield _miss(voice, miss)


def _reason(voice: Voice, why: WhyNot) -> Iterator[str]:
    if why.reason != "cost" or why.one is None:
        yield voice.say(_REASONS[why.reason])
        return
    yield voice.say("explain-why-cost", amount=voice.amount(why.one.mmad), year=str(voice.brief.last_year))
    yield _split(voice, why.one)
    place = _place(voice, *_outside(voice, why.one, loser))
    if place:
        yield voice.say("explain-taken", place=place)
    if why.per_job_year is not None:
        yield voice.say("explain-why-cheaper", amount=voice.amount(why.per_job_year))


def _miss(voice: Voice, miss: Miss) -> str:
    lang = voice.lang
    return voice.say(
        "explain-miss",
        segments=listing(miss.segments, lang),
        index=_index(voice, miss.index),
        value=number(miss.value, lang, 3),
        year=str(miss.year),
        threshold=number(miss.threshold, lang, 3),
        gap=number(miss.threshold - miss.value, lang, 3),
        indicator=voice.say("explain-indicator", name=miss.indicator),
        scaled=number(miss.scaled, lang, 2),
        lost=number(miss.lost, lang, 3),
    )


def _index(voice: Voice, index: str) -> str:
    return voice.say(f"explain-index-{index}")


def bare_lines(voice: Voice, stories: Sequence[PlaceStory]) -> Iterator[str]:
    """One line for each zone with nothing."""
    for story in stories:
        why = story.why_not
        if why is None:
            continue
        said = list(_reason(voice, why))
        if why.reason == "cost":
            said = said[:1]
        if why.reason == "not eligible" and why.misses:
            said = [_short_misses(voice, why.misses)]
        line = voice.say("explain-short", name=voice.name(story.code), reason=" ".join(said))
        yield voice.priced(line) if why.one else line


def _short_misses(voice: Voice, misses: Sequence[Miss]) -> str:
    """What the segment that comes nearest misses: the one whose widest gap is the narrowest."""
    by_segment = {name: [miss for miss in misses if name in miss.segments] for each in misses for name in each.segments}
    nearest = min(by_segment.values(), key=lambda found: max(miss.threshold - miss.value for miss in found))
    shorts = [
        voice.say(
            "explain-short-miss",
            index=_index(voice, miss.index),
            value=number(miss.value, voice.lang, 3),
            threshold=number(miss.threshold, voice.lang, 3),
            segments=listing(miss.segments, voice.lang),
        )
        for miss in nearest
    ]
    return " ".join(short[0].upper() + short[1:] for short in shorts)

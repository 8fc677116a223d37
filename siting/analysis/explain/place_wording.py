"""Regions and zones that get something, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10

from siting.analysis.explain.moves_wording import gaining, losing, split, stands, taken
from siting.analysis.explain.phrases import UNITS, Voice
from siting.analysis.explain.types import Binding, Lever, Move, PlaceStory
from siting.analysis.explain.zone_wording import why_not_lines
from siting.words import listing, number, plural

__all__ = ["place_lines"]

#: Below this a change of cost is told as none (MMAD).
NO_COST = 5e-7
_BINDS = ("absorption", "talent", "training", "site_limit", "retention")


def place_lines(voice: Voice, story: PlaceStory) -> Iterator[str]:
    """All about a region or a zone."""
    brief = voice.brief
    base = story.jobs_base if story.shown_base is None else story.shown_base
    figures = {"before": voice.jobs(base), "jobs": voice.jobs(_whole(story))}
    years = {"base": str(brief.base_year), "last": str(brief.last_year)}
    count = plural(base, voice.lang)
    said = [voice.say("explain-place-jobs", seats=voice.jobs(story.seats_built), count=count, **figures, **years)]
    if story.per_1000 is not None:
        rate, count = number(story.per_1000, voice.lang, 1), plural(story.per_1000, voice.lang, 1)
        said.append(voice.say("explain-place-rate", rate=rate, count=count))
    yield " ".join(said)
    if story.why_not is not None:
        yield from why_not_lines(voice, story, story.why_not)
        return
    total = " ".join(_total(voice, story))
    if total:
        yield total
    yield voice.priced(*_least(voice, story))
    yield voice.priced(*_one_more(voice, story))
    yield voice.priced(*_one_fewer(voice, story))
    if not story.binding:
        yield voice.priced(voice.say(f"explain-bind-{_unbound(story)}"))
    yield from _binds(voice, story.binding)
    if story.lever is not None:
        yield voice.priced(_lever(voice, story.lever))


def _whole(story: PlaceStory) -> int:
    """The jobs of the last year as every command prints them."""
    return round(story.jobs) if story.shown_jobs is None else story.shown_jobs


def _lever(voice: Voice, lever: Lever) -> str:
    rule, units = voice.rule(lever.block, lever.ids), lever.whole_units
    if units is None or lever.units is None:
        return voice.say("explain-lever-none", rule=rule)
    if UNITS.get(lever.block, "job") in ("money", "exports", "level", "gap"):
        power = 10.0 ** (floor(log10(lever.units)) - 1) if lever.units > 0 else 1.0
        units = ceil(lever.units / power) * power
    elif lever.units < 0.5:
        return voice.say("explain-lever-one", rule=rule, one=voice.say(f"explain-one-{UNITS.get(lever.block, 'job')}"))
    return voice.say("explain-lever", rule=rule, amount=voice.quantity(lever.block, units))


def _total(voice: Voice, story: PlaceStory) -> Iterator[str]:
    if story.low is not None and story.high is not None:
        if story.high - story.low < 1.0:
            yield voice.say("explain-place-total-cost")
        else:
            yield voice.say("explain-place-total-range", low=voice.jobs(story.low), high=voice.counted_jobs(story.high))
    if story.round is not None and story.level is not None:
        yield _settled(voice, story, story.level)


def _settled(voice: Voice, story: PlaceStory, level: float) -> str:
    """Which regions came first, and how far this one got."""
    ties = ""
    if story.tied:
        ties = voice.say("explain-place-ties", regions=listing([voice.name(code) for code in story.tied], voice.lang))
    below = story.least_low is not None and story.jobs < story.least_low - 0.5
    given = voice.say(
        "explain-place-left" if below and story.before else "explain-place-raised",
        level=number(level, voice.lang, 1),
        ties=ties,
        limit=voice.say("explain-limit-money" if story.money_spent else "explain-limit-rules"),
    )
    if not story.before:
        return voice.say("explain-place-first", given=given)
    return voice.say("explain-place-after", regions=voice.names(story.before), given=given)


def _least(voice: Voice, story: PlaceStory) -> Iterator[str]:
    low, high = story.least_low, story.least_high
    if low is None or high is None:
        return
    if high - low < 0.5:
        yield voice.say("explain-place-least-one", low=voice.counted_jobs(low))
    else:
        yield voice.say("explain-place-least-range", low=voice.jobs(low), high=voice.counted_jobs(high))
    amount = voice.amount(story.held_mmad or 0.0)
    above, below = _whole(story) - round(high), round(low) - _whole(story)
    if story.jobs > high + 0.5 and above > 0:
        yield voice.say("explain-place-above", jobs=voice.jobs(above), amount=amount)
    elif story.jobs < low - 0.5 and below > 0:
        yield voice.say("explain-place-below", jobs=voice.jobs(below), amount=amount)


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
                yield voice.say("explain-more-holds", to=voice.counted_jobs(move.holds_to), ends=ending)
    elif move.mmad < -NO_COST:
        yield voice.say("explain-more-saves", amount=voice.amount(-move.mmad))
    else:
        yield voice.say("explain-more-free")
    if story.beyond is not None and story.least_high is not None and story.beyond.mmad > NO_COST:
        amount = voice.amount(story.beyond.mmad)
        yield voice.say("explain-more-beyond", jobs=voice.counted_jobs(story.least_high), amount=amount)
    if story.block_more is not None:
        yield from _block_more(voice, story, story.block_more)


def _block_more(voice: Voice, story: PlaceStory, block: Move) -> Iterator[str]:
    """What a readable number of jobs more would cost, where they would stand, who would lose them."""
    if block.step < story.block_wanted:
        yield voice.say("explain-block-fits-more", jobs=voice.counted_jobs(block.step))
    if block.step > 1.0:
        key = "costs" if block.mmad > NO_COST else "saves" if block.mmad < -NO_COST else "free"
        values = {"jobs": voice.counted_jobs(block.step), "amount": voice.amount(abs(block.mmad))}
        yield voice.say(f"explain-block-{key}", each=voice.amount(abs(block.mmad) / block.step), **values)
    if block.mmad > NO_COST:
        yield split(voice, block)
    if story.scope == "region":
        yield stands(voice, block, story.code)
    yield taken(voice, block, story.scope)


def _one_fewer(voice: Voice, story: PlaceStory) -> Iterator[str]:
    """The next-best place: where a readable number of jobs would go, and what one job less there would cost."""
    move = story.block_fewer
    if move is None or story.one_fewer is None:
        if story.jobs >= 1.0:
            yield voice.say("explain-fewer-none")
        return
    values = {"jobs": voice.counted_jobs(-move.step), "amount": voice.amount(abs(move.mmad))}
    places = gaining(voice, move, story.scope)
    if not places:
        yield voice.say("explain-fewer-nowhere", jobs=values["jobs"], amount=voice.amount(move.mmad))
        return
    key = "costs" if move.mmad > NO_COST else "saves" if move.mmad < -NO_COST else "free"
    yield voice.say(f"explain-fewer-{key}", places=places, **values)
    others = losing(voice, move, story.scope)
    if others:
        yield voice.say("explain-fewer-lose", others=others)
    if -move.step > 1.0 and abs(story.one_fewer.mmad) > NO_COST:
        one = "explain-fewer-one" if story.one_fewer.mmad > 0 else "explain-fewer-one-saves"
        yield voice.say(one, amount=voice.amount(abs(story.one_fewer.mmad)))


def _unbound(story: PlaceStory) -> str:
    """What decides the jobs of a place where no limit of its own has a price."""
    if story.shared:
        return "shared"
    low, high = story.least_low, story.least_high
    cheapest = low is None or high is None or low - 0.5 <= story.jobs <= high + 0.5
    return "none" if cheapest else "goals"


def _binds(voice: Voice, binding: Sequence[Binding]) -> Iterator[str]:
    for each in binding:
        dearest = voice.price(each.dearest)
        if not each.zones or each.block not in (*_BINDS, "lock_in", "lock_seats"):
            yield voice.priced(dearest)
            continue
        key = each.block.replace("_", "-") if each.block in _BINDS else "lock"
        count = len(each.zones)
        told = voice.say(f"explain-bind-{key}", count=count, places=voice.places(count), names=voice.names(each.zones))
        told = told[0].upper() + told[1:]
        yield voice.priced(told, voice.say("explain-bind-dearest", price=dearest))

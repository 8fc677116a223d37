"""Zones with nothing, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from siting.analysis.explain.moves_wording import split, taken
from siting.analysis.explain.phrases import Voice
from siting.analysis.explain.types import Miss, PlaceStory, WhyNot
from siting.words import listing, number

__all__ = ["bare_lines", "why_not_lines"]

#: Below this a change of cost is told as none (MMAD).
NO_COST = 5e-7
_REASONS: Mapping[str, str] = {
    "not eligible": "explain-why-not-eligible",
    "locked out": "explain-why-locked",
    "no pool": "explain-why-no-pool",
    "no plan": "explain-why-no-plan",
}


def why_not_lines(voice: Voice, story: PlaceStory, why: WhyNot) -> Iterator[str]:
    """Why nothing comes to a zone, at length."""
    yield voice.priced(*_reason(voice, story, why)) if why.one else " ".join(_reason(voice, story, why))
    if why.reason == "not eligible" and not why.misses:
        yield voice.say("explain-why-unknown")
    for miss in why.misses:
        yield _miss(voice, miss)


def _reason(voice: Voice, story: PlaceStory, why: WhyNot) -> Iterator[str]:
    if why.reason in _REASONS or why.one is None or why.block is None or why.in_all is None:
        parks = why.reason == "no plan" and voice.brief.parks_fixed
        yield voice.say("explain-why-no-park" if parks else _REASONS[why.reason])
        return
    brief = voice.brief
    values = {"jobs": voice.counted_jobs(why.block.step), "year": str(brief.last_year)}
    if why.reason == "cost":
        yield voice.say("explain-why-cost", amount=voice.amount(why.in_all), **values)
        if brief.allowed > NO_COST:
            yield voice.say("explain-why-beyond", allowed=voice.amount(brief.allowed))
    else:
        free = why.in_all <= NO_COST
        key = "explain-why-free" if free else "explain-why-within"
        yield voice.say(key, amount=voice.amount(why.in_all), allowed=voice.amount(brief.allowed), **values)
    if story.whole:
        yield from _block(voice, why)
    if why.reason == "later goals":
        yield from _decided(voice, why)


def _block(voice: Voice, why: WhyNot) -> Iterator[str]:
    """The first job, how many fit, what is paid more and less, and who loses the block."""
    if why.block is None or why.one is None or why.in_all is None:
        return
    if why.block.step < why.block_wanted:
        yield voice.say("explain-block-fits", jobs=voice.counted_jobs(why.block.step))
    if why.least_jobs >= 0.5 and why.one.mmad < -NO_COST:
        yield voice.say("explain-why-least", jobs=voice.counted_jobs(why.least_jobs))
    if why.block.step > 1.0 and why.one.mmad > NO_COST:
        yield voice.say("explain-why-first", amount=voice.amount(why.one.mmad))
    if abs(why.in_all - why.block.mmad) <= 1e-3 * abs(why.in_all):
        yield split(voice, why.block)
    yield taken(voice, why.block, "zone")


def _decided(voice: Voice, why: WhyNot) -> Iterator[str]:
    if why.decided == "tie" or not why.decided:
        yield voice.say("explain-decided-tie" if not voice.brief.fair else "explain-decided-alike")
        return
    if voice.brief.fair and voice.brief.level != "region":
        yield voice.say("explain-decided-regions", level=voice.brief.level)
    if why.decided == "regions":
        left = voice.amount(why.left or 0.0)
        if why.held_mmad is None:
            yield voice.say("explain-decided-no-plan")
        elif (why.left or 0.0) <= NO_COST:
            yield voice.say("explain-decided-spent", amount=voice.amount(why.held_mmad))
        else:
            yield voice.say("explain-decided-over", amount=voice.amount(why.held_mmad), left=left)
    elif why.decided == "cheapest":
        yield voice.say("explain-decided-cheapest", amount=voice.amount(why.held_mmad or 0.0))
    elif why.better:
        yield voice.say(
            "explain-decided-suits",
            better=voice.name(why.better),
            there=number(why.better_suits, voice.lang, 2),
            here=number(why.suits, voice.lang, 2),
            segment=voice.segment(why.segment),
        )
    else:
        yield voice.say("explain-decided-suitability")


def _miss(voice: Voice, miss: Miss) -> str:
    lang = voice.lang
    value, threshold = _apart(voice, miss)
    return voice.say(
        "explain-miss",
        segments=listing([voice.segment(code) for code in miss.segments], lang),
        poor=voice.say(f"explain-poor-{miss.index}"),
        value=value,
        year=str(miss.year),
        threshold=threshold,
        indicator=voice.say("explain-indicator", name=miss.indicator),
        scaled=number(miss.scaled, lang, 2),
        lost=number(miss.lost, lang, 2),
    )


def _apart(voice: Voice, miss: Miss) -> tuple[str, str]:
    """An index and its threshold with as many digits as tell them apart."""
    for digits in (2, 3, 4, 6):
        value, threshold = number(miss.value, voice.lang, digits), number(miss.threshold, voice.lang, digits)
        if value != threshold:
            break
    return value, threshold


def bare_lines(voice: Voice, stories: Sequence[PlaceStory]) -> Iterator[str]:
    """One line for each zone with nothing."""
    for story in stories:
        why = story.why_not
        if why is None:
            continue
        said = list(_reason(voice, story, why))
        if why.reason == "not eligible" and why.misses:
            said = [_short_misses(voice, why.misses)]
        line = voice.say("explain-short", name=voice.name(story.code), reason=" ".join(said))
        yield voice.priced(line) if why.one else line


def _short_misses(voice: Voice, misses: Sequence[Miss]) -> str:
    """What the segment that comes nearest misses: the one whose widest gap is the narrowest."""
    by_segment = {name: [miss for miss in misses if name in miss.segments] for each in misses for name in each.segments}
    nearest = min(by_segment.values(), key=lambda found: max(miss.threshold - miss.value for miss in found))
    return " ".join(_short_miss(voice, miss) for miss in nearest)


def _short_miss(voice: Voice, miss: Miss) -> str:
    value, threshold = _apart(voice, miss)
    return voice.say(
        "explain-short-miss",
        poor=voice.say(f"explain-poor-{miss.index}"),
        segments=listing([voice.segment(code) for code in miss.segments], voice.lang),
        value=value,
        threshold=threshold,
        indicator=voice.say("explain-indicator", name=miss.indicator),
    )

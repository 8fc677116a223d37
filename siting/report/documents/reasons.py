"""Why the plan is as it is, in the sentences of `siting explain`: the country for a brief, the regions for a report."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from siting.report.documents.blocks import Block, Bullets, Heading, Paragraph
from siting.words import Lang, mad, say

if TYPE_CHECKING:
    from siting.analysis.explain import Explanation
    from siting.model.prices import Price
    from siting.results import Run

__all__ = ["TOLD", "explained", "reason_blocks"]

Step = Callable[[str], None]

#: Rules of the country that a brief tells, the dearest first.
TOLD = 5
#: Variables from which on nothing is solved again for a document: at that size it takes minutes.
_LARGE = 60_000


def explained(run: Run, scope: Literal["country", "regions"], step: Step) -> Explanation | None:
    """What is known about the plan's reasons, kept in ``RUN/analysis/``; None where working it out takes minutes.

    A whole explanation that is already there serves for both scopes. Raises `NoPlan` where the solver cannot repeat
    the first stage.
    """
    from siting.analysis.derived import read_derived
    from siting.analysis.explain import explain
    from siting.analysis.explain.explanation import VERSION

    kept = read_derived(run, "explain", {"explanation": VERSION, "asked": None}) is not None
    if not kept and int(run.summary.get("size", {}).get("variables", 0)) >= _LARGE:
        return None
    return explain(run, scope=scope, progress=step)


def reason_blocks(explanation: Explanation | None, lang: Lang, *, whole: bool, most: int = TOLD) -> Iterator[Block]:
    """The sentences: all of them, or for a brief what decides and the dearest limits."""
    from siting.analysis.explain import sentences

    if explanation is None:
        yield Paragraph(say("document-reasons-large", lang), "note")
        return
    sections = sentences(explanation, lang)
    if whole:
        for section in sections:
            yield Heading(section.title, 2)
            yield Bullets(section.lines)
        return
    yield from (Paragraph(line) for line in sections[0].lines[:3])
    paths = any(price.path for price in explanation.goals)
    goals = [price for price in explanation.goals if price.path or price.block != "jobs_goal" or not paths]
    goals.sort(key=lambda price: not price.path)
    for title, prices, count in (("goals", goals, 3), ("rules", explanation.rules, most)):
        if lines := _prices(explanation, prices, lang, count):
            yield Heading(say(f"explain-title-{title}", lang), 2)
            yield Bullets(lines)


def _prices(explanation: Explanation, prices: Iterable[Price], lang: Lang, most: int) -> tuple[str, ...]:
    """Prices as one figure each; what holds them exactly, and from where to where, is left to the full report.

    The amounts of a list have one unit: dirhams with three digits that count where one of them is below a million.
    """
    from siting.analysis.explain.country import LEAST_PRICE
    from siting.analysis.explain.phrases import ONE_MAD, UNITS, Voice

    voice = Voice(explanation, lang)
    weighted = explanation.brief.weighted
    least = LEAST_PRICE if weighted else ONE_MAD
    told = [
        price for price in prices if price.size >= least or price.left is None or price.right is None
    ][:most]  # fmt: skip
    totals = [abs(total) for price in told if (total := _total(price)) is not None]
    in_mad = not weighted and min(totals, default=1.0) < 1.0
    lines = []
    for price in told:
        each, total = price.step_right, _total(price)
        if each is None or price.step is None or total is None:
            lines.append(voice.priced(voice.price(price)))
            continue
        values = {
            "rule": voice.rule(price.block, price.ids, path=bool(price.path)),
            "step": voice.quantity(price.block, price.step),
            "total": mad(_rounded(abs(total) * 1e6), lang) if in_mad else voice.amount(abs(total)),
            "each": voice.about(abs(each), price.block),
            "per": voice.say(f"explain-per-{UNITS.get(price.block, 'job')}"),
        }
        lines.append(voice.priced(say(f"document-price-{'costs' if each >= 0 else 'saves'}", lang, **values)))
    return tuple(lines)


def _total(price: Price) -> float | None:
    """What a whole step of a price comes to (million MAD, or the weighted sum); None where it is not told so."""
    each, step = price.step_right, price.step
    return None if each is None or step is None or price.right is None or price.left is None else each * step


def _rounded(value: float) -> float:
    """A value with three digits that count."""
    return round(value, 2 - math.floor(math.log10(abs(value)))) if value else 0.0

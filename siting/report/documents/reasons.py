"""Why the plan is as it is, in the sentences of `siting explain`: the country for a brief, the regions for a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Literal

from siting.report.documents.blocks import Block, Bullets, Heading, Paragraph
from siting.words import Lang, say

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
    return explain(run, progress=step) if kept or scope == "regions" else _country(run, step)


def _country(run: Run, step: Step) -> Explanation:
    """The country's part alone: a few seconds less than all regions."""
    from pydantic import TypeAdapter, ValidationError

    from siting.analysis.derived import read_derived, write_derived
    from siting.analysis.explain import Explanation
    from siting.analysis.explain.country import brief, country_prices
    from siting.analysis.explain.explanation import VERSION
    from siting.analysis.explain.names import names_of
    from siting.model.cost_model import CostModel
    from siting.model.options import SolverOptions

    key = {"explanation": VERSION, "asked": "country"}
    if (record := read_derived(run, "explain-country", key)) is not None:
        try:
            return replace(TypeAdapter(Explanation).validate_python(record), run=run.name)
        except ValidationError:
            pass
    step("solving the first stage again")
    model = CostModel(run.inputs, run.table("seats"), SolverOptions(seed=int(run.manifest.get("seed") or 0)))
    goals, rules, idle, counted = country_prices(run, model, step)
    codes = {str(code) for column in ("zone", "region") for code in run.inputs.zones[column]}
    found = Explanation(
        run=run.name, brief=brief(run, model), goals=goals, rules=rules, idle=idle, counted=counted, places=(),
        asked=False, names=names_of(run.inputs, codes),
    )  # fmt: skip
    write_derived(run, "explain-country", key, asdict(found), {})
    return found


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
        if lines := _prices(explanation, prices, lang)[:count]:
            yield Heading(say(f"explain-title-{title}", lang), 2)
            yield Bullets(lines)


def _prices(explanation: Explanation, prices: Iterable[Price], lang: Lang) -> tuple[str, ...]:
    """Prices as one figure each; what holds them exactly, and from where to where, is left to the full report."""
    from siting.analysis.explain.country import LEAST_PRICE
    from siting.analysis.explain.phrases import ONE_MAD, UNITS, Voice

    voice, lines = Voice(explanation, lang), []
    least = LEAST_PRICE if explanation.brief.weighted else ONE_MAD
    for price in prices:
        if price.size < least and price.left is not None and price.right is not None:
            continue
        each, step = price.step_right, price.step
        if each is None or step is None or price.right is None or price.left is None:
            lines.append(voice.priced(voice.price(price)))
            continue
        values = {
            "rule": voice.rule(price.block, price.ids, path=bool(price.path)),
            "step": voice.quantity(price.block, step),
            "total": voice.amount(abs(each * step)),
            "each": voice.about(abs(each), price.block),
            "per": voice.say(f"explain-per-{UNITS.get(price.block, 'job')}"),
        }
        lines.append(voice.priced(say(f"document-price-{'costs' if each >= 0 else 'saves'}", lang, **values)))
    return tuple(lines)

"""Why the plan is as it is, in the sentences of `siting explain`: the country for a brief, the regions for a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Literal

from siting.report.documents.blocks import Block, Bullets, Heading, Paragraph
from siting.words import Lang, say

if TYPE_CHECKING:
    from siting.analysis.explain import Explanation, Section
    from siting.results import Run

__all__ = ["explained", "reason_blocks"]

Step = Callable[[str], None]

#: Rules of the country that a brief tells, the dearest first.
_TOLD = 5
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


def reason_blocks(explanation: Explanation | None, lang: Lang, *, whole: bool) -> Iterator[Block]:
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
    titles = {say("explain-title-goals", lang): 3, say("explain-title-rules", lang): _TOLD}
    yield from (Paragraph(line) for line in sections[0].lines[:3])
    for section in sections:
        if section.title in titles:
            yield from _short(section, titles[section.title])


def _short(section: Section, most: int) -> Iterator[Block]:
    yield Heading(section.title, 2)
    yield Bullets(section.lines[:most])

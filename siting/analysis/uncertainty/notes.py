"""What a reader of the tables has to know: what was left out, and what the samples cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from siting.analysis.uncertainty.design import Design

__all__ = ["notes_on"]


def notes_on(design: Design, tables: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """Sentences on a study, in the order of their weight."""
    return (*_without_plan(design, tables), *_design(design), *_influence(tables["influence"]))


def _without_plan(design: Design, tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    count = len(design.ids)
    outcomes = tables["outcomes"]
    lost = outcomes[~outcomes["outcome"].isin(["optimal", "feasible"])]
    if lost.empty:
        return
    total = int(lost["samples"].sum())
    told = ", ".join(f"{row.samples:,} {row.outcome}" for row in lost.itertuples())
    told = f"{total:,} of {count:,} samples have no plan ({told})."
    if design.drawn.any():
        told += " They count as missing every goal; shares of parks and quantiles are of the samples with a plan alone."
    rest = {"lhs": "samples", "morris": "trajectories", "sobol": "base points"}[design.kind]
    yield f"{told} Influences on cost, jobs and seats are of the {rest} with a plan: these lean to kind assumptions."


def _design(design: Design) -> Iterator[str]:
    used = len(design.ids)
    if used < design.asked:
        rule = {
            "morris": f"a Morris design takes whole trajectories of {design.size}",
            "sobol": f"Saltelli's scheme takes {design.size} samples for each of a power of two of base points",
        }[design.kind]
        yield f"{used:,} of the {design.asked:,} samples asked for: {rule}."
    if design.kind == "morris":
        yield "The samples of a Morris design stand on a grid: they tell influences, no shares and no quantiles."
    if design.kind == "sobol":
        yield f"Shares and quantiles are of the {int(design.drawn.sum()):,} samples of the two independent matrices."


def _influence(table: pd.DataFrame) -> Iterator[str]:
    silent = table[table["why"] != ""].drop_duplicates("measure")
    for why, rows in silent.groupby("why", sort=False):
        measures = ", ".join(rows["measure"])
        yield f"No influence is told on {measures}: {why}."

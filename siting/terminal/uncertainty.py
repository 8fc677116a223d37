"""An ensemble on the terminal: goals, cost, regions, parks, which assumption matters, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.terminal.output import console, number, table

if TYPE_CHECKING:
    import pandas as pd

    from siting.analysis.uncertainty import Study

__all__ = ["print_study"]

#: Parks that are shown; all are in the tables.
_PARKS = 25
_HEADS = ("10 %", "25 %", "50 %", "75 %", "90 %")
_MEASURES = {
    "has_plan": "whether there is a plan",
    "value": "cost (MMAD)",
    "jobs": "jobs, last year",
    "seats_built": "seats built",
    "parks": "zones with new seats",
}


def print_study(study: Study) -> None:
    """Print the tables of a study, as far as its design has them, and what to know when reading them."""
    from rich.text import Text

    out = console()
    design = study.design
    kind = {"lhs": "Latin hypercube", "morris": "Morris", "sobol": "Sobol"}[design.kind]
    what = f"{len(design.ids):,} samples over {len(design.names)} assumptions ({kind}, seed {design.seed})"
    out.print(Text(what, style="bold"))
    for row in study.tables["outcomes"].itertuples():
        out.print(f"  {row.outcome}: {row.samples:,}")
    out.print()
    if design.drawn.any():
        out.print(_goals(study.tables["goals"]))
        out.print(_country(study.tables["country"], weighted=_weighted(study)))
        out.print(_regions(study.tables["regions"]))
        out.print(_parks(study.tables["parks"]))
    out.print(_influence(study.tables["influence"], design.kind, weighted=_weighted(study)))
    out.print(Text("Notes", style="bold"))
    for note in study.notes or ("none",):
        out.print(f"  - {note}", markup=False)
    out.print(f"Tables: {study.folder / 'analysis'}", markup=False, soft_wrap=True)


def _weighted(study: Study) -> bool:
    return bool(study.record["model"]["objective"]["method"] == "weighted")


def _share(value: float) -> str:
    return "-" if value != value else f"{value:.0%}".replace("%", " %")


def _between(row: pd.Series) -> str:
    return "-" if row["low"] != row["low"] else f"{row['low'] * 100:.0f} to {row['high'] * 100:.0f} %"


def _goals(frame: pd.DataFrame) -> object:
    rows = [
        (
            row["goal"], str(row["year"]), f"{row['met']:,} of {row['samples']:,}", _share(row["share"]), _between(row),
            number(row["shortfall_mean"]), number(row["shortfall_90"]),
        )
        for _, row in frame.iterrows()
    ]  # fmt: skip
    heads = ["goal", "year", "met", "share", "95 % interval", "mean shortfall", "90 % fall no shorter"]
    return table("How often each goal is met (a sample without a plan meets none)", heads, rows, left=2)


def _country(frame: pd.DataFrame, *, weighted: bool) -> object:
    rows = [
        (_measure(row["measure"], weighted), *(number(row[q]) for q in ("q10", "q25", "q50", "q75", "q90")))
        for _, row in frame.iterrows()
    ]
    return table("The country: so many of a hundred samples with a plan lie below", ["", *_HEADS], rows)


def _regions(frame: pd.DataFrame) -> object:
    last = frame["year"].max()
    some = frame[(frame["year"] == last) & (frame["measure"] == "jobs")]
    rows = [
        (f"{row['region']} {row['name']}", *(number(row[q]) for q in ("q10", "q25", "q50", "q75", "q90")))
        for _, row in some.iterrows()
    ]
    return table(f"Jobs by region, {last}", ["", *_HEADS], rows)


def _parks(frame: pd.DataFrame) -> object:
    rows = [
        (
            f"{row['zone']} {row['name']}", _share(row["share"]), _between(row),
            str(int(row["first_year_50"])), number(row["seats_50"]),
        )
        for _, row in frame.head(_PARKS).iterrows()
    ]  # fmt: skip
    more = f" (the first {_PARKS} of {len(frame)})" if len(frame) > _PARKS else ""
    heads = ["", "share", "95 % interval", "first seats, median", "seats, median"]
    return table(f"How often seats are built, of the samples with a plan{more}", heads, rows)


def _influence(frame: pd.DataFrame, kind: str, *, weighted: bool) -> object:
    some = frame[(frame["why"] == "") & frame["measure"].isin(_MEASURES)]
    some = some[~some["measure"].eq("parks")]
    show = {
        "lhs": (("coefficient", 2), ("r2", 2)),
        "morris": (("mu_star", 1), ("mu_star_conf", 1), ("sigma", 1)),
        "sobol": (("first", 2), ("first_conf", 2), ("total", 2), ("total_conf", 2)),
    }[kind]
    rows = []
    for _, row in some.iterrows():
        digits = 2 if row["measure"] == "has_plan" else None
        figures = [number(row[name], places if digits is None else digits) for name, places in show]
        rows.append((_measure(row["measure"], weighted), row["assumption"], *figures))
    heads = {
        "lhs": ["rank coefficient", "R2"],
        "morris": ["mu*", "±", "sigma"],
        "sobol": ["first order", "±", "total", "±"],
    }[kind]
    return table("Which assumption matters, the strongest first", ["measure", "assumption", *heads], rows, left=2)


def _measure(name: str, weighted: bool) -> str:
    return "weighted sum" if weighted and name == "value" else _MEASURES.get(name, name)

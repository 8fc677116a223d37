"""Sheets of a workbook about the country: summary, jobs by segment, costs by payer, term and region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from siting.report.exports.fields import layer_named
from siting.report.exports.sheet import Book, Sheet
from siting.results.summary import missed_goals
from siting.words import keys, say

if TYPE_CHECKING:
    import pandas as pd

    from siting.report.exports.layers import Export

__all__ = ["costs_sheet", "segments_sheet", "summary_sheet"]

_NAME, _FIGURE = 46.0, 12.5  #: widths of columns in characters


def summary_sheet(book: Book, export: Export) -> None:
    """The figures of the plan on one page, with units; then what is an estimate and what is proven."""
    lang, told = export.lang, export.provenance
    sheet = book.sheet(say("export-sheet-summary", lang), told.title, [_NAME, 18.0, 26.0, 60.0])
    for key in ("scenario", "verdict", "notes"):
        if key in told.items:
            sheet.told(say("export-fact", lang, name=told.titles[key], fact=told.items[key]))
    sheet.space()
    columns = ("quantity", "value", "unit")
    sheet.heads([say(f"export-column-{column}", lang) for column in columns], 1)
    for name, value, unit, look in _figures(export):
        sheet.row([name, value, say(f"export-unit-{unit}", lang)], ["text", look, "text"])


def _figures(export: Export) -> Iterator[tuple[str, float, str, str]]:
    """Name, value, unit and format of the country's figures."""
    lang, summary, scalars = export.lang, export.run.summary, export.run.inputs.scalars
    last, goals = scalars.years[-1], summary.get("goals") or {}
    for year in (scalars.base_year, last):
        yield say("export-quantity-jobs", lang, year=year), _whole(summary["jobs"][str(year)]), "jobs", "whole"
    for year, goal in sorted((goals.get("jobs") or {}).items()):
        if int(year) == last:
            yield say("export-quantity-goal", lang, year=int(year)), float(goal), "jobs", "whole"
    yield say("export-quantity-exports", lang, year=last), float(summary["exports_bmad"][str(last)]), "bmad", "two"
    for year, goal in sorted((goals.get("exports_bmad") or {}).items()):
        yield say("export-quantity-export-goal", lang, year=int(year)), float(goal), "bmad", "two"
    for goal, year, missing in missed_goals(summary):
        if goal == "jobs":
            # The goal and the jobs stand on this sheet as whole figures: what is missing is their difference.
            short = _whole(float(goals["jobs"][str(year)])) - _whole(summary["jobs"][str(year)])
            yield say("export-quantity-missed-jobs", lang, year=year), short, "jobs", "whole-missed"
        else:
            yield say("export-quantity-missed-exports", lang, year=year), missing, "bmad", "two-missed"
    yield say("export-quantity-seats-built", lang), _whole(summary["seats_built"]), "seats", "whole"
    yield say("export-quantity-parks-opened", lang), float(summary["parks_opened"]), "places", "whole"
    yield say("export-quantity-trained", lang), _whole(summary["trained"]), "people", "whole"
    payers = summary["cost_by_payer_mmad"]
    yield say("export-quantity-cost", lang), float(sum(payers.values())), "mmad", "one"
    for payer, amount in payers.items():
        yield _name("payer", payer, export), float(amount), "mmad", "one"
    penalty = float(summary["objective_mmad"]) - float(sum(payers.values()))
    if abs(penalty) > 1e-6 and export.run.inputs.scalars.soft_goals:
        yield say("export-quantity-penalty", lang), penalty, "mmad", "one"
    yield say("export-quantity-gini", lang, year=last), float(summary["gini"]), "gini", "three"
    yield say("export-quantity-least-served", lang, year=last), float(summary["least_served"]), "rate", "one"
    for key in ("ordered_median", "kolm_pollak"):
        if key in summary:
            name = say(f"export-quantity-{key.replace('_', '-')}", lang, year=last)
            yield name, float(summary[key]), "rate", "one"
    minutes = summary.get("commute_minutes_mean")
    if minutes is not None:
        yield say("export-quantity-commute", lang, year=last), float(minutes), "minutes", "one"


def _whole(value: float) -> float:
    """A whole figure of the country, as the zones add up to it."""
    import math

    return float(math.floor(float(value) + 0.5 + 1e-6))


def _name(kind: str, key: str, export: Export) -> str:
    """A payer or term in words; one that the catalogue does not know keeps its name."""
    known = f"export-{kind}-{key.replace('_', '-')}"
    return say(known, export.lang) if known in keys(export.lang) else key


def segments_sheet(book: Book, export: Export) -> None:
    """Jobs by segment and year; whole, so that segments add up to the country."""
    import pandas as pd

    from siting.results import round_whole

    lang, jobs, scalars = export.lang, export.frames["jobs"], export.run.inputs.scalars
    years = (scalars.base_year, *scalars.years)
    exact = jobs.groupby(["segment", "year"])["jobs"].sum().unstack("year").reindex(columns=list(years)).fillna(0.0)
    table = pd.DataFrame({year: round_whole(exact[year]) for year in years})
    title = say("export-sheet-segments", lang)
    sheet = book.sheet(title, title, [20.0, *([_FIGURE] * len(years))], [say("export-note-whole", lang)])
    field = layer_named("zones").field("jobs")
    heads = [
        say("export-head-year-unit", lang, name=field.title(lang), year=year, unit=field.unit_in(lang))
        for year in years
    ]
    sheet.heads([say("export-column-segment", lang), *heads], 1)
    for segment, row in table.iterrows():
        sheet.row([str(segment), *map(float, row)], ["text", *(["whole"] * len(years))])
    sheet.filter(len(years) + 1)
    total = [say("export-column-country", lang), *map(float, table.sum())]
    sheet.row(total, ["text-total", *(["whole-total"] * len(years))])


def costs_sheet(book: Book, export: Export) -> None:
    """Present values by year: by payer, by term; then by region and payer. Penalties are told apart: not money."""
    lang, costs, scalars = export.lang, export.frames["costs"], export.run.inputs.scalars
    years = sorted({*scalars.years, *costs["year"].astype(int)})
    title = say("export-layer-costs", lang)
    notes = [say("export-note-costs", lang)]
    sheet = book.sheet(say("export-sheet-costs", lang), title, [_NAME, *([_FIGURE] * (len(years) + 1))], notes)
    money = costs[costs["payer"].notna()]
    year_heads = [*map(str, years), say("export-column-total", lang)]
    _block(sheet, export, "payer", _pivot(money, "payer", years), year_heads, first=True)
    _block(sheet, export, "term", _pivot(money, "term", years), year_heads)
    penalties = costs[costs["payer"].isna()]
    if len(penalties):
        table = _pivot(penalties, "term", years)
        for key, row in table.iterrows():
            sheet.row([_name("term", str(key), export), *_summed(row)], _looks(len(years) + 1))
        sheet.space()
    regions = export.frames["zones"].set_index("code")["region"]
    placed = money.assign(region=money["zone"].map(regions))
    wide = placed.groupby(["region", "payer"])["mmad"].sum().unstack("payer").fillna(0.0)
    payers = [payer for payer in ("state", "developer", "firm", "worker") if payer in wide.columns]
    names = export.frames["regions"].set_index("code")[f"name_{lang}"]
    heads = [*(_name("payer", payer, export) for payer in payers), say("export-column-total", lang)]
    _block(sheet, export, "region", wide[payers], heads, names=names)


def _pivot(costs: pd.DataFrame, column: str, years: list[int]) -> pd.DataFrame:
    table: pd.DataFrame = costs.groupby([column, "year"])["mmad"].sum().unstack("year")
    return table.reindex(columns=years).fillna(0.0)


def _summed(row: pd.Series) -> list[float]:
    """Amounts and their sum, to one MAD: the rest is arithmetic of floating point."""
    return [round(float(value), 6) for value in [*row, row.sum()]]


def _looks(count: int, ending: str = "") -> list[str]:
    return [f"text{ending}", *([f"one{ending}"] * count)]


def _block(
    sheet: Sheet,
    export: Export,
    kind: str,
    table: pd.DataFrame,
    heads: list[str],
    *,
    first: bool = False,
    names: pd.Series | None = None,
) -> None:
    """A table with totals by row and column, and an empty row after it."""
    all_heads = [say(f"export-column-{kind}", export.lang), *heads]
    if first:
        sheet.heads(all_heads, 1)
    else:
        sheet.head_row(all_heads)
    for key, row in table.iterrows():
        name = str(names.get(key, key)) if names is not None else _name(kind, str(key), export)
        sheet.row([name, *_summed(row)], _looks(len(heads)))
    sheet.row([say("export-column-total", export.lang), *_summed(table.sum())], _looks(len(heads), "-total"))
    sheet.space()

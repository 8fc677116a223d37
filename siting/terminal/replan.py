"""The drift from an earlier plan on the terminal, with what the re-plan assumed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from siting.analysis.replan.departures import DriftRow, departures, drift_rows, region_changes
from siting.terminal.drift_causes import cause, departure_table
from siting.terminal.output import console, table
from siting.words import Lang, money, number, percent, plural, say, signed

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["print_drift"]

#: Jobs and million MAD below this are no change.
_NONE = 0.5
_ZONES = 8  #: at most so many places are listed


def print_drift(run: Run, lang: Lang = "en") -> None:
    """What became of the earlier plan: country by year, what departed from it, regions with causes, money, assumptions.

    ``run`` is a re-plan. Raises ``KeyError`` for a run that is none.
    """
    told = run.manifest["replanned"]
    drift = run.table("drift")
    scalars = run.inputs.scalars
    years = {"first": told["years"][0], "last": scalars.base_year, "next": scalars.years[0], "end": scalars.years[-1]}
    texts = {name: str(year) for name, year in years.items()}
    out = console()
    out.print()
    title = "replan-title-one" if len(told["years"]) == 1 else "replan-title"
    out.print(say(title, lang, run=told["run"], **texts), style="bold", markup=False)
    for line in _sentences(drift, run, lang):
        out.print(f"  {line}", markup=False)
    out.print()
    out.print(_country(drift, lang))
    departed = departure_table(departures(drift, scalars.base_year), _names(run, lang), scalars.base_year, lang)
    if departed is not None:
        out.print(departed)
    out.print(_regions(drift, run, lang))
    causes = list(_causes(drift, run, lang))
    if causes:
        out.print(say("replan-causes", lang, end=texts["end"]), style="bold")
        for line in causes:
            out.print(f"  - {line}", markup=False)
        out.print()
    places = _places(drift, run, lang)
    if places:
        heads = [say(f"replan-head-{name}", lang) for name in ("place", "planned", "now", "change")]
        out.print(table(say("replan-zones", lang, end=texts["end"]), heads, places))
    out.print(_money(drift, texts["last"], lang))
    notes = _notes(told["notes"], run, lang)
    if notes:
        out.print(say("replan-notes", lang), style="bold")
        for note in notes:
            out.print(f"  - {note}", markup=False)
    out.print(say("replan-run", lang, folder=str(run.folder)), soft_wrap=True, markup=False)


def _notes(records: list[dict[str, Any]], run: Run, lang: Lang) -> list[str]:
    """What was assumed, with places called as in the language."""
    from siting.analysis.replan.notes import Note, zone_names

    names = zone_names(run.inputs, lang)
    return [Note.from_record(record).text(lang, names) for record in records]


def _sentences(drift: pd.DataFrame, run: Run, lang: Lang) -> Iterator[str]:
    """How the country stands, what the rest costs, against the earlier plan."""
    last = run.inputs.scalars.base_year
    jobs = drift_rows(drift, "country", "jobs")["", last]
    gap = jobs.difference
    key = "replan-level" if abs(gap) < _NONE else "replan-behind" if gap < 0 else "replan-ahead"
    count = plural(jobs.now, lang)
    yield say(key, lang, last=str(last), now=number(jobs.now, lang), count=count, gap=number(abs(gap), lang))
    cost = drift_rows(drift, "country", "cost")["", 0]
    gap = cost.difference
    key = "replan-same-cost" if abs(gap) < _NONE else "replan-cheaper" if gap < 0 else "replan-dearer"
    yield say(key, lang, gap=money(abs(gap), lang), now=money(cost.now, lang), planned=money(cost.planned, lang))
    proven = float(run.summary["gap"] or 0.0)  # whole parks: how far the plan may be from the best
    if abs(gap) >= _NONE and abs(gap) <= proven * abs(cost.now):
        yield say("replan-within-gap", lang, share=percent(proven, lang, 1))
    if run.summary["status"] != "optimal":
        yield say("replan-unfinished", lang)


def _names(run: Run, lang: Lang) -> dict[str, str]:
    """Names of zones and regions by code."""
    found: dict[str, str] = {}
    for frame, key in ((run.inputs.labels, "zone"), (run.inputs.region_labels, "region")):
        if key in frame:
            found.update(zip(frame[key], frame[f"name_{lang}"], strict=True))
    return found


def _country(drift: pd.DataFrame, lang: Lang) -> Any:
    """Jobs and seats of the country in every year, and the goals of the years to come."""
    jobs, seats, goals = (drift_rows(drift, "country", quantity) for quantity in ("jobs", "seats", "jobs_goal"))
    rows = []
    for (_, year), row in jobs.items():
        stand = seats["", year]
        asked = number(goals["", year].now, lang) if ("", year) in goals else ""
        rows.append(
            [
                str(year),
                say(f"replan-state-{row.state}", lang),
                number(row.planned, lang),
                number(row.now, lang),
                signed(row.difference, lang),
                asked,
                number(stand.planned, lang),
                number(stand.now, lang),
            ]
        )
    names = ("year", "state", "jobs-planned", "jobs-now", "change", "goal", "seats-planned", "seats-now")
    return table(say("replan-country", lang), [say(f"replan-head-{name}", lang) for name in names], rows, left=2)


def _regions(drift: pd.DataFrame, run: Run, lang: Lang) -> Any:
    """Jobs by region at the end of the observed years and in the last year; whole, so that they add up."""
    last, end = run.inputs.scalars.base_year, run.inputs.scalars.years[-1]
    names = _names(run, lang)
    by_code = _whole_regions(drift, last, end)
    lines = [[names.get(code, code), *_line(figures, lang)] for code, figures in by_code.items()]
    total = _line([sum(part) for part in zip(*by_code.values(), strict=True)], lang)
    country = say("replan-whole-country", lang)
    lines.append([f"[bold]{country}[/bold]", *(f"[bold]{figure}[/bold]" for figure in total)])
    heads = [say("replan-head-region", lang)]
    for year, name in ((last, "observed-of"), (end, "now-of")):
        heads += [
            say("replan-head-planned-of", lang, year=str(year)),
            say(f"replan-head-{name}", lang, year=str(year)),
            say("replan-head-change", lang),
        ]
    return table(say("replan-regions", lang, last=str(last), end=str(end)), heads, lines)


def _whole_regions(drift: pd.DataFrame, last: int, end: int) -> dict[str, list[int]]:
    """Jobs of each region as they are printed: planned and now at the end of ``last``, planned and now of ``end``."""
    by_code: dict[str, list[int]] = {}
    for year in (last, end):
        rows = {code: row for (code, other), row in drift_rows(drift, "region", "jobs").items() if other == year}
        for figures in ({c: r.planned for c, r in rows.items()}, {c: r.now for c, r in rows.items()}):
            for code, whole in _whole(figures).items():
                by_code.setdefault(code, []).append(whole)
    return by_code


def _causes(drift: pd.DataFrame, run: Run, lang: Lang) -> Iterator[str]:
    """A sentence or two for each region that changes much."""
    last, end = run.inputs.scalars.base_year, run.inputs.scalars.years[-1]
    names = _names(run, lang)
    for change in region_changes(drift, _whole_regions(drift, last, end), last):
        yield cause(change, names, last, end, lang)


def _whole(figures: dict[str, float]) -> dict[str, int]:
    """Whole figures that add up to the whole total."""
    import pandas as pd

    from siting.results import round_whole

    whole = round_whole(pd.Series(figures))
    return dict(zip(figures, whole.tolist(), strict=True))


def _line(figures: list[int], lang: Lang) -> list[str]:
    """Planned, now and the change, for two years."""
    told = []
    for planned, now in (figures[:2], figures[2:]):
        told += [number(planned, lang), number(now, lang), signed(now - planned, lang)]
    return told


def _places(drift: pd.DataFrame, run: Run, lang: Lang) -> list[list[str]]:
    """The zones whose jobs of the last year change most."""
    end = run.inputs.scalars.years[-1]
    rows = {code: row for (code, year), row in drift_rows(drift, "zone", "jobs").items() if year == end}
    order = sorted(rows, key=lambda code: -abs(rows[code].difference))
    names = _names(run, lang)
    return [
        [names.get(code, code), *_told(rows[code], lang)]
        for code in order[:_ZONES]
        if abs(rows[code].difference) >= _NONE
    ]


def _told(row: DriftRow, lang: Lang) -> list[str]:
    return [number(row.planned, lang), number(row.now, lang), signed(row.difference, lang)]


def _money(drift: pd.DataFrame, last: str, lang: Lang) -> Any:
    """What is still to pay, by payer, and premiums owed for past hires."""
    rows = []
    for scope, quantity in (("payer", "cost"), ("country", "cost"), ("country", "premiums_owed")):
        for (code, _), row in drift_rows(drift, scope, quantity).items():
            who = say(f"replan-payer-{code}", lang) if code else say("replan-all", lang)
            if quantity == "premiums_owed":
                who = say("replan-owed", lang, last=last)
            rows.append([who, *_told(row, lang)])
    heads = [say(f"replan-head-{name}", lang) for name in ("payer", "planned", "now", "change")]
    return table(say("replan-money", lang, last=last), heads, rows)

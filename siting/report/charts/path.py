"""The path to the goals: jobs by year against the goal of each year, and exports against theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from siting.errors import UsageError
from siting.report.charts.canvas import Words, draw_on_page, height_of, kinds_of, paler
from siting.report.charts.facts import alt_text, chart_notes, run_title, segment_jobs, segment_name
from siting.report.charts.stack import GAP_DASHES, GAP_WHITE, Columns, Series, draw_columns, shortfalls
from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.report.page.style import Style, default_style
from siting.words import Lang, number, plural, say

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn
    from siting.results import Run

__all__ = ["Path", "Split", "path_chart", "path_of"]

SIZE = (8.4, 4.9)
Split = Literal["segment", "new"]
_JOBS_SHARE = 0.66  #: of the width for jobs, the rest for exports


@dataclass(frozen=True)
class Path:
    """Jobs at year end by year (the base year first) and layer, exports in bn MAD by year of the plan, goals of both.

    ``layers`` are segments, or ``kept`` and ``new``. Solver's figures.
    """

    years: tuple[int, ...]
    layers: dict[str, tuple[float, ...]]
    goals: dict[int, float]
    exports: dict[int, float]
    export_goals: dict[int, float]

    @property
    def jobs(self) -> tuple[float, ...]:
        """Jobs of the country by year."""
        return tuple(sum(values) for values in zip(*self.layers.values(), strict=True))

    @property
    def missing_jobs(self) -> dict[int, float]:
        """Year -> jobs that are missing to its goal."""
        return shortfalls(self.years, self.jobs, self.goals)

    @property
    def missing_exports(self) -> dict[int, float]:
        """Year -> bn MAD that are missing to its goal."""
        return shortfalls(tuple(self.exports), tuple(self.exports.values()), self.export_goals)


def path_of(run: Run, by: Split = "segment") -> Path:
    """The figures of the chart.

    ``by="new"`` tells what is left of the base year's jobs, place by place and segment by segment, from what came
    since. Raises `UsageError` for another split.
    """
    if by not in ("segment", "new"):
        raise UsageError(f"the path is split by segment or by new, not by {by}")
    table = segment_jobs(run)
    if by == "segment":
        layers = {str(code): tuple(map(float, table[code])) for code in table.columns}
    else:
        start = run.inputs.zone_segment.rename(columns={"baseline_jobs": "start"})[["zone", "segment", "start"]]
        jobs = run.table("jobs").merge(start, on=["zone", "segment"], how="left").fillna({"start": 0.0})
        kept = jobs[["jobs", "start"]].min(axis=1).groupby(jobs["year"]).sum().reindex(table.index)
        kept = kept.fillna(table.sum(axis=1))  # the base year keeps all
        layers = {"kept": tuple(map(float, kept)), "new": tuple(map(float, table.sum(axis=1) - kept))}
    goals = run.summary["goals"]
    return Path(
        years=tuple(int(year) for year in table.index),
        layers=layers,
        goals={int(year): float(goal) for year, goal in goals["jobs"].items()},
        exports={int(year): float(worth) for year, worth in run.summary["exports_bmad"].items()},
        export_goals={int(year): float(goal) for year, goal in goals["exports_bmad"].items()},
    )


def path_chart(
    run: Run,
    *,
    lang: Lang,
    style: Style | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
    by: Split = "segment",
) -> Drawn:
    """Columns by year with goals as thick lines, gaps outlined; exports in a second panel with their own scale."""
    path = path_of(run, by)
    style = style or default_style()
    return draw_on_page(
        _words(run, path, lang),
        lambda sheet, room: _paint(sheet, room, path, by),
        lang=lang, style=style, bare=bare, size=size or SIZE,
    )  # fmt: skip


def _words(run: Run, path: Path, lang: Lang) -> Words:
    jobs, exports = path.missing_jobs, path.missing_exports
    base, last = path.years[0], path.years[-1]
    told = {
        "jobs": number(path.jobs[-1], lang), "count": plural(path.jobs[-1], lang), "before": number(path.jobs[0], lang),
        "base": base, "last": last,
    }  # fmt: skip
    if jobs:
        year = max(jobs)
        title = say(
            "chart-path-title-jobs",
            lang,
            missing=number(jobs[year], lang),
            count=plural(jobs[year], lang),
            year=year,
            goal=number(path.goals[year], lang),
        )
    elif exports:
        year = max(exports)
        goal = number(path.export_goals[year], lang, 1)
        title = say("chart-path-title-exports", lang, missing=number(exports[year], lang, 1), year=year, goal=goal)
    elif path.goals:
        title = say("chart-path-title-met", lang, worth=number(path.exports[last], lang, 1), **told)
    else:
        title = say("chart-title-jobs", lang, **told)
    subtitle = say("chart-path-subtitle", lang, scenario=run_title(run, lang))
    items = [(str(year), number(count, lang)) for year, count in zip(path.years, path.jobs, strict=True)]
    return Words(title, subtitle, alt_text(title, subtitle, items, lang), chart_notes(run, lang))


def _paint(sheet: Sheet, room: Box, path: Path, by: Split) -> None:
    lang, look = sheet.lang, sheet.style.colours
    if by == "segment":
        colours = kinds_of(sheet.style, len(path.layers))
        series = [
            Series(code, segment_name(code, lang), colours[at], values)
            for at, (code, values) in enumerate(path.layers.items())
        ]
    else:
        series = [
            Series("kept", say("chart-path-kept", lang, base=path.years[0]), look.standing, path.layers["kept"]),
            Series("new", say("chart-path-new", lang, base=path.years[0]), look.new, path.layers["new"]),
        ]
    key = height_of(sheet.style.sizes.legend) + 0.06
    above = Box(room.left, room.bottom + key, room.right, room.top)
    wide = room.right - room.left
    cut = room.left + wide * _JOBS_SHARE
    jobs = Columns(say("chart-path-jobs", lang), path.years, tuple(series), goals=path.goals, named=True)
    worth = Series("exports", "", look.accent, tuple(path.exports.values()))
    head = say("chart-path-exports", lang)
    exports = Columns(head, tuple(path.exports), (worth,), digits=1, goals=path.export_goals)
    draw_columns(sheet, _turned(sheet, Box(above.left, above.bottom, cut - 0.12, above.top), room), jobs)
    draw_columns(sheet, _turned(sheet, Box(cut + 0.12, above.bottom, above.right, above.top), room), exports)
    _key(sheet, Box(room.left, room.bottom, room.right, room.bottom + key), path)


def _turned(sheet: Sheet, box: Box, room: Box) -> Box:
    """A rectangle where its reader looks for it within a room."""
    if sheet.lang != "ar":
        return box
    return Box(room.left + room.right - box.right, box.bottom, room.left + room.right - box.left, box.top)


def _key(sheet: Sheet, box: Box, path: Path) -> None:
    """What the thick line and the outlined gap mean, below the panels."""
    from matplotlib.patches import Rectangle

    axes, side, look = sheet.axes(box), Reading(sheet.lang, box.right - box.left), sheet.style.colours
    size, x = sheet.style.sizes.legend, 0.0
    if path.goals or path.export_goals:
        text = say("chart-path-goal", sheet.lang)
        axes.plot([side.x(x), side.x(x + 0.24)], [0.07, 0.07], color=look.ink, linewidth=1.8, solid_capstyle="butt")
        sheet.write(axes, side.x(x + 0.3), 0.07, text, size=size, ha=side.ha(), gid="key")
        x += 0.3 + sheet.text_size(text, size)[0] + 0.25
    if path.missing_jobs or path.missing_exports:
        gap = Rectangle((side.x(x, 0.24), 0.02), 0.24, 0.1, facecolor=paler(look.loss, GAP_WHITE), edgecolor=look.loss)
        gap.set_linewidth(0.7)
        gap.set_linestyle(GAP_DASHES)
        axes.add_patch(gap)
        sheet.write(
            axes, side.x(x + 0.3), 0.07, say("chart-path-missing", sheet.lang), size=size, ha=side.ha(), gid="key"
        )

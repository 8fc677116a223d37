"""Charts by name: which there are, what each takes, and how one is drawn and written.

A further chart is a module with a function of runs that returns a `Drawn`, and a line in `CHARTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from siting.errors import UsageError
from siting.report.charts.bars import region_bars_chart
from siting.report.charts.costs import costs_chart
from siting.report.charts.lorenz import lorenz_chart
from siting.report.charts.path import path_chart
from siting.report.charts.segments import segments_chart
from siting.report.charts.slope_chart import slope_chart
from siting.report.page.places import check_place
from siting.report.page.save import KINDS
from siting.report.page.style import load_style
from siting.words import LANGS, Lang, say

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn
    from siting.results import Run

__all__ = ["CHARTS", "Chart", "ChartRequest", "draw_chart", "list_charts", "write_chart"]


@dataclass(frozen=True)
class ChartRequest:
    """A chart that is asked for: its kind (a key of `CHARTS`), how it looks, and what some kinds take besides.

    ``by``: costs by ``payer`` or ``term``, the path by ``segment`` or ``new``. ``discounted``: costs at present value
    (the default) or as paid. ``region``: code or name, for segments. None leaves the chart's own default.
    """

    kind: str
    lang: Lang = "fr"
    style: Path | str | None = None
    bare: bool = False
    size: tuple[float, float] | None = None
    by: str | None = None
    discounted: bool | None = None
    region: str | None = None


@dataclass(frozen=True)
class Chart:
    """A kind of chart: its function of runs, the least and the most runs, the options that it takes."""

    draw: Callable[..., Drawn]
    least: int = 1
    most: int = 1
    options: tuple[str, ...] = ()


def _of_one(chart: Callable[..., Drawn]) -> Callable[..., Drawn]:
    """A chart of one run as a chart of a list of runs."""

    def draw(runs: Sequence[Run], **options: Any) -> Drawn:
        return chart(runs[0], **options)

    return draw


CHARTS: Mapping[str, Chart] = MappingProxyType(
    {
        "bars": Chart(_of_one(region_bars_chart)),
        "lorenz": Chart(_of_one(lorenz_chart)),
        "path": Chart(_of_one(path_chart), options=("by",)),
        "costs": Chart(_of_one(costs_chart), options=("by", "discounted")),
        "segments": Chart(_of_one(segments_chart), options=("region",)),
        "slope": Chart(slope_chart, least=2, most=20),
    }
)


def draw_chart(runs: Sequence[Run], request: ChartRequest) -> Drawn:
    """The chart that is asked for.

    Raises `UsageError` for a kind or language that there is not, a number of runs or an option that the kind does not
    take; `StyleError` for a style that cannot be used; `RunError` for runs that cannot be compared and an unknown
    region.
    """
    chart = CHARTS.get(request.kind)
    if chart is None:
        raise UsageError(f"there is no chart {request.kind}: choose one of {', '.join(CHARTS)}")
    if request.lang not in LANGS:
        raise UsageError(f"there is no language {request.lang}: choose one of {', '.join(LANGS)}")
    if not chart.least <= len(runs) <= chart.most:
        takes = "one run" if chart.most == 1 else f"{chart.least} to {chart.most} runs"
        raise UsageError(f"the chart {request.kind} takes {takes}, not {len(runs)}")
    given = {name: getattr(request, name) for name in ("by", "discounted", "region")}
    given = {name: value for name, value in given.items() if value is not None}
    if extra := [name for name in given if name not in chart.options]:
        takes = f"it takes {', '.join(chart.options)}" if chart.options else "it takes none"
        raise UsageError(f"the chart {request.kind} has no option {', '.join(extra)}: {takes}")
    style = load_style(request.style)
    return chart.draw(runs, lang=request.lang, style=style, bare=request.bare, size=request.size, **given)


def write_chart(runs: Sequence[Run], request: ChartRequest, out: Path | str) -> Path:
    """Draw a chart into a file by its ending (png, svg, pdf), whole or not at all; returns the file.

    The same runs give the same bytes. Raises what `draw_chart` raises, `UsageError` for another ending, `RunError` for
    a place that cannot be used, such as one inside a run folder.
    """
    out = Path(out)
    kind = out.suffix.lstrip(".").lower()
    if kind not in KINDS:
        raise UsageError(f"cannot write a chart to {out}: choose a file that ends in .{', .'.join(KINDS)}")
    check_place(out)
    return draw_chart(runs, request).save(out, kind)


def list_charts(lang: Lang = "en") -> tuple[dict[str, Any], ...]:
    """Every kind of chart as a record: kind, what it shows, least and most runs, options."""
    return tuple(
        {"kind": key, "shows": say(f"chart-kind-{key}", lang), "runs_least": chart.least, "runs_most": chart.most,
         "options": list(chart.options)}
        for key, chart in CHARTS.items()
    )  # fmt: skip

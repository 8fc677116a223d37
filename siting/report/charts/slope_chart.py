"""Regional jobs of 2 to 20 runs as lines, in the order in which the runs are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from siting.analysis.compare.comparison import Comparison, compare
from siting.analysis.compare.labels import run_titles
from siting.report.charts.canvas import Words, draw_on_page
from siting.report.charts.facts import alt_text
from siting.report.charts.slope import Line, draw_slope, scale_of
from siting.report.page.labels import Box
from siting.report.page.notes import estimate_notes, proof_notes, source_notes
from siting.report.page.sheet import Sheet, directed
from siting.report.page.style import Style, default_style
from siting.words import Lang, number, plural, say, signed

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn
    from siting.results import Run

__all__ = ["slope_chart", "slope_lines", "standing_out"]

_HIGH, _WIDE = 6.2, 8.0  #: inches of a chart of two runs; each further run makes it wider
_STRONG = 3  #: regions that stand out on each side: the largest gains and the largest losses
_WORTH = 0.05  #: a change below this share of the largest does not stand out


def standing_out(changes: Mapping[str, int], style: Style) -> dict[str, str]:
    """The colour of each region that stands out: the largest gains and losses that are worth it."""
    ordered = sorted(changes, key=lambda code: (changes[code], code))
    least = max(1.0, _WORTH * max(map(abs, changes.values())))
    losses = [code for code in ordered[:_STRONG] if -changes[code] >= least]
    gains = [code for code in ordered[::-1][:_STRONG] if changes[code] >= least]
    return dict.fromkeys(losses, style.colours.loss) | dict.fromkeys(gains, style.colours.gain)


def slope_lines(comparison: Comparison, style: Style, lang: Lang) -> tuple[Line, ...]:
    """A line for each region: whole jobs of the last year in every run, the change from the first to the last."""
    jobs, names = comparison.whole("jobs_last"), comparison.names(lang)
    first, last = comparison.labels[0], comparison.labels[-1]
    changes = {str(code): int(change) for code, change in (jobs[last] - jobs[first]).items()}
    colours = standing_out(changes, style)
    lines = []
    for code, row in jobs.iterrows():
        values, name = tuple(int(value) for value in row), str(names[str(code)])
        end = f"{number(values[-1], lang)} ({signed(changes[str(code)], lang)})  {name}"
        begin = f"{name}  {number(values[0], lang)}"
        lines.append(Line(str(code), values, directed(begin, lang), directed(end, lang), colours.get(str(code))))
    return tuple(lines)


def slope_chart(
    runs: Comparison | Sequence[Run],
    *,
    lang: Lang,
    style: Style | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
) -> Drawn:
    """Lines from run to run; those that gain or lose most from the first to the last stand out.

    Raises `RunError` for runs that cannot be compared.
    """
    comparison = runs if isinstance(runs, Comparison) else compare(runs)
    style = style or default_style()
    lines, heads = slope_lines(comparison, style, lang), run_titles(comparison.runs, comparison.labels, lang)
    more = len(heads) - 2
    return draw_on_page(
        _words(comparison, lines, heads, lang),
        lambda sheet, room: _paint(sheet, room, lines, list(zip(heads, comparison.labels, strict=True))),
        lang=lang, style=style, bare=bare, size=size or (min(14.0, _WIDE + 0.4 * more), min(7.7, _HIGH + 0.12 * more)),
    )  # fmt: skip


def _paint(sheet: Sheet, room: Box, lines: Sequence[Line], heads: Sequence[tuple[str, str]]) -> None:
    draw_slope(sheet, room, lines, heads, (0, len(heads) - 1))


def _words(comparison: Comparison, lines: Sequence[Line], heads: Sequence[str], lang: Lang) -> Words:
    names = {str(code): str(name) for code, name in comparison.names(lang).items()}
    changes = {line.key: line.values[-1] - line.values[0] for line in lines}
    moved = sum(change for change in changes.values() if change > 0)
    up = max(changes, key=lambda code: (changes[code], code))
    down = min(changes, key=lambda code: (changes[code], code))
    told = {"first": heads[0], "other": heads[-1]}
    if changes[up] > 0 > changes[down]:
        title = say(
            "chart-slope-title-both", lang, region=names[up], gain=number(changes[up], lang), loser=names[down],
            count=plural(changes[up], lang), loss=number(-changes[down], lang), **told,
        )  # fmt: skip
    elif changes[up] > 0:
        gain, count = number(changes[up], lang), plural(moved, lang)
        title = say(
            "chart-slope-title", lang, region=names[up], gain=gain, moved=number(moved, lang), count=count, **told
        )
    elif any(changes.values()):
        lost = -sum(changes.values())
        title = say("chart-slope-title-losses", lang, lost=number(lost, lang), count=plural(lost, lang), **told)
    else:
        title = say("chart-slope-title-same", lang, **told)
    scale = say("chart-slope-log" if scale_of(lines, 0.0, 1.0).log else "chart-slope-linear", lang)
    subtitle = say(
        "chart-slope-subtitle", lang, last=comparison.last_year, count=len(heads), scale=scale, first=heads[0]
    )
    items = [
        (names[line.key], f"{number(line.values[-1], lang)} ({signed(changes[line.key], lang)})") for line in lines
    ]
    base = float(comparison.runs[0].inputs.zone_segment["baseline_jobs"].sum())
    proofs = [
        say("chart-slope-about", lang, run=head, note=" ".join(proof))
        for run, head in zip(comparison.runs, heads, strict=True)
        if (proof := proof_notes(run, lang))
    ]
    notes = (*estimate_notes(comparison.runs[0], base, lang), *proofs, *source_notes(comparison.runs, lang)[:-1])
    ours = all(bool((run.manifest.get("data") or {}).get("shipped")) for run in comparison.runs)
    notes = (*notes, say("picture-boundaries" if ours else "picture-boundaries-plain", lang))
    return Words(title, subtitle, alt_text(title, subtitle, items, lang), notes)

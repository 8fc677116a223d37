"""The picture of a comparison: two plans as maps, and all plans as lines. Gathered here, drawn on a page next door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from siting.analysis.compare.labels import named_runs, run_titles
from siting.errors import UsageError
from siting.report.charts.slope import Line
from siting.report.maps.picture import PlanPicture
from siting.report.maps.plan_map import plan_picture, run_geometry
from siting.report.page.drawn import Drawn
from siting.report.page.notes import estimate_notes, proof_notes, source_notes
from siting.report.page.sheet import directed
from siting.report.page.style import Style, default_style
from siting.results.summary import penalty_mmad
from siting.words import Lang, listing, number, say, signed

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison
    from siting.results import Run

__all__ = ["ComparisonPicture", "comparison_map", "comparison_picture", "draw_comparison"]

_STRONG = 3  #: regions that stand out on each side: the largest gains and the largest losses
_PENALTY = 1e-6  #: million MAD: a penalty above it is for a goal that is missed
_WORTH = 0.05  #: a change below this share of the largest does not stand out

#: quantity of the national table, item -> decimals on the page.
_FACTS = {
    ("cost_total", ""): 0,
    ("cost_by_payer", "state"): 0,
    ("seats_built", ""): 0,
    ("least_served", ""): 1,
    ("gini", ""): 3,
    ("commute_minutes", ""): 1,
}


@dataclass(frozen=True)
class ComparisonPicture:
    """Frozen content of the picture.

    ``plans`` are the two plans on the maps, ``pair`` their positions among ``heads``, the names of
    all plans, and ``labels``, their short names;
    ``lines`` hold whole jobs of the last year by region and plan; ``changes`` the change of each region from the first
    map to the second, ``colours`` those of the regions that stand out; ``facts`` are texts: what, first, second.
    """

    plans: tuple[PlanPicture, PlanPicture]
    pair: tuple[int, int]
    heads: tuple[str, ...]
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    changes: dict[str, int]
    colours: dict[str, str]
    facts: tuple[tuple[str, str, str], ...]
    lang: Lang
    title: str
    subtitle: str
    scale_note: dict[bool, str]
    notes: tuple[str, ...]
    alt: str = ""

    @property
    def last_year(self) -> int:
        """The year that is shown."""
        return self.plans[0].last_year


def draw_comparison(
    comparison: Comparison,
    out: Path,
    *,
    lang: Lang = "fr",
    kind: str = "png",
    pair: tuple[str, str] | None = None,
    style: Style | None = None,
) -> Path:
    """Draw a comparison and save it to ``out`` as ``kind`` (png, svg or pdf); returns the file.

    ``pair`` holds the labels of the two runs on the maps: the first and the last by default. The same runs give the
    same bytes. Raises `UsageError` for a pair that is not two of the runs, `RunError` when the boundaries of the first
    run's data set cannot be found or do not cover its zones, or when ``out`` cannot be written.
    """
    return comparison_map(comparison, lang=lang, pair=pair, style=style).save(out, kind)


def comparison_map(
    comparison: Comparison,
    *,
    lang: Lang,
    pair: tuple[str, str] | None = None,
    style: Style | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
) -> Drawn:
    """Two plans as maps and all plans as lines, on one page; raises as `draw_comparison`, except for writing."""
    from siting.report.comparison.page import draw

    style = style or default_style()
    return draw(comparison_picture(comparison, lang, pair, style), style, bare=bare, size=size)


def comparison_picture(
    comparison: Comparison, lang: Lang, pair: tuple[str, str] | None = None, style: Style | None = None
) -> ComparisonPicture:
    """Everything the picture shows. Jobs are whole and add up: zones to regions, regions to the country."""
    chosen = pair or (comparison.labels[0], comparison.labels[-1])
    if len(chosen) != 2 or chosen[0] == chosen[1] or not set(chosen) <= set(comparison.labels):
        known = named_runs(comparison.runs, comparison.labels)
        raise UsageError(f"the maps show two of {known}, not {', '.join(chosen)}")
    one, two = (comparison.labels.index(label) for label in chosen)
    zones, regions = run_geometry(comparison.runs[one])
    plans = (
        plan_picture(comparison.runs[one], zones, regions, lang),
        plan_picture(comparison.runs[two], zones, regions, lang),
    )
    heads = run_titles(comparison.runs, comparison.labels, lang)
    jobs = comparison.whole("jobs_last")
    changes = {str(code): int(change) for code, change in (jobs[chosen[1]] - jobs[chosen[0]]).items()}
    look = (style or default_style()).colours
    colours = _standing_out(changes, look.gain, look.loss)
    names = {str(code): str(name) for code, name in comparison.names(lang).items()}
    alt = [f"{names[str(code)]} {signed(change, lang)}" for code, change in changes.items()]
    return ComparisonPicture(
        plans=plans,
        pair=(one, two),
        heads=heads,
        labels=comparison.labels,
        lines=tuple(_line(str(code), names[str(code)], row.tolist(), colours, lang) for code, row in jobs.iterrows()),
        changes=changes,
        colours=colours,
        facts=_facts(comparison, chosen, lang),
        lang=lang,
        title=_title(changes, names, (heads[one], heads[two]), lang),
        subtitle=say(
            "comparison-subtitle",
            lang,
            last=comparison.last_year,
            level=say(f"level-{comparison.level}", lang),
            count=len(heads),
        ),
        scale_note={
            log: say(f"comparison-slope-{'log' if log else 'linear'}", lang, first=heads[0]) for log in (True, False)
        },
        notes=_notes(comparison, heads, plans[0], lang),
        alt=say("comparison-alt", lang, first=heads[one], other=heads[two], changes=listing(alt, lang)),
    )


def _standing_out(changes: Mapping[str, int], gain: str, loss: str) -> dict[str, str]:
    """The colour of each region that stands out: the largest gains and losses that are worth it."""
    ordered, least = sorted(changes, key=changes.__getitem__), max(1.0, _WORTH * max(map(abs, changes.values())))
    losses = [code for code in ordered[:_STRONG] if -changes[code] >= least]
    gains = [code for code in ordered[::-1][:_STRONG] if changes[code] >= least]
    return dict.fromkeys(losses, loss) | dict.fromkeys(gains, gain)


def _line(code: str, name: str, values: Sequence[int], colours: dict[str, str], lang: Lang) -> Line:
    """A region's line; at the end its change from the first plan to the last."""
    change = values[-1] - values[0]
    end = f"{number(values[-1], lang)} ({signed(change, lang)})  {name}"
    begin = f"{name}  {number(values[0], lang)}"
    return Line(code, tuple(values), directed(begin, lang), directed(end, lang), colours.get(code))


def _title(changes: Mapping[str, int], names: Mapping[str, str], heads: tuple[str, str], lang: Lang) -> str:
    """The finding: which region gains most and which loses most from the first map to the second."""
    up, down = max(changes, key=changes.__getitem__), min(changes, key=changes.__getitem__)
    key = {
        (True, True): "comparison-title-both",
        (True, False): "comparison-title-gain",
        (False, True): "comparison-title-loss",
        (False, False): "comparison-title-same",
    }[changes[up] > 0, changes[down] < 0]
    return say(
        key,
        lang,
        first=heads[0],
        other=heads[1],
        up=names[up],
        gain=number(changes[up], lang),
        down=names[down],
        loss=number(abs(changes[down]), lang),
        count=abs(changes[up] or changes[down]),
    )


def _facts(comparison: Comparison, chosen: tuple[str, str], lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """A few figures of the country in the two plans; costs only where they can be compared."""
    national = comparison.national.set_index(["quantity", "item", "run"])["value"]
    lines = []
    for (quantity, item), digits in _FACTS.items():
        values = [float(national.get((quantity, item, label), float("nan"))) for label in chosen]
        if any(value != value for value in values):
            continue
        small = quantity.startswith("cost") and max(map(abs, values)) < 1000
        key = f"comparison-fact-{(item or quantity).replace('_', '-')}"
        first, second = (number(value, lang, 1 if small else digits) for value in values)
        lines.append((say(key, lang), first, second))
    return tuple(lines)


def _missing_jobs(run: Run, lang: Lang) -> str:
    """By how many jobs a run misses its last goal; nothing where that one is met."""
    asked, reached = run.summary["goals"]["jobs"], run.summary["jobs"]
    if not asked:
        return ""
    year = max(asked, key=int)
    missing = round(asked[year] - reached[year])
    return (
        say("comparison-missed-jobs", lang, jobs=number(missing, lang), count=missing, year=year) if missing > 0 else ""
    )


def _notes(comparison: Comparison, heads: Sequence[str], plan: PlanPicture, lang: Lang) -> tuple[str, ...]:
    """Estimate, what is not proven, changed by hand or missed in which plan, sources, boundaries."""
    first = comparison.runs[0]
    notes = list(estimate_notes(first, float(plan.regions["jobs_base"].sum()), lang))
    notes += [
        say("comparison-about", lang, run=head, note=" ".join(proof))
        for run, head in zip(comparison.runs, heads, strict=True)
        if (proof := proof_notes(run, lang))
    ]
    changed = [
        say("comparison-changed", lang, run=head, settings=", ".join(map(str, run.manifest["settings"])))
        for run, head in zip(comparison.runs, heads, strict=True)
        if run.manifest.get("settings")
    ]
    if changed:
        notes.append(say("comparison-settings", lang, changed=say("comparison-between", lang).join(changed)))
    notes += [
        say("comparison-missed", lang, run=head, by=_missing_jobs(run, lang))
        for run, head in zip(comparison.runs, heads, strict=True)
        if penalty_mmad(run.summary) > _PENALTY
    ]
    if any(remark.key == "compare-note-baseline" for remark in comparison.remarks):
        notes.append(say("comparison-base-moved", lang, base=comparison.base_year))
    return (*notes, *source_notes(comparison.runs, lang))

"""The picture of a comparison: two plans as maps, and all plans as lines. Gathered here, drawn on a page next door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from siting.analysis.compare.labels import run_titles
from siting.errors import UsageError
from siting.report.comparison_words import compare_word, signed
from siting.report.headings import directed
from siting.report.notes import estimate_notes, proof_notes, source_notes
from siting.report.picture import PlanPicture
from siting.report.plan_map import plan_picture, run_geometry
from siting.report.slope import Line
from siting.report.words import Lang, number, word
from siting.results.summary import penalty_mmad

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison
    from siting.results import Run

__all__ = ["GAIN", "LOSS", "ComparisonPicture", "comparison_picture", "draw_comparison"]

GAIN, LOSS = "#b3520a", "#6a3d9a"
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

    @property
    def last_year(self) -> int:
        """The year that is shown."""
        return self.plans[0].last_year


def draw_comparison(
    comparison: Comparison, out: Path, *, lang: Lang = "fr", kind: str = "png", pair: tuple[str, str] | None = None
) -> Path:
    """Draw a comparison and save it to ``out`` as ``kind`` (png, svg or pdf); returns the file.

    ``pair`` holds the labels of the two runs on the maps: the first and the last by default. The same runs give the
    same bytes. Raises `UsageError` for a pair that is not two of the runs, `RunError` when the boundaries of the first
    run's data set cannot be found or do not cover its zones, or when ``out`` cannot be written.
    """
    from siting.report.comparison_page import draw
    from siting.report.save import save

    picture = comparison_picture(comparison, lang, pair)
    return save(draw(picture), out, kind, picture.title)


def comparison_picture(comparison: Comparison, lang: Lang, pair: tuple[str, str] | None = None) -> ComparisonPicture:
    """Everything the picture shows. Jobs are whole and add up: zones to regions, regions to the country."""
    chosen = pair or (comparison.labels[0], comparison.labels[-1])
    if len(chosen) != 2 or chosen[0] == chosen[1] or not set(chosen) <= set(comparison.labels):
        raise UsageError(f"the maps show two of {', '.join(comparison.labels)}, not {', '.join(chosen)}")
    one, two = (comparison.labels.index(label) for label in chosen)
    zones, regions = run_geometry(comparison.runs[one])
    plans = (
        plan_picture(comparison.runs[one], zones, regions, lang),
        plan_picture(comparison.runs[two], zones, regions, lang),
    )
    heads = run_titles(comparison.runs, comparison.labels, lang)
    jobs = comparison.whole("jobs_last")
    changes = {str(code): int(change) for code, change in (jobs[chosen[1]] - jobs[chosen[0]]).items()}
    colours = _standing_out(changes)
    names = {str(code): str(name) for code, name in comparison.names(lang).items()}
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
        subtitle=compare_word(
            "subtitle", lang, last=comparison.last_year, level=word(comparison.level, lang), count=len(heads)
        ),
        scale_note={
            log: compare_word("slope_log" if log else "slope_linear", lang, first=heads[0]) for log in (True, False)
        },
        notes=_notes(comparison, heads, plans[0], lang),
    )


def _standing_out(changes: Mapping[str, int]) -> dict[str, str]:
    """The colour of each region that stands out: the largest gains and losses that are worth it."""
    ordered, least = sorted(changes, key=changes.__getitem__), max(1.0, _WORTH * max(map(abs, changes.values())))
    losses = [code for code in ordered[:_STRONG] if -changes[code] >= least]
    gains = [code for code in ordered[::-1][:_STRONG] if changes[code] >= least]
    return dict.fromkeys(losses, LOSS) | dict.fromkeys(gains, GAIN)


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
        (True, True): "title_both",
        (True, False): "title_gain",
        (False, True): "title_loss",
        (False, False): "title_same",
    }[changes[up] > 0, changes[down] < 0]
    return compare_word(
        key,
        lang,
        first=heads[0],
        other=heads[1],
        up=names[up],
        gain=number(changes[up], lang),
        down=names[down],
        loss=number(abs(changes[down]), lang),
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
        key = f"fact_{item}" if item else f"fact_{quantity}"
        first, second = (number(value, lang, 1 if small else digits) for value in values)
        lines.append((compare_word(key, lang), first, second))
    return tuple(lines)


def _missing_jobs(run: Run, lang: Lang) -> str:
    """By how many jobs a run misses its last goal; nothing where that one is met."""
    asked, reached = run.summary["goals"]["jobs"], run.summary["jobs"]
    if not asked:
        return ""
    year = max(asked, key=int)
    missing = round(asked[year] - reached[year])
    return compare_word("missed_jobs", lang, jobs=number(missing, lang), year=year) if missing > 0 else ""


def _notes(comparison: Comparison, heads: Sequence[str], plan: PlanPicture, lang: Lang) -> tuple[str, ...]:
    """Estimate, what is not proven, changed by hand or missed in which plan, sources, boundaries."""
    first = comparison.runs[0]
    notes = list(estimate_notes(first, float(plan.regions["jobs_base"].sum()), lang))
    notes += [
        compare_word("about", lang, run=head, note=" ".join(proof))
        for run, head in zip(comparison.runs, heads, strict=True)
        if (proof := proof_notes(run, lang))
    ]
    changed = [
        compare_word("changed", lang, run=head, settings=", ".join(map(str, run.manifest["settings"])))
        for run, head in zip(comparison.runs, heads, strict=True)
        if run.manifest.get("settings")
    ]
    if changed:
        notes.append(compare_word("settings", lang, changed=compare_word("between", lang).join(changed)))
    notes += [
        compare_word("missed", lang, run=head, by=_missing_jobs(run, lang))
        for run, head in zip(comparison.runs, heads, strict=True)
        if penalty_mmad(run.summary) > _PENALTY
    ]
    if any(remark.key == "compare-note-baseline" for remark in comparison.remarks):
        notes.append(compare_word("base_moved", lang, base=comparison.base_year))
    return (*notes, *source_notes(comparison.runs, lang))

"""Why a plan is as it is: what its goals and limits are worth, why a place gets what it gets, why another gets nothing.

Everything follows from the first stage of the run, solved again and asked: prices are its one-sided derivatives with
exact ranges, "one job more here" is a second optimum with one job more here. Nothing is said that was not computed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Literal

from siting.analysis.derived import read_derived, write_derived
from siting.analysis.explain.country import brief, country_prices
from siting.analysis.explain.names import codes_of, names_of
from siting.analysis.explain.places import Place, region_story, zone_story
from siting.analysis.explain.types import Brief, Explanation, PlaceStory
from siting.analysis.explain.whole import whole_jobs
from siting.analysis.explain.wording import Section
from siting.analysis.explain.zones import why_not
from siting.analysis.first_stage import kept_basis

if TYPE_CHECKING:
    from siting.model.cost_model import CostModel
    from siting.results import Run

__all__ = ["explain", "explanation_record"]

Step = Callable[[str], None]

#: Changes when an explanation would be told otherwise for the same run.
VERSION = 5
#: A zone has nothing if it gains fewer jobs and seats than this.
NOTHING = 0.5


def explain(
    run: Run,
    *,
    regions: Sequence[str] | None = None,
    zones: Sequence[str] | None = None,
    scope: Literal["country", "regions"] = "regions",
    progress: Step | None = None,
) -> Explanation:
    """Explain a run.

    Without ``regions`` and ``zones`` the country and every region (``scope`` "country": the country alone, which takes
    a few seconds less; all that is told of it is the same); with ``regions`` (codes or names) those, and one
    line for each of their zones that gets nothing; with ``zones`` all about those. At a level so fine that each
    question takes long the country is explained by itself, and what is asked for by name without the country's prices.

    What was found is kept in ``RUN/analysis/`` and reused. Raises `RunError` for places that the run does not have and
    `NoPlan` where the solver cannot repeat the first stage.
    """
    step = progress or (lambda _: None)
    wanted = codes_of(run.inputs, regions or (), zones or ())
    asked = bool(regions or zones)
    alone = scope == "country" and not asked
    key = {
        "explanation": VERSION,
        "asked": "country" if alone else [list(codes) for codes in wanted] if asked else None,
    }
    name = "explain-country" if alone else "explain"
    if asked:
        name += "-" + hashlib.sha256(json.dumps(key["asked"]).encode()).hexdigest()[:8]
    kept = [read_derived(run, "explain", {**key, "asked": None})] if alone else []  # the whole tells the country too
    for record in (*kept, read_derived(run, name, key)):
        if record is not None and (found := _revived(record)) is not None:
            return replace(found, run=run.name)
    found = _explained(run, wanted, asked, step, alone=alone)
    write_derived(run, name, key, asdict(found), found.tables)
    return found


def explanation_record(explanation: Explanation, sections: Iterable[Section] | None = None) -> dict[str, Any]:
    """An explanation as one JSON document: every record in plain types, and the sentences where they are given."""
    record: dict[str, Any] = json.loads(json.dumps(asdict(explanation), allow_nan=False))
    if sections is not None:
        record["sentences"] = [{"title": section.title, "lines": list(section.lines)} for section in sections]
    return record


def _revived(record: dict[str, Any]) -> Explanation | None:
    """The explanation that a record holds; ``None`` for one of another shape."""
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(Explanation).validate_python(record)
    except ValidationError:
        return None


def _explained(
    run: Run, wanted: tuple[tuple[str, ...], tuple[str, ...]], asked: bool, step: Step, *, alone: bool = False
) -> Explanation:
    from siting.model.cost_model import CostModel
    from siting.model.options import SolverOptions

    step("solving the first stage again")
    options = SolverOptions(seed=int(run.manifest.get("seed") or 0))
    model = CostModel(run.inputs, run.table("seats"), options, kept_basis(run))
    figures = brief(run, model)
    if model.large and not alone:
        step("this level is fine: each further question takes some ten seconds")
    goals, rules, idle, counted = ((), (), (), {}) if asked and model.large else country_prices(run, model, step)
    regions, zones = wanted
    if not asked and not alone and not model.large:
        regions = model.data.sets["region"]
    spent = figures.cost - figures.least >= (1.0 - 1e-4) * figures.allowed
    places = [replace(_region(run, model, code, step), money_spent=spent) for code in regions]
    if asked and not model.large:
        places += _bare_zones(run, model, figures, regions, set(zones), step)
    places += [_zone(run, model, figures, code, step) for code in zones]
    shown = whole_jobs(run)
    places = [
        replace(place, shown_base=shown[place.scope, place.code][0], shown_jobs=shown[place.scope, place.code][1])
        for place in places
    ]
    found = Explanation(
        run=run.name,
        brief=figures,
        goals=goals,
        rules=rules,
        idle=idle,
        counted=counted,
        places=tuple(places),
        asked=asked,
    )
    told = set(_codes(asdict(found), set(_all_codes(run))))
    regions_of = dict(zip(*(run.inputs.zones[column].astype(str) for column in ("zone", "region")), strict=True))
    mine = {zone: region for zone, region in sorted(regions_of.items()) if zone in told}
    return replace(found, names=names_of(run.inputs, told | set(mine.values())), region_of=mine)


def _region(run: Run, model: CostModel, code: str, step: Step) -> PlaceStory:
    step(f"region {code}")
    record = next(each for each in run.summary["regions"] if str(each["code"]) == code)
    jobs = float(record[f"jobs_{run.inputs.scalars.years[-1]}"])
    return region_story(run, Place(model, "region", code, jobs))


def _zone(run: Run, model: CostModel, figures: Brief, code: str, step: Step, *, whole: bool = True) -> PlaceStory:
    """A zone: why nothing, or what binds; ``whole`` false: only the reason."""
    step(f"zone {code}")
    before, jobs, added, built = _has(run, code)
    if built > NOTHING or added > NOTHING:
        return zone_story(Place(model, "zone", code, jobs), before, built)
    reason = why_not(run, model, figures, code, jobs, whole=whole)
    return PlaceStory("zone", code, before, jobs, built, why_not=reason, whole=whole)


def _bare_zones(
    run: Run, model: CostModel, figures: Brief, regions: Sequence[str], told: set[str], step: Step
) -> list[PlaceStory]:
    """The zones of some regions that get nothing, a reason each."""
    zones = run.inputs.zones
    here = zones.loc[zones["region"].isin(list(regions)), "zone"].astype(str)
    bare = [code for code in here if code not in told and max(_has(run, code)[2:]) <= NOTHING]
    return [_zone(run, model, figures, code, step, whole=False) for code in bare]


def _has(run: Run, zone: str) -> tuple[float, float, float, float]:
    """Jobs of the base year and of the last, jobs added in any year, seats built."""
    inputs = run.inputs
    start, jobs, seats = inputs.zone_segment, run.table("jobs"), run.table("seats")
    here = jobs[jobs["zone"] == zone]
    last = here.loc[here["year"] == inputs.scalars.years[-1], "jobs"].sum()
    before = start.loc[start["zone"] == zone, "baseline_jobs"].sum()
    added = max(float(last - before), float(here.groupby("year")["jobs"].sum().max() - before) if len(here) else 0.0)
    return float(before), float(last), added, float(seats.loc[seats["zone"] == zone, "built"].sum())


def _all_codes(run: Run) -> Iterator[str]:
    for column in ("zone", "region"):
        yield from run.inputs.zones[column].astype(str)


def _codes(record: Any, known: set[str]) -> Iterator[str]:
    """Every code of a place that a record mentions."""
    if isinstance(record, str):
        if record in known:
            yield record
    elif isinstance(record, dict):
        for key, value in record.items():
            yield from _codes(key, known)
            yield from _codes(value, known)
    elif isinstance(record, list | tuple):
        for value in record:
            yield from _codes(value, known)

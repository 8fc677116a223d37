"""From a model and a data set to `Inputs`: the last stop of geography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.config.schema import Model
from siting.errors import DataError, ModelError, Problem
from siting.geo.arrays import Bools, Floats
from siting.geo.baseline import Baseline, baseline
from siting.geo.costs import operating_difference
from siting.geo.eligibility import eligible
from siting.geo.groups import group_problems, group_zones
from siting.geo.hierarchy import Hierarchy, Tables, refuse
from siting.geo.indicators import Context
from siting.geo.indices import Scores, indicator_table, score
from siting.geo.scalars import scalars, segment_table
from siting.geo.sites import Sites, sites
from siting.geo.talent import SKILLS, eligible_pool, skill_mix, training_places
from siting.geo.travel import arcs, zone_minutes
from siting.model.inputs import TABLES, Inputs

__all__ = ["low_goals", "prepare", "unknown_zones", "unmeasured"]


@dataclass(frozen=True)
class _Parts:
    zones: Hierarchy
    model: Model
    base: Baseline
    sites: Sites
    pool: Floats
    scores: Scores
    eligible: Bools
    minutes: Floats


def prepare(model: Model, dataset: Tables) -> Inputs:
    """The numbers that enter the mathematics, for the model's level, in canonical order.

    Raises `ModelError` (unknown zones in locks and groups, goals below the baseline, measures of balance that do not
    fit the regions) and `DataError` (a baseline above the people employed, a region without labour force), each with
    all problems found.
    """
    model = model.model_copy(update={"segments": dict(sorted(model.segments.items()))})
    zones = Hierarchy.of(dataset, model.level)
    refuse([*unknown_zones(zones, model), *group_problems(zones, model)], ModelError)
    base = baseline(zones, tuple(model.segments))
    refuse([*low_goals(model, base), *unmeasured(zones, model, base)], ModelError)
    refuse(_crowded(zones, base), DataError)
    minutes = zone_minutes(zones, model.travel)
    pool = eligible_pool(zones, model, base.jobs.sum(axis=0))
    scores = score(Context(zones, model, minutes, pool[:, :, 0].sum(axis=1)))
    clears = eligible(zones, model, scores) if zones.level != "region" else _by_province(zones, model, base)
    parts = _Parts(
        zones=zones,
        model=model,
        base=base,
        sites=sites(zones, model, base.jobs),
        pool=pool,
        scores=scores,
        eligible=clears,
        minutes=minutes,
    )
    return _inputs(parts)


def _by_province(regions: Hierarchy, model: Model, base: Baseline) -> Bools:
    """A region is eligible where one of its provinces is: a park needs one good place, not a good average."""
    zones = Hierarchy("province", regions.levels, regions.every, regions.tables)
    pool = eligible_pool(zones, model, base.jobs.sum(axis=0))
    scores = score(Context(zones, model, zone_minutes(zones, model.travel), pool[:, :, 0].sum(axis=1)))
    clears = eligible(zones, model, scores)
    out = np.zeros((len(regions.codes), *clears.shape[1:]), dtype=bool)
    np.logical_or.at(out, zones.to_coarser("province", "region"), clears)
    return out


def unknown_zones(zones: Hierarchy, model: Model) -> Iterator[Problem]:
    locks = model.parks.locks
    for key in ("zones_in", "zones_out", "seats"):
        for code in zones.unknown(getattr(locks, key)):
            place = model.place("parks", "locks", key)
            yield Problem(place, f"no {zones.level} has this code", code, "write a code of the level that is solved")
    for key, codes in (
        ("wage_difference", model.costs.wage_difference.zones),
        ("rent_mad_m2_month", model.costs.rent_mad_m2_month.zones),
    ):
        for code in zones.unknown(codes, any_level=True):
            yield Problem(model.place("costs", key, "zones", code), "no zone has this code", code, "see zones.csv")


def low_goals(model: Model, base: Baseline) -> Iterator[Problem]:
    total = base.jobs.sum()
    for year, goal in sorted(model.goals.jobs.items()):
        if goal < total:
            message = f"the goal of {year} is below the baseline of {total:,.0f} jobs at the end of "
            message += str(model.horizon.base_year)
            yield Problem(model.place("goals", "jobs", year), message, f"{goal:,.0f}", f"at least {total:,.0f}")


def unmeasured(zones: Hierarchy, model: Model, base: Baseline) -> Iterator[Problem]:
    """Measures of balance that the regions of the data cannot carry."""
    regions = len(set(zones.regions))
    ordered = model.balance.ordered_median
    if ordered is not None and len(ordered.weights) > regions:
        place, told = model.place("balance", "ordered_median", "weights"), str(len(ordered.weights))
        yield Problem(place, f"there are more weights than regions ({regions})", told, f"write at most {regions}")
    if model.balance.kolm_pollak is not None and base.jobs.sum() <= 0:
        message = "takes its scale from the jobs of the base year, and the baseline has none"
        yield Problem(model.place("balance", "kolm_pollak"), message, remedy="use balance.ordered_median")


def _crowded(zones: Hierarchy, base: Baseline) -> Iterator[Problem]:
    active = zones.values("talent", "labour_force")
    total = pd.Series(active).groupby(np.array(zones.regions)).sum()
    for region in total.index[total.to_numpy() <= 0]:
        yield Problem("talent.csv, column labour_force", "the region has no labour force", str(region), "fill it in")
    if zones.level not in ("region", "province"):
        return  # people commute between communes: more jobs than residents is nothing odd there
    employed = zones.values("talent", "employed")
    jobs = base.jobs.sum(axis=1)
    for i in np.flatnonzero(jobs > employed):
        message = f"more jobs at the baseline than people employed in the zone ({employed[i]:,.0f})"
        yield Problem(f"baseline_jobs.csv, zone {zones.codes[i]}", message, f"{jobs[i]:,.0f}", "correct the baseline")


def _inputs(p: _Parts) -> Inputs:
    model, zones = p.model, p.zones
    stands = p.eligible.any(axis=(1, 2)) | (p.base.jobs.sum(axis=1) > 0)
    codes = np.array(zones.codes, dtype=object)
    mix = skill_mix(model.segments)
    tables = {
        "zones": _zones(p),
        "zone_segment": _long({"zone": codes, "segment": tuple(model.segments)}, baseline_jobs=p.base.jobs),
        "zone_segment_year": _long(
            {"zone": codes, "segment": tuple(model.segments), "year": model.years},
            eligible=p.eligible,
            operating_difference=operating_difference(zones, model, p.base.jobs, p.scores.connectivity),
            suitability=np.broadcast_to(p.scores.suitability[:, None, :], p.eligible.shape),
        ),
        "zone_year": _long(
            {"zone": codes, "year": model.years},
            seats_committed=p.sites.seats_committed,
            training_places=np.repeat(training_places(zones, model)[:, None], len(model.years), axis=1),
        ),
        "pool": _long({"zone": codes, "skill": SKILLS, "year": model.years}, eligible_pool=p.pool),
        "staff_start": _long({"zone": codes, "skill": SKILLS}, baseline_staff=p.base.jobs @ mix),
        "arcs": arcs(p.minutes, zones, stands, model.travel.max_commute_minutes),
        "segments": segment_table(model),
        "skill_mix": _long({"segment": tuple(model.segments), "skill": SKILLS}, share=mix),
    }
    for name, table in tables.items():
        if tuple(table.columns) != TABLES[name]:
            raise AssertionError(f"table {name} has columns {list(table.columns)}")
    return Inputs(
        level=model.level,
        **tables,
        scalars=scalars(model, float(p.base.jobs.sum()), group_zones(zones, model)),
        labels=_labels(p),
        region_labels=_region_labels(zones),
        indicators=indicator_table(p.scores, zones.codes, model.years),
    )


def _long(keys: Mapping[str, Iterable[object]], **values: Floats | Bools) -> pd.DataFrame:
    """Arrays whose axes are the keys, as one table in the order of the keys."""
    axes = [np.array(list(ids), dtype=np.int64 if k == "year" else np.object_) for k, ids in keys.items()]
    shape = tuple(len(axis) for axis in axes)
    columns: dict[str, object] = {}
    for k, (name, axis) in enumerate(zip(keys, axes, strict=True)):
        view = axis.reshape([-1 if i == k else 1 for i in range(len(axes))])
        columns[name] = np.broadcast_to(view, shape).reshape(-1)
    for name, array in values.items():
        columns[name] = np.ascontiguousarray(array).reshape(-1)
    return pd.DataFrame(columns)


def _zones(p: _Parts) -> pd.DataFrame:
    size = len(p.zones.codes)
    return pd.DataFrame(
        {
            "zone": np.array(p.zones.codes, dtype=object),
            "region": np.array(p.zones.regions, dtype=object),
            "seats_start": p.sites.seats_start,
            "max_new_seats": p.sites.max_new_seats,
            "capex_per_seat": np.full(size, p.sites.capex_per_seat),
            "opening_cost": p.sites.opening_cost,
            "territorial_premium": p.sites.territorial_premium,
            "entry_limit": np.full(size, p.model.parks.entry_limit_jobs),
            "active": p.zones.values("talent", "labour_force"),
        }
    )


def _labels(p: _Parts) -> pd.DataFrame:
    frame = p.zones.frame
    return pd.DataFrame(
        {
            "zone": np.array(p.zones.codes, dtype=object),
            "region": np.array(p.zones.regions, dtype=object),
            **{name: frame[name].astype(str).to_numpy(dtype=object) for name in ("name_fr", "name_ar", "name_en")},
            "longitude": p.zones.longitude,
            "latitude": p.zones.latitude,
            "standing_park": p.sites.standing,
            "estimate": p.base.estimate,
        }
    )


def _region_labels(zones: Hierarchy) -> pd.DataFrame:
    frame = zones.every["region"]
    names = {name: frame[name].astype(str).to_numpy(dtype=object) for name in ("name_fr", "name_ar", "name_en")}
    return pd.DataFrame({"region": frame["code"].to_numpy(dtype=object), **names})

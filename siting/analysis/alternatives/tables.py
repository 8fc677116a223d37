"""The tables of `Alternatives`, from plans by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from siting.model.arrays import FloatArray
from siting.model.inputs import Inputs
from siting.model.nearby.diverse import distance
from siting.model.nearby.inequality import uneven
from siting.model.nearby.measures import Measures
from siting.model.nearby.ranges import NOTHING, classed
from siting.model.nearby.space import Found, NearSpace

__all__ = ["Spread", "distances_table", "importance_table", "plan_tables", "plans_table"]

_NAMES = ("name_fr", "name_ar", "name_en")


@dataclass(frozen=True)
class Spread:
    """Lowest and highest: ``low`` and ``high`` have a row for jobs and one for seats and a column for each region
    (None: not asked); the others an entry for each zone."""

    low: FloatArray | None
    high: FloatArray | None
    park_low: FloatArray
    park_high: FloatArray
    park_class: Sequence[str]

    def holding(self, space: NearSpace, measures: Measures) -> Spread:
        """Ranges that hold every plan found to the last digit: solvers end a little beside an optimum."""
        parks = np.array([np.maximum(0.0, measures.parks @ each.plan) for each in space.found])
        low, high = np.minimum(self.park_low, parks.min(axis=0)), np.maximum(self.park_high, parks.max(axis=0))
        known = classed(low, high)
        classes = [one or other for one, other in zip(self.park_class, known, strict=True)]
        told = replace(self, park_low=low, park_high=high, park_class=classes)
        if self.low is None or self.high is None:
            return told
        both = np.array([_by_region(measures, each) for each in space.found])
        return replace(told, low=np.minimum(self.low, both.min(axis=0)), high=np.maximum(self.high, both.max(axis=0)))

    def regions_table(self, inputs: Inputs, space: NearSpace) -> pd.DataFrame:
        """Regions by quantity; without rows where ranges were not asked for."""
        d, measures = space.program.data, Measures.of(space.program)
        regions, quantities = list(d.sets["region"]), ("jobs", "seats")
        start = np.zeros((2, len(regions)))
        np.add.at(start[0], d.region_of.values.astype(np.int64), d.baseline_jobs.total("segment").values)
        cheapest = _by_region(measures, space.cheapest)
        frame = pd.DataFrame(
            {
                "region": pd.Series(regions * 2, dtype="str"),
                "quantity": pd.Series(np.repeat(quantities, len(regions)), dtype="str"),
                "start": start.ravel(),
            }
        )
        if self.low is None or self.high is None:
            frame = frame.iloc[:0].assign(lowest=0.0, cheapest=0.0, highest=0.0, **{"class": ""})
        else:
            frame["lowest"], frame["cheapest"], frame["highest"] = self.low.ravel(), cheapest.ravel(), self.high.ravel()
            frame["class"] = classed((self.low - start).ravel(), (self.high - start).ravel())
        frame = frame.astype({"class": "str"}).sort_values(["region", "quantity"], ignore_index=True)
        return _named(frame, inputs.region_labels, "region")

    def parks_table(self, inputs: Inputs, space: NearSpace, seats: FloatArray) -> pd.DataFrame:
        """Every zone; ``seats`` are those of the plans told, one row a plan, the cheapest first."""
        frame = inputs.zones[["zone", "region"]].assign(
            room=space.program.data.max_new_seats.values,
            lowest=self.park_low,
            cheapest=seats[0],
            highest=self.park_high,
            plans=(seats > NOTHING).sum(axis=0).astype(np.int64),
            **{"class": pd.Series(list(self.park_class), dtype="str")},
        )
        return _named(frame, inputs.labels, "zone")


def plans_table(
    space: NearSpace, measures: Measures, plans: Sequence[Found], kind: str, distances: pd.DataFrame
) -> pd.DataFrame:
    """One row for each plan told, the cheapest first."""
    share = space.program.data.active_share.values
    from_cheapest = distances[distances["other"] == 0].set_index("plan")["distance"]
    nearest = distances.groupby("plan")["distance"].min()
    rows = []
    for number, found in enumerate(plans):
        jobs, seats = _by_region(measures, found)
        parks = np.maximum(0.0, measures.parks @ found.plan)
        gaps = uneven(jobs, share)
        rows.append(
            {
                "plan": number,
                "kind": kind if number else "cheapest",
                "cost_mmad": found.cost,
                "above_least": (found.cost - space.least) / max(abs(space.least), 1e-9),
                "jobs": float(jobs.sum()),
                "seats": float(seats.sum()),
                "parks": int((parks > NOTHING).sum()),
                "inequality": gaps,
                "gini": gaps / max(float(jobs.sum()), 1e-9),
                "from_cheapest": float(from_cheapest.get(number, 0.0)),
                "from_nearest": float(nearest.get(number, np.nan)),
            }
        )
    return pd.DataFrame(rows).astype({"kind": "str"})


def distances_table(seats: FloatArray) -> pd.DataFrame:
    """The share of seats that stand elsewhere for each two plans, both ways round; ``seats``: one row a plan."""
    count = len(seats)
    rows = [
        (one, other, distance(seats[one], seats[other]))
        for one in range(count)
        for other in range(count)
        if one != other
    ]
    return pd.DataFrame(rows, columns=["plan", "other", "distance"]).astype(
        {"plan": "int64", "other": "int64", "distance": "float64"}
    )


def plan_tables(
    inputs: Inputs, space: NearSpace, measures: Measures, plans: Sequence[Found]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Jobs and seats of each plan by region, and its seats by park where there are any."""
    regions = np.array(space.program.data.sets["region"], dtype=object)
    by_region, by_park = [], []
    for number, found in enumerate(plans):
        jobs, seats = _by_region(measures, found)
        by_region.append(pd.DataFrame({"plan": number, "region": regions, "jobs": jobs, "seats": seats}))
        parks = np.maximum(0.0, measures.parks @ found.plan)
        frame = inputs.zones[["zone", "region"]].assign(seats=parks)
        frame.insert(0, "plan", number)
        by_park.append(frame[parks > NOTHING])
    one, other = pd.concat(by_region, ignore_index=True), pd.concat(by_park, ignore_index=True)
    return one.astype({"region": "str"}), other.astype({"zone": "str", "region": "str"})


def importance_table(inputs: Inputs, space: NearSpace, measures: Measures, say: Callable[[str], None]) -> pd.DataFrame:
    r"""What the loss of each region and park that the cheapest plan builds in costs: $f(\text{without } i) - f^*$.

    A region is lost with all its parks. Nothing can be built there any more; jobs and seats that stand remain. The
    dearest to lose come first. Source: replacement cost, Cabeza and Moilanen (2006).
    """
    d, v = space.program.data, space.program.variables
    zone, region = v.build.index["zone"], d.region_of.at(v.build.index).astype(np.int64)
    built = {"region": _by_region(measures, space.cheapest)[1], "park": measures.parks @ space.cheapest.plan}
    sets = {"region": d.sets["region"], "park": d.sets["zone"]}
    used = [(kind, int(code)) for kind, seats in built.items() for code in np.flatnonzero(seats > NOTHING)]
    rows = []
    for done, (kind, code) in enumerate(used, 1):
        columns = v.build.column[(region if kind == "region" else zone) == code]
        cost = space.without(columns) - space.least
        if done % max(1, len(used) // 10) == 0:
            say(f"what a place is worth: {done} of {len(used)}")
        rows.append((kind, sets[kind][code], float(built[kind][code]), max(0.0, cost) if cost == cost else cost))
    frame = pd.DataFrame(rows, columns=["kind", "code", "seats", "replacement_cost_mmad"])
    frame = frame.astype({"kind": "str", "code": "str", "seats": "float64", "replacement_cost_mmad": "float64"})
    frame["share_of_least"] = frame["replacement_cost_mmad"] / max(abs(space.least), 1e-9)
    frame["irreplaceable"] = np.isposinf(frame["replacement_cost_mmad"])
    order = frame.assign(first=frame["kind"] != "region", most=-frame["replacement_cost_mmad"])
    frame = frame.loc[order.sort_values(["first", "most", "code"]).index].reset_index(drop=True)
    labels = pd.concat([_labels(inputs.region_labels, "region"), _labels(inputs.labels, "zone")])
    return _named(frame, labels, "code") if len(labels) else frame


def _labels(labels: pd.DataFrame, key: str) -> pd.DataFrame:
    kept = [name for name in _NAMES if name in labels.columns]
    return labels[[key, *kept]].rename(columns={key: "code"}) if len(labels) else pd.DataFrame()


def _by_region(measures: Measures, found: Found) -> FloatArray:
    """Jobs (first row) and seats (second) of a plan by region."""
    both: FloatArray = np.maximum(0.0, np.array([measures.jobs @ found.plan, measures.seats @ found.plan]))
    return both


def _named(frame: pd.DataFrame, labels: pd.DataFrame, key: str) -> pd.DataFrame:
    """Names in three languages after the id, where the inputs have them."""
    if labels.empty or key not in labels.columns:
        return frame
    names = labels.drop_duplicates(key).set_index(key)
    place = frame.columns.get_loc(key)
    assert isinstance(place, int)
    for offset, name in enumerate((each for each in _NAMES if each in names.columns), 1):
        frame.insert(place + offset, name, frame[key].map(names[name]).astype("str"))
    return frame

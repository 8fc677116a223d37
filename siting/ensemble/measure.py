"""What is kept of each sample, as columnar tables."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from siting.model.live import LivePlan

__all__ = ["TABLES", "Chunk"]

#: Table -> column -> Arrow type. Ids first; jobs in jobs, seats in seats, ``value`` in million MAD (or the weighted
#: sum), shortfalls in the unit of their goal. Samples without a plan have a row in ``samples`` and none elsewhere.
TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "samples": {  # one row a sample; jobs of the final year, seats built and zones with any over all years
            "position": "int64",
            "sample": "string",
            "outcome": "string",
            "value": "float64",
            "jobs": "float64",
            "seats_built": "float64",
            "parks": "float64",
        },
        "goals": {"sample": "id", "goal": "id", "year": "int16", "target": "float64", "shortfall": "float64"},
        "regions": {"sample": "id", "region": "id", "year": "int16", "jobs": "float64", "seats_built": "float64"},
        "parks": {
            "sample": "id",
            "zone": "id",
            "year": "int16",
            "seats_built": "float64",
        },  # zones with a park, years in which it grows
        "zones": {"sample": "id", "zone": "id", "year": "int16", "jobs": "float64", "seats_built": "float64"},
    }
)

#: Seats below this are rounding; a zone with less than half a seat over all years has no park.
_ROUNDING, _PARK = 1e-6, 0.5


class Chunk:
    """The tables of some samples, filled one by one. ``zones`` tells whether jobs by zone are kept."""

    def __init__(self, zones: bool = True) -> None:
        self._names = [name for name in TABLES if zones or name != "zones"]
        self._parts: dict[str, list[dict[str, Any]]] = {name: [] for name in self._names}

    def add(self, position: int, sample: str, answer: LivePlan) -> None:
        """Keep what came out for ``sample``."""
        has_plan = answer.outcome.has_plan
        row = {"position": position, "sample": sample, "outcome": answer.outcome.value}
        figures = dict.fromkeys(("value", "jobs", "seats_built", "parks"), np.nan)
        if has_plan:
            jobs, built = _by_zone_and_year(answer)
            parks = float((built.sum(axis=1) > _PARK).sum())
            figures = {"value": answer.value, "jobs": jobs[:, -1].sum(), "seats_built": built.sum(), "parks": parks}
            self._add_places(sample, answer, jobs, built)
            self._parts["goals"].append({"sample": sample, **_goals(answer)})
        self._parts["samples"].append({key: [value] for key, value in {**row, **figures}.items()})

    def _add_places(self, sample: str, answer: LivePlan, jobs: Any, built: Any) -> None:
        data = answer.program.data
        years = np.array(data.scalars.years, dtype=np.int16)
        zones, regions = np.array(data.sets["zone"], dtype=object), np.array(data.sets["region"], dtype=object)
        parks = built.sum(axis=1) > _PARK
        at, when = np.nonzero((built > _ROUNDING) & parks[:, None])
        seats = built[at, when]
        self._parts["parks"].append({"sample": sample, "zone": zones[at], "year": years[when], "seats_built": seats})
        if "zones" in self._parts:
            self._parts["zones"].append({"sample": sample, **_dense("zone", zones, years, jobs, built)})
        of = np.searchsorted(regions, data.inputs.zones["region"].to_numpy(dtype=object))
        sums = [np.zeros((len(regions), len(years))) for _ in range(2)]
        np.add.at(sums[0], of, jobs)
        np.add.at(sums[1], of, built)
        self._parts["regions"].append({"sample": sample, **_dense("region", regions, years, *sums)})

    def parquet(self) -> dict[str, bytes]:
        """Each table as a Parquet file: the same bytes for the same samples."""
        import pyarrow.parquet as pq

        files = {}
        for name in self._names:
            file = io.BytesIO()
            pq.write_table(_table(name, self._parts[name]), file, compression="zstd")
            files[name] = file.getvalue()
        return files


def _by_zone_and_year(answer: LivePlan) -> tuple[Any, Any]:
    """Jobs and seats built, each zone x year."""
    program = answer.program
    v, sizes = program.variables, program.data.sizes
    plan = np.clip(answer.plan, program.column_lower, program.column_upper)
    jobs, built = (np.zeros((sizes["zone"], sizes["year"])) for _ in range(2))
    for family, into in ((v.jobs, jobs), (v.build, built)):
        np.add.at(into, (family.index["zone"], family.index["year"]), plan[family.column])
    return jobs, built


def _goals(answer: LivePlan) -> dict[str, Any]:
    """Every goal with its target and what is missing: nothing, unless it is soft."""
    program = answer.program
    v, scalars = program.variables, program.data.scalars
    missing: dict[tuple[str, int], float] = {}
    for goal, family in (("jobs", v.jobs_shortfall), ("exports", v.export_shortfall)):
        short = np.maximum(answer.plan[family.column], 0.0).tolist() if len(family) else []
        codes = family.index["year"].tolist() if len(family) else []
        missing |= {(goal, scalars.years[code]): value for code, value in zip(codes, short, strict=True)}
    targets = {("jobs", year): value for year, value in scalars.jobs_goal.items()}
    targets |= {("exports", year): value for year, value in scalars.export_goal.items()}
    keys = list(targets)
    return {
        "goal": [goal for goal, _ in keys],
        "year": [year for _, year in keys],
        "target": [targets[key] for key in keys],
        "shortfall": [missing.get(key, 0.0) for key in keys],
    }


def _dense(dim: str, ids: Any, years: Any, jobs: Any, built: Any) -> dict[str, Any]:
    return {
        dim: np.repeat(ids, len(years)),
        "year": np.tile(years, len(ids)),
        "jobs": jobs.ravel(),
        "seats_built": built.ravel(),
    }


def _table(name: str, parts: Sequence[Mapping[str, Any]]) -> Any:
    import pyarrow as pa

    columns = {}
    for column, kind in TABLES[name].items():
        values: list[Any] = []
        for part in parts:
            length = len(part["year"]) if "year" in part else 1
            values.extend([part[column]] * length if isinstance(part[column], str) else part[column])
        columns[column] = pa.array(values, arrow_type(kind))
    return pa.table(columns)


def arrow_type(kind: str) -> Any:
    """The Arrow type of a kind of column: ids are kept once and pointed to."""
    import pyarrow as pa

    known = {"int64": pa.int64(), "int16": pa.int16(), "float64": pa.float64(), "string": pa.string()}
    return pa.dictionary(pa.int32(), pa.string()) if kind == "id" else known[kind]

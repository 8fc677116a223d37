"""A run's `inputs/` read back as arrays, from the files alone.

Nothing here imports the model: the reading, like everything else in this package, is written a second time on
purpose. Arrays are dense over zone, segment, skill and year in the order of the sets of `Case`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from siting.errors import Problem, RunError

__all__ = ["INPUT_TABLES", "Case", "Floats", "Ints", "load_case", "read_tables"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

INPUT_TABLES = (
    "zones",
    "zone_segment",
    "zone_segment_year",
    "zone_year",
    "pool",
    "staff_start",
    "arcs",
    "segments",
    "skill_mix",
)


@dataclass(frozen=True)
class Case:
    """What the plan must satisfy, as numbers: sets, parameters and rules of one run.

    Letters in the shapes: Z zones, R regions, S segments, Q skills, T years, A arcs.
    """

    zones: pd.Index
    regions: pd.Index
    segments: pd.Index
    skills: pd.Index
    years: tuple[int, ...]
    region_of: Ints  #: (Z,) position of the zone's region
    seats_start: Floats  #: (Z,)
    max_new_seats: Floats  #: (Z,)
    capex: Floats  #: (Z,) MMAD per seat
    opening_cost: Floats  #: (Z,) MMAD
    premium: Floats  #: (Z,) share of the investment that the state refunds
    entry: Floats  #: (Z,) jobs a year
    active: Floats  #: (R,) people
    baseline: Floats  #: (Z,S) jobs
    eligible: npt.NDArray[np.bool_]  #: (Z,S,T)
    operating: Floats  #: (Z,S,T) MMAD per job and year
    suitability: Floats  #: (Z,S,T)
    committed: Floats  #: (Z,T) seats
    places: Floats  #: (Z,T) training places
    pool: Floats  #: (Z,Q,T) people
    staff_start: Floats  #: (Z,Q) people
    origin: Ints  #: (A,) positions of zones
    work: Ints  #: (A,) positions of zones
    minutes: Floats  #: (A,)
    export: Floats  #: (S,T) MMAD per job
    wage: Floats  #: (S,T) MMAD per job and year
    seats_per_job: Floats  #: (S,T)
    share_min: Floats  #: (S,T)
    share_max: Floats  #: (S,T)
    mix: Floats  #: (S,Q)
    rules: Mapping[str, Any]  #: scalars.json

    @property
    def discount(self) -> Floats:
        """(T,) value in the base year of one MMAD paid in each year."""
        ahead = np.array(self.years, dtype=float) - float(self.rules["base_year"])
        return np.asarray((1.0 + float(self.rules["discount_rate"])) ** -ahead, dtype=float)

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups of zones that have a share of the country; runs of old have none."""
        return tuple(sorted((self.rules.get("balance") or {}).get("groups") or ()))

    def by_year(self, values: Mapping[str, float]) -> dict[int, float]:
        """Position of the year -> value, for the years of the plan (JSON keys are text)."""
        known = {str(year): at for at, year in enumerate(self.years)}
        return {known[str(year)]: float(value) for year, value in values.items() if str(year) in known}


def read_tables(folder: Path, names: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """The parquet tables ``names`` of a folder. Raises `RunError` with every file that cannot be read."""
    tables: dict[str, pd.DataFrame] = {}
    problems = []
    for name in names:
        path = folder / f"{name}.parquet"
        try:
            tables[name] = pd.read_parquet(path)
        except (OSError, ValueError, KeyError) as error:  # ArrowInvalid is a ValueError
            what = "is missing" if not path.exists() else f"cannot be read as parquet: {error}"
            problems.append(Problem(f"{folder.name}/{path.name}", what, remedy="solve again"))
    if problems:
        raise RunError(problems)
    return tables


def load_case(folder: Path) -> Case:
    """Read a run's ``inputs/`` folder. Raises `RunError` on missing files or columns and unknown ids."""
    tables = read_tables(folder, INPUT_TABLES)
    try:
        rules = json.loads((folder / "scalars.json").read_text(encoding="utf-8"))
        return make_case(tables, rules)
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"cannot be read ({type(error).__name__}: {error})"
        raise RunError.one("inputs", what, remedy="solve again") from error


def make_case(tables: Mapping[str, pd.DataFrame], rules: Mapping[str, Any]) -> Case:
    """Arrays from the input tables and the parsed ``scalars.json``."""
    zones, segments = tables["zones"], tables["segments"]
    years = tuple(int(year) for year in rules["years"])
    sets = {
        "zone": pd.Index(zones["zone"].astype(str)),
        "region": pd.Index(sorted(set(zones["region"].astype(str)))),
        "segment": pd.Index(list(dict.fromkeys(segments["segment"].astype(str)))),
        "skill": pd.Index(list(dict.fromkeys(tables["skill_mix"]["skill"].astype(str)))),
        "year": pd.Index([str(year) for year in years]),
    }

    def dense(table: str, column: str, *dims: str) -> Floats:
        frame = tables[table]
        at = tuple(_codes(sets[dim], frame[dim], f"{table}.{dim}") for dim in dims)
        out = np.zeros([len(sets[dim]) for dim in dims])
        seen = np.zeros(out.shape, dtype=bool)
        seen[at] = True
        if int(seen.sum()) != len(frame):
            raise ValueError(f"{table} has two rows with the same {', '.join(dims)}")
        out[at] = frame[column].to_numpy(dtype=float)
        if not np.isfinite(out).all():
            raise ValueError(f"{table}.{column} has missing figures")
        return out

    region_of = _codes(sets["region"], zones["region"], "zones.region")
    return Case(
        zones=sets["zone"],
        regions=sets["region"],
        segments=sets["segment"],
        skills=sets["skill"],
        years=years,
        region_of=region_of,
        seats_start=dense("zones", "seats_start", "zone"),
        max_new_seats=dense("zones", "max_new_seats", "zone"),
        capex=dense("zones", "capex_per_seat", "zone"),
        opening_cost=dense("zones", "opening_cost", "zone"),
        premium=dense("zones", "territorial_premium", "zone"),
        entry=dense("zones", "entry_limit", "zone"),
        active=np.bincount(region_of, dense("zones", "active", "zone"), len(sets["region"])),
        baseline=dense("zone_segment", "baseline_jobs", "zone", "segment"),
        eligible=dense("zone_segment_year", "eligible", "zone", "segment", "year") > 0,
        operating=dense("zone_segment_year", "operating_difference", "zone", "segment", "year"),
        suitability=dense("zone_segment_year", "suitability", "zone", "segment", "year"),
        committed=dense("zone_year", "seats_committed", "zone", "year"),
        places=dense("zone_year", "training_places", "zone", "year"),
        pool=dense("pool", "eligible_pool", "zone", "skill", "year"),
        staff_start=dense("staff_start", "baseline_staff", "zone", "skill"),
        origin=_codes(sets["zone"], tables["arcs"]["origin"], "arcs.origin"),
        work=_codes(sets["zone"], tables["arcs"]["zone"], "arcs.zone"),
        minutes=tables["arcs"]["minutes"].to_numpy(dtype=float),
        export=dense("segments", "export_per_job", "segment", "year"),
        wage=dense("segments", "wage", "segment", "year"),
        seats_per_job=dense("segments", "seats_per_job", "segment", "year"),
        share_min=dense("segments", "share_min", "segment", "year"),
        share_max=dense("segments", "share_max", "segment", "year"),
        mix=dense("skill_mix", "share", "segment", "skill"),
        rules=rules,
    )


def _codes(known: pd.Index, ids: pd.Series, what: str) -> Ints:
    codes = np.asarray(known.get_indexer(pd.Index(ids.astype(str))), dtype=np.int64)
    if (codes < 0).any():
        raise ValueError(f"{what} has an id that no other table knows: {ids[codes < 0].iloc[0]}")
    return codes

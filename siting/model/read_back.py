"""From solver values to the tables of a `Solution`."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.model.arrays import Family, FloatArray
from siting.model.data import ModelData
from siting.model.program import Program
from siting.model.rows import Block
from siting.model.stages import StageRun

__all__ = ["read_duals", "read_tables"]

#: Columns of the table of prices that hold ids.
DUAL_IDS = ("zone", "region", "segment", "skill", "year", "payer", "group")
#: All its columns.
DUAL_COLUMNS = ("stage", "block", *DUAL_IDS, "price", "slack")
#: Prices smaller than this (relative to the largest of the stage) are rounding.
NEGLIGIBLE = 1e-12


def read_tables(program: Program, plan: FloatArray) -> dict[str, pd.DataFrame]:
    """Tables ``jobs``, ``seats``, ``staff``, ``trained`` and ``shortfall`` of a plan (units: people, jobs, seats).

    Values that rounding left a hair below a bound are put on it.
    """
    v, d = program.variables, program.data
    plan = np.clip(plan, program.column_lower, program.column_upper)
    jobs = _frame(d, v.jobs, ("zone", "segment", "year"))
    jobs["jobs"], jobs["added"] = plan[v.jobs.column], plan[v.added.column]
    staff = _frame(d, v.staff, ("origin", "zone", "skill", "year"))
    staff["staff"] = plan[v.staff.column]
    trained = _frame(d, v.trained, ("zone", "skill", "year"))
    trained["trained"] = plan[v.trained.column]
    return {
        "jobs": jobs,
        "seats": _seats(program, plan),
        "staff": staff[staff["staff"] > 0.0].reset_index(drop=True),
        "trained": trained[trained["trained"] > 0.0].reset_index(drop=True),
        "shortfall": _shortfall(program, plan),
    }


def _frame(d: ModelData, family: Family, dims: tuple[str, ...]) -> pd.DataFrame:
    columns: dict[str, object] = {}
    for dim in dims:
        ids = np.array(d.scalars.years) if dim == "year" else np.array(d.sets[dim], dtype=object)
        columns[dim] = ids[family.index[dim]]
    return pd.DataFrame(columns).astype({dim: "int64" if dim == "year" else "str" for dim in dims})


def _seats(program: Program, plan: FloatArray) -> pd.DataFrame:
    v, d = program.variables, program.data
    shape = (d.sizes["zone"], d.sizes["year"])
    seats = _frame(d, v.build, ("zone", "year"))
    built = plan[v.build.column].reshape(shape)
    available = d.seats_available.values
    committed = np.diff(available, axis=1, prepend=d.inputs.zones[["seats_start"]].to_numpy(np.float64))
    used = np.zeros(shape)
    need = v.jobs * d.seats_per_job
    np.add.at(used, (need.index["zone"], need.index["year"]), need.coefficient * plan[need.column])
    seats["built"] = built.ravel()
    seats["committed"] = committed.ravel()
    seats["standing"] = (available + np.cumsum(built, axis=1)).ravel()
    seats["used"] = used.ravel()
    if len(v.open):
        seats["phases"] = np.round(plan[v.phases.column])
        seats["open"] = np.repeat(np.round(plan[v.open.column]), shape[1])
    else:
        seats["phases"] = np.nan
        seats["open"] = np.repeat((built.sum(axis=1) > 0.5).astype(np.float64), shape[1])
    return seats


def _shortfall(program: Program, plan: FloatArray) -> pd.DataFrame:
    v, d = program.variables, program.data
    parts = []
    for goal, family in (("jobs", v.jobs_shortfall), ("exports", v.export_shortfall)):
        part = _frame(d, family, ("year",))
        part.insert(0, "goal", goal)
        part["shortfall"] = plan[family.column]
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def read_duals(program: Program, run: StageRun) -> pd.DataFrame:
    """Prices of every stage, one line per row with a price: stage, block, ids, price, slack.

    ``slack`` is the distance of the final plan from the bound of the row as built (for a row of two bounds, the
    nearer); 0 for rows that stages added.
    """
    parts = [_stage_duals(program, number, prices, run.plan) for number, prices in enumerate(run.prices)]
    parts.extend(_added_duals(run, len(program.row_lower)))
    frame = pd.concat(parts, ignore_index=True)
    return frame.astype({"stage": "int64", "year": "int64", "price": "float64", "slack": "float64"})


def _stage_duals(program: Program, stage: int, prices: FloatArray, plan: FloatArray) -> pd.DataFrame:
    frames = []
    floor = NEGLIGIBLE * max(1.0, float(np.abs(prices).max(initial=0.0)))
    first = 0
    for block in program.blocks:
        here = prices[first : first + len(block)]
        kept = np.flatnonzero(np.abs(here) > floor)
        if len(kept):
            ids = _block_ids(program.data, block)
            frame = pd.DataFrame({"stage": stage, "block": block.name, **{k: v[kept] for k, v in ids.items()}})
            frame["price"] = here[kept]
            frame["slack"] = _slack(block, plan)[kept]
            frames.append(frame)
        first += len(block)
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(DUAL_COLUMNS))


def _block_ids(d: ModelData, block: Block) -> dict[str, np.ndarray]:
    empty = np.full(len(block), "", dtype=object)
    ids: dict[str, np.ndarray] = {dim: empty for dim in DUAL_IDS}
    ids["year"] = np.zeros(len(block), dtype=np.int64)
    for dim, codes in block.keys.items():
        if dim == "year":
            ids["year"] = np.array(d.scalars.years, dtype=np.int64)[codes]
        elif dim in DUAL_IDS:
            ids[dim] = np.array(d.sets[dim], dtype=object)[codes]
    if "other" in block.keys:
        others = np.array(d.sets["region"], dtype=object)[block.keys["other"]]
        ids["region"] = ids["region"] + "|" + others
    return ids


def _slack(block: Block, plan: FloatArray) -> FloatArray:
    activity = np.zeros(len(block))
    np.add.at(activity, block.row, block.coefficient * plan[block.column])
    return np.minimum(activity - block.lower, block.upper - activity)


def _added_duals(run: StageRun, base_rows: int) -> list[pd.DataFrame]:
    frames = []
    for stage, prices in enumerate(run.prices):
        for row, (block, region) in sorted(run.added_rows.items()):
            if base_rows <= row < len(prices) and prices[row] != 0.0:
                ids = dict.fromkeys(DUAL_IDS, "") | {"region": region, "year": 0}
                entry = {"stage": [stage], "block": [block], **ids, "price": prices[row], "slack": 0.0}
                frames.append(pd.DataFrame(entry))
    return frames

"""From solver values to the tables of a `Solution`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from siting.model.arrays import Family, FloatArray, IntArray
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
    base = len(program.row_lower)
    priced = [_priced(prices[:base]) for prices in run.prices]
    rows = np.concatenate([np.zeros(0, dtype=np.int64), *priced])
    prices = np.concatenate([np.zeros(0), *(every[kept] for every, kept in zip(run.prices, priced, strict=True))])
    columns: dict[str, object] = {"stage": np.repeat(np.arange(len(priced)), [len(kept) for kept in priced])}
    columns |= _row_ids(program, rows) | {"price": prices, "slack": _slacks(program, rows, run.plan)}
    added = _added_duals(run, base)
    frame = pd.concat([pd.DataFrame(columns), added], ignore_index=True) if len(added) else pd.DataFrame(columns)
    return frame.astype({"stage": "int64", "year": "int64", "price": "float64", "slack": "float64"})


def _priced(prices: FloatArray) -> IntArray:
    """Numbers of the rows that have a price."""
    floor = NEGLIGIBLE * max(1.0, float(np.abs(prices).max(initial=0.0)))
    return np.flatnonzero(np.abs(prices) > floor).astype(np.int64)


def _row_ids(program: Program, rows: IntArray) -> dict[str, object]:
    """Block and ids of each of ``rows`` (numbers of rows of the program, any number of times)."""
    d = program.data
    ids: dict[str, np.ndarray] = {name: np.full(len(rows), "", dtype=object) for name in ("block", *DUAL_IDS)}
    ids["year"] = np.zeros(len(rows), dtype=np.int64)
    for block, here, local in _by_block(program, rows):
        ids["block"][here] = block.name
        for dim, codes in block.keys.items():
            if dim == "year":
                ids["year"][here] = np.array(d.scalars.years, dtype=np.int64)[codes[local]]
            elif dim in DUAL_IDS:
                ids[dim][here] = np.array(d.sets[dim], dtype=object)[codes[local]]
        if "other" in block.keys:
            others = np.array(d.sets["region"], dtype=object)[block.keys["other"][local]]
            ids["region"][here] = ids["region"][here] + "|" + others
        for dim in ("rank", "chord"):
            if dim in block.keys:
                numbers = np.array([f"|#{name}" for name in d.sets[dim]], dtype=object)[block.keys[dim][local]]
                ids["region"][here] = ids["region"][here] + numbers
    return dict(ids)


def _by_block(program: Program, rows: IntArray) -> Iterator[tuple[Block, IntArray, IntArray]]:
    """Each block that has some of ``rows``: where in ``rows`` they are, and their numbers within the block."""
    first = np.cumsum([0, *(len(block) for block in program.blocks)])
    which = np.searchsorted(first, rows, side="right") - 1
    for number in np.unique(which).tolist():
        here = np.flatnonzero(which == number)
        yield program.blocks[number], here, rows[here] - first[number]


def _slacks(program: Program, rows: IntArray, plan: FloatArray) -> FloatArray:
    slacks = np.zeros(len(rows))
    for block, here, local in _by_block(program, rows):
        slacks[here] = _slack(block, plan)[local]
    return slacks


def _slack(block: Block, plan: FloatArray) -> FloatArray:
    activity = np.zeros(len(block))
    np.add.at(activity, block.row, block.coefficient * plan[block.column])
    return np.minimum(activity - block.lower, block.upper - activity)


def _added_duals(run: StageRun, base_rows: int) -> pd.DataFrame:
    """The rows that stages added."""
    none = dict.fromkeys(DUAL_IDS, "")
    found = [
        {"stage": stage, "block": block, **none, "region": region, "year": 0, "price": prices[row], "slack": 0.0}
        for stage, prices in enumerate(run.prices)
        for row, (block, region) in sorted(run.added_rows.items())
        if base_rows <= row < len(prices) and prices[row] != 0.0
    ]
    return pd.DataFrame(found, columns=list(DUAL_COLUMNS))

"""A second way to a `Solution`, for tests: the verifier's own matrices solved by scipy's HiGHS."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from siting.model.inputs import TABLES, Inputs
from siting.results.solution import Outcome, Solution, StageResult
from siting.results.verify.case import Case, make_case
from siting.results.verify.columns import Columns, make_columns
from siting.results.verify.rows import IDS, Names
from siting.results.verify.stages import Programme, Record, base_blocks, programme


def case_of(inputs: Inputs) -> Case:
    """The verifier's view of ``inputs``."""
    return make_case({name: inputs.table(name) for name in TABLES}, inputs.scalars.model_dump(mode="json"))


def minimise(stage: Programme) -> tuple[np.ndarray, float, list[np.ndarray]]:
    """Plan, value and a price for each row of each block (change of the value per unit of right-hand side)."""
    sign = {">=": -1.0, "<=": 1.0, "=": 1.0}
    limits = [block for block in stage.blocks if block.sense != "="]
    equations = [block for block in stage.blocks if block.sense == "="]
    answer = linprog(
        stage.cost,
        A_ub=sparse.vstack([sign[block.sense] * block.matrix for block in limits]),
        b_ub=np.concatenate([sign[block.sense] * block.rhs for block in limits]),
        A_eq=sparse.vstack([block.matrix for block in equations]),
        b_eq=np.concatenate([block.rhs for block in equations]),
        bounds=np.column_stack([stage.lower, stage.upper]),
        method="highs",
    )
    assert answer.status == 0, answer.message
    prices = {}
    for blocks, marginals in ((limits, answer.ineqlin.marginals), (equations, answer.eqlin.marginals)):
        start = 0
        for block in blocks:
            prices[block.name] = sign[block.sense] * marginals[start : start + len(block)]
            start += len(block)
    return answer.x, float(answer.fun), [prices[block.name] for block in stage.blocks]


def _integers(case: Case, c: Columns, stage: Programme) -> tuple[np.ndarray, float]:
    """Whole numbers of the optimal plan, and the proven bound."""
    low = {">=": 1.0, "<=": -np.inf, "=": 1.0}
    high = {">=": np.inf, "<=": 1.0, "=": 1.0}
    rows = [
        LinearConstraint(
            block.matrix,
            np.where(np.isinf(low[block.sense]), -np.inf, block.rhs),
            np.where(np.isinf(high[block.sense]), np.inf, block.rhs),
        )
        for block in stage.blocks
        if len(block)
    ]
    whole = np.zeros(c.count)
    whole[c.integers] = 1
    answer = milp(stage.cost, constraints=rows, bounds=Bounds(stage.lower, stage.upper), integrality=whole)
    assert answer.status == 0, answer.message
    return np.round(answer.x[c.integers]), float(answer.mip_dual_bound)


def solve_tiny(inputs: Inputs, stop: int | None = None) -> Solution:
    """All stages of the objective (or the first ``stop``), as the model is meant to solve them."""
    case = case_of(inputs)
    c, names = make_columns(case), Names.of(case)
    wanted = [(stage.objective, stage.tolerance) for stage in inputs.scalars.objective.stages]
    if inputs.scalars.objective.method == "weighted":
        wanted = [("weighted", 0.0)]
    records: list[Record] = []
    prices: list[pd.DataFrame] = []
    settled: dict[str, float] = {}
    whole, bound = None, None
    x, queue = np.zeros(c.count), list(wanted)
    promised = [Record(objective, 0.0, 0.0) for objective, _ in wanted]
    while queue and len(records) != stop:
        objective, tolerance = queue[0]
        trial = [*records, Record(objective, 0.0, 0.0, tolerance, fixed=dict(settled))]
        base = base_blocks(case, c, promised)
        stage = programme(case, c, base, [*trial, *promised], len(records), whole)
        if not records and len(c.integers):
            whole, bound = _integers(case, c, stage)
            stage = programme(case, c, base, [*trial, *promised], 0, whole)
        x, value, duals = minimise(stage)
        value *= trial[-1].sense
        prices.append(_table(len(records), stage, duals, names))
        found: tuple[str, ...] = ()
        if objective == "least_served":
            at = [block.name for block in stage.blocks].index("region_level")
            found = tuple(
                str(code)
                for code, price in zip(case.regions, duals[at], strict=True)
                if price > 1e-7 and str(code) not in settled
            )
        first = value if bound is None or records else bound
        record = Record(objective, value, first, tolerance, len(records), dict(settled), found)
        settled |= dict.fromkeys(found, record.limit)
        records.append(record)
        if objective != "least_served" or len(settled) == len(case.regions):
            queue.pop(0)
    return _solution(case, c, x, records, pd.concat(prices, ignore_index=True))


def _table(at: int, stage: Programme, duals: list[np.ndarray], names: Names) -> pd.DataFrame:
    frames = []
    for block, price in zip(stage.blocks, duals, strict=True):
        ids: dict[str, Any] = {kind: np.full(len(block), "", dtype=object) for kind in IDS}
        for kind, codes in block.codes.items():
            ids[kind] = names.ids[kind].to_numpy(dtype=object)[codes]
        frames.append(pd.DataFrame({"stage": at, "block": block.name, **ids, "price": price, "slack": 0.0}))
    table = pd.concat(frames, ignore_index=True)
    table["year"] = table["year"].replace("", "0").astype("int64")
    return table[table["price"] != 0.0]


def _frame(case: Case, columns: np.ndarray, x: np.ndarray, value: str, *dims: str) -> pd.DataFrame:
    labels = {"zone": case.zones, "segment": case.segments, "skill": case.skills, "year": np.array(case.years)}
    at = np.nonzero(columns >= 0)
    table = pd.DataFrame({dim: np.asarray(labels[dim])[codes] for dim, codes in zip(dims, at, strict=True)})
    return table.assign(**{value: x[columns[at]]})


def _solution(case: Case, c: Columns, x: np.ndarray, records: list[Record], duals: pd.DataFrame) -> Solution:
    jobs = _frame(case, c.jobs, x, "jobs", "zone", "segment", "year")
    jobs["added"] = _frame(case, c.added, x, "added", "zone", "segment", "year")["added"]
    seats = _frame(case, c.build, x, "built", "zone", "year")
    used = (case.seats_per_job[None] * np.where(c.jobs >= 0, x[c.jobs], 0.0)).sum(axis=1)
    seats["committed"] = case.committed.ravel()
    seats["standing"] = (case.seats_start[:, None] + np.cumsum(case.committed + x[c.build], axis=1)).ravel()
    seats["used"] = used.ravel()
    mip = bool(len(c.integers))
    seats["phases"] = x[c.phases].ravel() if mip else np.nan
    seats["open"] = np.repeat(x[c.open], len(case.years)) if mip else np.nan
    arc, skill, year = np.nonzero(c.staff >= 0)
    staff = pd.DataFrame(
        {
            "origin": case.zones[case.origin[arc]],
            "zone": case.zones[case.work[arc]],
            "skill": case.skills[skill],
            "year": np.array(case.years)[year],
            "staff": x[c.staff[arc, skill, year]],
        }
    )
    missing = []
    for goal, columns in (("jobs", c.jobs_missing), ("exports", c.exports_missing)):
        missing += [(goal, case.years[at], x[column]) for at, column in enumerate(columns) if column >= 0]
    first = records[0]
    return Solution(
        outcome=Outcome.OPTIMAL,
        jobs=jobs,
        seats=seats,
        staff=staff,
        trained=_frame(case, c.trained, x, "trained", "zone", "skill", "year"),
        shortfall=pd.DataFrame(missing, columns=["goal", "year", "shortfall"]),
        duals=duals,
        region_ranges=pd.DataFrame(columns=["region", "low", "high"]),
        stages=tuple(
            StageResult(r.objective, r.value, r.bound, r.tolerance, r.round, r.fixed, r.settled, r.kept)
            for r in records
        ),
        objective_mmad=first.value,
        best_bound_mmad=first.bound,
        gap=(first.value - first.bound) / max(abs(first.value), 1e-9),
        is_mip=mip,
        solver="HiGHS (scipy)",
        solver_version="test",
        seed=0,
        timings_s={"solve": 0.0},
    )

"""How little limits must move so that a plan exists.

A limit that enters right-hand sides only, and linearly, is a direction: moved by one unit, each row's right-hand side
shifts by so much. The least move along one direction, or the least sum of weighted moves along several, is one linear
programme: elastic programming with one elastic variable for each limit (Brown and Graves 1975; Chinneck 2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siting.model.arrays import FloatArray
from siting.model.backend import make_backend
from siting.model.build import build
from siting.model.feasibility import System
from siting.model.inputs import Inputs
from siting.model.objectives import COST_TERMS
from siting.model.options import SolverOptions
from siting.model.presolve import presolve_check
from siting.model.program import Program, cost_vector
from siting.results.solution import Outcome

__all__ = [
    "Least",
    "Reach",
    "direction",
    "first_stage",
    "least_move",
    "least_moves",
    "reach_of",
    "system_of",
    "within_minutes",
]


def direction(here: System, there: System, distance: float) -> FloatArray | None:
    """How each row's right-hand side shifts per unit, from two systems ``distance`` apart; None if anything else
    differs."""
    if not here.same_rows(there):
        return None
    bounded = np.isfinite(here.lower)
    with np.errstate(invalid="ignore"):
        shift = np.where(bounded, there.lower - here.lower, there.upper - here.upper)
    return np.nan_to_num(shift / distance)


def least_moves(
    system: System,
    directions: Sequence[FloatArray],
    cost: Sequence[float],
    limits: Sequence[float],
    seconds: float | None = None,
) -> FloatArray | None:
    """Moves along ``directions``, each in [0, limit], with the least ``cost @ moves`` that make the system feasible.

    None where no moves within the limits do, there are none, or time ran out. Integers are taken as they are.
    """
    if not directions:
        return None
    rows = [np.flatnonzero(shift) for shift in directions]
    grown, priced = system.with_columns(
        np.array(cost),
        np.array(limits),
        np.concatenate(rows),
        np.repeat(np.arange(len(directions)), [len(each) for each in rows]),
        -np.concatenate([shift[each] for shift, each in zip(directions, rows, strict=True)]),
    )
    found = grown.solve(priced, seconds)
    return np.maximum(found.plan[system.columns :], 0.0) if found.feasible else None


@dataclass(frozen=True)
class Least:
    """A move along one direction that is enough, no move below ``bound`` being so; and the plan with it."""

    by: float
    bound: float
    plan: FloatArray


def least_move(system: System, shift: FloatArray, limit: float, scale: float, seconds: float | None) -> Least | None:
    """The least move along ``shift`` in [0, limit] that makes the system feasible, or the best one found in time.

    ``scale`` is the size of the limit, so that the solver's tolerances are relative to it. None where none was found.
    """
    rows = np.flatnonzero(shift)
    one = np.zeros(len(rows), dtype=np.int64)
    grown, priced = system.with_columns(np.array([1.0 / scale]), np.array([limit]), rows, one, -shift[rows])
    found = grown.solve(priced, seconds)
    if not found.feasible:
        return None
    return Least(max(0.0, found.value * scale), max(0.0, found.bound * scale), found.plan[:-1])


def system_of(inputs: Inputs, room: float = 0.0) -> System:
    """The rows of a model; for ``room`` see `System.of`."""
    return System.of(build(inputs), room)


def within_minutes(program: Program, minutes: float) -> System:
    """The rows of a model in which nobody travels longer than ``minutes``, but for jobs in the own zone."""
    system = System.of(program)
    staff = program.variables.staff
    origin, zone, length = program.data.arcs
    far = (length > minutes) & (origin != zone)
    system.column_upper[staff.column[far[staff.index["arc"]]]] = 0.0
    return system


#: How far a plan may be off a row, a bound or a whole number.
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Reach:
    """What a plan comes to: its cost (MMAD, present value, without penalties of soft goals), jobs and exports (MMAD) by
    year; ``least``: it is the plan of least cost (with whole parks: within the gap)."""

    cost_mmad: float
    least: bool
    jobs: dict[int, float]
    exports_mmad: dict[int, float]


def first_stage(inputs: Inputs, seconds: float | None = None) -> Reach | None:
    """Solve the first stage as `solve_inputs` does, checks included; None when no plan was found (within ``seconds``).

    For indivisible parks a plan within 5 % of the best will do, or any plan when time is up.
    """
    if presolve_check(inputs):
        return None
    program = build(inputs)
    answer = make_backend(program, SolverOptions(time_limit_s=seconds, gap=0.05)).first()
    if not answer.outcome.has_plan:
        return None
    return _reach(program, answer.plan, answer.outcome is Outcome.OPTIMAL)


def reach_of(inputs: Inputs, plan: FloatArray) -> Reach | None:
    """What a given plan, found on the way, comes to; None where it breaks a rule of ``inputs``."""
    if presolve_check(inputs):
        return None
    program = build(inputs)
    if len(plan) != len(program.cost):
        return None
    system = System.of(program)
    value, whole = system.activity(plan), plan[program.integer]
    slack = _ROUNDING * np.maximum(1.0, np.abs(value))
    kept = (value >= system.lower - slack).all() and (value <= system.upper + slack).all()
    inside = (plan >= program.column_lower - _ROUNDING).all() and (plan <= program.column_upper + _ROUNDING).all()
    even = (np.abs(whole - np.round(whole)) <= _ROUNDING).all()
    return _reach(program, plan, False) if kept and inside and even else None


def _reach(program: Program, plan: FloatArray, least: bool) -> Reach:
    d, v = program.data, program.variables
    jobs, earned = plan[v.jobs.column], (v.jobs * d.export_per_job).coefficient
    years = v.jobs.index["year"]
    paid = [term for term in COST_TERMS if term.name != "shortfall"]
    cost = cost_vector(dict.fromkeys(paid, 1.0), v, d)
    return Reach(
        float(cost @ plan),
        least,
        {year: float(jobs[years == code].sum()) for code, year in enumerate(d.scalars.years)},
        {year: float((jobs * earned)[years == code].sum()) for code, year in enumerate(d.scalars.years)},
    )

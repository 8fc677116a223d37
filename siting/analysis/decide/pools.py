"""What it costs to be sure of the staff of every park when some of the places it recruits from fall short."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from siting.errors import Infeasible, ModelError, Problem
from siting.model.arrays import FloatArray
from siting.model.build import build
from siting.model.inputs import Inputs, Objective, Stage
from siting.model.program import Program
from siting.model.solve import NO_PROOF
from siting.model.stochastic.linear import Living
from siting.model.stochastic.protection import guarded_pools
from siting.solving import Step

__all__ = ["MOST", "Protection", "price_of_protection", "protect"]

#: Most numbers of places in one question, and the largest.
MOST, LARGEST = 50, 1e6


@dataclass(frozen=True)
class Protection:
    """Plans that are protected against more and more places that fall short.

    ``shortfall`` is the share of its recruits that a place may lack. ``plans``: ``places``, ``cost_mmad`` (million MAD
    at present value, infinite where no plan is left), ``extra_mmad`` (over the plan without protection), ``reserve``
    (people planned for the parks of the last year beyond the jobs there). ``regions``: ``places``, ``region``, ``jobs``
    of the last year, ``seats_built``; only plans that there are.
    """

    shortfall: float
    base_mmad: float
    last_year: int
    plans: pd.DataFrame
    regions: pd.DataFrame


def protect(
    inputs: Inputs, shortfall: float, budgets: Sequence[float], progress: Step = lambda message: None
) -> Protection:
    """Plans of least cost when in every park any so many of the places it recruits from send fewer people than planned.

    ``shortfall`` is the share of its recruits that a place may lack, above 0 and at most 1; ``budgets`` are the numbers
    of places (Gamma of Bertsimas and Sim 2004; see `siting.model.stochastic.protection.guarded_pools`). Raises
    `ModelError` with all that is wrong with them and for whole parks, `Infeasible` where there is no plan even without
    protection.
    """
    problems = list(_wrong(inputs, shortfall, budgets))
    if problems:
        raise ModelError(problems)
    objective = Objective(stages=(Stage(objective="cost"),), region_ranges=False)
    program = build(replace(inputs, scalars=inputs.scalars.model_copy(update={"objective": objective})))
    rows: list[tuple[float, float, float]] = []
    regions = []
    base = math.inf
    for places in dict.fromkeys((0.0, *budgets)):
        progress(f"protection against {places:g} places that fall short")
        found = Living(guarded_pools(program, shortfall, places)).solve()
        if found is None and places == 0.0:
            raise Infeasible([NO_PROOF])
        cost, plan = (math.inf, None) if found is None else found
        base = min(base, cost)
        if places in budgets:
            rows.append((places, cost, math.nan if plan is None else _reserve(program, plan)))
            regions += [] if plan is None else [_regions(program, plan).assign(places=places)]
    plans = pd.DataFrame(rows, columns=["places", "cost_mmad", "reserve"])
    plans.insert(2, "extra_mmad", np.maximum(plans["cost_mmad"] - base, 0.0))
    columns = ["places", "region", "jobs", "seats_built"]
    table = pd.concat(regions, ignore_index=True)[columns] if regions else pd.DataFrame(columns=columns)
    return Protection(shortfall, base, program.data.scalars.years[-1], plans, table)


def price_of_protection(
    inputs: Inputs, shortfall: float, budgets: Sequence[float], progress: Step = lambda message: None
) -> pd.DataFrame:
    """``places``, ``cost_mmad`` and ``extra_mmad`` of `protect`, which see."""
    return protect(inputs, shortfall, budgets, progress).plans[["places", "cost_mmad", "extra_mmad"]]


def _wrong(inputs: Inputs, shortfall: float, budgets: Sequence[float]) -> Iterator[Problem]:
    if not 0 < shortfall <= 1:
        yield Problem("--shortfall", "is no share of the recruits", f"{shortfall:g}", "above 0, at most 1")
    if not len(budgets):
        yield Problem("--places", "asks for nothing", None, "for instance 0,1,2")
    if len(budgets) > MOST:
        yield Problem("--places", "asks for too many plans", str(len(budgets)), f"at most {MOST}")
    for places in budgets:
        if not 0 <= places <= LARGEST:
            yield Problem("--places", "is no number of places", f"{places:g}", "0 or more; a fraction is fine")
    if len(set(budgets)) < len(budgets):
        told = ",".join(f"{places:g}" for places in budgets)
        yield Problem("--places", "names a number twice", told, "once each")
    if inputs.scalars.indivisible:
        remedy = "add --set parks.indivisible=false"
        yield Problem("parks.indivisible", "whole parks cannot be protected", "true", remedy)


def _reserve(program: Program, plan: FloatArray) -> float:
    """People planned for parks of the last year beyond its jobs."""
    d, v = program.data, program.variables
    people = plan[v.staff.column][v.staff.index["year"] == d.last].sum()
    jobs = plan[v.jobs.column][v.jobs.index["year"] == d.last].sum()
    return max(0.0, float(people - jobs))


def _regions(program: Program, plan: FloatArray) -> pd.DataFrame:
    d, v = program.data, program.variables
    region = d.region_of.values.astype(np.int64)
    last = v.jobs.index["year"] == d.last
    jobs = np.bincount(region[v.jobs.index["zone"][last]], plan[v.jobs.column[last]], d.sizes["region"])
    seats = np.bincount(region[v.build.index["zone"]], plan[v.build.column], d.sizes["region"])
    return pd.DataFrame({"region": d.sets["region"], "jobs": jobs, "seats_built": seats})

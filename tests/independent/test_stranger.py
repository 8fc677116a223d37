"""A stranger with the run folder and the documents gets the same optimum: see `reimplementation`."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from siting.planning import plan
from siting.results import Run
from tests.independent import reimplementation as own

MODELS = Path(__file__).parents[2] / "models"
NATIONAL = ("national reference", "national balanced")
ONE_JOB = 1.0

# What is set, and the rules that must bind so that the case says something about them.
SETTINGS: dict[str, tuple[list[str], set[str]]] = {
    "gini and state budget": (["balance.gini_max=0.15", "budgets_mmad.state.2028=37"], {"inequality", "budget"}),
    "soft goals": (
        [
            "goals.soft=['jobs', 'exports']",
            "goals.shortfall_penalty.jobs=0.02",
            "goals.shortfall_penalty.exports=0.05",
            "goals.exports_mmad.2028=4000",
        ],
        {"jobs_goal", "export_goal"},
    ),
    "floor and cap on stock, training": (
        [
            "balance.floor=0.75",
            "balance.cap=1.3",
            "balance.on=stock",
            "talent.recruit_rate.higher=0.025",
            "talent.recruit_rate.secondary=0.025",
        ],
        {"territorial_floor", "training"},
    ),
    "cap on jobs added": (["balance.floor=0.7", "balance.cap=1.4", "balance.on=added"], {"territorial_cap"}),
    "shares of groups": (
        [
            "balance.groups.outside={except_zones: [C, N-1], min: 0.55}",
            "balance.groups.coast={zones: [N-1, C-1], on: stock, max: 0.6}",
        ],
        {"group_min", "group_max"},
    ),
    "locks and pace": (
        [
            "parks.locks.zones_in=['S-1']",
            "parks.locks.zones_out=['C-1']",
            "parks.locks.seats.N-1.2026=700",
            "national_pace=1700",
        ],
        {"lock_in", "lock_seats", "national_pace"},
    ),
    "least served and shrinking": (
        ["balance.least_served_min=13.2", "parks.shrink_limit=0.1"],
        {"least_served"},
    ),
    "mean in order": (["balance.ordered_median={weights: [4, 2, 1], min: 14.4}"], {"ordered_median"}),
    "Kolm-Pollak": (["balance.kolm_pollak={aversion: 3, min: 15.4}"], {"kolm_pollak"}),
    "not eligible where jobs stand": (  # they leave and come back, to at most what stood there
        [
            "segments.ITO.connectivity_min=1",
            "segments.ITO.infrastructure_min=1",
            "segments.ITO.share_min={2025: 0, 2027: 0, 2028: 0.45}",
            "segments.ITO.share_max={2025: 0.02, 2027: 0.02, 2028: 1}",
            "segments.CRM.share_min=0",
            "segments.BPO.share_min=0",
            "goals.exports_mmad=null",
            "parks.shrink_limit=0.5",
        ],
        {"segment_min", "segment_max"},
    ),
    "tolerances": (
        [
            "objective.stages=[{objective: cost, tolerance: 0.01}, {objective: least_served, tolerance: 0.05}, "
            "{objective: suitability, tolerance: 0.02}, {objective: cost}]"
        ],
        set(),
    ),
    "least unequal": (
        [
            "objective.stages=[{objective: cost, tolerance: 0.002}, {objective: inequality, tolerance: 0.01}, "
            "{objective: suitability}]"
        ],
        set(),
    ),
    "weighted": (
        [
            "objective.method=weighted",
            "objective.stages=null",
            "objective.weights={build_cost: 1, territorial_premium: 1, commuting_cost: 2, operating_difference: 1, "
            "suitability: 0.01, least_served: 5, inequality: 0.02}",
        ],
        {"training"},
    ),
    "whole parks": (
        [
            "parks.indivisible=true",
            "solver.gap=0.0",
            "parks.park_count.min=5",
            "budgets_mmad.developer.2025=61",  # two openings of 30, in the first year and not discounted
            "budgets_mmad.developer.2028=80",
        ],
        set(),
    ),
}
SCENARIOS = [f"example {path.stem}" for path in sorted((MODELS / "example" / "scenarios").glob("*.yaml"))]
EXAMPLE = ["example", *SCENARIOS, *SETTINGS]
LEXICOGRAPHIC = [*NATIONAL, *(name for name in EXAMPLE if name != "weighted")]
LEXIMIN = [name for name in LEXICOGRAPHIC if name != "least unequal"]
SETTLED = [name for name in LEXIMIN if name != "tolerances"]  # regional totals are unique


class Case:
    """A run folder, what it says, and the same model built from its `inputs/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.summary: dict[str, Any] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        self.f, self.p = own.build(folder)
        self.x = own.plan_of(folder, self.f, self.p)

    @cached_property
    def least_cost(self) -> float:
        """First stage; the parks of a plan with whole parks stay as they are from then on."""
        value = own.first_stage(self.f, self.p)
        if any(self.p.whole):
            own.fix_parks(self.p, self.x)
        return value

    @cached_property
    def limit(self) -> own.Row:
        return own.cost_limit(self.f, self.least_cost)

    @cached_property
    def levels(self) -> dict[str, float]:
        return own.leximin(self.f, self.p, self.limit)

    @property
    def jobs(self) -> pd.Series:
        return pd.Series({r["code"]: r[f"jobs_{self.f.last}"] for r in self.summary["regions"]})


@pytest.fixture(scope="module")
def case(national_runs: Mapping[str, Run], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    """The case of a name, solved once."""
    cases: dict[str, Case] = {}

    def of(name: str) -> Case:
        if name in NATIONAL and name not in cases:
            cases[name] = Case(national_runs[name.split()[1]].folder)
        elif name not in cases:
            folder = tmp_path_factory.mktemp("run") / "run"
            scenario = name.split()[1] if name in SCENARIOS else None
            plan(MODELS / "example", scenario=scenario, settings=SETTINGS.get(name, ([], set()))[0], out=folder)
            cases[name] = Case(folder)
        return cases[name]

    return of


@pytest.mark.parametrize("name", [*NATIONAL, *EXAMPLE])
def test_the_first_stage_has_the_same_optimum(name: str, case: Callable[[str], Case]) -> None:
    run = case(name)
    assert run.least_cost == pytest.approx(run.summary["stages"][0]["value"], rel=1e-6)


@pytest.mark.parametrize("name", SETTINGS)
def test_what_is_switched_on_binds(name: str, case: Callable[[str], Case]) -> None:
    summary = case(name).summary
    assert {line["block"] for line in summary["binding"]} >= SETTINGS[name][1]
    if name == "soft goals":
        shortfall = own.output(case(name).folder, "shortfall")
        assert set(shortfall.loc[shortfall["shortfall"] > 1, "goal"]) == {"exports", "jobs"}


@pytest.mark.parametrize("name", [*NATIONAL, *EXAMPLE])
def test_the_plan_keeps_every_rule(name: str, case: Callable[[str], Case]) -> None:
    run = case(name)
    limit = [run.limit] if name in LEXICOGRAPHIC else []
    assert own.worst_breach(run.p, run.x, limit) <= 1e-6


@pytest.mark.parametrize("name", LEXIMIN)
def test_the_leximin_settles_the_same_levels(name: str, case: Callable[[str], Case]) -> None:
    run = case(name)
    said = {r: stage["value"] for stage in run.summary["stages"] for r in stage["settled"]}
    assert said == pytest.approx(run.levels, rel=1e-5)


@pytest.mark.parametrize("name", SETTLED)
def test_regional_totals_are_those_of_the_leximin(name: str, case: Callable[[str], Case]) -> None:
    run = case(name)
    for region, jobs in run.jobs.items():
        assert jobs == pytest.approx(run.levels[region] * run.f.active[region] / 1000, abs=ONE_JOB)


@pytest.mark.parametrize("name", [name for name in LEXICOGRAPHIC if name != "national balanced"])
def test_the_later_stages_have_the_same_optima(name: str, case: Callable[[str], Case]) -> None:
    """The last cost is that of the plan shown."""
    run = case(name)
    levels = {} if name == "least unequal" else run.levels
    said = {stage["objective"]: stage["value"] for stage in run.summary["stages"]}
    for objective, value in own.later_stages(run.f, run.p, run.limit, levels).items():
        assert said[objective] == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize("name", LEXICOGRAPHIC)
def test_region_ranges(name: str, case: Callable[[str], Case]) -> None:
    run = case(name)
    for region in run.summary["regions"][: 1 if name == "national balanced" else 3]:
        low, high = own.region_range(run.f, run.p, region["code"], run.limit)
        assert (region["low"], region["high"]) == pytest.approx((low, high), abs=0.1)
        assert low - ONE_JOB <= run.jobs[region["code"]] <= high + ONE_JOB


@pytest.mark.parametrize("name", SETTLED)
def test_regional_totals_are_unique(name: str, case: Callable[[str], Case]) -> None:
    """On the final face no region is below its settled level, and all together are less than one job above: so the
    lowest and the highest total of each region differ by less than one job."""
    run = case(name)
    settled = run.summary["stages"][-1]["fixed"]
    assert set(settled) == set(run.f.regions)
    assert -1e-3 <= own.most_above(run.f, run.p, run.limit, settled) <= ONE_JOB


def test_lowest_and_highest_total_on_the_final_face(case: Callable[[str], Case]) -> None:
    run = case("example")
    kept = [(own.level(run.f, r), v, np.inf) for r, v in run.summary["stages"][-1]["fixed"].items()]
    for region, jobs in run.jobs.items():
        total = own.stock(run.f, run.f.last, region=region)
        lowest = run.p.minimise(total, [run.limit, *kept])[0]
        highest = run.p.maximise(total, [run.limit, *kept])[0]
        assert (lowest, highest) == pytest.approx((jobs, jobs), abs=ONE_JOB)


@pytest.mark.parametrize("name", [*NATIONAL, *EXAMPLE])
def test_the_figures_follow_from_the_plan(name: str, case: Callable[[str], Case]) -> None:
    run = case(name)
    f, p, x, said = run.f, run.p, run.x, run.summary
    costs = own.costs_by_term(f, p, x)
    for term, value in costs.items():
        assert said["cost_mmad"].get(term, 0.0) == pytest.approx(value, rel=1e-6, abs=1e-6)
    for payer, value in said["cost_by_payer_mmad"].items():
        assert value == pytest.approx(sum(v for k, v in costs.items() if own.PAYER.get(k) == payer), rel=1e-6)
    assert said["objective_mmad"] == pytest.approx(sum(costs.values()), rel=1e-6)
    for year in f.years:
        assert said["exports_bmad"][str(year)] == pytest.approx(own.exports_bmad(f, p, x, year), rel=1e-9)
        assert said["jobs"][str(year)] == pytest.approx(p.vector(own.stock(f, year)) @ x, rel=1e-9)
    jobs = pd.Series({r: p.vector(own.stock(f, f.last, region=r)) @ x for r in f.regions})
    active = pd.Series(f.active)
    pd.testing.assert_series_equal(run.jobs, jobs, rtol=1e-9)
    assert said["gini"] == pytest.approx(own.gini(jobs, active), rel=1e-9)
    assert said["theil"] == pytest.approx(own.theil(jobs, active), rel=1e-9)
    assert said["least_served"] == pytest.approx((1000 * jobs / active).min(), rel=1e-9)
    assert said["commute_minutes_mean"] == pytest.approx(own.mean_commute(f, p, x), rel=1e-6)


@pytest.mark.parametrize("name", [*NATIONAL, *EXAMPLE])
def test_the_table_of_costs_books_them_as_documented(name: str, case: Callable[[str], Case]) -> None:
    """Term and year of payment; the opening of a park in the first year."""
    run = case(name)
    rows = [
        (term, year or run.f.years[0], c * run.x[run.p.place[key]])
        for term, lines in own.cost_terms(run.f).items()
        if term != "shortfall"
        for key, c, year in lines
        if key in run.p.place
    ]
    table = own.output(run.folder, "costs").query("term != 'shortfall'")
    said = table.groupby(["term", "year"])["mmad"].sum()
    mine = pd.DataFrame(rows, columns=["term", "year", "mmad"]).groupby(["term", "year"])["mmad"].sum()
    both = pd.concat([said, mine], axis=1).fillna(0.0).to_numpy()
    assert both[:, 0] == pytest.approx(both[:, 1], rel=1e-6, abs=1e-6)

"""Explanations against enumeration: every figure that a sentence tells is found again by solving from scratch.

The second opinion is `tests.model.oracle`: the model written anew from its description, solved by scipy.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from siting.analysis.derived import read_derived
from siting.analysis.explain import explain, explanation_record, sentences
from siting.analysis.explain import explanation as explaining
from siting.analysis.explain.names import codes_of
from siting.analysis.explain.place_wording import _unbound
from siting.analysis.explain.types import Explanation, Lever, PlaceStory
from siting.analysis.first_stage import kept_basis
from siting.errors import RunError
from siting.model.cost_model import CostModel
from siting.model.inputs import Inputs, Locks, Objective, Stage
from siting.model.living import LivingLP
from siting.planning import plan, prepared
from siting.results import Run, read_run, round_whole, write_run
from siting.results.hashes import changed_files
from tests.model.country import country
from tests.model.oracle import Oracle
from tests.model.proven import SolverOptions, solve_inputs
from tests.model.tiny import COST_ONLY, plain

EXAMPLE = "models/example"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("explain")


def written(home: Path, name: str, inputs: Inputs, manifest: dict[str, Any] | None = None) -> Run:
    """A run of ``inputs``, solved, proven and written once."""
    folder = home / name
    if not folder.exists():
        write_run(folder, inputs=inputs, solution=solve_inputs(inputs, SolverOptions(gap=0.0)), manifest=manifest)
    return read_run(folder)


def example(home: Path, name: str, *changes: str, **given: Any) -> Run:
    """A run of the example."""
    folder = home / name
    if not folder.exists():
        plan(EXAMPLE, settings=changes, out=folder, **given)
    return read_run(folder)


def story(told: Explanation, code: str) -> PlaceStory:
    return next(each for each in told.places if each.code == code)


def told_lines(told: Explanation, lang: Any = "en") -> list[str]:
    return [line for section in sentences(told, lang) for line in section.lines]


# --- one job more, one job fewer: enumeration ---------------------------------------------------------
def least_cost(oracle: Oracle, *rows: tuple[Any, str, float]) -> float:
    answer = oracle.minimise(also=list(rows))
    return float("inf") if answer is None else answer[0]


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_one_job_more_or_fewer_in_a_region_agrees_with_enumeration(home, seed):
    inputs = country(seed, zones=6)
    run = written(home, f"random-{seed}", inputs)
    told = explain(run)
    oracle = Oracle(inputs)
    assert told.brief.least == pytest.approx(least_cost(oracle), rel=1e-9)
    total = sum(float(region["jobs_2026"]) for region in run.summary["regions"])
    seen = 0
    for region in oracle.regions:
        found, jobs = story(told, region), oracle.jobs_of(region)
        here = least_cost(oracle, (jobs, "=", found.jobs))
        assert found.held_mmad == pytest.approx(here - told.brief.least, abs=1e-6)
        for step, move in ((1.0, found.one_more), (-1.0, found.one_fewer)):
            there = least_cost(oracle, (jobs, "=", found.jobs + step))
            if move is None:
                assert there == float("inf") or found.jobs < 1
                continue
            assert move.mmad == pytest.approx(there - here, abs=1e-6)
            assert sum(move.terms.values()) == pytest.approx(move.mmad, abs=1e-6)
            # Whoever asks for at least (at most) so many pays the same beyond the cheapest totals, nothing within them.
            sense, end = (">=", found.least_high) if step > 0 else ("<=", found.least_low)
            asked = [
                value if (total - end) * step > 0 else told.brief.least
                for total, value in ((found.jobs, here), (found.jobs + step, there))
            ]
            rows = [(jobs, sense, found.jobs), (jobs, sense, found.jobs + step)]
            assert [least_cost(oracle, row) for row in rows] == pytest.approx(asked, abs=1e-6)
        seen += _next_best_is_cheapest(oracle, found)
    assert seen
    assert total == pytest.approx(1300.0, rel=1e-6)


def _next_best_is_cheapest(oracle: Oracle, found: PlaceStory) -> int:
    """Of all regions that could take the job that leaves one, the one named is the cheapest. 1 if that was checked."""
    move = found.one_fewer
    if move is None or len(move.regions) != 1:
        return 0
    fewer = (oracle.jobs_of(found.code), "=", found.jobs - 1.0)
    taken = {
        code: least_cost(
            oracle, fewer, (oracle.jobs_of(code), ">=", _jobs(oracle, found.code, found.jobs, code) + 1.0 - 1e-7)
        )
        for code in oracle.regions
        if code != found.code
    }
    (gainer,) = move.regions
    assert taken[gainer] == pytest.approx(min(taken.values()), abs=1e-6)
    return 1


def _jobs(oracle: Oracle, region: str, jobs: float, other: str) -> float:
    """Jobs of another region in the cheapest plan with ``region`` held."""
    answer = oracle.minimise(also=[(oracle.jobs_of(region), "=", jobs)])
    assert answer is not None
    return sum(answer[1][key] for key in oracle.jobs_of(other))


@pytest.mark.parametrize("seed", [1, 5])
def test_totals_at_least_cost_are_those_of_the_optimal_face(home, seed):
    inputs = country(seed, zones=6)
    told, oracle = explain(written(home, f"random-{seed}", inputs)), Oracle(inputs)
    least = least_cost(oracle)
    for region in oracle.regions:
        found = story(told, region)
        for total, way in ((found.least_low, -1), (found.least_high, 1)):
            assert total is not None
            assert least_cost(oracle, (oracle.jobs_of(region), "=", total)) == pytest.approx(least, abs=1e-6)
            if way > 0 and found.least_high_end == "limit":
                continue
            assert least_cost(oracle, (oracle.jobs_of(region), "=", total + way * 2.0)) > least + 1e-9


@pytest.mark.parametrize("seed", [2, 4])
def test_the_lever_pays_for_exactly_one_more_job(home, seed):
    inputs = country(seed, zones=6)
    run = written(home, f"random-{seed}", inputs)
    told = explain(run)
    model = CostModel(inputs)
    seen = 0
    for found in told.places:
        if found.lever is None or found.lever.units is None:
            continue
        seen += 1
        lever = found.lever
        row = next(row for row in model.rows_of(lever.block) if model.ids(row) == lever.ids)
        watched = model.watch("region", found.code)
        before = model.solve({watched: (found.jobs, found.jobs)})
        held = {watched: (found.jobs + 1.0, found.jobs + 1.0)}
        after = model.solve(model.moved({row: 1.0}, lever.units, held))
        assert before is not None
        assert after is not None
        assert after.value == pytest.approx(before.value, rel=1e-8)
    assert seen


def hills() -> dict[str, Any]:
    """A is cheap, B dearer by 0.5 a job and year, C by 0.9; ten jobs, room for all in A."""
    return {"operating_difference": {"A": 0.1, "B": 0.6, "C": 1.0}, "capex_per_seat": 2.0, "max_new_seats": 100.0}


ABC = {"A": "N", "B": "S", "C": "W"}


def test_regions_by_hand(home):
    """A job fewer in A goes to B, 0.5 dearer a year, not to C; one more in B is taken from A."""
    told = explain(written(home, "hills", plain(ABC, jobs_goal={2025: 10.0}, given=hills())))
    first, second = story(told, "N"), story(told, "S")
    assert first.one_fewer is not None
    assert second.one_more is not None
    assert first.one_fewer.mmad == pytest.approx(0.5)
    assert first.one_fewer.regions == {"S": pytest.approx(1.0)}
    assert first.one_fewer.zones == {"A": pytest.approx(-1.0), "B": pytest.approx(1.0)}
    assert second.one_more.mmad == second.one_more.price == pytest.approx(0.5)
    assert second.one_more.regions == {"N": pytest.approx(-1.0)}
    lines = told_lines(told)
    next_best = "Next-best place: were there 10 jobs fewer, they would go to S (10), and the country would pay MAD 5.0"
    assert any(line.startswith(next_best) for line in lines)
    assert any("The first of them alone would cost MAD 500,000" in line for line in lines)
    assert told.tables["regions"].set_index("code")["next_best_zone"]["N"] == "B"


def test_a_zone_with_nothing_by_hand(home):
    """One job in B costs 0.5 more a year than in A, which loses it; it must become 0.5 cheaper."""
    told = explain(written(home, "hills", plain(ABC, jobs_goal={2025: 10.0}, given=hills())), zones=["B"])
    why = story(told, "B").why_not
    assert why is not None
    assert why.one is not None
    assert why.reason == "cost"
    assert why.one.mmad == pytest.approx(0.5)
    assert why.block is not None
    # Ten jobs move at 0.5 each; ninety are more than the goal asks for, at 0.6 a year and 2.0 for the seat.
    assert (why.block.step, why.in_all) == (100.0, pytest.approx(10 * 0.5 + 90 * 2.6))
    assert why.block.zones == {"A": pytest.approx(-10.0)}
    assert why.one.terms == {"operating_difference": pytest.approx(0.5)}
    assert why.one.zones == {"A": pytest.approx(-1.0)}
    assert why.per_job_year == pytest.approx(0.5)


def test_how_much_cheaper_a_zone_must_be_is_where_its_jobs_begin_to_pay(home):
    """Over years: with B's jobs cheaper by a little less than told, nothing comes; by a little more, jobs come."""
    given = hills() | {"capex_per_seat": {"A": 2.0, "B": 2.5, "C": 3.0}}
    inputs = plain(ABC, years=(2025, 2026, 2027), jobs_goal={2025: 4.0, 2027: 10.0}, given=given, discount_rate=0.06)
    told = explain(written(home, "years", inputs), zones=["B"])
    why = story(told, "B").why_not
    assert why is not None
    assert why.per_job_year is not None
    for part, comes in ((0.999, False), (1.001, True)):
        frame = inputs.zone_segment_year.copy()
        frame.loc[frame["zone"] == "B", "operating_difference"] -= part * why.per_job_year
        model = CostModel(replace(inputs, zone_segment_year=frame))
        assert (model.jobs_by("zone", model.base.plan)["B"] > 0.5) is comes


def test_reasons_other_than_cost(home):
    """C may not grow, D is locked out and has no seats, E has nobody in reach."""
    zones = {**ABC, "D": "N", "E": "S"}
    given = hills() | {
        "eligible": {"C": False},
        "eligible_pool": {"E": 0.0},
        "operating_difference": {"A": 0.1, "B": 0.2},
    }
    inputs = plain(zones, jobs_goal={2025: 10.0}, given=given, locks=Locks(zones_out=("D",)))
    told = explain(written(home, "reasons", inputs), zones=["C", "D", "E"])
    reasons = {each.code: each.why_not.reason for each in told.places if each.why_not}
    assert reasons == {"C": "not eligible", "D": "locked out", "E": "no pool"}
    assert story(told, "C").why_not.known is False  # type: ignore[union-attr]
    assert any("not known" in line for line in told_lines(told))


# --- blocks of jobs -----------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", [1, 2])
def test_blocks_of_jobs_agree_with_enumeration(home, seed):
    """What a block costs, that its moves add up, and that the next larger readable block has no plan."""
    inputs = country(seed, zones=6)
    told, oracle = explain(written(home, f"random-{seed}", inputs)), Oracle(inputs)
    seen = 0
    for region in oracle.regions:
        found, jobs = story(told, region), oracle.jobs_of(region)
        here = least_cost(oracle, (jobs, "=", found.jobs))
        for way, block in ((1, found.block_more), (-1, found.block_fewer)):
            if block is None:
                continue
            seen += 1
            assert block.mmad == pytest.approx(
                least_cost(oracle, (jobs, "=", found.jobs + block.step)) - here, abs=1e-6
            )
            assert sum(block.terms.values()) == pytest.approx(block.mmad, abs=1e-6)
            assert sum(block.regions.values()) == pytest.approx(-block.step, abs=1e-5)
            assert abs(block.step) <= found.block_wanted == 100.0
            if abs(block.step) < found.block_wanted:
                larger = {1: 2.0, 2: 5.0, 5: 10.0}[int(f"{abs(block.step):e}"[0])] * 10 ** int(
                    np.log10(abs(block.step))
                )
                beyond = found.jobs + way * larger
                assert beyond < 0 or least_cost(oracle, (jobs, "=", beyond)) == float("inf")
    assert seen


@pytest.mark.parametrize(("tolerance", "seeds"), [(0.05, (1, 2, 5)), (1.0, (2,))])
def test_cost_is_the_reason_only_beyond_what_the_later_goals_may_spend(home, tolerance, seeds):
    """By the oracle: the block's cost, and its cost with every region at its jobs of the plan."""
    stages = (Stage(objective="cost", tolerance=tolerance), *country(1).scalars.objective.stages[1:])
    reasons = set()
    for seed in seeds:
        inputs = country(seed, zones=6, objective=Objective(stages=stages), growth_limit=0.6)
        run = written(home, f"reason-{seed}-{tolerance}", inputs)
        oracle = Oracle(inputs)
        told = explain(run, zones=list(oracle.zones))
        regions = {str(each["code"]): float(each["jobs_2026"]) for each in run.summary["regions"]}
        held = [(oracle.jobs_of(code), ">=", jobs - 1e-3) for code, jobs in regions.items()]
        for found in told.places:
            why = found.why_not
            if why is None or why.block is None:
                continue
            reasons.add(why.reason)
            asked = (oracle.where("jobs", zone=found.code, year=2026), "=", found.jobs + why.block.step)
            assert why.in_all == pytest.approx(least_cost(oracle, asked) - least_cost(oracle), abs=1e-6)
            assert (why.reason == "cost") is (why.in_all > tolerance * told.brief.least)
            lines = "\n".join(next(s.lines for s in sentences(told, "en") if found.code in s.title))
            assert ("because of cost" in lines) is (why.reason == "cost")
            if why.reason == "later goals":
                with_regions = least_cost(oracle, *held, asked) - least_cost(oracle, *held)
                if why.held_mmad is None:
                    assert with_regions == float("inf")
                else:
                    assert why.held_mmad == pytest.approx(with_regions, abs=1e-6)
                left = (1 + tolerance) * told.brief.least - least_cost(oracle, *held)
                assert (why.decided == "regions") is (with_regions > max(left, 0.0) + 1e-5)
    assert reasons


def test_no_zone_is_said_to_save_and_to_cost_nothing(home):
    told = explain(example(home, "plain"), zones=[str(z) for z in example(home, "plain").inputs.zones["zone"]])
    for found in told.places:
        text = " ".join(" ".join(s.lines) for s in sentences(told, "en") if found.code in s.title)
        assert not ("would save" in text and "would cost the country nothing" in text)


def test_whole_units_of_a_lever_suffice():
    assert Lever("training", {}, 30.0, -1.0, 0.00539).whole_units == 1.0
    assert Lever("training", {}, 30.0, -1.0, 2.94).whole_units == 3.0
    assert Lever("training", {}, 30.0, -1.0, None).whole_units is None


def test_whole_jobs_are_those_of_the_plan_as_printed(home):
    run = example(home, "plain")
    told = explain(run)
    jobs = run.table("regions").set_index(["region", "year"])["jobs"]
    for year, name in ((2024, "shown_base"), (2028, "shown_jobs")):
        whole = round_whole(jobs.xs(year, level="year"))
        assert {each.code: getattr(each, name) for each in told.places} == whole.to_dict()


def test_a_run_that_misses_a_goal_tells_what_is_paid_and_what_is_penalty(home):
    given = hills() | {"max_new_seats": 1.0, "seats_start": 0.0}
    penalty = {"jobs": 2.0, "exports": 5.0}
    inputs = plain(ABC, jobs_goal={2025: 10.0}, given=given, soft_goals=("jobs",), shortfall_penalty=penalty)
    run = written(home, "soft", inputs)
    told = explain(run)
    missing = 10.0 - run.summary["jobs"]["2025"]
    assert missing > 1
    assert told.brief.penalty == pytest.approx(2.0 * missing)
    assert told.brief.penalty_rates == {"jobs": 2.0}
    lines = told_lines(told)
    assert any("counts MAD 2 million for each job missing" in line and "nobody pays it" in line for line in lines)
    priced = [line for section in sentences(told, "en")[1:3] for line in section.lines]
    assert priced
    assert all("(Counting MAD 2 million for each job missing.)" in line for line in priced)


# --- the country ---------------------------------------------------------------------------------------
def test_prices_of_the_goals_predict_solving_again(home):
    run = example(home, "plain")
    told = explain(run)
    path = next(price for price in told.goals if price.block == "jobs_goal" and price.path)
    assert path.path == {2025: 0.25, 2026: 0.5, 2027: 0.75, 2028: 1.0}
    assert path.right is not None
    step = min(1.0, 0.9 * (path.high - path.rhs))
    _, _, inputs = prepared(EXAMPLE, None, (f"goals.jobs.2028={16000 + step}",), None, lambda message: None)
    assert CostModel(inputs).base.value - told.brief.least == pytest.approx(path.right * step, rel=1e-5)
    assert path.step == 100.0
    _, _, inputs = prepared(EXAMPLE, None, ("goals.jobs.2028=16100",), None, lambda message: None)
    assert CostModel(inputs).base.value - told.brief.least == pytest.approx(100 * (path.step_right or 0), rel=1e-6)
    lines = next(section.lines for section in sentences(told, "en") if section.title.startswith("Goals"))
    assert len(lines) == 2
    assert "the one to quote" in lines[1]


def test_prices_that_hold_for_less_than_a_step_lead_with_the_step(home):
    """The average over the step is what a model with that row loosened by the step saves for each unit."""
    run = example(home, "plain")
    told = explain(run)
    model = CostModel(run.inputs)
    stepped = [price for price in told.rules if price.step is not None]
    assert stepped
    for price in told.rules:
        if price.step is None:
            assert price.block == "retention" or price.right is None or price.high - price.rhs >= 10.0
            continue
        row = next(row for row in model.rows_of(price.block) if model.ids(row) == price.ids)
        for way, each in ((1, price.step_right), (-1, price.step_left)):
            point = model.solve(model.moved({row: 1.0}, way * price.step))
            assert (each is None) is (point is None)
            if point is not None and each is not None:
                assert way * each * price.step == pytest.approx(point.value - model.base.value, abs=1e-7)


def test_a_goal_that_is_exceeded_says_by_how_much(home):
    run = example(home, "plain")
    told = explain(run)
    spare = next(price for price in told.idle if price.block == "export_goal")
    assert spare.slack / 1000 == pytest.approx(
        run.summary["exports_bmad"]["2028"] - run.summary["goals"]["exports_bmad"]["2028"], rel=1e-6
    )
    assert any(line.startswith("Export goal of 2028: exceeded by MAD ") for line in told_lines(told))


def test_the_brief_is_that_of_the_summary(home):
    run = example(home, "plain")
    brief = explain(run).brief
    assert brief.least == pytest.approx(run.summary["stages"][0]["value"], rel=1e-9)
    assert brief.cost == pytest.approx(run.summary["objective_mmad"], rel=1e-9)
    assert set(brief.by_cost) | set(brief.by_fairness) == {region["code"] for region in run.summary["regions"]}


def test_a_plan_of_cost_alone_holds_nobody_off_it(home):
    inputs = country(3, zones=5, objective=COST_ONLY)
    told = explain(written(home, "cost-only", inputs))
    for found in told.places:
        assert found.held_mmad == pytest.approx(0.0, abs=1e-7)
        assert found.one_more is None or found.one_more.mmad >= -1e-9
    assert "least cost under its rules" in told_lines(told)[0]


# --- thresholds ---------------------------------------------------------------------------------------
def test_lowering_a_threshold_to_the_index_makes_a_zone_eligible(home):
    run = example(home, "plain")
    rules = run.inputs.zone_segment_year
    able = rules.groupby("zone")["eligible"].any()
    zone = str(able.index[~able][0])
    told = explain(run, zones=[zone])
    why = story(told, zone).why_not
    assert why is not None
    assert why.reason == "not eligible"
    segment = why.misses[0].segments[0]
    mine = [miss for miss in why.misses if segment in miss.segments]
    for less, expected in ((0.0, True), (-1e-6, False)):
        changes = [f"segments.{segment}.{miss.index}_min={miss.value - less!r}" for miss in mine]
        _, _, inputs = prepared(EXAMPLE, None, changes, None, lambda message: None)
        now = inputs.zone_segment_year
        here = now[(now["zone"] == zone) & (now["segment"] == segment) & (now["year"] == 2028)]
        assert bool(here["eligible"].iloc[0]) is expected
    parts = run.table("indicators")
    parts = parts[(parts["zone"] == zone) & (parts["year"] == 2028) & (parts["index"] == mine[0].index)]
    lost = parts.set_index("indicator").eval("weight * (1 - scaled)")
    assert mine[0].indicator == lost.idxmax()
    assert mine[0].value == pytest.approx(1.0 - lost.sum())


def test_with_a_region_each_zone_with_nothing_gets_a_line(home):
    run = example(home, "plain")
    inputs, jobs, seats = run.inputs, run.table("jobs"), run.table("seats")
    base = inputs.zone_segment.groupby("zone")["baseline_jobs"].sum()
    last = jobs[jobs["year"] == 2028].groupby("zone")["jobs"].sum().reindex(base.index, fill_value=0.0)
    built = seats.groupby("zone")["built"].sum()
    bare = {zone for zone in base.index if last[zone] - base[zone] < 0.5 and built[zone] < 0.5}
    told = explain(run, regions=sorted(set(inputs.zones["region"])))
    assert {each.code for each in told.places if each.scope == "zone"} == bare
    assert bare
    section = sentences(told, "en")[-1]
    assert len(section.lines) == len(bare)
    assert told.tables["zones"]["reason"].ne("").all()


# --- whole parks, weights, large models ---------------------------------------------------------------
def test_a_run_with_whole_parks_says_what_its_prices_take_as_given(home):
    run = example(home, "parks", "parks.indivisible=true", "parks.phase_seats=200", "parks.min_park_seats=200")
    told = explain(run)
    assert told.brief.parks_fixed
    assert told.brief.least == pytest.approx(run.summary["stages"][0]["value"], rel=1e-6)
    for lang, words in (("en", "The parks of this plan taken as given"), ("fr", "Les parcs de ce plan étant donnés")):
        priced = [line for line in told_lines(told, lang) if re.search(r"costs |saves |coûte |économise ", line)]
        assert len(priced) > 3
        assert [line for line in priced[1:] if words not in line] == []


def test_a_weighted_run_calls_its_cost_a_sum(home):
    inputs = country(2, zones=4, objective=Objective(method="weighted", weights={"cost": 1.0, "inequality": 0.05}))
    run = written(home, "weighted", inputs)
    told = explain(run)
    assert told.brief.least == pytest.approx(run.summary["stages"][0]["value"], rel=1e-9)
    lines = told_lines(told)
    assert "one weighted sum" in lines[0]
    assert not any("MAD" in line for line in lines if "exports" not in line)


def test_a_large_model_explains_only_what_is_asked_for(home, monkeypatch, tmp_path):
    run = read_run(shutil.copytree(example(home, "plain").folder, tmp_path / "run"))
    shutil.rmtree(run.folder / "analysis", ignore_errors=True)
    monkeypatch.setattr("siting.model.cost_model.LARGE", 1)
    steps: list[str] = []
    told = explain(run, progress=steps.append)
    assert told.places == ()
    assert told.goals
    assert any("ten seconds" in step for step in steps)
    assert any("only when asked for by name" in line for line in told_lines(told))
    region = str(run.inputs.zones["region"].iloc[0])
    assert [each.code for each in explain(run, regions=[region]).places] == [region]


def test_a_large_run_keeps_where_its_first_stage_ended_and_is_explained_from_there(monkeypatch, tmp_path):
    monkeypatch.setattr("siting.model.highs_backend.LARGE", 1)
    plan(EXAMPLE, out=tmp_path / "run")
    run = read_run(tmp_path / "run")
    basis = kept_basis(run)
    assert basis is not None
    assert (basis.columns == 1).sum() + (basis.rows == 1).sum() == len(basis.rows)
    assert changed_files(run.folder) == []
    region = str(run.inputs.zones["region"].iloc[0])
    began: list[object] = []
    monkeypatch.setattr(
        LivingLP, "first_from", lambda self, start, of=LivingLP.first_from: began.append(start) or of(self, start)
    )
    told = explain(run, regions=[region])
    assert len(began) == 1
    shutil.rmtree(run.folder / "analysis")
    assert kept_basis(run) is None
    anew = explain(run, regions=[region])
    assert len(began) == 1
    assert told.brief.least == pytest.approx(anew.brief.least, rel=1e-12)
    assert [each.code for each in told.places] == [each.code for each in anew.places]


@pytest.mark.parametrize("damage", ["gone", "text", "floats", "column", "key"])
def test_a_damaged_basis_counts_as_none(damage, monkeypatch, tmp_path):
    monkeypatch.setattr("siting.model.highs_backend.LARGE", 1)
    plan(EXAMPLE, out=tmp_path / "run")
    run = read_run(tmp_path / "run")
    file = run.folder / "analysis" / "first-stage" / "rows.parquet"
    if damage == "gone":
        file.unlink()
    elif damage == "text":
        file.write_text("no table", encoding="utf-8")
    elif damage == "key":
        (file.parent / "key.json").write_text("{}", encoding="utf-8")
    else:
        table = pd.read_parquet(file)
        table = table.astype(float) if damage == "floats" else table.rename(columns={"status": "state"})
        table.to_parquet(file, index=False)
    assert kept_basis(run) is None


def test_a_run_by_region_can_be_explained(home):
    told = explain(example(home, "wide", level="region"))
    assert {each.scope for each in told.places} == {"region"}


# --- words --------------------------------------------------------------------------------------------
@cache
def _numbers(text: str) -> tuple[str, ...]:
    plain_text = text.replace("\u202f", "").replace(",", ".")
    return tuple(sorted(found.rstrip(".").replace(".", "") for found in re.findall(r"\d[\d.]*", plain_text)))


@pytest.mark.parametrize("name", ["plain", "parks"])
def test_all_languages_carry_the_same_numbers(home, name):
    run = example(home, name)
    told = explain(run)
    english, french, arabic = (sentences(told, lang) for lang in ("en", "fr", "ar"))
    assert len(english) == len(french) == len(arabic) > 6
    for one, other in zip(english, french, strict=True):
        assert len(one.lines) == len(other.lines)
        for line, ligne in zip(one.lines, other.lines, strict=True):
            assert _numbers(line) == _numbers(ligne), f"{line}\n{ligne}"
    for one, other in zip(english, arabic, strict=True):
        assert len(one.lines) == len(other.lines)
        for line, satr in zip(one.lines, other.lines, strict=True):
            arabic_only = Counter(_numbers(satr)) - Counter(_numbers(line))
            assert not arabic_only, f"{line}\n{satr}"  # one and two of something are words in Arabic
    text = "\n".join(told_lines(told, "fr"))
    assert not re.search(r"[^\u202f\s] ?[;?!»]", text.replace("\u202f;", "").replace("\u202f»", "")), text


def test_names_follow_the_language(home):
    told = explain(example(home, "plain"))
    labels = example(home, "plain").inputs.region_labels
    for lang, column in (("en", "name_en"), ("fr", "name_fr"), ("ar", "name_ar")):
        titles = {section.title for section in sentences(told, lang)}
        assert set(labels[column]) <= titles


# --- asking, keeping ----------------------------------------------------------------------------------
def test_places_may_be_named_and_unknown_ones_are_all_told(home):
    run = example(home, "plain")
    label = run.inputs.region_labels.iloc[0]
    told = explain(run, regions=[str(label["name_fr"]).upper()])
    assert told.places[0].code == str(label["region"])
    with pytest.raises(RunError) as refused:
        explain(run, regions=["nowhere", "99"], zones=["03.9999"])
    assert [problem.place for problem in refused.value.problems] == [
        "--region nowhere",
        "--region 99",
        "--zone 03.9999",
    ]
    assert all("nearest" in str(each.remedy) or "for example" in str(each.remedy) for each in refused.value.problems)


def test_an_unknown_place_is_answered_with_at_most_three_names(home):
    labels = pd.DataFrame(
        {
            "region": ["N", "S", "W"],
            "name_fr": ["Fès-Meknès", "Drâa", "Oued Fès"],
            "name_en": ["Fez-Meknes", "Draa", "x"],
        }
    )
    inputs = replace(plain(ABC, jobs_goal={2025: 10.0}, given=hills()), region_labels=labels)
    for word, offered in (("Fes", "Fès-Meknès (N), Oued Fès (W)"), ("MEKNES", "Fès-Meknès (N)"), ("Dra", "Drâa (S)")):
        with pytest.raises(RunError) as refused:
            codes_of(inputs, [word], [])
        assert refused.value.problems[0].remedy == f"the nearest: {offered}"
    assert codes_of(inputs, ["fes meknes"], []) == (("N",), ())


def test_what_was_found_is_kept_and_the_run_stays_whole(home, tmp_path, monkeypatch):
    run = read_run(shutil.copytree(example(home, "plain").folder, tmp_path / "run"))
    shutil.rmtree(run.folder / "analysis", ignore_errors=True)
    first = explain(run)
    kept = run.folder / "analysis/explain"
    assert sorted(path.name for path in kept.iterdir()) == [
        "goals.parquet", "key.json", "record.json", "regions.parquet", "rules.parquet", "zones.parquet",
    ]  # fmt: skip
    assert read_run(run.folder).summary == run.summary  # edited files would be refused

    def solved(*_: Any, **__: Any) -> Explanation:
        raise AssertionError("asked the solver again")

    with monkeypatch.context() as patched:
        patched.setattr(explaining, "_explained", solved)
        again = explain(run)
        assert explanation_record(again) == explanation_record(first)
        assert told_lines(again, "fr") == told_lines(first, "fr")
        with pytest.raises(AssertionError):
            explain(run, regions=["C"])
    (kept / "record.json").write_text("{", encoding="utf-8")
    assert explanation_record(explain(run)) == explanation_record(first)
    other = replace(run, manifest={**run.manifest, "inputs_sha256": "other"})
    assert read_derived(other, "explain", {"explanation": explaining.VERSION, "asked": None}) is None


def test_a_folder_that_cannot_be_written_is_no_error(home, tmp_path, monkeypatch):
    run = read_run(shutil.copytree(example(home, "plain").folder, tmp_path / "run"))
    shutil.rmtree(run.folder / "analysis", ignore_errors=True)
    (run.folder / "analysis").write_text("in the way", encoding="utf-8")
    assert explain(run).places
    assert (run.folder / "analysis").read_text("utf-8") == "in the way"


def test_the_record_is_plain_json_and_holds_the_sentences(home):
    told = explain(example(home, "plain"))
    sections = sentences(told, "en")
    record = json.loads(json.dumps(explanation_record(told, sections), allow_nan=False))
    assert [each["title"] for each in record["sentences"]] == [section.title for section in sections]
    assert len(record["places"]) == len(told.tables["regions"]) == 3
    assert set(told.tables) == {"goals", "rules", "regions", "zones"}


def test_the_terminal_breaks_no_number(home, capsys):
    from siting.terminal.explanation import print_explanation

    told = explain(example(home, "plain"))
    print_explanation(sentences(told, "fr"))
    shown = capsys.readouterr().out
    assert "\u202f\n" not in shown
    assert max(len(line) for line in shown.splitlines()) <= 110


def test_stages_are_named_in_order(home):
    stages = (Stage(objective="cost", tolerance=0.01), Stage(objective="inequality"), Stage(objective="suitability"))
    run = written(home, "stages", country(6, zones=4, objective=Objective(stages=stages)))
    line = told_lines(explain(run))[0]
    order = [line.index(words) for words in ("least cost", "smallest gaps", "connectivity")]
    assert order == sorted(order)


def test_a_floor_on_a_region_is_priced_in_its_section_as_in_the_country_s(home):
    """Holding the region's total hides a rule on that very total, so the rule is priced without that."""
    told = explain(example(home, "high floor", "balance.floor=0.9", scenario="balanced"))
    (country_price,) = (price for price in told.rules if price.block == "territorial_floor")
    region = str(dict(country_price.ids)["region"])
    binding = {each.block: each.dearest for each in story(told, region).binding}
    assert country_price.right > 1e-6
    assert binding["territorial_floor"].right == pytest.approx(country_price.right)
    assert binding["territorial_floor"].left == pytest.approx(country_price.left)


def test_what_decides_where_no_limit_of_its_own_has_a_price():
    """Cost only within the totals of least cost and without a rule on several regions; else the rule or the goals."""
    bare = PlaceStory("region", "R", 0.0, 100.0, 0.0, least_low=90.0, least_high=110.0)
    assert _unbound(bare) == "none"
    assert _unbound(replace(bare, jobs=150.0)) == "goals"
    assert _unbound(replace(bare, shared=True)) == "shared"


def test_a_share_of_a_group_is_named_where_regions_have_no_limit_of_their_own(home):
    group = "balance.groups.south={zones: [S], on: stock, min: 0.113}"
    told = explain(example(home, "group", group))
    assert any(price.block == "group_min" and price.right > 1e-6 for price in told.rules)
    assert all(each.shared for each in told.places if each.scope == "region")

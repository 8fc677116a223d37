"""Plans over HTTP are those of the engine, whatever was asked before and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import siting
from siting.config import load_model
from siting.geo.prepare import prepare
from siting.model.live import LiveModel
from siting.model.options import SolverOptions
from siting.regions import load_dataset
from siting.results import Run, gini
from siting.web.desk import LIVE, Desk
from siting.web.schemas import PlanRequest
from siting.web.settings import MOST_DEEP, MOST_LONG, settings_of
from tests.web.conftest import EXAMPLE

SETTINGS: tuple[Mapping[str, Any], ...] = (
    {},
    {"goals.jobs.2028": 15000},
    {"goals.jobs.2028": 17250, "balance.floor": 0.4},
    {"parks.build_cost_mad_m2": 12000, "talent.recruit_rate.higher": 0.02},
    {"balance.gini_max": 0.1, "goals.path": "none"},
)


@pytest.fixture(scope="module")
def example_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The run that the command line would write of the example."""
    return siting.plan(EXAMPLE, out=tmp_path_factory.mktemp("runs") / "run")


def fresh(chosen: Mapping[str, Any], scenario: str | None = None) -> float | None:
    """The least cost by a model that has never stood for anything else; None where there is no plan."""
    model = load_model(EXAMPLE, scenario, settings_of(chosen))
    dataset = load_dataset(model.data_folder, model.overrides_folder)
    found = LiveModel(prepare(model, dataset), SolverOptions(threads=1)).solve()
    return found.value if found.outcome.has_plan else None


def jobs_goal(told: Any) -> Any:
    """The goal of jobs in the last year of the example."""
    return next(each for each in told["goals"] if each["goal"] == "jobs" and each["year"] == 2028)


@pytest.mark.parametrize("chosen", SETTINGS)
def test_plan_costs_what_a_fresh_model_costs(plan: Any, chosen: Mapping[str, Any]) -> None:
    told = plan(chosen)
    assert told["status"] == "optimal"
    assert told["cost_mmad"] == pytest.approx(fresh(chosen), rel=1e-7)


@pytest.mark.parametrize("chosen", SETTINGS)
def test_sums_of_a_plan_agree(plan: Any, chosen: Mapping[str, Any]) -> None:
    told = plan(chosen)
    jobs, seats, built = (np.array(told[name]) for name in ("jobs", "seats", "built"))
    assert jobs.shape == seats.shape == (8, 5)
    assert built.shape == (8, 4)
    total = jobs.sum(axis=0)
    goal = jobs_goal(told)
    assert goal["asked"] == chosen.get("goals.jobs.2028", 16000)
    assert goal["reached"] == pytest.approx(total[-1], abs=0.1)
    assert goal["reached"] >= goal["asked"] - 1e-3
    regions = np.array([each["jobs"] for each in told["regions"]])
    assert regions.sum(axis=0) == pytest.approx(total, abs=0.1)
    assert np.sum(list(told["segments"].values()), axis=0) == pytest.approx(total, abs=0.1)
    for i, each in enumerate(told["regions"]):
        own = [code.startswith(each["code"]) for code in told["zones"]]
        assert jobs[own].sum(axis=0) == pytest.approx(regions[i], abs=0.1)
        assert built[own].sum() == pytest.approx(each["seats_built"], abs=0.1)
    active = [each["active"] for each in told["regions"]]
    assert told["gini"] == pytest.approx([gini(own, active) for own in regions.T], abs=1e-5)
    assert jobs.min() >= 0
    assert built.min() >= 0


@pytest.mark.parametrize("chosen", SETTINGS)
def test_money_of_a_plan_agrees(plan: Any, chosen: Mapping[str, Any]) -> None:
    told = plan(chosen)
    rate = 0.06
    for payer, amounts in told["cost_by_payer"].items():
        present = sum(amount / (1 + rate) ** (year - 2024) for year, amount in zip(told["years"], amounts, strict=True))
        assert present == pytest.approx(told["payers_mmad"][payer], abs=1e-3)
    assert sum(told["payers_mmad"].values()) == pytest.approx(told["cost_mmad"], abs=1e-3)
    assert told["penalty_mmad"] == 0


def test_seats_stand_from_the_start_are_committed_or_built(plan: Any, example_run: Run) -> None:
    told = plan({"goals.jobs.2028": 17250})
    zones = example_run.inputs.zones.set_index("zone")
    table = example_run.table("seats")
    committed = table.pivot(index="zone", columns="year", values="committed").reindex(told["zones"]).to_numpy()
    start = zones["seats_start"].reindex(told["zones"]).to_numpy()
    standing = np.array(told["seats"])
    assert standing[:, 0] == pytest.approx(start, abs=0.01)
    grown = start[:, None] + np.cumsum(committed + np.array(told["built"]), axis=1)
    assert standing[:, 1:] == pytest.approx(grown, abs=0.1)
    assert committed.sum() == 1000


def test_exports_are_those_of_the_jobs(plan: Any) -> None:
    told = plan({})
    per_job = {"CRM": 0.12, "BPO": 0.123, "ITO": 0.325}  # MMAD
    for i, exports in enumerate(told["exports_bmad"], start=1):
        assert exports == pytest.approx(sum(told["segments"][s][i] * per_job[s] for s in per_job) / 1000, abs=1e-4)
    goal = next(each for each in told["goals"] if each["goal"] == "exports")
    assert goal["asked"] == 2.2
    assert goal["reached"] == pytest.approx(told["exports_bmad"][-1], abs=1e-4)
    assert goal["reached"] >= 2.2 - 1e-6


def test_least_cost_is_the_first_stage_of_the_run(plan: Any, example_run: Run) -> None:
    told = plan({})
    assert not told["refined"]
    assert told["cost_mmad"] == pytest.approx(example_run.summary["stages"][0]["value"], rel=1e-7)


def test_refined_plan_is_that_of_the_run(plan: Any, example_run: Run) -> None:
    plan({"goals.jobs.2028": 15000}, refined=True, session="before")
    told = plan({}, refined=True, session="before")
    summary = example_run.summary
    assert told["refined"]
    assert told["cost_mmad"] == pytest.approx(summary["objective_mmad"], rel=1e-5)
    assert told["payers_mmad"] == pytest.approx(summary["cost_by_payer_mmad"], rel=0.02, abs=0.5)
    for own, known in zip(told["regions"], summary["regions"], strict=True):
        assert own["code"] == known["code"]
        assert own["jobs"][0] == pytest.approx(known["jobs_2024"])
        assert own["jobs"][-1] == pytest.approx(known["jobs_2028"], abs=1)
    assert told["gini"][-1] == pytest.approx(summary["gini"], abs=1e-5)
    assert told["exports_bmad"] == pytest.approx(list(summary["exports_bmad"].values()), abs=1e-3)


CHOICES: Any = st.fixed_dictionaries(
    {},
    optional={
        "goals.jobs.2028": st.integers(11000, 19000),
        "goals.exports_mmad.2028": st.none() | st.integers(1500, 2600),
        "balance.floor": st.none() | st.sampled_from([0.1, 0.5, 0.9]),
        "balance.cap": st.none() | st.sampled_from([1.2, 2.0]),
        "balance.gini_max": st.none() | st.sampled_from([0.05, 0.2]),
        "parks.growth_limit": st.sampled_from([0.1, 0.25, 0.5]),
        "travel.max_commute_minutes": st.sampled_from([30, 60, 90]),
        "talent.pool_growth.higher": st.sampled_from([-0.02, 0.02]),
        "goals.path": st.sampled_from(["straight", "none"]),
        "horizon.last_year": st.just(2028),
    },
)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.tuples(CHOICES, st.sampled_from([None, "balanced"])), min_size=2, max_size=5))
def test_any_sequence_of_settings_ends_at_the_optimum_of_its_last(steps: list[tuple[Any, str | None]]) -> None:
    for chosen, scenario in steps:
        told = DESK.plan(PlanRequest(model="example", scenario=scenario, settings=chosen), "walker")
    known = fresh(chosen, scenario)
    assert told.status == ("infeasible" if known is None else "optimal")
    if known is not None:
        assert told.cost_mmad == pytest.approx(known, rel=1e-6)


DESK = Desk({"example": EXAMPLE})


def test_first_question_without_a_plan_does_not_spoil_the_desk() -> None:
    desk = Desk({"example": EXAMPLE})
    impossible = PlanRequest(model="example", settings={"goals.jobs.2028": 900_000})
    assert desk.plan(impossible, "a").status == "infeasible"
    assert desk.plan(PlanRequest(model="example"), "a").status == "optimal"
    assert desk.plan(PlanRequest(model="example"), "b").status == "optimal"


def test_a_live_model_in_whose_work_the_program_failed_is_put_away(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk({"example": EXAMPLE})
    before = desk.plan(PlanRequest(model="example"), "a")
    with monkeypatch.context() as broken:
        broken.setattr(LiveModel, "solve", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            desk.plan(PlanRequest(model="example", settings={"goals.jobs.2028": 15000}), "a")
    after = desk.plan(PlanRequest(model="example"), "a")
    assert after.cost_mmad == pytest.approx(before.cost_mmad)


def test_sessions_do_not_disturb_one_another(plan: Any) -> None:
    low, high = {"goals.jobs.2028": 14000}, {"goals.jobs.2028": 18000}
    alone = {"a": plan(low, session="alone-a")["cost_mmad"], "b": plan(high, session="alone-b")["cost_mmad"]}
    for _ in range(3):
        a, b = plan(low, session="a"), plan(high, session="b")
        assert [a["cost_mmad"], b["cost_mmad"]] == pytest.approx([alone["a"], alone["b"]])
        assert [a["request"]["settings"], b["request"]["settings"]] == [low, high]


def test_more_sessions_than_a_desk_keeps(plan: Any) -> None:
    for i in [*range(LIVE + 3), *range(LIVE + 3)]:
        asked = 14000 + 100 * i
        told = plan({"goals.jobs.2028": asked}, session=f"s{i}")
        assert jobs_goal(told)["asked"] == asked


def test_changed_lists_only_what_differs_from_the_scenario(plan: Any) -> None:
    told = plan({"goals.jobs.2028": 16000, "balance.floor": 0.5, "parks.growth_limit": 0.3}, scenario="balanced")
    assert told["changed"] == [{"key": "parks.growth_limit", "value": 0.3, "given": 0.25}]
    told = plan({"balance.floor": 0.5})
    assert told["changed"] == [{"key": "balance.floor", "value": 0.5, "given": None}]
    assert plan({})["changed"] == []


def test_null_switches_a_rule_off(plan: Any) -> None:
    told = plan({"balance.floor": None}, scenario="balanced")
    assert told["cost_mmad"] == pytest.approx(plan({})["cost_mmad"])
    assert told["changed"] == [{"key": "balance.floor", "value": None, "given": 0.5}]
    assert plan({}, scenario="balanced")["cost_mmad"] > told["cost_mmad"]


def test_settings_go_over_the_scenario(plan: Any) -> None:
    chosen = {"goals.jobs.2028": 16500}
    assert plan(chosen, scenario="balanced")["cost_mmad"] == pytest.approx(fresh(chosen, "balanced"), rel=1e-7)


def test_level_of_regions(plan: Any) -> None:
    told = plan({}, level="region")
    assert told["level"] == "region"
    assert told["zones"] == [each["code"] for each in told["regions"]] == ["C", "N", "S"]
    assert np.array(told["jobs"]) == pytest.approx(np.array([each["jobs"] for each in told["regions"]]))
    assert plan({"level": "region"})["cost_mmad"] == pytest.approx(told["cost_mmad"])


NO_EXPORTS = {"goals.exports_mmad.2028": None}


def test_a_shorter_horizon(plan: Any) -> None:
    told = plan({"horizon.last_year": 2027, "goals.jobs.2027": 14000, "goals.jobs.2028": None, **NO_EXPORTS})
    assert told["years"] == [2025, 2026, 2027]
    assert np.array(told["jobs"]).shape == (8, 4)


@pytest.mark.parametrize("refined", [False, True])
def test_no_plan_says_so_with_reasons(plan: Any, refined: bool) -> None:
    told = plan({"goals.jobs.2028": 900_000}, refined=refined)
    assert told["status"] == "infeasible"
    assert told["reasons"]
    assert "900,000" in " ".join(told["reasons"])
    assert told["zones"] == told["jobs"] == told["regions"] == []
    assert told["cost_mmad"] is None
    assert told["changed"][0]["key"] == "goals.jobs.2028"


def test_a_soft_goal_that_is_missed_is_told(plan: Any) -> None:
    told = plan({"goals.jobs.2028": 60_000, "goals.soft": ["jobs"], "goals.shortfall_penalty.jobs": 1})
    goal = jobs_goal(told)
    assert goal["soft"]
    assert goal["reached"] < goal["asked"] == 60_000
    assert told["penalty_mmad"] > 0
    assert sum(told["payers_mmad"].values()) == pytest.approx(told["cost_mmad"], abs=1e-3)


def refusal(client: httpx.Client, status: int, **request: Any) -> Any:
    answer = client.post("/api/v1/plans", json={"model": "example", **request})
    assert answer.status_code == status, answer.text
    return answer.json()


def test_whole_parks_are_refused_with_the_key(client: httpx.Client) -> None:
    told = refusal(client, 422, settings={"parks.indivisible": True})
    assert [each["key"] for each in told["problems"]] == ["parks.indivisible"]
    assert "background" in told["problems"][0]["remedy"]


def test_unknown_model_is_404(client: httpx.Client) -> None:
    told = refusal(client, 404, model="atlantis")
    assert told["problems"][0]["remedy"] == "one of: example"


def test_unknown_scenario_is_422_with_a_remedy(client: httpx.Client) -> None:
    told = refusal(client, 422, scenario="balances")
    assert "balanced" in told["problems"][0]["remedy"]


def test_level_that_the_data_do_not_have(client: httpx.Client) -> None:
    told = refusal(client, 422, level="commune")
    assert "province" in str(told["problems"])


def test_all_problems_come_in_one_go_each_with_key_and_remedy(client: httpx.Client) -> None:
    wrong = {"goals.jbos.2028": 1, "goals.jobs.2028": -5, "parks.growth_limit": "much", "costs.discount_rate": 7}
    told = refusal(client, 422, settings=wrong)
    problems = {each["key"]: each for each in told["problems"]}
    assert set(problems) == set(wrong)
    assert all(each["remedy"] and each["message"] for each in problems.values())
    assert problems["goals.jbos.2028"]["remedy"] == "did you mean 'goals.jobs'?"
    assert problems["goals.jobs.2028"]["value"] == "-5"
    assert problems["goals.jobs.2028"]["place"] == "settings.goals.jobs.2028"


def test_folders_of_the_data_are_no_setting(client: httpx.Client, tmp_path: Path) -> None:
    for key, value in {"data.folder": str(tmp_path), "data.overrides": "/etc", "data": {"folder": "/"}}.items():
        told = refusal(client, 422, settings={key: value})
        assert [each["key"] for each in told["problems"]] == [key]
        assert "no setting of a request" in told["problems"][0]["message"]


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (nested(MOST_DEEP + 1), "levels deep"),
        ({"a": nested(5000)}, "levels deep"),
        ("x" * (MOST_LONG + 1), "longer than"),
        ("\ud800", "surrogate"),
        ({"\udfff": 1}, "surrogate"),
        (float("nan"), "not a finite number"),
        ([float("inf")], "not a finite number"),
    ],
)
def test_values_that_cannot_be_settings(value: Any, message: str) -> None:
    with pytest.raises(siting.errors.ModelError, match=message) as refused:
        settings_of({"goals.jobs.2028": value, "parks.growth_limit": 0.2})
    assert [problem.place for problem in refused.value.problems] == ["--set goals.jobs.2028="]


def test_settings_become_texts_of_the_command_line() -> None:
    chosen = {"a": None, "b.c": 1.5, "d": "né:\n#x", "e": {"2028": [True, "06"]}, "f": 1e30}
    texts = settings_of(chosen)
    assert texts == ["a=null", "b.c=1.5", 'd="né:\\n#x"', 'e={"2028": [true, "06"]}', "f=1e+30"]

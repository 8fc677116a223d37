"""Decisions for several futures of small countries: figures by scipy and by fresh solves, tables, folder, refusals."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from scipy.optimize import linprog

from siting.analysis.decide import (
    Decided,
    Outlook,
    decide,
    decided_record,
    outlooks_by_changes,
    price_of_protection,
    protect,
    read_shares,
    write_decided,
)
from siting.errors import Infeasible, ModelError, RunError, UsageError
from siting.model.build import build
from siting.model.changes import times
from siting.model.inputs import Objective
from siting.model.program import Program
from tests.model.country import country

FUTURES: dict[str, tuple[float, dict[str, Any]]] = {
    "given": (0.5, {}),
    "few": (0.3, {"pool.eligible_pool": times(0.5), "growth_limit": 0.15}),
    "more": (0.2, {"jobs_goal.2026": 1340.0, "zones.capex_per_seat[zone=Z01]": times(2.0)}),
}
#: Costs are compared to so much.
CLOSE = 1e-6


@pytest.fixture(scope="module")
def outlooks() -> tuple[Outlook, ...]:
    return outlooks_by_changes(country(4), FUTURES)


@pytest.fixture(scope="module")
def decided(outlooks: tuple[Outlook, ...]) -> Decided:
    return decide(outlooks, until=2025, level_of_risk=0.8)


def _matrix(program: Program) -> np.ndarray:
    shape = len(program.row_lower), len(program.cost)
    return sp.csr_array((program.coefficient, program.column, program.start), shape=shape).toarray()


def _by_scipy(programs: list[Program], shares: list[float], until: int) -> float:
    """The least expected cost: each scenario with columns of its own, seats up to ``until`` made equal."""
    width = [len(each.cost) for each in programs]
    upper, right, equal, sides = [], [], [], []
    for each in programs:
        matrix, low, high = _matrix(each), each.row_lower, each.row_upper
        same = low == high
        upper.append(sp.csr_array(np.vstack([matrix[np.isfinite(high) & ~same], -matrix[np.isfinite(low) & ~same]])))
        right += [high[np.isfinite(high) & ~same], -low[np.isfinite(low) & ~same]]
        equal.append(sp.csr_array(matrix[same]))
        sides.append(high[same])
    build_family = programs[0].variables.build
    years = np.array(programs[0].data.scalars.years)[build_family.index["year"]]
    now = build_family.column[years <= until]
    ties = sp.lil_array((len(now) * (len(programs) - 1), sum(width)))
    for number in range(1, len(programs)):
        for place, column in enumerate(now.tolist()):
            row = (number - 1) * len(now) + place
            ties[row, column], ties[row, sum(width[:number]) + column] = 1.0, -1.0
    found = linprog(
        np.concatenate([p * each.cost for p, each in zip(shares, programs, strict=True)]),
        sp.block_diag(upper),
        np.concatenate(right),
        sp.vstack([sp.block_diag(equal), ties]),
        np.concatenate([*sides, np.zeros(ties.shape[0])]),
        bounds=[pair for each in programs for pair in zip(each.column_lower, each.column_upper, strict=True)],
    )
    return float(found.fun)


def _cost(outlook: Outlook, decided: Decided) -> float:
    """The cost of a future in which exactly the seats decided now are delivered, as locks would have it."""
    program = build(outlook.inputs)
    lower, upper = program.column_lower.copy(), program.column_upper.copy()
    family, d = program.variables.build, program.data
    told = decided.parks[decided.parks["decided"] == "now"].set_index(["zone", "year"])["seats"]
    for place, column in enumerate(family.column.tolist()):
        key = d.sets["zone"][family.index["zone"][place]], d.scalars.years[family.index["year"][place]]
        if key[1] <= decided.until:
            lower[column] = upper[column] = told.get(key, 0.0)
    matrix = _matrix(program)
    rows = sp.csr_array(np.vstack([matrix, -matrix]))
    right = np.r_[program.row_upper, -program.row_lower] + 1e-7
    held = np.isfinite(right)
    found = linprog(program.cost, rows[held], right[held], bounds=list(zip(lower, upper, strict=True)))
    return float(found.fun)


@pytest.mark.parametrize("until", [2025, 2026])
def test_the_least_expected_cost_is_scipys(outlooks: tuple[Outlook, ...], until: int) -> None:
    found = decide(outlooks, until=until)
    wanted = _by_scipy([build(each.inputs) for each in outlooks], [each.probability for each in outlooks], until)
    assert found.rp == pytest.approx(wanted, rel=CLOSE)
    assert found.expected == pytest.approx(found.rp)
    assert found.ws <= found.rp + CLOSE
    assert found.evpi >= 0
    assert found.vss >= 0


def test_each_scenario_costs_what_a_fresh_solve_with_these_parks_costs(
    outlooks: tuple[Outlook, ...], decided: Decided
) -> None:
    for outlook, cost in zip(outlooks, decided.scenarios["cost_mmad"], strict=True):
        assert cost == pytest.approx(_cost(outlook, decided), abs=1e-4), outlook.name


def test_known_beforehand_a_scenario_costs_what_its_own_plan_costs(
    outlooks: tuple[Outlook, ...], decided: Decided
) -> None:
    alone = [_by_scipy([build(each.inputs)], [1.0], 2026) for each in outlooks]
    assert decided.scenarios["least_mmad"].to_numpy() == pytest.approx(alone, rel=CLOSE)
    assert decided.ws == pytest.approx(np.dot([0.5, 0.3, 0.2], alone), rel=CLOSE)


def test_each_aim_is_the_best_of_all_decisions_at_what_it_makes_small(decided: Decided) -> None:
    table = decided.decisions.set_index(["by", "decision"])
    assert table.loc[("aim", "expected"), "expected_mmad"] <= table["expected_mmad"].min() + CLOSE
    assert table.loc[("aim", "regret"), "largest_regret_mmad"] <= table["largest_regret_mmad"].min() + CLOSE
    mixed = 0.5 * table["expected_mmad"] + 0.5 * table["cvar_mmad"]
    assert mixed[("aim", "cvar")] <= mixed.min() + CLOSE
    assert (table["cvar_mmad"] >= table["expected_mmad"] - CLOSE).all()
    assert (table["cvar_mmad"] <= table["worst_mmad"] + CLOSE).all()
    own = decided.costs[(decided.costs["by"] == "scenario") & (decided.costs["decision"] == decided.costs["scenario"])]
    assert own["regret_mmad"].tolist() == [0.0, 0.0, 0.0]
    assert (decided.costs["regret_mmad"] >= 0).all()


def test_tables_add_up_and_goals_are_met(decided: Decided) -> None:
    parks, scenarios, regions = decided.parks, decided.scenarios, decided.regions
    now = parks.loc[parks["decided"] == "now", "seats"].sum()
    assert (parks.loc[parks["decided"] == "now", "year"] <= 2025).all()
    assert (parks.loc[parks["decided"] == "later", "year"] > 2025).all()
    later = parks[parks["decided"] == "later"].groupby("scenario")["seats"].sum()
    for row in scenarios.to_dict(orient="records"):
        name = row["scenario"]
        assert row["seats_built"] == pytest.approx(now + later.get(name, 0.0), abs=1e-3)
        here = regions[regions["scenario"] == name]
        assert here["jobs"].sum() == pytest.approx(row["jobs"])
        assert here["seats_now"].sum() == pytest.approx(now, abs=1e-3)
        assert row["jobs"] >= (1340.0 if name == "more" else 1300.0) - 1e-6
    assert scenarios["cost_mmad"] @ scenarios["probability"] == pytest.approx(decided.expected)


def test_the_same_future_twice_leaves_nothing_to_know() -> None:
    found = decide(outlooks_by_changes(country(4), {"one": (0.4, {}), "other": (0.6, {})}))
    assert found.evpi == pytest.approx(0.0, abs=1e-6)
    assert found.vss == pytest.approx(0.0, abs=1e-6)
    assert found.scenarios["regret_mmad"].to_numpy() == pytest.approx([0, 0], abs=1e-6)


def test_deciding_more_now_never_costs_less(outlooks: tuple[Outlook, ...], decided: Decided) -> None:
    assert decide(outlooks).rp >= decided.rp - CLOSE


def test_rules_and_places_that_only_some_scenarios_have(outlooks: tuple[Outlook, ...]) -> None:
    plain = country(4)
    closed = plain.zone_segment_year.assign(
        eligible=plain.zone_segment_year["eligible"] & (plain.zone_segment_year["zone"] != "Z02")
    )
    other = replace(plain, zone_segment_year=closed)
    capped = outlooks_by_changes(other, {"x": (0.5, {"balance.floor": 0.3})})[0]
    both = [Outlook("open", 0.5, plain), capped]
    found = decide(both, until=2025)
    assert found.rp == pytest.approx(_by_scipy([build(each.inputs) for each in both], [0.5, 0.5], 2025), rel=CLOSE)


# --- refused -----------------------------------------------------------------------------------------
def test_futures_of_other_countries_and_years_are_refused_with_what_differs() -> None:
    plain = country(4)
    fewer = country(4, zones=5)
    longer = country(4, years=(2025, 2026, 2027), discount_rate=0.05)
    weighted = replace(plain, scalars=plain.scalars.model_copy(update={"objective": Objective(method="weighted")}))
    given = [Outlook("a", 0.4, plain), Outlook("b", 0.2, fewer), Outlook("c", 0.2, longer), Outlook("d", 0.2, weighted)]
    with pytest.raises(ModelError) as error:
        decide(given)
    told = str(error.value)
    assert "scenario b: has other zones than scenario a (found: without Z05)" in told
    assert "scenario c: has other years than scenario a (found: with 2027)" in told
    assert "another discount rate" in told
    assert "scenario d: weighs its goals" in told
    assert len(error.value.problems) == 4


def test_whole_parks_are_refused() -> None:
    with pytest.raises(UsageError, match=r"whole parks .* in b: .*indivisible=false"):
        decide([Outlook("a", 0.5, country(4)), Outlook("b", 0.5, country(4, indivisible=True))])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"until": 2031}, "from 2025 to 2026"),
        ({"level_of_risk": 1.0}, "level of risk"),
        ({"weight": -0.1}, "weight of risk"),
        ({"aim": "luck"}, "no such aim"),
    ],
)
def test_what_is_asked_wrongly(outlooks: tuple[Outlook, ...], asked: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        decide(outlooks, **asked)


def test_a_scenario_without_a_plan_is_named() -> None:
    with pytest.raises(Infeasible, match="scenario never has no plan"):
        decide(outlooks_by_changes(country(4), {"ok": (0.5, {}), "never": (0.5, {"jobs_goal.2026": 1e6})}))


def test_wrong_changes_of_all_futures_are_told_at_once() -> None:
    with pytest.raises(ModelError) as error:
        outlooks_by_changes(country(4), {"a": (0.5, {"jobs_gaol.2026": 1.0}), "b": (0.5, {"growth_limit": -1.0})})
    assert len(error.value.problems) == 2


@pytest.mark.parametrize(
    ("told", "kind", "words"),
    [
        (["a=1"], UsageError, "2 to 20"),
        ([], UsageError, "2 to 20"),
        (["a=0.5", "b"], UsageError, "to every"),
        (["a=0.5", "b=0.4"], ModelError, "add up to 1 (found: 0.9)"),
        (["a=0.5", "a=0.5"], ModelError, "more than once"),
        (["a=half", "b=0.5"], ModelError, "no such probability"),
        (["a=0", "b=1"], ModelError, "no such probability"),
        (["a=-1", "b=2"], ModelError, "no such probability"),
        (["a=1/0", "b=nan"], ModelError, "no such probability"),
        (["=0.5", "b=0.5"], ModelError, "has no name"),
    ],
)
def test_shares_that_are_refused(told: list[str], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind) as error:
        read_shares(told)
    assert words in str(error.value)


def test_shares() -> None:
    assert read_shares(["a=1/3", "b=1/3", "c=1/3"]) == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})
    assert read_shares(["a", "b"]) == {"a": 0.5, "b": 0.5}
    assert read_shares(["a=0.25", "b = 0.75"]) == {"a": 0.25, "b": 0.75}


# --- the folder --------------------------------------------------------------------------------------
def test_the_folder_holds_what_was_decided(decided: Decided, tmp_path: Path) -> None:
    folder = write_decided(tmp_path / "deep/down", decided, {"model": "made up"})
    told = json.loads((folder / "decide.json").read_text("utf-8"))
    assert told["model"] == "made up"
    assert told["evpi_mmad"] == pytest.approx(decided.evpi)
    for name in ("decisions", "costs", "parks", "scenarios", "regions"):
        table = getattr(decided, name)
        pd.testing.assert_frame_equal(pd.read_parquet(folder / f"{name}.parquet"), table.reset_index(drop=True))
        assert len(pd.read_csv(folder / f"{name}.csv")) == len(table)
    assert [path.name for path in folder.parent.iterdir()] == ["down"]
    with pytest.raises(RunError, match="exists already"):
        write_decided(folder, decided, {})


def test_what_is_infinite_is_null_in_json_and_nothing_half_written_stays(
    decided: Decided, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = replace(decided, eev=np.inf, vss=np.inf)
    record = decided_record(lost)
    assert record["vss_mmad"] is None
    assert record["vss_is_infinite"]
    json.dumps(record, allow_nan=False)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("siting.analysis.decide.folder.write_json", full)
    with pytest.raises(RunError, match="No space left"):
        write_decided(tmp_path / "deep/down", lost, {})
    assert list(tmp_path.iterdir()) == []


# --- pools -------------------------------------------------------------------------------------------
def test_protection_has_a_price_that_grows_with_the_places() -> None:
    price = price_of_protection(country(1), 0.6, [0, 1, 2, 9])
    assert price["extra_mmad"].iloc[0] == pytest.approx(0.0, abs=1e-6)
    assert (np.diff(price["cost_mmad"]) >= -1e-6).all()
    assert price["extra_mmad"].iloc[-1] > 0.1
    lost = price_of_protection(country(1), 1.0, [9])
    assert lost["cost_mmad"].iloc[0] >= price["cost_mmad"].iloc[-1]


def test_protected_plans_keep_people_in_reserve_and_have_as_many_jobs() -> None:
    found = protect(country(1), 0.6, [1, 0, 2])
    plans, jobs = found.plans.set_index("places"), found.regions.groupby("places")["jobs"].sum()
    assert plans["reserve"][0.0] == pytest.approx(0.0, abs=1e-6)
    assert 1.0 < plans["reserve"][1.0] <= plans["reserve"][2.0] + 1e-6
    assert plans["extra_mmad"][1.0] == pytest.approx(plans["cost_mmad"][1.0] - found.base_mmad)
    assert jobs.to_numpy() == pytest.approx(jobs[0.0])  # the goal binds: protection moves jobs, and costs


def test_a_protection_that_leaves_no_plan_is_told_as_such() -> None:
    found = protect(country(1, jobs_goal={2026: 1500.0}), 1.0, [0, 9])
    assert np.isfinite(found.plans["cost_mmad"].iloc[0])
    assert found.plans["cost_mmad"].iloc[1] == np.inf
    assert found.regions["places"].unique().tolist() == [0.0]


def test_what_protection_cannot_mean_is_told_all_at_once() -> None:
    with pytest.raises(ModelError) as refused:
        protect(country(1, indivisible=True), 1.5, [1, -1, 1, float("nan")])
    for words in ("no share of the recruits", "(found: -1)", "(found: nan)", "names a number twice", "whole parks"):
        assert words in str(refused.value)
    with pytest.raises(ModelError, match="asks for nothing"):
        protect(country(1), 0.5, [])
    with pytest.raises(ModelError, match="too many plans"):
        protect(country(1), 0.5, list(range(60)))

"""A model without a plan on the command line: what is said, and that what is proposed works when it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from siting.cli import run
from siting.errors import Infeasible
from siting.model.solve import NO_PROOF
from siting.planning import plan

ROOT = Path(__file__).parents[2]
MODEL = str(ROOT / "models/example")
FEW_PEOPLE = ("talent.recruit_rate.higher=0.001", "talent.recruit_rate.secondary=0.001")
FLOOR = ("balance.floor=0.9", "parks.entry_limit_jobs=100", "parks.growth_limit=0.15")
PARKS = ("parks.indivisible=true", "parks.park_count.max=0", "goals.jobs.2028=18000")
GROUP = ("balance.groups.south={zones: [S], min: 0.9, on: added}",)


def _typed(settings: tuple[str, ...], *more: str) -> list[str]:
    return ["solve", MODEL, *(part for setting in (*settings, *more) for part in ("--set", setting)), "--quiet"]


@pytest.mark.parametrize(
    ("settings", "rules", "key"),
    [
        (FEW_PEOPLE, {"jobs_goal", "talent", "training"}, "talent.recruit_rate"),
        (FLOOR, {"jobs_goal", "territorial_floor", "absorption"}, "balance.floor"),
        (PARKS, {"jobs_goal", "park_count_max"}, "parks.park_count.max"),
        (GROUP, {"jobs_goal", "group_min", "site_limit"}, "balance.groups.south.min"),
    ],
    ids=["people", "floor", "parks", "group"],
)
def test_every_repair_works_when_it_is_typed(
    settings: tuple[str, ...], rules: set[str], key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    assert run([*_typed(settings), "--out", str(out), "--json"]) == 4
    assert not out.exists()
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == 4
    assert {rule["rule"] for rule in told["conflict"]["rules"]} == rules
    assert told["conflict"]["minimum"]
    assert key in {repair["key"] for repair in told["repairs"]}
    moved = [repair for repair in told["repairs"] if repair["new"] is not None]
    for repair in moved:
        solved = plan(MODEL, settings=(*settings, *repair["settings"]), out=tmp_path / repair["kind"])
        gap = 0.06 if solved.summary["stages"][0]["integers_fixed"] or settings == PARKS else 1e-4
        assert repair["cost_mmad"] == pytest.approx(solved.summary["stages"][0]["value"], rel=gap)


def test_a_terminal_shows_proofs_then_the_conflict_then_repairs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_typed(("goals.jobs.2028=40000",))) == 4
    out, err = capsys.readouterr()
    assert out == ""
    order = [
        "no plan satisfies all the rules; nothing written",
        "is above the",
        "These rules contradict one another; without any one of them the others can hold:",
        "  - the jobs goal",
        "To have a plan, give up one of:",
        "      --set goals.jobs.2028=29000",
        "Or keep the goals and do all of:",
        "--set parks.entry_limit_jobs=",
    ]
    places = [err.index(text) for text in order]
    assert places == sorted(places)


def test_the_combination_works_when_it_is_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*_typed(("goals.jobs.2028=40000",)), "--json"]) == 4
    told = json.loads(capsys.readouterr().out)["combination"]
    assert len(told["moves"]) > 1
    out = tmp_path / "run"
    assert run([*_typed(("goals.jobs.2028=40000",), *told["settings"]), "--out", str(out)]) == 0
    assert json.loads((out / "summary.json").read_text("utf-8"))["jobs"]["2028"] >= 40_000 - 1e-3


def test_a_longer_commute_can_be_the_repair(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    # Three provinces where no job may stand lie 66 to 73 minutes from one where it may.
    settings = tuple(setting.replace("0.001", "0.0056") for setting in FEW_PEOPLE)
    assert run([*_typed(settings), "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    (commute,) = (repair for repair in told["repairs"] if repair["kind"] == "commute")
    assert (commute["old"], commute["new"], commute["least"]) == (60.0, 67.0, True)
    assert run([*_typed(settings, *commute["settings"]), "--out", str(tmp_path / "run")]) == 0
    less = (*settings, "travel.max_commute_minutes=66")
    with pytest.raises(Infeasible):
        plan(MODEL, settings=less, out=tmp_path / "less", diagnose=False)


def test_the_diagnosis_can_be_left_out(tmp_path: Path) -> None:
    with pytest.raises(Infeasible) as caught:
        plan(MODEL, settings=("goals.jobs.2028=40000",), out=tmp_path / "run", diagnose=False)
    assert caught.value.diagnosis is None
    assert caught.value.reasons


def test_french_is_spoken_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*_typed(FEW_PEOPLE), "--lang", "fr"]) == 4
    french = capsys.readouterr().err
    assert french.startswith("siting\u202f: aucun plan ne respecte toutes les règles\u202f; rien n’a été écrit\n")
    for text in ("Ces règles se contredisent", "Pour qu’un plan existe, renoncer", "  - objectif d’emplois de 2028"):
        assert text in french
    assert "To have a plan" not in french
    assert run([*_typed(FEW_PEOPLE), "--lang", "fr", "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert told["message"] == "aucun plan ne respecte toutes les règles\u202f; rien n’a été écrit"
    assert "l’objectif d’emplois (2028)" in {rule["sentence"] for rule in told["conflict"]["rules"]}


def test_that_nothing_was_proven_is_told_only_where_nothing_else_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    budget = ("budgets_mmad.state={2025: 1, 2026: 1, 2027: 1, 2028: 1}",)
    with pytest.raises(Infeasible) as caught:
        plan(MODEL, settings=budget, out=tmp_path / "run", diagnose=False)
    assert caught.value.reasons == (NO_PROOF,)
    assert run([*_typed(budget), "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert told["reasons"] == []
    assert told["conflict"] is not None
    assert run(_typed(budget)) == 4
    first, second, *_ = capsys.readouterr().err.splitlines()
    assert first == "siting: no plan satisfies all the rules; nothing written"
    assert second.startswith("These rules contradict one another")

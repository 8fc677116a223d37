"""What a minister's adviser reads: figures that agree with the run, misses said in numbers, certificates in words."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from siting import cli, planning, terminal
from siting.results import Run, read_run, write_run
from siting.terminal.output import number
from tests.results.oracle import solve_tiny
from tests.results.tiny import tiny_inputs


@pytest.fixture(scope="module")
def plan_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    inputs = tiny_inputs(zones=4, seed=1)
    told = {
        "command": "siting solve", "started": "2026-11-02T10:00:00+00:00", "model": {"name": "tiny"},
        "scenario": {"name": "calm", "title": {"en": "Calm"}},
    }  # fmt: skip
    folder = write_run(
        tmp_path_factory.mktemp("runs") / "tiny", inputs=inputs, solution=solve_tiny(inputs), manifest=told
    )
    return read_run(folder)


def _figures(line: str) -> list[int]:
    """The whole numbers of a line of a table."""
    return [int(figure.replace(",", "")) for figure in re.findall(r"(?<![\d.,])[\d,]+(?![\d.,])", line)]


def _changed(run: Run, **summary: Any) -> Any:
    """The run with other figures in its summary."""
    return SimpleNamespace(
        folder=run.folder,
        summary={**run.summary, **summary},
        certificate=run.certificate,
        inputs=run.inputs,
        table=run.table,
    )


def test_summary_shows_every_region_with_its_jobs_and_their_sum(
    plan_run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.print_plan(plan_run)
    out = capsys.readouterr().out
    for region in plan_run.summary["regions"]:
        line = next(line for line in out.splitlines() if line.strip().startswith(region["name_en"]))
        assert abs(_figures(line)[0] - region["jobs_2024"]) < 1
        assert abs(_figures(line)[1] - region["jobs_2026"]) < 1
        assert number(region["per_1000_active"], 1) in line
    total = next(line for line in out.splitlines() if line.strip().startswith("Country"))
    assert _figures(total)[1] == round(plan_run.summary["jobs"]["2026"])
    lines = [line for line in out.splitlines() if line.strip().startswith(("One", "Two"))]
    assert [sum(column) for column in zip(*(_figures(line)[:5] for line in lines), strict=True)] == _figures(total)
    assert number(plan_run.summary["objective_mmad"]) in out
    assert f"Gini {plan_run.summary['gini']:.3f}" in out
    assert "proven optimal" in out
    assert str(plan_run.folder) in out


def test_a_goal_that_is_met_is_said_to_be_met(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_plan(plan_run)
    out = capsys.readouterr().out
    assert re.search(r"Jobs 2026: [\d,]+, goal 1,600: met", out)
    assert "missed" not in out


def test_a_goal_that_is_missed_is_said_by_how_much(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    goals = {"jobs": {"2025": 1300.0, "2026": 2000.0}, "exports_bmad": {"2026": 0.5}}
    jobs = {**plan_run.summary["jobs"], "2026": 1600.0}
    terminal.print_plan(_changed(plan_run, goals=goals, jobs=jobs))
    assert "Jobs 2026: 1,600, goal 2,000: missed by 400" in capsys.readouterr().out


def test_prices_are_told_as_what_one_more_unit_does(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    binding = [
        {"block": "jobs_goal", "year": 2026, "price": 0.031, "unit": "MMAD per job", "rows": 1},
        {"block": "capacity", "zone": "01.001", "year": 2025, "price": -0.002, "unit": "MMAD per seat", "rows": 3},
        {"block": "capacity", "zone": "02.001", "year": 2026, "price": -0.004, "unit": "MMAD per seat", "rows": 2},
        {"block": "talent", "zone": "01.001", "year": 2025, "price": -1e-9, "unit": "MMAD per person", "rows": 1},
    ]
    terminal.print_plan(_changed(plan_run, binding=binding))
    out = capsys.readouterr().out
    assert "costs MAD 31,000 per job" in out
    capacity = next(line for line in out.splitlines() if "Seats that stand" in line)
    assert "saves MAD 4,000 per seat" in capacity
    assert capacity.split()[-1] == "5"
    assert "People to recruit" not in out


def test_prices_of_weighted_goals_are_not_told_as_money(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    binding = [
        {"block": "jobs_goal", "year": 2026, "price": 0.031, "unit": "weighted sum per job", "rows": 1},
        {"block": "budget", "payer": "state", "price": -0.5, "unit": "weighted sum per MMAD", "rows": 1},
    ]
    stages = [{**plan_run.summary["stages"][0], "objective": "weighted"}]
    terminal.print_plan(_changed(plan_run, binding=binding, stages=stages))
    out = " ".join(capsys.readouterr().out.split())
    assert "what one more unit would do to the weighted sum of the goals" in out
    assert "+0.031 per job" in out
    assert "-0.5 per million MAD" in out
    assert "costs MAD" not in out


def test_a_refuted_plan_is_never_called_proven(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run = _changed(plan_run)
    run.certificate = replace(plan_run.certificate, verdict="REFUTED: capacity is broken")
    terminal.print_plan(run)
    out = capsys.readouterr().out
    assert "REFUTED: capacity is broken" in out
    assert "no cheaper plan" not in out


@pytest.mark.parametrize(
    ("verdict", "objective", "cost", "words"),
    [
        ("proven optimal", "cost", 2000.0, "no cheaper plan exists under these rules."),
        ("proven optimal", "cost", 2001.9, "no plan is better, goal after goal; at most MAD 2 million (0.10%) dearer"),
        ("within gap", "cost", 2020.0, "; at most MAD 20 million (1.00%) dearer than the cheapest possible."),
        ("proven optimal", "weighted", 2100.0, "no plan does better by the weights of the goals."),
        ("within gap", "weighted", 2100.0, "at most 0.40% worse than the best by the weights of the goals."),
        ("feasible, not proven", "cost", 2000.0, "a plan, not proven to be the best."),
        ("feasible, not proven", "cost", 2030.0, "by the solver's bound it is at most MAD 30 million (1.50%) dearer"),
        ("feasible, not proven", "weighted", 2030.0, "a plan, not proven to be the best."),
    ],
)
def test_the_proof_is_told_for_the_plan_shown(
    plan_run: Run, capsys: pytest.CaptureFixture[str], verdict: str, objective: str, cost: float, words: str
) -> None:
    stages = [{**plan_run.summary["stages"][0], "objective": objective}]
    run = _changed(plan_run, stages=stages, gap=0.004, objective_mmad=cost, best_bound_mmad=2000.0)
    run.certificate = replace(plan_run.certificate, verdict=verdict)
    terminal.print_plan(run)
    assert words in " ".join(capsys.readouterr().out.split())


def test_verify_prints_the_verdict_and_ends_with_0(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["verify", str(plan_run.folder)]) == 0
    out = capsys.readouterr().out
    assert "proven optimal" in out
    assert "least_served 1" in out
    assert cli.run(["verify", str(plan_run.folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "proven optimal"
    assert told["rows_checked"] == plan_run.certificate.rows_checked


def test_runs_are_listed_with_what_tells_them_apart(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(plan_run.folder.parent)
    assert cli.run(["runs", root, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["runs"]
    assert (told["model"], told["scenario"], told["verdict"]) == ("tiny", "calm", "proven optimal")
    assert told["jobs"] == pytest.approx(plan_run.summary["jobs"]["2026"])
    assert cli.run(["runs", root]) == 0
    assert "calm" in capsys.readouterr().out


def test_names_of_runs_are_not_cut_and_the_cost_is_what_is_paid(
    plan_run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "tech-valley-2030-one-park-per-region-20261124-142839"
    record = {"run": f"/a/long/way/to/the/runs/{name}", "model": "tech-valley-2030", "scenario": "one-park-per-region",
              "status": "optimal", "jobs": 246016.0, "objective_mmad": 68416.0, "paid_mmad": 8256.0,
              "verdict": "feasible, not proven"}  # fmt: skip
    terminal.print_runs(Path("runs"), [record])
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 130
    assert f" {name} " in out
    assert "8,256" in out
    assert "68,416" not in out


def test_a_penalty_is_not_told_as_money(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    payers = {"state": 100.0, "developer": 50.0, "firm": -20.0, "worker": 70.0}
    terms = {"build_cost": 50.0, "commuting_cost": 70.0, "shortfall": 5000.0}
    terminal.print_plan(
        _changed(plan_run, objective_mmad=5200.0, best_bound_mmad=5199.0, cost_mmad=terms, cost_by_payer_mmad=payers)
    )
    lines = capsys.readouterr().out.splitlines()
    assert next(line for line in lines if "all together" in line).split()[-1] == "200"
    assert next(line for line in lines if "penalty for missed goals, not money" in line).split()[-1] == "5,000"
    assert "at most MAD 1 million (0.02%) dearer, the penalty counted, than the cheapest possible" in " ".join(
        " ".join(lines).split()
    )


def test_scenarios_are_listed_beside_one_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = Path(shutil.copytree(Path(__file__).parents[2] / "models/example", tmp_path / "example"))
    (model / "scenarios/broken.yaml").write_text("title: {en: Broken, fr: Rompu, ar: x}\nwhi: no\n", "utf-8")
    assert cli.run(["scenarios", str(model)]) == 3
    out, err = capsys.readouterr()
    assert "Each region gets at least half" in out
    assert "broken" not in out
    assert "broken.yaml:2, whi: unknown key" in err
    assert "nothing written" not in err
    assert cli.run(["scenarios", str(model), "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told["scenarios"]] == ["balanced"]
    assert any("whi" in problem["place"] for problem in told["problems"])


def test_solve_prints_one_json_document_and_nothing_else(
    plan_run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def plan(model: str, **rest: Any) -> Run:
        asked.update(rest, model=model)
        rest["progress"]("building the model")
        return plan_run

    monkeypatch.setattr(planning, "plan", plan)
    arguments = ["solve", "m", "--scenario", "s", "--set", "a=1", "--set", "b=2", "--level", "region", "--seed", "7"]
    assert cli.run([*arguments, "--time-limit", "60", "--json"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["objective_mmad"] == plan_run.summary["objective_mmad"]
    assert told["certificate"]["verdict"] == "proven optimal"
    assert told["run"] == str(plan_run.folder)
    assert "building the model" in err
    assert asked["settings"] == ("a=1", "b=2")
    assert asked["limits"] == {"seed": 7, "time_limit_s": 60.0}
    assert (asked["model"], asked["scenario"], asked["level"]) == ("m", "s", "region")


def test_quiet_says_nothing(plan_run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "plan", lambda *_, **rest: rest["progress"]("working") or plan_run)
    assert cli.run(["solve", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_map_never_goes_into_the_run_folder(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(plan_run.folder.rglob("*"))
    assert cli.run(["map", str(plan_run.folder), "--out", str(plan_run.folder / "plan.png")]) == 3
    assert "never changed" in capsys.readouterr().err
    assert sorted(plan_run.folder.rglob("*")) == before


def test_a_map_of_an_unknown_format_is_wrong_usage(plan_run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["map", str(plan_run.folder), "--out", "plan.gif"]) == 2
    assert "png, svg, pdf" in capsys.readouterr().err
    assert not Path("plan.gif").exists()


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (270000, 0, "270,000"),
        (12.345, 1, "12.3"),
        (None, 0, "-"),
        (float("nan"), 0, "-"),
        (-0.2, 0, "0"),
        (-3, 0, "-3"),
    ],
)
def test_numbers(value: float | None, digits: int, text: str) -> None:
    assert number(value, digits) == text

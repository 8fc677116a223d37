"""The shipped linear scenarios of the national model: goals met, proven, and the figures that a reviewer has read.

``SITING_REGENERATE=1`` rewrites `tests/golden/`; the tolerances are wide enough for another version of the solver and
narrow enough for a change of the data, the assumptions or the mathematics.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from siting.planning import plan
from siting.results import Run

GOLDEN = Path(__file__).parent / "golden"
SCENARIOS = ("reference", "balanced")


@pytest.fixture(scope="module", params=SCENARIOS)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("plans") / request.param
    return plan("models/tech-valley-2030", scenario=request.param, out=out)


def figures(run: Run) -> dict[str, object]:
    """What a reviewer can read at a glance, rounded."""
    summary = run.summary
    return {
        "cost_mmad": round(summary["stages"][0]["value"], 1),
        "exports_2030_mmad": round(summary["exports_bmad"]["2030"] * 1000),
        "seats_built": round(summary["seats_built"], -2),
        "trained": round(summary["trained"], -2),
        "gini": round(summary["gini"], 3),
        "least_served": round(summary["least_served"], 2),
        "jobs_2030": {region["name_en"]: round(region["jobs_2030"]) for region in summary["regions"]},
    }


def test_the_goals_are_met_and_the_plan_is_proven(run: Run) -> None:
    assert run.summary["jobs"]["2030"] == pytest.approx(270_000, abs=0.5)
    assert run.summary["exports_bmad"]["2030"] >= 40.0
    assert sum(region["jobs_2030"] for region in run.summary["regions"]) == pytest.approx(270_000, abs=0.5)
    assert run.certificate.verdict == "proven optimal"


def test_each_region_lies_within_what_its_cost_allows(run: Run) -> None:
    for region in run.summary["regions"]:
        assert region["low"] - 1 <= region["jobs_2030"] <= region["high"] + 1


def test_the_figures_are_those_that_were_reviewed(run: Run) -> None:
    found = figures(run)
    path = GOLDEN / f"{run.folder.name}.json"
    if os.environ.get("SITING_REGENERATE"):
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    known = json.loads(path.read_text(encoding="utf-8"))
    assert found["jobs_2030"].keys() == known["jobs_2030"].keys()
    for name, jobs in known["jobs_2030"].items():
        assert found["jobs_2030"][name] == pytest.approx(jobs, abs=5), name
    for name in ("cost_mmad", "exports_2030_mmad", "gini", "least_served"):
        assert found[name] == pytest.approx(known[name], rel=2e-3), name
    for name in ("seats_built", "trained"):
        assert found[name] == pytest.approx(known[name], rel=0.02), name


def test_balance_costs_something_and_serves_the_least_served() -> None:
    known = [json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8")) for name in SCENARIOS]
    plain, balanced = known
    assert plain["cost_mmad"] < balanced["cost_mmad"] < 1.01 * plain["cost_mmad"]
    assert balanced["least_served"] > plain["least_served"]
    assert balanced["gini"] < plain["gini"]

"""The made-up country that ships as an example goes all the way: files, Inputs, plan. Nothing assumes Morocco."""

from __future__ import annotations

from pathlib import Path

import pytest

from siting.config import list_scenarios, load_model
from siting.geo.prepare import prepare
from siting.model.options import SolverOptions
from siting.model.solve import solve_inputs
from siting.regions import load_dataset

FOLDER = Path(__file__).resolve().parents[2] / "models" / "example"


@pytest.mark.parametrize(("level", "size"), [("region", 3), ("province", 8)])
@pytest.mark.parametrize("scenario", [None, *(s.name for s in list_scenarios(FOLDER))])
def test_from_files_to_a_plan(level: str, size: int, scenario: str | None) -> None:
    model = load_model(FOLDER, scenario, level=level)
    inputs = prepare(model, load_dataset(model.data_folder))
    assert len(inputs.zones) == size
    assert set(inputs.zones["region"]) == {"C", "N", "S"}
    assert inputs.zone_segment["baseline_jobs"].sum() == 9500
    assert inputs.scalars.jobs_goal == {2025: 11125.0, 2026: 12750.0, 2027: 14375.0, 2028: 16000.0}
    plan = solve_inputs(inputs, SolverOptions())
    assert plan.outcome.has_plan
    last = plan.jobs[plan.jobs["year"] == 2028]
    assert last["jobs"].sum() == pytest.approx(16000, abs=0.1)
    exports = inputs.segments[inputs.segments["year"] == 2028].set_index("segment")["export_per_job"]
    assert (last["jobs"] * last["segment"].map(exports)).sum() >= 2200 - 1e-3


def test_a_remote_place_is_left_out() -> None:
    model = load_model(FOLDER)
    table = prepare(model, load_dataset(model.data_folder)).zone_segment_year
    somewhere = table.groupby("zone")["eligible"].any()
    assert somewhere["C-1"]
    assert not somewhere["S-2"]

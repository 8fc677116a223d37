"""One solved country and its run folder, shared by the tests of this part."""

import shutil

import pytest

from siting.results.run_folder import write_run
from tests.results.oracle import solve_tiny
from tests.results.tiny import tiny_inputs

PARKS = {"indivisible": True, "phase_seats": 50.0, "min_park_seats": 100.0, "export_goal": {2026: 660.0}}


@pytest.fixture(scope="session")
def inputs():
    return tiny_inputs(zones=4, seed=1)


@pytest.fixture(scope="session")
def solution(inputs):
    return solve_tiny(inputs)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory, inputs, solution):
    """A run folder that no test may change."""
    told = {"command": "siting solve", "started": "2026-11-02T10:00:00+00:00", "scenario": "tiny"}
    return write_run(tmp_path_factory.mktemp("runs") / "tiny", inputs=inputs, solution=solution, manifest=told)


@pytest.fixture(scope="session")
def parks(tmp_path_factory):
    """A run with indivisible parks that no test may change."""
    country = tiny_inputs(zones=4, seed=2, rules=PARKS)
    return write_run(tmp_path_factory.mktemp("runs") / "parks", inputs=country, solution=solve_tiny(country))


@pytest.fixture
def run(tmp_path, shipped):
    """A copy of the shipped run, to be tampered with."""
    return shutil.copytree(shipped, tmp_path / "run")


@pytest.fixture
def park_run(tmp_path, parks):
    """A copy of the run with parks, to be tampered with."""
    return shutil.copytree(parks, tmp_path / "parks")

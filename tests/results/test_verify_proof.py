"""What another solver finds optimal, the certificate proves: over many small countries and every rule."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import siting.results.verify as package
from siting.results.run_folder import read_run, write_run
from siting.results.solution import Outcome
from siting.results.verify.check import verify_files
from siting.results.verify.columns import make_columns
from tests.results.conftest import PARKS
from tests.results.oracle import case_of, minimise, solve_tiny
from tests.results.tiny import tiny_inputs

RULES = {
    "plain": {},
    "cost only": {"objective": {"stages": [{"objective": "cost"}]}},
    "balance on stock": {"balance": {"floor": 0.4, "cap": 1.7, "gini_max": 0.25, "least_served_min": 4.0}},
    "balance on added": {"balance": {"floor": 0.5, "cap": 1.6, "on": "added"}},
    "budgets and locks": {
        "budgets": {"developer": {2025: 30.0, 2026: 40.0}, "state": {2026: 60.0}},
        "locks": {"zones_in": ["02.001"], "zones_out": ["01.002"], "seats": {"02.002": {2025: 10.0}}},
        "min_park_seats": 30.0,
    },
    "out of reach, soft": {
        "soft_goals": ["jobs", "exports"],
        "shortfall_penalty": {"jobs": 0.5, "exports": 1.0},
        "jobs_goal": {2026: 9000.0},
    },
    "Gini as a goal": {
        "objective": {
            "stages": [
                {"objective": "cost", "tolerance": 0.02},
                {"objective": "inequality", "tolerance": 0.01},
                {"objective": "suitability"},
                {"objective": "cost"},
            ]
        }
    },
    "level given back": {
        "objective": {
            "stages": [
                {"objective": "cost", "tolerance": 0.02},
                {"objective": "least_served", "tolerance": 0.01},
                {"objective": "cost"},
            ]
        }
    },
    "mean in order": {"balance": {"ordered_median": {"weights": [2.0, 1.0], "min": 6.5}}},
    "Kolm-Pollak": {"balance": {"kolm_pollak": {"aversion": 2.0, "min": 7.0}}},
    "measures as goals": {
        "balance": {"ordered_median": {"weights": [3.0]}, "kolm_pollak": {"aversion": 1.0}},
        "objective": {
            "stages": [
                {"objective": "cost", "tolerance": 0.02},
                {"objective": "ordered_median", "tolerance": 0.05},
                {"objective": "kolm_pollak"},
                {"objective": "cost"},
            ]
        },
    },
    "weighted": {
        "objective": {
            "method": "weighted",
            "weights": {"cost": 1.0, "suitability": 0.01, "least_served": 0.2, "inequality": 0.01},
        }
    },
    "weighted measures": {
        "balance": {"ordered_median": {"weights": [3.0, 1.0]}, "kolm_pollak": {"aversion": 1.0}},
        "objective": {"method": "weighted", "weights": {"cost": 1.0, "ordered_median": 0.3, "kolm_pollak": 0.2}},
    },
}


def certify(folder, inputs):
    return read_run(write_run(folder, inputs=inputs, solution=solve_tiny(inputs))).certificate


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_is_proven(tmp_path, name):
    certificate = certify(tmp_path / "run", tiny_inputs(zones=4, seed=5, rules=RULES[name]))
    assert certificate.verdict == "proven optimal", certificate.reasons
    assert certificate.primal_max_violation < 1e-6
    assert certificate.duality_gap_rel < 1e-6


@given(st.integers(2, 5), st.integers(1, 2), st.integers(0, 10_000))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_countries_are_proven(tmp_path_factory, zones, segments, seed):
    country = tiny_inputs(zones=zones, segments=segments, seed=seed)
    certificate = certify(tmp_path_factory.mktemp("random") / "run", country)
    assert certificate.verdict == "proven optimal", certificate.reasons


def test_a_run_stopped_between_rounds_is_feasible(tmp_path, inputs):
    """Stopped after the first round of the leximin: the plan is good for what it settled."""
    whole = solve_tiny(inputs)
    short = solve_tiny(inputs, stop=2)
    assert [stage.objective for stage in short.stages] == ["cost", "least_served"]
    assert short.stages == whole.stages[:2]
    stopped = replace(short, outcome=Outcome.FEASIBLE)
    certificate = read_run(write_run(tmp_path / "run", inputs=inputs, solution=stopped)).certificate
    assert certificate.verdict == "feasible, not proven"
    assert certificate.reasons == ()
    claimed = read_run(write_run(tmp_path / "claimed", inputs=inputs, solution=short)).certificate
    assert "3 stage(s) were asked for" in claimed.verdict


def test_parks_are_within_the_gap(parks):
    certificate = read_run(parks).certificate
    assert certificate.verdict == "within gap"
    assert certificate.mip_gap == pytest.approx(0.0, abs=1e-6)
    assert all(stage.proven and stage.integers_fixed for stage in certificate.stages)


def test_parks_with_counts(tmp_path):
    rules = {**PARKS, "park_count": {"min": 2, "max": 3, "one_per_region": True}}
    certificate = certify(tmp_path / "run", tiny_inputs(zones=4, seed=5, rules=rules))
    assert certificate.verdict == "within gap", certificate.reasons


def test_zones_where_jobs_may_stay_but_not_grow(tmp_path):
    country = tiny_inputs(zones=4, seed=5)
    cells = country.zone_segment_year
    stay = ~((cells["zone"] == "02.002") & (cells["segment"] == "ITO"))
    country = tiny_inputs(zones=4, seed=5, zone_segment_year__eligible=stay)
    certificate = certify(tmp_path / "run", country)
    assert certificate.verdict == "proven optimal", certificate.reasons
    jobs = read_run(tmp_path / "run").table("jobs")
    kept = jobs[(jobs["zone"] == "02.002") & (jobs["segment"] == "ITO")]["jobs"]
    assert (kept <= 60.0 + 1e-6).all()


def test_implied_bounds_hold_at_every_optimum():
    """The bounds that make weak duality safe never cut off an optimal plan."""
    from siting.results.verify.stages import Record, base_blocks, programme

    for seed in range(6):
        country = tiny_inputs(zones=4, seed=seed)
        case = case_of(country)
        c = make_columns(case)
        records = (Record("cost", 0.0, 0.0),)
        stage = programme(case, c, base_blocks(case, c, records), records, 0)
        _, free, _ = minimise(stage)
        bounded = type(stage)(stage.cost, stage.blocks, stage.lower, np.minimum(stage.upper, c.implied))
        _, held, _ = minimise(bounded)
        assert np.isfinite(c.implied).all()
        assert held == pytest.approx(free, rel=1e-9)


def test_safe_bounds_are_close(shipped):
    for stage in read_run(shipped).certificate.stages:
        assert stage.safe_bound == pytest.approx(stage.value, rel=1e-5, abs=1e-5)


def test_certificate_counts_what_it_checked(shipped, inputs):
    certificate = verify_files(shipped)
    zones, skills, years, segments = 4, 2, 2, 2
    expected = (
        3 * zones * years  # capacity, absorption, retention
        + zones * segments * years  # jobs_added
        + zones  # site_limit
        + 2 * zones * skills * years  # staffing, talent
        + zones * years  # training
        + 2 + 1 + years  # jobs_goal, export_goal, national_pace
        + 2 * segments * years  # segment_min, segment_max
        + 1 + 2  # cost_limit, region_level
    )  # fmt: skip
    assert certificate.rows_checked == expected
    assert certificate == read_run(shipped).certificate


def test_the_verifier_shares_nothing_with_the_model():
    forbidden = ("siting.model", "siting.geo", "siting.regions", "siting.config", "pulp", "highspy")
    for path in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.startswith(forbidden)], path.name


def test_verifying_loads_no_solver_and_no_model(shipped):
    code = (
        "import sys; from siting.results import verify_run; "
        f"print(verify_run({str(shipped)!r}).verdict); "
        "print([m for m in sys.modules if m.startswith(('pulp', 'highspy', 'siting.model', 'scipy.optimize'))])"
    )
    root = Path(package.__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.split("\n")[:2] == ["proven optimal", "[]"]

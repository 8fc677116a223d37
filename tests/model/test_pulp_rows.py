"""The fast way into PuLP and its public way make the same problem; a PuLP without the fast way is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pulp
import pytest

from siting.model import pulp_rows
from siting.model.build import build
from siting.model.inputs import Balance
from siting.model.pulp_problem import make_problem
from tests.model.country import country

CASES: tuple[dict[str, Any], ...] = (
    {},
    {"indivisible": True, "phase_seats": 40.0, "min_park_seats": 80.0},
    {"balance": Balance(gini_max=0.4, floor=0.2), "soft_goals": ("jobs",), "shortfall_penalty": {"jobs": 0.3}},
)


@pytest.mark.parametrize("changes", CASES)
def test_both_ways_make_the_same_problem(changes: dict[str, Any], tmp_path: Path, monkeypatch: Any) -> None:
    program = build(country(3, **changes))
    fast, _ = make_problem(program)
    monkeypatch.setattr(pulp_rows, "core_of", lambda problem: None)
    public, _ = make_problem(program)
    for number, problem in enumerate((fast, public)):
        problem.writeLP(str(tmp_path / f"{number}.lp"))
        problem.checkDuplicateVars()
        problem.checkDuplicateConstraints()
    assert (tmp_path / "0.lp").read_text() == (tmp_path / "1.lp").read_text()
    assert len(fast.constraints()) == len(program.row_lower)


def test_this_pulp_has_the_fast_way() -> None:
    """Fails where PuLP has changed: plans stay right by the public way, but take longer to hand over."""
    assert pulp_rows.core_of(pulp.LpProblem("any")) is not None


def test_another_core_is_left_alone(monkeypatch: Any) -> None:
    from pulp import _rustcore

    class Other:
        """An expression without batches."""

    monkeypatch.setattr(_rustcore, "AffineExpr", Other)
    assert pulp_rows.core_of(pulp.LpProblem("any")) is None


@pytest.mark.parametrize(("coefficient", "upper"), [(np.nan, 1.0), (1.0, np.nan), (np.inf, 1.0)])
def test_what_is_not_finite_is_refused(coefficient: float, upper: float) -> None:
    problem = pulp.LpProblem("any")
    x = problem.add_variable("x", 0)
    one = np.array([0, 1]), np.array([0]), np.array([coefficient])
    with pytest.raises(ValueError, match="not finite"):
        pulp_rows.add_rows(problem, [x], ["r"], *one, (np.array([-np.inf]), np.array([upper])))
    assert problem.numConstraints() == 0

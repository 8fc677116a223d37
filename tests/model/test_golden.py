"""Each block and each term, row by row as text, on a country small enough to check by hand against the equation.

``SITING_REGENERATE=1`` writes the files anew; read the difference before committing it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pulp
import pytest

from siting.model.build import build
from siting.model.constraints import CONSTRAINTS
from siting.model.objectives import TERMS
from siting.model.program import cost_vector
from siting.model.pulp_problem import make_problem
from tests.model.tiny import two_zones

GOLDEN = Path(__file__).parent / "golden"
SENSES = {pulp.const.LpConstraintLE: "<=", pulp.const.LpConstraintGE: ">=", pulp.const.LpConstraintEQ: "="}


def number(value: float) -> str:
    """Ten significant digits: the instance's numbers as they were typed."""
    return f"{value or 0.0:.10g}"


def terms(pairs: Iterable[tuple[str, float]]) -> str:
    """``3 x - 2 y``, in the order given."""
    text = " ".join(f"{'-' if value < 0 else '+'} {number(abs(value))} {name}" for name, value in pairs)
    return text.removeprefix("+ ") or "0"


def assert_golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("SITING_REGENERATE") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{name} has no golden file: run once with SITING_REGENERATE=1 and check it by hand"
    assert text == path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def program():
    return build(two_zones())


@pytest.fixture(scope="module")
def problem(program):
    return make_problem(program)


@pytest.fixture(scope="module")
def rows_as_text(program, problem) -> dict[str, str]:
    """Block -> its rows, as the PuLP problem has them."""
    rows, order = problem[0].constraints(), {variable.name: k for k, variable in enumerate(problem[1])}
    text, first = {}, 0
    for block in program.blocks:
        lines = []
        for row in rows[first : first + len(block)]:
            pairs = sorted(((x.name, c) for x, c in row.items()), key=lambda pair: order[pair[0]])
            right = row.getLb() if row.sense == pulp.const.LpConstraintGE else row.getUb()
            lines.append(f"{row.name}: {terms(pairs)} {SENSES[row.sense]} {number(right)}\n")
        text[block.name] = "".join(lines)
        first += len(block)
    assert first == len(rows)
    return text


@pytest.mark.parametrize("name", [rule.name for rule in CONSTRAINTS])
def test_rows_of_a_block_are_those_checked_by_hand(name, rows_as_text):
    assert_golden(f"{name}.lp", rows_as_text[name])


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_coefficients_of_a_term_are_those_checked_by_hand(term, program, problem):
    vector = cost_vector({term: 1.0}, program.variables, program.data)
    lines = [f"{number(vector[k])} {problem[1][k].name}\n" for k in np.flatnonzero(vector)]
    assert_golden(f"term_{term.name}.lp", "".join(lines))


def test_variables_and_their_bounds_are_those_checked_by_hand(problem):
    lines = [
        f"{number(x.lowBound)} <= {x.name} <= {'inf' if x.upBound is None else number(x.upBound)}"
        f"{' integer' if x.cat == 'Integer' else ''}\n"
        for x in problem[1]
    ]
    assert_golden("variables.lp", "".join(lines))


def test_no_golden_file_is_left_over():
    wanted = {f"{rule.name}.lp" for rule in CONSTRAINTS} | {f"term_{term.name}.lp" for term in TERMS}
    assert {path.name for path in GOLDEN.iterdir()} == wanted | {"variables.lp"}


def test_the_pulp_problem_has_the_costs_of_the_program(program, problem):
    names = [variable.name for variable in problem[1]]
    priced = {x.name: c for x, c in problem[0].objective.items()}
    assert priced == {names[k]: program.cost[k] for k in np.flatnonzero(program.cost)}
    problem[0].checkDuplicateVars()
    problem[0].checkDuplicateConstraints()


def test_the_first_rows_of_blocks_follow_one_another(program):
    first = program.first_row
    assert [first[block.name] for block in program.blocks] == list(
        np.cumsum([0, *(len(block) for block in program.blocks)])[:-1]
    )

"""The zones of a group at every level, and groups that no level can make sense of."""

from __future__ import annotations

from typing import Any

import pytest

from siting.errors import ModelError
from siting.geo.prepare import prepare
from siting.model.inputs import Group
from tests.geo.country import Country, model
from tests.model.proven import solve_inputs


def groups(level: str = "province", **stated: Any) -> dict[str, Group]:
    """Group by name, as `Inputs` has it."""
    rules = {name: {"min": 0.5} | rule for name, rule in stated.items()}
    return prepare(model(level=level, balance={"groups": rules}), Country()).scalars.balance.groups


def members(level: str, **rule: Any) -> str:
    return " ".join(groups(level, g=rule)["g"].zones)


@pytest.mark.parametrize(
    ("level", "rule", "expected"),
    [
        ("province", {"zones": ["P3", "P1"]}, "P1 P3"),
        ("province", {"zones": ["R1"]}, "P1 P2"),
        ("province", {"except_zones": ["R1"]}, "P3"),
        ("province", {"except_zones": ["P2"]}, "P1 P3"),
        ("province", {"zones": ["P2", "R2"]}, "P2 P3"),
        ("province", {"zones": ["C1", "C2"]}, "P1"),  # all communes of P1
        ("province", {"except_zones": ["C3", "R2"]}, "P1"),
        ("commune", {"zones": ["P1"]}, "C1 C2"),
        ("commune", {"zones": ["R1"]}, "C1 C2 C3"),
        ("commune", {"except_zones": ["P1"]}, "C3 C4"),
        ("commune", {"except_zones": ["R2", "C2"]}, "C1 C3"),
        ("region", {"zones": ["R2"]}, "R2"),
        ("region", {"zones": ["P1", "P2"]}, "R1"),
        ("region", {"except_zones": ["P1", "P2"]}, "R2"),
        ("region", {"zones": ["P1", "C3"]}, "R1"),
        ("region", {"zones": ["C4"]}, "R2"),
    ],
)
def test_a_zone_belongs_if_it_or_the_unit_around_it_is_named(level: str, rule: dict[str, Any], expected: str) -> None:
    assert members(level, **rule) == expected


def test_rules_come_along_and_names_are_sorted() -> None:
    found = groups(south={"zones": ["P3"], "min": None, "max": 0.25}, axis={"zones": ["P1"], "on": "stock"})
    assert list(found) == ["axis", "south"]
    assert found["south"] == Group(zones=("P3",), on="added", min=None, max=0.25)
    assert found["axis"] == Group(zones=("P1",), on="stock", min=0.5, max=None)
    assert prepare(model(), Country()).scalars.balance.groups == {}


def refused(level: str, **stated: Any) -> list[str]:
    with pytest.raises(ModelError) as caught:
        groups(level, **stated)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("level", "rule", "told"),
    [
        ("region", {"zones": ["P1"]}, ["a province cannot be told apart", "part of R1", "P1", "--level province"]),
        ("region", {"except_zones": ["P1"]}, ["cannot be told apart", "part of R1", "or name whole regions"]),
        ("region", {"zones": ["C1", "C4"]}, ["a commune", "part of R1", "C1", "--level commune"]),
        ("province", {"zones": ["C1", "P3"]}, ["a commune", "part of P1", "C1", "name whole provinces"]),
        ("province", {"zones": ["R1", "P1"]}, ["g.zones", "lies within R1", "P1", "name only one of them"]),
        ("region", {"except_zones": ["R1", "C3"]}, ["g.except_zones", "lies within R1", "C3"]),
        ("province", {"zones": ["R1", "R2"]}, ["holds every zone"]),
        ("province", {"except_zones": ["R1", "P3"]}, ["holds no zone"]),
        ("province", {"zones": ["P1", "P9"]}, ["balance.groups.g.zones", "no zone has this code", "P9", "zones.csv"]),
    ],
)
def test_refusals(level: str, rule: dict[str, Any], told: list[str]) -> None:
    (problem,) = refused(level, g=rule)
    for words in told:
        assert words in problem


def test_problems_of_groups_and_of_locks_are_told_together() -> None:
    rules = {"one": {"zones": ["X", "Y"], "min": 0.1}, "two": {"except_zones": ["C1"], "min": 0.1}}
    with pytest.raises(ModelError) as caught:
        prepare(model(balance={"groups": rules}, parks={"locks": {"zones_in": ["P9"]}}), Country())
    assert [problem.value for problem in caught.value.problems] == ["P9", "X", "Y", "C1"]


@pytest.mark.parametrize("level", ["region", "province", "commune"])
def test_the_same_group_has_its_share_at_every_level(level: str) -> None:
    far = {"except_zones": ["R1"], "min": 0.4}
    easy = {"level": level, "talent": {"recruit_rate": {"secondary": 1.0, "higher": 1.0}}}
    free = prepare(model(**easy), Country())
    inputs = prepare(model(**easy, balance={"groups": {"far": far}}), Country())
    added = []
    for case in (free, inputs):
        jobs = solve_inputs(case).jobs
        last = jobs[jobs["year"] == 2026].merge(case.zones[["zone", "region"]]).groupby("region")["jobs"].sum()
        assert last.sum() == pytest.approx(60.0)
        added.append(last["R2"])  # nothing stands there: all of it is added
    assert added[0] < 0.4 * 20 - 1
    assert 0.4 * 20 - 1e-6 <= added[1] < 0.4 * 20 + 0.1  # fairness may use a tenth of a percent of the cost

"""Shares of groups of zones in a model file: what is refused, and what a setting reaches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from siting.config import load_model, parse_model
from siting.config.places import GroupShare
from siting.config.schema import Model
from siting.errors import ModelError
from tests.config.test_load import refused, write

FAR = {"zones": ["P2", "P3"], "min": 0.4}


def grouped(folder: Path, **groups: Any) -> Path:
    """A model with a scenario ``s`` that has these groups."""
    return write(folder, scenarios={"s": {"changes": {"balance": {"groups": groups}}}})


def loaded(folder: Path, *settings: str) -> dict[str, GroupShare]:
    """The groups of the scenario."""
    return load_model(folder, "s", settings).balance.groups


def test_what_a_group_says_by_default(tmp_path: Path) -> None:
    group = loaded(grouped(tmp_path, far=FAR))["far"]
    assert (group.zones, group.except_zones, group.on, group.min, group.max) == (("P2", "P3"), (), "added", 0.4, None)


@pytest.mark.parametrize(
    ("group", "place", "told"),
    [
        (FAR | {"except_zones": ["P1"]}, "balance.groups.far", "has zones and except_zones"),
        ({"min": 0.4}, "balance.groups.far", "has neither zones nor except_zones"),
        ({"zones": [], "except_zones": [], "min": 0.4}, "balance.groups.far", "has neither zones nor except_zones"),
        ({"zones": ["P2"]}, "balance.groups.far", "asks for no share (found: far) -> set min or max, or drop it"),
        (FAR | {"max": 0.3}, "balance.groups.far.min", "is above max 0.3 (found: 0.4) -> swap or widen them"),
        (FAR | {"zones": ["P2", "P3", "P2"]}, "far.zones", "is named twice (found: P2) -> name it once"),
        ({"except_zones": ["P1", "P1"], "max": 1}, "far.except_zones", "is named twice (found: P1)"),
        (FAR | {"min": 60}, "far.min", "must be at most 1 (fraction) (found: 60) -> write 0.6: shares are fractions"),
        (FAR | {"max": -0.1}, "far.max", "must be at least 0 (fraction)"),
        (FAR | {"zones": [6.141]}, "far.zones.0", "must be text (found: 6.141) -> put codes in quotes"),
        (FAR | {"on": "all"}, "far.on", "is not one of the words allowed here"),
        (
            FAR | {"exept_zones": ["P1"]},
            "far.exept_zones",
            "unknown key (found: exept_zones) -> did you mean 'except_z",
        ),
    ],
)
def test_refusals(tmp_path: Path, group: dict[str, Any], place: str, told: str) -> None:
    problems = refused(grouped(tmp_path, far=group), scenario="s")
    assert len(problems) == 1
    assert str(tmp_path / "scenarios" / "s.yaml") in problems[0]
    assert place in problems[0]
    assert told in problems[0]


@pytest.mark.parametrize("name", ["Far", "far_away", "-far", "", "far away"])
def test_names_are_lower_case_with_digits_and_hyphens(tmp_path: Path, name: str) -> None:
    (problem,) = refused(grouped(tmp_path, **{name: FAR}), scenario="s")
    assert "cannot be a key here" in problem
    assert "it must match ^[a-z0-9][a-z0-9-]*$" in problem


def test_all_problems_of_all_groups_at_once(tmp_path: Path) -> None:
    bad = {"min": 0.5, "max": 0.4}
    problems = refused(grouped(tmp_path, one=bad, two=FAR, three={"zones": ["P1", "P1"]}), scenario="s")
    assert [problem.split(", ")[1].split(":")[0] for problem in problems] == [
        "balance.groups.one",
        "balance.groups.one.min",
        "balance.groups.three.zones",
        "balance.groups.three",
    ]


class TestSettings:
    def test_a_bound_is_moved(self, tmp_path: Path) -> None:
        group = loaded(grouped(tmp_path, far=FAR), "balance.groups.far.min=0.5")["far"]
        assert (group.zones, group.min) == (("P2", "P3"), 0.5)

    def test_a_group_is_made_from_nothing_and_taken_away(self, tmp_path: Path) -> None:
        new = "balance.groups.new-1={except_zones: ['06.141'], on: stock, max: 0.9}"
        groups = loaded(grouped(tmp_path, far=FAR), new, "balance.groups.far=null")
        assert list(groups) == ["new-1"]
        assert (groups["new-1"].except_zones, groups["new-1"].on, groups["new-1"].max) == (("06.141",), "stock", 0.9)

    def test_taking_the_only_bound_away_is_told(self, tmp_path: Path) -> None:
        (problem,) = refused(grouped(tmp_path, far=FAR), scenario="s", settings=["balance.groups.far.min=null"])
        assert "balance.groups.far=null" in problem

    def test_a_bound_of_a_group_that_is_not_there(self, tmp_path: Path) -> None:
        (problem,) = refused(write(tmp_path), settings=["balance.groups.far.min=0.5"])
        assert problem.startswith("--set balance.groups.far.min=0.5: the group has neither zones nor except_zones")

    def test_scenarios_change_one_key_of_a_group(self, tmp_path: Path) -> None:
        far = {"s": FAR, "more": {"max": 0.8, "on": "stock"}}
        steps: dict[str, Any] = {
            name: {"changes": {"balance": {"groups": {"far": rule}}}} for name, rule in far.items()
        }
        folder = write(tmp_path, scenarios=steps | {"more": steps["more"] | {"extends": "s"}})
        group = load_model(folder, "more").balance.groups["far"]
        assert (group.min, group.max, group.on, group.zones) == (0.4, 0.8, "stock", ("P2", "P3"))


def test_a_share_needs_a_source(tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["balance"] = {"groups": {"far": FAR}}
        data["sources"]["balance.groups.*.min"] = {"source": "x", "grade": "choice", "unit": "percent"}

    (problem,) = refused(write(tmp_path, change))
    assert "the unit does not agree with the schema (found: percent) -> write fraction" in problem


def test_a_resolved_model_keeps_its_groups(tmp_path: Path) -> None:
    model = load_model(grouped(tmp_path, far=FAR), "s")
    assert parse_model(model.resolved()).balance == model.balance
    assert model.resolved()["balance"]["groups"]["far"]["zones"] == ["P2", "P3"]


class TestHighSpeedDelay:
    def test_whole_years_within_reason(self, tmp_path: Path) -> None:
        def delayed(years: Any) -> Model:
            return load_model(write(tmp_path, lambda data: data["indices"].update(high_speed_delay_years=years)))

        assert load_model(write(tmp_path)).indices.high_speed_delay_years == 0
        assert delayed(-1).indices.high_speed_delay_years == -1
        for years, told in (
            (21, "at most 20 "),
            (-6, "at least -5 "),
            (1.5, "must be a whole number "),
            ("1", "whole"),
        ):
            with pytest.raises(ModelError, match=told) as caught:
                delayed(years)
            assert "(years)" in str(caught.value)

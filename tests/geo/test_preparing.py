"""Inputs that keep their tables are those of a fresh preparation, whatever setting is moved."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pandas as pd
import pytest

from siting.config import open_model
from siting.config.walk import dotted
from siting.config.walk import fields as keys
from siting.errors import ModelError
from siting.geo.prepare import prepare
from siting.geo.preparing import Preparation, of_tables
from siting.model.inputs import Inputs
from siting.regions import load_dataset
from tests.geo.country import Country, model


def same(one: Inputs, other: Inputs) -> bool:
    """Whether two inputs are equal, table by table and number by number."""
    for field in fields(Inputs):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, pd.DataFrame):
            if not a.equals(b):
                return False
        elif a != b:
            return False
    return True


def leaves(tree: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths of all numbers and flags of a resolved model."""
    if isinstance(tree, dict):
        return [path for key, value in tree.items() for path in leaves(value, (*at, key))]
    return [at] if isinstance(tree, bool | int | float) else []


def moved(value: Any) -> str:
    return str(not value).lower() if isinstance(value, bool) else repr(value * 1.04 if value else 0.02)


def test_every_number_of_the_example_moved_gives_the_inputs_of_a_fresh_preparation() -> None:
    opened = open_model("models/example")
    given = opened.with_settings()
    dataset = load_dataset(given.data_folder, given.overrides_folder)
    preparation = Preparation(dataset)
    preparation.inputs(given)
    resolved = given.resolved()
    tried, kept = 0, 0
    for path in leaves(
        {key: part for key, part in resolved.items() if key not in ("sources", "uncertainty", "solver")}
    ):
        value: Any = resolved
        for part in path:
            value = value[part]
        whole = isinstance(value, int) and not isinstance(value, bool)
        text = str(value + 1) if whole else moved(value)
        try:
            changed = opened.with_settings([f"{dotted(path)}={text}"])
            fresh = prepare(changed, dataset)
        except ModelError:
            continue
        tried += 1
        kept += of_tables(changed) == of_tables(given)
        assert same(preparation.inputs(changed), fresh), path
    assert tried > 60
    assert kept > 12


def test_known_tables_are_the_very_same_objects() -> None:
    preparation = Preparation(Country())
    one = preparation.inputs(model())
    other = preparation.inputs(model(goals={"jobs": {2026: 70}, "exports_mmad": {2026: 5}}))
    assert other.scalars.jobs_goal[2026] == 70
    assert other.pool is one.pool
    assert other.arcs is one.arcs


def test_what_is_wrong_is_told_as_by_a_fresh_preparation() -> None:
    preparation = Preparation(Country())
    preparation.inputs(model())
    for changes in (
        {"goals": {"jobs": {2026: 1}}},
        {"balance": {"groups": {"far": {"zones": ["P9"], "min": 0.2}}}},
        {"balance": {"ordered_median": {"weights": [3, 2, 1]}}},
    ):
        with pytest.raises(ModelError) as fresh:
            prepare(model(**changes), Country())
        with pytest.raises(ModelError) as kept:
            preparation.inputs(model(**changes))
        assert str(kept.value) == str(fresh.value)


def test_only_so_many_sets_of_tables_are_kept() -> None:
    preparation = Preparation(Country())
    first = preparation.inputs(model())
    for minutes in range(31, 38):
        preparation.inputs(model(travel={"max_commute_minutes": minutes}))
    again = preparation.inputs(model())
    assert again.arcs is not first.arcs
    assert same(again, first)


def test_the_schema_has_no_part_that_nobody_has_thought_of() -> None:
    from siting.config.schema import Model
    from siting.geo import preparing

    known = {*preparing._SCALAR, *preparing._SCALAR_KEYS}
    tables = {"data", "level", "horizon", "segments", "indices"}
    assert known | tables == set(Model.model_fields)
    assert {spec.path[0] for spec in keys()} <= known | tables

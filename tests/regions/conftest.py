"""A copy of the example country that a test may spoil, and the shipped data set."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from siting.regions import Dataset, load_dataset

ROOT = Path(__file__).parents[2]
MOROCCO = ROOT / "data" / "regions"
EXAMPLE = ROOT / "models" / "example" / "data"


@pytest.fixture(scope="session")
def morocco() -> Dataset:
    return load_dataset(MOROCCO)


@pytest.fixture
def country(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "country"))


@pytest.fixture
def user(tmp_path: Path) -> Path:
    folder = tmp_path / "user"
    folder.mkdir()
    return folder


@pytest.fixture
def edit(country: Path) -> Callable[..., None]:
    """Change one cell: ``edit("talent", 3, "french_share", "52")`` on line 3 (the header is line 1)."""

    def change(table: str, line: int, column: str, value: str) -> None:
        path = country / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        rows[line - 1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    return change

"""The page about ensembles does what it says."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

from siting.ensemble.measure import TABLES

PAGE = Path(__file__).parents[2] / "docs/ensembles.md"


def test_the_example_gives_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PAGE.parents[1] / "models/example", tmp_path / "models/example")
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 2
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert outcome.failed == 0, "".join(said)
    assert outcome.attempted == 15


def test_every_table_and_column_is_on_the_page() -> None:
    rows = {
        cells[0]: cells for cells in (line.split("|")[1:] for line in PAGE.read_text("utf-8").splitlines()) if cells
    }
    for table, columns in TABLES.items():
        _, over, what, _ = rows[f" `{table}` "]
        ids = {"sample", "zone", "region", "year", "goal"}
        assert [name for name in columns if f"`{name}`" not in what and not (name in ids and name in over)] == []

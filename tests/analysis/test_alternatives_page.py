"""The page about alternatives does what it says."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.test_worked_examples import BLOCK, _console

PAGE = Path(__file__).parents[2] / "docs/alternatives.md"


@pytest.mark.usefixtures("in_this_process")
def test_the_example_gives_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PAGE.parents[1] / "models/example", tmp_path / "models/example")
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert [kind for kind, _ in blocks] == ["console", "python", "python"]
    _console(blocks[0][1], capsys)
    test = doctest.DocTestParser().get_doctest("\n".join(block for _, block in blocks[1:]), {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert outcome.failed == 0, "".join(said)
    assert outcome.attempted == 9
    text = PAGE.read_text("utf-8")
    for file in sorted((tmp_path / "near").glob("*.parquet")):
        row = next(line for line in text.splitlines() if line.startswith(f"| `{file.stem}` |"))
        ids = ("plan", "other", "zone", "region", "quantity")
        columns = [name for name in pd.read_parquet(file).columns if not name.startswith("name_") and name not in ids]
        assert [name for name in columns if f"`{name}`" not in row] == []
    assert re.search(r"`alternatives\.json`", text)

"""`docs/uncertainty.md` does what it says, and names every table, column, distribution and key."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

from siting.analysis.uncertainty import read_study
from siting.analysis.uncertainty.influences import COLUMNS
from siting.config.uncertain import NEEDS
from siting.ensemble import running
from siting.ensemble.cluster import connected
from siting.model.changes import apply_changes, times
from siting.planning import prepared
from tests.cli.test_worked_examples import BLOCK, _console
from tests.ensemble.processes import Cluster

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/uncertainty.md").read_text("utf-8")


def test_every_block_of_the_page(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the workers of all these tests: how many there are makes no difference."""
    monkeypatch.setattr(running, "connected", lambda _, workers, limit: connected(cluster.address, workers, limit))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "models/example", tmp_path / "models/example")
    blocks = BLOCK.findall(PAGE)
    assert [kind for kind, _ in blocks] == ["console", "python", "python", "console"]
    names: dict[str, object] = {}
    for kind, block in blocks:
        if kind == "console":
            _console(block, capsys)
            continue
        test = doctest.DocTestParser().get_doctest(block, names, "uncertainty.md", "uncertainty.md", 0)
        said: list[str] = []
        outcome = doctest.DocTestRunner().run(test, out=said.append, clear_globs=False)
        assert outcome.failed == 0, "".join(said)
        names.update(test.globs)
    _every_table_and_column(tmp_path / "futures")


def _every_table_and_column(folder: Path) -> None:
    rows = {line.split("|")[1].strip(): line for line in PAGE.splitlines() if line.startswith("| `")}
    short = {"first_year_50", "first_year_90", "seats_50", "seats_90", "q25", "q50", "q75"}
    for name, table in read_study(folder).tables.items():
        keys = {"outcome", "goal", "year", "zone", "region", "measure", "assumption", *COLUMNS["lhs"]}
        missing = [column for column in table if f"`{column}`" not in rows[f"`{name}`"] and column not in keys | short]
        assert missing == []
    for kind, columns in COLUMNS.items():
        assert [name for name in columns if not name.endswith("_conf") and f"`{name}`" not in rows[f"`{kind}`"]] in (
            [], ["mu"],
        )  # fmt: skip


def test_every_distribution_and_its_keys_are_on_the_page() -> None:
    rows = {line.split("|")[1].strip(): line for line in PAGE.splitlines() if line.startswith("| `")}
    for name, keys in NEEDS.items():
        assert [key for key in keys if f"`{key}`" not in rows[f"`{name}`"]] == []


def test_names_of_inputs_on_the_page_exist() -> None:
    _, _, inputs = prepared(ROOT / "models/example", None, (), None, lambda step: None)
    table = PAGE.split("| name | what |")[1].split("\n\n")[0]
    names = [part for line in table.splitlines()[2:] for part in line.split("|")[1].split("`")[1::2]]
    assert len(names) == 16
    for name in [*names, "zones.entry_limit[zone=S-1]", "pool.eligible_pool[skill=higher, year=2028]"]:
        if name != "national_pace":  # the example has none
            assert apply_changes(inputs, {name: times(0.9)}) is not inputs

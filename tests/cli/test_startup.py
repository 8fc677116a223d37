"""Help answers before anything heavy is loaded: what is imported is held here, how long it takes in benchmarks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Libraries that take longer to load than a help page may take as a whole, or that pull in one that does.
HEAVY = """
    babel dask distributed docx fontTools geopandas highspy mapclassify matplotlib numpy openpyxl orloge pandas pulp
    pyarrow pydantic pyogrio pyproj rich ruamel scipy shapely sqlalchemy typst xlsxwriter yaml
"""
#: typer itself reads the options of a single command with pydantic.
OF_TYPER = {"pydantic"}
#: Modules that a help page loads today, with room for a fifth more.
MOST_MODULES = 330
COMMANDS = (
    "solve compare explain replan frontier alternatives ensemble decide verify map chart report export style scenarios "
    "runs data math"
)

CODE = """
import contextlib, io, sys
import siting.__main__
from siting.cli import run
said = io.StringIO()
for words in {calls!r}:
    with contextlib.redirect_stdout(said):
        code = run(words)
    assert code == 0, (words, code)
assert len(said.getvalue()) > 10
print(len(sys.modules), *sorted({{name.split(".")[0] for name in sys.modules}} & set({heavy!r})))
"""


def _loaded(*calls: list[str]) -> tuple[int, list[str]]:
    """How many modules one process has loaded after the commands, and the heavy ones among them."""
    code = CODE.format(calls=list(calls), heavy=HEAVY.split())
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    count, *heavy = done.stdout.split()
    return int(count), heavy


@pytest.mark.parametrize(("words", "allowed"), [("--help", set()), ("--version", set()), ("solve --help", OF_TYPER)])
def test_help_loads_nothing_heavy(words: str, allowed: set[str]) -> None:
    count, heavy = _loaded(words.split())
    assert set(heavy) <= allowed
    assert count <= MOST_MODULES


def test_no_commands_help_loads_anything_heavy() -> None:
    _, heavy = _loaded(*([name, "--help"] for name in COMMANDS.split()))
    assert set(heavy) <= OF_TYPER

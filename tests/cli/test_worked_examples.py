"""The worked examples of the documentation do what their pages say, block by block.

``console`` blocks are run in a folder that holds a copy of `models/example`: each line of output that a page shows
must be printed, ``...`` standing for what is left out; ``# exit 4`` behind a command is the exit code that it must end
with.
``python`` blocks are doctests that share their names over the page.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest

from siting.cli import run

ROOT = Path(__file__).parents[2]
#: page -> the fewest blocks that it must have, so that a change of its marks does not switch the test off
PAGES = {
    "worked-example": 6,
    "compare": 5,
    "explain": 4,
    "scenarios": 6,
    "infeasible": 3,
    "replan": 4,
    "frontier": 1,
    "balance": 2,
}
BLOCK = re.compile(r"```(console|python)\n(.*?)```", re.DOTALL)
EXIT = re.compile(r"\s+# exit (\d+)$")


def _expected(line: str) -> re.Pattern[str]:
    """A line of the page as a pattern: ``...`` is anything, blanks are any number of blanks."""
    parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in line.split("...")]
    return re.compile(r"\s*.*?\s*".join(parts))


def _console(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    commands = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    for command, *expected in (each.rstrip("\n").split("\n") for each in commands):
        wanted = EXIT.search(command)
        program, *arguments = shlex.split(EXIT.sub("", command))
        assert program == "siting"
        code = run(arguments)
        told = capsys.readouterr()
        assert code == (int(wanted[1]) if wanted else 0), f"{command}\n{told.err}"
        shown = (told.err if wanted else told.out).replace(str(Path.cwd()), "...")
        for line in expected:
            assert _expected(line).search(shown), f"{command!r} does not print {line!r}:\n{shown}"


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("name", PAGES)
def test_every_block_of_a_page(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = ROOT / f"docs/{name}.md"
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "models/example", tmp_path / "models/example")
    names: dict[str, object] = {}
    blocks = BLOCK.findall(page.read_text("utf-8"))
    assert len(blocks) >= PAGES[name]
    for kind, block in blocks:
        if kind == "console":
            _console(block, capsys)
            continue
        test = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), 0)
        said: list[str] = []
        outcome = doctest.DocTestRunner().run(test, out=said.append, clear_globs=False)
        assert outcome.attempted > 0
        assert outcome.failed == 0, "".join(said)
        names.update(test.globs)

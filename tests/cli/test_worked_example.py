"""The worked example of the documentation does what its page says, block by block."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest

from siting.cli import run

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/worked-example.md"
BLOCK = re.compile(r"```(console|python)\n(.*?)```", re.DOTALL)


def _expected(line: str) -> re.Pattern[str]:
    """A line of the page as a pattern: ``...`` is anything, blanks are any number of blanks."""
    parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in line.split("...")]
    return re.compile(r"\s*.*?\s*".join(parts))


def _console(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    commands = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    for command, *expected in (each.rstrip("\n").split("\n") for each in commands):
        program, *arguments = shlex.split(command)
        assert program == "siting"
        assert run(arguments) == 0, command
        shown = capsys.readouterr().out.replace(str(Path.cwd()), "...")
        for line in expected:
            assert _expected(line).search(shown), f"{command!r} does not print {line!r}:\n{shown}"


def test_every_block_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "models/example", tmp_path / "models/example")
    names: dict[str, object] = {}
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert len(blocks) >= 6
    for kind, block in blocks:
        if kind == "console":
            _console(block, capsys)
            continue
        test = doctest.DocTestParser().get_doctest(block, names, PAGE.name, str(PAGE), 0)
        said: list[str] = []
        outcome = doctest.DocTestRunner().run(test, out=said.append, clear_globs=False)
        assert outcome.attempted > 0
        assert outcome.failed == 0, "".join(said)
        names.update(test.globs)

import re, pytest, shutil
from pathlib import Path
from tests.cli.test_worked_examples import BLOCK, _console, ROOT
def test_doc(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "models/example", tmp_path / "models/example")
    n=0
    for kind, block in BLOCK.findall((ROOT/"docs/infeasible.md").read_text("utf-8")):
        _console(block, capsys); n+=1
    print(n)

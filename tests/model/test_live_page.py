"""The example of docs/live.md runs and says what the model says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/live.md"


def test_the_example_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 1
    said, names = io.StringIO(), {}
    with contextlib.redirect_stdout(said):
        exec(compile(blocks[0], str(PAGE), "exec"), names)
    assert names["dearer"].value > names["reference"].value
    assert names["live"].inputs is names["inputs"]
    assert len(said.getvalue().splitlines()) >= 5

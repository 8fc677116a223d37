"""The gallery: every picture has its command, and still looks like what that command draws."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.gallery import GALLERY, draw, gallery_page
from scripts.page_pictures import SHOTS
from siting.results import Run
from tests.report.references import assert_same_picture

ROOT = Path(__file__).parents[1]
ENTRIES = [entry for section in GALLERY for entry in section.entries]
#: Drawn anew by the test: one of each command; all are drawn by `make pictures`.
AGAIN = ("change", "lorenz", "brief-ar")


def test_the_page_is_the_one_that_the_script_writes() -> None:
    assert (ROOT / "docs/gallery.md").read_text("utf-8") == gallery_page(), "make pictures"


def test_every_picture_is_there_and_none_is_left_over() -> None:
    shown = {f"{entry.name}.png" for entry in ENTRIES}
    assert len(shown) == len(ENTRIES)
    shown |= {f"{name}.png" for name in SHOTS}
    assert {path.name for path in (ROOT / "docs/img").iterdir()} == shown
    linked = re.findall(r"\(docs/img/([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert set(linked) <= shown


def test_the_gallery_shows_every_language_and_every_kind() -> None:
    commands = [shlex.split(entry.command) for entry in ENTRIES]
    languages = {words[words.index("--lang") + 1] for words in commands if "--lang" in words}
    assert languages >= {"ar", "en"}
    kinds = {words[words.index("--kind") + 1] for words in commands if "--kind" in words}
    assert kinds >= {"choropleth", "circles", "change", "flows", "catchments", "multiples", "bars", "lorenz", "path",
                     "costs", "slope"}  # fmt: skip


@pytest.mark.parametrize("name", AGAIN)
def test_a_picture_still_looks_like_that(name: str, national_runs: Mapping[str, Run], tmp_path: Path) -> None:
    (runs,) = {national_runs[scenario].folder.parent for scenario in ("reference", "balanced")}
    (made,) = draw([name], tmp_path, runs)
    assert_same_picture(made, ROOT / "docs/img" / made.name)

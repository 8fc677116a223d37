"""Pages are true: generated ones are fresh, links lead somewhere, no page names a place that is not there."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from siting.planning import formulation_text, schema_text

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "models").rglob("*.md")])
#: The line below the head of a table; what looks like a border in a head but is none.
RULE, CELL = re.compile(r"\|(\s*:?-+:?\s*\|)+"), re.compile(r"\\\||`[^`]*`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")


def test_the_formulation_is_the_one_that_the_code_writes() -> None:
    written = (ROOT / "models/FORMULATION.md").read_text("utf-8")
    assert written == formulation_text("models/example", None), "make docs"


def test_the_schema_is_the_one_that_the_code_writes() -> None:
    assert (ROOT / "models/model.schema.json").read_text("utf-8") == schema_text(), "make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_table_has_a_head_of_as_many_columns_on_a_line_of_its_own(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    wrong = []
    for before, line in pairwise(["", *lines]):
        if RULE.fullmatch(line) and (not before.startswith("|") or CELL.sub("", before).count("|") != line.count("|")):
            wrong.append(line)
        if "| |---" in line or (line.startswith("|") and before and not before.startswith(("|", "```"))):
            wrong.append(line)
    assert wrong == []


def test_every_page_of_docs_is_in_the_index() -> None:
    index = (ROOT / "docs/index.md").read_text("utf-8")
    pages = [page.name for page in (ROOT / "docs").glob("*.md") if page.name != "index.md"]
    assert [page for page in pages if f"({page})" not in index] == []


def test_make_targets_are_explained() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets is not None
    assert [name for name in targets[1].split() if not re.search(rf"^{name}:.*## ", makefile, re.MULTILINE)] == []

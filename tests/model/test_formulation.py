"""The formulation page and the code that builds the model cannot part."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import siting.model
from siting.model.constraints import CONSTRAINTS
from siting.model.formulation import entries, formulation_markdown
from siting.model.inputs import Inputs, Scalars
from siting.model.notation import NOTATION
from siting.model.objectives import COST_TERMS, GOAL_TERMS, TERMS
from siting.model.variables import Variables
from siting.model.welfare import KolmPollakCurve
from tests.model.tiny import two_zones

PACKAGE = Path(siting.model.__file__).parent
PAGE = PACKAGE.parents[1] / "models" / "FORMULATION.md"
RULES = (*entries(CONSTRAINTS), *entries(TERMS))

#: Signs, layout and function words of LaTeX: not symbols of the model.
SIGNS = set(
    re.split(
        " +",
        r"\sum \le \ge \forall \quad \qquad \in \frac \left \right \min \max \exp \ln \mathbb \cdot \, \; \! \{ \} "
        r"= + - < > ( ) , : . | / 0 1 2 3 4 5 6 7 8 9",
    )
) | {"\\ "}
ACCENTS = {r"\underline", r"\overline", r"\bar", r"\hat", r"\mathcal"}


def tokens(latex: str) -> list[str]:
    """Commands, letters and signs, with ``{...}`` groups kept whole after ``^`` and ``_`` and accents."""
    latex = re.sub(r"\\text\{[^}]*\}", " ", latex)
    return re.findall(r"\\[A-Za-z]+|\\.|[\^_]|\{|\}|[A-Za-z0-9]|\S", latex)


def group(parts: list[str], at: int) -> tuple[str, int]:
    """The token or ``{...}`` group at ``at``, without its braces, and where the next begins."""
    if parts[at] != "{":
        return parts[at], at + 1
    depth, end = 1, at + 1
    while depth:
        depth += {"{": 1, "}": -1}.get(parts[end], 0)
        end += 1
    inner = parts[at + 1 : end - 1]
    return "".join(f"{part} " if part.startswith("\\") else part for part in inner).strip(), end


def symbols(latex: str) -> tuple[set[str], set[str]]:
    """The symbols of an equation (with their superscript where it is a name) and the indices below them."""
    parts, found, below = tokens(latex), set(), set()
    at = 0
    while at < len(parts):
        part = parts[at]
        if part in ("{", "}") or part in SIGNS:
            at += 1
            continue
        if part in ("_", "^"):  # limits of a sum
            text, at = group(parts, at + 1)
            for one in symbols(text):
                below |= one
            continue
        name, at = part, at + 1
        if part in ACCENTS:
            inner, at = group(parts, at)
            name = (
                f"{part}{{{inner}}}"
                if part == r"\mathcal"
                else f"{part}{inner if inner[0] == chr(92) else ' ' + inner}"
            )
        script: dict[str, str] = {}
        while at < len(parts) and parts[at] in ("^", "_"):
            mark = parts[at]
            script[mark], at = group(parts, at + 1)
        if "_" in script:
            for one in symbols(script["_"]):
                below |= one
        above = script.get("^", "")
        if above and above != "*":
            name += f"^{above}" if len(above) == 1 else f"^{{{above}}}"
        found.add(name)
    return found, below


def known() -> tuple[set[str], set[str]]:
    """Symbols and indices of the notation table; a subscript in the table is not part of the name."""
    names = {re.sub(r"_\{?\\?\w+\}?$", "", symbol.latex) for symbol in NOTATION}
    names |= {symbol.latex for symbol in NOTATION}
    indices = {symbol.latex for symbol in NOTATION if symbol.kind in ("index", "set")}
    return names, indices


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.name)
def test_every_symbol_is_in_the_notation_table(entry):
    names, indices = known()
    for equation in entry.equations:
        used, below = symbols(equation.replace("'", ""))
        assert used <= names
        assert below <= indices | names


def test_every_line_of_the_notation_table_is_used():
    text = " ".join(equation for entry in RULES for equation in (*entry.equations, *entry.notes))
    used, below = symbols(text.replace("$", " ").replace("'", ""))
    plain = {re.sub(r"_\{?\\?\w+\}?$", "", symbol.latex) for symbol in NOTATION}
    assert plain - used - below == set()


def test_symbols_and_their_names_in_the_code_are_real():
    assert len({symbol.latex for symbol in NOTATION}) == len(NOTATION)
    variables = set(Variables.__annotations__) | {"shortfall", "gini", "per_1000_active", "costs", "-"}
    assert {symbol.code for symbol in NOTATION if symbol.kind == "variable"} <= variables
    inputs = two_zones()
    columns = {
        column for name in ("zones", "zone_segment", "zone_segment_year", "zone_year") for column in inputs.table(name)
    }
    columns |= {
        column for name in ("pool", "staff_start", "arcs", "segments", "skill_mix") for column in inputs.table(name)
    }
    derived = {"discount", "active_share", "fixed", *KolmPollakCurve.__annotations__, "slopes"}
    for symbol in NOTATION:
        if symbol.kind == "parameter":
            head = symbol.code.split(".")[0]
            assert head in columns | set(Scalars.model_fields) | derived | {"skill_mix"}, symbol


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.name)
def test_every_block_says_what_it_means(entry):
    assert entry.sentence.endswith(".")
    assert entry.unit
    assert entry.equations
    assert all(equation.count("{") == equation.count("}") for equation in entry.equations)
    assert len(entry.source) > 10
    assert entry.source.endswith(".")


@pytest.mark.parametrize("entry", entries(CONSTRAINTS), ids=lambda entry: entry.name)
def test_every_price_has_a_meaning(entry):
    assert len(entry.dual) > 20


def test_names_are_unique():
    for rules in (CONSTRAINTS, TERMS):
        names = [rule.name for rule in rules]
        assert len(set(names)) == len(names)
    assert TERMS == COST_TERMS + GOAL_TERMS
    assert all(term.payer != "none" for term in COST_TERMS if term.name != "shortfall")


def test_the_page_is_up_to_date():
    text = formulation_markdown()
    if os.environ.get("SITING_REGENERATE") == "1":
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


def test_the_page_is_markdown():
    assert "``" not in formulation_markdown()
    assert "Part of the objective `least_served`: a row turns" in formulation_markdown()


def test_the_page_of_one_run_lists_its_blocks_with_their_rows():
    inputs: Inputs = two_zones()
    text = formulation_markdown(inputs)
    assert "### `capacity`" in text
    assert "(zone x year; seats; 4 rows in this run)" in text
    quiet = formulation_markdown(
        Inputs(**{**vars(inputs), "scalars": inputs.scalars.model_copy(update={"national_pace": None})})
    )
    assert "### `national_pace`" not in quiet


@pytest.mark.parametrize("folder", ["constraints", "objectives"])
def test_one_short_file_each_and_none_forgotten(folder):
    init = (PACKAGE / folder / "__init__.py").read_text(encoding="utf-8")
    files = [path for path in (PACKAGE / folder).glob("*.py") if path.name != "__init__.py"]
    assert files
    for path in files:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 80, path.name
        assert f"siting.model.{folder}.{path.stem} import" in init, path.name


def test_modules_fit_in_the_head():
    for path in PACKAGE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 301, path.name

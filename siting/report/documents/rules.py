"""The rules and goals that were switched on in a run, each with its sentence and its formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siting.report.documents.blocks import Equation
from siting.words import Lang, keys, number, say

if TYPE_CHECKING:
    from siting.model.formulation import Entry
    from siting.results import Run

__all__ = ["active_rules", "notation_rows", "rule_equations"]

_TEXT = re.compile(r"\\text\{([^}]*)\}")
#: Indices and variables as they are printed -> their key in the catalogue.
_SYMBOLS = (
    ("z, i", "zone"), ("r", "region"), ("s", "segment"), ("q", "skill"), ("t, τ, T", "year"), ("p", "payer"),
    ("n", "jobs"), ("a", "added"), ("x", "build"), ("w", "staff"), ("u", "trained"), ("y, m", "parks"),
    ("h", "shortfall"), ("g", "gap"), ("v", "least"), ("N, A", "totals"), ("δ", "discount"),
)  # fmt: skip
_GOALS = ("suitability", "inequality", "least_served", "ordered_median", "kolm_pollak")


def active_rules(run: Run) -> tuple[dict[str, int], tuple[str, ...], tuple[str, ...]]:
    """Constraints with their numbers of rows, cost terms, and goals besides cost that this run had."""
    from siting.model.build import build
    from siting.model.objectives import COST_TERMS

    scalars = run.inputs.scalars
    rows = {block.name: len(block) for block in build(run.inputs).blocks}
    off = {"opening_cost": not scalars.indivisible, "shortfall": not scalars.soft_goals}
    terms = tuple(term.name for term in COST_TERMS if not off.get(term.name, False))
    objective = scalars.objective
    asked = {str(stage.objective) for stage in objective.stages}
    if objective.method == "weighted":
        asked = {str(name) for name, weight in objective.weights.items() if weight}
    return rows, terms, tuple(name for name in _GOALS if name in asked)


def rule_equations(run: Run, lang: Lang) -> tuple[list[Equation], list[Equation], list[Equation]]:
    """Constraints, cost terms and goals that were switched on, in the order of the formulation."""
    from siting.model.constraints import CONSTRAINTS
    from siting.model.formulation import entries
    from siting.model.objectives import COST_TERMS, GOAL_TERMS

    rows, terms, goals = active_rules(run)
    rules = []
    for entry in entries(CONSTRAINTS):
        if count := rows.get(entry.name, 0):
            text = say("document-rule-rows", lang, text=_sentence(entry.name, entry, lang), count=number(count, lang))
            rules.append(Equation(entry.name, _title(entry.name, lang), text, _formula(entry, lang)))
    costs = [_equation(entry, entry.name, lang) for entry in entries(COST_TERMS) if entry.name in terms]
    aims = [_equation(entry, f"goal-{entry.name}", lang) for entry in entries(GOAL_TERMS) if entry.name in goals]
    return rules, costs, aims


def _equation(entry: Entry, key: str, lang: Lang) -> Equation:
    return Equation(entry.name, _title(key, lang), _sentence(key, entry, lang), _formula(entry, lang))


def _title(name: str, lang: Lang) -> str:
    part = name.replace("_", "-")
    return say(f"rules-title-{part}", lang) if f"rules-title-{part}" in keys(lang) else name


def _sentence(name: str, entry: Entry, lang: Lang) -> str:
    """What a rule says; in the words of the formulation where the catalogue does not know the rule."""
    part = name.replace("_", "-")
    return say(f"rules-text-{part}", lang) if f"rules-text-{part}" in keys(lang) else entry.sentence


def _formula(entry: Entry, lang: Lang) -> str:
    """The formula with the words in it in the language of the document."""
    return r" \qquad ".join(_TEXT.sub(lambda found: _word(found.group(1), lang), each) for each in entry.equations)


def _word(text: str, lang: Lang) -> str:
    plain = re.sub(r"[^a-z]+", "-", text.lower()).strip("-")
    key = f"rules-word-{plain}"
    if key not in keys(lang):
        return rf"\text{{{text}}}"
    space = " " if text.startswith(" ") else ""
    return rf"\text{{{space}{say(key, lang)}}}"


def notation_rows(lang: Lang) -> tuple[tuple[str, str], ...]:
    """Indices and variables of the formulas with what they stand for."""
    return tuple((symbol, say(f"document-symbol-{key}", lang)) for symbol, key in _SYMBOLS)

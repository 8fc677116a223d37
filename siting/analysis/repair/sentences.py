"""A diagnosis in sentences, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from siting.analysis.repair.diagnosis import Combination, Diagnosis, Move, Repair
from siting.model.conflict import Conflict, Rule
from siting.words import Lang, keys, listing, money, number, percent, plural, say, series

__all__ = ["diagnosis_lines", "diagnosis_record"]

#: Places of a rule are named up to so many, then counted.
_NAMED = 3
Figure = Callable[[float, Lang], str]


def _digits(digits: int) -> Figure:
    return lambda value, lang: number(value, lang, digits)


def _share(digits: int) -> Figure:
    return lambda value, lang: percent(value, lang, digits)


#: How the values of a kind of move are written; whole numbers where nothing is said.
_FIGURES: dict[str, Figure] = {
    "exports": money,
    "budget": money,
    "recruit": _share(2),
    "growth": _share(0),
    "shrink": _share(0),
    "market": _digits(1),
    "floor": _digits(2),
    "cap": _digits(2),
    "gini": _digits(3),
    "least-served": _digits(1),
    "ordered-median": _digits(2),
    "kolm-pollak": _digits(2),
    "limit-cost": money,
    "limit-commuting": money,
    "group-min": _share(1),
    "group-max": _share(1),
    "share-min": _share(1),
    "share-max": _share(1),
    "training": lambda value, lang: percent(value - 1.0, lang),
    "soft-exports": money,
}


def diagnosis_lines(diagnosis: Diagnosis, lang: Lang) -> list[str]:
    """What contradicts itself, what would help and by which settings, line by line; list items begin with ``  - ``."""
    lines: list[str] = []
    for position, conflict in enumerate(diagnosis.conflicts):
        lines += _conflict(diagnosis, conflict, position, lang)
    lines += [
        say(f"infeasible-note-{note}", lang) for note in diagnosis.notes if note in ("large", "undecided", "parks")
    ]
    if diagnosis.repairs:
        lines.append(say("infeasible-repairs", lang))
        for repair in diagnosis.repairs:
            move = _repair(diagnosis, repair, lang)
            told = move if repair.least else say("infeasible-not-least", lang, move=move)
            soft = repair.move.kind.startswith("soft")
            lines += _item(_with_cost(told, repair.cost_mmad, lang, soft=soft), repair.settings)
    elif diagnosis.conflicts:
        lines.append(say("infeasible-none", lang))
    lines += _not_enough(diagnosis, lang)
    if diagnosis.combination is not None:
        lines += _combination(diagnosis, diagnosis.combination, lang)
    if "time" in diagnosis.notes:
        lines.append(say("infeasible-note-time", lang))
    return lines


def diagnosis_record(diagnosis: Diagnosis, lang: Lang = "en") -> dict[str, Any]:
    """``conflict``, ``further_conflicts``, ``repairs``, ``combination`` and ``notes`` as plain values."""
    conflicts = [_record(diagnosis, each, lang) for each in diagnosis.conflicts]
    combination = diagnosis.combination
    return {
        "conflict": conflicts[0] if conflicts else None,
        "further_conflicts": conflicts[1:],
        "repairs": [
            {
                **asdict(each.move),
                "settings": list(each.settings),
                "cost_mmad": each.cost_mmad,
                "reached": each.reached,
                "least": each.least,
                "reached_exports_mmad": each.reached_exports_mmad,
                "sentence": _repair(diagnosis, each, lang),
            }
            for each in diagnosis.repairs
        ],
        "combination": None
        if combination is None
        else {
            "moves": [{**asdict(move), "sentence": _move(diagnosis, move, lang)} for move in combination.moves],
            "settings": list(combination.settings),
            "cost_mmad": combination.cost_mmad,
            "least": combination.least,
        },
        "notes": list(diagnosis.notes),
    }


def _record(diagnosis: Diagnosis, conflict: Conflict, lang: Lang) -> dict[str, Any]:
    return {
        "rules": [
            {
                "rule": rule.name,
                "of": rule.of or None,
                "rows": [dict(cell) for cell in rule.cells],
                "exact": rule.exact,
                "sentence": _rule(diagnosis, rule, lang),
            }
            for rule in conflict.rules
        ],
        "irreducible": conflict.irreducible,
        "minimum": conflict.minimum,
        "relaxed": conflict.relaxed,
        "critical": list(conflict.critical),
        "without": [{"rule": name, "rules": [rule.key for rule in rules]} for name, rules in conflict.without],
    }


def _conflict(diagnosis: Diagnosis, conflict: Conflict, position: int, lang: Lang) -> Iterator[str]:
    if position:
        yield say("infeasible-further", lang)
    else:
        yield say("infeasible-conflict" if conflict.irreducible else "infeasible-conflict-undecided", lang)
    for rule in conflict.rules:
        yield f"  - {_rule(diagnosis, rule, lang)}"
    if not position and conflict.irreducible:
        yield say("infeasible-minimum" if conflict.minimum else "infeasible-irreducible", lang)
    if conflict.relaxed:
        yield say("infeasible-relaxed", lang)


def _rule(diagnosis: Diagnosis, rule: Rule, lang: Lang) -> str:
    name = rule.name.replace("_", "-")
    known = f"infeasible-rule-{name}" in keys(lang)
    of = _about(diagnosis, rule.of, lang) if known else rule.key
    label = say(f"infeasible-rule-{name}" if known else "infeasible-rule-other", lang, of=of)
    details = [_years(rule.ids("year"), lang) if rule.name != "export_goal" else ""]
    details.append(_places(diagnosis, rule.ids("region"), "regions", lang))
    if rule.name not in ("lock_in", "lock_seats"):
        details.append(_places(diagnosis, rule.ids("zone"), "places", lang))
    told = series([each for each in details if each], lang)
    return say("infeasible-detail", lang, rule=label, details=told) if told else label


def _about(diagnosis: Diagnosis, of: str, lang: Lang) -> str:
    """The payer, place, segment or group that a rule or a move is about."""
    if of in ("state", "developer", "firm", "worker"):
        return say(f"infeasible-payer-{of}", lang)
    return _name(diagnosis, of, lang)


def _name(diagnosis: Diagnosis, code: str, lang: Lang) -> str:
    names = diagnosis.names.get(code)
    return code if names is None else names[lang]


def _years(years: Sequence[str], lang: Lang) -> str:
    """``2030``, ``2025 to 2030`` or ``2025 and 2030``."""
    numbers = sorted(int(year) for year in years)
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return say("infeasible-years", lang, first=str(numbers[0]), last=str(numbers[-1]))
    return listing([str(year) for year in numbers], lang) if numbers else ""


def _places(diagnosis: Diagnosis, codes: Sequence[str], kind: str, lang: Lang) -> str:
    if len(codes) > _NAMED:
        return say(f"infeasible-{kind}", lang, count=len(codes), number=number(len(codes), lang))
    return listing([_name(diagnosis, code, lang) for code in codes], lang) if codes else ""


def _not_enough(diagnosis: Diagnosis, lang: Lang) -> Iterator[str]:
    """Why no repair lowers a goal that is part of the conflict."""
    for conflict in diagnosis.conflicts:
        for name, rules in conflict.without:
            goal = say(f"infeasible-goal-{name.split('_')[0]}", lang)
            told = listing([_rule(diagnosis, rule, lang) for rule in rules], lang)
            yield say("infeasible-not-enough", lang, goal=goal, rules=told, count=len(rules))


def _repair(diagnosis: Diagnosis, repair: Repair, lang: Lang) -> str:
    exports = {"exports": repair.reached_exports_mmad}
    return _move(diagnosis, repair.move, lang, reached=repair.reached, **exports)


def _move(diagnosis: Diagnosis, move: Move, lang: Lang, **further: float | None) -> str:
    figure = _FIGURES.get(move.kind, _digits(0))
    given = {"old": move.old, "new": move.new, **further}
    values = {
        name: (money if name == "exports" else figure)(value, lang)
        for name, value in given.items()
        if value is not None
    }
    count = plural(further.get("reached") or 0.0, lang)
    about = _about(diagnosis, move.of, lang)
    return say(f"infeasible-move-{move.kind}", lang, of=about, reached_count=count, **values)


def _with_cost(move: str, cost_mmad: float | None, lang: Lang, *, soft: bool = False) -> str:
    """A move with the least cost of a plan; with a soft goal it is the cost of the plan that misses least."""
    key = "infeasible-cost-soft" if soft else "infeasible-cost"
    return move if cost_mmad is None else say(key, lang, move=move, cost=money(cost_mmad, lang))


def _item(text: str, settings: Sequence[str]) -> list[str]:
    """A line, and under it what to add to the command."""
    return [f"  - {text}", f"      {_options(settings)}"]


def _options(settings: Sequence[str]) -> str:
    import shlex

    return " ".join(f"--set {shlex.quote(setting)}" for setting in settings)


def _combination(diagnosis: Diagnosis, combination: Combination, lang: Lang) -> Iterator[str]:
    yield say("infeasible-combination-goals" if diagnosis.repairs else "infeasible-combination", lang)
    *first, last = (_move(diagnosis, move, lang) for move in combination.moves)
    yield from (f"  - {each}" for each in first)
    yield from _item(_with_cost(last, combination.cost_mmad, lang), combination.settings)

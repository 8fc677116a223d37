"""What to do when no plan exists: which rules contradict one another, and the least that would have to give.

For every lever that could help, the least readable value with which a plan exists: where a limit enters right-hand
sides only, one linear programme says how far it has to move (elastic programming); else the values are bisected, for
every move of a lever in its direction can only help. Each repair is then solved with, exactly as its settings would be
from the command line, and one readable step less is shown not to be enough. Where no single lever suffices, the
smallest combination is sought, each limit weighed by its own size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from siting.analysis.repair.cases import InputsCase, Recipe, RecipeCase, setting_texts
from siting.analysis.repair.combine import combine
from siting.analysis.repair.levers import Lever, levers
from siting.analysis.repair.search import Search
from siting.analysis.repair.switches import Switch, switches
from siting.model.backend import LARGE
from siting.model.build import build
from siting.model.conflict import Conflict, Rule, find_conflicts
from siting.model.deadline import Deadline
from siting.model.inputs import Inputs
from siting.model.moves import Reach
from siting.words import LANGS, Lang

__all__ = ["Combination", "Diagnosis", "Move", "Recipe", "Repair", "diagnose"]

#: Kinds of moves by which a goal itself is given up; where only these help, a combination that keeps the goals is told.
_GOALS = frozenset({"jobs", "exports", "soft-jobs", "soft-exports", "soft-goals"})
#: Seconds for a diagnosis, and where parks are whole.
_BUDGET_S, _BUDGET_WHOLE_S = 30.0, 90.0
#: Share of the time that may go into finding the conflict.
_FOR_CONFLICT = 0.5
#: How many times the time of another lever the number of parks gets.
_PARKS_WEIGH = 3.0


@dataclass(frozen=True)
class Move:
    """One limit moved: its kind, what it is about (year, segment, payer, zone, group, or empty), the key of the model
    file, the values before and after and the change relative to its size (None where a decision is taken back whole).
    """

    kind: str
    of: str
    key: str
    old: float | None
    new: float | None
    change: float | None


@dataclass(frozen=True)
class Repair:
    """One move after which a plan exists.

    ``settings`` are ``key=value`` texts for ``--set``; ``cost_mmad`` is the least cost with it (None where time was
    too short to know it; with whole parks within 5 %; never with the penalty of a soft goal), ``reached`` what a goal
    that was declared soft comes to in its last year (jobs, or MMAD of exports; ``reached_exports_mmad`` where both
    goals were). ``least``: one readable step less was shown not to be enough.
    """

    move: Move
    settings: tuple[str, ...]
    cost_mmad: float | None
    reached: float | None
    least: bool
    reached_exports_mmad: float | None = None


@dataclass(frozen=True)
class Combination:
    """Several moves after which a plan exists.

    ``least``: no smaller sum of relative moves of the limits in the conflicts does (before rounding; of all limits
    where those are not enough); else none of the moves can be smaller while the others stay.
    """

    moves: tuple[Move, ...]
    settings: tuple[str, ...]
    cost_mmad: float | None
    least: bool


@dataclass(frozen=True)
class Diagnosis:
    """What was found.

    ``conflicts`` share no rule, the first is the smallest found; ``repairs`` are in order of their relative size;
    ``combination`` is made where no single repair keeps the goals; ``notes`` are keys of what could not be done
    (``large``, ``undecided``, ``parks``, ``time``, ``feasible``); ``names`` are those of places by code
    and language.
    """

    conflicts: tuple[Conflict, ...]
    repairs: tuple[Repair, ...] = ()
    combination: Combination | None = None
    notes: tuple[str, ...] = ()
    names: dict[str, dict[Lang, str]] = field(default_factory=dict)

    @property
    def tells(self) -> bool:
        """Whether there is anything to tell: not where a plan exists (its cost, say, has no floor)."""
        return "feasible" not in self.notes

    @property
    def conflict(self) -> Conflict | None:
        """The first conflict."""
        return self.conflicts[0] if self.conflicts else None


def diagnose(
    inputs: Inputs,
    *,
    recipe: Recipe | None = None,
    progress: Callable[[str], None] | None = None,
    budget_s: float | None = None,
) -> Diagnosis:
    """Why no plan exists for ``inputs``, and what would help, within about ``budget_s`` seconds (default: 30, with
    indivisible parks 90).

    With the ``recipe`` of the model every key of its file can be a lever; without, those that are numbers of the
    inputs. A diagnosis without conflicts says in ``notes`` why: the model is feasible, too large, or was not decided.
    """
    tell = progress or (lambda _: None)
    program = build(inputs)
    seconds = budget_s if budget_s is not None else _BUDGET_WHOLE_S if len(program.integer) else _BUDGET_S
    deadline = Deadline(seconds)
    if len(program.cost) >= LARGE:
        return Diagnosis((), notes=("large",))
    found = find_conflicts(program, Deadline(_FOR_CONFLICT * seconds), tell)
    if found.feasible:
        return Diagnosis((), notes=("feasible",))
    case = RecipeCase(recipe, inputs) if recipe is not None else InputsCase(inputs)
    search = Search(case, program, deadline, tell)
    if not found.found:
        return _undecided(search)
    every, conflicts = levers(case), found.found
    items: tuple[Lever | Switch, ...] = (*every, *switches(case))
    helpful = [each for each in items if _helps(each, conflicts)]
    kept = sorted(_repairs(search, helpful), key=_by_size)
    combination = None
    if not any(each.move.kind not in _GOALS for each in kept):
        others = [each for each in every if not kept or each.kind not in _GOALS]
        combination = _combination(search, others, conflicts)
    notes = ("time",) if search.cut_short or deadline.left <= 0 else ()
    return Diagnosis(conflicts, tuple(kept), combination, notes, _names(inputs, conflicts))


def _undecided(search: Search) -> Diagnosis:
    """Where time ran out before a conflict: whether parks of any size would do."""
    whole = [switch for switch in switches(search.case) if switch.kind == "divisible"]
    repairs = tuple(each for switch in whole if (each := _of_switch(search, switch)) is not None)
    return Diagnosis((), repairs, notes=("parks" if repairs else "undecided",))


def _helps(one: Lever | Switch, conflicts: Sequence[Conflict]) -> bool:
    """Whether one lever can resolve every conflict: it must touch each, and no rule can help more than by vanishing.

    Without its rule everything else must be possible; that is known of the rules of the first conflict.
    """
    first = conflicts[0]
    if one.kind == "soft-goals":  # only where one goal alone is not enough
        every = all(one.touches(each.rules) for each in conflicts)
        return every and not one.touches(rule for rule in first.rules if rule.key in first.critical)
    decisive = [rule for rule in first.rules if rule.key in first.critical]
    return bool(decisive) and len(conflicts) == 1 and one.touches(decisive)


def _first(one: Lever | Switch) -> int:
    """With whole parks each question takes seconds: what is about parks comes first, soft goals last."""
    if one.kind == "divisible":
        return 0
    return 1 if "park" in one.kind or one.kind == "per-region" else 3 if one.kind.startswith("soft") else 2


def _repairs(search: Search, helpful: Sequence[Lever | Switch]) -> Iterator[Repair]:
    """The repairs, each sought in its share of the time; the number of parks is hard to settle and gets more of it."""
    ordered = sorted(helpful, key=_first) if search.is_mip else list(helpful)
    weights = [_PARKS_WEIGH if each.kind in ("park-min", "park-max") else 1.0 for each in ordered]
    for position, each in enumerate(ordered):
        search.allot(weights[position] / sum(weights[position:]))
        found = _of_lever(search, each) if isinstance(each, Lever) else _of_switch(search, each)
        search.settle(found is not None)
        if found is not None:
            yield found


def _cost(reach: Reach) -> float | None:
    return reach.cost_mmad if reach.least else None


def _of_lever(search: Search, lever: Lever) -> Repair | None:
    """The least readable value of a lever with which a plan exists, solved with."""
    found = search.least(lever)
    if found is None:
        return None
    steps, reach, least = found
    value = lever.value(steps)
    settings = setting_texts(lever.settings(value))
    return Repair(_move(lever, value), settings, _cost(reach), None, least)


def _of_switch(search: Search, switch: Switch) -> Repair | None:
    """A decision taken back, solved with."""
    reach = search.reach(switch.settings)
    if reach is None or (not reach.least and switch.kind.startswith("soft")):
        return None  # what a soft goal comes to is only known of the best plan
    move = Move(switch.kind, switch.of, next(iter(switch.settings), ""), None, None, None)
    jobs = reach.jobs[int(switch.of)] if switch.kind in ("soft-jobs", "soft-goals") else None
    exports = reach.exports_mmad[int(switch.of)] if switch.kind in ("soft-exports", "soft-goals") else None
    first, second = (exports, None) if jobs is None else (jobs, exports)
    return Repair(move, setting_texts(switch.settings), _cost(reach), first, True, second)


def _combination(search: Search, every: Sequence[Lever], conflicts: Sequence[Conflict]) -> Combination | None:
    rules: list[Rule] = [rule for conflict in conflicts for rule in conflict.rules]
    found = combine(search, every, rules)
    if found is None:
        return None
    moves = tuple(_move(lever, lever.value(steps)) for lever, steps in found.steps)
    settings = {key: value for lever, steps in found.steps for key, value in lever.settings(lever.value(steps)).items()}
    ordered = tuple(sorted(moves, key=lambda move: move.change or 0.0))
    return Combination(ordered, setting_texts(settings), _cost(found.reach), found.least)


def _move(lever: Lever, value: float) -> Move:
    return Move(lever.kind, lever.of, lever.key, lever.old, value, abs(value - lever.old) / lever.scale)


def _by_size(repair: Repair) -> tuple[bool, float, str]:
    change = repair.move.change
    return (change is None, change or 0.0, repair.move.key)


def _names(inputs: Inputs, conflicts: Sequence[Conflict]) -> dict[str, dict[Lang, str]]:
    """Code -> language -> name, of the zones and regions of an inputs' labels, where there are any."""
    found: dict[str, dict[Lang, str]] = {}
    for frame, key in ((inputs.labels, "zone"), (inputs.region_labels, "region")):
        if key in frame:
            by_lang = [frame[f"name_{lang}"].astype(str) for lang in LANGS]
            for code, *names in zip(frame[key].astype(str), *by_lang, strict=True):
                found[code] = dict(zip(LANGS, names, strict=True))
    wanted = {value for c in conflicts for rule in c.rules for cell in rule.cells for _, value in cell}
    locked = {rule.of for c in conflicts for rule in c.rules}
    return {code: names for code, names in found.items() if code in wanted | locked}

"""Decisions that a planner can take back whole: a lock dropped, whole parks given up, a goal declared soft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from siting.analysis.repair.cases import Case, Settings
from siting.model.conflict import Rule

__all__ = ["Switch", "switches"]

#: Price of a missing job (MMAD) or of a missing MMAD of exports where the model file states none: above any cost.
_PENALTY = {"jobs": 10.0, "exports": 100.0}


@dataclass(frozen=True)
class Switch:
    """One such decision: the rules that it removes (keys or names of `Rule`), what it is about, and its settings."""

    kind: str
    of: str
    rules: frozenset[str]
    settings: Settings

    def touches(self, rules: Iterable[Rule]) -> bool:
        """Whether the switch removes one of these rules."""
        return any(rule.key in self.rules or rule.name in self.rules for rule in rules)


def switches(case: Case) -> tuple[Switch, ...]:
    """Every decision of a model that can be taken back."""
    return tuple(switch for maker in (_locks, _softer) for switch in maker(case))


def _locks(case: Case) -> Iterator[Switch]:
    parks = case.tree["parks"]
    locks = parks["locks"]
    for name in ("in", "out"):
        zones = list(locks[f"zones_{name}"])
        for zone in zones:
            rules = frozenset({f"lock_in:{zone}"} if name == "in" else {"lock_out"})
            left = {f"parks.locks.zones_{name}": [each for each in zones if each != zone]}
            yield Switch(f"lock-{name}", zone, rules, left)
    for zone, years in locks["seats"].items():
        taken: dict[str, Any] = {f"parks.locks.seats.{zone}.{year}": None for year in years}
        yield Switch("lock-seats", zone, frozenset({f"lock_seats:{zone}"}), taken)
    if parks["park_count"]["one_per_region"]:
        off = {"parks.park_count.one_per_region": False}
        yield Switch("per-region", "", frozenset({"park_per_region"}), off)
    if parks["indivisible"]:
        count = parks["park_count"]
        counted: dict[str, Any] = {
            f"parks.park_count.{name}": None for name in ("min", "max") if count[name] is not None
        }
        if count["one_per_region"]:
            counted["parks.park_count.one_per_region"] = False
        rules = frozenset({"whole_parks", "smallest_park", "park_count_min", "park_count_max", "park_per_region"})
        yield Switch("divisible", "", rules, {**counted, "parks.indivisible": False})


def _softer(case: Case) -> Iterator[Switch]:
    goals = case.tree["goals"]
    single = list(_softened(goals))
    yield from single
    if len(single) == 2:
        both: dict[str, Any] = {key: value for switch in single for key, value in switch.settings.items()}
        both["goals.soft"] = [*goals["soft"], "jobs", "exports"]
        yield Switch("soft-goals", single[0].of, single[0].rules | single[1].rules, both)


def _softened(goals: Mapping[str, Any]) -> Iterator[Switch]:
    """One goal declared soft."""
    for goal, stated, rules in (
        ("jobs", "jobs", {"jobs_goal"}),
        ("exports", "exports_mmad", {f"export_goal:{year}" for year in goals["exports_mmad"]}),
    ):
        if not goals[stated] or goal in goals["soft"]:
            continue
        settings: dict[str, Any] = {"goals.soft": [*goals["soft"], goal]}
        if goals["shortfall_penalty"].get(goal) is None:
            settings[f"goals.shortfall_penalty.{goal}"] = _PENALTY[goal]
        year = max(goals[stated])
        yield Switch(f"soft-{goal}", str(year), frozenset(rules), settings)

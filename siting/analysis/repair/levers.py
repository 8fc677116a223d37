"""What a planner can give up, one lever for each key of the model file: which way, how far, in which steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from siting.analysis.repair.cases import Case, Settings
from siting.model.conflict import Rule

__all__ = ["LONGEST_COMMUTE", "Lever", "levers", "readable"]

#: Nobody is asked to travel longer to work (minutes, one way).
LONGEST_COMMUTE = 180.0


@dataclass(frozen=True)
class Lever:
    """A limit that can be moved from ``old`` as far as ``furthest``, in steps that read well.

    ``rules`` are the rules that it loosens (keys or names of `Rule`); ``of`` the year, segment, payer or group it is
    about; ``settings`` gives the keys and values of the model file for a value of the lever.
    """

    kind: str
    of: str
    key: str
    rules: frozenset[str]
    old: float
    furthest: float
    step: float
    settings: Callable[[float], Settings]

    def touches(self, rules: Iterable[Rule]) -> bool:
        """Whether the lever loosens one of these rules."""
        return any(rule.key in self.rules or rule.name in self.rules for rule in rules)

    @property
    def scale(self) -> float:
        """Its own size: a move counts in relation to it."""
        return abs(self.old) or abs(self.furthest)

    @property
    def reach(self) -> float:
        """How far it can be moved."""
        return abs(self.furthest - self.old)

    @property
    def count(self) -> int:
        """Number of readable values beyond ``old``; the last is ``furthest``."""
        return max(1, self.steps_for(self.reach))

    def steps_for(self, move: float) -> int:
        """The least number of steps that moves the limit at least so far."""
        wanted = self.old + math.copysign(move, self.furthest - self.old)
        steps = (wanted - self._origin) / self.step * math.copysign(1.0, self.furthest - self.old)
        return max(0, math.ceil(steps - 1e-7))

    def value(self, steps: int) -> float:
        """The value after so many steps; 0 is ``old``."""
        if steps <= 0:
            return self.old
        sign = math.copysign(1.0, self.furthest - self.old)
        value = round(self._origin + sign * steps * self.step, 9)
        return min(value, self.furthest) if sign > 0 else max(value, self.furthest)

    @property
    def _origin(self) -> float:
        """The readable value at ``old`` or just short of it."""
        units = self.old / self.step
        if abs(units - round(units)) < 1e-7:
            return self.old
        return self.step * (math.floor(units) if self.furthest > self.old else math.ceil(units))


def readable(size: float, digits: int = 3, least: float = 0.0) -> float:
    """A step that leaves so many digits to a number of this size: 1,000 for 350,000."""
    if size <= 0:
        return least or 1.0
    return max(least, 10.0 ** (math.floor(math.log10(size)) - digits + 1))


def levers(case: Case) -> tuple[Lever, ...]:
    """Every lever of a model that is switched on and has room to move."""
    makers = (_goals, _people, _parks, _counts, _budgets, _balance, _term_limits, _groups, _shares)
    found = (lever for maker in makers for lever in maker(case))
    return tuple(lever for lever in found if lever.reach > 1e-12)


def _one(kind: str, key: str, rules: Iterable[str], old: float, furthest: float, step: float, of: str = "") -> Lever:
    """A lever of one key whose value it is."""

    def settings(value: float) -> Settings:
        return {key: value}

    return Lever(kind, of, key, frozenset(rules), old, furthest, step, settings)


def _goals(case: Case) -> Iterator[Lever]:
    goals = case.tree["goals"]
    base = float(case.inputs.zone_segment["baseline_jobs"].sum())
    stated = {year: float(goal) for year, goal in sorted(goals["jobs"].items()) if goal > 0}
    if stated and "jobs" not in goals["soft"]:
        last = max(stated)
        old = stated[last]
        step = readable(old, least=1.0)
        lowest = math.ceil(base / step) * step

        def settings(value: float) -> Settings:
            """The whole path keeps its form: each year's rise over the base year shrinks alike."""
            share = (value - base) / (old - base)
            path = {
                year: max(math.ceil(base), math.floor(base + (goal - base) * share)) for year, goal in stated.items()
            }
            return {f"goals.jobs.{year}": float(value if year == last else jobs) for year, jobs in path.items()}

        if lowest < old:
            yield Lever("jobs", str(last), f"goals.jobs.{last}", frozenset({"jobs_goal"}), old, lowest, step, settings)
    if "exports" not in goals["soft"]:
        for year, goal in sorted(goals["exports_mmad"].items()):
            if goal > 0:
                key = f"goals.exports_mmad.{year}"
                yield _one("exports", key, {f"export_goal:{year}"}, goal, 0.0, readable(goal), str(year))
    pace = case.tree["national_pace"]
    if pace is not None:
        most = max([10.0 * pace, *stated.values()])
        yield _one("pace", "national_pace", {"national_pace"}, pace, most, readable(pace, least=1.0))


def _people(case: Case) -> Iterator[Lever]:
    rates: Mapping[str, float] = case.tree["talent"]["recruit_rate"]
    old = max(rates.values())
    if old > 0:

        def rate_settings(value: float) -> Settings:
            """Both skills by one factor."""
            return {
                f"talent.recruit_rate.{skill}": min(1.0, math.ceil(rate * value / old * 1e7 - 1e-6) / 1e7)
                for skill, rate in rates.items()
            }

        furthest, step = min(1.0, max(10 * old, 0.1)), 1e-4 if old < 0.05 else 1e-3
        rules = frozenset({"talent"})
        yield Lever("recruit", "", "talent.recruit_rate", rules, old, furthest, step, rate_settings)
    if not case.from_file:
        return
    minutes = case.tree["travel"]["max_commute_minutes"]
    yield _one("commute", "travel.max_commute_minutes", {"talent"}, minutes, max(minutes, LONGEST_COMMUTE), 1.0)
    places: Mapping[str, float] = case.tree["talent"]["training_places"]
    if max(places.values()) > 0:

        def place_settings(value: float) -> Settings:
            """All places by one factor."""
            return {f"talent.training_places.{key}": min(1.0, share * value) for key, share in places.items()}

        furthest = min(20.0, 1.0 / max(places.values()))
        rules = frozenset({"training"})
        yield Lever("training", "", "talent.training_places", rules, 1.0, furthest, 0.01, place_settings)


def _parks(case: Case) -> Iterator[Lever]:
    parks = case.tree["parks"]
    growth = parks["growth_limit"]
    yield _one("growth", "parks.growth_limit", {"absorption"}, growth, min(10.0, max(1.0, 4 * growth)), 0.01)
    entry = parks.get("entry_limit_jobs")
    if entry is not None:
        most = max([20.0 * entry, *case.inputs.scalars.jobs_goal.values()])
        yield _one("entry", "parks.entry_limit_jobs", {"absorption"}, entry, most, readable(entry, 2, least=1.0))
    market = parks.get("market_seats_per_1000_active")
    if market is not None:
        key, step = "parks.market_seats_per_1000_active", readable(market, 2, least=0.1)
        yield _one("market", key, {"site_limit"}, market, max(20.0 * market, 100.0), step)
    yield _one("shrink", "parks.shrink_limit", {"retention"}, parks["shrink_limit"], 1.0, 0.01)


def _counts(case: Case) -> Iterator[Lever]:
    parks = case.tree["parks"]
    if not parks["indivisible"]:
        return
    zones, count = float(len(case.inputs.zones)), parks["park_count"]
    for kind, key, furthest in (("park-min", "min", 0.0), ("park-max", "max", zones)):
        if count[key] is not None:
            old = float(count[key])
            name = f"parks.park_count.{key}"
            rules = frozenset({f"park_count_{key}"})
            yield Lever(kind, "", name, rules, old, max(furthest, old) if key == "max" else 0.0, 1.0, _whole(name))
    seats = parks["min_park_seats"]
    yield _one("smallest-park", "parks.min_park_seats", {"smallest_park", "lock_in"}, seats, 0.0, readable(seats, 2))


def _whole(key: str) -> Callable[[float], Settings]:
    def settings(value: float) -> Settings:
        return {key: round(value)}

    return settings


def _budgets(case: Case) -> Iterator[Lever]:
    for payer, stated in case.tree["budgets_mmad"].items():
        years: dict[int, float] = dict(sorted(stated.items()))
        if years:
            old = max(years.values())
            settings = _budget_settings(payer, years, old)
            key, rules = f"budgets_mmad.{payer}", frozenset({f"budget:{payer}"})
            yield Lever(
                "budget",
                payer,
                key,
                rules,
                old,
                100.0 * old or 1e6,
                readable(old, least=1.0 if old >= 10.0 else 0.1 if old >= 1.0 else 0.0),
                settings,
            )


def _budget_settings(payer: str, years: Mapping[int, float], old: float) -> Callable[[float], Settings]:
    """All years by one factor; by one amount where some year has no budget at all."""
    spread = min(years.values()) > 0

    def settings(value: float) -> Settings:
        raised = {year: given * value / old if spread else given + value - old for year, given in years.items()}
        return {f"budgets_mmad.{payer}.{year}": math.ceil(amount * 1e3 - 1e-6) / 1e3 for year, amount in raised.items()}

    return settings


def _balance(case: Case) -> Iterator[Lever]:
    balance = case.tree["balance"]
    for kind, name, rule, furthest, step in (
        ("floor", "floor", "territorial_floor", 0.0, 0.01),
        ("cap", "cap", "territorial_cap", 20.0, 0.01),
        ("gini", "gini_max", "inequality", 1.0, 0.005),
        ("least-served", "least_served_min", "least_served", 0.0, None),
    ):
        old = balance[name]
        if old is not None:
            far = max(furthest, old) if furthest else 0.0
            yield _one(kind, f"balance.{name}", {rule}, old, far, step or readable(old))
    for kind, name in (("ordered-median", "ordered_median"), ("kolm-pollak", "kolm_pollak")):
        old = (balance.get(name) or {}).get("min")
        if old is not None:
            yield _one(kind, f"balance.{name}.min", {name}, old, 0.0, readable(old))


def _term_limits(case: Case) -> Iterator[Lever]:
    limits = case.tree.get("limits") or {}
    for kind, name, grows in (
        ("limit-cost", "cost_max", True),
        ("limit-commuting", "commuting_max", True),
        ("limit-suitability", "suitability_min", False),
        ("limit-gaps", "gaps_max", True),
    ):
        old = limits.get(name)
        if old is not None:
            most = max(10.0 * old, 1e6) if grows else 0.0
            yield _one(kind, f"limits.{name}", {kind.replace("-", "_")}, old, most, readable(old, least=1.0))


def _groups(case: Case) -> Iterator[Lever]:
    for name, group in (case.tree["balance"].get("groups") or {}).items():
        for bound, furthest in (("min", 0.0), ("max", 1.0)):
            if group[bound] is not None:
                key = f"balance.groups.{name}.{bound}"
                yield _one(f"group-{bound}", key, {f"group_{bound}:{name}"}, group[bound], furthest, 0.01, name)


def _shares(case: Case) -> Iterator[Lever]:
    last = case.inputs.scalars.years[-1]
    for segment, values in case.tree["segments"].items():
        for bound, furthest in (("min", 0.0), ("max", 1.0)):
            key = f"segments.{segment}.share_{bound}"
            given = values[f"share_{bound}"]
            by_year = dict(given) if isinstance(given, Mapping) else None
            old = given if by_year is None else by_year[max(year for year in by_year if year <= last)]
            rules = frozenset({f"segment_{bound}:{segment}"})
            settings = _share_settings(key, by_year, old)
            yield Lever(f"share-{bound}", segment, key, rules, old, furthest, 0.01, settings)


def _share_settings(key: str, by_year: Mapping[int, float] | None, old: float) -> Callable[[float], Settings]:
    """Every stated year moves by the same amount, within 0 and 1."""

    def settings(value: float) -> Settings:
        if by_year is None:
            return {key: value}
        moved = {year: round(min(1.0, max(0.0, share + value - old)), 9) for year, share in by_year.items()}
        return {f"{key}.{year}": share for year, share in moved.items()}

    return settings

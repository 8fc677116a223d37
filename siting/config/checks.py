"""What must hold between the keys of a model file, beyond the range of each: sums, years, contradictions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from siting.config.schema import Model
from siting.config.uncertain_checks import check_uncertainty
from siting.config.walk import dotted
from siting.errors import Problem

__all__ = ["check_model", "share_in_year"]

KeyPath = tuple[str | int, ...]
Found = Iterator[tuple[KeyPath, str, str | None, str | None]]
SUM_TOLERANCE = 1e-6


def share_in_year(share: float | Mapping[int, float], year: int) -> float:
    """A share by year: straight lines between the years stated, level before the first and after the last."""
    if not isinstance(share, Mapping):
        return share
    years = sorted(share)
    if year <= years[0]:
        return share[years[0]]
    for before, after in pairwise(years):
        if year <= after:
            return share[before] + (share[after] - share[before]) * (year - before) / (after - before)
    return share[years[-1]]


def check_model(model: Model) -> list[Problem]:
    """Every contradiction in a model, with the place where the value was set."""
    rules: tuple[Callable[[Model], Found], ...] = (
        _horizon,
        _goals,
        _mixes,
        _segment_shares,
        _parks,
        _locks,
        _whole_parks,
        _balance,
        _welfare,
        _groups,
        _indices,
        _objective,
        _budgets,
        _uncertainty,
    )
    return [
        Problem(model.place(*path), message, value, remedy)
        for rule in rules
        for path, message, value, remedy in rule(model)
    ]


def _horizon(model: Model) -> Found:
    base, last = model.horizon.base_year, model.horizon.last_year
    if last <= base:
        yield (
            ("horizon", "last_year"),
            f"must be after base_year {base}",
            str(last),
            f"write {base + 1} or later",
        )
    elif last - base > 30:
        yield ("horizon", "last_year"), "plans more than 30 years", str(last), f"write {base + 30} or earlier"


def _outside(model: Model, years: Mapping[int, float]) -> list[int]:
    first = model.horizon.base_year + 1
    return [year for year in years if not first <= year <= model.horizon.last_year]


def _planned(model: Model) -> str:
    return f"the planned years are {model.horizon.base_year + 1} to {model.horizon.last_year}"


def _goals(model: Model) -> Found:
    goals = model.goals
    for name, years in (("jobs", goals.jobs), ("exports_mmad", goals.exports_mmad)):
        for year in _outside(model, years):
            yield ("goals", name, year), "the year of this goal is not planned", str(year), _planned(model)
    for goal in goals.soft:
        if getattr(goals.shortfall_penalty, goal) is None:
            yield (
                ("goals", "soft"),
                "a soft goal needs a penalty",
                goal,
                f"set goals.shortfall_penalty.{goal}",
            )
    if len(set(goals.soft)) < len(goals.soft):
        yield ("goals", "soft"), "a goal is named twice", ", ".join(goals.soft), "name it once"


def _mixes(model: Model) -> Found:
    for name, segment in model.segments.items():
        total = segment.skill_mix.secondary + segment.skill_mix.higher
        if abs(total - 1) > SUM_TOLERANCE:
            yield (
                ("segments", name, "skill_mix"),
                "the mix does not sum to 1",
                f"{total:g}",
                "make it sum to 1",
            )


def _segment_shares(model: Model) -> Found:
    first, last = model.horizon.base_year, model.horizon.last_year
    for name, segment in model.segments.items():
        for key in ("share_min", "share_max"):
            share = getattr(segment, key)
            if isinstance(share, Mapping) and (max(share) < first or min(share) > last):
                stated = f"{min(share)} to {max(share)}"
                yield ("segments", name, key), "its years do not overlap the horizon", stated, _planned(model)
        for year in model.years:
            low, high = share_in_year(segment.share_min, year), share_in_year(segment.share_max, year)
            if low > high + SUM_TOLERANCE:
                at: KeyPath = ("segments", name, "share_min")
                yield at, f"is above share_max in {year}", f"{low:g} > {high:g}", "swap or widen them"
                break
    for key, word, verb, sign in (("share_min", "more", "lower", 1), ("share_max", "less", "raise", -1)):
        for year in model.years:
            total = math.fsum(share_in_year(getattr(s, key), year) for s in model.segments.values())
            if sign * (total - 1) > SUM_TOLERANCE:
                message = f"the {key} of all segments sum to {word} than 1 in {year}"
                yield ("segments",), message, f"{total:g}", f"{verb} some of them"
                break


def _parks(model: Model) -> Found:
    count = model.parks.park_count
    if count.min is not None and count.max is not None and count.min > count.max:
        yield (
            ("parks", "park_count", "min"),
            f"is above max {count.max}",
            str(count.min),
            "swap or widen them",
        )
    for key in ("min", "max", "one_per_region"):
        if getattr(count, key) not in (None, False) and not model.parks.indivisible:
            path = ("parks", "park_count", key)
            yield (
                path,
                "parks are counted only when they are indivisible",
                None,
                "set parks.indivisible to true",
            )


def _locks(model: Model) -> Found:
    locks = model.parks.locks
    for zone in sorted(set(locks.zones_in) & set(locks.zones_out)):
        yield ("parks", "locks", "zones_in"), "a zone is locked in and out", zone, "name it in one list"
    for zone, seats in locks.seats.items():
        for year in _outside(model, seats):
            at: KeyPath = ("parks", "locks", "seats", zone, year)
            yield at, "the year of this delivery is not planned", str(year), _planned(model)
        if zone in locks.zones_out and sum(seats.values()) > 0:
            at = ("parks", "locks", "seats", zone)
            yield at, "seats are fixed in a zone that is locked out", zone, "take it out of zones_out"


def _whole_parks(model: Model) -> Found:
    """Decisions that whole parks cannot carry out."""
    rules = model.parks
    if not rules.indivisible:
        return
    begun = {zone for zone in rules.locks.zones_in if rules.min_park_seats > 0}
    for zone, seats in rules.locks.seats.items():
        total = math.fsum(seats.values())
        begun |= {zone} if total > 0 else set()
        for year, delivered in seats.items():
            phases = delivered / rules.phase_seats
            if abs(phases - round(phases)) > SUM_TOLERANCE:
                at: KeyPath = ("parks", "locks", "seats", zone, year)
                yield at, f"is not whole phases of {rules.phase_seats:g} seats", f"{delivered:g}", "write a multiple"
        if 0 < total < rules.min_park_seats and set(model.years) <= set(seats):
            at = ("parks", "locks", "seats", zone)
            least = f"the smallest park has {rules.min_park_seats:g} seats"
            yield at, "the seats of all years together are no park", f"{total:g}", least
    most = rules.park_count.max
    if most is not None and len(begun) > most:
        message = f"fewer parks than the {len(begun)} zones that are locked in or have decided seats"
        yield ("parks", "park_count", "max"), message, str(most), f"at least {len(begun)}"
    if most == 0 and rules.park_count.one_per_region:
        path: KeyPath = ("parks", "park_count", "max")
        yield path, "no park at all, yet one in each region is asked for", "0", "drop one of the two"


def _balance(model: Model) -> Found:
    floor, cap = model.balance.floor, model.balance.cap
    if floor is not None and floor > 1:
        yield (
            ("balance", "floor"),
            "no plan gives every region more than its share",
            f"{floor:g}",
            "at most 1",
        )
    if cap is not None and cap < 1:
        yield ("balance", "cap"), "no plan gives every region less than its share", f"{cap:g}", "at least 1"


def _welfare(model: Model) -> Found:
    """The ordered median and the Kolm-Pollak rate: weights in order, and what the objective asks for is there."""
    ordered = model.balance.ordered_median
    if ordered is not None:
        at: KeyPath = ("balance", "ordered_median", "weights")
        told = ", ".join(f"{weight:g}" for weight in ordered.weights)
        if not ordered.weights or ordered.weights[0] <= 0:
            yield (
                at,
                "the lowest rate has no weight",
                told or None,
                "write the weight of the lowest first, say [3, 2, 1]",
            )
        elif any(after > before for before, after in pairwise(ordered.weights)):
            message = "a weight is above the one before: a higher rate would weigh more than a lower one"
            yield at, message, told, "sort them, the largest first"
    objective = model.objective
    lexicographic = objective.method == "lexicographic"
    asked: set[str] = {stage.objective for stage in objective.stages} if lexicographic else set()
    asked |= set() if lexicographic else {name for name, weight in objective.weights.items() if weight}
    for name, example in (("ordered_median", "{weights: [3, 2, 1]}"), ("kolm_pollak", "{aversion: 1}")):
        if name in asked and getattr(model.balance, name) is None:
            place = ("objective", "stages" if lexicographic else "weights")
            yield place, f"{name} is optimised, but balance.{name} is not set", None, f"set balance.{name} to {example}"


def _groups(model: Model) -> Found:
    for name, group in model.balance.groups.items():
        at: KeyPath = ("balance", "groups", name)
        if bool(group.zones) == bool(group.except_zones):
            both = "zones and except_zones" if group.zones else "neither zones nor except_zones"
            yield at, f"the group has {both}", name, "list its zones, or all others under except_zones"
        for key in ("zones", "except_zones"):
            codes: tuple[str, ...] = getattr(group, key)
            twice = sorted({code for code in codes if codes.count(code) > 1})
            if twice:
                yield (*at, key), "a zone is named twice", ", ".join(twice), "name it once"
        if group.min is None and group.max is None:
            yield at, "the group asks for no share", name, f"set min or max, or drop it: {dotted(at)}=null"
        elif group.min is not None and group.max is not None and group.min > group.max:
            yield (*at, "min"), f"is above max {group.max:g}", f"{group.min:g}", "swap or widen them"


def _indices(model: Model) -> Found:
    indices = model.indices
    for name in ("connectivity", "infrastructure", "talent"):
        if math.fsum(getattr(indices, name).values()) <= 0:
            yield ("indices", name), "no indicator has a weight above 0", None, "give one a weight"
    weights = indices.suitability
    total = weights.connectivity + weights.infrastructure + weights.talent
    if abs(total - 1) > SUM_TOLERANCE:
        yield ("indices", "suitability"), "the weights do not sum to 1", f"{total:g}", "make them sum to 1"
    if indices.low_percentile >= indices.high_percentile:
        value = f"{indices.low_percentile:g} >= {indices.high_percentile:g}"
        yield ("indices", "low_percentile"), "must be below high_percentile", value, "write 0.05 and 0.95"


def _objective(model: Model) -> Found:
    objective = model.objective
    names = [stage.objective for stage in objective.stages]
    if objective.method == "lexicographic" and not names:
        yield (
            ("objective", "stages"),
            "a lexicographic objective needs a stage",
            None,
            "write [{objective: cost}]",
        )
    if objective.method == "lexicographic" and names and names[0] != "cost":
        yield ("objective", "stages"), "the first stage must be cost", names[0], "put cost first, or use weighted"
    again = [name for before, name in pairwise(names) if before == name]
    again += ["least_served"] if names.count("least_served") > 1 and "least_served" not in again else []
    for name in again:
        yield ("objective", "stages"), "an objective is optimised twice", name, "name it once"
    if objective.method == "weighted" and not any(objective.weights.values()):
        yield ("objective", "weights"), "a weighted objective needs a weight", None, "write {build_cost: 1}"


def _budgets(model: Model) -> Found:
    for payer in type(model.budgets_mmad).model_fields:
        years: dict[int, float] = getattr(model.budgets_mmad, payer)
        for year in _outside(model, years):
            path = ("budgets_mmad", payer, year)
            yield path, f"the year of {dotted(path[:2])} is not planned", str(year), _planned(model)


def _uncertainty(model: Model) -> Found:
    yield from check_uncertainty(model.uncertainty)

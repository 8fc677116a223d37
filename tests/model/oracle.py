"""The model a second time, written from its description with dictionaries and loops, and solved by scipy.

Shares nothing with `siting.model` but `Inputs`. Slow and plain on purpose: each rule is one loop that reads like the
sentence it states. Integer decisions are not given to a solver: `enumerate_parks` tries them all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from siting.model.inputs import Inputs

Key = tuple[Any, ...]
Sum = dict[Key, float]


def plus(*sums: Mapping[Key, float]) -> Sum:
    total: Sum = {}
    for one in sums:
        for key, value in one.items():
            total[key] = total.get(key, 0.0) + value
    return total


def times(factor: float, one: Mapping[Key, float]) -> Sum:
    return {key: factor * value for key, value in one.items()}


@dataclass
class Oracle:
    """Columns, rows and costs of one instance. Rows are (terms, sense, right-hand side)."""

    inputs: Inputs
    columns: dict[Key, tuple[float, float | None]] = field(default_factory=dict)
    rows: list[tuple[Sum, str, float]] = field(default_factory=list)
    cost: Sum = field(default_factory=dict)

    def __post_init__(self) -> None:
        inputs, scalars = self.inputs, self.inputs.scalars
        self.scalars = scalars
        self.zones = {row["zone"]: row for row in inputs.zones.to_dict("records")}
        self.regions = sorted({row["region"] for row in self.zones.values()})
        self.segments = sorted(set(inputs.segments["segment"]))
        self.skills = sorted(set(inputs.skill_mix["skill"]))
        self.years = list(scalars.years)
        self.last = self.years[-1]
        self.base = _table(inputs.zone_segment, "zone", "segment")
        self.place = _table(inputs.zone_segment_year, "zone", "segment", "year")
        self.zone_year = _table(inputs.zone_year, "zone", "year")
        self.pool = _table(inputs.pool, "zone", "skill", "year")
        self.staff0 = _table(inputs.staff_start, "zone", "skill")
        self.segment = _table(inputs.segments, "segment", "year")
        self.mix = _table(inputs.skill_mix, "segment", "skill")
        self.minutes = {(a["origin"], a["zone"]): a["minutes"] for a in inputs.arcs.to_dict("records")}
        self.active = {
            region: sum(row["active"] for row in self.zones.values() if row["region"] == region)
            for region in self.regions
        }
        self.everyone = sum(self.active.values())
        self._columns()
        for rule in (self._places, self._people, self._country, self._territory, self._parks, self._budgets):
            rule()
        for year in self.years:
            delta = (1 + scalars.discount_rate) ** -(year - scalars.base_year)
            for payer in ("developer", "state", "worker", "firm"):
                self.cost = plus(self.cost, times(delta, self.paid(payer, year)))
        for zone, row in self.zones.items():
            if scalars.indivisible:
                self.cost = plus(self.cost, {("open", zone): row["opening_cost"]})
        for key in self.columns:
            if key[0] == "short":
                self.cost = plus(self.cost, {key: scalars.shortfall_penalty.get(key[1], 0.0)})
        self._limits()

    # --- columns -----------------------------------------------------------------------------
    def _columns(self) -> None:
        scalars = self.scalars
        for zone, segment, year in itertools.product(self.zones, self.segments, self.years):
            standing = self.base[zone, segment]["baseline_jobs"]
            if self.place[zone, segment, year]["eligible"]:
                self.columns["jobs", zone, segment, year] = (0.0, None)
            elif standing > 0:
                self.columns["jobs", zone, segment, year] = (0.0, standing)
        for key in list(self.columns):
            self.columns["added", *key[1:]] = (0.0, None)
        for zone, year in itertools.product(self.zones, self.years):
            self.columns["build", zone, year] = (0.0, 0.0 if zone in scalars.locks.zones_out else None)
            for skill in self.skills:
                self.columns["trained", zone, skill, year] = (0.0, None)
                for origin, there in self.minutes:
                    if there == zone:
                        self.columns["staff", origin, zone, skill, year] = (0.0, None)
        self._decisions()
        for one, other in itertools.combinations(self.regions, 2):
            self.columns["gap", one, other] = (0.0, None)

    def _decisions(self) -> None:
        scalars = self.scalars
        for goal, wanted in (("jobs", scalars.jobs_goal), ("exports", scalars.export_goal)):
            for year in wanted if goal in scalars.soft_goals else ():
                self.columns["short", goal, year] = (0.0, None)
        for zone in self.zones if scalars.indivisible else ():
            self.columns["open", zone] = (0.0, 1.0)
            for year in self.years:
                self.columns["phases", zone, year] = (0.0, None)

    def where(self, kind: str, **ids: Any) -> Sum:
        """One times each variable of a kind with the ids given (zone, segment, year)."""
        found = {}
        for key in self.columns:
            if key[0] == kind and all(wanted in key[1:] for wanted in ids.values()):
                found[key] = 1.0
        return found

    def jobs_of(self, region: str | None = None, year: int | None = None) -> Sum:
        year = self.last if year is None else year
        return {
            key: 1.0
            for key in self.columns
            if key[0] == "jobs" and key[3] == year and (region is None or self.zones[key[1]]["region"] == region)
        }

    def level(self, region: str) -> Sum:
        """Jobs per 1,000 active of a region in the final year."""
        return times(1000.0 / self.active[region], self.jobs_of(region))

    def need(self, sum_: Sum, sense: str, right: float) -> None:
        self.rows.append((sum_, sense, right))

    # --- rules -------------------------------------------------------------------------------
    def _places(self) -> None:
        scalars = self.scalars
        for zone, row in self.zones.items():
            seats, before, stock = row["seats_start"], {}, self._baseline(zone)
            built: Sum = {}
            for year in self.years:
                here = self.where("jobs", zone=zone, year=year)
                seats += self.zone_year[zone, year]["seats_committed"]
                built = plus(built, {("build", zone, year): -1.0})
                used = {key: self.segment[key[2], year]["seats_per_job"] for key in here}
                self.need(plus(used, built), "<=", seats)
                grown = 1 + scalars.growth_limit
                kept = 1 - scalars.shrink_limit
                self.need(plus(here, times(-grown, before)), "<=", grown * stock + row["entry_limit"])
                self.need(plus(here, times(-kept, before)), ">=", kept * stock)
                before, stock = here, 0.0
            self.need(times(-1.0, built), "<=", row["max_new_seats"])
        for key in self.where("jobs"):
            _, zone, segment, year = key
            past = ("jobs", zone, segment, year - 1)
            right = -self.base[zone, segment]["baseline_jobs"] if year == self.years[0] else 0.0
            rise = {("added", *key[1:]): 1.0, key: -1.0} | ({past: 1.0} if past in self.columns else {})
            self.need(rise, ">=", right)

    def _baseline(self, zone: str) -> float:
        return sum(self.base[zone, segment]["baseline_jobs"] for segment in self.segments)

    def _people(self) -> None:
        for zone, skill, year in itertools.product(self.zones, self.skills, self.years):
            needed = {key: -self.mix[key[2], skill]["share"] for key in self.where("jobs", zone=zone, year=year)}
            working = {("staff", origin, there, skill, year): 1.0 for origin, there in self.minutes if there == zone}
            self.need(plus(working, needed), "=", 0.0)
            leaving = {("staff", origin, there, skill, year): 1.0 for origin, there in self.minutes if origin == zone}
            so_far = [past for past in self.years if past <= year]
            helped = {("trained", zone, skill, past): -1.0 for past in so_far}
            recruits = sum(
                self.scalars.recruit_rate[skill] * self.pool[zone, skill, past]["eligible_pool"] for past in so_far
            )
            self.need(plus(leaving, helped), "<=", self.staff0[zone, skill]["baseline_staff"] + recruits)
        for zone, year in itertools.product(self.zones, self.years):
            grants = {("trained", zone, skill, year): 1.0 for skill in self.skills}
            self.need(grants, "<=", self.zone_year[zone, year]["training_places"])

    def _country(self) -> None:
        scalars = self.scalars
        for year, goal in scalars.jobs_goal.items():
            short = {("short", "jobs", year): 1.0} if "jobs" in scalars.soft_goals else {}
            self.need(plus(self.jobs_of(year=year), short), ">=", goal)
        for year, goal in scalars.export_goal.items():
            short = {("short", "exports", year): 1.0} if "exports" in scalars.soft_goals else {}
            earned = {key: self.segment[key[2], year]["export_per_job"] for key in self.jobs_of(year=year)}
            self.need(plus(earned, short), ">=", goal)
        for year in self.years:
            everyone = self.jobs_of(year=year)
            if scalars.national_pace is not None:
                self.need(self.where("added", year=year), "<=", scalars.national_pace)
            for segment in self.segments:
                one = self.where("jobs", segment=segment, year=year)
                share = self.segment[segment, year]
                self.need(plus(one, times(-share["share_min"], everyone)), ">=", 0.0)
                self.need(plus(one, times(-share["share_max"], everyone)), "<=", 0.0)

    def _territory(self) -> None:
        balance = self.scalars.balance
        gaps: Sum = {}
        for region in self.regions:
            share = self.active[region] / self.everyone
            stood = {
                name: sum(self._baseline(zone) for zone, row in self.zones.items() if row["region"] == name)
                for name in self.regions
            }
            counts = balance.on == "added"
            own, total = (stood[region], sum(stood.values())) if counts else (0.0, 0.0)
            for factor, sense in ((balance.floor, ">="), (balance.cap, "<=")):
                if factor is not None:
                    left = plus(self.jobs_of(region), times(-factor * share, self.jobs_of()))
                    self.need(left, sense, own - factor * share * total)
            if balance.least_served_min is not None:
                self.need(self.level(region), ">=", balance.least_served_min)
        for one, other in itertools.combinations(self.regions, 2):
            gap = {("gap", one, other): 1.0}
            gaps |= gap
            lead = plus(
                times(self.active[other] / self.everyone, self.jobs_of(one)),
                times(-self.active[one] / self.everyone, self.jobs_of(other)),
            )
            self.need(plus(gap, lead), ">=", 0.0)
            self.need(plus(gap, times(-1.0, lead)), ">=", 0.0)
        self._measures()
        if balance.gini_max is not None:
            self.need(plus(gaps, times(-balance.gini_max, self.jobs_of())), "<=", 0.0)

    def _measures(self) -> None:
        """The mean in order is the least over all orders; the Kolm-Pollak loss is drawn corner by corner."""
        ordered, averse = self.scalars.balance.ordered_median, self.scalars.balance.kolm_pollak
        if ordered is not None and ordered.min is not None:
            weights = [weight / sum(ordered.weights) for weight in ordered.weights]
            for order in itertools.permutations(self.regions, len(weights)):
                parts = [times(weight, self.level(region)) for weight, region in zip(weights, order, strict=True)]
                self.need(plus(*parts), ">=", ordered.min)
        if averse is not None:
            self.corners = self.loss_corners(averse.aversion)
            for region in self.regions:
                self.columns["loss", region] = (0.0, None)
                for (x, y), (u, v) in itertools.pairwise([*self.corners, (np.inf, self.corners[-1][1])]):
                    slope = (v - y) / (u - x)
                    self.need(plus({("loss", region): 1.0}, times(-slope, self.level(region))), ">=", y - slope * x)
            if averse.min is not None:
                mean = {("loss", region): self.active[region] / self.everyone for region in self.regions}
                kappa, centre = self.kappa(averse.aversion)
                self.need(mean, "<=", np.exp(kappa * (centre - averse.min)) / kappa)

    def kappa(self, aversion: float) -> tuple[float, float]:
        """Aversion per job per 1,000 active, and the mean rate of the base year."""
        jobs = {
            region: sum(self._baseline(zone) for zone, row in self.zones.items() if row["region"] == region)
            for region in self.regions
        }
        rates = {region: 1000.0 * jobs[region] / self.active[region] for region in self.regions}
        mean = sum(self.active[region] * rate for region, rate in rates.items())
        square = sum(self.active[region] * rate**2 for region, rate in rates.items())
        return aversion * mean / square, mean / self.everyone

    def loss_corners(self, aversion: float) -> list[tuple[float, float]]:
        """Rate and loss at 48 corners: even steps up to the knee, then steps that keep the error even."""
        kappa, centre = self.kappa(aversion)
        goal = 1000.0 * max(self.scalars.jobs_goal.values(), default=0.0) / self.everyone
        knee = 2 * centre
        while knee < goal:
            knee = 2 * knee
        farthest = min(8.0, kappa * max(1000.0 - knee, knee))
        last = kappa * knee + 2 * (1 - np.exp(-farthest / 2))
        corners = []
        for number in range(48):
            at = number * last / 47
            beyond = at - kappa * knee
            rate = (at if beyond <= 0 else kappa * knee - 2 * np.log(1 - beyond / 2)) / kappa
            corners.append((float(rate), float(np.exp(kappa * (centre - rate)) / kappa)))
        return corners

    def _parks(self) -> None:
        scalars = self.scalars
        for zone in scalars.locks.zones_in:
            self.need(self.where("build", zone=zone), ">=", scalars.min_park_seats)
        for zone, plan in scalars.locks.seats.items():
            for year, seats in plan.items():
                self.need({("build", zone, year): 1.0}, "=", seats)
        if not scalars.indivisible:
            return
        for zone, row in self.zones.items():
            built = self.where("build", zone=zone)
            self.need(plus(built, {("open", zone): -row["max_new_seats"]}), "<=", 0.0)
            self.need(plus(built, {("open", zone): -scalars.min_park_seats}), ">=", 0.0)
            for year in self.years:
                phase = {("build", zone, year): 1.0, ("phases", zone, year): -scalars.phase_seats}
                self.need(phase, "=", 0.0)
        everywhere = self.where("open")
        if scalars.park_count.min is not None:
            self.need(everywhere, ">=", scalars.park_count.min)
        if scalars.park_count.max is not None:
            self.need(everywhere, "<=", scalars.park_count.max)
        for region in self.regions if scalars.park_count.one_per_region else ():
            self.need({key: 1.0 for key in everywhere if self.zones[key[1]]["region"] == region}, ">=", 1.0)

    # --- money -------------------------------------------------------------------------------
    def paid(self, payer: str, year: int) -> Sum:
        """What a payer bears in a year, as it is paid; the opening of parks apart."""
        scalars = self.scalars
        bill: Sum = {}
        for key in self.columns:
            kind = key[0]
            if kind == "build" and key[2] == year:
                row = self.zones[key[1]]
                part = {"state": row["territorial_premium"], "developer": 1 - row["territorial_premium"]}
                bill[key] = row["capex_per_seat"] * part.get(payer, 0.0)
            elif kind == "trained" and key[3] == year and payer == "state":
                bill[key] = scalars.training_grant
            elif kind == "added" and payer == "state" and key[3] <= year:
                wage = self.segment[key[2], key[3]]["wage"]
                once = scalars.employment_premium if key[3] == year else 0.0
                again = scalars.training_premium if year < key[3] + scalars.training_premium_years else 0.0
                bill[key] = (once + again) * wage
            elif kind == "staff" and key[4] == year and payer == "worker":
                bill[key] = scalars.commuting_cost * self.minutes[key[1], key[2]]
            elif kind == "jobs" and key[3] == year and payer == "firm":
                bill[key] = self.place[key[1:]]["operating_difference"]
        return bill

    def _budgets(self) -> None:
        for payer, by_year in self.scalars.budgets.items():
            for year, amount in by_year.items():
                bill = self.paid(payer, year)
                if payer == "developer" and self.scalars.indivisible and year == self.years[0]:
                    opened = {("open", zone): row["opening_cost"] for zone, row in self.zones.items()}
                    bill = plus(bill, opened)
                self.need(bill, "<=", amount)

    def _limits(self) -> None:
        limits, last = self.scalars.limits, self.years[-1]
        commuting = {key: value for key, value in self.cost.items() if key[0] == "staff"}
        gaps = {key: 1.0 for key in self.columns if key[0] == "gap"}
        suitability = {
            key: self.place[key[1:]]["suitability"] for key in self.columns if key[0] == "jobs" and key[3] == last
        }
        for limit, sense, amount in (
            (limits.cost_max, "<=", self.cost),
            (limits.commuting_max, "<=", commuting),
            (limits.suitability_min, ">=", suitability),
            (limits.gaps_max, "<=", gaps),
        ):
            if limit is not None:
                self.need(amount, sense, limit)

    # --- solving -----------------------------------------------------------------------------
    def minimise(
        self,
        goal: Mapping[Key, float] | None = None,
        *,
        also: list[tuple[Sum, str, float]] | None = None,
        fixed: Mapping[Key, float] | None = None,
        free: tuple[Key, ...] = (),
    ) -> tuple[float, dict[Key, float]] | None:
        """Least value of ``goal`` (default: the cost) and a plan, or ``None`` where there is none.

        ``free`` are further columns that rows in ``also`` use.
        """
        goal, fixed = self.cost if goal is None else goal, fixed or {}
        bounds = self.columns | dict.fromkeys(free, (None, None))
        position = {key: number for number, key in enumerate(bounds)}
        rows = [row for row in self.rows + (also or []) if row[0]]
        for sum_, sense, right in self.rows:
            if not sum_ and not {"<=": right >= 0, ">=": right <= 0, "=": right == 0}[sense]:
                return None
        parts: dict[str, list[Any]] = {"=": [], "<=": []}
        for sum_, sense, right in rows:
            sign = -1.0 if sense == ">=" else 1.0
            parts["=" if sense == "=" else "<="].append((times(sign, sum_), sign * right))
        cost = np.zeros(len(bounds))
        for key, value in goal.items():
            cost[position[key]] += value
        equal, below = (_matrix(parts[sense], position) for sense in ("=", "<="))
        limits = [(fixed[key], fixed[key]) if key in fixed else bounds[key] for key in bounds]
        answer = linprog(cost, below[0], below[1], equal[0], equal[1], limits, method="highs")
        if answer.status == 2:
            return None
        assert answer.status == 0, answer.message
        return float(answer.fun), dict(zip(bounds, answer.x.tolist(), strict=True))

    def park_decisions(self) -> Iterator[dict[Key, float]]:
        """Every choice of parks and phases that their own limits allow."""
        size = self.scalars.phase_seats
        choices = []
        for zone, row in self.zones.items():
            most = int(row["max_new_seats"] // size)
            plans = [
                phases
                for phases in itertools.product(range(most + 1), repeat=len(self.years))
                if sum(phases) == 0 or self.scalars.min_park_seats <= size * sum(phases) <= row["max_new_seats"]
            ]
            choices.append([(zone, plan) for plan in plans])
        for choice in itertools.product(*choices):
            decided: dict[Key, float] = {}
            for zone, plan in choice:
                decided["open", zone] = float(sum(plan) > 0)
                for year, phases in zip(self.years, plan, strict=True):
                    decided["phases", zone, year] = float(phases)
            yield decided

    def enumerate_parks(self) -> tuple[float, dict[Key, float]] | None:
        """The best of all park decisions, each with its best plan."""
        answers = [self.minimise(fixed=decided) for decided in self.park_decisions()]
        return min((answer for answer in answers if answer is not None), key=lambda a: a[0], default=None)

    def leximin(self, limit: float) -> dict[str, float]:
        """Levels of the leximin among plans that cost at most ``limit``, by asking of each region whether it can rise.

        Raise the lowest level of all regions that are not settled as far as it goes; a region that no plan lifts
        above that level, with the others at least there, is settled. No prices are used.
        """
        within = (self.cost, "<=", limit)
        settled: dict[str, float] = {}
        lowest: Key = ("lowest",)
        while len(settled) < len(self.regions):
            floor = [(self.level(region), ">=", level - 1e-8) for region, level in settled.items()]
            loose = [region for region in self.regions if region not in settled]
            raised = [(plus(self.level(region), {lowest: -1.0}), ">=", 0.0) for region in loose]
            answer = self.minimise({lowest: -1.0}, also=[within, *floor, *raised], free=(lowest,))
            assert answer is not None
            level = -answer[0]
            held = [(self.level(region), ">=", level - 1e-8) for region in loose]
            for region in loose:
                best = self.minimise(times(-1.0, self.level(region)), also=[within, *floor, *held])
                assert best is not None
                if -best[0] <= level + 1e-5 * max(1.0, level):
                    settled[region] = level
        return settled


def _table(frame: Any, *ids: str) -> dict[Key, dict[str, Any]]:
    return {tuple(row[name] for name in ids): row for row in frame.to_dict("records")}


def _matrix(rows: list[tuple[Sum, float]], position: Mapping[Key, int]) -> tuple[Any, Any]:
    if not rows:
        return None, None
    entries = [(number, position[key], value) for number, (sum_, _) in enumerate(rows) for key, value in sum_.items()]
    row, column, value = zip(*entries, strict=True)
    shape = (len(rows), len(position))
    return csr_array((value, (row, column)), shape=shape), [right for _, right in rows]

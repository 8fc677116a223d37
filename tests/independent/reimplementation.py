"""The planning model a second time, written from the documents and read from a run folder alone.

Nothing here imports `siting`. A rule is a function that yields rows; a row is (terms, low, high) with
low <= sum of coefficient x variable <= high. A variable is named by a tuple such as ("jobs", zone, segment, year); one
that does not exist counts as zero.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

type Key = tuple[Any, ...]
type Terms = list[tuple[Key, float]]
type Row = tuple[Terms, float, float]

INF = np.inf
MARGIN = 5e-7  # on a settled level: without it the last digit of one stage may leave no room to the next
PAYER = {
    "build_cost": "developer",
    "territorial_premium": "state",
    "training_cost": "state",
    "employment_premium": "state",
    "training_premium": "state",
    "commuting_cost": "worker",
    "operating_difference": "firm",
}


class Folder:
    """What `inputs/` says: columns as dictionaries by id."""

    def __init__(self, folder: Path) -> None:
        def column(table: str, name: str) -> dict[Any, Any]:
            frame = pd.read_parquet(folder / "inputs" / f"{table}.parquet")
            ids = [c for c in ("origin", "zone", "segment", "skill", "year") if c in frame]
            return frame.set_index(ids)[name].to_dict()

        self.scalars: dict[str, Any] = json.loads((folder / "inputs" / "scalars.json").read_text(encoding="utf-8"))
        self.years: list[int] = self.scalars["years"]
        self.base: int = self.scalars["base_year"]
        self.last = self.years[-1]
        self.region = column("zones", "region")
        self.zones = list(self.region)
        self.regions = sorted(set(self.region.values()))
        self.seats_start = column("zones", "seats_start")
        self.room = column("zones", "max_new_seats")
        self.capex = column("zones", "capex_per_seat")
        self.opening = column("zones", "opening_cost")
        self.charter = column("zones", "territorial_premium")
        self.entry = column("zones", "entry_limit")
        self.baseline = column("zone_segment", "baseline_jobs")
        self.segments = sorted({s for _, s in self.baseline})
        self.eligible = column("zone_segment_year", "eligible")
        self.operating = column("zone_segment_year", "operating_difference")
        self.suitability = column("zone_segment_year", "suitability")
        self.committed = column("zone_year", "seats_committed")
        self.places = column("zone_year", "training_places")
        self.pool = column("pool", "eligible_pool")
        self.staff_start = column("staff_start", "baseline_staff")
        self.minutes = column("arcs", "minutes")
        self.exports = column("segments", "export_per_job")
        self.wage = column("segments", "wage")
        self.seats_per_job = column("segments", "seats_per_job")
        self.share_min = column("segments", "share_min")
        self.share_max = column("segments", "share_max")
        self.mix = column("skill_mix", "share")
        self.skills = sorted({q for _, q in self.mix})
        active = pd.Series(column("zones", "active")).groupby(self.region).sum()
        self.active: dict[str, float] = active.to_dict()
        self.share: dict[str, float] = (active / active.sum()).to_dict()

    def discount(self, year: int) -> float:
        return (1 + self.scalars["discount_rate"]) ** -(year - self.base)

    def before(self, zone: str, segments: Iterable[str], year: int, coefficient: float) -> tuple[Terms, float]:
        """Jobs at the end of the year before: variables, or a number where that is the base year."""
        if year == self.years[0]:
            return [], coefficient * sum(self.baseline.get((zone, s), 0.0) for s in segments)
        return [(("jobs", zone, s, year - 1), coefficient) for s in segments], 0.0


@dataclass
class Programme:
    """Variables with bounds, and rows."""

    place: dict[Key, int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def variable(self, key: Key, low: float = 0.0, high: float = INF, whole: bool = False) -> None:
        self.place[key] = len(self.low)
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)

    def vector(self, terms: Terms) -> np.ndarray:
        c = np.zeros(len(self.low))
        for key, coefficient in terms:
            if key in self.place:
                c[self.place[key]] += coefficient
        return c

    @cached_property
    def matrix(self) -> csr_array:
        """Coefficients of all rows; taken once, when no row is added any more."""
        return self.coefficients(self.rows)

    def coefficients(self, rows: list[Row]) -> csr_array:
        triples = [(i, self.place[k], c) for i, row in enumerate(rows) for k, c in row[0] if k in self.place]
        i, j, c = (np.array(x) for x in zip(*triples, strict=True))
        return csr_array((c, (i, j)), shape=(len(rows), len(self.low)))

    def minimise(self, terms: Terms, extra: Iterable[Row] = ()) -> tuple[float, np.ndarray]:
        """Least value of the terms, and where it is taken."""
        extra = list(extra)
        rows = [*self.rows, *extra]
        matrix = vstack([self.matrix, self.coefficients(extra)], format="csr") if extra else self.matrix
        low, high = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
        if any(self.whole):
            found = milp(
                self.vector(terms),
                integrality=np.array(self.whole, int),
                bounds=Bounds(self.low, self.high),
                constraints=LinearConstraint(matrix, low, high),
                options={"mip_rel_gap": 0.0},
            )
        else:
            same, below, above = low == high, (high < INF) & (low < high), (low > -INF) & (low < high)
            found = linprog(
                self.vector(terms),
                A_ub=vstack([matrix[below], -matrix[above]]),
                b_ub=np.concatenate([high[below], -low[above]]),
                A_eq=matrix[same],
                b_eq=low[same],
                bounds=np.column_stack([self.low, self.high]),
                method="highs-ipm",
            )
        if found.status != 0:
            raise ArithmeticError(found.message)
        return float(found.fun), found.x

    def maximise(self, terms: Terms, extra: Iterable[Row] = ()) -> tuple[float, np.ndarray]:
        value, x = self.minimise([(k, -c) for k, c in terms], extra)
        return -value, x


# Variables ------------------------------------------------------------------------------------------------------


def variables(f: Folder) -> Programme:
    p = Programme()
    for declare in (place_jobs, place_parks, place_people, place_others):
        declare(f, p)
    return p


def place_jobs(f: Folder, p: Programme) -> None:
    """Where a segment is eligible or baseline jobs stand; where it is not eligible, never more than those."""
    for (z, s, t), eligible in f.eligible.items():
        standing = f.baseline.get((z, s), 0.0)
        if eligible or standing > 0:
            p.variable(("jobs", z, s, t), high=INF if eligible else standing)
            p.variable(("added", z, s, t))


def place_parks(f: Folder, p: Programme) -> None:
    """Nothing is built in a zone that is locked out; phases and openings exist only where parks are indivisible."""
    for z in f.zones:
        for t in f.years:
            p.variable(("build", z, t), high=0.0 if z in f.scalars["locks"]["zones_out"] else INF)
            if f.scalars["indivisible"]:
                p.variable(("phases", z, t), whole=True)
        if f.scalars["indivisible"]:
            p.variable(("open", z), high=1.0, whole=True)


def place_people(f: Folder, p: Programme) -> None:
    usable = {key[1] for key in p.place if key[0] == "jobs"}
    for i, z in f.minutes:
        for q in f.skills if z in usable else ():
            for t in f.years:
                p.variable(("staff", i, z, q, t))
    for i, q, t in f.pool:
        p.variable(("trained", i, q, t))


def place_others(f: Folder, p: Programme) -> None:
    """Shortfall of soft goals, distances, the least-served level, and how far a region rises (for the leximin)."""
    for goal, years in (("jobs", f.scalars["jobs_goal"]), ("exports", f.scalars["export_goal"])):
        for t in years if goal in f.scalars["soft_goals"] else ():
            p.variable(("shortfall", goal, int(t)))
    for pair in combinations(f.regions, 2):
        p.variable(("distance", *pair))
    for r in f.regions:
        p.variable(("loss", r))
    p.variable(("least",))
    for r in f.regions:
        p.variable(("rise", r), high=0.0)


# Rules ----------------------------------------------------------------------------------------------------------


def stock(f: Folder, t: int, weight: float = 1.0, region: str | None = None, segment: str | None = None) -> Terms:
    return [
        (("jobs", z, s, t), weight)
        for z in f.zones
        for s in f.segments
        if region in (None, f.region[z]) and segment in (None, s)
    ]


def capacity(f: Folder) -> Iterator[Row]:
    for z in f.zones:
        for n, t in enumerate(f.years):
            until = f.years[: n + 1]
            terms = [(("jobs", z, s, t), f.seats_per_job[s, t]) for s in f.segments]
            terms += [(("build", z, v), -1.0) for v in until]
            yield terms, -INF, f.seats_start[z] + sum(f.committed[z, v] for v in until)


def staffing(f: Folder) -> Iterator[Row]:
    for z in f.zones:
        origins = [i for i, to in f.minutes if to == z]
        for q in f.skills:
            for t in f.years:
                terms: Terms = [(("staff", i, z, q, t), 1.0) for i in origins]
                yield terms + [(("jobs", z, s, t), -f.mix.get((s, q), 0.0)) for s in f.segments], 0.0, 0.0


def talent(f: Folder) -> Iterator[Row]:
    for i in f.zones:
        within_reach = [z for origin, z in f.minutes if origin == i]
        for q in f.skills:
            for n, t in enumerate(f.years):
                until = f.years[: n + 1]
                terms: Terms = [(("staff", i, z, q, t), 1.0) for z in within_reach]
                terms += [(("trained", i, q, v), -1.0) for v in until]
                recruited = f.scalars["recruit_rate"][q] * sum(f.pool[i, q, v] for v in until)
                yield terms, -INF, f.staff_start[i, q] + recruited


def training(f: Folder) -> Iterator[Row]:
    for (i, t), places in f.places.items():
        yield [(("trained", i, q, t), 1.0) for q in f.skills], -INF, places


def absorption(f: Folder) -> Iterator[Row]:
    for z in f.zones:
        for t in f.years:
            past, number = f.before(z, f.segments, t, -(1 + f.scalars["growth_limit"]))
            yield [*[(("jobs", z, s, t), 1.0) for s in f.segments], *past], -INF, f.entry[z] - number


def retention(f: Folder) -> Iterator[Row]:
    for z in f.zones:
        for t in f.years:
            past, number = f.before(z, f.segments, t, -(1 - f.scalars["shrink_limit"]))
            yield [*[(("jobs", z, s, t), 1.0) for s in f.segments], *past], -number, INF


def site_limit(f: Folder) -> Iterator[Row]:
    for z in f.zones:
        yield [(("build", z, t), 1.0) for t in f.years], -INF, f.room[z]


def jobs_added(f: Folder) -> Iterator[Row]:
    for z in f.zones:
        for s in f.segments:
            for t in f.years:
                past, number = f.before(z, [s], t, 1.0)
                yield [(("added", z, s, t), 1.0), (("jobs", z, s, t), -1.0), *past], -number, INF


def goals(f: Folder) -> Iterator[Row]:
    for t, goal in f.scalars["jobs_goal"].items():
        yield [*stock(f, int(t)), (("shortfall", "jobs", int(t)), 1.0)], goal, INF
    for t, goal in f.scalars["export_goal"].items():
        earned = [(k, f.exports[k[2], k[3]]) for k, _ in stock(f, int(t))]
        yield [*earned, (("shortfall", "exports", int(t)), 1.0)], goal, INF


def national_pace(f: Folder) -> Iterator[Row]:
    if f.scalars["national_pace"] is not None:
        for t in f.years:
            yield [(("added", *k[1:]), 1.0) for k, _ in stock(f, t)], -INF, f.scalars["national_pace"]


def segment_mix(f: Folder) -> Iterator[Row]:
    for s in f.segments:
        for t in f.years:
            yield stock(f, t, segment=s) + stock(f, t, -f.share_min[s, t]), 0.0, INF
            yield stock(f, t, segment=s) + stock(f, t, -f.share_max[s, t]), -INF, 0.0


def budget(f: Folder) -> Iterator[Row]:
    """Money of the year in which it is paid, not discounted."""
    costs = cost_terms(f)
    for payer, by_year in f.scalars["budgets"].items():
        for t, limit in by_year.items():
            paid = [
                (key, c / f.discount(year) if year else c)
                for term, lines in costs.items()
                if PAYER.get(term) == payer
                for key, c, year in lines
                if (year or f.years[0]) == int(t)
            ]
            yield paid, -INF, limit


def territory(f: Folder) -> Iterator[Row]:
    """Floor and cap, on the stock of the last year or on what was added since the base year."""
    balance = f.scalars["balance"]
    total = sum(f.baseline.values()) if balance["on"] == "added" else 0.0
    for r in f.regions:
        start = sum(j for (z, _), j in f.baseline.items() if f.region[z] == r) if balance["on"] == "added" else 0.0
        for name, low, high in (("floor", 0.0, INF), ("cap", -INF, 0.0)):
            if balance[name] is not None:
                part = balance[name] * f.share[r]
                constant = start - part * total
                yield stock(f, f.last, region=r) + stock(f, f.last, -part), low + constant, high + constant


def shares_of_groups(f: Folder) -> Iterator[Row]:
    """Jobs of the last year in the zones of a group, against those of the country; or both less the base year's."""
    for group in f.scalars["balance"]["groups"].values():
        start = {z: sum(f.baseline.get((z, s), 0.0) for s in f.segments) for z in f.zones}
        inside = [(k, 1.0) for k, _ in stock(f, f.last) if k[1] in group["zones"]]
        for share, low, high in ((group["min"], 0.0, INF), (group["max"], -INF, 0.0)):
            if share is not None:
                constant = 0.0
                if group["on"] == "added":
                    constant = sum(start[z] for z in group["zones"]) - share * sum(start.values())
                yield inside + stock(f, f.last, -share), low + constant, high + constant


def inequality(f: Folder) -> Iterator[Row]:
    for a, b in combinations(f.regions, 2):
        lead = stock(f, f.last, f.share[b], a) + stock(f, f.last, -f.share[a], b)
        yield [(("distance", a, b), 1.0), *[(k, -c) for k, c in lead]], 0.0, INF
        yield [(("distance", a, b), 1.0), *lead], 0.0, INF
    if (limit := f.scalars["balance"]["gini_max"]) is not None:
        yield gaps(f) + stock(f, f.last, -limit), -INF, 0.0


def gaps(f: Folder) -> Terms:
    return [(("distance", *pair), 1.0) for pair in combinations(f.regions, 2)]


def level(f: Folder, region: str) -> Terms:
    """Jobs per 1,000 active of a region in the last year."""
    return stock(f, f.last, 1000 / f.active[region], region)


def least_served(f: Folder) -> Iterator[Row]:
    if (least := f.scalars["balance"]["least_served_min"]) is not None:
        for r in f.regions:
            yield level(f, r), least, INF


def ordered_mean(f: Folder) -> Iterator[Row]:
    """The weighted mean of the rates in rising order is the least over all orders, as weights do not rise."""
    rule = f.scalars["balance"].get("ordered_median")
    if rule is not None and rule["min"] is not None:
        weights = [weight / sum(rule["weights"]) for weight in rule["weights"]]
        for order in permutations(f.regions, len(weights)):
            yield [(k, w * c) for w, r in zip(weights, order, strict=True) for k, c in level(f, r)], rule["min"], INF


def loss_curve(f: Folder) -> tuple[float, float, list[float]]:
    """kappa, the mean rate of the base year, and the rates between which losses are straight lines."""
    rule = f.scalars["balance"]["kolm_pollak"]
    rate = {r: 1000 * sum(j for (z, _), j in f.baseline.items() if f.region[z] == r) / f.active[r] for r in f.regions}
    mean = sum(f.share[r] * rate[r] for r in f.regions)
    kappa = rule["aversion"] * mean / sum(f.share[r] * rate[r] ** 2 for r in f.regions)
    wanted = 1000 * max(f.scalars["jobs_goal"].values(), default=0.0) / sum(f.active.values())
    knee = 2 * mean
    while knee < wanted:
        knee *= 2
    reach = min(8.0, kappa * max(1000 - knee, knee))
    steps = np.linspace(0.0, kappa * knee + 2 * (1 - np.exp(-reach / 2)), 48)
    rates = [s / kappa if s <= kappa * knee else knee - 2 / kappa * np.log(1 - (s - kappa * knee) / 2) for s in steps]
    return kappa, mean, rates


def kolm_pollak(f: Folder) -> Iterator[Row]:
    if f.scalars["balance"].get("kolm_pollak") is None:
        return
    kappa, mean, rates = loss_curve(f)
    losses = [np.exp(-kappa * (rate - mean)) / kappa for rate in rates]
    for r in f.regions:
        for (x, y), (u, v) in pairwise(zip(rates, losses, strict=True)):
            slope = (v - y) / (u - x)
            yield [(("loss", r), 1.0), *((k, -slope * c) for k, c in level(f, r))], y - slope * x, INF
        yield [(("loss", r), 1.0)], losses[-1], INF
    if (least := f.scalars["balance"]["kolm_pollak"]["min"]) is not None:
        yield [(("loss", r), f.share[r]) for r in f.regions], -INF, np.exp(-kappa * (least - mean)) / kappa


def least_level(f: Folder) -> Iterator[Row]:
    """The level in a weighted objective is that of the least-served region."""
    if f.scalars["objective"]["method"] == "weighted":
        for r in f.regions:
            yield [*level(f, r), (("least",), -1.0)], 0.0, INF


def indivisible(f: Folder) -> Iterator[Row]:
    k = f.scalars
    if not k["indivisible"]:
        return
    for z in f.zones:
        built: Terms = [(("build", z, t), 1.0) for t in f.years]
        for key, _ in built:
            yield [(key, 1.0), (("phases", *key[1:]), -k["phase_seats"])], 0.0, 0.0
        yield [*built, (("open", z), -f.room[z])], -INF, 0.0
        yield [*built, (("open", z), -k["min_park_seats"])], 0.0, INF


def park_count(f: Folder) -> Iterator[Row]:
    count = f.scalars["park_count"]
    low, high = count["min"], count["max"]
    yield [(("open", z), 1.0) for z in f.zones], -INF if low is None else low, INF if high is None else high
    for r in f.regions if count["one_per_region"] else ():
        yield [(("open", z), 1.0) for z in f.zones if f.region[z] == r], 1.0, INF


def locks(f: Folder) -> Iterator[Row]:
    for z in f.scalars["locks"]["zones_in"]:
        yield [(("build", z, t), 1.0) for t in f.years], f.scalars["min_park_seats"], INF
    for z, plan in f.scalars["locks"]["seats"].items():
        for t, seats in plan.items():
            yield [(("build", z, int(t)), 1.0)], seats, seats


RULES = (capacity, staffing, talent, training, absorption, retention, site_limit, jobs_added, goals, national_pace)
RULES += (segment_mix, budget, territory, shares_of_groups, inequality, least_served, least_level, indivisible, locks)
RULES += (ordered_mean, kolm_pollak)


def build(folder: Path) -> tuple[Folder, Programme]:
    f = Folder(folder)
    p = variables(f)
    for rule in RULES + ((park_count,) if f.scalars["indivisible"] else ()):
        p.rows += rule(f)
    return f, p


# Objectives -----------------------------------------------------------------------------------------------------


def cost_terms(f: Folder) -> dict[str, list[tuple[Key, float, int]]]:
    """Per term: variable, present value per unit, year of payment (0: not discounted, booked in the first year)."""
    k = f.scalars
    terms: dict[str, list[tuple[Key, float, int]]] = {name: [] for name in (*PAYER, "shortfall")}
    for z in f.zones:
        terms["build_cost"].append((("open", z), f.opening[z], 0))
        for t in f.years:
            seat = f.discount(t) * f.capex[z]
            terms["build_cost"].append((("build", z, t), seat * (1 - f.charter[z]), t))
            terms["territorial_premium"].append((("build", z, t), seat * f.charter[z], t))
    for i, q, t in f.pool:
        terms["training_cost"].append((("trained", i, q, t), f.discount(t) * k["training_grant"], t))
    for z, s, t in f.eligible:
        added, wage = ("added", z, s, t), f.wage[s, t]
        terms["employment_premium"].append((added, f.discount(t) * k["employment_premium"] * wage, t))
        for v in range(t, min(t + k["training_premium_years"] - 1, f.last) + 1):
            terms["training_premium"].append((added, f.discount(v) * k["training_premium"] * wage, v))
        terms["operating_difference"].append((("jobs", z, s, t), f.discount(t) * f.operating[z, s, t], t))
    for (i, z), minutes in f.minutes.items():
        for q in f.skills:
            for t in f.years:
                terms["commuting_cost"].append(
                    (("staff", i, z, q, t), f.discount(t) * k["commuting_cost"] * minutes, t)
                )
    for goal in k["soft_goals"]:
        for t in k["jobs_goal" if goal == "jobs" else "export_goal"]:
            terms["shortfall"].append((("shortfall", goal, int(t)), k["shortfall_penalty"][goal], 0))
    return terms


def cost(f: Folder) -> Terms:
    return [(key, c) for lines in cost_terms(f).values() for key, c, _ in lines]


def suitability(f: Folder) -> Terms:
    return [(key, f.suitability[key[1:]]) for key, _ in stock(f, f.last)]


def weighted(f: Folder) -> Terms:
    """Weights of the model file; what is maximised counts with a minus."""
    weights = f.scalars["objective"]["weights"]
    lines = {name: [(key, c) for key, c, _ in terms] for name, terms in cost_terms(f).items()}
    lines["suitability"] = [(key, -c) for key, c in suitability(f)]
    lines["least_served"] = [(("least",), -1.0)]
    lines["inequality"] = gaps(f)
    return [(key, weights.get(name, 0.0) * c) for name, terms in lines.items() for key, c in terms]


# Answers --------------------------------------------------------------------------------------------------------


def first_stage(f: Folder, p: Programme) -> float:
    return p.minimise(weighted(f) if f.scalars["objective"]["method"] == "weighted" else cost(f))[0]


def stage_limit(stage: dict[str, Any], terms: Terms, optimum: float) -> Row:
    """What a stage that minimises leaves to the later ones."""
    return terms, -INF, optimum + stage["tolerance"] * abs(optimum)


def cost_limit(f: Folder, optimum: float) -> Row:
    return stage_limit(f.scalars["objective"]["stages"][0], cost(f), optimum)


def level_limits(f: Folder, settled: dict[str, float]) -> list[Row]:
    """What a settled region keeps, from the next round of the leximin on."""
    tolerance = {s["objective"]: s["tolerance"] for s in f.scalars["objective"]["stages"]}.get("least_served", 0.0)
    return [(level(f, r), v - tolerance * abs(v) - MARGIN, INF) for r, v in settled.items()]


def region_range(f: Folder, p: Programme, region: str, limit: Row) -> tuple[float, float]:
    jobs = stock(f, f.last, region=region)
    return p.minimise(jobs, [limit])[0], p.maximise(jobs, [limit])[0]


def most_above(f: Folder, p: Programme, limit: Row, settled: dict[str, float]) -> float:
    """Jobs that all regions together can have above their settled levels."""
    kept = [(level(f, r), v, INF) for r, v in settled.items()]
    floor = sum(v * f.active[r] / 1000 for r, v in settled.items())
    return p.maximise(stock(f, f.last), [limit, *kept])[0] - floor


def leximin(f: Folder, p: Programme, limit: Row, rise: float = 0.01, tolerance: float = 1e-4) -> dict[str, float]:
    """Raise the lowest level; settle there the regions that no plan can lift; go on with the others.

    A region above the level in any plan found can be lifted. If all but one can, each in some plan, the last cannot:
    the mean of those plans would lift them all.
    """
    settled: dict[str, float] = {}
    while len(settled) < len(f.regions):
        left = [r for r in f.regions if r not in settled]
        kept = [limit, *level_limits(f, settled)]
        above = [([*level(f, r), (("least",), -1.0)], 0.0, INF) for r in left]
        least, x = p.maximise([(("least",), 1.0)], kept + above)
        stuck = [r for r in left if p.vector(level(f, r)) @ x <= least + tolerance]
        while len(stuck) > 1:
            for r in f.regions:
                p.high[p.place["rise", r]] = rise if r in stuck else 0.0
            above = [([*level(f, r), (("rise", r), -1.0)], least - 1e-9, INF) for r in left]
            _, x = p.maximise([(("rise", r), 1.0) for r in stuck], kept + above)
            fallen = [r for r in stuck if x[p.place["rise", r]] <= tolerance]
            if fallen == stuck:
                break
            stuck = fallen
        settled |= dict.fromkeys(stuck, least)
    return settled


def later_stages(f: Folder, p: Programme, limit: Row, settled: dict[str, float]) -> dict[str, float]:
    """Optimum of each stage after the first, the leximin apart; the value of suitability as it is maximised."""
    kept, values = [limit], {}
    for stage in f.scalars["objective"]["stages"][1:]:
        name = stage["objective"]
        if name == "least_served":
            kept += level_limits(f, settled)
            continue
        terms = {"cost": cost(f), "inequality": gaps(f), "suitability": [(k, -c) for k, c in suitability(f)]}[name]
        value = p.minimise(terms, kept)[0]
        kept.append(stage_limit(stage, terms, value))
        values[name] = -value if name == "suitability" else value
    return values


# The plan of the run --------------------------------------------------------------------------------------------


def output(folder: Path, table: str) -> pd.DataFrame:
    return pd.read_parquet(folder / "outputs" / f"{table}.parquet")


def plan_of(folder: Path, f: Folder, p: Programme) -> np.ndarray:
    """The values of `outputs/` as a vector of the programme; rows that were left out are zero."""
    x = np.zeros(len(p.low))

    def put(values: pd.Series, *name: Any) -> None:
        for ids, value in values.dropna().items():
            key = (*name, *(ids if isinstance(ids, tuple) else (ids,)))
            if key in p.place:
                x[p.place[key]] = value

    jobs = output(folder, "jobs").set_index(["zone", "segment", "year"])
    seats = output(folder, "seats").set_index(["zone", "year"])
    put(jobs["jobs"], "jobs")
    put(jobs["added"], "added")
    put(seats["built"], "build")
    put(seats["phases"], "phases")
    put(seats["open"].groupby("zone").max(), "open")
    put(output(folder, "staff").set_index(["origin", "zone", "skill", "year"])["staff"], "staff")
    put(output(folder, "trained").set_index(["zone", "skill", "year"])["trained"], "trained")
    if f.scalars["soft_goals"]:
        put(output(folder, "shortfall").set_index(["goal", "year"])["shortfall"], "shortfall")
    levels = {r: p.vector(level(f, r)) @ x for r in f.regions}
    x[p.place[("least",)]] = min(levels.values())
    if f.scalars["balance"].get("kolm_pollak") is not None:
        kappa, mean, rates = loss_curve(f)
        losses = [np.exp(-kappa * (rate - mean)) / kappa for rate in rates]
        for r in f.regions:
            x[p.place["loss", r]] = np.interp(levels[r], rates, losses)
    for a, b in combinations(f.regions, 2):
        gap = abs(levels[a] - levels[b]) / 1000
        x[p.place["distance", a, b]] = f.active[a] * f.share[b] * gap
    return x


def worst_breach(p: Programme, x: np.ndarray, extra: Iterable[Row] = ()) -> float:
    """Largest breach of a row or bound, over the size of its numbers."""
    worst = 0.0
    for terms, low, high in [*p.rows, *extra]:
        parts = [c * x[p.place[key]] for key, c in terms if key in p.place]
        size = 1 + sum(map(abs, parts)) + max(abs(b) for b in (low, high, 0.0) if abs(b) < INF)
        worst = max(worst, (low - sum(parts)) / size, (sum(parts) - high) / size)
    return float(max(worst, np.max(np.array(p.low) - x), np.max((x - np.array(p.high)) / (1 + np.abs(x)))))


def fix_parks(p: Programme, x: np.ndarray) -> None:
    """The stages after the first keep its parks and phases."""
    for key, place in p.place.items():
        if key[0] in ("open", "phases"):
            p.low[place] = p.high[place] = round(x[place])
    p.whole = [False] * len(p.whole)


def costs_by_term(f: Folder, p: Programme, x: np.ndarray) -> dict[str, float]:
    return {
        name: sum(c * x[p.place[key]] for key, c, _ in lines if key in p.place) for name, lines in cost_terms(f).items()
    }


def exports_bmad(f: Folder, p: Programme, x: np.ndarray, year: int) -> float:
    return sum(f.exports[k[2], year] * x[p.place[k]] for k, _ in stock(f, year) if k in p.place) / 1000


def gini(jobs: pd.Series, active: pd.Series) -> float:
    rate = jobs / active
    gaps = sum(active[a] * active[b] * abs(rate[a] - rate[b]) for a, b in combinations(jobs.index, 2))
    return float(gaps / (active.sum() * jobs.sum()))


def theil(jobs: pd.Series, active: pd.Series) -> float:
    share = (jobs / jobs.sum())[jobs > 0]
    return float((share * np.log(share / (active / active.sum()).loc[share.index])).sum())


def mean_commute(f: Folder, p: Programme, x: np.ndarray) -> float:
    people = {k: x[n] for k, n in p.place.items() if k[0] == "staff" and k[-1] == f.last}
    return sum(f.minutes[k[1], k[2]] * w for k, w in people.items()) / sum(people.values())

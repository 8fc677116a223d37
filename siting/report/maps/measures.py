"""What can be mapped: each measure with its unit, its kind and how it is read from a run, by zone or by region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from siting.report.maps.levels import levels_of, parents
from siting.words import Lang, say

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["INDICATOR_DIGITS", "Kind", "Measure", "find_measures", "is_estimate"]

#: ``count`` adds up over places (people, jobs, seats); ``money`` too, and may be negative; ``ratio`` is one sum over
#: another; ``mean`` is weighted by the active population when places are put together.
Kind = Literal["count", "money", "ratio", "mean"]
Amount = Callable[["Run", int], "pd.Series"]


@dataclass(frozen=True)
class Measure:
    """A measure. ``amount`` gives a figure by zone for a year, ``over`` what a ratio divides it by.

    ``since`` says what years mean: ``base`` a stock that the base year has too, ``planned`` a figure of a planned
    year, ``sum`` everything from the first planned year to the year asked for. ``unit`` is a key of the catalogue
    (``map-unit-...``); ``digits`` are decimals shown. ``of_country``: a
    share of the country's sum. ``segment`` is set where one segment's jobs are meant.
    ``rests``: the figure rests on where the jobs of the base year are.
    """

    key: str
    kind: Kind
    unit: str
    amount: Amount
    over: Amount | None = None
    factor: float = 1.0
    digits: int = 0
    since: Literal["base", "planned", "sum"] = "planned"
    regions_only: bool = False
    of_country: bool = False
    less_is_better: bool = False
    segment: str = ""
    rests: bool = False

    @property
    def planned(self) -> bool:
        """Whether the figure depends on the plan, and so on where it starts; the others are facts of places."""
        return self.kind != "mean" and self.key != "pool"

    def figures(self, run: Run, year: int, level: str) -> pd.Series:
        """Figures by code of the places of a level, the run's own or a coarser one; missing where there is none."""
        amount = self.amount(run, year)
        if self.of_country:
            amount = amount / max(float(amount.sum()), 1e-9)
        if level == run.inputs.level:
            return self._ratio(amount, self.over(run, year) if self.over else None)
        above = parents(run, level)
        if self.kind == "mean":
            people = run.inputs.zones.set_index("zone")["active"].where(amount.notna(), 0.0)
            return self._ratio((amount.fillna(0.0) * people).groupby(above).sum(), people.groupby(above).sum())
        over = self.over(run, year).groupby(above).sum() if self.over else None
        return self._ratio(amount.groupby(above).sum(), over)

    def _ratio(self, amount: pd.Series, over: pd.Series | None) -> pd.Series:
        """Amount over amount; missing where nothing is divided by."""
        whole: pd.Series = amount if over is None else amount / over.where(over > 1e-9)
        return whole.astype(float) * self.factor

    def name(self, lang: Lang, year: int, base: int) -> str:
        """Name of the measure in a year."""
        if self.segment:
            return say("map-measure-segment", lang, segment=self.segment, year=year)
        return say(f"map-measure-{self.key}", lang, year=year, base=base, first=base + 1)

    def name_inside(self, lang: Lang, year: int, base: int) -> str:
        """The name as it stands inside a sentence: without a capital, but for that of an abbreviation."""
        name = self.name(lang, year, base)
        own = bool(self.segment) and name.startswith(self.segment)
        return name if own or name[1:2].isupper() else name[:1].lower() + name[1:]

    def period(self, year: int, base: int) -> str:
        """What a figure of ``year`` is of: the year, or the years from which it is added up."""
        first = {"base": year, "planned": year, "sum": base + 1}[self.since]
        first = base if self.key == "jobs-added" else first
        return str(year) if first == year else f"{first}-{year}"

    def unit_name(self, lang: Lang) -> str:
        """Unit of the measure."""
        return say(f"map-unit-{self.unit}", lang)

    def years(self, run: Run) -> tuple[int, ...]:
        """Years for which there are figures."""
        scalars = run.inputs.scalars
        return (scalars.base_year, *scalars.years) if self.since == "base" else tuple(scalars.years)

    def levels(self, run: Run) -> tuple[str, ...]:
        """Levels at which there are figures, the run's own first."""
        return ("region",) if self.regions_only else levels_of(run)


#: indicator -> unit, factor from the run's figure to that unit, decimals.
INDICATOR_DIGITS: dict[str, tuple[str, float, int]] = {
    "airport_minutes": ("minutes-traffic", 1.0, 0),
    "cable_or_data_centre_km": ("km", 1.0, 0),
    "high_speed_minutes": ("minutes", 1.0, 0),
    "mobile_5g": ("wave", 1.0, 1),
    "motorway": ("road", 1.0, 1),
    "passenger_rail": ("yes-no", 1.0, 0),
    "electricity": ("percent-households", 100.0, 1),
    "establishments_50_plus": ("establishments", 1.0, 0),
    "park_floor_in_reach": ("m2", 1.0, 0),
    "sewer": ("percent-households", 100.0, 1),
    "vacant_dwellings": ("dwellings", 1.0, 0),
    "water": ("percent-households", 100.0, 1),
    "english": ("percent-literate", 100.0, 1),
    "french": ("percent-literate", 100.0, 1),
    "new_entrants_in_reach": ("people-year", 1.0, 0),
    "pool_in_reach": ("people", 1.0, 0),
}
_LESS_IS_BETTER = ("airport_minutes", "cable_or_data_centre_km", "high_speed_minutes")
_INDICES = ("connectivity", "infrastructure", "talent")


def find_measures(run: Run) -> dict[str, Measure]:
    """Every measure that a run has figures for, by key: jobs, seats, people, costs, segments, indices, indicators."""
    from siting.report.maps import amounts as a

    jobs, added = a.jobs(), a.jobs_added
    found = [
        Measure("jobs", "count", "jobs", jobs, since="base", rests=True),
        Measure("jobs-added", "count", "jobs", added, since="planned"),
        Measure("seats", "count", "seats", a.seats_standing, since="base"),
        Measure("seats-built", "count", "seats", a.seats_built, since="sum"),
        Measure("share", "ratio", "percent-country", jobs, None, 100.0, 1, "base", of_country=True, rests=True),
        Measure(
            "per-1000-active", "ratio", "per-1000", jobs, a.active, 1000.0, 1, "base", regions_only=True, rests=True
        ),
        Measure("pool", "count", "people", a.pool),
        Measure("trained", "count", "people", a.trained, since="sum"),
        Measure("cost", "money", "million", a.cost(None), digits=1, since="sum"),
        *(
            Measure(f"cost-{payer}", "money", "million", a.cost(payer), digits=1, since="sum")
            for payer in ("state", "developer", "firm", "worker")
        ),
        Measure("cost-per-job", "ratio", "thousand-per-job", a.cost(None), a.jobs_risen, 1000.0, 1, "sum"),
        Measure("state-per-job", "ratio", "thousand-per-job", a.cost("state"), a.jobs_risen, 1000.0, 1, "sum"),
        Measure("commute", "ratio", "minutes", a.staff_minutes, a.staff, digits=1),
        Measure("segments-open", "mean", "segments", a.segments_open, digits=0),
        Measure("suitability", "mean", "index", a.suitability, digits=2),
    ]
    for segment in sorted(map(str, run.inputs.segments["segment"].unique())):
        key = f"jobs-{segment.lower()}"
        found.append(Measure(key, "count", "jobs", a.jobs(segment), since="base", segment=segment, rests=True))
    found += [Measure(index, "mean", "index", a.index(index), digits=2) for index in _INDICES]
    told = run.inputs.indicators
    known = [] if told is None or told.empty else sorted(map(str, told["indicator"].unique()))
    for name in known:
        unit, factor, digits = INDICATOR_DIGITS.get(name, ("plain", 1.0, 2))
        amount, reverse = a.indicator(name), name in _LESS_IS_BETTER
        found.append(
            Measure(name.replace("_", "-"), "mean", unit, amount, factor=factor, digits=digits, less_is_better=reverse)
        )
    return {measure.key: measure for measure in found if known or measure.key not in _INDICES}


def is_estimate(run: Run, measure: Measure, year: int, level: str) -> pd.Series:
    """Whether a figure is for the most part an estimate, by code.

    The split of the base year's jobs is one where the data set says so (``labels.estimate``); a later figure is one
    where more than half of it are those jobs.
    """
    from siting.report.maps import amounts as a

    inputs = run.inputs
    base = a.jobs(measure.segment)(run, inputs.scalars.base_year)
    labels = inputs.labels.set_index("zone")
    guessed = base.where(labels["estimate"].reindex(base.index), 0.0) if "estimate" in labels else base * 0.0
    now = a.jobs(measure.segment)(run, year)
    if level != inputs.level:
        above = parents(run, level)
        guessed, now = guessed.groupby(above).sum(), now.groupby(above).sum()
    marked: pd.Series = (now > 0.5) & (guessed > 0.5 * now)
    return marked if measure.rests else marked & False

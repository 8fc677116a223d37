"""The figures of each region that documents and the atlas tell, rounded once, so that all of them say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.words import LANGS, Lang

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["RegionFacts", "own_words", "region_facts"]

_LEAST_MMAD = 1000.0  #: a state that bears less than this (million MAD) has amounts with one decimal


@dataclass(frozen=True)
class RegionFacts:
    """A region: whole jobs, seats and people; shares of the country's jobs as fractions; money in million MAD.

    ``share`` is rounded to thousandths and ``state_shown`` to ``state_digits`` decimals, so that they add up over the
    regions; ``share_base``, ``per_1000`` (jobs per 1,000 active) and ``state_mmad`` (present value) are not rounded.
    """

    code: str
    name: str
    jobs_base: int
    jobs_last: int
    share: float
    share_base: float
    per_1000: float
    seats_built: int
    trained: int
    state_mmad: float
    state_shown: float
    state_digits: int

    @property
    def added(self) -> int:
        """Difference of the whole figures."""
        return self.jobs_last - self.jobs_base


def region_facts(run: Run, lang: Lang) -> tuple[RegionFacts, ...]:
    """The regions of a run in the order of their codes. By largest remainder (Hamilton) figures add up."""
    from siting.analysis.explain.whole import whole_jobs
    from siting.results import round_whole

    table, years = run.table("regions").set_index("region"), run.inputs.scalars
    base, last = (table[table["year"] == year] for year in (years.base_year, years.years[-1]))
    home = run.inputs.zones.set_index("zone")["region"].astype(str)

    def summed(frame: pd.DataFrame, column: str) -> pd.Series:
        """Sums of a table of zones by region; zero where it has no row."""
        found: pd.Series = frame.groupby("zone")[column].sum().groupby(home).sum()
        return found.reindex(last.index, fill_value=0.0).astype(float)

    costs = run.table("costs")
    state = summed(costs[costs["payer"] == "state"], "mmad")
    digits = 0 if abs(float(state.sum())) >= _LEAST_MMAD else 1
    whole, shares = whole_jobs(run), round_whole(last["share"].astype(float) * 1000.0)
    seats, trained = (
        round_whole(summed(run.table("seats"), "built")),
        round_whole(summed(run.table("trained"), "trained")),
    )
    amounts, names = round_whole(state * 10.0**digits) / 10.0**digits, _names(run, lang)
    return tuple(
        RegionFacts(
            code=str(code), name=names.get(str(code), str(code)),
            jobs_base=whole["region", str(code)][0], jobs_last=whole["region", str(code)][1],
            share=float(shares[code]) / 1000.0, share_base=float(base.loc[code, "share"]),
            per_1000=float(last.loc[code, "per_1000_active"]),
            seats_built=int(seats[code]), trained=int(trained[code]),
            state_mmad=float(state[code]), state_shown=float(amounts[code]), state_digits=digits,
        )
        for code in sorted(last.index)
    )  # fmt: skip


def own_words(told: Any, lang: Lang) -> str:
    """A user's own words (language -> text) in a language, in another one where that is missing."""
    if not isinstance(told, dict):
        return str(told or "")
    order = [lang, *(other for other in ("fr", "en", *LANGS) if other != lang)]
    return next((str(told[other]) for other in order if told.get(other)), "")


def _names(run: Run, lang: Lang) -> dict[str, str]:
    """Code -> name of a region, in another language where the data set has none in this one."""
    found: dict[str, str] = {}
    for row in run.inputs.region_labels.to_dict(orient="records"):
        told = {other: str(row.get(f"name_{other}") or "").strip() for other in LANGS}
        found[str(row["region"])] = own_words(told, lang) or str(row["region"])
    return found

"""What may come of a plan when its assumptions are not known exactly, and which of them matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.uncertainty.design import Design, draw, samples_of
    from siting.analysis.uncertainty.distributions import quantile
    from siting.analysis.uncertainty.influences import influence
    from siting.analysis.uncertainty.shares import goal_shares, park_shares, parks_by_year
    from siting.analysis.uncertainty.spread import country_quantiles, region_quantiles
    from siting.analysis.uncertainty.study import Study, read_study, run_study, study_record

__all__ = [
    "Design",
    "Study",
    "country_quantiles",
    "draw",
    "goal_shares",
    "influence",
    "park_shares",
    "parks_by_year",
    "quantile",
    "read_study",
    "region_quantiles",
    "run_study",
    "samples_of",
    "study_record",
]

_HOME = "siting.analysis.uncertainty"
__getattr__, __dir__ = lazy(
    __name__,
    {
        "Design": f"{_HOME}.design",
        "Study": f"{_HOME}.study",
        "country_quantiles": f"{_HOME}.spread",
        "draw": f"{_HOME}.design",
        "goal_shares": f"{_HOME}.shares",
        "influence": f"{_HOME}.influences",
        "park_shares": f"{_HOME}.shares",
        "parks_by_year": f"{_HOME}.shares",
        "quantile": f"{_HOME}.distributions",
        "read_study": f"{_HOME}.study",
        "region_quantiles": f"{_HOME}.spread",
        "run_study": f"{_HOME}.study",
        "samples_of": f"{_HOME}.design",
        "study_record": f"{_HOME}.study",
    },
)

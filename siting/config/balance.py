"""Territorial rules and limits of a model file: who gets at least, and at most, how much."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from siting.config.places import GroupShare
from siting.config.types import Amount, Frozen, Positive, Share, quantity

__all__ = ["BalanceConfig", "KolmPollakConfig", "LimitsConfig", "OrderedMedianConfig"]


class OrderedMedianConfig(Frozen):
    """A weighted mean of the regions' rates, lowest first: [1] is the lowest rate, [1, 1, 1] the mean of the three
    lowest, [3, 2, 1] leans towards the lowest."""

    weights: tuple[Amount, ...] = quantity(
        "weight",
        "of the lowest rate of jobs, the second lowest and so on; none above the one before, regions beyond the list "
        "weigh nothing",
    )
    min: Amount | None = quantity("jobs per 1,000 active", "lowest value that the mean may have", None)


class KolmPollakConfig(Frozen):
    """The rate that would do as much good as the rates that the regions have, if every region had it."""

    aversion: Annotated[Positive, Field(le=10)] = quantity(
        "-",
        "aversion to inequality between regions, in units of the rates of the base year: near 0 the mean counts, "
        "at 10 all but the lowest rate alone",
        1.0,
    )
    min: Amount | None = quantity("jobs per 1,000 active", "lowest value that the rate may have", None)


class BalanceConfig(Frozen):
    """Territorial rules, in the last year. Absent or null: no rule."""

    floor: Amount | None = quantity(
        "ratio", "each region gets at least this multiple of its share of the labour force", None
    )
    cap: Amount | None = quantity(
        "ratio", "each region gets at most this multiple of its share of the labour force", None
    )
    on: Literal["stock", "added"] = Field(default="stock", description="rules hold on all jobs, or on jobs added")
    gini_max: Share | None = quantity("index", "highest Gini of jobs per active over regions", None)
    least_served_min: Amount | None = quantity("jobs per 1,000 active", "lowest rate that any region may have", None)
    ordered_median: OrderedMedianConfig | None = Field(
        default=None, description="a mean of the regions' rates in which low rates weigh more"
    )
    kolm_pollak: KolmPollakConfig | None = Field(
        default=None, description="the Kolm-Pollak rate: the mean of the regions' rates less a loss to inequality"
    )
    groups: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)], GroupShare] = Field(
        default_factory=dict, description="name -> share of the country's jobs for a group of zones"
    )


class LimitsConfig(Frozen):
    """Limits on what a plan costs or reaches as a whole. Absent or null: no limit."""

    cost_max: Amount | None = quantity(
        "MMAD", "highest total cost at present value, penalties of soft goals included", None
    )
    commuting_max: Amount | None = quantity("MMAD", "highest cost of commuting at present value", None)
    suitability_min: Amount | None = quantity(
        "index x jobs", "least sum over the jobs of the last year of the suitability of their place", None
    )
    gaps_max: Amount | None = quantity(
        "jobs", "highest sum of the gaps between pairs of regions (Gini times jobs), last year", None
    )

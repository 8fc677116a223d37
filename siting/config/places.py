"""What a model says about places: parks, travel, talent, costs, incentives and indices."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from siting.config.types import (
    Amount,
    Count,
    Delay,
    Flag,
    Frozen,
    Growth,
    Multiple,
    Percentile,
    Positive,
    Real,
    Share,
    Text,
    Year,
    quantity,
)

__all__ = [
    "BySkill",
    "Costs",
    "GroupShare",
    "Incentives",
    "Indices",
    "LocksConfig",
    "ParkCountConfig",
    "Parks",
    "Rents",
    "Speeds",
    "Suitability",
    "Talent",
    "TrainingPlaces",
    "Travel",
    "WageDifference",
]

#: A zone's code at any level, always in quotes: unquoted, YAML reads 06.141 as a number.
Code = Annotated[str, Field(min_length=1, max_length=40)]
OccupancyShare = Annotated[Share, Field(gt=0)]


class BySkill(Frozen):
    """One share per skill."""

    secondary: Growth = quantity("fraction/year", "people with upper secondary education")
    higher: Growth = quantity("fraction/year", "people with higher education")


class RecruitRate(Frozen):
    """The pace at which the sector can hire, by skill."""

    secondary: Share = quantity("fraction/year", "of the eligible pool with upper secondary education")
    higher: Share = quantity("fraction/year", "of the eligible pool with higher education")


class TrainingPlaces(Frozen):
    """Grant-trained entrants that a zone can take in a year."""

    per_new_entrant: Share = quantity("fraction", "places per new university entrant of the zone", 0.02)
    per_young_person: Share = quantity("fraction", "places per person aged 20 to 34 of the zone", 0.0005)


class Talent(Frozen):
    """People who can be hired."""

    pool_growth: BySkill = Field(description="yearly growth of the eligible pool after the census year")
    recruit_rate: RecruitRate = Field(
        description="share of the eligible pool that the sector can add each year, net of those who leave"
    )
    training_grant_mad: Amount = quantity("MAD/person", "state grant for one person trained for the sector")
    training_places: TrainingPlaces = Field(
        default_factory=TrainingPlaces, description="places for grant-trained entrants, by zone and year"
    )


class LocksConfig(Frozen):
    """Decisions taken out of the solver's hands. Codes are of the level that is solved."""

    zones_in: tuple[Code, ...] = Field(default=(), description="zones where a park must be opened")
    zones_out: tuple[Code, ...] = Field(default=(), description="zones where no seat may be built")
    seats: dict[Code, dict[Year, Amount]] = quantity("seats", "zone -> year -> seats delivered, exactly", factory=dict)


class ParkCountConfig(Frozen):
    """How many zones may or must have a park opened; counts only with indivisible parks."""

    min: Count | None = quantity("parks", "at least so many zones with an opened park", None)
    max: Count | None = quantity("parks", "at most so many zones with an opened park", None)
    one_per_region: Flag = Field(default=False, description="at least one opened park in every region")


class Parks(Frozen):
    """Seats: what they cost, how many a place can take, how fast it fills."""

    m2_per_seat: Positive = quantity("m2/seat", "floor of one seat, corridors included")
    build_cost_mad_m2: Amount = quantity("MAD/m2", "building, fitted out")
    land_cost_mad_m2: Amount = quantity("MAD/m2", "serviced land, per m2 of floor")
    occupancy: OccupancyShare = quantity("fraction", "seats in use over seats standing, at the end of the base year")
    growth_limit: Multiple = quantity("fraction/year", "most that the jobs of a zone grow in one year, relative")
    entry_limit_jobs: Amount = quantity("jobs/year", "jobs a zone may add each year on top of relative growth")
    shrink_limit: Share = quantity("fraction/year", "most that the jobs of a zone may fall in one year, relative", 0.0)
    market_seats_per_1000_active: Amount = quantity(
        "seats per 1,000 active", "new seats that a zone's market takes over the horizon"
    )
    opening_cost_mmad: Amount = quantity("MMAD/park", "site works and management where no park stands")
    indivisible: Flag = Field(default=False, description="parks come in whole phases and not below a size (MIP)")
    phase_seats: Positive = quantity("seats", "size of one phase of an indivisible park", 500.0)
    min_park_seats: Amount = quantity("seats", "smallest indivisible park, over the horizon", 500.0)
    park_count: ParkCountConfig = Field(default_factory=ParkCountConfig, description="how many parks are opened")
    locks: LocksConfig = Field(default_factory=LocksConfig, description="decisions already taken")


class GroupShare(Frozen):
    """A share of the country's jobs for a group of zones, in the last year. One of min and max may be left out."""

    zones: tuple[Code, ...] = Field(default=(), description="zones of the group, codes of any level")
    except_zones: tuple[Code, ...] = Field(
        default=(), description="instead of zones: every zone belongs but these, codes of any level"
    )
    on: Literal["added", "stock"] = Field(
        default="added", description="the share is of jobs added since the base year (net), or of all jobs"
    )
    min: Share | None = quantity("fraction", "lowest share of the country that the group may have", None)
    max: Share | None = quantity("fraction", "highest share of the country that the group may have", None)


class Speeds(Frozen):
    """Door-to-door speed by kind of trip."""

    internal: Positive = quantity("km/h", "inside a zone: city traffic", 30.0)
    short: Positive = quantity("km/h", "between zones, below the threshold")
    long: Positive = quantity("km/h", "between zones, from the threshold on")
    motorway: Positive = quantity("km/h", "from the threshold on, where both ends have motorway access")
    threshold_km: Amount = quantity("km", "road distance from which the long speed counts")


class Travel(Frozen):
    """Commuting."""

    max_commute_minutes: Positive = quantity("minutes", "longest daily trip to work, one way")
    circuity: Annotated[Real, Field(ge=1, le=3)] = quantity("ratio", "road km over geodesic km")
    speed_kmh: Speeds = Field(description="speeds, used where no time is known")
    max_internal_minutes: Amount = quantity("minutes", "cap on the time of a trip inside its own zone")
    commuting_cost_mad: Amount = quantity(
        "MAD/person/minute/year", "what one minute of one-way commute costs a worker in a year"
    )


class WageDifference(Frozen):
    """Pay relative to the reference scale; a zone takes the value of its nearest unit that has one."""

    default: Growth = quantity("fraction", "zones that are not listed", 0.0)
    zones: dict[Code, Growth] = quantity("fraction", "code of any level -> value", factory=dict)


class Rents(Frozen):
    """Office rents; a zone takes the value of its nearest unit that has one."""

    default: Amount = quantity("MAD/m2/month", "zones that are not listed")
    zones: dict[Code, Amount] = quantity("MAD/m2/month", "code of any level -> value", factory=dict)


class Costs(Frozen):
    """What differs between places for a firm, and how the future counts."""

    discount_rate: Share = quantity("fraction/year", "real discount rate")
    wage_difference: WageDifference = Field(description="pay relative to the segment's wage")
    rent_mad_m2_month: Rents = Field(description="office rent")


class Incentives(Frozen):
    """State premiums."""

    employment_premium: Share = quantity("fraction", "of the annual gross wage, once per job added")
    training_premium: Share = quantity("fraction", "of the annual gross wage, each year per job added")
    training_premium_years: Count = quantity("years", "for how many years the training premium is paid")
    territorial_premium: dict[str, Share] = quantity(
        "fraction", "charter category of the data -> share of investment that the state pays", factory=dict
    )


ConnectivityIndicator = Literal[
    "airport_minutes",
    "high_speed_minutes",
    "motorway",
    "passenger_rail",
    "mobile_5g",
    "cable_or_data_centre_km",
]
InfrastructureIndicator = Literal[
    "park_floor_in_reach",
    "establishments_50_plus",
    "water",
    "electricity",
    "sewer",
    "vacant_dwellings",
]
TalentIndicator = Literal["pool_in_reach", "french", "english", "new_entrants_in_reach"]


class Suitability(Frozen):
    """Weights of the three indices in a zone's suitability; they sum to 1."""

    connectivity: Share = quantity("weight", "weight of connectivity")
    infrastructure: Share = quantity("weight", "weight of infrastructure")
    talent: Share = quantity("weight", "weight of talent depth")


class Indices(Frozen):
    """Indicators are scaled to [0,1] between two percentiles over zones, then averaged by weight."""

    connectivity: dict[ConnectivityIndicator, Amount] = quantity("weight", "indicator -> weight")
    infrastructure: dict[InfrastructureIndicator, Amount] = quantity("weight", "indicator -> weight")
    talent: dict[TalentIndicator, Amount] = quantity("weight", "indicator -> weight")
    suitability: Suitability = Field(description="weights of the indices in suitability")
    low_percentile: Percentile = quantity("fraction", "percentile over zones that scales to 0", 0.05)
    high_percentile: Percentile = quantity("fraction", "percentile over zones that scales to 1", 0.95)
    reach_minutes: Positive = quantity("minutes", "how far 'within reach' goes for pools, parks and campuses", 60.0)
    airport_tenfold_minutes: Amount = quantity(
        "minutes",
        "an airport with a tenth of the traffic of the busiest counts as so much further away",
        30.0,
    )
    airport_min_passengers: Positive = quantity(
        "passengers/year", "traffic assumed for an airport without a published figure", 50_000.0
    )
    high_speed_delay_years: Delay = quantity(
        "years",
        "high-speed stations that are not open in the base year open so much later than the data say; below zero: "
        "earlier, but not before the first planned year",
        0,
    )


class Title(Frozen):
    """The name of a plan in the three languages of its reports."""

    fr: Text = Field(description="French")
    ar: Text | None = Field(default=None, description="Arabic")
    en: Text | None = Field(default=None, description="English")

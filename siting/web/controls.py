"""The settings that the page offers, grouped in a planner's words, with their ranges and the values of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from siting.config.schema import Model
from siting.config.walk import fields
from siting.web.schemas import ControlGroup, ControlView, Names
from siting.words import LANGS, say

__all__ = ["control_groups"]


class _Control(NamedTuple):
    """A setting; ``year`` stands for the last year in its key. Ranges without ends are taken from the value."""

    key: str
    kind: Any
    low: float | None = None
    high: float | None = None
    step: float | None = None
    digits: int = 0
    start: Any = None
    optional: bool = False
    live: bool = True
    options: tuple[str, ...] = ()


_GROUPS: Mapping[str, tuple[_Control, ...]] = {
    "goals": (
        _Control("goals.jobs.year", "number", step=500),
        _Control("goals.exports_mmad.year", "number", step=250, optional=True),
        _Control("national_pace", "number", 5_000, 80_000, 500, start=30_000, optional=True),
    ),
    "balance": (
        _Control("balance.floor", "share", 0, 1, 0.01, start=0.2, optional=True),
        _Control("balance.cap", "number", 1, 5, 0.05, 2, start=2.5, optional=True),
        _Control("balance.on", "choice", options=("stock", "added")),
        _Control("balance.least_served_min", "number", 0, 20, 0.5, 1, start=4.0, optional=True),
        _Control("balance.gini_max", "number", 0, 0.7, 0.005, 3, start=0.36, optional=True),
        _Control("balance.kolm_pollak.min", "number", 0, 30, 0.1, 1, start=19.5, optional=True),
    ),
    "talent": (
        _Control("talent.recruit_rate.secondary", "share", 0.004, 0.06, 0.001, 1),
        _Control("talent.recruit_rate.higher", "share", 0.004, 0.06, 0.001, 1),
        _Control("talent.pool_growth.secondary", "share", -0.05, 0.1, 0.005, 1),
        _Control("talent.pool_growth.higher", "share", -0.05, 0.1, 0.005, 1),
        _Control("talent.training_places.per_new_entrant", "share", 0, 0.1, 0.005, 1),
        _Control("talent.training_grant_mad", "number", 0, 60_000, 1_000),
        _Control("travel.max_commute_minutes", "number", 15, 90, 5),
    ),
    "parks": (
        _Control("parks.growth_limit", "share", 0, 1, 0.01),
        _Control("parks.entry_limit_jobs", "number", 0, 3_000, 50),
        _Control("parks.market_seats_per_1000_active", "number", 5, 120, 1),
        _Control("parks.occupancy", "share", 0.6, 1, 0.01),
        _Control("parks.indivisible", "flag", live=False),
        _Control("parks.phase_seats", "number", 100, 2_000, 100, live=False),
    ),
    "costs": (
        _Control("parks.build_cost_mad_m2", "number", 4_000, 16_000, 250),
        _Control("travel.commuting_cost_mad", "number", 0, 1_000, 10),
        _Control("incentives.employment_premium", "share", 0, 0.4, 0.01),
        _Control("incentives.training_premium", "share", 0, 0.1, 0.005, 1),
        _Control("costs.discount_rate", "share", 0, 0.12, 0.005, 1),
        _Control("limits.cost_max", "number", step=50, optional=True),
    ),
    "dates": (
        _Control("indices.high_speed_delay_years", "number", -5, 10, 1),
        _Control("goals.path", "choice", options=("straight", "none")),
    ),
}


def control_groups(given: Model) -> list[ControlGroup]:
    """The controls for a model with its scenario applied."""
    units = {spec.path: spec.unit or "" for spec in fields()}
    return [
        ControlGroup(name=name, label=_names(f"web-group-{name}"), controls=list(_views(given, controls, units)))
        for name, controls in _GROUPS.items()
    ]


def _views(given: Model, controls: tuple[_Control, ...], units: Mapping[Any, str]) -> Iterator[ControlView]:
    for control in controls:
        key = control.key.replace(".year", f".{given.horizon.last_year}")
        value = _value(given, key)
        low, high, start = control.low, control.high, control.start
        if control.kind in ("number", "share"):
            centre = float(value if value is not None else start if start is not None else _about(control.key))
            low = 0.8 * centre if low is None else low
            high = 1.2 * centre if high is None else high
            step = control.step or 1.0
            low, high = (round(step * round(end / step), 9) for end in (low, high))
            low, high = min(low, centre), max(high, centre)
            start = centre if start is None else start
        word = control.key.replace(".year", "").replace(".", "-").replace("_", "-")
        yield ControlView(
            key=key,
            kind=control.kind,
            label=_names(f"web-control-{word}"),
            help=_names(f"web-help-{word}"),
            unit=_unit(key, units),
            low=low,
            high=high,
            step=control.step,
            digits=control.digits,
            given=value,
            start=start,
            optional=control.optional,
            options=list(control.options),
            live=control.live,
        )


def _about(key: str) -> float:
    return {"goals.exports_mmad.year": 40_000.0, "limits.cost_max": 10_000.0}.get(key, 1.0)


def _unit(key: str, units: Mapping[Any, str]) -> str:
    parts = tuple(key.split("."))
    for path, unit in units.items():
        if len(path) == len(parts) and all(a in ("*", b) for a, b in zip(path, parts, strict=True)):
            return unit
    return ""


def _value(model: Model, key: str) -> Any:
    from siting.web.desk import value_at

    return value_at(model, key)


def _names(key: str) -> Names:
    return Names(**{lang: say(key, lang) for lang in LANGS})

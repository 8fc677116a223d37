"""What a map of catchments says: its finding, its notes, its content in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.report.maps.catchment_table import Catchment, reach_of
from siting.report.maps.flow_words import FlowWords, scenario_words
from siting.report.maps.ground import Ground
from siting.report.page.notes import run_notes
from siting.words import Lang, number, percent, say, series

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["catchment_words"]


def catchment_words(run: Run, ground: Ground, catchment: Catchment, lang: Lang, *, single: bool) -> FlowWords:
    """The words of a map of one park's catchment (``single``) or of all."""
    level, jobs = say(f"level-{ground.level}", lang), float(run.inputs.zone_segment["baseline_jobs"].sum())
    note = say("catchment-note", lang, level=level, limit=number(reach_of(run), lang), year=catchment.year)
    bands = catchment.zones.groupby("band")["pool"].agg(["size", "sum"])
    told = [
        say(
            "catchment-alt-band", lang, low=number(low, lang), high=number(high, lang),
            zones=number(bands["size"].get(band, 0), lang), pool=number(bands["sum"].get(band, 0.0), lang),
        )
        for band, (low, high) in enumerate(catchment.bands)
    ]  # fmt: skip
    alt = say(
        "catchment-alt", lang, year=catchment.year, zones=number(len(catchment.zones), lang), many=len(catchment.zones),
        people=round(catchment.pool),
        minutes=number(catchment.limit, lang), pool=number(catchment.pool, lang),
        drawn=number(catchment.drawn, lang), bands=series(told, lang, strong=True),
    )  # fmt: skip
    key = "catchment-subtitle-park" if single else "catchment-subtitle"
    subtitle = say(key, lang, level=level, scenario=scenario_words(run, lang))
    title = _one(ground, catchment, lang) if single else _all(catchment, lang)
    return FlowWords(title, subtitle, alt, (note, *run_notes(run, jobs, lang)))


def _one(ground: Ground, catchment: Catchment, lang: Lang) -> str:
    return say(
        "catchment-title-park", lang, pool=number(catchment.pool, lang),
        people=round(catchment.pool), minutes=number(catchment.limit, lang),
        park=ground.name(catchment.parks[0]), year=catchment.year, drawn=number(catchment.drawn, lang),
    )  # fmt: skip


def _all(catchment: Catchment, lang: Lang) -> str:
    """The share of the country's eligible people in reach of a site, and of several where there are such."""
    whole = catchment.national_pool or 1.0
    words = {
        "share": percent(catchment.pool / whole, lang),
        "minutes": number(catchment.limit, lang),
        "parks": len(catchment.parks),
        "year": catchment.year,
    }
    twice = float(catchment.shared["pool"].sum()) / whole
    if twice < 0.005:
        return say("catchment-title-all", lang, **words)
    return say("catchment-title-all-shared", lang, twice=percent(twice, lang), **words)

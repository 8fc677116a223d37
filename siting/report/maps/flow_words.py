"""What a map of trips says: its finding, its notes, its content in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.report.maps.catchment_table import reach_of
from siting.report.maps.flow_focus import scenario_of_run
from siting.report.maps.flow_table import Flows
from siting.report.maps.ground import Ground
from siting.report.page.notes import run_notes
from siting.words import Lang, listing, number, percent, say

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["FlowWords", "flow_words", "scenario_words"]


@dataclass(frozen=True)
class FlowWords:
    """Title, subtitle, content in words and notes of a map."""

    title: str
    subtitle: str
    alt: str
    notes: tuple[str, ...]


def scenario_words(run: Run, lang: Lang) -> str:
    """``, scenario "..."``, or nothing for a run without one."""
    name = scenario_of_run(run.manifest, lang)
    return say("mapflows-scenario", lang, name=name) if name else ""


def flow_words(run: Run, ground: Ground, flows: Flows, everyone: Flows, lang: Lang, region: str | None) -> FlowWords:
    """The words of a map of ``flows``, which are ``everyone``'s or those of a region."""
    away, year = say(f"mapflows-away-{ground.level}", lang), flows.year
    inputs = run.inputs
    base = inputs.scalars.base_year
    jobs = float(inputs.zone_segment["baseline_jobs"].sum())
    note = say(
        "mapflows-note", lang,
        people=number(everyone.people, lang), many=round(everyone.people),
        minutes=number(reach_of(run), lang), base=base,
    )  # fmt: skip
    first: Any = flows.between.head(3).itertuples()
    top = [
        say(
            "mapflows-alt-flow", lang,
            origin=ground.name(row.origin), zone=ground.name(row.zone), people=number(row.people, lang),
        )
        for row in first
    ]  # fmt: skip
    alt = say(
        "mapflows-alt", lang, year=year, people=number(flows.away, lang), total=number(flows.people, lang), away=away,
        many=round(flows.people),
        flows=listing(top, lang) if top else number(0, lang),
    )  # fmt: skip
    return FlowWords(
        _title(ground, flows, away, lang, region),
        say("mapflows-subtitle", lang, year=year, scenario=scenario_words(run, lang)),
        alt,
        (note, *run_notes(run, jobs, lang)),
    )


def _title(ground: Ground, flows: Flows, away: str, lang: Lang, region: str | None) -> str:
    """How many commute, and the largest flow; around a region how many stay, come and go."""
    between = flows.between
    if between.empty:
        return say("mapflows-title-none", lang, year=flows.year, away=away)
    if region is not None:
        start, end = between["origin_region"] == region, between["zone_region"] == region
        counts = {"within": start & end, "in": end & ~start, "out": start & ~end}
        people = {key: number(int(between.loc[rows, "people"].sum()), lang) for key, rows in counts.items()}
        return say(
            "mapflows-title-region",
            lang,
            region=str(ground.regions.at[region, "name"]),
            year=flows.year,
            many=int(between.loc[counts["within"], "people"].sum()),
            **people,
        )
    first = between.iloc[0]
    return say(
        "mapflows-title", lang, people=number(flows.away, lang), many=round(flows.away),
        share=percent(flows.away / flows.people, lang),
        year=flows.year, away=away, origin=ground.name(first["origin"]), zone=ground.name(first["zone"]),
        largest=number(first["people"], lang),
    )  # fmt: skip

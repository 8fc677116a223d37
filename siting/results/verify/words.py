"""Rows in the planner's words."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["describe"]

_WORDS = {
    "capacity": "jobs need no more seats than stand in zone {zone}, {year}",
    "staffing": "every job of zone {zone} is staffed, {skill}, {year}",
    "talent": "people of zone {zone} at work do not exceed the talent there, {skill}, {year}",
    "training": "training places of zone {zone}, {year}",
    "absorption": "jobs of zone {zone} grow no faster than it can absorb, {year}",
    "retention": "jobs of zone {zone} are kept, {year}",
    "site_limit": "seats built in zone {zone} stay within its land and market",
    "jobs_added": "jobs added in zone {zone}, {segment}, {year}",
    "jobs_goal": "jobs goal, {year}",
    "export_goal": "export goal, {year}",
    "national_pace": "jobs added over the country, {year}",
    "segment_min": "lowest share of {segment}, {year}",
    "segment_max": "highest share of {segment}, {year}",
    "budget": "budget of the {payer}, {year}",
    "territorial_floor": "fair share of region {region}, at least",
    "territorial_cap": "fair share of region {region}, at most",
    "group_min": "lowest share of the group {group}",
    "group_max": "highest share of the group {group}",
    "inequality": "highest Gini allowed",
    "inequality_pair_up": "gap between regions {region}",
    "inequality_pair_down": "gap between regions {region}",
    "limit_cost": "highest total cost allowed",
    "limit_commuting": "highest cost of commuting allowed",
    "limit_suitability": "least sum of suitability asked for",
    "limit_gaps": "highest sum of gaps between regions allowed",
    "least_served": "lowest rate of jobs allowed, region {region}",
    "rank_gap": "what region {region} lacks to a threshold",
    "ordered_median": "lowest mean of the regions' rates in order allowed",
    "loss_chord": "loss to inequality of region {region}",
    "kolm_pollak": "lowest Kolm-Pollak rate allowed",
    "indivisible_phase": "seats of zone {zone} come in whole phases, {year}",
    "indivisible_max": "seats are built in zone {zone} only if its park opens",
    "indivisible_min": "a park that opens in zone {zone} has its least size",
    "park_count_min": "fewest parks",
    "park_count_max": "most parks",
    "park_per_region": "a park in region {region}",
    "lock_in": "the park that is decided in zone {zone}",
    "lock_seats": "the seats that are decided in zone {zone}, {year}",
    "cost_limit": "cost within the tolerance of the least cost",
    "region_level": "jobs per 1,000 active of region {region}, as settled",
    "suitability_limit": "suitability within its tolerance",
    "inequality_limit": "inequality within its tolerance",
    "ordered_median_limit": "mean of the regions' rates in order within its tolerance",
    "kolm_pollak_limit": "loss to inequality within its tolerance",
}


def describe(block: str, labels: Mapping[str, str]) -> str:
    """One row as a sentence; ids that the sentence does not name are listed after it."""
    text = _WORDS.get(block, block)
    rest = [f"{kind} {value}" for kind, value in labels.items() if value and "{" + kind + "}" not in text]
    return text.format_map(_Blank(labels)) + (f" ({', '.join(rest)})" if rest else "")


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"

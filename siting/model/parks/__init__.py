"""Whole parks: a search of plans whose openings and phases are whole numbers, with a proof of how good they are.

A plan is found by rounding linear programmes (`rounding`), and a bound by branching on them (`tree`); both ask one
linear programme that stays alive (`relaxation`), made tight by what no plan needs to exceed (`room`).
"""

from __future__ import annotations

from siting.model.parks.search import ParkPlan, search_parks

__all__ = ["ParkPlan", "search_parks"]

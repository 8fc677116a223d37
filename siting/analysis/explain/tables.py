"""An explanation as tables, for spreadsheets and for whoever wants to sort and filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from siting.model.prices import Price
from siting.results.binding import LOCAL, NATIONAL

if TYPE_CHECKING:
    from siting.analysis.explain.types import Explanation, Move, PlaceStory

__all__ = ["PLACE_COLUMNS", "PRICE_COLUMNS", "make_tables"]

_IDS = ("zone", "region", "segment", "skill", "year", "payer", "group")
#: Prices in MMAD (or the weighted sum) per ``unit``; ``path``: whether the years on the path move too.
PRICE_COLUMNS = (
    "block", *_IDS, "path", "unit", "rhs", "slack", "left", "right", "low", "high", "low_end", "high_end",
    "step", "step_left", "step_right",
)  # fmt: skip
PLACE_COLUMNS = (
    "code", "jobs_base", "jobs", "seats_built", "per_1000", "low", "high", "round", "level", "least_low", "least_high",
    "held_mmad", "one_more_mmad", "one_more_holds_to", "one_fewer_mmad",
    "block_more", "block_more_mmad", "block_more_from_region", "block_more_in_zone", "block_fewer", "block_fewer_mmad",
    "next_best_region", "next_best_zone", "lever_block", "lever_units", "reason",
    "decided", "misses", "per_job_year",
)  # fmt: skip


def make_tables(explanation: Explanation) -> dict[str, pd.DataFrame]:
    """``goals`` and ``rules`` (one line a price), ``regions`` and ``zones`` (one line a place)."""
    weighted = explanation.brief.weighted
    prices = {
        "goals": [price for price in (*explanation.goals, *explanation.idle) if price.block.endswith("_goal")],
        "rules": [*explanation.rules, *(price for price in explanation.idle if not price.block.endswith("_goal"))],
    }
    tables = {name: _prices(found, weighted) for name, found in prices.items()}
    for name, scope in (("regions", "region"), ("zones", "zone")):
        stories = [story for story in explanation.places if story.scope == scope]
        frame = pd.DataFrame([_place(story, explanation.region_of) for story in stories], columns=list(PLACE_COLUMNS))
        texts = [column for column in frame if column in _TEXTS]
        numbers = [column for column in frame if column not in _TEXTS]
        tables[name] = frame.astype({**dict.fromkeys(texts, "str"), **dict.fromkeys(numbers, "float64")})
    return tables


_TEXTS = (
    "code", "block_more_from_region", "block_more_in_zone", "next_best_region", "next_best_zone", "lever_block",
    "reason", "decided", "misses",
)  # fmt: skip


def _prices(found: Iterable[Price], weighted: bool) -> pd.DataFrame:
    rows = []
    for price in found:
        unit = {**NATIONAL, **LOCAL}.get(price.block, "MMAD")
        ids = {name: price.ids.get(name, 0 if name == "year" else "") for name in _IDS}
        fixed: dict[str, Any] = {"block": price.block, **ids, "path": bool(price.path)}
        fixed["unit"] = unit.replace("MMAD", "weighted sum", 1) if weighted else unit
        rows.append(fixed | {name: getattr(price, name) for name in PRICE_COLUMNS if name not in fixed})
    frame = pd.DataFrame(rows, columns=list(PRICE_COLUMNS))
    texts = ("block", "unit", "low_end", "high_end", *(name for name in _IDS if name != "year"))
    kinds: Mapping[str, Any] = {"year": "int64", "path": "bool", **dict.fromkeys(texts, "str")}
    return frame.astype({name: kinds.get(name, "float64") for name in PRICE_COLUMNS})


def _place(story: PlaceStory, region_of: Mapping[str, str]) -> dict[str, Any]:
    more, fewer, why = story.one_more, story.one_fewer, story.why_not
    block, away = story.block_more, story.block_fewer
    if why is not None and why.one is not None:
        more, block = why.one, why.block
    direct = {name: getattr(story, name) for name in PLACE_COLUMNS if hasattr(story, name)}
    return {
        **direct,
        "one_more_mmad": more.mmad if more else None,
        "one_more_holds_to": more.holds_to if more else None,
        "one_fewer_mmad": fewer.mmad if fewer else None,
        "block_more": block.step if block else None,
        "block_more_mmad": block.mmad if block else None,
        "block_more_from_region": loser(block.regions) if block else "",
        "block_more_in_zone": _zone_of(block, story.code, region_of) if block and story.scope == "region" else "",
        "block_fewer": -away.step if away else None,
        "block_fewer_mmad": away.mmad if away else None,
        "next_best_region": gainer(away.regions) if away else "",
        "next_best_zone": _zone_of(away, gainer(away.regions), region_of) if away else "",
        "lever_block": story.lever.block if story.lever else "",
        "lever_units": story.lever.units if story.lever else None,
        "reason": why.reason if why else "",
        "decided": why.decided if why else "",
        "misses": "; ".join(f"{m.index} {m.value:.3f} < {m.threshold:g} ({', '.join(m.segments)})" for m in why.misses)
        if why
        else "",
        "per_job_year": why.per_job_year if why else None,
    }


def _zone_of(move: Move, region: str, region_of: Mapping[str, str]) -> str:
    """The zone of a region that gains most."""
    return gainer({zone: jobs for zone, jobs in move.zones.items() if region_of.get(zone) == region})


def gainer(jobs: Mapping[str, float]) -> str:
    """The place that gains most; empty where none does."""
    best = max(jobs, key=lambda code: jobs[code], default="")
    return best if best and jobs[best] > 0 else ""


def loser(jobs: Mapping[str, float]) -> str:
    """The place that loses most; empty where none does."""
    worst = min(jobs, key=lambda code: jobs[code], default="")
    return worst if worst and jobs[worst] < 0 else ""

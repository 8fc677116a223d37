"""Connectivity, infrastructure and talent depth of every zone and year, in [0,1], and the table that explains
them.

Each indicator is mapped to [0,1] by min-max between two percentiles over zones, reversed where less is
better, then averaged with the model file's weights. The percentiles are those of the base year: a station
that opens in 2029 raises the places near it and lowers nobody. Suitability is the weighted mean of the
three indices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.geo.arrays import Floats
from siting.geo.indicators import INDICATORS, Context, Indicator

__all__ = ["Score", "Scores", "indicator_table", "scale", "score"]


@dataclass(frozen=True)
class Score:
    """One indicator: raw and scaled by zone and planned year, and its weight within its index (they sum to 1)."""

    indicator: Indicator
    raw: Floats
    scaled: Floats
    weight: float


@dataclass(frozen=True)
class Scores:
    """Indices and suitability, shape (zones, planned years)."""

    connectivity: Floats
    infrastructure: Floats
    talent: Floats
    suitability: Floats
    parts: Mapping[str, Score]


def scale(raw: Floats, base: Floats, low: float, high: float, *, reverse: bool) -> Floats:
    """Min-max to [0,1] between two percentiles of ``base``; 0.5 where all of them are equal."""
    bottom, top = np.quantile(base, [low, high])
    if top - bottom <= 1e-12 * max(abs(top), 1.0):
        scaled = np.where(raw > top + 1e-12, 1.0, np.where(raw < bottom - 1e-12, 0.0, 0.5))
    else:
        scaled = np.clip((raw - bottom) / (top - bottom), 0.0, 1.0)
    return 1 - scaled if reverse else scaled


def score(context: Context) -> Scores:
    """All indices of all zones."""
    rules = context.model.indices
    size = (len(context.zones.codes), len(context.model.years))
    parts: dict[str, Score] = {}
    totals: dict[str, Floats] = {}
    for index in ("connectivity", "infrastructure", "talent"):
        weights: Mapping[str, float] = getattr(rules, index)
        total = np.zeros(size)
        for name, weight in sorted(weights.items()):
            if weight == 0:
                continue
            share = weight / sum(weights.values())
            parts[name] = _part(context, INDICATORS[name], share, size)
            total += share * parts[name].scaled
        totals[index] = np.clip(total, 0.0, 1.0)
    mean = sum(getattr(rules.suitability, index) * total for index, total in totals.items())
    return Scores(totals["connectivity"], totals["infrastructure"], totals["talent"], np.clip(mean, 0.0, 1.0), parts)


def _part(context: Context, indicator: Indicator, share: float, size: tuple[int, int]) -> Score:
    raw = indicator.compute(context)
    if raw.ndim == 1:
        raw = np.broadcast_to(raw[:, None], (size[0], size[1] + 1))
    values = np.log10(1 + raw) if indicator.log else raw
    rules = context.model.indices
    scaled = scale(values, values[:, 0], rules.low_percentile, rules.high_percentile, reverse=indicator.reverse)
    return Score(indicator, raw[:, 1:], scaled[:, 1:], share)


def indicator_table(scores: Scores, codes: tuple[str, ...], years: tuple[int, ...]) -> pd.DataFrame:
    """zone, year, index, indicator, unit, raw, scaled, weight: a zone's index is the sum of weight x scaled."""
    names = sorted(scores.parts, key=lambda name: (scores.parts[name].indicator.index, name))
    size, span, count = len(codes), len(years), len(names)
    parts = [scores.parts[name] for name in names]
    each = size * span
    return pd.DataFrame(
        {
            "zone": np.repeat(np.array(codes, dtype=object), span * count),
            "year": np.tile(np.repeat(np.array(years, dtype=np.int64), count), size),
            "index": np.tile(np.array([p.indicator.index for p in parts], dtype=object), each),
            "indicator": np.tile(np.array(names, dtype=object), each),
            "unit": np.tile(np.array([p.indicator.unit for p in parts], dtype=object), each),
            "raw": np.stack([p.raw for p in parts], axis=2).reshape(-1),
            "scaled": np.stack([p.scaled for p in parts], axis=2).reshape(-1),
            "weight": np.tile(np.array([p.weight for p in parts]), each),
        }
    )

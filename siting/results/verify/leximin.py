"""Was the least-served region raised in the right order?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siting.results.verify.case import Case
from siting.results.verify.proof import Prices
from siting.results.verify.stages import Programme, Record

__all__ = ["check_rounds", "unproven_regions"]

_CLOSE = 1e-6
_WEIGHT = 1e-9  #: a region's price above this shows that it cannot rise


def check_rounds(case: Case, records: Sequence[Record], *, finished: bool) -> list[str]:
    """Contradictions between the rounds: levels that fall, are forgotten, or belong to no region.

    ``finished``: the run claims to have solved every stage, so every region must have been settled.
    """
    faults = []
    known = {str(code) for code in case.regions}
    levels: dict[str, float] = {}
    before = -np.inf
    for record in records:
        for region in {*record.fixed, *record.settled} - known:
            faults.append(f"round {record.round} settles {region}, which is no region")
        for region, level in levels.items():
            kept = record.fixed.get(region)
            if kept is None or kept < level - _CLOSE * max(1.0, abs(level)):
                faults.append(f"the level {level:.6g} of region {region} is not kept after it was settled")
        for region in set(record.fixed) - set(levels):
            faults.append(f"region {region} is held at a level that no round before has settled")
        if record.objective != "least_served":
            continue
        if record.value < before - _CLOSE * max(1.0, abs(before)):
            faults.append(f"round {record.round} reaches {record.value:.6g}, less than the round before")
        if not record.settled:
            faults.append(f"round {record.round} settles no region")
        before = record.value
        levels.update({region: record.limit for region in record.settled if region in known})
    if finished and levels and (unsettled := known - set(levels)):
        faults.append(f"regions never settled: {', '.join(sorted(unsettled))}")
    return faults


def unproven_regions(case: Case, programme: Programme, prices: Prices, record: Record) -> list[str]:
    """Settled regions whose price is zero: the prices do not show that they could not rise further."""
    at = next(at for at, block in enumerate(programme.blocks) if block.name == "region_level")
    weight = dict(zip(map(str, case.regions), prices.values[at], strict=True))
    return sorted(region for region in record.settled if weight.get(region, 0.0) <= _WEIGHT)

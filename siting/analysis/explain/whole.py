"""Whole jobs as every command prints them: they add up over regions, and over the zones of a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from siting.results import round_whole

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["whole_jobs"]


def whole_jobs(run: Run) -> dict[tuple[str, str], tuple[int, int]]:
    """(``region`` or ``zone``, code) -> whole jobs at the end of the base year and of the last year."""
    inputs = run.inputs
    zones = inputs.zones.set_index("zone")["region"].astype(str)
    jobs = run.table("jobs")
    last = jobs[jobs["year"] == inputs.scalars.years[-1]]
    found: dict[tuple[str, str], list[int]] = {}
    for frame, column in ((inputs.zone_segment, "baseline_jobs"), (last, "jobs")):
        by_zone = frame.groupby("zone")[column].sum().reindex(zones.index, fill_value=0.0).astype(float)
        totals = round_whole(by_zone.groupby(zones).sum())
        parts = pd.concat([round_whole(part, total=int(totals[code])) for code, part in by_zone.groupby(zones)])
        for scope, whole in (("region", totals), ("zone", parts)):
            for code, count in whole.items():
                found.setdefault((scope, str(code)), []).append(int(count))
    return {key: (counts[0], counts[1]) for key, counts in found.items()}

"""Where and when a segment may grow: zones that clear its thresholds of connectivity and infrastructure."""

from __future__ import annotations

import numpy as np

from siting.config.schema import Model
from siting.errors import ModelError, Problem
from siting.geo.arrays import Bools
from siting.geo.hierarchy import Hierarchy, refuse
from siting.geo.indices import Scores

__all__ = ["eligible"]

#: An index is a sum of weights: one that is 1 on paper may miss it in the last digit.
ROUNDING = 1e-9


def eligible(zones: Hierarchy, model: Model, scores: Scores) -> Bools:
    """Shape (zones, segments, years). Raises `ModelError` for every segment that no zone clears in any year."""
    least_c = np.array([s.connectivity_min for s in model.segments.values()])
    least_i = np.array([s.infrastructure_min for s in model.segments.values()])
    clears: Bools = (scores.connectivity[:, None, :] >= least_c[None, :, None] - ROUNDING) & (
        scores.infrastructure[:, None, :] >= least_i[None, :, None] - ROUNDING
    )
    problems = []
    for k, (name, segment) in enumerate(model.segments.items()):
        if clears[:, k].any():
            continue
        slack = np.minimum(scores.connectivity - least_c[k], scores.infrastructure - least_i[k]).max(axis=1)
        best = int(slack.argmax())
        problems.append(
            Problem(
                model.place("segments", name),
                f"no zone clears the thresholds of {name} in any year: connectivity_min {segment.connectivity_min:g}, "
                f"infrastructure_min {segment.infrastructure_min:g}",
                f"the closest is {zones.frame['name_fr'].iloc[best]} with connectivity "
                f"{scores.connectivity[best].max():.4f} and infrastructure {scores.infrastructure[best].max():.4f}",
                "lower them",
            )
        )
    refuse(problems, ModelError)
    return clears

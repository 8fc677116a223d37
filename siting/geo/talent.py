"""People who can be hired, and places to train more.

The eligible pool of a skill is the people aged 20 to 34 with that education who read and write the working
language. Language belongs to the segment, the pool to the skill: the share of a zone's people that counts
is the mean over segments of the share who read and write the segment's language, weighted by the national
jobs that ask for the skill (jobs of the segment at the base year x its skill mix).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from siting.config.schema import Model, Segment
from siting.geo.arrays import Floats
from siting.geo.hierarchy import Hierarchy, numeric

__all__ = ["SKILLS", "eligible_pool", "language_weights", "new_entrants", "skill_mix", "training_places"]

SKILLS = ("higher", "secondary")


def skill_mix(segments: Mapping[str, Segment]) -> Floats:
    """Share of staff, shape (segments, skills)."""
    return np.array([[getattr(s.skill_mix, q) for q in SKILLS] for s in segments.values()])


def language_weights(segments: Mapping[str, Segment], jobs: Floats) -> Mapping[str, Floats]:
    """Language -> weight by skill; over languages the weights of a skill sum to 1. ``jobs`` are national, by
    segment."""
    mix = skill_mix(segments)
    weight = mix * jobs[:, None] if jobs.sum() > 0 else mix
    unused = weight.sum(axis=0) == 0
    weight = np.where(unused[None, :], 1.0, weight)
    weight = weight / weight.sum(axis=0)
    languages = np.array([s.language for s in segments.values()])
    return {name: weight[languages == name].sum(axis=0) for name in sorted(set(languages))}


def eligible_pool(zones: Hierarchy, model: Model, jobs: Floats) -> Floats:
    """People, shape (zones, skills, years). Zones for which the census publishes nothing count as nobody."""
    talent = zones.attributes("talent")
    reading = np.zeros((len(zones.codes), len(SKILLS)))
    for language, weight in language_weights(model.segments, jobs).items():
        reading += numeric(talent, f"{language}_share", 0.0)[:, None] * weight[None, :]
    people = np.column_stack([numeric(talent, f"young_{skill}", 0.0) for skill in SKILLS])
    ahead = np.array(model.years) - model.horizon.base_year
    rate = np.array([getattr(model.talent.pool_growth, skill) for skill in SKILLS])
    return np.asarray((people * reading)[:, :, None] * (1 + rate)[None, :, None] ** ahead[None, None, :])


def new_entrants(zones: Hierarchy) -> Floats:
    """New university entrants a year, by zone of the campus."""
    campuses = zones.tables.table("universities")
    return np.bincount(
        zones.locate(campuses), weights=numeric(campuses, "new_entrants", 0.0), minlength=len(zones.codes)
    )


def training_places(zones: Hierarchy, model: Model) -> Floats:
    """Places a year by zone."""
    rule = model.talent.training_places
    young = zones.values("talent", "aged_20_34")
    return np.asarray(rule.per_new_entrant * new_entrants(zones) + rule.per_young_person * young)

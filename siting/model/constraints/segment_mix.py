"""Segments keep their place in the whole."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("segment_min", over=("segment", "year"), unit="jobs")
def segment_min(v: Variables, d: ModelData) -> Block:
    r"""A segment has at least its lowest share of all jobs.

    $$ \sum_{z} n_{zst} - \underline\sigma_{st} \sum_{z,s'} n_{zs't} \ge 0 \qquad \forall s, t $$

    Dual: what it costs to ask for one more job of segment s in year t (MMAD per job).
    Source: published export mix of 2024 and the ranges of the model file.
    """
    return d.rows("segment", "year").sum(v.jobs, *d.shares_of_all(v.jobs, -d.share_min)) >= 0.0


@constraint("segment_max", over=("segment", "year"), unit="jobs")
def segment_max(v: Variables, d: ModelData) -> Block:
    r"""A segment has at most its highest share of all jobs.

    $$ \sum_{z} n_{zst} - \overline\sigma_{st} \sum_{z,s'} n_{zs't} \le 0 \qquad \forall s, t $$

    Dual: minus what room for one more job of segment s in year t is worth (MMAD per job).
    Source: published export mix of 2024 and the ranges of the model file.
    """
    return d.rows("segment", "year").sum(v.jobs, *d.shares_of_all(v.jobs, -d.share_max)) <= 0.0

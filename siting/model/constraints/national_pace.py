"""The country can only add so many jobs a year."""

from __future__ import annotations

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("national_pace", over=("year",), unit="jobs")
def national_pace(v: Variables, d: ModelData) -> Block | None:
    r"""Jobs added over the country in a year stay below a pace that firms and schools can hold.

    $$ \sum_{z,s} a_{zst} \le \bar a \qquad \forall t $$

    Dual: minus what one more job of pace in year t is worth (MMAD per job).
    Source: 9,250 jobs a year were observed to 2024; the limit is an assumption of the model file.
    """
    pace = d.scalars.national_pace
    return None if pace is None else d.rows("year").sum(v.added) <= pace

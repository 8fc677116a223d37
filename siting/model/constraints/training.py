"""Training grants are limited by the places there are."""

from __future__ import annotations

import numpy as np

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("training", over=("zone", "year"), unit="people")
def training(v: Variables, d: ModelData) -> Block:
    r"""Grant-trained entrants of a year need a place in a programme where they live.

    $$ \sum_{q} u_{iqt} \le \theta_{it} \qquad \forall i, t $$

    Dual: minus what one more training place in i in year t is worth (MMAD per place).
    Source: training grants of circular 15/2025, as a supply row.
    """
    rows = d.rows("zone", "year", only={"zone": np.unique(v.trained.index["zone"])})
    return rows.sum(v.trained) <= d.training_places

"""People are found where they live."""

from __future__ import annotations

import numpy as np

from siting.model.data import ModelData
from siting.model.registry import constraint
from siting.model.rows import Block
from siting.model.variables import Variables


@constraint("talent", over=("zone", "skill", "year"), unit="people")
def talent(v: Variables, d: ModelData) -> Block:
    r"""A place supplies no more people than work there already, can be recruited, and were trained.

    $$ \sum_{z : (i,z) \in \mathcal{A}} w_{izqt} \le w^0_{iq} + \sum_{\tau \le t} (\rho_q P_{iq\tau} + u_{iq\tau})
       \qquad \forall i, q, t $$

    The pool of a place is shared by all the zones that its people can reach, so that two parks never count the same
    graduate. One row for each place from which some usable zone can be reached.

    Dual: minus what one more qualified person living in i is worth from year t on (MMAD per person).
    Source: shared catchments, Coombes and Bond (2008); supply rows of the transportation problem.
    """
    origins = np.unique(v.staff.index["origin"])
    rows = d.rows("zone", "skill", "year", only={"zone": origins})
    leaving = v.staff.renamed(zone=None, origin="zone")
    return rows.sum(leaving, -v.trained.cumulative()) <= d.baseline_staff + d.entrants

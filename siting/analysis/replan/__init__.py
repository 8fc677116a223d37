"""From a plan and what was observed to a plan of the years that are left, and the drift between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.replan.drifting import drift
    from siting.analysis.replan.outturn import Outturn, planned_outturn, read_outturn, write_outturn
    from siting.analysis.replan.rebasing import rebase
    from siting.analysis.replan.replanning import replan
    from siting.analysis.replan.template import write_template

__all__ = [
    "Outturn",
    "drift",
    "planned_outturn",
    "read_outturn",
    "rebase",
    "replan",
    "write_outturn",
    "write_template",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Outturn": "siting.analysis.replan.outturn",
        "drift": "siting.analysis.replan.drifting",
        "planned_outturn": "siting.analysis.replan.outturn",
        "read_outturn": "siting.analysis.replan.outturn",
        "rebase": "siting.analysis.replan.rebasing",
        "replan": "siting.analysis.replan.replanning",
        "write_outturn": "siting.analysis.replan.outturn",
        "write_template": "siting.analysis.replan.template",
    },
)

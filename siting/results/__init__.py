"""What comes out of a solve: the plan, its summary, the run folder and the independent verifier."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siting.results.inequality import gini, least_served, theil
    from siting.results.rounding import round_whole
    from siting.results.run_folder import Run, check_out, list_runs, read_inputs, read_run, write_run
    from siting.results.solution import Outcome, Solution, StageResult
    from siting.results.summary import summarise
    from siting.results.verify import Certificate, verify_run

__all__ = [
    "Certificate",
    "Outcome",
    "Run",
    "Solution",
    "StageResult",
    "check_out",
    "gini",
    "least_served",
    "list_runs",
    "read_inputs",
    "read_run",
    "round_whole",
    "summarise",
    "theil",
    "verify_run",
    "write_run",
]

_HOMES = {
    "Certificate": "verify",
    "Outcome": "solution",
    "Run": "run_folder",
    "Solution": "solution",
    "StageResult": "solution",
    "check_out": "run_folder",
    "gini": "inequality",
    "least_served": "inequality",
    "list_runs": "run_folder",
    "read_inputs": "run_folder",
    "read_run": "run_folder",
    "round_whole": "rounding",
    "summarise": "summary",
    "theil": "inequality",
    "verify_run": "verify",
    "write_run": "run_folder",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

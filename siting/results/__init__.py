"""What comes out of a solve: the plan, its summary, the run folder and the independent verifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.results.inequality import gini, kolm_pollak, kolm_pollak_kappa, least_served, ordered_median, theil
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
    "kolm_pollak",
    "kolm_pollak_kappa",
    "least_served",
    "list_runs",
    "ordered_median",
    "read_inputs",
    "read_run",
    "round_whole",
    "summarise",
    "theil",
    "verify_run",
    "write_run",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Certificate": "siting.results.verify",
        "Outcome": "siting.results.solution",
        "Run": "siting.results.run_folder",
        "Solution": "siting.results.solution",
        "StageResult": "siting.results.solution",
        "check_out": "siting.results.run_folder",
        "gini": "siting.results.inequality",
        "kolm_pollak": "siting.results.inequality",
        "kolm_pollak_kappa": "siting.results.inequality",
        "least_served": "siting.results.inequality",
        "list_runs": "siting.results.run_folder",
        "ordered_median": "siting.results.inequality",
        "read_inputs": "siting.results.run_folder",
        "read_run": "siting.results.run_folder",
        "round_whole": "siting.results.rounding",
        "summarise": "siting.results.summary",
        "theil": "siting.results.inequality",
        "verify_run": "siting.results.verify",
        "write_run": "siting.results.run_folder",
    },
)

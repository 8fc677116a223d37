"""Everything the command line shows: progress, results, lists, failures. With `siting.cli` the only place with rich.

Importing this package imports nothing heavy; rich is loaded when there is a table to draw.
"""

from __future__ import annotations

from siting.terminal.batch import print_batch
from siting.terminal.comparison import print_comparison
from siting.terminal.explanation import print_explanation
from siting.terminal.failures import INTERRUPTED, problem_records, show_error, show_refuted, show_stopped
from siting.terminal.frontier import print_frontier
from siting.terminal.lists import print_inventory, print_measures, print_problems, print_runs, print_scenarios
from siting.terminal.output import counted, print_json, progress, ready_streams, say, write_text
from siting.terminal.plan import print_certificate, print_plan
from siting.terminal.replan import print_drift
from siting.terminal.uncertainty import print_study

__all__ = [
    "INTERRUPTED",
    "counted",
    "print_batch",
    "print_certificate",
    "print_comparison",
    "print_drift",
    "print_explanation",
    "print_frontier",
    "print_inventory",
    "print_json",
    "print_measures",
    "print_plan",
    "print_problems",
    "print_runs",
    "print_scenarios",
    "print_study",
    "problem_records",
    "progress",
    "ready_streams",
    "say",
    "show_error",
    "show_refuted",
    "show_stopped",
    "write_text",
]

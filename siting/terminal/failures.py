"""How a failure is shown: one message, its remedy, an exit code; a traceback only on request."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from siting.errors import Infeasible, InvalidInput, NoPlan, Problem, SitingError
from siting.terminal.output import print_json

__all__ = ["INTERRUPTED", "problem_records", "show_error", "show_refuted", "show_stopped"]

#: Exit code after Ctrl-C, as shells have it.
INTERRUPTED = 130


def problem_records(problems: Iterable[Problem]) -> list[dict[str, str | None]]:
    """Problems as JSON objects."""
    return [
        {"place": each.place, "message": each.message, "value": each.value, "remedy": each.remedy} for each in problems
    ]


def show_stopped(as_json: bool) -> int:
    """Ctrl-C: nothing half-written stays. Returns the exit code."""
    if as_json:
        print_json({"error": "stopped", "message": "stopped; nothing written", "exit_code": INTERRUPTED})
    print("siting: stopped; nothing written", file=sys.stderr)
    return INTERRUPTED


def show_refuted(folder: Path) -> int:
    """The verifier contradicts a plan that was just computed: a fault of ours. Returns the exit code."""
    print(
        f"siting: the verifier refutes this plan (see {folder / 'certificate.json'}); do not use it, please report it",
        file=sys.stderr,
    )
    return 1


def show_error(error: Exception, *, as_json: bool, debug: bool) -> int:
    """Show any exception to a person (standard error) or a program (standard output); returns the exit code."""
    if isinstance(error, BrokenPipeError):  # the reader of our output has left, e.g. `siting data show | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if debug:
        traceback.print_exception(error, file=sys.stderr)
    record = _record(error)
    if as_json:
        print_json(record)
    else:
        print(_text(error, record), file=sys.stderr)
    return int(record["exit_code"])


def _record(error: Exception) -> dict[str, Any]:
    """The error as a JSON object with its kind, message, exit code and all that it carries."""
    if hasattr(error, "format_message"):  # typer's own errors about the command line
        return {"error": "UsageError", "message": error.format_message(), "exit_code": 2}
    kind = type(error).__name__
    if isinstance(error, InvalidInput):
        count = len(error.problems)
        message = f"{count} problem{'s' if count > 1 else ''} found; nothing written"
        problems = problem_records(error.problems)
        return {"error": kind, "message": message, "exit_code": error.exit_code, "problems": problems}
    if isinstance(error, Infeasible):
        message = "no plan satisfies all the rules; nothing written"
        return {
            "error": kind,
            "message": message,
            "exit_code": error.exit_code,
            "reasons": list(error.reasons),
        }
    if isinstance(error, SitingError):
        return {"error": kind, "message": str(error), "exit_code": error.exit_code}
    if isinstance(error, MemoryError):
        return {"error": "NoPlan", "message": "out of memory; nothing written", "exit_code": NoPlan.exit_code}
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return {
            "error": "FileError",
            "message": f"{place}{error.strerror or error}; nothing written",
            "exit_code": InvalidInput.exit_code,
        }
    first = str(error).splitlines()[0] if str(error) else "no message"
    message = f"internal error ({kind}: {first}); please report it; --debug shows where"
    return {"error": "InternalError", "message": message, "exit_code": 1}


def _text(error: Exception, record: dict[str, Any]) -> str:
    """The same for a person."""
    lines = [f"siting: {record['message']}"]
    lines += [f"  - {problem}" for problem in getattr(error, "problems", ())]
    lines += [f"  - {reason}" for reason in record.get("reasons", ())]
    if record["error"] == "UsageError":
        lines.append("'siting --help' lists the commands, 'siting COMMAND --help' the options of one.")
    return "\n".join(lines)

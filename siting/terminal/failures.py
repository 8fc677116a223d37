"""How a failure is shown: one message, its remedy, an exit code; a traceback only on request."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.errors import Infeasible, InvalidInput, NoPlan, Problem, SitingError
from siting.terminal.output import print_json, say

if TYPE_CHECKING:
    from siting.words import Lang

__all__ = ["INTERRUPTED", "problem_records", "show_error", "show_refuted", "show_stopped"]

#: Exit code after Ctrl-C, as shells have it.
INTERRUPTED = 130

#: What a full or closed standard output answers; a file that cannot be written has a name.
_OUTPUT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def problem_records(problems: Iterable[Problem]) -> list[dict[str, str | None]]:
    """Problems as JSON objects."""
    return [
        {"place": each.place, "message": each.message, "value": each.value, "remedy": each.remedy} for each in problems
    ]


def show_stopped(as_json: bool, kept: str = "nothing written") -> int:
    """Ctrl-C: nothing half-written stays; ``kept`` tells what does. Returns the exit code."""
    if as_json:
        print_json({"error": "stopped", "message": f"stopped; {kept}", "exit_code": INTERRUPTED})
    say(f"siting: stopped; {kept}")
    return INTERRUPTED


def show_refuted(folder: Path) -> int:
    """The verifier contradicts a plan that was just computed: a fault of ours. Returns the exit code."""
    say(f"siting: the verifier refutes this plan (see {folder / 'certificate.json'}); do not use it, please report it")
    return 1


def show_error(error: Exception, *, as_json: bool, debug: bool, lang: Lang = "en") -> int:
    """Show any exception to a person (standard error) or a program (standard output); returns the exit code.

    ``lang`` is the language of a diagnosis where no plan exists; all other messages, proofs included, are English.
    """
    if isinstance(error, BrokenPipeError):  # the reader of our output has left, e.g. `siting data show | head`
        _drop_output()
        return 0
    if isinstance(error, OSError) and error.filename is None and error.errno in _OUTPUT:
        _drop_output()
        say(f"siting: standard output cannot be written: {error.strerror or error}")
        return InvalidInput.exit_code
    if debug:
        traceback.print_exception(error, file=sys.stderr)
    record = _record(error, lang)
    if not (as_json and _printed(record)):
        say(_text(error, record, lang))
    return int(record["exit_code"])


def _printed(record: dict[str, Any]) -> bool:
    """Print a record as JSON; False when standard output cannot take it."""
    try:
        print_json(record)
        sys.stdout.flush()
    except OSError:
        _drop_output()
        return False
    return True


def _drop_output() -> None:
    """Standard output goes nowhere from here on, so that the end of the process does not fail on what is left."""
    with suppress(OSError, ValueError):  # no real file, as in a test
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _record(error: Exception, lang: Lang) -> dict[str, Any]:
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
        return {"error": kind, "exit_code": error.exit_code, **_infeasible(error, lang)}
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


def _infeasible(error: Infeasible, lang: Lang) -> dict[str, Any]:
    """The proofs, and the conflict, the repairs and the combination of a diagnosis, where there is one."""
    from siting.words import say as words

    told = {"message": words("infeasible-title", lang), "reasons": list(error.reasons)}
    if error.diagnosis is None:
        return told
    from siting.analysis.repair import diagnosis_record
    from siting.model.solve import NO_PROOF

    if error.diagnosis.conflicts or error.diagnosis.repairs:  # these say more than that nothing was proven
        told["reasons"] = [reason for reason in error.reasons if reason != NO_PROOF]
    return {**told, **diagnosis_record(error.diagnosis, lang)}


def _text(error: Exception, record: dict[str, Any], lang: Lang) -> str:
    """The same for a person."""
    from siting.words import say as words

    lines = [f"siting: {record['message']}"]
    if lang != "en":
        lines = [words("infeasible-told", lang, message=record["message"])]
    lines += [f"  - {problem}" for problem in getattr(error, "problems", ())]
    lines += [f"  - {reason}" for reason in record.get("reasons", ())]
    if isinstance(error, Infeasible) and error.diagnosis is not None:
        from siting.analysis.repair import diagnosis_lines

        lines += diagnosis_lines(error.diagnosis, lang)
    if record["error"] == "UsageError":
        lines.append("'siting --help' lists the commands, 'siting COMMAND --help' the options of one.")
    return "\n".join(lines)

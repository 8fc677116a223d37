"""The command line: parse, call, print. What is printed is in `siting.terminal`, what is done in `siting.planning`,
`siting.publishing` and `siting.analysis`.

Nothing heavy is imported before a command runs, so that ``siting --help`` answers at once.
"""

from __future__ import annotations

import sys

import typer

from siting import terminal
from siting.cli import alternatives, analysis, decide, frontier, plans, protect, reports, serve, tables, uncertainty  # noqa: F401  each registers its commands, in the order of the help
from siting.cli.app import app

__all__ = ["app", "run"]


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code. Never raises, and shows no traceback unless ``--debug`` is given."""
    as_json = "--json" in arguments
    terminal.ready_streams()
    try:
        code = typer.main.get_command(app).main(args=arguments, prog_name="siting", standalone_mode=False)
        sys.stdout.flush()
        if code == terminal.INTERRUPTED:
            return terminal.show_stopped(as_json)
        return code if isinstance(code, int) else 0
    except typer.Exit as stop:
        return stop.exit_code
    except SystemExit as stop:  # a command that was stopped and has told what it keeps
        return stop.code if isinstance(stop.code, int) else 1
    except (KeyboardInterrupt, typer.Abort):
        return terminal.show_stopped(as_json)
    except Exception as error:
        return terminal.show_error(error, as_json=as_json, debug="--debug" in arguments)

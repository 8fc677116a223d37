"""The command that serves the planner's page: serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from siting import terminal
from siting.cli.app import DEFAULT_MODEL, Debug, app

__all__ = ["serve"]


@app.command()
def serve(
    model: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MODEL]...", help="Models to plan with: folders, or names of shipped models."),
    ] = None,
    host: Annotated[
        str,
        typer.Option(metavar="HOST", help="Address to listen on; another than this machine's own needs a token."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="Port; 0 takes a free one.")] = 8765,
    runs: Annotated[Path, typer.Option(metavar="DIR", help="Folder in which runs are kept.")] = Path("runs"),
    workers: Annotated[int, typer.Option(metavar="N", min=1, max=64, help="Processes that plan while one waits.")] = 2,
    debug: Debug = False,
) -> None:
    """Serve the planner's page on this machine: a plan that follows each setting, runs, comparisons, exports."""
    from siting.web.serving import serve_page

    serve_page(model or [DEFAULT_MODEL], host=host, port=port, runs=runs, workers=workers, say=terminal.say)

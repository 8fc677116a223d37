"""Progress on standard error, JSON and tables on standard output."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["console", "counted", "number", "print_json", "progress", "ready_streams", "say", "table", "write_text"]

Step = Callable[[str], None]


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Step]:
    """A function that announces the step that begins; on a terminal it spins, elsewhere it prints plain lines."""
    if quiet:
        yield lambda message: None
        return
    started = time.monotonic()
    if not sys.stderr.isatty():
        yield lambda message: say(f"[{time.monotonic() - started:6.1f} s] {message}")
        return
    from rich.console import Console

    err = Console(stderr=True, highlight=False)
    with err.status("starting") as status:

        def step(message: str) -> None:
            status.update(f"{message} [dim]({time.monotonic() - started:.1f} s)[/dim]")

        yield step


@contextmanager
def counted(total: int, *, quiet: bool = False) -> Iterator[Step]:
    """A function that announces the next of ``total`` steps; on a terminal it fills a bar."""
    if quiet:
        yield lambda message: None
        return
    done = 0
    if not sys.stderr.isatty():

        def tell(message: str) -> None:
            nonlocal done
            done += 1
            say(f"[{done:2d}/{total}] {message}")

        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as shown:
        task = shown.add_task("", total=total)

        def step(message: str) -> None:
            shown.update(task, description=message, advance=1)

        yield step


def print_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document, strict (no NaN), UTF-8, keys in the order given."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False, default=_plain)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:  # a terminal without these letters: the same document in ASCII
        text = json.dumps(document, ensure_ascii=True, indent=2, allow_nan=False, default=_plain)
    sys.stdout.write(text + "\n")


def ready_streams() -> None:
    """Make standard output and error usable: closed ones swallow what is printed, letters they lack become ``?``."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """A line on standard error; lost when standard error cannot take it."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def _plain(value: Any) -> Any:
    """What json does not know: numpy numbers, paths, enums, mappings that are not dicts."""
    if hasattr(value, "item"):
        return value.item()
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    return str(value)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8, whole or not at all. Raises UsageError when the place cannot be written."""
    if not path.name or (path.exists() and not path.is_file()):
        raise UsageError(f"cannot write {path}: it is not a file; leave --out away to print")
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def console(width: int = 130) -> Console:
    """A console on standard output; ``width`` columns wide when the output is not a terminal."""
    from rich.console import Console

    class Pipe(Console):
        """A console that leaves it to the command line what happens when the reader has left."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Pipe(width=None if sys.stdout.isatty() else width, highlight=False, soft_wrap=False)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> Table:
    """A plain table with the first ``left`` columns aligned left and the others right."""
    from rich import box
    from rich.table import Table

    drawn = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(columns):
        is_text = position < left
        drawn.add_column(column, justify="left" if is_text else "right", no_wrap=not is_text)
    for row in rows:
        drawn.add_row(*row)
    return drawn


def number(value: float | None, digits: int = 0) -> str:
    """``270,000`` or ``12.5``; a dash for what is not known."""
    if value is None or value != value:
        return "-"
    text = f"{value:,.{digits}f}"
    return text.lstrip("-") if float(text.replace(",", "")) == 0 else text

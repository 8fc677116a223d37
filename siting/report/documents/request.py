"""One entry for the command line: a document of runs as a file, by its ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from siting.errors import Problem, RunError, UsageError
from siting.report.page.style import Style
from siting.words import Lang

if TYPE_CHECKING:
    from siting.report.documents.blocks import Document
    from siting.results import Run

__all__ = ["KINDS", "Kind", "write_report"]

Kind = Literal["brief", "full"]
Step = Callable[[str], None]

#: Endings that a document can be written to.
KINDS = ("pdf", "html", "docx")


def write_report(
    runs: Sequence[Run],
    out: Path | str,
    *,
    kind: Kind = "brief",
    lang: Lang = "fr",
    style: Style | None = None,
    progress: Step | None = None,
) -> Path:
    """Write a brief or a full report to ``out`` as PDF, HTML or DOCX, whole or not at all; returns the file.

    The first run is the plan; further runs are compared with it. The same runs give the same bytes.

    Raises `UsageError` for another ending or kind or without a run, `RunError` for a place that cannot be used (no such
    folder, inside a run folder) and for runs that cannot be compared, with every reason; `NoPlan` where the solver
    cannot repeat the first stage.
    """
    from siting.report.page.places import check_place
    from siting.report.page.save import write_whole

    out = Path(out)
    ending = out.suffix.lstrip(".").lower()
    if ending not in KINDS:
        raise UsageError(f"cannot write a report to {out}: choose a file that ends in .{', .'.join(KINDS)}")
    if kind not in ("brief", "full"):
        raise UsageError(f"no such report: {kind}; choose brief or full")
    if not runs:
        raise UsageError("a report needs a run: siting runs lists them")
    check_place(out)
    _check_regions(runs)
    step = progress or (lambda _: None)
    document = _content(runs, kind, lang, style, step)
    step(f"setting {out.name}")
    return write_whole(out, _set(document, ending))


def _check_regions(runs: Sequence[Run]) -> None:
    """Raises `RunError` for runs without regional figures, which no document can tell anything about."""
    problems = [
        Problem(str(run.folder), "has no regions, so there is nothing to report", remedy="solve a model with regions")
        for run in runs
        if not run.summary.get("regions")
    ]
    if problems:
        raise RunError(problems)


def _content(runs: Sequence[Run], kind: Kind, lang: Lang, style: Style | None, step: Step) -> Document:
    if kind == "brief":
        from siting.report.documents.brief import brief

        return brief(runs, lang=lang, style=style, progress=step)
    from siting.report.documents.full import full_report

    return full_report(runs, lang=lang, style=style, progress=step)


def _set(document: Document, ending: str) -> bytes:
    if ending == "pdf":
        from siting.report.documents.typeset import typeset

        return typeset(document)
    if ending == "html":
        from siting.report.documents import html

        return html.render(document)
    from siting.report.documents import docx

    return docx.render(document)

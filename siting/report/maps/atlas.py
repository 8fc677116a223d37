"""The atlas: an overview and a page for each region, as one PDF file or a folder of pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from siting.errors import Problem, RunError, UsageError
from siting.report.maps.atlas_facts import Atlas
from siting.report.maps.atlas_pdf import book_of
from siting.words import Lang, say

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn
    from siting.report.page.style import Style
    from siting.results import Run

__all__ = ["atlas", "atlas_pages"]

Progress = Callable[[str], None]


def atlas(
    run: Run, out: Path | str, *, lang: Lang = "fr", style: Style | None = None, progress: Progress | None = None
) -> Path:
    """Write the atlas of a run to ``out``: one PDF file (``.pdf``), or a new folder of PNG pictures (no ending).

    ``progress`` is told about each page before it is drawn. The same run gives the same bytes; nothing is left when
    it is interrupted. Raises `UsageError` for another ending, `RunError` when the place cannot be used (a missing
    parent, inside a run folder, a folder that exists) or boundaries are missing.
    """
    from siting.report.page.places import check_place
    from siting.report.page.save import write_whole

    out = Path(out)
    if out.suffix.lower() not in ("", ".pdf"):
        raise UsageError(f"cannot write an atlas to {out}: choose a file that ends in .pdf, or a new folder")
    check_place(out)
    if out.suffix:
        pages = atlas_pages(run, lang=lang, style=style, progress=progress)
        return write_whole(out, book_of((drawn.figure for _, drawn in pages), say("atlas-title", lang)))
    if out.exists():
        raise RunError([Problem(str(out), "exists already", remedy="choose a folder that does not exist yet")])
    return _folder(out, atlas_pages(run, lang=lang, style=style, progress=progress))


def atlas_pages(
    run: Run, *, lang: Lang, style: Style | None = None, progress: Progress | None = None
) -> Iterator[tuple[str, Drawn]]:
    """Code of the region (``00`` for the overview) and page, one after the other; each is drawn when asked for."""
    from siting.report.maps.atlas_page import overview, region_page
    from siting.report.maps.ground import run_geometry
    from siting.report.maps.plan_map import plan_picture
    from siting.report.page.style import default_style

    content = Atlas(run, plan_picture(run, *run_geometry(run), lang))
    look, regions = style or default_style(), list(content.facts)
    pages = len(regions) + 1
    for page, code in enumerate(["00", *regions], start=1):
        name = say("atlas-overview", lang) if page == 1 else content.facts[code].name
        if progress is not None:
            progress(say("atlas-progress", lang, page=page, pages=pages, name=name))
        drawn = overview(content, pages, look) if page == 1 else region_page(content, code, page, pages, look)
        yield code, drawn


def _folder(out: Path, pages: Iterator[tuple[str, Drawn]]) -> Path:
    """A picture for each page; the folder gets its name when all are there."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        part.mkdir()
        for code, drawn in pages:
            (part / f"{code}.png").write_bytes(drawn.render("png"))
        part.rename(out)
    except OSError as error:
        remedy = "choose another --out"
        raise RunError([Problem(str(out), f"cannot be written: {error.strerror}", remedy=remedy)]) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return out

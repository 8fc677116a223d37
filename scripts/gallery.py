"""Draw the pictures of README and docs/gallery.md from the shipped scenarios, and write the gallery page.

Every picture is made by the command that stands under it; test_gallery.py holds that they still look like that.
"""

from __future__ import annotations

import io
import os
import shlex
import sys
import tempfile
from collections.abc import Iterable
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
#: Pictures for a screen: a page of 8.6 inches is about 950 pixels wide.
STYLE = "dpi: 110\n"
_COLOURS = 160


@dataclass(frozen=True)
class Entry:
    """A picture of the gallery: its file in docs/img/, its command (without ``siting`` and ``--out``), what it is.

    ``page`` is the page of a PDF that is shown, from 0.
    """

    name: str
    command: str
    text: str
    page: int | None = None


@dataclass(frozen=True)
class Section:
    """Pictures of one kind."""

    title: str
    entries: tuple[Entry, ...]


GALLERY = (
    Section(
        "Maps of a plan",
        (
            Entry(
                "plan",
                "map reference",
                "The plan of the reference scenario: jobs of 2030 by province, seats as circles.",
            ),
            Entry(
                "plan-ar",
                "map balanced --lang ar",
                "Another scenario in Arabic: names of the census, legend read from the right.",
            ),
            Entry(
                "change",
                "map balanced --kind change --against reference --lang en",
                "What the balance rules of `balanced` change against `reference`.",
            ),
            Entry("region", "map reference --kind choropleth --region 04", "One region enlarged."),
            Entry("years", "map reference --kind multiples", "The same classes over the years."),
            Entry(
                "scenarios",
                "map reference balanced strict-balance least-served-first outside-axis high-value"
                " --kind multiples --measure jobs-added --lang en",
                "The same classes over scenarios: jobs added by 2030.",
            ),
        ),
    ),
    Section(
        "Where people come from",
        (
            Entry(
                "flows",
                "map reference --kind flows",
                "Who lives in one province and works in another, as the plan has it.",
            ),
            Entry("catchments", "map reference --kind catchments", "From where the sites of the plan are in reach."),
        ),
    ),
    Section(
        "What the choice rests on",
        (
            Entry("talent", "map reference --kind choropleth --measure talent --lang ar", "An index of the model."),
            Entry(
                "pool",
                "map reference --kind circles --measure pool --lang en",
                "A count as circles of proportional area.",
            ),
        ),
    ),
    Section(
        "Charts",
        (
            Entry("bars", "chart reference --kind bars", "Jobs by region, 2024 and 2030."),
            Entry(
                "lorenz", "chart balanced --kind lorenz --lang en", "How unequal the regions are, and how it changes."
            ),
            Entry("path", "chart slow-fill --kind path", "The path to the goals, and what is missing on it."),
            Entry("costs", "chart reference --kind costs --lang ar", "Who pays what, year by year."),
            Entry(
                "slope",
                "chart reference balanced outside-axis least-served-first --kind slope --lang en",
                "Scenarios side by side.",
            ),
        ),
    ),
    Section(
        "Documents",
        (
            Entry("brief", "report reference balanced", "First page of a policy brief.", 0),
            Entry("brief-ar", "report balanced --lang ar", "The same in Arabic.", 0),
        ),
    ),
)


def draw(wanted: Iterable[str] | None = None, out: Path = ROOT / "docs/img", runs: Path | None = None) -> list[Path]:
    """Draw the pictures of the gallery (all, or those ``wanted``) into ``out``; ``runs`` holds a run per scenario."""
    names = None if wanted is None else set(wanted)
    with tempfile.TemporaryDirectory() as work:
        home = Path(work)
        if runs is None:
            _run(["solve", "--all", "--out", str(home / "runs"), "--quiet"])
        else:
            (home / "runs").symlink_to(runs.resolve())
        (home / "style.yaml").write_text(STYLE, "utf-8")
        with chdir(home):
            return [_draw(entry, out) for section in GALLERY for entry in section.entries
                    if names is None or entry.name in names]  # fmt: skip


def _draw(entry: Entry, out: Path) -> Path:
    """One picture, reduced to what a page on a screen needs."""
    from PIL import Image

    made = Path(f"{entry.name}.{'png' if entry.page is None else 'pdf'}")
    _run([*shlex.split(entry.command), "--style", "style.yaml", "--out", str(made)])
    picture = Image.open(made).convert("RGB") if entry.page is None else _page(made, entry.page)
    file = out / f"{entry.name}.png"
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    return file


def _page(pdf: Path, number: int) -> Any:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[number].render(scale=110 / 72).to_pil().convert("RGB")


def _run(arguments: list[str]) -> None:
    from siting.cli import run

    with redirect_stdout(io.StringIO()):
        code = run(arguments)
    if code:
        raise SystemExit(f"siting {shlex.join(arguments)} ended with {code}")


def gallery_page() -> str:
    """The page that shows the pictures, each with its command."""
    parts = [
        "# Gallery",
        "Drawn from the shipped scenarios by `make pictures` (`scripts/gallery.py`): `siting solve --all`, then the\n"
        "command under each picture. `--lang fr|ar|en` sets the language, `--style FILE` fonts and colours,\n"
        "`--out FILE.svg` or `.pdf` the format. What each kind shows and how it is made: [maps](maps.md),\n"
        "[flows, catchments, small multiples, atlas](maps-flows.md), [charts](charts.md), [documents](documents.md).",
    ]
    for section in GALLERY:
        parts.append(f"## {section.title}")
        for entry in section.entries:
            alt = entry.text.replace("`", "").rstrip(".")
            parts.append(f"![{alt}](img/{entry.name}.png)\n\n{entry.text}\n\n```sh\nsiting {entry.command}\n```")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("COLUMNS", "120")
    (ROOT / "docs/gallery.md").write_text(gallery_page(), "utf-8")
    for path in draw(sys.argv[1:] or None):
        print(path.relative_to(ROOT))

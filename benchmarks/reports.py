"""How long what goes into a report takes, beside one solve of the same plan in the same process.

``python -m benchmarks.reports`` writes `benchmarks/REPORTS.md`.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

PAGE = Path(__file__).parent / "REPORTS.md"
PACKAGES = ("matplotlib", "typst", "python-docx", "xlsxwriter", "pyogrio")
_TIMES = 5


def main() -> None:
    """Solve the reference plan, then make each thing once in a new process and five times warm."""
    from siting.planning import plan

    with tempfile.TemporaryDirectory() as work:
        home = Path(work)
        began = time.perf_counter()
        name = str(plan(scenario="reference", out=home / "run").folder)
        solved = time.perf_counter() - began
        rows = []
        for title, make in _cases(name, home).items():
            cold = _first(title, name, home)
            make()  # this process has what it needs of libraries
            warm = [_timed(make) for _ in range(_TIMES)]
            rows.append((title, cold, statistics.median(warm), max(warm), statistics.median(warm) / solved))
    PAGE.write_text(_page(solved, rows), "utf-8")
    print(PAGE.read_text("utf-8"))


def _cases(name: str, home: Path) -> dict[str, Callable[[], object]]:
    """What is measured: title -> how to make it of a run, into a folder."""

    def picture(kind: str, **asked: str) -> Callable[[], object]:
        from siting.publishing import MapOrder, map_picture

        return lambda: map_picture([name], MapOrder(kind, out=home / "map.png", **asked))  # type: ignore[arg-type]

    def brief(ending: str) -> Callable[[], object]:
        from siting.publishing import report

        out = home / f"brief{ending}"
        return lambda: report([name], out=out, kind="brief", lang="fr", style=None)

    def files(ending: str) -> Callable[[], object]:
        from siting.publishing import export

        return lambda: export(
            name, out=home / f"plan{ending}", kind=None, lang="fr", style=None, year=None, overwrite=True
        )

    return {
        "province map of a plan, PNG": picture("plan"),
        "province map of an index, PNG": picture("choropleth", measure="talent"),
        "map of flows, PNG": picture("flows"),
        "policy brief, PDF": brief(".pdf"),
        "policy brief, DOCX": brief(".docx"),
        "workbook": files(".xlsx"),
        "GeoPackage": files(".gpkg"),
    }


def _first(title: str, name: str, home: Path) -> float:
    """Seconds of the first call in a new process, libraries read in included; the start of Python is not."""
    code = f"import benchmarks.reports as b; b.first({title!r}, {name!r}, {str(home)!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    return float(done.stdout.split()[-1])


def first(title: str, name: str, home: str) -> None:
    """Make one thing and print how many seconds that took: what `_first` runs in a new process."""
    began = time.perf_counter()
    _cases(name, Path(home))[title]()
    print(time.perf_counter() - began)


def _timed(make: Callable[[], object]) -> float:
    began = time.perf_counter()
    make()
    return time.perf_counter() - began


def _page(solved: float, rows: list[tuple[str, float, float, float, float]]) -> str:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}"
    lines = [
        "# Benchmarks of maps, documents and files",
        "",
        "Written by `python -m benchmarks.reports`. Machines are noisy: read the ratio to one solve of the same plan",
        f"(province level, files to run folder, {solved:.1f} s in this run).",
        "",
        f"{machine}; {versions}.",
        "",
        f"| what | first in a new process, s | median of {_TIMES} warm, s | worst, s | median / solve |",
        "|---|---|---|---|---|",
        *(
            f"| {title} | {cold:.1f} | {warm:.2f} | {worst:.2f} | {ratio:.2f} |"
            for title, cold, warm, worst, ratio in rows
        ),
        "",
        "The first call in a new process reads the libraries in. The first brief of a run also asks the model for its",
        "prices and keeps them in `RUN/analysis/`: the PDF has that in its first call, the DOCX after it has not.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

"""How fast the planner's page is: from key to painted map, and with twenty users at once; beside a solve of the plan.

``python -m benchmarks.page_speed`` writes `benchmarks/PAGE.md`.
"""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

import numpy as np

from benchmarks.page_latency import MEDIAN, P95, measured
from benchmarks.page_load import played, served

PAGE = Path(__file__).parent / "PAGE.md"
MODEL = "models/tech-valley-2030"
STEPS, USERS, SECONDS, PAUSE = 80, 20, 60.0, 1.0


def main() -> int:
    """Measure and write; 1 where an answer was wrong."""
    solved = _solved()
    steps = measured(MODEL, STEPS)
    with served(MODEL, workers=2) as url:
        tally = asyncio.run(played(url, USERS, SECONDS, PAUSE))
    lines = [
        "# Benchmarks of the planner's page",
        "",
        "Written by `python -m benchmarks.page_speed`: province level, two worker processes, Debian's Chromium,",
        "headless, all on one machine. Machines are noisy: read the ratio to one solve of the reference plan from",
        f"files to run folder ({1000 * solved:,.0f} ms in this run).",
        "",
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}; "
        f"HiGHS {metadata.version('highspy')}.",
        "",
        "## From the key on a control to the frame after the painted map",
        "",
        "| control | steps | median, ms | 95th percentile, ms | median / solve |",
        "|---|---|---|---|---|",
        *(_row(f"`{key}`" if "." in key else key, found, solved) for key, found in steps.items()),
        "",
        f"To be reached: median {MEDIAN:g} ms, 95th percentile {P95:g} ms.",
        "",
        f"## {USERS} users for {SECONDS:g} seconds",
        "",
        f"Each asks for one random goal after the other, with {PAUSE:g} s between answer and question on average, and",
        "for the completed plan after every tenth; every answer is checked to belong to its question.",
        "",
        "| what | answers | median, ms | 95th percentile, ms | median / solve |",
        "|---|---|---|---|---|",
        *(_row(kind, found, solved) for kind, found in tally.times.items() if found),
        "",
        f"Wrong answers and errors: {sum(tally.wrong.values()) or 'none'}. Two cores compute all answers and ask all",
        "questions: what is over the worker's part is waiting for a turn.",
    ]
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")
    print(PAGE.read_text("utf-8"))
    return 1 if tally.wrong else 0


def _solved() -> float:
    """Seconds of one solve of the reference plan, after a first one has read the libraries in."""
    from siting.planning import plan

    with tempfile.TemporaryDirectory() as work:
        plan(MODEL, scenario="reference", out=Path(work) / "first")
        began = time.perf_counter()
        plan(MODEL, scenario="reference", out=Path(work) / "second")
        return time.perf_counter() - began


def _row(name: str, found: list[float], solved: float) -> str:
    half, most = np.percentile(found, [50, 95])
    return f"| {name} | {len(found)} | {half:.0f} | {most:.0f} | {half / 1000 / solved:.3f} |"


if __name__ == "__main__":
    sys.exit(main())

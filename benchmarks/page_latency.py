"""From a moved control to the painted map, in a real Chromium.

`python -m benchmarks.page_latency [--steps 80] [--model NAME]` starts `siting serve` on a free port of this machine,
opens the page in Debian's Chromium (headless, 1440 x 900), moves controls step by step with the arrow keys, waits for
the event `siting:painted` after each, and prints median and 95th percentile of the milliseconds from the key to the
frame after the paint. The page rests between two steps, so that each is a question of its own.
"""

from __future__ import annotations

import argparse
import shutil
import time
from typing import Any

import numpy as np

from benchmarks.page_load import served

#: Controls that are moved (their settings), and what must be reached (milliseconds: median, 95th percentile).
CONTROLS = ("goals.jobs.2030", "talent.recruit_rate.higher", "parks.growth_limit", "incentives.employment_premium")
MEDIAN, P95 = 100.0, 250.0
#: Milliseconds of rest after a paint; the completed plan comes within.
REST = 1_200

_WATCH = """() => {
  window.paints = [];
  document.addEventListener("siting:painted", (event) => {
    if (!event.detail.refined) window.paints.push(event.detail.ms);
  });
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=80, help="steps in all (default 80)")
    parser.add_argument("--model", default="models/tech-valley-2030", help="the model that is served")
    asked = parser.parse_args()
    for key, found in measured(asked.model, asked.steps).items():
        print(
            f"{key:34} {len(found):4d} steps: median {np.median(found):6.1f} ms, p95 {np.percentile(found, 95):6.1f} ms"
        )
    print(f"must reach: median {MEDIAN:g} ms, 95th percentile {P95:g} ms")


def measured(model: str, steps: int) -> dict[str, list[float]]:
    """Milliseconds from key to painted map by control, and of all of them. Raises ``SystemExit`` without Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("there is no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with served(model, workers=2) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/#lang=en")
        times = _measured(page, steps)
        browser.close()
    return {**times, "all": [ms for found in times.values() for ms in found]}


def _measured(page: Any, steps: int) -> dict[str, list[float]]:
    """Milliseconds by control."""
    page.locator("#c-goals-jobs-2030").wait_for(timeout=60_000)
    page.evaluate(_WATCH)
    page.wait_for_timeout(6_000)  # the first plans of the page
    times: dict[str, list[float]] = {}
    for key in CONTROLS:
        slider = page.locator(f"#c-{key.replace('.', '-').replace('_', '-')}")
        slider.scroll_into_view_if_needed()
        slider.focus()
        times[key] = [
            _step(page, "ArrowLeft" if number % 4 < 2 else "ArrowRight") for number in range(steps // len(CONTROLS))
        ]
    return times


def _step(page: Any, arrow: str) -> float:
    """One press of an arrow key, until its plan is painted."""
    before = page.evaluate("window.paints.length")
    page.keyboard.press(arrow)
    end = time.monotonic() + 30
    while page.evaluate("window.paints.length") == before:
        if time.monotonic() > end:
            raise SystemExit("the page did not paint within 30 seconds")
        page.wait_for_timeout(20)
    found = float(page.evaluate("window.paints.at(-1)"))
    page.wait_for_timeout(REST)
    return found


if __name__ == "__main__":
    main()

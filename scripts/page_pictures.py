"""Photograph the planner's page for docs/serve.md and README: `python scripts/page_pictures.py` (needs Chromium).

Starts `siting serve` on a free port of this machine with runs of some scenarios, and writes docs/img/page-*.png.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
IMG = ROOT / "docs" / "img"
MODEL = "models/tech-valley-2030"
SIZE = {"width": 1440, "height": 900}
_COLOURS = 200
#: Picture -> the view in the link, and what has to be on the page before it is taken.
SHOTS = {
    "page-plan": (
        "lang=en&scenario=reference&s.balance.floor=0.35&zone=04.421",
        "#badge[data-state=refined]",
    ),
    "page-plan-ar": ("lang=ar&scenario=balanced&show=rate", "#badge[data-state=refined]"),
    "page-compare": ("lang=fr&view=compare&v.runs=reference,balanced", ".map .zone"),
}


def main() -> None:
    """Take every picture."""
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    from playwright.sync_api import sync_playwright

    from siting.planning import plan

    with tempfile.TemporaryDirectory() as work:
        runs = Path(work) / "runs"
        for scenario in ("reference", "balanced"):
            plan(MODEL, scenario=scenario, out=runs / scenario)
        command = [sys.executable, "-m", "siting", "serve", MODEL, "--port", "0", "--runs", str(runs)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            found = re.search(r"http://\S+", server.stderr.readline())
            assert found is not None, "the server did not start"
            try:
                with sync_playwright() as playwright:
                    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
                    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                    for name, (link, ready) in SHOTS.items():
                        _take(browser, f"{found[0]}#{link}", ready, IMG / f"{name}.png")
                    browser.close()
            finally:
                server.send_signal(signal.SIGINT)
                server.communicate()


def _take(browser: Any, address: str, ready: str, out: Path) -> None:
    """One picture, with few colours: it is as sharp and a third as large."""
    from PIL import Image

    page = browser.new_page(viewport=SIZE)
    page.goto(address)
    page.locator(ready).first.wait_for(timeout=60_000)
    page.wait_for_timeout(3_000)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, optimize=True)
    page.close()
    print(out.relative_to(ROOT))


if __name__ == "__main__":
    main()

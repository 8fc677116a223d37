"""Runs by commune on the planner's page: kept from it, opened, explained, taken away and compared, place by place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from siting.planning import plan
from siting.results import read_run
from siting.web.config import ServerConfig
from tests.web.serving import serving

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")

from tests.web.test_page import CHROMIUM, opened, page, until

__all__ = ["page"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need a chromium on this machine")

SHIPPED = Path("models/tech-valley-2030").resolve()
LINK = "lang=en&model=fine&level=province"
#: The shipped model over one year, with short ways to work: a plan by commune takes seconds instead of minutes.
SHORT = {
    "name: tech-valley-2030": "name: fine",
    "last_year: 2030": "last_year: 2025",
    "jobs: {2030: 270000}": "jobs: {2025: 157000}",
    "exports_mmad: {2030: 40000}": "exports_mmad: {2025: 27000}",
    "goals.jobs.2030": "goals.jobs.2025",
    "goals.exports_mmad.2030": "goals.exports_mmad.2025",
}
ARFOUD = "08.201.01.01"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("communes") / "runs"


@pytest.fixture(scope="module")
def fine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the shortened model."""
    folder = tmp_path_factory.mktemp("models") / "fine"
    folder.mkdir()
    text = (SHIPPED / "model.yaml").read_text(encoding="utf-8")
    for long, short in SHORT.items():
        assert long in text, long
        text = text.replace(long, short)
    text, times = re.subn(r"max_commute_minutes: \S+", "max_commute_minutes: 12", text)
    assert times == 1
    (folder / "model.yaml").write_text(text, encoding="utf-8")
    (folder / "scenarios").mkdir()
    return folder


@pytest.fixture(scope="module")
def desk(fine: Path, runs: Path) -> Iterator[httpx.Client]:
    """A server of its own with it."""
    with serving(ServerConfig({"fine": fine}, runs=runs, live=1)) as client:
        yield client


@pytest.fixture(scope="module")
def server(desk: httpx.Client) -> str:
    return str(desk.base_url).rstrip("/")


def keep(page: Any, server: str, title: str, *, jobs: int) -> str:
    """Keep a plan by commune from the page and open it; gives its name."""
    opened(page, server, f"{LINK}&s.goals.jobs.2025={jobs}")
    page.click("#keep-run")
    page.fill("#keep-title", title)
    page.select_option("#keep-level", "commune")
    page.get_by_role("button", name="Solve and keep").click()
    dialog = page.get_by_role("dialog")
    until(page, lambda: f"Kept: {title}" in dialog.inner_text(), "the run")
    dialog.get_by_role("link", name="Open the run").click()
    until(page, lambda: page.locator("#run-pin").count() and page.inner_text("#run-title") == title, "the run opened")
    return str(re.search(r"v\.run=([\w-]+)", page.evaluate("location.hash"))[1])  # type: ignore[index]


def test_runs_by_commune_are_kept_opened_explained_taken_away_and_compared(
    page: Any, server: str, fine: Path, runs: Path
) -> None:
    plan(fine, level="region", out=runs / "by-region")
    first = keep(page, server, "As it is", jobs=157_000)
    second = keep(page, server, "More jobs", jobs=160_000)
    run = read_run(runs / second)
    assert run.summary["level"] == "commune"
    assert run.certificate.verdict == "proven optimal"

    cells = {row.get_attribute("data-run"): row.inner_text() for row in page.locator("tr[data-run]").all()}
    assert "by region" in cells["by-region"]
    assert "by commune" in cells[first]

    assert "by commune" in page.inner_text("#run-detail .sub >> nth=0")
    until(page, lambda: "Casablanca" in page.inner_text("#run-largest"), "names of regions")
    until(page, lambda: page.locator(f"#why-zone option[value='{ARFOUD}']").inner_text() == "Arfoud", "names of places")
    page.select_option("#why-region", "07")
    places = page.locator("#why-zone option").all_inner_texts()[1:]
    assert len(places) == len(set(places)) == (run.inputs.zones["region"] == "07").sum()
    alike = [place for place in places if place.startswith("Sidi Ghanem (")]
    assert len(alike) == 2
    assert all(re.fullmatch(r"Sidi Ghanem \(07[\d.]+\)", place) for place in alike)

    seats = run.table("seats").groupby("zone")["built"].sum()
    built = str(seats.idxmax())
    page.select_option("#why-region", str(run.inputs.zones.set_index("zone")["region"][built]))
    page.select_option("#why-zone", built)
    page.click("#why-ask")
    assert "some minutes" in page.inner_text(".run-part:has(#why-ask) [role=status]")
    until(page, lambda: built in page.inner_text("#why-said"), "the reasons")
    assert f"new seats: {seats[built]:,.0f}" in page.inner_text("#why-said")

    with page.expect_download(timeout=60_000) as answer:
        page.click("[data-file='layers.zip']")
    assert answer.value.suggested_filename == f"{second}-layers-en.zip"

    page.goto(f"{server}/#{LINK}&view=compare&v.runs={first},{second}&v.show=jobs")
    until(page, lambda: page.locator("#compare-files").count(), "the comparison")
    assert page.inner_text("#compare-maps") == "Jobs at the end of 2025, by commune"
    assert page.locator(".compare-grid .zone").count() >= 2 * 1503
    country = page.inner_text("section:has(#compare-national)")
    assert "157,000" in country
    assert "160,000" in country
    row = page.locator("tr[data-key='goals.jobs.2025']")
    assert "Jobs" in row.locator("th").inner_text()
    assert "goals.jobs.2025" in row.locator("th").inner_text()
    assert row.locator("td").all_inner_texts() == ["157000", "160000"]


def test_shapes_and_names_of_communes_are_those_of_the_plan(desk: httpx.Client) -> None:
    told = desk.get("/api/v1/models/fine/map", params={"level": "commune"}).json()
    assert len(told["zones"]) == 1503
    assert len(told["regions"]) == 12
    assert len(json.dumps(told)) < 2_000_000

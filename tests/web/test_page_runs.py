"""Runs on the planner's page in a real Chromium: kept, listed, described, explained, taken away, deleted."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from siting.web.config import ServerConfig
from tests.web.serving import serving
from tests.web.test_page import CHROMIUM, opened, page, settled, until

__all__ = ["page"]

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need a chromium on this machine")

EXAMPLE = Path("models/example").resolve()
LINK = "lang=en&model=example&scenario=balanced&level=province"
LANGS = ("fr", "ar", "en")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server of its own with the small example."""
    with serving(ServerConfig({"example": EXAMPLE}, runs=tmp_path_factory.mktemp("kept") / "runs", live=1)) as client:
        yield client


@pytest.fixture(scope="session")
def server(desk: httpx.Client) -> str:
    """Its address."""
    return str(desk.base_url).rstrip("/")


@pytest.fixture(scope="session")
def kept(desk: httpx.Client) -> str:
    """The name of a run that is kept there."""
    return keep(desk, "Fewer jobs", **{"goals.jobs.2028": 15_000})


def keep(desk: httpx.Client, title: str, **settings: Any) -> str:
    request = {"model": "example", "scenario": "balanced", "level": "province", "settings": settings}
    headers = {"X-Session": "test"}
    body = {"kind": "solve", "request": request, "title": title, "note": "for the test"}
    task = desk.post("/api/v1/tasks", json=body, headers=headers).json()
    end = time.monotonic() + 60
    while task["state"] in ("waiting", "running") and time.monotonic() < end:
        time.sleep(0.2)
        task = desk.get(f"/api/v1/tasks/{task['id']}", headers=headers).json()
    assert task["state"] == "done", task
    return str(task["result"]["run"])


def view(page: Any, server: str, run: str | None = None, lang: str = "en") -> Any:
    """The view of runs, with one open where it is named."""
    page.goto(f"{server}/#{LINK.replace('lang=en', f'lang={lang}')}&view=runs{f'&v.run={run}' if run else ''}")
    until(page, lambda: page.locator("#run-pin" if run else ".runs-table tbody tr").count(), "the runs")
    return page


def titles(page: Any) -> list[str]:
    found: list[str] = page.locator(".runs-table tbody th").all_inner_texts()
    return found


def test_a_plan_is_kept_and_found_among_the_runs(page: Any, server: str, kept: str) -> None:
    opened(page, server, f"{LINK}&s.goals.jobs.2028=16500")
    page.click("#keep-run")
    assert page.evaluate("document.activeElement.id") == "keep-title"
    page.keyboard.type("Kept by hand")
    page.fill("#keep-note", "with <b>a note</b>")
    page.get_by_role("button", name="Solve and keep").click()
    dialog = page.get_by_role("dialog")
    until(page, lambda: "solving" in dialog.inner_text() or "Kept:" in dialog.inner_text(), "its progress")
    until(page, lambda: "Kept: Kept by hand" in dialog.inner_text(), "the run")
    dialog.get_by_role("link", name="Open the run").click()
    until(page, lambda: page.locator("#run-pin").count() and len(titles(page)) >= 2, "the run in its view")
    assert page.inner_text("#run-title") == "Kept by hand"
    assert page.input_value("#run-note") == "with <b>a note</b>"
    assert "16,500" in page.inner_text(".run-changed")
    assert "Kept by hand" in titles(page)
    assert page.get_by_role("dialog").count() == 0
    page.click("[data-column=jobs] button")
    assert page.get_attribute("th[data-column=jobs]", "aria-sort") == "descending"
    assert titles(page)[0] == "Kept by hand"
    page.click("[data-column=jobs] button")
    assert page.get_attribute("th[data-column=jobs]", "aria-sort") == "ascending"
    assert titles(page)[-1] == "Kept by hand"
    page.fill("#runs-filter", "BY hand")
    assert titles(page) == ["Kept by hand"]
    page.click("#run-plan-on")
    settled(page)
    assert page.input_value("#c-goals-jobs-2028") == "16500"


def test_what_is_being_kept_can_be_cancelled(page: Any, server: str, kept: str) -> None:
    opened(page, server, LINK)
    page.click("#keep-run")
    page.fill("#keep-title", "Never kept")
    page.get_by_role("button", name="Solve and keep").click()
    page.get_by_role("button", name="Go on in the background").click()
    page.click("[data-view=runs]")
    task = page.locator(".run-tasks li")
    until(page, lambda: task.count() == 1 and "Never kept" in task.inner_text(), "the task on top of the runs")
    task.get_by_role("button", name="Cancel").click()
    until(page, lambda: page.locator("#run-work").is_hidden(), "nothing that runs")
    assert "Never kept" not in titles(page)


def test_a_run_is_renamed_pinned_and_deleted(page: Any, server: str, desk: httpx.Client, kept: str) -> None:
    name = keep(desk, "To be deleted")
    view(page, server, name)
    page.fill("#run-name", "Renamed")
    page.keyboard.press("Enter")
    until(page, lambda: "Renamed" in titles(page), "the new title in the list")
    assert page.inner_text("#run-title") == "Renamed"
    page.click("#run-pin")
    until(page, lambda: page.inner_text("#run-pin") == "Unpin", "the pin")
    row = page.locator(f"tr[data-run={name}]")
    assert row.locator("[data-column=pinned]").inner_text() == "yes"
    page.click("#run-delete")
    really = page.get_by_role("button", name="Really delete “Renamed”")
    really.click()
    until(page, lambda: "unpin it" in page.inner_text(".run-removal"), "the refusal")
    assert desk.get(f"/api/v1/runs/{name}").status_code == 200
    page.click("#run-pin")
    until(page, lambda: page.inner_text("#run-pin") == "Pin", "no pin")
    really.click()
    until(page, lambda: page.locator("#run-detail").is_hidden(), "the end of the run")
    assert "Renamed" not in titles(page)
    assert "v.run" not in page.evaluate("location.hash")
    assert desk.get(f"/api/v1/runs/{name}").status_code == 409
    page.goto(f"{server}/#{LINK}&view=runs&v.run={name}")
    until(page, lambda: "deleted meanwhile" in page.inner_text("#run-detail"), "what became of the run")
    page.faults[:] = [fault for fault in page.faults if "409" not in fault]


def test_a_scenario_file_is_saved_and_opened_again(page: Any, server: str, tmp_path: Path) -> None:
    opened(page, server, f"{LINK}&s.goals.jobs.2028=15500&s.balance.floor=0.4")
    asked = page.evaluate("location.hash")
    with page.expect_download() as download:
        page.click("#files summary")
        page.click("#save-file")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".yaml"
    assert "extends: " in file.read_text("utf-8")
    page.click("#reset-all")
    settled(page)
    assert "s.goals" not in page.evaluate("location.hash")
    with page.expect_file_chooser() as chooser:
        page.click("#files summary")
        page.click("#open-file")
    chooser.value.set_files(file)
    until(page, lambda: page.evaluate("location.hash") == asked, "the settings of the file")
    settled(page)
    assert page.input_value("#c-goals-jobs-2028") == "15500"
    assert file.name in page.inner_text("#notices")
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: {fr: a, ar: b, en: c}\nwhy: d\nextends: balanced\nchanges:\n  parks:\n    occupancy: 150\n")
    page.set_input_files("#scenario-file", bad)
    dialog = page.get_by_role("dialog")
    until(page, lambda: dialog.count() and "line 6 · parks.occupancy" in dialog.inner_text(), "the problem")
    assert "at most 1" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    bad.write_text("title: {fr: a, en: b\nwhy: x\n  y")
    page.set_input_files("#scenario-file", bad)
    until(page, lambda: dialog.count() and "line 2" in dialog.inner_text(), "the line")
    assert page.evaluate("location.hash") == asked


def test_a_run_is_explained_and_taken_away(page: Any, server: str, kept: str, tmp_path: Path) -> None:
    view(page, server, kept)
    until(page, lambda: "South" in page.inner_text("#why-region"), "the regions by name")
    page.select_option("#why-region", label="South")
    page.select_option("#why-zone", label="Oasis")
    page.click("#why-ask")
    until(page, lambda: page.locator("#why-said p").count() >= 3, "the sections")
    assert "Oasis" in page.inner_text("#why-said")
    with page.expect_download(timeout=60_000) as download:
        page.click("[data-file='map.png']")
        assert page.get_attribute("[data-file='map.png']", "aria-busy") == "true"
    download.value.save_as(tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert download.value.suggested_filename == f"{kept}-map-en.png"
    until(page, lambda: page.get_attribute("[data-file='map.png']", "aria-busy") is None, "the end of it")


def test_where_there_is_no_plan_a_repair_leads_to_one(page: Any, server: str) -> None:
    opened(page, server, f"{LINK}&s.goals.jobs.2028=19000&s.national_pace=500")
    page.click("#keep-run")
    page.get_by_role("button", name="Solve and keep").click()
    dialog = page.get_by_role("dialog")
    until(page, lambda: dialog.locator(".run-repairs button").count(), "the repairs")
    assert "national_pace allows 500" in dialog.inner_text()
    assert "No plan" in page.evaluate("document.activeElement.textContent")
    dialog.locator(".run-repairs button").first.click()
    until(page, lambda: page.get_attribute("#badge", "data-state") == "refined", "a plan")
    assert dialog.count() == 0
    pace = page.evaluate("new URLSearchParams(location.hash.slice(1)).get('s.national_pace')")
    assert float(pace) > 500


def test_a_plan_without_a_scenario_stays_one(page: Any, server: str) -> None:
    opened(page, server, "lang=en&model=example&scenario=-&level=province")
    assert page.input_value("#pick-scenario") == ""
    assert page.locator("#c-balance-floor-field").input_value() != "50"
    assert page.inner_text("#notices") == ""
    page.reload()
    settled(page)
    assert "scenario=-" in page.evaluate("location.hash")


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_serious_among_the_runs(page: Any, server: str, kept: str, lang: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")

    def clean() -> None:
        found = axe.Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found if each["impact"] != "minor"] == []

    view(page, server, kept, lang)
    page.click("#run-delete")
    page.wait_for_timeout(300)
    clean()
    assert not re.search(r"\bweb-[a-z-]+", page.inner_text("body"))
    for width in (1440, 820):
        page.set_viewport_size({"width": width, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("[data-view=plan]")
    settled(page)
    page.click("#keep-run")
    clean()

"""Own tables and "why this place" on the page, in a real Chromium: as a planner with a spreadsheet uses them."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")

from tests.web.test_page import CHROMIUM, LANGS, cost, opened, page, settled, until

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need a chromium on this machine")
_ = page


@pytest.fixture
def server(client: httpx.Client) -> str:
    """The address of the server of the example."""
    return str(client.base_url).rstrip("/")


def _dialog(page: Any) -> None:
    page.click("#files summary")
    page.click("#own-data")
    until(page, lambda: page.locator("#data-table option").count() > 5, "the list of tables")


def _saved(page: Any, folder: Path) -> Path:
    """The table of today's jobs as it is taken from the page."""
    page.select_option("#data-table", "baseline_jobs")
    with page.expect_download() as waited:
        page.click("#data-take-csv")
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    return path


def _moved(path: Path, jobs: int) -> None:
    """Some of the jobs of C-1 stand in C-2."""
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    here = next(row for row in rows if (row["code"], row["segment"]) == ("C-1", "CRM"))
    there = next(row for row in rows if (row["code"], row["segment"]) == ("C-2", "ITO"))
    here["jobs"], there["jobs"] = str(int(here["jobs"]) - jobs), str(int(there["jobs"]) + jobs)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _bring(page: Any, *paths: Path) -> None:
    page.set_input_files("#data-files", [str(path) for path in paths])
    page.click("#data-go")


def _kept(client: httpx.Client, path: Path, title: str) -> str:
    """The name of a set that holds a table."""
    sent = {"files": (path.name, path.read_bytes())}
    told = client.post("/api/v1/models/example/data", files=sent, data={"title": title}).json()
    return str(told["data"]["name"])


def _chosen(page: Any) -> str | None:
    found = re.search(r"[#&]data=([a-z0-9-]+)", page.url)
    return found[1] if found else None


def test_a_table_is_taken_changed_and_planned_with(page: Any, server: str, tmp_path: Path) -> None:
    opened(page, server, "lang=en&scenario=balanced")
    before = cost(page)
    _dialog(page)
    path = _saved(page, tmp_path)
    _moved(path, 150)
    page.fill("#data-title", "Recount of March")
    _bring(page, path)
    name = until(page, lambda: _chosen(page), "the data in the link")
    own = page.locator("dialog li", has_text="Recount of March")
    until(page, lambda: own.count() == 1, "the data in the list")
    assert "rows new 0, gone 0, changed 2" in own.inner_text()
    assert page.get_attribute("#data-files", "aria-invalid") is None
    page.keyboard.press("Escape")
    settled(page)
    until(page, lambda: cost(page) != before, "the plan of the data")
    assert "Recount of March" in page.inner_text(".map-head .sub")
    with_data = cost(page)

    page.reload()
    settled(page)
    assert _chosen(page) == name
    assert cost(page) == with_data
    page.select_option("#pick-data", "")
    until(page, lambda: cost(page) == before, "the plan of the model's data")
    page.go_back()
    until(page, lambda: cost(page) == with_data, "the plan of the data again")


def test_changes_are_told_against_the_scenario_with_the_same_data(
    page: Any, server: str, client: httpx.Client, tmp_path: Path
) -> None:
    path = tmp_path / "baseline_jobs.csv"
    path.write_bytes(client.get("/api/v1/models/example/tables/baseline_jobs.csv").content)
    _moved(path, 140)
    name = _kept(client, path, "Moved jobs")
    opened(page, server, "lang=en&scenario=balanced&zone=C-2&s.goals.jobs.2028=14600")
    first = page.locator("#charts table").first.locator("tbody tr").first
    before = first.locator("td").first.inner_text()
    page.select_option("#pick-data", name)
    until(page, lambda: first.locator("td").first.inner_text() != before, "the jobs of the data")
    settled(page)
    assert int(first.locator("td").first.inner_text()) == int(before) + 140
    assert first.locator("td").nth(1).inner_text() == "0"


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_wrong_stands_below_the_field_in_the_language(
    page: Any, server: str, tmp_path: Path, lang: str
) -> None:
    said = {"fr": "n’est pas un nombre", "ar": "ليس رقما", "en": "is not a number"}[lang]
    opened(page, server, f"lang={lang}&scenario=balanced")
    _dialog(page)
    path = _saved(page, tmp_path)
    path.write_text(path.read_text("utf-8").replace(",900,", ",many,", 1), "utf-8")
    other = tmp_path / "rents.csv"
    other.write_text("city,area\nRabat,x\n", "utf-8")
    _bring(page, path, other)
    told = until(page, lambda: page.inner_text("#data-wrong"), "what is wrong")
    assert said in told
    assert re.search(r"baseline_jobs\.csv\s.*\b2\b · jobs", told, re.DOTALL)
    assert told.index("baseline_jobs.csv") < told.index("rents.csv")
    assert page.get_attribute("#data-files", "aria-invalid") == "true"
    assert page.get_attribute("#data-files", "aria-describedby") == "data-wrong"
    assert _chosen(page) is None
    page.set_input_files("#data-files", str(other))
    assert page.inner_text("#data-wrong") == ""


def test_data_are_deleted_after_a_second_thought_and_the_plan_goes_back(
    page: Any, server: str, client: httpx.Client, tmp_path: Path
) -> None:
    opened(page, server, "lang=en&scenario=balanced")
    _dialog(page)
    path = _saved(page, tmp_path)
    _moved(path, 33)
    page.fill("#data-title", "To be deleted")
    _bring(page, path)
    name = until(page, lambda: _chosen(page), "the data in the link")
    own = page.locator("dialog li", has_text="To be deleted")
    own.locator("button.danger").first.click()
    assert client.get(f"/api/v1/models/example/data/{name}").status_code == 200
    own.locator("button.danger.main").click()
    until(page, lambda: _chosen(page) is None, "the model's data again")
    assert client.get(f"/api/v1/models/example/data/{name}").status_code == 422
    page.keyboard.press("Escape")
    settled(page)


def test_a_link_to_data_that_are_gone_says_so_and_plans_without(page: Any, server: str) -> None:
    opened(page, server, "lang=en&scenario=balanced&data=gone-0123456789")
    assert "gone-0123456789" in page.inner_text("#notices")
    assert _chosen(page) is None


@pytest.mark.parametrize("lang", LANGS)
def test_the_plan_on_the_screen_tells_why_this_place(page: Any, server: str, lang: str) -> None:
    opened(page, server, f"lang={lang}&scenario=balanced&zone=C-2")
    page.click("#why-here")
    until(page, lambda: page.locator("#why-here-said section").count() >= 2, "the reasons")
    assert "C-2" in page.inner_text("#why-here-said h4 >> nth=0")
    assert page.is_hidden("#why-here")
    assert page.evaluate("document.activeElement.id") == "why-here-said"
    page.focus("#c-goals-jobs-2028")
    page.keyboard.press("ArrowLeft")
    until(page, lambda: page.is_visible("#why-here"), "the question again")
    assert page.locator("#why-here-said section").count() == 0


def test_the_plan_on_the_screen_is_taken_away_as_pictures(page: Any, server: str, tmp_path: Path) -> None:
    opened(page, server, "lang=fr&scenario=balanced&show=share&year=2027&s.goals.jobs.2028=14600")
    page.click("#files summary")
    page.click("#take-plan")
    rows = page.locator("dialog .run-files li")
    assert "Part des emplois du pays en 2027" in rows.first.inner_text()
    with page.expect_download(timeout=1000 * 90) as waited:
        rows.first.locator("button", has_text="SVG").click()
    assert waited.value.suggested_filename == "example-balanced-changed-map-fr.svg"
    waited.value.save_as(tmp_path / "map.svg")
    assert "2027" in (tmp_path / "map.svg").read_text("utf-8")
    assert "example-balanced-changed-map-fr.svg" in until(
        page, lambda: page.inner_text("dialog [role=status]"), "the name of the file"
    )


def test_the_map_shows_jobs_per_1000_active_of_each_place(page: Any, server: str, client: httpx.Client) -> None:
    opened(page, server, "lang=en&scenario=balanced&show=rate")
    request = {"model": "example", "scenario": "balanced"}
    plan = client.post("/api/v1/plans/refined", json=request).json()
    meant = {
        code: f"Jobs per 1,000 active in 2028 {1000 * jobs[-1] / active:,.1f}"
        for code, jobs, active in zip(plan["zones"], plan["jobs"], plan["active"], strict=True)
    }

    def said() -> bool:
        told = {code: page.get_attribute(f".map .zone[data-code='{code}']", "aria-label") for code in meant}
        return all(text in (told[code] or "") for code, text in meant.items())

    assert meant.keys() == {"C-1", "C-2", "C-3", "N-1", "N-2", "N-3", "S-1", "S-2"}
    assert until(page, said, "the figures of the completed plan")  # names are written when the page rests


def test_the_menu_of_files_is_for_the_keyboard_too(page: Any, server: str) -> None:
    opened(page, server, "lang=en&scenario=balanced")
    page.focus("#files summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#plan-files') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#files summary')")
    assert page.get_attribute("#files", "open") is None


@pytest.mark.parametrize("lang", LANGS)
def test_the_dialog_is_for_everybody(page: Any, server: str, lang: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    opened(page, server, f"lang={lang}&scenario=balanced&zone=C-2")
    _dialog(page)
    found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [each["id"] for each in found.response["violations"]] == []


def test_a_run_can_be_kept_at_another_level_than_the_map_shows(page: Any, server: str) -> None:
    opened(page, server, "lang=en&scenario=balanced&level=province")
    page.click("#keep-run")
    levels = page.locator("#keep-level option")
    until(page, lambda: levels.count() == 2, "the levels of the model")
    assert page.input_value("#keep-level") == "province"
    page.select_option("#keep-level", "region")
    page.fill("#keep-title", "By region")
    with page.expect_request(lambda asked: asked.url.endswith("/api/v1/tasks") and asked.method == "POST") as sent:
        page.click("dialog button[type=submit]")
    assert sent.value.post_data_json["request"]["level"] == "region"
    until(page, lambda: page.locator("dialog .run-link").count(), "the run")

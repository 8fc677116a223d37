"""The planner's page in a real Chromium: what a planner does, by hand and by keyboard, in three languages."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need a chromium on this machine")

LANGS = {"fr": "ltr", "ar": "rtl", "en": "ltr"}
JOBS = "#c-goals-jobs-2030"
#: Seconds within which the page must have answered, also where the machine is busy.
PATIENCE = 40.0
READY = r"siting is served at (http://127\.0\.0\.1:\d+)/"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own on a free port; gives its address."""
    home = tmp_path_factory.mktemp("served")
    command = [sys.executable, "-m", "siting", "serve", "--port", "0", "--runs", str(home / "runs")]
    with (home / "said").open("w+") as said:
        process = subprocess.Popen(
            command, cwd=home, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
        try:
            yield _address(process, home / "said")
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    import httpx

    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(READY, said.read_text()):
            try:
                httpx.get(f"{found[1]}/api/v1/models", timeout=30).raise_for_status()
            except httpx.TransportError:
                pass
            else:
                return found[1]
        time.sleep(0.2)
    pytest.fail(f"the server did not start: {said.read_text()}")


@pytest.fixture
def page(browser: Any, server: str) -> Iterator[Any]:
    """A fresh page that must neither ask another machine nor report a fault of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("request", lambda r: None if r.url.startswith((server, "data:", "blob:")) else faults.append(r.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda told: faults.append(told.text) if told.type in ("error", "warning") else None)
    opened.faults = faults
    yield opened
    context.close()
    assert faults == []


def until(page: Any, holds: Callable[[], Any], what: str) -> Any:
    """Wait for something; the page's own rules forbid scripts that wait inside it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := holds():
            return found
        page.wait_for_timeout(50)
    raise AssertionError(f"did not come: {what}; the page says {badge(page)!r}")


def badge(page: Any) -> str:
    return str(page.locator("#badge").get_attribute("data-state")) if page.locator("#badge").count() else ""


def opened(page: Any, server: str, link: str = "lang=en&scenario=reference") -> Any:
    """The page of a link, once its plan is refined or refused."""
    page.goto(f"{server}/#{link}")
    return settled(page)


def settled(page: Any) -> Any:
    until(page, lambda: badge(page) in ("refined", "none", "wrong"), "an answer")
    return page


def fills(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".map .zone", "all => all.map(one => one.getAttribute('fill'))")
    return found


def cost(page: Any) -> str:
    return str(page.inner_text("#costs-title"))


def move(page: Any, selector: str, keys: list[str]) -> None:
    page.focus(selector)
    for key in keys:
        page.keyboard.press(key)


def test_a_moved_slider_moves_the_plan(page: Any, server: str) -> None:
    opened(page, server)
    before, painted = cost(page), fills(page)
    page.evaluate("document.addEventListener('siting:painted', (e) => (window.heard ||= []).push(e.detail))")
    box = page.locator(JOBS).bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 60, middle[1], steps=6)
    until(page, lambda: cost(page) != before, "another cost while the slider is held")
    page.mouse.up()
    settled(page)
    assert fills(page) != painted
    asked = page.evaluate("Number(new URLSearchParams(location.hash.slice(1)).get('s.goals.jobs.2030'))")
    assert 216_000 <= asked < 270_000
    assert f"asked: {asked:,}" in page.text_content("#goals-title ~ .plot")
    heard = page.evaluate("window.heard")
    assert {each["key"] for each in heard} == {"goals.jobs.2030"}
    assert all(0 < each["ms"] < 1000 * PATIENCE for each in heard)
    assert "1" in page.inner_text("#changed p")


def test_a_rule_is_switched_on_and_off(page: Any, server: str) -> None:
    opened(page, server)
    before = cost(page)
    control = page.locator('[data-key="balance.gini_max"]')
    assert control.locator("input[type=range]").is_disabled()
    control.locator("input[role=switch]").check()
    page.fill("#c-balance-gini-max-field", "0.3")
    page.keyboard.press("Enter")
    until(page, lambda: cost(page) != before and badge(page) == "refined", "the plan with the rule")
    assert "Gini from 0.52 in 2024 to 0.30 in 2030" in page.inner_text("#lorenz-title")
    assert "Scenario: off" in control.inner_text()
    control.locator(".was button").click()
    until(page, lambda: cost(page) == before, "the scenario's plan again")
    assert not control.locator("input[role=switch]").is_checked()


def test_back_undoes_a_whole_gesture_and_forward_does_it_again(page: Any, server: str) -> None:
    opened(page, server)
    before = cost(page)
    move(page, JOBS, ["ArrowLeft"] * 8)
    until(page, lambda: cost(page) != before and badge(page) == "refined", "the plan with fewer jobs")
    after = cost(page)
    page.go_back()
    until(page, lambda: cost(page) == before, "the plan before")
    assert page.input_value(JOBS) == "270000"
    page.go_forward()
    until(page, lambda: cost(page) == after, "the plan after")
    assert page.input_value(JOBS) == "266000"
    page.click("#reset-all")
    until(page, lambda: cost(page) == before, "the scenario's plan")


def test_a_reload_keeps_the_whole_view(page: Any, server: str) -> None:
    opened(page, server, "lang=fr&scenario=balanced&level=region&show=rate&year=2027&zone=05&s.goals.jobs.2030=250000")
    told = (page.inner_text("#map-title"), page.inner_text("#zone-title"), cost(page), fills(page))
    assert "2027" in told[0]
    page.reload()
    settled(page)
    assert (page.inner_text("#map-title"), page.inner_text("#zone-title"), cost(page), fills(page)) == told
    assert page.input_value(JOBS) == "250000"
    assert page.input_value("#pick-scenario") == "balanced"


def serious(page: Any) -> list[tuple[str, str]]:
    """What axe finds on a page, with all of it unfolded: the rule and the first place."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.wait_for_timeout(400)  # colours on their way to others are neither
    found = axe.Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:120]) for each in found if each["impact"] != "minor"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_language_turns_the_page_and_axe_finds_nothing_serious(
    page: Any, server: str, lang: str, tmp_path: Path
) -> None:
    opened(page, server, f"lang={'en' if lang != 'en' else 'fr'}&zone=06.141&s.balance.floor=0.5&show=change")
    page.click(f"#langs [data-lang={lang}]")
    until(page, lambda: page.get_attribute("html", "lang") == lang, "the language")
    settled(page)
    assert page.get_attribute("html", "dir") == LANGS[lang]
    assert f"lang={lang}" in page.evaluate("location.hash")
    goal = "270,000" if lang == "en" else "270\u202f000"
    until(page, lambda: goal in page.text_content("#goals-title ~ .plot"), "the figures in this language")
    said = page.inner_text("body")
    assert not re.search(r"\bweb-[a-z-]+", said)
    controls, map_ = page.locator("#controls").bounding_box(), page.locator(".map-panel").bounding_box()
    assert (controls["x"] > map_["x"]) == (LANGS[lang] == "rtl")
    for width in (1440, 820):
        page.set_viewport_size({"width": width, "height": 1000})
        page.screenshot(path=tmp_path / f"{lang}-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert serious(page) == []
    page.fill(f"{JOBS}-field", "900000")
    page.keyboard.press("Enter")
    until(page, lambda: badge(page) == "none", "no plan")
    assert serious(page) == []


def test_what_cannot_be_planned_says_so_in_place(page: Any, server: str) -> None:
    opened(page, server)
    before = cost(page)
    page.fill(f"{JOBS}-field", "900,000")
    page.keyboard.press("Enter")
    until(page, lambda: badge(page) == "none", "no plan")
    panel = page.locator("#no-plan")
    assert "national_pace" in panel.inner_text()
    assert "grey" in page.get_attribute(".map-holder", "class")
    assert page.locator(".cards").is_hidden()
    panel.get_by_role("button", name="Go back to the last plan that worked").click()
    until(page, lambda: badge(page) == "refined", "the last plan that worked")
    assert panel.is_hidden()
    assert cost(page) == before
    assert page.evaluate("location.hash").count("s.") == 0


def test_a_problem_stands_beside_its_field(page: Any, server: str) -> None:
    opened(page, server)
    before = cost(page)
    page.click("summary:has-text('Parks')")
    field = page.locator("#c-parks-occupancy-field")
    field.fill("150")
    field.press("Enter")
    control = page.locator('[data-key="parks.occupancy"]')
    until(page, lambda: control.locator(".problem").inner_text(), "the problem")
    assert "at most 1" in control.locator(".problem").inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    assert "c-parks-occupancy-wrong" in field.get_attribute("aria-describedby")
    assert page.locator("#problems").is_hidden()
    field.fill("many")
    field.press("Enter")
    assert "not a number" in control.locator(".problem").inner_text()
    control.locator(".was button").click()
    until(page, lambda: not control.locator(".problem").inner_text() and badge(page) == "refined", "no problem")
    assert cost(page) == before
    page.faults[:] = [
        fault for fault in page.faults if "422" not in fault
    ]  # a browser reports every status of that kind


def test_a_link_with_strange_things_is_read_as_far_as_it_goes(page: Any, server: str) -> None:
    link = "lang=en&scenario=no-such&level=galaxy&year=1066&show=x&zone=<b>&s.bad=[&s.goals.jobs.2030=260000"
    opened(page, server, link)
    assert "no-such" in page.inner_text("#notices")
    assert page.input_value("#pick-scenario") == "reference"
    assert page.input_value(JOBS) == "260000"
    assert badge(page) == "refined"


def test_a_slider_and_the_map_need_no_mouse(page: Any, server: str) -> None:
    opened(page, server)
    before = cost(page)
    move(page, JOBS, ["ArrowRight", "ArrowRight"])
    until(page, lambda: cost(page) != before, "the plan of the keys")
    assert "271,000 jobs" in page.get_attribute(JOBS, "aria-valuetext")
    settled(page)
    page.focus(".zones [tabindex='0']")
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert first != second
    assert page.locator(".zones [tabindex='0']").count() == 1
    assert page.locator(".tip").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".tip").is_hidden()
    page.keyboard.press("Enter")
    name = second.split(",")[0]
    assert page.inner_text("#zone-title") == name
    assert page.evaluate("document.activeElement.id") == "zone-title"
    assert page.locator("#zone-panel tbody tr").count() == 7
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#zone-panel").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(name)


def test_the_years_change_the_map_and_not_the_plan(page: Any, server: str) -> None:
    opened(page, server)
    before, painted, legend = cost(page), fills(page), page.inner_text(".legend")
    move(page, "#year", ["Home"])
    assert "2024" in page.inner_text("#map-title")
    assert fills(page) != painted
    assert (cost(page), page.inner_text(".legend")) == (before, legend)
    page.click("#play")
    until(page, lambda: "year=2026" in page.evaluate("location.hash"), "the years pass")
    page.click("#play")


def test_another_scenario_is_another_plan(page: Any, server: str) -> None:
    opened(page, server, "lang=en&scenario=reference&s.goals.jobs.2030=250000")
    before = cost(page)
    page.select_option("#pick-scenario", "indivisible-parks")
    until(page, lambda: cost(page) != before and badge(page) == "refined", "its plan")
    assert page.input_value(JOBS) == "270000"
    assert "parks of any size" in page.inner_text(".behind")
    page.select_option("#pick-level", "region")
    until(page, lambda: len(fills(page)) == 12 and badge(page) == "refined", "the map of regions")
    page.select_option("#place", "05")
    assert "zone=05" in page.evaluate("location.hash")


def test_a_server_that_goes_away_is_told_and_asked_again(page: Any, server: str) -> None:
    opened(page, server)
    before = cost(page)
    page.route("**/api/v1/plans", lambda route: route.abort())
    move(page, JOBS, ["ArrowRight"])
    until(page, lambda: badge(page) == "away", "the failure")
    assert "does not answer" in page.inner_text("#notices")
    page.unroute("**/api/v1/plans")
    page.get_by_role("button", name="Try again").click()
    until(page, lambda: cost(page) != before and badge(page) == "refined", "the plan")
    assert page.inner_text("#notices") == ""
    page.faults[:] = [fault for fault in page.faults if "ERR_FAILED" not in fault]

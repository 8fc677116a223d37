"""The view "Compare" in a real Chromium: two to four runs that are kept, side by side, in three languages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from siting.planning import plan
from siting.web.config import ServerConfig
from tests.web.keeping import EXAMPLE, background
from tests.web.serving import serving

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")

from tests.web.test_page import CHROMIUM, LANGS, page, until

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need a chromium on this machine")

__all__ = ["page"]

#: Run -> its scenario and settings.
RUNS: dict[str, tuple[str | None, list[str]]] = {
    "plain": (None, []),
    "fewer": (None, ["goals.jobs.2028=15000"]),
    "balanced": ("balanced", []),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the runs, solved once."""
    folder = tmp_path_factory.mktemp("compared") / "runs"
    for name, (scenario, settings) in RUNS.items():
        plan(EXAMPLE, scenario=scenario, settings=settings, out=folder / name)
    return folder


@pytest.fixture(scope="module")
def server(kept: Path) -> Iterator[str]:
    """The address of a server of the example with these runs."""
    with serving(ServerConfig({"example": EXAMPLE}, runs=kept, live=1)) as client:
        try:
            yield str(client.base_url).rstrip("/")
        finally:
            background(client).stop()


def compared(page: Any, server: str, link: str = "lang=en&v.runs=plain,fewer") -> Any:
    """The view of a link, once its comparison stands there."""
    page.goto(f"{server}/#view=compare&{link}")
    until(page, lambda: page.locator("#compare-files").count(), "the comparison")
    return page


def summary(kept: Path, name: str) -> Any:
    return json.loads((kept / name / "summary.json").read_text())


def column(page: Any, name: str) -> list[str]:
    """Cells of a column of the table of regions, from the top."""
    heads = page.eval_on_selector_all("th[data-column]", "all => all.map((one) => one.dataset.column)")
    at = heads.index(name) + 1
    cells: list[str] = page.locator(f"[aria-labelledby=compare-regions] tbody tr > :nth-child({at})").all_inner_texts()
    return cells


def figure(text: str) -> float:
    return float(text.replace(",", "").replace("\u2212", "-"))


def cells(page: Any, row: str) -> list[str]:
    """Figures of a row of the country's table, without the changes beneath them."""
    found = page.locator(f"tr[data-row={row}] td").all_inner_texts()
    return [text.split("\n")[0].strip() for text in found]


def shapes(page: Any, selector: str) -> list[list[str]]:
    """Fills of the places on each map."""
    found: list[list[str]] = page.eval_on_selector_all(
        f"{selector} svg.map",
        "all => all.map((m) => [...m.querySelectorAll('.zone')].map((z) => z.getAttribute('fill')))",
    )
    return found


def test_two_runs_stand_side_by_side_with_one_legend(page: Any, server: str) -> None:
    compared(page, server)
    assert page.locator(".compare-grid .compare-map").count() == 2
    assert page.locator(".compare-diff svg.map").count() == 1
    maps = shapes(page, ".compare-grid")
    assert len(maps[0]) == 8
    legend = page.eval_on_selector_all(
        ".compare-legend:first-of-type rect", "all => all.map((r) => r.getAttribute('fill'))"
    )
    assert set(maps[0] + maps[1]) <= set(legend)
    assert page.inner_text("#compare-diff") == "B minus A: Jobs at the end of 2028"
    assert "Most lost" in page.inner_text("[aria-labelledby=compare-diff]")
    assert "goals.jobs.2028" in page.inner_text("[aria-labelledby=compare-assumptions]")
    assert "scale" in page.inner_text("[aria-labelledby=compare-slope-title]")


def test_figures_are_those_of_the_summaries(page: Any, server: str, kept: Path) -> None:
    compared(page, server, "lang=en&v.runs=plain,fewer,balanced")
    told = [summary(kept, name) for name in ("plain", "fewer", "balanced")]
    assert [figure(text) for text in cells(page, "jobs")] == [round(each["jobs"]["2028"]) for each in told]
    assert [figure(text) for text in cells(page, "gini")] == [round(each["gini"], 3) for each in told]
    assert [figure(text) for text in cells(page, "cost_by_payer-state")] == [
        round(each["cost_by_payer_mmad"]["state"], 1) for each in told
    ]
    for letter, each in zip("ABC", told, strict=True):
        expected = {row["name_en"]: row["jobs_2028"] for row in each["regions"]}
        found = dict(zip(column(page, "region"), map(figure, column(page, f"jobs-{letter}")), strict=True))
        assert found == pytest.approx(expected, abs=1)
        assert sum(found.values()) == round(each["jobs"]["2028"])
    for jobs, first, change in zip(*(column(page, name) for name in ("jobs-B", "jobs-A", "change-B")), strict=True):
        assert figure(change) == figure(jobs) - figure(first)


def test_the_table_is_sorted_by_every_column_and_filtered(page: Any, server: str) -> None:
    compared(page, server)
    heads = page.eval_on_selector_all("th[data-column]", "all => all.map((one) => one.dataset.column)")
    assert heads == ["region", "jobs-A", "jobs-B", "change-B", "cost-A", "cost-B", "rank-A", "rank-B"]
    assert page.get_attribute("th[data-column=jobs-A]", "aria-sort") == "descending"
    for name in heads[1:]:
        button = page.locator(f"th[data-column={name}] button")
        button.press("Enter")
        sort = page.get_attribute(f"th[data-column={name}]", "aria-sort")
        if name == "jobs-A":
            assert sort == "ascending"
        figures = [figure(text) for text in column(page, name)]
        assert figures == sorted(figures, reverse=sort == "descending")
        assert page.locator("th[aria-sort]").count() == 1
    page.click("th[data-column=region] button")
    assert column(page, "region") == sorted(column(page, "region"))
    page.fill("#compare-filter", "céN")
    assert column(page, "region") == ["Centre"]
    assert "1 of 3" in page.inner_text("[aria-labelledby=compare-regions]")


def test_a_place_is_marked_on_all_maps_and_they_move_together(page: Any, server: str) -> None:
    compared(page, server)
    page.focus(".compare-grid .compare-map:first-child .zones [tabindex='0']")
    page.keyboard.press("ArrowDown")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    name = label.split(",")[0]
    assert "A " in label
    assert "B " in label
    assert page.locator(".compare .readout .place").all_inner_texts() == [name] * 3
    others = page.eval_on_selector_all(
        ".compare svg.map", "all => all.slice(1).map((m) => m.querySelector('.hover').getAttribute('d'))"
    )
    assert len(set(others)) == 1
    assert others[0]
    page.keyboard.press("+")
    boxes = page.eval_on_selector_all(".compare svg.map", "all => all.map((m) => m.getAttribute('viewBox'))")
    assert len(set(boxes)) == 1
    assert page.locator(".compare svg.map.zoomed").count() == 3
    page.keyboard.press("Enter")
    assert "v.place=" in page.evaluate("location.hash")


def test_a_link_reproduces_the_view(page: Any, server: str) -> None:
    compared(page, server, "lang=en&v.runs=fewer,plain")
    page.select_option("#compare-run-2", "balanced")
    until(page, lambda: page.locator(".compare-grid .compare-map").count() == 3, "the third run")
    page.select_option("#compare-show", "added")
    page.select_option("#compare-year", "2027")
    page.select_option("#compare-pair", "B-C")
    told = (page.inner_text("#compare-maps"), page.inner_text("#compare-diff"), shapes(page, ".compare"))
    assert told[:2] == ("Jobs added from 2024 to 2027, by province", "C minus B: Jobs added from 2024 to 2027")
    page.reload()
    until(page, lambda: page.locator("#compare-files").count(), "the comparison again")
    assert (page.inner_text("#compare-maps"), page.inner_text("#compare-diff"), shapes(page, ".compare")) == told
    assert [page.input_value(f"#compare-run-{i}") for i in range(3)] == ["fewer", "plain", "balanced"]
    page.go_back()
    until(page, lambda: page.inner_text("#compare-diff").startswith("B minus A"), "the pair before")


def test_a_file_of_the_comparison_is_saved(page: Any, server: str, tmp_path: Path) -> None:
    compared(page, server)
    with page.expect_download(timeout=60_000) as saved:
        page.click("[data-file='comparison.csv']")
    saved.value.save_as(tmp_path / "comparison.csv")
    assert "Centre" in (tmp_path / "comparison.csv").read_text("utf-8-sig")
    assert "Saved" in page.inner_text("[aria-labelledby=compare-files]")


def test_a_deleted_run_is_told_in_place(page: Any, server: str, kept: Path) -> None:
    shutil.copytree(kept / "fewer", kept / "doomed")
    compared(page, server, "lang=en&v.runs=plain,doomed,fewer")
    shutil.rmtree(kept / "doomed")
    page.click("[data-file='comparison.csv']")  # what is asked of the server next finds that the run is gone
    until(page, lambda: page.locator(".compare-say").count(), "what became of the run")
    assert "doomed" in page.inner_text(".compare-say")
    assert page.locator(".compare-grid .compare-map").count() == 2
    assert page.locator(".compare-picks .letter").all_inner_texts()[:3] == ["A", "–", "B"]
    page.get_by_role("button", name="Leave it out").click()
    until(page, lambda: not page.locator(".compare-say").count(), "the rest alone")
    assert "doomed" not in page.evaluate("location.hash")
    page.faults[:] = [fault for fault in page.faults if "404" not in fault and "409" not in fault]


def test_without_two_runs_it_says_how_to_keep_them(page: Any, server: str) -> None:
    page.route("**/api/v1/runs", lambda route: route.fulfill(json=[]))
    page.goto(f"{server}/#view=compare&lang=en")
    until(page, lambda: page.locator(".compare-say").count(), "what to do")
    assert "Fewer than two runs" in page.inner_text(".compare-say")
    assert "siting solve" in page.inner_text(".compare-say")


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_serious(page: Any, server: str, lang: str, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    compared(page, server, f"lang={lang}&v.runs=plain,fewer,balanced")
    assert page.get_attribute("html", "dir") == LANGS[lang]
    assert "web-compare" not in page.inner_text("body")
    found = axe.Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found if each["impact"] != "minor"] == []
    for width in (1440, 820):
        page.set_viewport_size({"width": width, "height": 1180})
        page.screenshot(path=tmp_path / f"{lang}-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")

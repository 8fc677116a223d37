"""The view "Trade-offs" in a real Chromium: order studies, read their figures, plan on from a point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from siting.cli import app
from siting.web.config import ServerConfig
from tests.web.keeping import EXAMPLE
from tests.web.serving import serving
from tests.web.test_page import CHROMIUM, LANGS, page, until

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need a chromium on this machine")
__all__ = ["page"]


#: Study -> the command that computes it.
STUDIES: dict[str, tuple[str, ...]] = {
    "curve": ("frontier", "--points=4"),
    "near": ("alternatives", "--slack=0.02", "--count=2"),
    "futures": ("ensemble", "--samples=20", "--workers=1"),
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server of the small example, with a frontier of four points, alternatives and an ensemble."""
    runs = tmp_path_factory.mktemp("studies") / "runs"
    runs.mkdir()
    for name, (command, *options) in STUDIES.items():
        done = CliRunner().invoke(app, [command, str(EXAMPLE), *options, f"--out={runs / name}", "--quiet"])
        assert done.exit_code == 0, done.output
    with serving(ServerConfig({"example": EXAMPLE}, runs=runs, live=1)) as made:
        yield made


@pytest.fixture(scope="module")
def server(client: httpx.Client) -> str:
    """The address of that server, where `page` looks for it."""
    return str(client.base_url).rstrip("/")


def opened(page: Any, server: str, study: str = "", lang: str = "en", parts: int = 1) -> Any:
    """The view with a study, once so many parts of it are there."""
    page.goto(f"{server}/#view=tradeoffs&lang={lang}" + (f"&v.study={study}" if study else ""))
    until(page, lambda: page.locator(".study-parts > section").count() >= parts, "the study")
    until(page, lambda: page.locator(".studies button").count() >= 3, "the list")
    return page


def told(page: Any, part: str) -> str:
    return str(page.locator(f"[data-part={part}]").inner_text())


def test_a_frontier_is_ordered_and_opens_with_its_points(page: Any, server: str, client: httpx.Client) -> None:
    opened(page, server)
    page.fill("#order-points", "1")
    page.click("[data-act=order]")
    assert "from 2 to 40" in page.inner_text(".order .problems")
    assert page.get_attribute("#order-points", "aria-invalid") == "true"
    page.fill("#order-points", "4")
    page.uncheck("#aim-cost")
    page.click("[data-act=order]")
    assert "two or three aims" in page.inner_text(".order .problems")
    page.check("#aim-cost")
    page.fill("#order-title", "Of the page")
    page.click("[data-act=order]")
    until(page, lambda: page.locator(".task").count(), "the work")
    until(page, lambda: page.locator(".spot").count() == 4, "the curve")
    assert page.inner_text("#study-title") == "Of the page"
    assert page.locator(".task").count() == 0
    assert "Of the page" in page.inner_text(".studies [aria-current]")
    name = page.evaluate("new URLSearchParams(location.hash.slice(1)).get('v.study')")
    page.reload()
    until(page, lambda: page.locator(".spot").count() == 4, "the curve of the link")
    assert page.inner_text("#study-title") == "Of the page"
    assert client.delete(f"/api/v1/studies/{name}", params={"confirm": name}).status_code == 204


def test_a_point_tells_its_figures_and_its_plan_is_planned_on_from(page: Any, server: str) -> None:
    opened(page, server, "curve", parts=3)
    assert re.search(
        r"First step towards balance: MAD [\d,]+ per job moved; last step: MAD [\d,]+", told(page, "curve")
    )
    assert page.locator("[data-part=points] tbody tr").count() == 4
    page.focus(".spot[tabindex='0']")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.point") == "4"
    tip = page.inner_text(".curve .tip")
    assert all(word in tip for word in ("Plan 4", "Total cost", "Gini", "Least-served", "MAD"))
    assert page.locator(".spot[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    chosen = page.locator(".chosen")
    assert chosen.is_visible()
    assert page.evaluate("document.activeElement.id") == "chosen-title"
    assert chosen.locator("tbody tr").count() == 3
    page.locator(".spot[data-point='3']").click()
    assert "Plan 3" in chosen.inner_text()
    assert "v.run=curve.point-03" in chosen.locator("a").get_attribute("href")
    chosen.locator("[data-act=plan-on]").click()
    until(page, lambda: "view=plan" in page.evaluate("location.hash"), "the plan")
    until(page, lambda: page.locator("#badge").get_attribute("data-state") == "refined", "the plan of the point")
    assert "s.limits.gaps_max=" in page.evaluate("location.hash")


def test_alternatives_tell_ranges_in_figures_and_words(page: Any, server: str) -> None:
    opened(page, server, "near", parts=4)
    rows = page.locator("[data-part=ranges] tbody tr")
    assert rows.count() == 3
    assert all("must-have" in text for text in rows.all_inner_texts())
    assert "Regions that gain jobs in every plan up to 2% dearer: 3 of 3" in told(page, "ranges")
    assert "real choice" in told(page, "seats")
    assert "The Gini can lie between 0.019 and" in told(page, "evenness")
    assert page.locator("[data-part=plans] tbody tr").count() >= 2


def test_an_ensemble_tells_shares_ranges_influences_and_what_is_withheld(page: Any, server: str) -> None:
    opened(page, server, "futures", parts=5)
    assert re.search(r"goal met in \d+ of 20 futures", told(page, "goals"))
    assert page.locator("[data-part=regions] tbody tr").count() == 3
    assert "Capital" in told(page, "parks")
    assert "building" in told(page, "influences") or "No influence is told" in told(page, "influences")
    assert "it does not vary" in told(page, "notes")


def test_work_is_cancelled_and_leaves_no_study(page: Any, server: str, client: httpx.Client) -> None:
    opened(page, server)
    page.check("#kind-ensemble")
    page.fill("#order-samples", "2000")
    page.click("[data-act=order]")
    until(page, lambda: page.locator(".task .messages li").count(), "a message of the work")
    page.locator(".task").get_by_role("button", name="Cancel").click()
    until(page, lambda: page.locator(".task").count() == 0, "no work")
    assert {each["name"] for each in client.get("/api/v1/studies").json()} == {"curve", "near", "futures"}


def test_a_study_that_is_not_there_is_told(page: Any, server: str) -> None:
    opened(page, server, "no-such")
    assert "no study no-such" in page.inner_text(".study")
    page.locator(".studies button", has_text="Near").click()
    until(page, lambda: page.locator("[data-part=ranges]").count(), "another study")
    page.faults[:] = [fault for fault in page.faults if "404" not in fault]  # a browser reports every such status


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_serious(page: Any, server: str, lang: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    for study, parts in (("curve", 3), ("near", 4), ("futures", 5)):
        page.goto("about:blank")
        opened(page, server, study, lang, parts)
        if study == "curve":
            page.locator(".spot[data-point='2']").click()
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert page.get_attribute("html", "dir") == LANGS[lang]
        assert not re.search(r"\bweb-[a-z-]+", page.inner_text("body"))
        found = axe.Axe().run(page, context="main", options={"resultTypes": ["violations"]}).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:160]) for each in found if each["impact"] != "minor"] == []
        for width in (1440, 820):
            page.set_viewport_size({"width": width, "height": 1180})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

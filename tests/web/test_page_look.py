"""How the page looks in a real Chromium: nothing cut off or over another, in a narrow window, in Arabic, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from siting.cli import app
from siting.paths import shipped
from siting.web.config import ServerConfig
from tests.web.keeping import EXAMPLE
from tests.web.serving import serving
from tests.web.test_page import CHROMIUM, opened, page, until

pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need a chromium on this machine")
__all__ = ["page"]

#: What is kept -> the command that makes it.
KEPT: dict[str, tuple[str, ...]] = {
    "first": ("solve", "--scenario=balanced"),
    "second": ("solve", "--scenario=balanced", "--set=goals.jobs.2028=15000"),
    "crowd": ("frontier", "--points=30", "--no-runs"),
    "near": ("alternatives", "--slack=0.02", "--count=2"),
}
#: View -> its link, and what it has once it is drawn.
VIEWS = {
    "plan": ("model=tech-valley-2030&scenario=reference", "#badge[data-state='refined']"),
    "runs": ("view=runs&v.run=second", "#run-figures"),
    "compare": ("view=compare&v.runs=first,second", "#compare-slope-title"),
    "frontier": ("view=tradeoffs&v.study=crowd", ".spot"),
    "alternatives": ("view=tradeoffs&v.study=near", "[data-part=ranges]"),
}
#: Boxes of the elements of a selector that are drawn: [left, top, right, bottom].
BOXES = """all => all.map(one => one.getBoundingClientRect()).filter(box => box.width > 0)
  .map(box => [box.left, box.top, box.right, box.bottom])"""
#: Right edges of the texts of the cells of a selector.
EDGES = """all => all.map(cell => { const text = document.createRange(); text.selectNodeContents(cell);
  return text.getBoundingClientRect().right; })"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server of both models, with two runs and two studies of the small one."""
    runs = tmp_path_factory.mktemp("looks") / "runs"
    runs.mkdir()
    for name, (command, *options) in KEPT.items():
        done = CliRunner().invoke(app, [command, str(EXAMPLE), *options, f"--out={runs / name}", "--quiet"])
        assert done.exit_code == 0, done.output
    models = {"tech-valley-2030": shipped("models/tech-valley-2030"), "example": EXAMPLE}
    with serving(ServerConfig(models, runs=runs, live=1)) as made:
        yield made


@pytest.fixture(scope="module")
def server(client: httpx.Client) -> str:
    """The address of that server, where `page` looks for it."""
    return str(client.base_url).rstrip("/")


def shown(page: Any, server: str, view: str, lang: str = "en") -> Any:
    """A view, once it is drawn."""
    link, drawn = VIEWS[view]
    page.goto("about:blank")
    page.goto(f"{server}/#lang={lang}&{link}")
    until(page, lambda: page.locator(drawn).count() and page.evaluate("document.documentElement.lang") == lang, view)
    page.evaluate("document.fonts.ready")
    return page


def over(one: list[float], other: list[float]) -> bool:
    """Whether two boxes lie over one another by more than a pixel."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


def boxes(page: Any, selector: str) -> list[list[float]]:
    found: list[list[float]] = page.eval_on_selector_all(selector, BOXES)
    return found


@pytest.mark.parametrize(("lang", "width"), [("ar", 360), ("en", 720)])
def test_a_window_read_at_200_or_400_percent_is_moved_in_one_direction_only(
    page: Any, server: str, lang: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 450})
    for view in VIEWS:
        shown(page, server, view, lang)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        cut = "all => all.filter(one => one.scrollHeight > one.clientHeight + 1).length"
        assert page.eval_on_selector_all(".map-body", cut) == 0, view


def test_what_only_readers_of_the_screen_see_does_not_lengthen_the_page(page: Any, server: str) -> None:
    for view in VIEWS:
        shown(page, server, view)
        assert page.evaluate("document.documentElement.scrollHeight") <= 900, view


def test_figures_of_an_arabic_table_end_under_one_another(page: Any, server: str) -> None:
    columns = {"frontier": "[data-part=points] td:nth-child(2)", "alternatives": "[data-part=plans] td:nth-child(2)"}
    for view, cells in columns.items():
        shown(page, server, view, "ar")
        edges = page.eval_on_selector_all(cells, EDGES)
        assert len(edges) > 2
        assert max(edges) - min(edges) < 1, view
    shown(page, server, "runs", "ar")
    assert page.eval_on_selector(".runs-table td.figure", "cell => getComputedStyle(cell).textAlign") == "right"


def test_a_chosen_place_is_outlined_on_the_map_and_in_its_enlargement(page: Any, server: str) -> None:
    opened(page, server, "lang=en&model=tech-valley-2030&scenario=reference")
    code = page.locator(".inset .zone").first.get_attribute("data-code")
    page.select_option("#place", code)
    outline = until(page, lambda: page.locator(".map > .marks .chosen").get_attribute("d"), "the outline")
    assert page.locator(".inset .marks .chosen").get_attribute("d") == outline
    page.select_option("#place", "")
    until(page, lambda: page.locator(".inset .marks .chosen").get_attribute("d") == "", "no outline")


def test_names_of_regions_are_in_sight_and_over_nothing(page: Any, server: str) -> None:
    for lang, width in (("fr", 1440), ("ar", 820), ("en", 360)):
        page.set_viewport_size({"width": width, "height": 900})
        shown(page, server, "plan", lang)
        page.locator(".map-holder").scroll_into_view_if_needed()
        until(page, lambda: len(boxes(page, ".labels text")) >= 5, "names")
        [map_] = boxes(page, ".map-holder")
        names = boxes(page, ".labels text")
        standing = boxes(page, ".map-body .legend, .map-body .zoomers, .map-body .inset")
        for i, name in enumerate(names):
            assert map_[0] - 1 <= name[0] < name[2] <= map_[2] + 1, (lang, name)
            assert name[1] >= map_[1] - 3, (lang, name)
            assert not any(over(name, other) for other in names[i + 1 :]), (lang, name)
            assert not any(over(name, other) for other in standing), (lang, name)


def test_the_map_is_one_stop_of_the_tab_key(page: Any, server: str) -> None:
    shown(page, server, "plan")
    page.focus("#place")
    where = []
    for _ in range(3):
        page.keyboard.press("Tab")
        where.append(page.evaluate("document.activeElement.getAttribute('class') ?? document.activeElement.tagName"))
    assert where[0] == "zone"
    assert "zones" not in where
    assert where[1:] == ["BUTTON", "BUTTON"]


def test_points_that_lie_close_are_dots_and_the_nearest_is_meant(page: Any, server: str) -> None:
    page.set_viewport_size({"width": 820, "height": 1180})
    shown(page, server, "frontier")
    assert page.locator(".spot.dot").count()
    numbers = boxes(page, ".spot:not(.dot) span")
    assert len(numbers) > 3
    assert not any(
        over(one, other) for i, one in enumerate(numbers) for other in numbers[i + 1 :] if one[1] == other[1]
    )
    dot = page.locator(".spot.dot").first
    box = dot.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    assert page.locator(".spot.under").get_attribute("data-point") == dot.get_attribute("data-point")
    page.mouse.click(x, y)
    assert page.inner_text("#chosen-title").endswith(f" {dot.get_attribute('data-point')}")


def test_a_bar_beyond_its_scale_is_cut_off_and_marked(page: Any, server: str) -> None:
    shown(page, server, "frontier")
    told = page.evaluate(
        """async () => {
          const { fixed, span } = await import("/static/tradeoffs_parts.js");
          return [0.4, 33].map(to => span(fixed([0, 0.5, 1]), [[0, to, "more"]]).querySelector(".bar"))
            .map(bar => [bar.style.inlineSize, bar.classList.contains("cut")]);
        }"""
    )
    assert told == [["max(2px, 40%)", False], ["max(2px, 100%)", True]]


def test_french_legends_have_the_space_before_a_colon(page: Any, server: str) -> None:
    shown(page, server, "alternatives", "fr")
    assert "indispensable\u202f: " in page.inner_text("[data-part=ranges] .key")


def test_with_colours_of_the_system_the_tab_that_is_open_differs(page: Any, server: str) -> None:
    page.emulate_media(forced_colors="active")
    shown(page, server, "plan")
    edge = "one => getComputedStyle(one).borderBottomColor"
    chosen = page.eval_on_selector("#tabs [aria-current]", edge)
    assert chosen not in page.eval_on_selector_all("#tabs button:not([aria-current])", f"all => all.map({edge})")
    fills = page.eval_on_selector_all(".swatches rect", "all => all.map(one => getComputedStyle(one).fill)")
    assert len(set(fills)) == len(fills)


def test_on_paper_a_view_is_whole(page: Any, server: str) -> None:
    for view, left_out in {"plan": ".controls", "frontier": ".aside", "compare": ".compare-picks"}.items():
        shown(page, server, view)
        page.emulate_media(media="print")
        assert not page.locator(left_out).is_visible(), view
        cut = """all => all.filter(one => one.scrollHeight > one.clientHeight + 1
          && getComputedStyle(one).overflowY !== "visible").map(one => one.className)"""
        assert page.eval_on_selector_all("main, main section, main div:not(.plot, .map-body)", cut) == [], view
        page.emulate_media(media="screen")


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_the_map_keeps_its_size_whatever_the_badge_says(page: Any, server: str, lang: str) -> None:
    """Else every plan would lay the page out twice, and the map would jump."""
    opened(page, server, f"lang={lang}&scenario=balanced")
    heights = [
        page.evaluate(
            "text => { document.querySelector('#badge').textContent = text;"
            " return document.querySelector('.map-holder').clientHeight; }",
            text,
        )
        for text in ("x", "Le plus équitable des moins chers, ou presque")
    ]
    assert heights[0] == heights[1] > 300

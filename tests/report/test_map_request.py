"""Maps of every measure: legends add up, colours are those of the figures, words are on the page, errors are clear."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.colors import to_hex

from siting.errors import RunError, UsageError
from siting.report.maps.classes import METHODS
from siting.report.maps.ground import run_geometry
from siting.report.maps.measures import find_measures
from siting.report.maps.plan_map import plan_picture
from siting.report.maps.request import MapRequest, draw_map, list_measures, write_map
from siting.report.maps.thematic import Theme, change_theme, theme
from siting.report.maps.thematic_legend import rows
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.style import default_style
from siting.results import Run
from siting.words import LANGS, Lang, number, say
from tests.report.references import assert_looks_like

COLOURS = default_style().colours


@pytest.fixture(scope="module")
def run(national_runs: Mapping[str, Run]) -> Run:
    return national_runs["reference"]


def _legend_total(shown: Theme) -> int:
    return sum(int(re.sub(r"\D", "", words[words.rindex("(") :])) for _, words in rows(shown))


def test_the_legend_of_every_measure_counts_every_zone(run: Run) -> None:
    for measure in find_measures(run).values():
        year = measure.years(run)[-1]
        for level in measure.levels(run):
            shown = theme(run, measure, year=year, level=level, lang="en")
            assert _legend_total(shown) == len(shown.ground.zones), measure.key
            assert shown.title.startswith(shown.head)


def test_figures_agree_with_the_tables_of_the_run(run: Run) -> None:
    known, regions = find_measures(run), run.table("regions")
    last = regions[regions["year"] == 2030].set_index("region")
    for key, column, factor in (
        ("jobs", "jobs", 1),
        ("per-1000-active", "per_1000_active", 1),
        ("share", "share", 100),
    ):
        figures = known[key].figures(run, 2030, "region")
        assert figures.to_dict() == pytest.approx((last[column] * factor).to_dict())
    payers = {
        payer: known[f"cost-{payer}"].figures(run, 2030, "province").sum() for payer in ("state", "firm", "worker")
    }
    assert payers == pytest.approx({payer: run.summary["cost_by_payer_mmad"][payer] for payer in payers})
    seats = known["seats-built"].figures(run, 2030, "province").sum()
    assert seats == pytest.approx(run.summary["seats_built"])
    frame = run.inputs.indicators
    assert frame is not None
    raw = frame[(frame["indicator"] == "airport_minutes") & (frame["year"] == 2027)].set_index("zone")["raw"]
    assert known["airport-minutes"].figures(run, 2027, "province").to_dict() == pytest.approx(raw.to_dict())
    people = run.table("staff").query("year == 2030").merge(run.inputs.arcs, on=["origin", "zone"], how="left")
    mean = (people["staff"] * people["minutes"].fillna(0)).sum() / people["staff"].sum()
    assert mean == pytest.approx(run.summary["commute_minutes_mean"])
    weights = known["commute"].over(run, 2030)  # type: ignore[misc]
    by_zone = known["commute"].figures(run, 2030, "province")
    assert (by_zone.fillna(0) * weights).sum() / weights.sum() == pytest.approx(mean)


def test_all_indices_and_indicators_can_be_mapped(run: Run) -> None:
    frame = run.inputs.indicators
    assert frame is not None
    wanted = {name.replace("_", "-") for name in [*frame["indicator"].unique(), *frame["index"].unique()]}
    assert len(wanted) == 19
    listed = {str(record["key"]): record for record in list_measures(run, "fr")}
    assert wanted <= set(listed)
    assert all(record["name"] and record["unit"] != say("map-unit-plain", "fr") for record in listed.values())
    assert [key for key in wanted if listed[key]["less_is_better"]]


def test_colours_on_the_map_are_those_of_the_figures(run: Run) -> None:
    shown = theme(run, find_measures(run)["talent"], year=2030, level="province", lang="fr")
    drawn = draw_map(run, MapRequest("choropleth", "talent"))
    (layer,) = [each for axes in drawn.figure.axes for each in axes.collections if each.get_gid() == "zones"]
    expected = [shown.classes.colour(shown.classes.position(value), COLOURS) for value in shown.values]
    assert [to_hex(colour) for colour in layer.get_facecolors()] == expected
    assert len(set(expected)) == shown.classes.count


def test_circle_areas_are_in_proportion_to_their_figures(run: Run) -> None:
    drawn = draw_map(run, MapRequest("circles", "jobs-added"))
    figures = find_measures(run)["jobs-added"].figures(run, 2030, "province")
    circles = {
        str(patch.get_gid()).removeprefix("circle-"): patch.get_radius()
        for axes in drawn.figure.axes for patch in axes.patches if str(patch.get_gid()).startswith("circle-")
    }  # fmt: skip
    assert len(circles) > 20
    top = figures.idxmax()
    for code, radius in circles.items():
        assert (radius / circles[top]) ** 2 == pytest.approx(figures[code] / figures[top], abs=1 / figures[top])


def test_a_change_is_symmetric_and_turns_round_with_its_runs(national_runs: Mapping[str, Run]) -> None:
    one, two = national_runs["reference"], national_runs["balanced"]
    measure = find_measures(one)["jobs"]
    there, back = (
        change_theme(pair, (2030, 2030), measure, level="province", lang="en") for pair in ((one, two), (two, one))
    )
    assert there.values.to_dict() == (-back.values).to_dict()
    assert there.classes.breaks == back.classes.breaks
    assert there.values.sum() == 0
    counts, turned = (each.classes.counts(list(each.values)) for each in (there, back))
    assert [counts[k] for k in range(1, there.classes.count + 1)] == [
        turned[k] for k in range(there.classes.count, 0, -1)
    ]
    middle = len(COLOURS.diverging) // 2
    assert there.classes.colour(0, COLOURS) == COLOURS.diverging[middle]
    assert _legend_total(there) == 75


REQUESTS = {
    "plan": MapRequest("plan"),
    "choropleth": MapRequest("choropleth", "pool-in-reach"),
    "circles": MapRequest("circles", "jobs-added"),
    "change": MapRequest("change", "jobs"),
    "region": MapRequest("choropleth", "jobs", region="Souss-Massa"),
}


@pytest.fixture(scope="module")
def drawn(run: Run) -> dict[tuple[str, Lang], Drawn]:
    from dataclasses import replace

    return {(name, lang): draw_map(run, replace(each, lang=lang)) for name, each in REQUESTS.items() for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sorted(REQUESTS))
def test_no_label_covers_another_or_leaves_the_page(
    drawn: dict[tuple[str, Lang], Drawn], name: str, lang: Lang
) -> None:
    picture = drawn[name, lang]
    wide, high = picture.figure.get_size_inches()
    for boxes in picture.boxes.values():
        assert len(boxes) >= 5
        assert all(one.overlap(other) < 1e-9 for one, other in combinations(boxes.values(), 2))
        assert all(box.inside(Box(0, 0, wide, high)) for box in boxes.values())
    renderer = picture.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    marked = picture.figure.findobj(lambda each: str(each.get_gid()) in ("halo-region", "halo-place", "halo-jobs"))
    extents = [(text.get_text(), text.get_window_extent(renderer)) for text in marked]  # type: ignore[attr-defined]
    for (one, a), (two, b) in combinations(extents, 2):
        across, up = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across < 6 or up < 6, (one, two)  # a fiftieth of an inch at 300 dots


def _plain(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f\u2066-\u2069]+", "", text)


@pytest.mark.parametrize("lang", LANGS)
def test_words_of_a_map_are_text_in_svg_and_pdf(drawn: dict[tuple[str, Lang], Drawn], lang: Lang) -> None:
    import pypdfium2

    picture = drawn["choropleth", lang]
    root = ET.fromstring(picture.render("svg").decode("utf-8"))
    svg = _plain("".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")))
    for words in (picture.title, picture.subtitle):
        assert _plain(words) in svg
    for word in " ".join(picture.notes).split(" "):  # notes are folded into lines
        assert _plain(word) in svg
    document = pypdfium2.PdfDocument(io.BytesIO(picture.render("pdf")))
    text = _plain(document[0].get_textpage().get_text_range())
    if lang != "ar":
        assert _plain(picture.title) in text
    else:
        assert re.search("[\u0600-\u06ff\ufb50-\ufeff]", text), "Arabic letters are letters"
    for figure in re.findall(r"\d+", picture.title):
        assert figure in text


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_request_gives_the_same_bytes(run: Run, kind: str) -> None:
    request = MapRequest("choropleth", "jobs", level="region", lang="ar")
    assert draw_map(run, request).render(kind) == draw_map(run, request).render(kind)


def test_estimates_are_hatched_and_counted(run: Run) -> None:
    shown = theme(run, find_measures(run)["jobs"], year=2024, level="province", lang="fr")
    labels = run.inputs.labels.set_index("zone")["estimate"]
    base = run.inputs.zone_segment.groupby("zone")["baseline_jobs"].sum()
    assert set(shown.estimated[shown.estimated].index) == set(base[labels.reindex(base.index) & (base > 0.5)].index)
    assert not theme(run, find_measures(run)["jobs-added"], year=2030, level="province", lang="fr").estimated.any()
    drawn = draw_map(run, MapRequest("choropleth", "jobs", year=2024))
    (layer,) = [each for axes in drawn.figure.axes for each in axes.collections if each.get_gid() == "hatched"]
    assert len(layer.get_paths()) == int(shown.estimated.sum())


@pytest.mark.parametrize("classes", METHODS)
def test_the_legend_names_how_its_classes_were_made(run: Run, classes: str) -> None:
    drawn = draw_map(run, MapRequest("choropleth", "share", classes=classes, level="region", bare=True))  # type: ignore[arg-type]
    texts = " ".join(str(text.get_text()) for axes in drawn.figure.axes for text in axes.texts)
    assert _plain(say(f"map-method-{classes}", "fr")) in _plain(texts)


def test_alt_tells_the_highest_and_lowest(run: Run) -> None:
    drawn = draw_map(run, MapRequest("choropleth", "jobs", level="region", lang="en", bare=True))
    figures = run.table("regions").query("year == 2030").set_index("region")["jobs"]
    names = run.inputs.region_labels.set_index("region")["name_en"]
    for code in (*figures.nlargest(3).index, *figures.nsmallest(3).index):
        assert f"{names[code]} {number(figures[code], 'en')}"[:-1] in drawn.alt


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (MapRequest("globe"), "no such kind of map: globe"),  # type: ignore[arg-type]
        (MapRequest("choropleth", "job"), "no such measure: job .did you mean jobs"),
        (MapRequest("choropleth", "jobs", year=2040), "2024 to 2030, not for 2040"),
        (MapRequest("choropleth", "trained", year=2024), "2025 to 2030"),
        (MapRequest("choropleth", "jobs", level="commune"), "by province or region, not commune"),
        (MapRequest("choropleth", "per-1000-active", level="province"), "by region, not by province"),
        (MapRequest("choropleth", "jobs", region="Sous-Massa"), "did you mean souss-massa"),
        (MapRequest("choropleth", "jobs", level="region", region="09"), "shows its zones"),
        (MapRequest("choropleth", "jobs", classes="jenks"), "no such method of classes"),  # type: ignore[arg-type]
        (MapRequest("plan", "jobs"), "--measure goes with another --kind"),
        (MapRequest("circles", "talent"), "circles show counts"),
        (MapRequest("change", "jobs", year=2024), "needs an earlier year"),
        (MapRequest("choropleth", "x", year=2040, region="nowhere", classes="y"), "x.*nowhere|y.*x"),  # type: ignore[arg-type]
    ],
)
def test_what_there_is_not_is_told(run: Run, request_: MapRequest, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        draw_map(run, request_)


def test_places_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    request = MapRequest("choropleth", "jobs", level="region")
    with pytest.raises(UsageError, match="png, svg, pdf"):
        write_map(run, request, tmp_path / "map.gif")
    with pytest.raises(RunError, match="never changed"):
        write_map(run, request, run.folder / "map.png")
    with pytest.raises(RunError, match="no such folder"):
        write_map(run, request, tmp_path / "nowhere/map.png")
    assert list(tmp_path.iterdir()) == []
    assert write_map(run, request, tmp_path / "map.svg").read_bytes().startswith(b"<?xml")


def test_a_region_is_found_by_code_and_by_name_in_any_language(run: Run) -> None:
    row = run.inputs.region_labels.set_index("region").loc["09"]
    titles = {
        draw_map(run, MapRequest("choropleth", "jobs", region=each, bare=True)).title
        for each in ("09", row["name_fr"].upper(), row["name_ar"], row["name_en"])
    }
    assert len(titles) == 1


@pytest.mark.parametrize(("name", "lang"), [("plan", "fr"), ("choropleth", "ar"), ("change", "en"), ("region", "fr")])
def test_maps_look_as_reviewed(drawn: dict[tuple[str, Lang], Drawn], name: str, lang: Lang) -> None:
    assert_looks_like(drawn[name, lang], f"map-{name}-{lang}")


@pytest.mark.parametrize("lang", LANGS)
def test_the_circle_nearest_to_a_name_is_its_own(run: Run, drawn: dict[tuple[str, Lang], Drawn], lang: Lang) -> None:
    """Measured on the page, for small circles beside large ones too."""
    picture = drawn["circles", lang]
    axes = picture.figure.axes[0]
    inch = picture.figure.dpi
    discs = {}
    for patch in axes.patches:
        if (code := str(patch.get_gid())).startswith("circle-"):
            (x, y), edge = axes.transData.transform([patch.center, (patch.center[0] + patch.radius, patch.center[1])])  # type: ignore[attr-defined]
            discs[code.removeprefix("circle-")] = (x / inch, y / inch, (edge[0] - x) / inch)
    placed = {code: box for code, box in picture.boxes["map"].items() if code in discs}
    assert len(placed) >= 6
    for code, box in placed.items():
        gaps = {
            other: max(box.left - x, x - box.right, 0.0) ** 2 + max(box.bottom - y, y - box.top, 0.0) ** 2
            for other, (x, y, _) in discs.items()
        }
        edges = {other: gap**0.5 - discs[other][2] for other, gap in gaps.items()}
        assert min(edges, key=edges.__getitem__) == code


def test_pages_of_the_atlas_tell_the_figures_of_the_maps(run: Run) -> None:
    from siting.report.maps.atlas_facts import Atlas

    facts = Atlas(run, plan_picture(run, *run_geometry(run), "en")).facts
    known = find_measures(run)
    for key, name in (
        ("jobs", "jobs_last"), ("jobs-added", "added"), ("seats-built", "seats_built"), ("trained", "trained"),
        ("cost-state", "state_mmad"),
    ):  # fmt: skip
        shown = theme(run, known[key], year=2030, level="province", lang="en").regional
        assert {code: getattr(each, name) for code, each in facts.items()} == pytest.approx(shown.to_dict(), abs=1e-9)


def test_only_what_rests_on_the_plan_speaks_of_its_start(run: Run) -> None:
    known = find_measures(run)
    told = {
        key: any("148" in note for note in theme(run, known[key], year=2030, level="province", lang="en").notes)
        for key in ("jobs", "seats-built", "talent", "water", "pool")
    }
    assert told == {"jobs": True, "seats-built": True, "talent": False, "water": False, "pool": False}


def test_the_places_that_the_title_of_a_change_names_are_on_the_map(national_runs: Mapping[str, Run]) -> None:
    one, two = national_runs["reference"], national_runs["balanced"]
    shown = change_theme((one, two), (2030, 2030), find_measures(one)["jobs"], level="province", lang="fr")
    boxes = draw_map(two, MapRequest("change", "jobs", against=one)).boxes["map"]
    assert {str(shown.values.idxmax()), str(shown.values.idxmin())} <= set(boxes)

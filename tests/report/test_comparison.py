"""The files of a comparison say what its tables say; on the picture nothing covers anything."""

from __future__ import annotations

import io
import re
import shutil
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.analysis.compare.comparison import Comparison
from siting.errors import RunError, UsageError
from siting.report.charts.slope import Line, scale_of, spread
from siting.report.comparison.files import KINDS, long_table, write_comparison
from siting.report.comparison.page import PAGE, draw
from siting.report.comparison.picture import ComparisonPicture, comparison_picture
from siting.report.maps.legend import class_counts
from siting.report.maps.scales import class_breaks
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.style import default_style
from siting.results.hashes import hash_files
from siting.words import LANGS, Lang, number, signed
from tests.analysis.compare_runs import compared
from tests.report.conftest import make_picture

GAIN, LOSS = default_style().colours.gain, default_style().colours.loss
NAMES = ("run", "more", "even", "missed")


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return compared(tmp_path_factory.getbasetemp(), *NAMES)


def made_up(lang: Lang = "fr", plans: int = 2, zero: bool = False) -> ComparisonPicture:
    """A comparison of plans of the made-up country, its regions far apart in size; in the last plan jobs move."""
    first = make_picture(lang, crowd=False)
    zones = first.zones.copy()
    zones.loc[zones["region"] == "1", "jobs_last"] += 400
    zones.loc[zones["region"] == "2", "jobs_last"] //= 2
    regions = first.regions.assign(jobs_last=zones.groupby("region")["jobs_last"].sum())
    second = replace(first, zones=zones, regions=regions)
    lines = []
    for code, jobs in (("0", 120_000), ("1", 2_000), ("2", 1_990), ("3", 0 if zero else 12)):
        values = [jobs + (37 * position * (int(code) + 1) if jobs else 0) for position in range(plans)]
        name = str(first.regions.at[code, "name"])
        begin, end = f"{name}  {number(values[0], lang)}", f"{number(values[-1], lang)}  {name}"
        lines.append(Line(code, tuple(values), begin, end, {"1": GAIN, "2": LOSS}.get(code)))
    return ComparisonPicture(
        plans=(first, second),
        pair=(0, plans - 1),
        heads=tuple(f"Un plan au nom assez long {position}" for position in range(plans)),
        labels=tuple(f"plan-{position}" for position in range(plans)),
        lines=tuple(lines),
        changes={"0": 0, "1": 8000, "2": -9000, "3": 1},
        colours={"1": GAIN, "2": LOSS},
        facts=(("Coût de l’ensemble, millions de DH", "9 400", "9 421"), ("Gini", "0,360", "0,354")),
        lang=lang,
        title="Une région gagne, une autre perd",
        subtitle="Pays inventé",
        scale_note={True: "Échelle logarithmique", False: "Échelle à partir de zéro"},
        notes=("Répartition de départ estimée.", "Sources : pays inventé."),
    )


@cache
def page_of(lang: Lang, plans: int, zero: bool = False) -> Drawn:
    """The page of a made-up comparison, drawn when it is first asked for. No test may change it."""
    return draw(made_up(lang, plans, zero))


def _texts(svg: bytes) -> list[str]:
    root = ET.fromstring(svg)
    return [(node.text or "").strip(" \u2067\u2069") for node in root.iter("{http://www.w3.org/2000/svg}text")]


# --- tables -----------------------------------------------------------------------------------------------------------


def test_csv_holds_every_figure_of_the_tables(comparison: Comparison, tmp_path: Path) -> None:
    out = write_comparison(comparison, tmp_path / "c.csv", lang="fr")
    table = pd.read_csv(out, dtype={"code": "str"}, keep_default_na=False, na_values=[""])
    assert list(table.columns) == ["scope", "code", "name", "run", "quantity", "unit", "value", "change"]
    regions = table[table["scope"] == "region"].pivot(index=["run", "code"], columns="quantity", values="value")
    expected = comparison.regions.rename(columns={"region": "code"}).set_index(["run", "code"]).sort_index()
    for column in ("jobs_base", "jobs_last", "added", "seats_last", "share", "per_1000_active", "cost_mmad", "rank"):
        np.testing.assert_allclose(regions.sort_index()[column], expected[column].astype(float), rtol=1e-12)
    country = table[table["scope"] == "country"]
    assert len(country) == (comparison.national["quantity"] != "verdict").sum()
    jobs = country[(country["quantity"] == "jobs") & (country["code"] == "2028")].set_index("run")["value"]
    np.testing.assert_allclose(regions["jobs_last"].groupby("run").sum()[jobs.index], jobs)
    assert set(table["name"]) == {"Centre", "Nord", "Sud", "Ensemble du pays"}
    assert (long_table(comparison)["unit"] != "").all()


@pytest.mark.parametrize(("lang", "sheets"), [
    ("en", ["Regions", "Country", "Assumptions", "Notes and sources"]),
    ("fr", ["Régions", "Pays", "Hypothèses", "Notes et sources"]),
    ("ar", ["الجهات", "البلاد", "الفرضيات", "ملاحظات ومصادر"]),
])  # fmt: skip
def test_a_workbook_holds_real_numbers_that_add_up(
    comparison: Comparison, tmp_path: Path, lang: Lang, sheets: list[str]
) -> None:
    book = openpyxl.load_workbook(write_comparison(comparison, tmp_path / "c.xlsx", lang=lang))
    assert book.sheetnames == sheets
    assert [book[name].freeze_panes for name in sheets[:3]] == ["D2", "C2", "C2"]
    heads, *rows = list(book[sheets[0]].values)
    assert heads[3] == {"en": "Jobs 2024", "fr": "Emplois 2024", "ar": "مناصب الشغل 2024"}[lang]
    assert {bool(book[name].sheet_view.rightToLeft) for name in sheets} == {lang == "ar"}
    assert all(head for head in heads)
    assert book[sheets[0]].column_dimensions["B"].width > 20
    table = pd.DataFrame(rows, columns=range(len(heads)))
    for label in comparison.labels:
        part = table[table[2] == label]
        assert all(isinstance(value, int) for column in (3, 4, 5, 6) for value in part[column])
        assert part[5].sum() == part[4].sum() - part[3].sum()
        country = {(row[0]): row[2:] for row in book[sheets[1]].values}
        jobs = country[{"en": "Jobs 2028", "fr": "Emplois 2028", "ar": "مناصب الشغل 2028"}[lang]][
            comparison.labels.index(label)
        ]
        assert part[4].sum() == jobs
    assert book[sheets[0]]["H2"].number_format == "0.0%"
    assumed = {row[1]: row[2:] for row in book[sheets[2]].values}
    assert assumed["goals.jobs.2028"] == (16000, 16100, 16000, 40000)
    noted = [row[0] for row in book[sheets[3]].values]
    assert set(comparison.notes_in(lang)) <= set(noted)  # type: ignore[arg-type]


def test_text_of_a_run_is_never_a_formula(comparison: Comparison) -> None:
    from siting.report.comparison.sheets import workbook

    old, new = comparison.labels[0], "=1+1"
    renamed = {
        name: getattr(comparison, name).replace({"run": {old: new}}) for name in ("regions", "national", "assumptions")
    }
    book = openpyxl.load_workbook(io.BytesIO(workbook(replace(comparison, labels=(new, *NAMES[1:]), **renamed), "en")))
    cell = book["Regions"]["C2"]
    assert (cell.value, cell.data_type) == (new, "s")


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_is_tables_that_add_up(comparison: Comparison, tmp_path: Path, lang: Lang) -> None:
    text = write_comparison(comparison, tmp_path / "c.md", lang=lang).read_text("utf-8")
    blocks = [block.split("\n") for block in text.split("\n\n") if block.startswith("|")]
    for block in blocks:
        assert len({line.count("|") for line in block}) == 1
    seats = [[cell.strip(" *") for cell in line.split("|")[2:3]] for line in blocks[1][2:]]
    *regions, country = [int(re.sub(r"\D", "", cell)) for (cell,) in seats]
    assert sum(regions) == country
    assert all(f"- {note}" in text for note in comparison.notes_in(lang))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_runs_give_the_same_bytes_and_stay_as_they_were(
    comparison: Comparison, tmp_path: Path, kind: str
) -> None:
    before = [hash_files(run.folder) for run in comparison.runs]
    files = [write_comparison(comparison, tmp_path / f"{name}.{kind}") for name in ("a", "b")]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert [hash_files(run.folder) for run in comparison.runs] == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a.{kind}", f"b.{kind}"]


def test_places_that_cannot_be_written(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="docx"):
        write_comparison(comparison, tmp_path / "c.docx")
    with pytest.raises(RunError, match="no such folder"):
        write_comparison(comparison, tmp_path / "nowhere/c.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(RunError, match="is not a file"):
        write_comparison(comparison, tmp_path / "folder.md")
    inside = shutil.copytree(comparison.runs[0].folder, tmp_path / "another")
    for place in (comparison.runs[1].folder / "c.md", inside / "outputs/c.csv"):
        with pytest.raises(RunError, match="never changed"):
            write_comparison(comparison, place)
        assert not place.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "md"])
def test_a_full_disk_leaves_the_earlier_file(
    comparison: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    out = tmp_path / f"c.{kind}"
    out.write_text("earlier", "utf-8")

    def full(self: Path, data: bytes) -> int:
        self.open("wb").close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(RunError, match="No space left"):
        write_comparison(comparison, out)
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["earlier"]


# --- picture ----------------------------------------------------------------------------------------------------------


def test_the_picture_shows_the_figures_of_the_table(comparison: Comparison) -> None:
    picture = comparison_picture(comparison, "en", ("run", "even"))
    jobs = comparison.whole("jobs_last")
    for line in picture.lines:
        assert line.values == tuple(jobs.loc[line.key])
        assert number(line.values[0], "en") in line.begin
        assert f"{number(line.values[-1], 'en')} ({signed(line.values[-1] - line.values[0], 'en')})" in line.end
    for plan, label in zip(picture.plans, ("run", "even"), strict=True):
        assert plan.regions["jobs_last"].to_dict() == jobs[label].to_dict()
        assert plan.zones.groupby("region")["jobs_last"].sum().to_dict() == jobs[label].to_dict()
    change = jobs["even"] - jobs["run"]
    assert 0 < change["S"] < 100, "a change next to none does not stand out"
    assert picture.changes == change.to_dict()
    names = comparison.names("en")
    assert picture.title == (
        f"From “run” to “even”: {names[change.idxmax()]} gains {number(change.max(), 'en')} jobs, "
        f"{names[change.idxmin()]} loses {number(-change.min(), 'en')}"
    )
    assert {code for code, colour in picture.colours.items() if colour == GAIN} == set(change[change > 100].index)
    assert {code for code, colour in picture.colours.items() if colour == LOSS} == set(change[change < -100].index)


def test_the_title_does_not_speak_of_losses_where_there_are_none(comparison: Comparison) -> None:
    assert "no region loses any" in comparison_picture(comparison, "en", ("run", "missed")).title
    assert "no region gains any" in comparison_picture(comparison, "en", ("missed", "run")).title


def test_a_pair_that_is_not_two_of_the_runs_is_refused(comparison: Comparison, tmp_path: Path) -> None:
    for pair in (("run", "run"), ("run", "else")):
        with pytest.raises(UsageError, match="two of run, more, even, missed"):
            write_comparison(comparison, tmp_path / "c.svg", pair=pair)


@pytest.mark.parametrize("lang", LANGS)
def test_svg_has_real_text(comparison: Comparison, tmp_path: Path, lang: Lang) -> None:
    out = write_comparison(comparison, tmp_path / "c.svg", lang=lang)
    texts = _texts(out.read_bytes())
    everything = " ".join(texts)
    for name in comparison.names(lang):
        assert sum(name in text for text in texts) >= 2, "at both ends of its line"
    picture = comparison_picture(comparison, lang)
    for words in (picture.title, picture.subtitle, *picture.heads, *(line.end for line in picture.lines)):
        assert re.sub(r"\s+", " ", words) in re.sub(r"\s+", " ", everything)
    assert "goals.jobs.2028=16100" in everything, "values changed by hand are told"


@pytest.mark.parametrize("plans", [2, 3, 8, 20])
@pytest.mark.parametrize("lang", LANGS)
def test_no_label_covers_another_or_leaves_the_page(lang: Lang, plans: int) -> None:
    labels = page_of(lang, plans).boxes
    wide, high = PAGE
    for boxes in labels.values():
        assert boxes
        for (one, a), (two, b) in combinations(boxes.items(), 2):
            assert a.overlap(b) < 1e-6, (one, two)
        assert all(box.inside(Box(0, 0, wide, high)) for box in boxes.values())
    assert {"map 0", "map 1", "slope", "facts"} == set(labels)
    assert len(labels["slope"]) == 2 * 4 + plans
    assert set(labels["map 0"]) == {"1", "2"}


def test_rendered_labels_of_the_chart_do_not_overlap() -> None:
    figure = page_of("fr", 8).figure
    renderer = figure.canvas.get_renderer()
    marked = figure.findobj(lambda artist: str(artist.get_gid()).startswith(("plain-slope", "plain-head")))
    extents = [(text.get_text(), text.get_window_extent(renderer)) for text in marked]
    assert len(extents) == 16
    for (one, a), (two, b) in combinations(extents, 2):
        across, up = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across < 1.5 or up < 1.5, (one, two)


@pytest.mark.parametrize("lang", LANGS)
def test_one_legend_counts_all_zones_of_both_maps(lang: Lang) -> None:
    picture = made_up(lang)
    breaks = class_breaks([jobs for plan in picture.plans for jobs in plan.zones["jobs_last"]])
    counts = [class_counts(plan.zones["jobs_last"], breaks) for plan in picture.plans]
    assert [sum(each) for each in counts] == [len(plan.zones) for plan in picture.plans]
    legend = page_of(lang, 2).figure.findobj(lambda artist: artist.get_gid() == "plain-class")
    shown = [re.search(r"\((\d+) · (\d+)\)", text.get_text()) for text in legend]
    assert [sum(int(match[side]) for match in shown if match) for side in (1, 2)] == [80, 80]


def test_both_maps_use_one_frame_and_one_set_of_colours() -> None:
    figure = page_of("fr", 2).figure
    first, second = (
        axes for axes in figure.axes if any(str(each.get_gid()) == "zones" for each in axes.collections)
    )  # fmt: skip
    assert first.get_xlim() == second.get_xlim()
    assert first.get_ylim() == second.get_ylim()
    assert first.get_position().size == pytest.approx(second.get_position().size)
    assert first.get_position().x1 <= second.get_position().x0


def test_arabic_pages_begin_at_the_right() -> None:
    left, right = (
        [axes.get_position().x0 for axes in page_of(lang, 2).figure.axes
         if any(str(each.get_gid()) == "zones" for each in axes.collections)]
        for lang in ("fr", "ar")
    )  # fmt: skip
    assert left[0] < left[1]
    assert right[0] > right[1]


def test_line_points_stand_where_the_scale_puts_them() -> None:
    picture = made_up("fr", 5)
    figure = page_of("fr", 5).figure
    for line in picture.lines:
        (drawn,) = figure.findobj(lambda artist, key=line.key: artist.get_gid() == f"line-{key}")
        heights = drawn.get_ydata()
        assert len(heights) == 5
        for (one, low), (two, high) in pairwise(zip(line.values, heights, strict=True)):
            assert (one < two) == (low < high)


@given(st.lists(st.floats(-5, 15), max_size=12), st.floats(0.05, 0.8))
def test_spread_keeps_order_distance_and_frame_and_moves_nothing_that_fits(drawn: list[float], gap: float) -> None:
    wanted = sorted(drawn)
    placed = spread(wanted, gap, 0.0, 10.0)
    assert all(two - one >= gap - 1e-9 for one, two in pairwise(placed))
    assert all(-1e-9 <= height <= 10 + 1e-9 for height in placed)
    if all(two - one >= gap for one, two in pairwise(wanted)) and all(0 <= height <= 10 for height in wanted):
        assert placed == pytest.approx(wanted)


@given(st.lists(st.floats(2, 8), min_size=2, max_size=2), st.floats(0.1, 2.0))
def test_two_labels_too_close_part_evenly(drawn: list[float], gap: float) -> None:
    low, high = sorted(drawn)
    placed = spread([low, high], gap, -10.0, 20.0)
    if high - low < gap:
        assert placed == pytest.approx([(low + high - gap) / 2, (low + high + gap) / 2])


def test_spread_says_when_there_is_no_room() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        spread([1, 2, 3], 1.0, 0.0, 1.5)


def _lines(*values: int) -> list[Line]:
    return [Line(str(position), (value,), "", "") for position, value in enumerate(values)]


def test_the_scale_is_zero_based_unless_figures_lie_far_apart() -> None:
    near = scale_of(_lines(100, 50), 0.0, 10.0)
    assert not near.log
    assert [near.y(0), near.y(50), near.y(100)] == [0.0, 5.0, 10.0]
    far = scale_of(_lines(100, 100_000), 0.0, 10.0)
    assert far.log
    assert far.y(1_000) - far.y(100) == pytest.approx(far.y(100_000) - far.y(10_000))
    assert far.ticks() == [100.0, 1_000.0, 10_000.0, 100_000.0]


def test_zero_has_a_line_of_its_own_on_a_logarithmic_scale() -> None:
    scale = scale_of(_lines(0, 10, 10_000), 0.0, 10.0)
    assert scale.log
    assert scale.ticks()[0] == 0.0
    assert scale.y(0) == 0.0
    assert scale.y(10) == pytest.approx(0.3)
    assert page_of("en", 3, zero=True).boxes["slope"]


@pytest.mark.parametrize("plans", [3, 5, 8])
def test_over_the_lines_all_plans_have_their_titles_or_all_their_names(plans: int) -> None:
    """One title that does not fit gives its place up, and so do the others: none stands beside a short name."""
    picture = made_up("fr", plans)
    for long in (False, True):
        heads = (*picture.heads[:-1], "Un titre qui ne tient pas " * 9) if long else picture.heads
        figure = (draw(replace(picture, heads=heads)) if long else page_of("fr", plans)).figure
        shown = [text.get_text() for axes in figure.axes for text in axes.texts if text.get_gid() == "plain-head"]
        assert ["".join(text.split()) for text in shown] == [
            "".join(text.split()) for text in (picture.labels if long else picture.heads)
        ]


def test_every_figure_on_a_map_stands_with_the_name_of_its_region() -> None:
    figure = page_of("fr", 2).figure
    texts = [text.get_text() for axes in figure.axes for text in axes.texts if text.get_gid() == "halo-region"]
    assert len(texts) == 4
    assert all(re.match(r"[^\W\d]", text) and re.search(r"\n[+\u2212]?\d", text) for text in texts)


def test_a_note_says_which_plan_misses_its_goals_by_how_much(comparison: Comparison) -> None:
    picture = comparison_picture(comparison, "en")
    run = comparison.runs[comparison.labels.index("missed")]
    short = round(40_000 - run.summary["jobs"]["2028"])
    (note,) = [note for note in picture.notes if "penalty for that" in note]
    assert note.startswith(f"“missed” misses its goals ({number(short, 'en')} jobs short in 2028)")
    cost = next(fact for fact in picture.facts if "Cost" in fact[0])
    assert cost[2] == number(sum(run.summary["cost_by_payer_mmad"].values()), "en")


def test_changes_carry_their_sign() -> None:
    assert [signed(value, "en") for value in (3167, -1841, 0)] == ["+3,167", "\u22121,841", "0"]
    assert signed(-0.04, "fr", 1) == "0,0"
    assert signed(5, "ar") == "\u200e+5"

"""Catchments: who is in reach, in which class of minutes, is what the trips of the run say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import pytest

from siting.errors import UsageError
from siting.report.maps.catchment_legend import band_colours
from siting.report.maps.catchment_table import catchment_of, parks_of, reach_of
from siting.report.maps.catchments import catchment_map
from siting.report.maps.ground import ground_of
from siting.report.page.sheet import new_sheet
from siting.report.page.style import default_style
from siting.results import Run
from siting.words import LANGS, Lang, number
from tests.report.drawn_facts import covered_names, texts
from tests.report.references import assert_looks_like


@pytest.fixture(scope="module")
def run(national_runs: Mapping[str, Run]) -> Run:
    return national_runs["reference"]


@pytest.mark.parametrize("minutes", [None, 15.0, 40.0])
def test_classes_are_those_of_the_trips(run: Run, minutes: float | None) -> None:
    """Recomputed trip by trip, without any table."""
    parks = parks_of(run, 2030)
    limit = reach_of(run) if minutes is None else minutes
    near: dict[str, float] = {}
    count: Counter[str] = Counter()
    for row in run.inputs.arcs.itertuples():
        if row.zone in parks and row.minutes <= limit:
            near[row.origin] = min(row.minutes, near.get(row.origin, 1e9))
            count[row.origin] += 1
    found = catchment_of(run, parks, 2030, minutes)
    assert dict(found.zones["minutes"]) == near
    assert dict(found.zones["parks"]) == dict(count)
    for code, row in found.zones.iterrows():
        low, high = found.bands[int(row["band"])]
        assert low < near[str(code)] <= high or (low == 0 and near[str(code)] == 0)
    pool = run.inputs.pool.query("year == 2030")
    assert found.pool == pytest.approx(pool[pool["zone"].isin(near)]["eligible_pool"].sum())


def test_a_site_employs_the_staff_of_its_zone(run: Run) -> None:
    found = catchment_of(run, ["06.141"], 2030)
    staff = run.table("staff").query("year == 2030 and zone == '06.141'")
    assert found.drawn == pytest.approx(staff["staff"].sum())
    every = catchment_of(run, parks_of(run, 2030), 2030)
    assert every.drawn == pytest.approx(run.summary["jobs"]["2030"])
    assert 0 < every.pool <= every.national_pool


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_of_all_sites_shows_the_classes(run: Run, lang: Lang) -> None:
    from matplotlib.colors import to_hex

    drawn = catchment_map(run, lang=lang)
    found, ground = catchment_of(run, parks_of(run, 2030), 2030), ground_of(run, lang)
    style = default_style()
    with new_sheet((1, 1), lang, style) as sheet:
        colours = band_colours(sheet, found)
    layer = drawn.figure.axes[0].collections[0]
    shown = [to_hex(colour) for colour in layer.get_facecolor()]
    bands = found.zones["band"]
    expected = [colours[bands[code]] if code in bands.index else style.colours.none for code in ground.zones.index]
    assert shown == expected
    counts = [int(re.findall(r"\((\d+)\)", text)[-1]) for text in texts(drawn, "plain-class")]
    assert sum(counts[:-1]) == len(ground.zones)
    assert counts[-1] == len(found.shared)
    people = [int(re.sub(r"\D", "", text)) for text in texts(drawn, "plain-pool")[1:]]
    assert len(people) == len(found.bands) + 1
    assert sum(people) == pytest.approx(found.national_pool, abs=3)
    for axes in drawn.figure.axes[:2]:  # the country, then the corner that is enlarged
        discs = {
            str(each.get_gid()).rpartition("-")[2]: each for each in axes.patches if "drawn-" in str(each.get_gid())
        }
        rates = [disc.get_radius() ** 2 / found.zones.at[code, "drawn"] for code, disc in discs.items()]
        assert len(rates) > 5
        assert max(rates) == pytest.approx(min(rates))
    assert covered_names(drawn) == []


def test_one_site_lists_where_its_people_live(run: Run) -> None:
    drawn = catchment_map(run, zone="الدار البيضاء", lang="ar")
    found = catchment_of(run, ["06.141"], 2030)
    told = texts(drawn, "plain-origin")
    for figure in (found.pool, found.drawn, *found.zones["pool"], *found.zones["drawn"]):
        assert number(figure, "ar") in told
    assert number(found.pool, "ar") in drawn.title
    assert covered_names(drawn) == []
    assert_looks_like(catchment_map(run, zone="06.141", lang="ar", bare=True), "catchment-ar")


def test_what_there_is_not_is_told(run: Run) -> None:
    with pytest.raises(UsageError, match=r"06\.141 \(Casablanca\)"):
        catchment_map(run, zone="Casablnca", lang="fr")
    with pytest.raises(UsageError, match="at most 60"):
        catchment_map(run, minutes=90, lang="fr")
    with pytest.raises(UsageError, match="more than 0"):
        catchment_map(run, minutes=0, lang="fr")

"""What maps and charts say: seats that can be reconciled, periods of sums, counted nouns, reasons and remedies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from siting.errors import RunError, UsageError
from siting.report.charts.request import ChartRequest, draw_chart
from siting.report.maps.asked import check_alike
from siting.report.maps.catchments import catchment_map
from siting.report.maps.compose import scale_bar_box
from siting.report.maps.flows import flow_map
from siting.report.maps.ground import ground_of
from siting.report.maps.measures import find_measures
from siting.report.maps.multiples import multiples, panels_of
from siting.report.maps.plan_map import plan_map
from siting.report.maps.request import MapRequest, draw_map
from siting.report.page.labels import Box
from siting.report.page.layout import fit
from siting.results import Run, read_run
from siting.words import LANGS, Lang, money, number, plural, say
from tests.analysis.compare_runs import solved
from tests.report.drawn_facts import texts


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    names = ("run", "more", "even", "regions")
    return {name: read_run(Path(solved(tmp_path_factory.getbasetemp(), name))) for name in names}


def _figures(text: str) -> list[int]:
    """The figures of a text, the thousands of French and Arabic put together."""
    return [int(re.sub(r"\D", "", each)) for each in re.findall(r"\d[\d\u202f,]*", text)]


@pytest.mark.parametrize("lang", LANGS)
def test_new_seats_of_the_legend_are_those_of_the_plan_and_those_decided_before(
    national_runs: Mapping[str, Run], lang: Lang
) -> None:
    run = national_runs["reference"]
    new, built, committed, standing, _ = [_figures(text) for text in texts(plan_map(run, lang=lang), "plain-mark")]
    seats = run.table("seats")
    assert built == [round(run.summary["seats_built"])]  # the figure of every document
    assert committed == [round(float(seats["committed"].sum()))]
    assert committed[0] > 0
    assert new[-1] == built[0] + committed[0]
    assert standing[-1] == round(float(run.inputs.zones["seats_start"].sum()))
    last = float(seats[seats["year"] == 2030]["standing"].sum())
    assert new[-1] + standing[-1] == pytest.approx(last, abs=2)


def test_sums_are_told_with_the_years_that_they_are_of(small: Mapping[str, Run]) -> None:
    run = small["run"]
    base, years = run.inputs.scalars.base_year, run.inputs.scalars.years
    sums = panels_of([run], "cost-state", "year", None, None, None, "fr")
    assert [panel.head for panel in sums.panels][:2] == [str(years[0]), f"{years[0]}-{years[1]}"]
    added = panels_of([run], "jobs-added", "year", None, None, None, "fr")
    assert [panel.head for panel in added.panels] == [f"{base}-{year}" for year in years]
    stocks = panels_of([run], "jobs", "year", None, None, None, "fr")
    assert [panel.head for panel in stocks.panels] == [str(year) for year in (base, *years)]
    first = number(added.figure(added.panels[0]), "fr")
    assert multiples(run, measure="jobs-added", lang="fr").title.endswith(f"contre {first} fin {years[0]}")


@pytest.mark.parametrize("lang", LANGS)
def test_the_name_of_a_measure_has_no_capital_inside_a_sentence(small: Mapping[str, Run], lang: Lang) -> None:
    run = small["run"]
    base, last = run.inputs.scalars.base_year, run.inputs.scalars.years[-1]
    for measure in find_measures(run).values():
        name, inside = measure.name(lang, last, base), measure.name_inside(lang, last, base)
        assert name.casefold() == inside.casefold()
        assert inside[:2].isupper() or not inside[:1].isupper()
    drawn = draw_map(run, MapRequest("change", "jobs", lang=lang))
    told = {
        "fr": f"Écart\u00a0: emplois en {last}",
        "ar": f"الفرق: مناصب الشغل سنة {last}",
        "en": f"Change: jobs in {last}",
    }
    assert drawn.subtitle.startswith(told[lang])
    assert " ".join(texts(drawn, "plain-legend")).startswith(told[lang])


FORMS = {1: "منصب شغل واحد", 2: "منصبا شغل", 3: "3 مناصب شغل", 11: "11 منصب شغل", 103: "103 مناصب شغل"}


@pytest.mark.parametrize(("count", "form"), FORMS.items())
def test_arabic_counts_jobs_as_arabic_does(count: int, form: str) -> None:
    told = {"jobs": number(count, "ar"), "count": plural(count, "ar"), "base": 2024, "last": 2030, "before": "9"}
    words = {**told, "scenario": "س", "after": "1%", "region": "ج", "rest": "0"}
    assert form in say("map-title-plan", "ar", **words)
    assert say("chart-title-jobs", "ar", **told).startswith(form)
    assert form in say("chart-path-title-jobs", "ar", missing=number(count, "ar"), count=count, year=2030, goal="9")
    ends = {"first": "أ", "other": "ب", "region": "ج", "loser": "د", "loss": "1", "count": count}
    assert form in say("chart-slope-title", "ar", moved=number(count, "ar"), gain="1", **ends)
    assert form in say("chart-slope-title-both", "ar", gain=number(count, "ar"), **ends)


def test_plans_and_jobs_are_counted_in_every_language() -> None:
    told = {"last": 2030, "scale": "-", "first": "-"}
    forms = {2: "مخططان", 3: "3 مخططات", 11: "11 مخططا", 15: "15 مخططا"}
    for count, form in forms.items():
        assert form in say("chart-slope-subtitle", "ar", count=count, **told)
    for lang, one, many in (("fr", "Il manque 1 emploi en", "2 emplois"), ("en", "1 job is missing", "2 jobs are")):
        assert one in say("chart-path-title-jobs", lang, missing="1", count=1, year=2030, goal="9")  # type: ignore[arg-type]
        assert many in say("chart-path-title-jobs", lang, missing="2", count=2, year=2030, goal="9")  # type: ignore[arg-type]


def test_a_change_from_another_country_is_refused_with_the_reason(
    small: Mapping[str, Run], national_runs: Mapping[str, Run]
) -> None:
    home, abroad = national_runs["reference"], small["run"]
    with pytest.raises(RunError, match="another country or data set") as error:
        draw_map(home, MapRequest("change", "no-such-measure", against=abroad))
    problem = error.value.problems[0]
    assert str(abroad.folder) in problem.place
    assert problem.remedy == "map together runs of one data set"
    with pytest.raises(RunError, match="another country or data set"):
        multiples([home, abroad], by="scenario", lang="fr")
    with pytest.raises(RunError, match="by region, and") as level:
        check_alike(small["run"], small["regions"])
    assert "--level" in str(level.value.problems[0].remedy)


def test_a_year_that_the_other_run_does_not_have_is_named_with_its_run(small: Mapping[str, Run]) -> None:
    run, other = small["run"], small["more"]
    with pytest.raises(UsageError, match=f"{other.name} has jobs for .*not for 1999: give one of these years"):
        draw_map(run, MapRequest("change", "jobs", against=other, from_year=1999))


def test_what_does_not_exist_is_told_before_any_outline_is_read(small: Mapping[str, Run]) -> None:
    nowhere = {"shipped": False, "folder": "/no/such/folder"}
    run = replace(small["run"], manifest={**small["run"].manifest, "data": nowhere})
    for draw in (
        lambda: flow_map(run, lang="fr", year=1999),
        lambda: flow_map(run, lang="fr", region="Atlantis"),
        lambda: catchment_map(run, lang="fr", year=1999),
        lambda: catchment_map(run, lang="fr", zone="Atlantis"),
        lambda: multiples(run, lang="fr", years=[1999, 2000]),
        lambda: draw_map(run, MapRequest("choropleth", "jobs", year=1999)),
        lambda: draw_map(run, MapRequest("choropleth", "jobs", region="Atlantis")),
    ):
        with pytest.raises(UsageError, match=r"1999|Atlantis"):
            draw()


def test_the_ground_is_kept_for_a_run_and_a_language(small: Mapping[str, Run]) -> None:
    run, again = small["run"], replace(small["run"])
    assert ground_of(run, "fr") is ground_of(run, "fr", run.inputs.level)
    assert ground_of(run, "fr") is not ground_of(again, "fr")
    assert ground_of(run, "ar").zones["name"].to_dict() == run.inputs.labels.set_index("zone")["name_ar"].to_dict()


def test_a_scale_bar_stands_clear_of_land() -> None:
    land = shapely.union_all([shapely.box(0, 2_000, 100_000, 100_000), shapely.box(8_000, 0, 9_000, 2_000)])
    frame = fit(Box(0, 0, 8, 8), (0, 0, 100_000, 100_000))
    page = shapely.box(*frame.ground_box(scale_bar_box(fit(Box(0, -1, 8, 8), land.bounds, up=1.0), land, [])))
    assert land.distance(page) / frame.scale > 0.4


@pytest.mark.parametrize("lang", LANGS)
def test_the_title_of_a_slope_names_who_gains_and_who_loses_most(small: Mapping[str, Run], lang: Lang) -> None:
    pair = [small["run"], small["even"]]
    drawn = draw_chart(pair, ChartRequest("slope", lang))
    last = pair[0].inputs.scalars.years[-1]
    tables = [run.table("regions").query(f"year == {last}").set_index("region")["jobs"] for run in pair]
    change = tables[1] - tables[0]
    names = pair[0].inputs.region_labels.set_index("region")[f"name_{lang}"]
    assert change.max() > 1 > -1 > change.min()
    for code in (change.idxmax(), change.idxmin()):
        assert names[code] in drawn.title
        found = [each for each in _figures(drawn.title) if abs(each - abs(change[code])) <= 1]
        assert found, (drawn.title, change[code])
    assert drawn.title.index(names[change.idxmax()]) < drawn.title.index(names[change.idxmin()])


@pytest.mark.parametrize("lang", LANGS)
def test_the_title_of_costs_tells_the_whole_and_the_part_of_the_state(small: Mapping[str, Run], lang: Lang) -> None:
    run = small["run"]
    payers = run.summary["cost_by_payer_mmad"]
    total, state = sum(payers.values()), payers["state"]
    title = draw_chart([run], ChartRequest("costs", lang)).title
    assert money(total, lang) in title
    assert money(state, lang) in title
    if payers["firm"] < 0:
        assert money(-payers["firm"], lang) in title
    by_term = run.table("costs").query("term != 'shortfall'").groupby("term")["mmad"].sum()
    assert money(float(by_term.max()), lang) in draw_chart([run], ChartRequest("costs", lang, by="term")).title


def test_shares_and_codes_of_segments_are_isolated_in_arabic(small: Mapping[str, Run]) -> None:
    from matplotlib.text import Text

    drawn = draw_chart([small["run"]], ChartRequest("segments", "ar"))
    lines = [text.get_text() for text in drawn.figure.findobj(Text)]  # type: ignore[attr-defined]
    shares = [line for line in lines if "%" in line and "\n" not in line and line.count(":") == 1 and len(line) < 60]
    codes = sorted(set(small["run"].inputs.segments["segment"]))
    layers = [line for line in shares if any(code in line for code in codes) and line != drawn.title]
    layers = [line for line in layers if "سنة" not in line]
    assert len(layers) == len(codes)
    for line in layers:
        assert re.search("\u2066[\\d,]+%\u2069", line), line  # left to right, whatever stands before it
        assert re.search("\u2068[A-Z]+\u2069", line), line

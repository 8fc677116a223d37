"""What documents call things: settings by their whole names, plans by their titles, counts with the right nouns."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from siting.report.documents import docx, html
from siting.report.documents.assumed import assumption_table, scenario_blocks
from siting.report.documents.blocks import Bullets, Document, Heading, Paragraph, Quoted, Table
from siting.report.documents.brief import brief
from siting.report.documents.facts import plan_facts
from siting.report.documents.pictures import map_figure
from siting.report.documents.plan_tables import region_table
from siting.report.documents.reasons import reason_blocks
from siting.report.documents.scenarios import comparison_blocks
from siting.report.documents.settings import setting_name, setting_value
from siting.report.documents.typeset import typeset, typst_source
from siting.report.page.style import default_style
from siting.results import Run, read_run
from siting.words import LANGS, Lang, say
from tests.analysis.compare_runs import solved

Runs = Mapping[str, Run]
NAMES = ("reference", "balanced", "strict-balance")
COUNTS = (0, 1, 2, 3, 10, 11, 100, 103, 1000)
#: Of a count the form of the noun in Arabic: dual, plural of 3 to 10, singular.
_JOBS = ["منصب", "منصب", "منصبا", "مناصب", "مناصب", "منصب", "منصب", "مناصب", "منصب"]
_SEATS = ["مقعد", "مقعد", "مقعدا", "مقاعد", "مقاعد", "مقعد", "مقعد", "مقاعد", "مقعد"]


@pytest.fixture(scope="module")
def assumed(national_runs: Runs) -> Callable[[str, Lang], Table]:
    """The assumptions of a scenario in a language, told when they are first asked for."""
    return cache(lambda name, lang: assumption_table(national_runs[name], lang))


@pytest.mark.parametrize("lang", LANGS)
def test_a_brief_of_three_plans_has_four_pages_at_most_and_a_legible_map(national_runs: Runs, lang: Lang) -> None:
    document = brief([national_runs[name] for name in NAMES], lang=lang)
    pdf = pypdfium2.PdfDocument(typeset(document))
    assert 2 <= len(pdf) <= 4
    assert say("document-table-plans", lang, count=3)[:6] in pdf[1].get_textpage().get_text_range()
    sizes = _sizes(pdf[0])
    assert min(sizes) >= 6.0 - 1e-6  # notes under classes; names and figures are larger
    assert sum(size >= 6.5 - 1e-6 for size in sizes) > 0.9 * len(sizes)


def _sizes(page: pypdfium2.PdfPage) -> list[float]:
    """The size in points of every text of a page as it is printed, pictures within it included."""
    import ctypes

    from pypdfium2 import raw

    found = []
    for each in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], max_depth=6):
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(each.raw, size)
        matrix, holder = each.get_matrix(), each.container
        scale = abs(matrix.d) or abs(matrix.b)
        while holder is not None:
            outer = holder.get_matrix()
            scale *= abs(outer.d) or abs(outer.b)
            holder = holder.container
        found.append(size.value * scale)
    return found


def test_a_map_is_drawn_at_the_size_at_which_it_is_set(national_runs: Runs) -> None:
    figure = map_figure(
        national_runs["reference"], "choropleth", measure="jobs", lang="fr", style=default_style(), high=4.5
    )
    assert figure.picture.figure.get_size_inches() == pytest.approx((figure.share * 170 / 25.4, 4.5))
    assert min(text.get_fontsize() for text in figure.picture.figure.findobj(match=lambda each: bool(
        getattr(each, "get_text", None) and each.get_text())) if hasattr(text, "get_fontsize")) >= 6.0  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_the_regional_table_has_the_period_of_the_plan(national_runs: Runs, lang: Lang) -> None:
    facts = plan_facts(national_runs["reference"], lang)
    caption = region_table(facts).caption
    assert re.findall(r"\d{4}", caption) == ["2025", "2030"] == [str(facts.first_year), str(facts.last_year)]


@pytest.mark.parametrize("lang", LANGS)
def test_what_differs_is_told_in_words(national_runs: Runs, lang: Lang) -> None:
    from siting.analysis.compare import compare

    runs = [national_runs[name] for name in ("reference", "balanced", "budget-cut", "outside-axis")]
    facts = [plan_facts(run, lang) for run in runs]
    blocks = list(comparison_blocks(facts, compare(runs)))
    captions = [block.caption for block in blocks if isinstance(block, Table)]
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert not set(captions) & set(headings)
    differs = next(each for each in blocks if isinstance(each, Table) and each.caption == say(
        "document-table-differs", lang))  # fmt: skip
    cells = {cell for row in differs.rows for cell in row[2:]}
    raw = {"added", "stock", "auto", "false", "true"}
    assert not cells & (raw if lang == "en" else raw | {"jobs", "exports", "none", "cost", "suitability"})
    names = [re.sub(r"[\u2066-\u2069]", "", row[1]) for row in differs.rows[1:]]
    assert all(re.fullmatch(r".+ \([\w.-]+\)", name) for name in names), names
    assert len({name.split(" (")[0] for name in names}) == len(names)  # each by a name of its own
    notes = " ".join(item for block in blocks if isinstance(block, Bullets) for item in block.items)
    assert facts[0].scenario in notes
    assert not any(re.search(rf"(?<![\w-]){name}(?![\w-])", notes) for name in ("reference", "budget-cut", "balanced"))


def test_settings_are_named_whole() -> None:
    zones = {"06.141": "Casablanca"}
    assert setting_name("segments.CRM.share_min.2030", "en", zones) == "lowest share of jobs, CRM, 2030"
    assert setting_name("budgets_mmad.state.2026", "en", zones) == "budget in MAD million, state, 2026"
    assert setting_name("costs.rent_mad_m2_month.zones.06.141", "fr", zones) == "loyer de bureau, Casablanca"
    assert setting_name("balance.groups.axis.min", "en", zones) == "lowest share of the group, axis"
    assert setting_name("something.else", "en", zones) == ""
    assert setting_value("talent.training_grant_mad", "20000", "fr", zones) == "20\u202f000"
    assert setting_value("objective.stages.0.tolerance", "2e-05", "fr", zones) == "0,00002"
    assert setting_value("horizon.last_year", "2030", "fr", zones) == "2030"
    assert setting_value("balance.on", "added", "ar", zones) == "المناصب المضافة"
    assert setting_value("parks.locks.zones_in", "06.141, 07.351", "en", zones) == "Casablanca and 07.351"


@pytest.mark.parametrize("lang", LANGS)
def test_every_setting_of_the_model_has_a_name(assumed: Callable[[str, Lang], Table], lang: Lang) -> None:
    for name in ("reference", "budget-cut", "outside-axis"):
        table = assumed(name, lang)
        rows = [row for place, row in enumerate(table.rows) if place not in table.subheads]
        assert not [row[0] for row in rows if "." in row[0] or "_" in row[0] or "*" in row[0]]
        assert not [row[1] for row in rows if "zones." in row[1]]


def test_words_of_a_file_are_marked_with_their_language(
    national_runs: Runs, assumed: Callable[[str, Lang], Table]
) -> None:
    run = national_runs["reference"]
    intro, why = scenario_blocks(run, "ar")
    assert isinstance(why, Paragraph)
    assert isinstance(why.text, Quoted)
    assert why.text.lang == "en"
    assert isinstance(intro, Paragraph)
    assert "ملف السيناريو" in intro.text
    sources = [row[3] for row in assumed("reference", "fr").rows if row[3]]
    assert sum(isinstance(each, Quoted) for each in sources) > 40
    document = Document("مخطط", "", "ar", default_style(), date(2026, 11, 24), (why,))
    assert '<bdi lang="en" dir="ltr">«' in html.render(document).decode("utf-8")
    assert 'text(lang: "en", "' in typst_source(document)
    assert b'<w:lang w:val="en"/>' in _body(docx.render(document))
    own = dataclasses.replace(run, manifest={**run.manifest, "data": {"folder": "/elsewhere"}})
    unknown = list(scenario_blocks(own, "fr"))[1]
    assert isinstance(unknown, Paragraph)
    assert isinstance(unknown.text, Quoted)
    assert unknown.text.lang == ""


def _body(content: bytes) -> bytes:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


@pytest.mark.parametrize("lang", LANGS)
def test_the_day_stands_once_in_html(lang: Lang) -> None:
    from siting.words import day

    when = date(2026, 11, 24)
    for subtitle in ("", say("document-subtitle-many", lang, kind="x", model="y", first=2025, last=2030, count=3,
                             date=day(when, lang))):  # fmt: skip
        page = html.render(Document("T", subtitle, lang, default_style(), when, ())).decode("utf-8")
        header = page[page.index("<header>") : page.index("</header>")]
        assert header.count(f">{day(when, lang)}<") == 1
        assert re.sub(r'datetime="[^"]*"', "", header).count(day(when, lang)) == 1


def test_counts_have_the_noun_that_arabic_asks_for() -> None:
    for count, jobs, seats in zip(COUNTS, _JOBS, _SEATS, strict=True):
        values = {"before": "1", "base": 2024, "last": 2030, "count": count}
        assert say("document-key-figure-jobs", "ar", **values).split()[0] == jobs
        assert say("document-key-figure-seats", "ar", count=count).split()[0] == seats
        told = say("document-limit-baseline", "ar", jobs=str(count), base=2024, count=count)
        noun = {1: "منصب شغل واحد", 2: "منصبي شغل"}.get(count, f"{count} {jobs} شغل")
        assert f"توزيع {noun} لسنة 2024" in told


def test_counts_of_one_are_singular_in_french_and_english() -> None:
    for count in COUNTS:
        french, english = (say("document-key-figure-seats", lang, count=count) for lang in ("fr", "en"))
        assert french == ("nouveau poste de travail" if count < 2 else "nouveaux postes de travail")
        assert english == ("new seat" if count == 1 else "new seats")


def test_prices_of_a_list_have_one_unit(national_runs: Runs) -> None:
    from siting.analysis.explain import explain

    found = explain(national_runs["reference"], scope="country")
    lists = [block.items for block in reason_blocks(found, "fr", whole=False) if isinstance(block, Bullets)]
    assert len(lists) == 2
    for items in lists:
        units = {"millions" in item.split("soit environ")[0] for item in items}
        assert len(units) == 1, items


def test_the_country_alone_is_told_as_with_its_regions(tmp_path_factory: pytest.TempPathFactory) -> None:
    from siting.analysis.explain import explain, sentences

    run = read_run(solved(tmp_path_factory.getbasetemp(), "run"))
    alone, whole = explain(run, scope="country"), explain(run)
    assert [each.lines for each in sentences(alone, "fr")] == [
        each.lines for each in sentences(whole, "fr")[: len(sentences(alone, "fr"))]
    ]


def test_a_value_that_a_scenario_changed_does_not_speak_with_the_source_of_the_model(
    national_runs: Runs, assumed: Callable[[str, Lang], Table]
) -> None:
    plain, doubled = ({row[0]: row for row in assumed(name, "fr").rows} for name in _DOUBLED)
    changed = {name for name, row in doubled.items() if row != plain[name]}
    title = national_runs["training-doubled"].manifest["scenario"]["title"]["fr"]
    assert len(changed) == 2
    for name in changed:
        assert title in doubled[name][3]
        assert plain[name][3] not in doubled[name][3]
    grant = next(name for name in changed if doubled[name][1] == "40\u202f000")
    assert plain[grant][1] in doubled[grant][3]  # what the model says in its place


_DOUBLED = ("reference", "training-doubled")

"""Every message that the page can show is told in every language: found by its template, and filled."""

from __future__ import annotations

import time
from functools import cache

import pytest
from fluent.syntax import FluentParser, ast

from siting.config.walk import fields
from siting.regions.dataset import REQUIRED
from siting.regions.tables import TABLES
from siting.words import Lang, messages, say
from siting.words.messages import KINDS, PARTS, say_message, say_place, say_value, translated
from tests.words.collecting import ROOT, Written, announced, raised, samples, sentences

OTHERS: tuple[Lang, ...] = ("fr", "ar")

CONFIG = ("checks", "load", "merge", "problems", "sources", "uncertain_checks", "walk", "yaml")
DATA = ("check", "dataset", "geometry", "package", "reading", "relations", "typing_cells")
GEO = ("baseline", "eligibility", "groups", "hierarchy", "prepare")
WEB = (
    *("data_check", "data_routes", "desk", "exports", "failures", "orders", "outcomes", "own_data", "runs"),
    *("scenario_files", "settings", "store", "study_routes", "tasks", "upload_routes"),
)
#: Modules whose every sentence is a message: settings, scenario files, tables of data, proofs that there is no plan.
SENTENCES = (
    *(f"siting/config/{name}.py" for name in CONFIG),
    *(f"siting/regions/{name}.py" for name in DATA),
    *(f"siting/geo/{name}.py" for name in GEO),
    *(f"siting/web/{name}.py" for name in WEB),
    "siting/model/presolve*.py",
    "siting/analysis/explain/names.py",
    "siting/analysis/frontier/points.py",
    "siting/analysis/frontier/terms.py",
    "siting/analysis/alternatives/asked.py",
    "siting/analysis/uncertainty/design.py",
)
#: Modules with messages among other sentences.
AMONG = (
    *(f"siting/web/{name}.py" for name in ("app", "background", "compare_routes", "export_routes", "workers")),
    *("siting/terminal/failures.py", "siting/model/solve.py", "siting/analysis/alternatives/computing.py"),
    *("siting/ensemble/running.py", "siting/ensemble/samples.py"),
)
#: Modules that tell what they are doing, in the tasks of the page.
TELLING = (
    "siting/solving.py",
    "siting/planning.py",
    *(f"siting/{name}/**/*.py" for name in ("model", "geo", "ensemble", "report/documents")),
    *(f"siting/analysis/{name}/*.py" for name in ("alternatives", "explain", "frontier", "repair", "uncertainty")),
)
#: Modules that tell why there is no plan.
RAISING = (
    *(f"siting/model/{name}.py" for name in ("cost_model", "solve", "stages")),
    "siting/model/nearby/*.py",
    "siting/analysis/frontier/*.py",
)

_TALENT = (
    "the {} goal needs {} more people; the pool within reach of eligible zones gives {} and training {}: raise "
    "talent.recruit_rate ({}), allow longer commutes (travel.max_commute_minutes), or fund at least {} more training "
    "places"
)
_GROUP_MIN = (
    "group {} must have {} of the {}, at least {}; its zones can take {} by growth and seats: lower its min to at most "
    "{}, name more zones, or raise parks.growth_limit, parks.entry_limit_jobs or parks.market_seats_per_1000_active"
)
_GROUP_MAX = (
    "group {} may have {} of the {}, so at least {} go elsewhere, where {} fit by growth and seats: raise its max to "
    "at least {}, or raise parks.growth_limit, parks.entry_limit_jobs or parks.market_seats_per_1000_active"
)
_RATES = "secondary to at least 0.1234, higher to at least 0.2345"
#: What is put together from parts: the template, and every form that it takes.
FORMS = {
    "{}: {}": ("cost: 1,234.50", "least_served: 12.34", "inequality: 5,000.00", "suitability: 12.00"),
    "stage {} {}; the plan of the stage before is kept": (
        "stage least_served reached a limit; the plan of the stage before is kept",
        "stage suitability could not be solved accurately; the plan of the stage before is kept",
    ),
    "{}: {} of {}": (
        *("plans that differ: 2 of 8", "ranges of the regions: 4 of 48", "ranges of the parks: 10 of 100"),
    ),
    "price of {}, years together": ("price of jobs goal, years together", "price of budget, years together"),
    "price of {}": ("price of capacity", "price of jobs goal 2030", "price of budget state 2030"),
    "price of {} {}": ("price of jobs goal 2030", "price of budget state 2030"),
    "the solver stopped at {} before it had a plan; allow more time (--time-limit)": (
        "the solver stopped at a limit before it had a plan; allow more time (--time-limit)",
        "the solver stopped at the time limit of 60 s before it had a plan; allow more time (--time-limit)",
    ),
    "must be a {}{}": tuple(
        f"must be a {kind}{unit}" for kind in ("number", "whole number") for unit in ("", " (years)")
    ),
    "add it{}{}": tuple(f"add it{unit}{what}" for unit in ("", " (jobs)") for what in ("", ": title in reports")),
    "{} {}{}": tuple(
        f"must be {bound} 1{unit}"
        for bound in ("more than", "at least", "less than", "at most")
        for unit in ("", " (fraction)")
    ),
    "must be a finite number{}": ("must be a finite number", "must be a finite number (MMAD)"),
    "the {} of all segments sum to {} than 1 in {}": (
        "the share_min of all segments sum to more than 1 in 2030",
        "the share_max of all segments sum to less than 1 in 2030",
    ),
    "{} some of them": ("lower some of them", "raise some of them"),
    "the group has {}": ("the group has zones and except_zones", "the group has neither zones nor except_zones"),
    "{}: and {} more rows like these": (
        "is empty: and 5 more rows like these",
        "stands twice: and 7 more rows like these",
        "its province 06.141 lies in another region: and 3 more rows like these",
        "06.141 has more jobs in the sector than people at work: and 3 more rows like these",
    ),
    "{}, or like outlines: {}": ("name it like a table: zones, parks, or like outlines: communes, provinces",),
    "{} too {}": ("1,234 too many", "12 too few"),
    "{}; for another total state it in datapackage.json, siting.totals": (
        "1,234 too many; for another total state it in datapackage.json, siting.totals",
        "12 too few; for another total state it in datapackage.json, siting.totals",
    ),
    "outlines {}": ("outlines have no geometry", "outlines have no column code"),
    _TALENT: (_TALENT.format(2030, "12,345", "1,000", "234", _RATES, "567"),),
    _GROUP_MIN: (_GROUP_MIN.format("north", "60.0%", "jobs of 2030", "120,000", "50,000", "0.25"),),
    _GROUP_MAX: (_GROUP_MAX.format("north", "10.0%", "jobs added of 2030", "120,000", "50,000", "0.6"),),
    "the group holds {}, so its share says nothing": (
        "the group holds every zone, so its share says nothing",
        "the group holds no zone, so its share says nothing",
    ),
    "a {} cannot be told apart at the level of {}s: the group would hold a part of ": (
        "a commune cannot be told apart at the level of provinces: the group would hold a part of 06.141, 06.163",
    ),
    "the goal of {} is below the baseline of {} jobs at the end of ": (
        "the goal of 2030 is below the baseline of 148,500 jobs at the end of 2024",
    ),
    "{} problem{} found; nothing written": ("1 problem found; nothing written", "7 problems found; nothing written"),
    "the process that computed this {}": (
        "the process that computed this ended with code 7 and told nothing",
        "the process that computed this was ended by SIGKILL",
        "the process that computed this was ended by signal 77",
    ),
}
#: Values of problems that the program puts into words, and places.
VALUES = {
    "{} to {}": ("2025 to 2028",),
    "{} values, {} probabilities": ("3 values, 2 probabilities",),
    "{} MB": ("61 MB",),
    "a list or mapping": (),
    "a list": (),
    "one value": (),
    "(no name)": (),
    "the closest is {} with connectivity {} and infrastructure {}": (
        "the closest is Nouaceur with connectivity 0.1234 and infrastructure 0.5678",
    ),
}
PLACES = {
    "{}, layer {}": ("own.gpkg, layer parks",),
    "{}, sheet {}": ("own.xlsx, sheet parks",),
    "{}, line {}": ("own/parks.csv, line 12", "own.xlsx, sheet parks, line 12", "own.gpkg, layer parks, line 3"),
    "{}, line 1": ("parks.csv, line 1",),
    "{}, line {}, column {}": (
        *("talent.csv, line 12, column french_share", "own.xlsx, sheet talent, line 3, column employed"),
    ),
    ", column {}": (),
    "{}, column jobs": ("baseline_jobs.csv, column jobs",),
    "talent.csv, column population": (),
    "talent.csv, column labour_force": (),
    "baseline_jobs.csv, zone {}": ("baseline_jobs.csv, zone 06.141",),
}
#: Parts of the messages above, places that say nothing in words, patterns, what the page has words of its own for.
NONE = {
    *("must be more than", "must be at least", "must be less than", "must be at most", "whole number", "did you mean"),
    *("zones and except_zones", "neither zones nor except_zones", "every zone", "no zone", "jobs added", "base points"),
    *("have no geometry", "have no column code", "{} ({})", "{} of {}", "{} to at least {}", "was ended by {}"),
    *("was ended by signal {}", "ended with code {} and told nothing", "it cannot be written to", "no such"),
    *("--set {}", "--set {}=", "--scenario {}", "--level {}", "--{} {}", "{} and {}", "{} {} {} {}", "byte 0x{}"),
    *("{weights: [3, 2, 1]}", "{aversion: 1}", ": {}", "value: {}", "{}{}: {}"),
    *("siting model file", "Outlines of level {}", "jobs per 1,000 active", "index x jobs"),
    *("this run was deleted meanwhile", r"\b(?:line|row) (?P<line>\d+)", r"^--set (?P<key>[A-Za-z0-9_.\-]+)="),
    # Usage errors of the command line, which no task of the page can meet:
    *("no design {}: there are {}", "the design {} needs SALib: install the extra siting[sensitivity]", "{} {} {}: {}"),
}


@cache
def written() -> dict[str, Written]:
    """Every message of the modules, by its template."""
    found = [*sentences(*SENTENCES), *announced(*TELLING), *raised(*RAISING)]
    return {each.template: each for each in found}


def forms(message: Written) -> list[list[str]]:
    """Groups of sentences that a message becomes: of each group one has to be known."""
    if message.template in FORMS:
        return [[form] for form in FORMS[message.template]]
    return [samples(message)]


@pytest.mark.parametrize("lang", OTHERS)
def test_every_message_of_the_program_has_a_template(lang: Lang) -> None:
    """A new message needs a line in siting/words/{en,fr,ar}/messages.ftl."""
    unknown = [
        f"{each.module}: {each.template}"
        for template, each in written().items()
        if template not in NONE | VALUES.keys() | PLACES.keys()
        for group in forms(each)
        if not any(translated(form, lang) for form in group)
    ]
    assert unknown == []


def test_what_is_excepted_is_still_written_somewhere() -> None:
    there = written().keys() | {each.template for each in sentences(*AMONG)}
    assert sorted((NONE | VALUES.keys() | PLACES.keys() | FORMS.keys()) - there) == []


@pytest.mark.parametrize("lang", OTHERS)
def test_values_and_places_that_the_program_words_are_told(lang: Lang) -> None:
    for template, forms_ in VALUES.items():
        for form in forms_ or (template,):
            assert say_value(form, lang) != form
    for template, forms_ in PLACES.items():
        for form in forms_ or ((template,) if "{" not in template else ()):
            assert say_place(form, lang) != form


def _elements(lang: Lang) -> dict[str, set[str]]:
    """The places of each template."""
    text = (ROOT / f"siting/words/{lang}/messages.ftl").read_text("utf-8")
    found = {}
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Message):
            assert entry.value is not None
            placed = (each.expression for each in entry.value.elements if isinstance(each, ast.Placeable))
            found[entry.id.name] = {each.id.name for each in placed if isinstance(each, ast.VariableReference)}
    return found


@pytest.mark.parametrize("lang", OTHERS)
def test_templates_have_the_same_places_in_every_language(lang: Lang) -> None:
    assert _elements(lang) == _elements("en")


def test_every_place_is_of_a_kind() -> None:
    """The kind decides what goes into a sentence: a figure, a name, a word, or what stands there."""
    assert set().union(*_elements("en").values()) <= KINDS


def test_every_template_gives_back_the_message_that_it_fits() -> None:
    for template, each in written().items():
        for form in (form for group in forms(each) for form in group):
            for key, values in messages._fitting(form, ""):
                assert say(f"message-{key}", "en", **dict(values)) == form, template


def test_every_template_is_of_use() -> None:
    """Templates of whole messages fit a message of the program; those of its parts are looked up by words."""
    every = [*written().values(), *sentences(*AMONG)]
    found = {key for each in every for group in forms(each) for form in group for key in _keys(form)}
    found.update(_keys(say("infeasible-title", "en")))  # a command writes it from the catalogue
    whole = {key.removeprefix("message-") for key in _elements("en")}
    idle = {key for key in whole - found if key.split("-")[0] not in PARTS}
    assert sorted(idle) == []


def _keys(form: str) -> list[str]:
    """Templates that fit a message, or the message within it."""
    fitting = messages._fitting(form, "")
    inner = [value for _, values in fitting for name, value in values if name == "text"]
    return [key for text in (form, *inner) for key, _ in messages._fitting(text, "")]


@pytest.mark.parametrize("lang", OTHERS)
def test_units_and_what_a_missing_key_or_table_is_are_told(lang: Lang) -> None:
    units = {spec.unit for spec in fields() if spec.unit}
    units |= {column.unit for table in TABLES.values() for column in table.columns if column.unit}
    needed = {spec.description for spec in fields() if spec.required and spec.description}
    needed |= units | {TABLES[name].title for name in REQUIRED}
    known = PARTS[2:]
    assert [each for each in sorted(needed) if not any(messages._told(each, lang, part, str) for part in known)] == []


def test_figures_are_written_as_the_language_writes_them() -> None:
    assert (
        say_message("solving: 12,345 variables, 678 rows", "fr")
        == "résolution\u202f: 12\u202f345 variables, 678 lignes"
    )
    assert say_message("must be at most 1.5e+06", "fr") == "doit être au plus 1\u202f500\u202f000"
    assert say_message("must be at most 0.25", "fr") == "doit être au plus 0,25"
    assert "15\u202f%" in say_message(GROWTH, "fr")
    assert "2030" in say_message(GROWTH, "fr")


GROWTH = (
    "the 2030 goal of 900,000 jobs is above the 400,000 that places can fill by then at 15% a year and their entry "
    "limits: raise parks.growth_limit or parks.entry_limit_jobs, or lower the segments' connectivity_min and "
    "infrastructure_min"
)


def test_keys_and_codes_stay_and_are_isolated_in_arabic() -> None:
    told = say_message(GROWTH, "ar")
    assert "\u2068parks.growth_limit\u2069" in told
    assert say_message("did you mean 06.141?", "fr") == "s’agit-il de 06.141\u00a0?"
    assert (
        say_message("write {2025: 100, 2026: 100}, every year named", "ar").count("\u2068{2025: 100, 2026: 100}\u2069")
        == 1
    )


def test_zones_are_called_by_their_names() -> None:
    text = "zone 06.141 is locked in and locked out: take it off one of the lists"
    names = {"06.141": "Mediouna (06.141)"}
    assert say_message(text, "fr", lambda code: names.get(code, code)).startswith("Mediouna (06.141)\u202f: territoire")
    assert say_message(text, "fr").startswith("06.141\u202f: territoire")
    assert say_message(text, "en", lambda code: names[code]) == text


def test_what_is_not_known_stays_as_it_is() -> None:
    for text in ("", "something else", "unknown: 12", "x" * 5_000):
        assert translated(text, "fr") is None
        assert say_message(text, "ar") == text


def test_a_hostile_text_is_looked_up_quickly() -> None:
    for text in ("did you mean '" * 130, "a, " * 600, "1," * 900, "the group has " * 140, "(" * 1_900):
        began = time.perf_counter()
        translated(text, "fr")
        say_place(text, "fr")
        assert time.perf_counter() - began < 1.0

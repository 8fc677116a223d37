"""What a brief and a report say: the figures of the run, sums that add up, rules that were on, warnings first."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from siting.errors import RunError, UsageError
from siting.model.build import build
from siting.report.documents.assumed import assumption_table, data_table
from siting.report.documents.blocks import Document, Equation, KeyFigures, Paragraph, Table
from siting.report.documents.facts import plan_facts
from siting.report.documents.opening import key_figures, warnings
from siting.report.documents.plan_tables import cost_table, region_table
from siting.report.documents.proof import certificate_blocks
from siting.report.documents.request import write_report
from siting.report.documents.rules import rule_equations
from siting.report.documents.scenarios import overview_table, regional_jobs_table
from siting.report.facts import own_words
from siting.results import Run
from siting.words import LANGS, Lang, number, plural, say

Runs = Mapping[str, Run]


def _value(text: str) -> float:
    """A figure of a table in French or Arabic."""
    plain = re.sub(r"[\u202f\u00a0\u200e%, ]", lambda found: "." if found.group() == "," else "", text)
    return float(plain.replace("\u2212", "-"))


def _billion(amount: float, lang: Lang) -> str:
    return say("money-billion", lang, amount=number(amount, lang, 2), count=plural(amount, lang, 2))


@pytest.mark.parametrize("lang", LANGS)
def test_key_figures_are_those_of_the_summary(national_runs: Runs, lang: Lang) -> None:
    run = national_runs["reference"]
    summary = run.summary
    values = [figure.value for figure in key_figures(plan_facts(run, lang)).figures]
    assert values == [
        number(summary["jobs"]["2030"], lang),
        _billion(summary["exports_bmad"]["2030"], lang),
        number(summary["seats_built"], lang),
        _billion(summary["objective_mmad"] / 1000, lang),
        _billion(summary["cost_by_payer_mmad"]["state"] / 1000, lang),
        number(summary["gini"], lang, 3),
    ]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_every_region_has_its_row_and_columns_add_up_to_the_last(national_runs: Runs, lang: Lang) -> None:
    run = national_runs["balanced"]
    table = region_table(plan_facts(run, lang))
    *rows, total = table.rows
    assert [row[0] for row in rows] == [region[f"name_{lang}"] for region in run.summary["regions"]]
    for column in (1, 2, 3, 4, 6, 7):
        assert sum(_value(row[column]) for row in rows) == pytest.approx(_value(total[column]), abs=1e-6), column
    for row, region in zip(rows, run.summary["regions"], strict=True):
        assert abs(_value(row[2]) - region["jobs_2030"]) < 1.0
        assert _value(row[3]) == _value(row[2]) - _value(row[1])
    assert _value(total[2]) == 270_000
    assert _value(total[7]) == pytest.approx(run.summary["cost_by_payer_mmad"]["state"], abs=0.5)


def test_costs_by_payer_add_up_to_the_cost_of_the_plan(national_runs: Runs) -> None:
    run = national_runs["reference"]
    *rows, total = cost_table(plan_facts(run, "fr")).rows
    payers = [row for row in rows if not row[0].startswith("dont")]
    assert sum(_value(row[1]) for row in payers) == _value(total[1]) == round(run.summary["objective_mmad"])
    assert len(rows) == len(run.table("costs")[["payer", "term"]].drop_duplicates()) + 1  # and a head for the state


@pytest.mark.parametrize("lang", LANGS)
def test_a_brief_has_key_figures_the_regions_the_reasons_and_the_proof(
    briefs: Mapping[Lang, Document], lang: Lang
) -> None:
    document = briefs[lang]
    kinds = {type(block).__name__ for block in document.blocks}
    assert {"KeyFigures", "Table", "Figure", "Heading", "Bullets"} <= kinds
    assert isinstance(next(block for block in document.blocks if isinstance(block, KeyFigures)), KeyFigures)
    text = " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert number(5293, lang) in text  # the rules that the verifier computed again
    assert not any(isinstance(block, Paragraph) and block.kind == "warning" for block in document.blocks)


def test_rules_told_are_those_with_rows(national_runs: Runs) -> None:
    for name in ("reference", "balanced", "indivisible-parks", "budget-cut"):
        run = national_runs[name]
        counts = {block.name: len(block) for block in build(run.inputs).blocks if len(block)}
        rules, costs, _ = rule_equations(run, "en")
        assert {rule.key for rule in rules} == set(counts)
        assert all(rule.text.endswith(f"({counts[rule.key]:,})") for rule in rules)
        assert ("opening_cost" in {cost.key for cost in costs}) == (name == "indivisible-parks")


def test_every_rule_has_its_words_in_every_language() -> None:
    from siting.model.constraints import CONSTRAINTS
    from siting.model.formulation import entries
    from siting.model.objectives import COST_TERMS, GOAL_TERMS
    from siting.words import keys

    names = [entry.name for rules in (CONSTRAINTS, COST_TERMS) for entry in entries(rules)]
    names += [f"goal-{entry.name}" for entry in entries(GOAL_TERMS)]
    for lang in LANGS:
        lacking = [name for name in names if f"rules-text-{name.replace('_', '-')}" not in keys(lang)]
        assert lacking == []
    english = {entry.name: entry.sentence for entry in entries(CONSTRAINTS)}
    assert {name: say(f"rules-text-{name.replace('_', '-')}", "en").replace("’", "'") for name in english} == english


def test_words_in_formulas_follow_the_language(national_runs: Runs) -> None:
    french = {rule.key: rule for rule in rule_equations(national_runs["reference"], "fr")[0]}
    assert r"\text{ avec un objectif}" in french["jobs_goal"].latex
    assert isinstance(french["capacity"], Equation)


@pytest.mark.parametrize("lang", LANGS)
def test_every_number_of_the_model_stands_in_the_assumptions(national_runs: Runs, lang: Lang) -> None:
    run = national_runs["reference"]
    table = assumption_table(run, lang)
    text = " ".join(cell for row in table.rows for cell in row)
    model = run.manifest["model"]
    for value, digits in ((model["costs"]["discount_rate"], 2), (model["segments"]["CRM"]["wage_mad_month"], 0)):
        assert number(value, lang, digits) in text
    sourced = [row for place, row in enumerate(table.rows) if place not in table.subheads]
    assert len(sourced) >= len(model["sources"])
    assert all(row[3] and row[4] for row in sourced)
    assert not re.search(r"\b(?:segments|parks|travel|talent|costs)[.*]", text)  # every key has its name


def test_what_a_scenario_adds_is_named_its_choice(national_runs: Runs) -> None:
    table = assumption_table(national_runs["balanced"], "en")
    rows = {row[0]: row for row in table.rows}
    assert rows["territorial floor"][1] == number(national_runs["balanced"].inputs.scalars.balance.floor, "en", 1)
    assert rows["territorial floor"][3] == "changed by the scenario “Territorial balance”"


def test_the_data_set_is_told_table_by_table(national_runs: Runs) -> None:
    table = data_table(national_runs["reference"], "fr")
    assert table is not None
    assert len(table.rows) == 30
    assert "Aéroports" in {row[0] for row in table.rows}
    assert all(row[4] for row in table.rows)


def test_a_plan_that_is_refuted_or_not_proven_says_so_first(national_runs: Runs) -> None:
    run = national_runs["reference"]
    refuted = dataclasses.replace(run.certificate, verdict="REFUTED: capacity", reasons=("zone 06.141 has no seats",))
    facts = plan_facts(dataclasses.replace(run, certificate=refuted), "en")
    said = list(warnings([facts]))
    assert [block.kind for block in said if isinstance(block, Paragraph)] == ["warning", "warning"]
    assert "do not use it" in said[0].text  # type: ignore[union-attr]
    assert "zone 06.141 has no seats" in said[1].text  # type: ignore[union-attr]
    open_ = dataclasses.replace(run.certificate, verdict="feasible, not proven")
    (said_open,) = warnings([plan_facts(dataclasses.replace(run, certificate=open_), "en")])
    assert "not proven" in said_open.text  # type: ignore[union-attr]


def test_a_missed_goal_is_a_warning_and_the_title(national_runs: Runs) -> None:
    from siting.report.documents.opening import plan_title

    run = national_runs["reference"]
    goals = {**run.summary["goals"], "jobs": {**run.summary["goals"]["jobs"], "2030": 280_000.0}}
    facts = plan_facts(dataclasses.replace(run, summary={**run.summary, "goals": goals}), "en")
    (said,) = warnings([facts])
    assert said.text == "Goals missed: 10,000 jobs short in 2030."  # type: ignore[union-attr]
    assert "10,000 below the goal" in plan_title(facts)


def test_the_certificate_tells_what_is_proven(national_runs: Runs) -> None:
    run = national_runs["reference"]
    blocks = list(certificate_blocks(run, "en", whole=True))
    over = 100 * (run.summary["objective_mmad"] / run.summary["best_bound_mmad"] - 1)
    told = re.search(r"at most ([0-9.]+)%", blocks[0].text)  # type: ignore[union-attr]
    assert told is not None
    assert -1e-6 < float(told.group(1)) - over < 0.01
    stages = next(block for block in blocks if isinstance(block, Table))
    assert len(stages.rows) == len(run.certificate.stages)


def test_plans_side_by_side_have_their_own_figures(national_runs: Runs) -> None:
    from siting.analysis.compare import compare

    names = ("reference", "balanced", "strict-balance")
    comparison = compare([national_runs[name] for name in names])
    facts = [plan_facts(national_runs[name], "en") for name in names]
    overview = overview_table(facts, comparison)
    assert [_value(row[3].replace(",", "")) for row in overview.rows] == [
        round(national_runs[name].summary["objective_mmad"]) for name in names
    ]
    regional = regional_jobs_table(facts, comparison)
    assert regional is not None
    assert regional.rows[-1][2:] == ("270,000",) * 3


def test_words_that_a_model_lacks_in_a_language_come_from_another() -> None:
    assert own_words({"en": "Plan"}, "ar") == "Plan"
    assert own_words({"fr": "Plan", "en": "A plan", "ar": None}, "ar") == "Plan"
    assert own_words(None, "fr") == ""


def test_bad_requests_are_told_and_leave_nothing_behind(national_runs: Runs, tmp_path: Path) -> None:
    run = national_runs["reference"]
    with pytest.raises(UsageError, match=r"ends in \.pdf, \.html, \.docx"):
        write_report([run], tmp_path / "brief.odt")
    with pytest.raises(UsageError, match="needs a run"):
        write_report([], tmp_path / "brief.pdf")
    with pytest.raises(UsageError, match="brief or full"):
        write_report([run], tmp_path / "brief.pdf", kind="long")  # type: ignore[arg-type]
    with pytest.raises(RunError, match="no such folder"):
        write_report([run], tmp_path / "missing" / "brief.pdf")
    with pytest.raises(RunError, match="never changed"):
        write_report([run], run.folder / "brief.pdf")
    with pytest.raises(RunError, match="same run"):
        write_report([run, run], tmp_path / "brief.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_value_changed_by_hand_loses_its_source_in_runs_that_do_not_tell_the_change(national_runs: Runs) -> None:
    run = national_runs["reference"]
    older = {key: told for key, told in run.manifest.items() if key != "changed"}
    manifest = {**older, "settings": ["costs.discount_rate=0.06"]}
    rows = {row[0]: row for row in assumption_table(dataclasses.replace(run, manifest=manifest), "en").rows}
    assert rows["discount rate"][3:] == ("value changed by hand for this run", "choice")
    assert rows["office rent"][4] == "C"

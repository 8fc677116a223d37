"""The figures of a comparison add up, agree with the runs' own tables, and turn their sign with the runs' order."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.analysis.compare.comparison import Comparison, compare, comparison_record
from siting.analysis.compare.labels import LONGEST, label_runs, run_titles
from siting.analysis.compare.notes import costed_runs
from siting.analysis.compare.printed import shown
from siting.analysis.compare.tables import REGION_CHANGES, REGION_COLUMNS
from siting.results import read_run
from siting.words import LANGS
from tests.analysis.compare_runs import compared, forged, solved, told

NAMES = ("run", "balanced", "more", "even", "rate", "missed")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp()


@pytest.fixture(scope="module")
def comparison(base: Path) -> Comparison:
    return compared(base, *NAMES)


def _national(comparison: Comparison, quantity: str, item: str = "") -> pd.Series:
    table = comparison.national
    rows = table[(table["quantity"] == quantity) & (table["item"] == item)]
    return rows.set_index("run")["value"]


def test_regions_add_up_to_the_country_in_every_run(comparison: Comparison) -> None:
    sums = comparison.regions.groupby("run")[["jobs_base", "jobs_last", "share", "cost_mmad"]].sum(min_count=3)
    np.testing.assert_allclose(sums["jobs_base"], _national(comparison, "jobs", "2024")[sums.index])
    np.testing.assert_allclose(sums["jobs_last"], _national(comparison, "jobs", "2028")[sums.index])
    np.testing.assert_allclose(sums["share"], 1.0)
    np.testing.assert_allclose(sums["cost_mmad"], _national(comparison, "cost_total")[sums.index], rtol=1e-9)
    state = comparison.regions.groupby("run")["state_mmad"].sum(min_count=3)
    np.testing.assert_allclose(state, _national(comparison, "cost_by_payer", "state")[state.index], rtol=1e-9)


def test_a_penalty_is_told_beside_the_cost_and_is_no_part_of_it(comparison: Comparison) -> None:
    run = comparison.runs[comparison.labels.index("missed")]
    penalty, paid = _national(comparison, "penalty"), _national(comparison, "cost_total")
    goals, jobs = run.summary["goals"]["jobs"], run.summary["jobs"]
    missing = sum(max(0.0, goal - jobs[year]) for year, goal in goals.items())
    assert missing > 1000.0
    assert penalty["missed"] == pytest.approx(missing), "one million for each job, not discounted"
    assert penalty["missed"] + paid["missed"] == pytest.approx(run.summary["objective_mmad"])
    assert paid["missed"] == pytest.approx(sum(run.summary["cost_by_payer_mmad"].values()))
    assert penalty.drop(["missed", "rate"]).tolist() == [0.0] * 4
    assert "shortfall" not in set(comparison.national["item"])


def test_what_the_state_pays_for_a_job_is_its_cost_over_the_jobs_added(comparison: Comparison) -> None:
    added, each = _national(comparison, "jobs_added"), _national(comparison, "state_per_job")
    state = _national(comparison, "cost_by_payer", "state")
    np.testing.assert_allclose(added, _national(comparison, "jobs", "2028") - _national(comparison, "jobs", "2024"))
    np.testing.assert_allclose(each * added, state * 1e6)


def test_costs_by_payer_and_by_term_add_up_to_the_total(comparison: Comparison) -> None:
    table, total = comparison.national, _national(comparison, "cost_total")
    by_term = table[table["quantity"] == "cost_by_term"].groupby("run")["value"].sum(min_count=1)
    by_payer = table[table["quantity"] == "cost_by_payer"].groupby("run")["value"].sum(min_count=1)
    np.testing.assert_allclose(by_term[total.index], total, rtol=1e-9)
    np.testing.assert_allclose(by_payer[total.index], total, rtol=1e-9)


def test_regional_figures_are_those_of_the_runs_own_tables(comparison: Comparison) -> None:
    for run, label in zip(comparison.runs, comparison.labels, strict=True):
        table = comparison.regions[comparison.regions["run"] == label].set_index("region")
        region = run.inputs.zones.set_index("zone")["region"]
        jobs, seats, costs = run.table("jobs"), run.table("seats"), run.table("costs")
        last = jobs[jobs["year"] == 2028]
        np.testing.assert_allclose(table["jobs_last"], last.groupby(last["zone"].map(region))["jobs"].sum())
        stand = seats[seats["year"] == 2028]
        np.testing.assert_allclose(table["seats_last"], stand.groupby(stand["zone"].map(region))["standing"].sum())
        active = run.inputs.zones.groupby("region")["active"].sum()
        np.testing.assert_allclose(table["per_1000_active"], 1000 * table["jobs_last"] / active)
        if label != "rate":
            np.testing.assert_allclose(table["cost_mmad"], costs.groupby(costs["zone"].map(region))["mmad"].sum())


def test_changes_are_differences_and_the_first_run_has_none(comparison: Comparison) -> None:
    table = comparison.regions.set_index(["run", "region"])
    assert list(comparison.regions.columns) == list(REGION_COLUMNS)
    for quantity, change in REGION_CHANGES.items():
        for label in comparison.labels:
            expected = table.loc[label, quantity] - table.loc["run", quantity]
            np.testing.assert_allclose(table.loc[label, change].astype(float), expected.astype(float))
        assert (table.loc["run", change] == 0).all()


@pytest.mark.parametrize("other", ["even", "more", "missed"])
def test_changes_turn_their_sign_with_the_order_of_the_runs(base: Path, other: str) -> None:
    there, back = (compared(base, *pair) for pair in (("run", other), (other, "run")))
    for change in REGION_CHANGES.values():
        one = there.regions.set_index(["run", "region"])[change].loc[other]
        two = back.regions.set_index(["run", "region"])[change].loc["run"]
        np.testing.assert_allclose(one, -two, atol=1e-9)
    one, two = (
        each.national.set_index(["quantity", "item", "run"])["change"].xs(label, level="run").drop("verdict", level=0)
        for each, label in ((there, other), (back, "run"))
    )
    np.testing.assert_allclose(one, -two.reindex(one.index), atol=1e-9)


def test_the_rank_is_one_more_than_the_number_of_regions_with_more_jobs(comparison: Comparison) -> None:
    for _, table in comparison.regions.groupby("run"):
        more = [int((table["jobs_last"] > jobs + 1e-3).sum()) for jobs in table["jobs_last"]]
        assert list(table["rank"]) == [1 + count for count in more]


def test_regions_with_equal_jobs_share_a_rank(base: Path, tmp_path: Path) -> None:
    def level(folder: Path) -> None:
        summary = json.loads((folder / "summary.json").read_text("utf-8"))
        for region, jobs in zip(summary["regions"], (7000.0, 7000.0 + 1e-7, 2000.0), strict=True):
            region["jobs_2028"] = jobs
        (folder / "summary.json").write_text(json.dumps(summary), "utf-8")

    run = solved(base, "run")
    table = compare([run, forged(run, tmp_path / "tie", level)]).regions
    assert list(table[table["run"] == "tie"]["rank"]) == [1, 1, 3]


def test_a_run_compared_with_its_copy_has_not_changed(base: Path, tmp_path: Path) -> None:
    run = solved(base, "even")
    told = compare([run, shutil.copytree(run, tmp_path / "copy")])
    assert told.labels == ("even", "copy")
    assert (told.regions[list(REGION_CHANGES.values())] == 0).all(axis=None)
    assert (told.national["change"].dropna() == 0).all()
    assert told.assumptions.empty
    assert any("exactly the input of “even”" in note for note in told.notes)


def test_only_what_differs_is_an_assumption(base: Path) -> None:
    table = compared(base, "run", "even").assumptions
    differs = {(row.group, row.key, row.run): row.value for row in table.itertuples()}
    assert differs == {
        ("settings", "settings", "run"): "none",
        ("settings", "settings", "even"): "balance.gini_max=0.05",
        ("model", "balance.gini_max", "run"): "none",
        ("model", "balance.gini_max", "even"): "0.05",
    }


def test_keys_that_one_model_lacks_are_assumptions_too(base: Path) -> None:
    table = compared(base, "run", "missed").assumptions
    model = table[table["group"] == "model"].pivot(index="key", columns="run", values="value")
    assert dict(model.loc["goals.soft"]) == {"run": "none", "missed": "jobs"}
    assert dict(model.loc["goals.jobs.2028"]) == {"run": "16000", "missed": "40000"}


def test_costs_at_another_discount_rate_are_left_out_and_the_note_says_why(comparison: Comparison) -> None:
    table = comparison.regions.set_index("run")
    assert table.loc["rate", ["cost_mmad", "cost_change"]].isna().all(axis=None)
    assert table.drop("rate")[["cost_mmad", "cost_change"]].notna().all(axis=None)
    assert table.loc["rate", ["jobs_last", "jobs_change"]].notna().all(axis=None)
    national = comparison.national[comparison.national["unit"] == "MMAD"].set_index("run")
    assert national.loc["rate", "value"].isna().all()
    assert national.drop("rate")["value"].notna().all()
    for lang, rate in (("en", "rate (5.0%)"), ("fr", "rate (5,0\u202f%)")):
        assert any(rate in note for note in comparison.notes_in(lang))
    assert costed_runs(comparison.runs) == tuple(name != "rate" for name in NAMES)


def test_notes_name_the_runs_they_are_about(comparison: Comparison) -> None:
    notes = comparison.notes
    assert any(note.startswith("missed misses a goal. The penalty") for note in notes)
    assert any("not a payment" in note for note in notes)
    assert not any("not proven" in note for note in notes)
    for lang in LANGS:
        assert len(comparison.notes_in(lang)) == len(notes)


def test_other_zones_of_the_base_year_within_a_region_are_a_note(base: Path, tmp_path: Path) -> None:
    def move(folder: Path) -> None:
        path = folder / "inputs/zone_segment.parquet"
        table, zones = pd.read_parquet(path), pd.read_parquet(folder / "inputs/zones.parquet")
        pair = zones.groupby("region")["zone"].agg(list).map(lambda codes: codes[:2]).iloc[0]
        start = table.set_index(["zone", "segment"])["baseline_jobs"]
        start[pair[1], "CRM"] += 10.0
        start[pair[0], "CRM"] -= 10.0
        start.reset_index().to_parquet(path)

    run = solved(base, "run")
    notes = compare([run, forged(run, tmp_path / "moved", move)]).notes
    assert (
        "In moved the jobs of the base year stand in other zones than in “run”; the regions’ totals are the same."
        in notes
    )


def test_plans_that_are_not_proven_or_not_settled_are_noted(base: Path, tmp_path: Path) -> None:
    def weaken(folder: Path) -> None:
        told(folder, "certificate.json", verdict="feasible, not proven")
        stages = json.loads((folder / "summary.json").read_text("utf-8"))["stages"][:1]
        told(folder, "summary.json", stages=stages)

    run = solved(base, "run")
    notes = " ".join(compare([run, forged(run, tmp_path / "weak", weaken)]).notes)
    assert "weak is not proven optimal" in notes
    assert "The objective of weak does not settle" in notes


def test_whole_figures_add_up_and_lie_beside_the_solvers(comparison: Comparison) -> None:
    for column in ("jobs_base", "jobs_last", "seats_last"):
        exact, whole = comparison.wide(column), comparison.whole(column)
        assert (whole.dtypes == "int64").all()
        assert (abs(whole - exact) <= 1).all(axis=None)
        assert (abs(whole.sum() - exact.sum()) <= 0.5 + 1e-6).all()


def test_thirds_still_add_up(base: Path) -> None:
    told = compared(base, "run", "even")
    thirds = told.regions.assign(jobs_last=10.4, share=1 / 3)
    even = replace(told, regions=thirds)
    assert even.whole("jobs_last")["even"].tolist() == [11, 10, 10]
    figures, digits = shown(even, "share")
    assert digits == 1
    assert figures["even"].tolist() == [33.4, 33.3, 33.3, 100.0]


def test_the_record_is_plain_json_without_nan(comparison: Comparison) -> None:
    record = json.loads(json.dumps(comparison_record(comparison), allow_nan=False))
    assert [each["run"] for each in record["runs"]] == list(NAMES)
    rows = [row for row in record["regions"] if row["run"] == "rate"]
    assert [row["cost_mmad"] for row in rows] == [None] * 3
    table = comparison.regions
    assert len(record["regions"]) == len(table)
    assert record["regions"][4]["jobs_last"] == table["jobs_last"].iloc[4]
    assert isinstance(record["regions"][0]["rank"], int)
    assert record["notes"] == list(comparison.notes)


def test_tables_are_not_the_callers_to_spoil(base: Path) -> None:
    """The comparison of opened runs is that of their folders."""
    paths = [solved(base, name) for name in ("run", "more")]
    one, two = compare(paths), compare([read_run(path) for path in paths])
    pd.testing.assert_frame_equal(one.regions, two.regions)
    pd.testing.assert_frame_equal(one.national, two.national)


def _fake(folder: str, scenario: str | None, settings: tuple[str, ...] = ()) -> SimpleNamespace:
    told = None if scenario is None else {"name": scenario, "title": {"en": f"The {scenario}", "fr": f"Le {scenario}"}}
    return SimpleNamespace(folder=Path("/runs") / folder, manifest={"scenario": told, "settings": list(settings)})


def test_labels_are_scenarios_else_folders() -> None:
    runs = [_fake("a", "fair"), _fake("b", None), _fake("c", "cheap"), _fake("d", "cheap")]
    assert label_runs(runs) == ("fair", "b", "c", "d")  # type: ignore[arg-type]
    assert run_titles(runs, label_runs(runs), "fr") == ("Le fair", "b", "c", "d")  # type: ignore[arg-type]


def test_a_run_with_values_changed_by_hand_does_not_bear_the_title_of_its_scenario() -> None:
    runs = [_fake("a", "fair", ("national_pace=9000",)), _fake("b", None)]
    assert run_titles(runs, label_runs(runs), "en") == ("fair", "b")  # type: ignore[arg-type]


def test_long_names_keep_the_end_that_tells_them_apart() -> None:
    runs = [_fake(f"tech-valley-2030-balanced-20261124-1325{second}", None) for second in ("18", "21")]
    labels = label_runs(runs)  # type: ignore[arg-type]
    assert [label[-2:] for label in labels] == ["18", "21"]


@given(st.lists(st.tuples(st.text(min_size=1, max_size=60), st.none() | st.text(min_size=1, max_size=40)), max_size=20))
def test_labels_are_short_and_no_two_alike(drawn: list[tuple[str, str | None]]) -> None:
    clean = [(folder.replace("/", "_").replace("\0", "_"), scenario) for folder, scenario in drawn]
    runs = [_fake(folder, scenario) for folder, scenario in clean if folder.strip(".")]
    labels = label_runs(runs)  # type: ignore[arg-type]
    assert len(set(labels)) == len(runs)
    assert all(len(label) <= LONGEST for label in labels)

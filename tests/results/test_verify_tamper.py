"""Every kind of tampering is refuted, and named."""

import json

import pandas as pd
import pytest

from siting.errors import RunError
from siting.results.run_folder import read_run
from siting.results.verify import verify_run
from siting.results.verify.check import verify_files


def edit(run, table, change, folder="outputs"):
    """Rewrite a table of a run after ``change``."""
    path = run / folder / f"{table}.parquet"
    frame = change(pd.read_parquet(path))
    frame.to_parquet(path, index=False)


def add(column, by, **ids):
    """A change: ``by`` more in the first row with ``ids``."""

    def change(frame):
        chosen = pd.Series(True, index=frame.index)
        for name, value in ids.items():
            chosen &= frame[name] == value
        frame.loc[chosen[chosen].index[0], column] += by
        return frame

    return change


def edit_summary(run, **changes):
    path = run / "summary.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**told, **changes}), encoding="utf-8")
    return told


def assert_refuted(run, *words):
    """The verdict refutes the plan and some reason has every word."""
    certificate = verify_files(run)
    assert certificate.verdict.startswith("REFUTED")
    assert any(all(word in reason for word in words) for reason in certificate.reasons), certificate.reasons
    return certificate


def test_untouched_is_proven(run):
    assert verify_files(run).verdict == "proven optimal"


def test_one_job_more(run):
    edit(run, "jobs", add("jobs", 1.0, zone="01.001", segment="CRM", year=2026))
    certificate = assert_refuted(run, "staffing", "zone 01.001", "2026")
    assert certificate.primal_max_violation > 1e-6
    assert_refuted(run, "summary.jobs.2026")


def test_one_job_less_added(run):
    edit(run, "jobs", add("added", -1.0, zone="01.001", segment="CRM", year=2026))
    assert_refuted(run, "jobs_added", "zone 01.001", "CRM", "2026")


def test_staff_above_the_pool(run):
    def crowd(frame):
        frame["staff"] *= 3.0
        return frame

    edit(run, "staff", crowd)
    assert_refuted(run, "talent", "do not exceed the talent")


def test_seats_that_were_never_built(run):
    edit(run, "seats", add("built", -20.0, zone="01.001", year=2026))
    assert_refuted(run, "capacity", "no more seats than stand in zone 01.001", "2026")


def test_standing_seats_mis_stated(run):
    edit(run, "seats", add("standing", 5.0, zone="02.001", year=2026))
    assert_refuted(run, "seats: standing does not follow", "02.001")


def test_negative_figure(run):
    edit(run, "trained", add("trained", -30.0, zone="01.001", year=2025))
    assert_refuted(run, "trained", "negative")


def test_missing_figure(run):
    def blank(frame):
        frame.loc[0, "jobs"] = float("nan")
        return frame

    edit(run, "jobs", blank)
    assert_refuted(run, "jobs: jobs is missing or infinite", "01.001")


def test_a_row_removed_from_each_table(run):
    for table in ("jobs", "seats"):
        edit(run, table, lambda frame: frame.iloc[1:])
    certificate = assert_refuted(run, "jobs: 1 row(s) missing", "01.001, CRM, 2025")
    assert any("seats: 1 row(s) missing" in reason for reason in certificate.reasons)


def test_a_row_of_staff_removed(run):
    edit(run, "staff", lambda frame: frame[frame["staff"] < frame["staff"].max()])
    assert_refuted(run, "staffing")


def test_a_row_of_costs_or_regions_removed(run):
    edit(run, "costs", lambda frame: frame[frame["term"] != "commuting_cost"])
    edit(run, "regions", lambda frame: frame[frame["region"] != "02"])
    assert_refuted(run, "costs: commuting_cost, 2025 says 0")
    assert_refuted(run, "regions: 02, 2026 says 0")


def test_a_row_twice(run):
    edit(run, "jobs", lambda frame: pd.concat([frame, frame.iloc[:1]]))
    assert_refuted(run, "jobs: two rows for", "01.001")


def test_jobs_in_a_place_that_does_not_exist(run):
    def ghost(frame):
        return pd.concat([frame, frame.iloc[:1].assign(zone="09.999")])

    edit(run, "jobs", ghost)
    assert_refuted(run, "jobs where none may be", "09.999")


def test_every_price_matters(run):
    """Whichever large price of the first stage is halved, the proof breaks."""
    duals = pd.read_parquet(run / "outputs" / "duals.parquet")
    first = duals[(duals["stage"] == 0) & (duals["price"].abs() > 1e-2)]
    assert len(first) > 5
    for at in first.index:
        changed = duals.copy()
        changed.loc[at, "price"] *= 0.5
        changed.to_parquet(run / "outputs" / "duals.parquet", index=False)
        certificate = assert_refuted(run, "stage 0 (cost)")
        assert max(certificate.dual_max_violation, certificate.duality_gap_rel) > 1e-6


def test_a_price_removed(run):
    edit(run, "duals", lambda frame: frame[~((frame["stage"] == 0) & (frame["block"] == "jobs_goal"))])
    assert_refuted(run, "stage 0 (cost)")


def test_all_prices_of_a_stage_removed(run):
    edit(run, "duals", lambda frame: frame[frame["stage"] != 1])
    certificate = verify_files(run)
    assert certificate.verdict == "feasible, not proven"
    assert certificate.reasons[0].startswith("stage 1 (least_served)")


def test_prices_with_few_digits_prove_less_but_accuse_nobody(run):
    edit(run, "duals", lambda frame: frame.assign(price=frame["price"].map(lambda price: float(f"{price:.6g}"))))
    certificate = verify_files(run)
    assert certificate.verdict == "feasible, not proven"
    assert 1e-6 < max(certificate.duality_gap_rel, certificate.dual_max_violation) < 1e-3


def test_cost_mis_stated(run):
    told = edit_summary(run)
    edit_summary(run, objective_mmad=told["objective_mmad"] * 0.999)
    assert_refuted(run, "summary.objective_mmad", "the plan gives")
    edit_summary(run, objective_mmad=told["objective_mmad"])
    edit_summary(run, cost_mmad={**told["cost_mmad"], "build_cost": 1.0})
    assert_refuted(run, "summary.cost_mmad.build_cost says 1")


@pytest.mark.parametrize("figure", ["gini", "theil", "least_served", "seats_built", "trained", "commute_minutes_mean"])
def test_a_figure_mis_stated(run, figure):
    told = edit_summary(run)
    edit_summary(run, **{figure: told[figure] + 0.01})
    assert_refuted(run, f"summary.{figure} says")


def test_a_region_mis_stated(run):
    told = edit_summary(run)
    told["regions"][1]["added"] += 10.0
    edit_summary(run, regions=told["regions"])
    assert_refuted(run, "summary.regions.02.added")


def test_a_better_value_claimed_for_a_stage(run):
    told = edit_summary(run)
    for at in range(len(told["stages"])):
        stages = json.loads(json.dumps(told["stages"]))
        stages[at]["value"] *= 1.001
        edit_summary(run, stages=stages)
        assert_refuted(run, f"stage {at}")


def test_a_region_settled_too_low(run):
    """A leximin that forgets a level is caught, whatever its prices say."""
    told = edit_summary(run)
    last = told["stages"][-1]
    assert last["objective"] == "suitability"
    last["fixed"] = {region: level * 0.5 for region, level in last["fixed"].items()}
    edit_summary(run, stages=told["stages"])
    assert_refuted(run, "is not kept after it was settled")


def test_a_stage_left_out(run):
    told = edit_summary(run)
    edit_summary(run, stages=[stage for stage in told["stages"] if stage["objective"] != "least_served"])
    assert_refuted(run, "at a level that no round before has settled")


def test_stages_must_be_those_asked_for(run):
    told = edit_summary(run)
    edit_summary(run, stages=told["stages"][:1])
    assert_refuted(run, "3 stage(s) were asked for (cost, least_served, suitability), 1 reported (cost)")
    told["stages"][0]["tolerance"] = 0.05
    edit_summary(run, stages=told["stages"])
    assert_refuted(run, "stage cost (tolerance 0.01) was asked for, cost (tolerance 0.05) is reported")


def test_a_stage_may_not_leave_more_to_later_ones_than_its_tolerance(run):
    told = edit_summary(run)
    first = told["stages"][0]
    first["kept"] = first["value"] * 1.02
    edit_summary(run, stages=told["stages"])
    assert_refuted(run, "stage cost leaves later ones", "more than its tolerance allows")


def test_a_range_that_leaves_the_plan_out(run):
    told = edit_summary(run)
    told["regions"][0]["low"] = told["regions"][0]["jobs_2026"] + 1.0
    edit_summary(run, regions=told["regions"])
    assert_refuted(run, "region 01", "outside its range")


def test_a_rule_tightened_after_the_fact(run):
    path = run / "inputs" / "scalars.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["jobs_goal"]["2026"] += 50.0
    path.write_text(json.dumps(told), encoding="utf-8")
    assert_refuted(run, "jobs_goal: jobs goal, 2026: off by 50")


def test_half_a_park(park_run):
    def half(frame):
        frame["open"] *= 0.5
        return frame

    edit(park_run, "seats", half)
    assert_refuted(park_run, "parks opened: 0.5 is not a whole number")


def test_a_park_of_odd_size(park_run):
    def shave(frame):
        frame.loc[frame["built"].idxmax(), "built"] -= 1.0
        return frame

    edit(park_run, "seats", shave)
    assert_refuted(park_run, "seats of zone", "whole phases")


def test_a_gap_mis_stated(park_run):
    told = edit_summary(park_run)
    edit_summary(park_run, best_bound_mmad=told["best_bound_mmad"] * 0.9)
    assert_refuted(park_run, "is not that of the first stage")


def test_edited_files_are_refuted_even_if_the_figures_agree(run):
    path = run / "outputs" / "jobs.parquet"
    pd.read_parquet(path).to_parquet(path, index=False, compression="gzip")
    assert verify_files(run).proven
    assert verify_run(run).verdict == "REFUTED: outputs/jobs.parquet was changed after the run was written"
    with pytest.raises(RunError, match=r"run/outputs/jobs\.parquet: was changed"):
        read_run(run)


@pytest.mark.parametrize(
    "name", ["inputs/zones.parquet", "outputs/staff.parquet", "summary.json", "inputs/scalars.json"]
)
def test_a_missing_or_broken_file_is_an_error(run, name):
    (run / name).write_bytes(b"nonsense")
    with pytest.raises(RunError, match=name.rsplit("/", 1)[-1].split(".")[0] + "|inputs"):
        verify_files(run)
    (run / name).unlink()
    with pytest.raises(RunError, match=name.rsplit("/", 1)[-1].split(".")[0] + "|inputs"):
        verify_files(run)


def test_a_column_removed_is_an_error(run):
    edit(run, "jobs", lambda frame: frame.drop(columns="added"))
    with pytest.raises(RunError, match="added"):
        verify_files(run)


def test_no_folder(tmp_path):
    with pytest.raises(RunError, match="is not a run folder"):
        verify_run(tmp_path / "nowhere")

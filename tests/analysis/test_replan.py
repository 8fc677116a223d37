"""Re-planning from end to end: a plan that went as planned is not changed, drift is what it says, runs are sound."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from siting.analysis.replan.drifting import DRIFT_COLUMNS, drift
from siting.analysis.replan.outturn import planned_outturn, read_outturn, write_outturn
from siting.analysis.replan.replanning import replan, stated_years
from siting.errors import DataError, Infeasible, RunError
from siting.planning import plan
from siting.report.maps.request import MapRequest, write_map
from siting.results import Run, read_run, verify_run, write_run
from siting.results.hashes import hash_files
from siting.terminal.replan import print_drift
from siting.words import LANGS
from tests.analysis.replanning import left_to_pay, observed, solve_inputs
from tests.model.tiny import plain

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "models/example"
OUTTURN = EXAMPLE / "outturn-2025-2026.csv"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def example(home: Path) -> Run:
    return plan(EXAMPLE, out=home / "example")


@pytest.fixture(scope="module")
def balanced(home: Path) -> Run:
    return plan(EXAMPLE, scenario="balanced", out=home / "balanced")


@pytest.fixture(scope="module")
def late(home: Path, example: Run) -> Run:
    """The example after the made-up outturn of 2025 and 2026."""
    return replan(example, OUTTURN, out=home / "late")


def _assert_unchanged(earlier: Run, new: Run, job: float = 1.0) -> None:
    """Same cost of the years that are left, same regions in the last year, proven."""
    assert new.certificate.verdict == "proven optimal"
    assert verify_run(new.folder).proven
    last, end = new.inputs.scalars.base_year, new.inputs.scalars.years[-1]
    assert new.summary["objective_mmad"] == pytest.approx(left_to_pay(earlier, last), rel=1e-6)
    before, after = ({each["code"]: each[f"jobs_{end}"] for each in run.summary["regions"]} for run in (earlier, new))
    assert max(abs(after[code] - before[code]) for code in before) < job
    for key, name in (("jobs", "jobs"), ("exports_bmad", "exports_bmad")):
        for year in new.inputs.scalars.years:
            assert new.summary[key][str(year)] == pytest.approx(earlier.summary[name][str(year)], rel=1e-6)


@pytest.mark.parametrize("years", [1, 3])
def test_what_went_as_planned_changes_nothing(example: Run, tmp_path: Path, years: int) -> None:
    _assert_unchanged(example, replan(example, planned_outturn(example, years), out=tmp_path / "new"))


def test_nor_under_a_floor_on_jobs_added(balanced: Run, tmp_path: Path) -> None:
    _assert_unchanged(balanced, replan(balanced, planned_outturn(balanced, 2), out=tmp_path / "new"))


def test_nor_the_national_reference(national_runs: Mapping[str, Run], tmp_path: Path) -> None:
    reference = national_runs["reference"]
    path = write_outturn(planned_outturn(reference, 2), tmp_path / "outturn.csv")
    _assert_unchanged(reference, replan(reference, path, out=tmp_path / "new"))


def test_a_chain_of_re_plans_that_go_as_planned(example: Run, late: Run, tmp_path: Path) -> None:
    again = replan(late, planned_outturn(late, 1), out=tmp_path / "again")
    _assert_unchanged(late, again)
    assert again.inputs.scalars.years == (2028,)
    assert again.manifest["replanned"]["run"] == "late"
    picture = write_map(again, MapRequest(lang="fr"), tmp_path / "again.svg")
    assert "2027" in picture.read_text("utf-8")
    assert stated_years(again) == stated_years(example) == (2028,)


def test_a_floor_since_the_first_base_year_holds_after_a_bad_start(balanced: Run, tmp_path: Path) -> None:
    """Two years in which nothing was added outside Centre: each region must still get half of its share since 2024."""
    start = balanced.inputs.zone_segment.set_index(["zone", "segment"])["baseline_jobs"]
    plain_jobs = {(z, s, t): float(start[z, s]) for z, s in start.index for t in (2025, 2026) if not z.startswith("C")}
    new = replan(balanced, observed(balanced, 2, jobs=plain_jobs), out=tmp_path / "new")
    assert new.certificate.verdict == "proven optimal"
    jobs = new.table("jobs").query("year == 2028").groupby("zone")["jobs"].sum()
    zones = balanced.inputs.zones.set_index("zone")
    share = zones.groupby("region")["active"].sum() / zones["active"].sum()
    added = (jobs.reindex(zones.index, fill_value=0.0) - start.groupby("zone").sum()).groupby(zones["region"]).sum()
    assert (added >= 0.5 * share * added.sum() - 1e-3).all()


def test_the_run_folder(example: Run, late: Run) -> None:
    before = hash_files(example.folder)
    again = read_run(late.folder)
    assert {"inputs/outturn.parquet", "outputs/drift.parquet"} <= set(again.manifest["sha256"])
    told = again.manifest["replanned"]
    assert told["run"] == "example"
    assert told["inputs_sha256"] == example.manifest["inputs_sha256"]
    assert told["years"] == [2025, 2026]
    assert told["outturn"] == {"file": OUTTURN.name, "sha256": read_outturn(OUTTURN, example).sha256}
    assert [note["key"] for note in told["notes"]] == ["replan-note-split", "replan-note-path", "replan-note-late"]
    for key in ("model", "scenario", "settings", "data"):
        assert again.manifest[key] == example.manifest[key]
    assert verify_run(late.folder).proven
    assert hash_files(example.folder) == before
    assert again.inputs.scalars.base_year == 2026
    assert not again.inputs.labels["estimate"].any()
    seen = pd.read_parquet(late.folder / "inputs" / "outturn.parquet")
    pd.testing.assert_frame_equal(seen, read_outturn(OUTTURN, example).table())


def test_drift_counted_again_by_hand(example: Run, late: Run) -> None:
    """Every figure of the table from the files, with loops and dictionaries."""
    file: dict[tuple[str, int], tuple[float, float]] = {}
    for line in OUTTURN.read_text("utf-8").splitlines()[1:]:
        zone, year, jobs, seats = line.split(",")
        file[zone, int(year)] = (float(jobs), float(seats))
    zones = example.inputs.zones.set_index("zone")
    counted: dict[tuple[str, str, int, str], list[float]] = defaultdict(lambda: [0.0, 0.0])

    def count(zone: str, year: int, quantity: str, side: int, value: float) -> None:
        for scope, code in (("zone", zone), ("region", zones["region"][zone]), ("country", "")):
            counted[scope, code, year, quantity][side] += value

    for zone, _, jobs in example.inputs.zone_segment.itertuples(index=False):
        for side in (0, 1):
            count(zone, 2024, "jobs", side, jobs)
    for zone in zones.index:
        stands = float(zones["seats_start"][zone])
        for side in (0, 1):
            count(zone, 2024, "seats", side, stands)
        for year in (2025, 2026):
            jobs, seats = file.get((zone, year), (0.0, 0.0))
            stands += seats
            count(zone, year, "jobs", 1, jobs)
            count(zone, year, "seats", 1, stands)
    for run, side in ((example, 0), (late, 1)):
        for row in run.table("jobs").itertuples():
            count(row.zone, row.year, "jobs", side, row.jobs)
        for row in run.table("seats").itertuples():
            count(row.zone, row.year, "seats", side, row.standing)
    table = late.table("drift")
    assert tuple(table.columns) == DRIFT_COLUMNS
    stocks = table[table["quantity"].isin(["jobs", "seats"])]
    assert len(stocks) == len(counted)
    for row in stocks.itertuples():
        assert [row.planned, row.now] == pytest.approx(counted[row.scope, row.code, row.year, row.quantity], abs=1e-6)
        assert row.difference == pytest.approx(row.now - row.planned, abs=1e-9)
        assert row.state == {2024: "base", 2025: "observed", 2026: "observed"}.get(row.year, "planned")


def test_money_of_the_drift_counted_again(example: Run, late: Run) -> None:
    """The earlier plan's later years in money of 2026 less premiums for jobs added before; the re-plan's own cost."""
    rate = example.inputs.scalars
    wage = example.inputs.segments.set_index(["segment", "year"])["wage"]
    costs = example.table("costs")
    later = costs[costs["year"] > 2026].groupby("payer")["mmad"].sum() * 1.06**2

    def owed(rises: dict[tuple[str, int], float]) -> float:
        due = 0.0
        for (segment, added), jobs in rises.items():
            for year in range(added, min(added + rate.training_premium_years, 2029)):
                if year > 2026:
                    due += jobs * wage[segment, added] * rate.training_premium * 1.06 ** -(year - 2026)
        return due

    planned = example.table("jobs").query("year <= 2026").groupby(["segment", "year"])["added"].sum().to_dict()
    seen = pd.read_parquet(late.folder / "inputs" / "outturn.parquet").query("quantity == 'jobs'")
    stock = {(z, s, t): value for z, s, t, value in seen[["zone", "segment", "year", "value"]].itertuples(index=False)}
    stock |= {(z, s, 2024): value for z, s, value in example.inputs.zone_segment.itertuples(index=False)}
    rises: dict[tuple[str, int], float] = defaultdict(float)
    for (zone, segment, year), value in stock.items():
        if year > 2024:
            rises[segment, year] += max(0.0, value - stock[zone, segment, year - 1])
    table = late.table("drift").set_index(["scope", "code", "quantity"])
    premiums = table.loc[("payer", "state", "premiums_owed")]
    assert [premiums["planned"].item(), premiums["now"].item()] == pytest.approx([owed(planned), owed(rises)])
    for payer, total in late.summary["cost_by_payer_mmad"].items():
        row = table.loc[("payer", payer, "cost")]
        less = owed(planned) if payer == "state" else 0.0
        assert [row["planned"].item(), row["now"].item()] == pytest.approx([later[payer] - less, total])
    whole = table.loc[("country", "", "cost")]
    assert whole["now"].item() == pytest.approx(late.summary["objective_mmad"])
    assert whole["planned"].item() == pytest.approx(left_to_pay(example, 2026))


def test_drift_can_be_asked_again_and_only_of_a_re_plan(example: Run, balanced: Run, late: Run) -> None:
    pd.testing.assert_frame_equal(drift(example, late), late.table("drift"))
    for other, new in ((balanced, late), (example, balanced)):
        with pytest.raises(RunError, match="is not a re-plan of"):
            drift(other, new)


def test_the_goal_path_starts_anew(late: Run) -> None:
    """12,020 at the end of 2026, 16,000 asked for in 2028: 14,010 in between."""
    assert late.inputs.scalars.jobs_goal == {2027: pytest.approx(14_010.0), 2028: 16_000.0}
    table = late.table("drift").query("quantity == 'jobs_goal'").set_index("year")
    assert table["planned"].to_dict() == pytest.approx({2027: 14_375.0, 2028: 16_000.0})
    assert table["now"].to_dict() == pytest.approx({2027: 14_010.0, 2028: 16_000.0})


@pytest.mark.parametrize("lang", LANGS)
def test_the_terminal_tells_it(late: Run, lang, capsys: pytest.CaptureFixture[str]) -> None:
    print_drift(late, lang)
    shown = re.sub("[\u2068\u2069]", "", " ".join(capsys.readouterr().out.split()))
    total = "12,020" if lang == "en" else "12 020"
    parts = {
        "en": ["730 fewer", "Oasis (S-1)", "North"],
        "fr": ["730 de moins", "Oasis (S-1)", "Nord"],
        "ar": ["أقل من المقرر بمقدار 730", "الواحة (S-1)", "الشمال"],
    }
    for part in parts[lang]:
        assert part in shown
    assert total in shown.replace("\u202f", " ")
    assert "{" not in shown


def test_a_goal_out_of_reach_leaves_nothing(example: Run, tmp_path: Path) -> None:
    """Half of the jobs are gone by 2027: 16,000 in one more year cannot be."""
    jobs = {(z, s, 2027): 0.0 for z in ("C-1", "N-1") for s in ("BPO", "CRM", "ITO")}
    with pytest.raises(Infeasible):
        replan(example, observed(example, 3, jobs=jobs), out=tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_refusals_come_before_work_and_leave_nothing(example: Run, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(RunError, match="exists already"):
        replan(example, OUTTURN, out=tmp_path / "there")
    with pytest.raises(DataError, match="cannot be read"):
        replan(example, tmp_path / "nothing.csv", out=tmp_path / "new")
    bad = replace(example, certificate=replace(example.certificate, verdict="REFUTED: a rule is broken"))
    with pytest.raises(RunError, match="not valid"):
        replan(bad, OUTTURN, out=tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_the_default_place_is_beside_the_run(tmp_path: Path) -> None:
    inputs = plain(
        {"A": "N"},
        years=(2025, 2026),
        jobs_goal={2025: 110.0, 2026: 120.0},
        given={"baseline_jobs": 100.0, "seats_start": 100.0},
    )
    run = read_run(write_run(tmp_path / "first", inputs=inputs, solution=solve_inputs(inputs)))
    new = [replan(run, planned_outturn(run, 1)) for _ in range(2)]
    assert all(each.folder.parent == tmp_path.resolve() for each in new)
    assert all(each.name.startswith("first-replan-") for each in new)
    assert new[0].folder != new[1].folder
    assert new[0].summary["objective_mmad"] == pytest.approx(10.0)
    assert json.loads((new[0].folder / "manifest.json").read_text("utf-8"))["replanned"]["outturn"]["file"] is None


def test_further_tables_of_a_run_replace_none(tmp_path: Path) -> None:
    inputs = plain({"A": "N"}, jobs_goal={2025: 10.0})
    solution = solve_inputs(inputs)
    table = pd.DataFrame({"zone": ["A"]})
    for name in ("outputs/jobs", "inputs/zones", "elsewhere/x", "outputs/../x"):
        with pytest.raises(ValueError, match="further table"):
            write_run(tmp_path / "run", inputs=inputs, solution=solution, extra={name: table})
        assert list(tmp_path.iterdir()) == []
    run = read_run(write_run(tmp_path / "run", inputs=inputs, solution=solution, extra={"outputs/more": table}))
    pd.testing.assert_frame_equal(run.table("more"), table, check_dtype=False)
    assert verify_run(run.folder).proven


@pytest.mark.parametrize(
    ("gap", "status", "told"), [(0.9, "optimal", "says nothing"), (0.0, "feasible", "stopped before")]
)
def test_what_is_not_proven_is_not_told_as_a_finding(
    late: Run, gap: float, status: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    print_drift(late)
    assert told not in capsys.readouterr().out
    doubtful = replace(late, summary={**late.summary, "gap": gap, "status": status})
    print_drift(doubtful)
    assert told in capsys.readouterr().out

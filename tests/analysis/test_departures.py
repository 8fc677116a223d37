"""What the drift says of the past: departures and causes counted again from the files."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest

from siting.analysis.replan.departures import RegionChange, departures, region_changes
from siting.analysis.replan.drifting import drift
from siting.analysis.replan.outturn import planned_outturn
from siting.analysis.replan.replanning import replan
from siting.planning import plan
from siting.results import Run
from siting.terminal.drift_causes import cause
from siting.terminal.replan import print_drift
from siting.words import LANGS
from tests.analysis.replanning import observed

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "models/example"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return plan(EXAMPLE, out=tmp_path_factory.mktemp("runs") / "example")


@pytest.fixture(scope="module")
def late(example: Run) -> Run:
    """The example after the made-up outturn of 2025 and 2026."""
    return replan(example, EXAMPLE / "outturn-2025-2026.csv", out=example.folder.with_name("late"))


def _whole(new: Run, last: int, end: int) -> dict[str, list[int]]:
    """Jobs by region, rounded one by one: the figures of the example add up that way."""
    rows = new.table("drift").query("scope == 'region' and quantity == 'jobs'").set_index(["code", "year"])
    return {
        code: [round(rows.loc[(code, year), side]) for year in (last, end) for side in ("planned", "now")]
        for code in dict.fromkeys(rows.index.get_level_values("code"))
    }


def test_departures_counted_again(example: Run, late: Run) -> None:
    """Farthest first, from the file of the outturn and the tables of the earlier plan."""
    jobs: dict[str, float] = defaultdict(float)
    for row in example.table("jobs").query("year == 2026").itertuples():
        jobs[row.zone] -= row.jobs
    seats = {zone: -stand for zone, stand in example.table("seats").query("year == 2026")[["zone", "standing"]].values}
    for zone, stand in example.inputs.zones[["zone", "seats_start"]].values:
        seats[zone] += stand
    for line in (EXAMPLE / "outturn-2025-2026.csv").read_text("utf-8").splitlines()[1:]:
        zone, year, there, built = line.split(",")
        jobs[zone] += float(there) if year == "2026" else 0.0
        seats[zone] += float(built)
    found = departures(late.table("drift"), 2026)
    size = {zone: max(abs(jobs[zone]), abs(seats[zone])) for zone in seats}
    assert [each.zone for each in found] == sorted((z for z in size if size[z] > 2), key=lambda z: -size[z])
    for each in found:
        assert each.jobs.difference == pytest.approx(jobs[each.zone])
        assert each.seats.difference == pytest.approx(seats[each.zone])


def test_a_park_a_year_late_is_told_though_it_stands_by_then(example: Run, tmp_path: Path) -> None:
    """The seats of Oasis that were due in 2026 came in 2027, and so did its jobs."""
    planned = planned_outturn(example, 3).seats.set_index(["zone", "year"])["seats_delivered"]
    due = float(planned["S-1", 2026])
    assert due > 100
    moved = {("S-1", 2026): 0.0, ("S-1", 2027): float(planned["S-1", 2027]) + due}
    gone = planned_outturn(example, 3).jobs.query("zone == 'S-1' and year == 2026").set_index("segment")["jobs"]
    jobs = {("S-1", segment, 2026): 0.4 * count for segment, count in gone.items()}
    new = replan(example, observed(example, 3, seats=moved, jobs=jobs), out=tmp_path / "new")
    (only,) = departures(new.table("drift"), 2027)
    assert (only.zone, only.year) == ("S-1", 2026)
    assert only.gap == pytest.approx(-due)
    assert only.seats.difference == pytest.approx(0.0, abs=1e-6)
    assert only.jobs.difference == pytest.approx(0.0, abs=1e-6)


def test_nothing_departs_from_a_plan_that_went_as_planned(example: Run, tmp_path: Path) -> None:
    new = replan(example, planned_outturn(example, 2), out=tmp_path / "new")
    assert departures(new.table("drift"), 2026) == []
    assert region_changes(new.table("drift"), _whole(new, 2026, 2028), 2026) == []


def test_causes_counted_again(example: Run, late: Run) -> None:
    """Past and later add up to the change; people and empty seats from jobs, seats and rates of the earlier run."""
    table, whole = drift(example, late), _whole(late, 2026, 2028)
    found = {each.region: each for each in region_changes(table, whole, 2026)}
    assert set(found) == {"C", "N", "S"}
    rate = example.inputs.segments.query("year == 2026").set_index("segment")["seats_per_job"]
    region = example.inputs.zones.set_index("zone")["region"]
    seen = pd.read_parquet(late.folder / "inputs" / "outturn.parquet").query("quantity == 'jobs' and year == 2026")
    need = (seen["value"] * seen["segment"].map(rate)).groupby(seen["zone"].map(region)).sum()
    seats = example.table("seats").query("year == 2026")
    used = seats.groupby(seats["zone"].map(region))["used"].sum()
    stand = table.query("scope == 'region' and quantity == 'seats' and year == 2026").set_index("code")["difference"]
    for code, each in found.items():
        assert each.past + each.later == each.end == whole[code][3] - whole[code][2]
        assert each.past == whole[code][1] - whole[code][0]
        assert each.people == -each.past  # the outturn takes the plan's people trained
        assert each.seats == pytest.approx(stand[code] if abs(stand[code]) > 2 else 0.0)
        assert each.empty == pytest.approx(stand[code] - (need[code] - used[code]))
    assert found["S"].others == (("C", found["C"].end),)
    assert [code for code, _ in found["C"].others] == ["N", "S"]


def test_regions_are_told_from_a_share_of_the_country_on() -> None:
    """Of 100,000 jobs 50 are large; the largest rise and fall are told in any case, nobody is moved if the total is."""
    rows = [
        ("region", code, 2026, "observed", quantity, 0.0, 0.0, 0.0)
        for code in "ABCD"
        for quantity in ("seats", "seats_used", "trained")
    ]
    table = pd.DataFrame(rows, columns=["scope", "code", "year", "state", "quantity", "planned", "now", "difference"])
    level = {"A": [0, 0, 50_000, 50_030], "B": [0, 60, 20_000, 19_999], "C": [0, 0, 20_000, 19_980]}
    rest = {"D": [0, 0, 10_000, 9_991]}
    told = region_changes(table, level | rest, 2026)
    assert [(each.region, each.end, each.past, each.later) for each in told] == [
        ("B", -1, 60, -61),
        ("A", 30, 0, 30),
        ("C", -20, 0, -20),
    ]
    assert told[1].others == (("C", -20), ("D", -9))
    lost = region_changes(table, level | {"D": [0, 0, 10_000, 9_000]}, 2026)
    assert lost[0].region == "D"
    assert region_changes(table, {"A": [0, 0, 10_000, 10_002], "B": [0, 1, 10_000, 9_998]}, 2026) == []
    assert all(each.others == () for each in lost)


@pytest.mark.parametrize("lang", LANGS)
def test_a_cause_says_only_what_is_there(lang) -> None:
    plain = RegionChange("A", 10, 0, 10, 0.0, 0.0, 0.0, ())
    full = RegionChange("A", 364, -2450, 2814, -200.0, 37.0, 2450.0, (("B", -147),))
    names = {"A": "Alpha", "B": "Beta"}
    short, long = (
        cause(each, names, 2026, 2030, lang).replace("\u202f", " ").replace("\u200e", "") for each in (plain, full)
    )
    assert short.count(".") == 1
    assert "Beta" not in short
    mark = "," if lang == "en" else " "
    comma = "،" if lang == "ar" else ","
    long = re.sub("[\u2068\u2069]", "", long)
    for part in (f"Alpha{comma} +364", f"2{mark}450", f"2{mark}814", "200", "37", "Beta (−147)"):
        assert part in long


@pytest.mark.parametrize("lang", LANGS)
def test_the_report_names_places_causes_and_the_folder(late: Run, lang, capsys: pytest.CaptureFixture[str]) -> None:
    print_drift(late, lang)
    shown = re.sub("[\u200e\u2068\u2069]", "", " ".join(capsys.readouterr().out.split()))
    assert shown.rstrip().endswith(str(late.folder))
    parts = {
        "en": ["Oasis 951 650 −301 815 615 −200", "it had 301 fewer than planned", "jobs, new plan"],
        "fr": ["Oasis 951 650 −301 815 615 −200", "301 emplois de moins que prévu", "emplois replanifiés"],
        "ar": ["الواحة 951 650 −301 815 615 −200", "أقل من المقرر بمقدار 301", "المناصب في المخطط الجديد"],
    }
    for part in parts[lang]:
        assert part in shown

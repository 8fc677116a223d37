"""An outturn file is read as it was meant, or refused with every reason, place and remedy."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from siting.analysis.replan.outturn import planned_outturn, read_outturn, write_outturn
from siting.analysis.replan.template import write_template
from siting.errors import DataError, RunError, UsageError
from siting.planning import plan
from siting.results import Run
from siting.words import LANGS
from tests.analysis.replanning import rest, written
from tests.model.tiny import plain

ROOT = Path(__file__).parents[2]
HEAD = "zone,year,jobs,seats_delivered"
#: Jobs and seats at the end of 2025 that fit the example.
YEAR_1 = "C-1,2025,7450,0\nC-2,2025,680,0\nN-1,2025,2250,0\nN-2,2025,260,0\nS-1,2025,360,0"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The example, solved."""
    return plan(ROOT / "models/example", out=tmp_path_factory.mktemp("example") / "run")


@pytest.fixture
def file(tmp_path: Path):
    def make(text: str | bytes) -> Path:
        path = tmp_path / "outturn.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


def _figures(table: pd.DataFrame, column: str) -> pd.Series:
    return table.set_index([name for name in ("zone", "segment", "skill", "year") if name in table])[column]


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_file_that_was_written_is_read_as_it_was(run: Run, tmp_path: Path, mark) -> None:
    seen = planned_outturn(run, 3)
    path = write_outturn(seen, tmp_path / "outturn.csv", mark=mark)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") is (mark == ";")
    back = read_outturn(path, run)
    assert back.years == (2025, 2026, 2027)
    for column, one, other in (
        ("jobs", seen.jobs, back.jobs),
        ("seats_delivered", seen.seats, back.seats),
        ("trained", seen.trained, back.trained),
    ):
        pd.testing.assert_series_equal(_figures(one, column).sort_index(), _figures(other, column).sort_index())
    assert back.notes == ()


def test_the_same_figures_however_the_spreadsheet_wrote_them(run: Run, file) -> None:
    plain = read_outturn(file(f"{HEAD}\n{YEAR_1}\n"), run)
    text = f"\ufeff{HEAD}\n{YEAR_1}\n".replace(",", ";").replace("7450", "7450,0").replace("\n", "\r\n")
    french = read_outturn(file(text + ";;;\r\n"), run)
    pd.testing.assert_frame_equal(plain.jobs, french.jobs)
    pd.testing.assert_frame_equal(plain.seats, french.seats)
    assert plain.sha256 != french.sha256


def test_a_total_is_split_as_the_plan_splits_the_zone(run: Run, file) -> None:
    seen = read_outturn(file(f"{HEAD}\n{YEAR_1}\n"), run)
    planned = run.table("jobs").query("zone == 'C-1' and year == 2025").set_index("segment")["jobs"]
    now = seen.jobs.query("zone == 'C-1' and year == 2025").set_index("segment")["jobs"]
    for segment in ("BPO", "CRM", "ITO"):
        assert now[segment] == pytest.approx(7450 * planned[segment] / planned.sum(), rel=1e-12)
    assert set(seen.jobs.query("zone == 'C-1'")["source"]) == {"split"}
    assert [note.key for note in seen.notes] == ["replan-note-split"]
    assert seen.jobs.query("zone == 'S-2'")["jobs"].sum() == 0


def test_a_zone_without_planned_jobs_is_split_as_the_country(run: Run, file) -> None:
    seen = read_outturn(file(f"{HEAD}\n{YEAR_1}\nC-3,2025,100,200\n"), run)
    planned = run.table("jobs").query("year == 2025").groupby("segment")["jobs"].sum()
    now = seen.jobs.query("zone == 'C-3'").set_index("segment")["jobs"]
    assert now["CRM"] == pytest.approx(100 * planned["CRM"] / planned.sum())
    assert now.sum() == pytest.approx(100)


def test_segments_with_seats_on_a_row_of_their_own(run: Run, file) -> None:
    text = "zone,year,segment,jobs,seats_delivered,trained\n"
    text += "C-1,2025,CRM,3000,,\nC-1,2025,BPO,2000,,\nC-1,2025,ITO,2400,,\nC-1,2025,,7400,40,30\n"
    text += "\n".join(row.replace(",2025,", ",2025,,") + ",0" for row in YEAR_1.split("\n")[1:])
    seen = read_outturn(file(text), run)
    assert seen.jobs.query("zone == 'C-1'").set_index("segment")["jobs"].to_dict() == {
        "BPO": 2000,
        "CRM": 3000,
        "ITO": 2400,
    }
    assert seen.seats.set_index("zone")["seats_delivered"]["C-1"] == 40
    trained = seen.trained.query("zone == 'C-1'").set_index("skill")["trained"]
    assert trained.sum() == pytest.approx(30)
    planned = run.table("trained").groupby("skill")["trained"].sum()
    assert trained["higher"] == pytest.approx(30 * planned["higher"] / planned.sum())


def test_missing_zones_may_take_the_plan_if_asked(run: Run, file) -> None:
    path = file(f"{HEAD}\n" + "\n".join(YEAR_1.split("\n")[:-1]))
    with pytest.raises(DataError, match="S-1 Oasis"):
        read_outturn(path, run)
    seen = read_outturn(path, run, missing="plan")
    planned = run.table("jobs").query("zone == 'S-1' and year == 2025")["jobs"].sum()
    own = seen.jobs.query("zone == 'S-1'")
    assert own["jobs"].sum() == pytest.approx(planned)
    assert set(own["source"]) == {"plan"}
    assert "replan-note-missing" in [note.key for note in seen.notes]


def test_reality_may_shrink(run: Run, file) -> None:
    assert read_outturn(file(f"{HEAD}\n{YEAR_1.replace('7450', '5000')}"), run).jobs["jobs"].sum() == pytest.approx(
        8550
    )


@pytest.mark.parametrize(
    ("zone", "seats", "noted", "fits"),
    [
        ("C-2", 0.4, False, True),
        ("C-2", 1.9, True, True),  # of 594 seats 0.5 % are 2.97
        ("C-2", 2.9, True, True),
        ("C-2", 3.1, False, False),
        ("N-2", 1.9, True, True),  # of 223 seats 0.5 % are 1.1, so two seats count
        ("N-2", 2.1, False, False),
    ],
)
def test_what_rounding_explains_is_taken_and_noted(run: Run, file, zone, seats, noted, fits) -> None:
    """Jobs that need so many seats more than stand: how many that are follows from how a total is split."""
    share = run.table("jobs").query(f"zone == '{zone}' and year == 2025").set_index("segment")["jobs"]
    rate = run.inputs.segments.query("year == 2025").set_index("segment")["seats_per_job"]
    per_job = float((share * rate).sum() / share.sum())
    stand = float(run.inputs.zones.set_index("zone")["seats_start"][zone])
    rows = {line.split(",")[0]: line for line in YEAR_1.split("\n")}
    rows[zone] = f"{zone},2025,{(stand + seats) / per_job!r},0"
    path = file("\n".join([HEAD, *rows.values()]))
    if not fits:
        with pytest.raises(DataError, match=f"column jobs: the jobs of {zone} .* need {stand + seats:,.0f} seats"):
            read_outturn(path, run)
        return
    seen = read_outturn(path, run)
    rounded = [note for note in seen.notes if note.key == "replan-note-rounded"]
    assert bool(rounded) is noted
    if noted:
        assert dict(rounded[0].values) == {"count": 1, "seats": pytest.approx(seats), "zones": (zone,)}
        rebased = rest(run, seen)
        assert float(rebased.inputs.zones.set_index("zone")["seats_start"][zone]) == pytest.approx(stand + seats)
        assert any(zone in note.text("fr") and "arrondi" in note.text("fr") for note in rebased.notes)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("until", [None, 2026, 2027])
def test_a_template_is_the_plan_in_whole_figures(run: Run, tmp_path: Path, until, lang) -> None:
    path = write_template(run, tmp_path / "outturn.csv", until=until, lang=lang)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter="," if lang == "en" else ";")
    assert head == ["zone", "name", "year", "jobs", "seats_delivered"]
    last = until or 2025
    seen = read_outturn(path, run)
    assert seen.years == tuple(range(2025, last + 1))
    names = run.inputs.labels.set_index("zone")[f"name_{lang}"]
    planned = run.table("jobs").groupby(["zone", "year"])["jobs"].sum()
    standing = run.table("seats").set_index(["zone", "year"])["standing"]
    stand = run.inputs.zones.set_index("zone")["seats_start"].to_dict()
    for zone, name, year, jobs, seats in rows:
        assert name == names[zone]
        assert abs(int(jobs) - planned[zone, int(year)]) < 1.0
        stand[zone] += int(seats)
        assert abs(stand[zone] - standing[zone, int(year)]) <= 0.5 + 1e-9
    for year in seen.years:
        assert sum(int(row[3]) for row in rows if row[2] == str(year)) == round(planned.xs(year, level="year").sum())


def test_a_template_rounds_seats_as_they_add_up(tmp_path: Path) -> None:
    """10.4 seats a year: 10.4, 20.8 and 31.2 stand, which is 10, 11 and 10 delivered."""
    goals = {2025: 10.4, 2026: 20.8, 2027: 31.2, 2028: 40.0}
    run = written(tmp_path / "run", plain({"A": "N"}, years=tuple(goals), jobs_goal=goals))
    assert run.table("seats")["built"].tolist()[:3] == pytest.approx([10.4] * 3)
    path = write_template(run, tmp_path / "outturn.csv", until=2027)
    assert [line.split(",")[2:] for line in path.read_text("utf-8-sig").splitlines()[1:]] == [
        ["2025", "10", "10"],
        ["2026", "21", "11"],
        ["2027", "31", "10"],
    ]
    assert read_outturn(path, run).years == (2025, 2026, 2027)


def test_where_no_template_is_written(run: Run, tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_text("kept", "utf-8")
    for path, words in (
        (there, "exists already"),
        (tmp_path, "exists already"),
        (tmp_path / "nowhere/x.csv", "there is no such folder"),
        (run.folder / "x.csv", "a run folder is never changed"),
    ):
        with pytest.raises(RunError, match=words):
            write_template(run, path)
    for year in (2024, 2028, 2031):
        with pytest.raises(UsageError, match=rf"--until {year}: .* 2025 to 2027"):
            write_template(run, tmp_path / "new.csv", until=year)
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]
    assert there.read_text("utf-8") == "kept"


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run whose zones have codes that look like numbers."""
    zones = {"01.051": "01", "02.227": "02", "09.500": "09", "10.071": "10"}
    inputs = plain(zones, years=(2025, 2026), given={"baseline_jobs": 10.0, "seats_start": 100.0})
    return written(tmp_path_factory.mktemp("numbered") / "run", inputs)


def test_codes_that_a_spreadsheet_read_as_numbers_are_one_problem(numbered: Run, file) -> None:
    with pytest.raises(DataError) as caught:
        read_outturn(file(f"{HEAD}\n1.051,2025,1,0\n2.2270,2025,1,0\n9.5,2025,1,0\n10.071,2025,1,0\n"), numbered)
    assert [str(problem) for problem in caught.value.problems] == [
        "outturn.csv, column zone: zone codes lost their leading zero (a spreadsheet read them as numbers) "
        "(found: 1.051, 2.2270, 9.5) -> format the column as text before you fill it in: 01.051, not 1.051"
    ]
    with pytest.raises(DataError) as caught:
        read_outturn(file(f"{HEAD}\n1,051;2025;1;0\n".replace(",", ";").replace("1;051", "1,051")), numbered)
    assert "lost their leading zero" in str(caught.value)


def test_other_unknown_codes_are_told_beside_them_or_alone(numbered: Run, file) -> None:
    with pytest.raises(DataError) as caught:
        read_outturn(file(f"{HEAD}\n1.051,2025,1,0\n2.227,2025,1,0\nx,2025,1,0\n"), numbered)
    first, second = (str(problem) for problem in caught.value.problems)
    assert "lost their leading zero" in first
    assert "row 4, column zone: the run has no such zone (found: x)" in second
    with pytest.raises(DataError) as caught:
        read_outturn(file(f"{HEAD}\n1.051,2025,1,0\nx,2025,1,0\ny,2025,1,0\n"), numbered)
    assert [(problem.message, problem.value) for problem in caught.value.problems] == [
        ("the run has no such zone", code) for code in ("1.051", "x", "y")
    ]


def test_ten_problems_of_a_kind_and_the_count_of_the_others(run: Run, file) -> None:
    text = f"{HEAD}\n{YEAR_1}\n" + "".join(f"Q{count},2025,-1,0\n" for count in range(62))
    with pytest.raises(DataError) as caught:
        read_outturn(file(text), run)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 22
    assert sum("is below zero" in each for each in told) == 10
    assert sum("no such zone" in each for each in told) == 10
    for column in ("jobs", "zone"):
        assert any(each.startswith(f"outturn.csv, column {column}: and 52 more like it -> ") for each in told)


#: what is wrong -> (file, parts that one message must have)
BAD = {
    "empty": ("", ["outturn.csv: is empty"]),
    "only a head": (HEAD, ["no line"]),
    "unknown column": (f"{HEAD},sgment\n{YEAR_1}", ["row 1: unknown column", "sgment", "segment?"]),
    "missing column": ("zone,year,jobs\n" + YEAR_1, ["row 1: the column seats_delivered is missing ->"]),
    "column twice": (f"{HEAD},jobs\n", ["twice", "jobs"]),
    "unknown zone": (
        f"{HEAD}\n{YEAR_1}\nC1,2025,1,1",
        ["row 7, column zone: the run has no such zone", "C-1 Capitale"],
    ),
    "a name": (f"{HEAD}\n{YEAR_1}\nOasi,2025,1,1", ["row 7", "S-1 Oasis"]),
    "a region": (f"{HEAD}\n{YEAR_1}\nC,2025,1,1", ["is a region", "province"]),
    "a finer unit": (f"{HEAD}\n{YEAR_1}\nC-1.01,2025,1,1", ["is a finer unit", "C-1.01"]),
    "no zone": (f"{HEAD}\n{YEAR_1}\n,2025,1,1", ["row 7, column zone: is empty"]),
    "year outside": (f"{HEAD}\n{YEAR_1}\nC-1,2024,1,1", ["2025 to 2028", "2024"]),
    "no year": (f"{HEAD}\n{YEAR_1}\nC-1,25,1,1", ["row 7, column year: is not a year", "25"]),
    "a gap": (f"{HEAD}\n{YEAR_1.replace('2025', '2026')}", ["from 2025 on: 2025 missing ->"]),
    "all years": (
        "\n".join([HEAD, *(YEAR_1.replace("2025", str(year)) for year in range(2025, 2029))]),
        ["no year is left", "2028"],
    ),
    "twice": (f"{HEAD}\n{YEAR_1}\nC-1,2025,1,1", ["row 7", "earlier row", "C-1, 2025"]),
    "text": (f"{HEAD}\n{YEAR_1.replace('7450', 'many')}", ["row 2, column jobs: is not a number", "many"]),
    "NaN": (f"{HEAD}\n{YEAR_1.replace('7450', 'nan')}", ["row 2, column jobs: is not a number", "nan"]),
    "infinite": (f"{HEAD}\n{YEAR_1.replace('7450', '1e999')}", ["is not a finite number", "1e999"]),
    "negative": (f"{HEAD}\n{YEAR_1.replace('7450', '-1')}", ["row 2, column jobs: is below zero", "-1"]),
    "underscore": (f"{HEAD}\n{YEAR_1.replace('7450', '7_450')}", ["is not a number", "7_450"]),
    "thousands": (f"{HEAD}\n{YEAR_1.replace('7450', '7 450')}", ["is not a number", "7 450"]),
    "decimal comma among commas": (f"{HEAD}\n{YEAR_1.replace('7450', '7450,5')}", ["row 2", "5 cells", "4"]),
    "no jobs": (f"{HEAD}\n{YEAR_1.replace('7450', '')}", ["no jobs are given for C-1 Capitale, 2025 -> write 0"]),
    "no seats": (f"{HEAD}\n{YEAR_1[:-1]}", ["seats_delivered: no figure for S-1 Oasis, 2025 ->"]),
    "no people": (
        f"{HEAD},trained\n" + YEAR_1.replace("\n", ",\n") + ",",
        ["trained: no figure for C-1 Capitale, 2025 ->"],
    ),
    "above capacity": (f"{HEAD}\n{YEAR_1.replace('7450', '7700')}", ["row 2", "C-1 Capitale", "5,949 stand"]),
    "in thousands": (
        f"{HEAD}\n" + "\n".join(f"{z},2025,1,0" for z in ("C-1", "C-2", "N-1", "N-2", "S-1")),
        ["thousands"],
    ),
    "not UTF-8": (f"{HEAD}\n{YEAR_1}\n# é".encode("latin-1"), ["is not UTF-8"]),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", ["is not UTF-8"]),
    "broken quotes": (f'{HEAD}\n{YEAR_1}\n"C-1,2025,1', ["is not a CSV file"]),
    "unknown segment": (
        f"{HEAD},segment\n" + YEAR_1.replace("\n", ",\n") + ",CRN",
        ["row 6, column segment: the run has no such segment", "CRM?"],
    ),
    "segments and another total": (
        f"{HEAD},segment\nC-1,2025,9000,0,\nC-1,2025,3000,,CRM\nC-1,2025,2000,,BPO\nC-1,2025,2000,,ITO\n",
        ["row 2, column jobs: the segments of C-1 Capitale, 2025 add up to 7,000.0", "found: 9,000.0"],
    ),
    "a segment is missing": (
        f"{HEAD},segment\nC-1,2025,3000,0,CRM\nC-1,2025,2000,,BPO\n" + YEAR_1[16:].replace("\n", ",\n") + ",",
        ["no row for C-1 Capitale in 2025 for segments in which the plan has jobs: ITO ->"],
    ),
    "seats on two rows": (
        f"{HEAD},segment\nC-1,2025,3000,5,CRM\nC-1,2025,2000,5,BPO\nC-1,2025,2000,,ITO\n",
        ["seats_delivered: stands on more than one row"],
    ),
    "a segment without jobs": (
        f"{HEAD},segment\nC-1,2025,3000,0,CRM\nC-1,2025,,,BPO\nC-1,2025,2000,,ITO\n",
        ["rows of C-1 Capitale, 2025 have a segment and no jobs: BPO ->"],
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files(case: str, run: Run, file) -> None:
    text, parts = BAD[case]
    with pytest.raises(DataError) as caught:
        read_outturn(file(text), run)
    messages = [str(problem) for problem in caught.value.problems]
    assert any(all(part in message for part in parts) for message in messages), messages
    assert all(message.startswith("outturn.csv") for message in messages)
    assert all(problem.remedy for problem in caught.value.problems)


def test_all_problems_at_once(run: Run, file) -> None:
    text = f"{HEAD}\nC1,2025,-3,nan\nC,2026,1e999,5\nC-1,2026,9,0\nC-1,abc,9,0\nOasys,2031,3,0\n"
    with pytest.raises(DataError) as caught:
        read_outturn(file(text), run)
    assert len(caught.value.problems) == 8
    assert caught.value.exit_code == 3


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(DataError, match="cannot be read"):
            read_outturn(path, run)


@pytest.mark.parametrize("years", [0, 4, (2026,), (2025, 2027)])
def test_only_the_first_years_can_be_observed(run: Run, years) -> None:
    with pytest.raises(ValueError, match="first years of the plan"):
        planned_outturn(run, years)

"""An outturn file is read as it was meant, or refused with every reason, place and remedy."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from siting.analysis.replan.outturn import planned_outturn, read_outturn, write_outturn
from siting.errors import DataError
from siting.planning import plan
from siting.results import Run

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


def test_half_a_seat_is_rounding_and_one_is_not(run: Run, file) -> None:
    """C-2 has 593.87 seats: how many jobs they hold follows from the shares by which a total is split."""
    share = run.table("jobs").query("zone == 'C-2' and year == 2025").set_index("segment")["jobs"]
    rate = run.inputs.segments.query("year == 2025").set_index("segment")["seats_per_job"]
    per_job = float((share * rate).sum() / share.sum())
    stand = float(run.inputs.zones.set_index("zone")["seats_start"]["C-2"])
    for seats, fits in ((0.4, True), (0.6, False)):
        path = file(f"{HEAD}\n{YEAR_1.replace('C-2,2025,680', f'C-2,2025,{(stand + seats) / per_job!r}')}")
        if fits:
            read_outturn(path, run)
        else:
            with pytest.raises(DataError, match=r"row 3, column jobs: the jobs of C-2 Plaine .* need 594 seats"):
                read_outturn(path, run)


#: what is wrong -> (file, parts that one message must have)
BAD = {
    "empty": ("", ["outturn.csv: is empty"]),
    "only a head": (HEAD, ["no line"]),
    "unknown column": (f"{HEAD},sgment\n{YEAR_1}", ["row 1: unknown column", "sgment", "segment?"]),
    "missing column": ("zone,year,jobs\n" + YEAR_1, ["column is missing", "seats_delivered"]),
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
    "a gap": (f"{HEAD}\n{YEAR_1.replace('2025', '2026')}", ["years are missing", "2025"]),
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
    "no jobs": (f"{HEAD}\n{YEAR_1.replace('7450', '')}", ["no jobs are given", "C-1, 2025", "write 0"]),
    "no seats": (f"{HEAD}\n{YEAR_1[:-1]}", ["seats_delivered: no figure", "S-1, 2025"]),
    "no people": (f"{HEAD},trained\n" + YEAR_1.replace("\n", ",\n") + ",", ["trained: no figure", "C-1, 2025"]),
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
        ["row 2, column jobs: the segments add up to 7,000.0", "9,000.0"],
    ),
    "a segment is missing": (
        f"{HEAD},segment\nC-1,2025,3000,0,CRM\nC-1,2025,2000,,BPO\n" + YEAR_1[16:].replace("\n", ",\n") + ",",
        ["C-1 has no row in 2025 for segments", "ITO"],
    ),
    "seats on two rows": (
        f"{HEAD},segment\nC-1,2025,3000,5,CRM\nC-1,2025,2000,5,BPO\nC-1,2025,2000,,ITO\n",
        ["seats_delivered: stands on more than one row"],
    ),
    "a segment without jobs": (
        f"{HEAD},segment\nC-1,2025,3000,0,CRM\nC-1,2025,,,BPO\nC-1,2025,2000,,ITO\n",
        ["rows with a segment have no jobs", "BPO"],
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

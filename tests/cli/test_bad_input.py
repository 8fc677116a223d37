"""Bad input through the command line: exit code 3, what and where and what to do, nothing written, no traceback."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from siting.cli import run

ROOT = Path(__file__).parents[2]
HEADER = "code,segment,jobs,method,source,note\n"
ROWS = (ROOT / "models/example/data/baseline_jobs.csv").read_text("utf-8").split("\n", 1)[1]
MODEL = (ROOT / "models/example/model.yaml").read_text("utf-8")

Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder, so that what they leave behind is seen."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the example model with an empty folder of own tables."""
    folder = Path(shutil.copytree(ROOT / "models/example", tmp_path / "model"))
    (folder / "my").mkdir()
    (folder / "model.yaml").write_text(MODEL.replace("folder: data", "folder: data\n  overrides: my"), "utf-8")
    return folder


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Refused:
    """Run a command that must fail with a code, in words and in JSON; the words."""

    def check(*arguments: str, code: int = 3) -> str:
        assert run(list(arguments)) == code
        out, err = capsys.readouterr()
        assert out == ""
        assert "Traceback" not in err
        assert "internal error" not in err
        assert run([*arguments, "--json"]) == code
        told = json.loads(capsys.readouterr().out)
        assert told["exit_code"] == code
        assert all(each["place"] and each["message"] for each in told.get("problems", ()))
        assert list(Path.cwd().iterdir()) == []
        return err

    return check


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (HEADER.replace(",note", ""), "column is missing (found: note) -> add it"),
        (HEADER.strip() + ",extra\n", "column is not one of this table (found: extra) -> remove it"),
        (HEADER + ROWS.replace("900", "NaN", 1), "line 2, column jobs: is not a number (found: NaN)"),
        (HEADER + ROWS.replace("900", "-900", 1), "line 2, column jobs: is negative (found: -900)"),
        (HEADER + ROWS.replace("900", "9e2 jobs", 1), "line 2, column jobs: is not a number (found: 9e2 jobs)"),
        (HEADER + ROWS.replace("900", "1e308", 1), "(found: 1e308) -> write a number of at most 1e+12"),
        (HEADER + ROWS.replace("C-1,BPO", "c1,BPO", 1), "code is written in another form (found: c1) -> write C-1"),
        (HEADER + ROWS.replace("C-1,BPO", "X-1,BPO", 1), "no zone has this code (found: X-1)"),
        (HEADER + ROWS + ROWS, "stands twice (code, segment), first on line 2"),
        (HEADER + ROWS.replace("900", "901", 1), "jobs do not add up to 9,500 (found: 9,501) -> 1 too many"),
        (HEADER + ROWS.replace("ITO", "ITOO"), "the model has no such segment (found: ITOO) -> valid: BPO, CRM, ITO"),
        (HEADER + "C-1,BPO,999999999,estimate,mine,\n", "more jobs in the sector than people at work"),
        ((HEADER + ROWS).replace(",", ";"), "line 1: cells are not separated by commas"),
        ("", "has no header"),
        (b"\xff\xfe" + HEADER.encode("utf-16-le"), "line 1: is not UTF-8 text -> save it as CSV UTF-8"),
    ],
)
def test_a_bad_table_of_the_user(model: Path, refused: Refused, content: str | bytes, words: str) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    (model / "my/baseline_jobs.csv").write_bytes(raw)
    assert words in refused("solve", str(model))


def test_a_message_stays_on_its_line(model: Path, refused: Refused) -> None:
    (model / "my/baseline_jobs.csv").write_text(f'{HEADER}"C-1,BPO,900\n{ROWS}\x1b[2J\n{ROWS}', "utf-8")
    lines = refused("solve", str(model)).splitlines()
    assert all(line.startswith(("[", "siting:", "  - ")) for line in lines)
    assert all("\x1b" not in line and len(line) < 400 for line in lines)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.mkdir(), "is a folder, not a file"),
        (lambda path: path.symlink_to(path.name), "Too many levels of symbolic links"),
        (lambda path: path.symlink_to("nowhere"), "No such file or directory"),
        (os.mkfifo, "is not a file"),
        (lambda path: path.with_suffix(".txt").write_text(HEADER), "is of a kind that is not read (found: .txt)"),
        (lambda path: path.with_suffix(".xlsx").write_text("PK"), "cannot be read as an Excel file"),
        (lambda path: path.with_suffix(".gpkg").write_text(""), "cannot be read as a GeoPackage"),
    ],
)
def test_what_is_no_table(model: Path, refused: Refused, make: Callable[[Path], object], words: str) -> None:
    make(model / "my/baseline_jobs.csv")
    assert words in refused("solve", str(model))


def test_a_table_that_may_not_be_read(model: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    (model / "my/baseline_jobs.csv").write_text(HEADER, "utf-8")
    real = Path.open

    def guarded(self: Path, *rest: object, **more: object) -> object:
        if self.name == "baseline_jobs.csv":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return real(self, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    assert "baseline_jobs.csv: cannot be read: Permission denied -> check" in refused("solve", str(model))


def test_the_same_table_in_two_files(model: Path, refused: Refused) -> None:
    for name in ("baseline_jobs.csv", "baseline-jobs.csv"):
        (model / "my" / name).write_text(HEADER + ROWS, "utf-8")
    assert "the table baseline_jobs is in my/baseline-jobs.csv already" in refused("solve", str(model))


def test_own_tables_that_are_not_there(model: Path, refused: Refused) -> None:
    (model / "my").rmdir()
    words = refused("solve", str(model))
    assert "folder of your own tables not found" in words
    assert "data.overrides" in words
    (model / "my").symlink_to("my")
    assert "folder of your own tables not found" in refused("solve", str(model))


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("C2", "=450*2", "the formula has no stored value"),
        ("C2", "900,0", "(found: 900,0) -> write 900, with a point"),
        ("C2", "#REF!", "is not a number (found: #REF!)"),
        ("C1", None, "column is missing (found: jobs)"),
    ],
)
def test_a_bad_workbook(model: Path, refused: Refused, cell: str, value: str | None, words: str) -> None:
    book = openpyxl.Workbook()
    for line in (HEADER + ROWS).splitlines():
        book.active.append([int(part) if part.isdigit() else part for part in line.split(",")])
    book.active[cell] = value
    book.save(model / "my/baseline_jobs.xlsx")
    assert words in refused("solve", str(model))


def test_a_workbook_that_starts_with_an_empty_row(model: Path, refused: Refused) -> None:
    book = openpyxl.Workbook()
    book.active.append([])
    book.active.append(HEADER.split(","))
    book.save(model / "my/baseline_jobs.xlsx")
    assert "sheet Sheet, line 1: has no header" in refused("solve", str(model))


def test_zones_without_rows_or_without_region(model: Path, refused: Refused) -> None:
    path = model / "data/zones.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("province,C-1,C,C", "province,C-1,,C"), "utf-8")
    words = refused("solve", str(model))
    assert "zones.csv, line 5, column region_code: is empty" in words
    assert "nan" not in words
    path.write_text(text.splitlines()[0] + "\n", "utf-8")
    assert "zones.csv: has no rows" in refused("solve", str(model))


@pytest.mark.parametrize(
    "content",
    [
        '{"siting": {"totals": [1]}}',
        '{"siting": {"totals": {"population": 1e300}}}',
        '{"resources": 3}',
        '{"resources": [3]}',
        '{"resources": [{"siting": 3}]}',
        "[" * 100_000,
    ],
)
def test_a_bad_data_package(model: Path, refused: Refused, content: str) -> None:
    (model / "data/datapackage.json").write_text(content, "utf-8")
    assert "datapackage.json" in refused("solve", str(model))
    assert run(["data", "check", str(model / "data")]) == 3


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("parks:", "prks:", ":66, prks: unknown key (found: prks) -> did you mean 'parks'?"),
        ("occupancy: 0.9", "occupancy: [1]", "parks.occupancy: must be a number (fraction)"),
        ("occupancy: 0.9", "occupancy: 90", "-> write 0.9: shares are fractions, not percent"),
        ("occupancy: 0.9", "occupancy: 0.9\n  occupancy: 0.8", "the key 'occupancy' is there twice (first in line"),
        ("  occupancy", "\toccupancy", "the line contains a tab -> use spaces"),
        ("occupancy: 0.9", "occupancy: &a 0.9", "anchors are not supported (found: &a)"),
        ("growth_limit: 0.25", "growth_limit: 25", "-> write 0.25: shares are fractions, not percent"),
        ("wage_mad_month: 6000", "wage_mad_month: .nan", "must be a finite number"),
        ("wage_mad_month: 6000", "wage_mad_month: 1e308", "must be at most 1e+12 (MAD/month)"),
        ("wage_mad_month: 6000", "wage_mad_month: ٦٠٠٠", "must be a number (MAD/month)"),
        ("{secondary: 0.7, higher: 0.3}", "{secondary: 0.7, higher: 0.4}", "the mix does not sum to 1 (found: 1.1)"),
        ("jobs: {2028: 16000}", "jobs: {2040: 16000}", "the planned years are 2025 to 2028"),
        ("jobs: {2028: 16000}", "jobs: {2028: 500}", "is below the baseline of 9,500 jobs"),
        ("high_speed_minutes: 1, motorway: 1, mobile_5g: 1}", "motorway: -1}", "must be at least 0"),
    ],
)
def test_a_bad_model_file(model: Path, refused: Refused, old: str, new: str, words: str) -> None:
    assert old in MODEL
    (model / "model.yaml").write_text(MODEL.replace(old, new, 1), "utf-8")
    assert words in refused("solve", str(model))


def test_a_model_file_of_100_mb(model: Path, refused: Refused) -> None:
    with (model / "model.yaml").open("wb") as stream:
        stream.truncate(100_000_000)
    assert "the file has 100.0 MB; at most 1 MB is read" in refused("solve", str(model))


def test_thresholds_that_no_zone_clears(refused: Refused) -> None:
    setting = "segments.ITO.infrastructure_min=1"
    words = refused("solve", "--set", setting, "--set", "segments.ITO.connectivity_min=1")
    assert "no zone clears the thresholds of ITO" in words


def test_a_scenario_that_extends_itself(model: Path, refused: Refused) -> None:
    path = model / "scenarios/balanced.yaml"
    path.write_text(path.read_text("utf-8") + "extends: balanced\n", "utf-8")
    words = refused("solve", str(model), "--scenario", "balanced")
    assert "a scenario extends itself (found: balanced -> balanced)" in words


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("balance.floor=[1", "--set balance.floor=[1: is not valid YAML"),
        ("parks.occupancy=0.8\nparks.m2_per_seat: 3", "holds more than one line"),
        ("parks=3", "must be a mapping (key: value) (found: 3) -> write {key: value}"),
        ("goals.jobs.2028=16,5", "write 16.5 without quotes"),
        ("data.folder=~nosuchuser/x", "data folder not found"),
    ],
)
def test_a_bad_setting(refused: Refused, setting: str, words: str) -> None:
    assert words in refused("solve", "example", "--set", setting)


@pytest.mark.parametrize("place", ["x" * 300, "~nosuchuser/run", "/dev/null/run", "/proc/run/run", "", "."])
def test_an_out_that_cannot_be(refused: Refused, place: str) -> None:
    words = refused("solve", "example", "--out", place)
    assert "cannot be written to" in words or "exists already" in words


@pytest.mark.parametrize("arguments", [["--time-limit", "0"], ["--set", "national_pace=10"]])
def test_no_plan_leaves_no_folder(refused: Refused, arguments: list[str]) -> None:
    refused("solve", "example", *arguments, code=5 if "0" in arguments else 4)
    refused("solve", "example", *arguments, "--out", "a/b/run", code=5 if "0" in arguments else 4)
    assert not Path("a").exists()
    assert not Path("runs").exists()


@pytest.mark.parametrize(
    ("name", "value"), [("threads", "100000"), ("seed", "-1"), ("time-limit", "nan"), ("gap", "2")]
)
def test_limits_out_of_range(refused: Refused, name: str, value: str) -> None:
    assert f"--{name}" in refused("solve", "example", f"--{name}", value, code=2)


def test_places_that_are_no_models_or_files(refused: Refused) -> None:
    assert "no such model" in refused("solve", "~nosuchuser/x")
    assert "it is not a file" in refused("math", "--out", "", code=2)
    assert "it is not a file" in refused("math", "--out", "/dev/null", code=2)
    assert "is not a run folder" in refused("verify", ".")
    assert "is not a run folder" in refused("map", ".")


def test_facts_that_would_be_copied_into_themselves(tmp_path: Path, refused: Refused) -> None:
    assert "lies inside the fact tables" in refused("data", "build", "--facts", str(tmp_path), "--out", "new", code=2)


def test_damaged_runs_do_not_hide_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = tmp_path / "runs"
    assert run(["solve", "example", "--quiet", "--out", str(runs / "sound")]) == 0
    for name, file, old, new in (
        ("edited", "summary.json", '"jobs"', '"jbos"'),
        ("newer", "manifest.json", '"format": 1', '"format": 99'),
        ("undated", "manifest.json", '"started": "2', '"started": "x'),
    ):
        copy = Path(shutil.copytree(runs / "sound", runs / name))
        text = (copy / file).read_text("utf-8")
        assert old in text
        (copy / file).write_text(text.replace(old, new), "utf-8")
    assert run(["runs", str(runs), "--json"]) == 0
    listed = {Path(each["run"]).name for each in json.loads(capsys.readouterr().out)["runs"]}
    assert listed == {"sound", "undated"}
    assert run(["verify", str(runs / "newer")]) == 3
    assert "newer siting" in capsys.readouterr().err
    assert run(["map", str(runs / "undated")]) == 0
    for place in ("/dev/null", "", "."):
        assert run(["map", str(runs / "sound"), "--out", place]) == 3
        assert "is not a file" in capsys.readouterr().err


def _shell(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    text = command.replace("siting", f"{sys.executable} -m siting")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(["bash", "-c", text], capture_output=True, text=True, env=environment, check=False)


def test_a_standard_output_that_is_closed_or_full() -> None:
    closed = _shell("siting solve nowhere --json >&- 2>&-")
    assert (closed.returncode, closed.stdout, closed.stderr) == (3, "", "")
    assert _shell("siting scenarios >&-").returncode == 0
    for command in ("siting scenarios", "siting scenarios --json"):
        full = _shell(f"{command} > /dev/full")
        assert full.returncode == 3
        assert full.stderr == "siting: standard output cannot be written: No space left on device\n"
    left = _shell("set -o pipefail; siting data show | head -1")
    assert (left.returncode, left.stderr) == (0, "")


def test_a_terminal_without_accents() -> None:
    told = _shell("siting solve example --set 'name=é' --json", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert json.loads(told.stdout)["problems"][0]["value"] == "'é'"
    words = _shell("siting solve 'modèle'", PYTHONIOENCODING="ascii")
    assert words.returncode == 3
    assert "mod?le: no such model" in words.stderr


def test_streams_of_another_kind_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    monkeypatch.setattr(sys, "stdout", text)
    assert run(["math", "--schema"]) == 0
    assert text.getvalue().startswith("{")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda layer: layer["features"][0].update(geometry=None), "outline is empty"),
        (lambda layer: layer["features"].pop(), "province has no outline"),
        (
            lambda layer: layer.update(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::26191"}}),
            "outlines are in another CRS than WGS84",
        ),
        (
            lambda layer: layer["features"][0]["geometry"].update(
                type="Polygon", coordinates=[[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]
            ),
            "is invalid",
        ),
    ],
)
def test_own_outlines_that_cannot_be_used_stop_a_solve(
    model: Path, refused: Refused, change: Callable[[dict[str, object]], None], words: str
) -> None:
    layer = json.loads((model / "data/provinces.geojson").read_text("utf-8"))
    change(layer)
    (model / "my/provinces.geojson").write_text(json.dumps(layer), "utf-8")
    told = refused("solve", str(model))
    assert words in told
    assert "my/provinces.geojson" in told

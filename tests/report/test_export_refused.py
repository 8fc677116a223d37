"""Exports that cannot be: every one an error that names a remedy, and nothing half-written."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Any

import pytest

from siting.errors import DataError, RunError, SitingError, UsageError
from siting.planning import plan
from siting.report.exports.request import KINDS, write_export, write_postgis
from siting.results import Run, read_run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return plan("models/example", out=tmp_path_factory.mktemp("runs") / "plain")


def _name(kind: str) -> str:
    return f"plan.{kind}" if kind in ("gpkg", "xlsx") else "plan"


def _everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("kind", ["shp", "", "GPKG"])
def test_an_unknown_format_lists_the_known_ones(run: Run, tmp_path: Path, kind: str) -> None:
    with pytest.raises(UsageError, match="gpkg, geojson, parquet, csv, xlsx"):
        write_export(run, tmp_path / "x.shp", kind=kind)


def test_an_unknown_language_or_year(run: Run, tmp_path: Path) -> None:
    language: Any = "es"
    with pytest.raises(UsageError, match="fr, ar, en"):
        write_export(run, tmp_path / "x.gpkg", kind="gpkg", lang=language)
    with pytest.raises(UsageError, match="from 2025 to 2028"):
        write_export(run, tmp_path / "x.gpkg", kind="gpkg", year=2031)
    assert _everything(tmp_path) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_folder_and_a_run_folder(run: Run, tmp_path: Path, kind: str) -> None:
    with pytest.raises(RunError, match="no such folder"):
        write_export(run, tmp_path / "missing" / _name(kind), kind=kind)
    before = _everything(run.folder)
    for place in (run.folder / _name(kind), run.folder / "outputs" / _name(kind)):
        with pytest.raises(RunError, match="never changed"):
            write_export(run, place, kind=kind)
    assert _everything(run.folder) == before


@pytest.mark.parametrize("kind", KINDS)
def test_what_exists_is_replaced_only_when_asked(run: Run, tmp_path: Path, kind: str) -> None:
    out = tmp_path / _name(kind)
    write_export(run, out, kind=kind, lang="en")
    before = _everything(tmp_path)
    with pytest.raises(RunError, match="--overwrite"):
        write_export(run, out, kind=kind, lang="en")
    write_export(run, out, kind=kind, lang="en", overwrite=True)
    assert _everything(tmp_path) == before


@pytest.mark.parametrize("kind", KINDS)
def test_the_wrong_kind_of_place(run: Run, tmp_path: Path, kind: str) -> None:
    out = tmp_path / _name(kind)
    if kind in ("gpkg", "xlsx"):
        out.mkdir()
        expected = "is not a file"
    else:
        out.write_text("mine", "utf-8")
        expected = "is not a folder"
    with pytest.raises(RunError, match=expected):
        write_export(run, out, kind=kind, overwrite=True)
    assert _everything(tmp_path) == [out.name]


def test_a_folder_of_somebody_else_is_never_replaced(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "plan"
    out.mkdir()
    (out / "thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(RunError, match="not written by siting"):
        write_export(run, out, kind="csv", overwrite=True)
    assert _everything(tmp_path) == ["plan", "plan/thesis.txt"]


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [("gpkg", "plan.shp", ".gpkg"), ("xlsx", "plan", ".xlsx"), ("geojson", "plan.geojson", "name a folder")],
)
def test_a_name_that_does_not_fit_the_format(run: Run, tmp_path: Path, kind: str, name: str, expected: str) -> None:
    with pytest.raises(RunError, match=expected):
        write_export(run, tmp_path / name, kind=kind)
    assert _everything(tmp_path) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_leaves_nothing_and_keeps_what_was_there(
    run: Run, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / _name(kind)
    write_export(run, out, kind=kind, lang="en")
    before = {name: (tmp_path / name).read_bytes() for name in _everything(tmp_path) if (tmp_path / name).is_file()}

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if kind == "gpkg":
        monkeypatch.setattr("pyogrio.write_dataframe", full)
    elif kind == "parquet":
        monkeypatch.setattr("pyarrow.parquet.write_table", full)
    elif kind == "xlsx":
        monkeypatch.setattr(Path, "write_bytes", full)
    else:
        monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(RunError, match="No space left"):
        write_export(run, out, kind=kind, lang="ar", overwrite=True)
    monkeypatch.undo()
    assert {
        name: (tmp_path / name).read_bytes() for name in _everything(tmp_path) if (tmp_path / name).is_file()
    } == before


def test_gdal_that_fails_is_told_in_a_sentence(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyogrio

    def fails(*_: Any, **__: Any) -> None:
        raise pyogrio.errors.DataSourceError("sqlite3_open(x) failed: disk I/O error\nmore")

    monkeypatch.setattr("pyogrio.write_dataframe", fails)
    with pytest.raises(RunError, match="disk I/O error") as caught:
        write_export(run, tmp_path / "x.gpkg", kind="gpkg")
    assert "more" not in str(caught.value)
    assert _everything(tmp_path) == []


def test_boundaries_that_are_gone_stop_shapes_but_not_tables(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree("models/example/data", data)
    for name in ("provinces.geojson", "regions.geojson"):
        (data / name).unlink()
    moved = Run(
        run.folder, {**run.manifest, "data": {"folder": str(data), "shipped": False}}, run.summary, run.certificate
    )
    with pytest.raises(SitingError) as caught:
        write_export(moved, tmp_path / "x.gpkg", kind="gpkg")
    assert isinstance(caught.value, DataError | RunError)
    write_export(moved, tmp_path / "x.xlsx", kind="xlsx")
    write_export(moved, tmp_path / "tables", kind="csv")
    assert not (tmp_path / "x.gpkg").exists()


def test_a_run_of_a_model_that_cannot_be_read_any_more_still_tells_its_numbers(run: Run, tmp_path: Path) -> None:
    model = {**run.manifest["model"], "of_a_newer_version": {"number": 3.5}}
    other = Run(read_run(run.folder).folder, {**run.manifest, "model": model}, run.summary, run.certificate)
    write_export(other, tmp_path / "tables", kind="csv")
    assert "of_a_newer_version.number,3.5" in (tmp_path / "tables/assumptions.csv").read_text("utf-8")


def test_no_part_of_a_password_with_an_at_sign_is_shown(run: Run) -> None:
    with pytest.raises(UsageError) as caught:
        write_postgis(run, "postgresql://u:SECRET@PASS@127.0.0.1:1/base")
    assert "%40" in str(caught.value)
    assert "SECRET" not in str(caught.value)
    assert "PASS" not in str(caught.value)

"""Exports that cannot be: every one an error that names a remedy, and nothing half-written."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from siting.errors import DataError, RunError, SitingError, UsageError
from siting.planning import plan
from siting.report.exports.assumptions import assumptions_table
from siting.report.exports.request import KINDS, write_export, write_postgis
from siting.results import Run, read_run
from siting.words import Lang


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return plan("models/example", out=tmp_path_factory.mktemp("runs") / "plain")


@pytest.fixture(scope="module")
def written(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Lang], Path]:
    """The folder with nothing but an export of a kind in a language, made when it is first asked for."""

    @cache
    def of(kind: str, lang: Lang) -> Path:
        folder = tmp_path_factory.mktemp("written")
        write_export(run, folder / _name(kind), kind=kind, lang=lang)
        return folder

    return of


def _name(kind: str) -> str:
    return f"plan.{kind}" if kind in ("gpkg", "xlsx") else "plan"


def _contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in _everything(folder) if (folder / name).is_file()}


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
def test_what_exists_is_replaced_only_when_asked(
    run: Run, written: Callable[[str, Lang], Path], tmp_path: Path, kind: str
) -> None:
    out = tmp_path / _name(kind)
    shutil.copytree(written(kind, "en"), tmp_path, dirs_exist_ok=True)
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
    run: Run, written: Callable[[str, Lang], Path], tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / _name(kind)
    shutil.copytree(written(kind, "en"), tmp_path, dirs_exist_ok=True)
    before = _contents(tmp_path)

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
    assert _contents(tmp_path) == before


def test_gdal_that_fails_is_told_in_a_sentence(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyogrio

    def fails(*_: Any, **__: Any) -> None:
        raise pyogrio.errors.DataSourceError("sqlite3_open(x) failed: disk I/O error\nmore")

    monkeypatch.setattr("pyogrio.write_dataframe", fails)
    with pytest.raises(RunError, match="disk I/O error") as caught:
        write_export(run, tmp_path / "x.gpkg", kind="gpkg")
    assert "more" not in str(caught.value)
    assert _everything(tmp_path) == []


@pytest.mark.parametrize("where", ["layers", "styles", "metadata"])
def test_a_disk_that_is_full_for_sqlite_is_told_as_such(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """SQLite is given fewer pages than the file needs: its own error, as on a full disk."""
    import pyogrio

    from siting.report.exports import geopackage

    connect = sqlite3.connect

    def small(path: Path) -> sqlite3.Connection:
        base = connect(path)
        pages = base.execute("PRAGMA page_count").fetchone()[0]
        base.execute(f"PRAGMA max_page_count = {pages}")
        return base

    def full(*_: Any, **__: Any) -> None:
        raise pyogrio.errors.DataSourceError("sqlite3_exec(INSERT) failed: database or disk is full\nmore")

    if where == "layers":
        monkeypatch.setattr("pyogrio.write_dataframe", full)
    elif where == "styles":
        monkeypatch.setattr(geopackage.sqlite3, "connect", small)
    else:
        monkeypatch.setattr(geopackage, "_add_metadata", lambda *_: _raise_full())
    with pytest.raises(RunError) as caught:
        write_export(run, tmp_path / "x.gpkg", kind="gpkg")
    (problem,) = caught.value.problems
    assert problem.place == str(tmp_path / "x.gpkg")
    assert "No space left" in problem.message
    assert "free some space" in str(problem.remedy)
    assert "sqlite" not in str(caught.value).lower()
    assert _everything(tmp_path) == []


def _raise_full() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("links", [True, False])
def test_of_two_exports_at_once_neither_takes_the_others_place(
    run: Run,
    written: Callable[[str, Lang], Path],
    tmp_path: Path,
    kind: str,
    links: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other one is done while this one gathers: after the first look, before the file gets its name."""
    from siting.report.exports import layers

    other = written(kind, "ar")
    out, gather = tmp_path / _name(kind), layers.gather

    def other_first(*given: Any, **asked: Any) -> layers.Export:
        monkeypatch.setattr(layers, "gather", gather)
        write_export(run, out, kind=kind, lang="ar")
        return gather(*given, **asked)

    def no_links(*_: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(layers, "gather", other_first)
    with pytest.raises(RunError, match="meanwhile"):
        write_export(run, out, kind=kind, lang="en")
    assert _contents(tmp_path) == _contents(other)


def test_a_folder_that_became_somebody_elses_meanwhile_stays(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from siting.report.exports import layers

    out, gather = tmp_path / "plan", layers.gather

    def other_first(*given: Any, **asked: Any) -> layers.Export:
        out.mkdir()
        (out / "thesis.txt").write_text("mine", "utf-8")
        return gather(*given, **asked)

    monkeypatch.setattr(layers, "gather", other_first)
    with pytest.raises(RunError, match="not written by siting"):
        write_export(run, out, kind="csv", overwrite=True)
    assert _everything(tmp_path) == ["plan", "plan/thesis.txt"]


@pytest.mark.parametrize("kind", KINDS)
def test_year_and_place_are_checked_before_any_work(
    run: Run, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from siting.report.exports import layers

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("work was begun")

    monkeypatch.setattr(layers, "gather", never)
    with pytest.raises(UsageError, match="from 2025 to 2028"):
        write_export(run, tmp_path / _name(kind), kind=kind, year=2024)
    with pytest.raises(RunError, match="no such folder"):
        write_export(run, tmp_path / "missing" / _name(kind), kind=kind)
    with pytest.raises(UsageError, match="from 2025 to 2028"):
        write_postgis(run, "postgresql://u@127.0.0.1:1/base", year=2024)
    with pytest.raises(RunError, match=r"127\.0\.0\.1"):
        write_postgis(run, "postgresql://u@127.0.0.1:1/base")


def test_a_refuted_run_says_so(run: Run, tmp_path: Path) -> None:
    certificate = replace(run.certificate, verdict="REFUTED: seats (and 2 more)")
    other = Run(run.folder, run.manifest, run.summary, certificate)
    write_export(other, tmp_path / "tables", kind="csv", lang="en")
    assert "refuted" in (tmp_path / "tables/sources.csv").read_text("utf-8")


def test_a_run_of_an_earlier_version_knows_only_what_was_set_by_hand(run: Run, tmp_path: Path) -> None:
    """Its manifest has no ``changed``: nothing is said of who changed what, but of ``--set``."""
    told = {key: value for key, value in run.manifest.items() if key != "changed"}
    key = "goals.jobs.2028"
    old = Run(run.folder, {**told, "settings": [f"{key}=15000"]}, run.summary, run.certificate)
    table = assumptions_table(old).set_index("key")
    assert table.loc[key, ["changed_by", "grade"]].tolist() == ["--set", "choice"]
    assert pd.isna(table.loc[key, "source"])
    assert table["changed_by"].drop(key).isna().all()
    plain = assumptions_table(run).set_index("key")
    assert plain.loc[key, "source"] == run.manifest["model"]["sources"]["goals"]["source"]
    write_export(old, tmp_path / "x.xlsx", kind="xlsx")


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

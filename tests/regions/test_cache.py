"""The cache of checked tables: the same answer as without it, whatever lies in the folder, and never in the way."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting.config import load_model
from siting.errors import DataError
from siting.geo.prepare import prepare
from siting.regions import Dataset, cache, check_dataset, dataset, geometry, keys, load_dataset, store
from siting.regions.dataset import read_dataset
from tests.regions.conftest import EXAMPLE, MOROCCO, ROOT

HEADER = "code,segment,jobs,method,source,note\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of one test; it does not exist yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("SITING_CACHE", str(folder))
    return folder


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on, reading the files of a data set fails the test."""

    def refuse(*_: Any) -> Any:
        raise AssertionError("the files were read")

    return lambda: monkeypatch.setattr(dataset, "read_dataset", refuse)


def fresh(folder: Path, overrides: Path | None = None) -> Dataset:
    found, problems = read_dataset(folder, overrides)
    assert problems == []
    assert found is not None
    return found


def assert_same(one: Dataset, other: Dataset) -> None:
    assert list(one.tables) == list(other.tables)
    for name, frame in one.tables.items():
        pd.testing.assert_frame_equal(frame, other.tables[name], check_exact=True, check_column_type=True)
        assert [str(each) for each in frame.dtypes] == [str(each) for each in other.tables[name].dtypes]
        for column in frame.select_dtypes("number"):
            assert frame[column].to_numpy().tobytes() == other.tables[name][column].to_numpy().tobytes()
    assert (one.folder, one.overrides, one.origins) == (other.folder, other.overrides, other.origins)
    assert json.dumps(dict(one.package)) == json.dumps(dict(other.package))
    assert one.content_hash == other.content_hash


def entries(home: Path) -> list[Path]:
    return sorted(home.iterdir()) if home.exists() else []


def filled(user: Path) -> Path:
    """A folder of the user's with a table that extends, a workbook and a layer of outlines."""
    rows = "C-1,CRM,3500,anchor,our survey,\nS-2,CRM,100,anchor,our survey,\n"
    (user / "baseline_jobs.extend.csv").write_text(HEADER + rows, encoding="utf-8")
    (user / "datapackage.json").write_text('{"siting": {"totals": {"baseline_jobs": 9500}}}', encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.title = "travel_times"
    book.active.append(["from_code", "to_code", "minutes", "km"])
    book.active.append(["N-1", "N-2", 10.5, 12])
    book.save(user / "ours.xlsx")
    gpd.read_file(EXAMPLE / "provinces.geojson").to_file(user / "more.gpkg", layer="provinces", driver="GPKG")
    return user


@pytest.mark.parametrize("folder", [MOROCCO, EXAMPLE])
def test_cached_tables_are_those_of_the_files(folder: Path, home: Path, unread: Callable[[], None]) -> None:
    plain = fresh(folder)
    assert_same(load_dataset(folder), plain)
    assert len(entries(home)) == 1
    unread()
    assert_same(load_dataset(folder), plain)


def test_cached_tables_with_a_users_own_files(user: Path, unread: Callable[[], None]) -> None:
    plain = fresh(EXAMPLE, filled(user))
    load_dataset(EXAMPLE, user)
    unread()
    assert_same(load_dataset(EXAMPLE, user), plain)
    assert plain.origins["travel_times"] == ("user/ours.xlsx, sheet travel_times",)


def test_the_inputs_of_a_plan_are_the_same() -> None:
    model = load_model(ROOT / "models" / "example")
    before = prepare(model, fresh(model.data_folder))
    load_dataset(model.data_folder)
    after = prepare(model, load_dataset(model.data_folder))
    for name in ("zones", "zone_segment_year", "pool", "arcs", "labels", "indicators"):
        pd.testing.assert_frame_equal(getattr(before, name), getattr(after, name), check_exact=True)
    assert before.scalars == after.scalars


def test_what_is_done_to_a_table_stays_with_whoever_did_it() -> None:
    load_dataset(EXAMPLE)
    spoilt = load_dataset(EXAMPLE).table("talent")
    spoilt.loc[:, "population"] = 0
    spoilt["code"] = "?"
    spoilt["population"].to_numpy()
    assert_same(load_dataset(EXAMPLE), fresh(EXAMPLE))


TEXT = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8))
WHOLE = st.integers(-(2**63), 2**63 - 1)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(TEXT, st.floats(), WHOLE), max_size=12),
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(), st.lists),
)
def test_any_table_comes_back_bit_by_bit(rows: list[tuple[Any, float, int]], told: Any) -> None:
    frame = pd.DataFrame(
        {
            "text": pd.Series([row[0] for row in rows], dtype="str"),
            "number": np.array([row[1] for row in rows], dtype=float),
            "whole": np.array([row[2] for row in rows], dtype="int64"),
        }
    )
    kept = Dataset(
        EXAMPLE,
        None,
        MappingProxyType({"zones": frame, "again": frame[["whole", "text"]]}),
        MappingProxyType({"zones": ("a.csv", "b, sheet c"), "again": ()}),
        MappingProxyType({"told": told}),
    )
    content = cache._packed(kept)
    assert content is not None
    assert_same(cache._unpacked(content, EXAMPLE, None), kept)


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": [1, 2]}, index=[5, 6]),
        pd.DataFrame({"a": [True]}),
        pd.DataFrame({"a": np.array(["x", 1], dtype=object)}),
        pd.DataFrame({"a": pd.to_datetime(["2026-01-01"])}),
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
    ],
)
def test_a_table_of_another_kind_is_not_kept(frame: pd.DataFrame, home: Path) -> None:
    odd = Dataset(EXAMPLE, None, {"zones": frame}, {"zones": ()}, {})
    cache.remember("0" * 64, odd)
    assert entries(home) == []


def test_another_cell_is_read_and_the_old_answer_comes_back_with_the_old_cell(
    country: Path, edit: Callable[..., None]
) -> None:
    before = load_dataset(country)
    edit("travel_times", 2, "minutes", "77.5")
    after = load_dataset(country)
    assert_same(after, fresh(country))
    assert not after.tables["travel_times"].equals(before.tables["travel_times"])
    shutil.copy(EXAMPLE / "travel_times.csv", country / "travel_times.csv")
    assert_same(load_dataset(country), before)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda place: (place / "baselin_jobs.csv").write_text(HEADER), "is not a table of the data set"),
        (lambda place: (place / "parks.csv").rename(place / "park.csv"), "is not a table of the data set"),
        (lambda place: (place / "datapackage.json").write_text("{"), "is not a data package"),
        (lambda place: (place / "zones.csv").unlink(), "table is missing"),
        (lambda place: (place / "more.csv").mkdir(), "is a folder, not a file"),
    ],
)
def test_a_problem_is_told_each_time_and_nothing_is_kept(
    spoil: Callable[[Path], Any], message: str, country: Path, home: Path
) -> None:
    load_dataset(country)
    spoil(country)
    told = []
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            load_dataset(country)
        told.append(caught.value.problems)
    assert told[0] == told[1]
    assert message in [problem.message for problem in told[0]]
    assert len(entries(home)) == 1
    assert tuple(told[0]) == tuple(read_dataset(country, None)[1])


def test_a_users_folder_of_another_name_tells_its_own_name(user: Path) -> None:
    load_dataset(EXAMPLE, filled(user))
    other = user.with_name("ours")
    user.rename(other)
    assert load_dataset(EXAMPLE, other).origins["travel_times"] == ("ours/ours.xlsx, sheet travel_times",)


def test_other_code_and_other_libraries_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {cache.dataset_key(EXAMPLE, None)}
    with monkeypatch.context() as patch:
        patch.setattr(keys, "_version", lambda name: f"{name} of tomorrow")
        known.add(cache.dataset_key(EXAMPLE, None))
    with monkeypatch.context() as patch:
        patch.setattr(keys, "_code", lambda: b"another rule")
        known.add(cache.dataset_key(EXAMPLE, None))
    monkeypatch.setattr(cache, "LAYOUT", "next")
    known.add(cache.dataset_key(EXAMPLE, None))
    assert len(known) == 4
    assert None not in known


def test_data_check_reads_the_files_whatever_is_kept(country: Path, home: Path) -> None:
    load_dataset(country)
    shutil.rmtree(home)
    assert check_dataset(country) == ()
    assert entries(home) == []


def damages(whole: bytes, other: bytes) -> list[bytes]:
    cuts = [whole[:length] for length in (0, 1, 31, 32, 33, len(whole) // 2, len(whole) - 1)]
    flips = [bytes([*whole[:at], whole[at] ^ 1]) + whole[at + 1 :] for at in (0, 100, len(whole) // 2, len(whole) - 1)]
    return [*cuts, *flips, whole + b"\0", b"PAR1 something else", other]


def test_a_damaged_or_foreign_entry_is_ignored_and_written_anew(home: Path, country: Path) -> None:
    load_dataset(MOROCCO)
    foreign = entries(home)[0].read_bytes()
    shutil.rmtree(home)
    plain = load_dataset(country)
    (path,) = entries(home)
    whole = path.read_bytes()
    for damaged in damages(whole, foreign):
        path.write_bytes(damaged)
        assert_same(load_dataset(country), plain)
        assert path.read_bytes() == whole


def test_an_entry_that_is_whole_but_no_table_is_ignored(country: Path, home: Path) -> None:
    plain = load_dataset(country)
    (path,) = entries(home)
    whole = path.read_bytes()
    store.write_entry(path.name, b"not Arrow")
    assert_same(load_dataset(country), plain)
    assert path.read_bytes() == whole


def test_a_folder_in_the_place_of_an_entry_is_left_alone(country: Path, home: Path) -> None:
    load_dataset(country)
    (path,) = entries(home)
    path.unlink()
    path.mkdir()
    assert_same(load_dataset(country), fresh(country))
    assert entries(home) == [path]


def test_off_writes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("off", " OFF "):
        monkeypatch.setenv("SITING_CACHE", value)
        assert_same(load_dataset(EXAMPLE), fresh(EXAMPLE))
    assert not home.exists()
    assert store.cache_folder() is None


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("SITING_CACHE", str(tmp_path / "file" / "cache"))
    assert_same(load_dataset(EXAMPLE), fresh(EXAMPLE))
    assert_same(load_dataset(EXAMPLE), fresh(EXAMPLE))


@pytest.mark.parametrize("broken", ["replace", "utime"])
def test_a_full_or_read_only_disk_is_done_without(broken: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(store.os, broken, full)
    for _ in range(2):
        assert_same(load_dataset(EXAMPLE), fresh(EXAMPLE))
    assert [path.name for path in entries(home) if path.name.startswith(".")] == []


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    country: Path, home: Path, edit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*folders: Any) -> Any:
        found = read_dataset(*folders)
        edit("travel_times", 2, "minutes", "78.5")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(dataset, "read_dataset", read)
        load_dataset(country)
    assert entries(home) == []
    assert_same(load_dataset(country), fresh(country))


def test_several_processes_at_once(country: Path, home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from siting.regions import load_dataset\n"
        "tables = [load_dataset(Path(sys.argv[1])) for _ in range(8)][-1].tables\n"
        "print({name: len(frame) for name, frame in tables.items()})"
    )
    run = [sys.executable, "-W", "error", "-c", code, str(country)]
    started = [subprocess.Popen(run, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(3)]
    answers = [process.communicate(timeout=120)[0].strip() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert set(answers) == {str({name: len(frame) for name, frame in fresh(country).tables.items()})}
    assert len(entries(home)) == 1


def test_the_entries_used_last_stay_and_other_files_are_not_touched(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "KEPT", 3)
    names = [f"dataset-{number:064x}.arrow" for number in range(5)]
    home.mkdir()
    (home / "mine.arrow").write_text("mine")
    (home / ".siting-unfinished-old").write_text("x")
    os.utime(home / ".siting-unfinished-old", (1, 1))
    (home / ".siting-unfinished-new").write_text("x")
    for at, name in enumerate(names[:4]):
        store.write_entry(name, b"x")
        os.utime(home / name, (1000 + at, 1000 + at))
    assert store.read_entry(names[1]) == b"x"  # used: it is the youngest now
    store.write_entry(names[4], b"x")
    assert [path.name for path in entries(home)] == [
        ".siting-unfinished-new", names[1], names[3], names[4], "mine.arrow",
    ]  # fmt: skip


def test_where_the_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SITING_CACHE", "~/mine")
    assert store.cache_folder() == tmp_path / "mine"
    monkeypatch.delenv("SITING_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/tmp/x")
    assert store.cache_folder() == Path("/var/tmp/x/siting")
    for value in ("relative/x", ""):
        monkeypatch.setenv("XDG_CACHE_HOME", value)
        assert store.cache_folder() == tmp_path / ".cache" / "siting"
    monkeypatch.setattr(store.sys, "platform", "darwin")
    assert store.cache_folder() == tmp_path / "Library" / "Caches" / "siting"
    monkeypatch.setattr(store.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert store.cache_folder() == tmp_path / "local" / "siting"


def test_sound_outlines_are_checked_once(country: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def read(found: Dataset, level: str) -> Any:
        asked.append(level)
        return geometry_read(found, level)

    geometry_read = geometry.read_outlines
    monkeypatch.setattr(geometry, "read_outlines", read)
    loaded = load_dataset(country)
    for _ in range(2):
        assert geometry.outline_problems(loaded, MOROCCO) == []
    assert sorted(asked) == ["province", "region"]
    monkeypatch.setenv("SITING_CACHE", "off")
    assert geometry.outline_problems(loaded, MOROCCO) == []
    assert len(asked) == 4


def test_outlines_that_changed_are_checked_anew_and_wrong_ones_each_time(country: Path) -> None:
    loaded = load_dataset(country)
    assert geometry.outline_problems(loaded, MOROCCO) == []
    frame = gpd.read_file(country / "provinces.geojson")
    frame[frame["code"] != "S-2"].to_file(country / "provinces.geojson", driver="GeoJSON")
    for _ in range(2):
        assert [each.message for each in geometry.outline_problems(loaded, MOROCCO)] == ["province has no outline"]
    # Outlines of the trusted folder are not asked for; that verdict must not serve where they are.
    assert geometry.outline_problems(loaded, country) == []
    assert len(geometry.outline_problems(loaded, MOROCCO)) == 1


def test_a_verdict_on_some_outlines_is_none_on_others(country: Path, user: Path) -> None:
    shutil.copy(country / "provinces.geojson", user)
    frame = gpd.read_file(country / "regions.geojson")
    frame[frame["code"] != "S"].to_file(country / "regions.geojson", driver="GeoJSON")
    loaded = load_dataset(country, user)
    # Only the user's are asked for where the others stand in the trusted folder.
    assert geometry.outline_problems(loaded, country) == []
    assert [each.message for each in geometry.outline_problems(loaded, MOROCCO)] == ["region has no outline"]


def test_outlines_are_judged_by_the_zones_that_were_loaded(country: Path) -> None:
    loaded = load_dataset(country)
    assert geometry.outline_problems(loaded, MOROCCO) == []
    zones = loaded.tables["zones"].replace({"code": {"S-2": "S-9"}})
    other = Dataset(country, None, {**loaded.tables, "zones": zones}, loaded.origins, loaded.package)
    assert len(geometry.outline_problems(other, MOROCCO)) == 2

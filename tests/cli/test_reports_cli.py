"""The commands map, chart and style on a small run: each kind writes its file; what is wrong is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest

from siting.cli import run
from siting.cli.reports import ChartKind, MapKind
from siting.publishing import MAP_KINDS, MapOrder
from siting.report.charts.request import CHARTS
from siting.report.maps.request import KINDS as DRAWN_KINDS
from siting.report.maps.request import Kind

ROOT = Path(__file__).parents[2]
MODEL = str(ROOT / "models/example")


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the example, in a folder of its own."""
    out = tmp_path_factory.mktemp("reports") / "run"
    assert run(["solve", MODEL, "--out", str(out), "--quiet"]) == 0
    return out


@pytest.fixture
def folder(solved: Path, tmp_path: Path) -> Path:
    """A copy of the run, so that what is written beside it is seen."""
    return Path(shutil.copytree(solved, tmp_path / "run"))


def _beside(folder: Path) -> list[str]:
    """What stands beside a run."""
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


def _refused(arguments: Sequence[str], capsys: pytest.CaptureFixture[str], code: int) -> str:
    """The message of a command that has to end with ``code``, without a traceback."""
    capsys.readouterr()
    assert run(list(arguments)) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    return " ".join(told.err.split())


def test_kinds_of_the_command_line_are_those_that_can_be_drawn() -> None:
    assert [kind.value for kind in MapKind] == list(MAP_KINDS)
    assert [kind.value for kind in ChartKind] == list(CHARTS)
    assert set(DRAWN_KINDS) == set(get_args(Kind)) <= set(MAP_KINDS)
    assert {option for options in MAP_KINDS.values() for option in options} <= set(MapOrder._fields)


def test_every_kind_of_map_is_written_beside_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {"plan": "run.png", "atlas": "run-atlas.pdf"}
    for kind in MAP_KINDS:
        capsys.readouterr()
        assert run(["map", str(folder), "--kind", kind, "--quiet"]) == 0, kind
        file = folder.with_name(names.get(kind, f"run-{kind}.png"))
        assert capsys.readouterr().out.split() == [str(file)]
        assert file.read_bytes()[:4] in (b"\x89PNG", b"%PDF")
    assert len(_beside(folder)) == len(MAP_KINDS)


def test_every_kind_of_chart_is_written_beside_the_run(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("other") / "smaller"
    assert run(["solve", MODEL, "--set", "goals.jobs.2028=15000", "--out", str(other), "--quiet"]) == 0
    for kind, chart in CHARTS.items():
        runs = [str(folder), str(other)][: chart.least]
        capsys.readouterr()
        assert run(["chart", *runs, "--kind", kind, "--format", "svg"]) == 0, kind
        file = folder.with_name(f"run-{kind}.svg")
        assert capsys.readouterr().out.split() == [str(file)]
        assert file.read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_format_is_that_of_the_file(folder: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder.parent / f"map.{ending}"
    options = ["--kind", "choropleth", "--measure", "seats", "--region", "Centre", "--lang", "ar", "--classes", "equal"]
    assert run(["map", str(folder), *options, "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"picture": str(out)}
    assert out.read_bytes()[:4] == {"png": b"\x89PNG", "svg": b"<?xm", "pdf": b"%PDF"}[ending]


def test_default_names_tell_kind_and_measure(folder: Path) -> None:
    assert run(["map", str(folder), "--kind", "change", "--measure", "seats", "--from-year", "2025"]) == 0
    assert run(["map", str(folder), "--kind", "change", "--against", str(folder), "--format", "svg"]) == 0
    assert _beside(folder) == ["run-change-seats.png", "run-change.svg"]


def test_measures_are_listed_and_nothing_is_drawn(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["map", str(folder), "--list", "--json", "--lang", "en"]) == 0
    listed = {each["key"]: each for each in json.loads(capsys.readouterr().out)["measures"]}
    assert listed["jobs"]["levels"] == ["province", "region"]
    assert run(["map", str(folder), "--list", "--lang", "fr"]) == 0
    told = capsys.readouterr().out
    assert all(key in told for key in listed)
    assert _beside(folder) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--kind", "globe"], "'globe' is not one of"),
        (["--lang", "de"], "'de' is not one of"),
        (["--level", "village"], "'village' is not one of"),
        (["--kind", "choropleth", "--measure", "job"], "did you mean jobs"),
        (["--kind", "choropleth", "--level", "commune"], "by province or region, not commune"),
        (["--kind", "choropleth", "--classes", "natur"], "did you mean natural"),
        (["--kind", "choropleth", "--region", "Center"], "did you mean"),
        (["--kind", "choropleth", "--year", "1999"], "2024 to 2028, not for 1999"),
        (["--kind", "circles", "--measure", "cost-per-job"], "choose --kind choropleth"),
        (["--kind", "change", "--from-year", "2030"], "not for 2030"),
        (["--kind", "flows", "--region", "nowhere"], "nowhere"),
        (["--kind", "flows", "--year", "1999"], "choose one from"),
        (["--kind", "catchments", "--zone", "Capitol"], "did you mean"),
        (["--kind", "catchments", "--minutes", "0"], "greater than or equal to 1"),
        (["--kind", "multiples", "--measure", "job"], "job"),
        (["--kind", "multiples", "--year", "2028"], "leave out --year"),
        (["--measure", "jobs"], "--measure goes with --kind choropleth"),
        (["--kind", "choropleth", "--zone", "C-1"], "--zone goes with --kind catchments"),
        (["--kind", "circles", "--classes", "equal"], "--classes goes with --kind choropleth"),
        (["--kind", "atlas", "--format", "svg"], "an atlas is a PDF"),
        (["--kind", "choropleth", "--against", "x", "--minutes", "3"], "--minutes goes with --kind catchments"),
        (["--out", "map.gif"], "choose one of png, svg, pdf"),
    ],
)
def test_a_map_that_there_is_not_is_refused(
    folder: Path, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in _refused(["map", str(folder), *options], capsys, 2)
    assert _beside(folder) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--kind", "pie"], "'pie' is not one of"),
        (["--kind", "slope"], "takes 2 to 20 runs"),
        (["--kind", "bars", "--by", "payer"], "no option by"),
        (["--kind", "costs", "--by", "colour"], "colour"),
        (["--kind", "bars", "--undiscounted"], "no option discounted"),
        (["--out", "chart.gif"], "choose one of png, svg, pdf"),
    ],
)
def test_a_chart_that_there_is_not_is_refused(
    folder: Path, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in _refused(["chart", str(folder), *options], capsys, 2)
    assert _beside(folder) == []


@pytest.mark.parametrize("command", ["map", "chart", "export", "report"])
def test_places_and_runs_that_cannot_be_used(folder: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    ending = "gpkg" if command == "export" else "pdf"
    before = sorted(folder.rglob("*"))
    inside, nowhere = folder / f"x.{ending}", folder.parent / "nowhere" / f"x.{ending}"
    assert "never changed" in _refused([command, str(folder), "--out", str(inside)], capsys, 3)
    assert "folder" in _refused([command, str(folder), "--out", str(nowhere)], capsys, 3)
    assert "run" in _refused([command, str(folder.parent / "gone")], capsys, 3)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    key = next(name for name in manifest if "format" in name)
    (folder / "manifest.json").write_text(json.dumps(manifest | {key: 999}), "utf-8")
    assert "newer" in _refused([command, str(folder)], capsys, 3)
    assert sorted(folder.rglob("*")) == before
    assert _beside(folder) == []


def test_year_and_place_are_checked_before_anything_is_drawn(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import geopandas
    from matplotlib.figure import Figure

    def never(*_: object, **__: object) -> None:
        raise AssertionError("work was begun")

    monkeypatch.setattr(Figure, "__init__", never)
    monkeypatch.setattr(geopandas, "read_file", never)
    for kind in ("choropleth", "circles", "change", "flows", "catchments"):
        _refused(["map", str(folder), "--kind", kind, "--year", "1999"], capsys, 2)
    _refused(["export", str(folder), "--year", "1999"], capsys, 2)
    missing = folder.parent / "missing"
    for command, *options in (
        *(("map", "--kind", kind) for kind in MAP_KINDS), ("chart",), ("report",), ("report", "--kind", "full"),
    ):  # fmt: skip
        out = missing / "x.pdf"
        assert "no such folder" in _refused([command, str(folder), *options, "--out", str(out)], capsys, 3)
    assert "no such folder" in _refused(["export", str(folder), "--out", str(missing / "x.gpkg")], capsys, 3)
    assert _beside(folder) == []


@pytest.mark.parametrize("command", ["map", "chart"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fonts: {latin: No Such Family}\n", "no such font on this machine"),
        ("fonts: {arabic: IBM Plex Sans, fallback: IBM Plex Sans}\n", "no font has these letters (ar)"),
        ("colours: {ink: red}\nsizes: {title: 1}\n", "2 problems"),
        (None, "no such style file"),
    ],
)
def test_a_style_that_cannot_be_used(
    folder: Path, command: str, text: str | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    style = folder.parent / "style.yaml"
    if text is not None:
        style.write_text(text, "utf-8")
    told = _refused([command, str(folder), "--style", str(style)], capsys, 3)
    assert words in told or (words == "2 problems" and "colours.ink" in told and "sizes.title" in told)
    assert _beside(folder) == (["style.yaml"] if text is not None else [])


def test_failures_are_one_document_with_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["map", str(folder), "--kind", "choropleth", "--measure", "job", "--json"]) == 2
    told = capsys.readouterr()
    assert "job" in json.dumps(json.loads(told.out or told.err))


def test_the_style_is_written_once_and_can_be_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    style = folder.parent / "style.yaml"
    assert run(["style", "--out", str(style)]) == 0
    assert "exists" in _refused(["style", "--out", str(style)], capsys, 2)
    assert run(["style", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["style"]["fonts"]["arabic"]
    assert run(["style"]) == 0
    assert capsys.readouterr().out == style.read_text("utf-8")
    plain, styled = folder.parent / "a.svg", folder.parent / "b.svg"
    style.write_text('colours: {sequential: ["#ffeedd", "#dd8844", "#552200"]}\n', "utf-8")
    assert run(["map", str(folder), "--out", str(plain)]) == 0
    assert run(["map", str(folder), "--out", str(styled), "--style", str(style)]) == 0
    assert "#552200" not in plain.read_text("utf-8")
    assert "#552200" in styled.read_text("utf-8")

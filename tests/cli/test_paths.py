"""Shipped models and data are found in the source tree and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from siting import paths


def test_the_source_tree_is_used_where_there_is_one() -> None:
    root = Path(__file__).parents[2]
    assert paths.shipped("models/tech-valley-2030") == root / "models/tech-valley-2030"
    assert (paths.shipped("models/tech-valley-2030") / "model.yaml").is_file()


def test_an_installed_package_uses_its_own_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages/siting"
    (tmp_path / "site-packages/models").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.shipped("models") == package / "_shipped/models"


def test_a_model_is_found_by_path_and_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = paths.shipped("models/example")
    monkeypatch.chdir(tmp_path)
    assert paths.resolve_model("models/example") == shipped
    assert paths.resolve_model("example") == shipped
    assert paths.resolve_model("nowhere") == Path("nowhere")
    (tmp_path / "example").mkdir()
    assert paths.resolve_model("example") == Path("example"), "what stands in the working folder comes first"


def test_a_second_folder_of_the_same_second_gets_a_number(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from siting.solving import new_folder

    now = datetime.now(UTC)
    first = new_folder(("model", None, "frontier"), now, tmp_path)
    assert first.name.startswith("model-frontier-20")
    first.mkdir()
    assert new_folder(("model", None, "frontier"), now, tmp_path).name == f"{first.name}-2"

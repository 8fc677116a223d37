"""Export into a real PostgreSQL with PostGIS: what is there afterwards, and what happens when something is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import pandas as pd
import psycopg
import pytest
import shapely
import sqlalchemy as sa

from siting.errors import RunError, UsageError
from siting.planning import plan
from siting.report.exports import postgis
from siting.report.exports.fields import LAYERS
from siting.report.exports.layers import gather
from siting.report.exports.request import write_postgis
from siting.results import Run
from tests.report.postgis_server import PASSWORD, Server, binaries, running_server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    home = binaries()
    if home is None:
        reason = "no PostgreSQL with PostGIS here: apt-get install postgresql postgresql-15-postgis-3"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with running_server(home) as running:
        yield running


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return plan("models/example", out=tmp_path_factory.mktemp("runs") / "plain")


def _rows(url: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query, values or None).fetchall()


def test_every_table_is_there_with_its_rows_keys_comments_and_index(server: Server, run: Run) -> None:
    names = write_postgis(run, server.url(), lang="fr", overwrite=True)
    assert names == tuple(f"public.siting_{layer.name}" for layer in LAYERS if layer.geometry) + tuple(
        f"public.siting_{layer.name}" for layer in LAYERS if not layer.geometry
    )
    export = gather(run, "fr")
    engine = sa.create_engine(server.url().replace("postgresql://", "postgresql+psycopg://"))
    for layer in LAYERS:
        table, frame = f"siting_{layer.name}", export.frames[layer.name]
        order = ", ".join(f'"{key}"' for key in layer.key)
        with engine.connect() as connection:
            if layer.geometry:
                back = gpd.read_postgis(
                    sa.text(f'SELECT * FROM "{table}" ORDER BY {order}'), connection, geom_col="geom"
                )
                assert back.crs == "EPSG:4326" or back.empty
                expected = frame.sort_values(list(layer.key), ignore_index=True)
                assert shapely.equals(back.geometry.array, expected["geometry"].array).all()
            else:
                back = pd.read_sql(sa.text(f'SELECT * FROM "{table}"'), connection)
        assert len(back) == len(frame), layer.name
        for field in layer.fields:
            ours, theirs = frame[field.name], back[field.name]
            if field.kind in ("integer", "number"):
                assert float(theirs.sum()) == pytest.approx(float(ours.sum())), (layer.name, field.name)
            else:
                assert sorted(theirs.dropna().astype(str)) == sorted(ours.dropna().astype(str))
        comment = _rows(server.url(), "SELECT obj_description(%s::regclass)", table)[0][0]
        assert str(run.manifest["inputs_sha256"]) in comment
        told = dict(
            _rows(
                server.url(),
                "SELECT attname, col_description(attrelid, attnum) FROM pg_attribute"
                " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
                table,
            )
        )
        assert all(field.meaning("fr") in told[field.name] for field in layer.fields)
        kinds = {row[0] for row in _rows(server.url(), "SELECT indexdef FROM pg_indexes WHERE tablename = %s", table)}
        assert any("UNIQUE" in kind for kind in kinds), table
        assert any("gist" in kind for kind in kinds) == bool(layer.geometry)
    engine.dispose()
    found = _rows(server.url(), "SELECT type, srid FROM geometry_columns WHERE f_table_name = 'siting_zones'")
    assert found == [("MULTIPOLYGON", 4326)]


def test_tables_that_exist_are_replaced_only_when_asked_and_only_if_they_are_ours(server: Server, run: Run) -> None:
    url = f"{server.url()}?schema=other"
    write_postgis(run, url, lang="en")
    with pytest.raises(RunError, match="--overwrite") as caught:
        write_postgis(run, url, lang="en")
    assert len(caught.value.problems) == len(LAYERS)
    write_postgis(run, url, lang="en", overwrite=True)
    with psycopg.connect(server.url()) as connection:
        connection.execute("DROP TABLE other.siting_zones")
        connection.execute("CREATE TABLE other.siting_zones AS SELECT 7 AS mine")
    with pytest.raises(RunError, match="not written by siting"):
        write_postgis(run, url, lang="en", overwrite=True)
    assert _rows(server.url(), "SELECT mine FROM other.siting_zones") == [(7,)]


def test_a_failure_half_way_leaves_what_was_there(server: Server, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write_postgis(run, server.url(), prefix="half_")
    before = _rows(server.url(), "SELECT count(*), min(xmin::text) FROM half_zones")
    copy = postgis._copy

    def broken(connection: Any, table: Any, export: Any, layer: Any) -> None:
        if layer.name == "costs":
            connection.execute(sa.text("SELECT 1/0"))
        copy(connection, table, export, layer)

    monkeypatch.setattr(postgis, "_copy", broken)
    with pytest.raises(RunError, match="division by zero"):
        write_postgis(run, server.url(), prefix="half_", overwrite=True)
    assert _rows(server.url(), "SELECT count(*), min(xmin::text) FROM half_zones") == before
    with pytest.raises(RunError):
        write_postgis(run, server.url(), prefix="fresh_")
    assert _rows(server.url(), "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'fresh%%'") == [(0,)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"base": "nowhere"}, "nowhere"),
        ({"base": "plain"}, "has no PostGIS"),
        ({"password": "falsch-9137"}, "password authentication failed"),
        ({"base": "plans?schema=missing"}, "no such schema"),
    ],
)
def test_what_the_server_refuses_is_told_without_a_password(
    server: Server, run: Run, change: dict[str, str], expected: str
) -> None:
    with pytest.raises(RunError, match=expected) as caught:
        write_postgis(run, server.url(**change))
    text = f"{caught.value} {caught.value!r} {caught.value.__cause__} {caught.value.problems}"
    assert PASSWORD not in text
    assert "falsch-9137" not in text
    assert all(problem.remedy for problem in caught.value.problems)


def test_a_view_that_depends_on_a_table_is_named_as_the_reason(server: Server, run: Run) -> None:
    write_postgis(run, server.url(), prefix="seen_")
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE VIEW mine AS SELECT code FROM seen_zones")
    with pytest.raises(RunError, match="depend"):
        write_postgis(run, server.url(), prefix="seen_", overwrite=True)
    assert _rows(server.url(), "SELECT count(*) > 0 FROM mine") == [(True,)]


def test_a_server_that_is_not_there(run: Run) -> None:
    with pytest.raises(RunError, match="cannot be written") as caught:
        write_postgis(run, "postgresql://me:geheim-77@127.0.0.1:1/base")
    assert "geheim-77" not in str(caught.value)
    assert "127.0.0.1:1/base" in str(caught.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("mysql://me:geheim-77@host/base", "only to PostgreSQL"),
        ("no address geheim-77", "not an address"),
        ("postgresql://me:geheim-77@host:port/base", "not an address"),
        ("postgresql://me@host/base?schema=a;drop", "cannot be a schema"),
    ],
)
def test_an_address_that_is_none(run: Run, url: str, expected: str) -> None:
    with pytest.raises(UsageError, match=expected) as caught:
        write_postgis(run, url)
    assert "geheim-77" not in str(caught.value)


def test_without_the_libraries_the_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "geoalchemy2", None)
    with pytest.raises(UsageError, match=r"siting\[postgis\]"):
        write_postgis(run, "postgresql://me@host/base")

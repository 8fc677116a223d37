"""A run in a PostGIS data base: all tables in one transaction, with keys, spatial indexes and comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.errors import Problem, RunError, UsageError
from siting.report.exports.fields import LAYERS, Layer
from siting.words import say

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, Table
    from sqlalchemy.engine import URL

    from siting.report.exports.layers import Export

__all__ = ["Target", "check_tables", "read_url", "write_tables"]

#: How a comment of a table of ours begins: only such tables are replaced.
_MARK = "siting export: "
_LONGEST = 63  #: characters of a name in PostgreSQL
_SECONDS = 10  #: to wait for a server that does not answer


@dataclass(frozen=True)
class Target:
    """Where tables go: the server (`engine`), the schema, and what their names begin with.

    ``shown`` names the place in messages, without a password.
    """

    engine: Engine
    schema: str
    prefix: str
    shown: str
    secret: str


def read_url(url: str, *, schema: str = "public", prefix: str = "siting_") -> Target:
    """A target from ``postgresql://user@host/base``; ``?schema=NAME`` in it goes before the argument.

    Raises `UsageError` for another kind of address, for names that cannot be a schema or prefix, and when the extra
    ``postgis`` is not installed. No message repeats the address as given: it may hold a password.
    """
    try:
        import geoalchemy2  # noqa: F401
        import psycopg  # noqa: F401
        from sqlalchemy import create_engine
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError
    except ImportError as error:
        raise UsageError("PostGIS needs libraries that are not installed: pip install 'siting[postgis]'") from error
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise UsageError("this is not an address of a data base: write postgresql://user@host:5432/base") from None
    if "@" in str(parsed.host or ""):
        # Everything up to the last @ may be part of a password: nothing of it is shown.
        raise UsageError("the address has more than one @: write one that belongs to a name or password as %40")
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        what = f"cannot export to {parsed.drivername}: only to PostgreSQL with PostGIS"
        raise UsageError(f"{what}, postgresql://user@host:5432/base")
    query = dict(parsed.query)
    named = query.pop("schema", schema)
    schema = named if isinstance(named, str) else named[-1]
    for what, name in (("schema", schema), ("prefix", prefix)):
        if not (name.isascii() and name.replace("_", "a").isalnum() and len(name) <= 40) and (name or what == "schema"):
            raise UsageError(f"{name!r} cannot be a {what}: use letters, digits and _, at most 40")
    clean = parsed.set(drivername="postgresql+psycopg", query=query)
    waits = {} if "connect_timeout" in query else {"connect_timeout": _SECONDS}
    engine = create_engine(clean, connect_args=waits, hide_parameters=True)
    return Target(engine, schema, prefix, _shown(clean), str(clean.password or ""))


def _shown(url: URL) -> str:
    """The address without password and options."""
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def write_tables(
    export: Export, target: Target, *, overwrite: bool = False, progress: Callable[[str], None]
) -> tuple[str, ...]:
    """Write an export with geometry; returns the names of the tables with their schema. All of them or none.

    Raises `RunError` when the server cannot be reached or refuses, has no PostGIS or no such schema, or when tables
    of these names exist: with ``overwrite`` those that siting wrote are replaced, others never.
    """
    from sqlalchemy import text

    names = _names(target)
    with _told(target), target.engine.begin() as connection:
        # Two exports to the same tables: the second waits here, then sees what the first wrote.
        lock = text("SELECT pg_advisory_xact_lock(hashtext(:name))")
        connection.execute(lock, {"name": f"siting:{target.schema}.{target.prefix}"})
        _check(connection, target, tuple(names.values()), overwrite)
        metadata = _metadata(export, target, names)
        metadata.drop_all(connection)
        metadata.create_all(connection)
        for layer in (*export.layers, *export.tables):
            progress(say("export-step-write", export.lang, name=f"{target.schema}.{names[layer.name]}"))
            _copy(connection, metadata.tables[f"{target.schema}.{names[layer.name]}"], export, layer)
    return tuple(f"{target.schema}.{name}" for name in names.values())


def check_tables(target: Target, *, overwrite: bool) -> None:
    """Raises `RunError` when tables cannot be written there, as `write_tables` does; nothing is written."""
    with _told(target), target.engine.connect() as connection:
        _check(connection, target, tuple(_names(target).values()), overwrite)


def _names(target: Target) -> dict[str, str]:
    """Layer -> name of its table, in the order in which they are written."""
    ordered = sorted(LAYERS, key=lambda layer: layer.geometry is None)
    return {layer.name: f"{target.prefix}{layer.name}" for layer in ordered}


@contextmanager
def _told(target: Target) -> Iterator[None]:
    """Errors of the data base as `RunError`, without password."""
    from psycopg import Error
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, Error) as error:  # rows go in by psycopg itself
        cause = getattr(error, "orig", None) or error
        lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
        text = "; ".join(lines[:2])[:300]
        if target.secret:
            text = text.replace(target.secret, "***")
        remedy = "check that the server runs, the name of the data base, user and password (PGPASSWORD, ~/.pgpass)"
        if "depend" in text:
            remedy = "drop what depends on these tables, or choose another schema"
        elif "permission" in text:
            remedy = "ask for the right to create tables there, or choose another schema"
        raise RunError([Problem(target.shown, f"cannot be written: {text}", remedy=remedy)]) from None
    finally:
        target.engine.dispose()


def _check(connection: Connection, target: Target, names: tuple[str, ...], overwrite: bool) -> None:
    """Raises `RunError` with everything that stands in the way."""
    from sqlalchemy import inspect, text

    problems = []
    if connection.execute(text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")).first() is None:
        problems.append(Problem(target.shown, "has no PostGIS", remedy="CREATE EXTENSION postgis, as its owner"))
    seen = inspect(connection)
    if target.schema not in seen.get_schema_names():
        remedy = f"CREATE SCHEMA {target.schema}, or choose another"
        problems.append(Problem(target.shown, "has no such schema", target.schema, remedy))
        raise RunError(problems)
    taken = {*seen.get_table_names(target.schema), *seen.get_view_names(target.schema)}
    tables = set(seen.get_table_names(target.schema))
    for name in names:
        if name not in taken:
            continue
        place = f"{target.shown}, {target.schema}.{name}"
        if not overwrite:
            problems.append(
                Problem(place, "exists already", remedy="--overwrite replaces it; or choose another schema")
            )
        elif name not in tables or not _ours(seen.get_table_comment(name, target.schema)["text"]):
            what = "was not written by siting export and is not replaced"
            problems.append(Problem(place, what, remedy="choose another schema"))
    if problems:
        raise RunError(problems)


def _ours(comment: str | None) -> bool:
    return str(comment or "").startswith(_MARK)


def _metadata(export: Export, target: Target, names: dict[str, str]) -> MetaData:
    """Tables with types, keys, comments; a spatial index comes with every geometry."""
    from geoalchemy2 import Geometry
    from sqlalchemy import BigInteger, Boolean, Column, Double, Identity, Integer, MetaData, Table, Text

    kinds = {"text": Text, "integer": Integer, "number": Double, "boolean": Boolean}
    metadata = MetaData(schema=target.schema)
    for layer in (*export.layers, *export.tables):
        keyed = not any(layer.field(key).nullable for key in layer.key)
        columns: list[Any] = [
            Column(
                field.name, kinds[field.kind], primary_key=keyed and field.name in layer.key,
                autoincrement=False, nullable=field.nullable or field.kind == "number",
                comment=field.head(export.lang) + ": " + field.meaning(export.lang),
            )
            for field in layer.fields
        ]  # fmt: skip
        if not keyed:  # a table without a key of its own cannot be opened by QGIS
            columns.insert(0, Column("fid", BigInteger, Identity(), primary_key=True))
        if layer.geometry:
            kind = layer.geometry.upper()
            columns.append(Column("geom", Geometry(kind, srid=4326, spatial_index=True), nullable=False))
        told = export.provenance
        facts = "\n".join(f"{told.titles[key]}: {text}" for key, text in told.items.items())
        comment = f"{_MARK}{layer.title(export.lang)}\n{facts}"
        Table(names[layer.name][:_LONGEST], metadata, *columns, comment=comment)
    return metadata


def _copy(connection: Connection, table: Table, export: Export, layer: Layer) -> None:
    """Rows by COPY, in the transaction of the connection."""
    import pandas as pd
    from psycopg import sql

    frame = export.frames[layer.name]
    columns = [field.name for field in layer.fields]
    series = [frame[name] for name in columns]
    if layer.geometry:
        geo: Any = frame
        columns.append("geom")
        series.append(geo.geometry.to_wkb(hex=True).map(_with_srid))
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(str(table.schema), table.name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(command) as copy:
        for row in zip(*series, strict=True):
            copy.write_row([None if pd.isna(value) else _plain(value) for value in row])


def _plain(value: Any) -> Any:
    """A value as Python has it, not as numpy does."""
    return value.item() if hasattr(value, "item") else value


def _with_srid(wkb: str) -> str:
    """Hexadecimal WKB with the number of the reference system (EWKB): little-endian, type with flag, 4326."""
    kind = int.from_bytes(bytes.fromhex(wkb[2:10]), "little") | 0x20000000
    return wkb[:2] + kind.to_bytes(4, "little").hex() + (4326).to_bytes(4, "little").hex() + wkb[10:]

"""The data dictionary of what is exported: every layer, table and field, with type, unit and where it comes from.

One list drives the files, their documentation inside them (a table ``fields`` or a ``datapackage.json``), the aliases
that QGIS shows, the comments in PostGIS and `docs/export.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from siting.words import Lang, say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DESCRIPTIVE", "LAYERS", "Field", "Layer", "Part", "fields_markdown", "fields_table", "layer_named"]

Kind = Literal["text", "integer", "number", "boolean"]
#: ``name``: what something is called; ``data``: the data set; ``estimate``: rests on the estimated starting split;
#: ``plan``: computed.
Nature = Literal["name", "data", "estimate", "plan"]
Part = Literal["zones", "regions", "parks", "flows"]

#: Tables that say what the others are.
DESCRIPTIVE = ("fields", "sources")


@dataclass(frozen=True)
class Field:
    """A column. ``unit`` is a key of the catalogue, empty where there is none; ``digits`` after the point are kept.

    ``about`` is the key of its meaning, by default its name; ``nullable``: it may be empty.
    """

    name: str
    kind: Kind = "text"
    unit: str = ""
    nature: Nature = "name"
    digits: int = 0
    about: str = ""
    nullable: bool = False

    def title(self, lang: Lang) -> str:
        """What the column is called in a language."""
        return say(f"export-field-{(self.about or self.name).replace('_', '-')}", lang)

    def meaning(self, lang: Lang) -> str:
        """What the column holds, in a sentence."""
        return say(f"export-about-{(self.about or self.name).replace('_', '-')}", lang)

    def unit_in(self, lang: Lang) -> str:
        """The unit in a language; empty where there is none."""
        return say(f"export-unit-{self.unit.replace('_', '-')}", lang) if self.unit else ""

    def nature_in(self, lang: Lang) -> str:
        """Where the figures come from, in a language."""
        return say(f"export-nature-{self.nature}", lang)

    def head(self, lang: Lang) -> str:
        """Title with unit, as the head of a column."""
        if not self.unit:
            return self.title(lang)
        return say("export-head", lang, name=self.title(lang), unit=self.unit_in(lang))


@dataclass(frozen=True)
class Layer:
    """A layer (``geometry`` is its kind) or a table without; ``key`` names the columns that tell rows apart."""

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    geometry: Literal["MultiPolygon", "Point", "LineString"] | None = None

    def title(self, lang: Lang) -> str:
        """What the layer is called in a language."""
        return say(f"export-layer-{self.name.replace('_', '-')}", lang)

    def field(self, name: str) -> Field:
        """One of its columns. Raises ``KeyError`` for another."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def _whole(name: str, unit: str, nature: Nature = "plan", *, nullable: bool = False) -> Field:
    return Field(name, "integer", unit, nature, nullable=nullable)


def _exact(
    name: str, unit: str, digits: int = 3, nature: Nature = "plan", about: str = "", null: bool = False
) -> Field:
    return Field(name, "number", unit, nature, digits, about, null)


_NAMES = (Field("code"), Field("name_fr"), Field("name_ar"), Field("name_en"))
_YEAR = Field("year", "integer", "year")
_REGION = Field("region")
_CENTRE = (
    Field("longitude", "number", "degrees", "data", 5),
    Field("latitude", "number", "degrees", "data", 5),
)
_JOBS = (_whole("jobs_base", "jobs", "estimate"), _whole("jobs", "jobs"), _whole("jobs_add", "jobs"))
_RATES = (_exact("share", "fraction", 6), _exact("per_1000", "rate", 3))
_SEATS = (
    _whole("seats_base", "seats", "estimate"), _whole("seats", "seats"), _whole("seats_add", "seats"),
    _whole("built", "seats"),
)  # fmt: skip
_COSTS = (_exact("cost_mmad", "mmad", 6), _exact("state_mmad", "mmad", 6))
_ACTIVE = _exact("active", "people", 0, "data")
_STANDING = Field("std_park", "boolean", "", "data")
_INDICES = (
    _exact("connect", "index", 4, "data"), _exact("infrastr", "index", 4, "data"), _exact("talent", "index", 4, "data"),
)  # fmt: skip

#: Every layer and table in the order in which it is written.
LAYERS: tuple[Layer, ...] = (
    Layer(
        "zones", ("code",),
        (
            *_NAMES, _REGION, _YEAR, _ACTIVE, *_JOBS, *_RATES, *_SEATS, _whole("inflow", "people"),
            _whole("outflow", "people"), *_COSTS, *_INDICES, _STANDING, Field("estimate", "boolean", "", "data"),
            *_CENTRE,
        ),
        "MultiPolygon",
    ),
    Layer(
        "regions", ("code",),
        (
            *_NAMES, _YEAR, _whole("zones", "zones", "data"), _ACTIVE, *_JOBS, *_RATES,
            _whole("jobs_low", "jobs", nullable=True), _whole("jobs_high", "jobs", nullable=True), *_SEATS, *_COSTS,
        ),
        "MultiPolygon",
    ),
    Layer(
        "parks", ("code",),
        (
            *_NAMES, _REGION, _YEAR, *_SEATS, _whole("first_year", "year", nullable=True),
            _whole("phases", "phases", nullable=True), _STANDING, *_CENTRE,
        ),
        "Point",
    ),
    Layer(
        "flows", ("origin", "dest"),
        (Field("origin"), Field("dest"), _YEAR, _whole("people", "people"), _exact("minutes", "minutes", 2, "data")),
        "LineString",
    ),
    Layer(
        "jobs", ("zone", "segment", "year"),
        (
            Field("zone"), Field("segment"), _YEAR, _exact("jobs", "jobs", about="jobs_exact"),
            _exact("added", "jobs", null=True),
        ),
    ),
    Layer(
        "seats", ("zone", "year"),
        (
            Field("zone"), _YEAR, _exact("built", "seats", about="built_exact"),
            _exact("committed", "seats", 3, "data"),
            _exact("standing", "seats"), _exact("used", "seats"), _whole("phases", "phases", nullable=True),
        ),
    ),
    Layer(
        "costs", ("term", "payer", "zone", "year"),
        (
            Field("term"), Field("payer", nullable=True), Field("zone", nullable=True), _YEAR,
            _exact("mmad", "mmad", 6),
        ),
    ),
    Layer(
        "region_years", ("region", "year"),
        (
            _REGION, _YEAR, _exact("jobs", "jobs", about="jobs_exact"), _exact("added", "jobs", about="net_added"),
            _exact("standing", "seats"), _ACTIVE, *_RATES,
        ),
    ),
    Layer(
        "indicators", ("zone", "year", "indicator"),
        (
            Field("zone"), _YEAR, Field("index_name"), Field("indicator"), Field("unit"),
            _exact("raw", "", 6, "data"), _exact("scaled", "index", 6, "data"), _exact("weight", "fraction", 6, "data"),
        ),
    ),
    Layer(
        "assumptions", ("key",),
        (
            Field("key"), _exact("value", "", 9, "data", null=True), Field("unit", nullable=True),
            _exact("base_value", "", 9, "data", null=True), Field("changed_by", nullable=True),
            Field("source", nullable=True),
            _whole("source_yr", "year", "data", nullable=True), Field("grade", nullable=True),
            Field("note", nullable=True),
        ),
    ),
    Layer(
        "fields", ("layer", "field"),
        (
            Field("layer"), Field("field"), Field("type"), Field("unit", nullable=True), Field("nature"),
            Field("title"), Field("meaning"),
        ),
    ),
    Layer("sources", ("item",), (Field("item"), Field("title"), Field("text"))),
)  # fmt: skip


def layer_named(name: str) -> Layer:
    """A layer or table by its name. Raises ``KeyError`` for another."""
    for layer in LAYERS:
        if layer.name == name:
            return layer
    raise KeyError(name)


def fields_table(lang: Lang) -> pd.DataFrame:
    """The dictionary as a table: layer, field, type, unit, nature, title, meaning; one row for each field."""
    import pandas as pd

    rows = [
        (
            layer.name, field.name, field.kind, field.unit_in(lang) or None, field.nature_in(lang), field.title(lang),
            field.meaning(lang),
        )
        for layer in LAYERS
        for field in layer.fields
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[field.name for field in layer_named("fields").fields])


def fields_markdown() -> str:
    """The dictionary as it stands in `docs/export.md`, in English."""
    parts = []
    for layer in LAYERS:
        kind = f"{layer.geometry}s" if layer.geometry else "no geometry"
        key = ", ".join(f"`{name}`" for name in layer.key)
        lines = [
            f"### {layer.name}",
            "",
            f"{layer.title('en')} ({kind}; one row for each {key}).",
            "",
            "| field | type | unit | origin | meaning |",
            "|---|---|---|---|---|",
        ]
        for field in layer.fields:
            unit = field.unit_in("en")
            lines.append(
                f"| `{field.name}` | {field.kind} | {unit} | {field.nature_in('en')} | {field.meaning('en')} |"
            )
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"

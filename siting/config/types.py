"""The building blocks of the schema: a base class that forbids unknown keys, and numbers that cannot be text.

A number in a model file is a number: ``"0.2"``, ``true``, NaN and infinity are refused. Every numeric
field carries its unit in the JSON Schema (``unit``), from which `docs/model-file.md`, the checks of
`sources` and the remedies read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StrictBool, StrictInt, Tag
from pydantic.types import Strict

__all__ = [
    "Amount",
    "Count",
    "Delay",
    "Flag",
    "Frozen",
    "Growth",
    "Multiple",
    "Percentile",
    "Positive",
    "Real",
    "Share",
    "ShareByYear",
    "Text",
    "Year",
    "quantity",
]

_Finite = Field(allow_inf_nan=False)


class Frozen(BaseModel):
    """Immutable, and a key that is not in the schema is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def quantity(
    name: str,
    description: str,
    default: Any = ...,
    *,
    factory: Any = None,
) -> Any:
    """A field with its unit and meaning. Without a default the key must be in the file."""
    extra: dict[str, Any] = {"unit": name}
    if factory is not None:
        return Field(default_factory=factory, description=description, json_schema_extra=extra)
    return Field(default, description=description, json_schema_extra=extra)


def _year(value: object) -> object:
    # JSON has no whole-number keys: a resolved model read back from a manifest brings "2030".
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 4:
        return int(value)
    return value


def _number_or_years(value: object) -> str:
    return "by_year" if isinstance(value, Mapping) else "number"


#: No figure of a model is larger: jobs, MAD, minutes.
_LARGEST = 1e12
Real = Annotated[float, Strict(), _Finite, Field(ge=-_LARGEST, le=_LARGEST)]
Amount = Annotated[float, Strict(), _Finite, Field(ge=0, le=_LARGEST)]
Positive = Annotated[float, Strict(), _Finite, Field(gt=0, le=_LARGEST)]
#: A yearly change relative to what stands: up to tenfold, so that a percent does not pass for a fraction.
Multiple = Annotated[float, Strict(), _Finite, Field(ge=0, le=10)]
Share = Annotated[float, Strict(), _Finite, Field(ge=0, le=1)]
#: A yearly rate of change, or a relative difference: from -50 % to +100 %.
Growth = Annotated[float, Strict(), _Finite, Field(ge=-0.5, le=1)]
Percentile = Annotated[float, Strict(), _Finite, Field(ge=0, le=1)]
Count = Annotated[StrictInt, Field(ge=0)]
#: Whole years by which something comes later; below zero: earlier.
Delay = Annotated[StrictInt, Field(ge=-5, le=20)]
Year = Annotated[int, BeforeValidator(_year), Strict(), Field(ge=1990, le=2100)]
Flag = StrictBool
Text = Annotated[str, Field(min_length=1, max_length=4000)]
#: One number for every year, or numbers by year with straight lines between them.
ShareByYear = Annotated[
    Annotated[Share, Tag("number")] | Annotated[dict[Year, Share], Tag("by_year"), Field(min_length=1)],
    Discriminator(_number_or_years),
]

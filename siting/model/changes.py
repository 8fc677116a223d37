"""Changes of `Inputs` by name: a goal, a limit, a pool, a cost, a balance rule, a lock.

A name is a scalar (``jobs_goal.2030``, ``growth_limit``, ``balance.floor``, ``recruit_rate.secondary``,
``budgets.state.2027``, ``locks.zones_out``) or a column of a table, for all rows or for some
(``pool.eligible_pool``, ``pool.eligible_pool[zone=06.141, year=2030]``). A value replaces what was there; `times` and
`plus` change it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from pydantic import BaseModel, TypeAdapter, ValidationError

from siting.errors import ModelError, Problem
from siting.model.arrays import FloatArray
from siting.model.inputs import TABLES, Inputs, Scalars

__all__ = ["Change", "apply_changes", "named_columns", "plus", "times"]

#: Figures that may be below zero.
_SIGNED = ("zone_segment_year.operating_difference",)
#: Columns that name things or say what is possible where; to change them is to make another country.
_FIXED = ("zone", "region", "origin", "segment", "skill", "year", "minutes", "eligible")
_TABLE = re.compile(r"(?P<table>\w+)\.(?P<column>\w+)(?:\[(?P<where>[^\]]*)\])?")


@dataclass(frozen=True)
class Change:
    """``value * factor + shift`` in place of ``value``."""

    factor: float = 1.0
    shift: float = 0.0

    def of(self, value: Any) -> Any:
        """The changed value."""
        return value * self.factor + self.shift


def times(factor: float) -> Change:
    """So many times what it was."""
    return Change(factor=factor)


def plus(shift: float) -> Change:
    """So much more than it was."""
    return Change(shift=shift)


def apply_changes(inputs: Inputs, changes: Mapping[str, Any]) -> Inputs:
    """``inputs`` with ``changes``, in their order; tables that no change names stay the same objects.

    Raises `ModelError` with every problem found: unknown names, ids and years, values that are not numbers, NaN and
    infinite or negative ones.
    """
    problems: list[Problem] = []
    columns: dict[str, dict[str, FloatArray]] = {}
    told = inputs.scalars.model_dump(include={name.split(".")[0] for name in changes})
    for name, value in changes.items():
        head = name.split(".")[0]
        if head in TABLES:
            problems.extend(_change_table(inputs, columns, name, value))
        elif head in Scalars.model_fields:
            problems.extend(_change_scalar(inputs, told, name, value))
        else:
            problems.append(_unknown("inputs", name, [*Scalars.model_fields, *TABLES]))
    if not problems:
        problems.extend(_check_scalars(told))
    if problems:
        raise ModelError(problems)
    changed: dict[str, Any] = {name: inputs.table(name).assign(**those) for name, those in columns.items()}
    if told:
        changed["scalars"] = inputs.scalars.model_copy(update=told)
    return replace(inputs, **changed)


def named_columns(changes: Mapping[str, Any]) -> frozenset[str]:
    """The columns of tables that ``changes`` name, as ``table.column``."""
    found = (_TABLE.fullmatch(name) for name in changes if name.split(".")[0] in TABLES)
    return frozenset(f"{each['table']}.{each['column']}" for each in found if each)


def _unknown(place: str, name: str, known: list[str]) -> Problem:
    near = difflib.get_close_matches(name, known, n=1)
    remedy = (
        f"did you mean {near[0]}?" if near else f"one of {', '.join(known[:12])}{' ...' if len(known) > 12 else ''}"
    )
    return Problem(place, "no such name", name, remedy)


def _figures(value: Any) -> Iterator[float]:
    """Every number within a value."""
    if isinstance(value, Change):
        yield from (value.factor, value.shift)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float | np.number):
        yield float(value)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _figures(each)
    elif isinstance(value, BaseModel):
        yield from _figures(value.model_dump())
    elif isinstance(value, np.ndarray | list | tuple):
        for each in value:
            yield from _figures(each)


def _wrong(name: str, value: Any, signed: bool = False) -> Iterator[Problem]:
    """What is wrong with the numbers of a value."""
    numbers = isinstance(value, np.ndarray) and value.dtype.kind in "fiu"
    figures = value.ravel() if numbers else np.array(list(_figures(value)), dtype=np.float64)
    if not np.isfinite(figures).all():
        yield Problem(name, "is not a finite number", str(value), "give a number")
    elif not signed and not isinstance(value, Change) and (figures < 0).any():
        yield Problem(name, "is below zero", str(value), "give zero or more")


# --- scalars ---------------------------------------------------------------------------------------
def _check_scalars(told: dict[str, Any]) -> Iterator[Problem]:
    """Put checked values in place of the plain ones, and tell what cannot be."""
    for name, value in told.items():
        try:
            told[name] = _checker(name).validate_python(value)
        except ValidationError as error:
            for each in error.errors():
                place = ".".join(str(part) for part in (name, *each["loc"]))
                yield Problem(place, each["msg"], str(each["input"]), "see siting.model.inputs.Scalars")


@cache
def _checker(name: str) -> TypeAdapter[Any]:
    """What checks one of the scalars: none of them is bound to another."""
    kind: Any = Scalars.model_fields[name].annotation
    return TypeAdapter(kind)


def _change_scalar(inputs: Inputs, told: dict[str, Any], name: str, value: Any) -> Iterator[Problem]:
    """Put a value at a dotted name of the scalars ``told``."""
    yield from (wrong := list(_wrong(name, value)))
    if wrong:
        return
    *way, last = name.split(".")
    holder: Any = told
    for part in way:
        key = _key(holder, part)
        if not isinstance(holder, dict) or key not in holder:
            if way[0] != "budgets" or holder is not told.get("budgets"):
                yield _unknown(name, part, [str(each) for each in holder] if isinstance(holder, dict) else [])
                return
            holder = told["budgets"].setdefault(part, {})
        else:
            holder = holder[key]
    if not isinstance(holder, dict):
        yield Problem(name, "has nothing below it", name, f"name {'.'.join(way)}")
        return
    key = _key(holder, last)
    if key not in holder and not isinstance(key, int):
        yield _unknown(name, last, [str(each) for each in holder])
        return
    if isinstance(key, int) and key not in inputs.scalars.years:
        years = inputs.scalars.years
        yield Problem(name, "is outside the horizon", str(key), f"a year from {years[0]} to {years[-1]}")
        return
    if isinstance(value, Change):
        if not isinstance(holder.get(key), int | float) or isinstance(holder.get(key), bool):
            yield Problem(name, "has no number to change", str(holder.get(key)), "give the value itself")
            return
        value = value.of(holder[key])
        yield from _wrong(name, value)
    holder[key] = value.model_dump() if isinstance(value, BaseModel) else value


def _key(holder: Any, part: str) -> str | int:
    """A part of a name as a key: years are numbers."""
    return int(part) if part.isdigit() and not (isinstance(holder, dict) and part in holder) else part


# --- tables ----------------------------------------------------------------------------------------
def _change_table(
    inputs: Inputs, columns: dict[str, dict[str, FloatArray]], name: str, value: Any
) -> Iterator[Problem]:
    """Put a value into a column of a table: the new column stands in ``columns``, by table and name."""
    found = _TABLE.fullmatch(name)
    if found is None:
        yield Problem(name, "does not name a column", name, "write table.column or table.column[zone=CODE, year=2030]")
        return
    table, column = found["table"], found["column"]
    known = [each for each in TABLES[table] if each not in _FIXED]
    if column not in known:
        yield _unknown(name, column, known)
        return
    signed = f"{table}.{column}" in _SIGNED
    yield from (wrong := list(_wrong(name, value, signed)))
    if wrong:
        return
    frame, new = inputs.table(table), columns.setdefault(table, {})
    old = frame[column]
    kinds = "fiub" if old.dtype == bool else "fiu"
    if not isinstance(value, Change) and np.asarray(value).dtype.kind not in kinds:
        yield Problem(name, "is not a number", str(value)[:60], "give one number, or one for each row")
        return
    rows = np.ones(len(frame), dtype=bool)
    for part in filter(None, (each.strip() for each in (found["where"] or "").split(","))):
        dim, _, code = (each.strip() for each in part.partition("="))
        if dim not in TABLES[table] or dim not in _FIXED:
            yield _unknown(name, dim, [each for each in TABLES[table] if each in _FIXED])
            return
        here = (frame[dim].astype(str) == code).to_numpy()
        if not here.any():
            yield _unknown(name, code, sorted(set(frame[dim].astype(str))))
            return
        rows &= here
    values = new.get(column, old.to_numpy(np.float64)).copy()
    try:
        values[rows] = value.of(values[rows]) if isinstance(value, Change) else value
    except (ValueError, TypeError):
        yield Problem(name, f"has {int(rows.sum())} values", str(value)[:60], "give one number, or as many")
        return
    yield from _wrong(name, float(values.min(initial=0.0)), signed)
    new[column] = values

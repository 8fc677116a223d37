"""Zones of one level with everything that the data say about them, and the way from any level to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from siting.errors import DataError, ModelError, Problem
from siting.geo.arrays import Floats, Ints

__all__ = ["Hierarchy", "Tables", "numeric"]


class Tables(Protocol):
    """What geography needs of a data set."""

    def table(self, name: str) -> pd.DataFrame:
        """One table by name."""
        ...


def numeric(frame: pd.DataFrame, column: str, fill: float = np.nan) -> Floats:
    """A column as plain floats, empty cells replaced by ``fill``."""
    values = pd.to_numeric(frame[column]).to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isnan(values), fill, values)


@dataclass(frozen=True)
class Hierarchy:
    """The zones of ``level``, sorted by code, among all zones of a data set.

    ``levels`` are coarse to fine. Arrays of zones are in the order of ``codes``; nothing outside this class
    needs to know positions, because every table carries codes.
    """

    level: str
    levels: tuple[str, ...]
    every: Mapping[str, pd.DataFrame]  #: level -> zones sorted by code
    tables: Tables

    @classmethod
    def of(cls, dataset: Tables, level: str) -> Hierarchy:
        """The hierarchy of a data set. Raises `ModelError` if it has no such level."""
        zones = dataset.table("zones")
        known = [name for name in ("region", "province", "commune") if (zones["level"] == name).any()]
        known += sorted(set(zones["level"]) - set(known))
        if level not in known:
            raise ModelError.one("level", "the data set has no such level", level, f"valid here: {', '.join(known)}")
        every = {
            name: zones[zones["level"] == name].sort_values("code").reset_index(drop=True).astype({"code": str})
            for name in known
        }
        return cls(level, tuple(known), every, dataset)

    @property
    def frame(self) -> pd.DataFrame:
        """The rows of ``zones`` of this level, sorted by code."""
        return self.every[self.level]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of this level, sorted."""
        return tuple(self.frame["code"].tolist())

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Region of each zone."""
        return tuple(self.frame["region_code"].astype(str).tolist())

    @cached_property
    def longitude(self) -> Floats:
        """Degrees, WGS84."""
        return numeric(self.frame, "longitude")

    @cached_property
    def latitude(self) -> Floats:
        """Degrees, WGS84."""
        return numeric(self.frame, "latitude")

    def attributes(self, table: str, level: str | None = None) -> pd.DataFrame:
        """A table keyed by level and code, one row per zone in the order of codes; zones without a row are empty."""
        return self._attributes(table, level or self.level).copy()

    def _attributes(self, table: str, level: str) -> pd.DataFrame:
        """As `attributes`, the same object each time: indicators ask for the same table column by column."""
        if (table, level) not in self._known:
            frame = self.tables.table(table)
            frame = frame[frame["level"] == level]
            self._known[table, level] = frame.set_index(frame["code"].astype(str)).reindex(self.every[level]["code"])
        return self._known[table, level]

    @cached_property
    def _known(self) -> dict[tuple[str, str], pd.DataFrame]:
        return {}

    def values(self, table: str, column: str, fill: float = 0.0, level: str | None = None) -> Floats:
        """One column of `attributes`, empty cells replaced by ``fill``."""
        return numeric(self._attributes(table, level or self.level), column, fill)

    def to_coarser(self, fine: str, coarse: str) -> Ints:
        """For each zone of the finer level the position of the zone of the coarser level that holds it; read-only."""
        if (fine, coarse) not in self._ways:
            way = self._way(fine, coarse)
            way.flags.writeable = False
            self._ways[fine, coarse] = way
        return self._ways[fine, coarse]

    @cached_property
    def _ways(self) -> dict[tuple[str, str], Ints]:
        return {}

    def _way(self, fine: str, coarse: str) -> Ints:
        codes = self.every[fine]["code"].tolist()
        level = fine
        while level != coarse:
            up = self.levels[self.levels.index(level) - 1]
            frame = self.every[level]
            column = "region_code" if up == "region" else "parent_code"
            parent = dict(zip(frame["code"].tolist(), frame[column].astype(str).tolist(), strict=True))
            codes = [parent[code] for code in codes]
            level = up
        position = {code: i for i, code in enumerate(self.every[coarse]["code"].tolist())}
        return np.array([position[code] for code in codes], dtype=np.intp)

    def is_finer(self, one: str, other: str) -> bool:
        """Whether level ``one`` is finer than ``other``."""
        return self.levels.index(one) > self.levels.index(other)

    def from_provinces(self, table: str, column: str, how: str) -> Floats:
        """A table of provinces as values of this level: ``mean`` weighted by population, ``sum``, or ``max``.

        A zone finer than a province takes its province's value (not for ``sum``).
        """
        frame = self.tables.table(table)
        frame = frame.set_index(frame["province_code"].astype(str)).reindex(self.every["province"]["code"])
        return self.shift(numeric(frame, column, 0.0), "province", how)

    def shift(self, values: Floats, source: str, how: str) -> Floats:
        """Values of level ``source`` as values of this level."""
        if source == self.level:
            return values
        if self.is_finer(self.level, source):
            return values[self.to_coarser(self.level, source)]
        up = self.to_coarser(source, self.level)
        size = len(self.codes)
        if how == "sum":
            return np.bincount(up, weights=values, minlength=size)
        if how == "max":
            out = np.full(size, -np.inf)
            np.maximum.at(out, up, values)
            return out
        weight = self.values("talent", "population", 0.0, source)
        total = np.bincount(up, weights=weight, minlength=size)
        mean = np.bincount(up, weights=weight * values, minlength=size)
        plain = np.bincount(up, weights=values, minlength=size) / np.maximum(np.bincount(up, minlength=size), 1)
        return np.where(total > 0, mean / np.where(total > 0, total, 1), plain)

    def locate(self, frame: pd.DataFrame) -> Ints:
        """The zone of each row of a table of facilities, as positions in ``codes``.

        Rows name a province and, where known, a commune. At a level finer than the province a row without a
        commune stands in the most populous zone of its province.
        """
        if self.level not in ("region", "province"):
            return self._locate_fine(frame)
        position = {code: i for i, code in enumerate(self.every["province"]["code"].tolist())}
        provinces = np.array([position[str(code)] for code in frame["province_code"]], dtype=np.intp)
        return provinces if self.level == "province" else self.to_coarser("province", self.level)[provinces]

    @cached_property
    def _main(self) -> dict[str, int]:
        """The most populous zone of each province, as position in ``codes``, at a level finer than the province."""
        provinces = self.to_coarser(self.level, "province")
        order = np.lexsort((self.values("talent", "population"), provinces))
        return dict(zip(self.every["province"]["code"].to_numpy()[provinces[order]], order.tolist(), strict=True))

    @cached_property
    def _position(self) -> dict[str, int]:
        return {code: i for i, code in enumerate(self.codes)}

    def _locate_fine(self, frame: pd.DataFrame) -> Ints:
        main, position = self._main, self._position
        own = frame["commune_code"] if "commune_code" in frame else pd.Series(None, index=frame.index, dtype=object)
        return np.array(
            [
                position.get(str(commune), main[str(province)]) if pd.notna(commune) else main[str(province)]
                for commune, province in zip(own, frame["province_code"], strict=True)
            ],
            dtype=np.intp,
        )

    @cached_property
    def _finest(self) -> Hierarchy:
        return Hierarchy(self.levels[-1], self.levels, self.every, self.tables)

    def points(self, frame: pd.DataFrame) -> tuple[Floats, Floats]:
        """Longitude and latitude of each row of a table of facilities: its own, or the centre of its zone."""
        finest = self._finest
        home = finest.locate(frame)
        lon, lat = finest.longitude[home], finest.latitude[home]
        if "longitude" in frame and "latitude" in frame:
            own_lon, own_lat = numeric(frame, "longitude"), numeric(frame, "latitude")
            known = np.isfinite(own_lon) & np.isfinite(own_lat)
            lon, lat = np.where(known, own_lon, lon), np.where(known, own_lat, lat)
        return lon, lat

    def resolve(self, default: float, stated: Mapping[str, float]) -> Floats:
        """Values by zone from a default and values by code of any level.

        A zone takes the value of the nearest unit that has one: itself, then what holds it. A zone that is
        coarser than the units stated takes the mean of its parts, weighted by labour force.
        """
        finest = max(
            [self.level, *(lv for lv in self.levels if set(stated) & set(self.every[lv]["code"]))],
            key=self.levels.index,
        )
        values = np.full(len(self.every[finest]), default)
        for level in self.levels[: self.levels.index(finest) + 1]:
            codes = self.every[level]["code"]
            here = np.array([stated.get(code, np.nan) for code in codes])
            fine = here if level == finest else here[self.to_coarser(finest, level)]
            values = np.where(np.isnan(fine), values, fine)
        if finest == self.level:
            return values
        up = self.to_coarser(finest, self.level)
        weight = np.maximum(self.values("talent", "labour_force", 0.0, finest), 1e-9)
        size = len(self.codes)
        mean = np.bincount(up, weights=weight * values, minlength=size) / np.bincount(
            up, weights=weight, minlength=size
        )
        own = np.array([stated.get(code, np.nan) for code in self.codes])
        return np.where(np.isnan(own), mean, own)

    def unknown(self, codes: Iterable[str], *, any_level: bool = False) -> list[str]:
        """The codes that are no zone of this level (or of any level)."""
        known = set(self.codes)
        if any_level:
            known = {code for frame in self.every.values() for code in frame["code"]}
        return sorted(set(codes) - known)


def refuse(problems: Iterable[Problem], error: Callable[[list[Problem]], DataError | ModelError]) -> None:
    """Raise if there is any problem."""
    found = list(problems)
    if found:
        raise error(found)

"""Every table of the data set with its columns: the one source of checks, data dictionary and docs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from siting.regions.columns import Column, Table
from siting.regions.schema import connectivity, economy, infrastructure, programme, talent, territory

__all__ = ["LEVELS", "REQUIRED", "TABLES", "ZONE_TABLES", "Column", "Table"]

#: The levels that a data set may have, coarse to fine. Region and province must be there, commune may.
LEVELS: tuple[str, ...] = territory.LEVELS

#: Table name -> table, in the order of the data dictionary.
TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for module in (territory, talent, infrastructure, connectivity, economy, programme)
        for table in module.TABLES
    }
)

#: Tables that every data set must have.
REQUIRED: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.required)

#: Tables with one row for each zone of each level.
ZONE_TABLES: tuple[str, ...] = ("talent", "infrastructure")

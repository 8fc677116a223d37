"""The regional data set: column tables, load, check, build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siting.regions.check import check_dataset
    from siting.regions.dataset import Dataset, load_dataset
    from siting.regions.listing import inventory
    from siting.regions.rebuild import build_dataset

__all__ = ["Dataset", "build_dataset", "check_dataset", "inventory", "load_dataset"]

_HOMES = {
    "Dataset": "siting.regions.dataset",
    "build_dataset": "siting.regions.rebuild",
    "check_dataset": "siting.regions.check",
    "inventory": "siting.regions.listing",
    "load_dataset": "siting.regions.dataset",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

"""The regional data set: column tables, load, check, build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.regions.check import check_dataset
    from siting.regions.dataset import Dataset, load_dataset
    from siting.regions.listing import inventory
    from siting.regions.rebuild import build_dataset

__all__ = ["Dataset", "build_dataset", "check_dataset", "inventory", "load_dataset"]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Dataset": "siting.regions.dataset",
        "build_dataset": "siting.regions.rebuild",
        "check_dataset": "siting.regions.check",
        "inventory": "siting.regions.listing",
        "load_dataset": "siting.regions.dataset",
    },
)

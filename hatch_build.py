"""Ship the reference data and the models inside the wheel (an editable install reads them from the source tree)."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShipDataAndModels(BuildHookInterface):
    """Copies data/regions and models to siting/_shipped; `siting.paths.shipped` finds them there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        for folder in ("data/regions", "models"):
            if (Path(self.root) / folder).is_dir():
                build_data["force_include"][folder] = f"siting/_shipped/{folder}"

"""What a model file and a scenario may say: frozen types, a unit on every field, no unknown key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.config.load import (
        OpenModel,
        list_scenarios,
        load_model,
        model_schema,
        open_model,
        parse_model,
        readable_scenarios,
    )
    from siting.config.merge import Scenario
    from siting.config.schema import Model

__all__ = [
    "Model",
    "OpenModel",
    "Scenario",
    "list_scenarios",
    "load_model",
    "model_schema",
    "open_model",
    "parse_model",
    "readable_scenarios",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Model": "siting.config.schema",
        "OpenModel": "siting.config.load",
        "Scenario": "siting.config.merge",
        "list_scenarios": "siting.config.load",
        "load_model": "siting.config.load",
        "model_schema": "siting.config.load",
        "open_model": "siting.config.load",
        "parse_model": "siting.config.load",
        "readable_scenarios": "siting.config.load",
    },
)

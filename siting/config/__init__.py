"""What a model file and a scenario may say: frozen types, a unit on every field, no unknown key."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siting.config.load import list_scenarios, load_model, model_schema, parse_model
    from siting.config.merge import Scenario
    from siting.config.schema import Model

__all__ = ["Model", "Scenario", "list_scenarios", "load_model", "model_schema", "parse_model"]

_HOMES = {
    "Model": "schema",
    "Scenario": "merge",
    "list_scenarios": "load",
    "load_model": "load",
    "model_schema": "load",
    "parse_model": "load",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'siting.config' has no attribute {name!r}")
    return getattr(import_module(f"siting.config.{_HOMES[name]}"), name)

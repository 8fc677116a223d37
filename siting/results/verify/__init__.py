"""The independent verifier: a run judged from its own files, by code that shares nothing with the model.

It imports neither the model nor a solver. It rebuilds every constraint from ``inputs/``, puts the plan of
``outputs/`` in, counts every figure again, and turns the prices of each stage into a bound that no plan can
beat.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siting.results.verify.certificate import Certificate, StageCertificate
    from siting.results.verify.check import verify_run, verify_tables

__all__ = ["Certificate", "StageCertificate", "verify_run", "verify_tables"]

_HOMES = {
    "Certificate": "certificate",
    "StageCertificate": "certificate",
    "verify_run": "check",
    "verify_tables": "check",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)

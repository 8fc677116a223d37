"""The independent verifier: a run judged from its own files, by code that shares nothing with the model.

It imports neither the model nor a solver. It rebuilds every constraint from ``inputs/``, puts the plan of
``outputs/`` in, counts every figure again, and turns the prices of each stage into a bound that no plan can
beat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.results.verify.certificate import Certificate, StageCertificate
    from siting.results.verify.check import verify_run, verify_tables

__all__ = ["Certificate", "StageCertificate", "verify_run", "verify_tables"]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Certificate": "siting.results.verify.certificate",
        "StageCertificate": "siting.results.verify.certificate",
        "verify_run": "siting.results.verify.check",
        "verify_tables": "siting.results.verify.check",
    },
)

"""The cluster and the fixed code of the tests of ensembles."""

from __future__ import annotations

from tests.ensemble.conftest import _fixed_code, cluster

__all__ = ["_fixed_code", "cluster"]

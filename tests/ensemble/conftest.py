"""One cluster for all tests of ensembles."""

from __future__ import annotations

from collections.abc import Iterator

import dask.config
import pytest

from siting.ensemble import content
from tests.ensemble.fixed_code import CODE
from tests.ensemble.processes import FIXED_CODE, Cluster


@pytest.fixture(autouse=True, scope="session")
def _fixed_code() -> Iterator[None]:
    """Local workers and this process tell the same code, whatever is edited meanwhile."""
    with pytest.MonkeyPatch.context() as patch, dask.config.set({"distributed.worker.preload": [str(FIXED_CODE)]}):
        patch.setattr(content, "_code", lambda: CODE)
        yield


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A scheduler with two workers. A test that adds workers takes them away again."""
    made = Cluster()
    try:
        made.worker()
        made.worker()
        made.pids(2)
        yield made
    finally:
        made.close()

"""One cluster for all tests of ensembles."""

from __future__ import annotations

from collections.abc import Iterator

import dask.config
import distributed
import pytest

from siting.ensemble import content
from tests.ensemble.processes import FIXED_CODE, Cluster


@pytest.fixture(autouse=True, scope="package")
def _fixed_code() -> Iterator[None]:
    """Local workers and this process tell the same code, whatever is edited meanwhile; other tests see none of it."""
    assert distributed.__version__  # read before: what it adds to the configuration stays when this is taken back
    with pytest.MonkeyPatch.context() as patch, dask.config.set({"distributed.worker.preload": [str(FIXED_CODE)]}):
        patch.setattr(content, "_code", content._code)  # kept: what is imported next takes its place for good
        from tests.ensemble.fixed_code import CODE

        patch.setattr(content, "_code", lambda: CODE)
        yield


@pytest.fixture(scope="package")
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

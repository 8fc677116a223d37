"""Keep solvers off standard output: they write there from C, past Python."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

__all__ = ["silenced"]


@contextmanager
def silenced() -> Iterator[None]:
    """Send file descriptor 1 to nowhere for a while; ``--json`` must print nothing but its document.

    C keeps what a solver writes in a buffer of its own when standard output is a pipe or a file, so that buffer is
    emptied before the way out is open again.
    """
    sys.stdout.flush()
    _flush_c()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        _flush_c()
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _flush_c() -> None:
    """Empty the output buffers of the C library that the solver uses, where the system lets us reach it."""
    if os.name == "posix":
        _c_library().fflush(None)


@cache
def _c_library() -> ctypes.CDLL:
    return ctypes.CDLL(None)

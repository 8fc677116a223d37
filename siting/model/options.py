"""What a user may ask of the solver."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SolverOptions"]


@dataclass(frozen=True)
class SolverOptions:
    """Solver, limits and seed of one run.

    ``solver`` is ``highs`` or ``cbc``; ``time_limit_s`` bounds the whole run in seconds (``None``: no limit);
    ``gap`` is the relative gap at which a MIP may stop; ``threads`` is the number the solver may use (``None``: its
    own choice); ``algorithm`` is HiGHS's first LP algorithm (``auto`` chooses by size).
    """

    solver: str = "highs"
    time_limit_s: float | None = None
    gap: float = 0.01
    threads: int | None = None
    seed: int = 0
    algorithm: str = "auto"

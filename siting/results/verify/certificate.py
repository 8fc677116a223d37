"""What the verifier found, in the form of `certificate.json`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Certificate", "StageCertificate"]


@dataclass(frozen=True)
class StageCertificate:
    """What the prices of one stage prove.

    ``value`` is what the run says it reached, ``bound`` what its prices prove that no plan can beat, both in
    the stage's own sense and unit; ``safe_bound`` is the same without any tolerance on reduced costs.
    ``gap_rel`` is their distance over max(1, \\|value\\|). ``proven`` says whether distance and signs are
    within tolerance.
    """

    objective: str
    round: int
    value: float
    bound: float
    safe_bound: float
    gap_rel: float
    dual_max_violation: float
    proven: bool
    integers_fixed: bool = False


@dataclass(frozen=True)
class Certificate:
    """The verdict on one run and the figures it rests on.

    * ``primal_max_violation``: largest breach of a row or bound, over the size of the row (dimensionless)
    * ``dual_max_violation``: largest wrong sign of a reduced cost over 1 + its coefficient, over all stages
    * ``duality_gap_rel``: largest relative distance of a stage's value and the bound its prices prove
    * ``mip_gap``: recomputed gap to the solver's bound, where parks are indivisible, else ``None``
    * ``verdict``: ``proven optimal``, ``within gap``, ``feasible, not proven`` or ``REFUTED: ...``
    * ``reasons``: everything that speaks against the plan or keeps the proof from being complete
    """

    verdict: str
    primal_max_violation: float
    dual_max_violation: float
    duality_gap_rel: float
    rows_checked: int
    columns_checked: int
    mip_gap: float | None = None
    stages: tuple[StageCertificate, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def refuted(self) -> bool:
        """Whether something contradicts the plan."""
        return self.verdict.startswith("REFUTED")

    @property
    def proven(self) -> bool:
        """Whether every stage is proven optimal."""
        return self.verdict == "proven optimal"

    def to_dict(self) -> dict[str, Any]:
        """As in ``certificate.json``."""
        return asdict(self)

    @classmethod
    def from_dict(cls, told: dict[str, Any]) -> Certificate:
        """Read ``certificate.json`` back."""
        stages = tuple(StageCertificate(**stage) for stage in told["stages"])
        return cls(**{**told, "stages": stages, "reasons": tuple(told["reasons"])})

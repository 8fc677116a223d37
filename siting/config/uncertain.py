"""How far an assumption may be from the truth: a range or a distribution, read by `siting ensemble` alone."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from siting.config.grades import Grade
from siting.config.types import Frozen, Real, Share, Text, Year, quantity

__all__ = ["MAY", "NEEDS", "Uncertain"]

#: Distribution -> the keys that describe it.
NEEDS = {
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "normal": ("mean", "sd", "low", "high"),
    "lognormal": ("median", "sd_log"),
    "discrete": ("values", "probabilities"),
}
#: Distribution -> keys that it may have besides.
MAY = {"lognormal": ("low", "high")}

_UNIT = "factor, or unit of the input"


class Uncertain(Frozen):
    """One assumption that is not known exactly. Its inputs move together."""

    inputs: tuple[Text, ...] = Field(
        min_length=1, description="names of inputs (docs/uncertainty.md), which take the same factor, shift or value"
    )
    how: Literal["times", "plus", "value"] = Field(
        description="times: the input is multiplied; plus: it is shifted; value: it is replaced"
    )
    distribution: Literal["uniform", "triangular", "normal", "lognormal", "discrete"] = Field(
        description="uniform (low, high), triangular (low, mode, high), normal (mean, sd, cut off at low and high), "
        "lognormal (median, sd_log; may be cut off at low and high), discrete (values, probabilities)"
    )
    low: Real | None = quantity(_UNIT, "lowest value", None)
    mode: Real | None = quantity(_UNIT, "likeliest value", None)
    high: Real | None = quantity(_UNIT, "highest value", None)
    mean: Real | None = quantity(_UNIT, "mean before the ends are cut off", None)
    sd: Real | None = quantity(_UNIT, "standard deviation before the ends are cut off", None)
    median: Real | None = quantity(_UNIT, "median before the ends are cut off", None)
    sd_log: Real | None = quantity("ratio", "standard deviation of the natural logarithm", None)
    values: tuple[Real, ...] = quantity(_UNIT, "the values that are possible", ())
    probabilities: tuple[Share, ...] = quantity("fraction", "probability of each of the values; they sum to 1", ())
    why: Text = Field(description="on what ground the range is as wide as it is")
    source: Text = Field(description="who published it, or how it was chosen")
    year: Year | None = quantity("year", "year of the figures behind the range", None)
    grade: Grade
    url: Text | None = Field(default=None, description="page")

    def stated(self) -> tuple[str, ...]:
        """The keys of a distribution that are there."""
        keys = dict.fromkeys(key for keys in (*NEEDS.values(), *MAY.values()) for key in keys)
        return tuple(key for key in keys if getattr(self, key) not in (None, ()))

"""Which samples are computed: drawn from the distributions, or placed so that influences can be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from siting.analysis.uncertainty.distributions import has_ends, quantile
from siting.ensemble.samples import MOST, Sample
from siting.errors import ModelError, Problem, UsageError
from siting.model.changes import apply_changes, plus, times

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from siting.config import Model
    from siting.config.uncertain import Uncertain
    from siting.model.arrays import FloatArray
    from siting.model.inputs import Inputs

__all__ = [
    "LEAST",
    "LEVELS",
    "Design",
    "DesignKind",
    "check_ranges",
    "check_request",
    "draw",
    "problem_of",
    "samples_of",
]

DesignKind = Literal["lhs", "morris", "sobol"]

#: Levels of the grid of a Morris design.
LEVELS = 4
#: Share beyond which a Morris design does not go where a distribution has no end.
_TAIL = 0.005
#: Fewest trajectories of Morris and base points of Sobol that a sensitivity is told of.
LEAST: Mapping[str, int] = {"morris": 4, "sobol": 8}
_WORDS: Mapping[str, str] = {"times": "times", "plus": "plus", "value": "at"}


@dataclass(frozen=True)
class Design:
    """Samples x assumptions: ``shares`` are cumulative probabilities, ``values`` factors, shifts or values.

    ``asked`` is the number of samples that was asked for; Morris and Sobol take the next lower number that fits them.
    """

    kind: DesignKind
    seed: int
    asked: int
    names: tuple[str, ...]
    ids: tuple[str, ...]
    shares: FloatArray
    values: FloatArray

    @property
    def size(self) -> int:
        """Samples of a trajectory (Morris) or of a base point (Sobol); 1 for a Latin hypercube."""
        return {"lhs": 1, "morris": len(self.names) + 1, "sobol": len(self.names) + 2}[self.kind]

    @property
    def drawn(self) -> NDArray[np.bool_]:
        """The samples that are draws from the distributions, of which shares and quantiles can be told.

        All of a Latin hypercube; of Saltelli's scheme the two independent matrices, the first and the last sample of
        each base point; none of a Morris design, whose samples stand on a grid.
        """
        place = np.arange(len(self.ids)) % self.size
        if self.kind == "morris":
            return np.zeros(len(self.ids), dtype=bool)
        chosen: NDArray[np.bool_] = (place == 0) | (place == self.size - 1)
        return chosen


def draw(uncertainty: Mapping[str, Uncertain], samples: int, kind: str = "lhs", seed: int = 0) -> Design:
    """A design of at most ``samples`` samples: the same for the same arguments on every machine.

    ``lhs``: Latin hypercube, one sample in each of as many equally likely strata of each assumption (McKay, Beckman and
    Conover 1979). ``morris``: trajectories that change one assumption at a time (Morris 1991). ``sobol``: two
    independent matrices and those with one column of the other (Saltelli et al. 2010), on a scrambled Sobol sequence
    whose length is a power of two. Raises `UsageError` for numbers of samples that cannot be, `ModelError` where
    nothing is uncertain.
    """
    check_request(samples, kind, seed)
    names = tuple(uncertainty)
    if not names:
        what = "states no range: every sample would be the same"
        raise ModelError.one("uncertainty", what, remedy="say what is uncertain; see docs/uncertainty.md")
    shares = {"lhs": _hypercube, "morris": _morris, "sobol": _sobol}[kind](names, samples, seed)
    if kind == "morris":
        edge = np.array([0.0 if has_ends(uncertainty[name]) else _TAIL for name in names])
        values = np.clip(shares, edge, 1.0 - edge)
    else:
        values = shares
    columns = [quantile(uncertainty[name], values[:, position]) for position, name in enumerate(names)]
    width = len(str(len(shares)))
    ids = tuple(f"{number + 1:0{width}d}" for number in range(len(shares)))
    return Design(kind, seed, samples, names, ids, shares, np.column_stack(columns))  # type: ignore[arg-type]


def check_request(samples: int, kind: str, seed: int) -> None:
    """Raise `UsageError` for a design or seed that there is not, `ModelError` for numbers of samples that cannot be."""
    if kind not in get_args(DesignKind):
        raise UsageError(f"no design {kind}: there are {', '.join(get_args(DesignKind))}")
    if not 0 < samples <= MOST:
        raise ModelError.one("--samples", "is out of range", f"{samples:,}", f"between 1 and {MOST:,} can be computed")
    if not 0 <= seed < 2**32:
        raise UsageError(f"seed {seed}: give a number from 0 to {2**32 - 1}")
    if kind != "lhs" and find_spec("SALib") is None:
        raise UsageError(f"the design {kind} needs SALib: install the extra siting[sensitivity]")


def problem_of(names: tuple[str, ...]) -> dict[str, Any]:
    """The assumptions as SALib wants them told: shares from 0 to 1."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _hypercube(names: tuple[str, ...], samples: int, seed: int) -> FloatArray:
    from scipy.stats.qmc import LatinHypercube

    found: FloatArray = LatinHypercube(d=len(names), rng=np.random.default_rng(seed)).random(samples)
    return found


def _morris(names: tuple[str, ...], samples: int, seed: int) -> FloatArray:
    from SALib.sample import morris

    count = _rounds("morris", "trajectories", samples, len(names) + 1)
    found: FloatArray = morris.sample(problem_of(names), count, num_levels=LEVELS, seed=seed)
    return np.clip(found, 0.0, 1.0)


def _sobol(names: tuple[str, ...], samples: int, seed: int) -> FloatArray:
    from SALib.sample import sobol

    count = 1 << (_rounds("sobol", "base points", samples, len(names) + 2).bit_length() - 1)
    found: FloatArray = sobol.sample(problem_of(names), count, calc_second_order=False, seed=seed)
    return found


def _rounds(kind: str, word: str, samples: int, size: int) -> int:
    """How many rounds of ``size`` samples there can be. Raises `UsageError` where they are too few."""
    least = LEAST[kind]
    if samples < least * size:
        raise UsageError(
            f"{samples:,} samples: {least} {word} of {size} samples are the fewest, {least * size:,} in all"
        )
    return samples // size


def samples_of(design: Design, uncertainty: Mapping[str, Uncertain]) -> list[Sample]:
    """The samples of a design as changes of inputs; inputs of one assumption move together."""
    made = []
    for label, row in zip(design.ids, design.values.tolist(), strict=True):
        changes: dict[str, Any] = {}
        for name, value in zip(design.names, row, strict=True):
            told = uncertainty[name]
            changes |= dict.fromkeys(told.inputs, _change(told.how, value))
        made.append(Sample(label, changes))
    return made


def _change(how: str, value: float) -> Any:
    return {"times": times, "plus": plus}[how](value) if how != "value" else value


def check_ranges(model: Model, inputs: Inputs) -> None:
    """Raise `ModelError` with every range whose ends the inputs cannot take, with the file and the line of the range.

    Such are unknown codes and years, figures that fall below zero, limits that are not there to be multiplied.
    """
    found: dict[Problem, None] = {}
    for name, told in model.uncertainty.items():
        edge = 0.0 if has_ends(told) else _TAIL
        ends = quantile(told, np.array([edge, 1.0 - edge])).tolist()
        for position, each in enumerate(told.inputs):
            place = model.place("uncertainty", name, "inputs", position)
            for end in ends:
                try:
                    apply_changes(inputs, {each: _change(told.how, end)})
                except ModelError as error:
                    for problem in error.problems:
                        message = f"{each} {_WORDS[told.how]} {end:g}: {problem.message}"
                        found[Problem(place, message, problem.value, problem.remedy)] = None
                    break
    if found:
        raise ModelError(found)

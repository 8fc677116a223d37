"""What can go wrong, as one tree. Every error knows its exit code and how to show itself.

```
SitingError                     1
├── UsageError                  2   the command line is wrong
├── InvalidInput                3   data, a model file, a run folder: carries every Problem found
│   ├── DataError                   tables and geometry
│   ├── ModelError                  model files, scenarios, --set
│   └── RunError                    run folders
├── Infeasible                  4   no plan satisfies the rules
└── NoPlan                      5   the solver stopped at a limit before it had a plan
```
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siting.analysis.repair import Diagnosis

__all__ = [
    "DataError",
    "Infeasible",
    "InvalidInput",
    "ModelError",
    "NoPlan",
    "Problem",
    "RunError",
    "SitingError",
    "UsageError",
]

_SHOWN = 160  #: most characters of a found value that a message shows


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it stands, and what to do about it.

    ``place`` names the file and the line, row or path (``talent.csv, row 12, column french_share``); ``value``
    is what was found there, as text; ``message`` says what is wrong; ``remedy`` says what to do.
    """

    place: str
    message: str
    value: str | None = None
    remedy: str | None = None

    def __str__(self) -> str:
        found = "" if self.value is None else f" (found: {_one_line(self.value)})"
        remedy = "" if self.remedy is None else f" -> {self.remedy}"
        return f"{_one_line(self.place)}: {self.message}{found}{remedy}"


def _one_line(text: str) -> str:
    """Text that a file may hold, fit for a message: no line breaks or control characters, at most 160 characters."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 3]}..."


class SitingError(Exception):
    """Base of everything that siting raises on purpose."""

    exit_code = 1


class UsageError(SitingError):
    """The command line asks for something that does not exist or contradicts itself."""

    exit_code = 2


class InvalidInput(SitingError):
    """Input that cannot be used. Holds every problem found, not only the first."""

    exit_code = 3

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        if not self.problems:
            raise ValueError("an InvalidInput needs at least one Problem")
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    @classmethod
    def one(cls, place: str, message: str, value: object = None, remedy: str | None = None) -> InvalidInput:
        """Shorthand for an error with a single problem."""
        return cls([Problem(place, message, None if value is None else str(value), remedy)])


class DataError(InvalidInput):
    """A table or a geometry of the data set is missing, malformed or contradicts another."""


class ModelError(InvalidInput):
    """A model file, a scenario or a ``--set`` is malformed or contradicts itself."""


class RunError(InvalidInput):
    """A run folder is missing, damaged, edited, or of a newer version; or an output place cannot be used."""


class Infeasible(SitingError):
    """No plan satisfies all the rules. ``reasons`` are sentences with numbers and remedies; ``diagnosis``, where one
    was made, tells which rules contradict one another and what would help."""

    exit_code = 4

    def __init__(self, reasons: Iterable[str], diagnosis: Diagnosis | None = None) -> None:
        self.reasons: tuple[str, ...] = tuple(reasons)
        self.diagnosis = diagnosis
        super().__init__(self.reasons)

    def __str__(self) -> str:
        return "\n".join(self.reasons)


class NoPlan(SitingError):
    """The solver stopped at a limit (time, memory, interrupt) and has no plan to show."""

    exit_code = 5

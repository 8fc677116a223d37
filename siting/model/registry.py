"""How a block of the model declares itself: name, ids, unit; equation, price and source in its docstring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from siting.model.arrays import Terms
from siting.model.data import ModelData
from siting.model.rows import Block
from siting.model.variables import Variables

__all__ = ["Constraint", "Term", "constraint", "term"]

Payer = Literal["developer", "firm", "state", "worker", "none"]


@dataclass(frozen=True)
class Constraint:
    """A named family of rows. ``rows`` gives the rows, or ``None`` where the run does not switch them on."""

    name: str
    over: tuple[str, ...]
    unit: str
    rows: Callable[[Variables, ModelData], Block | None]

    @property
    def text(self) -> str:
        """The docstring: sentence, equation, price, source."""
        return self.rows.__doc__ or ""


@dataclass(frozen=True)
class Term:
    """A named part of the objective.

    ``terms`` gives its parts as they are paid, not discounted, with a ``year`` each; ``discounted`` says whether
    the objective takes them at present value.
    """

    name: str
    payer: Payer
    unit: str
    terms: Callable[[Variables, ModelData], tuple[Terms, ...]]
    discounted: bool = True
    maximised: bool = False

    @property
    def text(self) -> str:
        """The docstring: sentence, equation, source."""
        return self.terms.__doc__ or ""


RowsFunction = Callable[[Variables, ModelData], Block | None]
TermsFunction = Callable[[Variables, ModelData], tuple[Terms, ...]]


def constraint(name: str, *, over: tuple[str, ...], unit: str) -> Callable[[RowsFunction], Constraint]:
    """Declare a family of rows called ``name``, one for each key of ``over``, in ``unit``."""

    def declare(rows: RowsFunction) -> Constraint:
        return Constraint(name, over, unit, rows)

    return declare


def term(
    name: str, *, payer: Payer, unit: str = "MMAD", discounted: bool = True, maximised: bool = False
) -> Callable[[TermsFunction], Term]:
    """Declare a part of the objective called ``name``, borne by ``payer``."""

    def declare(terms: TermsFunction) -> Term:
        return Term(name, payer, unit, terms, discounted, maximised)

    return declare

"""Weak duality: prices turned into a bound that no plan can beat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.results.verify.case import Floats, Ints
from siting.results.verify.columns import Columns
from siting.results.verify.rows import Names
from siting.results.verify.stages import Programme

__all__ = ["Offered", "Prices", "StageProof", "place_prices", "prove"]


@dataclass(frozen=True)
class StageProof:
    """What the prices of one stage prove about its (minimised) objective.

    ``bound`` is the dual objective, with reduced costs of the wrong sign inside the tolerance taken as zero;
    ``safe_bound`` charges them in full at bounds that the constraints imply, and so holds without any
    tolerance.
    """

    bound: float
    safe_bound: float
    violation: float  #: largest wrong sign of a reduced cost, over 1 + |coefficient|
    worst: int  #: its column, -1 if none


@dataclass(frozen=True)
class Prices:
    """Prices of one stage on the rows of a programme, block by block."""

    values: tuple[Floats, ...]
    faults: tuple[str, ...]
    given: bool  #: whether the stage has any price at all


@dataclass(frozen=True)
class Offered:
    """The prices of all stages that are not zero, row by row: read once, however many stages there are."""

    stage: Ints  #: number of the stage
    block: Ints  #: position in ``blocks``, -1 for none
    blocks: tuple[str, ...]
    key: Ints  #: `Names.key` of the row's ids
    price: Floats

    @classmethod
    def of(cls, names: Names, duals: pd.DataFrame) -> Offered:
        """The table of duals. KeyError or ValueError if it lacks a column or holds no numbers."""
        priced = duals[duals["price"].to_numpy(dtype=float) != 0.0]
        block, blocks = pd.factorize(priced["block"])
        return cls(
            stage=priced["stage"].to_numpy(),
            block=block,
            blocks=tuple(str(name) for name in blocks),
            key=names.key(names.codes(priced), len(priced)),
            price=priced["price"].to_numpy(dtype=float),
        )


def place_prices(programme: Programme, names: Names, offered: Offered, stage: int) -> Prices:
    """Match the prices of one stage to the programme's rows by block and ids."""
    values = [np.zeros(len(block)) for block in programme.blocks]
    faults = []
    position = {block.name: at for at, block in enumerate(programme.blocks)}
    here = np.flatnonzero(offered.stage == stage)
    numbers = offered.block[here]
    for number in dict.fromkeys(numbers[numbers >= 0].tolist()):
        name = offered.blocks[number]
        if name not in position:
            faults.append(f"duals: a price for {name}, which is no constraint of this stage")
            continue
        at, part = position[name], here[numbers == number]
        block = programme.blocks[at]
        wanted, price = offered.key[part], offered.price[part]
        own = names.key(block.codes, len(block))
        order = np.argsort(own, kind="stable")
        found = order[np.minimum(np.searchsorted(own[order], wanted), len(own) - 1)]
        hit = (own[found] == wanted) & (wanted >= 0)
        if not np.isfinite(price).all() or not hit.all():
            faults.append(f"duals: {int((~hit).sum())} price(s) of {name} name no row of this stage")
        hit &= np.isfinite(price)
        np.add.at(values[at], found[hit], price[hit])
    return Prices(tuple(values), tuple(faults), bool(len(here)))


def prove(programme: Programme, prices: Prices, columns: Columns) -> StageProof:
    """The bound that ``prices`` prove. Prices of the wrong sign count as zero."""
    reduced = programme.cost.copy()
    bound = 0.0
    for block, price in zip(programme.blocks, prices.values, strict=True):
        usable = _right_sign(block.sense, price)
        reduced -= block.matrix.T @ usable
        bound += float(usable @ block.rhs)
    up, down = reduced > 0, reduced < 0
    bound += float(reduced[up] @ programme.lower[up])
    capped = down & np.isfinite(programme.upper)
    bound += float(reduced[capped] @ programme.upper[capped])
    wrong: Ints = np.flatnonzero(down & ~capped)
    size = -reduced[wrong] / (1.0 + np.abs(programme.cost[wrong]))
    worst = int(size.argmax()) if len(size) else -1
    return StageProof(
        bound=bound,
        safe_bound=bound + float(reduced[wrong] @ columns.implied[wrong]),
        violation=float(size[worst]) if worst >= 0 else 0.0,
        worst=int(wrong[worst]) if worst >= 0 else -1,
    )


def _right_sign(sense: str, price: Floats) -> Floats:
    if sense == ">=":
        return np.maximum(price, 0.0)
    if sense == "<=":
        return np.minimum(price, 0.0)
    return price

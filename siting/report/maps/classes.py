"""Classes of a choropleth: breaks by a named method, moved to round numbers without moving a place to another class.

Quantiles put as many places in each class; natural breaks (Jenks, by Fisher's exact algorithm) keep like with like;
equal intervals compare with a ruler. Methods by mapclassify (PySAL). A class is ``low <= value < high``.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from siting.report.maps.scales import class_breaks
from siting.words import Lang, number, say, signed

if TYPE_CHECKING:
    from siting.report.page.style import Colours

__all__ = ["METHODS", "Classes", "Method", "change_classes", "classify", "roundest"]

Method = Literal["round", "quantiles", "natural", "equal"]
METHODS: tuple[Method, ...] = ("round", "quantiles", "natural", "equal")
_MOST = 5  #: classes besides "none" and "no figure"
_SAMPLE = 300  #: figures from which natural breaks are found where there are more: every n-th in order of size


@dataclass(frozen=True)
class Classes:
    """Inner ``breaks`` in order. ``zero``: figures that round to zero are a class of their own.

    On a ``diverging`` scale the breaks are sizes of change, the same on both sides, and "zero" means no change.
    ``digits`` are decimals shown, ``least`` is the size from which on a figure is not zero.
    """

    breaks: tuple[float, ...]
    method: Method
    zero: bool
    digits: int
    least: float = 0.5
    diverging: bool = False

    @property
    def sides(self) -> int:
        """Classes on each side of a diverging scale."""
        return len(self.breaks) + 1

    def position(self, value: float) -> int:
        """Class of a figure: -1 missing, 0 none, then 1 for the lowest class, 2 for the next and so on."""
        if math.isnan(value):
            return -1
        if self.zero and abs(value) < self.least:
            return 0
        if not self.diverging:
            return 1 + sum(value >= limit for limit in self.breaks)
        step = 1 + sum(abs(value) >= limit for limit in self.breaks)
        return self.sides + step if value > 0 else self.sides + 1 - step

    @property
    def count(self) -> int:
        """Number of classes besides "none" and "no figure"."""
        return 2 * self.sides if self.diverging else self.sides

    def counts(self, values: Sequence[float]) -> dict[int, int]:
        """Number of places in each class that there is, from -1 (missing) up; they add up to all places."""
        found = [self.position(value) for value in values]
        return {position: found.count(position) for position in range(-1, self.count + 1)}

    def colour(self, position: int, colours: Colours) -> str:
        """Colour of a class: from light to dark, or from loss through the middle to gain."""
        if position < 0:
            return colours.missing
        if not self.diverging:
            ramp, last = colours.sequential, len(colours.sequential) - 1
            if position == 0:
                return colours.none
            return ramp[last if not self.breaks else round(last * (position - 1) / len(self.breaks))]
        ramp, half = colours.diverging, len(colours.diverging) // 2
        if position == 0:
            return ramp[half]
        step = position - self.sides if position > self.sides else position - self.sides - 1
        away = max(1, round(abs(step) * half / self.sides))
        return ramp[half + away if step > 0 else half - away]

    def words(self, lang: Lang) -> dict[int, str]:
        """Words of each class by position."""
        told = {-1: say("map-class-missing", lang), 0: say("map-class-none", lang)}
        if self.diverging:
            return told | {0: say("map-class-unchanged", lang)} | self._changes(lang)
        if not self.breaks:
            return told | {1: say("map-class-all", lang)}
        told[1] = say("map-class-below", lang, high=number(self.breaks[0], lang, self.digits))
        for position, (low, high) in enumerate(pairwise(self.breaks), start=2):
            told[position] = self._between(low, high, lang)
        told[len(self.breaks) + 1] = say("map-class-above", lang, low=number(self.breaks[-1], lang, self.digits))
        return told

    def _between(self, low: float, high: float, lang: Lang) -> str:
        """Words of a class between two breaks; whole counts name the last figure that belongs to it."""
        texts = {"low": number(low, lang, self.digits), "high": number(high, lang, self.digits)}
        return say("map-class-between", lang, **texts)

    def _changes(self, lang: Lang) -> dict[int, str]:
        """Words of the classes of a change: both sides alike, with their signs."""
        told = {}
        for step in range(1, self.sides + 1):
            low = self.breaks[step - 2] if step > 1 else None
            high = self.breaks[step - 1] if step < self.sides else None
            for sign in (-1, 1):
                texts = {
                    name: "" if limit is None else signed(sign * limit, lang, self.digits)
                    for name, limit in (("low", low), ("high", high))
                }
                key = "between" if low and high else "beyond" if low else "up-to" if high else "any"
                position = self.sides + step if sign > 0 else self.sides + 1 - step
                told[position] = say(f"map-change-{'gain' if sign > 0 else 'loss'}-{key}", lang, **texts)
        return told


def roundest(low: float, high: float) -> float:
    """The roundest number in ``(low, high]``: a multiple of the largest 1, 2 or 5 times a power of ten that has one."""
    if not low < high:
        raise ValueError(f"nothing between {low} and {high}")
    if low < 0.0 <= high:
        return 0.0
    power = math.ceil(math.log10(max(abs(low), abs(high)))) + 1
    while power > -12:
        for step in (5.0, 2.0, 1.0):
            unit = step * 10.0**power
            found = math.floor(high / unit + 1e-9) * unit
            if low < found <= high * (1 + 1e-12) if high > 0 else low < found <= high + 1e-12:
                return round(found, 12)
        power -= 1
    return high


def classify(values: Sequence[float], *, method: Method | None, count: bool, digits: int) -> Classes:
    """Classes for figures (missing ones may be among them); no class is empty.

    ``count``: zero is a class of its own, and ``round`` is the default, as counts spread over orders of magnitude;
    otherwise natural breaks are.
    """
    chosen: Method = method or ("round" if count else "natural")
    least = 0.5 * 10.0**-digits
    zero = count or any(value == value and abs(value) < least for value in values)
    figures = sorted(float(v) for v in values if not math.isnan(v) and not (zero and abs(v) < least))
    if not figures:
        return Classes((), chosen, zero, digits, least)
    if chosen == "round" and count and figures[0] > 0:
        scale = 10.0**digits
        breaks = tuple(each / scale for each in class_breaks([value * scale for value in figures]))
    else:
        breaks = _rounded(figures, _bins(figures, chosen))
    return Classes(breaks, chosen, zero, digits if count else _decimals(breaks, digits), least)


def _bins(figures: Sequence[float], method: Method) -> list[float]:
    """Upper limits of the classes as mapclassify finds them."""
    import mapclassify
    import numpy as np

    array = np.asarray(figures)
    if method == "natural" and len(array) > _SAMPLE:
        array = array[np.unique(np.linspace(0, len(array) - 1, _SAMPLE).round().astype(int))]
    classes = min(_MOST, len(np.unique(array)))
    if classes == 1:
        return []
    find = {"equal": mapclassify.EqualInterval, "natural": mapclassify.FisherJenks}.get(method, mapclassify.Quantiles)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Numba not installed")  # slower, the same breaks
        warnings.filterwarnings("ignore", message="Not enough unique values")  # ties: fewer classes, dropped below
        return [float(each) for each in np.unique(find(array, k=classes).bins)[:-1]]


def _rounded(figures: Sequence[float], bins: Sequence[float]) -> tuple[float, ...]:
    """Each break moved to the roundest number that leaves every figure in its class; empty classes are dropped."""
    found: list[float] = []
    for limit in bins:
        below = [value for value in figures if value <= limit * (1 + 1e-12) or value <= limit]
        above = figures[len(below) :]
        if below and above:
            candidate = roundest(below[-1], above[0])
            if not found or candidate > found[-1]:
                found.append(candidate)
    return tuple(found)


def _decimals(breaks: Sequence[float], digits: int) -> int:
    """Decimals that tell the breaks apart and show each as it is, ``digits`` at least."""
    shown = digits
    while shown < 6 and any(abs(round(each, shown) - each) > 1e-9 * max(1.0, abs(each)) for each in breaks):
        shown += 1
    return shown


def change_classes(changes: Sequence[float], digits: int) -> Classes:
    """Symmetric classes of a change: the same limits on both sides, "no change" between; three sizes or fewer."""
    least = 0.5 * 10.0**-digits
    sizes = [abs(each) for each in changes if not math.isnan(each) and abs(each) >= least]
    scale = 10.0**digits
    breaks = [each / scale for each in class_breaks([size * scale for size in sizes])]
    if len(breaks) > 2:  # two limits make three sizes; the lowest and the highest tell most
        breaks = [breaks[1], breaks[-1]]
        breaks = sorted(set(breaks))
    return Classes(tuple(breaks), "round", True, digits, least, diverging=True)

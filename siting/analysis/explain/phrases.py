"""Parts of sentences: rules, amounts, ranges, prices, in a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor, log10

from siting.analysis.explain.types import Explanation
from siting.model.prices import Price
from siting.results.binding import LOCAL, NATIONAL
from siting.words import Lang, listing, money, number, say

__all__ = ["Voice"]

#: block -> what one more unit of it is. Blocks that are not named count jobs.
UNITS: Mapping[str, str] = {
    "export_goal": "exports",
    "capacity": "seat",
    "talent": "person",
    "training": "place",
    "site_limit": "seat",
    "budget": "money",
    "inequality": "gap",
    "least_served": "level",
    "park_count_min": "park",
    "park_count_max": "park",
    "park_per_region": "park",
    "lock_in": "seat",
    "lock_seats": "seat",
    "indivisible_phase": "seat",
    "indivisible_max": "seat",
    "indivisible_min": "seat",
}
#: Units that are money: a price in MAD for each MAD.
_MONEY = ("exports", "money")
#: Rules whose right-hand side means something by itself; of the others the range is told in steps from it.
_ABSOLUTE = ("jobs_goal", "export_goal", "national_pace", "budget", "least_served")
_RULES = (*NATIONAL, *LOCAL)  #: rules with a name of their own in the catalogue
_KINDS = ("segment_min", "segment_max", "territorial_floor", "territorial_cap", "least_served", "park_per_region")
_SKILLS = ("secondary", "higher")
_NAMED = 4  #: names in a list before "and so many more"
_SAME = 1e-6  #: prices of two sides that differ by less than this, relative, are one price


class Voice:
    """An explanation in a language."""

    def __init__(self, explanation: Explanation, lang: Lang) -> None:
        self.told, self.lang = explanation, lang
        self.brief = explanation.brief

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the catalogue."""
        return say(key, self.lang, **values)

    def priced(self, *sentences: str) -> str:
        """Sentences about prices as one line; of a plan with whole parks, what they take as given is said."""
        fixed = (say("explain-parks-fixed", self.lang),) if self.brief.parks_fixed else ()
        return " ".join((*(text for text in sentences if text), *fixed))

    # --- figures ---------------------------------------------------------------------------------
    def amount(self, mmad: float) -> str:
        """A cost: money, or the weighted sum."""
        return self.figure(mmad) if self.brief.weighted else money(mmad, self.lang)

    def figure(self, value: float) -> str:
        """A number with about three digits that count."""
        size = abs(value)
        digits = 0 if size >= 100 or size == 0 else min(8, max(1, 2 - floor(log10(size))))
        return number(value, self.lang, digits)

    def jobs(self, value: float) -> str:
        """Whole jobs."""
        return number(value, self.lang)

    def quantity(self, block: str, value: float) -> str:
        """So many units of a rule."""
        unit = UNITS.get(block, "job")
        return self.say(f"explain-amount-{unit}", n=self.figure(value), count=self._counted(value))

    def _counted(self, value: float) -> int:
        """1 or 2: what decides between singular and plural. French counts everything below two as one."""
        return 1 if (abs(value) < 2 if self.lang == "fr" else round(value, 6) == 1) else 2

    def per_unit(self, block: str, price: float) -> str:
        """A price without its sign."""
        if UNITS.get(block, "job") in _MONEY and not self.brief.weighted:
            amount = number(abs(price), self.lang, 2)
            return f"MAD {amount}" if self.lang == "en" else f"{amount} MAD"
        return self.amount(abs(price))

    # --- names -----------------------------------------------------------------------------------
    def name(self, code: str) -> str:
        """Name of a region or zone."""
        return self.told.names.get(self.lang, {}).get(code, code)

    def names(self, codes: Iterable[str]) -> str:
        """Names of places, in a list that does not run away."""
        all_names = [self.name(code) for code in codes]
        if len(all_names) <= _NAMED:
            return listing(all_names, self.lang)
        shown = ", ".join(all_names[: _NAMED - 1])
        return self.say("explain-names-more", names=shown, count=len(all_names) - _NAMED + 1)

    def rule(self, block: str, ids: Mapping[str, str | int], *, path: bool = False) -> str:
        """What a rule is called, with its place, year, segment."""
        if block not in _RULES:
            told = " ".join(str(value) for value in ids.values())
            return self.say("explain-rule-other", block=block.replace("_", " "), ids=told)
        values: dict[str, object] = {key: str(value) for key, value in ids.items()}
        if "skill" in ids:
            skill = str(ids["skill"])
            values["skill"] = self.say(f"explain-skill-{skill}") if skill in _SKILLS else skill
        if "payer" in ids:
            values["payer"] = self.say(f"explain-payer-{ids['payer']}")
        values["place"] = self.name(str(ids.get("zone", ids.get("region", ""))))
        return self.say(f"explain-rule-{_dashed(block)}{'-path' if path else ''}", **values)

    def kind(self, block: str) -> str:
        """What a kind of rules is called."""
        key = _dashed(block) if block in _KINDS else "other"
        return self.say(f"explain-kind-{key}", block=block.replace("_", " "))

    # --- prices ----------------------------------------------------------------------------------
    def price(self, price: Price) -> str:
        """A price with its range, in one or two sentences; without the note on parks."""
        said = [self._price(price)]
        if price.left is not None or price.right is not None:
            said.append(self._range(price))
        if price.step is not None:
            said.append(self._step(price))
        return " ".join(text for text in said if text)

    def _price(self, price: Price) -> str:
        left, right = price.left, price.right
        one = self.say(f"explain-one-{UNITS.get(price.block, 'job')}")
        values = {"rule": self.rule(price.block, price.ids, path=bool(price.path)), "one": one}
        if left is None:
            if right is None:
                return self.say("explain-price-neither", rule=values["rule"])
            key = "explain-price-no-fewer" if right >= 0 else "explain-price-no-fewer-worth"
            return self.say(key, right=self.per_unit(price.block, right), **values)
        if right is None:
            key = "explain-price-no-more" if left >= 0 else "explain-price-no-more-worth"
            return self.say(key, left=self.per_unit(price.block, left), **values)
        if abs(right - left) <= _SAME * max(abs(left), abs(right)):
            key = "explain-price-costs" if right >= 0 else "explain-price-saves"
            return self.say(key, amount=self.per_unit(price.block, right), **values)
        key = "between" if left >= 0 else "between-worth" if right <= 0 else "between-turn"
        both = {"left": self.per_unit(price.block, left), "right": self.per_unit(price.block, right)}
        return self.say(f"explain-price-{key}", **both, **values)

    def _range(self, price: Price) -> str:
        ends = self._ends(price)
        if price.block in _ABSOLUTE and not (price.block == "national_pace" and price.path):
            digits = _digits(price.high - price.low)
            low, high = number(price.low, self.lang, digits), number(price.high, self.lang, digits)
            unit = UNITS.get(price.block, "job")
            told = self.say(f"explain-amount-{unit}", n=high, count=self._counted(price.high))
            return self.say("explain-range", low=low, high=told, ends=ends)
        fewer, more = self.figure(price.rhs - price.low), self.quantity(price.block, price.high - price.rhs)
        return self.say("explain-range-steps", fewer=fewer, more=more, ends=ends)

    def _ends(self, price: Price) -> str:
        if price.low_end == price.high_end == "limit":
            return say("explain-end-both-limit", self.lang)
        said = []
        if price.low_end == "limit":
            said.append(say("explain-end-low-limit", self.lang))
        if price.high_end == "limit":
            said.append(say("explain-end-high-limit", self.lang))
        if price.low_end == "no plan":
            said.append(say("explain-end-low-none", self.lang))
        if price.high_end == "no plan":
            said.append(say("explain-end-high-none", self.lang))
        return "".join(said)

    def _step(self, price: Price) -> str:
        left, right = price.step_left, price.step_right
        values: dict[str, object] = {"step": self.quantity(price.block, price.step or 0.0)}
        if left is not None:
            values["left"] = self.per_unit(price.block, left)
        if right is not None:
            values["right"] = self.per_unit(price.block, right)
        if left is not None and right is not None:
            return self.say("explain-step", **values)
        if left is not None:
            return self.say("explain-step-no-more", **values)
        return self.say("explain-step-no-fewer", **values) if right is not None else ""


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _digits(span: float) -> int:
    """Digits that tell the two ends of a range apart."""
    return 0 if span >= 20 else 1 if span >= 2 else 3

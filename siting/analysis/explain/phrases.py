"""Parts of sentences: rules, amounts, ranges, prices, in a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor, log10

from siting.analysis.explain.types import Explanation
from siting.model.prices import Price
from siting.results.binding import LOCAL, NATIONAL
from siting.words import Lang, listing, mad, money, number, plural, say, series

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
    "limit_cost": "money",
    "limit_commuting": "money",
    "limit_gaps": "gap",
    "least_served": "level",
    "ordered_median": "level",
    "kolm_pollak": "loss",
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
_ABSOLUTE = (
    *("jobs_goal", "export_goal", "national_pace", "budget"),
    *("least_served", "ordered_median", "limit_cost", "limit_commuting"),
)
_RULES = (*NATIONAL, *LOCAL)  #: rules with a name of their own in the catalogue
_KINDS = ("segment_min", "segment_max", "territorial_floor", "territorial_cap", "least_served", "park_per_region")
_SKILLS = ("secondary", "higher")
_SEGMENTS = ("CRM", "BPO", "ITO", "ESO", "KPO")
_LEVELS = ("region", "province", "commune")
ONE_MAD = 1e-6  #: a price below it is none
_NAMED = 4  #: names in a list before "and so many more"
_SAME = 1e-6  #: prices of two sides that differ by less than this, relative, are one price


class Voice:
    """An explanation in a language."""

    def __init__(self, explanation: Explanation, lang: Lang) -> None:
        self.told, self.lang = explanation, lang
        self.brief = explanation.brief
        self._spelled: set[str] = set()

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the catalogue."""
        return say(key, self.lang, **values)

    def priced(self, *sentences: str) -> str:
        """Sentences about prices as one line, with what they take as given (whole parks) and weigh (penalties)."""
        said = [text for text in sentences if text]
        if self.brief.parks_fixed:
            said.append(say("explain-parks-fixed", self.lang))
        if self.brief.penalty_rates and not self.brief.weighted:
            said.append(self.say("explain-penalty-counted", rates=self.rates()))
        return " ".join(said)

    # --- figures ---------------------------------------------------------------------------------
    def amount(self, mmad: float) -> str:
        """A cost: money, or the weighted sum."""
        return self.figure(mmad) if self.brief.weighted else money(mmad, self.lang)

    def figure(self, value: float) -> str:
        """A number with about three digits that count."""
        return number(value, self.lang, _decimals(value))

    def about(self, value: float, block: str) -> str:
        """A price per unit with three digits that count, for a figure to be quoted; of money for money as it is."""
        if UNITS.get(block, "job") in _MONEY:
            return self.per_unit(block, value)
        digits = 2 - floor(log10(abs(value))) if value else 0
        return self.per_unit(block, round(value, digits) if value else 0.0)

    def rates(self) -> str:
        """What each unit missing to a soft goal is counted as."""
        said = []
        for goal, rate in sorted(self.brief.penalty_rates.items(), reverse=True):
            mmad = rate if goal == "jobs" else rate / 1e6  # of exports: MMAD for each MMAD, so MAD for each MAD
            amount = money(mmad, self.lang)
            if mmad >= 1.0:
                amount = self._amount_of("money", mmad)
            said.append(self.say(f"explain-penalty-{goal}", amount=amount))
        return listing(said, self.lang)

    def jobs(self, value: float) -> str:
        """Whole jobs."""
        return number(value, self.lang)

    def counted_jobs(self, value: float) -> str:
        """So many whole jobs, with the word."""
        return self.say("explain-amount-job", n=self.jobs(value), count=plural(value, self.lang))

    def quantity(self, block: str, value: float) -> str:
        """So many units of a rule."""
        return self._amount_of(UNITS.get(block, "job"), value)

    def _amount_of(self, unit: str, value: float, digits: int | None = None) -> str:
        """So many of a unit, the noun as the figure shown asks for it."""
        shown = _decimals(value) if digits is None else digits
        figure, count = number(value, self.lang, shown), plural(value, self.lang, shown)
        return self.say(f"explain-amount-{unit}", n=figure, count=count)

    def per_unit(self, block: str, price: float) -> str:
        """A price without its sign."""
        if UNITS.get(block, "job") in _MONEY and not self.brief.weighted:
            return mad(abs(price), self.lang, 2)
        return self.amount(abs(price))

    def places(self, count: int) -> str:
        """So many provinces (communes, regions)."""
        level = self.brief.level if self.brief.level in _LEVELS else "other"
        return self.say(f"explain-level-{level}", count=count)

    def segment(self, code: str) -> str:
        """A segment; the first time in a text with what it is."""
        if code not in _SEGMENTS or code in self._spelled:
            return code
        self._spelled.add(code)
        return self.say("explain-segment", code=code, what=self.say(f"explain-segment-{code.lower()}"))

    # --- names -----------------------------------------------------------------------------------
    def name(self, code: str) -> str:
        """Name of a region or zone."""
        return self.told.names.get(self.lang, {}).get(code, code)

    def names(self, codes: Iterable[str]) -> str:
        """Names of places, in a list that does not run away."""
        all_names = [self.name(code) for code in codes]
        if len(all_names) <= _NAMED:
            return listing(all_names, self.lang)
        shown = series(all_names[: _NAMED - 1], self.lang)
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
        if "segment" in ids:
            values["segment"] = self.segment(str(ids["segment"]))
        values["place"] = self.name(str(ids.get("zone", ids.get("region", ""))))
        return self.say(f"explain-rule-{_dashed(block)}{'-path' if path else ''}", **values)

    def kind(self, block: str) -> str:
        """What a kind of rules is called."""
        key = _dashed(block) if block in _KINDS else "other"
        return self.say(f"explain-kind-{key}", block=block.replace("_", " "))

    # --- prices ----------------------------------------------------------------------------------
    def price(self, price: Price) -> str:
        """A price with its range, in one or two sentences; without the note on parks."""
        stepped = self._stepped(price)
        if stepped:
            return stepped
        said = [self._price(price)]
        if price.left is not None or price.right is not None:
            said.append(self._range(price))
        return " ".join(text for text in said if text)

    def _price(self, price: Price) -> str:
        left, right = price.left, price.right
        if price.block == "retention" and left is not None and right is not None and right >= left >= -ONE_MAD:
            place, year = self.name(str(price.ids["zone"])), str(price.ids["year"])
            return self.say("explain-price-stays", place=place, year=year, amount=self.per_unit(price.block, right))
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

    def _range(self, price: Price, key: str = "range", **values: str) -> str:
        ends = self._ends(price)
        if price.block in _ABSOLUTE and not (price.block == "national_pace" and price.path):
            digits = _digits(price.high - price.low)
            low, told = (
                number(price.low, self.lang, digits),
                self._amount_of(UNITS.get(price.block, "job"), price.high, digits),
            )
            return self.say(f"explain-{key}", low=low, high=told, ends=ends, **values)
        fewer, more = self.figure(price.rhs - price.low), self.quantity(price.block, price.high - price.rhs)
        return self.say(f"explain-{key}-steps", fewer=fewer, more=more, ends=ends, **values)

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

    def _stepped(self, price: Price) -> str:
        """The average over a readable step first, the exact price of the first unit behind it; empty without a step."""
        first, each, step = price.right, price.step_right, price.step
        if step is None or first is None or each is None or price.left is None:
            return ""
        unit = UNITS.get(price.block, "job")
        values: dict[str, object] = {
            "rule": self.rule(price.block, price.ids, path=bool(price.path)),
            "step": self.quantity(price.block, step),
            "count": plural(step, self.lang, _decimals(step)),
            "each": self.about(each, price.block),
            "per": self.say(f"explain-per-{unit}"),
            "exact": self.say("explain-exact-only", amount=self.per_unit(price.block, first)),
        }
        if abs(first - price.left) > _SAME * max(abs(first), abs(price.left)):
            both = {"amount": self.per_unit(price.block, first), "fewer": self.per_unit(price.block, price.left)}
            key = "explain-exact-both" if first >= 0 else "explain-exact-both-worth"
            values["exact"] = self.say(key, **both)
        if price.block.endswith("_goal") and each >= 0:
            down, exact = price.step_left, str(values.pop("exact"))
            values["exact"] = self._range(price, "goal-exact", exact=exact)
            if down is None:
                return self.say("explain-goal-step-up", **values)
            return self.say("explain-goal-step", down=self.about(down, price.block), **values)
        total = self.amount(abs(each * step))
        key = "explain-step-costs" if each >= 0 else "explain-step-saves"
        return self.say(key, total=total, range=self._range(price, "exact"), **values)


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _decimals(value: float) -> int:
    """Decimals that leave about three digits that count; none of a whole figure."""
    size = abs(value)
    whole = size >= 1 and abs(size - round(size)) < 1e-6 * size
    return 0 if size >= 100 or size == 0 or whole else min(8, max(1, 2 - floor(log10(size))))


def _digits(span: float) -> int:
    """Digits that tell the two ends of a range apart."""
    return 0 if span >= 20 else 1 if span >= 2 else 3

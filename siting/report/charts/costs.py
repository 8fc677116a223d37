"""What a plan costs by year and payer (or kind of cost), savings below zero, with totals in a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from siting.errors import UsageError
from siting.report.charts.canvas import Words, column_edge, draw_on_page, height_of, kinds_of, width_of
from siting.report.charts.facts import alt_text, chart_notes, run_title
from siting.report.charts.stack import Columns, Series, draw_columns
from siting.report.page.labels import Box
from siting.report.page.sheet import Reading, Sheet
from siting.words import Lang, money, number, percent, plural, say

if TYPE_CHECKING:
    import pandas as pd

    from siting.report.page.drawn import Drawn
    from siting.report.page.style import Style
    from siting.results import Run

__all__ = ["Costs", "CostsBy", "costs_chart", "costs_of"]

SIZE = (8.4, 4.9)
CostsBy = Literal["payer", "term"]
_ORDER = {
    "payer": ("state", "developer", "worker", "firm"),
    "term": (
        "build_cost", "territorial_premium", "employment_premium", "training_premium", "training_cost",
        "commuting_cost", "operating_difference",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Costs:
    """Million MAD by layer and year: at present value of the base year, and as paid (not discounted).

    The penalty for goals that are missed is in neither: nobody pays it. ``rate`` is the discount rate a year.
    """

    years: tuple[int, ...]
    discounted: dict[str, tuple[float, ...]]
    paid: dict[str, tuple[float, ...]]
    base_year: int
    rate: float
    penalty: float

    def shown(self, discounted: bool) -> dict[str, tuple[float, ...]]:
        """One of the two."""
        return self.discounted if discounted else self.paid

    def total(self, discounted: bool) -> float:
        """All layers and years."""
        return sum(sum(values) for values in self.shown(discounted).values())


def costs_of(run: Run, by: CostsBy = "payer") -> Costs:
    """The figures of the chart. Raises `UsageError` for anything but ``payer`` and ``term``.

    The opening of parks is booked in the first year without discount, so it is the same in both.
    """
    if by not in _ORDER:
        raise UsageError(f"costs are split by payer or by term, not by {by}")
    table, scalars = run.table("costs"), run.inputs.scalars
    penalty = float(table.loc[table["term"] == "shortfall", "mmad"].sum())
    table = table[table["term"] != "shortfall"]
    factor = (1.0 + scalars.discount_rate) ** (table["year"] - scalars.base_year).astype(float)
    fees = _opening(run)
    at_first = (table["term"] == "build_cost") & (table["payer"] == "developer") & (table["year"] == scalars.years[0])
    undiscounted = table["zone"].map(fees).fillna(0.0).where(at_first, 0.0)
    table = table.assign(paid=(table["mmad"] - undiscounted) * factor + undiscounted)
    known = [key for key in _ORDER[by] if key in set(table[by])]
    order = [*known, *sorted(set(table[by]) - set(known))]

    def layers(column: str) -> dict[str, tuple[float, ...]]:
        wide = table.pivot_table(index="year", columns=by, values=column, aggfunc="sum")
        wide = wide.reindex(index=list(scalars.years), columns=order).fillna(0.0)
        return {key: tuple(map(float, wide[key])) for key in order}

    return Costs(scalars.years, layers("mmad"), layers("paid"), scalars.base_year, scalars.discount_rate, penalty)


def _opening(run: Run) -> pd.Series:
    """What opening its park costs in each zone where one is opened as a whole, million MAD."""
    inputs, seats = run.inputs, run.table("seats")
    first = seats[seats["year"] == inputs.scalars.years[0]].set_index("zone")
    opened = first["open"].fillna(0.0) if inputs.scalars.indivisible else first["built"] * 0.0
    fees: pd.Series = opened * inputs.zones.set_index("zone")["opening_cost"].reindex(opened.index)
    return fees


def costs_chart(
    run: Run,
    *,
    lang: Lang,
    style: Style | None = None,
    bare: bool = False,
    size: tuple[float, float] | None = None,
    by: CostsBy = "payer",
    discounted: bool = True,
) -> Drawn:
    """Stacked columns by year with a mark for their sum, and a table of totals, discounted and as paid."""
    costs = costs_of(run, by)
    return draw_on_page(
        _words(run, costs, by, discounted, lang),
        lambda sheet, room: _paint(sheet, room, costs, by, discounted),
        lang=lang, style=style, bare=bare, size=size or SIZE,
    )  # fmt: skip


def _name(key: str, by: CostsBy, lang: Lang) -> str:
    if key not in _ORDER[by]:
        return key
    key = key.replace("_", "-")
    return say(f"chart-payer-{key}", lang) if by == "payer" else say(f"chart-term-{key}", lang)


def _in_sentence(term: str, lang: Lang) -> str:
    """A kind of cost as it is written inside a sentence."""
    return say(f"explain-term-{term.replace('_', '-')}", lang) if term in _ORDER["term"] else term


def _words(run: Run, costs: Costs, by: CostsBy, discounted: bool, lang: Lang) -> Words:
    sums = {key: sum(values) for key, values in costs.shown(discounted).items()}
    whole = costs.total(discounted)

    def amount_of(mmad: float) -> str:
        """An amount of the title, in the unit of the total."""
        if abs(whole) < 10_000.0:
            return money(mmad, lang)
        return say("money-billion", lang, amount=number(mmad / 1e3, lang, 1), count=plural(mmad / 1e3, lang, 1))

    total = amount_of(whole)
    if by == "term":
        top = max(sums, key=lambda key: (sums[key], key))
        title = say(
            "chart-costs-title-term", lang, total=total, term=_in_sentence(top, lang), amount=amount_of(sums[top])
        )
    else:
        saved = -sums.get("firm", 0.0)
        state = amount_of(sums.get("state", 0.0))
        if saved > 0:
            title = say("chart-costs-title-saving", lang, total=total, state=state, saved=amount_of(saved))
        else:
            title = say("chart-costs-title", lang, total=total, state=state)
    how = {"base": costs.base_year, "rate": percent(costs.rate, lang, 1), "scenario": run_title(run, lang)}
    subtitle = say("chart-costs-subtitle" if discounted else "chart-costs-subtitle-paid", lang, **how)
    items = [(_name(key, by, lang), money(amount, lang)) for key, amount in sums.items()]
    notes = chart_notes(run, lang)
    if costs.penalty > 1e-6:
        notes = (say("chart-costs-penalty", lang), *notes)
    return Words(title, subtitle, alt_text(title, subtitle, items, lang), notes)


def _paint(sheet: Sheet, room: Box, costs: Costs, by: CostsBy, discounted: bool) -> None:
    lang, shown = sheet.lang, costs.shown(discounted)
    colours = kinds_of(sheet.style, len(shown))
    most = max((abs(value) for values in shown.values() for value in values), default=0.0)
    digits = 0 if most >= 100 else 1 if most >= 10 else 2
    series = tuple(
        Series(key, _name(key, by, lang), colours[at], values) for at, (key, values) in enumerate(shown.items())
    )
    table = _Table(sheet, costs, series, digits)
    wide, high = room.right - room.left, room.top - room.bottom
    side = Reading(lang, wide)
    left = room.left + side.x(0.0, wide - table.wide - 0.25)
    box = Box(left, room.bottom, left + wide - table.wide - 0.25, room.top)
    draw_columns(sheet, box, Columns(say("chart-costs-panel", lang), costs.years, series, digits=digits, net=True))
    left = room.left + side.x(wide - table.wide, table.wide)
    table.draw(Box(left, room.bottom, left + table.wide, room.bottom + high))


class _Table:
    """Names with their colours, and their totals, discounted and as paid."""

    def __init__(self, sheet: Sheet, costs: Costs, series: tuple[Series, ...], digits: int) -> None:
        lang = sheet.lang
        self.sheet, self.series, self.size = sheet, series, sheet.style.sizes.legend
        rows = [(sum(costs.discounted[each.key]), sum(costs.paid[each.key])) for each in series]
        rows.append((costs.total(True), costs.total(False)))
        self.figures = [tuple(number(amount, lang, digits) for amount in row) for row in rows]
        self.names = [*(each.name for each in series), say("chart-costs-total", lang)]
        self.heads = (say("chart-costs-value", lang, base=costs.base_year), say("chart-costs-paid", lang))
        self.widths = [
            width_of(sheet, [*(row[c] for row in self.figures), *self.heads[c].split("\n")], self.size, "bold") + 0.12
            for c in range(2)
        ]
        self.wide = 0.2 + width_of(sheet, self.names, self.size, "bold") + sum(self.widths)

    def draw(self, box: Box) -> None:
        """The table at the top of a page rectangle."""
        from matplotlib.patches import Rectangle

        sheet, axes, look = self.sheet, self.sheet.axes(box), self.sheet.style.colours
        side, line = Reading(sheet.lang, self.wide), 1.35 * height_of(self.size)
        y = box.top - box.bottom - 0.02
        places = zip((self.wide - self.widths[1], self.wide), self.widths, strict=True)
        ends = [column_edge(side, end, wide - 0.12) for end, wide in places]
        for head, end in zip(self.heads, ends, strict=True):
            sheet.write(axes, end, y, head, size=self.size, colour=look.muted, ha="right", va="top",
                        gid="head")  # fmt: skip
        y -= max(sheet.text_size(head, self.size)[1] for head in self.heads) + 0.7 * line
        for at, (name, figures) in enumerate(zip(self.names, self.figures, strict=True)):
            last = at == len(self.series)
            weight = "bold" if last else "normal"
            if last:
                axes.plot([0.0, self.wide], [y + line / 2] * 2, color=look.rule, linewidth=0.7)
                if any(value < 0 for each in self.series for value in each.values):
                    axes.plot(side.x(0.065), y, "D", color=look.ink, markersize=4.2)
            else:
                axes.add_patch(Rectangle((side.x(0.0, 0.13), y - 0.05), 0.13, 0.1, color=self.series[at].colour))
            sheet.write(axes, side.x(0.2), y, name, size=self.size, weight=weight, ha=side.ha(), gid="layer")
            for figure, end in zip(figures, ends, strict=True):
                sheet.write(axes, end, y, figure, size=self.size, weight=weight, ha="right",
                            gid="figure")  # fmt: skip
            y -= line

"""How a document begins: the finding as its title, what must not be missed, the lead, the key figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from siting.report.documents.blocks import Block, KeyFigure, KeyFigures, Paragraph
from siting.report.documents.facts import PlanFacts, amount, reached
from siting.report.page.notes import missed_notes, proof_notes
from siting.words import day, number, percent, plural, say, signed

if TYPE_CHECKING:
    from siting.analysis.compare.comparison import Comparison

__all__ = ["finding", "key_figures", "lead", "plan_title", "running_head", "subtitle", "warnings"]

_UNIT = 1e-4  #: exports (billion MAD) that count as the solver's last digits
_SAME = 0.5  #: costs that differ by less (million MAD) are the same


def finding(facts: Sequence[PlanFacts], comparison: Comparison | None) -> str:
    """The title: of one plan what it reaches and costs, of several what lies between them."""
    first, lang = facts[0], facts[0].lang
    if comparison is None:
        return plan_title(first)
    costs = comparison.national[comparison.national["quantity"] == "cost_total"].set_index("run")["value"]
    titles = [each.scenario for each in facts]
    if len(set(titles)) < len(titles):
        titles = list(comparison.labels)
    paid = {title: float(costs[label]) for title, label in zip(titles, comparison.labels, strict=True)}
    known = {title: cost for title, cost in paid.items() if cost == cost}
    if len(known) < len(paid):
        return say("document-title-compared", lang, count=len(facts), last=first.last_year)
    if len(facts) == 2:
        (name, before), (other, after) = paid.items()
        change = after - before
        kind = "same" if abs(change) < _SAME else "more" if change > 0 else "less"
        share = percent(abs(change) / before, lang, 1) if before > 0 else say("document-none", lang)
        values = {"first": name, "other": other, "change": amount(abs(change), lang), "share": share}
        return say(f"document-title-{kind}", lang, last=first.last_year, **values)
    low, high = min(known, key=lambda key: known[key]), max(known, key=lambda key: known[key])
    return say(
        "document-title-many", lang, count=len(facts), last=first.last_year,
        low=amount(known[low], lang), cheapest=low, high=amount(known[high], lang), dearest=high,
    )  # fmt: skip


def plan_title(facts: PlanFacts) -> str:
    """What one plan reaches and costs."""
    lang, goal = facts.lang, facts.goal("jobs")
    if facts.run.certificate.refuted:
        return say("document-title-refuted", lang)
    values = {
        "count": facts.jobs_last,
        "jobs": number(facts.jobs_last, lang),
        "last": facts.last_year,
        "cost": amount(facts.cost, lang),
    }
    if goal is not None and not reached(facts.jobs_last, goal):
        return say("document-title-missed", lang, short=number(goal - facts.jobs_last, lang), **values)
    return say("document-title-plan", lang, state=amount(facts.state, lang), **values)


def subtitle(facts: Sequence[PlanFacts], kind: str) -> str:
    """What the document is, of which model, and of which day."""
    first, lang = facts[0], facts[0].lang
    started = first.run.started
    values = {
        "kind": say(f"document-kind-{kind}", lang),
        "model": first.model,
        "first": first.first_year,
        "last": first.last_year,
        "date": day(started, lang) if started else first.run.name,
    }
    if len(facts) == 1:
        return say("document-subtitle", lang, scenario=first.scenario, **values)
    return say("document-subtitle-many", lang, count=len(facts), **values)


def warnings(facts: Sequence[PlanFacts]) -> Iterator[Block]:
    """What must not be missed: refuted, not proven, goals missed. Of several plans in one box, plan by plan."""
    lang = facts[0].lang
    if len(facts) == 1:
        (only,) = facts
        reasons = only.run.certificate.reasons if only.run.certificate.refuted else ()
        for text in (*proof_notes(only.run, lang), *missed_notes(only.run, lang), *reasons):
            yield Paragraph(text, "warning")
        return
    said = [
        say("document-about", lang, scenario=each.scenario, text=text)
        for each in facts
        for text in (*proof_notes(each.run, lang), *missed_notes(each.run, lang))
    ]
    if said:
        yield Paragraph(" ".join(said), "warning")


def lead(facts: PlanFacts) -> Iterator[Block]:
    """What the plan does, what it asks for, how it spreads over the regions."""
    lang, run, goal = facts.lang, facts.run, facts.goal("exports_bmad")
    years = {"base": facts.base_year, "last": facts.last_year}
    parks = int(run.summary["parks_opened"])
    yield Paragraph(
        say(
            "document-lead", lang, before=number(facts.jobs_base, lang), jobs=number(facts.jobs_last, lang),
            added=signed(facts.jobs_last - facts.jobs_base, lang), seats=number(facts.seats, lang), parks=parks,
            trained=number(run.summary["trained"], lang),
            seat_count=facts.seats, people=round(run.summary["trained"]), **years,
        ),
        "lead",
    )  # fmt: skip
    top, least = facts.top, facts.least
    exports = {"exports": amount(facts.exports * 1e3, lang), "last": facts.last_year}
    told = say("document-exports-plain", lang, **exports)
    if goal is not None:
        told = say("document-exports", lang, goal=amount(goal * 1e3, lang), **exports)
    spread = say(
        "document-spread", lang, top=top.name, share=percent(top.share, lang, 1),
        before=percent(top.share_base, lang, 1), least=least.name, rate=number(least.per_1000, lang, 1),
        mean=number(facts.per_1000, lang, 1), thousand=number(1000, lang),
        count=plural(least.per_1000, lang, 1), **years,
    )  # fmt: skip
    equal = {"before": number(facts.gini_base, lang, 3), "after": number(run.summary["gini"], lang, 3)}
    yield Paragraph(" ".join([told, spread, say("document-gini", lang, **equal, **years)]))


def key_figures(facts: PlanFacts, *, named: bool = False) -> KeyFigures:
    """Jobs, exports, cost, the state's part, seats, inequality; ``named`` tells of which of several plans."""
    lang, run = facts.lang, facts.run
    last, base = facts.last_year, facts.base_year
    figures = [
        (number(facts.jobs_last, lang), say("document-key-figure-jobs", lang, last=last, base=base,
                                            before=number(facts.jobs_base, lang), count=facts.jobs_last)),
        (amount(facts.exports * 1e3, lang), say("document-key-figure-exports", lang, last=last)),
        (number(facts.seats, lang), say("document-key-figure-seats", lang, count=facts.seats)),
        (amount(facts.cost, lang), say("document-key-figure-cost", lang)),
        (amount(facts.state, lang), say("document-key-figure-state", lang)),
        (number(run.summary["gini"], lang, 3), say("document-key-figure-gini", lang, base=base,
                                                   before=number(facts.gini_base, lang, 3))),
    ]  # fmt: skip
    if named:
        value, label = figures[0]
        figures[0] = (value, say("document-key-figure-of", lang, scenario=facts.scenario, label=label))
    return KeyFigures(tuple(KeyFigure(value, label) for value, label in figures))


def running_head(facts: PlanFacts) -> str:
    """What stands at the head of every page but the first."""
    return say("document-running-head", facts.lang, model=facts.model, first=facts.first_year, last=facts.last_year)

"""Tables of one plan: regions, cost by who bears it and by what it is for, jobs by year."""

from __future__ import annotations

from siting.report.documents.blocks import Table
from siting.report.documents.facts import PlanFacts
from siting.words import Lang, keys, number, percent, say

__all__ = ["cost_table", "region_table", "year_table"]


def region_table(facts: PlanFacts) -> Table:
    """A row for each region and one for the country, which is the sum of the others."""
    lang, base, last = facts.lang, facts.base_year, facts.last_year
    heads = (
        say("document-head-region", lang),
        say("document-head-jobs", lang, year=base),
        say("document-head-jobs", lang, year=last),
        say("document-head-added", lang),
        say("document-head-share", lang),
        say("document-head-rate", lang, thousand=number(1000, lang)),
        say("document-head-seats", lang),
        say("document-head-state", lang),
    )
    rows = [
        _row(
            facts, each.name, each.jobs_base, each.jobs_last, each.share, each.per_1000, each.seats_built,
            each.state_shown,
        )
        for each in facts.regions
    ]  # fmt: skip
    total = (sum(each.share for each in facts.regions), facts.per_1000, facts.seats)
    state = sum(each.state_shown for each in facts.regions)
    rows.append(_row(facts, say("document-country", lang), facts.jobs_base, facts.jobs_last, *total, state))
    caption = say("document-table-regions", lang, first=facts.first_year, last=last)
    return Table(caption, heads, tuple(rows), total=True, note=say("document-table-regions-note", lang))


def _row(
    facts: PlanFacts, name: str, base: int, last: int, share: float, rate: float, seats: int, state: float
) -> tuple[str, ...]:
    lang = facts.lang
    return (
        name,
        number(base, lang),
        number(last, lang),
        number(last - base, lang),
        percent(share, lang, 1),
        number(rate, lang, 1),
        number(seats, lang),
        number(state, lang, facts.regions[0].state_digits),
    )


def cost_table(facts: PlanFacts) -> Table:
    """Cost by term under each payer, rounded so that terms add up to payers and payers to the country."""
    from siting.results import round_whole

    lang = facts.lang
    costs = facts.run.table("costs")
    paid = costs[costs["payer"].isin(list(facts.payers))]
    terms = paid.groupby(["payer", "term"], observed=True)["mmad"].sum()
    terms.index = [f"{payer}|{term}" for payer, term in terms.index]
    digits = 0 if abs(facts.cost) >= 1000.0 else 1
    whole = round_whole(terms.astype(float) * 10.0**digits) / 10.0**digits
    rows: list[tuple[str, str]] = []
    for payer in facts.payers:
        own = {str(key).split("|")[1]: float(value) for key, value in whole.items() if str(key).startswith(f"{payer}|")}
        if not own:
            continue
        rows.append((_name("compare-payer-", payer, lang), number(sum(own.values()), lang, digits)))
        rows += [
            (say("document-of-which", lang, name=_name("compare-term-", term, lang)), number(mmad, lang, digits))
            for term, mmad in own.items()
            if len(own) > 1
        ]
    rows.append((say("document-total", lang), number(float(whole.sum()), lang, digits)))
    heads = (say("document-head-payer", lang), say("document-head-mmad", lang))
    caption = say("document-table-costs", lang, base=facts.base_year)
    note = say("document-table-costs-note", lang)
    return Table(caption, heads, tuple(rows), total=True, note=note)


def _name(stem: str, part: str, lang: Lang) -> str:
    """The catalogue's name of a payer or a term; its own where the catalogue has none."""
    key = f"{stem}{part.replace('_', '-')}"
    return say(key, lang) if key in keys(lang) else part


def year_table(facts: PlanFacts) -> Table:
    """Jobs, goals and exports year by year."""
    lang, summary = facts.lang, facts.run.summary
    none = say("document-none", lang)
    jobs, exports = summary["goals"].get("jobs", {}), summary["goals"].get("exports_bmad", {})
    rows = tuple(
        (
            str(year),
            number(summary["jobs"][str(year)], lang),
            number(jobs[str(year)], lang) if str(year) in jobs else none,
            number(summary["exports_bmad"][str(year)], lang, 2),
            number(exports[str(year)], lang, 2) if str(year) in exports else none,
        )
        for year in facts.run.inputs.scalars.years
    )
    heads = tuple(
        say(f"document-head-{key}", lang) for key in ("year", "jobs-end", "jobs-goal", "exports", "exports-goal")
    )
    return Table(say("document-table-years", lang), heads, rows)

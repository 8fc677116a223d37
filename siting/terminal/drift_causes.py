"""Where reality departed from an earlier plan, place by place, and the change of each region told with its cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from siting.terminal.output import table
from siting.words import Lang, listing, number, plural, say, signed

if TYPE_CHECKING:
    from siting.analysis.replan.departures import Departure, RegionChange

__all__ = ["cause", "departure_table"]

_PLACES = 10  #: at most so many places are listed


def departure_table(found: Iterable[Departure], names: Mapping[str, str], last: int, lang: Lang) -> Any:
    """Observed against planned by place; ``None`` where nothing departed."""
    rows = []
    for each in list(found)[:_PLACES]:
        figures = []
        for row in (each.jobs, each.seats):
            figures += [number(row.planned, lang), number(row.now, lang), signed(row.difference, lang)]
        gap = ""
        if each.gap and each.year != last:
            gap = say("replan-gap-in", lang, gap=signed(each.gap, lang), year=str(each.year))
        rows.append([names.get(each.zone, each.zone), *figures, gap])
    if not rows:
        return None
    heads = ["place"]
    for quantity in ("jobs", "seats"):
        heads += [f"{quantity}-planned", "observed", "change"]
    title = say("replan-departures", lang, last=str(last))
    return table(title, [say(f"replan-head-{head}", lang) for head in (*heads, "seats-gap")], rows)


def cause(change: RegionChange, names: Mapping[str, str], last: int, end: int, lang: Lang) -> str:
    """What the figures say of why a region has other jobs in the last year than it had in the earlier plan."""
    years = {"last": str(last), "end": str(end)}

    def told(topic: str, value: float) -> str:
        way = "same" if round(value) == 0 else "more" if value > 0 else "fewer"
        return say(f"replan-cause-{topic}-{way}", lang, n=number(abs(value), lang), count=plural(value, lang), **years)

    sentences = [
        say(
            "replan-cause",
            lang,
            region=names.get(change.region, change.region),
            gap=signed(change.end, lang),
            past=told("past", change.past),
            later=told("later", change.later),
            **years,
        )
    ]
    if change.seats:
        sentences.append(told("seats", change.seats))
    if change.later > 0:
        if change.people > 0:
            sentences.append(
                say(
                    "replan-cause-people",
                    lang,
                    n=number(change.people, lang),
                    count=plural(change.people, lang),
                    **years,
                )
            )
        if change.empty > 0:
            sentences.append(say("replan-cause-empty", lang, n=number(change.empty, lang), **years))
    if change.others:
        others = [
            say("replan-region-change", lang, region=names.get(code, code), change=signed(jobs, lang))
            for code, jobs in change.others
        ]
        key = "replan-cause-from" if change.end > 0 else "replan-cause-to"
        sentences.append(say(key, lang, others=listing(others, lang), **years))
    return " ".join(sentences)

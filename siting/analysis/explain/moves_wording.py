"""What a number of jobs more or fewer in a place moves, in sentences: what is paid, who gains, who loses."""

from __future__ import annotations

from collections.abc import Mapping

from siting.analysis.explain.phrases import Voice
from siting.analysis.explain.types import Move
from siting.words import listing, series

__all__ = ["gaining", "losing", "split", "stands", "taken"]

#: Below this a change of cost is told as none (MMAD).
NO_COST = 5e-7
#: Places that give or take more than this part of the jobs are named.
NAMED_PART = 0.10


def split(voice: Voice, move: Move) -> str:
    """The change of cost by term."""
    parts = sorted(move.terms.items(), key=lambda item: -abs(item[1]))
    shown = [
        voice.say("explain-split-term", term=voice.say(f"explain-term-{_dashed(name)}"), amount=voice.amount(value))
        for name, value in parts
        if abs(value) > NO_COST
    ]
    return voice.say("explain-split", terms=series(shown, voice.lang)) if len(shown) > 1 else ""


def losing(voice: Voice, move: Move, scope: str) -> str:
    """Who loses more than a tenth of the jobs, with how many; empty if nobody does."""
    return _listed(voice, move, {code: -jobs for code, jobs in _elsewhere(move, scope).items()})


def gaining(voice: Voice, move: Move, scope: str) -> str:
    """Who gains more than a tenth of the jobs, with how many; empty if nobody does."""
    return _listed(voice, move, _elsewhere(move, scope))


def taken(voice: Voice, move: Move, scope: str) -> str:
    """From whom the jobs would be taken, and who would gain on the way."""
    lose, gain = losing(voice, move, scope), gaining(voice, move, scope)
    if lose and gain:
        return voice.say("explain-taken-gain", places=lose, others=gain)
    return voice.say("explain-taken", places=lose) if lose else ""


def stands(voice: Voice, move: Move, region: str) -> str:
    """In which zones of a region the jobs would stand."""
    inside = {code: jobs for code, jobs in move.zones.items() if voice.told.region_of.get(code) == region}
    places = _listed(voice, move, inside)
    return voice.say("explain-stands", places=places) if places else ""


def _elsewhere(move: Move, scope: str) -> Mapping[str, float]:
    return move.regions if scope == "region" else move.zones


def _listed(voice: Voice, move: Move, jobs: Mapping[str, float]) -> str:
    least = NAMED_PART * abs(move.step)
    told = sorted(((count, code) for code, count in jobs.items() if count > least), reverse=True)
    places = [voice.say("explain-place-count", name=voice.name(code), jobs=voice.jobs(count)) for count, code in told]
    return listing(places, voice.lang)


def _dashed(name: str) -> str:
    return name.replace("_", "-")

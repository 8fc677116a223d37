"""The lines under a picture of runs: what is an estimate, what is proven, what was changed, where it comes from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from siting import __version__
from siting.results.summary import missed_goals, over_bound, penalty_mmad
from siting.words import Lang, day, money, number, percent, plural, say, series

if TYPE_CHECKING:
    from siting.model.inputs import Inputs
    from siting.results import Run

__all__ = [
    "estimate_notes",
    "missed_notes",
    "origin_notes",
    "proof_notes",
    "run_notes",
    "settings_notes",
    "source_notes",
]


_PENALTY = 1e-6  #: million MAD: a penalty above it is for a goal that is missed


def run_notes(run: Run, jobs_base: float, lang: Lang) -> tuple[str, ...]:
    """Estimate, what is proven, values changed by hand, sources and date, boundaries and projection."""
    return (
        *estimate_notes(run, jobs_base, lang),
        *proof_notes(run, lang),
        *missed_notes(run, lang),
        *settings_notes(run, lang),
        *source_notes([run], lang),
    )


def estimate_notes(run: Run, jobs_base: float, lang: Lang) -> tuple[str, ...]:
    """That the starting split is an estimate, where the data set says so."""
    if "estimate" in run.inputs.labels and bool(run.inputs.labels["estimate"].any()):
        told = {"jobs": number(jobs_base, lang), "count": plural(jobs_base, lang), "base": run.inputs.scalars.base_year}
        return (say("picture-estimate", lang, **told),)
    return ()


def proof_notes(run: Run, lang: Lang) -> tuple[str, ...]:
    """How far the plan may be from the best, where it is not proven to be the best itself."""
    if run.certificate.refuted:
        return (say("picture-refuted", lang),)
    if run.certificate.verdict == "within gap" and (over := over_bound(run.summary)) > 0:
        # Rounded up: the words promise "at most". Soft goals: the bound is one on cost and penalty together.
        gap = percent(math.ceil(over * 1e4 - 1e-6) / 1e4, lang, 2)
        soft = penalty_mmad(run.summary) > _PENALTY
        return (say("picture-within-gap-soft" if soft else "picture-within-gap", lang, gap=gap),)
    return () if run.certificate.verdict == "proven optimal" else (say("picture-not-proven", lang),)


def missed_notes(run: Run, lang: Lang) -> tuple[str, ...]:
    """Goals that the plan misses, every year with what is missing."""
    told = [
        say("picture-missed-jobs", lang, jobs=number(missing, lang), count=plural(missing, lang), year=year)
        if goal == "jobs"
        else say("picture-missed-exports", lang, exports=money(missing * 1e3, lang), year=year)
        for goal, year, missing in missed_goals(run.summary)
    ]  # fmt: skip
    return (say("picture-missed", lang, goals=series(told, lang)),) if told else ()


def settings_notes(run: Run, lang: Lang) -> tuple[str, ...]:
    """Values that were changed by hand."""
    settings = [str(each) for each in run.manifest.get("settings") or []]
    return (say("picture-settings", lang, settings=", ".join(settings)),) if settings else ()


def origin_notes(inputs: Inputs, shipped: bool, when: date, lang: Lang) -> tuple[str, ...]:
    """Estimate, sources and day, boundaries, under a picture of inputs that are no run; ``shipped``: our own data."""
    jobs = float(inputs.zone_segment["baseline_jobs"].sum())
    told = {"jobs": number(jobs, lang), "count": plural(jobs, lang), "base": inputs.scalars.base_year}
    estimated = "estimate" in inputs.labels and bool(inputs.labels["estimate"].any())
    sources = say("picture-sources-shipped" if shipped else "picture-sources-own", lang)
    return (
        *((say("picture-estimate", lang, **told),) if estimated else ()),
        say("picture-source", lang, sources=sources, version=__version__, date=day(when, lang)),
        say("picture-boundaries" if shipped else "picture-boundaries-plain", lang),
    )


def source_notes(runs: Sequence[Run], lang: Lang) -> tuple[str, ...]:
    """Sources, version and day of the runs; boundaries and projection."""
    ours = all(bool((run.manifest.get("data") or {}).get("shipped")) for run in runs)
    versions = [str((run.manifest.get("engine") or {}).get("version") or __version__) for run in runs]
    days = [day(run.started, lang) if run.started else run.name for run in runs]
    source = say(
        "picture-source",
        lang,
        sources=say("picture-sources-shipped" if ours else "picture-sources-own", lang),
        version=", ".join(dict.fromkeys(versions)),
        date=", ".join(dict.fromkeys(days)),
    )
    return (
        source,
        f"{say('picture-boundaries' if ours else 'picture-boundaries-plain', lang)} {say('picture-projection', lang)}",
    )

"""What a reader of a comparison has to know besides its figures, as sentences in every language of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from siting.results import Run
from siting.results.summary import penalty_mmad
from siting.words import Lang, listing, percent, say

__all__ = ["Remark", "costed_runs", "remarks"]

_SAME = 1e-6


@dataclass(frozen=True)
class Remark:
    """One sentence: the key of the catalogue, and the runs it speaks of, each with a share or without."""

    key: str
    runs: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def text(self, lang: Lang) -> str:
        """The sentence in a language."""
        named = list(self.runs)
        if self.shares:
            pairs = zip(self.runs, self.shares, strict=True)
            named = [say("compare-run-share", lang, run=run, share=percent(share, lang, 1)) for run, share in pairs]
        told: Mapping[str, object] = dict(self.values)
        return say(self.key, lang, runs=listing(named, lang), count=len(named), **told)


def costed_runs(runs: Sequence[Run]) -> tuple[bool, ...]:
    """Which runs have costs that can be set against the first run's: the same discount rate, so the same money."""
    rates = [run.inputs.scalars.discount_rate for run in runs]
    return tuple(abs(rate - rates[0]) < 1e-12 for rate in rates)


def remarks(runs: Sequence[Run], labels: Sequence[str]) -> tuple[Remark, ...]:
    """The notes of a comparison, the most important first."""
    first = labels[0]
    found = [Remark("compare-note-change", values=(("first", first),))]
    costed = costed_runs(runs)
    if not all(costed):
        rates = tuple(run.inputs.scalars.discount_rate for run in runs)
        found.append(Remark("compare-note-discount", tuple(labels), rates, (("first", first),)))
    for key, named in (
        ("compare-note-baseline", _where(labels, [_moved(runs[0], run) for run in runs])),
        ("compare-note-seats", _where(labels, [_other_seats(runs[0], run) for run in runs])),
        ("compare-note-data", _where(labels, [_hash(run) != _hash(runs[0]) for run in runs])),
        ("compare-note-same-input", _where(labels, [_same_input(runs[0], run) for run in runs])),
        ("compare-note-unproven", _where(labels, [not run.certificate.proven for run in runs])),
        ("compare-note-unfixed", _where(labels, [not _fixes_regions(run) for run in runs])),
        ("compare-note-parks", _where(labels, [run.inputs.scalars.indivisible for run in runs])),
        ("compare-note-shortfall", _where(labels, [_missed(run) for run in runs])),
    ):
        if named:
            found.append(Remark(key, named, values=(("first", first),)))
    if any(abs(run.summary["cost_by_payer_mmad"]["firm"]) > _SAME for run in runs):
        found.append(Remark("compare-note-firms"))
    if any("estimate" in run.inputs.labels and bool(run.inputs.labels["estimate"].any()) for run in runs):
        found.append(Remark("compare-note-estimate", values=(("year", str(runs[0].inputs.scalars.base_year)),)))
    return tuple(found)


def _where(labels: Sequence[str], holds: Sequence[bool]) -> tuple[str, ...]:
    return tuple(label for label, each in zip(labels, holds, strict=True) if each)


def _apart(one: pd.Series, other: pd.Series) -> bool:
    """Whether two columns by zone differ; a zone that one of them lacks has zero."""
    gap = one.sub(other, fill_value=0.0).abs()
    return bool((gap > _SAME * one.reindex(gap.index).fillna(0.0).abs().clip(lower=1.0)).any())


def _moved(first: Run, run: Run) -> bool:
    """Whether jobs of the base year stand in other zones (their regions' totals are the same)."""
    start = [each.inputs.zone_segment.groupby("zone")["baseline_jobs"].sum() for each in (first, run)]
    return _apart(*start)


def _other_seats(first: Run, run: Run) -> bool:
    """Whether other seats stand in the base year: the model may count seats per job differently."""
    return _apart(*(each.inputs.zones.set_index("zone")["seats_start"] for each in (first, run)))


def _hash(run: Run) -> str:
    return str((run.manifest.get("data") or {}).get("content_hash"))


def _same_input(first: Run, run: Run) -> bool:
    """Whether another run had exactly the first one's input."""
    return run is not first and run.manifest.get("inputs_sha256") == first.manifest.get("inputs_sha256")


def _missed(run: Run) -> bool:
    """Whether a soft goal is missed, at a penalty."""
    return penalty_mmad(run.summary) > _SAME


def _fixes_regions(run: Run) -> bool:
    """Whether the objective leaves no region's total to the solver's choice among equally good plans."""
    return any(stage["objective"] == "least_served" for stage in run.summary["stages"])

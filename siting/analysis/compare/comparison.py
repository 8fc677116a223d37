"""Runs side by side: what each region gets in every plan, what the country pays, and what was assumed differently.

Everything is set against the first run. Runs that cannot be subtracted from one another are refused with every reason
(`siting.analysis.compare.checks`); what can be compared with a caution is told in `Comparison.notes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from siting.analysis.compare.assumptions import assumptions_table
from siting.analysis.compare.checks import open_runs
from siting.analysis.compare.labels import label_runs, scenario_name
from siting.analysis.compare.notes import Remark, costed_runs, remarks
from siting.analysis.compare.tables import national_table, regions_table
from siting.results import Run, round_whole
from siting.words import Lang

__all__ = ["Comparison", "compare", "comparison_record"]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two to twenty runs of one country, level and horizon; the first is the reference for every change.

    Tables are long, one row for each run and place or quantity, and keep the solver's figures:

    * ``regions``: the columns `siting.analysis.compare.tables.REGION_COLUMNS`
    * ``national``: quantity, item (year, payer, term or empty), unit, run, value, change, text
    * ``assumptions``: group, key, run, value; only what differs

    ``run`` is one of ``labels``. Costs are ``NaN`` for runs whose money is not the first one's.
    """

    runs: tuple[Run, ...]
    labels: tuple[str, ...]
    level: str
    base_year: int
    last_year: int
    regions: pd.DataFrame
    national: pd.DataFrame
    assumptions: pd.DataFrame
    remarks: tuple[Remark, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know besides the figures, in English sentences."""
        return self.notes_in("en")

    def notes_in(self, lang: Lang) -> tuple[str, ...]:
        """The notes in a language."""
        return tuple(remark.text(lang) for remark in self.remarks)

    def names(self, lang: str) -> pd.Series:
        """Names of the regions (``fr``, ``ar``, ``en``) by code, in the order of codes."""
        first = self.regions[self.regions["run"] == self.labels[0]].set_index("region")
        return first[f"name_{lang}"].sort_index()

    def wide(self, column: str) -> pd.DataFrame:
        """One column of ``regions`` with a row for each region and a column for each run."""
        table = self.regions.pivot(index="region", columns="run", values=column)
        return table[list(self.labels)].sort_index()

    def whole(self, column: str, size: float = 1.0) -> pd.DataFrame:
        """The same in whole multiples of ``size`` by largest remainder, so that every run adds up to the country.

        ``jobs_base``, ``jobs_last`` and ``seats_last`` for people; with a ``size`` also shares and costs. Raises
        ``ValueError`` for a column with missing figures.
        """
        return self.wide(column).div(size).apply(round_whole)


def compare(runs: Sequence[Run | Path | str]) -> Comparison:
    """Set 2 to 20 runs side by side, the first as the reference.

    ``runs`` are run folders or opened runs. Raises `RunError` with every reason why they cannot be compared: see
    `siting.analysis.compare.checks.open_runs`. Nothing is written.
    """
    opened = open_runs(runs)
    labels, costed = label_runs(opened), costed_runs(opened)
    scalars = opened[0].inputs.scalars
    return Comparison(
        runs=opened,
        labels=labels,
        level=opened[0].inputs.level,
        base_year=scalars.base_year,
        last_year=scalars.years[-1],
        regions=regions_table(opened, labels, costed),
        national=national_table(opened, labels, costed),
        assumptions=assumptions_table(opened, labels),
        remarks=remarks(opened, labels),
    )


def comparison_record(comparison: Comparison, lang: Lang = "en") -> dict[str, Any]:
    """A comparison as plain JSON values: tables as lists of records, what is missing as None; notes in ``lang``."""
    runs = [
        {
            "run": label,
            "folder": str(run.folder),
            "scenario": scenario_name(run),
            "started": run.manifest.get("started"),
            "verdict": run.certificate.verdict,
        }
        for run, label in zip(comparison.runs, comparison.labels, strict=True)
    ]
    return {
        "runs": runs,
        "level": comparison.level,
        "base_year": comparison.base_year,
        "last_year": comparison.last_year,
        "regions": _records(comparison.regions),
        "national": _records(comparison.national),
        "assumptions": _records(comparison.assumptions),
        "notes": list(comparison.notes_in(lang)),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries of plain Python values."""
    plain = table.astype(object).where(table.notna(), None)
    return [
        {str(key): value.item() if hasattr(value, "item") else value for key, value in row.items()}
        for row in plain.to_dict(orient="records")
    ]

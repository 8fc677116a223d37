"""The fact tables (`data/regions/facts/`) re-keyed to zones: what their builders share."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

__all__ = ["Facts", "amount", "cite", "grade", "latest_year"]


class Facts:
    """The folder of fact tables, every cell as text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> list[dict[str, str]]:
        """The rows of one fact table; FileNotFoundError if it is missing."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(stream)]


def latest_year(text: str) -> int | None:
    """The last year named in a text such as ``2020-2021``; None if there is none."""
    years = re.findall(r"(?:19|20)\d\d", text)
    return int(years[-1]) if years else None


def amount(text: str, *, percent: bool = False) -> float | None:
    """A number from text such as ``10500000``, ``~17`` or ``-10%``; a fraction when ``percent``."""
    match = re.fullmatch(r"[~>]?\s*(-?\d+(?:\.\d+)?)\s*%?", text)
    if not match:
        return None
    value = float(match[1])
    return round(value / 100, 6) if percent else value


def grade(text: str) -> str:
    """The grade of a row as the data set has it (`GRADES`); what is mixed or inferred is C."""
    return text if text in ("A", "B", "B-derived") else "C"


def cite(row: dict[str, str], *, note: str = "", graded: str | None = None) -> dict[str, Any]:
    """The columns of citation of a row, from a fact row."""
    notes = "; ".join(part for part in (row.get("note", ""), note) if part)
    return {
        "source": row["source"] or "not found",
        "year": latest_year(row["year"]),
        "url": row["url"],
        "grade": graded or grade(row["confidence"]),
        "note": notes,
    }

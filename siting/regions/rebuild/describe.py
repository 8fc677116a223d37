"""The papers of the data set: data package, sources, licences."""

from __future__ import annotations

from typing import Any

from siting.regions.package import data_package
from siting.regions.rebuild.baseline import NATIONAL_JOBS
from siting.regions.rebuild.provenance import LICENCES, PROVENANCE, SOURCES
from siting.regions.tables import LEVELS, TABLES

__all__ = ["POPULATION", "document", "licences_page", "sources_page"]

#: Legal population of the 2024 census.
POPULATION = 36_828_330


def _licence(name: str) -> list[dict[str, str]]:
    licence = LICENCES[name]
    return [{"name": licence.name, "title": licence.title, "path": licence.path}]


def _source(name: str) -> list[dict[str, str]]:
    source = SOURCES[name]
    return [{"title": source.title} | ({"path": source.path} if source.path else {})]


def document() -> dict[str, Any]:
    """The data package of the Moroccan data set."""
    extras: dict[str, dict[str, Any]] = {
        name: {
            "sources": _source(origin.source),
            "licenses": _licence(origin.licence),
            "siting": {"unit": origin.unit, "year": origin.year, "grade": origin.grade},
        }
        for name, origin in PROVENANCE.items()
    }
    for level in LEVELS:
        extras[f"{level}s"] = {
            "sources": _source("outlines"),
            "licenses": _licence("MIT"),
            "siting": {"unit": "zone", "year": "2024", "grade": "derived"},
        }
    header = {
        "name": "siting-regions-morocco",
        "title": "Regions, provinces and communes of Morocco for planning offshoring jobs and parks",
        "description": "Talent, infrastructure, connectivity and territory at three levels, with the estimated"
        " baseline of offshoring jobs. Boundaries and names are those of the 2024 census and imply no position"
        " on the status of any territory.",
        "profile": "data-package",
        "licenses": [entry for name in LICENCES for entry in _licence(name) if name != "facts"],
        "sources": [entry for name in SOURCES for entry in _source(name)],
        "siting": {
            "country": {"fr": "Maroc", "ar": "المغرب", "en": "Morocco"},
            "base_year": 2024,
            "totals": {"population": POPULATION, "baseline_jobs": NATIONAL_JOBS},
            "estimates": ["baseline_jobs"],
        },
    }
    return data_package(header, TABLES, extras, LEVELS)


def sources_page() -> str:
    """SOURCES.md."""
    lines = [
        "# Sources",
        "",
        "Rebuilt by `siting data build` from three packages and the fact tables in `facts/`. Every row of a fact",
        "table names its publisher, year, page and grade: **A** official table read in full, **B** press, company",
        "or agency report of an official release, **B-derived** arithmetic on B, **C** assumption.",
        "",
        "| source | used for | licence |",
        "|---|---|---|",
        *(
            f"| {f'[{s.title}]({s.path})' if s.path else s.title} | {s.used_for} | {s.licence} |"
            for s in SOURCES.values()
        ),
        "",
        "| table | source | year | grade | licence |",
        "|---|---|---|---|---|",
        *(f"| `{n}.csv` | {p.source} | {p.year} | {p.grade} | {p.licence} |" for n, p in PROVENANCE.items()),
        "| `regions.geojson`, `provinces.geojson`, `communes.geojson` | outlines | 2024 | derived | MIT |",
        "",
    ]
    return "\n".join(lines)


def licences_page() -> str:
    """LICENSES.md."""
    lines = ["# Licences", "", "The code is Apache-2.0. The data keep the licences of their sources.", ""]
    for licence in LICENCES.values():
        tables = [f"`{name}.csv`" for name, origin in PROVENANCE.items() if origin.licence == licence.name]
        if licence.name == "MIT":
            tables = ["`regions.geojson`", "`provinces.geojson`", "`communes.geojson`", "coordinates in `airports.csv`"]
        lines += [
            f"## {licence.title}",
            "",
            f"[{licence.name}]({licence.path}). {licence.credit}",
            "",
            f"Covers {', '.join(tables)}.",
            "",
        ]
    lines += [
        "Boundaries and names are those of the 2024 census, the division that the programme itself uses; they imply",
        "no position on the status of any territory.",
        "",
    ]
    return "\n".join(lines)

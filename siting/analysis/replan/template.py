"""An outturn file to fill in: the plan's own figures, to be overwritten with what was observed."""

from __future__ import annotations

import csv
import io
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from siting.errors import RunError, UsageError

if TYPE_CHECKING:
    from siting.analysis.replan.world import World
    from siting.results import Run
    from siting.words import Lang

__all__ = ["write_template"]


def write_template(run: Run, path: Path | str, *, until: int | None = None, lang: Lang = "en") -> Path:
    """Write what ``run`` planned for its years up to ``until`` (default: the first) as a file for `read_outturn`.

    One line for each zone and year that needs one: code, name, year, jobs (stock at year end, all segments), seats
    delivered in the year. Whole numbers; jobs add up to the country's, seats to those that stand. In French and Arabic
    columns are separated by ``;``, as spreadsheets with a decimal comma expect. Raises `UsageError` for a year that is
    not planned or leaves none to plan, `RunError` when a file cannot be made at ``path``; an existing one is never
    overwritten.
    """
    from siting.analysis.replan.world import World

    years = run.inputs.scalars.years
    last = years[0] if until is None else until
    if last not in years[:-1]:
        known = f"{years[0]} to {years[-2]}" if len(years) > 1 else "none: it has one year"
        raise UsageError(f"--until {last}: the years of the plan that leave one to plan anew are {known}")
    place = Path(path)
    _check_place(place)
    text = io.StringIO()
    writer = csv.writer(text, delimiter="," if lang == "en" else ";", lineterminator="\r\n")
    writer.writerow(["zone", "name", "year", "jobs", "seats_delivered"])
    writer.writerows(_rows(World.of(run), tuple(year for year in years if year <= last), _names(run, lang)))
    _write(place, text.getvalue())
    return place


def _names(run: Run, lang: Lang) -> dict[str, str]:
    """Names of zones by code; none where the run has none."""
    labels = run.inputs.labels
    column = f"name_{lang}"
    return dict(zip(labels["zone"], labels[column], strict=True)) if column in labels else {}


def _rows(world: World, years: tuple[int, ...], names: dict[str, str]) -> list[tuple[str, str, int, int, int]]:
    """Lines by year and zone. Seats are rounded as they add up, so that a place is never more than half a seat off."""
    from siting.results import round_whole

    busy = world.busy(years, trained=False)
    jobs = world.jobs.groupby(["zone", "year"]).sum()
    stand = world.delivered.groupby("zone").cumsum()
    before = dict.fromkeys(world.region.index, 0)
    rows = []
    for year in years:
        zones = [zone for zone in world.region.index if (zone, year) in busy]
        whole = round_whole(jobs.xs(year, level="year").reindex(zones))
        for zone in zones:
            seats = max(before[zone], round(float(stand[zone, year])))
            rows.append((str(zone), names.get(zone, ""), year, int(whole[zone]), seats - before[zone]))
            before[zone] = seats
    return rows


def _check_place(place: Path) -> None:
    """Raises `RunError` when there is something at ``place``, no folder for it, or a run folder above it."""
    if place.exists() or place.is_symlink() or not place.name:
        raise RunError.one(str(place), "exists already", remedy="name a file that does not exist")
    if not place.parent.is_dir():
        raise RunError.one(str(place), "cannot be written: there is no such folder", remedy="make it first")
    if any((above / "certificate.json").is_file() for above in place.resolve().parents):
        raise RunError.one(str(place), "a run folder is never changed", remedy="write beside it")


def _write(place: Path, text: str) -> None:
    """Write under a temporary name, then rename. The byte-order mark tells a spreadsheet that it is UTF-8."""
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8-sig", newline="")
        part.replace(place)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise RunError.one(str(place), f"cannot be written: {error.strerror}", remedy="choose another") from error

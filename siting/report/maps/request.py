"""One way in for the command line: what is asked for, judged as a whole, then drawn or written."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from siting.errors import UsageError
from siting.report.maps.asked import check_alike
from siting.report.maps.classes import METHODS, Method
from siting.report.maps.levels import levels_of
from siting.report.maps.measures import Measure, find_measures
from siting.words import LANGS, Lang

if TYPE_CHECKING:
    from siting.report.page.drawn import Drawn
    from siting.report.page.style import Style
    from siting.results import Run

__all__ = ["KINDS", "Kind", "MapRequest", "draw_map", "list_measures", "write_map"]

Kind = Literal["plan", "choropleth", "circles", "change"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class MapRequest:
    """What map is asked for.

    ``measure`` is a key of `list_measures` (default: jobs); ``year`` by default the last; ``level`` by default that
    of the run (or ``region`` where a measure has no other); ``region`` (code or name in any language) enlarges one;
    ``against`` is the run that a change starts from, ``from_year`` the year, by default the base year of the same
    run; ``classes`` a method of `siting.report.maps.classes`. ``size`` is inches; ``bare`` leaves out header and
    notes. ``format`` is png, svg or pdf, by default what the file ends in.
    """

    kind: Kind = "plan"
    measure: str | None = None
    year: int | None = None
    level: str | None = None
    region: str | None = None
    against: Run | None = None
    from_year: int | None = None
    classes: Method | None = None
    lang: Lang = "fr"
    style: Style | None = None
    format: str | None = None
    bare: bool = False
    size: tuple[float, float] | None = None


def list_measures(run: Run, lang: Lang) -> list[dict[str, Any]]:
    """A record for each measure: key, name, unit, years, levels, less_is_better."""
    base, last = run.inputs.scalars.base_year, run.inputs.scalars.years[-1]
    return [
        {
            "key": measure.key,
            "name": measure.name(lang, last, base),
            "unit": measure.unit_name(lang),
            "years": list(measure.years(run)),
            "levels": list(measure.levels(run)),
            "less_is_better": measure.less_is_better,
        }
        for measure in find_measures(run).values()
    ]


def write_map(run: Run, request: MapRequest, out: Path | str) -> Path:
    """Draw a map and write it to ``out``, whole or not at all; returns the file.

    Raises what `draw_map` raises, `UsageError` for a format that is not png, svg or pdf, `RunError` for a place that
    cannot be used, such as one inside a run folder.
    """
    from siting.report.page.places import check_place
    from siting.report.page.save import KINDS as FORMATS

    out = Path(out)
    kind = request.format or out.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise UsageError(f"cannot draw a map as {kind or str(out)}; choose one of {', '.join(FORMATS)}")
    check_place(out)
    return draw_map(run, request).save(out, kind)


def draw_map(run: Run, request: MapRequest) -> Drawn:
    """Draw the map that is asked for.

    Raises `UsageError`, with every problem in one message, for what there is not: kind, measure, level, year, region,
    method of classes, or options that contradict one another; `RunError` for a run to compare with that is of another
    level or country, and when the data set's outlines do not cover the run.
    """
    from siting.report.maps.thematic import change_theme, theme
    from siting.report.maps.thematic_page import draw_theme

    problems = [*_general(request), *_of_plan(run, request)]
    if request.against is not None and not problems:
        check_alike(run, request.against)
    if request.kind == "plan" and not problems:
        from siting.report.maps.plan_map import plan_map

        return plan_map(run, lang=request.lang, style=request.style, bare=request.bare, size=request.size)
    measure = _measure(run, request.measure or "jobs", problems)
    region = _region(run, request.region, problems)
    level, year, first = _level(run, measure, request, problems), 0, 0
    if measure is not None:
        year = _year(run, measure, request.year, problems)
        first = year
        if request.kind == "change":
            first = _first_year(run, measure, request, year, problems)
        if request.kind == "circles" and measure.kind not in ("count", "money"):
            problems.append(f"circles show counts, and {measure.key} is none; choose --kind choropleth")
    if problems or measure is None:
        raise UsageError("; ".join(problems))
    look = {"bare": request.bare, "size": request.size}
    if request.kind == "change":
        other = request.against or run
        pair, years = (other, run), (first, year)
        shown = change_theme(pair, years, measure, level=level, lang=request.lang, focus=region)
        return draw_theme(shown, request.style, **look)  # type: ignore[arg-type]
    shown = theme(
        run, measure, year=year, level=level, lang=request.lang, method=request.classes, focus=region
    )  # fmt: skip
    return draw_theme(shown, request.style, circles=request.kind == "circles", **look)  # type: ignore[arg-type]


def _general(request: MapRequest) -> list[str]:
    """What is wrong with the request whatever the run."""
    problems = []
    if request.kind not in KINDS:
        problems.append(f"no such kind of map: {_near(request.kind, KINDS)}")
    if request.lang not in LANGS:
        problems.append(f"no such language: {_near(request.lang, LANGS)}")
    if request.classes is not None and request.classes not in METHODS:
        problems.append(f"no such method of classes: {_near(request.classes, METHODS)}")
    if request.classes is not None and request.kind != "choropleth":
        problems.append("--classes goes with --kind choropleth: the other kinds have classes of their own")
    if (request.against is not None or request.from_year is not None) and request.kind != "change":
        problems.append("a run or year to start from (--against, --from-year) goes with --kind change")
    if request.size is not None and not all(2.0 <= side <= 60.0 for side in request.size):
        problems.append(f"a map is 2 to 60 inches wide and high, not {request.size[0]:g} x {request.size[1]:g}")
    return problems


def _of_plan(run: Run, request: MapRequest) -> list[str]:
    """What the map of a plan does not take."""
    if request.kind != "plan":
        return []
    options = {"measure": request.measure, "level": request.level, "region": request.region, "year": request.year}
    given = [f"--{name}" for name, value in options.items() if value is not None]
    if request.year == run.inputs.scalars.years[-1]:
        given.remove("--year")
    if not given:
        return []
    return [f"the map of a plan shows all of its last year: {', '.join(given)} goes with another --kind"]


def _near(given: object, known: Iterable[str]) -> str:
    """What was given, what may have been meant, and what there is."""
    names = list(known)
    near = difflib.get_close_matches(str(given).lower(), [name.lower() for name in names], n=3, cutoff=0.5)
    meant = [name for name in names if name.lower() in near]
    return f"{given}{f' (did you mean {" or ".join(meant)}?)' if meant else ''}; there are {', '.join(names)}"


def _measure(run: Run, key: str, problems: list[str]) -> Measure | None:
    known = find_measures(run)
    found = known.get(key.strip().lower().replace("_", "-"))
    if found is None:
        problems.append(f"no such measure: {_near(key, known)}")
    return found


def _region(run: Run, given: str | None, problems: list[str]) -> str | None:
    """The code of a region that is given by code or by name in any language."""
    if given is None:
        return None
    table = run.inputs.region_labels
    names: dict[str, str] = {}
    for column in ("region", "name_fr", "name_ar", "name_en"):
        names |= {str(name).casefold(): str(code) for name, code in zip(table[column], table["region"], strict=True)}
    found = names.get(given.strip().casefold())
    if found is None:
        known = [f"{code} {name}" for code, name in zip(table["region"], table["name_fr"], strict=True)]
        near = difflib.get_close_matches(given.casefold(), list(names), n=3, cutoff=0.5)
        meant = f" (did you mean {' or '.join(near)}?)" if near else ""
        problems.append(f"no such region: {given}{meant}; there are {', '.join(known)}")
    return found


def _level(run: Run, measure: Measure | None, request: MapRequest, problems: list[str]) -> str:
    """The level to draw; finer than the run's, or unknown to it, is a problem."""
    own = run.inputs.level
    levels = measure.levels(run) if measure is not None else levels_of(run)
    level = request.level or levels[0]
    if level not in levels_of(run):
        problems.append(f"the run is by {own}: a map is by {' or '.join(levels_of(run))}, not {level}")
    elif level not in levels and measure is not None:
        problems.append(f"{measure.key} has figures by {' or '.join(levels)}, not by {level}")
    elif level == "region" and request.region is not None:
        problems.append("one region enlarged shows its zones: there are none on a map by region")
    return level


def _year(run: Run, measure: Measure, given: int | None, problems: list[str]) -> int:
    years = measure.years(run)
    if given is not None and given not in years:
        problems.append(f"{measure.key} has figures for {years[0]} to {years[-1]}, not for {given}")
    return years[-1] if given is None else given


def _first_year(run: Run, measure: Measure, request: MapRequest, year: int, problems: list[str]) -> int:
    """The year that a change starts from: that of the other run, or an earlier one of the same."""
    if request.against is not None:
        first, years = request.from_year or year, measure.years(request.against)
        if first not in years:
            problems.append(
                f"{request.against.name} has {measure.key} for {years[0]} to {years[-1]}, not for {first}: "
                "give one of these years with --from-year"
            )
        return first
    years = measure.years(run)
    first = years[0] if request.from_year is None else request.from_year
    if first not in years:
        problems.append(f"{measure.key} has figures for {years[0]} to {years[-1]}, not for {first}")
    elif first >= year:
        problems.append(f"a change within a run needs an earlier year than {year}: give --from-year or --against")
    return first

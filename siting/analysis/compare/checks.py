"""Which runs may stand side by side: opened, judged, and refused with every reason at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from siting.errors import Problem, RunError
from siting.results import Run, read_run

__all__ = ["MOST", "open_runs"]

#: Most runs that one table can show.
MOST = 20
#: Labour force and jobs of the base year are the same when they differ by less than this share of themselves.
_SAME = 1e-6
_BASE_YEARS = (
    "compare plans from one base year; for a re-plan and the plan it continues, siting replan prints the drift and the "
    "re-plan's outputs/drift.parquet holds it"
)
_NAMED = 3  #: places named in one message


def open_runs(given: Sequence[Run | Path | str]) -> tuple[Run, ...]:
    """Open the runs and make sure that they can be subtracted from one another.

    Raises `RunError` with every reason: fewer than 2 or more than 20 runs, a folder named twice, a run that is missing,
    damaged, edited, of a newer version or refuted, and runs whose level, years, regions, labour force or jobs of the
    base year are not those of the first. The last two are judged only where level and years are the same.
    """
    places = [each.folder if isinstance(each, Run) else Path(each) for each in given]
    problems: list[Problem] = []
    if not 2 <= len(places) <= MOST:
        named = "none" if not places else ", ".join(str(place) for place in places)
        problems.append(Problem("runs", f"a comparison takes 2 to {MOST} of them, not {len(places)}", named))
    seen: dict[Path, Path] = {}
    runs: list[Run] = []
    for place in places:
        if (earlier := seen.get(place.resolve())) is not None:
            problems.append(Problem(str(place), "is the same run as another one named", str(earlier), "name it once"))
            continue
        seen[place.resolve()] = place
        try:
            runs.append(_opened(place))
        except RunError as error:
            problems += [_placed(problem, place) for problem in error.problems]
    problems += [problem for run in runs[1:] for problem in _differences(runs[0], run)]
    if problems:
        raise RunError(problems)
    return tuple(runs)


def _opened(place: Path) -> Run:
    """A run with whole inputs and a plan that the verifier did not refute."""
    run = read_run(place)
    if run.certificate.refuted:
        what = "is refuted: its plan breaks a rule or its figures contradict one another"
        raise RunError([Problem(str(place), what, run.certificate.verdict, "solve again")])
    _ = run.inputs  # raises when a table is damaged
    return run


def _placed(problem: Problem, place: Path) -> Problem:
    """A problem whose place names the run as the user did: two runs may have files of the same name."""
    inside = problem.place.removeprefix(str(place)).removeprefix(f"{place.name}/").lstrip("/")
    return Problem(str(place / inside) if inside else str(place), problem.message, problem.value, problem.remedy)


def _differences(first: Run, run: Run) -> list[Problem]:
    """Why the figures of a run cannot be subtracted from those of the first."""
    here, there, against = run.inputs, first.inputs, f"cannot be compared with {first.folder}"
    problems = [
        Problem(str(run.folder), f"{against}: {what} differs", f"{own}, not {other}", remedy)
        for what, own, other, remedy in (
            ("the level", here.level, there.level, f"solve it with --level {there.level}"),
            ("the base year", here.scalars.base_year, there.scalars.base_year, _BASE_YEARS),
            ("the last year", here.scalars.years[-1], there.scalars.years[-1], "compare plans to one last year"),
        )
        if own != other
    ]
    own, other = _by_region(run), _by_region(first)
    apart = sorted(set(own.index) ^ set(other.index))
    names = _region_names(first) | _region_names(run)
    if apart:
        what = f"{against}: the regions differ, so it is another country or data set"
        return [
            *problems,
            Problem(
                str(run.folder), what, _some([_named(code, names) for code in apart]), "compare runs of one country"
            ),
        ]
    if problems:
        return problems  # jobs of two years, and sums over other zones, differ for that reason alone
    for column, what in (("active", "the labour force"), ("jobs", f"jobs at the end of {here.scalars.base_year}")):
        gap = (own[column] - other[column]).abs()
        wrong = [str(code) for code in gap[gap > _SAME * other[column].abs().clip(lower=1.0)].index.tolist()]
        if wrong:
            mine, theirs = own[column].to_dict(), other[column].to_dict()
            found = [f"{_named(code, names)}: {mine[code]:,.0f}, not {theirs[code]:,.0f}" for code in wrong]
            message = f"{against}: {what} by region differs, so it is another data set"
            problems.append(Problem(str(run.folder), message, _some(found), "solve both on one data set"))
    return problems


def _by_region(run: Run) -> pd.DataFrame:
    """Labour force and jobs of the base year by region."""
    zones = run.inputs.zones.set_index("zone")
    jobs = run.inputs.zone_segment.groupby("zone")["baseline_jobs"].sum()
    table = pd.DataFrame({"region": zones["region"], "active": zones["active"], "jobs": jobs.reindex(zones.index)})
    return table.fillna({"jobs": 0.0}).groupby("region")[["active", "jobs"]].sum()


def _region_names(run: Run) -> dict[str, str]:
    """Names of regions by code, English as the messages are."""
    labels = run.inputs.region_labels
    if "region" not in labels or "name_en" not in labels:
        return {}
    return dict(zip(labels["region"].astype(str), labels["name_en"].astype(str), strict=True))


def _named(code: str, names: Mapping[str, str]) -> str:
    """A region for a message: code and name."""
    return f"{code} {names[code]}" if names.get(code, code) != code else code


def _some(items: Sequence[str]) -> str:
    """The first few of many, and how many there are."""
    rest = len(items) - _NAMED
    return "; ".join(items[:_NAMED]) + (f"; and {rest} more" if rest > 0 else "")

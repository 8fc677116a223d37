"""A frontier on disk: its tables, and every point as a run that can be opened, verified and compared.

```
frontier.json     what it was computed from: aims, model, scenario, settings, fingerprints, versions
points.csv        one row a plan; regions.csv, payoff.csv beside it, each also as .parquet
runs/point-01/    the plan of point 1 as a run folder, and so on
```

Tables are there at once or not at all; runs are added one by one. Whoever stops in the middle keeps what is finished,
and the same call with the same folder goes on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from siting.analysis.frontier.points import Frontier
from siting.analysis.frontier.terms import FrontierTerm, frontier_terms
from siting.errors import Infeasible, RunError

if TYPE_CHECKING:
    from siting.config import Model
    from siting.model.inputs import Inputs
    from siting.regions import Dataset

__all__ = ["Recipe", "point_runs", "point_settings", "read_frontier", "run_points", "write_frontier"]

FORMAT = 1
_MANIFEST, _RUNS = "frontier.json", "runs"
_TABLES = ("points", "regions", "payoff")
#: Room of a bound, relative: exact to the solver's last digits first; wider where those make it infeasible.
_ROOM = (1e-9, 1e-7)


@dataclass(frozen=True)
class Recipe:
    """What a frontier is made of: the model as it was asked for, and what was read."""

    asked: str
    model: Model
    dataset: Dataset
    inputs: Inputs


def write_frontier(out: Path | str, found: Frontier, recipe: Recipe) -> Path:
    """Write the tables of a frontier into a new folder; gives its path.

    A folder that holds the same frontier is left as it is. Raises `RunError` where ``out`` is anything else, or cannot
    be written.
    """
    from siting.results.write import check_out, published, write_both, write_json

    told = _told(found, recipe)
    path = Path(out).expanduser().absolute()
    if (path / _MANIFEST).is_file():
        known = _manifest(path)
        if any(known.get(name) != told[name] for name in ("fingerprint", "objectives", "points_asked", "versions")):
            raise RunError.one(str(out), "holds another frontier", remedy="give another --out")
        return path
    check_out(path)
    with published(path) as work:
        for name in _TABLES:
            write_both(work, name, getattr(found, name))
        write_json(work / _MANIFEST, told)
    return path


def read_frontier(folder: Path | str) -> Frontier:
    """The frontier in a folder. Raises `RunError` where there is none or it is damaged."""
    path = Path(folder)
    told = _manifest(path)
    try:
        tables: dict[str, Any] = {name: pd.read_parquet(path / f"{name}.parquet") for name in _TABLES}
        terms = frontier_terms(told["objectives"])
        exact, missed = bool(told["exact"]), float(told["missed"])
        work: dict[str, Any] = {
            name: told[key] for name, key in (("asked", "points_asked"), ("solves", "solves"), ("seconds", "seconds"))
        }
        return Frontier(terms, **tables, exact=exact, missed=missed, **work)
    except (OSError, KeyError, TypeError, ValueError) as error:
        what = f"is damaged ({type(error).__name__}: {error})"
        raise RunError.one(str(path), what, remedy="compute the frontier again in a new folder") from error


def _manifest(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((path / _MANIFEST).read_text(encoding="utf-8"))
        if told["format"] > FORMAT:
            raise RunError.one(str(path), "was written by a newer siting", told["format"], "upgrade siting")
        return told
    except (FileNotFoundError, NotADirectoryError):
        what = f"is not a frontier: it has no {_MANIFEST}"
        raise RunError.one(str(path), what, remedy="name the folder that siting frontier wrote") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"cannot be read ({type(error).__name__}: {error})"
        raise RunError.one(str(path / _MANIFEST), what, remedy="compute the frontier again in a new folder") from error


def _told(found: Frontier, recipe: Recipe) -> dict[str, Any]:
    from siting.ensemble.content import inputs_sha256, versions

    model = recipe.model
    return {
        "format": FORMAT,
        "objectives": [term.name for term in found.terms],
        "units": {term.name: term.unit for term in found.terms},
        "points_asked": found.asked,
        "exact": found.exact,
        "missed": found.missed,
        "solves": found.solves,
        "seconds": round(found.seconds, 3),
        "model": recipe.asked,
        "scenario": model.scenario,
        "settings": list(model.settings),
        "level": model.level,
        "data": recipe.dataset.content_hash,
        "fingerprint": inputs_sha256(recipe.inputs),
        "versions": versions(),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    }


# --- points as runs ----------------------------------------------------------------------------------
def point_settings(terms: Sequence[FrontierTerm], row: Mapping[str, Any], room: float = _ROOM[0]) -> tuple[str, ...]:
    """Settings (``key=value``) that make a point of a frontier the optimum of the first aim: the others are held."""
    first, *others = terms
    held = []
    for term in others:
        value = float(row[term.name])
        held.append(f"{term.limit}={value + term.sign * room * max(1.0, abs(value))!r}")
    if first.name == "cost":
        return (*held, "objective.method=lexicographic", "objective.stages=[{objective: cost}]")
    return (*held, "objective.method=weighted", f"objective.weights={{{first.weight}: 1}}")


def point_runs(folder: Path | str) -> dict[int, Path]:
    """Runs of points that are there, by point."""
    homes = sorted((Path(folder) / _RUNS).glob("point-*"))
    return {int(home.name.removeprefix("point-")): home for home in homes if (home / "manifest.json").is_file()}


def run_points(
    folder: Path, found: Frontier, recipe: Recipe, progress: Callable[[str], None] = lambda _: None
) -> dict[int, Path]:
    """Make every point that has no run yet a run in the folder of its frontier; gives all runs by point.

    Raises as `siting.plan`; runs that are finished stay.
    """
    there = point_runs(folder)
    home = folder / _RUNS
    width = max(2, len(str(len(found.points))))
    try:
        for row in _records(found.points):
            number = int(row["point"])
            if number not in there:
                progress(f"point {number} of {len(found.points)}")
                there[number] = _run(home / f"point-{number:0{width}d}", found, row, recipe)
    finally:
        with suppress(OSError):
            home.rmdir()  # where no run came about
    return dict(sorted(there.items()))


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _run(out: Path, found: Frontier, row: Mapping[str, Any], recipe: Recipe) -> Path:
    from siting.config import load_model
    from siting.geo.prepare import prepare
    from siting.solving import solve_prepared, solver_options

    given = recipe.model
    for room in _ROOM:
        settings = (*given.settings, *point_settings(found.terms, row, room))
        model = load_model(recipe.asked, given.scenario, settings, given.level)
        options = solver_options(model, "highs", None)
        started = datetime.now(UTC)
        try:
            inputs = prepare(model, recipe.dataset)
            run = solve_prepared(
                model, recipe.dataset, inputs, folder=out, options=options, started=started, step=lambda _: None
            )
            return run.folder
        except Infeasible:
            if room == _ROOM[-1]:
                raise
    raise AssertionError("unreachable")

"""One case of ours per function. Each runs in a process of its own and prints one JSON document.

``python -m benchmarks.cases NAME FOLDER '{"repeat": 3}'``: FOLDER holds the frozen inputs (`benchmarks.handover`).
"""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siting.model.inputs import Inputs

#: Figures on right-hand sides (jobs of the base year bound variables too), each with how far its values are moved.
RIGHT_HAND_SIDES: Mapping[str, tuple[float, float]] = {
    "pool.eligible_pool": (0.97, 1.05),
    "staff_start.baseline_staff": (0.99, 1.02),
    "zones.seats_start": (0.97, 1.03),
    "zones.max_new_seats": (0.90, 1.10),
    "zones.entry_limit": (0.95, 1.05),
    "zone_year.seats_committed": (0.90, 1.10),
    "zone_year.training_places": (0.90, 1.10),
    "zone_segment.baseline_jobs": (0.99, 1.00),
}
#: Figures that stand in costs.
COSTS: Mapping[str, tuple[float, float]] = {
    "zones.capex_per_seat": (0.90, 1.10),
    "zone_segment_year.operating_difference": (0.90, 1.10),
    "segments.wage": (0.95, 1.05),
}
_COST_SCALARS = ("commuting_cost", "training_grant", "employment_premium", "training_premium")


def cold(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """Frozen inputs to Solution: seconds of each step, of HiGHS alone, and peak memory; ``stages``: first or whole."""
    from benchmarks.handover import least_cost
    from siting.model.solve import SolverOptions, solve_inputs

    inputs = _inputs(folder)
    if asked.get("stages", "first") == "first":
        inputs = least_cost(inputs)
    if (folder / "small").exists():
        solve_inputs(least_cost(_inputs(folder / "small")))  # libraries are loaded
    runs = []
    for _ in range(int(asked.get("repeat", 1))):
        began = time.perf_counter()
        solution = solve_inputs(inputs, SolverOptions())
        total = time.perf_counter() - began
        runs.append(
            {
                "total_s": total,
                "solver_s": solution.timings_s["solver"],
                "objective_mmad": solution.stages[0].value,
                "size": dict(solution.size),
                "steps": dict(solution.timings_s),
            }
        )
    return {"runs": runs}


def goal(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """The jobs goal of the final year dragged in steps of up to 1,000 jobs, warm, beside cold solves."""
    at = 262_000.0

    def step(rng: Any, _: Inputs) -> dict[str, Any]:
        nonlocal at
        moved = at + float(rng.uniform(-1_000, 1_000))
        at = min(max(moved, 250_000.0), 272_000.0)
        return {"jobs_goal.2030": at}

    return _moved(folder, asked, step)


def goal_anywhere(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """The jobs goal of the final year set anywhere from 250,000 to 272,000, warm, beside cold solves."""
    return _moved(folder, asked, lambda rng, _: {"jobs_goal.2030": float(rng.uniform(250_000, 272_000))})


def right_hand_sides(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """Every figure on a right-hand side moved by a factor of its own, warm, beside cold solves."""
    return _moved(folder, asked, _sides)


def everything(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """Every right-hand side, cost and bound moved by a factor of its own, warm, beside cold solves."""
    return _moved(folder, asked, lambda rng, inputs: _sides(rng, inputs) | _prices(rng, inputs))


def _sides(rng: Any, inputs: Inputs) -> dict[str, Any]:
    scalars = inputs.scalars
    found = _factors(rng, inputs, RIGHT_HAND_SIDES)
    found |= {f"jobs_goal.{year}": value * rng.uniform(0.97, 1.0) for year, value in scalars.jobs_goal.items()}
    found |= {f"export_goal.{year}": value * rng.uniform(0.97, 1.0) for year, value in scalars.export_goal.items()}
    if scalars.national_pace is not None:
        found["national_pace"] = scalars.national_pace * rng.uniform(1.0, 1.1)
    return found


def _prices(rng: Any, inputs: Inputs) -> dict[str, Any]:
    found = _factors(rng, inputs, COSTS)
    return found | {name: getattr(inputs.scalars, name) * rng.uniform(0.9, 1.1) for name in _COST_SCALARS}


def _factors(rng: Any, inputs: Inputs, ranges: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    found = {}
    for name, (low, high) in ranges.items():
        values = inputs.table(name.split(".")[0])[name.split(".")[1]].to_numpy(float)
        found[name] = values * rng.uniform(low, high, len(values))
    return found


def _moved(folder: Path, asked: dict[str, Any], draw: Callable[[Any, Inputs], dict[str, Any]]) -> dict[str, Any]:
    """``changes`` random changes of a live model; every ``changes / cold``-th is solved cold too and compared."""
    import numpy as np

    from benchmarks.handover import least_cost
    from siting.model.build import build
    from siting.model.highs_backend import HighsBackend
    from siting.model.live import LiveModel
    from siting.model.options import SolverOptions

    inputs, rng = least_cost(_inputs(folder)), np.random.default_rng(2030)
    live = LiveModel(inputs)
    live.solve()
    HighsBackend(build(inputs), SolverOptions()).first()
    count, every = int(asked["changes"]), max(1, int(asked["changes"]) // int(asked["cold"]))
    warm, solves, colds, apart, without = [], [], [], 0.0, 0
    for number in range(count):
        change = draw(rng, inputs)
        began = time.perf_counter()
        live.change(change)
        moved = time.perf_counter()
        plan = live.solve()
        warm.append(time.perf_counter() - began)
        solves.append(time.perf_counter() - moved)
        without += not plan.outcome.has_plan
        if number % every == every - 1:
            began = time.perf_counter()
            answer = HighsBackend(build(live.inputs), SolverOptions()).first()
            colds.append(time.perf_counter() - began)
            if answer.outcome.has_plan != plan.outcome.has_plan:
                raise RuntimeError(f"warm {plan.outcome.value}, cold {answer.outcome.value}")
            if answer.outcome.has_plan:
                apart = max(apart, abs(answer.value - plan.value) / abs(answer.value))
    return {"warm_s": warm, "solve_s": solves, "cold_s": colds, "apart": apart, "without_plan": without}


def parks(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """Parks in phases of 500 seats to a gap of 1 %: ours, HiGHS's branch and cut on the same program, ours again."""
    from benchmarks.peers import with_arrays
    from siting.model.build import build
    from siting.model.highs_backend import HighsBackend
    from siting.model.options import SolverOptions

    inputs, gap = _inputs(folder), float(asked.get("gap", 0.01))
    names = ("cost", "start", "column", "coefficient", "row_lower", "row_upper", "column_lower", "column_upper")

    def ours() -> dict[str, float]:
        began = time.perf_counter()
        answer = HighsBackend(build(inputs), SolverOptions(gap=gap)).first()
        seconds = time.perf_counter() - began
        return {"total_s": seconds, "objective_mmad": answer.value, "bound_mmad": answer.bound}

    first = ours()
    began = time.perf_counter()
    program = build(inputs)
    arrays = {name: getattr(program, name) for name in names} | {"integer": program.integer}
    value, _, size = with_arrays.solve(arrays, {"gap": gap, "time_limit": float(asked["time_limit"])})
    plain = {"total_s": time.perf_counter() - began, "objective_mmad": value, **size}
    return {"ours": [first, ours()], "plain": plain}


def ensemble(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """Random goals, pools and limits on one worker and on two, beside cold solves of some of the same samples.

    ``pair`` samples run on one worker and on two; all ``samples`` on two.
    """
    import tempfile

    try:
        from siting.ensemble import Sample, run_ensemble
    except ImportError as error:
        raise SystemExit(f"left out: {error}") from error
    from benchmarks.handover import least_cost

    inputs = least_cost(_inputs(folder))
    count, pair = int(asked["samples"]), min(int(asked.get("pair", 3_000)), int(asked["samples"]))
    changes = _futures(count)
    samples = [Sample(f"{number:06d}", change) for number, change in enumerate(changes)]
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="siting-bench-") as work:
        cold, values = _cold_values(inputs, changes[: count // 2 : max(1, count // 20)])
        for name, workers, some in (
            ("thousand_s", 2, samples[:1_000]),
            ("one_s", 1, samples[:pair]),
            ("two_s", 2, samples[:pair]),
            ("all_s", 2, samples),
        ):
            began = time.perf_counter()
            result = run_ensemble(inputs, some, out=Path(work) / name, workers=workers)
            seconds[name] = time.perf_counter() - began
        later, more = _cold_values(inputs, changes[count // 2 :: max(1, count // 20)])
        places = [*range(0, count // 2, max(1, count // 20)), *range(count // 2, count, max(1, count // 20))]
        found = result.frame("samples", ["value"])["value"].to_numpy()[places]
    apart = max(
        abs(one - other) / abs(other) for one, other in zip(found, values + more, strict=True) if other == other
    )
    return {**seconds, "samples": count, "pair": pair, "cold_s": cold + later, "apart": float(apart)}


def _futures(count: int) -> list[dict[str, Any]]:
    """Changes of goals, pools and limits, from a fixed seed."""
    import numpy as np

    from siting.model.changes import times

    rng = np.random.default_rng(2030)
    ranges = {
        "jobs_goal.2030": (0.93, 1.0),
        "export_goal.2030": (0.93, 1.0),
        "pool.eligible_pool": (0.97, 1.05),
        "zones.max_new_seats": (0.9, 1.1),
        "zones.entry_limit": (0.95, 1.05),
        "growth_limit": (0.95, 1.1),
        "national_pace": (1.0, 1.1),
    }
    return [{name: times(float(rng.uniform(low, high))) for name, (low, high) in ranges.items()} for _ in range(count)]


def _cold_values(inputs: Inputs, changes: list[dict[str, Any]]) -> tuple[list[float], list[float]]:
    """Seconds and values of cold solves (NaN: no plan)."""
    from siting.model.build import build
    from siting.model.changes import apply_changes
    from siting.model.highs_backend import HighsBackend
    from siting.model.options import SolverOptions

    seconds, values = [], []
    HighsBackend(build(inputs), SolverOptions()).first()
    for change in changes:
        changed = apply_changes(inputs, change)
        began = time.perf_counter()
        values.append(HighsBackend(build(changed), SolverOptions()).first().value)
        seconds.append(time.perf_counter() - began)
    return seconds, values


def tradeoffs(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """A frontier of 20 points and the ranges of all regions within 2 % of the least cost, beside cold solves."""
    import numpy as np

    from benchmarks.handover import least_cost
    from siting.analysis.frontier import frontier
    from siting.model.build import build
    from siting.model.highs_backend import HighsBackend
    from siting.model.nearby.measures import Measures
    from siting.model.nearby.ranges import ranges
    from siting.model.nearby.space import NearSpace
    from siting.model.options import SolverOptions
    from siting.model.solve import solve_inputs

    inputs = _inputs(folder)
    solve_inputs(inputs, SolverOptions())
    found: dict[str, Any] = {"cold_s": [], "first_s": [], "frontier_s": [], "ranges_s": [], "points": 0, "regions": 0}
    for _ in range(int(asked.get("repeat", 3))):
        began = time.perf_counter()
        solve_inputs(inputs, SolverOptions())
        found["cold_s"].append(time.perf_counter() - began)
        began = time.perf_counter()
        HighsBackend(build(least_cost(inputs)), SolverOptions()).first()
        found["first_s"].append(time.perf_counter() - began)
        began = time.perf_counter()
        found["points"] = len(frontier(inputs, ("cost", "inequality"), points=20).points)
        found["frontier_s"].append(time.perf_counter() - began)
        began = time.perf_counter()
        space = NearSpace(inputs, 0.02, SolverOptions())
        jobs = Measures.of(space.program).jobs
        found["regions"] = jobs.shape[0]
        order = [(row, sense) for row in range(jobs.shape[0]) for sense in (1, -1)]
        ranges(space, jobs, np.full(jobs.shape[0], np.inf), order)
        found["ranges_s"].append(time.perf_counter() - began)
    return found


def start_up(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """`siting --help`, nine times."""
    command = [sys.executable, "-m", "siting", "--help"]
    seconds = []
    for _ in range(9):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    return {"help_s": seconds}


def _inputs(folder: Path) -> Inputs:
    with (folder / "inputs.pkl").open("rb") as file:
        found: Inputs = pickle.load(file)
    return found


CASES: dict[str, Callable[[Path, dict[str, Any]], dict[str, Any]]] = {
    "cold": cold,
    "goal": goal,
    "goal_anywhere": goal_anywhere,
    "right_hand_sides": right_hand_sides,
    "everything": everything,
    "parks": parks,
    "ensemble": ensemble,
    "tradeoffs": tradeoffs,
    "start_up": start_up,
}


def main(name: str, folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """One case, with the peak memory of this process in MB."""
    found = CASES[name](folder, asked)
    scale = 1024 if sys.platform != "darwin" else 1024**2
    return {**found, "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3]) if len(sys.argv) > 3 else {})))

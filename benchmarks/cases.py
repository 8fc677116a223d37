"""One benchmark case per function. Each runs in a process of its own and prints one JSON document."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

MODEL = Path("models/tech-valley-2030")


def _plan(scenario: str, level: str, settings: tuple[str, ...] = (), gap: float = 0.01) -> dict[str, object]:
    """Load, prepare and solve once; seconds of each step, of HiGHS alone, and peak memory."""
    from siting.config import load_model
    from siting.geo.prepare import prepare
    from siting.model.solve import SolverOptions, solve_inputs
    from siting.regions import load_dataset

    started = time.perf_counter()
    model = load_model(MODEL, scenario=scenario, settings=settings, level=level)
    dataset = load_dataset(model.data_folder, model.overrides_folder)
    loaded = time.perf_counter()
    inputs = prepare(model, dataset)
    prepared = time.perf_counter()
    solution = solve_inputs(inputs, SolverOptions(threads=2, gap=gap))
    done = time.perf_counter()
    highs = solution.timings_s["solver"]
    total = done - started
    return {
        "scenario": scenario,
        "level": level,
        "outcome": solution.outcome.value,
        "size": dict(solution.size),
        "load_s": loaded - started,
        "prepare_s": prepared - loaded,
        **{f"{step}_s": seconds for step, seconds in solution.timings_s.items()},
        "total_s": total,
        "rest_over_highs": (total - highs) / highs,
        "objective_mmad": solution.objective_mmad,
        "gap": solution.gap,
        "stages": len(solution.stages),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def province() -> dict[str, object]:
    """The default plan, all stages, from files to Solution; the second of two runs in one process is kept."""
    _plan("reference", "province")
    return _plan("reference", "province")


def province_first() -> dict[str, object]:
    """The default plan, the first run in a process: imports included."""
    return _plan("reference", "province")


def balanced() -> dict[str, object]:
    """The balanced scenario, warm process."""
    _plan("balanced", "province")
    return _plan("balanced", "province")


def commune() -> dict[str, object]:
    """The plan for all communes within 45 minutes."""
    return _plan("reference", "commune", ("travel.max_commute_minutes=45",))


def indivisible() -> dict[str, object]:
    """Parks in phases of 500 seats, to a gap of 1 %."""
    return _plan("indivisible-parks", "province")


def start_up() -> dict[str, object]:
    """`siting --help`, best and median of nine."""
    command = [sys.executable, "-m", "siting", "--help"]
    seconds = []
    for _ in range(9):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return {"help_best_s": min(seconds), "help_median_s": sorted(seconds)[len(seconds) // 2]}


CASES: dict[str, Callable[[], dict[str, object]]] = {
    "start_up": start_up,
    "province_first": province_first,
    "province": province,
    "balanced": balanced,
    "indivisible": indivisible,
    "commune": commune,
}

if __name__ == "__main__":
    print(json.dumps(CASES[sys.argv[1]]()))

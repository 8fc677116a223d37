"""Run one peer on the tables of a folder and print one JSON document.

``python -m benchmarks.peers linopy FOLDER '{"repeat": 3}'``; a small country beside it (``small``) is solved first, so
that libraries are loaded.
"""

from __future__ import annotations

import gc
import importlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

PEERS = ("arrays", "linopy", "pyomo", "pulp")


def main(name: str, folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """Solve ``asked["repeat"]`` times: seconds in all and of HiGHS, objective, size, peak memory in MB."""
    options = {"threads": None, "algorithm": "choose", "gap": 0.01, "time_limit": None, "repeat": 1, "plain": False}
    options |= asked
    module = importlib.import_module(f"benchmarks.peers.with_{name}")
    runs: list[dict[str, Any]] = []
    for place in ([folder / "small"] if (folder / "small").exists() else []) + [folder] * int(options["repeat"]):
        given = _given(name, place, bool(options["plain"]))
        gc.collect()
        began = time.perf_counter()
        value, highs, size = module.solve(given, options)
        total = time.perf_counter() - began
        runs.append({"total_s": total, "solver_s": highs, "objective_mmad": value, "size": size})
    runs = runs[-int(options["repeat"]) :]
    scale = 1024 if sys.platform != "darwin" else 1024**2
    return {"runs": runs, "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale}


def _given(name: str, folder: Path, plain: bool) -> Any:
    """What a peer starts from: tables, or for the floor arrays."""
    if name == "arrays":
        import numpy as np

        with np.load(folder / "program.npz") as file:
            return dict(file)
    from benchmarks.peers.country import Country

    return Country.read(folder, plain)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3]) if len(sys.argv) > 3 else {})))

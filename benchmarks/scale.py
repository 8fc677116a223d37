"""How cost grows with the number of zones, up to a made-up country of ten thousand.

``python -m benchmarks.scale`` writes `benchmarks/SCALE.md`. The country is made of copies of the communes of Morocco,
side by side: travel times within a copy are those of the country, people, costs and room of each copy are moved a
little, goals grow with the labour force. It shows what planning costs; its plans say nothing about any place.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.environment import machine, machine_lines, run

if TYPE_CHECKING:
    import pandas as pd

    from siting.model.inputs import Inputs

PAGE = Path(__file__).parent / "SCALE.md"
ZONES = (1_503, 3_006, 10_000)
#: Longest that one plan may take, in seconds.
LIMIT = 7_200.0
#: Figures of a copy of the country lie within so much of those of the country.
APART = 0.1
_MOVED = {
    "zones": ("max_new_seats", "capex_per_seat", "active"),
    "zone_segment_year": ("operating_difference",),
    "pool": ("eligible_pool",),
}


def main(words: list[str]) -> int:
    """Plan each country in a process of its own and write the page; 1 where one of them failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="How cost grows with zones.")
    parser.add_argument("--zones", type=int, nargs="+", default=list(ZONES), help="sizes of the country")
    parser.add_argument("--time-limit", type=float, default=LIMIT, help="seconds for one plan")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write")
    parser.add_argument("--one", type=int, help="plan one country here and print its figures")
    told = parser.parse_args(words)
    if told.one is not None:
        print(json.dumps(_planned(told.one)))
        return 0
    if min(told.zones) < ZONES[0]:
        parser.error(f"--zones: {min(told.zones):,} are fewer than the country has, {ZONES[0]:,}")
    load, rows = os.getloadavg()[0], []
    for zones in sorted(told.zones):
        print(f"{zones:,} zones ...", file=sys.stderr, flush=True)
        rows.append(run("benchmarks.scale", "--one", str(zones), limit=told.time_limit) | {"zones": zones})
    text = page(rows, machine(None), load)
    told.out.write_text(text, encoding="utf-8")
    print(text)
    return int(any("failed" in row for row in rows))


def many(inputs: Inputs, zones: int, seed: int = 2030) -> Inputs:
    """``inputs`` copied side by side until there are so many zones.

    Raises ``ValueError`` for fewer zones than ``inputs`` have.
    """
    import numpy as np
    import pandas as pd

    here = len(inputs.zones)
    if zones < here:
        raise ValueError(f"{zones} zones asked for, the country has {here}")
    rng = np.random.default_rng(seed)
    copies = math.ceil(zones / here)
    kept = [f"{number:02d}-{zone}" for number in range(copies) for zone in inputs.zones["zone"]][:zones]
    there = set(kept)
    tables: dict[str, pd.DataFrame] = {}
    for name in ("zones", "zone_segment", "zone_segment_year", "zone_year", "pool", "staff_start", "arcs"):
        parts = [_copy(inputs.table(name), number, there) for number in range(copies)]
        table = pd.concat(parts, ignore_index=True)
        for column in _MOVED.get(name, ()):
            table[column] *= rng.uniform(1.0 - APART, 1.0 + APART, len(table))
        tables[name] = table
    grown = float(tables["zones"]["active"].sum() / inputs.zones["active"].sum())
    scalars = inputs.scalars
    moved = {
        "jobs_goal": {year: goal * grown for year, goal in scalars.jobs_goal.items()},
        "export_goal": {year: goal * grown for year, goal in scalars.export_goal.items()},
        "national_pace": None if scalars.national_pace is None else scalars.national_pace * grown,
    }
    return replace(inputs, **tables, scalars=scalars.model_copy(update=moved))


def _copy(table: pd.DataFrame, number: int, there: set[str]) -> pd.DataFrame:
    """The rows of one copy of the country whose zones are ``there``."""
    ids = [dim for dim in ("origin", "zone") if dim in table]
    named = table.assign(**{dim: f"{number:02d}-" + table[dim].astype(str) for dim in ids})
    inside = named[ids].isin(there).all(axis=1)
    return named[inside].reset_index(drop=True)


def _planned(zones: int) -> dict[str, Any]:
    """All stages of a country of so many zones: sizes, seconds, memory."""
    from benchmarks.handover import country
    from siting.model.solve import SolverOptions, solve_inputs

    inputs = many(country("commune"), zones)
    began = time.perf_counter()
    solution = solve_inputs(inputs, SolverOptions(), lambda step: print(step, file=sys.stderr, flush=True))
    total = time.perf_counter() - began
    return {
        "arcs": len(inputs.arcs),
        "size": dict(solution.size),
        "total_s": total,
        "steps": dict(solution.timings_s),
        "outcome": solution.outcome.value,
        "rounds": len(solution.stages),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0,
    }


def page(rows: list[dict[str, Any]], about: dict[str, Any], load: float) -> str:
    """The page as Markdown."""
    lines = [
        "# How cost grows with the number of zones",
        "",
        "Written by `python -m benchmarks.scale`. The first country is Morocco by commune, all commutes within",
        "45 minutes; the others are copies of it side by side, with people, costs and room moved by up to a tenth and",
        "goals grown with the labour force. They are made up: they show what planning costs, and nothing about any",
        "place. All stages of the default objective, from frozen inputs to the tables of the plan.",
        "",
        *machine_lines(about),
        f"Load of the machine before: {load:.1f}.",
        "",
        "| zones | commuting arcs | variables | rows | first stage (s) | later stages (s) | all (s) | of which HiGHS "
        "| everything but HiGHS / HiGHS | peak memory (GB) |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        if "failed" in row:
            lines.append(f"| {row['zones']:,} | {row['failed']} |" + " |" * 8)
            continue
        steps, size, total = row["steps"], row["size"], row["total_s"]
        rest = (total - steps["solver"]) / steps["solver"]
        lines.append(
            f"| {row['zones']:,} | {row['arcs']:,} | {size['variables']:,} | {size['rows']:,} | {steps['solve']:,.0f} "
            f"| {steps['stages']:,.0f} | **{total:,.0f}** | {steps['solver']:,.0f} | {rest:.3f} "
            f"| {row['peak_memory_mb'] / 1024.0:.2f} |"
        )
    lines += ["", _growth([row for row in rows if "failed" not in row])]
    return "\n".join(lines).rstrip() + "\n"


def _growth(rows: list[dict[str, Any]]) -> str:
    """How seconds and memory grow from the smallest country to the largest."""
    if len(rows) < 2:
        return ""
    small, large = rows[0], rows[-1]
    by = math.log(large["zones"] / small["zones"])
    time_, memory = (math.log(large[name] / small[name]) / by for name in ("total_s", "peak_memory_mb"))
    return (
        f"From {small['zones']:,} to {large['zones']:,} zones seconds grow with the power {time_:.2f} of the number of "
        f"zones, memory with {memory:.2f} (1: in proportion)."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

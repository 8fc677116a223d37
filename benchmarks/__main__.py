"""Run the benchmark cases, each in its own process, and write `benchmarks/RESULTS.md`.

``python -m benchmarks`` runs all; ``python -m benchmarks province commune`` some, and leaves the page as it is.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from benchmarks.cases import CASES

PAGE = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("pulp", "highspy", "numpy", "pandas", "pydantic")


def measure(name: str) -> dict[str, object]:
    """One case in a fresh process."""
    ended = subprocess.run([sys.executable, "-m", "benchmarks.cases", name], check=True, capture_output=True, text=True)
    result: dict[str, object] = json.loads(ended.stdout.strip().splitlines()[-1])
    return result


def page(results: dict[str, dict[str, object]]) -> str:
    """The results as a Markdown page."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    plans = {name: result for name, result in results.items() if "total_s" in result}
    columns = ["case", "variables", "rows", "load", "prepare", "build", "PuLP", "hand-over", "first", "later", "read"]
    columns += ["**total**", "HiGHS", "rest/HiGHS", "gap", "peak"]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}"
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Machines are noisy: read the ratios, which are taken within one run.",
        "",
        f"{machine}; {versions}.",
        "",
        "Seconds: *PuLP* makes the problem, *hand-over* gives it to HiGHS (part of *first*, the first stage's solve),",
        "*later* are the stages after it; *HiGHS* is the solver's own time in all stages; *rest/HiGHS* is everything",
        "else over it; *peak* is memory in MB.",
        "",
        f"| {' | '.join(columns)} |",
        "|---" * len(columns) + "|",
        *(_line(name, result) for name, result in plans.items()),
    ]
    lines += ["", *(f"* `{name}`: {CASES[name].__doc__}" for name in results)]
    if "start_up" in results:
        r = results["start_up"]
        lines += ["", f"`siting --help`: best {_s(r['help_best_s'])}, median {_s(r['help_median_s'])} of nine."]
    return "\n".join(lines) + "\n"


def _line(name: str, r: dict[str, object]) -> str:
    size = r["size"]
    assert isinstance(size, dict)
    build = _number(r["check_s"]) + _number(r["build_s"])
    steps = (
        r["load_s"],
        r["prepare_s"],
        build,
        r["pulp_s"],
        r["hand_over_s"],
        r["solve_s"],
        r["stages_s"],
        r["read_s"],
    )
    cells = [name, f"{size['variables']:,}", f"{size['rows']:,}", *(f"{_number(s):.2f}" for s in steps)]
    cells += [f"**{_number(r['total_s']):.2f}**", f"{_number(r['solver_s']):.2f}"]
    cells += [
        f"{_number(r['rest_over_highs']):.2f}",
        f"{_number(r['gap']):.2%}",
        f"{_number(r['peak_memory_mb']):,.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def _number(value: object) -> float:
    return float(str(value))


def _s(value: object) -> str:
    return f"{_number(value):.2f} s"


def main(names: list[str]) -> None:
    """Measure the cases named (all without a name) and print or write the page."""
    unknown = sorted(set(names) - set(CASES))
    if unknown:
        sys.exit(f"unknown case {', '.join(unknown)}; there are {', '.join(CASES)}")
    results = {}
    for name in names or list(CASES):
        print(f"{name} ...", file=sys.stderr, flush=True)
        results[name] = measure(name)
    text = page(results)
    print(text)
    if not names:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

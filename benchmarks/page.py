"""`benchmarks/RESULTS.md`: the figures, then what they come from."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.environment import machine_lines
from benchmarks.figures import Figure, figures, rest

__all__ = ["page"]

_WHO = {
    "ours": "siting",
    "arrays": "raw highspy arrays (the floor: nothing is built)",
    "linopy": "linopy",
    "pyomo": "Pyomo",
    "pulp": "PuLP, `lpSum` of products",
    "plain": "linopy, plain: every arc and job has a variable, HiGHS's own choice of algorithm",
}
_STEPS = ("check", "build", "pulp", "solve", "stages", "read")


def page(results: Mapping[str, Any], machine: Mapping[str, Any]) -> str:
    """The results as a Markdown page."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Machines are noisy: read the ratios, each of which is taken within one run, its two",
        "sides in turn; *spread* says how far single runs lie apart. Reports have a [page of their own](REPORTS.md).",
        "",
        *machine_lines(machine),
        f"Load of the machine when the cases began (1.0: one core busy before they did): {_loads(results)}.",
        "",
        "| figure | must reach | measured | | how |",
        "|---|---|---|---|---|",
        *(_line(each) for each in figures(results)),
        "",
        "*Cold* is from frozen inputs to the answer in a process that has solved a small plan before. *HiGHS* is the",
        "solver's own time, its presolve included. *First stage* is the plan of least cost, *all stages* what",
        "`siting solve` computes. A cold solve beside a warm one is build, hand-over and HiGHS, tables not read. In",
        "the cases of changed right-hand sides and costs every single figure moves by a random factor of its own.",
    ]
    for level, title in (
        ("province", "provinces and prefectures"),
        ("commune", "communes, all arcs within 45 minutes"),
    ):
        lines += _peers(results, level, title)
    lines += _steps(results)
    return "\n".join(lines) + "\n"


def _line(figure: Figure) -> str:
    sign = "at least" if figure.at_least else "at most"
    measured = "-" if figure.value is None else f"**{_number(figure.value)}**"
    told = figure.told.replace("|", "/")
    return f"| {figure.name} | {sign} {_number(figure.limit)} | {measured} | {figure.verdict} | {told} |"


def _number(value: float) -> str:
    """A ratio or a figure, to three digits."""
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def _documents(results: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    for found in results.values():
        yield from (each for each in (found if isinstance(found, list) else [found]) if "load" in each)


def _loads(results: Mapping[str, Any]) -> str:
    loads = [float(document["load"]) for document in _documents(results)]
    return f"{statistics.median(loads):.1f} (median), {min(loads):.1f}-{max(loads):.1f}" if loads else "not known"


def _peers(results: Mapping[str, Any], level: str, title: str) -> list[str]:
    """One level: every modeller with the same model and the same optimum."""
    lines = []
    for who, name in _WHO.items():
        documents = results.get(f"{level}/{who}", [])
        runs = [run for document in documents for run in document.get("runs", [])]
        failed = [document["failed"] for document in documents if "failed" in document]
        if runs:
            total, own = ([f(run) for run in runs] for f in (lambda run: run["total_s"], rest))
            highs = statistics.median(run["solver_s"] for run in runs)
            size, peak = runs[0]["size"], max(each["peak_memory_mb"] for each in documents if "runs" in each)
            lines.append(
                f"| {name} | {size['variables']:,} | {size['rows']:,} | **{statistics.median(total):.2f}** "
                f"| {highs:.2f} | {statistics.median(own):.3f} | {min(own):.3f}-{max(own):.3f} "
                f"| {len(runs)} | {peak:,.0f} |"
            )
        elif failed:
            lines.append(f"| {name} | | | {failed[0].replace('|', '/')} | | | | | |")
    if not lines:
        return []
    return [
        "",
        f"## The same model, {title}",
        "",
        "First stage, the same algorithm of HiGHS but for *plain*, the same optimum to one millionth; medians in",
        "seconds, *rest* is everything but HiGHS, memory in MB. Rows without a variable are left out by some.",
        "",
        "| modeller | variables | rows | total | HiGHS | rest | spread of rest | runs | peak memory |",
        "|---|---|---|---|---|---|---|---|---|",
        *lines,
    ]


def _steps(results: Mapping[str, Any]) -> list[str]:
    """Where the seconds of our own runs go."""
    lines = []
    for level in ("province", "commune"):
        for what, title in (("ours", "first stage"), ("whole", "all stages")):
            runs = [run for document in results.get(f"{level}/{what}", []) for run in document.get("runs", [])]
            if not runs:
                continue
            middle = sorted(runs, key=lambda run: run["total_s"])[len(runs) // 2]
            cells = [f"{middle['steps'].get(step, 0.0):.2f}" for step in _STEPS]
            peak = max(each["peak_memory_mb"] for each in results[f"{level}/{what}"] if "runs" in each)
            lines.append(
                f"| {level}, {title} | {' | '.join(cells)} | **{middle['total_s']:.2f}** | {middle['solver_s']:.2f} "
                f"| {peak:,.0f} |"
            )
    if not lines:
        return []
    return [
        "",
        "## Where the seconds go",
        "",
        "The run of median length. *PuLP* makes the problem (where that is put off, it is part of *solve*), *solve* is",
        "the first stage with the hand-over to HiGHS, *stages* are those after it, *read* makes tables of the answer.",
        "",
        "| plan | check | build | PuLP | solve | stages | read | total | of which HiGHS | peak memory |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *lines,
    ]

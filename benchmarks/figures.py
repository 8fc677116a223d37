"""From what was measured to the figures that are asked for, each with its limit. Nothing here runs anything."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["AGREE", "Disagreement", "Figure", "check_agreement", "figures"]

#: Optima of one model are the same when they differ by less than this part of them.
AGREE = 1e-6

Results = Mapping[str, Any]


class Disagreement(Exception):
    """Two ways to solve the same model came to different optima: nothing may be reported."""


@dataclass(frozen=True)
class Figure:
    """One line of the table: what, its limit, what was measured (``None``: why not stands in ``told``)."""

    name: str
    limit: float
    told: str
    value: float | None = None
    at_least: bool = False
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Reached, not reached, or not measured."""
        if self.value is None:
            return "not measured"
        return "reached" if (self.value >= self.limit if self.at_least else self.value <= self.limit) else "NOT reached"


def check_agreement(results: Results) -> None:
    """Hold all optima of one model against one another. Raises `Disagreement` with every one that is apart."""
    apart = []
    for level in ("province", "commune"):
        mine = [run["objective_mmad"] for run in _runs(results, f"{level}/ours") + _runs(results, f"{level}/whole")]
        if not mine:
            continue
        for name in results:
            if name.startswith(f"{level}/"):
                for run in _runs(results, name):
                    off = abs(run["objective_mmad"] - mine[0]) / abs(mine[0])
                    if not off <= AGREE:
                        apart.append(f"{name}: {run['objective_mmad']!r} against {mine[0]!r} ({off:.1e})")
    for name in ("goal", "goal_anywhere", "right_hand_sides", "everything", "ensemble"):
        off = results.get(name, {}).get("apart", 0.0)
        if not off <= AGREE:
            apart.append(f"{name}: a warm optimum is {off:.1e} from the cold one")
    apart += _bounds(results.get("parks", {}))
    if apart:
        raise Disagreement("optima that should be the same are apart:\n" + "\n".join(apart))


def _bounds(parks: Results) -> Iterable[str]:
    """A bound proven by one search may not lie above a plan found by the other."""
    if "ours" not in parks:
        return
    plain = parks["plain"]
    for run in parks["ours"]:
        if run["bound_mmad"] > plain["objective_mmad"] * (1 + AGREE):
            yield f"parks: bound {run['bound_mmad']!r} above the plain plan {plain['objective_mmad']!r}"
        if plain["objective_mmad"] * (1 - plain["gap"]) > run["objective_mmad"] * (1 + AGREE):
            yield f"parks: the plain bound lies above the plan {run['objective_mmad']!r}"


def figures(results: Results) -> list[Figure]:
    """The table of what must be reached, in its order."""
    return [
        _own_time(results, "province", "whole", 1.0),
        _own_time(results, "province", "ours", 1.0),
        _own_time(results, "commune", "whole", 0.15),
        _own_time(results, "commune", "ours", 0.15),
        _against_linopy(results, "commune", 0.8),
        _against_plain(results),
        _warm(results, "goal", "province: moved goal, in steps of up to 1,000 jobs, warm, p95 / cold", 1 / 30, 0.95),
        _warm(
            results, "goal_anywhere", "province: goal set anywhere in 250,000-272,000, warm, p95 / cold", 1 / 30, 0.95
        ),
        _warm(results, "right_hand_sides", "province: every right-hand side changed, warm / cold", 1 / 8, 0.5),
        _warm(
            results, "everything", "province: every right-hand side, cost and bound changed, warm / cold", 1 / 3, 0.5
        ),
        *_ensembles(results),
        _memory(results),
        _parks(results),
        _start_up(results),
        *_tradeoffs(results),
    ]


def _runs(results: Results, name: str) -> list[dict[str, Any]]:
    """All runs of a case, over all its rounds."""
    return [run for document in results.get(name, []) for run in document.get("runs", [])]


def _missing(results: Results, *names: str) -> str:
    """Why a case has no figures."""
    for name in names:
        found = results.get(name)
        for document in found if isinstance(found, list) else [found] if found else []:
            if "failed" in document:
                return str(document["failed"])
    level = names[0].split("/")[0]
    return str(
        results.get("left_out", {}).get(names[0]) or results.get("left_out", {}).get(level) or "left out of this run"
    )


def _spread(values: list[float]) -> str:
    return f"{min(values):.3g}-{max(values):.3g} in {len(values)} runs" if len(values) > 1 else "one run"


def rest(run: Mapping[str, Any]) -> float:
    """Seconds of everything but HiGHS."""
    return float(run["total_s"] - run["solver_s"])


def _own_time(results: Results, level: str, what: str, limit: float) -> Figure:
    told = "all stages" if what == "whole" else "first stage"
    name = f"{level}: everything but HiGHS / HiGHS, cold, {told}"
    ratios = [rest(run) / run["solver_s"] for run in _runs(results, f"{level}/{what}")]
    if not ratios:
        return Figure(name, limit, _missing(results, f"{level}/{what}"))
    return Figure(name, limit, _spread(ratios), statistics.median(ratios))


def _against_linopy(results: Results, level: str, limit: float) -> Figure:
    name = f"{level}: everything but HiGHS, against linopy's"
    mine, theirs = ([rest(run) for run in _runs(results, f"{level}/{who}")] for who in ("ours", "linopy"))
    if not mine or not theirs:
        return Figure(name, limit, _missing(results, f"{level}/linopy", f"{level}/ours"))
    one, other = statistics.median(mine), statistics.median(theirs)
    return Figure(name, limit, f"{one:.2f} s against {other:.2f} s", one / other)


def _against_plain(results: Results) -> Figure:
    name, limit = "commune: total / total of the plain formulation, first stage", 0.5
    mine, plain = ([run["total_s"] for run in _runs(results, f"commune/{who}")] for who in ("ours", "plain"))
    if not mine:
        return Figure(name, limit, _missing(results, "commune/ours"))
    one = statistics.median(mine)
    stopped = [document["seconds"] for document in results.get("commune/plain", []) if document.get("seconds")]
    if not plain and stopped:
        return Figure(name, limit, f"at most: the plain one had not ended after {stopped[0]:,.0f} s", one / stopped[0])
    if not plain:
        return Figure(name, limit, _missing(results, "commune/plain"))
    other = statistics.median(plain)
    return Figure(name, limit, f"{one:.1f} s against {other:.1f} s", one / other)


def percentile(values: list[float], share: float) -> float:
    """The smallest value that ``share`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(round(share * len(ordered), 9)) - 1)]


def _warm(results: Results, case: str, name: str, limit: float, share: float) -> Figure:
    found = results.get(case) or {}
    if "warm_s" not in found:
        return Figure(name, limit, _missing(results, case))
    warm, cold = found["warm_s"], statistics.median(found["cold_s"])
    half, most = statistics.median(warm), percentile(warm, 0.95)
    told = (
        f"{len(warm)} changes: median {half * 1000:.1f} ms, p95 {most * 1000:.1f} ms; cold {cold * 1000:.0f} ms "
        f"({len(found['cold_s'])} solves, the same optimum to {found['apart']:.0e})"
    )
    if found.get("without_plan"):
        told += f"; {found['without_plan']} without a plan"
    return Figure(name, limit, told, (most if share > 0.5 else half) / cold)


def _ensembles(results: Results) -> list[Figure]:
    found = results.get("ensemble") or {}
    one, two = "samples on 2 workers / as many cold solves", "2 workers against 1"
    if "two_s" not in found:
        why = _missing(results, "ensemble")
        return [Figure(f"10,000 {one}", 1 / 15, why), Figure(two, 1.7, why, at_least=True)]
    count, cold = found["samples"], statistics.median(found["cold_s"])
    told = f"{found['all_s']:.0f} s; one cold solve {cold * 1000:.0f} ms"
    some = min(count, 1_000)
    first = f"{found['thousand_s']:.0f} s; one cold solve {cold * 1000:.0f} ms"
    return [
        Figure(f"{some:,} {one}", 1 / 15, first, found["thousand_s"] / (some * cold)),
        Figure(f"{count:,} {one}", 1 / 15, told, found["all_s"] / (count * cold)),
        Figure(
            two,
            1.7,
            f"{found['pair']:,} samples: {found['one_s']:.1f} s and {found['two_s']:.1f} s, start included",
            found["one_s"] / found["two_s"],
            at_least=True,
            unit="x",
        ),
    ]


def _tradeoffs(results: Results) -> list[Figure]:
    found = results.get("tradeoffs") or {}
    asked = (
        ("frontier_s", "province: frontier of 20 points, cost against inequality / one cold solve, all stages", 3.0),
        ("ranges_s", "province: lowest and highest jobs of every region within 2 % / one cold solve, all stages", 5.0),
    )
    if "cold_s" not in found:
        return [Figure(name, limit, _missing(results, "tradeoffs")) for _, name, limit in asked]
    cold, first = (statistics.median(found[key]) for key in ("cold_s", "first_s"))
    figures = []
    for key, name, limit in asked:
        mine = statistics.median(found[key])
        told = f"{mine:.2f} s; a cold solve {cold:.2f} s, its first stage {first:.2f} s ({mine / first:.1f} of those)"
        figures.append(Figure(name, limit, told, mine / cold, unit="x"))
    return figures


def _memory(results: Results) -> Figure:
    name, limit = "peak memory, commune plan, all stages (GB)", 1.5
    peaks = [document["peak_memory_mb"] for document in results.get("commune/whole", []) if "runs" in document]
    if not peaks:
        return Figure(name, limit, _missing(results, "commune/whole"))
    return Figure(name, limit, "of the process", max(peaks) / 1000, unit="GB")


def _parks(results: Results) -> Figure:
    name, limit = "MIP, 500-seat phases, province, to 1 % / plain formulation", 1 / 3
    found = results.get("parks") or {}
    if "ours" not in found:
        return Figure(name, limit, _missing(results, "parks"))
    mine, plain = statistics.median(run["total_s"] for run in found["ours"]), found["plain"]
    told = f"{mine:.1f} s against {plain['total_s']:.1f} s"
    if plain["gap"] > 0.01 * (1 + AGREE):
        told += f" (stopped at a gap of {plain['gap']:.1%}: the ratio is at most this)"
    return Figure(name, limit, told, mine / plain["total_s"])


def _start_up(results: Results) -> Figure:
    name, limit = "`siting --help` (seconds)", 0.3
    found = results.get("start_up") or {}
    if "help_s" not in found:
        return Figure(name, limit, _missing(results, "start_up"))
    return Figure(name, limit, f"of nine: {_spread(found['help_s'])}", statistics.median(found["help_s"]), unit="s")

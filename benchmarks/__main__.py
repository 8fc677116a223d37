"""Measure everything and write `benchmarks/RESULTS.md`.

``python -m benchmarks`` without the communes, ``python -m benchmarks --commune`` (``make bench``) with them. Each case
is a process of its own; cases that are compared run in turn, round after round.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.environment import NoPeers, machine, peers_python, run
from benchmarks.figures import Disagreement, check_agreement
from benchmarks.page import page

PAGE = Path(__file__).parent / "RESULTS.md"
PARTS = ("start_up", "peers", "live", "parks", "ensemble", "tradeoffs")
#: Longest that one process of the commune plan may take, in seconds.
COMMUNE_LIMIT = 1_200.0

Results = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a run of the benchmarks measures."""

    parts: tuple[str, ...]
    commune: bool
    peers: Path | None
    rounds: int
    samples: int
    limit: float


def main(words: list[str], peers: Callable[[], Path] = peers_python) -> int:
    """Measure, compare, write the page. 0 done; 1 optima apart (no page); 2 no peers' environment."""
    told = _parser().parse_args(words)
    try:
        results, about = _kept(told.render) if told.render else _measured(told, peers)
        if told.raw:
            told.raw.write_text(json.dumps({"results": results, "machine": about}), encoding="utf-8")
        check_agreement(results)
    except NoPeers as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except Disagreement as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    text = page(results, about)
    told.out.write_text(text, encoding="utf-8")
    print(text)
    return 0


def _measured(told: argparse.Namespace, peers: Callable[[], Path]) -> tuple[Results, dict[str, Any]]:
    """What a run of the cases came to, and where."""
    python = None if told.no_peers else peers()
    about = machine(python)
    parts = tuple(told.only or PARTS)
    return measure(Asked(parts, told.commune, python, told.rounds, told.samples, told.time_limit)), about


def _kept(file: Path) -> tuple[Results, dict[str, Any]]:
    """Measurements of an earlier run."""
    try:
        found = json.loads(file.read_text("utf-8"))
        return found["results"], found["machine"]
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"error: {file} holds no measurements ({error}); keep some with --raw")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How fast it is, as ratios.")
    parser.add_argument("--commune", action="store_true", help="the plan of all communes too (many minutes)")
    parser.add_argument("--no-peers", action="store_true", help="leave out linopy, Pyomo and PuLP's plain idiom")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="some parts; the rest of the page says 'not measured'")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the province cases, in turn (default 3)")
    parser.add_argument("--samples", type=int, default=10_000, help="samples of the ensemble (default 10,000)")
    parser.add_argument(
        "--time-limit", type=float, default=COMMUNE_LIMIT, help="seconds for one process of the communes"
    )
    parser.add_argument("--raw", type=Path, help="keep all measurements in a file (JSON)")
    parser.add_argument("--render", type=Path, help="measure nothing: write the page of measurements kept before")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write")
    return parser


def measure(asked: Asked) -> Results:
    """Run the cases that were asked for; a case that fails leaves its reason in its place."""
    results: Results = {"left_out": _left_out(asked)}
    with tempfile.TemporaryDirectory(prefix="siting-bench-") as work:
        province = Path(work) / "province"
        with _said("inputs"):
            same = _ready(run("benchmarks.handover", str(province), "province", "reference"))
        if "start_up" in asked.parts:
            results["start_up"] = _case("start_up", province)
        if "peers" in asked.parts:
            _provinces(asked, results, province, {"algorithm": same, "repeat": 3})
        if "live" in asked.parts:
            _live(results, province)
        if "parks" in asked.parts:
            whole = Path(work) / "parks"
            with _said("inputs of whole parks"):
                _ready(run("benchmarks.handover", str(whole), "province", "indivisible-parks", "ours"))
            results["parks"] = _case("parks", whole, {"gap": 0.01, "time_limit": 120})
        if "ensemble" in asked.parts:
            results["ensemble"] = _case("ensemble", province, {"samples": asked.samples})
        if "tradeoffs" in asked.parts:
            results["tradeoffs"] = _case("tradeoffs", province)
        if asked.commune:
            _communes(asked, results, Path(work) / "commune")
    return results


def _left_out(asked: Asked) -> dict[str, str]:
    """Why a case is not measured, by its name or level."""
    found = {} if asked.commune else {"commune": "left out: run with --commune"}
    if asked.peers is None:
        found |= {"commune/linopy": "left out: --no-peers", "commune/plain": "left out: --no-peers"}
    return found


def _provinces(asked: Asked, results: Results, folder: Path, same: dict[str, Any]) -> None:
    """Ours and every peer in turn, so many rounds of three solves."""
    for _ in range(asked.rounds):
        _add(results, "province/ours", _case("cold", folder, {"repeat": 3}))
        for name in ("arrays", "linopy", "pyomo", "pulp"):
            _peer(asked, results, "province", name, folder, same)
        _add(results, "province/whole", _case("cold", folder, {"repeat": 3, "stages": "whole"}))


def _live(results: Results, folder: Path) -> None:
    for name, changes in (("goal", 400), ("goal_anywhere", 400), ("right_hand_sides", 100), ("everything", 100)):
        results[name] = _case(name, folder, {"changes": changes, "cold": 20})


def _communes(asked: Asked, results: Results, folder: Path) -> None:
    """The commune plan: the first stage of ours and of every peer by the same algorithm, the plain one, all stages."""
    with _said("inputs of the communes"):
        algorithm = _ready(run("benchmarks.handover", str(folder), "commune", "reference"))
    same = {"algorithm": algorithm}
    _add(results, "commune/ours", _case("cold", folder, limit=asked.limit))
    _peer(asked, results, "commune", "linopy", folder, same)
    _peer(asked, results, "commune", "arrays", folder, same)
    _peer(asked, results, "commune", "pyomo", folder, same)
    _peer(asked, results, "commune", "pulp", folder, same)
    _add(results, "commune/ours", _case("cold", folder, limit=asked.limit))
    _peer(asked, results, "commune", "plain", folder, {"plain": True})
    _add(results, "commune/whole", _case("cold", folder, {"stages": "whole"}, limit=asked.limit))


def _peer(asked: Asked, results: Results, level: str, name: str, folder: Path, options: dict[str, Any]) -> None:
    """One peer in its environment; the floor needs none of its own."""
    if asked.peers is None and name != "arrays":
        return
    limit = asked.limit if level == "commune" else None
    module = "linopy" if name == "plain" else name
    with _said(f"{level} {name}"):
        found = run("benchmarks.peers", module, str(folder), json.dumps(options), python=asked.peers, limit=limit)
    _add(results, f"{level}/{name}", found)


def _case(name: str, folder: Path, options: dict[str, Any] | None = None, limit: float | None = None) -> dict[str, Any]:
    with _said(f"{folder.name} {name} {(options or {}).get('stages', '')}".rstrip()):
        return run("benchmarks.cases", name, str(folder), json.dumps(options or {}), limit=limit)


def _add(results: Results, name: str, document: dict[str, Any]) -> None:
    results.setdefault(name, []).append(document)


def _ready(document: dict[str, Any]) -> str:
    """The algorithm of HiGHS that siting takes for the inputs that were made."""
    if "failed" in document:
        sys.exit(f"error: the inputs of the benchmark could not be made: {document['failed']}")
    return str(document["algorithm"])


@contextmanager
def _said(what: str) -> Iterator[None]:
    print(f"{what} ...", file=sys.stderr, flush=True)
    yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Runs of the made-up country to set side by side: solved once for a whole session of tests; and forged ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from siting.analysis.compare.comparison import Comparison, compare
from siting.planning import plan
from siting.results.hashes import hash_all, hash_files

ROOT = Path(__file__).parents[2]

#: name of the folder -> scenario, settings
VARIANTS: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "run": (None, ()),
    "balanced": ("balanced", ()),
    "more": (None, ("goals.jobs.2028=16100",)),
    "even": (None, ("balance.gini_max=0.05",)),
    "rate": (None, ("costs.discount_rate=0.05",)),
    "missed": (None, ("goals.jobs.2028=40000", "goals.soft=[jobs]", "goals.shortfall_penalty.jobs=1")),
    "regions": (None, ("level=region",)),
}


@cache
def solved(base: Path, name: str) -> Path:
    """The run folder of a variant, below ``base``; solved when it is first asked for."""
    scenario, settings = VARIANTS[name]
    return plan(ROOT / "models/example", scenario=scenario, settings=settings, out=base / "compare" / name).folder


@cache
def compared(base: Path, *names: str) -> Comparison:
    """The comparison of variants, made when it is first asked for. No test may change it."""
    return compare([solved(base, name) for name in names])


def forged(run: Path, place: Path, change: Callable[[Path], None]) -> Path:
    """A copy of a run that was changed and fingerprinted anew, as another country's run would be."""
    copy = Path(shutil.copytree(run, place))
    change(copy)
    told = json.loads((copy / "manifest.json").read_text("utf-8"))
    told["sha256"] = hash_files(copy)
    told["inputs_sha256"] = hash_all({key: value for key, value in told["sha256"].items() if key.startswith("inputs/")})
    (copy / "manifest.json").write_text(json.dumps(told), "utf-8")
    return copy


def told(folder: Path, file: str, **changes: object) -> None:
    """Change entries of a JSON file of a run."""
    content = json.loads((folder / file).read_text("utf-8"))
    (folder / file).write_text(json.dumps(content | changes), "utf-8")

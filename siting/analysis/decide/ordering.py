"""From a model and its scenarios to the folder of a decision: what `siting decide` does."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from siting import __version__
from siting.analysis.decide.deciding import decide
from siting.analysis.decide.folder import write_decided
from siting.analysis.decide.outlooks import outlooks_of, read_shares
from siting.analysis.decide.types import Decided
from siting.results.write import check_out
from siting.solving import Step, new_folder

__all__ = ["decide_scenarios"]


def decide_scenarios(
    model: str | Path,
    scenarios: Sequence[str],
    *,
    settings: Sequence[str] = (),
    level: str | None = None,
    out: Path | str | None = None,
    asked: Mapping[str, Any] | None = None,
    progress: Step = lambda message: None,
) -> tuple[Path, Decided]:
    """Decide for ``scenarios`` (``NAME=SHARE`` texts) of ``model`` and write the folder; ``asked`` goes to `decide`.

    The folder is ``out`` or ``runs/MODEL-decide-TIME``. Raises as `read_shares`, `outlooks_of`, `decide` and
    `write_decided`; then nothing is written.
    """
    started = datetime.now(UTC)
    shares = read_shares(scenarios)
    if out is not None:
        check_out(out)
    outlooks = outlooks_of(model, shares, settings, level, progress)
    folder = check_out(out if out is not None else new_folder((str(outlooks[0].origin["model"]), "decide"), started))
    decided = decide(outlooks, progress=progress, **(asked or {}))
    progress("writing the decision")
    told = {
        "siting": __version__,
        "command": shlex.join(["siting", *sys.argv[1:]]),
        "scenarios_from": [{"probability": each.probability, **each.origin} for each in outlooks],
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return write_decided(folder, decided, told), decided

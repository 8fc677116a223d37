"""What `siting alternatives` does: from a model to a written folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from siting.analysis.alternatives.asked import check_asked
from siting.analysis.alternatives.computing import alternatives
from siting.analysis.alternatives.types import Alternatives, Bounds, Method
from siting.analysis.alternatives.writing import write_alternatives
from siting.errors import Infeasible

if TYPE_CHECKING:
    from siting.config import Model
    from siting.model.inputs import Inputs

__all__ = ["Made", "make_alternatives"]


class Made(NamedTuple):
    """The folder that was written, what it tells about where it comes from, what was found, and of what.

    ``shipped`` tells whether the data are those that come with siting.
    """

    folder: Path
    told: Mapping[str, Any]
    found: Alternatives
    inputs: Inputs
    shipped: bool


def make_alternatives(
    model: str | Path,
    slack: float,
    *,
    scenario: str | None = None,
    settings: Sequence[str] = (),
    level: str | None = None,
    out: Path | str | None = None,
    count: int = 8,
    method: Method | None = None,
    bounds: Bounds | None = None,
    importance: bool = False,
    limits: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Made:
    """Work out the alternatives of a model and write them to ``out`` (default: ``runs/NAME-alternatives-TIME``).

    Raises what `alternatives` and `siting.plan` raise, an `Infeasible` with its diagnosis, and `RunError` where ``out``
    exists or cannot be written; then nothing is written.
    """
    from siting.ensemble.content import inputs_sha256
    from siting.planning import prepared
    from siting.results import check_out
    from siting.solving import is_shipped, new_folder, solver_options

    step = progress or (lambda message: None)
    started = datetime.now(UTC)
    check_asked(slack, count, method, bounds)
    if out is not None:
        check_out(out)
    chosen, dataset, inputs = prepared(model, scenario, settings, level, step)
    folder = check_out(out if out is not None else new_folder((chosen.name, chosen.scenario, "alternatives"), started))
    asked: dict[str, Any] = {"count": count, "method": method, "bounds": bounds, "importance": importance}
    options = solver_options(chosen, "highs", limits)
    try:
        found = alternatives(inputs, slack, **asked, options=options, progress=step)
    except Infeasible as error:
        from siting.analysis import repair

        recipe = repair.Recipe(model, scenario, settings, level, dataset)
        diagnosis = repair.diagnose(inputs, recipe=recipe, progress=step)
        error.diagnosis = diagnosis if diagnosis.tells else None
        raise
    step("writing the tables")
    told = _told(chosen, inputs, started)
    write_alternatives(found, folder, told, inputs_sha256=inputs_sha256(inputs))
    return Made(folder, told, found, inputs, is_shipped(dataset))


def _told(chosen: Model, inputs: Inputs, started: datetime) -> dict[str, Any]:
    """Where alternatives come from."""
    return {
        "model": chosen.name,
        "scenario": chosen.scenario,
        "settings": list(chosen.settings),
        "level": inputs.level,
        "base_year": inputs.scalars.base_year,
        "last_year": inputs.scalars.years[-1],
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
    }

"""The plan on the screen as a run, solved to its end in a folder that goes with the server; and why it is as it is."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from siting.web.run_schemas import ExplainedSection
from siting.web.schemas import Language, PlanRequest

if TYPE_CHECKING:
    from siting.results import Run
    from siting.web.desk import Desk

__all__ = ["Place", "explained", "solved_run"]

#: Plans whose runs are kept for the next question about them.
KEPT = 6
#: A region or a zone by its code; None: the whole plan.
Place = tuple[Literal["region", "zone"], str] | None


def explained(desk: Desk, request: PlanRequest, place: Place, lang: Language) -> list[ExplainedSection]:
    """The sentences of `siting.analysis.explain` on the plan of a request.

    Raises `ModelError` for what cannot be planned while one waits, `Infeasible` where there is no plan, `RunError` for
    a place that it does not have.
    """
    from siting.analysis.explain import explain, sentences

    run = solved_run(desk, request)
    asked: dict[str, list[str]] = {"region": [], "zone": []}
    if place is not None:
        asked[place[0]].append(place[1])
    found = explain(run, regions=asked["region"], zones=asked["zone"])
    return [ExplainedSection(title=each.title, lines=list(each.lines)) for each in sentences(found, lang)]


def solved_run(desk: Desk, request: PlanRequest) -> Run:
    """The complete plan of a request as a run, kept until some others were asked for. Raises as `explained`."""
    from siting.solving import solve_prepared, solver_options

    key = request.model_dump_json()
    kept = desk.solved
    if key not in kept:
        model, inputs = desk.settled(request)
        home = desk.scratch()
        kept[key] = solve_prepared(
            model,
            desk.dataset(model),
            inputs,
            folder=home / "plan",
            options=solver_options(model, "highs", None),
            started=datetime.now(UTC),
            step=lambda _: None,
        )
    kept.move_to_end(key)
    while len(kept) > KEPT:
        _, old = kept.popitem(last=False)
        shutil.rmtree(old.folder.parent, ignore_errors=True)
    return kept[key]

"""A desk: models read once, inputs that keep their tables, live plans; what a worker process has in its hands.

A desk answers one question after the other. Sessions do not see one another: each has live models of its own, which
start at the optimum of the model, and the oldest are put away when there are too many.
"""

from __future__ import annotations

import contextlib
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.config.schema import Model
from siting.errors import Infeasible, ModelError, Problem, SitingError
from siting.model.inputs import Inputs
from siting.model.live import LiveModel
from siting.model.options import SolverOptions
from siting.model.presolve import presolve_check
from siting.web.answers import aims, plan_parts
from siting.web.schemas import Changed, Language, PlanAnswer, PlanRequest, Timings
from siting.web.settings import settings_of
from siting.web.shelf import Shelf, recent

if TYPE_CHECKING:
    from siting.results import Run
    from siting.web.data_check import Findings
    from siting.web.repairs import DiagnosisAnswer
    from siting.web.run_schemas import ExplainedSection
    from siting.web.why import Place

__all__ = ["Desk", "settings_of", "value_at"]

#: Live models that a desk keeps, some 25 MB each, and optima of models from which they start.
LIVE, FIRST = 16, 8


class Desk(Shelf):
    """Plans of ``models`` (name -> folder); ``own`` is where tables that were brought in are kept."""

    def __init__(self, models: Mapping[str, Path], own: Path | None = None) -> None:
        super().__init__(models, own)
        #: Plans that were solved to their end, by their request.
        self.solved: OrderedDict[str, Run] = OrderedDict()
        self._first: OrderedDict[tuple[str, str, str | None], LiveModel | None] = OrderedDict()
        self._live: OrderedDict[tuple[str, str, str, str | None], LiveModel] = OrderedDict()

    def warm(self) -> None:
        """Be ready for the first model: read it and its data, and solve it. What is wrong is told who asks for it."""
        for name in list(self._models)[:1]:
            with contextlib.suppress(SitingError):
                self._home(name, self.given(name).level, None)

    def changed(self, request: PlanRequest, model: Model) -> list[Changed]:
        """Settings of a request that differ from the scenario's values."""
        given = self.opened(request.model, request.scenario, request.level, request.data).given
        found = []
        for key in request.settings:
            new, old = value_at(model, key), value_at(given, key)
            if new != old:
                found.append(Changed(key=key, value=new, given=old))
        return found

    # --- plans -------------------------------------------------------------------------------------
    def plan(self, request: PlanRequest, session: str) -> PlanAnswer:
        """The plan of least cost, from where the session's last plan was. Raises `SitingError`."""
        began = time.perf_counter()
        model, inputs = self.settled(request)
        with self._lent(request, model, inputs, session) as live:
            live.update(inputs)
            settled = time.perf_counter()
            found = live.solve()
        solved = time.perf_counter()
        parts: dict[str, Any] = {}
        status = "optimal" if found.outcome.has_plan else "stopped"
        if found.outcome.has_plan:
            parts = plan_parts(found.program, found.plan)
        elif found.outcome.value == "infeasible":
            status, parts = "infeasible", {"reasons": list(presolve_check(inputs))}
        return self._answer(request, model, status, parts, refined=False, marks=(began, settled, solved))

    def refined(self, request: PlanRequest, session: str) -> PlanAnswer:
        """The plan after all stages of the objective. Raises `SitingError`."""
        began = time.perf_counter()
        model, inputs = self.settled(request)
        try:
            with self._lent(request, model, inputs, session) as live:
                live.update(_without_ranges(inputs))
                settled = time.perf_counter()
                solution = live.complete()
        except Infeasible as error:
            parts: dict[str, Any] = {"reasons": list(presolve_check(inputs) or error.reasons)}
            marks = (began, settled, time.perf_counter())
            return self._answer(request, model, "infeasible", parts, refined=True, marks=marks)
        solved = time.perf_counter()
        from siting.model.regional import plan_by_column

        names = ("jobs", "seats", "staff", "trained", "shortfall")
        plan = plan_by_column(live.program, {name: getattr(solution, name) for name in names})
        parts = plan_parts(live.program, plan)
        return self._answer(request, model, "optimal", parts, refined=True, marks=(began, settled, solved))

    def diagnosis(self, request: PlanRequest) -> DiagnosisAnswer:
        """Why there is no plan, and what would help; takes up to half a minute. Raises `SitingError`."""
        from siting.web.repairs import diagnosed

        return diagnosed(self, request)

    def explanation(self, request: PlanRequest, place: Place, lang: Language) -> list[ExplainedSection]:
        """Why a plan, or a region or zone of it, is as it is; takes some seconds. Raises `SitingError`."""
        from siting.web.why import explained

        return explained(self, request, place, lang)

    def folder_of(self, request: PlanRequest) -> Path:
        """The folder of the complete plan of a request, for a while; takes some seconds. Raises `SitingError`."""
        from siting.web.why import solved_run

        return solved_run(self, request).folder

    def data_check(self, model: str, tables: Path) -> Findings:
        """What is wrong with files that were brought in, else what they change. Raises `SitingError`."""
        from siting.web.data_check import checked

        return checked(self, model, tables)

    def settled(self, request: PlanRequest) -> tuple[Model, Inputs]:
        """Model and inputs of a request that can be planned while one waits. Raises `SitingError`."""
        model = self.model(request)
        if model.parks.indivisible:
            problem = Problem(
                model.place("parks", "indivisible"),
                "whole parks are a search of their own and are not planned while you wait",
                "true",
                "solve it in the background, or set parks.indivisible to false",
            )
            raise ModelError([problem])
        return model, self.inputs(model)

    @contextlib.contextmanager
    def _lent(self, request: PlanRequest, model: Model, inputs: Inputs, session: str) -> Iterator[LiveModel]:
        """The session's live model; one in whose work the program failed is put away, for nobody knows its state."""
        key = (session, request.model, model.level, request.data)
        if key not in self._live:
            home = self._home(request.model, model.level, request.data)
            self._live[key] = LiveModel(inputs, SolverOptions(threads=1)) if home is None else LiveModel.beside(home)
        try:
            yield recent(self._live, key, LIVE)
        except SitingError:
            raise
        except BaseException:
            del self._live[key]
            raise

    def _home(self, name: str, level: str, data: str | None) -> LiveModel | None:
        """The solved live model from which sessions start: of the model alone, without scenario and settings.

        None where that has no plan.
        """
        key = (name, level, data)
        if key not in self._first:
            self._first[key] = None
            with contextlib.suppress(SitingError):
                given = self.opened(name, None, level, data).given
                first = LiveModel(_without_ranges(self.inputs(given)), SolverOptions(threads=1))
                self._first[key] = first if first.solve().outcome.has_plan else None
        return recent(self._first, key, FIRST)

    def _answer(
        self,
        request: PlanRequest,
        model: Model,
        status: Any,
        parts: Mapping[str, Any],
        *,
        refined: bool,
        marks: tuple[float, float, float],
    ) -> PlanAnswer:
        began, settled, solved = marks
        ended = time.perf_counter()
        return PlanAnswer(
            request=request,
            status=status,
            refined=refined,
            level=model.level,  # type: ignore[arg-type]
            base_year=model.horizon.base_year,
            years=list(model.years),
            changed=self.changed(request, model),
            aims=aims(model.objective),
            ms=Timings(
                settle=round(1000 * (settled - began), 2),
                solve=round(1000 * (solved - settled), 2),
                read=round(1000 * (ended - solved), 2),
            ),
            **parts,
        )


def _without_ranges(inputs: Inputs) -> Inputs:
    objective = inputs.scalars.objective.model_copy(update={"region_ranges": False})
    return replace(inputs, scalars=inputs.scalars.model_copy(update={"objective": objective}))


def value_at(model: Model, key: str) -> Any:
    """The value under a dotted key of a resolved model; ``None`` where there is none."""
    from siting.config.walk import locate

    path, _ = locate(key)
    here: Any = model
    for part in path:
        here = here.get(part) if isinstance(here, Mapping) else getattr(here, str(part), None)
        if here is None:
            return None
    return here.model_dump(mode="json") if hasattr(here, "model_dump") else here

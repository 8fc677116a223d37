"""A desk: models read once, inputs that keep their tables, live plans; what a worker process has in its hands.

A desk answers one question after the other. Sessions do not see one another: each has live models of its own, which
start at the optimum of the model, and the oldest are put away when there are too many.
"""

from __future__ import annotations

import contextlib
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.config import OpenModel, open_model
from siting.config.schema import Model
from siting.errors import Infeasible, ModelError, Problem, SitingError
from siting.geo.preparing import Preparation
from siting.model.inputs import Inputs
from siting.model.live import LiveModel
from siting.model.options import SolverOptions
from siting.model.presolve import presolve_check
from siting.web.answers import plan_parts
from siting.web.schemas import Changed, PlanAnswer, PlanRequest, Timings
from siting.web.settings import settings_of

if TYPE_CHECKING:
    from siting.regions import Dataset
    from siting.web.repairs import DiagnosisAnswer

__all__ = ["Desk", "settings_of", "value_at"]

#: Live models and read models that a desk keeps: some 25 MB each, and some 2.
LIVE, OPEN = 16, 24


@dataclass
class _Open:
    opened: OpenModel
    given: Model


class Desk:
    """Plans of ``models`` (name -> folder)."""

    def __init__(self, models: Mapping[str, Path]) -> None:
        self._models = dict(models)
        self._open: OrderedDict[tuple[str, str | None, str | None], _Open] = OrderedDict()
        self._preparations: dict[tuple[Path, Path | None], Preparation] = {}
        self._datasets: dict[tuple[Path, Path | None], Dataset] = {}
        self._first: dict[tuple[str, str], LiveModel | None] = {}
        self._live: OrderedDict[tuple[str, str, str], LiveModel] = OrderedDict()

    def warm(self) -> None:
        """Be ready for the first model: read it and its data, and solve it. What is wrong is told who asks for it."""
        for name in list(self._models)[:1]:
            with contextlib.suppress(SitingError):
                self._home(name, self._opened(name, None, None).given.level)

    # --- what is known -----------------------------------------------------------------------------
    def model(self, request: PlanRequest, settings: Sequence[str] = ()) -> Model:
        """The model of a request, checked. Raises `ModelError` with every problem."""
        opened = self._opened(request.model, request.scenario, request.level)
        return opened.opened.with_settings([*settings_of(request.settings), *settings])

    def folder(self, name: str) -> Path:
        """The folder of a model. Raises `ModelError` where there is none of this name."""
        if name not in self._models:
            raise ModelError.one("model", "no such model here", name, f"one of: {', '.join(sorted(self._models))}")
        return self._models[name]

    def _opened(self, name: str, scenario: str | None, level: str | None) -> _Open:
        key = (name, scenario, level)
        if key not in self._open:
            opened = open_model(self.folder(name), scenario, level)
            self._open[key] = _Open(opened, opened.with_settings())
        self._open.move_to_end(key)
        while len(self._open) > OPEN:
            self._open.popitem(last=False)
        return self._open[key]

    def inputs(self, model: Model) -> Inputs:
        """The inputs of a model; tables that no setting has changed are kept. Raises `SitingError`."""
        return self._preparation(model).inputs(model)

    def dataset(self, model: Model) -> Dataset:
        """The data set of a model, read once. Raises `DataError`."""
        self._preparation(model)
        return self._datasets[model.data_folder, model.overrides_folder]

    def _preparation(self, model: Model) -> Preparation:
        key = (model.data_folder, model.overrides_folder)
        if key not in self._preparations:
            from siting.errors import DataError
            from siting.paths import shipped
            from siting.regions import load_dataset
            from siting.regions.geometry import outline_problems
            from siting.solving import SHIPPED_DATA

            dataset = load_dataset(*key)
            wrong = outline_problems(dataset, shipped(SHIPPED_DATA))
            if wrong:
                raise DataError(wrong)
            self._datasets[key], self._preparations[key] = dataset, Preparation(dataset)
        return self._preparations[key]

    def changed(self, request: PlanRequest, model: Model) -> list[Changed]:
        """Settings of a request that differ from the scenario's values."""
        given = self._opened(request.model, request.scenario, request.level).given
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
        model, inputs = self._settled(request)
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
        model, inputs = self._settled(request)
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

    def _settled(self, request: PlanRequest) -> tuple[Model, Inputs]:
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
        key = (session, request.model, model.level)
        if key not in self._live:
            home = self._home(request.model, model.level)
            self._live[key] = LiveModel(inputs, SolverOptions(threads=1)) if home is None else LiveModel.beside(home)
        self._live.move_to_end(key)
        while len(self._live) > LIVE:
            self._live.popitem(last=False)
        try:
            yield self._live[key]
        except SitingError:
            raise
        except BaseException:
            del self._live[key]
            raise

    def _home(self, name: str, level: str) -> LiveModel | None:
        """The solved live model from which sessions start: of the model alone, without scenario and settings.

        None where that has no plan.
        """
        key = (name, level)
        if key not in self._first:
            self._first[key] = None
            with contextlib.suppress(SitingError):
                given = self._opened(name, None, level).given
                first = LiveModel(_without_ranges(self.inputs(given)), SolverOptions(threads=1))
                self._first[key] = first if first.solve().outcome.has_plan else None
        return self._first[key]

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

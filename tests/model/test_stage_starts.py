"""Each stage and each round starts where the one before ended: from a plan that it only has to better."""

from __future__ import annotations

from dataclasses import replace

import highspy
import pytest

from siting.model import highs_backend
from siting.model.arrays import FloatArray, IntArray
from siting.model.backend import Answer
from siting.model.build import build
from siting.model.highs_backend import HighsBackend
from siting.model.options import SolverOptions
from siting.model.stages import run_stages
from siting.planning import prepared
from tests.model.country import country


class Watched(HighsBackend):
    """Looks at the basis after every settling: where a solve would start, before its first step."""

    def settle(self, rows: IntArray, column: int, lower: float, heir: int | None) -> None:
        """Settle, then factor the basis and see what plan it stands for."""
        super().settle(rows, column, lower, heir)
        probe = highspy.Highs()
        probe.silent()
        probe.passModel(self.highs.getLp())
        probe.setBasis(self.highs.getBasis())
        probe.setOptionValue("simplex_scale_strategy", 0)
        probe.setOptionValue("simplex_strategy", 4)
        probe.setOptionValue("simplex_iteration_limit", 0)
        probe.run()
        basic = highspy.HighsBasisStatus.kBasic
        before, after = list(self.highs.getBasis().row_status), list(probe.getBasis().row_status)
        changed = sum((a == basic) != (b == basic) for a, b in zip(before, after, strict=True))
        self.repaired = getattr(self, "repaired", 0) + changed
        self.worst = max(getattr(self, "worst", 0.0), probe.getInfo().max_primal_infeasibility)
        self.settled = [*getattr(self, "settled", []), probe.getSolution().col_value[column]]


@pytest.mark.parametrize("seed", range(8))
def test_a_round_starts_from_a_plan_at_the_level_of_the_lowest_region_left(seed: int) -> None:
    program = build(country(seed, zones=8, regions=4))
    backend = Watched(program, SolverOptions())
    run = run_stages(backend, backend.first(), is_mip=False, progress=lambda _: None)
    rounds = [stage for stage in run.stages if stage.objective == "least_served"]
    assert len(backend.settled) == len(rounds) > 1
    assert backend.repaired == 0  # the basis was one: HiGHS had nothing to put in its place
    assert backend.worst < 1e-5  # settled levels are 5e-7 below what was reached
    for start, reached in zip(backend.settled, rounds[1:], strict=False):
        assert start <= reached.value + 1e-6
    assert backend.settled[0] >= rounds[0].value - 1e-5


@pytest.mark.parametrize("seed", range(3))
def test_stages_that_get_stuck_on_the_way_start_anew(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    program = build(country(seed, zones=8, regions=4))
    plain = HighsBackend(program, SolverOptions())
    whole = run_stages(plain, plain.first(), is_mip=False, progress=lambda _: None)
    monkeypatch.setattr(highs_backend, "STEPS_PER_ROW", 0)
    monkeypatch.setattr(highs_backend, "LEAST_STEPS", 0)  # no step from the last basis is allowed
    stuck = HighsBackend(program, SolverOptions())
    anew = run_stages(stuck, stuck.first(), is_mip=False, progress=lambda _: None)
    assert [stage.objective for stage in anew.stages] == [stage.objective for stage in whole.stages]
    for one, other in zip(whole.stages, anew.stages, strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-6, abs=1e-6)


def test_rounds_of_the_national_plan_take_few_steps_each() -> None:
    """When written: 37 steps in all, 117 with perturbed bounds, 605 from bases that HiGHS had to repair."""
    inputs = prepared("models/tech-valley-2030", None, (), None, lambda _: None)[2]
    objective = inputs.scalars.objective.model_copy(update={"region_ranges": False})
    scalars = inputs.scalars.model_copy(update={"objective": objective})
    backend = Counted(build(replace(inputs, scalars=scalars)), SolverOptions())
    run = run_stages(backend, backend.first(), is_mip=False, progress=lambda _: None)
    rounds = [steps for stage, steps in zip(run.stages[1:], backend.steps, strict=True) if stage.round > 1]
    assert len(rounds) > 5
    assert sum(rounds) < 80


class Counted(HighsBackend):
    """Counts the steps of every stage after the first."""

    def minimise(self, cost: FloatArray, *, same_point: bool = True, limited: bool = True) -> Answer:
        """Minimise, and note how many steps of the simplex method it took."""
        answer = super().minimise(cost, same_point=same_point, limited=limited)
        self.steps = [*getattr(self, "steps", []), int(self.highs.getInfo().simplex_iteration_count)]
        return answer

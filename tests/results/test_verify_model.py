"""The model and the verifier were written apart: they must mean the same programme, rule by rule."""

import pytest

from siting.model.solve import SolverOptions, solve_inputs
from siting.results.run_folder import read_run, write_run
from tests.results.conftest import PARKS
from tests.results.oracle import solve_tiny
from tests.results.test_verify_proof import RULES
from tests.results.tiny import tiny_inputs

ALL = {**RULES, "parks": PARKS, "counted parks": {**PARKS, "park_count": {"min": 2, "max": 3, "one_per_region": True}}}


@pytest.mark.parametrize("name", list(ALL))
def test_the_model_and_the_rebuilt_rows_have_the_same_optima(tmp_path, name):
    country = tiny_inputs(zones=4, seed=5, rules=ALL[name])
    solution, again = solve_inputs(country, SolverOptions(gap=0.0)), solve_tiny(country)
    assert [stage.objective for stage in solution.stages] == [stage.objective for stage in again.stages]
    # The oracle keeps parks that are 1e-6 short of whole, the model rounds them: worth 1e-5 of the cost at most.
    close = 1e-5 if solution.is_mip else 1e-6
    for ours, other in zip(solution.stages, again.stages, strict=True):
        assert ours.value == pytest.approx(other.value, rel=close, abs=1e-6)
    certificate = read_run(write_run(tmp_path / "run", inputs=country, solution=solution)).certificate
    assert certificate.verdict == ("within gap" if solution.is_mip else "proven optimal"), certificate.reasons

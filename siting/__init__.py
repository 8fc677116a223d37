"""Where a country should put its offshoring jobs and parks: a plan by zone and year, proven optimal.

The names below are the whole public interface; each is loaded when it is first used.

```python
import siting

run = siting.plan("models/tech-valley-2030", scenario="balanced", out="runs/first")
print(run.summary["objective_mmad"], run.certificate.verdict)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from siting.lazy import lazy

if TYPE_CHECKING:
    from siting.analysis.batch import solve_all
    from siting.analysis.compare import Comparison, compare
    from siting.analysis.explain import Explanation, explain
    from siting.analysis.replan import replan
    from siting.config import Model, load_model
    from siting.geo.prepare import prepare
    from siting.model.inputs import Inputs
    from siting.model.solve import solve_inputs
    from siting.planning import plan
    from siting.regions import Dataset, check_dataset, load_dataset
    from siting.results import Certificate, Run, list_runs, read_run, verify_run, write_run
    from siting.results.solution import Solution

__version__ = "0.1.0"

__all__ = [
    "Certificate",
    "Comparison",
    "Dataset",
    "Explanation",
    "Inputs",
    "Model",
    "Run",
    "Solution",
    "check_dataset",
    "compare",
    "explain",
    "list_runs",
    "load_dataset",
    "load_model",
    "plan",
    "prepare",
    "read_run",
    "replan",
    "solve_all",
    "solve_inputs",
    "verify_run",
    "write_run",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "Certificate": "siting.results",
        "Comparison": "siting.analysis.compare",
        "Dataset": "siting.regions",
        "Explanation": "siting.analysis.explain",
        "Inputs": "siting.model.inputs",
        "Model": "siting.config",
        "Run": "siting.results",
        "Solution": "siting.results.solution",
        "check_dataset": "siting.regions",
        "compare": "siting.analysis.compare",
        "explain": "siting.analysis.explain",
        "list_runs": "siting.results",
        "load_dataset": "siting.regions",
        "load_model": "siting.config",
        "plan": "siting.planning",
        "prepare": "siting.geo.prepare",
        "read_run": "siting.results",
        "replan": "siting.analysis.replan",
        "solve_all": "siting.analysis.batch",
        "solve_inputs": "siting.model.solve",
        "verify_run": "siting.results",
        "write_run": "siting.results",
    },
)

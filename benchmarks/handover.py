"""The inputs of a benchmark as files: tables and scalars for the peers, the program's arrays for the floor."""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siting.model.inputs import Inputs

MODEL = "models/tech-valley-2030"
#: The commune plan is drawn with all arcs within 45 minutes.
COMMUNE = ("travel.max_commute_minutes=45",)


def country(level: str, scenario: str = "reference") -> Inputs:
    """The inputs of a scenario at a level (``province``, ``commune``)."""
    from siting.planning import prepared

    settings = COMMUNE if level == "commune" else ()
    return prepared(MODEL, scenario, settings, level, lambda _: None)[2]


def least_cost(inputs: Inputs) -> Inputs:
    """The same country with the first stage of its objective only: what every peer solves."""
    from dataclasses import replace

    from siting.model.inputs import Objective, Stage

    objective = Objective(stages=(Stage(objective="cost"),), region_ranges=False)
    return replace(inputs, scalars=inputs.scalars.model_copy(update={"objective": objective}))


def write(inputs: Inputs, folder: Path) -> int:
    """Tables as parquet, scalars as JSON, the first stage as ``program.npz``, into ``folder``; number of variables."""
    import numpy as np

    from siting.model.build import build
    from siting.model.inputs import TABLES

    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        inputs.table(name).to_parquet(folder / f"{name}.parquet")
    (folder / "scalars.json").write_text(inputs.scalars.model_dump_json(), encoding="utf-8")
    program = build(least_cost(inputs))
    names = ("cost", "column", "coefficient", "row_lower", "row_upper", "column_lower", "column_upper", "integer")
    arrays = {name: getattr(program, name) for name in names}
    np.savez(folder / "program.npz", start=program.start, **arrays)
    with (folder / "inputs.pkl").open("wb") as file:
        pickle.dump(inputs, file)
    return len(program.cost)


def prepare(folder: Path, level: str, scenario: str = "reference", peers: bool = True) -> dict[str, str]:
    """Everything that the cases of a level start from, with the plan of the regions as ``small``.

    Says which ``algorithm`` of HiGHS siting takes for a plan of this size, for the peers to take the same.
    """
    from siting.model.backend import INTERIOR

    inputs = country(level, scenario)
    algorithm = "choose"
    if peers:
        algorithm = "ipm" if write(inputs, folder) >= INTERIOR else "choose"
        write(country("region"), folder / "small")
    else:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "inputs.pkl").open("wb") as file:
            pickle.dump(inputs, file)
    return {"algorithm": algorithm}


if __name__ == "__main__":
    print(json.dumps(prepare(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:] != ["ours"])))

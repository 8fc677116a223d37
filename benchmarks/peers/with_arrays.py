"""The floor: arrays that are ready, given to HiGHS in one call. Nothing is built and nothing is read but the answer."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np


def solve(a: dict[str, Any], options: dict[str, Any]) -> tuple[float, float, dict[str, int]]:
    """Solve arrays by HiGHS's own means. For a MIP the objective is that of the best plan, ``bound`` in the size."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    for name, option in (("threads", "threads"), ("algorithm", "solver"), ("time_limit", "time_limit")):
        if options.get(name) is not None:
            highs.setOptionValue(option, options[name])
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(a["cost"]), len(a["row_lower"])
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = a["cost"], a["column_lower"], a["column_upper"]
    lp.row_lower_, lp.row_upper_ = a["row_lower"], a["row_upper"]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = a["start"], a["column"], a["coefficient"]
    if len(a["integer"]):
        kinds = np.full(lp.num_col_, highspy.HighsVarType.kContinuous)
        kinds[a["integer"]] = highspy.HighsVarType.kInteger
        lp.integrality_ = list(kinds)
        highs.setOptionValue("mip_rel_gap", options["gap"])
    highs.passModel(lp)
    highs.run()
    info, status = highs.getInfo(), highs.getModelStatus()
    whole = bool(len(a["integer"]))
    if status != highspy.HighsModelStatus.kOptimal and not whole:
        raise RuntimeError(f"HiGHS ended as {highs.modelStatusToString(status)}")
    np.array(highs.getSolution().col_value)
    size: dict[str, Any] = {"variables": lp.num_col_, "rows": lp.num_row_}
    if whole:
        size |= {"gap": float(info.mip_gap), "status": highs.modelStatusToString(status)}
    return float(info.objective_function_value), highs.getRunTime(), size

"""The verdict on a run: every rule, every figure, every price."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from siting.errors import RunError
from siting.results.hashes import changed_files
from siting.results.manifest import check_format
from siting.results.verify.asked import check_asked, check_ranges
from siting.results.verify.case import Case, Floats, load_case, read_tables
from siting.results.verify.certificate import Certificate, StageCertificate
from siting.results.verify.columns import Columns, make_columns
from siting.results.verify.leximin import check_rounds, unproven_regions
from siting.results.verify.plan import PLAN_TABLES, place_plan
from siting.results.verify.primal import check_bounds, check_rows, column_name
from siting.results.verify.proof import Offered, StageProof, place_prices, prove
from siting.results.verify.recount import check_tables, compare, recount
from siting.results.verify.rows import Block, Names
from siting.results.verify.stages import Programme, Record, base_blocks, programme, read_records

__all__ = ["verify_files", "verify_run", "verify_tables"]

TOLERANCE = 1e-6  #: rows, reduced costs and gaps, all relative
_COARSE = 1e-3  #: prices that miss a proof by less are rounded, not wrong: CBC writes them with few digits
_WHOLE = 1e-5  #: farthest that a count of parks or phases may be from a whole number
_SHOWN = 8  #: at most so many rows are named


@dataclass
class _Findings:
    """What is against the plan, and what keeps the proof from being whole."""

    against: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    stages: list[StageCertificate] = field(default_factory=list)
    primal: float = 0.0
    mip_gap: float | None = None


def verify_run(folder: Path | str) -> Certificate:
    """Judge the run in ``folder`` from its files alone; nothing is written.

    Raises `RunError` when the folder or a file in it cannot be read, or is of a newer format. A file that was
    changed after the run was written is a reason against the plan, like a broken rule or a wrong figure.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise RunError.one(str(folder), "is not a run folder", remedy="siting runs lists them")
    changed = changed_files(folder)
    check_format(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    return verify_files(folder, [f"{name} was changed after the run was written" for name in changed])


def verify_files(folder: Path, faults: Sequence[str] = ()) -> Certificate:
    """As `verify_run`, whatever the manifest says; ``faults`` are reasons against the plan that are known already."""
    case = load_case(folder / "inputs")
    optional = tuple(
        name for name in ("costs", "regions", "shortfall") if (folder / "outputs" / f"{name}.parquet").exists()
    )
    tables = read_tables(folder / "outputs", (*PLAN_TABLES, "duals", *optional))
    try:
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError.one("summary.json", f"cannot be read: {error}", remedy="solve again") from error
    return verify_tables(case, tables, summary, faults=faults)


def verify_tables(
    case: Case, tables: Mapping[str, pd.DataFrame], summary: Mapping[str, Any], faults: Sequence[str] = ()
) -> Certificate:
    """Judge a plan: ``tables`` are a run's outputs, ``summary`` its summary, ``faults`` what is known
    already.

    Raises `RunError` when a table lacks a column or the summary lacks its stages.
    """
    try:
        return _judge(case, tables, summary, _Findings(against=list(faults)))
    except (KeyError, TypeError, ValueError) as error:
        raise RunError.one("run", f"a table or the summary is incomplete: {error}", remedy="solve again") from error


def _judge(case: Case, tables: Mapping[str, pd.DataFrame], summary: Mapping[str, Any], found: _Findings) -> Certificate:
    columns = make_columns(case)
    names = Names.of(case)
    records = read_records(summary["stages"])
    base = base_blocks(case, columns, records)
    plan = place_plan(case, columns, tables, records[-1].fixed if records else ())
    found.against += plan.faults
    whole = _check_whole(columns, plan.x, found)
    last = programme(case, columns, base, records, len(records) - 1, whole) if records else None
    blocks = last.blocks if last else base
    _check_plan(columns, blocks, plan.x, names, found)
    found.against += compare(recount(case, columns, plan.x), summary)
    found.against += check_tables(case, columns, plan.x, tables)
    finished = summary.get("status") == "optimal"
    found.against += check_asked(case, records, finished=finished)
    found.against += check_rounds(case, records, finished=finished)
    found.against += check_ranges(case, summary)
    if not records:
        found.open.append("the summary reports no stage")
    offered = Offered.of(names, tables["duals"])
    for at in range(len(records)):
        stage = programme(case, columns, base, records, at, whole)
        _check_stage(case, columns, names, stage, records, at, offered, found)
    if records and last is not None:
        _check_last(records, last.cost, plan.x, found)
        _check_claims(case, records, summary, found)
    return _certificate(str(summary.get("status")), len(columns.lower), blocks, found)


def _check_whole(c: Columns, x: Floats, found: _Findings) -> Floats | None:
    """The whole numbers of the plan; ``None`` for a linear programme."""
    if not len(c.integers):
        return None
    values = x[c.integers]
    near = np.round(values)
    off = np.abs(values - near)
    if off.max() > _WHOLE:
        at = int(c.integers[int(off.argmax())])
        found.against.append(f"{column_name(c, at)}: {x[at]:.6g} is not a whole number")
    return np.asarray(near, dtype=float)


def _check_plan(c: Columns, blocks: Sequence[Block], x: Floats, names: Names, found: _Findings) -> None:
    breaches = sorted([*check_bounds(c, x), *check_rows(blocks, x, names)], key=lambda one: -one.scaled)
    found.primal = breaches[0].scaled if breaches else 0.0
    broken = [breach for breach in breaches if breach.scaled > TOLERANCE]
    found.against += [f"{breach.what}: off by {breach.by:.6g}" for breach in broken[:_SHOWN]]


def _check_stage(
    case: Case,
    c: Columns,
    names: Names,
    stage: Programme,
    records: Sequence[Record],
    at: int,
    offered: Offered,
    found: _Findings,
) -> None:
    record = records[at]
    prices = place_prices(stage, names, offered, at)
    proof = prove(stage, prices, c)
    certificate = _stage_certificate(record, proof, bool(len(c.integers)))
    found.stages.append(certificate)
    what = f"stage {at} ({record.objective})"
    found.against += [f"{what}: {fault}" for fault in prices.faults]
    if not certificate.proven:
        message = f"{what}: {_shortcoming(c, certificate, proof)}"
        coarse = max(certificate.gap_rel, certificate.dual_max_violation) <= _COARSE
        (found.against if prices.given and not coarse else found.open).append(message)
    elif record.objective == "least_served":
        regions = unproven_regions(case, stage, prices, record)
        if regions:
            found.open.append(f"{what}: no price shows that {', '.join(regions)} could not rise further")


def _stage_certificate(record: Record, proof: StageProof, mip: bool) -> StageCertificate:
    gap = abs(record.sense * record.value - proof.bound) / max(1.0, abs(record.value))
    return StageCertificate(
        objective=record.objective,
        round=record.round,
        value=record.value,
        bound=record.sense * proof.bound,
        safe_bound=record.sense * proof.safe_bound,
        gap_rel=gap,
        dual_max_violation=proof.violation,
        proven=gap <= TOLERANCE and proof.violation <= TOLERANCE,
        integers_fixed=record.integers_fixed or mip,
    )


def _shortcoming(c: Columns, stage: StageCertificate, proof: StageProof) -> str:
    if stage.dual_max_violation > TOLERANCE:
        what = column_name(c, proof.worst)
        return f"prices contradict one another at {what} (wrong sign by {proof.violation:.3g})"
    return f"says {stage.value:.9g}, its prices prove {stage.bound:.9g}"


def _check_last(records: Sequence[Record], cost: Floats, x: Floats, found: _Findings) -> None:
    """The plan shown is the answer of the last stage."""
    record = records[-1]
    reached = record.sense * float(cost @ x)
    if abs(reached - record.value) > TOLERANCE * max(1.0, abs(record.value)):
        found.against.append(f"the last stage says {record.value:.9g}, the plan gives {reached:.9g}")


def _check_claims(case: Case, records: Sequence[Record], summary: Mapping[str, Any], found: _Findings) -> None:
    """Bound and gap of the first stage, as the summary states them."""
    first = records[0]
    size = max(abs(first.value), 1e-9)
    if summary["best_bound_mmad"] is None or summary["gap"] is None:
        found.open.append("the run has no bound on the first stage")
        return
    bound, gap = float(summary["best_bound_mmad"]), float(summary["gap"])
    if not abs(bound - first.bound) <= TOLERANCE * size:
        found.against.append(f"the best bound {bound:.9g} is not that of the first stage, {first.bound:.9g}")
    recomputed = (first.value - bound) / size
    if recomputed > gap + TOLERANCE:
        found.against.append(f"the gap is stated as {gap:.3g}, value and bound give {recomputed:.3g}")
    if case.rules.get("indivisible"):
        found.mip_gap = recomputed
    elif summary.get("status") == "optimal" and recomputed > TOLERANCE:
        found.against.append(f"called optimal with a gap of {recomputed:.3g}")
    if recomputed < -TOLERANCE:
        found.against.append(f"the bound {bound:.9g} lies above the value {first.value:.9g}")


def _certificate(status: str, columns: int, blocks: Sequence[Block], found: _Findings) -> Certificate:
    if found.against:
        more = f" (and {len(found.against) - 1} more)" if len(found.against) > 1 else ""
        verdict = f"REFUTED: {found.against[0]}{more}"
    elif found.open or status != "optimal":
        verdict = "feasible, not proven"
    else:
        verdict = "proven optimal" if found.mip_gap is None else "within gap"
    return Certificate(
        verdict=verdict,
        primal_max_violation=found.primal,
        dual_max_violation=max((stage.dual_max_violation for stage in found.stages), default=0.0),
        duality_gap_rel=max((stage.gap_rel for stage in found.stages), default=0.0),
        rows_checked=sum(len(block) for block in blocks),
        columns_checked=columns,
        mip_gap=found.mip_gap,
        stages=tuple(found.stages),
        reasons=tuple(found.against + found.open),
    )

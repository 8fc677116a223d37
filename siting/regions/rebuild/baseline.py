"""The baseline: 148,500 jobs at the end of 2024 by province and segment. An estimate; docs/baseline.md explains it.

1. Published figures are placed in their province (anchors); region 03 has a published total.
2. What is left of the national total is spread by a prior: establishments of 50 and more x share of services among
   establishments x a factor of concentration.
3. Segments: the national split, with ITO, ESO and KPO leaning to the axis and to park cities, fitted to the totals
   of provinces and of segments by iterative proportional fitting, then rounded so that both stay exact.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from siting.regions.rebuild.facts import Facts
from siting.regions.rebuild.writing import Rows

__all__ = ["AXIS", "NATIONAL_JOBS", "SEGMENT_SHARES", "baseline_jobs", "fit_table", "province_totals", "round_table"]

NATIONAL_JOBS = 148_500
#: Assumed split of jobs (facts README): it makes exports per job plausible.
SEGMENT_SHARES: Mapping[str, float] = {"CRM": 0.55, "BPO": 0.128, "ITO": 0.22, "ESO": 0.10, "KPO": 0.002}
#: Casablanca, Mohammedia, Nouaceur, Rabat, Salé, Skhirate-Témara.
AXIS = ("06.141", "06.371", "06.385", "04.421", "04.441", "04.501")
#: "Centres concentrate on Rabat-Casablanca; apart from Agadir other regions got little" (2018). Grade C.
AXIS_FACTOR = 4.0
AGADIR, AGADIR_FACTOR = "09.001", 2.0
#: Provinces with fewer establishments of 50 and more, or that would get fewer jobs than one small centre, get none.
MIN_ESTABLISHMENTS = 10
MIN_JOBS = 50
#: Odds of a segment against CRM, relative to elsewhere, by class of province. Grade C.
LEANING: Mapping[str, Mapping[str, float]] = {
    "axis": {"CRM": 1.0, "BPO": 1.0, "ITO": 2.0, "ESO": 2.0, "KPO": 3.0},
    "park": {"CRM": 1.0, "BPO": 1.0, "ITO": 1.5, "ESO": 1.5, "KPO": 1.0},
    "other": {"CRM": 1.0, "BPO": 1.0, "ITO": 1.0, "ESO": 1.0, "KPO": 1.0},
}


def prior(infrastructure: pd.DataFrame) -> pd.Series:
    """Weight of each province, indexed by code: estimated business-service establishments of 50 and more."""
    provinces = infrastructure[infrastructure["level"] == "province"].set_index("code").sort_index()
    large: pd.Series = provinces["establishments_50_plus"].astype(float)
    weight: pd.Series = large * provinces["establishments_services"] / provinces["establishments"]
    kept: pd.Series = weight.where(large >= MIN_ESTABLISHMENTS, 0.0)
    return kept


def round_whole(values: pd.Series) -> pd.Series:
    """Whole numbers that add up to the rounded total: largest remainder, ties by code."""
    total = round(float(values.sum()))
    floor: pd.Series = (values + 1e-9).astype(int)
    remainder = (values - floor).round(9)
    order = sorted(values.index, key=lambda code: (-remainder[code], code))
    floor[order[: total - int(floor.sum())]] += 1
    return floor


def province_totals(infrastructure: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """Jobs by province: columns anchor, spread, jobs, method, source, note; indexed by code; whole jobs."""
    weight = prior(infrastructure)
    roles = facts.read("anchor_roles")
    placed = [row for row in roles if row["role"] == "province"]
    regional = [row for row in roles if row["role"] == "region"]
    figures = {row["place"]: row for row in facts.read("jobs_anchors")}
    frame = pd.DataFrame({"anchor": 0.0, "spread": 0.0}, index=weight.index)
    for row in placed:
        frame.loc[frame.index == row["province_code"], "anchor"] += float(row["jobs_used"])
    complete = {row["province_code"] for row in placed if row["complete"] == "1"}
    free = weight.where(~weight.index.isin(list(complete)), 0.0)
    factor = pd.Series(1.0, index=free.index)
    factor[list(AXIS)] = AXIS_FACTOR
    factor[AGADIR] = AGADIR_FACTOR
    elsewhere = pd.Series(True, index=frame.index)
    left = float(NATIONAL_JOBS)
    groups = []
    for row in regional:
        inside = frame.index.str.startswith(figures[row["place"]]["region_code"] + ".")
        groups.append((inside, free[inside], float(row["jobs_used"])))
        elsewhere &= ~inside
        left -= float(row["jobs_used"])
    groups.append((elsewhere.to_numpy(), (free * factor)[elsewhere], left))
    frame["jobs"] = 0
    for inside, weights, total in groups:
        frame.loc[inside, "spread"] = _spread(weights, total - frame.loc[inside, "anchor"].sum())
        frame.loc[inside, "jobs"] = round_whole(frame.loc[inside, "anchor"] + frame.loc[inside, "spread"])
    return _explain(frame, placed, regional, figures, complete)


def _spread(weight: pd.Series, jobs: float) -> pd.Series:
    """Jobs in proportion to the weights; who would get fewer than MIN_JOBS gets none, smallest first."""
    kept = weight.copy()
    while True:
        shares = kept / kept.sum() * jobs
        small = shares[(shares > 0) & (shares < MIN_JOBS)]
        if small.empty:
            return shares
        kept[small.index[small == small.min()]] = 0.0


def _explain(
    frame: pd.DataFrame,
    placed: list[dict[str, str]],
    regional: list[dict[str, str]],
    figures: Mapping[str, dict[str, str]],
    complete: set[str],
) -> pd.DataFrame:
    rule = "prior: establishments of 50 and more x share of services, census 2024"
    totals = {figures[row["place"]]["region_code"]: row["place"] for row in regional}
    methods, sources, notes = [], [], []
    for code, row in frame.iterrows():
        mine = [part for part in placed if part["province_code"] == code]
        names = [f"{part['place']} {float(part['jobs_used']):.0f}" for part in mine]
        read = [figures[part["place"]]["source"] for part in mine]
        note = [" + ".join(names)] if names else []
        if str(code)[:2] in totals:
            method = "derived"
            read.append(figures[totals[str(code)[:2]]]["source"])
            note.append(f"{row['spread']:.0f} of what the region's total leaves")
        elif mine:
            method = "anchor" if code in complete else "derived"
            note += [] if code in complete else [f"{row['spread']:.0f} by the prior"]
        else:
            method = "estimate"
        methods.append(method)
        sources.append("; ".join([*dict.fromkeys(read), *([] if code in complete else [rule])]))
        notes.append("; ".join([*note, "split by segment estimated"]))
    return frame.assign(method=methods, source=sources, note=notes)


def fit_table(seed: pd.DataFrame, rows: pd.Series, columns: pd.Series) -> pd.DataFrame:
    """Iterative proportional fitting of ``seed`` to both margins, to 1e-9 jobs."""
    table = seed.astype(float).copy()
    for _ in range(10_000):
        table = table.mul(rows / table.sum(axis=1), axis=0)
        table = table.mul(columns / table.sum(axis=0), axis=1)
        if (table.sum(axis=1) - rows).abs().max() < 1e-9:
            return table
    raise ValueError("the two margins of the baseline cannot be met together")


def round_table(table: pd.DataFrame) -> pd.DataFrame:
    """Whole jobs with both margins exact: floors, then one more job in as many cells of a row as its total lacks,
    taking the columns that lack most (Gale and Ryser), ties by the larger fraction."""
    floor: pd.DataFrame = (table + 1e-9).astype(int)
    lacking = (table.sum(axis=0).round().astype(int) - floor.sum(axis=0)).to_dict()
    for code in table.index:
        need = round(float(table.loc[code].sum())) - int(floor.loc[code].sum())
        rest = table.loc[code] - floor.loc[code]
        for segment in sorted(table.columns, key=lambda s: (-lacking[s], -round(float(rest[s]), 9), s))[:need]:
            floor.loc[code, segment] += 1
            lacking[segment] -= 1
    if any(lacking.values()):
        raise ValueError("controlled rounding failed")
    return floor


def baseline_jobs(infrastructure: pd.DataFrame, parks: Rows, facts: Facts) -> Rows:
    """Rows of the baseline: province, segment, whole jobs; cells of zero are left out."""
    totals = province_totals(infrastructure, facts)
    totals = totals[totals["jobs"] > 0]
    standing = {
        park["province_code"] for park in parks if park["kind"] == "offshoring" and park["status"] == "standing"
    }
    segments = list(SEGMENT_SHARES)
    seed = pd.DataFrame(0.0, index=totals.index, columns=segments)
    for code in totals.index:
        place = "axis" if code in AXIS else "park" if code in standing else "other"
        seed.loc[code] = [SEGMENT_SHARES[s] * LEANING[place][s] for s in segments]
    columns = round_whole(pd.Series(SEGMENT_SHARES) * NATIONAL_JOBS)
    jobs = round_table(fit_table(seed, totals["jobs"].astype(float), columns.astype(float)))
    return [
        {"code": code, "segment": segment, "jobs": int(jobs.loc[code, segment])}
        | totals.loc[code, ["method", "source", "note"]].to_dict()
        for code in jobs.index
        for segment in segments
        if jobs.loc[code, segment]
    ]

"""Rows about the country: goals, pace, mix of segments, budgets, territorial balance."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from siting.results.verify.case import Case, Floats, Ints
from siting.results.verify.columns import Columns
from siting.results.verify.rows import PAYERS, Block, Entries, make_block
from siting.results.verify.terms import cost_terms, cost_vector, cost_vectors, suitability_vector
from siting.results.verify.welfare import curve_of, rank_weights

__all__ = ["goal_blocks", "level_entries", "loss_vector", "rank_vector"]


def goal_blocks(case: Case, c: Columns, *, pairs: bool) -> Iterator[Block]:
    """jobs_goal, export_goal, national_pace, segment_*, budget, territorial_*, group_*, least_served, inequality*,
    limit_*, rank_gap, ordered_median, loss_chord, kolm_pollak.

    ``pairs``: also the rows that define the distances between regions.
    """
    yield from _goals(case, c)
    pace = case.rules.get("national_pace")
    years = np.arange(len(case.years))
    if pace is not None:
        yield make_block(
            "national_pace", c.count, "<=", np.full(len(years), float(pace)), {"year": years},
            (years[None, None, :], c.added, 1.0),
        )  # fmt: skip
    yield from _mix(case, c)
    yield from _budgets(case, c)
    yield from _balance(case, c)
    yield from _groups(case, c)
    if pairs:
        yield from _inequality(case, c)
    yield from _term_limits(case, c)
    yield from _ranks(case, c)
    yield from _losses(case, c)


def rank_vector(case: Case, c: Columns) -> Floats:
    """Coefficients of the weighted mean of the rates in rising order."""
    vector = np.zeros(c.count)
    for at, (rank, fall) in enumerate(rank_weights(case).items()):
        vector[c.threshold[at]] = rank * fall
        vector[c.lacking[at]] = -fall
    return vector


def loss_vector(case: Case, c: Columns) -> Floats:
    """Coefficients of the mean loss by Kolm and Pollak."""
    vector = np.zeros(c.count)
    there = c.loss >= 0
    vector[c.loss[there]] = case.active[there] / float(case.active.sum())
    return vector


def _numbered(case: Case, number: Ints, region: Ints) -> Ints:
    """Codes of regions with a number (from 0): after the regions and their pairs."""
    count = len(case.regions)
    return count + count * (count - 1) // 2 + number * count + region


def _floor(case: Case, name: str) -> float | None:
    rule = (case.rules.get("balance") or {}).get(name) or {}
    return None if rule.get("min") is None else float(rule["min"])


def _ranks(case: Case, c: Columns) -> Iterator[Block]:
    ranks = list(rank_weights(case))
    if not ranks:
        return
    row = np.arange(c.lacking.size).reshape(c.lacking.shape)
    number, region = np.divmod(row.ravel(), len(case.regions))
    rates = [
        (row[at][case.region_of][:, None], c.jobs[:, :, -1], (1000.0 / case.active)[case.region_of][:, None])
        for at in range(len(ranks))
    ]
    yield make_block(
        "rank_gap", c.count, ">=", np.zeros(row.size), {"region": _numbered(case, np.array(ranks)[number] - 1, region)},
        (row, c.lacking, 1.0), (row, c.threshold[:, None], -1.0), *rates,
    )  # fmt: skip
    least = _floor(case, "ordered_median")
    if least is not None:
        vector = rank_vector(case, c)
        columns = np.flatnonzero(vector)
        yield make_block("ordered_median", c.count, ">=", least, {}, (0, columns, vector[columns]))


def _losses(case: Case, c: Columns) -> Iterator[Block]:
    curve = curve_of(case)
    if curve is None:
        return
    count, chords = len(case.regions), list(curve.chords())
    row = np.arange(count * len(chords)).reshape(count, len(chords))
    region, number = np.divmod(row.ravel(), len(chords))
    slope, height = np.array(chords).T
    rates = [
        (
            row[case.region_of, at][:, None],
            c.jobs[:, :, -1],
            (-slope[at] * 1000.0 / case.active)[case.region_of][:, None],
        )
        for at in range(len(chords) - 1)
    ]
    yield make_block(
        "loss_chord", c.count, ">=", np.tile(height, count), {"region": _numbered(case, number, region)},
        (row, c.loss[:, None], 1.0), *rates,
    )  # fmt: skip
    least = _floor(case, "kolm_pollak")
    if least is not None:
        vector = loss_vector(case, c)
        columns = np.flatnonzero(vector)
        yield make_block("kolm_pollak", c.count, "<=", curve.most(least), {}, (0, columns, vector[columns]))


def _term_limits(case: Case, c: Columns) -> Iterator[Block]:
    limits = case.rules.get("limits") or {}
    gaps = np.zeros(c.count)
    gaps[c.pairs] = 1.0
    for name, sense, key, vector in (
        ("limit_cost", "<=", "cost_max", cost_vector(case, c)),
        ("limit_commuting", "<=", "commuting_max", cost_vectors(case, c).get("commuting_cost")),
        ("limit_suitability", ">=", "suitability_min", suitability_vector(case, c)),
        ("limit_gaps", "<=", "gaps_max", gaps),
    ):
        if limits.get(key) is not None and vector is not None:
            columns = np.flatnonzero(vector)
            yield make_block(name, c.count, sense, float(limits[key]), {}, (0, columns, vector[columns]))


def _goals(case: Case, c: Columns) -> Iterator[Block]:
    ones = np.ones(case.export.shape)
    for name, rule, per_job, missing in (
        ("jobs_goal", "jobs_goal", ones, c.jobs_missing),
        ("export_goal", "export_goal", case.export, c.exports_missing),
    ):
        wanted = case.by_year(case.rules.get(rule) or {})
        years = np.array(sorted(wanted), dtype=np.int64)
        if len(years):
            rhs = [wanted[year] for year in years]
            row = np.arange(len(years))
            yield make_block(
                name, c.count, ">=", rhs, {"year": years},
                (row[None, None, :], c.jobs[:, :, years], per_job[None, :, years]),
                (row, missing[years], 1.0),
            )  # fmt: skip


def _mix(case: Case, c: Columns) -> Iterator[Block]:
    segments, years = len(case.segments), len(case.years)
    rows = np.arange(segments * years).reshape(segments, years)
    segment, year = np.unravel_index(rows.ravel(), rows.shape)
    own: Entries = (rows[None, :, :], c.jobs, 1.0)
    for name, sense, share in (("segment_min", ">=", case.share_min), ("segment_max", "<=", case.share_max)):
        everyone: list[Entries] = [
            (rows[at][None, None, :], c.jobs, -share[at][None, None, :]) for at in range(segments)
        ]
        yield make_block(name, c.count, sense, np.zeros(rows.size), {"segment": segment, "year": year}, own, *everyone)


def _budgets(case: Case, c: Columns) -> Iterator[Block]:
    budgets = case.rules.get("budgets") or {}
    limits = {(payer, year): value for payer, by in budgets.items() for year, value in case.by_year(by).items()}
    if not limits:
        return
    row = {key: at for at, key in enumerate(limits)}
    entries: list[Entries] = [
        (row[term.payer, term.year], term.columns, term.values)
        for term in cost_terms(case, c)
        if (term.payer, term.year) in row
    ]
    codes = {
        "payer": np.array([PAYERS.index(payer) for payer, _ in limits]),
        "year": np.array([year for _, year in limits]),
    }
    yield make_block("budget", c.count, "<=", list(limits.values()), codes, (0, np.array([-1]), 0.0), *entries)


def level_entries(case: Case, c: Columns, regions: np.ndarray) -> Entries:
    """Jobs per 1,000 active in the last year of each of ``regions``, one row each, in their order."""
    row = np.full(len(case.regions), -1, dtype=np.int64)
    row[regions] = np.arange(len(regions))
    columns = c.jobs[:, :, -1].copy()
    columns[row[case.region_of] < 0] = -1
    return row[case.region_of][:, None], columns, (1000.0 / case.active)[case.region_of][:, None]


def _balance(case: Case, c: Columns) -> Iterator[Block]:
    balance = case.rules.get("balance") or {}
    region = np.arange(len(case.regions))
    share = case.active / case.active.sum()
    last = c.jobs[:, :, -1]
    start = np.zeros(len(region))
    if balance.get("on", "stock") == "added":
        start = np.bincount(case.region_of, case.baseline.sum(axis=1), len(region))
    for name, sense, factor in (
        ("territorial_floor", ">=", balance.get("floor")),
        ("territorial_cap", "<=", balance.get("cap")),
    ):
        if factor is not None:
            part = float(factor) * share
            yield make_block(
                name, c.count, sense, start - part * start.sum(), {"region": region},
                (case.region_of[:, None], last, 1.0),
                (region[:, None, None], last[None], -part[:, None, None]),
            )  # fmt: skip
    least = balance.get("least_served_min")
    if least is not None:
        yield make_block(
            "least_served", c.count, ">=", np.full(len(region), float(least)), {"region": region},
            level_entries(case, c, region),
        )  # fmt: skip


def _groups(case: Case, c: Columns) -> Iterator[Block]:
    """Jobs of the last year, or their change, weighed: 1 less the share within the group, minus the share outside."""
    rules = {at: case.rules["balance"]["groups"][name] for at, name in enumerate(case.groups)}
    for block, sense, bound in (("group_min", ">=", "min"), ("group_max", "<=", "max")):
        asked = {at: rule for at, rule in rules.items() if rule.get(bound) is not None}
        if not asked:
            continue
        weight = np.zeros((len(asked), len(case.zones)))
        before = np.zeros(len(asked))
        for row, rule in enumerate(asked.values()):
            members = case.zones.get_indexer(pd.Index(list(rule["zones"]), dtype="str"))
            if (members < 0).any():
                raise ValueError(f"a group names the zone {rule['zones'][int(members.argmin())]}, which is not there")
            weight[row, members] = 1.0
            weight[row] -= float(rule[bound])
            if rule.get("on", "added") == "added":
                before[row] = weight[row] @ case.baseline.sum(axis=1)
        rows = np.arange(len(asked))[:, None, None]
        yield make_block(
            block, c.count, sense, before, {"group": np.array(list(asked))},
            (rows, c.jobs[None, :, :, -1], weight[:, :, None]),
        )  # fmt: skip


def _inequality(case: Case, c: Columns) -> Iterator[Block]:
    """Distance of two regions, in jobs: share[r'] N[r] - share[r] N[r'], either way round."""
    one, other = c.pair_of
    share = case.active / case.active.sum()
    last, pair = c.jobs[:, :, -1], np.arange(len(one))
    entries: list[Entries] = []
    for at in range(len(case.regions)):
        columns = last[case.region_of == at].ravel()
        first, second = np.flatnonzero(one == at), np.flatnonzero(other == at)
        entries.append((first[:, None], columns[None, :], -share[other[first]][:, None]))
        entries.append((second[:, None], columns[None, :], share[one[second]][:, None]))
    codes = {"region": len(case.regions) + pair}
    own: Entries = (pair, c.pairs, 1.0)
    turned: list[Entries] = [(rows, columns, -np.asarray(values)) for rows, columns, values in entries]
    nothing = np.zeros(len(pair))
    yield make_block("inequality_pair_up", c.count, ">=", nothing, codes, own, *entries)
    yield make_block("inequality_pair_down", c.count, ">=", nothing, codes, own, *turned)
    highest = (case.rules.get("balance") or {}).get("gini_max")
    if highest is not None:
        yield make_block("inequality", c.count, "<=", 0.0, {}, (0, c.pairs, 1.0), (0, last, -float(highest)))

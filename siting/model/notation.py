"""The symbols of the equations: what each means, its name in the code and its unit. One table for docs and tests."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["NOTATION", "Symbol"]


class Symbol(NamedTuple):
    """One line of the notation table."""

    latex: str
    code: str
    meaning: str
    unit: str
    kind: str  #: set, index, parameter, variable


NOTATION: tuple[Symbol, ...] = (
    Symbol(r"z", "zone", "territorial unit of the chosen level", "id", "index"),
    Symbol(r"i", "origin", "zone where people live", "id", "index"),
    Symbol(r"r", "region", "region; r(z) is the region of z", "id", "index"),
    Symbol(r"s", "segment", "segment of the sector", "id", "index"),
    Symbol(r"q", "skill", "level of education asked for", "id", "index"),
    Symbol(r"t", "year", "year of the plan", "year", "index"),
    Symbol(r"\tau", "year", "running year in sums", "year", "index"),
    Symbol(r"p", "payer", "who bears a cost", "id", "index"),
    Symbol(r"b", "group", "group of zones", "name", "index"),
    Symbol(r"k", "term", "cost term", "id", "index"),
    Symbol(r"T", "last_year", "final year", "year", "index"),
    Symbol(r"\mathcal{A}", "arcs", "pairs (i, z) within the commute limit", "-", "set"),
    Symbol(r"C_p", "COST_TERMS", "cost terms borne by payer p", "-", "set"),
    Symbol(r"Z_b", "balance.groups.zones", "zones of group b", "-", "set"),
    Symbol(r"Z^{in}", "locks.zones_in", "zones locked in", "-", "set"),
    Symbol(r"n", "jobs", "jobs at year end", "jobs", "variable"),
    Symbol(r"a", "added", "jobs added in the year", "jobs", "variable"),
    Symbol(r"x", "build", "seats delivered in the year", "seats", "variable"),
    Symbol(r"w", "staff", "people living in i and working in z", "people", "variable"),
    Symbol(r"u", "trained", "grant-trained entrants", "people", "variable"),
    Symbol(r"y", "open", "1 where a park is opened or extended", "0/1", "variable"),
    Symbol(r"m", "phases", "phases delivered in the year", "count", "variable"),
    Symbol(r"h^{jobs}", "jobs_shortfall", "jobs missing to a soft goal", "jobs", "variable"),
    Symbol(r"h^{exports}", "export_shortfall", "exports missing to a soft goal", "MMAD", "variable"),
    Symbol(r"h", "shortfall", "shortfall of a soft goal", "unit of the goal", "variable"),
    Symbol(r"g", "distance", "gap between two regions", "jobs", "variable"),
    Symbol(r"v", "least", "level of the least-served region", "jobs per 1,000 active", "variable"),
    Symbol(r"N_r", "-", "jobs of region r in the final year", "jobs", "variable"),
    Symbol(r"N_b", "-", "jobs of group b in the final year", "jobs", "variable"),
    Symbol(r"N", "-", "jobs of the country in the final year", "jobs", "variable"),
    Symbol(r"e_r", "per_1000_active", "jobs of r per active", "jobs per active", "variable"),
    Symbol(r"G", "gini", "Gini coefficient over regions", "0-1", "variable"),
    Symbol(r"c", "costs", "what term k costs in year t", "MMAD", "variable"),
    Symbol(r"\kappa", "seats_per_job", "seats that one job needs", "seats per job", "parameter"),
    Symbol(r"K^0", "seats_start", "seats at the end of the base year", "seats", "parameter"),
    Symbol(r"K^c", "seats_committed", "seats whose delivery is decided", "seats", "parameter"),
    Symbol(r"\mu", "skill_mix", "share of staff that needs a skill", "share", "parameter"),
    Symbol(r"w^0", "baseline_staff", "people already in the sector", "people", "parameter"),
    Symbol(r"\rho", "recruit_rate", "part of the pool recruited a year", "share per year", "parameter"),
    Symbol(r"P", "eligible_pool", "people young, qualified and fluent enough", "people", "parameter"),
    Symbol(r"\theta", "training_places", "training-grant places", "people per year", "parameter"),
    Symbol(r"\gamma", "growth_limit", "how fast jobs may grow", "share per year", "parameter"),
    Symbol(r"\varepsilon", "entry_limit", "jobs that a place may always take", "jobs per year", "parameter"),
    Symbol(r"\lambda", "shrink_limit", "how fast a place may lose jobs", "share per year", "parameter"),
    Symbol(r"X^{max}", "max_new_seats", "room for new seats", "seats", "parameter"),
    Symbol(r"X^{min}", "min_park_seats", "smallest park", "seats", "parameter"),
    Symbol(r"M", "phase_seats", "size of a phase", "seats", "parameter"),
    Symbol(r"N^{goal}", "jobs_goal", "jobs to reach", "jobs", "parameter"),
    Symbol(r"E^{goal}", "export_goal", "exports to reach", "MMAD", "parameter"),
    Symbol(r"\xi", "export_per_job", "exports of one job", "MMAD per job and year", "parameter"),
    Symbol(r"\bar a", "national_pace", "most jobs added a year", "jobs per year", "parameter"),
    Symbol(r"\underline\sigma", "share_min", "lowest share of a segment", "share", "parameter"),
    Symbol(r"\overline\sigma", "share_max", "highest share of a segment", "share", "parameter"),
    Symbol(r"B", "budgets", "budget of a payer", "MMAD per year", "parameter"),
    Symbol(r"\varphi", "balance.floor", "territorial floor", "share", "parameter"),
    Symbol(r"\psi", "balance.cap", "territorial cap", "ratio", "parameter"),
    Symbol(r"\underline\beta", "balance.groups.min", "lowest share of a group", "share", "parameter"),
    Symbol(r"\overline\beta", "balance.groups.max", "highest share of a group", "share", "parameter"),
    Symbol(r"A_r", "active", "labour force of region r", "people", "parameter"),
    Symbol(r"A", "active", "labour force of the country", "people", "parameter"),
    Symbol(r"\alpha_r", "active_share", "share of r in the labour force", "share", "parameter"),
    Symbol(r"G^{max}", "balance.gini_max", "highest Gini allowed", "0-1", "parameter"),
    Symbol(
        r"\underline e",
        "balance.least_served_min",
        "lowest level allowed",
        "jobs per 1,000 active",
        "parameter",
    ),
    Symbol(r"C^{max}", "limits.cost_max", "highest total cost", "MMAD", "parameter"),
    Symbol(r"K^{max}", "limits.commuting_max", "highest cost of commuting", "MMAD", "parameter"),
    Symbol(r"\underline I", "limits.suitability_min", "least sum of suitability", "index x jobs", "parameter"),
    Symbol(r"\bar g", "limits.gaps_max", "highest sum of gaps between regions", "jobs", "parameter"),
    Symbol(r"\underline e_r", "fixed", "level at which r is settled", "jobs per 1,000 active", "parameter"),
    Symbol(r"k^{min}", "park_count.min", "fewest parks", "parks", "parameter"),
    Symbol(r"k^{max}", "park_count.max", "most parks", "parks", "parameter"),
    Symbol(r"\hat x", "locks.seats", "seats of a decided plan", "seats", "parameter"),
    Symbol(r"\delta", "discount", "present value: (1 + discount_rate)^-(t - base_year)", "-", "parameter"),
    Symbol(r"c^{seat}", "capex_per_seat", "building cost", "MMAD per seat", "parameter"),
    Symbol(r"\chi", "territorial_premium", "part of the investment refunded", "share", "parameter"),
    Symbol(r"f", "opening_cost", "cost of opening a park", "MMAD", "parameter"),
    Symbol(r"c^{grant}", "training_grant", "training grant", "MMAD per person", "parameter"),
    Symbol(r"\pi^E", "employment_premium", "employment premium", "share of wage", "parameter"),
    Symbol(r"\pi^F", "training_premium", "training premium", "share of wage and year", "parameter"),
    Symbol(r"\omega", "wage", "annual gross wage", "MMAD per job", "parameter"),
    Symbol(r"Y", "training_premium_years", "years of the training premium", "years", "parameter"),
    Symbol(r"c^{com}", "commuting_cost", "cost of commuting", "MMAD per minute and year", "parameter"),
    Symbol(r"\ell", "minutes", "travel time, one way", "minutes", "parameter"),
    Symbol(r"o", "operating_difference", "cost of the place to a firm", "MMAD per job and year", "parameter"),
    Symbol(r"p^{jobs}", "shortfall_penalty", "penalty of a missing job", "MMAD per job", "parameter"),
    Symbol(r"p^{exports}", "shortfall_penalty", "penalty of missing exports", "MMAD per MMAD", "parameter"),
    Symbol(r"\iota", "suitability", "suitability index", "0-1", "parameter"),
)

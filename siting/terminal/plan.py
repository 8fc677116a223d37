"""A plan and its proof on the terminal, for somebody who has to explain them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.terminal.output import console, number, table

if TYPE_CHECKING:
    from siting.results import Certificate, Run

__all__ = ["print_certificate", "print_plan"]

ESTIMATE = (
    "Estimate: where the jobs of {base} stand, and wages and rents by region, are not published. The split used here "
    "is this project's own; one file replaces it (docs/baseline.md)."
)
ESTIMATE_OF_THE_USER = "Estimate: where jobs of {base} stand is in part an estimate of the data set."

#: block -> (what it is, what one more unit of it is)
RULES: Mapping[str, tuple[str, str]] = {
    "jobs_goal": ("Jobs goal", "job"),
    "export_goal": ("Export goal", "MAD of exports"),
    "capacity": ("Seats that stand", "seat"),
    "talent": ("People to recruit within reach", "person"),
    "training": ("Training places", "place"),
    "absorption": ("How fast a place fills", "job"),
    "retention": ("Jobs that must stay", "job"),
    "site_limit": ("Room for new seats", "seat"),
    "national_pace": ("Jobs added in a year, country", "job"),
    "segment_min": ("Least share of a segment", "job"),
    "segment_max": ("Largest share of a segment", "job"),
    "budget": ("Budget of a payer", "MAD"),
    "territorial_floor": ("Floor of a region", "job"),
    "territorial_cap": ("Ceiling of a region", "job"),
    "group_min": ("Least share of a group of zones", "job"),
    "group_max": ("Largest share of a group of zones", "job"),
    "inequality": ("Ceiling on inequality", "job of gap between regions"),
    "limit_cost": ("Ceiling on the total cost", "MAD"),
    "limit_commuting": ("Ceiling on the cost of commuting", "MAD of commuting"),
    "limit_suitability": ("Least sum of suitability", "job of suitability 1"),
    "limit_gaps": ("Ceiling on gaps between regions", "job of gap between regions"),
    "least_served": ("Least jobs per 1,000 active", "job per 1,000"),
    "ordered_median": ("Least mean of rates in order", "job per 1,000"),
    "kolm_pollak": ("Least Kolm-Pollak rate", "job per 1,000 of loss"),
    "park_count_min": ("Fewest parks", "park"),
    "park_count_max": ("Most parks", "park"),
    "park_per_region": ("A park in each region", "park"),
    "lock_in": ("Park decided in advance", "seat"),
    "lock_seats": ("Seats decided in advance", "seat"),
}
_IN_MMAD = (
    "export_goal",
    "budget",
    "limit_cost",
    "limit_commuting",
)  #: priced in MAD per MAD, everything else in million MAD per unit
_LEAST_MAD = 1.0  #: a price below this per unit is not worth a line
_LINES = 12


def print_plan(run: Run) -> None:
    """Goals, regions, cost, what binds, inequality, proof, where the run is."""
    out, summary = console(), run.summary
    years = sorted(int(year) for year in summary["jobs"])
    names = _names(run)
    out.print()
    for line in _headline(summary, years):
        out.print(line)
    out.print()
    out.print(_regions(run, years[0], years[-1]))
    out.print(_costs(summary))
    weighted = summary["stages"][0]["objective"] == "weighted"
    binding = list(_binding(summary["binding"], names, weighted))
    if binding:
        columns = ["rule", "dearest at", "one more unit", "rows"]
        what = "weighted sum of the goals" if weighted else "cost"
        out.print(
            table(f"What holds the plan back: what one more unit would do to the {what}", columns, binding, left=3)
        )
    if binding and any(stage.get("integers_fixed") for stage in summary["stages"]):
        out.print("[dim]These prices hold for the parks of this plan, taken as given.[/dim]")
    for line in _inequality(summary, years[-1]):
        out.print(line)
    out.print(_proof(run))
    if "estimate" in run.inputs.labels and bool(run.inputs.labels["estimate"].any()):
        told = ESTIMATE if (run.manifest.get("data") or {}).get("shipped") else ESTIMATE_OF_THE_USER
        out.print(f"[dim]{told.format(base=years[0])}[/dim]")
    out.print(f"Run: {run.folder}", soft_wrap=True, markup=False)


def _names(run: Run) -> dict[str, str]:
    """English names of zones and regions by code; a data set may have none for zones."""
    found: dict[str, str] = {}
    for frame, key in ((run.inputs.labels, "zone"), (run.inputs.region_labels, "region")):
        if key in frame:
            found.update(zip(frame[key], frame["name_en"] if "name_en" in frame else frame["name_fr"], strict=True))
    return found


def _headline(summary: Mapping[str, Any], years: Sequence[int]) -> Iterator[str]:
    """Each goal with what the plan reaches and by how much it misses."""
    yield f"[bold]Plan {years[0] + 1}-{years[-1]}[/bold]"
    for key, label, unit, digits in (("jobs", "Jobs", "", 0), ("exports_bmad", "Exports", " bn MAD", 2)):
        for year, asked in sorted(summary["goals"][key].items()):
            if key == "jobs" and int(year) != years[-1] and summary[key][year] >= asked * (1 - 1e-6):
                continue  # the path to the goal is shown where it is missed
            reached = summary[key][year]
            missing = asked - reached
            met = missing <= 1e-6 * max(1.0, abs(asked))
            verdict = "[green]met[/green]" if met else f"[red]missed by {number(missing, digits)}{unit}[/red]"
            yield f"  {label} {year}: {number(reached, digits)}{unit}, goal {number(asked, digits)}: {verdict}"
    yield (
        f"  New seats: {number(summary['seats_built'])} in {number(summary['parks_opened'])} "
        f"{'place' if summary['parks_opened'] == 1 else 'places'}; people trained "
        f"with a grant: {number(summary['trained'])}; mean way to work: {summary['commute_minutes_mean']:.0f} minutes"
    )


def _regions(run: Run, base: int, last: int) -> Any:
    """Jobs and seats by region in the base year and in the last, whole, so that they add up to the country's."""
    from siting.results import round_whole

    figures = run.table("regions").set_index(["region", "year"])[["jobs", "seats"]]
    whole = {
        (what, year): round_whole(figures[what].xs(year, level="year"))
        for what in ("jobs", "seats")
        for year in (base, last)
    }
    rows, sums = [], [0] * 5
    for region in run.summary["regions"]:
        jobs = [int(whole["jobs", year][region["code"]]) for year in (base, last)]
        seats = [int(whole["seats", year][region["code"]]) for year in (base, last)]
        line = [*jobs, jobs[1] - jobs[0], *seats]
        sums = [total + figure for total, figure in zip(sums, line, strict=True)]
        low, high = region.get("low"), region.get("high")
        span = "-" if low is None or high is None else f"{number(low)}-{number(high)}"
        rate = number(region["per_1000_active"], 1)
        rows.append([region["name_en"], *(number(figure) for figure in line), rate, span])
    rows.append(["[bold]Country[/bold]", *(f"[bold]{number(total)}[/bold]" for total in sums), "", ""])
    ends = [f"{what} {year}" for what, year in (("jobs", base), ("jobs", last))]
    columns = ["region", *ends, "added", f"seats {base}", f"seats {last}", "per 1,000 active", "same cost allows"]
    return table("Jobs and seats by region", columns, rows)


#: Where "paid by" would mislead: firms pay no such bill, the figure says how much dearer (or cheaper) their places are.
PAYERS = {
    "state": "paid by the state",
    "developer": "paid by developers",
    "firm": "firms, against the national mean",
    "worker": "commuting of workers",
}


#: What the terms of the cost are called where their key would not say it.
TERMS = {
    "training_cost": "training grants",
    "commuting_cost": "commuting",
    "build_cost": "building",
    "operating_difference": "differences in operating cost",
    "shortfall": "penalty for missed goals, not money",
}


def _costs(summary: Mapping[str, Any]) -> Any:
    """Discounted cost by payer and by what is paid; last the penalty for missed goals, which is no part of it."""
    from siting.results.summary import paid_mmad, penalty_mmad

    payers = summary["cost_by_payer_mmad"].items()
    rows = [[PAYERS.get(payer, f"paid by {payer}"), number(cost)] for payer, cost in payers if abs(cost) >= 0.5]
    rows.append(["[bold]all together[/bold]", f"[bold]{number(paid_mmad(summary))}[/bold]"])
    terms = [(TERMS.get(term, term.replace("_", " ")), cost) for term, cost in summary["cost_mmad"].items()]
    rows.append(["of which, by what it is for", ""])
    rows += [[f"  {term}", number(cost)] for term, cost in terms if abs(cost) >= 0.5 and term != TERMS["shortfall"]]
    if (penalty := penalty_mmad(summary)) >= 0.5:
        rows.append([TERMS["shortfall"], number(penalty)])
    return table("Cost over all years, present value", ["", "MAD million"], rows)


def _binding(entries: Sequence[Mapping[str, Any]], names: Mapping[str, str], weighted: bool) -> Iterator[list[str]]:
    """One line for each rule that costs something, with its dearest row; prices of weighted goals are not money."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        groups.setdefault(str(entry["block"]), []).append(entry)
    lines = []
    for block, rows in groups.items():
        rule, unit = RULES.get(block, (block.replace("_", " "), "unit"))
        worst = max(rows, key=lambda row: abs(row["price"]))
        mad = worst["price"] * (1.0 if block in _IN_MMAD else 1e6)
        if abs(mad) < (0.005 if block in _IN_MMAD else _LEAST_MAD):
            continue
        digits = 2 if block in _IN_MMAD else 0
        effect = f"{'costs' if mad > 0 else 'saves'} MAD {number(abs(mad), digits)} per {unit}"
        if weighted:
            of = {"export_goal": "million MAD of exports", "budget": "million MAD"}.get(block, unit)
            effect = f"{worst['price']:+.3g} per {of}"
        count = str(sum(int(row["rows"]) for row in rows))
        lines.append((abs(mad), [rule, _where(worst, names), effect, count]))
    for _, line in sorted(lines, key=lambda each: -each[0])[:_LINES]:
        yield line


def _where(entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Place, segment, skill, payer and year of a priced row, in words."""
    parts = [names.get(str(entry[key]), str(entry[key])) for key in ("zone", "region") if entry.get(key)]
    parts += [str(entry[key]) for key in ("group", "segment", "skill", "payer", "year") if entry.get(key)]
    return ", ".join(parts) or "whole country"


def _inequality(summary: Mapping[str, Any], last: int) -> Iterator[str]:
    """Gini, Theil and the region with the fewest jobs per active."""
    least = min(summary["regions"], key=lambda region: region["per_1000_active"])
    yield (
        f"Inequality between regions in {last}, jobs per active: Gini {summary['gini']:.3f} (0 is equal), "
        f"Theil {summary['theil']:.3f}."
    )
    for key, name in (("ordered_median", "Mean of the rates in order"), ("kolm_pollak", "Kolm-Pollak rate")):
        if key in summary:
            yield f"{name}: {summary[key]:.2f} jobs per 1,000 active."
    yield f"Least served: {least['name_en']}, {least['per_1000_active']:.1f} jobs per 1,000 active."


def _proof(run: Run) -> str:
    """The certificate in a sentence."""
    certificate = run.certificate
    if certificate.refuted:
        return f"[red]{certificate.verdict}[/red]"
    checked = number(certificate.rows_checked)
    best = _how_good(certificate, run.summary)
    colour = "yellow" if certificate.verdict.startswith("feasible") else "green"
    return (
        f"[{colour}]Verdict: {certificate.verdict}[/{colour}]. {checked} rules recomputed without the solver; {best}."
    )


def _how_good(certificate: Certificate, summary: Mapping[str, Any]) -> str:
    """What is proven about the plan shown. It may cost more than the cheapest: later goals use the tolerance."""
    if not (certificate.proven or certificate.verdict == "within gap"):
        return "a plan, not proven to be the best" + _stopped(summary)
    if summary["stages"][0]["objective"] == "weighted":
        if certificate.proven:
            return "no plan does better by the weights of the goals"
        return f"at most {_up(summary['gap'])} worse than the best by the weights of the goals"
    cost, bound = summary["objective_mmad"], summary["best_bound_mmad"]
    if certificate.proven and cost - bound <= 1e-6 * max(1.0, abs(bound)):
        return "no cheaper plan exists under these rules"
    share = f" ({_up((cost - bound) / bound)})" if bound > 0 else ""
    counted = " the penalty counted," if summary["cost_mmad"].get("shortfall", 0.0) >= 0.5 else ""  # it weighs as money
    dearer = f"at most MAD {number(math.ceil(cost - bound))} million{share} dearer,{counted} than the cheapest possible"
    dearer = dearer if counted else dearer.replace("dearer,", "dearer")
    return f"no plan is better, goal after goal; {dearer}" if certificate.proven else dearer


def _stopped(summary: Mapping[str, Any]) -> str:
    """What the solver's bound says of a plan at which it was stopped; nothing where it has none."""
    cost, bound = summary["objective_mmad"], summary["best_bound_mmad"]
    first = summary["stages"][0]["objective"]
    if first == "weighted" or bound is None or not (math.isfinite(bound) and 0 < bound < cost):
        return ""
    over = f"MAD {number(math.ceil(cost - bound))} million ({_up((cost - bound) / bound)})"
    return f"; by the solver's bound it is at most {over} dearer than the cheapest possible"


def _up(share: float) -> str:
    """A share in percent, rounded up: the words around it promise "at most"."""
    return f"{math.ceil(share * 1e4 - 1e-6) / 1e4:.2%}"


def print_certificate(folder: Path, certificate: Mapping[str, Any]) -> None:
    """The certificate of a run, figure by figure."""
    out = console()
    out.print(f"{folder}: {certificate['verdict']}", soft_wrap=True, markup=False)
    for name, value in certificate.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            shown = f"{value:,}" if isinstance(value, int) else f"{value:.2e}"
            out.print(f"  {name.replace('_', ' ')}: {shown}", markup=False)
    rows = [
        [
            f"{each['objective']}{' ' + str(each['round']) if each['round'] else ''}",
            f"{each['value']:,.6g}",
            f"{each['bound']:,.6g}",
            f"{each['gap_rel']:.1e}",
            "yes" if each["proven"] else "no",
        ]
        for each in certificate["stages"]
    ]
    out.print(table("Stages", ["stage", "value", "bound proven", "gap", "proven"], rows))
    for reason in certificate["reasons"]:
        out.print(f"  - {reason}", soft_wrap=True, markup=False)

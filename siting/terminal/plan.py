"""A plan and its proof on the terminal, for somebody who has to explain them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from siting.terminal.binding import Binding
from siting.terminal.output import console, number, table

__all__ = ["PlanView", "print_certificate", "print_plan"]

ESTIMATE = (
    "Estimate: where the 148,500 jobs of 2024 stand, and wages and rents by region, are not published. The split used "
    "here is this project's own; one file replaces it."
)


@dataclass(frozen=True)
class PlanView:
    """What the terminal shows of a run: figures and words, no tables of the engine.

    ``goals`` holds (goal, unit, asked, planned); ``seats`` maps a region to its seats in the base year and the last.
    """

    folder: Path
    summary: Mapping[str, Any]
    certificate: Mapping[str, Any]
    proven: bool
    base_year: int
    last_year: int
    goals: Sequence[tuple[str, str, float, float]]
    seats: Mapping[str, tuple[float, float]]
    names: Mapping[str, str]
    binding: Sequence[Binding] = field(default_factory=tuple)
    note: str = ESTIMATE


def print_plan(view: PlanView) -> None:
    """Goals, regions, cost, inequality, what binds, proof, where the run is."""
    out = console()
    out.print()
    for line in _headline(view):
        out.print(line)
    out.print()
    out.print(_regions(view))
    out.print(_costs(view.summary))
    if view.binding:
        out.print(_binding(view.binding))
    for line in _inequality(view):
        out.print(line)
    out.print()
    out.print(_proof(view))
    if view.note:
        out.print(f"[dim]{view.note}[/dim]")
    out.print(f"Run: {view.folder}", soft_wrap=True)


def _headline(view: PlanView) -> list[str]:
    """Each goal with what the plan reaches and by how much it misses."""
    lines = [f"[bold]Plan {view.base_year + 1}-{view.last_year}[/bold]"]
    for goal, unit, asked, planned in view.goals:
        missing = asked - planned
        met = missing <= 1e-6 * max(1.0, abs(asked))
        verdict = "[green]met[/green]" if met else f"[red]missed by {number(missing)} {unit}[/red]"
        lines.append(f"  {goal}: {number(planned)} {unit} (goal {number(asked)}), {verdict}")
    built, parks = view.summary.get("seats_built"), view.summary.get("parks_opened")
    trained = view.summary.get("trained")
    lines.append(
        f"  New seats: {number(built)}; parks opened: {_count(parks)}; people trained with a grant: {number(trained)}"
    )
    return lines


def _count(value: Any) -> str:
    """How many, of a number or of a list."""
    return str(len(value)) if isinstance(value, list | tuple) else number(value)


def _regions(view: PlanView) -> Any:
    """Jobs and seats by region in the base year and in the last."""
    base, last = view.base_year, view.last_year
    rows, sums = [], [0.0] * 5
    for region in view.summary["regions"]:
        seats = view.seats.get(region["code"], (float("nan"), float("nan")))
        figures = [region[f"jobs_{base}"], region[f"jobs_{last}"], region["added"], *seats]
        sums = [total + float(figure) for total, figure in zip(sums, figures, strict=True)]
        low, high = region.get("low"), region.get("high")
        span = "-" if low is None or high is None else f"{number(low)} - {number(high)}"
        shown = [number(figure) for figure in figures]
        rows.append(
            [
                view.names.get(region["code"], region["code"]),
                *shown,
                number(region["per_1000_active"], 1),
                span,
            ]
        )
    rows.append(["[bold]Country[/bold]", *(f"[bold]{number(total)}[/bold]" for total in sums), "", ""])
    columns = [
        "region", f"jobs {base}", f"jobs {last}", "added", f"seats {base}", f"seats {last}", "per 1,000 active",
        "same cost allows",
    ]  # fmt: skip
    return table("Jobs and seats by region", columns, rows)


def _costs(summary: Mapping[str, Any]) -> Any:
    """Discounted cost by payer and by what is paid."""
    payers = [[f"{payer} pays", number(cost)] for payer, cost in summary["cost_by_payer_mmad"].items()]
    terms = [
        [f"  {term.replace('_', ' ')}", number(cost)] for term, cost in summary["cost_mmad"].items() if abs(cost) >= 0.5
    ]
    total = [["[bold]all payers[/bold]", f"[bold]{number(summary['objective_mmad'])}[/bold]"]]
    rows = [*payers, *total, *([["of which", ""]] if terms else []), *terms]
    return table("Cost, MAD million, discounted", ["", "MAD million"], rows)


def _binding(rules: Sequence[Binding]) -> Any:
    """What holds the plan back and what one more unit of it would bring."""
    rows = [
        [
            each.rule,
            each.where,
            f"{'saves' if each.worth_mad > 0 else 'costs'} {number(abs(each.worth_mad))} per {each.unit}",
            str(each.rows),
        ]
        for each in rules
    ]
    columns = ["rule", "dearest at", "one more unit, MAD", "rows"]
    return table("What holds the plan back (prices on the least cost)", columns, rows, left=3)


def _inequality(view: PlanView) -> list[str]:
    """Gini, Theil and the region with the fewest jobs per active."""
    summary = view.summary
    regions = summary["regions"]
    least = min(regions, key=lambda region: region["per_1000_active"])
    name = view.names.get(least["code"], least["code"])
    return [
        f"Inequality of jobs per active between regions in {view.last_year}: Gini {summary['gini']:.3f} (0 is equal), "
        f"Theil {summary['theil']:.3f}.",
        f"Least served: {name}, {least['per_1000_active']:.1f} jobs per 1,000 active.",
    ]


def _proof(view: PlanView) -> str:
    """The certificate in a sentence."""
    summary, gap = view.summary, view.summary.get("gap") or 0.0
    if not view.proven:
        return "[red]The proof does not hold[/red]: see certificate.json in the run folder."
    checked = number(view.certificate.get("rows_checked"))
    best = (
        "no cheaper plan exists under these rules" if gap < 1e-6 else f"at most {gap:.2%} above the cheapest possible"
    )
    return f"[green]Proof holds[/green] ({summary['status']}): {checked} rows recomputed without the solver; {best}."


def print_certificate(folder: Path, certificate: Mapping[str, Any], holds: bool) -> None:
    """The certificate of a run, figure by figure."""
    out = console()
    verdict = "[green]proof holds[/green]" if holds else "[red]proof does not hold[/red]"
    out.print(f"{folder}: {verdict}", soft_wrap=True)
    for name, value in certificate.items():
        if isinstance(value, list | tuple):
            out.print(f"  {name}: {len(value)}")
            for each in value[:20]:
                out.print(f"    {each}", soft_wrap=True, markup=False)
        elif isinstance(value, float):
            out.print(f"  {name}: {value:.3g}")
        else:
            out.print(f"  {name}: {value}", markup=False)

"""The rest of a plan as a model of its own: the last observed year becomes the base year.

A pure function on `Inputs`: no rule of the mathematics changes. If the years up to T0 went exactly as planned, the
rebased model is the tail of the old one, so that by the principle of optimality (Bellman 1957) the rest of the old plan
is an optimum of it; rolling-horizon planning after Sethi and Sorger (1991). The rules are told in `docs/replan.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from siting.analysis.replan.cost import observed_rise, premiums_owed, restated
from siting.analysis.replan.notes import Note
from siting.analysis.replan.people import overdraft, people_at_hand, people_needed
from siting.analysis.replan.rules import Past, later_rules

if TYPE_CHECKING:
    from siting.analysis.replan.outturn import Outturn
    from siting.model.inputs import Inputs

__all__ = ["Rebased", "rebase"]

#: Jobs, seats and people below this are not worth a note.
_NONE = 0.5
#: At most so many places are named in a note.
_NAMED = 5


@dataclass(frozen=True)
class Rebased:
    """The model of the years that are left, and what had to be assumed or decided to get it."""

    inputs: Inputs
    notes: tuple[Note, ...]


def rebase(
    inputs: Inputs,
    outturn: Outturn,
    plan: Mapping[str, pd.DataFrame],
    *,
    stated: Collection[int] | None = None,
) -> Rebased:
    """The model of the years after the observed ones.

    ``plan`` holds the tables ``jobs`` and ``seats`` of the plan that ``inputs`` led to: decisions that were begun are
    finished as it said. ``stated`` are the years whose jobs goal was stated, the others lie on a path to them;
    ``None``: every goal was stated. Money of the new model is that of the last observed year. Raises `Infeasible` when
    premiums owed for past hires exceed a budget of the state.
    """
    last = outturn.years[-1]
    notes = list(outturn.notes)
    zones = pd.Index(inputs.zones["zone"])
    now = outturn.jobs[outturn.jobs["year"] == last]
    delivered = outturn.seats.groupby("zone")["seats_delivered"].sum().reindex(zones, fill_value=0.0)
    past_years = inputs.zone_year[inputs.zone_year["year"] <= last]
    committed = past_years.groupby("zone")["seats_committed"].sum().reindex(zones, fill_value=0.0)
    built = (delivered - committed).clip(lower=0.0)
    late = (committed - delivered).clip(lower=0.0)
    past = Past(
        last=last,
        jobs=now.groupby("zone")["jobs"].sum(),
        built=built,
        delivered=delivered,
        owed=premiums_owed(inputs, observed_rise(inputs, outturn.jobs), last).groupby("year").sum(),
        planned=plan["seats"],
        planned_jobs=float(plan["jobs"].loc[plan["jobs"]["year"] == inputs.scalars.years[-1], "jobs"].sum()),
    )
    scalars, told = later_rules(inputs, past, stated)
    notes += told
    if float(late.sum()) >= _NONE:
        first = scalars.years[0]
        notes.append(Note("replan-note-late", {"seats": float(late.sum()), "zones": _most(late), "year": first}))
    made = replace(
        inputs,
        scalars=scalars,
        zones=_zones(inputs, past, now, notes),
        zone_segment=_baseline(inputs, now),
        zone_segment_year=_later(inputs.zone_segment_year, last),
        zone_year=_zone_year(inputs, late, last),
        pool=_later(inputs.pool, last),
        staff_start=_staff(inputs, outturn, now, notes),
        arcs=_arcs(inputs, past, notes),
        segments=_later(inputs.segments, last),
        labels=_labels(inputs, outturn, past),
        indicators=_later(inputs.indicators, last - 1) if "year" in inputs.indicators else inputs.indicators,
    )
    return Rebased(made, tuple(notes))


def _later(table: pd.DataFrame, last: int) -> pd.DataFrame:
    """Rows of years after ``last``."""
    return table[table["year"] > last].reset_index(drop=True)


def _most(values: pd.Series, least: float = _NONE) -> tuple[str, ...]:
    """The zones with the most, largest first, none with fewer than ``least``."""
    most = values[values >= least].sort_values(ascending=False, kind="stable")
    return tuple(str(zone) for zone in most.index[:_NAMED])


def _zones(inputs: Inputs, past: Past, now: pd.DataFrame, notes: list[Note]) -> pd.DataFrame:
    """Seats that were delivered stand, those beyond commitments use up room, and a park that stands is opened no more.

    Seats that stand are never fewer than the observed jobs use: a file of whole figures may be half a seat off.
    """
    zones = inputs.zones.copy()
    code = zones["zone"]
    rate = inputs.segments[inputs.segments["year"] == past.last].set_index("segment")["seats_per_job"]
    used = (now["jobs"] * now["segment"].map(rate)).groupby(now["zone"]).sum()
    delivered, built = (series.reindex(code).to_numpy(dtype=float) for series in (past.delivered, past.built))
    stand = zones["seats_start"].to_numpy(dtype=float) + delivered
    zones["seats_start"] = np.maximum(stand, used.reindex(code, fill_value=0.0).to_numpy(dtype=float))
    over = np.maximum(built - zones["max_new_seats"].to_numpy(dtype=float), 0.0)
    if over.sum() >= _NONE:
        beyond = pd.Series(over, index=pd.Index(code))
        notes.append(Note("replan-note-room", {"seats": float(over.sum()), "zones": _most(beyond)}))
    zones["max_new_seats"] = np.maximum(zones["max_new_seats"] - built, 0.0)
    fee = zones["opening_cost"] * restated(inputs, past.last)
    zones["opening_cost"] = np.where(delivered >= _NONE, 0.0, fee).astype(float)
    return zones


def _baseline(inputs: Inputs, now: pd.DataFrame) -> pd.DataFrame:
    """Observed jobs at the end of the last observed year, by zone and segment."""
    table = now[["zone", "segment", "jobs"]].rename(columns={"jobs": "baseline_jobs"})
    kept = {"zone": inputs.zone_segment["zone"].dtype, "segment": inputs.zone_segment["segment"].dtype}
    return table.sort_values(["zone", "segment"]).reset_index(drop=True).astype({**kept, "baseline_jobs": "float64"})


def _zone_year(inputs: Inputs, late: pd.Series, last: int) -> pd.DataFrame:
    """Commitments of later years stay; what should have been delivered and was not comes in the first open year."""
    table = _later(inputs.zone_year, last)
    first = table["year"] == last + 1
    table.loc[first, "seats_committed"] += late.reindex(table.loc[first, "zone"]).to_numpy(dtype=float)
    return table


def _staff(inputs: Inputs, outturn: Outturn, now: pd.DataFrame, notes: list[Note]) -> pd.DataFrame:
    """People at hand, and those whom reality hired beyond what the recruit rates give within the commute."""
    supply = people_at_hand(inputs, outturn)
    more = overdraft(inputs, supply, people_needed(inputs, now[["zone", "segment", "jobs"]]))
    if float(more.sum()) >= _NONE:
        where = more.groupby("zone").sum()
        notes.append(Note("replan-note-overdraft", {"people": float(more.sum()), "zones": _most(where, least=0.0)}))
    table = inputs.staff_start.copy()
    keys = pd.MultiIndex.from_frame(table[["zone", "skill"]])
    whole = supply.reindex(keys).to_numpy(dtype=float) + more.reindex(keys, fill_value=0.0).to_numpy(dtype=float)
    table["baseline_staff"] = whole
    return table


def _arcs(inputs: Inputs, past: Past, notes: list[Note]) -> pd.DataFrame:
    """A place with observed jobs where the model saw none gets a way from itself to itself, of middling length."""
    arcs = inputs.arcs
    own = arcs[arcs["origin"] == arcs["zone"]]
    lacking = sorted(set(past.jobs.index[past.jobs.to_numpy() > 0]) - set(own["zone"]))
    if not lacking:
        return arcs
    minutes = float(own["minutes"].median()) if len(own) else 0.0
    notes.append(Note("replan-note-arc", {"zones": tuple(lacking[:_NAMED]), "minutes": minutes}))
    more = pd.DataFrame({"origin": lacking, "zone": lacking, "minutes": minutes}).astype(arcs.dtypes.to_dict())
    return pd.concat([arcs, more]).sort_values(["origin", "zone"]).reset_index(drop=True)


def _labels(inputs: Inputs, outturn: Outturn, past: Past) -> pd.DataFrame:
    """What was observed is no estimate; where seats were delivered a park stands."""
    labels = inputs.labels.copy()
    if "estimate" in labels:
        taken = outturn.jobs[(outturn.jobs["year"] == past.last) & (outturn.jobs["source"] == "plan")]
        labels["estimate"] = labels["zone"].isin(set(taken["zone"])).astype(bool)
    if "standing_park" in labels:
        stands = past.delivered.reindex(labels["zone"]).to_numpy(dtype=float) >= _NONE
        labels["standing_park"] = labels["standing_park"].to_numpy(dtype=bool) | stands
    return labels

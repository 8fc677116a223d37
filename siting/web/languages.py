"""In which language an answer speaks: what the program says in English, told in the language of who asks.

Work, plans and problems are English inside the server; a route tells them by way of a `Speaker`, an error handler by
way of `spoken_problems`. Who does not ask for French or Arabic (``Accept-Language``) gets English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, cast, get_args

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel

from siting.web.schemas import Language, Problems

__all__ = ["AskedLanguage", "Speaker", "language_of", "place_names", "spoken_problems"]

#: Most characters of the header that are looked at.
LONGEST = 400
_SPOKEN = get_args(Language)


def language_of(accepted: str) -> Language:
    """The best of our languages for an ``Accept-Language`` header: the highest ``q``, then the first; else English."""
    best, most = "en", 0.0
    for part in accepted[:LONGEST].split(","):
        name, _, weight = part.partition(";")
        lang = name.strip().lower().split("-")[0]
        try:
            q = float(weight.strip().removeprefix("q=")) if weight.strip() else 1.0
        except ValueError:
            continue
        if lang in _SPOKEN and most < q <= 1:
            best, most = lang, q
    return cast("Language", best)


class Speaker:
    """Tells the answers of routes in the language of who asks, and says so in the headers."""

    def __init__(self, request: Request, response: Response, language: str) -> None:
        self.lang = language_of(language)
        self._response = response
        self._folders = tuple(request.app.state.config.models.values())

    def tell[Answer](self, answer: Answer) -> Answer:
        """An answer with its progress, reasons and problems in the language; what has no translation stays English.

        Takes up to a second where the first name of a place is asked for: not for the loop of the server.
        """
        told = _Told(self.lang, lambda code: place_names(self._folders, self.lang).get(code, code))
        spoken = told.of(answer)
        self._response.headers.update(told.headers)
        return cast("Answer", spoken)


async def _asked(
    request: Request,
    response: Response,
    language: Annotated[
        str,
        Header(
            alias="Accept-Language",
            description="Language of progress, reasons and problems: fr, ar, or English, which others get.",
        ),
    ] = "",
) -> Speaker:
    """In the loop of the server: as a class it would cost each request a change of threads."""
    return Speaker(request, response, language)


AskedLanguage = Annotated[Speaker, Depends(_asked)]


def spoken_problems(problems: Problems, request: Request) -> tuple[Problems, dict[str, str]]:
    """The body of an error in the language of who asks, and the headers that say so."""
    told = _Told(language_of(request.headers.get("accept-language", "")), str)
    return told.of(problems), told.headers


@lru_cache(maxsize=32)
def place_names(folders: tuple[Path, ...], lang: Language) -> Mapping[str, str]:
    """Code -> name and code of every zone and region of models; without those of which they do not agree."""
    from siting.config import open_model
    from siting.errors import SitingError
    from siting.regions import load_dataset

    found: dict[str, set[str]] = {}
    for folder in folders:
        try:
            model = open_model(folder).with_settings()
            zones = load_dataset(model.data_folder, model.overrides_folder).table("zones")
        except SitingError:
            continue  # who plans with it is told
        for code, name in zip(zones["code"].astype(str), zones[f"name_{lang}"].fillna("").astype(str), strict=True):
            found.setdefault(code, set()).add(name)
    return {code: f"{name} ({code})" for code, names in found.items() if len(names) == 1 and (name := min(names))}


class _Told:
    """Texts told in a language, and whether any had to stay English."""

    def __init__(self, lang: Language, called: Callable[[str], str]) -> None:
        self._lang, self._called = lang, called
        self._heard: set[str] = set()

    @property
    def headers(self) -> dict[str, str]:
        """Which languages the texts are in, and that it depends on who asks."""
        first = [self._lang] if self._lang in self._heard else []
        heard = [*first, *sorted(self._heard - {self._lang})]
        return {"vary": "Accept-Language", **({"content-language": ", ".join(heard)} if heard else {})}

    def of(self, answer: Any) -> Any:
        """An answer, or a part of one, with its texts told."""
        if isinstance(answer, list):
            return [self.of(each) for each in answer]
        if isinstance(answer, BaseModel):
            held = {name: getattr(answer, name) for name in type(answer).model_fields}
            return answer.model_copy(update=self._changes(held))
        if isinstance(answer, dict):
            return {**answer, **self._changes(answer)}
        return answer

    def _changes(self, held: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that hold texts of the program, or what holds such."""
        from siting.words.messages import say_place, say_value

        changes: dict[str, Any] = {name: self.of(held[name]) for name in ("progress", "problems") if held.get(name)}
        changes |= {name: self._text(held[name]) for name in ("message", "remedy") if held.get(name)}
        if held.get("reasons"):
            changes["reasons"] = [self._text(each) for each in held["reasons"]]
        if "remedy" in held:
            changes["place"] = say_place(held["place"], self._lang)
            changes["value"] = None if held["value"] is None else say_value(held["value"], self._lang)
        return changes

    def _text(self, text: str) -> str:
        """A text, line by line."""
        return "\n".join(self._line(line) for line in text.split("\n"))

    def _line(self, line: str) -> str:
        from siting.words.messages import translated

        told = translated(line, self._lang, self._called) if line else line
        if line:
            self._heard.add("en" if told is None else self._lang)
        return line if told is None else told

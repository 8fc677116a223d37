"""The look of maps, charts and documents: fonts, colours, sizes, logo. One file that a ministry can replace."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

from siting.config.yaml import read_yaml
from siting.errors import InvalidInput, ModelError, Problem

__all__ = ["Colours", "Fonts", "Sizes", "Style", "StyleError", "default_style", "load_style", "template"]

_DEFAULT = Path(__file__).with_name("default-style.yaml")
_LOGOS = (".png", ".svg")


class StyleError(InvalidInput):
    """A style file that cannot be used; holds every problem found."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _colour(text: str) -> str:
    from matplotlib.colors import is_color_like

    if not (text.startswith("#") and is_color_like(text)):
        raise ValueError("is not a colour: write #rrggbb")
    return text


def _odd(colours: tuple[str, ...]) -> tuple[str, ...]:
    if len(colours) % 2 == 0:
        raise ValueError("needs an odd number of colours: the middle one is for no change")
    return colours


Colour = Annotated[str, AfterValidator(_colour)]
Points = Annotated[float, Field(ge=4, le=72, allow_inf_nan=False)]


class Fonts(_Part):
    """Families, in the order in which a letter is looked for, and files of families that siting does not bring."""

    latin: str
    arabic: str
    fallback: str
    files: tuple[str, ...] = ()


class Colours(_Part):
    """Colours as #rrggbb."""

    ink: Colour
    muted: Colour
    rule: Colour
    paper: Colour
    accent: Colour
    none: Colour
    missing: Colour
    zone_border: Colour
    region_border: Colour
    standing: Colour
    new: Colour
    gain: Colour
    loss: Colour
    hatch: Colour
    sequential: Annotated[tuple[Colour, ...], Field(min_length=3, max_length=9)]
    diverging: Annotated[tuple[Colour, ...], Field(min_length=3, max_length=11), AfterValidator(_odd)]
    qualitative: Annotated[tuple[Colour, ...], Field(min_length=4, max_length=12)]


class Sizes(_Part):
    """Sizes of text in points."""

    title: Points
    subtitle: Points
    region: Points
    place: Points
    legend: Points
    note: Points
    body: Points


class Style(_Part):
    """A whole style. ``folder`` is where its relative paths start from."""

    fonts: Fonts
    colours: Colours
    sizes: Sizes
    logo: str | None = None
    logo_height: Annotated[float, Field(gt=0, le=2, allow_inf_nan=False)]
    publisher: str | None = None
    dpi: Annotated[int, Field(ge=72, le=1200)]
    _folder: Path = PrivateAttr(default=_DEFAULT.parent)

    @property
    def font_files(self) -> tuple[Path, ...]:
        """Font files of the style, as paths that can be opened."""
        return tuple(self._folder / name for name in self.fonts.files)

    @property
    def logo_file(self) -> Path | None:
        """The picture of the publisher."""
        return None if self.logo is None else self._folder / self.logo


def template() -> str:
    """The default style file with its comments, to copy and change."""
    return _DEFAULT.read_text("utf-8")


@cache
def default_style() -> Style:
    """The style of siting itself."""
    return Style.model_validate(read_yaml(_DEFAULT).data)


def load_style(path: Path | str | None) -> Style:
    """The style of a file laid over the default; the default for None.

    Raises `StyleError` with every problem: unknown keys, wrong colours or sizes, fonts or a logo that are not there,
    letters that no font of the style has.
    """
    from siting.report.page.fonts import font_problems

    if path is None:
        return default_style()
    file = Path(path)
    if not file.exists():
        raise StyleError.one(str(path), "no such style file", remedy="siting style --out FILE writes one to start from")
    try:
        document = read_yaml(file)
    except ModelError as error:
        raise StyleError(error.problems) from error
    merged = _laid_over(read_yaml(_DEFAULT).data, document.data)
    try:
        style = Style.model_validate(merged)
    except ValidationError as error:
        raise StyleError(_problem(item, file, document.lines) for item in error.errors(include_url=False)) from error
    style._folder = file.resolve().parent
    if problems := [*_logo_problems(style, file), *font_problems(style, file)]:
        raise StyleError(problems)
    return style


def _laid_over(base: Any, changes: Any) -> Any:
    """Changes over a base, mapping by mapping; a list or a value replaces the old one whole."""
    if not (isinstance(base, dict) and isinstance(changes, dict)):
        return changes
    return {**base, **{key: _laid_over(base.get(key), value) for key, value in changes.items()}}


def _problem(item: Any, file: Path, lines: dict[tuple[str | int, ...], int]) -> Problem:
    path = tuple(item["loc"])
    line = next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)
    place = f"{file}:{line}" if line else str(file)
    name = ".".join(map(str, path))
    if item["type"] == "extra_forbidden":
        return Problem(f"{place}, {name}", "no such key in a style file", remedy="siting style shows all keys")
    message = str(item["msg"]).removeprefix("Value error, ")
    return Problem(f"{place}, {name}", message, str(item["input"]), "siting style shows the default")


def _logo_problems(style: Style, file: Path) -> list[Problem]:
    from siting.report.page.logo import logo_array

    logo = style.logo_file
    if logo is None:
        return []
    place = f"{file}, logo"
    if logo.suffix.lower() not in _LOGOS:
        return [Problem(place, "is not a picture that can be used", str(style.logo), "name a .png or .svg file")]
    if not logo.is_file():
        return [Problem(place, "no such file", str(style.logo), "paths start at the folder of the style file")]
    try:
        logo_array(logo)
    except StyleError as error:
        return list(error.problems)
    return []

"""Fonts of a style: found, loaded, and checked for the letters of the three languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from siting.errors import Problem
from siting.words import Lang

if TYPE_CHECKING:
    from siting.report.page.style import Style

__all__ = ["FONTS", "families", "font_folders", "font_problems", "use_fonts"]

#: The fonts that come with siting (SIL Open Font License, see LICENSE.txt there).
FONTS = Path(__file__).parents[1] / "fonts"

#: Letters that a style has to be able to write: one word of each script, figures, signs and no-break spaces.
_NEEDED = {
    "fr": "Évaluation de l’Oriental « çà œuvre » 0123456789,.%+\u2212\u202f\u00a0·–",
    "ar": "مناصب الشغل لكل نشيط حسب الجهة، أإآئؤء؛؟ 0123456789",
    "en": "Jobs in 2030: “seats” 0123456789,.%+\u2212",
}


def families(style: Style, lang: Lang) -> list[str]:
    """Families in the order in which a letter is looked for: in Arabic the Arabic one first."""
    own = style.fonts
    first = [own.arabic, own.latin] if lang == "ar" else [own.latin, own.arabic]
    return list(dict.fromkeys([*first, own.fallback]))


def font_folders(style: Style) -> list[Path]:
    """Folders where the files of a style's fonts are: its own, siting's, matplotlib's (DejaVu)."""
    from matplotlib import get_data_path

    own = [file.parent for file in style.font_files]
    return list(dict.fromkeys([*own, FONTS, Path(get_data_path()) / "fonts" / "ttf"]))


@cache
def _added(file: Path) -> str:
    """Make matplotlib know a font file; its family. Raises ``RuntimeError`` or ``OSError`` for one that is broken."""
    from matplotlib import font_manager

    font_manager.fontManager.addfont(file)
    return str(font_manager.fontManager.ttflist[-1].name)


def use_fonts(style: Style) -> None:
    """Make matplotlib know the fonts of a style; once for each file."""
    for file in [*sorted(FONTS.glob("*.ttf")), *style.font_files]:
        _added(file)


def font_problems(style: Style, file: Path) -> list[Problem]:
    """Fonts that are missing or broken, and letters that none of the style's fonts has."""
    from matplotlib import font_manager

    problems = []
    for name, path in zip(style.fonts.files, style.font_files, strict=True):
        try:
            _added(path)
        except (OSError, RuntimeError) as error:
            remedy = "paths start at the folder of the style file" if not path.exists() else "name a .ttf or .otf file"
            problems.append(Problem(f"{file}, fonts.files", f"cannot be read: {error}", name, remedy))
    for own in sorted(FONTS.glob("*.ttf")):
        _added(own)
    known = {font.name for font in font_manager.fontManager.ttflist}
    for key in ("latin", "arabic", "fallback"):
        family = getattr(style.fonts, key)
        if family not in known:
            remedy = "install the font, or name its file under fonts.files"
            problems.append(Problem(f"{file}, fonts.{key}", "no such font on this machine", family, remedy))
    if not problems:
        use_fonts(style)
        letters = set().union(*(_letters(family) for family in families(style, "fr")))
        for lang, needed in _NEEDED.items():
            if lacking := "".join(sorted(letter for letter in set(needed) if ord(letter) not in letters)):
                remedy = "name a family that has them as fonts.latin, fonts.arabic or fonts.fallback"
                problems.append(Problem(f"{file}, fonts", f"no font has these letters ({lang})", lacking, remedy))
    return problems


@cache
def _letters(family: str) -> frozenset[int]:
    """Code points that a family has."""
    from matplotlib import font_manager

    path = font_manager.findfont(family, fallback_to_default=False)
    return frozenset(font_manager.get_font(path).get_charmap())

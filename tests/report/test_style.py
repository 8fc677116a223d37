"""A style file: laid over the default, refused with every problem, and what is drawn uses it."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import pytest
from PIL import Image

from siting.errors import InvalidInput
from siting.report.page.fonts import FONTS, families, use_fonts
from siting.report.page.labels import Box
from siting.report.page.sheet import MARGIN, Sheet, new_sheet
from siting.report.page.style import default_style, load_style, template
from siting.words import LANGS, Lang

DEJAVU = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf"


def _write(folder: Path, text: str) -> Path:
    file = folder / "style.yaml"
    file.write_text(text, "utf-8")
    return file


def test_the_template_is_the_default(tmp_path: Path) -> None:
    assert load_style(_write(tmp_path, template())).model_dump() == default_style().model_dump()
    assert load_style(None) is default_style()


def test_a_style_keeps_what_it_does_not_say(tmp_path: Path) -> None:
    style = load_style(_write(tmp_path, 'colours: {accent: "#006233"}\nsizes: {title: 18}\npublisher: Ministère\n'))
    assert (style.colours.accent, style.sizes.title, style.publisher) == ("#006233", 18, "Ministère")
    assert style.colours.ink == default_style().colours.ink
    assert style.fonts == default_style().fonts


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    text = (
        'colours:\n  ink: red\n  accent: "#12"\n  diverging: ["#000000", "#111111", "#222222", "#333333"]\n'
        "sizes:\n  title: 2\n  huge: 3\nfonts: {latin: 7}\ndpi: many\nunknown: 1\n"
    )
    with pytest.raises(InvalidInput) as caught:
        load_style(_write(tmp_path, text))
    places = [problem.place.removeprefix(f"{tmp_path}/") for problem in caught.value.problems]
    assert sorted(places) == [
        "style.yaml:10, unknown", "style.yaml:2, colours.ink", "style.yaml:3, colours.accent",
        "style.yaml:4, colours.diverging", "style.yaml:6, sizes.title", "style.yaml:7, sizes.huge",
        "style.yaml:8, fonts.latin", "style.yaml:9, dpi",
    ]  # fmt: skip
    assert all(problem.remedy for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fonts: {latin: No Such Family}\n", "no such font on this machine"),
        ("fonts: {files: [gone.ttf]}\n", "cannot be read"),
        ("logo: gone.png\n", "no such file"),
        ("logo: style.yaml\n", "is not a picture that can be used"),
        ("fonts: {latin: IBM Plex Sans, arabic: IBM Plex Sans, fallback: IBM Plex Sans}\n", "has these letters (ar)"),
        ("[1, 2]\n", ""),
    ],
)
def test_what_is_not_there_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_style(_write(tmp_path, text))
    assert words in str(caught.value)


def test_a_style_that_is_not_there() -> None:
    with pytest.raises(InvalidInput, match="no such style file"):
        load_style("nowhere/style.yaml")


def test_a_font_of_the_ministry_is_used(tmp_path: Path) -> None:
    (tmp_path / "own.ttf").write_bytes(DEJAVU.read_bytes())
    style = load_style(_write(tmp_path, "fonts: {latin: DejaVu Serif, files: [own.ttf]}\n"))
    assert families(style, "fr")[0] == "DejaVu Serif"
    assert families(style, "ar")[0] == "IBM Plex Sans Arabic"
    with new_sheet((4, 2), "fr", style) as sheet:
        drawn = sheet.write(sheet.axes(Box(0, 0, 4, 2)), 1, 1, "Oriental")
        assert drawn.get_fontname() == "DejaVu Serif"


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_begins_where_its_language_does(lang: Lang) -> None:
    with new_sheet((6, 4), lang, default_style()) as sheet:
        below = sheet.header("270\u202f000", "2030")
        above = sheet.footer(("2024", "x " * 120))
        renderer = sheet.figure.canvas.get_renderer()
        extents = [text.get_window_extent(renderer) for text in sheet.figure.texts]
        dots = sheet.figure.dpi
        assert 0 < above < below < 4
        if lang == "ar":
            assert all(abs(extent.x1 / dots - (6 - MARGIN)) < 0.05 for extent in extents)
        else:
            assert all(abs(extent.x0 / dots - MARGIN) < 0.05 for extent in extents)
        assert all(extent.x0 >= 0 and extent.x1 <= 6 * dots for extent in extents)


def _logo_centre(sheet: Sheet) -> float:
    box = next(axes for axes in sheet.figure.axes if axes.images).get_position()
    return (box.x0 + box.x1) / 2


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_logo_stands_opposite_to_where_reading_begins(tmp_path: Path, kind: str) -> None:
    if kind == "png":
        Image.new("RGBA", (40, 20), "#006233").save(tmp_path / "logo.png")
    else:
        shape = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
        (tmp_path / "logo.svg").write_text(shape, "utf-8")
    style = load_style(_write(tmp_path, f"logo: logo.{kind}\n"))
    for lang in LANGS:
        with new_sheet((6, 4), lang, style) as sheet:
            sheet.header("Titre", "")
            assert (_logo_centre(sheet) < 0.5) == (lang == "ar")


def test_a_logo_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    with pytest.raises(InvalidInput, match="not a picture"):
        load_style(_write(tmp_path, "logo: logo.png\n"))


def test_shipped_fonts_have_every_letter_that_the_catalogue_uses() -> None:
    from siting.report.page.fonts import _letters

    use_fonts(default_style())
    have = set().union(*(_letters(family) for family in families(default_style(), "ar")))
    home = FONTS.parents[1] / "words"
    for lang in LANGS:
        used = {letter for file in (home / lang).glob("*.ftl") for letter in file.read_text("utf-8")}
        # Marks of direction are instructions to whoever sets the line; they are never drawn.
        marks = {chr(code) for code in (0x200E, 0x200F, *range(0x2066, 0x206A))}
        assert "".join(sorted(letter for letter in used - marks - {"\n"} if ord(letter) not in have)) == ""

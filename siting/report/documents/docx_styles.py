"""The style of a publisher as styles of Word, so that editing keeps the look."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from siting.report.documents.docx_text import parsed
from siting.report.documents.setting import readable
from siting.report.page.style import Style
from siting.words import Lang

__all__ = ["LANGUAGES", "TABLE", "apply_styles"]

#: Language tags (BCP 47) of the runs: the Latin and the Arabic ones.
LANGUAGES: dict[Lang, tuple[str, str]] = {
    "fr": ("fr-MA", "ar-MA"), "ar": ("fr-MA", "ar-MA"), "en": ("en-GB", "ar-MA")
}  # fmt: skip
TABLE = "SitingTable"
#: Styles that every document of python-docx has already.
_BUILT_IN = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet",
             "List Number", "Header", "Footer")  # fmt: skip


def apply_styles(document: Any, style: Style, lang: Lang) -> None:
    """Give the built-in styles of a python-docx document the publisher's look, and add those that Word lacks."""
    colours = style.colours
    ink, muted, accent, loss = (
        readable(each, colours).lstrip("#") for each in (colours.ink, colours.muted, colours.accent, colours.loss)
    )
    rule, body = colours.rule.lstrip("#"), style.sizes.body
    small, lead, title = 0.82 * body, 1.15 * body, 1.45 * style.sizes.title
    line = '<w:pBdr><w:{} w:val="single" w:sz="{}" w:space="{}" w:color="{}"/></w:pBdr>'
    sheet: dict[str, tuple[float, bool, str, str, str]] = {
        # name: size, bold, colour, properties before the direction, spacing and what follows
        "Normal": (body, False, ink, "", _spacing(0, 6, 1.15)),
        "Title": (title, True, ink, "<w:keepNext/>", _spacing(6, 4, 1.05)),
        "Subtitle": (1.1 * body, False, muted, "", _spacing(0, 2)),
        "Heading 1": (1.4 * body, True, accent, "<w:keepNext/><w:keepLines/>", _spacing(18, 5) + _level(0)),
        "Heading 2": (1.15 * body, True, ink, "<w:keepNext/><w:keepLines/>", _spacing(13, 4) + _level(1)),
        "Heading 3": (body, True, muted, "<w:keepNext/><w:keepLines/>", _spacing(10, 3) + _level(2)),
        "Caption": (0.95 * body, True, ink, "<w:keepLines/>", _spacing(8, 4)),
        "List Bullet": (body, False, ink, "", _spacing(0, 3) + '<w:ind w:left="397" w:hanging="284"/>'),
        "List Number": (body, False, ink, "", _spacing(0, 3) + '<w:ind w:left="397" w:hanging="284"/>'),
        "Header": (small, False, muted, line.format("bottom", 4, 4, rule), _spacing(0, 6)),
        "Footer": (small, False, muted, "", _spacing(6, 0) + '<w:jc w:val="right"/>'),
        "Day": (small, False, muted, line.format("bottom", 12, 8, accent), _spacing(0, 14)),
        "Lead": (lead, False, ink, "", _spacing(2, 8, 1.2)),
        "Note": (small, False, muted, "<w:keepLines/>", _spacing(3, 10)),
        "Warning": (body, True, loss, "<w:keepLines/>" + _box(loss), _spacing(8, 10) + '<w:ind w:left="170"/>'),
        "Picture": (body, False, ink, "<w:keepNext/>", _spacing(8, 0) + '<w:jc w:val="center"/>'),
        "Rule Name": (body, True, ink, "<w:keepNext/>", _spacing(10, 2)),
        "Rule Text": (body, False, ink, "<w:keepNext/><w:keepLines/>", _spacing(0, 2)),
        "Formula": (body, False, ink, "<w:keepLines/>", _spacing(2, 8)),
        "Contents Title": (1.15 * body, True, accent, "<w:keepNext/>", _spacing(6, 4)),
        "toc 1": (body, False, ink, "", _spacing(2, 1)),
        "toc 2": (0.95 * body, False, ink, "", _spacing(0, 1) + '<w:ind w:left="283"/>'),
        "Key Value": (1.5 * body, True, accent, "<w:keepNext/>", _spacing(3, 0)),
        "Key Label": (small, False, muted, "", _spacing(0, 3)),
        "Table Text": (0.86 * body, False, ink, "", _spacing(2, 2)),
        "Table Head": (0.86 * body, True, ink, "<w:keepNext/>", _spacing(2, 2)),
        "Table Group": (0.86 * body, True, accent, "<w:keepNext/>", _spacing(6, 2)),
        "Table Total": (0.86 * body, True, ink, "", _spacing(2, 2)),
    }
    _defaults(document, style, lang)
    for name, (size, bold, colour, before, after) in sheet.items():
        _set_style(document, name, _letters(style, lang, size, bold, colour), before, after, lang)
    document.styles.element.append(parsed(_table_style(rule, ink)))


def _spacing(before: float, after: float, lines: float = 1.0) -> str:
    return (
        f'<w:spacing w:before="{20 * before:.0f}" w:after="{20 * after:.0f}" w:line="{240 * lines:.0f}" '
        'w:lineRule="auto"/>'
    )


def _level(outline: int) -> str:
    return f'<w:outlineLvl w:val="{outline}"/>'


def _box(colour: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{wide}" w:space="6" w:color="{colour}"/>'
        for side, wide in (("top", 12), ("left", 12), ("bottom", 12), ("right", 12))
    )
    return f"<w:pBdr>{sides}</w:pBdr>"


def _letters(style: Style, lang: Lang, size: float, bold: bool, colour: str) -> str:
    """Fonts, weight, colour and size for Latin and for Arabic letters."""
    latin = quoteattr(style.fonts.arabic if lang == "ar" else style.fonts.latin)
    arabic = quoteattr(style.fonts.arabic)
    weight = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    half = round(2 * size)
    return (
        f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={latin} w:cs={arabic}/>{weight}"
        f'<w:i w:val="0"/><w:iCs w:val="0"/><w:color w:val="{colour}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )


def _defaults(document: Any, style: Style, lang: Lang) -> None:
    """Fonts and languages that hold where no style says else; the languages stand here alone."""
    latin, arabic = LANGUAGES[lang]
    letters = _letters(style, lang, style.sizes.body, False, "000000")
    tags = f'<w:lang w:val="{latin}" w:eastAsia="{latin}" w:bidi="{arabic}"/>'
    from docx.oxml.ns import qn

    root = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    for child in list(root):
        root.remove(child)
    root.append(parsed(f"<w:rPr>{letters}{tags}</w:rPr>"))


def _set_style(document: Any, name: str, letters: str, before: str, after: str, lang: Lang) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    if name in _BUILT_IN:
        style = document.styles[name]
    else:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    element = style.element
    numbered = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    for child in (*element.findall(qn("w:pPr")), *element.findall(qn("w:rPr"))):
        element.remove(child)
    turned = "<w:bidi/>" if lang == "ar" else ""
    properties = parsed(f"<w:pPr>{before}{turned}{after}</w:pPr>")
    if numbered is not None:
        properties.insert(0, numbered)
    element.append(properties)
    element.append(parsed(f"<w:rPr>{letters}</w:rPr>"))


def _table_style(rule: str, ink: str) -> str:
    """Thin rules between rows, a strong one below the head and around the sum."""
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{rule}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{ink}"'
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Siting Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"<w:bottom {thin}/><w:insideH {thin}/></w:tblBorders><w:tblCellMar>"
        '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {strong}/></w:tcBorders></w:tcPr>'
        "</w:tblStylePr>"
        f'<w:tblStylePr w:type="lastRow"><w:tcPr><w:tcBorders><w:top {strong}/><w:bottom {strong}/></w:tcBorders>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )

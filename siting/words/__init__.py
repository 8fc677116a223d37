"""Every word for people, in one catalogue (Project Fluent) with Babel's figures: French, Arabic and English.

`say` fills a sentence of ``siting/words/LANG/TOPIC.ftl``; `number`, `signed`, `percent`, `money`, `mad`, `day`,
`listing` and `series` write figures and lists as the language does; `plural` tells which form of a noun follows one.
"""

from siting.words.catalogue import LANGS, Lang, isolated, keys, say
from siting.words.figures import day, listing, mad, money, number, percent, plural, series, signed

__all__ = [
    "LANGS",
    "Lang",
    "day",
    "isolated",
    "keys",
    "listing",
    "mad",
    "money",
    "number",
    "percent",
    "plural",
    "say",
    "series",
    "signed",
]

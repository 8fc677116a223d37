"""English names where English has its own; every other name is the French one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["ENGLISH"]

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "Tanger-Tétouan-Al Hoceima": "Tangier-Tetouan-Al Hoceima",
        "Fès-Meknès": "Fez-Meknes",
        "Rabat-Salé-Kénitra": "Rabat-Sale-Kenitra",
        "Béni Mellal-Khénifra": "Beni Mellal-Khenifra",
        "Marrakech-Safi": "Marrakesh-Safi",
        "Drâa-Tafilalet": "Draa-Tafilalet",
        "Laâyoune-Sakia El Hamra": "Laayoune-Sakia El Hamra",
        "Tanger-Assilah": "Tangier-Asilah",
        "Tanger": "Tangier",
        "Assilah": "Asilah",
        "Tétouan": "Tetouan",
        "Ouezzane": "Ouazzane",
        "Fès": "Fez",
        "Meknès": "Meknes",
        "Salé": "Sale",
        "Kénitra": "Kenitra",
        "Khémisset": "Khemisset",
        "Skhirate-Témara": "Skhirat-Temara",
        "Béni Mellal": "Beni Mellal",
        "Khénifra": "Khenifra",
        "Médiouna": "Mediouna",
        "Mohammadia": "Mohammedia",
        "Marrakech": "Marrakesh",
        "El Kelâa Des-Sraghna": "El Kelaa des Sraghna",
        "Inezgane-Aït Melloul": "Inezgane-Ait Melloul",
        "Chtouka-Aït Baha": "Chtouka-Ait Baha",
        "Laâyoune": "Laayoune",
        "Es-Semara": "Smara",
    }
)

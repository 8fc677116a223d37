"""A made-up country to draw (four regions in a row, each of five by four square zones), and briefs of a real one."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import pytest
from shapely import box

from siting.report.documents.blocks import Document
from siting.report.documents.brief import brief
from siting.report.maps.picture import PlanPicture, title_of
from siting.results import Run
from siting.words import LANGS, Lang

SIDE = 25_000.0


def make_picture(lang: str = "fr", crowd: bool = True) -> PlanPicture:
    """Jobs and seats that span orders of magnitude; with ``crowd`` four large neighbours, in the second region."""
    rows, shapes = [], []
    for region in range(4):
        for number in range(20):
            column, line = region * 5 + number % 5, number // 5
            jobs = (
                40_000 if crowd and region == 1 and number in (6, 7, 11, 12) else (7 * number * (region + 1)) % 90 * 10
            )
            west, south = column * SIDE, line * SIDE
            shapes.append(box(west, south, west + SIDE, south + SIDE))
            rows.append(
                {
                    "code": f"{region}.{number:02d}", "region": str(region), "name": f"Zone {region}{number:02d}",
                    "jobs_base": jobs // 2, "jobs_last": jobs, "seats_start": jobs * 0.4, "seats_last": jobs * 0.8,
                    "seats_built": jobs * 0.3, "seats_committed": jobs * 0.1,
                    "standing_park": number == 6, "x": west + SIDE / 2, "y": south + SIDE / 2,
                }
            )  # fmt: skip
    zones = gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:3857").set_index("code")
    regions = zones.dissolve("region")[["geometry"]]
    regions["name"] = ["Nord-Rivage", "Val-d’Or et Monts", "Plaine du Levant-Haut Plateau", "Sud"]
    for column in ("jobs_base", "jobs_last"):
        regions[column] = zones.groupby("region")[column].sum()
    title = title_of(regions, 2030, "fr")
    notes = ("Répartition de départ estimée.", "Sources : pays inventé.", "Limites inventées.")
    return PlanPicture(zones, regions, 2024, 2030, "province", lang, title, "Pays inventé", notes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def picture() -> PlanPicture:
    return make_picture()


@pytest.fixture(scope="session")
def briefs(national_runs: Mapping[str, Run]) -> Mapping[Lang, Document]:
    """The brief of the reference in each language, written once. No test may change it."""
    return {lang: brief([national_runs["reference"]], lang=lang) for lang in LANGS}

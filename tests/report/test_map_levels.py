"""Runs by commune: drawn as they are, and put together to provinces and regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import pytest

from siting.errors import RunError
from siting.model.inputs import Inputs
from siting.report.maps.levels import data_set, levels_of, parents
from siting.report.maps.measures import find_measures
from siting.report.maps.request import MapRequest, draw_map
from siting.report.maps.thematic import theme
from siting.results import Run


@dataclass(frozen=True)
class _Invented(Run):
    """A run by commune with invented jobs; whatever else is told comes from a run by province."""

    told: Run | None = None

    @cached_property
    def inputs(self) -> Inputs:
        assert self.told is not None
        own, communes = self.told.inputs, data_set(self.told).zones("commune")
        labels = communes.rename(columns={"code": "zone", "region_code": "region"})
        labels = labels[["zone", "region", "name_fr", "name_ar", "name_en", "longitude", "latitude"]]
        order = pd.Series(range(len(labels)), index=labels.index, dtype=float)
        zones = labels[["zone", "region"]].assign(active=1_000.0 + order, seats_start=0.0)
        base = labels[["zone"]].assign(segment="BPO", baseline_jobs=(order * 37 % 11) * (order % 3))
        return replace(
            own, level="commune", labels=labels.assign(standing_park=False, estimate=True), zones=zones,
            zone_segment=base, indicators=pd.DataFrame(),
        )  # fmt: skip

    def table(self, name: str) -> pd.DataFrame:
        """Jobs twice those of the base year, and seats for half of them."""
        base, last = self.inputs.zone_segment, self.inputs.scalars.years[-1]
        frame = base.assign(year=last, jobs=2.0 * base["baseline_jobs"], standing=base["baseline_jobs"], built=1.0)
        return frame if name in ("jobs", "seats") else frame.iloc[:0]


@pytest.fixture(scope="module")
def run(national_runs: Mapping[str, Run]) -> Run:
    told = national_runs["reference"]
    return _Invented(told.folder, told.manifest, told.summary, told.certificate, told)


def test_a_run_by_commune_has_three_levels(run: Run, national_runs: Mapping[str, Run]) -> None:
    assert levels_of(run) == ("commune", "province", "region")
    assert levels_of(national_runs["reference"]) == ("province", "region")
    assert find_measures(run)["jobs"].levels(run) == levels_of(run)


def test_communes_add_up_to_the_provinces_of_their_codes(run: Run) -> None:
    above = parents(run, "province")
    assert above.to_dict() == {code: code[:6] for code in run.inputs.labels["zone"]}
    shown = {
        level: theme(run, find_measures(run)["jobs"], year=2030, level=level, lang="fr") for level in levels_of(run)
    }
    own = shown["commune"].values
    assert len(own) == 1503
    assert shown["province"].values.to_dict() == own.groupby(own.index.str[:6]).sum().to_dict()
    assert shown["region"].values.to_dict() == own.groupby(own.index.str[:2]).sum().to_dict()
    for level, count in (("province", 75), ("region", 12)):
        assert sum(shown[level].classes.counts(list(shown[level].values)).values()) == count
        ground = shown[level].ground
        assert ground.level == level
        assert ground.zones[["name", "x", "y"]].notna().all(axis=None)


@pytest.mark.parametrize(
    "request_",
    [
        MapRequest("choropleth", "jobs"),
        MapRequest("change", "jobs", level="province", lang="ar"),
        MapRequest("circles", "jobs", level="province", region="01"),
        MapRequest("choropleth", "jobs", region="09", lang="en"),
    ],
)
def test_maps_of_communes_are_drawn(run: Run, request_: MapRequest) -> None:
    drawn = draw_map(run, request_)
    boxes = list(drawn.boxes["map"].values())
    assert len(boxes) >= 4
    assert not any(one.overlap(two) > 1e-9 for i, one in enumerate(boxes) for two in boxes[:i])


def test_only_places_that_are_named_have_a_point(run: Run) -> None:
    drawn = draw_map(run, MapRequest("choropleth", "jobs", region="09"))
    points = [line for axes in drawn.figure.axes for line in axes.lines if line.get_marker() == "o"]
    assert len(points) == len(drawn.boxes["map"])


def test_a_level_that_the_data_do_not_tell(run: Run) -> None:
    stray = replace(run.inputs, labels=run.inputs.labels.assign(zone="x" + run.inputs.labels["zone"]))
    other = _Invented(run.folder, run.manifest, run.summary, run.certificate, None)
    object.__setattr__(other, "inputs", stray)
    with pytest.raises(RunError, match="of which province"):
        parents(other, "province")

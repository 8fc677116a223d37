"""The models that ship: every number has a source, every scenario loads, the generated page is fresh."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import yaml

from siting.config import list_scenarios, load_model
from siting.config.docs import model_file_page
from siting.config.schema import Term
from siting.config.sources import EXEMPT, source_of
from siting.config.walk import dotted, fields, numbers
from siting.model.objectives import TERMS

ROOT = Path(__file__).resolve().parents[2]
MODELS = ["tech-valley-2030", "example"]


@pytest.mark.parametrize("name", MODELS)
def test_every_scenario_loads(name: str) -> None:
    folder = ROOT / "models" / name
    model = load_model(folder)
    assert model.data_folder.parent.exists()
    for scenario in list_scenarios(folder):
        assert load_model(folder, scenario.name).name == name
        assert scenario.title.en is not None
        assert scenario.title.ar is not None


def test_the_national_scenarios() -> None:
    names = {s.name: s for s in list_scenarios(ROOT / "models" / "tech-valley-2030")}
    assert set(names) >= {"reference", "balanced", "indivisible-parks"}
    folder = ROOT / "models" / "tech-valley-2030"
    reference = load_model(folder, "reference")
    assert reference.balance.floor is None
    assert reference.balance.cap is None
    assert load_model(folder, "balanced").balance.floor == 0.6
    parks = load_model(folder, "indivisible-parks").parks
    assert parks.indivisible
    assert parks.phase_seats == 500
    assert [s.objective for s in reference.objective.stages] == ["cost", "least_served", "suitability", "cost"]
    assert reference.objective.stages[0].tolerance == 0.001
    assert reference.goals.jobs == {2030: 270_000}
    assert reference.goals.exports_mmad == {2030: 40_000}


def test_every_number_of_the_national_model_has_a_source_with_its_unit() -> None:
    path = ROOT / "models" / "tech-valley-2030" / "model.yaml"
    model = load_model(path)
    stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    stated.pop("sources")
    count = 0
    for key, _, unit in numbers(stated):
        name = dotted(key)
        if any(name == e or name.startswith(f"{e}.") for e in EXEMPT):
            continue
        source = source_of(model, name)
        assert source is not None, name
        assert source.unit == unit, name
        count += 1
    assert count > 120


def test_the_national_model_states_every_assumption() -> None:
    """What has a default in the schema is written out all the same, except switches that are off."""
    stated = yaml.safe_load((ROOT / "models" / "tech-valley-2030" / "model.yaml").read_text(encoding="utf-8"))
    off = {
        "data",
        "budgets_mmad",
        "balance",
        "limits",
        "indices.high_speed_delay_years",
        "parks.locks",
        "parks.park_count",
        "objective.weights",
        "solver.time_limit_s",
    }
    for spec in fields():
        name = dotted(spec.path)
        if spec.unit is None or "*" in spec.path or any(name == o or name.startswith(f"{o}.") for o in off):
            continue
        here = stated
        for part in spec.path:
            assert part in here, name
            here = here[part]


def test_the_split_of_2024_gives_the_exports_of_2024() -> None:
    model = load_model(ROOT / "models" / "tech-valley-2030")
    split = {"CRM": 0.55, "ITO": 0.22, "BPO": 0.128, "ESO": 0.10, "KPO": 0.002}
    exports = 148_500 * sum(share * model.segments[name].export_mad_per_job for name, share in split.items())
    assert exports / 1e6 == pytest.approx(26_220, rel=0.01)


def test_the_page_on_the_model_file_is_fresh() -> None:
    page = (ROOT / "docs" / "model-file.md").read_text(encoding="utf-8")
    assert page == model_file_page(), "write it anew: siting.config.docs.model_file_page"


def test_weights_may_name_the_terms_of_the_model_and_their_total() -> None:
    """``cost`` is the total; opening a park is weighted with building it."""
    assert set(get_args(Term)) == {term.name for term in TERMS} - {"opening_cost"} | {"cost"}


def test_a_weighted_objective_may_weigh_the_whole_cost() -> None:
    settings = ["objective.method=weighted", "objective.weights={cost: 1, least_served: 5}"]
    model = load_model(ROOT / "models" / "example", settings=settings)
    assert model.objective.weights == {"cost": 1, "least_served": 5}

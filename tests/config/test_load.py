"""Model files from disk: refusals with file, line, value and remedy; merging; settings; sources."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml

from siting.config import list_scenarios, load_model, model_schema, parse_model
from siting.errors import ModelError
from tests.geo.country import MODEL

WHOLE = "parks.indivisible=true"
ALL = ["goals", "national_pace", "balance", "segments", "talent", "parks", "travel", "costs", "incentives", "indices"]


def write(folder: Path, change: Any = None, scenarios: dict[str, Any] | None = None) -> Path:
    """A model folder with the hand-made model, changed in place by ``change``."""
    data = copy.deepcopy(MODEL)
    data["sources"] = {k: {"source": "made up", "grade": "choice"} for k in ALL if k in data}
    if change is not None:
        change(data)
    (folder / "model.yaml").write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    (folder / "scenarios").mkdir(exist_ok=True)
    for name, text in (scenarios or {}).items():
        body = {"title": {"fr": name}, "why": "test"} | text
        (folder / "scenarios" / f"{name}.yaml").write_text(yaml.safe_dump(body), encoding="utf-8")
    return folder


def line_of(folder: Path, text: str) -> int:
    lines = (folder / "model.yaml").read_text(encoding="utf-8").splitlines()
    return next(i for i, line in enumerate(lines, start=1) if line.strip().startswith(text))


def refused(folder: Path, **kwargs: Any) -> list[str]:
    with pytest.raises(ModelError) as caught:
        load_model(folder, **kwargs)
    assert caught.value.exit_code == 3
    return [str(problem) for problem in caught.value.problems]


class TestSchema:
    def test_every_problem_is_reported_in_one_go(self, tmp_path: Path) -> None:
        def change(data: dict[str, Any]) -> None:
            data["parks"]["occupancy"] = 17
            data["parks"]["growth_limt"] = 0.1
            data["segments"]["CRM"]["wage_mad_month"] = "5000"
            data["segments"]["CRM"]["skill_mix"]["higher"] = -0.25
            del data["travel"]["circuity"]
            data["goals"]["path"] = "strait"
            data["travel"]["max_commute_minutes"] = True
            data["costs"]["discount_rate"] = float("nan")

        problems = refused(write(tmp_path, change))
        found = "\n".join(problems)
        assert len(problems) == 8
        file = tmp_path / "model.yaml"
        at = f"{file}:{line_of(tmp_path, 'occupancy')}, parks.occupancy"
        assert (
            f"{at}: must be at most 1 (fraction) (found: 17) -> write 0.17: shares are fractions, not percent" in found
        )
        assert "unknown key (found: growth_limt) -> did you mean 'growth_limit'?" in found
        assert "must be a number (MAD/month) (found: '5000') -> write 5000 without quotes" in found
        assert "segments.CRM.skill_mix.higher: must be at least 0 (fraction) (found: -0.25)" in found
        assert "the key 'circuity' is missing -> add it (ratio): road km over geodesic km" in found
        assert "(found: 'strait') -> did you mean 'straight'?" in found
        assert "must be a number (minutes) (found: True)" in found
        assert "must be a finite number (fraction/year) (found: nan)" in found

    @pytest.mark.parametrize(
        ("path", "value", "message"),
        [
            ("segments", {}, "at least 1 item"),
            ("segments.CRM", 3, "must be a mapping"),
            ("segments.A B", {}, "'A B' cannot be a key here"),
            ("goals.jobs", {"soon": 5}, "'soon' cannot be a key here.*write a year such as 2030"),
            ("goals.jobs", {2026: float("inf")}, "must be a finite number"),
            ("goals.soft", "jobs", "must be a list"),
            ("indices.connectivity", {"airports": 1}, "'airports' cannot be a key here.*airport_minutes"),
            ("parks.locks", {"zones_in": [6.141]}, "must be text.*put codes in quotes"),
            ("parks.indivisible", "yes", "must be true or false"),
            ("incentives.training_premium_years", 2.5, "must be a whole number"),
            ("segments.CRM.share_max", {2026: 55}, "write 0.55"),
            ("name", "Not A Name", "characters that are not allowed"),
            ("solver", {"threads": 0}, "must be at least 1"),
        ],
    )
    def test_wrong_types_and_ranges(self, tmp_path: Path, path: str, value: Any, message: str) -> None:
        def change(data: dict[str, Any]) -> None:
            *parents, last = path.split(".")
            for part in parents:
                data = data[part]
            data[last] = value

        with pytest.raises(ModelError, match=message):
            load_model(write(tmp_path, change))

    def test_json_schema_is_valid_and_has_units(self) -> None:
        jsonschema = pytest.importorskip("jsonschema")
        schema = model_schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$defs"]["Parks"]["properties"]["m2_per_seat"]["unit"] == "m2/seat"
        assert schema["additionalProperties"] is False
        data = json.loads(json.dumps(MODEL))
        jsonschema.validate(data, schema)
        data["parks"]["occupancy"] = 17
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, schema)

    def test_a_missing_model_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError, match=r"the folder has no model\.yaml"):
            load_model(tmp_path)
        with pytest.raises(ModelError, match="no such model"):
            load_model(tmp_path / "nothing")


class TestCrossChecks:
    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            (["segments.CRM.skill_mix.higher=0.5"], r"the mix does not sum to 1 \(found: 1.25\)"),
            (["goals.jobs.2035=90"], r"the year of this goal is not planned \(found: 2035\).*2025 to 2026"),
            (["horizon.last_year=2024"], "must be after base_year 2024"),
            (["segments.CRM.share_min=0.9", "segments.CRM.share_max=0.5"], "is above share_max in 2025"),
            (["segments.CRM.share_min=0.8", "segments.ITO.share_min=0.3"], "sum to more than 1 in 2025"),
            (["segments.CRM.share_max=0.2", "segments.ITO.share_max=0.3"], "sum to less than 1"),
            (["segments.CRM.share_max={2040: 0.5}"], "its years do not overlap the horizon"),
            (["goals.soft=[jobs]"], "a soft goal needs a penalty.*goals.shortfall_penalty.jobs"),
            (["indices.suitability.talent=0.9"], "the weights do not sum to 1"),
            (["indices.low_percentile=0.9", "indices.high_percentile=0.1"], "must be below high_percentile"),
            (["indices.talent.pool_in_reach=0"], "no indicator has a weight above 0"),
            (["parks.park_count.max=3"], "counted only when they are indivisible"),
            (["parks.indivisible=true", "parks.park_count={min: 4, max: 3}"], "is above max 3"),
            (["parks.locks={zones_in: [P1], zones_out: [P1]}"], "a zone is locked in and out"),
            (["parks.locks.seats.P1.2040=5"], "the year of this delivery is not planned"),
            ([WHOLE, "parks.locks.seats.P1.2025=750"], "is not whole phases of 500 seats.*750.*write a multiple"),
            (
                [WHOLE, "parks.min_park_seats=1000", "parks.locks.seats.P1={2025: 500, 2026: 0}"],
                "the seats of all years together are no park.*500.*the smallest park has 1000 seats",
            ),
            (
                [WHOLE, "parks.park_count.max=1", "parks.locks={zones_in: [P1], seats: {P2: {2025: 500}}}"],
                "fewer parks than the 2 zones that are locked in or have decided seats.*at least 2",
            ),
            (
                [WHOLE, "parks.park_count={max: 0, one_per_region: true}"],
                "no park at all, yet one in each region is asked for",
            ),
            (["parks.locks={zones_out: [P1], seats: {P1: {2025: 5}}}"], "seats are fixed in a zone that is locked out"),
            (["balance.floor=1.2"], "no plan gives every region more than its share"),
            (["balance.cap=0.8"], "no plan gives every region less than its share"),
            (["budgets_mmad.state.2020=5"], "the year of budgets_mmad.state is not planned"),
            (["objective.stages=[]"], "a lexicographic objective needs a stage"),
            (["objective.stages=[{objective: cost}, {objective: cost}]"], "optimised twice"),
            (["objective.method=weighted"], "a weighted objective needs a weight"),
        ],
    )
    def test_contradictions(self, tmp_path: Path, settings: list[str], message: str) -> None:
        with pytest.raises(ModelError, match=message):
            load_model(write(tmp_path), settings=settings)

    def test_several_contradictions_come_together(self, tmp_path: Path) -> None:
        settings = ["goals.jobs.2035=90", "balance.floor=2", "segments.CRM.skill_mix.higher=0.5"]
        assert len(refused(write(tmp_path), settings=settings)) == 3


class TestSources:
    def test_a_number_without_a_source(self, tmp_path: Path) -> None:
        def change(data: dict[str, Any]) -> None:
            del data["sources"]["talent"]

        problems = refused(write(tmp_path, change))
        assert len(problems) == 7
        assert all("has no source" in problem for problem in problems)

    def test_a_unit_that_does_not_agree(self, tmp_path: Path) -> None:
        def change(data: dict[str, Any]) -> None:
            data["sources"]["goals.jobs"] = {"source": "x", "grade": "B", "unit": "people"}
            data["sources"]["segments.*.wage_mad_month"] = {"source": "x", "grade": "B", "unit": "MAD/month"}
            data["sources"]["parks"]["unit"] = "MAD"
            data["sources"]["parks.m2_per_seat"] = {"source": "x", "grade": "B"}

        found = "\n".join(refused(write(tmp_path, change)))
        assert "sources.goals.jobs: the unit does not agree with the schema (found: people) -> write jobs" in found
        assert "sources.parks: covers numbers in several units" in found
        assert "sources.parks.m2_per_seat: the unit does not agree with the schema (found: None)" in found
        assert "wage" not in found

    def test_an_entry_that_covers_nothing(self, tmp_path: Path) -> None:
        def change(data: dict[str, Any]) -> None:
            data["sources"]["goals.jobs.2031"] = {"source": "x", "grade": "B", "unit": "jobs"}

        assert "covers no number of this model" in refused(write(tmp_path, change))[0]

    def test_what_a_setting_adds_or_removes_needs_no_source(self, tmp_path: Path) -> None:
        model = load_model(write(tmp_path), settings=["national_pace=500", "goals.exports_mmad=null"])
        assert model.national_pace == 500
        assert model.goals.exports_mmad == {}


class TestMerging:
    SCENARIOS: dict[str, Any] = {  # noqa: RUF012
        "a": {"changes": {"goals": {"jobs": {2026: 100, 2025: 50}}, "parks": {"growth_limit": 0.5}}},
        "b": {"extends": "a", "changes": {"goals": {"jobs": {2026: 200}}, "balance": {"floor": 0.3}}},
        "c": {"extends": ["b", "d"], "changes": {"balance": None}},
        "d": {"changes": {"goals": {"jobs": {2025: None}}, "national_pace": 70}},
    }

    def test_later_wins(self, tmp_path: Path) -> None:
        folder = write(tmp_path, scenarios=self.SCENARIOS)
        assert load_model(folder).goals.jobs == {2026: 60}
        assert load_model(folder, "a").goals.jobs == {2025: 50, 2026: 100}
        b = load_model(folder, "b")
        assert b.goals.jobs == {2025: 50, 2026: 200}
        assert (b.parks.growth_limit, b.balance.floor, b.parks.occupancy) == (0.5, 0.3, 0.8)
        c = load_model(folder, "c", ["goals.jobs.2026=300", "goals.jobs.2026=400"])
        assert c.goals.jobs == {2026: 400}
        assert (c.balance.floor, c.national_pace) == (None, 70)
        assert c.scenario == "c"
        assert c.settings == ("goals.jobs.2026=300", "goals.jobs.2026=400")

    def test_a_problem_names_the_file_that_set_the_value(self, tmp_path: Path) -> None:
        folder = write(tmp_path, scenarios={"x": {"changes": {"parks": {"occupancy": 80}}}})
        assert refused(folder, scenario="x")[0].startswith(f"{tmp_path / 'scenarios' / 'x.yaml'}:3, parks.occupancy")
        assert refused(folder, settings=["parks.occupancy=80"])[0].startswith("--set parks.occupancy=80: must be")

    @pytest.mark.parametrize(
        ("scenarios", "ring"),
        [
            ({"a": {"extends": "a"}}, "a -> a"),
            ({"a": {"extends": "b"}, "b": {"extends": ["c"]}, "c": {"extends": "a"}}, "a -> b -> c -> a"),
        ],
    )
    def test_rings(self, tmp_path: Path, scenarios: dict[str, Any], ring: str) -> None:
        with pytest.raises(ModelError, match=rf"a scenario extends itself \(found: {ring}\)"):
            load_model(write(tmp_path, scenarios=scenarios), "a")

    def test_unknown_scenarios_list_what_there_is(self, tmp_path: Path) -> None:
        folder = write(tmp_path, scenarios=self.SCENARIOS | {"balanced": {"extends": "z"}})
        with pytest.raises(ModelError, match=r"there are: a, b, balanced, c, d.*found: balance.*'balanced'"):
            load_model(folder, "balance")
        with pytest.raises(ModelError, match=r"balanced.yaml:1: no such scenario.*found: z"):
            load_model(folder, "balanced")

    def test_scenario_files_are_checked(self, tmp_path: Path) -> None:
        folder = write(tmp_path, scenarios={"x": {"chnges": {}}, "y": {"why": 3}})
        with pytest.raises(ModelError) as caught:
            list_scenarios(folder)
        found = str(caught.value)
        assert "unknown key (found: chnges) -> did you mean 'changes'?" in found
        assert "y.yaml:3, why: must be text" in found

    def test_null_for_a_key_that_cannot_exist(self, tmp_path: Path) -> None:
        folder = write(tmp_path, scenarios={"x": {"changes": {"balence": None}}})
        assert "no such key to remove (found: balence) -> did you mean 'balance'?" in refused(folder, scenario="x")[0]


class TestSettings:
    @pytest.mark.parametrize(
        ("setting", "message"),
        [
            ("goals.jbs.2026=5", "did you mean 'goals.jobs'?"),
            ("max_commute=5", "did you mean 'travel.max_commute_minutes'?"),
            ("goals.recruit_rat=5", "did you mean 'talent.recruit_rate'?"),
            ("budgets_mmad.state=100", "must be a mapping of years (found: 100) -> write {2025: 100, 2026: 100}"),
            ("goals.jobs.soon=5", "comes a year such as 2030"),
            ("goals", "is not of the form key=value"),
            ("goals.jobs.2026=", "no value after '='"),
            ("goals.jobs.2026=[1", "is not valid YAML"),
            ("goals.jobs.2026=a\tb", "contains a tab"),
            ("segments.ITO.wage_mad_month.2026=5", "has no keys below it"),
            ("segments.CRM.share_min=*x", "anchors are not supported"),
        ],
    )
    def test_refusals(self, tmp_path: Path, setting: str, message: str) -> None:
        problems = refused(write(tmp_path), settings=[setting])
        assert len(problems) == 1
        assert message in problems[0]

    def test_a_year_of_a_value_for_every_year_is_ambiguous(self, tmp_path: Path) -> None:
        folder = write(tmp_path, lambda data: data["segments"]["CRM"].update(share_max=0.9))
        assert "is one value for every year" in refused(folder, settings=["segments.CRM.share_max.2026=0.8"])[0]
        model = load_model(folder, settings=["segments.CRM.share_max={2025: 0.9, 2026: 0.8}"])
        assert model.segments["CRM"].share_max == {2025: 0.9, 2026: 0.8}

    def test_codes_keep_their_dots(self, tmp_path: Path) -> None:
        settings = ["costs.rent_mad_m2_month.zones.06.141=120", "parks.locks.seats.06.141.2026=500"]
        model = load_model(write(tmp_path), settings=[*settings, "parks.locks.zones_in=['06.141']"])
        assert model.costs.rent_mad_m2_month.zones == {"R1": 100, "06.141": 120}
        assert model.parks.locks.seats == {"06.141": {2026: 500}}
        assert model.parks.locks.zones_in == ("06.141",)

    def test_level(self, tmp_path: Path) -> None:
        assert load_model(write(tmp_path), level="region").level == "region"


def test_a_resolved_model_can_be_read_back(tmp_path: Path) -> None:
    model = load_model(write(tmp_path), settings=["goals.jobs.2025=50", "balance.floor=0.2"])
    again = parse_model(json.loads(json.dumps(model.resolved())))
    assert again.resolved() == model.resolved()
    assert again.goals.jobs == {2025: 50, 2026: 60}
    assert parse_model(yaml.safe_load(yaml.safe_dump(model.resolved()))).resolved() == model.resolved()
    assert pickle.loads(pickle.dumps(model)).resolved() == model.resolved()


def test_folders_are_relative_to_the_model_file(tmp_path: Path) -> None:
    folder = write(tmp_path, lambda data: data.update(data={"folder": "../here", "overrides": "mine"}))
    model = load_model(folder / "model.yaml")
    assert model.data_folder == (tmp_path / "../here").resolve()
    assert model.overrides_folder == tmp_path / "mine"
    assert load_model(folder, settings=["data=null"]).data_folder.name == "regions"
    assert load_model(folder, settings=["data=null"]).overrides_folder is None

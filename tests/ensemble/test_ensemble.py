"""What an ensemble computes: the same for any number of workers, and what each sample is by itself."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from siting.ensemble import EnsembleResult, Progress, Sample, read_ensemble, run_ensemble
from siting.ensemble.store import Folder, Plan
from siting.errors import RunError, UsageError
from siting.model.changes import apply_changes
from siting.model.solve import solve_inputs
from tests.ensemble.futures import COUNTRY, alone, files, futures, undisturbed
from tests.ensemble.processes import Cluster, end

SAMPLES = futures(24)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> EnsembleResult:
    """All samples by two processes of this machine."""
    told: list[Progress] = []
    made = run_ensemble(COUNTRY, SAMPLES, out=tmp_path_factory.mktemp("local") / "e", chunk=5, progress=told.append)
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert (told[0].done, told[-1].done, told[-1].samples, told[0].workers) == (0, 24, 24, 2)
    assert str(told[-1]).startswith("24 of 24 samples (2 workers, ")
    return made


def test_an_ensemble_is_the_same_bytes_for_one_two_and_three_workers(
    local: EnsembleResult, cluster: Cluster, tmp_path: Path
) -> None:
    third = cluster.worker()
    try:
        cluster.pids(3)
        run_ensemble(COUNTRY, SAMPLES, out=tmp_path / "three", chunk=5, scheduler=cluster.address)
    finally:
        end(third)
    two, three = (files(folder) for folder in (local.folder, tmp_path / "three"))
    assert len(two) == 25
    assert two == three
    assert two == undisturbed(SAMPLES, 5)


def test_whatever_the_size_of_chunks_the_optima_are_the_same_and_stand_in_the_order_told(local: EnsembleResult) -> None:
    expected = pd.read_parquet(io.BytesIO(alone(SAMPLES)["samples"]))
    found = local.frame("samples")
    assert found["sample"].tolist() == [sample.id for sample in SAMPLES] == expected["sample"].tolist()
    assert found["outcome"].tolist() == expected["outcome"].tolist()
    for name in ("value", "jobs"):
        assert found[name].to_numpy() == pytest.approx(expected[name].to_numpy(), rel=1e-8, nan_ok=True)
    with_plan = found.loc[found["outcome"] == "optimal", "sample"].tolist()
    for table in ("goals", "regions", "zones"):
        assert list(dict.fromkeys(local.frame(table)["sample"])) == with_plan
        assert list(local.frame(table, ["year"]).columns) == ["year"]


def test_each_sample_is_the_first_stage_of_its_own_plan(local: EnsembleResult) -> None:
    samples = local.frame("samples").set_index("sample")
    assert samples["outcome"].value_counts().to_dict() == {"optimal": 22, "infeasible": 2}
    for sample in SAMPLES[:7]:
        row = samples.loc[sample.id]
        if row["outcome"] == "infeasible":
            assert np.isnan(row["value"])
            continue
        plan = solve_inputs(apply_changes(COUNTRY, sample.changes))
        assert row["value"] == pytest.approx(plan.stages[0].value, rel=1e-8)


def test_tables_add_up(local: EnsembleResult) -> None:
    samples = local.frame("samples").set_index("sample")
    assert samples["position"].tolist() == list(range(24))
    zones, regions, parks, goals = (local.frame(name) for name in ("zones", "regions", "parks", "goals"))
    with_plan = samples[samples["outcome"] == "optimal"]
    last = zones[zones["year"] == 2026].groupby("sample", observed=True)["jobs"].sum()
    assert last.index.tolist() == with_plan.index.tolist()
    assert last.to_numpy() == pytest.approx(with_plan["jobs"].to_numpy())
    assert len(zones) == 22 * 10 * 2
    keys = ["sample", "region", "year"]
    region = dict(zip(COUNTRY.zones["zone"], COUNTRY.zones["region"], strict=True))
    sums = zones.assign(region=zones["zone"].astype(str).map(region)).groupby(keys, observed=True)[
        ["jobs", "seats_built"]
    ]
    ours, theirs = sums.sum(), regions.set_index(keys)[["jobs", "seats_built"]]
    both = theirs.join(ours.add_suffix("_zones"))
    assert len(both) == 22 * 3 * 2
    assert both["jobs"].to_numpy() == pytest.approx(both["jobs_zones"].to_numpy())
    assert both["seats_built"].to_numpy() == pytest.approx(both["seats_built_zones"].to_numpy(), abs=1e-5)
    built = parks.groupby("sample", observed=True)["seats_built"].sum()
    assert built.sum() == pytest.approx(samples["seats_built"].sum(), abs=1e-4)
    assert (parks["seats_built"] > 0).all()
    counts = parks.groupby("sample", observed=True)["zone"].nunique()
    assert counts.to_dict() == with_plan.loc[with_plan["parks"] > 0, "parks"].to_dict()
    assert (goals["shortfall"] == 0).all()
    reached = goals.set_index("sample")["target"]
    assert (with_plan["jobs"].to_numpy() >= reached.to_numpy(dtype=float) - 1e-6).all()


def test_missed_soft_goals_are_told() -> None:
    soft = {"soft_goals": ["jobs"], "shortfall_penalty": {"jobs": 0.02}, "jobs_goal.2026": 5000.0}
    tables = alone([Sample("too much", soft)], zones=False)
    assert "zones" not in tables
    goal = pd.read_parquet(io.BytesIO(tables["goals"])).iloc[0]
    jobs = pd.read_parquet(io.BytesIO(tables["samples"])).iloc[0]["jobs"]
    assert goal["shortfall"] == pytest.approx(5000.0 - jobs)
    assert goal["shortfall"] > 1000


def test_parts_of_a_table_can_be_read(local: EnsembleResult) -> None:
    import pyarrow.compute as pc

    some = local.frame("zones", ["sample", "jobs"], (pc.field("zone") == "Z03") & (pc.field("year") == 2026))
    assert some.columns.tolist() == ["sample", "jobs"]
    assert len(some) == 22
    assert local.dataset("zones").count_rows() == 440
    with pytest.raises(UsageError, match="no table jobs: this ensemble has samples"):
        local.dataset("jobs")
    with pytest.raises(UsageError, match="no column job in zones"):
        local.frame("zones", ["job"])


def test_what_was_stopped_is_gone_on_with(cluster: Cluster, tmp_path: Path, local: EnsembleResult) -> None:
    out = tmp_path / "e"
    told: list[Progress] = []
    half = run_ensemble(
        COUNTRY,
        SAMPLES,
        out=out,
        chunk=5,
        scheduler=cluster.address,
        progress=told.append,
        stop=lambda: told[-1].done >= 5,
    )
    assert 5 <= half.done < 24
    assert not half.complete
    assert len(half.frame("samples")) == half.done
    before = {path: path.stat().st_mtime_ns for path in (out / "parts").rglob("*.parquet")}
    whole = run_ensemble(COUNTRY, SAMPLES, out=out, chunk=3, scheduler=cluster.address)
    assert whole.complete
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert files(out) == files(local.folder)
    run_ensemble(COUNTRY, SAMPLES, out=out, scheduler="tcp://127.0.0.1:1")  # nothing is left to do: nobody is asked
    broken = out / "parts/00001/zones.parquet"
    content = broken.read_bytes()
    for wrong in (b"PAR1", content[:-9], b""):
        broken.write_bytes(wrong)
        with pytest.raises(RunError, match="00001: is damaged: zones cannot be read"):
            read_ensemble(out)
    broken.write_bytes(content[:40] + bytes(len(content) - 80) + content[-40:])
    with pytest.raises(RunError, match="is damaged: zones cannot be read"):
        read_ensemble(out).frame("zones")


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    plan = Plan("i", "s", 3, 2, False, {})
    with Folder.open(tmp_path / "e", plan, ["{}\n"]) as folder:
        (tmp_path / "e/parts/.siting-half").mkdir()
        assert folder.missing() == [0, 1]
        with (
            pytest.raises(RunError, match="is being written by another process"),
            Folder.open(tmp_path / "e", plan, ()),
        ):
            pass
    with Folder.open(tmp_path / "e", plan, ()):
        assert list((tmp_path / "e/parts").iterdir()) == []

"""What an ensemble refuses, and that it says so before it starts or keeps what it has."""

from __future__ import annotations

import dataclasses
import json
import time
from pathlib import Path

import numpy as np
import pytest

from siting.ensemble import Sample, read_ensemble, run_ensemble
from siting.ensemble import cluster as clusters
from siting.ensemble.content import differences, inputs_sha256, versions
from siting.ensemble.worker import ChunkTask, packed, solve_chunk
from siting.errors import ModelError, RunError, UsageError
from siting.model.changes import times
from tests.ensemble.futures import COUNTRY, futures
from tests.ensemble.processes import Cluster, end, free_port
from tests.model.country import country


def test_every_wrong_sample_is_told_at_once_and_nothing_begins(tmp_path: Path) -> None:
    wrong = [
        Sample("a", {"jobs_gaol.2026": 1.0}),
        Sample("b", {"jobs_goal.2026": float("nan"), "pool.eligible_pool[zone=Z99]": times(2.0)}),
        Sample("c", {"jobs_gaol.2026": 1.0}),
        Sample("c", {}),
        Sample("", {}),
        Sample("d", {"zones.capex_per_seat": times(float("inf"))}),
        Sample("e", {"indivisible": True}),
        Sample("f", {"jobs_goal.2026": object()}),
        Sample("g", {"years": [2025]}),
        Sample("h", {"objective": {"method": "weighted", "weights": {"beauty": 1.0}}}),
        Sample("i", {"objective": {"stages": [{"objective": "suitability"}]}}),
        Sample("fine", {"jobs_goal.2026": 1250.0}),
    ]
    with pytest.raises(ModelError) as caught:
        run_ensemble(COUNTRY, wrong, out=tmp_path / "e")
    told = [str(problem) for problem in caught.value.problems]
    assert told[0].startswith("sample a and 1 more: inputs: no such name (found: jobs_gaol.2026)")
    for start in (
        "sample b: jobs_goal.2026: is not a finite number",
        "sample b: pool.eligible_pool[zone=Z99]: no such name (found: Z99)",
        "sample c: id: stands for more than one sample",
        "sample : id: is not a printable text",
        "sample d: zones.capex_per_seat: is not a finite number",
        "sample e: indivisible: whole parks have no ensemble",
        "sample f: changes: cannot be read (object is not a value)",
        "sample g: years: are the same for all samples",
        "sample h: objective.weights: no such term (found: beauty)",
        "sample i: objective.stages: the first stage",
    ):
        assert sum(each.startswith(start) for each in told) == 1, (start, told)
    assert not any("fine" in each for each in told)
    assert not (tmp_path / "e").exists()


def test_wrong_arguments_are_refused(tmp_path: Path) -> None:
    one = [Sample("a", {})]
    with pytest.raises(UsageError, match="0 samples: between 1 and 1,000,000"):
        run_ensemble(COUNTRY, [], out=tmp_path / "e")
    with pytest.raises(UsageError, match="1,000,000,000 samples"):
        run_ensemble(COUNTRY, range(10**9), out=tmp_path / "e")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="0 workers"):
        run_ensemble(COUNTRY, one, out=tmp_path / "e", workers=0)
    with pytest.raises(UsageError, match="chunks of 0"):
        run_ensemble(COUNTRY, one, out=tmp_path / "e", chunk=0)
    with pytest.raises(UsageError, match="whole parks"):
        run_ensemble(country(indivisible=True), one, out=tmp_path / "e")
    with pytest.raises(UsageError, match="not the address of a scheduler"):
        run_ensemble(COUNTRY, one, out=tmp_path / "e", scheduler="pigeon://loft")


def test_a_scheduler_that_is_not_there_is_told_within_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE_S", 1.0)
    address = f"tcp://127.0.0.1:{free_port()}"
    begun = time.monotonic()
    with pytest.raises(RunError, match=f"{address}: no scheduler answers there -> start one"):
        run_ensemble(COUNTRY, futures(3), out=tmp_path / "e", scheduler=address)
    assert time.monotonic() - begun < 20
    assert read_ensemble(tmp_path / "e").done == 0


def test_a_scheduler_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE_S", 1.0)
    empty = Cluster()
    try:
        with pytest.raises(RunError, match="the scheduler there has no worker -> start some with `dask worker tcp:"):
            run_ensemble(COUNTRY, futures(3), out=tmp_path / "e", scheduler=empty.address)
    finally:
        empty.close()


def test_a_worker_of_another_version_is_refused(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.py"
    other.write_text("import siting\nsiting.__version__ = '9.9.9'\n", "utf-8")
    worker = cluster.worker("--preload", str(other))
    try:
        cluster.pids(3)
        with pytest.raises(RunError) as caught:
            run_ensemble(COUNTRY, futures(3), out=tmp_path / "e", scheduler=cluster.address)
        (problem,) = caught.value.problems
        assert problem.place.startswith("worker tcp://127.0.0.1:")
        assert (problem.message, problem.value) == ("has other versions", "siting 9.9.9 (here 0.1.0)")
        # One that joins after the start is found out by its first chunk.
        monkeypatch.setattr(clusters, "_check_workers", lambda client, place: None)
        with pytest.raises(RunError, match=r"joined with other versions \(found: siting 9.9.9 \(here 0.1.0\)\)"):
            run_ensemble(COUNTRY, futures(60), out=tmp_path / "e2", chunk=1, scheduler=cluster.address)
    finally:
        end(worker)
    cluster.pids(2)


def test_versions_differ_in_what_both_tell() -> None:
    here = {"python": "3.13", "highspy": "1.16.0", "siting code": "abc"}
    assert differences(here, {"python": "3.13", "highspy": "1.16.0"}) == []
    assert differences(here, {"python": "3.12", "highspy": None}) == [
        "python 3.12 (here 3.13)",
        "highspy missing (here 1.16.0)",
    ]
    task = ChunkTask(inputs_sha256(COUNTRY), (0,), (Sample("a", {}),), True, {**versions(), "highspy": "0.1"})
    answer = solve_chunk(packed(COUNTRY), task)
    assert answer.refused == (f"highspy {versions()['highspy']} (here 0.1)",)
    assert answer.tables == {}


def test_another_content_is_refused_and_left_as_it_is(cluster: Cluster, tmp_path: Path) -> None:
    out = tmp_path / "e"
    samples = futures(3)
    run_ensemble(COUNTRY, samples, out=out, scheduler=cluster.address)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    cases = {
        "other inputs": lambda: run_ensemble(country(5, zones=10), samples, out=out),
        "other samples": lambda: run_ensemble(COUNTRY, futures(3, seed=1), out=out),
        "other tables": lambda: run_ensemble(COUNTRY, samples, out=out, zones=False),
    }
    for what, call in cases.items():
        with pytest.raises(RunError, match=f"holds an ensemble of {what};"):
            call()
    manifest = out / "ensemble.json"
    told = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**told, "versions": {**told["versions"], "highspy": "0.1"}}), "utf-8")
    with pytest.raises(RunError, match="other versions of the program"):
        run_ensemble(COUNTRY, samples, out=out)
    manifest.write_bytes(before[manifest])
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_folders_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="is not an ensemble"):
        read_ensemble(tmp_path)
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(RunError, match=r"holds other files and no ensemble \(found: letter.txt\)"):
        run_ensemble(COUNTRY, futures(3), out=tmp_path)
    with pytest.raises(RunError, match="cannot be written to"):
        run_ensemble(COUNTRY, futures(3), out=tmp_path / "letter.txt")
    (tmp_path / "ensemble.json").write_text('{"format": 99}', "utf-8")
    with pytest.raises(RunError, match="newer siting"):
        read_ensemble(tmp_path)
    (tmp_path / "ensemble.json").write_text('{"format": 1, "samples"', "utf-8")
    with pytest.raises(RunError, match="cannot be read"):
        read_ensemble(tmp_path)


def test_a_fingerprint_changes_with_what_the_mathematics_reads_and_with_nothing_else() -> None:
    given = inputs_sha256(COUNTRY)
    assert inputs_sha256(country(2, zones=10)) == given
    named = dataclasses.replace(COUNTRY, labels=COUNTRY.zones[["zone"]])
    assert inputs_sha256(named) == given
    zones = COUNTRY.zones.assign(active=np.nextafter(COUNTRY.zones["active"], np.inf))
    assert inputs_sha256(dataclasses.replace(COUNTRY, zones=zones)) != given
    renamed = COUNTRY.zones.assign(region=COUNTRY.zones["region"].replace("R0", "RX"))
    assert inputs_sha256(dataclasses.replace(COUNTRY, zones=renamed)) != given
    scalars = COUNTRY.scalars.model_copy(update={"growth_limit": 0.21})
    assert inputs_sha256(dataclasses.replace(COUNTRY, scalars=scalars)) != given

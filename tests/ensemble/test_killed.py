"""Workers, schedulers and clients that die in the middle lose nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from siting.ensemble import Progress, read_ensemble, run_ensemble
from siting.errors import RunError
from tests.ensemble.futures import COUNTRY, files, futures, undisturbed
from tests.ensemble.processes import ROOT, Cluster

SAMPLES = futures(60)


def expected(folder: Path) -> bool:
    """Whether an ensemble of `SAMPLES` is the one that a single process computes."""
    return files(folder) == undisturbed(SAMPLES, 2) and read_ensemble(folder).complete


def test_a_worker_killed_in_the_middle_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    victim, other = cluster.pids(2)
    told: list[Progress] = []

    def kill(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 3:
            os.kill(victim, signal.SIGKILL)

    run_ensemble(COUNTRY, SAMPLES, out=tmp_path / "e", chunk=2, scheduler=cluster.address, progress=kill)
    assert len(told) == 31
    assert expected(tmp_path / "e")
    after = cluster.pids(2)
    assert victim not in after
    assert other in after


def test_a_scheduler_killed_in_the_middle_is_told_and_what_was_finished_is_kept(
    cluster: Cluster, tmp_path: Path
) -> None:
    mine = Cluster()
    told: list[Progress] = []

    def kill(progress: Progress) -> None:
        told.append(progress)
        if progress.done >= 4 and mine.scheduler.poll() is None:
            mine.scheduler.kill()
            mine.scheduler.wait()

    try:
        mine.worker()
        mine.pids(1)
        with pytest.raises(RunError, match=r"does not answer any more.* what is finished is kept"):
            run_ensemble(COUNTRY, SAMPLES, out=tmp_path / "e", chunk=2, scheduler=mine.address, progress=kill)
    finally:
        mine.close()
    kept = files(tmp_path / "e")
    assert 4 <= read_ensemble(tmp_path / "e").done < 60
    run_ensemble(COUNTRY, SAMPLES, out=tmp_path / "e", scheduler=cluster.address)
    assert kept.items() <= files(tmp_path / "e").items()
    assert expected(tmp_path / "e")


SCRIPT = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored where a script is started behind a shell's &
import dask.config
from tests.ensemble import fixed_code
from siting.ensemble import run_ensemble
from tests.ensemble.futures import COUNTRY, futures

pressed = False

def press(progress):
    global pressed
    if progress.done >= 4 and not pressed:
        pressed = True
        os.killpg(0, signal.SIGINT)

if __name__ == "__main__":
    dask.config.set({"distributed.worker.preload": [fixed_code.__file__]})
    try:
        run_ensemble(COUNTRY, futures(240), out=sys.argv[1], chunk=1, progress=press)
    except KeyboardInterrupt as stopped:
        print(stopped)
"""


def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(cluster: Cluster, tmp_path: Path) -> None:
    script, out = tmp_path / "script.py", tmp_path / "e"
    script.write_text(SCRIPT, "utf-8")
    ended = subprocess.run(
        [sys.executable, str(script), str(out)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,  # as a terminal does it: the signal goes to all processes
        check=True,
    )
    done = read_ensemble(out).done
    assert 4 <= done < 240
    assert ended.stdout == f"{done} of 240 samples are kept in {out}; the same call goes on from there\n"
    assert ended.stderr == ""
    kept = files(out)
    run_ensemble(COUNTRY, futures(240), out=out, scheduler=cluster.address)
    assert kept.items() <= files(out).items()
    assert read_ensemble(out).complete

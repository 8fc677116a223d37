"""`siting serve` as a process: how it starts, what it says, how it ends."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from siting.errors import DataError, ModelError, UsageError
from siting.web.config import named_models
from siting.web.serving import listening
from tests.web.conftest import EXAMPLE


@contextlib.contextmanager
def process(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A running `siting serve` with the example."""
    command = [sys.executable, "-m", "siting", "serve", str(EXAMPLE), "--workers", "1", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONUNBUFFERED": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as running:
        try:
            yield running
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)


def ended(running: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = running.communicate(timeout=60)
    return running.returncode, out, err


def address(running: subprocess.Popen[str]) -> str:
    """The address that a server tells as it starts."""
    assert running.stderr is not None
    line = running.stderr.readline()
    found = re.search(r"http://\S+/", line)
    assert found, line
    return found[0].replace("0.0.0.0", "127.0.0.1")


def offspring(running: subprocess.Popen[str]) -> list[Any]:
    return psutil.Process(running.pid).children(recursive=True)


def runs(child: psutil.Process) -> bool:
    """Whether a process is more than a line in the table that nobody has read yet."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return child.is_running() and child.status() != psutil.STATUS_ZOMBIE
    return False


def test_port_0_takes_a_free_one_and_ctrl_c_ends_all(tmp_path: Path) -> None:
    with process(tmp_path, "--port", "0") as running:
        url = address(running)
        assert running.stderr is not None
        assert running.stderr.readline() == "Ctrl-C ends it.\n"  # and no word of a token
        with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
            assert client.get("/api/v1/models").json()[0]["name"] == "example"
            assert client.post("/api/v1/plans", json={"model": "example"}).status_code == 200
        children = offspring(running)
        assert len(children) >= 2
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to every process of the group
        code, out, err = ended(running)
        assert code == 0
        assert err == ""
        assert out == ""
        end = time.monotonic() + 20
        while any(runs(child) for child in children) and time.monotonic() < end:
            time.sleep(0.1)  # the last of them ends when it sees that the server has gone
        assert not any(runs(child) for child in children)


def test_ctrl_c_as_it_starts_ends_it_as_well(tmp_path: Path) -> None:
    with process(tmp_path, "--port", "0") as running:
        address(running)
        os.killpg(running.pid, signal.SIGINT)
        code, _, err = ended(running)
        assert code == 0
        assert "Traceback" not in err


def test_a_killed_server_leaves_no_process(tmp_path: Path) -> None:
    with process(tmp_path, "--port", "0") as running:
        address(running)
        while len(children := offspring(running)) < 2:
            time.sleep(0.05)
        running.kill()
        running.wait()
        until = time.monotonic() + 20
        while any(runs(child) for child in children):
            assert time.monotonic() < until
            time.sleep(0.05)


def test_another_address_prints_a_token_and_asks_for_it(tmp_path: Path) -> None:
    with process(tmp_path, "--port", "0", "--host", "0.0.0.0") as running:
        url = address(running)
        assert running.stderr is not None
        token = running.stderr.readline().rpartition(" ")[2].strip()
        assert len(token) >= 32
        models = f"{url}api/v1/models"
        assert httpx.get(models, timeout=60, trust_env=False).status_code == 401
        own = {"authorization": f"Bearer {token}"}
        assert httpx.get(models, headers=own, timeout=60, trust_env=False).status_code == 200
        running.send_signal(signal.SIGINT)
        code, out, err = ended(running)
        assert code == 0
        assert token not in out + err


def test_port_that_is_taken_is_told_with_a_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        with process(tmp_path, "--port", port) as running:
            code, out, err = ended(running)
    assert code == 2
    assert out == ""
    assert f"port {port}" in err
    assert "is in use already; name another with --port, or 0 for a free one" in " ".join(err.split())
    assert "Traceback" not in err


def test_of_two_servers_that_start_at_once_one_gets_the_port() -> None:
    with listening("127.0.0.1", 0) as first, pytest.raises(UsageError, match="in use already"):
        listening("127.0.0.1", first.getsockname()[1])


@pytest.mark.parametrize("host", ["256.0.0.1", "no.such.host.invalid", "x" * 80, "a..b", "1:2:3"])
def test_address_that_cannot_be_listened_on(host: str) -> None:
    with pytest.raises(UsageError, match="port 0 of"):
        listening(host, 0)


def test_small_answers_are_not_held_back() -> None:
    # asyncio switches Nagle's algorithm off only where the socket names its protocol
    with listening("127.0.0.1", 0) as line:
        assert line.proto == socket.IPPROTO_TCP


def copied(folder: Path) -> Path:
    return shutil.copytree(EXAMPLE, folder / "copy")


def test_model_that_cannot_be_read(tmp_path: Path) -> None:
    model = copied(tmp_path)
    (model / "model.yaml").write_text("name: [", "utf-8")
    with process(tmp_path, str(model), "--port", "0") as running:
        code, out, err = ended(running)
    assert code == 3
    assert out == ""
    assert "model.yaml" in err
    assert "Traceback" not in err


def test_model_without_data_is_told_at_the_start(tmp_path: Path) -> None:
    model = copied(tmp_path)
    shutil.rmtree(model / "data")
    with pytest.raises(DataError) as refused:
        named_models([str(model)])
    assert "data" in str(refused.value)
    (model / "data").mkdir()
    with pytest.raises(DataError):
        named_models([str(model)])


def test_models_need_names_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="two models have one name"):
        named_models([str(EXAMPLE), str(copied(tmp_path))])
    with pytest.raises(ModelError, match="no such model"):
        named_models([str(tmp_path / "nothing")])
    assert named_models([str(EXAMPLE)]) == {"example": EXAMPLE}

"""A PostgreSQL server with PostGIS for the time of a test: its own folder, its own port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["PASSWORD", "Server", "binaries", "running_server"]

#: Of the server's only user, needed over TCP.
PASSWORD = "motdepasse-secret-42"


@dataclass(frozen=True)
class Server:
    """A server that listens on the loopback interface."""

    port: int

    def url(self, base: str = "plans", password: str = PASSWORD, user: str = "planner") -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{base}"


def binaries() -> Path | None:
    """The folder of the newest server that has PostGIS; None where there is none."""
    found = []
    for initdb in Path("/usr/lib/postgresql").glob("*/bin/initdb"):
        version = initdb.parents[1].name
        if Path(f"/usr/share/postgresql/{version}/extension/postgis.control").exists():
            found.append((int(version), initdb.parent))
    return max(found)[1] if found else None


def _as_other() -> dict[str, Any]:
    """initdb refuses root: arguments that run a process as the user that Debian's package makes."""
    if os.geteuid() != 0:
        return {}
    postgres = pwd.getpwnam("postgres")
    return {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(home: Path) -> Iterator[Server]:
    """Start a server from the binaries in ``home`` with two data bases: ``plans`` with PostGIS, ``plain`` without."""
    other = _as_other()
    work = Path(tempfile.mkdtemp(prefix="siting-pg-"))
    try:
        if other:
            os.chown(work, other["user"], other["group"])
        secret = work / "secret"
        secret.write_text(PASSWORD, "ascii")
        if other:
            os.chown(secret, other["user"], other["group"])
        environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": str(work)}

        def call(*command: str) -> None:
            quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
            subprocess.run(command, check=True, cwd=work, env=environment, timeout=60, **quiet, **other)

        data, port = work / "data", _free_port()
        call(
            str(home / "initdb"), "-D", str(data), "-U", "planner", "--encoding=UTF8", "--auth-local=trust",
            "--auth-host=scram-sha-256", f"--pwfile={secret}", "--no-sync",
        )  # fmt: skip
        settings = f"-p {port} -k {work} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=32MB"
        control = [str(home / "pg_ctl"), "-D", str(data), "-w", "-t", "30"]
        try:
            call(*control, "-l", str(work / "log"), "-o", settings, "start")
            for base in ("plans", "plain"):
                call(str(home / "createdb"), "-h", str(work), "-p", str(port), "-U", "planner", base)
            psql = [str(home / "psql"), "-h", str(work), "-p", str(port), "-U", "planner", "-q", "-d", "plans", "-c"]
            call(*psql, "CREATE EXTENSION postgis")
            call(*psql, "CREATE SCHEMA other")
            yield Server(port)
        finally:
            subprocess.run(
                [*control, "-m", "immediate", "stop"], cwd=work, env=environment, check=False, timeout=60,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **other,
            )  # fmt: skip
    finally:
        shutil.rmtree(work, ignore_errors=True)

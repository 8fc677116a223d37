"""Where the cases run: a process each, the peers with libraries of their own."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

__all__ = ["ROOT", "NoPeers", "machine", "machine_lines", "peers_python", "run"]

ROOT = Path(__file__).parents[1]
#: Libraries of the peers, every one pinned and checked against its hash.
REQUIREMENTS = Path(__file__).parent / "peers" / "requirements.txt"
PEERS = Path(__file__).parent / ".peers"
PACKAGES = ("pulp", "highspy", "numpy", "pandas", "pydantic")


class NoPeers(Exception):
    """The environment of the peers cannot be made; the message says why and what to do."""


def peers_python(folder: Path = PEERS, requirements: Path = REQUIREMENTS) -> Path:
    """The Python of the peers, in an environment made the first time and whenever ``requirements`` change.

    Raises `NoPeers` with what went wrong.
    """
    python = folder / "bin" / "python"
    stamp = folder / "made-of"
    try:
        wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    except OSError as error:
        raise NoPeers(f"{requirements} cannot be read: {error.strerror}") from error
    if python.exists() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    for command in ([sys.executable, "-m", "venv", str(folder)], [*install, "-r", str(requirements)]):
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            failed, text = bool(done.returncode), done.stderr.strip() or done.stdout.strip()
        except OSError as error:
            failed, text = True, str(error)
        if failed:
            said = text.splitlines()
            shutil.rmtree(folder, ignore_errors=True)
            raise NoPeers(
                f"the peers' environment could not be made ({' '.join(command[1:4])}): "
                f"{said[-1] if said else 'no word'}; is the package index within reach? --no-peers leaves them out"
            )
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def run(module: str, *words: str, python: Path | None = None, limit: float | None = None) -> dict[str, Any]:
    """Run ``python -m module words`` in a process of its own: the document in its last line, with ``load`` before it.

    Where it fails or takes longer than ``limit`` seconds the document has ``failed``: why.
    """
    load = os.getloadavg()[0]
    command = [str(python or sys.executable), "-m", module, *words]
    began = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=limit)
    except subprocess.TimeoutExpired:
        return {"failed": f"stopped after {limit:,.0f} s", "load": load, "seconds": limit}
    if done.returncode:
        said = done.stderr.strip().splitlines()
        return {"failed": said[-1] if said else f"ended with {done.returncode}", "load": load}
    lines = done.stdout.strip().splitlines()
    found: dict[str, Any] = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return found | {"load": load, "seconds": time.perf_counter() - began}


def machine(peers: Path | None) -> dict[str, Any]:
    """The machine and the versions of what is measured."""
    versions = {name: metadata.version(name) for name in PACKAGES}
    if peers is not None:
        code = "import json, importlib.metadata as m; print(json.dumps({n: m.version(n) for n in %r}))"
        names = ("linopy", "pyomo", "pulp", "highspy")
        told = subprocess.run([str(peers), "-c", code % (names,)], capture_output=True, text=True, check=True)
        found = json.loads(told.stdout)
        if found["highspy"] != versions["highspy"]:
            raise NoPeers(
                f"peers use HiGHS {found['highspy']}, siting {versions['highspy']}: pin the same in {REQUIREMENTS}"
            )
        versions |= {name: found[name] for name in ("linopy", "pyomo")}
    processor = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        named = [
            line for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if line.startswith("model name")
        ]
        processor = named[0].split(":")[1].strip() if named else processor
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": versions,
    }


def machine_lines(about: Mapping[str, Any]) -> list[str]:
    """What `machine` told, as lines of a page."""
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    return [
        f"{about['processor']}, {about['cores']} cores, {about['system']}; Python {about['python']};",
        f"{versions}.",
    ]

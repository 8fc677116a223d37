"""What a server is started with."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from siting.errors import ModelError, UsageError

__all__ = ["ServerConfig", "is_loopback", "named_models", "new_token"]


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class ServerConfig:
    """Models by name, where runs are kept, where to listen, and limits.

    ``token`` is asked of every request where the address is not this machine's own. ``upload`` is the largest body of a
    request (bytes), ``seconds`` the longest that a question may take while one waits. ``hosts`` are further names of
    this server.
    """

    models: Mapping[str, Path]
    runs: Path = Path("runs")
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    live: int = 2
    upload: int = 16 * 2**20
    seconds: float = 20.0
    hosts: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and not self.token:
            raise UsageError("an address other than this machine's own needs a token")

    @property
    def own_data(self) -> Path:
        """Where tables that were brought in are kept."""
        return self.runs.absolute() / ".siting" / "data"

    def is_called(self, host: str) -> bool:
        """Whether a request may call this server so (no port).

        On this machine's own address other names are those of a page that means somebody else. Elsewhere the token
        keeps such pages out (a browser sends it under the name under which it was entered, and no other), and any name
        will do unless ``hosts`` lists some.
        """
        if is_loopback(self.host):
            return host in {"127.0.0.1", "localhost", "[::1]", self.host, f"[{self.host}]", *self.hosts}
        return bool(host) and (not self.hosts or host in {self.host, *self.hosts})


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def named_models(paths: list[str]) -> dict[str, Path]:
    """Name -> folder of models.

    Raises `ModelError` where one cannot be read or two have one name, `DataError` where the data of one are missing or
    wrong.
    """
    from siting.config import open_model
    from siting.regions import load_dataset

    found: dict[str, Path] = {}
    for path in paths:
        opened = open_model(path)
        model = opened.with_settings()
        load_dataset(model.data_folder, model.overrides_folder)
        name = model.name
        if name in found:
            raise ModelError.one(path, "two models have one name", name, "rename one of them")
        found[name] = opened.file.resolve().parent
    return found

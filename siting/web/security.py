"""What every request passes: who it means to talk to, whose page it comes from, its token, its size; and headers."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from siting.web.config import ServerConfig

__all__ = ["COOKIE", "Guard", "knows_token", "same_token"]

#: Cookie that holds the token once it was entered.
COOKIE = "siting-token"
#: What is to be had without the token: the page on which it is entered.
OPEN = ("/", "/login", "/static/login.js", "/static/page.css")
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        b"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Guard:
    """ASGI middleware; refuses before anything else has seen the request."""

    def __init__(self, app: Any, config: ServerConfig) -> None:
        self._app, self._config = app, config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _refuse(send, *refusal)
            return
        await self._app(scope, _limited(receive, self._config.upload), _with_headers(send, scope["path"]))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str, str] | None:
        host = _host(headers.get("host", ""))
        if host not in self._config.allowed_hosts:
            return 421, "MisdirectedRequest", f"this server is not called {host or 'that'}"
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and self._foreign(headers):
            return 403, "Forbidden", "a page of another site may not change anything here"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._config.upload:
            return 413, "TooLarge", f"a request may have {self._config.upload:,} bytes"
        free = scope["path"] in OPEN or scope["path"].startswith("/fonts/")
        if not free and not knows_token(self._config, headers):
            return 401, "Unauthorized", "this server asks for its token: Authorization: Bearer TOKEN, or enter it at /"
        return None

    def _foreign(self, headers: dict[str, str]) -> bool:
        """Whether a request comes from a page of another site."""
        origin = headers.get("origin")
        other = origin is not None and _host(urlsplit(origin).netloc) not in self._config.allowed_hosts
        return other or headers.get("sec-fetch-site") in ("cross-site", "same-site")


def knows_token(config: ServerConfig, headers: Mapping[str, str]) -> bool:
    """Whether a request has the token of the server, in its header or its cookie; true where none is asked for."""
    if not config.token:
        return True
    given = headers.get("authorization", "")
    offered = [given.removeprefix("Bearer ")] if given.startswith("Bearer ") else []
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        offered += [value] if name == COOKIE else []
    return any(same_token(config, each) for each in offered)


def same_token(config: ServerConfig, offered: str) -> bool:
    """Whether a text is the token, in the same time whatever it is."""
    return bool(config.token) and hmac.compare_digest(offered.encode(), str(config.token).encode())


def _host(netloc: str) -> str:
    """A host without its port."""
    if netloc.startswith("["):
        return netloc[: netloc.find("]") + 1]
    return netloc.rsplit(":", 1)[0] if netloc.count(":") == 1 else netloc


def _limited(receive: Receive, most: int) -> Receive:
    """Bodies that say nothing of their length, or lie about it, end at the limit."""
    seen = 0

    async def limited() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            return {"type": "http.disconnect"}
        return message

    return limited


def _with_headers(send: Send, path: str) -> Send:
    async def sender(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            told = {key.lower() for key, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in _HEADERS if pair[0] not in told)]
            if path.startswith("/api/") and b"cache-control" not in told:
                message["headers"] = [*message["headers"], (b"cache-control", b"no-store")]
        await send(message)

    return sender


async def _refuse(send: Send, status: int, error: str, message: str) -> None:
    body = json.dumps({"error": error, "message": message, "problems": []}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *_HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

"""What every request passes: who it means to talk to, whose page it comes from, its token, its size; and headers."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from siting.web.config import ServerConfig

__all__ = ["COOKIE", "Guard", "knows_token", "same_token"]

#: Cookie that holds the token once it was entered.
COOKIE = "siting-token"
#: What is to be had without the token: the page on which it is entered.
OPEN = ("/", "/login", "/static/login.js", "/static/page.css")
#: Seconds that the next part of a body may take to come.
PATIENCE = 30.0
Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
#: Status, error, message.
Refusal = tuple[int, str, str]

_log = logging.getLogger("siting.web")
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
    """ASGI middleware; refuses before anything else has seen the request, and answers where the program fails."""

    def __init__(self, app: Any, config: ServerConfig) -> None:
        self._app, self._config = app, config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        exchange = _Exchange(receive, send, scope["path"], self._config.upload)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await exchange.refuse(refusal)
            return
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except Exception:
            if not exchange.cut:
                _log.exception("a request to %s failed", scope["path"])
                exchange.cut = (500, "InternalError", "an error of the program; please report it")
        if exchange.cut and not exchange.begun:
            await exchange.refuse(exchange.cut)

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> Refusal | None:
        host = _host(headers.get("host", ""))
        if not self._config.is_called(host):
            return 421, "MisdirectedRequest", f"this server is not called {host[:100] or 'that'}"
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and _foreign(headers):
            return 403, "Forbidden", "a page of another site may not change anything here"
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit() and len(length) < 19 and int(length) <= self._config.upload):
            return _too_large(self._config.upload)
        free = scope["path"] in OPEN or scope["path"].startswith("/fonts/")
        if not free and not knows_token(self._config, headers):
            return 401, "Unauthorized", "this server asks for its token: Authorization: Bearer TOKEN, or enter it at /"
        return None


class _Exchange:
    """A request's body on its way in and its answer on its way out.

    A body that says nothing of its length, or lies about it, ends at the limit; one that does not come ends after a
    while. Then ``cut`` is the answer, whatever the application makes of what it has.
    """

    def __init__(self, receive: Receive, send: Send, path: str, most: int) -> None:
        self._receive, self._send, self._path, self._most = receive, send, path, most
        self._seen, self._whole = 0, False
        self.begun = False
        self.cut: Refusal | None = None

    async def receive(self) -> Message:
        if self.cut:
            return {"type": "http.disconnect"}
        if self._whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), PATIENCE)
        except TimeoutError:
            self.cut = (408, "RequestTimeout", f"no more of the request came for {PATIENCE:.0f} seconds")
            return {"type": "http.disconnect"}
        self._whole = not message.get("more_body", False)
        self._seen += len(message.get("body", b""))
        if self._seen > self._most:
            self.cut = _too_large(self._most)
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        if self.cut and not self.begun:
            return
        if message["type"] == "http.response.start":
            self.begun = True
            told = {key.lower() for key, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in _HEADERS if pair[0] not in told)]
            if self._path.startswith("/api/") and b"cache-control" not in told:
                message["headers"] = [*message["headers"], (b"cache-control", b"no-store")]
        await self._send(message)

    async def refuse(self, refusal: Refusal) -> None:
        """Answer with an error, and with nothing of the application's."""
        status, error, message = refusal
        self.cut, self.begun = None, False
        body = json.dumps({"error": error, "message": message, "problems": []}).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


def _too_large(most: int) -> Refusal:
    return 413, "TooLarge", f"a request may have {most:,} bytes"


def _foreign(headers: Mapping[str, str]) -> bool:
    """Whether a request comes from a page of another site, or of another port of this machine."""
    origin = headers.get("origin")
    if origin is not None and _netloc(origin) != headers.get("host", "").lower():
        return True
    return headers.get("sec-fetch-site") in ("cross-site", "same-site")


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def knows_token(config: ServerConfig, headers: Mapping[str, str]) -> bool:
    """Whether a request has the token of the server, in its header or its cookie; true where none is asked for."""
    if not config.token:
        return True
    given = headers.get("authorization", "")
    offered = [given[len("Bearer ") :]] if given[: len("Bearer ")].lower() == "bearer " else []
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        offered += [value] if name == COOKIE else []
    return any(same_token(config, each) for each in offered)


def same_token(config: ServerConfig, offered: str) -> bool:
    """Whether a text is the token, in the same time whatever it is."""
    return bool(config.token) and hmac.compare_digest(offered.encode(), str(config.token).encode())


def _host(netloc: str) -> str:
    """A host without its port, in small letters."""
    if netloc.startswith("["):
        return netloc[: netloc.find("]") + 1].lower()
    return (netloc.rsplit(":", 1)[0] if netloc.count(":") == 1 else netloc).lower()

"""Who may ask what, and what hostile requests come to: refused, in few words, with the same headers."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from siting.errors import UsageError
from siting.web.config import ServerConfig, is_loopback, new_token
from siting.web.security import COOKIE
from tests.web.conftest import EXAMPLE
from tests.web.serving import serving

TOKEN = "a-token-that-nobody-guesses-7f3a"
LIMIT = 50_000
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.fixture(scope="module")
def guarded() -> Iterator[httpx.Client]:
    """A server as it is on an address that others can reach: it asks for a token; its bodies are small."""
    config = ServerConfig({"example": EXAMPLE}, host="0.0.0.0", token=TOKEN, live=1, upload=LIMIT)
    with serving(config) as client:
        yield client


def raw(client: httpx.Client, sent: bytes, wait: float = 20.0) -> bytes:
    """What a server says to bytes."""
    url = client.base_url
    with socket.create_connection((url.host, url.port or 80), wait) as line:
        line.sendall(sent)
        got = b""
        while part := line.recv(65536):
            got += part
        return got


def post(client: httpx.Client, content: bytes | str, **headers: str) -> httpx.Response:
    return client.post("/api/v1/plans", content=content, headers={"content-type": "application/json", **headers})


# --- names and origins -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "localhost.", "", "[::2]"]
)
@pytest.mark.parametrize("path", ["/", "/api/v1/models", "/static/index.html", "/nothing"])
def test_another_name_is_refused(client: httpx.Client, host: str, path: str) -> None:
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["error"] == "MisdirectedRequest"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1", "localhost", "LocalHost:8765", "[::1]", "[::1]:8765"])
def test_names_of_this_machine_are_its_own(client: httpx.Client, host: str) -> None:
    assert client.get("/api/v1/models", headers={"host": host}).status_code == 200


def test_request_without_a_name_is_refused(client: httpx.Client) -> None:
    assert raw(client, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 421")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://localhost"},
        {"origin": "http://["},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing(client: httpx.Client, headers: dict[str, str]) -> None:
    for path in ("/api/v1/plans", "/login"):
        answer = client.post(path, json={"model": "example"}, headers=headers)
        assert answer.status_code == 403
    assert client.delete("/api/v1/plans", headers=headers).status_code == 403


def test_own_page_may_ask(client: httpx.Client) -> None:
    own = {"origin": str(client.base_url).rstrip("/"), "sec-fetch-site": "same-origin"}
    assert client.post("/api/v1/plans", json={"model": "example"}, headers=own).status_code == 200


def test_no_other_site_is_allowed_anything(client: httpx.Client) -> None:
    asks = {"origin": "http://evil.example", "access-control-request-method": "POST"}
    for method in ("OPTIONS", "GET", "HEAD"):
        answer = client.request(method, "/api/v1/models", headers=asks)
        assert not [name for name in answer.headers if name.startswith("access-control")]


# --- token -------------------------------------------------------------------------------------------


def test_another_address_needs_a_token() -> None:
    with pytest.raises(UsageError, match="needs a token"):
        ServerConfig({}, host="0.0.0.0")
    assert len({new_token() for _ in range(20)}) == 20
    assert min(len(new_token()) for _ in range(20)) >= 32


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("", False),
        ("0", False),
        ("10.0.0.1", False),
        ("localhost.evil.example", False),
    ],
)
def test_addresses_of_this_machine(host: str, own: bool) -> None:
    assert is_loopback(host) is own


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": TOKEN},
        {"authorization": "Bearer x"},
        {"cookie": f"{COOKIE}="},
        {"cookie": f"{COOKIE}={TOKEN[:-1]}"},
        {"cookie": f"other={TOKEN}"},
        {"cookie": ";;;==;"},
        {"authorization": "Bearer \xff\xfe"},
    ],
)
def test_without_the_token_nothing_is_to_be_had(guarded: httpx.Client, headers: dict[str, str]) -> None:
    sent = {name: value.encode("latin-1") for name, value in headers.items()}
    for method, path in (
        ("GET", "/api/v1/models"),
        ("GET", "/api/openapi.json"),
        ("GET", "/static/index.html"),
        ("GET", "/static/../api/v1/models"),
        ("GET", "//api/v1/models"),
        ("OPTIONS", "/api/v1/plans"),
        ("POST", "/api/v1/plans"),
        ("GET", f"/api/v1/models?token={TOKEN}"),
    ):
        assert guarded.request(method, path, headers=sent).status_code == 401, (method, path)


def test_header_and_cookie_hold_the_token(guarded: httpx.Client) -> None:
    for headers in (
        {"authorization": f"Bearer {TOKEN}"},
        {"authorization": f"bearer {TOKEN}"},
        {"cookie": f"a=b; {COOKIE}={TOKEN}; c"},
    ):
        assert guarded.get("/api/v1/models", headers=headers).status_code == 200


def test_any_name_will_do_with_the_token(guarded: httpx.Client) -> None:
    own = {"authorization": f"Bearer {TOKEN}", "host": "planner.example:80"}
    assert guarded.get("/api/v1/models", headers=own).status_code == 200
    named = ServerConfig({}, host="10.0.0.1", token="t", hosts=("planner.example",))
    assert named.is_called("planner.example")
    assert named.is_called("10.0.0.1")
    assert not named.is_called("evil.example")
    assert not named.is_called("")


def test_the_entered_token_becomes_a_cookie_that_scripts_do_not_see(guarded: httpx.Client) -> None:
    answer = guarded.post("/login", json={"token": TOKEN})
    assert answer.status_code == 200
    guarded.cookies.clear()
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    for wrong in ("", "x", TOKEN + " ", "\u00e9", "x" * 200):
        refused = guarded.post("/login", json={"token": wrong})
        assert refused.status_code == 401
        assert "set-cookie" not in refused.headers
    for wrong in ('{"token": "\\ud800"}', '{"token": 1}', "{}", "", '{"token": "' + "x" * 201 + '"}'):
        refused = guarded.post("/login", content=wrong, headers={"content-type": "application/json"})
        assert refused.status_code == 422


def test_login_of_a_server_without_a_token(client: httpx.Client) -> None:
    answer = client.post("/login", json={"token": ""})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_token_is_told_nobody(guarded: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    own = {"authorization": f"Bearer {TOKEN}"}
    answers = [
        guarded.get("/", headers=own),
        guarded.get("/api/v1/models", headers=own),
        guarded.get("/api/openapi.json", headers=own),
        guarded.get("/nothing", headers=own),
        guarded.post("/api/v1/plans", json={"model": "nix"}, headers=own),
        guarded.post("/api/v1/plans", content=b"{", headers=own),
        guarded.post("/login", json={"token": TOKEN + "x"}),
        guarded.post("/api/v1/plans", json={"model": "example"}, headers={**own, "origin": "http://evil.example"}),
    ]
    for answer in answers:
        assert TOKEN not in answer.text.replace(TOKEN + "x", "")
        assert TOKEN not in str(answer.headers)
    logged = [each for each in caplog.records if not each.name.startswith(("httpx", "httpcore"))]
    assert TOKEN not in "\n".join(each.getMessage() for each in logged)


# --- headers -----------------------------------------------------------------------------------------


def assert_headers(answer: httpx.Response) -> None:
    told = answer.headers
    assert {name: told.get(name) for name in HEADERS} == HEADERS, answer.request.url
    policy = told["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "server" not in told
    assert len(told.get_list("content-security-policy")) == 1


def test_every_answer_has_the_headers(client: httpx.Client, guarded: httpx.Client) -> None:
    for method, path in (
        ("GET", "/"),
        ("HEAD", "/"),
        ("GET", "/static/index.html"),
        ("GET", "/static/nothing"),
        ("GET", "/static"),
        ("GET", "/fonts/LICENSE.txt"),
        ("GET", "/api/v1/models"),
        ("GET", "/api/v1/models/nix/map"),
        ("GET", "/api/openapi.json"),
        ("GET", "/nothing"),
        ("POST", "/api/v1/plans"),
        ("PUT", "/api/v1/plans"),
    ):
        assert_headers(client.request(method, path))
    assert_headers(client.get("/", headers={"host": "evil.example"}))
    assert_headers(client.post("/api/v1/plans", headers={"origin": "http://evil.example"}))
    assert_headers(guarded.get("/api/v1/models"))
    assert_headers(guarded.post("/login", content=b"x" * (LIMIT + 1)))


def test_answers_of_the_interface_are_not_kept(client: httpx.Client) -> None:
    assert client.get("/api/v1/models").headers["cache-control"] == "no-store"
    assert client.get("/api/v1/nothing").headers["cache-control"] == "no-store"


def test_a_fault_of_the_program_is_an_answer_without_its_inside(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(*_: Any, **__: Any) -> None:
        raise RuntimeError("the inside of the program")

    monkeypatch.setattr(client.app.state.workers, "ask", faulty)  # type: ignore[attr-defined]
    answer = client.post("/api/v1/plans", json={"model": "example"})
    assert answer.status_code == 500
    assert answer.json() == {
        "error": "InternalError",
        "message": "an error of the program; please report it",
        "problems": [],
    }
    assert_headers(answer)
    assert "the inside of the program" in caplog.text


# --- files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mount", ["/static", "/fonts"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/.",
        "/..",
        "/../app.py",
        "/../../../pyproject.toml",
        "/%2e%2e/app.py",
        "/%2e%2e%2fapp.py",
        "/..%2fapp.py",
        "/..%5capp.py",
        "/..\\app.py",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/%00",
        "/index.html%00.png",
        "/" + "a" * 5000,
        "/\u00e9\u0301",
        "/%ff%fe",
    ],
)
def test_no_file_but_those_meant(client: httpx.Client, mount: str, path: str) -> None:
    target = (mount + path).encode()
    got = raw(client, b"GET " + target + b" HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")
    status = int(got.split(b" ", 2)[1])
    assert status in (307, 400, 404, 405), got[:300]
    body = got.split(b"\r\n\r\n", 1)[1]
    assert b"root:" not in body
    assert b"import" not in body
    assert b"<li>" not in body


# --- methods -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD", "PROPFIND", "BREW"])
def test_methods_that_are_not_meant(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/api/v1/plans", headers={"x-secret": "mirrored"})
    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"]
    assert "mirrored" not in answer.text


def test_head_of_the_page(client: httpx.Client) -> None:
    answer = client.head("/")
    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["content-length"]) == len(client.get("/").content)


def test_websockets_are_not_spoken(client: httpx.Client) -> None:
    asks = {
        "connection": "upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "YWFhYQ==",
    }
    assert client.get("/api/v1/plans", headers=asks).status_code == 405


# --- bodies ------------------------------------------------------------------------------------------


def test_a_body_over_the_limit_is_refused_before_it_is_read(guarded: httpx.Client) -> None:
    own = {"authorization": f"Bearer {TOKEN}"}
    told = b"POST /api/v1/plans HTTP/1.1\r\nhost: a\r\nauthorization: Bearer " + TOKEN.encode()
    assert raw(guarded, told + b"\r\ncontent-length: 50001\r\nconnection: close\r\n\r\n").startswith(b"HTTP/1.1 413")
    assert guarded.post("/api/v1/plans", content=b" " * (LIMIT + 1), headers=own).status_code == 413
    assert guarded.post("/api/v1/plans", content=b" " * LIMIT, headers=own).status_code == 422


def test_a_body_that_does_not_tell_its_length_ends_at_the_limit(guarded: httpx.Client) -> None:
    own = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}

    def parts(count: int) -> Iterator[bytes]:
        yield b'{"model": "example", "settings": {"title.en": "'
        for _ in range(count):
            yield b"x" * 1000
        yield b'"}}'

    answer = guarded.post("/api/v1/plans", content=parts(60), headers=own)
    assert answer.status_code == 413
    assert answer.json()["error"] == "TooLarge"
    assert_headers(answer)
    assert guarded.post("/api/v1/plans", content=parts(40), headers=own).status_code in (200, 422)


def test_a_body_that_does_not_come_is_not_waited_for(guarded: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siting.web.security.PATIENCE", 0.2)
    told = b"POST /login HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nconnection: close\r\n"
    assert raw(guarded, told + b"content-length: 100\r\n\r\n{").startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize("length", [b"-1", b"1e3", b"9" * 40, b"0x10", b"1, 2", b"\xb2"])
def test_lengths_that_are_none(client: httpx.Client, length: bytes) -> None:
    told = b"POST /login HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-length: " + length + b"\r\n\r\n"
    assert raw(client, told).split(b" ", 2)[1] in (b"400", b"413")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"1",
        b'"text"',
        b"\x00",
        b"\xff\xfe{\x00}\x00",
        b'{"model": "\xff"}',
        b'{"model": "example"} trailing',
        b'{"model": NaN}',
        b'{"model": "example", "settings": []}',
        b'{"model": "example", "extra": 1}',
        b'{"model": "example", "settings": {"goals.jobs.2028": NaN}}',
        b'{"model": "example", "settings": {"goals.jobs.2028": Infinity}}',
        b'{"model": "example", "settings": {"goals.jobs.2028": 1e999}}',
        b'{"model": "example", "settings": {"goals.jobs.2028": ' + b"9" * 300 + b"}}",
        b'{"model": "example", "settings": {"goals.jobs.2028": ' + b"9" * 10_000 + b"}}",
        b'{"model": "example", "settings": {"goals.jobs.2028": "\\u0000"}}',
        b'{"model": "example", "settings": {"goals.jobs.2028": "\\ud800"}}',
        b'{"model": "example", "settings": {"\\ud800": 1}}',
        b'{"model": "\\ud800"}',
        b'{"model": "example", "settings": {"\\u0000": 1}}',
        b'{"model": "example", "settings": {"": 1}}',
        b'{"model": "example", "settings": {"a b": 1}}',
        b'{"model": "example", "settings": {"...": 1}}',
        b'{"model": "example", "settings": {"goals.jobs.2028": {"!!python/object": 1}}}',
        b'{"model": "example", "settings": {"goals.jobs.2028": "!!python/object:os.system ls"}}',
        b'{"model": "example", "settings": {"title.en": "\\u2028\\u0085"}, "level": "x"}',
        b'{"model": "../example"}',
        b'{"model": "example", "scenario": "../../model"}',
        b'{"model": "example", "scenario": "balanced.yaml"}',
        b'{"model": "example", "level": "../"}',
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'{"model": "example", "settings": {"goals.jobs.2028": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
        b'{"model": "example", "settings": {"goals.jobs.2028": ' + b"[" * 900 + b"]" * 900 + b"}}",
        b'{"model": "example", "x": ' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"model": "example", "settings": {' + b",".join(b'"k%d": 1' % i for i in range(5000)) + b"}}",
        b'{"model": "example", "settings": {"goals.jobs.2028": "' + b"x" * 1_000_000 + b'"}}',
    ],
    ids=lambda body: repr(body[:40]) + str(len(body)),
)
def test_bodies_that_are_none_are_refused(client: httpx.Client, body: bytes) -> None:
    answer = post(client, body)
    assert answer.status_code in (400, 422), answer.text[:500]
    told = answer.json()
    assert told["message"]
    assert len(answer.content) < 40_000
    assert_headers(answer)
    assert post(client, b'{"model": "example"}').status_code == 200


def test_of_two_values_under_one_key_the_last_counts(client: httpx.Client) -> None:
    answer = post(client, b'{"model": "nix", "model": "example", "settings": {"a": 1}, "settings": {}}')
    assert answer.status_code == 200
    asked = {"model": "example", "scenario": None, "level": None, "data": None, "settings": {}}
    assert answer.json()["request"] == asked


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "a/b/c;;="]
)
def test_a_body_of_another_kind_is_refused(client: httpx.Client, kind: str) -> None:
    # what a form of another site can send without asking first is never read as JSON
    answer = client.post("/api/v1/plans", content=b'{"model": "example"}', headers={"content-type": kind})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "header",
    [b"x-session: " + b"a" * 65, b"x-session: a b", b"x-session: \xff", b"x-session: a;b", b"x-session: ../.."],
)
def test_sessions_that_are_none(client: httpx.Client, header: bytes) -> None:
    body = b'{"model": "example"}'
    told = b"POST /api/v1/plans HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nconnection: close\r\n"
    got = raw(client, told + header + b"\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
    assert got.split(b" ", 2)[1] == b"422"


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nhost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx\x00y: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost : 127.0.0.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"\r\n\r\n\r\n\r\n",
        b"SSH-2.0-x\r\n\r\n",
    ],
    ids=range(8),
)
def test_what_is_not_http_ends_the_line_and_nothing_else(client: httpx.Client, sent: bytes) -> None:
    url = client.base_url
    with socket.create_connection((url.host, url.port or 80), 10) as line:
        try:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            got = line.recv(65536)
        except OSError:  # it has hung up already
            got = b""
    assert got == b"" or got.split(b" ", 2)[1] in (b"400", b"413", b"431")
    assert client.get("/api/v1/models").status_code == 200


def test_a_body_and_a_length_that_disagree_smuggle_nothing(client: httpx.Client) -> None:
    told = (
        b"POST /login HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n"
        b"0\r\n\r\nGET /api/v1/models HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"
    )
    got = raw(client, told)
    assert b"Example country" not in got or got.count(b"HTTP/1.1 ") == 2


def test_clients_that_hang_up_leave_the_server_whole(client: httpx.Client) -> None:
    url = client.base_url
    body = json.dumps({"model": "example", "settings": {"goals.jobs.2028": 15000}}).encode()
    told = b"POST /api/v1/plans HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
    for cut in (10, len(body)):
        for _ in range(20):
            with socket.create_connection((url.host, url.port or 80), 10) as line:
                line.sendall(told + b"content-length: %d\r\n\r\n" % len(body) + body[:cut])
    asked = {"model": "example", "settings": {"goals.jobs.2028": 14321}}
    answer = client.post("/api/v1/plans", json=asked, headers={"x-session": "another"})
    assert answer.status_code == 200
    assert answer.json()["request"]["settings"] == {"goals.jobs.2028": 14321}

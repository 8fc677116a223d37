"""Whatever comes, no answer is a fault of the program, and every answer is of its described form.

``SITING_FUZZ=10000`` sends so many requests of the project's own fuzz instead of a few hundred.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from siting.config.walk import fields
from siting.web.app import create_app
from siting.web.config import ServerConfig
from tests.web.conftest import EXAMPLE

COUNT = int(os.environ.get("SITING_FUZZ", "1500"))
SEED = 20_260_107


# --- by the description ------------------------------------------------------------------------------


schema = schemathesis.openapi.from_dict(create_app(ServerConfig({"example": EXAMPLE})).openapi())


@schema.parametrize()
@settings(
    max_examples=int(os.environ.get("SITING_EXAMPLES", "12")),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_as_described(case: Any, client: httpx.Client) -> None:
    if case.method == "GET" and case.path.endswith("/events"):
        pytest.skip("an answer without an end")
    # that a setting is no setting of the model, or a run no run, is nothing that a description can say
    case.call_and_validate(base_url=str(client.base_url), excluded_checks=[positive_data_acceptance])


# --- by chance ---------------------------------------------------------------------------------------

KEYS = ["goals.jobs.2028", "goals", "goals.jobs", *(".".join(spec.path) for spec in fields() if "*" not in spec.path)]
NASTY: list[Any] = [
    None,
    True,
    0,
    -1,
    1,
    0.5,
    16_000,
    1e9,
    -1e308,
    10**18,
    10**40,
    "",
    "x",
    "null",
    "0",
    "\u0000",
    "\ud800",
    "ليس رقما",
    "\u202e\u2028",
    "../../etc/passwd",
    "{{7*7}}",
    "' or 1=1 --",
    "%s%n",
    "!!python/object/apply:os.system [ls]",
    "&a [*a]",
    [],
    {},
    [[]],
    {"a": 1},
    {"2028": 15000},
    {"2028": None},
    [1, "a", None],
    {"": ""},
]
METHODS = ["GET", "GET", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"]


class Fuzz:
    """Requests by chance, the same for the same seed."""

    def __init__(self, seed: int, paths: list[str]) -> None:
        self.chance = random.Random(seed)
        self.paths = paths

    def value(self, depth: int = 0) -> Any:
        chance = self.chance
        kind = chance.random()
        if depth < 3 and kind < 0.1:
            return [self.value(depth + 1) for _ in range(chance.randrange(4))]
        if depth < 3 and kind < 0.25:
            return {
                chance.choice([*KEYS, "a", "2028", "zones"]): self.value(depth + 1) for _ in range(chance.randrange(4))
            }
        if kind < 0.4:
            return chance.uniform(-1, 1) * 10 ** chance.randrange(-9, 12)
        return chance.choice(NASTY)

    def settings(self) -> Any:
        return {self.chance.choice(KEYS): self.value() for _ in range(self.chance.randrange(5))}

    def body(self) -> bytes:
        chance = self.chance
        kind = chance.random()
        if kind < 0.1:
            return chance.randbytes(chance.randrange(200))
        told: Any = {"model": "example", "settings": self.settings()}
        if chance.random() < 0.3:
            told[chance.choice(["scenario", "level", "model", "name", "note", "runs", "extra"])] = self.value()
        if chance.random() < 0.1:
            told = self.value()
        text = json.dumps(told).encode()
        if kind < 0.3:  # damaged somewhere
            at = chance.randrange(len(text))
            text = text[:at] + chance.randbytes(chance.randrange(3)) + text[at + chance.randrange(3) :]
        return text

    def path(self) -> tuple[str, str]:
        """A path of the description (empty for one that is none) and what is asked in its place."""
        chance = self.chance
        if chance.random() < 0.15:
            parts = [
                chance.choice(["api", "v1", "..", ".", "%00", "%2e%2e", "static", "fonts", "é", "", "runs", "a" * 300])
            ]
            return "", "/" + "/".join(parts * chance.randrange(1, 5))
        path = template = chance.choice(self.paths)
        while "{" in path:
            start, _, rest = path.partition("{")
            told = chance.choice(["example", "fr", "balanced", "nix", "..", "%2e%2e%2f", "x" * 200, "%ff", "1", "-"])
            path = start + told + rest.partition("}")[2]
        if chance.random() < 0.3:
            path += "?" + chance.choice(
                ["level=province", "level=%00", "scenario=balanced", "scenario=..", "a=1&a=2", "%", "=&="]
            )
        return template, path

    def headers(self) -> dict[bytes, bytes]:
        chance = self.chance
        told = {
            b"content-type": chance.choice([b"application/json"] * 8 + [b"text/plain", b"multipart/form-data", b"\xff"])
        }
        if chance.random() < 0.2:
            name = chance.choice(
                [b"x-session", b"accept", b"cookie", b"authorization", b"range", b"if-none-match", b"origin"]
            )
            told[name] = chance.choice(
                [b"a", b"bytes=0-1", b"bytes=9-,-", b"*", b"\xe9", b"a" * 500, b"=;=", b"Bearer x"]
            )
        return told


def fuzzed(client: httpx.Client, count: int, tell: Callable[[str], None] = lambda _: None) -> dict[int, int]:
    """How many answers there were of each status. Fails at the first that is a fault of the program."""
    described = client.get("/api/openapi.json").json()["paths"]
    known = {path: [each.upper() for each in methods] for path, methods in described.items()}
    known |= {"/": ["GET"], "/login": ["POST"], "/static/index.html": ["GET"]}
    fuzz = Fuzz(SEED, [*known, *["/api/v1/plans"] * 12, *["/api/v1/plans/refined"] * 2])
    seen: dict[int, int] = {}
    for number in range(count):
        template, path = fuzz.path()
        meant = known.get(template, METHODS) if fuzz.chance.random() < 0.85 else METHODS
        method, body, headers = fuzz.chance.choice(meant), fuzz.body(), fuzz.headers()
        request = client.build_request(method, httpx.URL(str(client.base_url) + path), content=body, headers=headers)
        answer = client.send(request)
        seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
        assert answer.status_code < 500, (number, method, path, headers, body, answer.text)
        assert "x-content-type-options" in answer.headers
        if answer.status_code >= 400 and method != "HEAD" and b"range" not in headers:  # of a file: told in plain text
            told = answer.headers["content-type"], answer.text
            assert told[0] == "application/json", (number, method, path, headers, told)
            assert {"error", "message", "problems"} == set(answer.json()), (number, method, path)
        if number % 1000 == 999:
            tell(f"{number + 1} requests: {seen}")
    return seen


def test_requests_by_chance_find_no_fault(client: httpx.Client, capsys: pytest.CaptureFixture[str]) -> None:
    def tell(text: str) -> None:
        with capsys.disabled():
            print(text)

    seen = fuzzed(client, COUNT, tell if COUNT > 5000 else lambda _: None)
    assert sum(seen.values()) == COUNT
    assert seen[200] > COUNT / 20  # it does not stop at the door
    assert {404, 405, 422} <= set(seen)

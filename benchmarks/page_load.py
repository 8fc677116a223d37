"""Many planners on one server: simultaneous users who move the goal, each in a session of their own.

`python -m benchmarks.page_load [--users 20] [--seconds 60] [--pause 1.0] [--workers 2] [--model NAME]` starts
`siting serve` on a free port of this machine, lets each user ask for one random goal after the other (as soon as the
last answer is there and a pause is over, on average ``--pause`` seconds), checks that each answer belongs to its
question, and prints medians and 95th percentiles. Exit code 1 where an answer was an error or somebody else's.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import numpy as np

#: A user goes on to the refined plan after so many goals, as the page does when the slider rests.
REFINE_EVERY = 10


@dataclass
class Tally:
    """Milliseconds of answers by kind, of each user, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: {"plan": [], "refined": [], "worker's part": []})
    by_user: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)


@contextlib.contextmanager
def served(model: str, workers: int) -> Iterator[str]:
    """The address of a server that runs meanwhile."""
    with tempfile.TemporaryDirectory() as runs:
        command = [sys.executable, "-m", "siting", "serve", model, "--port", "0"]
        command += ["--runs", f"{runs}/runs", "--workers", str(workers)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            try:
                told = server.stderr.readline()
                found = re.search(r"http://\S+", told)
                if found is None:
                    raise SystemExit(told + server.stderr.read())
                yield found[0].rstrip("/")
            finally:
                server.send_signal(signal.SIGINT)
                server.communicate()


async def user(client: httpx.AsyncClient, view: Any, name: str, until: float, pause: float, tally: Tally) -> None:
    """One planner, who moves the goal of jobs until time is over."""
    chance = random.Random(name)
    year = view["years"][-1]
    key = f"goals.jobs.{year}"
    start = await client.get(f"/api/v1/models/{view['name']}/controls")
    given = next(each["given"] for group in start.json() for each in group["controls"] if each["key"] == key)
    count = 0
    while time.perf_counter() < until:
        await asyncio.sleep(chance.uniform(0, 2 * pause))
        count += 1
        asked = round(given * chance.uniform(0.85, 1.05))
        kind = "refined" if count % REFINE_EVERY == 0 else "plan"
        body = {"model": view["name"], "settings": {key: asked}}
        path = "/api/v1/plans/refined" if kind == "refined" else "/api/v1/plans"
        began = time.perf_counter()
        try:
            answer = await client.post(path, json=body, headers={"X-Session": name})
        except httpx.HTTPError as error:
            tally.wrong[type(error).__name__] += 1
            continue
        taken = 1000 * (time.perf_counter() - began)
        wrong = fault(answer, body, asked, year)
        if wrong:
            tally.wrong[wrong] += 1
            continue
        tally.times[kind].append(taken)
        if kind == "plan":
            tally.times["worker's part"].append(sum(answer.json()["ms"].values()))
            tally.by_user.setdefault(name, []).append(taken)


def fault(answer: httpx.Response, body: Any, asked: float, year: int) -> str | None:
    """What is wrong with an answer to a question, if anything is."""
    if answer.status_code != 200:
        return f"status {answer.status_code}"
    told = answer.json()
    if told["request"]["settings"] != body["settings"]:
        return "the answer to another question"
    if told["status"] != "optimal":
        return f"no plan: {told['status']}"
    goal = next(each for each in told["goals"] if each["goal"] == "jobs" and each["year"] == year)
    total = sum(own[-1] for own in told["jobs"])
    if goal["asked"] != asked or goal["reached"] < asked - 0.01 or abs(total - goal["reached"]) > 1:
        return "another goal"
    return None


async def played(url: str, users: int, seconds: float, pause: float) -> Tally:
    """All users at once, after each has had a first plan."""
    tally = Tally()
    limits = httpx.Limits(max_connections=users + 1, max_keepalive_connections=users + 1)
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False, limits=limits) as client:
        view = (await client.get("/api/v1/models")).json()[0]
        names = [f"user-{number}" for number in range(users)]
        await asyncio.gather(
            *(client.post("/api/v1/plans", json={"model": view["name"]}, headers={"X-Session": name}) for name in names)
        )
        until = time.perf_counter() + seconds
        await asyncio.gather(*(user(client, view, name, until, pause, tally) for name in names))
    return tally


def main(arguments: list[str] | None = None) -> int:
    """Run and print; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--model", default="models/tech-valley-2030")
    chosen = parser.parse_args(arguments)
    with served(chosen.model, chosen.workers) as url:
        tally = asyncio.run(played(url, chosen.users, chosen.seconds, chosen.pause))
    print(f"{chosen.users} users, {chosen.seconds:g} s, {chosen.pause:g} s between answer and next question")
    for kind, times in tally.times.items():
        if times:
            half, most, worst = np.percentile(times, [50, 95, 100])
            print(
                f"{kind}: {len(times)} answers, median {half:.0f} ms, 95th percentile {most:.0f} ms, worst {worst:.0f}"
            )
    medians = [float(np.median(times)) for times in tally.by_user.values()]
    if medians:
        print(f"medians of single users: {min(medians):.0f} to {max(medians):.0f} ms")
    print(f"errors: {dict(tally.wrong) or 'none'}")
    return 1 if tally.wrong or not tally.times["plan"] else 0


if __name__ == "__main__":
    sys.exit(main())

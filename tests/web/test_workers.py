"""Workers: what one question does to the next, and what is left when they end."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from siting.errors import ModelError
from siting.web.turns import OF_ONE, WAITING, Turns
from siting.web.workers import Busy, Crashed, Failed, TimedOut, Workers
from tests.web.desks import BrokenDesk, TryingDesk


def run(story: Callable[[Workers], Awaitable[Any]], **options: Any) -> Any:
    """Tell a story of workers, one of them live, and see to it that none is left."""

    async def told() -> Any:
        workers = Workers({}, **{"live": 1, "make": TryingDesk, **options})
        await workers.start()
        pids = workers.pids
        try:
            answer = await asyncio.wait_for(story(workers), 60)
            pids += workers.pids
            return answer
        finally:
            await asyncio.to_thread(workers.stop)
            assert [pid for pid in pids if psutil.pid_exists(pid)] == []

    return asyncio.run(told())


def test_a_question_is_answered_and_a_refusal_comes_whole() -> None:
    async def story(workers: Workers) -> None:
        assert await workers.ask("echo", {"a": [1, 2]}) == {"a": [1, 2]}
        with pytest.raises(ModelError) as refused:
            await workers.ask("refuse")
        assert refused.value.problems[0].remedy == "do better"
        assert await workers.ask("counted") == 1

    run(story)


def test_a_worker_killed_while_it_works_costs_that_question_alone(tmp_path: Path) -> None:
    began = tmp_path / "began"

    async def story(workers: Workers) -> None:
        pid = await workers.ask("pid")
        lost = asyncio.create_task(workers.ask("stay", str(began)))
        waits = asyncio.create_task(workers.ask("echo", "waits"))
        while not began.exists():
            await asyncio.sleep(0.01)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(Crashed, match="died"):
            await lost
        assert await waits == "waits"
        assert await workers.ask("pid") != pid

    run(story)


def test_a_worker_killed_while_it_rests_costs_nothing() -> None:
    async def story(workers: Workers) -> None:
        pid = await workers.ask("pid")
        os.kill(pid, signal.SIGKILL)
        while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
            await asyncio.sleep(0.01)
        assert await workers.ask("echo", 1) == 1

    run(story)


def test_one_worker_dies_and_the_others_go_on() -> None:
    async def story(workers: Workers) -> None:
        with pytest.raises(Crashed):
            await workers.ask("die", slow=True)
        assert await workers.ask("echo", 1) == 1
        assert await workers.ask("echo", 2, slow=True) == 2

    run(story)


def test_long_questions_have_a_worker_of_their_own_once_there_is_one(tmp_path: Path) -> None:
    end = tmp_path / "end"

    async def story(workers: Workers) -> None:
        assert len(workers.pids) == 2
        long = asyncio.create_task(workers.ask("wait_for", str(end), "long", aside=True))
        assert await workers.ask("echo", 1) == 1
        assert await workers.ask("echo", 2, slow=True) == 2
        assert not long.done()
        end.touch()
        assert await long == "long"
        assert len(workers.pids) == 3

    run(story)


def test_a_question_beyond_its_seconds_is_stopped_and_the_next_works() -> None:
    async def story(workers: Workers) -> None:
        began = time.monotonic()
        with pytest.raises(TimedOut):
            await workers.ask("sleep", 30, None, seconds=0.3)
        assert time.monotonic() - began < 2
        assert await workers.ask("echo", "next") == "next"

    run(story)


def test_a_question_beyond_its_memory_is_refused_and_the_next_works() -> None:
    async def story(workers: Workers) -> None:
        pid = await workers.ask("pid")
        with pytest.raises(Crashed, match="more memory than a request may take"):
            await workers.ask("allocate", 2**33)
        assert await workers.ask("allocate", 2**20) == 2**20
        assert await workers.ask("pid") != pid

    run(story, memory=2**32)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("fail", Failed),
        ("leave", Crashed),
        ("answer_that_cannot_be_sent", Failed),
        ("answer_that_will_not_be_sent", Failed),
        ("error_that_cannot_be_sent", Failed),
        ("error_that_cannot_be_read", Crashed),
        ("no_such_question", Crashed),
    ],
)
def test_what_goes_wrong_in_a_worker_is_an_error_and_never_a_silence(name: str, error: type[Exception]) -> None:
    async def story(workers: Workers) -> None:
        with pytest.raises(error):
            await workers.ask(name, seconds=20)
        assert await workers.ask("echo", 1) == 1

    run(story)


def test_arguments_that_cannot_be_sent_are_an_error() -> None:
    async def story(workers: Workers) -> None:
        pid = await workers.ask("pid")
        with pytest.raises(Failed):
            await workers.ask("echo", lambda: None)
        assert await workers.ask("pid") == pid

    run(story)


def test_who_stops_waiting_leaves_no_answer_for_the_next() -> None:
    async def story(workers: Workers) -> None:
        for wait in (0.0, 0.001, 0.05, 0.2):
            left = asyncio.create_task(workers.ask("sleep", 0.3, "of the one who left"))
            queued = [asyncio.create_task(workers.ask("echo", f"queued {i}")) for i in range(3)]
            await asyncio.sleep(wait)
            left.cancel()
            queued[1].cancel()
            answers = await asyncio.gather(left, *queued, return_exceptions=True)
            assert [answers[1], answers[3]] == ["queued 0", "queued 2"]
            assert isinstance(answers[0], asyncio.CancelledError)
            assert isinstance(answers[2], asyncio.CancelledError)
            assert await workers.ask("echo", "own") == "own"

    run(story)


def test_sessions_take_turns() -> None:
    async def story(workers: Workers) -> list[str]:
        done: list[str] = []

        async def ask(session: str) -> None:
            await workers.ask("sleep", 0.02, None, session=session)
            done.append(session)

        many = [asyncio.create_task(ask("many")) for _ in range(8)]
        await asyncio.sleep(0)  # each has asked, and none has an answer
        await asyncio.gather(*many, ask("one"), ask("two"))
        return done

    assert run(story)[:4] == ["many", "many", "one", "two"]


def test_sessions_are_spread_evenly_and_stay_where_they_are() -> None:
    async def story(workers: Workers) -> None:
        homes = [await workers.ask("pid", session=f"s{number}") for number in range(8)]
        assert sorted(homes.count(pid) for pid in set(homes)) == [4, 4]
        assert [await workers.ask("pid", session=f"s{number}") for number in range(8)] == homes

    run(story, live=2)


def test_too_many_questions_are_busy_and_those_of_others_are_not() -> None:
    async def story() -> None:
        turns = Turns()
        await turns.take("first")
        waiting = [asyncio.create_task(turns.take("greedy")) for _ in range(OF_ONE)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await turns.take("greedy")
        waiting += [asyncio.create_task(turns.take(f"other {i}")) for i in range(WAITING - OF_ONE)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await turns.take("last")
        for _ in waiting:
            turns.give()
            await asyncio.sleep(0)
        await asyncio.gather(*waiting)
        turns.give()
        await asyncio.wait_for(turns.take("again"), 1)

    asyncio.run(story())


def test_a_turn_that_came_to_somebody_who_left_goes_on_to_the_next() -> None:
    async def story() -> None:
        turns = Turns()
        await turns.take("a")
        left, stays = asyncio.create_task(turns.take("b")), asyncio.create_task(turns.take("c"))
        await asyncio.sleep(0)
        turns.give()
        left.cancel()  # the turn is there, and nobody has taken it yet
        await asyncio.wait_for(stays, 1)
        assert left.cancelled()
        next_one = asyncio.create_task(turns.take("d"))
        await asyncio.sleep(0)
        assert not next_one.done()  # the turn is that of the one who stays
        turns.give()
        await asyncio.wait_for(next_one, 1)

    asyncio.run(story())


def test_ending_does_not_wait_for_a_question() -> None:
    async def story() -> None:
        workers = Workers({}, live=2, make=TryingDesk)
        await workers.start()
        pids = workers.pids
        assert len(pids) == 3
        asked = [asyncio.create_task(workers.ask("sleep", 30, None, session=str(i))) for i in range(4)]
        await asyncio.sleep(0.2)
        began = time.monotonic()
        await asyncio.to_thread(workers.stop)
        assert time.monotonic() - began < 3
        answers = await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), 5)
        assert all(isinstance(each, Crashed) for each in answers)
        assert [pid for pid in pids if psutil.pid_exists(pid)] == []

    asyncio.run(story())


def test_workers_that_cannot_start_say_so_and_leave_nothing() -> None:
    async def story() -> None:
        workers = Workers({}, live=1, make=BrokenDesk)
        with pytest.raises(Crashed, match="died as it started"):
            await workers.start()
        assert workers.pids == []

    asyncio.run(story())


def test_workers_do_not_hear_ctrl_c() -> None:
    async def story(workers: Workers) -> None:
        pid = await workers.ask("pid")
        os.kill(pid, signal.SIGINT)
        assert await workers.ask("pid") == pid

    run(story)

"""Time is measured in work, so that a busy machine does not give poorer answers."""

from __future__ import annotations

import pytest

from siting.model import deadline
from siting.model.deadline import Deadline


class _Machine:
    """Clocks that a test turns."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = self.work = 100.0
        monkeypatch.setattr(deadline.time, "monotonic", lambda: self.clock)
        monkeypatch.setattr(deadline.time, "process_time", lambda: self.work)

    def turn(self, clock: float, work: float) -> None:
        self.clock += clock
        self.work += work


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> _Machine:
    return _Machine(monkeypatch)


def test_waiting_for_others_does_not_count(machine: _Machine) -> None:
    limit = Deadline(30.0)
    machine.turn(clock=20.0, work=10.0)
    assert limit.left == 20.0


def test_several_cores_at_work_count_once(machine: _Machine) -> None:
    limit = Deadline(30.0)
    machine.turn(clock=10.0, work=20.0)
    assert limit.left == 20.0
    assert limit.on_the_clock(5.0) == 5.0


def test_three_times_as_long_is_the_end_in_any_case(machine: _Machine) -> None:
    limit = Deadline(30.0)
    machine.turn(clock=85.0, work=1.0)
    assert limit.left == 5.0
    assert limit.on_the_clock(4.0) == 5.0  # at a third of the pace or less it would be 12
    machine.turn(clock=6.0, work=0.0)
    assert limit.left == 0.0
    assert limit.on_the_clock(4.0) == 0.0


def test_a_solver_is_told_what_the_clock_will_show(machine: _Machine) -> None:
    limit = Deadline(30.0)
    assert limit.on_the_clock(8.0) == 8.0
    machine.turn(clock=4.0, work=2.0)
    assert limit.on_the_clock(8.0) == 16.0
    machine.turn(clock=16.0, work=2.0)
    assert limit.on_the_clock(8.0) == 24.0


def test_nothing_is_nothing(machine: _Machine) -> None:
    assert Deadline(0.0).left == 0.0
    assert Deadline(-1.0).on_the_clock(5.0) == 0.0

"""Chunks hold every sample once, neighbours together, and each is followed by one that is near."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siting.ensemble.order import walks
from siting.ensemble.samples import Sample
from siting.model.changes import plus, times

VALUES = st.one_of(
    st.floats(-5, 5), st.booleans(), st.none(), st.builds(times, st.floats(0.5, 2)), st.builds(plus, st.floats(-1, 1)),
    st.just(["jobs"]), st.builds(lambda count: np.arange(float(count)), st.integers(0, 3)),
    st.dictionaries(st.sampled_from("ab"), st.floats(0, 1), max_size=2),
)  # fmt: skip
CHANGES = st.dictionaries(st.sampled_from(["goal", "pool", "limit"]), VALUES, max_size=3)


def told(changes: list[dict[str, Any]]) -> list[Sample]:
    return [Sample(str(number), each) for number, each in enumerate(changes)]


@given(st.lists(CHANGES, min_size=1, max_size=40), st.integers(1, 12))
def test_every_sample_is_in_one_chunk_and_all_but_the_last_are_full(changes: list[Any], chunk: int) -> None:
    found = walks(told(changes), chunk)
    assert sorted(np.concatenate(found).tolist()) == list(range(len(changes)))
    sizes = [len(walk) for walk in found]
    assert all(size == chunk for size in sizes[:-1])
    assert 1 <= sizes[-1] <= chunk
    again = walks(told(changes), chunk)
    assert [walk.tolist() for walk in again] == [walk.tolist() for walk in found]


def test_a_chunk_is_walked_from_the_model_as_given_outwards() -> None:
    samples = told([{"goal": times(factor)} for factor in (1.3, 1.0, 1.2, 1.1)])
    assert [walk.tolist() for walk in walks(samples, 4)] == [[1, 3, 2, 0]]
    assert [walk.tolist() for walk in walks(samples, 2)] == [[1, 3], [2, 0]]
    away = told([{"goal": plus(shift)} for shift in (5.0, -1.0, -3.0)])
    assert walks(away, 3)[0].tolist() == [1, 2, 0]


def test_the_wider_figure_is_halved_first_and_samples_without_it_keep_together() -> None:
    pools = (0.0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1.0)  # in standard deviations, the pool reaches further than the goal
    samples = told([{"goal": times(1.0 + number % 2), "pool": times(1.0 + pool)} for number, pool in enumerate(pools)])
    assert {tuple(sorted(walk.tolist())) for walk in walks(samples, 4)} == {(0, 1, 2, 3), (4, 5, 6, 7)}
    samples = told([{"goal": times(1.0 + number % 2), "pool": times(1.0)} for number in range(8)])
    assert {tuple(sorted(walk.tolist())) for walk in walks(samples, 4)} == {(0, 2, 4, 6), (1, 3, 5, 7)}
    some = told([{"goal": 1.0} if number % 2 else {} for number in range(6)])
    assert {tuple(sorted(walk.tolist())) for walk in walks(some, 3)} == {(0, 2, 4), (1, 3, 5)}


def test_a_walk_is_much_shorter_than_from_the_middle_to_each() -> None:
    rng = np.random.default_rng(1)
    points = rng.uniform(0.9, 1.1, (3_000, 4))
    samples = told([dict(zip("abcd", map(times, row.tolist()), strict=True)) for row in points])
    found = walks(samples, 100)
    ways = [np.linalg.norm(np.diff(points[walk], axis=0), axis=1).sum() for walk in found]
    from_middle = np.linalg.norm(points - 1.0, axis=1).sum()
    assert sum(ways) < 0.35 * from_middle

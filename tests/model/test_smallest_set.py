"""The search for a smallest conflict, against trying every set."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from siting.model.smallest_set import Rules, conflict_sets, smallest_conflict

SIZE = 8
EVERY = frozenset(range(SIZE))
#: Families of sets that cannot hold together; every superset of one cannot either.
FAMILIES = st.lists(st.frozensets(st.integers(0, SIZE - 1), min_size=1, max_size=4), min_size=1, max_size=6)


class Listed:
    """An oracle that knows all conflicts. Its hints are as poor as they may be unless ``helpful``."""

    def __init__(self, conflicts: Iterable[Rules], helpful: bool, questions: int = 10_000) -> None:
        self.conflicts, self.helpful, self.left = list(conflicts), helpful, questions

    def possible(self, rules: Rules) -> bool | None:
        self.left -= 1
        return None if self.left < 0 else not any(each <= rules for each in self.conflicts)

    def suspects(self, rules: Rules) -> Rules:
        named = [each for each in self.conflicts if each <= rules]
        return named[0] if named and self.helpful else rules

    def victims(self, kept: Rules, rules: Rules) -> Rules:
        broken = rules
        for rule in sorted(rules) if self.helpful else ():
            if not any(each <= EVERY - (broken - {rule}) for each in self.conflicts):
                broken -= {rule}
        return broken

    def in_time(self, proof: bool = False) -> bool:
        return self.left > 0


def _smallest(conflicts: Iterable[Rules]) -> int:
    listed = list(conflicts)
    return next(
        size
        for size in range(1, SIZE + 1)
        for chosen in combinations(range(SIZE), size)
        if any(each <= frozenset(chosen) for each in listed)
    )


@given(FAMILIES, st.booleans())
def test_the_conflict_is_irreducible_and_of_the_least_size(conflicts: list[Rules], helpful: bool) -> None:
    oracle = Listed(conflicts, helpful)
    found = smallest_conflict(oracle, EVERY)
    assert found.irreducible
    assert found.minimum
    assert not oracle.possible(found.rules)
    assert all(oracle.possible(found.rules - {rule}) for rule in found.rules)
    assert len(found.rules) == _smallest(conflicts)
    assert found.critical <= found.rules
    assert all(oracle.possible(EVERY - {rule}) for rule in found.critical)


@given(FAMILIES, st.booleans())
def test_further_conflicts_share_no_rule(conflicts: list[Rules], helpful: bool) -> None:
    oracle = Listed(conflicts, helpful)
    found = conflict_sets(oracle, EVERY)
    assert found
    assert sum(len(each.rules) for each in found) == len(frozenset().union(*(each.rules for each in found)))
    for each in found:
        assert not oracle.possible(each.rules)
        assert all(oracle.possible(each.rules - {rule}) for rule in each.rules)


@given(FAMILIES, st.integers(1, 12))
def test_out_of_questions_it_claims_nothing_that_is_not_so(conflicts: list[Rules], questions: int) -> None:
    found = conflict_sets(Listed(conflicts, False, questions), EVERY)
    sure = Listed(conflicts, False)
    for each in found:
        assert not sure.possible(each.rules)
        if each.irreducible:
            assert all(sure.possible(each.rules - {rule}) for rule in each.rules)
        if each.minimum:
            assert len(each.rules) == _smallest(conflicts)


def test_all_that_can_hold_has_no_conflict() -> None:
    assert conflict_sets(Listed([], True), EVERY) == ()


def test_a_rule_less_than_all_that_are_critical_needs_no_further_proof() -> None:
    """Any conflict has every critical rule, so with one rule more the set is smallest: no question is left."""
    oracle = Listed([frozenset({0, 1, 2}), frozenset({0, 1, 3})], helpful=True)
    found = smallest_conflict(oracle, EVERY)
    asked = 10_000 - oracle.left
    assert found.minimum
    assert found.critical == frozenset({0, 1})
    assert len(found.rules) == 3
    assert asked <= 2 * SIZE

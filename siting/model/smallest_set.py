"""A smallest set of rules that cannot all hold, for any kind of rule of which one can ask "can these hold together?".

First a deletion filter (Chinneck and Dravnieks 1991) gives an irreducible set: without any one member the others can
hold. Then it is proven smallest, or a smaller one is found, by the duality of conflicts and corrections: a conflict
meets every set of rules whose loss makes the rest possible. A smallest set that meets all the corrections known so far
is either a conflict, and then no smaller one exists, or it leads to a correction that was not known (Ignatiev, Previti,
Liffiton and Marques-Silva 2015).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

__all__ = ["ConflictSet", "Oracle", "Rules", "conflict_sets", "reduced", "smallest_conflict"]

Rules = frozenset[int]

#: Smallest hitting sets are found by trying; past so many trials the proof is given up.
_TRIALS = 200_000


class Oracle(Protocol):
    """What the search asks. ``None`` stands for "not decided in time"."""

    def possible(self, rules: Rules) -> bool | None:
        """Whether some plan satisfies all of ``rules``."""
        ...

    def suspects(self, rules: Rules) -> Rules:
        """A subset of ``rules`` that a proof of their contradiction names (a hint: it is checked)."""
        ...

    def victims(self, kept: Rules, rules: Rules) -> Rules:
        """Rules of ``rules`` that a plan which keeps ``kept`` breaks, as few as can be had cheaply (a hint)."""
        ...

    def in_time(self, proof: bool = False) -> bool:
        """Whether there is time for another question; ``proof``: for one that only proves that a set is smallest."""
        ...


@dataclass(frozen=True)
class ConflictSet:
    """Rules that cannot all hold. ``irreducible``: without any one of them the others can; ``minimum``: no conflict
    of the whole has fewer rules. ``critical`` are the members without which all the other rules can hold."""

    rules: Rules
    irreducible: bool
    minimum: bool
    critical: Rules


def conflict_sets(oracle: Oracle, universe: Rules, most: int = 3) -> tuple[ConflictSet, ...]:
    """Conflicts that share no rule, a smallest one first; empty if all rules can hold, or that was not decided.

    Rules are numbers; of two sets of one size the one with larger numbers is preferred. After the first, each is
    irreducible but not always smallest.
    """
    found: list[ConflictSet] = []
    left = universe
    while len(found) < most and oracle.in_time() and oracle.possible(left) is False:
        if found:
            rules, irreducible = reduced(oracle, left)
            found.append(ConflictSet(rules, irreducible, False, frozenset()))
        else:
            found.append(smallest_conflict(oracle, left))
        if not found[-1].rules or found[0].critical:
            break  # a rule without which everything else can hold is in every conflict
        left -= found[-1].rules
    return tuple(found)


def smallest_conflict(oracle: Oracle, universe: Rules) -> ConflictSet:
    """A smallest conflict among ``universe``, which cannot all hold."""
    rules, irreducible = reduced(oracle, universe)
    asked = {rule: oracle.possible(universe - {rule}) for rule in sorted(rules, reverse=True)}
    critical = frozenset(rule for rule, answer in asked.items() if answer)
    # A smaller conflict has every critical rule; with all but one of these rules it would be a part of this set.
    if irreducible and len(critical) >= len(rules) - 1:
        return ConflictSet(rules, True, True, critical)
    smaller, minimum = _proven(oracle, universe, rules, critical)
    return ConflictSet(smaller, irreducible or minimum, minimum, critical)


def reduced(oracle: Oracle, universe: Rules) -> tuple[Rules, bool]:
    """An irreducible conflict by deletion, smaller numbers first; False if some question was not decided."""
    rules, certain = universe, True
    named = oracle.suspects(universe)
    if named < universe and oracle.possible(named) is False:
        rules = named
    for rule in sorted(rules):
        answer = oracle.possible(rules - {rule}) if oracle.in_time() else None
        if answer is False:
            rules -= {rule}
        certain = certain and answer is not None
    return rules, certain


def _proven(oracle: Oracle, universe: Rules, known: Rules, critical: Rules) -> tuple[Rules, bool]:
    """A smallest conflict, given one; False if time ran out before the proof, with the best one so far."""
    corrections: list[Rules] = [frozenset({rule}) for rule in critical]
    while oracle.in_time(proof=True):
        candidate = _hitting(corrections, universe, len(known) - 1)
        if candidate is None:
            return known, False
        if len(candidate) >= len(known):
            return known, True
        answer = oracle.possible(candidate)
        if answer is None:
            return known, False
        if not answer:
            return candidate, True
        corrections.append(_correction(oracle, universe, candidate))
    return known, False


def _correction(oracle: Oracle, universe: Rules, kept: Rules) -> Rules:
    """A set of rules, none of ``kept``, whose loss lets all others hold. It need not be least: one that is larger
    proves less, but is found with one question, and every one is new because ``kept`` does not meet it."""
    broken = oracle.victims(kept, universe - kept)
    return broken if oracle.possible(universe - broken) else universe - kept


def _hitting(corrections: Collection[Rules], universe: Rules, most: int) -> Rules | None:
    """A smallest set that meets every correction, larger numbers first; of size ``most + 1`` when none is as small.

    None when there are too many to try.
    """
    must = frozenset(rule for each in corrections if len(each) == 1 for rule in each)
    open_ = [each for each in corrections if not each & must]
    choice = sorted(frozenset().union(*open_) if open_ else frozenset(), reverse=True)
    trials = 0
    for size in range(most - len(must) + 1):
        for more in _subsets(choice, size):
            trials += 1
            if trials > _TRIALS:
                return None
            chosen = frozenset(more)
            if all(each & chosen for each in open_):
                return must | chosen
    return frozenset(sorted(universe, reverse=True)[: most + 1])


def _subsets(items: list[int], size: int) -> Iterator[tuple[int, ...]]:
    return combinations(items, size) if size >= 0 else iter(())

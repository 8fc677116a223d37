"""What a value was computed from, so that after a change only what depends on it is computed again.

Inputs are read under names, one for each column of a table (``pool.eligible_pool``) and one for each scalar
(``scalars.jobs_goal``). `Memory` keeps each derived value with the names that were read on the way, those of the values
it uses included. What a rule of the model depends on is found in the same way (`Memory.reading`), so that no list of
dependencies is kept by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast, overload

__all__ = ["Memory", "derived"]


@dataclass(frozen=True)
class _Known:
    value: Any
    reads: frozenset[str]


class Memory:
    """Derived values with what they were read from."""

    def __init__(self, known: dict[str, _Known] | None = None) -> None:
        self._known: dict[str, _Known] = known or {}
        self._open: list[set[str]] = []

    def note(self, *names: str) -> None:
        """Say that the inputs ``names`` are being read."""
        if self._open:
            self._open[-1].update(names)

    @contextmanager
    def reading(self) -> Iterator[set[str]]:
        """Collect the names of all inputs that are read within."""
        reads: set[str] = set()
        self._open.append(reads)
        try:
            yield reads
        finally:
            self._open.pop()
            self.note(*reads)

    def value(self, name: str, make: Callable[[], Any]) -> Any:
        """The value called ``name``, made the first time it is asked for."""
        if name not in self._known:
            with self.reading() as reads:
                made = make()
            self._known[name] = _Known(made, frozenset(reads))
        known = self._known[name]
        self.note(*known.reads)
        return known.value

    def without(self, changed: Iterable[str]) -> Memory:
        """A memory of its own of what was read from none of ``changed``."""
        gone = frozenset(changed)
        return Memory({name: known for name, known in self._known.items() if not known.reads & gone})

    def watched[T](self, scalars: T) -> T:
        """``scalars`` whose fields are noted as they are read."""
        return cast("T", _Watched(scalars, self)) if self._open else scalars


class _Watched:
    """Stands for an object and notes which of its fields are read."""

    __slots__ = ("_memory", "_of")

    def __init__(self, of: object, memory: Memory) -> None:
        self._of, self._memory = of, memory

    def __getattr__(self, name: str) -> Any:
        self._memory.note(f"scalars.{name}")
        return getattr(self._of, name)


class derived[D, T]:
    """A parameter of `siting.model.data.ModelData` that is computed once and kept in its `Memory`."""

    def __init__(self, make: Callable[[D], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__
        self._name = make.__name__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, data: None, owner: type) -> derived[D, T]: ...
    @overload
    def __get__(self, data: D, owner: type) -> T: ...
    def __get__(self, data: D | None, owner: type) -> derived[D, T] | T:
        if data is None:
            return self
        return cast("T", cast("Any", data).memory.value(self._name, lambda: self._make(data)))

"""What a worker does: build a model once, keep it, answer samples."""

from __future__ import annotations

import pickle
import threading
import zlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from siting.ensemble.content import differences, versions
from siting.ensemble.measure import Chunk
from siting.ensemble.samples import Sample

if TYPE_CHECKING:
    from siting.model.inputs import Inputs
    from siting.model.variants import Variants

__all__ = ["ChunkAnswer", "ChunkTask", "held", "packed", "solve_chunk"]

#: Models that a worker keeps; the one asked for longest ago goes first.
_KEPT = 2
_models: OrderedDict[str, Variants] = OrderedDict()
#: One sample at a time in a process: HiGHS is silenced by turning the whole process's output away.
_turn = threading.Lock()


@dataclass(frozen=True)
class ChunkTask:
    """Some samples of an ensemble, to be computed in this order; ``versions`` are those that its client has."""

    inputs_sha256: str
    positions: tuple[int, ...]
    samples: tuple[Sample, ...]
    zones: bool
    versions: Mapping[str, str]


@dataclass(frozen=True)
class ChunkAnswer:
    """The tables of a chunk as Parquet files, or why this worker must not answer (``refused``)."""

    tables: Mapping[str, bytes] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def packed(inputs: Inputs) -> bytes:
    """``inputs`` for the way to the workers, without names for people."""
    import pandas as pd

    bare = replace(inputs, labels=pd.DataFrame(), region_labels=pd.DataFrame(), indicators=pd.DataFrame())
    return zlib.compress(pickle.dumps(bare, protocol=pickle.HIGHEST_PROTOCOL), 1)


def held(inputs: bytes) -> bytes:
    """The packed inputs as a result that workers hand on to one another, and make again where it was lost."""
    return inputs


def solve_chunk(inputs: bytes, task: ChunkTask) -> ChunkAnswer:
    """Answer all samples of a task. Raises what the model raises: samples were checked before."""
    refused = differences(task.versions, versions())
    if refused:
        return ChunkAnswer(refused=tuple(refused))
    chunk = Chunk(task.zones)
    with _turn:
        model = _model(task.inputs_sha256, inputs)
        answers = model.along(sample.changes for sample in task.samples)
        for position, sample, answer in zip(task.positions, task.samples, answers, strict=True):
            chunk.add(position, sample.id, answer)
    return ChunkAnswer(chunk.parquet())


def _model(key: str, inputs: bytes) -> Variants:
    from siting.model.variants import Variants

    if key not in _models:
        while len(_models) >= _KEPT:
            _models.popitem(last=False)
        _models[key] = Variants(pickle.loads(zlib.decompress(inputs)))
    _models.move_to_end(key)
    return _models[key]

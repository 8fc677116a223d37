"""Settings of a request as the texts that `--set` takes; what no setting of a request may be is refused here."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from siting.errors import ModelError, Problem

__all__ = ["settings_of"]

#: Most levels of lists and mappings in a value, and most characters of one.
MOST_DEEP, MOST_LONG = 20, 100_000


def settings_of(settings: Mapping[str, Any]) -> list[str]:
    """Settings as ``key=value`` texts, as `--set` takes them: values as JSON, which is YAML too.

    Raises `ModelError` with every value that cannot be one: too deep or too long, a number that is none, text that is
    no Unicode; and for the folders of the data, which are for whoever starts the server to name.
    """
    texts, problems = [], []
    for key, value in settings.items():
        wrong = next(_wrong(key, value), None)
        text = "" if wrong else json.dumps(value, ensure_ascii=False)
        if len(text) > MOST_LONG:
            wrong = (f"is longer than {MOST_LONG:,} characters", "set single keys of it")
        if wrong:
            problems.append(Problem(f"--set {key}=", wrong[0], remedy=wrong[1]))
        texts.append(f"{key}={text}")
    if problems:
        raise ModelError(problems)
    return texts


def _wrong(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with a value, and the remedy. Not recursive: a value may be nested as deeply as a body allows."""
    if key.partition(".")[0] == "data":
        yield "the folders of the data are no setting of a request", "start the server with a model that names them"
        return
    here = [(value, 1)]
    while here:
        each, depth = here.pop()
        if isinstance(each, str) and not _is_text(each):
            yield "holds half a character (a lone surrogate)", "write whole Unicode characters"
        elif isinstance(each, float) and not math.isfinite(each):
            yield "is not a finite number", "write a number, or null to switch the rule off"
        elif isinstance(each, list | dict):
            if depth > MOST_DEEP:
                yield f"is nested more than {MOST_DEEP} levels deep", "set single keys of it"
                return
            inner = [*each, *each.values()] if isinstance(each, dict) else each
            here += [(item, depth + 1) for item in inner]


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

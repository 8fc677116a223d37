"""Read YAML that people write by hand: plain values only, with the line of every key, and no surprises.

The dialect is YAML 1.2's core schema: ``yes`` and ``010`` are what they look like, ``1e3`` is a number.
Refused, each with its line: files above 1 MB (before reading them), text that is not UTF-8, tabs,
anchors and aliases, tags, several documents, duplicate keys, nesting deeper than 30, and a top that is
not a mapping.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from siting.errors import ModelError, Problem

__all__ = ["MAX_BYTES", "Document", "parse_scalar", "parse_yaml", "read_yaml"]

MAX_BYTES = 1_000_000
MAX_DEPTH = 30

#: Where a value stands in a tree: the keys and list positions that lead to it.
Path_ = tuple[str | int, ...]

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """A safe loader with the implicit types of YAML 1.2 and nothing else."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the library's own class attribute


_NUMBER_STARTS = list("-+0123456789.")
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|Null|NULL|~|)$"), ["n", "N", "~", ""])
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Loader.add_implicit_resolver("siting:int", re.compile(r"^[-+]?[0-9]+$"), _NUMBER_STARTS)
_Loader.add_implicit_resolver(
    "siting:float",
    re.compile(
        r"^[-+]?(?:(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+|\.(?:inf|Inf|INF))$|^\.(?:nan|NaN|NAN)$"
    ),
    _NUMBER_STARTS,
)


def _float(text: str) -> float:
    low = text.lower()
    return float(low.replace(".inf", "inf").replace(".nan", "nan"))


def _whole(text: str) -> int | str:
    # A code such as 06 is text to whoever wrote it, and int() refuses thousands of digits.
    digits = text.lstrip("+-")
    return int(text) if len(digits) <= 18 and not (len(digits) > 1 and digits[0] == "0") else text


@dataclass(frozen=True)
class Document:
    """A parsed file: plain values and the line (from 1) of every key and list item."""

    name: str
    data: dict[Any, Any]
    lines: dict[Path_, int] = field(default_factory=dict)


def read_yaml(path: Path) -> Document:
    """Read one file. Raises `ModelError` with every problem of the stage at which reading stopped."""
    name = str(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ModelError.one(name, "is not a file", remedy="name a YAML file")
        if size > MAX_BYTES:
            raise ModelError.one(
                name,
                f"the file has {size / 1e6:,.1f} MB; at most 1 MB is read",
                remedy="model files hold assumptions; put tables into the data folder",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise ModelError.one(name, f"cannot be read: {error.strerror or error}", remedy="check the path") from None
    return parse_yaml(raw, name)


def parse_yaml(raw: bytes | str, name: str) -> Document:
    """Parse text that is already in memory; ``name`` is what problems call it."""
    text = _decode(raw, name) if isinstance(raw, bytes) else raw
    tabs = [i for i, line in enumerate(text.splitlines(), start=1) if "\t" in line]
    if tabs:
        raise ModelError(
            Problem(f"{name}:{i}", "the line contains a tab", remedy="use spaces, two per level") for i in tabs[:20]
        )
    try:
        _check_events(text, name)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = "" if mark is None else f":{mark.line + 1}"
        what = " ".join(str(part) for part in (error.context, error.problem) if part)
        raise ModelError.one(
            f"{name}{line}", f"is not valid YAML: {what}", remedy="check indentation, colons and quotes"
        ) from None
    except yaml.YAMLError as error:
        what = str(error).splitlines()[0]
        raise ModelError.one(name, f"is not valid YAML: {what}", remedy="remove characters that are not text") from None
    if not isinstance(node, yaml.MappingNode):
        found = "nothing" if node is None else "a list" if isinstance(node, yaml.SequenceNode) else "one value"
        raise ModelError.one(f"{name}:1", "the top of the file must be a mapping (key: value)", found)
    problems: list[Problem] = []
    lines: dict[Path_, int] = {}
    data = _value(node, (), lines, problems, name)
    if problems:
        raise ModelError(problems)
    return Document(name, data, lines)


def parse_scalar(text: str, name: str) -> Any:
    """The value of a ``--set key=value``: a YAML scalar, list or mapping in flow style."""
    if text.strip() == "":
        raise ModelError.one(name, "no value after '='", remedy="write key=value, or key=null to remove the key")
    try:
        data = parse_yaml(f"value: {text}", name).data
    except ModelError as error:  # the only line needs no number
        raise ModelError(
            Problem(name, each.message, each.value, each.remedy) for each in dict.fromkeys(error.problems)
        ) from None
    if "\n" in text or len(data) != 1:
        raise ModelError.one(name, "holds more than one line", text, "write one --set for each key")
    return data["value"]


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ModelError.one(
            f"{name}:{line}", "the file is not UTF-8", f"byte 0x{raw[error.start]:02x}", "save it as UTF-8"
        ) from None


def _check_events(text: str, name: str) -> None:
    """Refuse what the dialect leaves out before anything is built from it (an alias bomb stays small)."""
    problems: list[Problem] = []
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        place = name if event.start_mark is None else f"{name}:{event.start_mark.line + 1}"
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                problems.append(Problem(place, "a second document starts here", "---", "keep one document a file"))
        elif isinstance(event, yaml.AliasEvent):
            problems.append(Problem(place, "anchors are not supported", f"*{event.anchor}", "write the value out"))
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                problems.append(Problem(place, "anchors are not supported", f"&{event.anchor}", "write the value out"))
            tag = getattr(event, "tag", None)
            if tag is not None and tag != "!":
                problems.append(Problem(place, "tags are not supported", str(tag), "write plain values"))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                problems.append(Problem(place, f"values are nested deeper than {MAX_DEPTH}", remedy="flatten them"))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if len(problems) >= 20 or depth > MAX_DEPTH:
            break
    if problems:
        raise ModelError(dict.fromkeys(problems))


def _value(node: yaml.Node, path: Path_, lines: dict[Path_, int], problems: list[Problem], name: str) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        out = []
        for i, item in enumerate(node.value):
            lines[(*path, i)] = item.start_mark.line + 1
            out.append(_value(item, (*path, i), lines, problems, name))
        return out
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = _scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
        if not isinstance(key, str | int) or isinstance(key, bool) or not isinstance(key, Hashable):
            problems.append(
                Problem(
                    f"{name}:{line}",
                    "a key must be a name, a code in quotes or a year",
                    _show(key_node),
                    "quote the key",
                )
            )
            continue
        if key in mapping:
            problems.append(
                Problem(
                    f"{name}:{line}",
                    f"the key '{key}' is there twice (first in line {lines[(*path, key)]})",
                    str(key),
                    "remove one of them",
                )
            )
            continue
        lines[(*path, key)] = line
        mapping[key] = _value(value_node, (*path, key), lines, problems, name)
    return mapping


def _scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    match node.tag:
        case "tag:yaml.org,2002:null":
            return None
        case "tag:yaml.org,2002:bool":
            return text.lower() == "true"
        case "siting:int":
            return _whole(text)
        case "siting:float":
            return _float(text)
    return text


def _show(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "a list or mapping"

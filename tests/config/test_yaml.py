"""What the YAML reader takes, what it refuses, and where it says the fault lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from siting.config.yaml import MAX_BYTES, parse_scalar, parse_yaml, read_yaml
from siting.errors import ModelError


def test_plain_values_of_yaml_1_2() -> None:
    text = "a: 1\nb: {c: [1, 2.5, 1e3, true, yes, null, ~, 06, '06.141', -.5]}\n2030: x\n"
    document = parse_yaml(text, "f.yaml")
    assert document.data == {
        "a": 1,
        "b": {"c": [1, 2.5, 1000.0, True, "yes", None, None, "06", "06.141", -0.5]},
        2030: "x",
    }


def test_every_key_has_its_line() -> None:
    document = parse_yaml("a:\n  b: 1\n  c:\n    - 5\n    - d: 6\n", "f.yaml")
    assert document.lines == {
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "c"): 3,
        ("a", "c", 0): 4,
        ("a", "c", 1): 5,
        ("a", "c", 1, "d"): 5,
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3", r"f.yaml:3: the key 'a' is there twice \(first in line 1\)"),
        ("a:\n\tb: 1", r"f.yaml:2: the line contains a tab"),
        ("a: &x [1]\nb: *x", r"f.yaml:1: anchors are not supported(.|\n)*f.yaml:2: anchors are not supported"),
        ("a: !!python/object/apply:os.system ['true']", r"f.yaml:1: tags are not supported"),
        ("a: 1\n---\nb: 2", r"f.yaml:2: a second document starts here"),
        ("- 1\n- 2", r"f.yaml:1: the top of the file must be a mapping.*a list"),
        ("", r"f.yaml:1: the top of the file must be a mapping.*nothing"),
        ("a: [1,\nb: 2", r"f.yaml:\d: is not valid YAML"),
        ("06.141: 1", r"f.yaml:1: a key must be .*06.141.*quote the key"),
        ("a: " + "[" * 100_000, r"f.yaml:1: values are nested deeper than 30"),
        (b"a: 1\nb: \xff\xfe", r"f.yaml:2: the file is not UTF-8 .*0xff"),
        (b"a: \x00", r"f.yaml: is not valid YAML"),
    ],
)
def test_refusals_say_where(text: Any, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        parse_yaml(text, "f.yaml")


def test_an_alias_bomb_stays_small() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    with pytest.raises(ModelError, match="anchors are not supported"):
        parse_yaml("\n".join(lines), "bomb.yaml")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)  # sparse: takes no room on the disk
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    with pytest.raises(ModelError, match=r"100.0 MB; at most 1 MB"):
        read_yaml(path)
    assert MAX_BYTES == 1_000_000


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is not a file"):
        read_yaml(tmp_path)
    with pytest.raises(ModelError, match="cannot be read"):
        read_yaml(tmp_path / "none.yaml")


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse_yaml(b"\xef\xbb\xbfa: 1", "f.yaml").data == {"a": 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.2", 0.2), ("[1, x]", [1, "x"]), ("{2030: 5}", {2030: 5}), ("null", None), ("'06.1'", "06.1")],
)
def test_values_of_settings(text: str, value: Any) -> None:
    assert parse_scalar(text, "--set x") == value

"""Tables that people bring in: kept as they are in the store, a folder for each set, once they have passed every check.

```
runs/.siting/data/NAME/tables/      the files; with those of the model's own that they do not replace
runs/.siting/data/NAME/about.json   title, model, what differs
```
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from siting.errors import DataError, ModelError, Problem
from siting.web.data_schemas import DataFile, DataView

if TYPE_CHECKING:
    from siting.web.data_check import Findings

__all__ = ["Brought", "OwnData", "data_name", "data_settings", "named_files", "stage", "told_settings"]

#: Files of one set, and sets that are kept.
MOST_FILES, MOST_SETS = 40, 200
TABLES, ABOUT = "tables", "about.json"
_FILE = re.compile(r"[\w][\w .()\-]{0,99}\.(?:csv|xlsx|gpkg|geojson)|datapackage\.json")
#: What browsers add to the name of a file that they have saved before.
_AGAIN = re.compile(r"[ _]?\(\d{1,3}\)(?=\.\w+$)")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@dataclass(frozen=True)
class Brought:
    """A file that is brought in: its name without folders, and its content."""

    name: str
    content: bytes


class OwnData:
    """The sets under ``home``, which need not exist yet. For any number of threads and processes."""

    def __init__(self, home: Path) -> None:
        self._home = home.absolute()

    def folder(self, name: str, model: str) -> Path:
        """The folder of the tables of a set. Raises `ModelError` where there is none for the model."""
        found = self._read(name)
        if found is None or found.model != model:
            remedy = "bring the files in again, or plan with the model's own data"
            raise ModelError.one("data", "no such data here for this model", name, remedy)
        return self._home / name / TABLES

    def view(self, name: str, model: str) -> DataView:
        """A set. Raises as `folder`."""
        self.folder(name, model)
        found = self._read(name)
        assert found is not None
        return found

    def title(self, name: str, model: str) -> str | None:
        """What a set is called; None where there is none of this name for the model."""
        found = self._read(name)
        return found.title if found is not None and found.model == model else None

    def views(self, model: str) -> list[DataView]:
        """The sets for a model, newest first."""
        names = [path.name for path in self._home.iterdir()] if self._home.is_dir() else []
        found = [each for name in names if (each := self._read(name)) is not None and each.model == model]
        return sorted(found, key=lambda each: (each.created, each.name), reverse=True)

    def keep(self, staged: Path, files: Sequence[Brought], title: str, model: str, findings: Findings) -> DataView:
        """Keep a staged folder of tables; one with the same files that is there already is taken instead.

        Raises `DataError` where too many are kept, ``OSError`` where the store cannot be written to.
        """
        name = _name_of(title, files, model)
        if (known := self._read(name)) is not None:
            return known
        if sum(1 for _ in self._home.glob(f"*/{ABOUT}")) >= MOST_SETS:
            raise DataError([Problem("data", f"{MOST_SETS} sets of tables are kept already", remedy="delete some")])
        made = DataView(
            name=name,
            title=title,
            model=model,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            files=[DataFile(name=each.name, size=len(each.content)) for each in files],
            tables=findings.tables,
            outlines=findings.outlines,
        )
        (staged / ABOUT).write_text(made.model_dump_json(indent=1), "utf-8")
        self._home.mkdir(parents=True, exist_ok=True)
        try:
            staged.rename(self._home / name)
        except OSError:
            if self._read(name) is None:  # else somebody has brought in the same at this moment
                raise
        return made

    def delete(self, name: str, trash: Path) -> None:
        """Remove a set for good by way of ``trash``, an empty folder. Raises ``OSError``."""
        (self._home / name).rename(trash / name)
        shutil.rmtree(trash, ignore_errors=True)

    def _read(self, name: str) -> DataView | None:
        if not _NAME.fullmatch(name):
            return None
        try:
            return DataView.model_validate_json((self._home / name / ABOUT).read_bytes())
        except (OSError, ValidationError):
            return None


def data_settings(own: OwnData | None, data: str | None, model: str) -> list[str]:
    """The setting with which a model takes a set, as `--set` takes it. Raises as `OwnData.folder`."""
    if data is None:
        return []
    if own is None:
        raise ModelError.one("data", "this server keeps no data of yours", data, "plan with the model's own data")
    return [f"data.overrides={json.dumps(str(own.folder(data, model)), ensure_ascii=False)}"]


def data_name(overrides: str | None) -> str | None:
    """The name of the set whose tables a run was computed with; None for any other folder."""
    parts = Path(overrides).parts if overrides else ()
    kept = len(parts) >= 4 and parts[-4:-2] == (".siting", "data") and parts[-1] == TABLES
    return parts[-2] if kept and _NAME.fullmatch(parts[-2]) else None


def named_files(given: Sequence[tuple[str, bytes]]) -> list[Brought]:
    """Files under the names that they get here.

    Raises `DataError` with every name that no file of a data set can have, and every one that comes twice.
    """
    problems: list[Problem] = []
    found: list[Brought] = []
    if not given:
        problems.append(Problem("files", "no file was sent", remedy="choose one or more: .csv, .xlsx, .gpkg, .geojson"))
    if len(given) > MOST_FILES:
        problems.append(Problem("files", f"more than {MOST_FILES} files", str(len(given)), "put tables into one .xlsx"))
    for name, content in given[:MOST_FILES]:
        bare = _AGAIN.sub("", unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1]))
        stem, dot, ending = bare.rpartition(".")
        bare = f"{stem}{dot}{ending.lower()}"
        if not _FILE.fullmatch(bare):
            remedy = "bring in .csv, .xlsx, .gpkg or .geojson, named like a table; letters, digits, - and _"
            problems.append(Problem(name[:100] or "files", "is no file of a data set", remedy=remedy))
        elif any(each.name.lower() == bare.lower() for each in found):
            problems.append(Problem(bare, "comes twice", remedy="choose one of the two"))
        else:
            found.append(Brought(bare, content))
    if problems:
        raise DataError(problems)
    return found


def stage(staged: Path, files: Sequence[Brought], overrides: Path | None) -> Path:
    """Write files into ``staged/tables`` beside those of the model's own that they do not replace."""
    tables = staged / TABLES
    tables.mkdir()
    for path in sorted(overrides.iterdir()) if overrides is not None and overrides.is_dir() else ():
        if path.is_file() and _FILE.fullmatch(path.name):
            shutil.copyfile(path, tables / path.name)
    for each in files:
        with contextlib.suppress(FileNotFoundError):
            (tables / each.name).unlink()
        handle = os.open(tables / each.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(each.content)
    return tables


def _name_of(title: str, files: Sequence[Brought], model: str) -> str:
    """A name that people can read, which other files would not get."""
    whole = hashlib.sha256(f"{model}\0{title}\0".encode())
    for each in sorted(files, key=lambda each: each.name):
        whole.update(each.name.encode() + b"\0" + hashlib.sha256(each.content).digest())
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return f"{words or 'data'}-{whole.hexdigest()[:10]}"


def told_settings(settings: Mapping[str, object]) -> dict[str, object]:
    """Settings of a run without the folder of its data, which a request names otherwise."""
    return {key: value for key, value in settings.items() if key != "data.overrides"}

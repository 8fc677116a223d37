"""The run store: the folders of runs and studies under one folder, and what people say about them.

```
runs/NAME/                  a run, or a study (frontier, alternatives, ensemble), whole or not there
runs/NAME/runs/point-07/    a point of a frontier, a run that is called NAME.point-07
runs/.siting/NAME.json      title, note, pinned
runs/.siting/data/NAME/     tables that were brought in (`siting.web.own_data`)
runs/.siting/work-*/        work in the background, until it is finished and gets its name
runs/.siting/trash-*/       what is being deleted
```

Nothing outside the folder is touched: names are patterns without separators, and links are no runs.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from starlette.exceptions import HTTPException

from siting.errors import Problem, RunError
from siting.web.notes import Notes
from siting.web.own_data import OwnData
from siting.web.processes import unplaced
from siting.web.run_schemas import NotePatch, RunDetail, RunView, StudyDetail, StudyView
from siting.web.run_views import run_detail, run_view, study_detail, study_kind, study_view

if TYPE_CHECKING:
    from siting.results import Run

__all__ = ["HOME", "RunStore", "without_places"]

#: The folder in the store that holds what is no run.
HOME = ".siting"
#: Names of deleted runs that are remembered, and runs that are kept in memory.
DELETED, KEPT = 1_000, 4_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_POINT = re.compile(r"(?P<study>[A-Za-z0-9][A-Za-z0-9_-]{0,99})\.(?P<point>point-[0-9]{2,3})")
#: What a folder or a table that was edited by hand, or that goes while it is read, may raise.
_BROKEN = (RunError, OSError, KeyError, TypeError, ValueError, AttributeError, IndexError)


class RunStore:
    """The runs and studies under ``root``, which need not exist yet. For any number of threads."""

    def __init__(self, root: Path, models: Mapping[str, Path]) -> None:
        self.root = root.absolute()
        self._notes = Notes(self.root / HOME)
        self.own = OwnData(self.root / HOME / "data")
        self._models = models
        self._lock = threading.Lock()
        self._deleted: OrderedDict[str, None] = OrderedDict()
        self._views: OrderedDict[tuple[str, int, int], RunView | StudyView | None] = OrderedDict()

    # --- reading -----------------------------------------------------------------------------------
    def runs(self) -> list[RunView]:
        """Every run that can be read, newest first; points of frontiers are not among them."""
        found = [each for name in self._names() if isinstance(each := self._view(name), RunView)]
        return sorted(found, key=lambda each: (each.created or "", each.name), reverse=True)

    def studies(self) -> list[StudyView]:
        """Every study that can be read, newest first."""
        found = [each for name in self._names() if isinstance(each := self._view(name), StudyView)]
        return sorted(found, key=lambda each: (each.created or "", each.name), reverse=True)

    def folder(self, name: str) -> Path:
        """The folder of a run or a study. Raises ``HTTPException``: 404 for an unknown one, 409 for a deleted one."""
        point = _POINT.fullmatch(name)
        steps = [point["study"], "runs", point["point"]] if point else [name] if _NAME.fullmatch(name) else []
        path = self.root
        for step in steps:
            path = path / step
            if path.is_symlink() or not path.is_dir():
                steps = []
                break
        if not steps or not _is_own(path):
            self._refuse(name)
        return path

    def fingerprint(self, name: str) -> str:
        """What changes when another run gets the name. Raises as `folder`."""
        with self._reading(name):
            status = (self.folder(name) / "manifest.json").stat()
            return f"{name} {status.st_ino} {status.st_mtime_ns} {status.st_size}"

    def run(self, name: str) -> Run:
        """A run, opened; its files are not compared with their fingerprints. Raises as `folder`, and `RunError`."""
        from siting.results import read_run

        with self._reading(name):
            folder = self.folder(name)
            if study_kind(folder) is not None:
                raise HTTPException(404, "this is a study, not a run")
            return read_run(folder, check=False)

    def view(self, name: str) -> RunView | StudyView:
        """A run or a study as the list has it. Raises as `run`."""
        with self._reading(name):
            folder = self.folder(name)
            kind = study_kind(folder)
            made = study_view(name, folder, kind) if kind else run_view(name, self.run(name), self._models)
            return made.model_copy(update=self._notes.of(name))

    def detail(self, name: str) -> RunDetail:
        """A run with its plan. Raises as `run`."""
        with self._reading(name):
            return run_detail(name, self.run(name), self._models).model_copy(update=self._notes.of(name))

    def study(self, name: str) -> StudyDetail:
        """A study with its tables. Raises as `run`."""
        with self._reading(name):
            folder = self.folder(name)
            kind = study_kind(folder)
            if kind is None:
                raise HTTPException(404, "this is a run, not a study")
            return study_detail(name, folder, kind).model_copy(update=self._notes.of(name))

    # --- changing ----------------------------------------------------------------------------------
    def describe(self, name: str, patch: NotePatch) -> RunView | StudyView:
        """Change title, note or pin. Raises as `view`; 409 where the notes cannot be written."""
        told = {key: value for key, value in patch.model_dump().items() if value is not None}
        with self._lock:
            self.view(name)
            with _writing():
                self._notes.write(name, {**self._notes.of(name), **told})
        return self.view(name)

    def publish(self, made: Path, name: str, patch: NotePatch) -> str:
        """Give a finished folder its name in the store, or, where that is taken meanwhile, one with a number.

        Returns the name. Raises ``OSError`` where the store cannot be written to.
        """
        with self._lock:
            given, count = name, 2
            while os.path.lexists(self.root / given):
                given, count = f"{name}-{count}", count + 1
            self._notes.forget(given)
            if patch.title or patch.note:
                self._notes.write(given, patch.model_dump(exclude_none=True))
            made.rename(self.root / given)
            self._deleted.pop(given, None)
        return given

    def delete(self, name: str) -> None:
        """Delete a run or a study for good. Raises as `view`; 409 for one that is pinned."""
        with self._lock:
            if self.view(name).pinned:
                raise HTTPException(409, "this run is pinned: unpin it before it is deleted")
            with _writing():
                trash = self.work("trash")
                self.folder(name).rename(trash / name)
            self._notes.forget(name)
            self._deleted[name] = None
            while len(self._deleted) > DELETED:
                self._deleted.popitem(last=False)
        shutil.rmtree(trash, ignore_errors=True)

    def taken(self, name: str) -> bool:
        """Whether something in the store has a name."""
        return os.path.lexists(self.root / name)

    def work(self, kind: str = "work") -> Path:
        """A new hidden folder in the store, of this process. Raises ``OSError``."""
        path = self.root / HOME / f"{kind}-{os.getpid()}-{secrets.token_hex(6)}"
        path.mkdir(parents=True)
        return path

    def sweep(self) -> None:
        """Remove what servers that are no more have left half done."""
        for path in (self.root / HOME).glob("*-*-*"):
            found = re.fullmatch(r"(work|trash)-(\d{1,9})-[0-9a-f]{12}", path.name)
            if found and (int(found[2]) == os.getpid() or not _lives(int(found[2]))):
                shutil.rmtree(path, ignore_errors=True)

    # --- inside ------------------------------------------------------------------------------------
    def _names(self) -> Iterator[str]:
        with contextlib.suppress(OSError), os.scandir(self.root) as entries:
            for entry in entries:
                if _NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                    yield entry.name

    def _view(self, name: str) -> RunView | StudyView | None:
        """As `view`, from memory where the folder is the same; None for what cannot be read."""
        try:
            status = (self.root / name).stat()
            key = (name, status.st_ino, status.st_mtime_ns)
            if key not in self._views:
                self._views[key] = _or_none(lambda: self.view(name))
            while len(self._views) > KEPT:
                self._views.popitem(last=False)
            made = self._views[key]
        except (OSError, KeyError):
            return None
        return None if made is None else made.model_copy(update=self._notes.of(name))

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        """What goes wrong because a run is deleted meanwhile is told as such; else it is damaged."""
        try:
            yield
        except HTTPException:
            raise
        except _BROKEN as error:
            self.folder(name)
            if isinstance(error, RunError):
                raise without_places(error) from error
            what = f"cannot be read ({type(error).__name__}): it was changed by hand, or by another version"
            raise RunError.one(name, what, remedy="solve again") from error

    def _refuse(self, name: str) -> None:
        if name in self._deleted or name.partition(".")[0] in self._deleted:
            raise HTTPException(409, "this run was deleted meanwhile")
        raise HTTPException(404, "there is no such run")


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or "it cannot be written to"
        raise HTTPException(409, f"the folder of the runs cannot be changed: {why}") from error


def _is_own(folder: Path) -> bool:
    """Whether a folder is a run or a study of its own files, not of links to others."""
    if study_kind(folder) is None and not (folder / "manifest.json").is_file():
        return False
    names = ("manifest.json", "summary.json", "certificate.json", "inputs", "outputs", "analysis", "runs")
    return not any((folder / name).is_symlink() for name in names)


def without_places(error: RunError) -> RunError:
    """The same problems without folders of this machine."""
    return RunError(
        Problem(
            unplaced(each.place), unplaced(each.message), each.value and unplaced(each.value), each.remedy
        )
        for each in error.problems
    )  # fmt: skip


def _or_none(make: Callable[[], RunView | StudyView]) -> RunView | StudyView | None:
    try:
        return make()
    except (HTTPException, RunError, ValidationError):
        return None


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

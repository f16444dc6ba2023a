"""The house keeps its shape: imports go downward, files stay readable, nothing is imported before it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "citelib"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The longest prefix that fits a module is its room.
FLOORS = {
    "citelib.comparing": 0,
    "citelib.diagnostics": 0,
    "citelib.errors": 0,
    "citelib.files": 0,
    "citelib.identifiers": 0,
    "citelib.limits": 0,
    "citelib.near": 0,
    "citelib.registry": 0,
    "citelib.richtext": 1,
    "citelib.model": 2,
    "citelib.formats": 3,
    "citelib.formats.press_release": 6,  # the registry names it by address only
    "citelib.releases": 5,
    "citelib.lookup": 5,
    "citelib.output": 3,
    "citelib.csl.style": 3,
    "citelib.csl.citation": 4,
    "citelib.csl.render": 5,
    "citelib.csl.document": 6,
    "citelib.csl": 7,
    "citelib.keys": 3,
    "citelib.library": 8,
    "citelib.checks": 8,
    "citelib.matching": 9,
    "citelib.engines": 8,
    "citelib.formatting": 9,
    "citelib.cli": 11,
    "citelib": 12,
}
GROUND = {name for name, floor in FLOORS.items() if floor == 0}


def room(module: str) -> str:
    return max((name for name in FLOORS if module == name or module.startswith(name + ".")), key=len)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                file = ROOT / Path(*inner.split("."))
                yield inner if file.with_suffix(".py").exists() or file.is_dir() else node.module


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_downward(path: Path) -> None:
    own = room(name_of(path))
    for imported in imports(path):
        if imported.split(".")[0] != "citelib":
            continue
        other = room(imported)
        if imported == "citelib":
            assert own in ("citelib.cli", "citelib"), f"{path} imports the façade"
        elif other != own and not {own, other} <= GROUND:
            assert FLOORS[other] < FLOORS[own], f"{name_of(path)} ({own}) imports {imported} ({other})"


@pytest.mark.parametrize(
    "path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda path: str(path.relative_to(ROOT))
)
def test_files_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 800


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_does(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_names_are_sorted(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            names = ast.literal_eval(node.value)
            assert names == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def test_importing_citelib_loads_nothing() -> None:
    code = "import sys, citelib; print(*(m for m in sys.modules if m.startswith('citelib.') or m in HEAVY))"
    code = "HEAVY = {'attrs', 'lxml', 'click', 'rich', 'bibtexparser', 'citeproc', 'ruamel', 'sqlite3'}\n" + code
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == ""


def test_version_loads_no_format_and_no_style() -> None:
    code = (
        "import sys; from citelib.cli import main\n"
        "try: main(['--version'])\n"
        "except SystemExit as end: assert not end.code\n"
        "print(*(m for m in sys.modules if m.startswith(('citelib.formats', 'citelib.csl', 'citelib.model', 'lxml'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split("\n")[1].strip() == ""

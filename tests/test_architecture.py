"""The house keeps its shape: imports go downward, files stay readable, nothing is imported before it is used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.imports import ROOT, imported, name_of

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
    "citelib.formats.parquet": 5,  # the registry names it by address only, as the next
    "citelib.formats.press_release": 6,
    "citelib.releases": 5,
    "citelib.lookup": 5,
    "citelib.output": 3,
    "citelib.csl.style": 3,
    "citelib.csl.citation": 4,
    "citelib.csl.options": 4,
    "citelib.csl.render": 5,
    "citelib.csl.document": 6,
    "citelib.csl": 7,
    "citelib.journals": 4,
    "citelib.keys": 3,
    "citelib.queries": 3,
    "citelib.library": 8,
    "citelib.verification": 8,
    "citelib.checks": 9,
    "citelib.documents": 8,
    "citelib.matching": 4,
    "citelib.engines": 8,
    "citelib.formatting": 9,
    "citelib.scale": 10,
    "citelib.sites": 9,
    "citelib.tables": 4,
    "citelib.pages": 10,
    "citelib.python_markdown": 10,
    "citelib.sphinx": 10,
    "citelib.cli": 11,
    "citelib": 12,
}
GROUND = {name for name, floor in FLOORS.items() if floor == 0}


def room(module: str) -> str:
    return max((name for name in FLOORS if module == name or module.startswith(name + ".")), key=len)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_downward(path: Path) -> None:
    own = room(name_of(path))
    for name in imported(path):
        if name.split(".")[0] != "citelib":
            continue
        other = room(name)
        if name == "citelib":
            assert own in ("citelib.cli", "citelib"), f"{path} imports the façade"
        elif other != own and not {own, other} <= GROUND:
            assert FLOORS[other] < FLOORS[own], f"{name_of(path)} ({own}) imports {name} ({other})"


@pytest.mark.parametrize(
    ("path", "most"),
    [*((path, 400) for path in MODULES), *((path, 600) for path in sorted((ROOT / "tests").rglob("*.py")))],
    ids=lambda value: str(value.relative_to(ROOT)) if isinstance(value, Path) else "",
)
def test_files_stay_readable(path: Path, most: int) -> None:
    """A module has one job, and a reader sees all of it; tests are lists of cases, and may be longer."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= most


# The rooms at the top, and files that Python asks for there.
FULL_FOLDERS = {"citelib": 35}


def test_folders_stay_readable() -> None:
    # Folders of data as well, which someone reads and adds to.
    folders = {path.parent for path in (ROOT / "citelib").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    counts = {
        str(folder.relative_to(ROOT).as_posix()): sum(1 for one in folder.iterdir() if one.name != "__pycache__")
        for folder in folders
    }
    assert {name: count for name, count in counts.items() if count > FULL_FOLDERS.get(name, 20)} == {}
    assert [name for name in FULL_FOLDERS if counts.get(name, 0) <= 20] == [], "no longer an exception"


# What click gives a command is its options; `cite` is the sentence of a user; the others hold a state of many parts.
MANY_PARAMETERS = {
    "citelib.cli.commands.bibliography.command",
    "citelib.cli.commands.check.command",
    "citelib.cli.commands.cite.command",
    "citelib.cli.commands.complete.command",
    "citelib.cli.commands.convert.command",
    "citelib.cli.commands.render.command",
    "citelib.cli.commands.tidy.command",
    "citelib.csl.render.context.__init__",
    "citelib.formatting.cite",
    "citelib.library.transfer.watch",
    "citelib.richtext.tree.__init__",
}


def test_functions_take_few_parameters() -> None:
    many = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                names = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
                if len({*names} - {"self", "cls"}) > 8:
                    many.add(f"{name_of(path)}.{node.name}")
    assert many == MANY_PARAMETERS


@pytest.mark.parametrize("path", [*MODULES, *(ROOT / "tests").rglob("*.py")], ids=name_of)
def test_names_say_what_is_inside(path: Path) -> None:
    assert {"base", "common", "helper", "helpers", "misc", "util", "utils"}.isdisjoint(name_of(path).split("."))


def test_the_docs_show_the_floors() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.*?) \|", text, re.MULTILINE)
    shown = [
        (f"citelib.{name}".removesuffix(".citelib"), int(floor))
        for floor, names in rows
        for name in re.findall("`(.*?)`", names)
    ]
    assert dict(shown) == FLOORS
    assert [floor for _, floor in shown] == sorted(floor for _, floor in shown)


SQL = re.compile(
    r"\b(?:SELECT\s.+\sFROM|INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA)\b", re.DOTALL
)
SQL_ROOMS = (
    "citelib.library.store",
    "citelib.library.search",
    "citelib.formats.ids",
    "citelib.scale.duckdb",
    "citelib.verification.index",
)
"""The library's two rooms, the set of ids of a conversion that outgrows memory, an engine that is asked in SQL, and the
index of registries' dumps."""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_sql_has_its_places(path: Path) -> None:
    if name_of(path).startswith(SQL_ROOMS):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not SQL.search(node.value), f"{path}:{node.lineno} has SQL: {node.value[:60]!r}"


def test_sql_is_known_when_it_is_seen() -> None:
    for text in (
        "SELECT number FROM items",
        "PRAGMA journal_mode",
        "INSERT OR REPLACE INTO items",
        "DELETE FROM items",
    ):
        assert SQL.search(text)
    for text in ("select one from the list", "update the library, then delete from it", "SELECT it"):
        assert not SQL.search(text)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_does(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_names_are_sorted(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            names = ast.literal_eval(node.value)
            assert names == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def test_the_drawing_is_what_the_imports_show() -> None:
    from tests.drawing import BETWEEN, PAGE, drawing

    found = BETWEEN.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == drawing(), "python -m tests.drawing makes it anew"


def test_contributors_are_sent_to_files_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = {path for path in re.findall(r"`([\w./-]+/[\w./-]*)`", text) if not re.search("[A-Z]{2}", path)}
    assert len(paths) > 10
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_importing_citelib_loads_nothing() -> None:
    code = (
        "HEAVY = {'attrs', 'lxml', 'click', 'rich', 'bibtexparser', 'citeproc', 'ruamel', 'sqlite3'}\n"
        "import sys; before = {*sys.modules}\n"  # what measures coverage loads modules of its own
        "import citelib; print(*(m for m in {*sys.modules} - before if m.startswith('citelib.') or m in HEAVY))"
    )
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

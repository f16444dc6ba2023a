"""Who imports whom, read from the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Registries name a module by its address, so that it is imported only when it is used.
_ADDRESS = re.compile(r"(?:citelib|tests)(?:\.\w+)+(?=:\w+$|$)")


def name_of(path: Path) -> str:
    """The dotted name of a module of the project."""
    parts = path.resolve().relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def path_of(module: str) -> Path | None:
    """The file of a module of the project, or None if there is none of that name."""
    base = ROOT / Path(*module.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.exists()), None)


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, those inside functions too, each by its full name."""
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if path_of(inner) or (ROOT / Path(*inner.split("."))).is_dir() else node.module


def reached(path: Path) -> frozenset[str]:
    """Every module of the project that a file needs, however indirectly: imported, or named by its address."""
    seen: set[str] = set()
    todo = [path]
    while todo:
        for name in _needed(todo.pop()) - seen:
            seen.add(name)
            if (inner := path_of(name)) is not None:
                todo.append(inner)
    return frozenset(seen)


def all_tests() -> list[Path]:
    """All files that pytest collects tests from."""
    return sorted((ROOT / "tests").rglob("test_*.py"))


def all_tests_of(modules: Iterable[str]) -> list[Path]:
    """The test files that need one of these modules, however indirectly."""
    wanted = set(modules)
    return [path for path in all_tests() if name_of(path) in wanted or not wanted.isdisjoint(reached(path))]


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _needed(path: Path) -> frozenset[str]:
    names = set(imported(path))
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.update(_ADDRESS.findall(node.value) if len(node.value) < 100 else ())
    own = {name for name in names if name.split(".")[0] in ("citelib", "tests")}
    # Importing a module runs its packages first.
    return frozenset(".".join(name.split(".")[:end]) for name in own for end in range(1, name.count(".") + 2))

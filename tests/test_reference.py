"""What can be imported from `citelib` is described: what goes in and comes out, with an example that runs."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator

import pytest

import citelib
from citelib import errors
from tests.imports import ROOT

NAMES = [name for name in citelib.__all__ if not isinstance(getattr(citelib, name), str)]
OPEN = {"_", "self", "cls", "threshold", "order"}
"""Parameters that nobody is told of: old names among them, which `docs/public.md` lists."""


def described(thing: object) -> str:
    return inspect.getdoc(thing) or ""


def members(of: type) -> Iterator[tuple[str, object]]:
    """The public methods and properties that a class defines itself."""
    for name, found in vars(of).items():
        thing = found.__func__ if isinstance(found, classmethod | staticmethod) else found
        if not name.startswith("_") and (inspect.isfunction(thing) or isinstance(thing, property)):
            yield name, thing


def is_error(thing: object) -> bool:
    return inspect.isclass(thing) and issubclass(thing, BaseException)


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_described(name: str) -> None:
    thing = getattr(citelib, name)
    assert described(thing)
    if inspect.isclass(thing):
        assert [one for one, member in members(thing) if not described(member)] == []


@pytest.mark.parametrize("name", [name for name in NAMES if not is_error(getattr(citelib, name))])
def test_a_public_name_has_an_example_that_runs(name: str) -> None:
    thing = getattr(citelib, name)
    texts = [described(thing), described(sys.modules[thing.__module__])]
    texts += [described(member) for _, member in members(thing)] if inspect.isclass(thing) else []
    uses = re.compile(rf"^\s*(?:>>>|\.\.\.) .*\b{name}\b", re.MULTILINE)
    assert any(uses.search(text) for text in texts), "doctest runs them"


@pytest.mark.parametrize("name", [name for name in NAMES if inspect.isfunction(getattr(citelib, name))])
def test_the_parameters_of_a_function_are_described(name: str) -> None:
    function = getattr(citelib, name)
    text = described(function)
    names = [one for one in inspect.signature(function).parameters if one not in OPEN]
    assert [one for one in names if not re.search(rf"^    {one}: \S", text, re.MULTILINE)] == []
    annotations = inspect.get_annotations(function)
    assert set(names) <= set(annotations), "types are in the signature"


QUIET = {"search_styles", "verify"}
"""They raise no error of citelib's: what finds nothing gives nothing, and what fails makes a verdict unsure."""


@pytest.mark.parametrize("name", [name for name in NAMES if inspect.isfunction(getattr(citelib, name))])
def test_a_public_function_says_which_errors_it_raises(name: str) -> None:
    says = re.search(r"^Raises:$|\bthe errors\b", described(getattr(citelib, name)), re.MULTILINE)
    assert (says is None) == (name in QUIET)


def raised(function: ast.FunctionDef) -> set[str]:
    """The errors of citelib's that a function raises itself, and not by what it calls."""
    found: set[str] = set()
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            continue
        if isinstance(node, ast.Raise) and node.exc is not None:
            name = ast.unparse(node.exc.func if isinstance(node.exc, ast.Call) else node.exc).rpartition(".")[2]
            if is_error(getattr(errors, name, None)):
                found.add(name)
        waiting += ast.iter_child_nodes(node)
    return found


def unsaid(body: list[ast.stmt], described: str = "") -> Iterator[tuple[str, str]]:
    """Public functions and the errors that they raise and do not name, nor a base of them."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from unsaid(node.body, ast.get_docstring(node) or "")
        elif isinstance(node, ast.FunctionDef):
            is_made = node.name in ("__init__", "__attrs_post_init__")  # said by the class
            is_command = any("click.command" in ast.unparse(one) for one in node.decorator_list)  # the text is its help
            if is_command or (node.name.startswith("_") and not is_made and node.name != "__getitem__"):
                continue
            text = f"{ast.get_docstring(node) or ''}{described if is_made else ''}"
            for name in raised(node):
                if not any(base.__name__ in text for base in getattr(errors, name).__mro__[:-1]):
                    yield node.name, name


def test_errors_that_public_functions_raise_are_named() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "citelib").rglob("*.py")}
    found = {str(path.relative_to(ROOT)): [*unsaid(tree.body)] for path, tree in trees.items()}
    assert {path: names for path, names in found.items() if names} == {}


def test_an_error_that_is_not_named_is_found() -> None:
    says = 'def g():\n    """Raises CitelibError."""\n    raise UnknownNameError("style", "x")\n'
    silent = 'def f():\n    """Read."""\n    raise ReadError("x")\n'
    body = ast.parse(f"{says}{silent}def _h():\n    raise ReadError('x')\n").body
    assert [*unsaid(body)] == [("f", "ReadError")]


def test_the_reference_shows_every_public_name() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "reference").glob("*.md"))
    shown = set(re.findall(r"auto(?:module|class|function):: (\S+)", pages))
    absent = []
    for name in NAMES:
        thing = getattr(citelib, name)
        if f"citelib.{name}" in shown or any(f".{name}" in one for one in shown):
            continue
        parts = f"{thing.__module__}.{thing.__qualname__}".split(".")
        if not {".".join(parts[:count]) for count in range(2, len(parts) + 1)} & shown:
            absent.append(".".join(parts))
    assert absent == []

"""What can be imported from `citelib` is described: what goes in and comes out, with an example that runs."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator

import pytest

import citelib
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

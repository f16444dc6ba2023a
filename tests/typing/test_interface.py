"""The public interface as type checkers see it: what is right passes, what is wrong does not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import citelib
from citelib.model import values, vocabulary
from tests.imports import ROOT

RIGHT, WRONG = (Path(__file__).with_name(name) for name in ("right.py", "wrong.py"))


def _mypy(path: Path, folder: Path) -> set[int]:
    # Warnings of things that have no effect are no matter of types; what is not defined is.
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", folder, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return {int(line) for line in re.findall(rf"{path.name}:(\d+): error", done.stdout)}


def _pyright(path: Path, folder: Path) -> set[int]:
    if find_spec("pyright") is None:
        pytest.skip("pyright is not installed: pip install citelib[test]")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.lstrip().startswith("{"):
        pytest.skip(f"pyright does not run here, it needs node: {(done.stderr or done.stdout).strip()[-200:]}")
    found = json.loads(done.stdout)["generalDiagnostics"]
    return {one["range"]["start"]["line"] + 1 for one in found if one["severity"] == "error"}


CHECKERS = {"mypy": _mypy, "pyright": _pyright}


def _marked(path: Path) -> Iterator[int]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.endswith("# wrong"):
            yield number


@pytest.mark.parametrize("checker", CHECKERS)
def test_what_is_right_passes(checker: str, tmp_path: Path) -> None:
    assert CHECKERS[checker](RIGHT, tmp_path) == set()


@pytest.mark.parametrize("checker", CHECKERS)
def test_what_is_wrong_is_an_error(checker: str, tmp_path: Path) -> None:
    assert CHECKERS[checker](WRONG, tmp_path) == set(_marked(WRONG))


def test_the_door_opens_on_what_type_checkers_see() -> None:
    public = [name for name in citelib.__all__ if name != "__version__"]
    assert sorted(citelib._HOME) == sorted(public)
    for name in public:
        assert getattr(citelib, name) is not None
    with pytest.raises(AttributeError, match="'lod'"):
        citelib.lod  # type: ignore[attr-defined]  # noqa: B018


def test_the_docs_list_what_is_public() -> None:
    text = (ROOT / "docs" / "public.md").read_text(encoding="utf-8")
    table = text[text.index("| what | names |") : text.index("**What is documented")]
    assert sorted(re.findall(r"`(\w+)`", table)) == sorted(citelib.__all__)
    modules = re.findall(r"`(citelib\.\w+)`", text)
    reference = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "reference").glob("*.md"))
    assert modules
    assert [name for name in modules if not re.search(rf"auto\w+:: {re.escape(name)}\b", reference)] == []


def test_each_variable_can_be_given_by_name() -> None:
    kinds = {"text": "TextValue", "number": "TextValue", "date": "DateValue", "name": "NamesValue"}
    expected = {vocabulary.python_name(name): kinds[kind] for name, kind in vocabulary.VARIABLES.items()}
    expected |= {alias: kinds[vocabulary.VARIABLES[name]] for alias, name in vocabulary.ALIASES.items()}
    assert {name: kind.__forward_arg__ for name, kind in values.NamedValues.__annotations__.items()} == expected

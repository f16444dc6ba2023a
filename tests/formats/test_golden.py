"""Golden pairs: what is read from ``tests/formats/golden/FORMAT/NAME.EXT`` is ``NAME.json`` beside it, as CSL-JSON.

With ``--update-golden`` the expected files are rewritten.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads

GOLDEN = Path(__file__).resolve().parent / "golden"
LOSSY = {"html"}
"""Formats that are written in another way than they are read."""
PAIRS = sorted(path for path in GOLDEN.glob("*/*") if path.suffix != ".json" or path.name.endswith(".in.json"))


def expected(path: Path) -> Path:
    """The file beside an input; an input in JSON is called ``NAME.in.json``."""
    return path.with_name(path.name.partition(".")[0] + ".json")


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_golden(path: Path, update_golden: bool) -> None:
    works = load(path, path.parent.name)
    text = dumps(works, "csl-json")
    if update_golden:
        expected(path).write_text(text, encoding="utf-8")
    assert text == expected(path).read_text(encoding="utf-8")
    assert not [one for one in works.diagnostics if one.severity == "error"]


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_written_again(path: Path) -> None:
    """What was read is written so that it is read again, left-overs included."""
    format = registry.find(path.parent.name)
    works = load(path, format)
    if format.write is None or format.name in LOSSY:
        pytest.skip(f"{format.title} is not written like that")
    back = loads(dumps(works, format), format)
    assert json.loads(dumps(back, "csl-json")) == json.loads(dumps(works, "csl-json"))


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_recognised(path: Path) -> None:
    """The content alone says what it is."""
    found = registry.recognise(path.read_bytes().decode("utf-8", "replace"))
    assert found is not None
    assert found.name == path.parent.name

"""The three works of the example, in every format that is read and written.

The files stand in `examples/works/`, named after the formats; ``pytest --update-golden`` writes them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import citelib
from citelib.formats.registry import BUILT_IN, extensions, find
from citelib.model import Bibliography

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FOLDER = EXAMPLES / "works"
BOTH_WAYS = sorted(name for name in BUILT_IN if find(name).read is not None and find(name).write is not None)


def path_of(name: str) -> Path:
    endings = extensions(find(name))
    return FOLDER / f"{name}{endings[0] if endings else '.txt'}"


@pytest.fixture(scope="module")
def works() -> Bibliography:
    return citelib.load(EXAMPLES / "works.json")


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_the_file_is_what_is_written(name: str, works: Bibliography, update_golden: bool) -> None:
    path = path_of(name)
    text = citelib.dumps(works, name)
    if update_golden:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_the_works_come_back(name: str, works: Bibliography) -> None:
    read = citelib.load(path_of(name), name)
    assert len(read) == len(works)
    for mine, theirs in zip(works.values(), read.values(), strict=True):
        assert theirs.title == mine.title
        assert theirs.issued is not None
        assert theirs.issued.year == 2019
        assert theirs.DOI == mine.DOI
        assert [name.full_family for name in theirs.author] == [name.full_family for name in mine.author]


def test_no_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {path_of(name).name for name in BOTH_WAYS}

"""Formats that keep everything give back what was written; the others reach a fixpoint after one round."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citelib.errors import LimitError, ReadError
from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads
from citelib.model import Bibliography, Item
from tests.strategies import items

WORKS = Path(__file__).resolve().parents[2] / "examples" / "works.json"
# The formats that other test modules look after.
ELSEWHERE = {"bibtex", "biblatex", "bib.txt", "press-release"}
FORMATS = [format for format in registry.formats() if format.name not in ELSEWHERE]
LOSSLESS = ["csl-json", "csl-jsonl", "csl-yaml"]


def collection(drawn: list[Item]) -> Bibliography:
    return Bibliography({item.id: item for item in drawn}.values())


@pytest.mark.parametrize("format", LOSSLESS)
@given(drawn=st.lists(items(), max_size=3))
def test_lossless(format: str, drawn: list[Item]) -> None:
    works = collection(drawn)
    back = loads(dumps(works, format), format)
    assert back == works
    # An item without a title and with much in custom looks like one that was not understood, which is told.
    assert {one.code for one in back.diagnostics} <= {"items-no-titles", "items-hardly-understood"}


@pytest.mark.parametrize("format", [one.name for one in FORMATS if one.read and one.write and one.name not in LOSSLESS])
@settings(max_examples=25)
@given(drawn=st.lists(items(custom=False), max_size=2))
def test_fixpoint(format: str, drawn: list[Item]) -> None:
    once = loads(dumps(collection(drawn), format), format)
    text = dumps(once, format)
    assert loads(text, format) == once
    assert dumps(loads(text, format), format) == text


@pytest.mark.parametrize(
    "item",
    [Item("a", "article-journal"), Item("a", "book", abstract="0\x1b"), Item("a", "book", title="aA_", language="")],
    ids=["nothing but a type", "a control character", "an empty language"],
)
@pytest.mark.parametrize("format", [one.name for one in registry.formats() if one.read and one.write])
def test_fixpoint_of_odd_items(format: str, item: Item) -> None:
    once = list(loads(dumps([item], format), format).values())
    assert list(loads(dumps(once, format), format).values()) == once


@pytest.mark.parametrize("format", [one.name for one in FORMATS if one.read])
@settings(max_examples=40)
@given(text=st.text(max_size=200) | st.binary(max_size=200))
def test_any_input(format: str, text: str | bytes) -> None:
    with suppress(ReadError, LimitError):
        loads(text, format)


@pytest.mark.parametrize("format", [one.name for one in FORMATS if one.read and one.write])
def test_three_works(format: str) -> None:
    works = load(WORKS)
    back = loads(dumps(works, format), format)
    assert len(back) == len(works)
    for item, again in zip(works.values(), back.values(), strict=True):
        assert again.title == item.title
        assert [name.full_family for name in again.author] == [name.full_family for name in item.author]
        assert again.issued is not None
        assert item.issued is not None
        assert again.issued.year == item.issued.year
        for name in KEPT.get(format, ("type", "DOI", "container_title", "volume", "relations")):
            assert getattr(again, name) == getattr(item, name), name


@pytest.mark.parametrize("format", [one.name for one in FORMATS if one.read and one.write])
@pytest.mark.parametrize("variable", ["title", "publisher", "note", "annote"])
def test_no_break_spaces(format: str, variable: str) -> None:
    """They are part of a text, wherever it is put."""
    item = Item("x", "book", {"title": "T", variable: "Alfred A.\u00a0Knopf,\u2009x"})
    (back,) = loads(dumps([item], format), format).values()
    assert back[variable] == item[variable]


def test_texts_with_no_break_spaces_are_written_as_such() -> None:
    item = Item("x", "book", title="Alfred A.\u00a0Knopf")
    assert ">Alfred A.\u00a0Knopf</title>" in dumps([item], "mods")
    assert ">Alfred A.\u00a0Knopf</subfield>" in dumps([item], "marcxml")


@pytest.mark.parametrize("format", ["ris", "refer", "medline-nbib", "endnote-xml", "jats", "mods"])
def test_white_space_in_notes_is_escaped(format: str) -> None:
    """A value that goes into a line of notes comes back with all its white space."""
    item = Item("x", "book", title="T", annote="a  b\n\u2028c")
    (back,) = loads(dumps([item], format), format).values()
    assert back.annote == item.annote


KEPT: dict[str, tuple[str, ...]] = {}
"""What a format keeps of the three works beside title, authors and year, where that is not everything looked at."""


@pytest.mark.parametrize(
    "text", ["[}", "[]]", "{}}", "[1,]", '[{"a":', '{"a"', "[[[[", '["', "[nul", '[{"id": "a"}} {"id": "b"}]']
)
def test_broken_json_ends(text: str) -> None:
    with suppress(ReadError):
        loads(text, "csl-json")

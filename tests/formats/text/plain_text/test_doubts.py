"""Warnings about readings: two works in one item, years out of identifiers, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Source
from citelib.formats.kit.draft import Draft
from citelib.formats.text.plain_text import PLAIN_TEXT
from citelib.formats.text.plain_text.doubts import doubts, signs_of_two_works
from citelib.formats.text.plain_text.fields import Segment, fill
from citelib.model import Item
from citelib.model.custom import CONFIDENCE_KEY

ONE = "Doe J, Roe R. The origin of life on Mars. Science. 1999;1(2):3-4."
TWO = "Poe, E. (2003). Found objects of every kind. Things Today, 4, 5–9."


def read(text: str) -> list[Any]:
    assert PLAIN_TEXT.read is not None
    return list(PLAIN_TEXT.read(Source(text)))


def segments(*parts: tuple[str, str]) -> list[Segment]:
    return [Segment(label, text, 0.95) for label, text in parts]


def test_two_references_in_one_line_are_told() -> None:
    """What cannot be parted is at least not passed off as sure."""
    found = read(f"{TWO} Doe J, Roe R. The origin of life on Mars. Science. 1999;1(2):3-4.")
    (item,) = (one for one in found if isinstance(one, Item))
    (finding,) = (one for one in found if isinstance(one, Diagnostic) and one.code == "plain-text-two-works")
    assert finding.item == item.id
    assert finding.hint
    assert all(sure <= 0.5 for sure in item.custom[CONFIDENCE_KEY].values())


@pytest.mark.parametrize("text", [ONE, TWO])
def test_one_reference_is_not_doubted(text: str) -> None:
    assert [type(one) for one in read(text)] == [Item]


@pytest.mark.parametrize(
    ("parts", "reference", "expected"),
    [
        ([("title", "Life on Mars."), ("title", "Death on Venus.")], "", ["it has two titles"]),
        ([("title", "Life on Mars."), ("title", "Part two")], "", []),
        ([("date", "1999,"), ("date", "2001.")], "", ["it has two years, 1999 and 2001"]),
        ([("date", "1999,"), ("date", "1999-05-04")], "", []),
        ([("date", "2001 (orig. 1962)"), ("date", "1962")], "Life. 2001 (orig. 1962).", []),
        ([("date", "1999"), ("date", "10.1000/x.2004.1")], "", []),
        ([], "doi:10.1000/a https://doi.org/10.1000/b", ["it has two DOIs"]),
        ([], "doi:10.1000/a https://doi.org/10.1000/a.", []),
    ],
)
def test_signs_of_two_works(parts: list[tuple[str, str]], reference: str, expected: list[str]) -> None:
    assert signs_of_two_works(segments(*parts), reference) == expected


def test_a_year_within_an_identifier_is_no_date_and_told() -> None:
    found = segments(("author", "Doe, J."), ("title", "Life on Mars."), ("date", "10.1000/mars.2016.90"))
    draft = Draft("plain-text", 1)
    confidence = fill(draft, "Doe, J. Life on Mars. 10.1000/mars.2016.90", found)
    assert "issued" not in draft
    assert doubts(draft, found, confidence, 0.95) == ["its only year is part of an identifier"]

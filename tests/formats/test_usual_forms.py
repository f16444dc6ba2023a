"""Names and dates stand in the form that other programs expect of a format, and come back as they were."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import dumps, loads
from citelib.model import Date, Item, Name


def _written(format: str, *names: Name, issued: str = "2001") -> str:
    return dumps([Item("a", "article-journal", title="T", author=names, issued=Date.from_edtf(issued))], format)


@pytest.mark.parametrize(
    ("format", "given"),
    [
        ("datacite-json", '"givenName": "Martin Luther"'),
        ("datacite-xml", "<givenName>Martin Luther</givenName>"),
        ("schema-org", '"givenName": "Martin Luther"'),
    ],
)
def test_a_suffix_is_no_given_name(format: str, given: str) -> None:
    king = Name("King", "Martin Luther", "Jr.")
    text = _written(format, king)
    assert given in text
    assert loads(text, format)["a"].author == (king,)


@pytest.mark.parametrize(
    ("name", "style"),
    [
        (Name("王", "小明"), "eastern"),
        (Name("김", "철수"), "eastern"),
        (Name("スミス", "アダム"), "western"),
        (Name("Wang", "Xiaoming"), "western"),
        (Name("Nagy", "Anna", static_ordering=True), "eastern"),
    ],
)
def test_jats_says_which_name_stands_first(name: Name, style: str) -> None:
    text = _written("jats", name)
    assert f'name-style="{style}"' in text
    assert loads(text, "jats")["a"].author == (name,)


@pytest.mark.parametrize(
    ("issued", "shown"),
    [
        ("1984/1986", "1984–1986"),
        ("2001-03/2001-05", "March–May 2001"),
        ("2001-03/2002-05", "March 2001 – May 2002"),
        ("2001-05-12/2001-05-15", "12–15 May 2001"),
        ("2001-05-12/2001-06-03", "12 May – 3 June 2001"),
        ("2001-05-12/2002-06-03", "12 May 2001 – 3 June 2002"),
        ("2001-05-12", "2001-05-12"),
    ],
)
def test_ranges_of_dates_as_wikipedia_writes_them(issued: str, shown: str) -> None:
    text = _written("wikipedia", issued=issued)
    assert f"|date={shown}}}}}" in text
    assert loads(text, "wikipedia")["a"].issued == Date.from_edtf(issued)

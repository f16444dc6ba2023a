"""A value is written in its ordinary place, always: what another program finds of any item in every format."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citelib.formats import registry
from citelib.formats.exchange import dumps
from citelib.model import Date, Item, Name, people, structure
from citelib.model.vocabulary import ITEM_TYPES
from citelib.richtext.markup import reduced
from tests.formats.ordinary import READERS
from tests.shared import shared

ELSEWHERE = {"bibtex", "biblatex", "html"}  # tested with other foreign readers, in the tests of their own
WRITERS = [one.name for one in registry.formats() if one.write is not None and one.name not in ELSEWHERE]

_word = st.text("abcdefghijklmnoprstuvzäöüßéøńČŠ王小明Анна", min_size=2, max_size=8).filter(str.isalpha)
_capital = _word.map(str.capitalize)
_person = st.builds(
    Name,
    family=st.one_of(_capital, st.tuples(_capital, _capital).map("-".join), st.just("O’Neil")),
    given=st.one_of(st.none(), _capital, st.sampled_from(["V.", "J. R.", "Jean-Luc", "MD", "A"])),
    suffix=st.sampled_from([None, None, "Jr.", "III", "filho"]),
    dropping_particle=st.sampled_from([None, None, "von", "d'"]),
    non_dropping_particle=st.sampled_from([None, None, "van der", "de"]),
    orcid=st.sampled_from([None, None, "0000-0002-1825-0097"]),
    custom=st.sampled_from([None, None, {"affiliation": ["Road Office, Dept. 3"]}]),
)
_body = st.sampled_from(
    ["Road Office", "University of X, Department of Y", "WHO", "Smith & Sons, Inc.", "王小明研究所"]
)
_names = st.lists(st.one_of(_person, _body.map(lambda text: Name(literal=text))), min_size=1, max_size=4)
_dates = st.sampled_from(
    "2001 2001-03 2001-03-05 2001-03/2001-05 1984/1986 1850~ 2001-21 2001? 1999/.. 2001-03-05/2001-03-09".split()
).map(Date.parse)
_titles = st.one_of(
    st.lists(_word, min_size=1, max_size=6).map(" ".join),
    st.sampled_from(
        [
            "On roads.", "=1+2", "A: b: c /", "[Review] of «roads»", "A | b", "Titles; and, more", "5-HT7 {in} rats",
            "type: book", "It's 5 < 6 & 7 > 2", "C#\ttabs\nand lines", "citelib: x", "-- dashes --", "no", "2001",
            "Roads <i>in vitro</i> and H<sub>2</sub>O",
        ]
    ),
)  # fmt: skip
_items = st.builds(
    lambda type, title, author, issued, page: Item("k1", type, title=title, author=author, issued=issued, page=page),
    st.sampled_from(sorted(ITEM_TYPES)), _titles, _names, _dates, st.sampled_from([None, "1-9", "1–9", "e12"]),
)  # fmt: skip


def folded(text: str) -> str:
    """Letters and digits, which no format has a reason to change."""
    text = unicodedata.normalize("NFKC", reduced(text, ()))
    return "".join(filter(str.isalnum, re.sub(r"</?[a-z]+[^<>]*>", "", text).casefold()))


def missing(item: Item, name: str) -> list[str]:
    """What another program does not find of an item that is written in a format."""
    text = dumps([item], name)
    titles, names, dates = (list(map(folded, one)) for one in READERS[name](text))
    lost = []
    if item.title and folded(item.title) and folded(item.title) not in "".join(titles):
        lost.append(f"the title {item.title!r} in {titles}")
    for one in people(item.author):
        family = folded(one.literal or one.family or one.given or "")
        if not any(family in found for found in names):
            lost.append(f"{family!r} in {names}")
    year = item.issued.year if item.issued else None
    if year is not None and year > 999 and not any(str(year) in found for found in dates):
        lost.append(f"the year {year} in {dates}")
    return lost


def test_every_writer_has_a_foreign_reader() -> None:
    assert sorted(WRITERS) == sorted(READERS)


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=150)
@given(item=_items)
def test_another_program_finds_title_names_and_year(name: str, item: Item) -> None:
    assert missing(item, name) == []


@pytest.mark.parametrize("name", WRITERS)
def test_another_program_finds_them_in_real_libraries(name: str) -> None:
    libraries = json.loads(shared("corpora/real-items.json").read_text(encoding="utf-8"))["libraries"]
    lost = [
        f"{record['id']}: {one}"
        for library in libraries.values()
        for record in library["items"]
        for one in missing(structure(record), name)
    ]
    assert lost == []

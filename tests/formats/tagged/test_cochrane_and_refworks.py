"""The text of the Cochrane Library and RefWorks' tagged records."""

from __future__ import annotations

import pytest

from citelib.formats import registry
from citelib.formats.exchange import loads

COCHRANE = """Record #1 of 2
ID: CD1
AU: Roa Ada
AU: Van Vu Bo C
AU: Lindt i Moss Cy
AU: Hill Study Group
TI: Slow carts
SO: Cochrane Database of Systematic Reviews
YR: 2017
KY: Carts, Slow [therapy];Hills[checkword]

Record #2 of 2
ID: CN-2
AU: Roa AB
TI: Fast carts
SO: Lancet
YR: 2018
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_cochrane_text_whatever_ends_its_lines(end: str) -> None:
    text = COCHRANE.replace("\n", end)
    assert registry.recognise(text) is registry.find("cochrane")
    first, second = loads(text).values()
    assert [(name.family, name.given) for name in first.author[:3]] == [
        ("Roa", "Ada"),
        ("Van Vu", "Bo C."),
        ("Lindt i Moss", "Cy"),
    ]
    assert first.author[3].literal == "Hill Study Group"
    assert first.keyword == "Carts, Slow [therapy]; Hills"
    assert [str(name) for name in second.author] == ["A. B. Roa"]


def test_files_set_one_behind_the_other() -> None:
    works = loads("TY  - BOOK\nID  - a\nTI  - Carts\n\ufeffTY  - BOOK\nID  - b\nTI  - Hills\nER  - \n", "ris")
    assert [item.title for item in works.values()] == ["Carts", "Hills"]


@pytest.mark.parametrize(("kind", "fields", "pages", "page"), [
    ("Book, Whole", "SP 222\n", "222", None),
    ("Dissertation", "SP 141\n", "141", None),
    ("Report", "SP 13\nOP 15\n", None, "13-15"),
    ("Journal Article", "SP 13\n", None, "13"),
])  # fmt: skip
def test_the_pages_of_a_whole_work(kind: str, fields: str, pages: str | None, page: str | None) -> None:
    (item,) = loads(f"RT {kind}\nT1 Carts\nA1 Roa,Ada\n{fields}", "refworks-tagged").values()
    assert (item.number_of_pages, item.page) == (pages, page)


def test_an_address_is_no_edition() -> None:
    (item,) = loads("RT Web Page\nT1 Carts\nED http:// carts.example/ a.html\n", "refworks-tagged").values()
    assert (item.URL, item.edition) == ("http://carts.example/a.html", None)

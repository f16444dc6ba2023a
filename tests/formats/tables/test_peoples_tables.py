"""Tables that people and programs make of tables: what each does to names, numbers and dates is undone."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import loads
from citelib.model import Item


def only(text: str) -> Item:
    (item,) = loads(text, "csv").values()
    return item


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ada Roa, Bo Chi Vu, and Cy Xi", ["Ada Roa", "Bo Chi Vu", "Cy Xi"]),
        ("Ada Roa, Bo Chi Vu and Cy Xi", ["Ada Roa", "Bo Chi Vu", "Cy Xi"]),
        ("Ada Roa & Bo Vu", ["Ada Roa", "Bo Vu"]),
        ("Ada Roa und Bo Vu", ["Ada Roa", "Bo Vu"]),
        ("Roa, Ada and Vu, Bo", ["Ada Roa", "Bo Vu"]),
        ("Roa A, Vu BC, and Xi C", ["A. Roa", "B. C. Vu", "C. Xi"]),
        ("Ministry of Roads and Bridges", ["Ministry of Roads and Bridges"]),
    ],
)
def test_a_list_of_names_as_a_sentence_has_it(cell: str, people: list[str]) -> None:
    assert [str(one) for one in only(f'Title,Authors,Year\nOn carts,"{cell}",2001\n').author] == people


def test_a_column_for_each_author() -> None:
    item = only("Title,Author 1,Affiliation 1,Author 2,Author 3,Year\nOn carts,Ada Roa,Wheel,Bo van Vu,,2001\n")
    assert [str(one) for one in item.author] == ["Ada Roa", "Bo van Vu"]
    assert only("titel,autor1,autor2\nKarren,Ada Roa,Bo Vu\n").author[1].family == "Vu"


def test_whole_numbers_lose_the_decimal_that_a_program_gave_them() -> None:
    item = only("title,volume,issue,start page,end page,year,version\nOn carts,12.0,3.0,307.0,326.0,2001.0,2.0\n")
    assert (item.volume, item.issue, item.page, str(item.issued)) == ("12", "3", "307-326", "2001")
    assert item.version == "2.0"
    assert only("title,volume,year\nOn carts,1.0.3,2001\n").volume == "1.0.3"


@pytest.mark.parametrize(("cell", "date"), [("May-19", "2019-05"), ("Nov-78", "1978-11"), ("Sep-39", "2039-09")])
def test_months_as_spreadsheets_show_them(cell: str, date: str) -> None:
    issued = only(f"title,journal,date\nOn carts,J Q,{cell}\n").issued
    assert issued is not None
    assert issued.edtf() == date


def test_headers_as_r_writes_them() -> None:
    item = only("Article.Title,Source.title,Author.s.,Year.of.Publication\nOn carts,J Q,Ada Roa; Bo Vu,2001\n")
    assert (item.title, item.container_title, str(item.issued), len(item.author)) == ("On carts", "J Q", "2001", 2)


def test_a_subtitle_in_a_column_of_its_own() -> None:
    assert only("Titel,Untertitel,Jahr\nKarren,Eine Kunde,2001\n").title == "Karren: Eine Kunde"


def test_lines_about_the_search_above_the_table() -> None:
    above = "".join(f"line {number} about the search\n" for number in range(25))
    assert only(f"{above}Title,Authors,Source Title,Year\nOn carts,Roa,J Q,2001\n").title == "On carts"

"""Tables that people and programs make of tables: what each does to names, numbers and dates is undone."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from citelib.formats.exchange import loads
from citelib.formats.tables.columns import Columns
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


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Roa, Ada, Vu, Bo T.", ["Ada Roa", "Bo T. Vu"]),
        ("A. Roa, Bo T. Vu", ["A. Roa", "Bo T. Vu"]),
        ("Ada Roa; Bo Vu", ["Ada Roa", "Bo Vu"]),
        ("Ada Roa", ["Ada Roa"]),
        ("Ada Roa1, Bo Vu2*, Cy Xi1,2", ["Ada Roa", "Bo Vu", "Cy Xi"]),
        ("[{'authorId': '1', 'name': 'Ada Roa'}, {'authorId': '2', 'name': \"Bo O'Vu\"}]", ["Ada Roa", "Bo O'Vu"]),
        ("M&uuml;ller, Ada; Roa, Bo", ["Ada Müller", "Bo Roa"]),
        ("张三,李四", ["张三", "李四"]),
        ("王小明；李四", ["王小明", "李四"]),
        ("Barrera Guzmán L.Á.; de Oliva Filho ASB", ["L. Á. Barrera Guzmán", "A. S. B. de Oliva Filho"]),
        ("Роа А. Б.; Ву Б.", ["А. Б. Роа", "Б. Ву"]),
        ("World Bank", ["World Bank"]),
        ("Roa, Ada, Jr.", ["Ada Roa Jr."]),
        ("García Márquez, Gabriel José", ["Gabriel José García Márquez"]),
    ],
)
def test_names_as_people_write_them_in_a_cell(cell: str, people: list[str]) -> None:
    quoted = cell.replace('"', '""')
    (work,) = loads(f'Title,Authors,Year\nMoss,"{quoted}",2021\n', "csv").values()
    assert [str(name) for name in work.author] == people
    assert [name for name in work.author if name.literal and name.literal not in INSTITUTIONS] == []


INSTITUTIONS = ("World Bank", "张三", "李四", "王小明")


def test_an_institution_in_a_cell_is_no_person() -> None:
    works = loads("Title,Authors\nA,World Bank\nB,European Commission\nC,Volvo Car AB\n", "csv").values()
    assert [work.author[0].literal for work in works] == ["World Bank", "European Commission", "Volvo Car AB"]


def test_every_word_for_a_header_is_read_in_its_language() -> None:
    content = (resources.files("citelib.formats.tables") / "products" / "languages.toml").read_text(encoding="utf-8")
    words = [(variable, word) for variable, words in tomllib.loads(content).items() for word in words]
    for variable, word in words:
        for header in (word, word.upper() if word.upper().lower() == word else word, word.capitalize()):
            (column,) = Columns.of([header]).meanings
            assert column is not None, header
            assert column.to == variable, header
    assert len({word for _, word in words}) == len(words)


def test_the_first_author_is_read_where_no_other_is_named() -> None:
    (alone,) = loads("First author,Title,Year\nRoa,Moss,2021\n", "csv").values()
    (beside,) = loads('First author,Title,Authors\nRoa,Moss,"Roa, Ada; Vu, Bo"\n', "csv").values()
    assert [str(name) for name in alone.author] == ["Roa"]
    assert [str(name) for name in beside.author] == ["Ada Roa", "Bo Vu"]

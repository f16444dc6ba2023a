"""Tables as each product writes them: an invented record with the product's own headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.errors import ReadError, UnknownNameError
from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads
from citelib.formats.tables.columns import Columns, products
from citelib.model import Item, is_cut_short

TITLE = "Carts on hills"

SAMPLES = {path.stem: path for path in sorted(Path(__file__).with_name("samples").iterdir())}
EXPECTED = {
    "scopus": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021", "11-19"),
    "wos": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03-05", "11-19"),
    "wos-tab": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-07/2021-08", "11-19"),
    "pubmed": (["A. Roa", "B. C. de Vu"], "article-journal", "2021-03-05", "11-19"),
    "embase": (["A. Roa", "B. C. Vu"], "article-journal", "2021", "11-19"),
    "ieee": (["A. Roa", "B. van der Vu"], "paper-conference", "2021", "11-19"),
    "lens": (["Ada Roa", "Bo De Vu"], "article-journal", "2021-03-05", "11-19"),
    "publish-or-perish": (["A. Roa", "B. C. Vu"], "article-journal", "2021", "11-19"),
    "zotero": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03-05", "11-19"),
    "dimensions": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03-05", "11-19"),
    "openalex": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03-05", "11-19"),
    "springer": (["Ada Roa", "Bo McVu"], "article-journal", "2021", None),
    "ebsco": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03-05", "11"),
    "proquest": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03", "11-19"),
    "covidence": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03", "11-19"),
    "rayyan": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03", "11-19"),
    "acm": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021", "11–19"),
    "openoffice": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021", "11-19"),
    "rispy": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021", "11-19"),
    "asreview": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021", "11-19"),
    "embase-source": (["A. Roa", "B. C. Vu"], "article-journal", "2021-03-05", "11-19"),
    "cochrane": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021", "11-19"),
    "eppi": (["Roa Ada", "Vu Bo Chi"], "article-journal", "2021-03", "11-19"),
    "endnote-tab": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03-05", "11-19"),
    "bibliometrix": (["A. ROA", "B. C. VU"], "article-journal", "2021", "11-19"),
    "sci2": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03", "11-19"),
    "wos-citation-report": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03-05", "11-19"),
    "wanfang": (["王小明", "李四"], "article-journal", "2021", "11-19"),
    "refworks": (["Ada Roa", "Bo Chi Vu"], "article-journal", "2021-03", "11-19"),
    "cnki": (["王小明", "李四"], "article-journal", "2021-03-05", "11-19"),
}
"""By product: people, type, date and pages of the one record of its sample; volume and issue are 3 and 2 in all."""

OF_BOOKS = ["goodreads"]
"""Products whose tables have no articles."""


def test_every_product_has_a_sample() -> None:
    assert sorted(SAMPLES) == sorted([*EXPECTED, *OF_BOOKS]) == sorted(one.name for one in products())


@pytest.mark.parametrize("name", EXPECTED)
def test_product(name: str) -> None:
    people, type, date, page = EXPECTED[name]
    text = SAMPLES[name].read_text(encoding="utf-8")
    assert registry.recognise(text) in (registry.find("csv"), registry.find("tsv"))
    works = load(SAMPLES[name])
    (item,) = works.values()
    assert item.title == TITLE
    assert [str(one) for one in item.author] == people
    assert (item.type, item.issued and item.issued.edtf(), item.volume, item.issue) == (type, date, "3", "2")
    assert (item.page, item.DOI) == (page, "10.1000/c")
    assert item.container_title
    assert [one for one in works.diagnostics if one.severity != "info"] == []


def test_readers_of_books_name_the_further_authors_apart() -> None:
    works = load(SAMPLES["goodreads"])
    (item,) = works.values()
    assert (item.type, item.title, item.publisher) == ("book", TITLE, "Hill Press")
    assert [str(one) for one in item.author] == ["Ada Roa", "Bo Chi Vu"]
    assert (item.issued and item.issued.edtf(), item.ISBN) == ("2021", "9780306406157 0306406152")
    assert [one for one in works.diagnostics if one.severity != "info"] == []


@pytest.mark.parametrize("header", ["Additional Authors", "Co-authors", "Other authors"])
@pytest.mark.parametrize("cell", ["Bo Vu; Cy Xi", "Vu, Bo; Xi, Cy"])
def test_further_authors_follow_the_first(header: str, cell: str) -> None:
    (item,) = loads(f'Title,{header},Author,Year\nA,"{cell}","Roa, Ada",2001\n', "csv").values()
    assert [str(one) for one in item.author] == ["Ada Roa", "Bo Vu", "Cy Xi"]


@pytest.mark.parametrize("cell", ["Ada Roa; B Vu", "Roa, Ada; Vu, B"])
def test_initials_have_their_full_stop_in_whatever_order_names_stand(cell: str) -> None:
    (item,) = loads(f'Title,Authors,Year\nA,"{cell}",2001\n', "csv").values()
    assert [one.given for one in item.author] == ["Ada", "B."]


def test_entities_in_cells_are_characters() -> None:
    text = "Title,Journal,Year,URL\nR&amp;D &lt;5 &#8211; T&D,Cells &amp; Tissues,2001,https://x.example/?a=1&copy=2\n"
    (item,) = loads(text, "csv").values()
    assert (item.title, item.container_title) == ("R&D <5 – T&D", "Cells & Tissues")
    assert item.URL == "https://x.example/?a=1&copy=2"


def test_a_title_about_entities_comes_back() -> None:
    (item,) = loads(dumps([Item("a", "book", title="On &amp; and &#38;")], "csv"), "csv").values()
    assert item.title == "On &amp; and &#38;"


def test_lists_as_python_and_json_write_them() -> None:
    text = 'title,authors,year\nA,"[\'Ada Roa\', ""Bo O\'Vu""]",2001\n'
    assert [str(one) for one in loads(text, "csv")["roa2001"].author] == ["Ada Roa", "Bo O'Vu"]


def test_lists_of_keywords_and_persons_between_commas() -> None:
    (item,) = load(SAMPLES["rispy"]).values()
    assert item.keyword == "carts; hills, high"
    assert [str(one) for one in item.editor] == ["Eva Ek"]
    text = 'Title,Authors,Publication\nA,"Ada Roa, Bo van Vu, Cy D. Xi",J. Carts\n'
    assert [one.family for one in next(iter(loads(text, "csv").values())).author] == ["Roa", "Vu", "Xi"]
    text = 'Title,Authors,Publication\nA,"Roa López, Ada María",J. Carts\n'
    assert [one.family for one in next(iter(loads(text, "csv").values())).author] == ["Roa López"]


@pytest.mark.parametrize(("word", "csl_type"), [("JOUR", "article-journal"), ("inproceedings", "paper-conference")])
def test_types_of_other_formats(word: str, csl_type: str) -> None:
    (item,) = loads(f"title,type,year\nA,{word},2001\n", "csv").values()
    assert item.type == csl_type


def test_a_persons_own_map(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(
        '[columns]\nWerk = "title"\nVon = { to = "author", order = "given-first", separator = "/" }\nAm = "issued"\n',
        encoding="utf-8",
    )
    works = loads("Werk,Von,Am,Sonst\nKarren,Ada Roa/Bo Vu,2001,x\n", "csv", columns=path)
    (item,) = works.values()
    assert (item.title, [str(one) for one in item.author], str(item.issued)) == ("Karren", ["Ada Roa", "Bo Vu"], "2001")
    assert item.custom == {"csv:Sonst": ["x"]}
    assert [one.code for one in works.diagnostics if "Sonst" in one.message] == ["csv-unknown-columns"]


@pytest.mark.parametrize(("content", "error"), [("x = ", ReadError), ('[columns]\nWerk = "titel"\n', UnknownNameError)])
def test_a_map_that_is_wrong(tmp_path: Path, content: str, error: type[Exception]) -> None:
    path = tmp_path / "map.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(error):
        loads("Werk,Jahr\nKarren,2001\n", "csv", columns=path)


def test_of_two_columns_for_one_variable_the_fuller_counts_whatever_their_order() -> None:
    for header in (["Authors", "Author full names"], ["Author full names", "Authors"]):
        columns = Columns.of([*header, "EID", "Source title"])
        assert columns.header[columns.places()["author"][0]] == "Author full names"


def test_columns_that_are_not_known_come_back() -> None:
    works = loads("title,authors,Odd\nA,Roa,x\n", "csv")
    assert dumps(works, "csv").splitlines()[0].endswith(",Odd")


GOOGLE_SCHOLAR = """Cites,Authors,Title,Year,Source,Publisher,ArticleURL,CitesURL,GSRank,QueryDate,Type,DOI
9,"A Roa, BC Vu…",Carts,2021,"J Carts",hill.example,http://x,http://y,1,2024-01-01,HTML,
8,"A Roa, BC Vu, ...",Hills,2020,"Slopes",hill.example,http://x,http://y,2,2024-01-01,BOOK,
7,"A Roa",Roads,2019,"",road.example,http://x,http://y,3,2024-01-01,CITATION,
"""


def test_lists_that_google_scholar_cuts_short_and_kinds_of_files() -> None:
    works = list(loads(GOOGLE_SCHOLAR, "csv").values())
    assert [[str(name) for name in one.author] for one in works] == [
        ["A. Roa", "B. C. Vu", "et al."],
        ["A. Roa", "B. C. Vu", "et al."],
        ["A. Roa"],
    ]
    assert [is_cut_short(one.author) for one in works] == [True, True, False]
    assert [one.type for one in works] == ["article-journal", "book", "document"]


def test_a_group_is_an_author_beside_the_people() -> None:
    text = "PT\tAU\tAF\tCA\tTI\tSO\tPY\nJ\tRoa, A\tRoa, Ada\tHill Group\tCarts\tJ Carts\t2021\n"
    (item,) = loads(text, "tsv").values()
    assert [str(name) for name in item.author] == ["Ada Roa", "Hill Group"]


def test_cells_that_spreadsheets_are_to_take_for_text() -> None:
    text = 'Title,Author,ISSN,Year,PMID\nCarts,"Roa, Ada","=""12345679""","=""2021""",0\n'
    (item,) = loads(text, "csv").values()
    assert (item.ISSN, str(item.issued), "PMID" in item.variables) == ("12345679", "2021", False)


def test_numbers_with_words_beside_them() -> None:
    text = 'Title,Author,ISSN,PMID\nCarts,"Roa, Ada","1234-5679 (electronic)",PUBMED 123\n'
    (item,) = loads(text, "csv").values()
    assert (item.ISSN, item.PMID) == ("1234-5679", "123")


def test_a_table_whose_column_of_titles_is_not_known_is_an_error() -> None:
    works = loads("Tytuł Title Main,Authors,Year,Volume,DOI\nCarts,Roa,2021,3,10.1000/c\n", "csv")
    assert [one.code for one in works.diagnostics if one.severity == "error"] == ["items-no-titles"]


def test_three_and_more_family_names_with_initials_between_commas() -> None:
    text = (
        'Authors,Title,Year,Source title,EID\n"Roa-Lind A., Vu B.C., Ek D., De Moss E.",Carts,2021,J Carts,2-s2.0-1\n'
    )
    (item,) = loads(text, "csv").values()
    assert [(name.family, name.given) for name in item.author] == [
        ("Roa-Lind", "A."), ("Vu", "B. C."), ("Ek", "D."), ("De Moss", "E."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Roa, Ada & Vu, Bo", ["Ada Roa", "Bo Vu"]),
        ("Roa, Ada und Vu, Bo", ["Ada Roa", "Bo Vu"]),
        ("Roa A & Vu B", ["A. Roa", "B. Vu"]),
        ("Roa A., Vu B. & Low C.", ["A. Roa", "B. Vu", "C. Low"]),
        ("Roa, A., Vu, B., & Low, C.", ["A. Roa", "B. Vu", "C. Low"]),
        ("Low & Sons, Inc.", ["Low & Sons, Inc."]),
        ("Vu & Söhne GmbH", ["Vu & Söhne GmbH"]),
        ("Roa, Ada, Jr.", ["Ada Roa Jr."]),
    ],
)
def test_the_last_name_of_a_list_may_stand_behind_a_word(cell: str, names: list[str]) -> None:
    (item,) = loads(f'Title,Authors,Year\n"Carts on hills","{cell}",2001\n', "csv").values()
    assert [str(name) for name in item.author] == names

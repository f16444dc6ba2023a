"""RIS as databases and reference managers write it: one tag, another meaning by type and program."""

from __future__ import annotations

import pytest

from citelib.diagnostics import Diagnostic
from citelib.formats.exchange import dumps, loads
from citelib.formats.kit.endnote import tags
from citelib.formats.kit.endnote.tables import BY_RIS_TYPE, BY_TYPE, FIELDS, OUT_TYPES, TYPES
from citelib.formats.tagged.ris.tables import PROCITE, meaning
from citelib.model import Date, Item, Name
from citelib.model.vocabulary import ITEM_TYPES, VARIABLES


def read(*lines: str, id: str = "a") -> Item:
    fields = [*lines, *([f"ID {id}"] if id else []), "ER "]
    (item,) = loads("\n".join(f"{line[:2]}  - {line[3:]}" for line in fields), "ris").values()
    return item


def again(item: Item) -> Item:
    return loads(dumps([item], "ris"), "ris")[item.id]


@pytest.mark.parametrize(
    ("lines", "variable", "value"),
    [
        (["TY EDBOOK", "AU Miller, Ann"], "editor", (Name("Miller", "Ann"),)),
        (["TY BOOK", "AU Miller, Ann"], "author", (Name("Miller", "Ann"),)),
        (["TY BOOK", "AU ['Miller, Ann', 'Roa, Bo']"], "author", (Name("Miller", "Ann"), Name("Roa", "Bo"))),
        (["TY EBOOK", "A2 Miller, Ann"], "editor", (Name("Miller", "Ann"),)),
        (["TY BOOK", "AU Low, Bo", "A2 Miller, Ann"], "collection-editor", (Name("Miller", "Ann"),)),
        (["TY BILL", "A2 Inouye, Daniel"], "author", (Name("Inouye", "Daniel"),)),
        (["TY CASE", "T2 United States Reports", "NV U.S.", "J2 93 S. Ct. 705"], "container-title-short", "U.S."),
        (["TY JOUR", "ET 2018 Nov 5"], "available-date", Date.parse("2018-11-05")),
        (["TY MGZN", "M1 Spring"], "issue", "Spring"),
        (["TY JOUR", "M1 (c) 2004 the publisher"], "issue", None),
        (["TY PAT", "CN Shelf", "M1 07/123"], "call-number", "07/123"),
        (["TY ART", "M1 20 x 30 cm", "M3 Oil on canvas"], "medium", "Oil on canvas"),
        (["TY LEGAL", "VL 21 CFR 50"], "number", "21 CFR 50"),
        (["TY STAND", "SP ii"], "page", "ii"),
        (["TY WEB", "SP The home page"], "page", None),
        (["TY JOUR", "JA BMJ Open"], "container-title", "BMJ Open"),
    ],
)
def test_meaning_of_types(lines: list[str], variable: str, value: object) -> None:
    item = read(*lines)
    assert item.get(variable) == value
    assert again(item) == item


@pytest.mark.parametrize(
    ("lines", "issued", "accessed"),
    [
        # The year to be cited is that of PY.
        (["TY JOUR", "PY 2020", "DA 2019/12/03"], "2020", None),
        (["TY JOUR", "PY 2020", "DA 2020/12/03"], "2020-12-03", None),
        (["TY JOUR", "Y1 1900/01/01", "DA 1950/01/01"], "1950-01-01", None),
        # EndNote: DA of electronic articles is the day of access, C1 and C2 are its year and its day.
        (["TY EJOUR", "PY 2015", "DA 2020/05/03"], "2015", "2020-05-03"),
        (["TY EJOUR", "PY 2015", "C1 2020", "C2 3 May"], "2015", "2020-05-03"),
        (["TY WEB", "PY 2016", "VL 2017", "M1 21 June"], "2016", "2017-06-21"),
        (["TY DBASE", "PY 2016", "ET 2 May 2016", "DA 3 May 2017"], "2016-05-02", "2017-05-03"),
        # Other programs have the day of issue there.
        (["TY CASE", "PY 1973", "DA 1973/01/22", "Y2 2020/01/01"], "1973-01-22", "2020-01-01"),
        (["TY JOUR", "PY 2020", "Y2 2019/12/30"], "2020", "2019-12-30"),
    ],
)
def test_dates(lines: list[str], issued: str, accessed: str | None) -> None:
    item = read(*lines)
    assert item.issued == Date.parse(issued)
    assert item.accessed == (accessed and Date.parse(accessed))
    assert again(item) == item


def test_filing_of_patents() -> None:
    item = read("TY PAT", "Y1 1990/2/27", "Y2 1986/6/23")
    assert (item.submitted, item.accessed) == (Date.parse("1986-06-23"), None)
    assert again(item) == item
    accessed = Item("b", "patent", issued=Date.parse("1990"), accessed=Date.parse("1986-06-23"))
    assert again(accessed) == accessed


def test_nothing_repeated_is_lost() -> None:
    item = read("TY JOUR", "PY 2020", "DA 2019/12/03", "DA 2018/01/01", "T2 A", "JF B", "SP 1", "SP 9")
    assert item.custom == {"ris:T2": ["A"], "ris:SP": ["9"], "ris:DA": ["2019/12/03", "2018/01/01"]}
    assert again(item) == item


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["DB Scopus", "C2 32912345"], "32912345"),
        (["DB Embase", "C5 30876543"], "30876543"),
        (["DB PubMed", "AN 30876543"], "30876543"),
        (["AN PMID:35123456"], "35123456"),
        (["DB JSTOR", "C2 32912345"], None),
        (["DB JSTOR", "AN 32912345"], None),
    ],
)
def test_pubmed_numbers(lines: list[str], number: str | None) -> None:
    item = read("TY JOUR", *lines)
    assert item.get("PMID") == number
    assert again(item) == item


def test_authors_under_two_tags() -> None:
    item = read("TY JOUR", "AU Wang, Y.", "AU Wang, Y.", "A1 Wang, Y.", "A1 Li, W.")
    assert [name.family for name in item.author] == ["Wang", "Wang", "Li"]


def test_initials() -> None:
    item = read("TY JOUR", "AU Nicol, KJ", "AU WANG, LI", "AU Doe, Jo")
    assert [name.given for name in item.author] == ["K. J.", "LI", "Jo"]


PROCITE_BOOK = [
    "TY BOOK", "N1 Record Number: 200", "A1 Miller, Ann", "T1 A book", "VL 2nd ed.", "IS 3", "N1 Series Volume ID: 7",
]  # fmt: skip


def test_procite() -> None:
    """Its notes have the number of the record, which others do not write, and its VL is the edition of a book."""
    item = read(*PROCITE_BOOK, id="")
    assert (item.id, item.edition, item.volume, item.collection_number) == ("200", "2nd ed.", "3", "7")
    assert "Record Number" not in dumps([item], "ris")
    assert again(item) == item
    assert read(*PROCITE_BOOK).volume == "2nd ed."


@pytest.mark.parametrize("csl_type", sorted(ITEM_TYPES))
def test_vague_types_stay(csl_type: str) -> None:
    """Whatever the fields of a record would make of its type."""
    item = Item("a", csl_type, title="T", container_title="Container", volume="1", ISBN="9780306406157", genre="Thing")
    assert again(item) == item
    assert dumps([item], "ris").startswith(f"TY  - {OUT_TYPES[csl_type]}\n")


def test_unknown_types_are_generic() -> None:
    item = read("TY NEWTYPE", "TI T")
    assert (item.type, item.custom) == ("document", {"ris:TY": ["NEWTYPE"]})
    assert dumps([item], "ris").startswith("TY  - GEN\n")


OVID = """1.
TY  - JOUR
ID  - a
T1  - A study.
A1  - Doe, Jane
A2  - Adams, Brown, Clark, Davis, Evans
JF  - The Journal
SP  - No
EP  - Specified
SN  - 0894-9867, 0894-9867
ER  -
NL  - J

Link to the full text: https://example.org/

2.
TY  - JOUR
ID  - b
T1  - Another study.
ER  -
"""


def test_ovid() -> None:
    """Fields behind the end of a record, numbers in front of it, and what is no page and no editor."""
    works = loads(OVID, "ris")
    assert list(works) == ["a", "b"]
    item = works["a"]
    assert (item.get("page"), item.editor, item.ISSN) == (None, (), "0894-9867")
    assert (item.container_title, item.container_title_short) == ("The Journal", "J")
    assert item.custom == {"ris:A2": ["Adams, Brown, Clark, Davis, Evans"], "ris:SP": ["No"], "ris:EP": ["Specified"]}
    assert again(item) == item
    assert works.diagnostics == ()


def test_ebsco() -> None:
    item = read("TY JOUR", "T1 标题", "T2 A translated title", "JF The Journal", "L3 10.1000/182", "DP EBSCOhost")
    assert (item.container_title, item.DOI) == ("The Journal", "10.1000/182")
    assert item.custom == {"ris:T2": ["A translated title"]}
    assert again(item) == item


def test_records_without_a_type_stand_for_themselves() -> None:
    works = loads("TY  - JOUR\nID  - a\nER  - \nT1  - Another\nID  - b\n", "ris")
    assert list(works) == ["a", "b"]


def test_tables() -> None:
    assert set(OUT_TYPES.values()) <= TYPES.keys()
    assert BY_TYPE.keys() <= ITEM_TYPES
    assert {*BY_RIS_TYPE, *PROCITE} <= TYPES.keys()
    for table in (FIELDS, *BY_TYPE.values(), *BY_RIS_TYPE.values(), *PROCITE.values()):
        assert {name for name in table.values() if name} <= VARIABLES.keys()
    for ris_type, csl_type in TYPES.items():
        meant = meaning(ris_type, csl_type)
        assert all(meant[tag] == name for name, tag in tags(ris_type, csl_type).items())


def test_web_of_science() -> None:
    item = read(
        "TY JOUR", "T2 SEDIMENTARY GEOLOGY", "J9 SEDIMENT GEOL", "JI Sediment. Geol.", "PU ELSEVIER", "PI AMSTERDAM"
    )
    assert (item.container_title, item.container_title_short) == ("Sedimentary Geology", "Sediment. Geol.")
    assert (item.publisher, item.publisher_place) == ("ELSEVIER", "AMSTERDAM")
    assert again(item) == item


def test_editors_among_the_authors() -> None:
    (item,) = loads("TY  - BOOK\nTI  - Carts\nA1  - Roa, Ada, Ed\nA1  - Vu, Bo, Eds.\nER  - \n", "ris").values()
    assert [str(name) for name in item.editor] == ["Ada Roa", "Bo Vu"]
    assert not item.author
    (item,) = loads("TY  - BOOK\nTI  - Carts\nA1  - Roa, Ed\nER  - \n", "ris").values()
    assert [str(name) for name in item.author] == ["Ed Roa"]


def test_a_year_of_issue_that_is_said_twice_is_no_day_of_access() -> None:
    text = "TY  - JOUR\nTI  - Carts\nY1  - 1989//\nY2  - {}\nER  - \n"
    (twice,) = loads(text.format("1989//"), "ris").values()
    (once,) = loads(text.format("1989/03/05/"), "ris").values()
    assert (twice.accessed, str(once.accessed)) == (None, "1989-03-05")


def test_kinds_of_publication_that_pubmed_names_are_types_of_work() -> None:
    text = "PMID- 1\nTI  - Sleep\nPT  - Journal Article\nPT  - Randomized Controlled Trial\nPT  - Meta-Analysis\n"
    lost: list[Diagnostic] = []
    lines = dumps(loads(text, "medline-nbib"), "ris", report=lost.append).splitlines()
    assert [line for line in lines if line.startswith("M3")] == [
        "M3  - Randomized Controlled Trial",
        "M3  - Meta-Analysis",
    ]
    assert not lost


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("TY  - JOUR\nTI  - T\nAU  - {}\nER  - \n", "ris"),
        ("%0 Journal Article\n%T T\n%A {}\n", "refer"),
    ],
)
def test_one_person_without_a_comma_is_told(text: str, format: str) -> None:
    def codes(name: str) -> list[str]:
        return [one.code for one in loads(text.format(name), format).diagnostics if one.code.endswith("without-comma")]

    assert codes("Ada Roa") == [f"{format}-name-without-comma"]
    assert codes("Roa, Ada") == codes("World Health Organization") == codes("UNESCO") == []

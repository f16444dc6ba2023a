"""MODS: each kind of element, what is kept of it, and the structure of METS."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import dumps, loads
from citelib.model import Item, Name, Relation


def read(content: str) -> Item:
    """The item, which must survive being written again, with all that has been kept."""
    works = loads(f'<mods ID="x">{content}</mods>', "mods")
    assert loads(dumps(works, "mods"), "mods") == works
    return works["x"]


ARTICLE = "article-journal"
TITLE = "<titleInfo><title>T</title></titleInfo>"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("<nonSort>L'</nonSort><title>ordre</title>", "L'ordre"),
        ("<nonSort>The</nonSort><title>map</title><subTitle>an essay</subTitle>", "The map: an essay"),
        ("<title>Map</title><partNumber>2</partNumber><partName>Roads</partName>", "Map. 2: Roads"),
    ],
)
def test_titles(content: str, title: str) -> None:
    assert read(f"<titleInfo>{content}</titleInfo>").title == title


def test_the_primary_title_is_the_title() -> None:
    other = '<titleInfo type="alternative"><title>Other</title></titleInfo><titleInfo><title>Second</title></titleInfo>'
    item = read(f'{other}<titleInfo usage="primary"><title>First</title></titleInfo>')
    assert item.title == "First"
    assert len(item.custom["mods:titleInfo"]) == 2


@pytest.mark.parametrize(
    ("dates", "issued"),
    [
        ("<dateIssued>c1999</dateIssued><dateIssued encoding='marc'>1999</dateIssued>", "1999"),
        ("<dateCreated keyDate='yes'>1955</dateCreated><copyrightDate>2003</copyrightDate>", "1955"),
        ("<dateIssued point='start'>1985</dateIssued><dateIssued point='end'>1988</dateIssued>", "1985/1988"),
        ("<dateIssued point='start'>1985</dateIssued><dateIssued point='end'>9999</dateIssued>", "1985/.."),
        ("<dateIssued encoding='iso8601'>20021203</dateIssued>", "2002-12-03"),
        ("<dateIssued>[197-?]</dateIssued>", "197X?"),
        ("<dateCaptured>2002</dateCaptured>", ""),
    ],
)
def test_dates(dates: str, issued: str) -> None:
    date = read(f"{TITLE}<originInfo>{dates}</originInfo>").issued
    assert (date.edtf() if date else "") == issued


def test_digitisation_is_not_publication() -> None:
    item = read(
        f'{TITLE}<originInfo eventType="digitization"><publisher>Lab</publisher><dateIssued>2015</dateIssued>'
        "</originInfo>"
        "<originInfo><publisher>Press</publisher><dateIssued>1912</dateIssued></originInfo>"
    )
    assert (item.publisher, str(item.issued)) == ("Press", "1912")


@pytest.mark.parametrize(
    ("content", "type"),
    [
        ("<genre>technical report</genre>", "report"),
        ('<genre authority="marcgt">conference publication</genre>', "book"),
        ("<genre>periodical</genre>", "periodical"),
        ("<typeOfResource>Still Image</typeOfResource>", "graphic"),
        ('<typeOfResource manuscript="yes">text</typeOfResource>', "manuscript"),
        ('<note type="thesis">Thesis (M.A.)--X, 1999.</note>', "thesis"),
        ("<extension><collectionCode>BILLS</collectionCode></extension>", "bill"),
        ("<originInfo><issuance>monographic</issuance></originInfo>", "book"),
        (
            '<relatedItem type="host"><part><detail type="volume"><number>1</number></detail></part></relatedItem>',
            ARTICLE,
        ),
        ('<relatedItem type="host"><identifier type="isbn">9783161484100</identifier></relatedItem>', "chapter"),
    ],
)
def test_types(content: str, type: str) -> None:
    assert read(TITLE + content).type == type


def test_roles() -> None:
    roles = "".join(f"<role><roleTerm>{word}</roleTerm></role>" for word in ("editor", "trl"))
    item = read(
        f"{TITLE}<name><namePart>Low, Ann, 1950-</namePart>{roles}</name>"
        '<name type="corporate"><namePart>X Press</namePart><role><roleTerm>publisher</roleTerm></role></name>'
        "<name><namePart>High, Bea</namePart><role><roleTerm>former owner</roleTerm></role></name>"
    )
    assert item.editor == item.translator == (Name("Low", "Ann"),)
    assert item.publisher == "X Press"
    assert not item.contributor
    assert len(item.custom["mods:name"]) == 2


def test_what_a_name_has_beside_is_kept_with_it() -> None:
    orcid = '<nameIdentifier type="orcid">https://orcid.org/0000-0002-1825-0097</nameIdentifier>'
    item = read(f'{TITLE}<name authority="viaf"><namePart>Low, Ann</namePart>{orcid}</name>')
    assert item.author == (Name("Low", "Ann", orcid="0000-0002-1825-0097"),) or item.author[0].orcid
    assert item.author[0].custom == {"mods": '<name authority="viaf"/>'}


def test_authors_and_editors_of_a_host() -> None:
    item = read(
        f"{TITLE}<name><namePart>Low, Ann</namePart></name>"
        '<relatedItem type="host"><titleInfo><title>B</title></titleInfo>'
        "<name><namePart>Low, Ann</namePart></name><name><namePart>High, Bea</namePart></name>"
        "<name><namePart>Mid, Cy</namePart><role><roleTerm>aut</roleTerm></role></name></relatedItem>"
    )
    assert item.author == (Name("Low", "Ann"),)
    assert item.editor == (Name("High", "Bea"),)
    assert item.get("container-author") == (Name("Mid", "Cy"),)


def test_a_letter_lies_in_a_collection() -> None:
    host = '<relatedItem type="host"><titleInfo><title>Low papers</title></titleInfo></relatedItem>'
    item = read(f"{TITLE}<genre>letter</genre>{host}")
    assert item.get("archive_collection") == "Low papers"
    assert item.container_title is None


def test_the_best_address() -> None:
    item = read(
        f'{TITLE}<identifier type="uri">http://x.org/id</identifier><location><url access="preview">http://x.org/t.jpg'
        '</url><url>http://x.org/a</url><url usage="primary">http://x.org/b</url></location>'
    )
    assert item.get("URL") == "http://x.org/b"


def test_relations() -> None:
    item = read(f'{TITLE}<relatedItem type="reviewOf"><identifier type="doi">10.1000/182</identifier></relatedItem>')
    assert item.relations == (Relation("reviews", "10.1000/182", "doi"),)


def test_what_is_kept_stands_for_what_would_be_made() -> None:
    origin = "<originInfo><publisher>X</publisher><issuance>monographic</issuance></originInfo>"
    works = loads(f'<mods ID="x">{TITLE}{origin}</mods>', "mods")
    assert dumps(works, "mods").count("<publisher>") == 1
    changed = loads(dumps([works["x"].evolve(publisher="Y")], "mods"), "mods")["x"]
    assert changed.publisher == "Y"


@pytest.mark.parametrize(
    "text",
    ["<titleInfo>", "<!DOCTYPE a [<!ENTITY b 'c'>]><titleInfo>&b;</titleInfo>", "<other/>", "text", "<titleInfo/>x"],
)
def test_what_is_no_element_stays_text(text: str) -> None:
    item = Item("x", "book", title="T", custom={"mods:titleInfo": [text]})
    again = loads(dumps([item], "mods"), "mods")["x"]
    assert again.title == "T"
    assert "<other" not in dumps([item], "mods")


def test_mets_has_an_item_for_each_division() -> None:
    sections = "".join(
        f'<dmdSec ID="{key}"><mdWrap><xmlData><mods ID="{key}"><titleInfo><title>{key}</title></titleInfo>{more}</mods>'
        "</xmlData></mdWrap></dmdSec>"
        for key, more in (
            ("A", "<originInfo><publisher>P</publisher></originInfo>"),
            ("B", ""),
            ("C", "<note>N</note>"),
        )
    )
    structure = '<div TYPE="monograph" DMDID="A"><div><div TYPE="chapter" DMDID="B C"/></div></div>'
    works = loads(f'<mets>{sections}<structMap TYPE="LOGICAL">{structure}</structMap></mets>', "mods")
    assert [(item.id, item.type, item.container_title) for item in works.values()] == [
        ("A", "book", None),
        ("B", "chapter", "A"),
    ]
    assert (works["B"].publisher, works["B"].note) == ("P", "N")


def test_the_publisher_as_an_agent() -> None:
    content = (
        f"{TITLE}<originInfo><agent><namePart>Roe Press</namePart></agent><dateIssued>2011</dateIssued></originInfo>"
    )
    assert read(content).publisher == "Roe Press"

"""Dublin Core and RDF as repositories write them."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import loads
from citelib.model import Item, Name, Relation

RDF = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:dct="http://purl.org/dc/terms/"'
)


def core(*statements: tuple[str, str]) -> Item:
    """The item of simple Dublin Core."""
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in statements)
    return next(iter(loads(f"<dc>{inside}</dc>", "dublin-core").values()))


def rdf(content: str) -> list[Item]:
    """The items of RDF."""
    return list(loads(f"<rdf:RDF {RDF}>{content}</rdf:RDF>", "zotero-rdf").values())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Journal of Order; Vol. 12 No. 3 (2019): Things; 12-34", ("Journal of Order", "12", "3", "12-34")),
        ("Revista; v. 12 n. 3 (2019); 5-9", ("Revista", "12", "3", "5-9")),
        ("Zeitschrift; Bd. 1 Nr. 2 (2018)", ("Zeitschrift", "1", "2", None)),
        ("A book; or, a tale", ("A book; or, a tale", None, None, None)),
    ],
)
def test_sources(source: str, found: tuple[str | None, ...]) -> None:
    item = core(("title", "T"), ("source", source))
    assert (item.container_title, item.volume, item.issue, item.page) == found


def test_a_source_may_be_a_serial_number() -> None:
    item = core(("title", "T"), ("source", "0036-8075"), ("source", "Journal"))
    assert (item.get("ISSN"), item.container_title) == ("0036-8075", "Journal")


@pytest.mark.parametrize(
    ("word", "type"),
    [
        ("info:eu-repo/semantics/doctoralThesis", "thesis"),
        ("http://purl.org/coar/resource_type/c_5794", "paper-conference"),
        ("Conference or Workshop Item", "paper-conference"),
        ("http://purl.org/dc/dcmitype/StillImage", "graphic"),
        ("info:eu-repo/semantics/publishedVersion", "document"),
    ],
)
def test_types(word: str, type: str) -> None:
    item = core(("title", "T"), ("type", word))
    assert item.type == type
    assert item.genre is None


def test_people_with_affiliations_and_several_in_one() -> None:
    item = core(("title", "T"), ("creator", "Low, Ann; University of X, Berkeley"), ("creator", "High, Bea; Mid, Cy"))
    assert item.author == (
        Name("Low", "Ann", custom={"affiliation": ["University of X, Berkeley"]}),
        Name("High", "Bea"),
        Name("Mid", "Cy"),
    )


def test_dates_of_the_repository_come_last() -> None:
    assert str(core(("title", "T"), ("date", "2015-04-01T10:00:00Z"), ("date", "2012")).issued) == "2012"


def test_eprints() -> None:
    item = core(
        ("relation", "http://eprints.x.org/1/"),
        ("title", "An eprint"),
        ("type", "PeerReviewed"),
        ("identifier", "http://eprints.x.org/1/1/paper.pdf"),
        ("identifier", "Low, Ann (2001) An eprint. Journal of Order, 41 (3). pp. 12-34. ISSN 0036-8075"),
        ("relation", "10.1000/182"),
    )
    assert (item.type, item.container_title, item.volume, item.page) == (
        "article-journal",
        "Journal of Order",
        "41",
        "12-34",
    )
    assert (item.get("DOI"), item.get("URL")) == ("10.1000/182", "http://eprints.x.org/1/")


def test_an_ordered_list_of_authors_comes_before_statements() -> None:
    person = '<rdf:Description rdf:about="#{0}"><dc:title/><name>{0}</name></rdf:Description>'
    (item,) = rdf(
        '<bibo:Article rdf:about="http://x.org/1"><dct:title>T</dct:title><dct:creator rdf:resource="#Bea"/>'
        '<dct:creator rdf:resource="#Ann"/><bibo:authorList rdf:resource="#list"/></bibo:Article>'
        '<rdf:Seq rdf:about="#list"><rdf:_1 rdf:resource="#Ann"/><rdf:_2 rdf:resource="#Bea"/></rdf:Seq>'
        + "".join(person.format(name).replace("<dc:title/>", "") for name in ("Ann", "Bea"))
    )
    assert [str(name) for name in item.author] == ["Ann", "Bea"]


def test_editors_of_a_book_are_editors_of_its_chapter() -> None:
    (item,) = rdf(
        "<bibo:Chapter><dct:title>T</dct:title><dct:isPartOf><bibo:EditedBook><dct:title>B</dct:title>"
        "<bibo:editor>High, Bea</bibo:editor><dct:creator>Mid, Cy</dct:creator></bibo:EditedBook></dct:isPartOf>"
        "</bibo:Chapter>"
    )
    assert (item.container_title, item.editor) == ("B", (Name("High", "Bea"),))
    assert item.get("container-author") == (Name("Mid", "Cy"),)


def test_terms_of_relation() -> None:
    (item,) = rdf(
        '<rdf:Description><dct:title>T</dct:title><dct:references rdf:resource="https://doi.org/10.1000/182"/>'
        "<dct:isPartOf>urn:ISSN:0036-8075</dct:isPartOf></rdf:Description>"
    )
    assert item.relations == (Relation("mentions", "10.1000/182", "doi"),)
    assert item.get("ISSN") == "0036-8075"


def test_files_of_a_work_are_no_works() -> None:
    items = rdf(
        '<bibo:Article rdf:about="#a"><dct:title>T</dct:title><dct:hasPart rdf:resource="#f"/></bibo:Article>'
        '<bibo:Document rdf:about="#f"><dct:title>paper.pdf</dct:title></bibo:Document>'
    )
    assert [item.title for item in items] == ["T"]


def test_a_journal_described_for_its_own_sake() -> None:
    (item,) = rdf('<bibo:Journal rdf:about="#j"><dct:title>Journal of Order</dct:title></bibo:Journal>')
    assert item.type == "periodical"


@pytest.mark.parametrize("order", [("firstpage", "lastpage"), ("lastpage", "firstpage")])
def test_first_and_last_pages_are_told_apart(order: tuple[str, str]) -> None:
    values = {"firstpage": "10", "lastpage": "20"}
    pages = "".join(f"<dc.citation.{name}>{values[name]}</dc.citation.{name}>" for name in order)
    head = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    works = loads(f"<records {head}><dc {head}><dc:title>T</dc:title>{pages}</dc></records>", "dublin-core")
    [item] = works.values()
    assert item.page == "10-20"

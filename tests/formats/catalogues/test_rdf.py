"""RDF: what Zotero writes in its own vocabulary and in BIBO."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import loads
from citelib.model import Item

SPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:res="http://purl.org/vocab/resourcelist/schema#" '
    'xmlns:ctag="http://commontag.org/ns#" xmlns:bib="http://purl.org/net/biblio#"'
)


def read(content: str) -> Item:
    (item,) = loads(f"<rdf:RDF {SPACES}>{content}</rdf:RDF>", "rdf").values()
    return item


def test_extra_and_times_of_zotero() -> None:
    item = read(
        '<bib:Article rdf:about="#a"><z:itemType>conferencePaper</z:itemType><dc:title>T</dc:title>'
        "<dc:description>Publisher: Roe Press\nread twice</dc:description>"
        "<dcterms:dateSubmitted>2021-04-29 09:40:40</dcterms:dateSubmitted></bib:Article>"
    )
    assert (item.publisher, item.note) == ("Roe Press", "read twice")
    assert item.accessed is not None
    assert item.accessed.edtf() == "2021-04-29"


@pytest.mark.parametrize(
    ("host", "csl_type"),
    [("Proceedings", "paper-conference"), ("Journal", "article-journal"), ("Newspaper", "article-newspaper")],
)
def test_what_an_article_is_part_of_tells_its_type(host: str, csl_type: str) -> None:
    item = read(
        '<z:UserItem rdf:about="http://zotero.org/groups/1/items/A"><res:resource rdf:resource="https://example.org/a"/>'
        "<z:accessDate>2021-04-29 09:40:40</z:accessDate>"
        "<ctag:tagged><ctag:UserTag><ctag:label>roads</ctag:label></ctag:UserTag></ctag:tagged></z:UserItem>"
        '<bibo:Article rdf:about="https://example.org/a"><dcterms:title>T</dcterms:title>'
        "<z:extra>original-date: 1923</z:extra>"
        f"<dcterms:isPartOf><bibo:{host}><dcterms:title>H</dcterms:title></bibo:{host}></dcterms:isPartOf></bibo:Article>"
    )
    assert (item.type, item.container_title, item.keyword) == (csl_type, "H", "roads")
    assert item.accessed is not None
    assert item.original_date is not None

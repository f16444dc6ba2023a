"""RDF: what Zotero writes in its own vocabulary and in BIBO."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import loads
from citelib.model import Item
from citelib.model.custom import ATTACHMENTS_KEY, COLLECTIONS_KEY

SPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:res="http://purl.org/vocab/resourcelist/schema#" '
    'xmlns:ctag="http://commontag.org/ns#" xmlns:bib="http://purl.org/net/biblio#" '
    'xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:foaf="http://xmlns.com/foaf/0.1/"'
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


ZOTERO = """
<bib:Article rdf:about="#a"><z:itemType>journalArticle</z:itemType><dc:title>T</dc:title>
  <dcterms:isReferencedBy rdf:resource="#note_1"/><link:link rdf:resource="#file_1"/><link:link rdf:resource="#file_2"/>
  <dc:description>DOI: https://doi.org/10.1000/T</dc:description></bib:Article>
<bib:Memo rdf:about="#note_1"><rdf:value>&lt;p&gt;Slow &amp;amp; steady.&lt;/p&gt;</rdf:value></bib:Memo>
<z:Attachment rdf:about="#file_1"><z:itemType>attachment</z:itemType><dc:title>Full Text</dc:title>
  <rdf:resource rdf:resource="files/1/a.pdf"/><link:type>application/pdf</link:type></z:Attachment>
<z:Attachment rdf:about="#file_2"><z:itemType>attachment</z:itemType><dc:title>Page</dc:title>
  <dc:identifier><dcterms:URI><rdf:value>https://moss.example/a</rdf:value></dcterms:URI></dc:identifier></z:Attachment>
<z:Collection rdf:about="#collection_1"><dc:title>Moss</dc:title>
  <dcterms:hasPart rdf:resource="#collection_2"/></z:Collection>
<z:Collection rdf:about="#collection_2"><dc:title>Slow</dc:title><dcterms:hasPart rdf:resource="#a"/></z:Collection>
"""


def test_notes_files_and_collections_of_zotero() -> None:
    item = read(ZOTERO)
    assert (item.annote, item.DOI, item.relations) == ("Slow & steady.", "10.1000/T", ())
    assert item.custom[ATTACHMENTS_KEY] == [
        {"path": "files/1/a.pdf", "name": "Full Text", "type": "application/pdf"},
        {"path": "https://moss.example/a", "name": "Page"},
    ]
    assert item.custom[COLLECTIONS_KEY] == ["Moss/Slow"]


def test_people_whose_names_are_in_one_field() -> None:
    people = "".join(
        f"<rdf:li><foaf:Person><foaf:surname>{name}</foaf:surname></foaf:Person></rdf:li>"
        for name in ("Ada Roa", "Bo van Vu", "Moss Institute")
    )
    item = read(
        f"<bib:Book><z:itemType>book</z:itemType><bib:authors><rdf:Seq>{people}</rdf:Seq></bib:authors>"
        "<dc:title>T</dc:title></bib:Book>"
    )
    assert [(name.family, name.literal) for name in item.author] == [
        ("Roa", None),
        ("Vu", None),
        (None, "Moss Institute"),
    ]

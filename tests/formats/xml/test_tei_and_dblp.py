"""References that GROBID finds, and dblp's records."""

from __future__ import annotations

from citelib.formats.exchange import loads


def test_an_institution_without_a_person_is_no_author() -> None:
    person = "<author><persName><forename>Ada</forename><surname>Roa</surname></persName></author>"
    body = "<author><affiliation><orgName>Moss Institute</orgName></affiliation></author>"
    named = "<author><orgName>Hill Group</orgName></author>"
    text = (
        f"<TEI><biblStruct><analytic>{person}{body}{named}<title level='a'>Carts</title></analytic></biblStruct></TEI>"
    )
    (item,) = loads(text, "tei").values()
    assert [str(name) for name in item.author] == ["Ada Roa", "Hill Group"]


def test_an_entry_of_an_encyclopedia() -> None:
    text = (
        '<dblp><incollection key="a" publtype="encyclopedia"><title>Carts.</title><booktitle>All Carts</booktitle>'
        "<year>2014</year></incollection></dblp>"
    )
    (item,) = loads(text, "dblp").values()
    assert (item.type, item.container_title) == ("entry-encyclopedia", "All Carts")

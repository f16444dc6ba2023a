"""Kinds of records that other people's files have, each with invented data."""

from __future__ import annotations

import json

import pytest

from citelib.formats.exchange import loads
from citelib.formats.kit.names import read_name, read_names
from citelib.model import Date, Item


def _one(text: str, format: str | None = None) -> Item:
    (item,) = loads(text, format).values()
    return item


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Fal 1998", "1998-23"), ("Spr 1998", "1998-21"), ("Sum 1998", "1998-22"), ("Win 1998", "1998-24"),
        ("(Mar2020)", "2020-03"), ("Mar2020", "2020-03"), ("c1998", "1998"), ("(1998)", "1998"), ("Fig1998", ""),
    ],
)  # fmt: skip
def test_dates(text: str, edtf: str) -> None:
    assert Date.parse(text).edtf() == edtf


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("A. B. Roa", "Roa", "A. B."), ("J.-P. Vu", "Vu", "J.-P."), ("M. van der Roa", "Roa", "M."),
        ("U.S. Congress", None, None), ("A. P. Moeller Foundation", None, None), ("Roa AB", "Roa", "AB"),
    ],
)  # fmt: skip
def test_a_name_with_its_initials_first(text: str, family: str | None, given: str | None) -> None:
    name = read_name(text)
    assert (name.family, name.given) == (family, given)


def test_a_list_in_reading_order_is_told_by_all_of_it() -> None:
    assert [one.family for one in read_names(["Ada Roa", "Bo Vu", "et al."])] == ["Roa", "Vu", None]
    assert [one.family for one in read_names(["Roa, Ada", "Road Office"])] == ["Roa", None]
    assert [one.literal for one in read_names(["Road Office", "Ada Roa"])] == ["Road Office", "Ada Roa"]


TWO = {
    "ris": "TY  - JOUR\nTI  - T\nAU  - Ada Roa\nAU  - Bo Vu\nER  - \n",
    "refer": "%A Ada Roa\n%A Bo Vu\n%T T\n%J J\n%D 2001\n",
    "endnote-xml": '<xml><records><record><ref-type name="Book">6</ref-type><contributors><authors><author>Ada Roa'
    "</author><author>Bo Vu</author></authors></contributors><titles><title>T</title></titles></record></records>"
    "</xml>",
    "datacite-json": '{"titles": [{"title": "T"}], "creators": [{"name": "Ada Roa"}, {"name": "Bo Vu"}], "types": {}}',
}


@pytest.mark.parametrize("format", TWO)
def test_formats_with_a_list_in_reading_order(format: str) -> None:
    assert [one.family for one in _one(TWO[format], format).author] == ["Roa", "Vu"]


def test_ris_of_many_hands() -> None:
    text = (
        "TY\t- JOUR\nstray words\nTI\t- On roads\nN1\t- <p>First <b>note</b> &amp; more</p>\nSP\t- pp 37-64\n"
        "DA\t- Start date: 20170812\nPY\t- 2017\nER\t- \n"
    )
    item = _one(text, "ris")
    assert (item.type, item.title, item.page, str(item.issued)) == (
        "article-journal",
        "On roads",
        "37-64",
        "2017-08-12",
    )
    assert item.note == "stray words\nFirst <b>note</b> & more" or item.note == "stray words\nFirst note & more"


def test_one_reference_of_jats_in_two_forms_is_one() -> None:
    ref = (
        '<ref id="B1"><label>1</label><mixed-citation>Roa A. On roads. 2001.</mixed-citation><element-citation '
        'publication-type="book"><name><surname>Roa</surname></name><source>On roads</source></element-citation></ref>'
    )
    two = (
        '<ref id="B2"><mixed-citation>(a) Roa. One.</mixed-citation><mixed-citation>(b) Vu. Two.</mixed-citation></ref>'
    )
    works = loads(f"<ref-list>{ref}{two}</ref-list>", "jats")
    assert list(works) == ["B1", "B2", "B2-2"]
    assert works["B1"].title == "On roads"


JATS = '<article article-type="x"><front><article-meta><title-group><article-title>T</article-title></title-group>'
RECORDS = {
    "jats": f"{JATS}</article-meta></front></article>",
    "mods": '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo></mods>',
    "marcxml": '<record xmlns="http://www.loc.gov/MARC21/slim"><datafield tag="245" ind1="0" ind2="0">'
    '<subfield code="a">T</subfield></datafield></record>',
    "dublin-core": '<oai_dc:dc xmlns:oai_dc="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title>'
    "</oai_dc:dc>",
}  # fmt: skip


@pytest.mark.parametrize("format", RECORDS)
@pytest.mark.parametrize(
    "around",
    [
        (
            '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><header><identifier>1</identifier>'
            "</header><metadata>{}</metadata></record></GetRecord></OAI-PMH>"
        ),
        (
            '<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:records><zs:record><zs:recordData>{}'
            "</zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>"
        ),
    ],
    ids=["oai", "sru"],
)
def test_records_within_what_a_service_sends(format: str, around: str) -> None:
    works = loads('<?xml version="1.0"?>\n' + around.format(RECORDS[format]))
    assert [one.title for one in works.values()] == ["T"]


def test_a_kind_of_thing_that_schema_org_does_not_know_is_a_work_if_somebody_made_it() -> None:
    project = {"@context": "http://schema.org", "@type": "Project", "name": "Roads", "author": {"name": "Ada Roa"}}
    assert (_one(json.dumps(project)).type, _one(json.dumps(project)).title) == ("document", "Roads")
    listed = "Roa, A.B., Vu, C., van Xi, D., and Ek, E."
    data = {"@context": "http://schema.org", "@type": "DataSet", "name": "Roads", "author": listed}
    assert [one.family for one in _one(json.dumps(data)).author] == ["Roa", "Vu", "Xi", "Ek"]


def test_subtitles_belong_to_the_title_in_their_language() -> None:
    titles = [
        {"title": "Wege", "lang": "de"}, {"title": "Eine Geschichte", "titleType": "Subtitle", "lang": "de"},
        {"title": "Roads", "titleType": "TranslatedTitle", "lang": "en"},
        {"title": "A history", "titleType": "Subtitle", "lang": "en"},
    ]  # fmt: skip
    item = _one(json.dumps({"titles": titles, "creators": [{"name": "Roa, Ada"}], "types": {}}), "datacite-json")
    assert item.title == "Wege: Eine Geschichte"
    assert item.custom["datacite-json:title-Subtitle"] == ["A history"]


def test_years_of_life_in_a_name_of_marc() -> None:
    text = RECORDS["marcxml"].replace(
        "</record>",
        '<datafield tag="100" ind1="1" ind2=" ">'
        '<subfield code="a">Roa, Ada Bo, 1867-1948.</subfield></datafield></record>',
    )
    (name,) = _one(text, "marcxml").author
    assert (name.family, name.given, dict(name.custom or {})) == ("Roa", "Ada Bo", {"dates": "1867-1948"})


def test_a_long_file_without_references_is_told() -> None:
    text = (
        '{"@context": "https://schema.org", "@graph": ['
        + ", ".join(f'{{"@type": "Organization", "name": "Road Office {n}"}}' for n in range(20))
        + "]}"
    )
    works = loads(text, "schema-org")
    assert [(one.severity, one.code) for one in works.diagnostics] == [("warning", "items-none")]
    assert loads("[]", "csl-json").diagnostics == ()


def test_crossref_with_a_selection_of_keys() -> None:
    works = [{"DOI": "10.1000/x", "title": ["On roads"], "author": [{"family": "Roa", "given": "Ada"}]}]
    answer = {"status": "ok", "message-type": "work-list", "message": {"items": works}}
    item = _one(json.dumps(answer))
    assert (item.title, [one.family for one in item.author]) == ("On roads", ["Roa"])


def test_a_person_of_datacite_in_reading_order() -> None:
    creators = [{"name": "Ada Roa", "nameType": "Personal"}, {"name": "Road Office", "nameType": "Organizational"}]
    item = _one(json.dumps({"titles": [{"title": "T"}], "creators": creators, "types": {}}), "datacite-json")
    assert [(one.family, one.literal) for one in item.author] == [("Roa", None), (None, "Road Office")]


def test_authors_of_the_first_codemeta() -> None:
    data = {
        "@context": "http://schema.org",
        "@type": "SoftwareSourceCode",
        "name": "T",
        "authors": [{"name": "Ada Roa"}],
    }
    assert [one.family for one in _one(json.dumps(data)).author] == ["Roa"]


def test_ris_with_the_head_of_jabref_and_a_journal_named_twice() -> None:
    text = (
        "This file was created with JabRef 2.10.\nEncoding: UTF-8\n\nTY  - JOUR\nT1  - One\nJO  - Journal of Roads\n"
        "JF  - Journal of Roads\nJA  - J ROADS\nY1  - 2020/11//Nov/Dec2020\nER  - \n"
    )
    works = loads(text, "ris")
    (item,) = works.values()
    assert [one for one in works.diagnostics if one.severity != "info"] == []
    assert (item.container_title, item.container_title_short, str(item.issued)) == (
        "Journal of Roads", "J ROADS", "2020-11",
    )  # fmt: skip


ENDNOTE = "<xml><records><record>{}<titles><title>T</title></titles>{}</record></records></xml>"


def test_endnote_xml_of_many_hands() -> None:
    database = "<accession-num>36123456</accession-num><remote-database-name>MEDLINE</remote-database-name>"
    words = "<keywords><keyword>roads; hills</keyword><keyword>carts</keyword></keywords>"
    item = _one(ENDNOTE.format('<ref-type name="Systematic Review">17</ref-type>', database + words), "endnote-xml")
    assert (item.type, item.PMID, item.keyword) == ("article-journal", "36123456", "roads, hills, carts")
    link = "<urls><related-urls><url>https://doi.org/10.1234/abc</url></related-urls></urls>"
    item = _one(ENDNOTE.format("<ref-type>17</ref-type>", link), "endnote-xml")
    assert (item.type, item.DOI, item.URL) == ("article-journal", "10.1234/abc", None)
    item = _one("<record><ref-type>6</ref-type><titles><title>Lone</title></titles></record>")
    assert (item.type, item.title) == ("book", "Lone")


def test_types_that_are_left_generic_or_spelt_out() -> None:
    around = "<titles><title>A</title><secondary-title>J</secondary-title></titles><volume>3</volume>"
    text = f'<xml><records><record><ref-type name="Generic">13</ref-type>{around}</record></records></xml>'
    item = _one(text, "endnote-xml")
    assert (item.type, item.volume, item.container_title) == ("article-journal", "3", "J")
    assert _one("TY  - Journal Article\nTI  - T\nPY  - 2001\nER  - \n").type == "article-journal"
    assert _one("TY  - Book Section\nTI  - T\nPY  - 2001\nER  - \n", "ris").type == "chapter"
    code = {"@context": "http://schema.org", "@type": "Code", "title": "T", "author": [{"name": "Ada Roa"}]}
    assert _one(json.dumps(code)).title == "T"


def test_names_with_nothing_between_them() -> None:
    text = 'author,title,year\n"Roa A. B.Vu C.van Xi D.",T,2001\n"Roa A. B.Vu C.",U,2001\n"Roa, Ada B.",V,2001\n'
    found = [[one.family for one in item.author] for item in loads(text, "csv").values()]
    assert found[1:] == [["Roa", "Vu"], ["Roa"]]


@pytest.mark.parametrize("format", RECORDS)
def test_text_with_a_byte_order_mark_is_recognised(format: str) -> None:
    assert _one("\ufeff<?xml version='1.0'?>" + RECORDS[format]).title == "T"
    assert _one("\ufeffTY  - BOOK\nTI  - T\nER  - \n").type == "book"


def test_a_template_that_describes_no_work_is_none() -> None:
    assert [one.title for one in loads("{{cite gnis|1234}} {{cite web|title=T}}", "wikipedia").values()] == ["T"]

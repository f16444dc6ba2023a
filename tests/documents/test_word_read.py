"""Citations read out of Word's documents: every tool, every place in a document, and what must not count."""

from __future__ import annotations

import base64
import io
import json
import resource
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from citelib.checks import check_document
from citelib.documents.files import cited_works
from citelib.documents.model import Document
from citelib.documents.ooxml.read import read
from citelib.errors import CitelibError, LimitError, ReadError
from citelib.model import Bibliography, Item
from tests.documents.word_packages import (
    ASH,
    ELM,
    ZOTERO_LIST,
    control,
    docx,
    field,
    mark,
    note_reference,
    p,
    packed,
    t,
    zotero,
)
from tests.shared import shared


def keys(document: Document) -> list[list[str]]:
    return [[work.key for work in place.works] for place in document.places]


def codes(document: Document) -> list[str]:
    return [one.code for one in document.diagnostics]


def test_a_field_of_zotero_with_all_that_it_says() -> None:
    items = (
        {**ASH, "locator": "3", "label": "chapter", "prefix": "see", "suffix": "and more"},
        {**ELM, "suppress-author": True},
    )
    document = read(
        docx(p(t("Said "), field(zotero(*items), "(Ash 1999; 2001)", cuts=5), t(".")), p(field(ZOTERO_LIST, "Ash")))
    )
    (place,) = document.places
    ash, elm = place.works
    assert (ash.key, ash.prefix, ash.label, ash.locator, ash.suffix) == ("ash1999", "see ", "chapter", "3", " and more")
    assert (elm.key, elm.suppress_author, elm.label) == ("elm2001", True, None)
    assert document.text[place.start : place.end] == "(Ash 1999; 2001)"
    assert document.text == "Said (Ash 1999; 2001).\nAsh\n"
    assert len(document.lists) == 1
    assert [(item.id, item.title) for item in document.metadata.references] == [
        ("ash1999", "Trees"),
        ("elm2001", "Leaves"),
    ]
    assert codes(document) == []


def test_works_are_told_apart_by_addresses_not_by_ids() -> None:
    first = f"ADDIN CSL_CITATION {json.dumps({'citationItems': [ASH]})}"
    second = f"ADDIN CSL_CITATION {json.dumps({'citationItems': [ELM]})}"
    document = read(docx(p(field(first), field(second), field(first))))
    assert keys(document) == [["ash1999"], ["elm2001"], ["ash1999"]]


def test_works_without_addresses_are_told_apart_by_their_data() -> None:
    def code(title: str, id: str) -> str:
        item = {"id": id, "itemData": {"id": id, "type": "book", "title": title, "issued": {"date-parts": [["0"]]}}}
        return f"ADDIN CSL_CITATION {json.dumps({'citationItems': [item]})}"

    document = read(docx(p(field(code("A", "1")), field(code("A", "2")), field(code("B", "1")))))
    assert len(document.metadata.references) == 2
    assert document.metadata.references[0].issued is None


@pytest.mark.parametrize(
    "body",
    [
        p(f'<w:fldSimple w:instr="{zotero(ASH).replace(chr(34), "&quot;")}">{t("(x)")}</w:fldSimple>'),
        p(mark("begin"), f"<w:r><w:instrText>{zotero(ASH)}</w:instrText></w:r>", mark("separate"), t("a"))
        + p(t("b"), mark("end")),
        p(f'<w:hyperlink w:anchor="x">{field(zotero(ASH))}</w:hyperlink>'),
        p(f'<w:ins w:id="1" w:author="A">{field(zotero(ASH))}</w:ins>'),
        p(control("", field(zotero(ASH)))),
        control("", p(field(zotero(ASH)))),
        f"<w:tbl><w:tr><w:tc>{p(field(zotero(ASH)))}</w:tc></w:tr></w:tbl>",
        p(field(" IF 1 = 1 ", "").replace(mark("separate"), mark("separate") + field(zotero(ASH)))),
        p(mark("begin"), f"<w:r><w:instrText>{zotero(ASH)}</w:instrText></w:r>", mark("end")),
        p(
            f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p(field(zotero(ASH)))}</w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent>{p(field(zotero(ASH)))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        ),
    ],
    ids="simple|two paragraphs|link|inserted|control|around a paragraph|table|in a field|no text|box".split("|"),
)  # fmt: skip
def test_wherever_it_stands_it_counts_once(body: str) -> None:
    document = read(docx(body))
    assert keys(document) == [["ash1999"]]
    assert codes(document) == []


def test_a_field_within_the_text_of_a_citation_is_no_citation_of_its_own() -> None:
    inner = field(zotero(ELM))
    assert keys(read(docx(p(field(zotero(ASH), "").replace(mark("separate"), mark("separate") + inner))))) == [
        ["ash1999"]
    ]


def test_notes_headers_and_their_order() -> None:
    data = docx(
        p(t("One"), note_reference(2), t(" two "), field(zotero(ELM)), note_reference(1)),
        footnotes={1: t("See ") + field(zotero(ASH)), 2: field(zotero(ASH, ELM))},
        header=p(field(zotero(ELM))),
    )
    document = read(data, "a.docx")
    assert [(place.note, place.opens_note) for place in document.places] == [
        (None, False), ("footnote:1", False), ("footnote:2", True), (None, False),
    ]  # fmt: skip
    assert [name for name, _ in document.notes] == ["footnote:2", "footnote:1"]
    ordered = sorted(document.places, key=lambda place: (place.anchor, place.start))
    assert [place.note for place in ordered] == ["footnote:2", None, "footnote:1", None]
    assert document.position(document.places[1].start)[:2] == ("a.docx/word/footnotes.xml", 1)


def test_mendeley_cite() -> None:
    value = {"citationItems": [{**ASH, "locator": "9"}], "manualOverride": {"isManuallyOverridden": True}}
    tag = "MENDELEY_CITATION_v3_" + base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    document = read(docx(p(t("a "), control(tag, t("(Ash)"))), control("MENDELEY_BIBLIOGRAPHY", p(t("Ash")))))
    assert keys(document) == [["ash1999"]]
    assert document.places[0].works[0].locator == "9"
    assert document.places[0].edited
    assert codes(document) == ["document-edited"]
    assert len(document.lists) == 1


RECORD = (
    '<record><rec-number>7</rec-number><foreign-keys><key app="EN" db-id="d1">7</key></foreign-keys>'
    '<ref-type name="Book">6</ref-type><contributors><authors><author>Oak, Olga</author></authors></contributors>'
    "<titles><title><style face='italic'>Acorns</style></title></titles><dates><year>2010</year></dates></record>"
)


def endnote(attributes: str = "", inside: str = "") -> str:
    return f"<EndNote><Cite {attributes}><Author>Oak</Author><RecNum>7</RecNum>{inside}{RECORD}</Cite></EndNote>"


def test_endnote_in_the_code_and_in_the_data() -> None:
    packed_data = base64.b64encode(endnote('AuthorYear="1"').encode() + b"\0").decode()
    nested = field(" ADDIN EN.CITE.DATA ", "", data=packed_data)
    second = field(" ADDIN EN.CITE ", data=packed_data).replace(mark("separate"), nested + mark("separate"))
    first = field(f" ADDIN EN.CITE {endnote('', '<Prefix>see </Prefix><Pages>pp. 3-5</Pages>')}", cuts=2)
    document = read(docx(p(first, t(" and "), second), p(field(" ADDIN EN.REFLIST ", "Oak"))))
    assert keys(document) == [["oak2010"], ["oak2010"]]
    assert [place.mode for place in document.places] == ["", "composite"]
    work = document.places[0].works[0]
    assert (work.prefix, work.label, work.locator) == ("see ", "page", "3-5")
    assert document.metadata.references[0].title == "<i>Acorns</i>"
    assert len(document.lists) == 1


def test_words_own_sources() -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    sources = (
        f'<b:Sources xmlns:b="{space}"><b:Source><b:Tag>Fir05</b:Tag><b:SourceType>Book</b:SourceType>'
        "<b:Title>Cones</b:Title><b:Year>2005</b:Year></b:Source></b:Sources>"
    )
    body = p(control("", field(r" CITATION Fir05 \p 12 \l 1033 \m Gone1 ")))
    document = read(docx(body, p(field(" BIBLIOGRAPHY ")), parts={"customXml/item1.xml": sources}), "a.docx")
    assert keys(document) == [["Fir05", "Gone1"]]
    assert [item.title for item in document.metadata.references] == ["Cones"]
    works = cited_works(document, [])
    assert [one.code for one in works.diagnostics] == ["document-missing-key"]


def test_citavi() -> None:
    reference = {
        "$id": "2", "ReferenceType": "JournalArticle", "Title": "Bark", "Year": "2011",
        "Authors": [{"$id": "3", "FirstName": "Yves", "LastName": "Yew"}], "Periodical": {"Name": "Woods"},
        "PageRange": "<sp><os>5-9</os></sp>",
    }  # fmt: skip
    value: dict[str, Any] = {"Entries": [
        {"ReferenceId": "r1", "Prefix": "Vgl. ", "PageRange": {"OriginalString": "7"}, "Reference": reference},
        {"ReferenceId": "r1", "Reference": {"$ref": "2"}},
    ]}  # fmt: skip
    code = f"ADDIN CitaviPlaceholder{{{base64.b64encode(json.dumps(value).encode()).decode()}}}"
    document = read(docx(p(control("CitaviPlaceholder#1", field(code, cuts=3)))))
    assert keys(document) == [["yew2011", "yew2011"]]
    assert document.places[0].works[0].prefix == "Vgl. "
    (item,) = document.metadata.references
    assert (item.type, item.title, item.container_title, item.page) == ("article-journal", "Bark", "Woods", "5-9")


def test_bookmarks_of_zotero() -> None:
    name = "ZOTERO_BREF_abcdefghijkl"
    code = zotero(ASH).strip().removeprefix("ADDIN ")
    body = p(t("a "), f'<w:bookmarkStart w:id="4" w:name="{name}"/>', t("(Ash)"), '<w:bookmarkEnd w:id="4"/>')
    document = read(docx(body, properties={f"{name}_1": code[:100], f"{name}_2": code[100:]}))
    assert keys(document) == [["ash1999"]]
    assert document.text[document.places[0].start : document.places[0].end] == "(Ash)"


def test_preferences_cut_anywhere_name_the_style() -> None:
    text = '<data data-version="3"><style id="http://www.zotero.org/styles/nature" locale="de-DE"/></data>'
    values = {f"ZOTERO_PREF_{number + 1}": text[number * 30 : number * 30 + 30] for number in range(4)}
    metadata = read(docx(p(t("a")), properties=values)).metadata
    assert (metadata.style, metadata.language) == ("nature", "de-DE")


def test_typed_citations_split_over_runs() -> None:
    body = p(
        t("Said [see @"),
        t("ash", "<w:b/>"),
        '<w:proofErr w:type="spellStart"/>',
        t("99, p. 3; @elm"),
        t("01] and a@b.org"),
    )
    document = read(docx(body, p(t("\tAs @ash99 [p. 4] says; ask @someone.")), p(t("[@code]"), style="SourceCode")))
    assert keys(document) == [["ash99", "elm01"], ["ash99"], ["someone"]]
    assert [place.tentative for place in document.places] == [False, True, True]
    assert document.text[document.places[0].start : document.places[0].end] == "[see @ash99, p. 3; @elm01]"
    works = cited_works(document, [Item("ash99"), Item("elm01")])
    assert (list(works), works.diagnostics) == (["ash99", "elm01"], ())


def test_a_made_key_is_none_that_is_typed() -> None:
    document = read(docx(p(field(zotero(ASH)), t(" [@ash1999]"))))
    assert keys(document) == [["ash1999a"], ["ash1999"]]


def test_deleted_and_edited_citations_are_told() -> None:
    edited = zotero(ASH, properties={"dontUpdate": True})
    data = docx(p(f'<w:del w:id="1" w:author="A">{field(zotero(ELM), "")}</w:del>', field(edited, "(by hand)")))
    document = read(data)
    assert keys(document) == [["ash1999"]]
    assert codes(document) == ["document-deleted", "document-edited"]
    assert "(by hand)" in document.diagnostics[1].message


def test_a_document_is_checked_with_its_own_works() -> None:
    data = docx(p(field(zotero(ASH)), t(" [@oak] [@elk]")))
    found = list(check_document(data, "a.docx", Bibliography([Item("oak")])))
    assert [one.code for one in found] == ["document-missing-key"]
    assert "'elk'" in found[0].message


def test_a_deletion_that_cuts_through_a_typed_citation_is_an_error() -> None:
    gone = '<w:del w:id="1" w:author="A"><w:r><w:delText>3</w:delText></w:r></w:del>'
    document = read(docx(p(t("a [@oak, p. "), gone, t("4] b "), gone, t("[@elm]"), gone)))
    assert keys(document) == [["elm"]]
    assert [(one.severity, one.code) for one in document.diagnostics] == [("error", "document-deleted")]


@pytest.mark.parametrize(
    ("code", "tool"),
    [
        (" ADDIN PAPERS2_CITATIONS <citation>1</citation>", "Papers"),
        (" ADDIN RW.CITE{{1 Doe 1999}}", "RefWorks"),
        (" ADDIN NE.Ref.{1}", "NoteExpress"),
        (" ADDIN ZOTERO_TEMP ", "Zotero"),
        (" ADDIN SOME.CITE x ", "SOME.CITE"),
    ],
)
def test_tools_that_are_not_read_are_named(code: str, tool: str) -> None:
    document = read(docx(p(field(code))))
    assert keys(document) == []
    assert codes(document) == ["document-unread"]
    assert tool in document.diagnostics[0].message


@pytest.mark.parametrize("code", [" PAGE ", " TOC \\o ", " REF x \\h ", ' HYPERLINK "http://a.org/cite" '])
def test_fields_that_have_nothing_to_do_with_citations(code: str) -> None:
    document = read(docx(p(field(code))))
    assert (keys(document), codes(document)) == ([], [])


def test_spoilt_data_are_an_error_and_cost_nothing_else() -> None:
    document = read(docx(p(field(" ADDIN ZOTERO_ITEM CSL_CITATION {oh "), field(zotero(ASH)))))
    assert keys(document) == [["ash1999"]]
    assert [(one.severity, one.code) for one in document.diagnostics] == [("error", "document-unread")]


def test_capitals() -> None:
    code = f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [ASH]}).upper()}"
    document = read(docx(p(field(zotero(ASH)), field(code))))
    assert keys(document) == [["ash1999"], ["ash1999"]]
    assert codes(document) == ["document-field"]


# Hostile packages


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 500_000_000)
    return out.getvalue()


def _entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    return packed({"word/document.xml": f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "x">{levels}]><x>&e9;</x>'})


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (_bomb, LimitError),
        (_entities, ReadError),
        (lambda: docx(p(t("a")), parts={"../../etc/passwd": "x"}), ReadError),
        (lambda: docx(p(t("a")), parts={"/etc/passwd": "x"}), ReadError),
        (lambda: docx(p(t("a")), parts={"..\\x": "x"}), ReadError),
        (lambda: docx(p(field(" PAGE ", "1") * 100_000)), LimitError),
        (lambda: docx(p(mark("begin") * 1_000)), LimitError),
        (lambda: docx("<w:tbl>" * 230 + "</w:tbl>" * 230), CitelibError),
        (lambda: docx("<w:r/>" * 2_100_000), LimitError),
        (lambda: b"PK\x03\x04 no", ReadError),
        (lambda: docx(p(t("a")))[:-200], ReadError),
        (lambda: packed({"a.txt": "x"}), ReadError),
        (lambda: packed({"word/document.xml": "<w:document"}), ReadError),
    ],
    ids="bomb|entities|up|root|backslash|fields|depth|tables|elements|no zip|cut|no docx|no xml".split("|"),
)  # fmt: skip
def test_hostile_packages_end_in_an_error_at_once(make: Any, error: type[Exception]) -> None:
    data = make()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(error) as told:
        read(data, "a.docx")
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
    assert str(told.value)


def test_messages_on_many_fields_take_linear_time() -> None:
    edited = zotero(ASH, properties={"dontUpdate": True})
    data = docx(*(p(t(f"{number} "), field(edited)) for number in range(4_000)))
    start = time.process_time()
    document = read(data, "a.docx")
    assert time.process_time() - start < 4
    assert [document.diagnostics[at].line for at in (0, 1, 3_999)] == [1, 2, 4_000]


@pytest.mark.parametrize("body", [p(mark("begin"), t("x")), p(t("x"), mark("end")), p(mark("separate"))])
def test_unbalanced_fields_are_an_error(body: str) -> None:
    document = read(docx(p(field(zotero(ASH))), body))
    assert keys(document) == [["ash1999"]]
    assert [(one.severity, one.code) for one in document.diagnostics] == [("error", "document-field")]


@pytest.mark.parametrize(
    ("name", "cites", "works"),
    [
        ("pandoc-zotero_citations", 4, 3), ("pandoc-mendeley_citations", 4, 4), ("bbt-zoterolua-2248", 22, 2),
        ("zotero-geiser-artigos", 9, 9), ("mendeley-agsantoro", 34, 23), ("pandoc-sdt_in_footnote-citavi", 1, 1),
    ],
)  # fmt: skip
def test_real_documents(name: str, cites: int, works: int) -> None:
    path: Path = shared(f"documents/real/docx/{name}.docx")
    document = read(path.read_bytes(), path.name)
    assert sum(len(place.works) for place in document.places) == cites
    found = cited_works(document, [])
    assert (len(found), found.diagnostics) == (works, ())


def test_what_somebody_changed_in_a_list_of_zotero_is_told() -> None:
    def told(edits: str) -> list[str]:
        code = f" ADDIN ZOTERO_BIBL {edits} CSL_BIBLIOGRAPHY "
        document = read(docx(p(field(zotero(ASH), "(Ash)")), p(field(code, "Ash"))))
        return [one.message for one in document.diagnostics if one.code == "document-list"]

    address = "http://zotero.org/users/1/items/ABCD2345"
    [message] = told(json.dumps({"uncited": [[address]], "omitted": [], "custom": [[[address], "Ash, A."]]}))
    assert "works that nothing cites (1)" in message
    assert "entries that were changed by hand (1)" in message
    assert told('{"uncited":[],"omitted":[],"custom":[]}') == told("{}") == told("") == []

"""Citations read out of LibreOffice's documents."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from citelib.documents.files import cited_works, read_document
from citelib.documents.model import Document
from citelib.documents.odf.read import read
from citelib.errors import LimitError, ReadError
from citelib.limits import Limits
from tests.documents.word_packages import ASH, ELM, docx, field, p, packed, t, zotero
from tests.shared import shared

_SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    }.items()
)


def odt(*body: str, properties: Mapping[str, str] | None = None) -> bytes:
    rows = "".join(
        f"<meta:user-defined meta:name={quoteattr(name)}>{escape(value)}</meta:user-defined>"
        for name, value in (properties or {}).items()
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_SPACES}><office:body><office:text>{''.join(body)}"
            "</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {_SPACES}><office:meta>{rows}</office:meta></office:document-meta>",
        }
    )


def reference(code: str, shown: str = "(shown)") -> str:
    name = quoteattr(code)
    return f"<text:reference-mark-start text:name={name}/>{shown}<text:reference-mark-end text:name={name}/>"


def zotero_mark(*items: object, shown: str = "(shown)", random: str = "RNDabcdefghij") -> str:
    return reference(f"ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': items})} {random}", shown)


def paragraph(*inside: str) -> str:
    return f"<text:p>{''.join(inside)}</text:p>"


def keys(document: Document) -> list[list[str]]:
    return [[work.key for work in place.works] for place in document.places]


def test_reference_marks_sections_and_the_text_around() -> None:
    section = (
        '<text:section text:name="ZOTERO_BIBL {} CSL_BIBLIOGRAPHY RNDabcdefghij"><text:p>Ash</text:p></text:section>'
    )
    body = paragraph("a<text:s text:c='2'/>", zotero_mark({**ASH, "locator": "3"}, ELM), " b<text:tab/>c")
    document = read(odt(body, section))
    assert document.text == "a  (shown) b\tc\nAsh\n"
    (place,) = document.places
    assert (place.works[0].key, place.works[0].locator, place.works[1].key) == ("ash1999", "3", "elm2001")
    assert document.text[place.start : place.end] == "(shown)"
    assert [document.text[one.start : one.end] for one in document.lists] == ["Ash\n"]


def test_marks_in_notes_count_where_the_note_is_referred_to() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        f"{paragraph(zotero_mark(ELM))}</text:note-body></text:note>"
    )
    document = read(odt(paragraph("a", note, " b ", zotero_mark(ASH))))
    ordered = sorted(document.places, key=lambda place: (place.anchor, place.start))
    assert [place.works[0].key for place in ordered] == ["elm2001", "ash1999"]
    assert ordered[0].note == "note:1"
    assert ordered[0].opens_note
    assert document.notes == (("note:1", 1),)


def test_fieldmarks_of_converted_documents() -> None:
    start = (
        '<field:fieldmark-start text:name="" field:type="vnd.oasis.opendocument.field.UNHANDLED"><field:param '
        f'field:name="vnd.oasis.opendocument.field.code" field:value={quoteattr(zotero(ASH))}/></field:fieldmark-start>'
    )
    assert keys(read(odt(paragraph("a ", start, "(x)<field:fieldmark-end/>", " b")))) == [["ash1999"]]


def test_the_oldest_form_of_mendeley() -> None:
    data = json.dumps({"citationItems": [ASH]})
    code = f"ADDIN Mendeley Citation{{uuid-1}};{{uuid-2}} CSL_CITATION {data}  RNDabcdefghij"
    assert keys(read(odt(paragraph(reference(code))))) == [["ash1999"]]


def test_bookmarks_of_zotero() -> None:
    name = "ZOTERO_BREF_abcdefghijkl"
    code = zotero(ASH).strip().removeprefix("ADDIN ")
    body = paragraph(f'<text:bookmark-start text:name="{name}"/>(x)<text:bookmark-end text:name="{name}"/>')
    assert keys(read(odt(body, properties={f"{name}_1": code[:90], f"{name}_2": code[90:]}))) == [["ash1999"]]


def test_libreoffices_own_marks() -> None:
    mark = (
        '<text:bibliography-mark text:identifier="Oak10" text:bibliography-type="book" text:author="Oak, Olga" '
        'text:title="Acorns" text:year="2010">[Oak10]</text:bibliography-mark>'
    )
    document = read(odt(paragraph("a ", mark, " b ", mark)))
    assert keys(document) == [["Oak10"], ["Oak10"]]
    (item,) = document.metadata.references
    assert (item.type, item.title, item.author[0].family, str(item.issued)) == ("book", "Acorns", "Oak", "2010")


def test_jabref_needs_the_library() -> None:
    body = paragraph(reference("JABREF_ash99 CID_1 x7, JABREF_elm01 CID_2 y8 IN_TEXT"), " [@oak, p. 3]")
    document = read(odt(body, '<text:section text:name="JR_bib"><text:p>x</text:p></text:section>'))
    assert keys(document) == [["ash99", "elm01"], ["oak"]]
    assert [place.mode for place in document.places] == ["composite", ""]
    assert [one.code for one in cited_works(document, []).diagnostics] == ["document-missing-key"] * 3


def test_what_is_deleted_does_not_count() -> None:
    gone = f"<text:changed-region>{paragraph(zotero_mark(ELM))}</text:changed-region>"
    assert keys(read(odt(f"<text:tracked-changes>{gone}</text:tracked-changes>", paragraph(zotero_mark(ASH))))) == [
        ["ash1999"]
    ]


def test_code_is_no_citation() -> None:
    body = '<text:p text:style-name="Preformatted_20_Text">[@x]</text:p>' + paragraph(
        '<text:span text:style-name="Source_Text">[@y]</text:span>'
    )
    assert keys(read(odt(body))) == []


def test_a_mark_without_a_partner_is_an_error() -> None:
    document = read(odt(paragraph('<text:reference-mark-start text:name="x"/>a', zotero_mark(ASH))))
    assert keys(document) == [["ash1999"]]
    assert [(one.severity, one.code) for one in document.diagnostics] == [("error", "document-field")]


def test_limits() -> None:
    with pytest.raises(LimitError, match="fields"):
        read(odt(paragraph(*(zotero_mark(ASH, random=f"RND{n:010}") for n in range(9)))), limits=Limits(fields=8))
    with pytest.raises(ReadError):
        read(packed({"mimetype": "x"}))


@pytest.mark.parametrize(
    ("name", "cites", "works"),
    [("bbt-zoterolua-2248", 22, 2), ("mendeley-SimpleTextDocument-APA", 9, 9), ("pandoc-citation", 1, 1)],
)
def test_real_documents(name: str, cites: int, works: int) -> None:
    document = read_document(shared(f"documents/real/odt/{name}.odt"))
    assert sum(len(place.works) for place in document.places) == cites
    assert len(cited_works(document, [])) == works


def test_what_libreoffice_makes_of_a_word_document(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    (tmp_path / "a.docx").write_bytes(docx(p(t("a "), field(zotero({**ASH, "locator": "3"}), "(Ash)"), t(" b"))))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "odt", "a.docx"],
        cwd=tmp_path, capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    document = read_document(tmp_path / "a.odt")
    assert [(one.key, one.locator) for one in document.places[0].works] == [("ash1999", "3")]

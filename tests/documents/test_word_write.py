"""Word's documents in a style: what is replaced, what stays to the byte, and what other programs make of it."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from citelib.documents.kinds import KINDS
from citelib.documents.model import Document
from citelib.documents.ooxml.read import read
from citelib.documents.render import render
from citelib.model import Date, Item, Name
from tests.documents.pandoc_program import pandoc
from tests.documents.word_packages import (
    ASH,
    ELM,
    ZOTERO_LIST,
    W,
    control,
    docx,
    field,
    mark,
    note_reference,
    p,
    t,
    zotero,
)
from tests.shared import shared

OAK = Item("oak", "book", title="Acorns & <Co>", author=[Name("Oak", "Olga")], issued=Date.on(2010), publisher="Pip")
NOTES = "chicago-notes-bibliography"


def made(data: bytes, style: str = "apa", to: str = "docx", works: tuple[Item, ...] = (OAK,)) -> bytes:
    output, write = KINDS.load("docx").writers[to]
    return write(render(read(data, "a.docx"), works, style=style, output=output))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(data: bytes, part: str = "word/document.xml") -> list[str]:
    root = etree.fromstring(parts(data)[part])
    return [
        "".join(str(one.text) for one in node.iter(f"{{{W}}}t")) for node in root.iter(f"{{{W}}}p")
    ]  # fmt: skip


def cites(document: Document) -> list[list[tuple[Any, ...]]]:
    return [
        [(work.key, work.label, work.locator, work.prefix, work.suffix, work.suppress_author) for work in place.works]
        for place in document.places
    ]


ZOTERO = docx(
    p(t("Trees "), field(zotero({**ASH, "locator": "3", "prefix": "see"}), "(old)", cuts=4), t(" grow.")),
    p(t("Leaves "), field(zotero(ELM, ASH), "(older)"), t(".")),
    p(field(ZOTERO_LIST, "Old entry"), style="Bibliography"),
    parts={"word/media/a.png": b"\x89PNG" * 99, "word/strange.xml": "<x  a='1'/>"},
)


def test_live_fields_get_new_text_and_all_else_stays() -> None:
    done = made(ZOTERO)
    assert texts(done) == [
        "Trees (see Ash, 1999, p. 3) grow.",
        "Leaves (Ash, 1999; Elm, 2001).",
        "Ash, A. (1999). Trees. Grove.",
        "Elm, E. (2001). Leaves. Wood.",
    ]
    assert cites(read(done)) == cites(read(ZOTERO))
    before, after = parts(ZOTERO), parts(done)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
        "docProps/custom.xml", "_rels/.rels",
    }  # fmt: skip
    assert list(after)[: len(before)] == list(before)


@pytest.mark.parametrize("to", ["docx", "docx-plain", "docx-zotero", "docx-word"])
@pytest.mark.parametrize("style", ["apa", "nature", NOTES])
def test_a_second_run_changes_nothing(to: str, style: str) -> None:
    body = [
        p(t("Typed [@oak, p. 4] and @oak [p. 5].")),
        p(t("Oak "), field(zotero(ASH, properties={}), "(x)"), t(", etc.")),
    ]
    once = made(docx(*body, footnotes={1: field(zotero(ELM))}), style, to)
    assert made(once, style, to) == once


def test_runs_carry_the_look() -> None:
    root = etree.fromstring(parts(made(ZOTERO, "nature"))["word/document.xml"])
    shown = [
        "".join(map(str, run.itertext()))
        for run in root.iter(f"{{{W}}}r")
        if run.find(f"{{{W}}}rPr/{{{W}}}vertAlign") is not None and run.find(f"{{{W}}}t") is not None
    ]
    assert shown == ["see ", "1", "1", ",", "2"]
    assert list(root.iter(f"{{{W}}}i"))


def test_typed_citations_split_over_runs_keep_the_look_of_what_is_around() -> None:
    body = p(
        t("So [see @", "<w:b/>"),
        '<w:bookmarkStart w:id="9" w:name="x"/>',
        t("oa"),
        t("k, p. 3] it", "<w:color w:val='FF0000'/>"),
    )
    done = made(docx(body))
    assert texts(done) == ["So (see Oak, 2010, p. 3) it", "Oak, O. (2010). Acorns & <Co>. Pip."]
    xml = parts(done)["word/document.xml"].decode()
    assert 'w:name="x"' in xml
    assert '<w:rPr><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve"> it</w:t>' in xml


def test_a_name_is_no_citation_unless_there_is_such_a_work() -> None:
    body = p(t("Ask @someone or a@oak.org, but @oak says"))
    assert texts(made(docx(body)))[0] == "Ask @someone or a@oak.org, but Oak (2010) says"


def test_a_missing_key_stays_visible() -> None:
    data = docx(p(t("So [@nobody] it")))
    assert texts(made(data))[0] == "So (nobody?) it"
    assert [one.code for one in render(read(data), [OAK], output="json").diagnostics] == ["document-missing-key"]


def test_notes_have_ids_of_their_own_and_separators() -> None:
    body = [p(t("One [@oak]."), note_reference(5)), p(t("Two "), field(zotero(ASH)), t(", three @oak [p. 9]"))]
    done = made(docx(*body, footnotes={5: t("Own.")}), NOTES)
    root = etree.fromstring(parts(done)["word/footnotes.xml"])
    ids = [node.get(f"{{{W}}}id") for node in root]
    assert ids == ["-1", "0", "6", "5", "7", "8"]
    document = etree.fromstring(parts(done)["word/document.xml"])
    assert [node.get(f"{{{W}}}id") for node in document.iter(f"{{{W}}}footnoteReference")] == ["6", "5", "7", "8"]
    assert texts(done)[:2] == ["One.", "Two, three Oak"]
    assert texts(done, "word/footnotes.xml")[2:] == [
        " Olga Oak, Acorns & <Co> (Pip, 2010).", "Own.", " Ann Ash, Trees (Grove, 1999).", " Acorns & <Co>, 9.",
    ]  # fmt: skip
    assert [[row[0] for row in place] for place in cites(read(done))] == [["oak"], ["ash1999"], ["oak"]]


def test_a_document_without_notes_gets_the_part_for_them() -> None:
    done = made(docx(p(t("One [@oak]."))), NOTES)
    assert b"footnotes+xml" in parts(done)["[Content_Types].xml"]
    assert b"/footnotes" in parts(done)["word/_rels/document.xml.rels"]
    assert b'w:type="separator"' in parts(done)["word/footnotes.xml"]


def test_a_citation_that_was_edited_by_hand_stays() -> None:
    data = docx(p(field(zotero(ASH, properties={"dontUpdate": True}), "(by hand)"), t(" "), field(zotero(ELM))))
    assert texts(made(data))[0] == "(by hand) (Elm, 2001)"


@pytest.mark.parametrize("to", ["docx", "docx-plain", "docx-zotero", "docx-word"])
def test_the_space_that_a_field_shows_is_kept(to: str) -> None:
    body = p(t("profit)"), field(zotero(ASH), " (old)"), t(". Or "), field(zotero(ASH), " (old) "), t("so."))
    done = KINDS.find("docx").writers[to][1](render(read(docx(body)), [], style="apa", output="json"))
    assert read(done).text.startswith("profit) (Ash, 1999). Or (Ash, 1999) so.")
    again = KINDS.find("docx").writers[to][1](render(read(done), [], style="apa", output="json"))
    assert again == done
    raised = KINDS.find("docx").writers[to][1](render(read(docx(body)), [], style="nature", output="json"))
    assert read(raised).text.startswith("profit)1. Or 1 so.")


def test_plain_text_holds_no_field() -> None:
    value = {"citationItems": [ASH]}
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(json.dumps(value).encode()).decode()
    data = docx(
        p(t("a "), field(zotero(ASH)), t(" b "), control(tag, t("(x)")), t(" c ")),
        p(field(" BIBLIOGRAPHY ", "x")),
    )
    done = made(data, to="docx-plain")
    assert texts(done) == ["a (Ash, 1999) b (Ash, 1999) c ", "Ash, A. (1999). Trees. Grove."]
    assert all(word not in parts(done)["word/document.xml"] for word in (b"fldChar", b"instrText", b"w:sdt"))


def test_zotero_fields_show_what_they_say_to_the_letter() -> None:
    done = made(docx(p(t("So [see @oak, chap. 3, too] and [@oak]."))), to="docx-zotero")
    document = read(done)
    assert cites(document) == [
        [("oak", "chapter", "3", "see ", ", too", False)],
        [("oak", None, "", "", "", False)],
    ]
    for place, (_, found, _part) in zip(document.places, document.source.fields.values(), strict=True):
        assert found.data["properties"]["plainCitation"] == document.text[place.start : place.end]
        assert all(item["uris"] and item["itemData"] for item in found.data["citationItems"])
    assert document.metadata.style == "apa"
    assert b" ADDIN ZOTERO_ITEM CSL_CITATION {" in parts(done)["word/document.xml"]


def test_addresses_in_a_library_are_kept() -> None:
    done = read(made(ZOTERO, to="docx-zotero"))
    assert done.source.fields[0][1].works[0].uris == ("http://zotero.org/users/1/items/ASH",)


def test_a_list_of_many_paragraphs_is_replaced_as_a_whole() -> None:
    body = [
        p(t("A "), field(zotero(ASH))),
        p(mark("begin"), f"<w:r><w:instrText>{ZOTERO_LIST}</w:instrText></w:r>", mark("separate"), t("Old one")),
        p(t("Old two")),
        p(t("Old three"), mark("end")),
        p(t("Appendix")),
    ]
    assert texts(made(docx(*body))) == ["A (Ash, 1999)", "Ash, A. (1999). Trees. Grove.", "Appendix"]
    assert texts(made(docx(*body), to="docx-plain"))[1:] == ["Ash, A. (1999). Trees. Grove.", "Appendix"]
    ending = [*body[:3], p(mark("end")), body[4]]
    assert texts(made(docx(*ending))) == ["A (Ash, 1999)", "Ash, A. (1999). Trees. Grove.", "", "Appendix"]


def test_data_never_become_markup() -> None:
    evil = OAK.evolve(title='</w:t></w:r><w:x a="]]>&amp;\x00\x0b')
    done = made(docx(p(t("So [@oak]."))), works=(evil,))
    assert '</w:t></w:r><w:x a="]]>&amp;' in texts(done)[1]


def test_a_document_can_be_written_more_than_once() -> None:
    rendered = render(read(ZOTERO, "a.docx"), [], style="apa", output="json")
    _, write = KINDS.load("docx").writers["docx"]
    assert write(rendered) == write(rendered)


# Other programs


def needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


@pytest.mark.parametrize("style", ["apa", NOTES])
def test_pandoc_reads_the_same_citations(tmp_path: Path, style: str) -> None:
    (tmp_path / "a.docx").write_bytes(made(docx(p(t("So [see @oak, p. 3]."))), style, "docx-zotero"))
    shown = pandoc("", "-f", "docx+citations", "-t", "markdown", "a.docx", folder=tmp_path)
    assert "[see @oak" in shown
    assert "page 3" in shown


@pytest.mark.parametrize("to", ["docx", "docx-plain", "docx-zotero"])
def test_libreoffice_prints_it(tmp_path: Path, to: str) -> None:
    needs("soffice")
    needs("pdftotext")
    body = p(t("Field "), field(zotero(ASH), "(x)"), t(". Own"), note_reference(1))
    data = docx(p(t("Typed [@oak, p. 4].")), body, footnotes={1: t("Own.")})
    (tmp_path / "a.docx").write_bytes(made(data, NOTES, to))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "pdf", "a.docx"],
        cwd=tmp_path, capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    text = " ".join(
        subprocess.run(
            ["pdftotext", "a.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout.split()
    )
    for expected in (
        "Typed.1",
        "Olga Oak, Acorns & <Co> (Pip, 2010), 4.",
        "Ann Ash, Trees (Grove, 1999).",
        "Ash, Ann.",
    ):
        assert expected in text


@pytest.mark.parametrize(
    "name",
    "pandoc-zotero_citations pandoc-mendeley_citations bbt-zoterolua-2248 zotero-geiser-artigos "
    "mendeley-agsantoro pandoc-sdt_in_footnote-citavi".split(),
)
@pytest.mark.parametrize("to", ["docx", "docx-zotero"])
def test_real_documents_keep_their_citations(name: str, to: str) -> None:
    data = shared(f"documents/real/docx/{name}.docx").read_bytes()
    done = made(data, NOTES, to, ())
    assert sorted(cites(read(done)), key=repr) == sorted(cites(read(data)), key=repr)
    assert made(done, NOTES, to, ()) == done
    before, after = parts(data), parts(done)
    assert {one for one in before if before[one] != after[one]} <= {
        "word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/settings.xml", "docProps/custom.xml",
        "[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels",
    }  # fmt: skip

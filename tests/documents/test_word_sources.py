"""Word's own citations written: fields with switches, and the sources that they name."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from citelib.documents.fields import word
from citelib.documents.files import render_file
from citelib.documents.model import CitedWork, Place
from citelib.documents.ooxml.parts import fit_for_sources, sources
from citelib.documents.ooxml.read import read
from citelib.documents.ooxml.write import write
from citelib.documents.package import Package
from citelib.documents.render import render
from citelib.model import Date, Item, Name
from tests.documents.word_packages import ASH, docx, field, p, t, zotero
from tests.strategies import items

OAK = Item("oak", "book", title="Acorns & <Co>", author=[Name("Oak", "Ora")], issued=Date.on(2010), publisher="Pip")
ODD = Item('odd "key" \\x', "book", title="Odd", author=[Name("Odd", "Al")], issued=Date.on(2011))


def made(data: bytes, style: str = "apa") -> bytes:
    return write(render(read(data), [OAK, ODD], style=style, output="json"), "word")


def xml(data: bytes, part: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(part).decode()


BODY = docx(p(t("A [see @oak, p. 3], [@oak, chap. 4, too], @oak [vol. 2], ")), p(field(zotero(ASH), "(x)"), t(".")))


def test_citations_become_fields_with_sources() -> None:
    done = made(BODY)
    codes = re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", xml(done))
    assert [code.strip() for code in codes if "CITATION" in code] == [
        'CITATION oak \\l 1033 \\p 3 \\f "see "',
        'CITATION oak \\l 1033 \\s ", chap. 4, too"',
        "CITATION oak \\l 1033 \\v 2 \\n",
        "CITATION ash1999 \\l 1033",
    ]
    assert codes[-1] == " BIBLIOGRAPHY "
    assert {key: item.title for key, item in sources(Package(done)).items()} == {
        "oak": "Acorns & <Co>",
        "ash1999": "Trees",
    }
    assert "(see Oak, 2010, p. 3), (Oak, 2010, Chapter 4, too)" in read(done).text


def test_the_package_is_whole() -> None:
    done = made(BODY)
    names = zipfile.ZipFile(io.BytesIO(done)).namelist()
    for name in names:
        if name.endswith((".xml", ".rels")):
            etree.fromstring(zipfile.ZipFile(io.BytesIO(done)).read(name))
    assert 'Target="../customXml/item1.xml"' in xml(done, "word/_rels/document.xml.rels")
    assert 'Target="itemProps1.xml"' in xml(done, "customXml/_rels/item1.xml.rels")
    assert "/customXml/itemProps1.xml" in xml(done, "[Content_Types].xml")


def test_what_is_written_is_read_again() -> None:
    document = read(made(BODY))
    assert [[(work.key, work.locator, work.label) for work in place.works] for place in document.places] == [
        [("oak", "3", "page")], [("oak", "4", "chapter")], [("oak", "2", "volume")], [("ash1999", "", None)],
    ]  # fmt: skip
    assert made(made(BODY)) == made(BODY)


def test_sources_that_are_there_get_further_ones() -> None:
    once = made(docx(p(t("[@oak]"))))
    again = made(once)
    assert len(sources(Package(again))) == 1
    space = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    inner = "<b:Source><b:Tag>Elm</b:Tag><b:SourceType>Book</b:SourceType></b:Source>"
    own = f'<b:Sources xmlns:b="{space}">{inner}</b:Sources>'
    done = made(docx(p(t("[@oak]")), parts={"customXml/item1.xml": own}))
    assert sorted(sources(Package(done))) == ["Elm", "oak"]


@pytest.mark.parametrize("key", ['a "b" \\c', "x y", "doe:1999", "Müller", "\\p"])
def test_keys_and_affixes_are_quoted(key: str) -> None:
    work = CitedWork(key, 0, 'say "so" \\ ', ', "too" \\', "3 f.", "page")
    found = word.read(word.written(Place(0, 1, (work,)), 1033, lambda label, _: label))
    assert found is not None
    cite = found.works[0].cite
    assert (cite.key, cite.locator, cite.prefix.strip(), cite.suffix.strip()) == (
        key, "3 f.", 'say "so" \\', ', "too" \\',
    )  # fmt: skip


RICH = Item(
    "rich", "book", title="On <sub>2</sub>", author=[Name("Oak", "Ora")],
    issued=Date.on(2010), original_date=Date(literal="circa 323 B.C.E."), custom={"mine": "x"},
)  # fmt: skip


def test_what_sources_cannot_hold_is_told_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    first.write_bytes(docx(p(t("See [@rich]."))))
    done = render_file(first, [RICH, OAK], style="apa", to="docx-word")
    told = {(one.severity, one.message) for one in done.diagnostics if one.item == "rich"}
    assert ("warning", "word-bibliography-xml has no place for mine") in told
    assert ("info", "Word's sources hold original-date in another form") in told
    assert {one.item for one in done.diagnostics} == {"rich"}
    second.write_bytes(done.data)
    again = render_file(second, style="apa", to="docx-word")
    assert again.data == done.data
    assert not again.diagnostics


@given(items(custom=False))
def test_works_made_fit_for_sources_stay_as_they_are(item: Item) -> None:
    once = fit_for_sources(read(docx()), [item], lambda _: None).metadata.references
    assert fit_for_sources(read(docx()), once, lambda _: None).metadata.references == once
    assert once[0].id == item.id


UNUSED = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
    "<b:Source><b:Tag>Elm</b:Tag><b:SourceType>Book</b:SourceType><b:Title>Leaves</b:Title><b:Year>2001</b:Year>"
    "</b:Source><b:Source><b:Tag>Placeholder1</b:Tag><b:SourceType>Misc</b:SourceType></b:Source></b:Sources>"
)


def test_the_list_of_words_own_holds_sources_that_nothing_cites(tmp_path: Path) -> None:
    body = p(t("See [@oak].")), p(field(" BIBLIOGRAPHY ", "Leaves"))
    document = read(docx(*body, parts={"customXml/item1.xml": UNUSED}))
    done = render(document, [OAK], style="apa", output="json")
    assert done.bibliography is not None
    assert [entry.id for entry in done.bibliography.entries] == ["Elm", "oak"]
    without = read(docx(*body[:1], parts={"customXml/item1.xml": UNUSED}))
    assert not without.metadata.nocite
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    first.write_bytes(without.source.package.data)
    second.write_bytes(render_file(first, [OAK], style="apa", to="docx-word").data)
    assert "Leaves. (2001)." in read(second.read_bytes()).text
    assert render_file(second, style="apa", to="docx-word").data == second.read_bytes()


def test_sources_that_nothing_cites_are_told_where_zotero_would_drop_them(tmp_path: Path) -> None:
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    body = p(t("See [@oak].")), p(field(" BIBLIOGRAPHY ", "Leaves"))
    first.write_bytes(docx(*body, parts={"customXml/item1.xml": UNUSED}))
    done = render_file(first, [OAK], style="apa", to="docx-zotero")
    assert [(one.code, one.item) for one in done.diagnostics] == [("document-uncited", "Elm")]
    second.write_bytes(done.data)
    assert render_file(second, [OAK], style="apa", to="docx-zotero").data == done.data


def test_a_document_in_markdown_is_fitted_too(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("See [@rich].", encoding="utf-8")
    done = render_file(paper, [RICH], style="apa", to="docx-word")
    assert "word-bibliography-xml has no place for mine" in [one.message for one in done.diagnostics]


def test_libreoffice_prints_it(tmp_path: Path) -> None:
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("LibreOffice or pdftotext is not installed")
    (tmp_path / "new.docx").write_bytes(made(BODY))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, "--headless", profile, "--convert-to", "pdf", "new.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=tmp_path)
    text = subprocess.run([reader, str(tmp_path / "new.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    assert "(see Oak, 2010, p. 3), (Oak, 2010, Chapter 4, too)" in " ".join(text.split())


@pytest.mark.parametrize("form", ["live", "zotero", "word"])
def test_a_field_whose_source_is_gone_stays_a_field(form: str) -> None:
    data = docx(p(field(" CITATION gone \\l 1033 ", "(Gone, 1999)"), t(", "), field(zotero(ASH), "(x)")))
    done = write(render(read(data), (), style="apa", output="json"), form)  # type: ignore[arg-type]
    assert [[work.key for work in place.works] for place in read(done).places] == [["gone"], ["ash1999"]]
    assert "(gone?), (Ash, 1999)" in read(done).text
    assert write(render(read(done), (), style="apa", output="json"), form) == done  # type: ignore[arg-type]


def test_a_citation_that_its_tool_has_not_finished_is_told() -> None:
    (found,) = read(docx(p(field(" ADDIN ZOTERO_TEMP ", "(Ash, 1999)")))).diagnostics
    assert (found.code, found.hint) == (
        "document-unread", "refresh the document in Zotero, which has not finished it, and save it again",
    )  # fmt: skip

"""Word's own citations written: fields with switches, and the sources that they name."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from citelib.documents.fields import word
from citelib.documents.model import CitedWork, Place
from citelib.documents.ooxml.parts import sources
from citelib.documents.ooxml.read import read
from citelib.documents.ooxml.write import write
from citelib.documents.package import Package
from citelib.documents.render import render
from citelib.model import Date, Item, Name
from tests.documents.word_packages import ASH, docx, field, p, t, zotero

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

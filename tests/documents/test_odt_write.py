"""LibreOffice's documents written: marks kept, text, marks of Zotero's; what is not concerned stays as it is."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from citelib.documents.files import render_file
from citelib.documents.odf.read import read
from citelib.documents.odf.write import write
from citelib.documents.render import render
from citelib.model import Date, Item, Name
from tests.documents.test_word_odt import odt, paragraph, reference, zotero_mark
from tests.documents.word_packages import ASH, ELM
from tests.shared import shared

ASH_WORK = Item("ash", "book", title="Trees", author=[Name("Ash", "Ann")], issued=Date.on(1999))
STYLES = ("apa", "nature", "chicago-notes-bibliography")
FORMS = ("live", "plain", "zotero")


def made(data: bytes, form: str = "live", style: str = "apa", works: tuple[Item, ...] = ()) -> bytes:
    return write(render(read(data), works, style=style, output="json"), form)  # type: ignore[arg-type]


def content(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()


def shown(data: bytes) -> str:
    return read(data).text


def test_a_mark_stays_with_new_text() -> None:
    document = odt(paragraph("As ", zotero_mark({**ASH, "locator": "3", "label": "page"}), " says."))
    done = made(document)
    assert shown(done).startswith("As (Ash, 1999, p. 3) says.\n")
    names = re.findall(r'text:name="(ZOTERO_ITEM[^"]*)"', content(done))
    assert len(names) == 2
    assert names[0] == names[1]
    assert [[work.key for work in place.works] for place in read(done).places] == [["ash1999"]]


def test_plain_text_leaves_no_mark() -> None:
    done = made(odt(paragraph("As ", zotero_mark(ASH), " and ", zotero_mark(ELM), ".")), "plain")
    assert shown(done).startswith("As (Ash, 1999) and (Elm, 2001).\n")
    assert "reference-mark" not in content(done)
    assert read(done).places == ()


def test_typed_keys_become_text_or_marks() -> None:
    document = odt(paragraph("A [see <text:span>@as</text:span>h, p.<text:s/>3], B @ash<text:tab/>C [@ash] D."))
    plain = made(document, "plain", works=(ASH_WORK,))
    assert shown(plain).startswith("A (see Ash, 1999, p. 3), B Ash (1999)\tC (Ash, 1999) D.\n")
    marks = made(document, "zotero", works=(ASH_WORK,))
    assert shown(marks) == shown(plain)
    found = re.findall(r'reference-mark-start text:name="ZOTERO_ITEM CSL_CITATION (\{.*?\}) RND\w{10}"', content(marks))
    codes = [json.loads(one.replace("&quot;", '"')) for one in found]
    assert [code["properties"]["plainCitation"] for code in codes] == ["(see Ash, 1999, p. 3)", "(1999)", "(Ash, 1999)"]
    assert all(
        cite["uris"] and cite["itemData"]["title"] == "Trees" for code in codes for cite in code["citationItems"]
    )
    assert 'text:section text:name="ZOTERO_BIBL' in content(marks)
    assert len({code["citationID"] for code in codes}) == 3


def test_notes_are_made_and_keep_the_names_in_the_sentence() -> None:
    document = odt(paragraph("A [@ash, p. 3]. As @ash says."))
    done = made(document, "plain", "chicago-notes-bibliography", (ASH_WORK,))
    assert re.search(r'<text:note text:id="ftnC\d" text:note-class="footnote">', content(done))
    assert "A.\n" not in shown(done)
    assert "As Ash says." in re.sub(r"\n.*", "", shown(done))
    assert [one.partition(",")[0] for one in shown(done).split("\n")[1:3]] == ["Ann Ash", "Trees."]


def test_the_list_is_replaced_where_it_stands_and_added_where_there_is_none() -> None:
    section = (
        '<text:section text:name="ZOTERO_BIBL {} CSL_BIBLIOGRAPHY RNDabcdefghij">'
        + paragraph("Old.")
        + "</text:section>"
    )
    done = made(odt(paragraph(zotero_mark(ASH)), section, paragraph("Behind.")), style="ieee")
    assert "Old." not in shown(done)
    assert shown(done).endswith("[1]\tA. Ash, Trees. Grove, 1999.\nBehind.\n")
    added = made(odt(paragraph(zotero_mark(ASH))))
    assert shown(added).endswith("Ash, A. (1999). Trees. Grove.\n")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", STYLES)
def test_a_second_run_changes_nothing(form: str, style: str) -> None:
    document = odt(
        paragraph("A ", zotero_mark(ASH, random="RNDaaaaaaaaaa"), ", B [@ash1999], ", zotero_mark(ELM), "."),
        paragraph("C ", zotero_mark({**ASH, "locator": "4"}, random="RNDbbbbbbbbbb")),
    )
    once = made(document, form, style)
    assert once != document
    assert made(once, form, style) == once


def test_marks_move_into_notes_and_the_text_around_them_stays() -> None:
    document = odt(paragraph("A ", zotero_mark(ASH, random="RNDaaaaaaaaaa"), ", B ", zotero_mark(ELM), ". C"))
    done = made(document, "live", "chicago-notes-bibliography")
    assert shown(done).startswith("A, B. C\nAnn Ash, Trees (Grove, 1999).\nEd Elm, Leaves (Wood, 2001).\n")
    assert len(read(done).places) == 2
    assert all(place.note for place in read(done).places)


def test_other_marks_in_the_text_stay() -> None:
    inside = 'A [@a<text:bookmark text:name="here"/>sh]<text:change text:change-id="c1"/> B'
    done = content(made(odt(paragraph(inside)), "plain", works=(ASH_WORK,)))
    assert 'text:bookmark text:name="here"' in done
    assert 'text:change text:change-id="c1"' in done


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "shown_as",
    [
        '<text:bookmark-start text:name="b"/>(x)<text:bookmark-end text:name="b"/>',
        '<text:span>(<text:bookmark-start text:name="b"/>x)</text:span><text:bookmark-end text:name="b"/>',
        '(x <text:bookmark-start text:name="b"/>',
    ],
)
def test_bookmarks_within_a_mark_stay_and_a_second_run_changes_nothing(form: str, shown_as: str) -> None:
    rest = "" if "bookmark-end" in shown_as else '<text:bookmark-end text:name="b"/>'
    once = made(odt(paragraph("A ", zotero_mark(ASH, shown=shown_as), rest, ".")), form)
    assert shown(once).startswith("A (Ash, 1999).\n")
    assert [content(once).count(f'text:bookmark-{side} text:name="b"') for side in ("start", "end")] == [1, 1]
    assert made(once, form) == once


def test_a_mark_whose_work_is_not_known_stays_a_mark() -> None:
    document = odt(paragraph("A ", reference("JABREF_gone CID_1 abcde NORMAL", "[gone]"), "."))
    assert [[work.key for work in place.works] for place in read(made(document, "zotero")).places] == [["gone"]]
    assert read(made(document, "plain")).places == ()


def test_a_key_without_a_work_stays_visible() -> None:
    document = odt(paragraph("A ", reference("JABREF_gone CID_1 abcde NORMAL", "[gone]"), "."))
    rendered = render(read(document), (), style="apa", output="json")
    assert [one.code for one in rendered.diagnostics] == ["document-missing-key"]
    assert "gone" in shown(write(rendered, "live"))


def test_what_works_hold_is_text() -> None:
    evil = Item("evil", "book", title="<text:a>x</text:a> & \x00\x0b]]>", author=[Name("A<b>")], issued=Date.on(2000))
    for form in FORMS:
        done = made(odt(paragraph("A [@evil].")), form, works=(evil,))
        assert "<text:a>x" not in content(done)
        assert "<text:a>x</text:a> &" in shown(done)


@pytest.mark.parametrize("name", ["bbt-zoterolua-2248", "mendeley-SimpleTextDocument-APA", "pandoc-citation"])
@pytest.mark.parametrize("form", ["odt", "odt-plain", "odt-zotero"])
def test_real_documents(name: str, form: str, tmp_path: Path) -> None:
    source = shared("documents/real/odt") / f"{name}.odt"
    done = render_file(source, style="nature", to=form)
    before, after = zipfile.ZipFile(source), zipfile.ZipFile(io.BytesIO(done.data))
    assert after.infolist()[0].filename == "mimetype"
    assert after.infolist()[0].compress_type == zipfile.ZIP_STORED
    changed = {part for part in before.namelist() if before.read(part) != after.read(part)}
    assert changed <= {"content.xml", "meta.xml"}
    places = len(read(source.read_bytes()).places)
    assert len(read(done.data).places) == (0 if form == "odt-plain" else places)
    again = tmp_path / "again.odt"
    again.write_bytes(done.data)
    assert render_file(again, style="nature", to=form).data == done.data


def test_libreoffice_prints_what_is_written(tmp_path: Path) -> None:
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("LibreOffice or pdftotext is not installed")
    source = shared("documents/real/odt") / "bbt-zoterolua-2248.odt"
    (tmp_path / "new.odt").write_bytes(render_file(source, style="nature", to="odt-zotero").data)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        office,
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "new.odt"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = subprocess.run([reader, str(tmp_path / "new.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    assert "Billig, M. Ideology and Opinions" in " ".join(text.split())

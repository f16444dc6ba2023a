"""New Word documents out of Markdown, through pandoc and without it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from citelib.documents.files import render_file
from citelib.documents.ooxml.blank import blank_docx
from citelib.documents.ooxml.read import read
from citelib.errors import ReadError
from citelib.model import Date, Item, Name

WORKS = [
    Item("ash", "book", title="Trees", author=[Name("Ash", "Ann")], issued=Date.on(1999)),
    Item("elm", "book", title="Leaves", author=[Name("Elm", "Ed")], issued=Date.on(2001)),
    Item("oak", "book", title="<w:t>Roots</w:t> & \x0b", author=[Name("Oak", "Al")], issued=Date.on(2002)),
]
TEXT = """---
title: Wood
nocite: "@oak"
---

# Head

As [see @ash, pp. 3-5; @elm] and @elm [p. 2] *say* `[@ash]`.

1. one [@ash]
2. two

> Quoted [-@elm].

| a | b |
|---|---|
| [@elm] | c |

```
[@ash] code
```

# References

::: {#refs}
:::

# Appendix

End.
"""


def made(tmp_path: Path, to: str, style: str = "apa", text: str = TEXT) -> bytes:
    (tmp_path / "paper.md").write_text(text, encoding="utf-8")
    done = render_file(tmp_path / "paper.md", WORKS, style=style, to=to)
    assert not done.diagnostics
    return done.data


def xml(data: bytes, part: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(part).decode()


@pytest.fixture(params=["pandoc", "without"])
def program(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "pandoc" and shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    if request.param == "without":
        monkeypatch.setattr("citelib.documents.ooxml.new.shutil.which", lambda _: None)
    return str(request.param)


@pytest.mark.usefixtures("program")
def test_citations_are_text_and_the_list_stands_in_its_place(tmp_path: Path) -> None:
    text = read(made(tmp_path, "docx")).text
    for part in (
        "As (see Ash, 1999, pp. 3–5; Elm, 2001) and Elm (2001, p. 2) say [@ash].",
        "one (Ash, 1999)", "Quoted (2001).", "(Elm, 2001)", "[@ash] code", "Oak, A. (2002). <w:t>Roots</w:t> &",
    ):  # fmt: skip
        assert part in text, (part, text)
    assert text.index("References") < text.index("Ash, A. (1999). Trees.") < text.index("Appendix")
    assert "citelib-list" not in text


@pytest.mark.usefixtures("program")
def test_citations_are_fields_of_zoteros(tmp_path: Path) -> None:
    data = made(tmp_path, "docx-zotero")
    document = read(data)
    assert [[work.key for work in place.works] for place in document.places][:3] == [["ash", "elm"], ["elm"], ["ash"]]
    assert document.places[0].works[0].locator == "3-5"
    assert "ZOTERO_BIBL" in xml(data)
    assert 'name="ZOTERO_PREF_1"' in xml(data, "docProps/custom.xml")
    for part in zipfile.ZipFile(io.BytesIO(data)).namelist():
        if part.endswith((".xml", ".rels")):
            etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part))


@pytest.mark.usefixtures("program")
def test_a_style_of_notes_makes_footnotes(tmp_path: Path) -> None:
    data = made(tmp_path, "docx", "chicago-notes-bibliography")
    assert "See Ann Ash, " in read(data).text
    assert xml(data).count("w:footnoteReference") >= 3


def test_the_template_knows_headings_lists_tables_and_code() -> None:
    data = blank_docx(
        "# A\n\n- b\n  - c\n\n3. d\n\n> e\n\n    f\n    g\n\n| h | i |\n|--|--|\n| **j** | `k` |\n\n<b>l</b>\n\n* * *\n"
    )
    text = xml(data)
    for part in (
        'w:val="Heading1"',
        'w:val="Quote"',
        'w:val="SourceCode"',
        "<w:tbl>",
        "<w:b/>",
        'w:val="VerbatimChar"',
        "3.",
    ):
        assert part in text, part
    assert "<b>l" not in text


def test_an_error_of_pandoc_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho 'no such thing' >&2\nexit 9\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("citelib.documents.ooxml.new.shutil.which", lambda _: str(program))
    with pytest.raises(ReadError, match="no such thing"):
        made(tmp_path, "docx")


def test_pandoc_is_shut_in_where_a_picture_would_be_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        called.append(command)
        return subprocess.CompletedProcess(command, 0, blank_docx("x"), b"")

    monkeypatch.setattr("citelib.documents.ooxml.new.shutil.which", lambda _: "pandoc")
    monkeypatch.setattr("citelib.documents.ooxml.new.subprocess.run", run)
    for text in ("![x](https://example.org/x.png)", "<img src=x>", "![x](x.png)"):
        made(tmp_path, "docx", text=text)
    assert ["--sandbox" in one for one in called] == [True, True, False]

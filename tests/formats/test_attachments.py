"""Files that records name come in as attachments and go out as the fields of any format that has such."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import dumps, loads
from citelib.formats.kit.attachments import attachments_of, read_file_field, write_file_field
from citelib.model import Item

FILES = {
    r":home/x/roa.pdf:pdf": [("home/x/roa.pdf", "", "application/pdf")],
    "roa.pdf": [("roa.pdf", "", "")],
    r":C\:\\a\\b.pdf:PDF": [("C:\\a\\b.pdf", "", "application/pdf")],
    r"Title:C:\a\b.pdf:application/pdf": [("C:\\a\\b.pdf", "Title", "application/pdf")],
    r"C:\a\b.pdf": [("C:\\a\\b.pdf", "", "")],
    "https://example.org/a.pdf": [("https://example.org/a.pdf", "", "")],
    r"Snapshot:http\://example.org/x:text/html;Full:files/1.pdf:application/pdf": [
        ("http://example.org/x", "Snapshot", "text/html"), ("files/1.pdf", "Full", "application/pdf"),
    ],
    "Text:https://example.org/a.pdf:application/pdf": [("https://example.org/a.pdf", "Text", "application/pdf")],
    r"a.pdf;:b\;c.pdf:PDF": [("a.pdf", "", ""), ("b;c.pdf", "", "application/pdf")],
    "::": [],
}  # fmt: skip
"""BibTeX's ``file`` as JabRef, Mendeley and Zotero write it."""


@pytest.mark.parametrize("text", FILES)
def test_the_field_of_bibtex(text: str) -> None:
    found = read_file_field(text)
    assert [(one.get("path", ""), one.get("name", ""), one.get("type", "")) for one in found] == FILES[text]
    assert read_file_field(write_file_field(found)) == found


TEXTS = {
    "bibtex": "@book{a, title = {T}, file = {Full:a.pdf:application/pdf;:https\\://example.org/b:text/html}}",
    "ris": "TY  - BOOK\nTI  - T\nL1  - a.pdf\nL2  - https://example.org/b\nID  - a\nER  - \n",
    "endnote-xml": '<xml><records><record><ref-type name="Book">6</ref-type><titles><title>T</title></titles><urls>'
    "<pdf-urls><url>a.pdf</url></pdf-urls><text-urls><url>https://example.org/b</url></text-urls></urls>"
    "<label>a</label></record></records></xml>",
    "refer": "%0 Book\n%T T\n%> a.pdf\n%> https://example.org/b\n%F a\n",
}


def _paths(item: Item) -> list[str]:
    return [one["path"] for one in attachments_of(item)]


@pytest.mark.parametrize("one", TEXTS)
@pytest.mark.parametrize("other", [*TEXTS, "biblatex", "csl-json"])
def test_from_format_to_format(one: str, other: str) -> None:
    item = loads(TEXTS[one], one)["a"]
    assert _paths(item) == ["a.pdf", "https://example.org/b"]
    losses: list[str] = []
    text = dumps([item], other, report=lambda diagnostic: losses.append(diagnostic.message))
    assert _paths(loads(text, other)["a"]) == ["a.pdf", "https://example.org/b"]
    assert losses == []


def test_a_format_without_a_place_tells() -> None:
    losses: list[str] = []
    dumps([loads(TEXTS["ris"], "ris")["a"]], "csv", report=lambda diagnostic: losses.append(diagnostic.message))
    assert any("citelib:attachments" in one for one in losses)


def test_arxiv_in_ris() -> None:
    item = Item("a", "article-journal", title="T", number="arXiv:2001.00001", page="1-9")
    text = dumps([item], "ris")
    assert "AN  - arXiv:2001.00001\n" in text
    assert loads(text, "ris")["a"] == item

"""Text that is something else to a format stays text: in files that are read, and in those that are written."""

from __future__ import annotations

import csv
import io
import re

import pytest
from docutils.core import publish_string

from citelib.errors import ReadError
from citelib.formats import registry
from citelib.formats.exchange import dumps, loads
from citelib.formats.format import Format
from citelib.model import Item
from citelib.output import OUTPUTS, get_output, write
from citelib.richtext import ROOT, Mark, Run
from tests.hostile.inputs import file_of

READERS = [one for one in registry.formats() if one.read is not None]
INSIDE = {
    "half-pair": "&#xD800;", "pair": "&#55296;&#57343;", "beyond": "&#x110000;", "zero": "&#0;", "escape": "&#x1b;",
    "entity": "&nosuch;", "named": "&eacute;", "json": "\\ud800", "percent": "%ED%A0%80", "raw": "\ud800",
    "controls": "\x1b]0;x\x07\x9b2J", "nul": "\0", "noncharacters": "\uffff\ufdd0", "mark": "\ufeff",
    "separators": "\x0c\x1c\x1d\x85",
}  # fmt: skip


BINARY = {"excel", "parquet"}
"""Formats whose files hold no text that could be damaged."""


@pytest.mark.parametrize("kind", INSIDE)
@pytest.mark.parametrize("format", [one for one in READERS if one.name not in BINARY], ids=lambda format: format.name)
def test_odd_characters_cost_no_record(format: Format, kind: str) -> None:
    text, count, spots = file_of(format)
    at = spots["title"]
    damaged = text[:at] + INSIDE[kind] + text[at:]
    for data in (damaged, damaged.encode("utf-8", "surrogatepass")):
        try:
            works = loads(data, format)
        except ReadError:
            assert count == 1 or kind == "json"  # YAML allows no half of a pair
            continue
        assert len(works) >= count - (kind == "json"), [str(one) for one in works.diagnostics]


DOCUMENT = '<modsCollection><mods><titleInfo><title>A{}</title></titleInfo><genre authority="{}">b</genre></mods></modsCollection>'  # noqa: E501


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE r SYSTEM "a>b" [<!ENTITY e "ENTVAL">]>',
        "<!--" + "x" * 70_000 + '--><!DOCTYPE r [<!ENTITY e "ENTVAL">]>',
        "<!DOCTYPE r [<!ENTITY % p \"<!ENTITY e 'ENTVAL'>\"> %p;]>",
        "<!DOCTYPE r [<!ELEMENT e ANY>]>",
        '<?xml version="1.0"?><?pi [?><!DOCTYPE\nr\nPUBLIC "a" "b]>["\n[<!ENTITY e "ENTVAL">]>',
    ],
)
def test_no_document_type_declares_anything(declared: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(ReadError, match="declares"):
            loads((declared + DOCUMENT.format("&e;", "&e;")).encode(encoding), "mods")


def test_references_to_entities_are_text() -> None:
    (item,) = loads(
        '<!DOCTYPE r SYSTEM "x.dtd">' + DOCUMENT.format("&eacute; &e; <![CDATA[&e;]]>", "&e;"), "mods"
    ).values()
    assert item.title == "Aé &e; &e;"


@pytest.mark.parametrize("before", ["", "\0", "\ufeff", " ", "\u200b", "\u2060 "])
@pytest.mark.parametrize("sign", "=+-@＝＋－＠\t\r")
def test_no_cell_is_a_formula(before: str, sign: str) -> None:
    title = f"{before}{sign}cmd|' /C calc'!A0"
    text = dumps([Item(title, "book", title=title)], "csv")
    for cell in next(row for row in list(csv.reader(io.StringIO(text)))[1:] if row):
        assert not re.match(r"[\s\0\ufeff\u200b\u2060]*[=+\-@＝＋－＠]", cell)


@pytest.mark.parametrize("id", ["}}{{cite book|title=evil", "a|title=evil", "]]", "-->", "'", '"', "a}}", "{{a"])
def test_ids_stay_within_wikipedias_templates(id: str) -> None:
    item = Item(id, "book", title="Safe title")
    text = dumps([item], "wikipedia")
    assert [(one.id, one.title) for one in loads(text, "wikipedia").values()] == [(id, "Safe title")]
    assert text.count("{{") == text.count("}}") == 1


@pytest.mark.parametrize("name", sorted(OUTPUTS))
@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])
def test_no_output_links_what_is_no_address(name: str, address: str) -> None:
    text = write([Run(address, Mark(ROOT, "link", address)), Run(f" {address}")], get_output(name))
    assert not re.search(r"href|#link|\]\(|\"link\"", text)
    if name == "rst":
        assert "<a " not in publish_string(text, writer="html5").decode().partition("<body")[2]


@pytest.mark.parametrize("name", sorted(OUTPUTS))
def test_every_output_can_be_encoded(name: str) -> None:
    write([Run("T\ud800"), Run("\udfff", Mark(ROOT, "font-style", "italic"))], get_output(name)).encode()


@pytest.mark.parametrize("text", ["= head", "- item", "+ item", "1. item", "  = head"])
def test_nothing_begins_a_block_in_typsts_brackets(text: str) -> None:
    written = write([Run(text, Mark(ROOT, "font-style", "italic"))], get_output("typst"))
    assert re.fullmatch(r"#emph\[\s*(?:1\\\.|\\[-=+]) \w+\];", written), written

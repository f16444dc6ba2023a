"""How many records a file has to a parser that is not ours, and of which parts it is made."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import bibtexparser
from lxml import etree, html
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

Seen = tuple[int, set[str]]
"""The number of records, and the names of fields or elements."""


def _bibtex(text: str) -> Seen:
    library = bibtexparser.parse_string(text, parse_stack=[])
    assert not library.failed_blocks
    assert not library.preambles
    return len(library.entries), {field.key for entry in library.entries for field in entry.fields} | {
        f"@string {one.key}" for one in library.strings
    }


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def _count(value: Any) -> Seen:
    """Records of JSON and YAML: those of a list, of the list that an object of one key holds, or an object itself."""
    if isinstance(value, dict):
        lists = [inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
        inner = value.get("references", value.get("items", value.get("@graph"))) or (
            lists[0] if len(value) == 1 else None
        )
        return (len(inner) if isinstance(inner, list) else 1), set(_keys(value))
    return len(value), set(_keys(value))


def _lines_of_json(text: str) -> Seen:
    values = [json.loads(line) for line in text.split("\n") if line]
    return len(values), set(_keys(values))


def _yaml(text: str) -> Seen:
    values = list(YAML(typ="safe", pure=True).load_all(text))
    assert len(values) == 1
    return _count(values[0])


def _keyed_yaml(text: str) -> Seen:
    """An object whose keys are the ids."""
    (value,) = YAML(typ="safe", pure=True).load_all(text)
    return len(value), set(_keys(list(value.values())))


def _tagged(tag: str, first: str, last: str | None = None) -> Callable[[str], Seen]:
    """Lines that begin with a tag; a record is what begins with the first tag and ends at an empty line or the last."""

    def seen(text: str) -> Seen:
        lines = re.split("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]", text)  # what some program takes for an end
        tags = [match[0].strip(" -") for line in lines if (match := re.match(tag, line))]
        count = sum(one == first for one in tags)
        if last is not None:
            assert tags.count(last) == count
            assert tags[-1] == last
        else:
            assert len([block for block in re.split(r"\n\s*\n", text.strip()) if block]) == count
        return count, set(tags)

    return seen


def _xml(record: str) -> Callable[[str], Seen]:
    """XML, whose records are elements of that local name that are in no other of it."""

    def seen(text: str) -> Seen:
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
        names = {etree.QName(one).localname for one in root.iter("*")}
        assert not list(root.iter(etree.ProcessingInstruction))
        found = root.xpath(f"descendant-or-self::*[local-name()='{record}'][not(ancestor::*[local-name()='{record}'])]")
        assert isinstance(found, list)
        return len(found), names

    return seen


def _table(delimiter: str) -> Callable[[str], Seen]:
    def seen(text: str) -> Seen:
        head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        assert {len(row) for row in rows} == {len(head)}
        return len(rows), set(head)

    return seen


def _spans(text: str) -> Seen:
    root = html.fromstring(f"<div>{text}</div>")
    names = {str(one.tag) for one in root.iter()} | {f"@{name}" for one in root.iter("*") for name in one.attrib}
    return len(root.xpath("//*[@class='Z3988']")), names  # type: ignore[arg-type]


def _page(text: str) -> Seen:
    root = html.document_fromstring(text)
    names = {str(one.tag) for one in root.iter()} | {f"@{name}" for one in root.iter("*") for name in one.attrib}
    (data,) = [json.loads(one.text or "") for one in root.iter("script")]
    return _count(data)[0], names


def _iso2709(text: str) -> Seen:
    """Leader, directory, fields: every number in them has to be right."""
    data, count, tags = text.encode(), 0, set()
    while data:
        length, base = int(data[:5]), int(data[12:17])
        record, data = data[:length], data[length:]
        assert record.index(b"\x1d") == length - 1
        directory = record[24 : base - 1]
        assert len(directory) % 12 == 0
        for at in range(0, len(directory), 12):
            tag, size, start = directory[at : at + 3], int(directory[at + 3 : at + 7]), int(directory[at + 7 : at + 12])
            field = record[base + start : base + start + size]
            assert field.index(b"\x1e") == size - 1
            tags.add(tag.decode())
        count += 1
    return count, tags


def _template(text: str) -> Seen:
    """Templates of MediaWiki, which looks for comments first, then for the innermost braces."""
    bare = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    assert "<!--" not in bare
    assert "-->" not in bare
    inner = re.findall(r"\{\{((?:(?!\{\{|\}\}).)*)\}\}", bare, flags=re.DOTALL)
    assert bare.count("{{") == bare.count("}}") == len(inner)
    plain = re.sub(r"\[\[(?:(?!\]\]).)*\]\]|<nowiki>.*?</nowiki>", "", inner[0], flags=re.DOTALL)
    tags = {f"<{name}>" for name in re.findall(r"<(/?\w+)", re.sub("<nowiki>.*?</nowiki>", "", bare, flags=re.DOTALL))}
    return len(inner), {part.partition("=")[0].strip() for part in plain.split("|")[1:]} | tags


def _pipes(text: str) -> Seen:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inner = [one.type for token in tokens for one in token.children or () if one.type != "text"]
    kinds = {token.type for token in tokens} | set(inner)
    return sum(token.type == "tr_open" for token in tokens) - 1, kinds


FOREIGN: dict[str, Callable[[str], Seen]] = {
    "bibtex": _bibtex,
    "biblatex": _bibtex,
    "csl-jsonl": _lines_of_json,
    "csl-json": lambda text: _count(json.loads(text)),
    "csl-yaml": _yaml,
    "ris": _tagged(r"[A-Z][A-Z0-9]  -", "TY", "ER"),
    "medline-nbib": _tagged(r"[A-Z]{2,4} *-", "OID"),
    "refer": _tagged(r"%[0-9A-Z@!#$&()*+=>?\[\]^~]", "%0"),
    "endnote-xml": _xml("record"),
    "mods": _xml("mods"),
    "crossref-json": lambda text: _count(json.loads(text)),
    "crossref-xml": _xml("doi_record"),
    "datacite-json": lambda text: _count(json.loads(text)),
    "datacite-xml": _xml("resource"),
    "marcxml": _xml("record"),
    "marc": _iso2709,
    "cff": _yaml,
    "hayagriva": _keyed_yaml,
    "csv": _table(","),
    "tsv": _table("\t"),
    "jsonfeed": lambda text: (len(json.loads(text)["items"]), set()),
    "rss": _xml("item"),
    "schema-org": lambda text: _count(json.loads(text)),
    "codemeta": lambda text: _count(json.loads(text)),
    "coins": _spans,
    "zotero-rdf": _xml("itemType"),
    "html": _page,
    "word-bibliography-xml": _xml("Source"),
    "jats": _xml("ref"),
    "dublin-core": _xml("dc"),
    "wikipedia": _template,
    "markdown-table": _pipes,
}

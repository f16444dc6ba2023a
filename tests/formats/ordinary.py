"""Readers that are not ours: what another program finds in the ordinary places of each format.

Each takes a text with one item and returns the titles, the names and the dates that stand where such a program looks.
They are short on purpose: XPath, JSON paths and the lines of a specification, and nothing of `citelib`.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import lxml.etree as etree
from ruamel.yaml import YAML

Found = tuple[list[str], list[str], list[str]]
Reader = Callable[[str], Found]


def _xml(titles: str, names: str, dates: str) -> Reader:
    """A reader of XML by three XPaths of local names, ``a/b|c``."""

    def path(expression: str) -> str:
        return "|".join(
            "//" + "/".join(f"*[local-name()='{step}']" for step in one.split("/")) for one in expression.split("|")
        )

    def read(text: str) -> Found:
        root = etree.fromstring(text.encode())
        found = [["".join(node.itertext()) for node in root.xpath(path(one))] for one in (titles, names, dates)]
        return found[0], found[1], found[2]

    return read


def _deep(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _deep(one)
    elif isinstance(value, list):
        for one in value:
            yield from _deep(one)
    elif value is not None:
        yield str(value)


def _keys(titles: str, names: str, dates: str, load: Callable[[str], Any]) -> Reader:
    """A reader of nested data by the keys of the record, wherever the record stands."""

    def records(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            yield value
            for one in value.values():
                yield from records(one)
        elif isinstance(value, list):
            for one in value:
                yield from records(one)

    def read(text: str) -> Found:
        every = list(records(load(text)))
        found = [
            [one for record in every for key in keys.split() if key in record for one in _deep(record[key])]
            for keys in (titles, names, dates)
        ]
        return found[0], found[1], found[2]

    return read


def _tags(pattern: str, titles: str, names: str, dates: str) -> Reader:
    """A reader of lines that begin with a tag."""

    def read(text: str) -> Found:
        lines: list[tuple[str, str]] = []
        for line in text.splitlines():
            if match := re.fullmatch(pattern, line):
                lines.append((match[1], match[2]))
            elif lines and line.strip():
                lines[-1] = (lines[-1][0], f"{lines[-1][1]} {line.strip()}")
        found = [[value for tag, value in lines if tag in tags.split()] for tags in (titles, names, dates)]
        return found[0], found[1], found[2]

    return read


def _table(delimiter: str) -> Reader:
    def read(text: str) -> Found:
        row = next(csv.DictReader(io.StringIO(text), delimiter=delimiter))
        return [row.get("title", "")], [row.get("author", "")], [row.get("issued", "")]

    return read


def _template(text: str) -> Found:
    body = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    values = [(key, html.unescape(value)) for key, value in re.findall(r"\|\s*([\w-]+)\s*=([^|}]*)", body)]
    pick = [
        [value for key, value in values if re.fullmatch(pattern, key)]
        for pattern in ("title|chapter", r"(?:last|author)\d*", "date|year")
    ]
    return pick[0], pick[1], pick[2]


def _marc(text: str) -> Found:
    root = etree.fromstring(text.encode())

    def fields(tags: str, codes: str) -> list[str]:
        return [
            " ".join(one.text or "" for one in field if one.get("code") in codes)
            for field in root.iter("{*}datafield")
            if field.get("tag") in tags.split()
        ]

    return fields("245", "ab"), fields("100 110 111 700 710 711 720", "a"), fields("260 264", "c")


def _exchange(text: str) -> Found:
    found: dict[str, list[str]] = {}
    base = int(text[12:17])
    data = text.encode()
    for at in range(24, base - 1, 12):
        entry = text[at : at + 12]
        start, length = int(entry[7:]), int(entry[3:7])
        field = data[base + start : base + start + length - 1].decode()
        found.setdefault(entry[:3], []).append(re.sub("\x1f.", " ", field[2:]))
    names = [name for tag in ("100", "110", "700", "710") for name in found.get(tag, [])]
    return found.get("245", []), names, found.get("264", []) + found.get("260", [])


def _coins(text: str) -> Found:
    keys = parse_qs(html.unescape(re.search('title="([^"]*)"', text)[1]))  # type: ignore[index]
    pick = [
        [one for key in wanted.split() for one in keys.get(f"rft.{key}", [])]
        for wanted in ("title atitle btitle", "au aulast aucorp creator", "date")
    ]
    return pick[0], pick[1], pick[2]


def _pipes(text: str) -> Found:
    rows = [[html.unescape(cell).strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in text.splitlines()]
    row = {name.casefold(): cell.replace("\\|", "|") for name, cell in zip(rows[0], rows[2], strict=True)}
    return [row.get("title", "")], [row.get("author", "")], [row.get("issued", "")]


def _frontless(text: str) -> Any:
    return list(YAML(typ="base", pure=True).load_all(text))


READERS: dict[str, Reader] = {
    "csl-json": _keys("title", "author", "issued", json.loads),
    "csl-jsonl": _keys("title", "author", "issued", json.loads),
    "csl-yaml": _keys("title", "author", "issued", _frontless),
    "ris": _tags(r"([A-Z][A-Z0-9])  - ?(.*)", "TI T1", "AU A1 A2 A3 A4", "PY Y1"),
    "medline-nbib": _tags(r"([A-Z]{2,4}) *- ?(.*)", "TI BTI", "AU FAU CN", "DP"),
    "refer": _tags(r"%(\S) (.*)", "T", "A E Y ?", "D"),
    "endnote-xml": _xml("titles/title", "contributors/*/author".replace("*/", "authors/"), "dates/year"),
    "mods": _xml("mods/titleInfo", "mods/name/namePart", "mods/originInfo/dateIssued"),
    "crossref-json": _keys("title", "author", "issued", json.loads),
    "crossref-xml": _xml(
        "titles/title", "contributors/person_name/surname|contributors/organization",
        "publication_date/year|posted_date/year|approval_date/year|review_date/year",
    ),
    "datacite-json": _keys("titles", "creators", "publicationYear", json.loads),
    "datacite-xml": _xml("titles/title", "creators/creator/creatorName", "publicationYear"),
    "marcxml": _marc,
    "marc": _exchange,
    "cff": _keys("title", "authors", "year date-released date-published", _frontless),
    "hayagriva": _keys("title", "author", "date", _frontless),
    "csv": _table(","),
    "tsv": _table("\t"),
    "schema-org": _keys("name headline", "author", "datePublished", json.loads),
    # JSON Feed has no place for a date without a day; the extension has it.
    "jsonfeed": _keys("title", "authors", "date_published issued", json.loads),
    "rss": _xml("item/title", "item/creator", "item/date"),
    "codemeta": _keys("name headline", "author", "datePublished", json.loads),
    "coins": _coins,
    "zotero-rdf": _xml("Description/title", "authors/Seq/li/Person/surname", "Description/date"),
    "word-bibliography-xml": _xml(
        "Source/Title", "Author/Author/NameList/Person/Last|Author/Author/Corporate", "Source/Year"
    ),
    "jats": _xml(
        "article-title|source|chapter-title|data-title",
        "person-group/name/surname|person-group/collab",
        "element-citation/year",
    ),
    "dublin-core": _xml("dc/title", "dc/creator", "dc/date"),
    "wikipedia": _template,
    "markdown-table": _pipes,
}  # fmt: skip
"""By the name of the format."""

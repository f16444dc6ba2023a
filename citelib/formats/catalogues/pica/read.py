r"""Records of PICA+ in each of the forms in which they are exchanged.

>>> [field.tag for record in _of_text("003@ $01\n021A $aA$$B\n\n003@ $02\n") for field in record]
['003@', '021A', '003@']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.catalogues.marc.read import record_items
from citelib.formats.catalogues.pica.fields import PicaField, from_pica, is_authority
from citelib.formats.format import Record, Source
from citelib.formats.json_yaml.json_values import json_values
from citelib.formats.xml.elements import line_of, xml_records

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read"]

_LINE: Final = re.compile(r"(0[0-9]{2}[A-Z@])(?:/[0-9]{2,3})?\s+([$ƒ\x1f])(.*)", re.DOTALL)
_DOLLAR: Final = "\ufdd0"
"""Stands for a dollar sign that is not a mark of a subfield; text has no such character."""


def read(source: Source) -> Iterator[Record]:
    """Yield the works."""
    start = source.head().lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        found: list[Diagnostic] = []
        for node in xml_records(source, "pica", {"record"}, found.append):
            for one in node.iter("record"):
                # Answers of SRU wrap the record in one of the same name.
                if one.find("recordData") is None and (fields := _of_element(one)):
                    yield from _items(fields, line_of(one))
        yield from found
        return
    if start == "[":
        yield from _read_json(source)
        return
    for fields in _of_text(source.read_text()):
        yield from _items(fields, None)


def _items(fields: list[PicaField], line: int | None) -> Iterator[Record]:
    if is_authority(fields):
        message = "this is the record of a person, a body or a subject, and of no work"
        yield Diagnostic("warning", "pica-authority", message, line=line, hint="ask the catalogue for titles")
    else:
        yield from record_items(from_pica(fields, line))


def _of_element(node: Element) -> list[PicaField]:
    """The fields of a record of ``picaXML`` or ``ppxml``."""
    return [
        PicaField(tag, [(str(part.get("code") or part.get("id")), part.text or "") for part in one])
        for one in node.iter("datafield", "tag")
        if (tag := one.get("tag") or one.get("id") or "").startswith("0")
    ]


def _of_text(text: str) -> Iterator[list[PicaField]]:
    """The records of plain text or of the normalised form, in which each is a line."""
    for chunk in re.split("\x1d|\n(?=0[^\n\x1e]*\x1e)" if "\x1e" in text else r"\n[ \t]*\n", text.replace("\r", "")):
        found = [match for line in re.split("[\x1e\n]", chunk) if (match := _LINE.match(line.strip(" ")))]
        fields = [PicaField(match[1], _subfields(match[3], match[2])) for match in found]
        if any(field.tag in ("003@", "021A", "002@") for field in fields):
            yield fields


def _subfields(text: str, mark: str) -> list[tuple[str, str]]:
    parts = text.replace(mark * 2, _DOLLAR).split(mark)
    return [(part[0], part[1:].replace(_DOLLAR, mark)) for part in parts if part]


def _read_json(source: Source) -> Iterator[Record]:
    """The works of JSON, lists of tag, occurrence, and codes and values by turns: a list of them, or one a line."""
    rows: list[Any] = []
    line: int | None = None
    for value in json_values(source, "pica"):
        if isinstance(value, Diagnostic):
            yield value
            continue
        is_field = value.in_array and isinstance(value.value, list) and value.value and isinstance(value.value[0], str)
        if is_field:  # the outermost array is a record
            line = line if rows else value.line
            rows.append(value.value)
            continue
        if rows:
            yield from _items(_of_rows(rows), line)
            rows = []
        if fields := _of_rows(value.value):
            yield from _items(fields, value.line)
        else:
            yield Diagnostic("error", "pica-no-record", "this value is not a record of PICA+", line=value.line)
    if rows:
        yield from _items(_of_rows(rows), line)


def _of_rows(rows: Any) -> list[PicaField]:
    rows = rows.get("record", ()) if isinstance(rows, Mapping) else rows
    rows = rows if isinstance(rows, list) else ()
    fields = [row for row in rows if isinstance(row, list) and len(row) > 3 and str(row[0]).startswith("0")]
    return [
        PicaField(row[0], [(str(code), str(value)) for code, value in zip(row[2::2], row[3::2], strict=False)])
        for row in fields
    ]

r"""MARC as catalogues and programs show it to librarians: a line a field, the leader first.

Sources: the MARC display of Innovative's catalogues (``LEADER``, subfields behind ``|``, long fields continued on
indented lines); ruby-marc (``LEADER``, subfields behind `` $a ``); the line format of Index Data's ``yaz-marcdump``,
whose leader has no name.

>>> text = "LEADER 00000nam  2200000 a 4500\n001    x1\n245 10 A map :|bof\n       roads /|cAda Roa.\n"
>>> (record,) = displayed_records(text)
>>> record.control, record.fields[0].subfields
({'001': ['x1']}, [('a', 'A map :'), ('b', 'of roads /'), ('c', 'Ada Roa.')])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citelib.formats.catalogues.marc.record import MarcField, MarcRecord, field_value

__all__ = ["displayed_records", "is_displayed"]

_LEADER: Final = re.compile(r"(?:(?:LEADER|LDR|000)[ \t]+)?([0-9]{5}[a-z][a-z][a-z ][ a-z0-9#|].{3,16})")
_FIRST: Final = re.compile(rf"\ufeff?\s*{_LEADER.pattern}\n[ \t]*\n?[0-9]{{3}}[ \t]")
_CONTROL: Final = re.compile(r"(00[1-9])[ \t]+(.*)")
_FIELD: Final = re.compile(r"([0-9]{3})[ \t]([0-9 _#\\])([0-9 _#\\])[ \t]?(.*)")
_CONTINUED: Final = re.compile(r"(?: {3,}|\t)(?=\S)")
_SUBFIELDS: Final = (
    re.compile(r"(?<!\S)[$‡ǂ]([0-9a-z])(?!\S)"),
    re.compile(r"[|‡ǂ]([0-9a-z])"),
    re.compile(r"\$([0-9a-z])"),
)
"""What stands in front of a subfield; the first kind that a field has is meant."""
_OF_TITLES: Final = tuple(re.compile(one.pattern.replace("[0-9a-z]", "[a-z68]")) for one in _SUBFIELDS)
"""The same in titles, which have no other subfields with digits, so that a price in them stays a price."""


def is_displayed(text: str) -> bool:
    """Whether a text begins with a leader and a field."""
    return _FIRST.match(text) is not None


def displayed_records(text: str) -> Iterator[MarcRecord]:
    """The records of a text, each of which begins with its leader."""
    record: MarcRecord | None = None
    lines: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if match := _LEADER.fullmatch(line.strip()):
            if record is not None:
                yield _filled(record, lines)
            record, lines = MarcRecord(match[1].replace("#", " "), line=number), []
        elif lines and (found := _CONTINUED.match(line)):
            lines[-1] += f" {line[found.end() :]}"
        elif line.strip():
            lines.append(line)
    if record is not None:
        yield _filled(record, lines)


def _filled(record: MarcRecord, lines: list[str]) -> MarcRecord:
    """The record with its fields."""
    for line in lines:
        if match := _CONTROL.fullmatch(line):
            record.control.setdefault(match[1], []).append(match[2])
        elif match := _FIELD.fullmatch(line):
            indicators = re.sub(r"[_#\\]", " ", match[2] + match[3])
            record.fields.append(MarcField(match[1], indicators, _subfields(match[1], match[4])))
    return record


def _subfields(tag: str, content: str) -> list[tuple[str, str]]:
    """Pairs of code and value; what stands in front of the first sign is subfield a."""
    signs = _OF_TITLES if tag.startswith("2") else _SUBFIELDS
    sign = next((one for one in signs if one.search(content)), signs[0])
    first, *parts = sign.split(content)
    pairs = [("a", first), *zip(parts[::2], parts[1::2], strict=True)]
    return [(code, field_value(text)) for code, text in pairs if text.strip()]

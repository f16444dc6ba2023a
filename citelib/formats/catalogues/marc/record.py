r"""MARC records as data, from XML and from the exchange form of ISO 2709.

>>> leader, directory = "00053nam a2200037 a 4500", "245001500000\x1e"
>>> (record,) = exchange_records(f"{leader}{directory}10\x1faA map /\x1fcX\x1e\x1d".encode())
>>> record.fields[0].subfields
[('a', 'A map /'), ('c', 'X')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from citelib.formats.kit.lines import one_line
from citelib.formats.xml.elements import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = [
    "MarcField",
    "MarcRecord",
    "exchange_records",
    "exchange_text",
    "field_value",
    "parse_field",
    "write_field",
    "xml_record",
]

_TAG: Final = re.compile("[0-9A-Z]{3}")


@attrs.define
class MarcField:
    """A data field: tag, two indicators and subfields as pairs of code and value."""

    tag: str
    indicators: str
    subfields: list[tuple[str, str]]

    def all(self, codes: str) -> list[str]:
        """Values of the subfields with one of the codes, in the order of the field."""
        return [value for code, value in self.subfields if code in codes and value]

    def first(self, codes: str) -> str:
        """Value of the first subfield with one of the codes, in the order of `codes`; else empty."""
        for code in codes:
            for own, value in self.subfields:
                if own == code and value:
                    return value
        return ""


@attrs.define
class MarcRecord:
    """A leader, control fields by tag, and data fields."""

    leader: str = ""
    control: dict[str, list[str]] = attrs.Factory(dict)
    fields: list[MarcField] = attrs.Factory(list)
    line: int | None = None
    is_damaged: bool = False
    """Whether some of its bytes are not in its encoding."""

    def all(self, *tags: str) -> list[MarcField]:
        """Fields with one of the tags, tag by tag."""
        return [field for tag in tags for field in self.fields if field.tag == tag]

    def fixed(self, tag: str) -> str:
        """Value of the first control field with a tag; else empty."""
        return next(iter(self.control.get(tag, ())), "")

    def first(self, tag: str, codes: str) -> str:
        """Value of the first such subfield of any field of that tag; else empty."""
        return next((value for field in self.all(tag) if (value := field.first(codes))), "")


_SORTING: Final = re.compile("[\x88\x89\x98\x9c]")
"""Control characters around words that are passed over in sorting, such as the article of a title."""


def field_value(text: str) -> str:
    """The value of a subfield, on one line and without marks for sorting."""
    return one_line(_SORTING.sub("", text))


def xml_record(node: Element) -> MarcRecord:
    """The record of a ``record`` element."""
    record = MarcRecord(line=line_of(node))
    for one in node:
        tag = one.get("tag") or ""
        if one.tag == "leader":
            record.leader = one.text or ""
        elif one.tag == "controlfield" and tag:
            record.control.setdefault(tag, []).append((one.text or "").strip("\r\n"))
        elif one.tag == "datafield" and _TAG.fullmatch(tag):
            indicators = f"{(one.get('ind1') or ' ')[:1]}{(one.get('ind2') or ' ')[:1]}"
            subfields = [
                ((child.get("code") or "a")[:1], field_value("".join(map(str, child.itertext()))))
                for child in one
                if child.tag == "subfield"
            ]
            record.fields.append(MarcField(tag, indicators, subfields))
    return record


def exchange_records(data: bytes) -> Iterator[MarcRecord]:
    """The records of a file in the exchange form; what cannot be one is an empty record.

    Fields are counted rather than found by their offsets, which are wrong in many files that have been converted.
    """
    start = 0
    while start < len(data):
        end = data.find(b"\x1d", start)
        end = len(data) if end < 0 else end
        chunk = data[start:end].lstrip(b"\r\n\t \x00\x1a")
        start = end + 1
        if chunk:
            yield _exchange_record(chunk)


def _exchange_record(data: bytes) -> MarcRecord:
    head, _, rest = data.partition(b"\x1e")
    match = re.search(rb"[0-9A-Z]{3}(?:[0-9]{9})?(?:[0-9A-Z]{3}[0-9]{9})*$", head[24:])
    if len(head) < 24 or match is None:
        return MarcRecord()
    leader = head[:24].decode("latin-1")
    directory = head[24:].decode("latin-1")
    entries = [directory[at : at + 12] for at in range(0, len(directory) - 11, 12)]
    if all(entry[3:].isdecimal() for entry in entries):
        entries.sort(key=lambda entry: int(entry[7:]))
    record = MarcRecord(leader)
    decode, record.is_damaged = _decoder(rest, is_utf8=leader[9] == "a")
    for entry, content in zip(entries, rest.split(b"\x1e"), strict=False):
        text, tag = decode(content), entry[:3]
        if "\x1f" not in text:
            record.control.setdefault(tag, []).append(text)
        elif _TAG.fullmatch(tag):
            indicators, *parts = text.split("\x1f")
            subfields = [(part[0], field_value(part[1:])) for part in parts if part]
            record.fields.append(MarcField(tag, indicators.ljust(2)[:2], subfields))
    return record


def _decoder(data: bytes, *, is_utf8: bool) -> tuple[Callable[[bytes], str], bool]:
    r"""How the text of a record is decoded, and whether some of it cannot be.

    The leader says UTF-8 or not, and many are wrong: text that is UTF-8 is read so, and text that cannot be is in
    MARC-8 if its accents stand in front of their letters. A few wrong bytes among many right ones cost only themselves.

    >>> decode, is_damaged = _decoder(b"Genevi\xe1eve", is_utf8=True)
    >>> decode(b"Genevi\xe1eve"), is_damaged
    ('Geneviève', False)
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _utf8, False
    characters = _MULTIBYTE.findall(data)
    if len(characters) > len(_MULTIBYTE.sub(b"", data).translate(None, _ASCII)):
        return _utf8, True
    if not is_utf8 or _has_marks_in_front(data):
        return _unless_utf8(_ansel), False
    return _unless_utf8(lambda part: part.decode("cp1252", "replace")), False


def _utf8(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _unless_utf8(decode: Callable[[bytes], str]) -> Callable[[bytes], str]:
    """Fields that have been added later may be in UTF-8 although the others are not."""

    def by_field(data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return decode(data)

    return by_field


def _has_marks_in_front(data: bytes) -> bool:
    """Whether every accent is followed by its letter, and most of these are the usual ones of Western Europe."""
    followers: list[bytes] = re.findall(rb"[\xe0-\xfe]+([A-Za-z]?)", data)
    letters = [_ansel(pair) for pair in re.findall(rb"[\xe0-\xfe][A-Za-z]", data)]
    usual = sum(len(one) == 1 and "\xc0" <= one <= "\xff" for one in letters)
    return all(followers) and usual * 2 > len(followers)


_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII: Final = bytes(range(0x80))


def exchange_text(record: MarcRecord) -> tuple[str, bool]:
    """A record in the exchange form in UTF-8, and whether its lengths fit into their digits.

    A field may have 9,999 bytes and a record 99,999; where more is written, readers that count separators rather than
    bytes still read all of it.

    >>> record = MarcRecord("     nam a22     uc 4500", {"001": ["a"]}, [MarcField("245", "00", [("a", "Über")])])
    >>> text, fits = exchange_text(record)
    >>> text[:24], fits, next(exchange_records(text.encode())).fields == record.fields
    ('00062nam a2200049uc 4500', True, True)
    """
    contents = [(tag, _SEPARATORS.sub(" ", value)) for tag, values in record.control.items() for value in values]
    for field in record.fields:
        subfields = "".join(f"\x1f{code}{_SEPARATORS.sub(' ', value)}" for code, value in field.subfields)
        contents.append((field.tag, f"{field.indicators}{subfields}"))
    directory = body = ""
    start = 0
    fits = True
    for tag, content in contents:
        text = f"{content}\x1e"
        length = len(text.encode("utf-8", "replace"))
        fits &= length <= _LONGEST_FIELD
        directory += f"{tag}{min(length, _LONGEST_FIELD):04}{min(start, _LONGEST_RECORD):05}"
        body += text
        start += length
    base = 24 + len(directory) + 1
    total = base + start + 1
    fits &= total <= _LONGEST_RECORD
    leader = record.leader.ljust(24)
    head = f"{min(total, _LONGEST_RECORD):05}{leader[5:12]}{min(base, _LONGEST_RECORD):05}{leader[17:24]}"
    return f"{head}{directory}\x1e{body}\x1d", fits


_SEPARATORS: Final = re.compile("[\x1d-\x1f]")
_LONGEST_FIELD: Final = 9_999
_LONGEST_RECORD: Final = 99_999


_LETTERS: Final = dict(
    zip(
        b"\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbc\xbd"
        b"\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8",
        "ŁØĐÞÆŒʹ·♭®±ƠƯʼʻłøđþæœʺı£ðơư°ℓ℗©♯¿¡ß€",
        strict=True,
    )
)
_MARKS: Final = dict(
    zip(
        range(0xE0, 0xFF),
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315\u030b\u0310\u0327\u0328"
        "\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23\u0000\u0313\u0338",
        strict=False,
    )
)
"""Combining characters, which stand in front of their letter."""


def _ansel(data: bytes) -> str:
    """Text in the Latin part of MARC-8; escapes to other scripts are left as they are."""
    text: list[str] = []
    marks: list[str] = []
    for byte in data:
        if byte in _MARKS:
            marks.append(_MARKS[byte])
            continue
        text.append(chr(byte) if byte < 0x80 else _LETTERS.get(byte, chr(byte)))
        text += marks
        marks.clear()
    return unicodedata.normalize("NFC", "".join(text).replace("\x00", ""))


def write_field(field: MarcField) -> str:
    """A field without its tag, with ``#`` for a blank indicator and MarcEdit's ``{dollar}``.

    >>> write_field(MarcField("504", "0 ", [("a", "Costs $5.")]))
    '0#$aCosts {dollar}5.'
    """
    return field.indicators.replace(" ", "#") + "".join(
        f"${code}{value.replace('$', '{dollar}')}" for code, value in field.subfields
    )


def parse_field(tag: str, text: str) -> MarcField | None:
    """The inverse of `write_field`, or None."""
    indicators, *parts = text.split("$")
    if not _TAG.fullmatch(tag) or len(indicators) != 2 or not parts or not all(parts):
        return None
    return MarcField(
        tag, indicators.replace("#", " "), [(part[0], part[1:].replace("{dollar}", "$")) for part in parts]
    )

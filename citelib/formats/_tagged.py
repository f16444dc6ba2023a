r"""Formats made of lines that begin with a tag: RIS, MEDLINE, refer, Web of Science and their kin.

>>> from citelib.formats.format import Source
>>> import re
>>> text = "TY  - BOOK\nTI  - A long\n  title\nER  - \n"
>>> for record in tagged_records(Source(text), re.compile(r"([A-Z][A-Z0-9])  -(.*)"), starts={"TY"}, ends={"ER"}):
...     print(record.line, [(field.tag, field.text) for field in record.fields])
1 [('TY', 'BOOK'), ('TI', 'A long title')]
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import count

import attrs

from citelib.formats.format import Source

__all__ = ["Field", "TaggedRecord", "lines_of", "one_line", "tagged_records"]


@attrs.define
class Field:
    """A tag and the lines that belong to it."""

    tag: str
    line: int
    lines: list[str]

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines).strip() if len(self.lines) > 1 else self.lines[0]


@attrs.define
class TaggedRecord:
    """The fields of one record.

    `stray` holds text in front of the first tag, with its line; `is_closed` says whether the record had its end tag.
    """

    line: int
    fields: list[Field] = attrs.Factory(list)
    stray: list[tuple[int, str]] = attrs.Factory(list)
    is_closed: bool = False

    def first(self, *tags: str) -> str:
        """Text of the first field that has one of the tags, in the order of the tags; else empty."""
        for tag in tags:
            for field in self.fields:
                if field.tag == tag and field.text:
                    return field.text
        return ""


def tagged_records(
    source: Source,
    tag: re.Pattern[str],
    *,
    starts: Container[str] = (),
    ends: Container[str] = (),
    blank_ends: bool = False,
    repeat_ends: bool = False,
) -> Iterator[TaggedRecord]:
    """The records of a text, with at least one field or stray line each.

    Args:
        source: The input.
        tag: Pattern of a whole line that begins a field: its first group is the tag, its second the text.
        starts: Tags that begin a record.
        ends: Tags that end one.
        blank_ends: Whether a blank line ends one.
        repeat_ends: Whether a second field of a tag in `starts` is needed to begin the next record, so that others
            may stand in front of it.

    """
    limit = source.limits.field_size
    record = TaggedRecord(1)
    size = 0
    for number, line in zip(count(1), source.lines(), strict=False):
        match = tag.fullmatch(line)
        if match is None:
            text = line.strip()
            if not text:
                if blank_ends and record.fields:
                    yield record
                    record = TaggedRecord(number + 1)
            elif record.fields:
                size += len(text)
                if size > limit:
                    source.limits.check("field_size", size, f"the field {record.fields[-1].tag}")
                record.fields[-1].lines.append(text)
            else:
                record.stray.append((number, text))
            continue
        name, text = match[1], match[2].strip()
        size = len(text)
        if size > limit:
            source.limits.check("field_size", size, f"the field {name}")
        if name in ends:
            if record.fields:
                record.is_closed = True
                yield record
                record = TaggedRecord(number + 1)
            continue
        if name in starts and record.fields and (not repeat_ends or any(field.tag == name for field in record.fields)):
            yield record
            record = TaggedRecord(number)
        if not record.fields:
            record.line = number
        record.fields.append(Field(name, number, [text]))
    if record.fields or record.stray:
        yield record


def one_line(text: str) -> str:
    """The text with all white space as single spaces, so that it cannot begin another field."""
    return " ".join(text.split())


def lines_of(text: str, tag: re.Pattern[str], indent: str = "") -> list[str]:
    """The lines of a long text; a line that looks like a field is set behind the one before it."""
    lines: list[str] = []
    for line in re.split(r"[\r\n]+", text):
        if not (line := one_line(line)):
            continue
        if lines and tag.fullmatch(line):
            lines[-1] += f" {line}"
        else:
            lines.append(indent + line if lines else line)
    return lines

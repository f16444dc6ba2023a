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
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_name, split_names
from citelib.formats.kit.values import put_serial, put_value
from citelib.model import Block, Item, Name
from citelib.model.vocabulary import NAME_VARIABLES

__all__ = [
    "Field",
    "Special",
    "TaggedRecord",
    "fill",
    "items_of",
    "lines_of",
    "read_serial",
    "stray",
    "tagged_records",
    "written_records",
]


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
    _texts: dict[str, list[str]] | None = attrs.field(default=None, init=False, eq=False, repr=False)
    _before: dict[int, str] | None = attrs.field(default=None, init=False, eq=False, repr=False)

    @property
    def texts(self) -> Mapping[str, list[str]]:
        """Texts of the fields by tag, but empty ones; the record must be complete."""
        # Asked for often: in a record of many fields, a search each time would not be linear.
        if self._texts is None:
            self._texts = {}
            for field in self.fields:
                if text := field.text:
                    self._texts.setdefault(field.tag, []).append(text)
        return self._texts

    def tag_before(self, field: Field) -> str:
        """Tag of the field in front of one; empty for the first. The record must be complete."""
        if self._before is None:
            pairs = zip(self.fields, self.fields[1:], strict=False)
            self._before = {id(after): before.tag for before, after in pairs}
        return self._before.get(id(field), "")

    def all(self, tag: str) -> list[str]:
        """Texts of the fields that have the tag."""
        return self.texts.get(tag, [])

    def first(self, *tags: str) -> str:
        """Text of the first field that has one of the tags, in the order of the tags; else empty."""
        texts = self.texts
        for tag in tags:
            if tag in texts:
                return texts[tag][0]
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
    begun, has_others = set[str](), False
    fullmatch = tag.fullmatch
    for number, line in zip(count(1), source.lines(), strict=False):
        match = fullmatch(line)
        if match is None and line.startswith("\ufeff"):
            line = line.lstrip("\ufeff")  # files that were set one behind the other
            match = fullmatch(line)
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
        name, text = match[1], (match[2] or "").strip()
        size = len(text)
        if size > limit:
            source.limits.check("field_size", size, f"the field {name}")
        if name in ends:
            if record.fields:
                record.is_closed = True
                yield record
                record = TaggedRecord(number + 1)
            continue
        if not record.fields:
            begun, has_others = set[str](), False
        if name not in starts:
            has_others = True
        else:
            # Two start tags in a row are one start.
            if has_others and (not repeat_ends or name in begun):
                yield record
                record = TaggedRecord(number)
                begun, has_others = set(), False
            begun.add(name)
        if not record.fields:
            record.line = number
        record.fields.append(Field(name, number, [text]))
    if record.fields or record.stray:
        yield record


def written_records(
    records: Iterable[Iterable[tuple[str, str]]], field: str, tag: re.Pattern[str] | None = None, end: str = ""
) -> Iterator[str]:
    r"""The text of records, with an empty line between them; fields without a value are left out.

    No value, whatever it holds, ends its field or its record.

    Args:
        records: The fields of each: tag and value.
        field: Form of a line.
        tag: Form of a line that begins a field, if values may have several lines.
        end: The line that ends a record.

    >>> list(written_records([[("TY", "BOOK"), ("TI", "")], [("TY", "JOUR")]], "{} - {}\n"))
    ['TY - BOOK\n', '\nTY - JOUR\n']
    """
    between = ""
    for fields in records:
        yield between + "".join(field.format(name, _bounded(value, tag)) for name, value in fields if value) + end
        between = "\n"


def _bounded(value: str, tag: re.Pattern[str] | None) -> str:
    if len(value.splitlines()) < 2 and value.rstrip("\r\n") == value:
        return value
    return one_line(value) if tag is None else "\n".join(lines_of(value, tag))


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


def placed(draft: Draft, id: str | None) -> Iterator[Record]:
    """What a draft has to report, where its record stands, and the item.

    Args:
        draft: The draft.
        id: What the record says of its id.
    """
    for one in draft.records(id):
        if isinstance(one, Item):
            yield Block(draft.format, "place", "", one, draft.line)
        yield one


Special = Callable[[Draft, TaggedRecord, Field], None]
"""Reads a tag whose meaning depends on its value or on other tags."""


def fill(
    draft: Draft,
    record: TaggedRecord,
    meaning: Mapping[str, str],
    special: Mapping[str, Special | None],
    name: Callable[[str], Name] = read_name,
) -> None:
    """Put the fields of a record into a draft.

    Args:
        draft: The item in the making.
        record: The record.
        meaning: Variable of each tag that means one thing.
        special: What else to do with a tag; None for those that are read elsewhere. Tags in neither are kept.
        name: Reads a name.
    """
    for field in record.fields:
        tag, text = field.tag, one_line(field.text)
        if not text:
            continue
        if tag in special:
            if (function := special[tag]) is not None:
                function(draft, record, field)
        elif (variable := meaning.get(tag)) is None:
            draft.keep(tag, text)
        elif variable in NAME_VARIABLES:
            draft.add(variable, map(name, split_names(text)))
        elif variable == "keyword":
            draft.add_keyword(text)
        elif variable == "note":
            draft.append(variable, text, "\n")
        else:
            put_value(draft, variable, tag, text)


def read_serial(draft: Draft, _: TaggedRecord, field: Field) -> None:
    """Read a field that holds ISBNs or ISSNs."""
    put_serial(draft, field.tag, one_line(field.text))


_ORNAMENT: Final = re.compile(
    r"[-=_*#\s]*|[0-9]+[.)]?|(?:Provider|Database|Content): .*|Record #?[0-9]+ of [0-9]+"
    r"|Link to the .*: https?://.*|This file was created with .*|Encoding: [\w-]+"
)
"""Rules, the number of a record, and what databases say of a file."""


def stray(record: TaggedRecord, format: str) -> Iterator[Diagnostic]:
    """A diagnostic for each line outside of any record that is more than an ornament."""
    for line, text in record.stray:
        if not _ORNAMENT.fullmatch(text):
            shown = text if len(text) < 60 else text[:59] + "…"
            yield Diagnostic("warning", f"{format}-stray", f"{shown!r} is outside of any record", line=line)


def items_of(
    source: Source, tag: re.Pattern[str], format: str, item: Callable[[TaggedRecord], Iterator[Record]], **bounds: Any
) -> Iterator[Record]:
    """What a format reads whose records need nothing but their fields.

    Args:
        source: The file.
        tag: As for `tagged_records`.
        format: Name of the format.
        item: Reads a record that has fields.
        bounds: Where records begin and end, as for `tagged_records`.
    """
    for record in tagged_records(source, tag, **bounds):
        yield from stray(record, format)
        if record.fields:
            yield from item(record)

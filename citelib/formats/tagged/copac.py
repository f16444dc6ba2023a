r"""COPAC records, the union catalogue of British research libraries, with tags like ``TI- Title``.

Source of the tags: COPAC's downloads. Place and publisher stand in one tag (``PU- London : Press``), as do series and
number; libraries and document types are kept in ``custom`` as ``copac:TAG``.

>>> from citelib.formats.exchange import loads
>>> loads("TI- Real time systems\nAU- Tebbs, David\nPU- London : Press\nPY- 1977\n", "copac")["tebbs1977real"].publisher
'Press'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.lines import one_line
from citelib.formats.tagged.records import Field, Special, TaggedRecord, fill, read_serial, stray, tagged_records

__all__ = ["COPAC"]

FIELDS: Final = {
    "AU": "author", "PY": "issued", "NT": "note", "KW": "keyword", "LA": "language", "ED": "edition",
    "UR": "URL", "AB": "abstract",
}  # fmt: skip
_TAG: Final = re.compile(r"([A-Z]{2})- ?(.*)")


def read(source: Source) -> Iterator[Record]:
    """Yield the records; each begins with its title."""
    for record in tagged_records(source, _TAG, starts={"TI"}, repeat_ends=True):
        yield from stray(record, "copac")
        if record.fields:
            draft = Draft("copac", record.line)
            draft.type = "book"
            fill(draft, record, FIELDS, _SPECIAL)
            yield from draft.records()


def _publisher(draft: Draft, _: TaggedRecord, field: Field) -> None:
    place, colon, publisher = one_line(field.text).rpartition(" : ")
    draft.put("publisher", publisher, key=field.tag)
    draft.put("publisher-place", place if colon else "", key=field.tag)


def _series(draft: Draft, _: TaggedRecord, field: Field) -> None:
    title, _semicolon, number = one_line(field.text).partition(" ; ")
    draft.put("collection-title", title, key=field.tag)
    draft.put("collection-number", re.sub(r"^(?:no|nr|vol|v)\.\s*", "", number, flags=re.IGNORECASE), key=field.tag)


def _extent(draft: Draft, _: TaggedRecord, field: Field) -> None:
    pages = re.search(r"([0-9]+)\s*p\b", field.text)
    draft.put("number-of-pages", pages[1] if pages else "")
    draft.keep(field.tag, one_line(field.text))


def _title(draft: Draft, _: TaggedRecord, field: Field) -> None:
    draft.put("title", one_line(field.text).replace(" : ", ": "), key=field.tag)


_SPECIAL: Final[dict[str, Special | None]] = {
    "TI": _title,
    "PU": _publisher,
    "SE": _series,
    "PD": _extent,
    "IS": read_serial,
}


def sniff(text: str) -> float:
    """Sure of a title behind which an author or a library stands; the tags are shared with other formats."""
    tags = re.findall(r"^([A-Z]{2})- ", text[:20_000], re.MULTILINE)
    return 0.85 if tags[:1] == ["TI"] and {"HL", "DT", "PU"} & set(tags) else 0.0


COPAC: Final = Format(
    "copac",
    "COPAC",
    sniff=sniff,
    read=read,
    note="downloads of the British union catalogue COPAC",
)
"""COPAC."""

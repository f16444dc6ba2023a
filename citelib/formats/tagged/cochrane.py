r"""The text export of the Cochrane Library: tags of two or three letters with a colon, after «Record #1 of 3».

>>> from citelib.formats.exchange import loads
>>> loads("Record #1 of 1\nID: CN-1\nAU: Hol RT\nTI: A trial\nSO: Lancet\nYR: 2004\n")["CN-1"].author
(Name(family='Hol', given='R. T.'),)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from citelib.formats.format import Format, Record, Source
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.names import read_name, with_dots
from citelib.formats.tagged.records import Field, Special, TaggedRecord, fill, items_of, read_serial
from citelib.model import Name
from citelib.model.names import is_body

__all__ = ["COCHRANE"]

FIELDS: Final[Mapping[str, str]] = {
    "AU": "author", "TI": "title", "SO": "container-title", "YR": "issued", "VL": "volume", "NO": "issue",
    "PG": "page", "DOI": "DOI", "AB": "abstract", "PB": "publisher", "LA": "language",
    "US": "URL",
}  # fmt: skip
_TAG: Final = re.compile(r"([A-Z]{2,3}): ?(.*)")


def read(source: Source) -> Iterator[Record]:
    """Yield the records."""
    return items_of(source, _TAG, "cochrane", _item, starts=("ID",), blank_ends=True)


def _item(record: TaggedRecord) -> Iterator[Record]:
    draft = Draft("cochrane", record.line)
    draft.type = "article-journal" if record.first("SO") else "document"
    fill(draft, record, FIELDS, _SPECIAL, _name)
    yield from draft.records(record.first("ID"))


def _name(text: str) -> Name:
    """The family name comes first, with or without a comma, and the given names are initials or written out.

    >>> [(name.family, name.given) for name in map(_name, ("Roa AB", "Van Vu Ada B", "Lindt i Roa Bo"))]
    [('Roa', 'A. B.'), ('Van Vu', 'Ada B.'), ('Lindt i Roa', 'Bo')]
    """
    name = read_name(text)
    if name.literal and not is_body(text) and (match := _FAMILY_FIRST.fullmatch(text)):
        name = Name(match[1], match[2])
    return with_dots(name)


_WORD: Final = r"[^\W\d_][\w'’.-]*"
_FAMILY_FIRST: Final = re.compile(
    rf"((?:(?:van|von|de|da|do|dos|das|del|della|di|du|la|le|el|al|ten|ter|den|der) )*{_WORD}"
    rf"(?: (?:i|y|e|de|da) {_WORD})?) ({_WORD}(?: {_WORD}){{0,2}})",
    re.IGNORECASE,
)


def _keywords(draft: Draft, _: TaggedRecord, field: Field) -> None:
    for word in field.text.split(";"):
        draft.add_keyword(word.removesuffix("[checkword]"))


_SPECIAL: Final[Mapping[str, Special | None]] = {"ID": None, "SN": read_serial, "IS": read_serial, "KY": _keywords}


def sniff(text: str) -> float:
    """Sure of the line in front of a record and its number."""
    return 0.95 if re.search(r"^Record #[0-9]+ of [0-9]+\s*\n+ID: ", text[:5000], re.MULTILINE) else 0.0


COCHRANE: Final = Format("cochrane", "Cochrane Library text", sniff=sniff, read=read, note="trials and reviews as text")
"""The Cochrane Library."""

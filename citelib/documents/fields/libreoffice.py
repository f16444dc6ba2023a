"""LibreOffice's own bibliography marks, which hold the work as attributes.

>>> work = read({"identifier": "Doe99", "bibliography-type": "book", "title": "T", "author": "Doe, Jane"}).works[0]
>>> work.cite.key, next(iter(work.read())).type
('', 'book')
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from citelib.documents.fields.model import Field, FieldWork
from citelib.documents.model import CitedWork
from citelib.formats.kit.names import read_name
from citelib.model import Date, Item

__all__ = ["read"]

_TYPES: Final = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "conference": "paper-conference",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference", "journal": "article-journal",
    "manual": "report", "mastersthesis": "thesis", "phdthesis": "thesis", "proceedings": "book",
    "techreport": "report", "unpublished": "manuscript", "www": "webpage", "email": "personal_communication",
}  # fmt: skip
_TEXTS: Final = {
    "title": "title", "publisher": "publisher", "volume": "volume", "number": "issue", "pages": "page",
    "edition": "edition", "url": "URL", "isbn": "ISBN", "issn": "ISSN", "note": "note", "series": "collection-title",
    "address": "publisher-place", "chapter": "chapter-number", "identifier": "citation-key",
}  # fmt: skip


def read(attributes: Mapping[str, str]) -> Field:
    """What a mark cites.

    Args:
        attributes: Its attributes by local name.
    """
    handle = json.dumps(dict(sorted(attributes.items())))
    return Field("LibreOffice", works=(FieldWork(CitedWork("", 0), (handle,), lambda: [_item(attributes)]),))


def _item(attributes: Mapping[str, str]) -> Item:
    values: dict[str, Any] = {variable: attributes[name] for name, variable in _TEXTS.items() if attributes.get(name)}
    for name in ("journal", "booktitle"):
        if attributes.get(name):
            values["container-title"] = attributes[name]
    for name in ("school", "institution", "organizations"):
        if attributes.get(name):
            values.setdefault("publisher", attributes[name])
    for name in ("author", "editor"):
        if attributes.get(name):
            values[name] = [read_name(one.strip()) for one in re.split(r";|\band\b", attributes[name]) if one.strip()]
    if attributes.get("year"):
        values["issued"] = Date.parse(attributes["year"])
    kind = _TYPES.get(attributes.get("bibliography-type", ""), "document")
    return Item(attributes.get("identifier") or "mark", kind, values)

"""Which program or service a JSON record comes from, recognised by its keys, or whether it is CSL-JSON.

>>> kind_of({"id": "a", "type": "book"}), kind_of({"DOI": "10.1/x", "title": ["T"], "prefix": "10.1"})
('csl-json', 'crossref-json')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from citelib.formats.format import Record
from citelib.formats.json_yaml.crossref_json import TYPES, crossref_records
from citelib.formats.json_yaml.openalex import openalex_records
from citelib.formats.json_yaml.services import service_of, service_records
from citelib.formats.kit.datacite import datacite_record
from citelib.model.vocabulary import ITEM_TYPES

__all__ = ["foreign_records", "kind_of"]

_OPENALEX: Final = frozenset("authorships display_name publication_year publication_date primary_location ids".split())
_CROSSREF: Final = frozenset("prefix member indexed deposited reference-count is-referenced-by-count".split())


def kind_of(record: Mapping[str, Any]) -> str:
    """The name of the format of a record."""
    keys = record.keys()
    kind = record["type"] if isinstance(record.get("type"), str) else None
    if "itemData" in keys:
        return "csl-json"
    if isinstance(record.get("title"), list) and (keys & _CROSSREF or (kind in TYPES and "DOI" in keys)):
        return "crossref-json"
    if kind in TYPES and kind not in ITEM_TYPES and "DOI" in keys:
        return "crossref-json"
    is_openalex = str(record.get("id", "")).startswith("https://openalex.org/")
    if {"authorships", "display_name"} <= keys or (is_openalex and keys & _OPENALEX):
        return "openalex"
    attributes = record.get("attributes")
    if (isinstance(attributes, Mapping) and "titles" in attributes) or {"titles", "creators"} <= keys:
        return "datacite-json"
    return (None if kind in ITEM_TYPES and "id" in keys else service_of(record)) or "csl-json"


def _datacite(record: Mapping[str, Any], line: int | None) -> Iterator[Record]:
    attributes = record.get("attributes")
    return datacite_record(attributes if isinstance(attributes, Mapping) else record, "datacite-json", line)


_READERS: Final[Mapping[str, Callable[[Mapping[str, Any], int | None], Iterator[Record]]]] = {
    "crossref-json": crossref_records,
    "openalex": openalex_records,
    "datacite-json": _datacite,
}


def foreign_records(record: Mapping[str, Any], kind: str, line: int | None) -> Iterator[Record]:
    """The items of a record of another kind than CSL's."""
    reader = _READERS.get(kind)
    return reader(record, line) if reader is not None else service_records(record, kind, line)

"""DataCite JSON: works as DataCite's content negotiation and its REST interface give them.

Source of the keys: DataCite Metadata Schema 4.6. Related identifiers are relations; what has no relation of that name
stays in ``custom`` under ``datacite-json:relatedIdentifiers``.

>>> from citelib.formats.exchange import dumps, loads
>>> text = '{"doi": "10.5072/x", "titles": [{"title": "T"}], "types": {"resourceTypeGeneral": "Dataset"}}'
>>> item = loads(text, "datacite-json")["10.5072/x"]
>>> item.type, loads(dumps([item], "datacite-json"), "datacite-json")["10.5072/x"] == item
('dataset', True)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import OF_NAMES, Format, Record, Source, Writing
from citelib.formats.json_yaml.json_values import json_keys, json_text, json_values
from citelib.formats.kit.datacite import datacite_record, datacite_work
from citelib.formats.kit.nested import at, records_in
from citelib.model import Item

__all__ = ["DATACITE_JSON"]


def read(source: Source) -> Iterator[Record]:
    """Yield the works of DataCite JSON."""
    for value in json_values(source, "datacite-json"):
        if isinstance(value, Diagnostic):
            yield value
            continue
        for record in records_in(value.value, ("data",), ("items",), ("attributes",)):
            attributes = at(record, "attributes")
            work = attributes if isinstance(attributes, dict) else record
            if isinstance(work, dict):
                yield from datacite_record(work, "datacite-json", value.line)


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a JSON list of works.

    Args:
        items: Items.
    """
    separator = "[\n"
    for item in items:
        yield f"{separator}  {json_text(datacite_work(item))}"
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def sniff(text: str) -> float:
    """Sure of keys that only DataCite has."""
    found = json_keys(text, "resourceTypeGeneral creators publicationYear titles schemaVersion relatedIdentifiers")
    return 0.95 if found > 2 else 0.6 if found == 2 else 0.0


DATACITE_JSON: Final = Format(
    "datacite-json",
    "DataCite JSON",
    media_types=("application/vnd.datacite.datacite+json",),
    sniff=sniff,
    read=read,
    write=write,
    aliases=("datacite",),
    note="DataCite's metadata as JSON, with related identifiers",
    of_names=OF_NAMES,
)
"""DataCite JSON."""

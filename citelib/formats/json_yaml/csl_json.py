"""CSL-JSON: the items of CSL as JSON objects (``csl-data.json`` of CSL 1.0.2).

Read are arrays of items, single items, JSON Lines, wrappers (``{"items": […]}``, ``{"references": […]}``,
``{"citationItems": [{"itemData": …}]}``) and maps from id to item. Nothing is refused: what the schema does not allow
stays in `Item.custom` and is reported. JSON Lines, an item a line, are written by a format of their own.

Citelib's own data stand in ``custom``: relations under ``citelib:relations``.

>>> from citelib.formats.exchange import dumps, loads
>>> item = loads('{"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [["2019"]]}}', "csl-json")["a"]
>>> print(dumps([item], "csl-json"), end="")
[
  {"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[2019]]}}
]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal

from citelib.diagnostics import Diagnostic
from citelib.formats.format import OF_NAMES, Format, Record, Source, Writing
from citelib.formats.json_yaml.json_values import json_text, json_values, looks_like_json
from citelib.formats.kit.extra import with_note_fields
from citelib.formats.kit.ids import made_id
from citelib.model import Item, structure, unstructure
from citelib.model.vocabulary import ITEM_TYPES
from citelib.richtext.markup import KINDS

__all__ = ["CSL_JSON", "CSL_JSON_LINES", "csl_object", "csl_records"]

_Spelling = Literal["common", "csl"]
_WRAPPERS: Final = ("items", "references", "citationItems", "data")


def read(source: Source, *, note_fields: bool = True) -> Iterator[Record]:
    """Yield the items of CSL-JSON.

    Args:
        source: The input.
        note_fields: Whether lines ``variable: value`` of notes are read as variables, as CSL processors and Zotero do.
    """
    for value in json_values(source, "csl-json"):
        if isinstance(value, Diagnostic):
            yield value
        else:
            yield from csl_records(value.value, "csl-json", value.line, value.column, note_fields=note_fields)


def read_lines(source: Source, *, note_fields: bool = True) -> Iterator[Record]:
    """Yield the items of JSON Lines, of which there may be none; see `read`."""
    if source.head().strip():
        yield from read(source, note_fields=note_fields)


def csl_records(
    value: Any, format: str, line: int | None = None, column: int | None = None, *, note_fields: bool = True
) -> Iterator[Record]:
    """The items of a JSON value: of an item, a list of items, a wrapper or a map from id to item.

    Args:
        value: Dicts, lists and strings.
        format: Prefix of the codes of diagnostics.
        line: Where the value begins.
        column: Where the value begins.
        note_fields: Whether lines ``variable: value`` of notes are read.
    """
    if isinstance(value, Mapping) and not ("type" in value and not isinstance(value["type"], Mapping)):
        if isinstance(value.get("itemData"), Mapping):
            value = {"id": value.get("id"), **value["itemData"]}
        else:
            for key in _WRAPPERS:
                if isinstance(value.get(key), list):
                    value = value[key]
                    break
            else:
                if value and all(isinstance(one, Mapping) and "type" in one for one in value.values()):
                    value = [{"id": id, **one} for id, one in value.items()]
    if isinstance(value, Mapping):
        yield from _item(value, format, line, column, note_fields)
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, Mapping) and isinstance(one.get("itemData"), Mapping):
                one = {"id": one.get("id"), **one["itemData"]}
            if isinstance(one, Mapping):
                yield from _item(one, format, line, column, note_fields)
            else:
                yield _not_an_item(one, format, line, column)
    else:
        yield _not_an_item(value, format, line, column)


def _not_an_item(value: object, format: str, line: int | None, column: int | None) -> Diagnostic:
    text = repr(value)
    return Diagnostic("error", f"{format}-no-item", f"{text[:60]} is not an item", line=line, column=column)


def _item(
    record: Mapping[str, Any], format: str, line: int | None, column: int | None, note_fields: bool
) -> Iterator[Record]:
    from citelib.formats.json_yaml.kinds import foreign_records, kind_of
    from citelib.formats.json_yaml.named_fields import is_named, named_records, unwrapped

    record = unwrapped(record)
    if format == "csl-json" and (kind := kind_of(record)) != "csl-json":
        yield from foreign_records(record, kind, line)
        return
    if is_named(record):
        yield from named_records(record, format, line)
        return
    found: list[tuple[str, str]] = []
    # An item needs an id; a placeholder shows below that the record had none.
    item = structure(record, id=_UNNAMED, report=lambda code, message: found.append((code, message)))
    if item.id is _UNNAMED and not item.variables and "type" not in record:
        message = f"nothing in this object is known to CSL: {', '.join(map(repr, record))[:80]}"
        yield Diagnostic("error", f"{format}-nothing-known", message, line=line, column=column)
    if item.id is _UNNAMED:
        item = item.evolve(id=made_id(item.variables))
        message = f"an item has no id and is now {item.id!r}"
        yield Diagnostic("info", f"{format}-no-id", message, line=line, column=column, item=item.id)
    for code, message in found:
        yield Diagnostic("warning", f"{format}-{code}", message, line=line, column=column, item=item.id)
    yield with_note_fields(item, format) if note_fields else item


_UNNAMED: Final = "citelib:unnamed"


def csl_object(item: Item, spelling: _Spelling = "common") -> dict[str, Any]:
    """The CSL-JSON object of an item; see `write` for `spelling`."""
    record = unstructure(item)
    if spelling == "common" and "container-title-short" in record:
        record = {_COMMON.get(name, name): value for name, value in record.items()}
    return record


_COMMON: Final = {"container-title-short": "journalAbbreviation"}


def write(
    items: Iterable[Item], _: Writing, *, spelling: _Spelling = "common", indent: int | None = None
) -> Iterator[str]:
    """Yield a CSL-JSON array.

    Args:
        items: Items.
        spelling: ``"common"`` writes the abbreviated container title as ``journalAbbreviation``, as nearly all
            programs and the JSON schema have it; ``"csl"`` as ``container-title-short``, as the specification has it.
        indent: Spaces by which the insides of an object are indented; by default an object is one line.
    """
    separator = "[\n"
    for item in items:
        text = json_text(csl_object(item, spelling), indent)
        if indent is not None:
            text = text.replace("\n", "\n  ")
        yield f"{separator}  {text}"
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def write_lines(items: Iterable[Item], _: Writing, *, spelling: _Spelling = "common") -> Iterator[str]:
    """Yield JSON Lines: an object a line; see `write` for `spelling`."""
    for item in items:
        yield json_text(csl_object(item, spelling)) + "\n"


_ITEM_KEYS: Final = re.compile(
    r'"(?:date-parts|container-title|journalAbbreviation|collection-title|publisher-place|title-short)"\s*:'
)
_TYPE: Final = re.compile(r'"type"\s*:\s*"([a-z_-]+)"')


def sniff(text: str) -> float:
    """Sure of objects that have keys, or a type, of CSL."""
    if not looks_like_json(text):
        return 0.0
    types = {match[1] for match in _TYPE.finditer(text)}
    certainty = 0.5 * bool(_ITEM_KEYS.search(text)) + 0.4 * bool(types & ITEM_TYPES)
    return certainty or (0.1 if re.match(r'\s*\[?\s*\{\s*"id"|\s*\[\s*\]\s*$', text) else 0.0)


_LINES: Final = re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")


def sniff_lines(text: str) -> float:
    """As sure as of CSL-JSON if one object follows another without a comma."""
    return sniff(text) if _LINES.match(text) else 0.0


CSL_JSON: Final = Format(
    "csl-json",
    "CSL-JSON",
    media_types=("application/vnd.citationstyles.csl+json",),
    sniff=sniff,
    read=read,
    write=write,
    markup=KINDS,
    aliases=("csl", "csljson", "citeproc-json", "citeproc"),
    note="the data of CSL processors; keeps everything",
    of_names=OF_NAMES,
    own=("",),
)
"""CSL-JSON."""

CSL_JSON_LINES: Final = Format(
    "csl-jsonl",
    "CSL-JSON Lines",
    sniff=sniff_lines,
    read=read_lines,
    write=write_lines,
    markup=KINDS,
    aliases=("jsonl", "ndjson", "json-lines"),
    note="an item of CSL-JSON a line; keeps everything",
    of_names=OF_NAMES,
    own=("",),
)
"""CSL-JSON as JSON Lines."""

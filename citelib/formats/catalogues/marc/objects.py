"""MARC in JSON, in the forms in which libraries' programs write it.

Sources: Ross Singer's «A proposal to serialize MARC in JSON» (``marc-in-json``, which pymarc, ruby-marc and FOLIO
write); Bill Dueber's ``marc-hash``, whose fields are arrays; the Library of Congress's and OCLC's MARC-JSON, with
``controlfield`` and ``datafield``; the documentation of Catmandu, whose record is an array of arrays.

>>> subfields = [{"a": "A map /"}, {"c": "Ada Roa."}]
>>> title = {"ind1": "0", "ind2": "0", "subfields": subfields}
>>> (record,) = object_records({"leader": "00000nam", "fields": [{"001": "x1"}, {"245": title}]})
>>> record.control, record.fields[0].subfields
({'001': ['x1']}, [('a', 'A map /'), ('c', 'Ada Roa.')])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from citelib.formats.catalogues.marc.record import MarcField, MarcRecord, field_value
from citelib.formats.json_yaml.json_values import looks_like_json
from citelib.formats.kit.nested import at, listed

__all__ = ["is_in_json", "object_records"]

_SIGN: Final = re.compile(
    r'"fields"\s*:\s*\[\s*(?:\{\s*"[0-9]{3}"\s*:|\[\s*"[0-9]{3}"\s*,)'
    r'|"(?:controlfield|datafield)"\s*:\s*[\[{]\s*\{?\s*"'
    r'|\[\s*\[\s*"(?:LDR|FMT|00[0-9])"\s*,'
)
"""Fields under their tags, as no other JSON has them."""
_TAG: Final = re.compile("[0-9A-Z]{3}")
_LEADERS: Final = ("LDR", "000")
_WRAPPERS: Final = ("records", "record", "parsedRecord", "content", "marc", "fullrecord", "items", "data")
_WITHOUT_INDICATORS: Final = "_"
"""Code that Catmandu gives to the value of a control field and to what stands in front of the first subfield."""
_DEPTH: Final = 6


def is_in_json(text: str) -> bool:
    """Whether the beginning of a text is MARC in JSON."""
    return looks_like_json(text) and _SIGN.search(text) is not None


def object_records(value: Any, line: int | None = None, depth: int = _DEPTH) -> Iterator[MarcRecord]:
    """The records of a value: of one record, of a list of such, or of what wraps either.

    Args:
        value: What was read from JSON.
        line: Where it begins.
        depth: How many wrappers there may be.
    """
    fields = _fields(value)
    if fields:
        record = MarcRecord(str(at(value, "leader") or ""), line=line)
        for tag, indicators, content in fields:
            _add(record, tag, indicators, content)
        yield record
    elif depth and isinstance(value, list):
        for one in value:
            yield from object_records(one, line, depth - 1)
    elif depth and isinstance(value, dict):
        for name in _WRAPPERS:
            if name in value:
                yield from object_records(value[name], line, depth - 1)
                return


_Field = tuple[str, str, str | list[tuple[str, str]]]
"""Tag, indicators, and the value or the subfields."""


def _fields(value: Any) -> list[_Field]:
    """The fields of a record; none if the value is no record."""
    if isinstance(value, list):
        return [field for one in value if (field := _of_array(one))] if value and all(map(_of_array, value)) else []
    fields = at(value, "fields")
    if isinstance(fields, dict):  # a tag for each field, as programs make it of records without repeated fields
        fields = [{tag: one} for tag, several in fields.items() for one in listed(several)]
    found = [field for one in listed(fields) if (field := _of_array(one) or _of_object(one))]
    return found + [
        field
        for name in ("controlfield", "datafield")
        for one in listed(value, name)
        if (field := _of_element(one)) is not None
    ]


def _of_array(field: Any) -> _Field | None:
    """A field ``[tag, indicator, indicator, code, value, …]``, or with its subfields as pairs; None if it is none."""
    if not isinstance(field, list) or len(field) < 2 or not _is_tag(field[0]):
        return None
    tag, *rest = field
    if len(rest) == 1:
        return (tag, "", rest[0]) if isinstance(rest[0], str) else None
    indicators, parts = _indicators(*rest[:2]), rest[2:]
    if len(parts) == 1 and isinstance(parts[0], list):
        parts = [text for pair in parts[0] if isinstance(pair, list) and len(pair) == 2 for text in pair]
    pairs = [(str(code), str(text)) for code, text in zip(parts[::2], parts[1::2], strict=False) if text is not None]
    if (tag < "010" or tag in _LEADERS) and len(pairs) == 1:
        return tag, "", pairs[0][1]
    return tag, indicators, [pair for pair in pairs if pair[0] != _WITHOUT_INDICATORS or pair[1].strip()]


def _of_object(field: Any) -> _Field | None:
    """A field ``{tag: value}`` or ``{tag: {"ind1": …, "ind2": …, "subfields": […]}}``; None if it is none."""
    tag, content = next(iter(field.items()), ("", None)) if isinstance(field, dict) else ("", None)
    if not _is_tag(tag):
        return _of_element(field)
    if isinstance(content, dict):
        pairs = [
            (code, str(text))
            for one in listed(content, "subfields")
            if isinstance(one, dict)
            for code, several in one.items()
            for text in listed(several)
        ]
        return tag, _indicators(content.get("ind1"), content.get("ind2")), pairs
    return (tag, "", content) if isinstance(content, str) else None


def _of_element(field: Any) -> _Field | None:
    """A field ``{"tag": …, "data": …}`` or with ``subfield`` or ``subfields``, as MARCXML is turned into JSON."""
    tag = at(field, "tag") or at(field, "@tag") or at(field, "_tag")
    if not _is_tag(tag):
        return None
    subfields = listed(field, "subfield") or listed(field, "subfields")
    if not subfields:
        text = _text(field)
        return (tag, "", text) if text else None
    pairs = [(str(at(one, "code") or at(one, "@code") or at(one, "_code") or "a"), _text(one)) for one in subfields]
    first, second = (at(field, name) or at(field, f"@{name}") or at(field, f"_{name}") for name in ("ind1", "ind2"))
    return tag, _indicators(first, second) if first or second else str(at(field, "ind") or "  "), pairs


def _text(value: Any) -> str:
    return next((one for name in _TEXTS if isinstance(one := at(value, name), str)), "")


_TEXTS: Final = ("data", "text", "value", "content", "#text", "$t", "__text", "_")


def _is_tag(tag: Any) -> bool:
    return isinstance(tag, str) and _TAG.fullmatch(tag) is not None


def _indicators(first: Any, second: Any) -> str:
    return "".join(str(one)[:1] if one not in (None, "") else " " for one in (first, second)).replace("#", " ")


def _add(record: MarcRecord, tag: str, indicators: str, content: str | list[tuple[str, str]]) -> None:
    """Give a record a field."""
    if tag in _LEADERS and isinstance(content, str):
        record.leader = content
    elif isinstance(content, str):
        record.control.setdefault(tag, []).append(content.replace("^", " ") if tag == "008" else content)
    else:
        subfields = [(code.replace(_WITHOUT_INDICATORS, "a")[:1] or "a", field_value(text)) for code, text in content]
        record.fields.append(MarcField(tag, indicators.ljust(2)[:2], subfields))

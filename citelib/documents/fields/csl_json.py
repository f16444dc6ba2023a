"""Fields that hold CSL-JSON: those of Zotero, Mendeley Desktop and Mendeley Cite.

Works are told apart by their addresses (``uris``): ids are local to a citation in Mendeley and to a library in Zotero.

>>> field = read('ADDIN CSL_CITATION {"citationItems": [{"id": "ITEM-1", "uris": ["u:1"], "locator": "3"}]}')
>>> field.tool, field.works[0].handles, field.works[0].cite.locator
('Mendeley', ('u:1',), '3')
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from citelib.csl.citation import Mode
from citelib.diagnostics import Diagnostic
from citelib.documents.fields.model import Field, FieldWork, spaced
from citelib.documents.model import CitedWork
from citelib.formats.json_yaml.csl_json import csl_records
from citelib.model import Item
from citelib.model.vocabulary import LOCATOR_TYPES

__all__ = ["MENDELEY_TAG", "decoded_tag", "read", "read_tag", "updated_code"]

MENDELEY_TAG: Final = "MENDELEY_CITATION_v3_"
"""What the tag of a content control of Mendeley Cite begins with."""
MENDELEY_LIST_TAG: Final = "MENDELEY_BIBLIOGRAPHY"
_CITATION: Final = re.compile(r"ZOTERO_(?:ITEM|CITATION)\b|\bCSL_CITATION\b|\bMendeley Citation", re.IGNORECASE)
_LIST: Final = re.compile(r"ZOTERO_BIBL\b|\bCSL_BIBLIOGRAPHY\b", re.IGNORECASE)
_OLD_LABELS: Final = (
    "page book chapter column figure folio issue line note opus paragraph part section sub-verbo volume verse".split()
)
"""Kinds of locators by the numbers that old versions of Zotero wrote."""
_CASED: Final = {
    name.casefold(): name
    for name in (
        "citationID citationItems itemData uris uri id locator label prefix suffix suppress-author author-only "
        "properties dontUpdate plainCitation formattedCitation noteIndex DOI ISBN ISSN PMID PMCID URL"
    ).split()
}
_HANDLES: Final = ("DOI", "PMID", "PMCID")


def read(code: str, _: bytes = b"") -> Field | None:
    """What a field with CSL-JSON cites; None if it is no such field."""
    if _LIST.search(code):
        value = _json(code[code.find("{") : code.rfind("}") + 1]) if "{" in code else None
        tool = "Zotero" if "ZOTERO" in code.upper() else "Mendeley"
        return Field(tool, "list", warning=_edits(value) if isinstance(value, Mapping) else "")
    match = _CITATION.search(code)
    if match is None:
        return None
    tool = "Zotero" if "ZOTERO" in match.group().upper() else "Mendeley"
    start, end = code.find("{", match.end()), code.rfind("}")
    if "mendeley citation{" in match.group().lower() + code[match.end() : match.end() + 1]:
        start = code.find("{", code.upper().find("CSL_CITATION"))
    value = _json(code[start : end + 1]) if 0 <= start < end else None
    if not isinstance(value, Mapping):
        return Field(tool, "unread", warning="its data are no JSON")
    return _field(tool, value)


_EDITS: Final = {
    "uncited": "works that nothing cites ({}): their data are not in the document, so that a new list lacks them",
    "omitted": "works that were left out by hand ({}), which a new list has",
    "custom": "entries that were changed by hand ({}), which a new list has as the style makes them",
}
"""What a list of Zotero's says of what somebody changed in it."""


def _edits(value: Mapping[str, Any]) -> str:
    """What a new list cannot keep of what somebody changed in a list."""
    counts = {name: len(rows) for name in _EDITS if isinstance(rows := value.get(name), list) and rows}
    return "; ".join(_EDITS[name].format(count) for name, count in counts.items())


def read_tag(tag: str) -> Field | None:
    """What a content control cites, by its tag; None if it is not one of Mendeley Cite."""
    if tag.startswith(MENDELEY_LIST_TAG):
        return Field("Mendeley Cite", "list")
    if not tag.startswith("MENDELEY_CITATION"):
        return None
    value = decoded_tag(tag)
    if value is None:
        return Field("Mendeley Cite", "unread", warning="its data cannot be decoded")
    return _field("Mendeley Cite", value)


def decoded_tag(tag: str) -> dict[str, Any] | None:
    """The data in the tag of a content control of Mendeley Cite; None if they are spoilt."""
    text = tag.partition("_v3_")[2].strip()
    text = text.replace("-", "+").replace("_", "/")
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    value = _json(data.decode("utf-8", "replace"))
    return value if isinstance(value, dict) else None


def _json(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _field(tool: str, value: Mapping[str, Any]) -> Field:
    warning = ""
    if "citationItems" not in value and "CITATIONITEMS" in value:
        value = _cased(value)
        warning = "it is formatted in capitals, and so are the data that the word processor gave the tool back"
    items = value.get("citationItems")
    items = [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    works = tuple(_work(item) for item in items)
    if not works:
        return Field(tool, "unread", warning=warning or "it cites nothing")
    return Field(tool, works=works, mode=_mode(items), edited=_edited(value), data=value, warning=warning)


def _cased(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_CASED.get(key.casefold(), key.lower()): _cased(one) for key, one in value.items()}
    return [_cased(one) for one in value] if isinstance(value, list) else value


def _edited(value: Mapping[str, Any]) -> bool:
    properties, mendeley, manual = (value.get(name) for name in ("properties", "mendeley", "manualOverride"))
    return (
        (isinstance(properties, Mapping) and properties.get("dontUpdate") is True)
        or (isinstance(mendeley, Mapping) and bool(mendeley.get("manualFormatting")))
        or (isinstance(manual, Mapping) and manual.get("isManuallyOverridden") is True)
    )


def _mode(flags: list[Mapping[str, Any]]) -> Mode:
    """The mode of a whole citation, which these tools write with each work."""
    if any(item.get("composite") is True for item in flags):
        return "composite"
    return "author-only" if flags and all(item.get("author-only") is True for item in flags) else ""


def _work(item: Mapping[str, Any]) -> FieldWork:
    data = item.get("itemData")
    data = data if isinstance(data, Mapping) else None
    label, locator, more = _locator(item)
    prefix, suffix = spaced(_text(item.get("prefix")), _text(item.get("suffix")))
    suppress = (item.get("suppress-author") or item.get("suppressAuthor")) in (True, 1)
    cite = CitedWork("", 0, prefix, (more + suffix) if more else suffix, locator, label if locator else None, suppress)
    uris = tuple(one for name in ("uris", "uri") for one in _strings(item.get(name)))
    return FieldWork(cite, _handles(item, data), None if data is None else _reader(data), uris)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""


def _locator(item: Mapping[str, Any]) -> tuple[str, str, str]:
    """Label and locator; of a kind that CSL does not know, the words go before the suffix."""
    locator = _text(item.get("locator")).strip()
    label = item.get("label", item.get("locatorType"))
    if isinstance(label, str) and label.isdecimal():
        label = int(label)
    if isinstance(label, int) and not isinstance(label, bool):
        label = _OLD_LABELS[label] if 0 <= label < len(_OLD_LABELS) else "page"
    name = label.replace("sub verbo", "sub-verbo").casefold() if isinstance(label, str) and label else "page"
    if not locator or name in LOCATOR_TYPES:
        return name, locator, ""
    return "page", "", f", {name} {locator}"


def _handles(item: Mapping[str, Any], data: Mapping[str, Any] | None) -> tuple[str, ...]:
    found = [one.strip() for name in ("uris", "uri") for one in _strings(item.get(name)) if one.strip()]
    if found:
        # An address in capitals is that of the same work in a field that is formatted in capitals.
        return tuple(dict.fromkeys(one.casefold() for one in found))
    if data is None:
        return (f"id:{_text(item.get('id'))}",)
    found = [f"{name}:{_text(data[name]).strip().casefold()}" for name in _HANDLES if _text(data.get(name)).strip()]
    rest = {name: value for name, value in data.items() if name != "id"}
    return (*found, json.dumps(rest, sort_keys=True))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, str))


def _reader(data: Mapping[str, Any]) -> Callable[[], Iterable[Item | Diagnostic]]:
    def read_item() -> Iterable[Item | Diagnostic]:
        return [one for one in csl_records(_mended(data), "csl-json") if isinstance(one, (Item, Diagnostic))]

    return read_item


def _mended(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without what the tools write where there is nothing: empty parts of names, the year 0."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            value = [_name(one) for one in value]
        elif isinstance(value, Mapping) and "date-parts" in value and _is_no_date(value["date-parts"]):
            continue
        found[name] = value
    found.setdefault("id", "")
    return found


def _name(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: one for key, one in value.items() if one != "" and key != "parse-names"}


def _is_no_date(parts: Any) -> bool:
    return isinstance(parts, list) and all(
        isinstance(part, list) and (not part or str(part[0]).strip() in ("", "0")) for part in parts
    )


def updated_code(field: Field, code: str, shown: str) -> str:
    """The code of a tool's field with the text that is shown now, where the tool keeps it there."""
    if not isinstance(field.data, Mapping) or field.warning:
        return code
    start, end = code.find('{"'), code.rfind("}")
    value = json.loads(json.dumps(field.data))
    properties, mendeley = value.get("properties"), value.get("mendeley")
    changed = False
    for holder, names in (
        (properties, ("formattedCitation", "plainCitation")),
        (mendeley, ("formattedCitation", "plainTextFormattedCitation", "previouslyFormattedCitation")),
    ):
        for name in names:
            if isinstance(holder, dict) and name in holder and holder[name] != shown:
                holder[name] = shown
                changed = True
    if not changed or not 0 <= start < end:
        return code
    return f"{code[:start]}{json.dumps(value, ensure_ascii=False)}{code[end + 1 :]}"

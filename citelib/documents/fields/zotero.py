"""What Zotero keeps in a document of any kind: its preferences, and the codes of citations and of the list."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from citelib.csl.style.resolve import ResolvedStyle
from citelib.documents.fields.model import Field
from citelib.documents.model import Place
from citelib.formats.json_yaml.csl_json import csl_object
from citelib.model import Item

__all__ = ["LIST_CODE", "addresses", "citation_code", "preferred_style", "written_preferences"]

LIST_CODE: Final = 'ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY'
"""The code of the list of works."""

_SCHEMA: Final = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_STYLE: Final = re.compile(r"<style\b[^>]*?\bid=\"([^\"]+)\"(?:[^>]*?\blocale=\"([^\"]+)\")?")


def preferred_style(values: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The style that Zotero's preferences name, and its language."""
    match = _STYLE.search(_preferences(values))
    if match is None:
        return None, None
    return match[1].rpartition("/")[2] or None, match[2]


def _preferences(values: Mapping[str, str]) -> str:
    """The preferences, which stand in pieces in the properties of a document."""
    pieces: list[str] = []
    while (piece := values.get(f"ZOTERO_PREF_{len(pieces) + 1}")) is not None:
        pieces.append(piece)
    return "".join(pieces)


def written_preferences(
    values: Mapping[str, str], style: ResolvedStyle, field_type: str, *, anew: bool, live: bool
) -> str | None:
    """The preferences that name a style, so that Zotero gives the same texts when it refreshes them.

    Args:
        values: The properties of the document.
        style: The style.
        field_type: What citations are in this kind of document: ``"Field"``, ``"ReferenceMark"``.
        anew: Whether the document is Zotero's from now on, whatever it has.
        live: Whether what it has is to be kept up to date.

    Returns:
        None if nothing is to be written.
    """
    old = _preferences(values)
    id = re.sub(r"[\"<>&]", "", style.style.info.id)
    if anew:
        language = re.sub(r"[^\w-]", "", style.locale.language)
        note = '<pref name="noteType" value="1"/>' if style.style.class_ == "note" else ""
        text = (
            f'<data data-version="3" zotero-version="6.0.0"><session id="citelib0"/><style id="{id}" '
            f'locale="{language}" hasBibliography="1" bibliographyStyleHasBeenSet="1"/><prefs>'
            f'<pref name="fieldType" value="{field_type}"/>{note}</prefs></data>'
        )
    elif live and old:
        text = re.sub(r"(<style\b[^>]*?\bid=\")[^\"]*", lambda match: match[1] + id, old, count=1)
    else:
        return None
    return text if text != old else None


def addresses(fields: Iterable[tuple[Field, Place]]) -> dict[str, str]:
    """Addresses in libraries of Zotero's that a document's own fields give for works, by key."""
    found: dict[str, str] = {}
    for field, place in fields:
        for work, cite in zip(field.works, place.works, strict=True):
            address = next((one for one in work.uris if one.startswith("http")), None)
            if address is not None:
                found.setdefault(cite.key, address)
    return found


def citation_code(
    place: Place, items: Mapping[str, Item], shown: str, uris: Mapping[str, str], number: int, tool: str
) -> str:
    """The code of a field that Zotero takes as its own, or one in the form that it shares with others.

    Args:
        place: The citation.
        items: Its works by key.
        shown: What is shown, to the letter: Zotero takes a difference for a change by hand.
        uris: Addresses of works that are in a library of Zotero's, by id.
        number: Number of the citation in the document.
        tool: ``"ZOTERO_ITEM "`` for Zotero, nothing for others.
    """
    cites: list[dict[str, Any]] = []
    for position, work in enumerate(place.works):
        item = items[work.key]
        data = {name: value for name, value in csl_object(item).items() if name != "citation-key"}
        cite: dict[str, Any] = {
            "id": item.id,
            "uris": [uris.get(item.id, f"http://zotero.org/users/local/citelib0/items/{_item_key(item.id)}")],
            # Last, so that a work which is read again with its key gives the same bytes.
            "itemData": {**data, "citation-key": item.id},
        }
        if work.locator:
            cite |= {"locator": work.locator, "label": work.label or "page"}
        cite |= {name: text for name, text in (("prefix", work.prefix), ("suffix", work.suffix)) if text}
        if work.suppress_author or (place.mode in ("composite", "suppress-author") and position == 0):
            cite["suppress-author"] = True
        if place.mode == "author-only":
            cite["author-only"] = True
        cites.append(cite)
    value = {
        "citationID": f"citelib{number:05d}",
        "properties": {"formattedCitation": shown, "plainCitation": shown, "noteIndex": 0},
        "citationItems": cites,
        "schema": _SCHEMA,
    }
    return f" ADDIN {tool}CSL_CITATION {json.dumps(value, ensure_ascii=False)} "


def _item_key(id: str) -> str:
    """Eight characters that stand for an id, the same each time."""
    letters = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
    digest = hashlib.sha256(id.encode("utf-8", "replace")).digest()
    return "".join(letters[byte % len(letters)] for byte in digest[:8])

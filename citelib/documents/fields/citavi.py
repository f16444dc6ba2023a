"""Citavi's placeholders: JSON in base64, with the references themselves."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.documents.fields.model import Field, FieldWork, spaced
from citelib.documents.model import CitedWork
from citelib.formats.kit.fields import as_doi
from citelib.model import Date, Item, Name

__all__ = ["read"]

_CODE: Final = re.compile(r"CitaviPlaceholder\s*\{(?P<data>[^{}]*)\}")
_LIST: Final = re.compile(r"\bCITAVI[ _.]?BIBLIOGRAPHY\b|\bCitaviBibliography\b", re.IGNORECASE)
_TYPES: Final = {
    "Book": "book", "BookEdited": "book", "CollectedWorks": "book", "Contribution": "chapter",
    "ContributionInCollection": "chapter", "JournalArticle": "article-journal", "NewspaperArticle": "article-newspaper",
    "Thesis": "thesis", "ConferenceProceedings": "book", "InternetDocument": "webpage", "UnpublishedWork": "manuscript",
    "Report": "report", "Patent": "patent", "Standard": "standard", "Movie": "motion_picture", "Lecture": "speech",
    "CourtDecision": "legal_case", "StatuteOrRegulation": "legislation", "ComputerProgram": "software",
    "Map": "map", "Manuscript": "manuscript", "PersonalCommunication": "personal_communication",
    "InterviewMaterial": "interview", "SpecialIssue": "periodical", "BookSeries": "book",
}  # fmt: skip
"""CSL type of each of Citavi's."""
_PEOPLE: Final = {"Authors": "author", "Editors": "editor", "Translators": "translator", "Organizations": "author"}
_TEXTS: Final = {
    "Title": "title", "Volume": "volume", "Number": "issue", "Edition": "edition",
    "PlaceOfPublication": "publisher-place", "OnlineAddress": "URL", "Isbn": "ISBN",
    "Abstract": "abstract", "PubMedId": "PMID",
}  # fmt: skip


def read(code: str, _: bytes = b"") -> Field | None:
    """What one of Citavi's placeholders cites; None if it is none."""
    if _LIST.search(code):
        return Field("Citavi", "list")
    match = _CODE.search(code)
    if match is None:
        return None
    try:
        value = json.loads(base64.b64decode("".join(match["data"].split())))
    except (binascii.Error, ValueError, RecursionError):
        return Field("Citavi", "unread", warning="its data cannot be decoded")
    known: dict[str, Any] = {}
    _collect(value, known, 0)
    entries = value.get("Entries") if isinstance(value, dict) else None
    found = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    works = tuple(_work(one, known) for one in found)
    if not works:
        return Field("Citavi", "unread", warning="it cites nothing")
    return Field("Citavi", works=works, only_listed=all(one.get("BibliographyEntry") == "/bibonly" for one in found))


def _collect(value: Any, known: dict[str, Any], depth: int) -> None:
    """The objects by their number, to which others refer."""
    if depth > 100:
        return
    if isinstance(value, dict):
        if isinstance(value.get("$id"), str):
            known[value["$id"]] = value
        for one in value.values():
            _collect(one, known, depth + 1)
    elif isinstance(value, list):
        for one in value:
            _collect(one, known, depth + 1)


def _object(value: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(value, dict) and isinstance(value.get("$ref"), str):
        value = known.get(value["$ref"])
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _exact(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _work(entry: dict[str, Any], known: Mapping[str, Any]) -> FieldWork:
    reference = _object(entry.get("Reference"), known)
    pages = _text(_object(entry.get("PageRange"), known).get("OriginalString"))
    prefix, suffix = spaced(
        _exact(entry.get("Prefix")),
        _exact(entry.get("Suffix")),
    )
    cite = CitedWork("", 0, prefix, suffix, pages, "page" if pages else None)
    handle = _text(entry.get("ReferenceId")) or _text(reference.get("Id")) or json.dumps(reference, sort_keys=True)
    return FieldWork(cite, (f"citavi:{handle}",), _reader(reference, known) if reference else None)


def _reader(reference: dict[str, Any], known: Mapping[str, Any]) -> Callable[[], Iterable[Item | Diagnostic]]:
    return lambda: [_item(reference, known)]


def _item(reference: dict[str, Any], known: Mapping[str, Any]) -> Item:
    parent = _object(reference.get("ParentReference"), known)
    values: dict[str, Any] = {}
    for source in (reference, parent):
        for name, variable in _TEXTS.items():
            if (text := _text(source.get(name))) and not (source is parent and variable == "title"):
                values.setdefault(variable, text)
        if (doi := as_doi(_text(source.get("Doi")))) is not None:
            values.setdefault("DOI", doi)
        if names := _publishers(source, known):
            values.setdefault("publisher", names)
        if year := _text(source.get("Year")):
            values.setdefault("issued", Date.parse(year))
    if subtitle := _text(reference.get("Subtitle")):
        values["title"] = f"{values.get('title', '')}: {subtitle}"
    container = _text(_object(reference.get("Periodical"), known).get("Name")) or _text(parent.get("Title"))
    if container:
        values["container-title"] = container
    if pages := _range(reference.get("PageRange"), known):
        values["page"] = pages
    for name, variable in _PEOPLE.items():
        people = _names(reference.get(name), known) or (_names(parent.get(name), known) if name == "Editors" else [])
        if people:
            values[variable] = [*values.get(variable, ()), *people]
    kind = _TYPES.get(_text(reference.get("ReferenceType")), "document")
    return Item(_text(reference.get("CitationKey")) or "citavi", kind, values)


def _publishers(source: dict[str, Any], known: Mapping[str, Any]) -> str:
    found = source.get("Publishers")
    rows = found if isinstance(found, list) else []
    return "; ".join(filter(None, (_text(_object(row, known).get("Name")) for row in rows)))


def _range(value: Any, known: Mapping[str, Any]) -> str:
    """A range of pages, which is an object, or an element of XML in a string."""
    if isinstance(value, str):
        match = re.search(r"<os>([^<]*)</os>", value)
        return match[1] if match else ("" if "<" in value else _text(value))
    return _text(_object(value, known).get("OriginalString"))


def _names(value: Any, known: Mapping[str, Any]) -> list[Name]:
    found = []
    for row in value if isinstance(value, list) else ():
        person = _object(row, known)
        family = _text(person.get("LastName"))
        given = " ".join(filter(None, (_text(person.get("FirstName")), _text(person.get("MiddleName")))))
        if family and given:
            found.append(
                Name(
                    family,
                    given,
                    non_dropping_particle=_text(person.get("Prefix")) or None,
                    suffix=_text(person.get("Suffix")) or None,
                )
            )
        elif family or given:
            found.append(Name(literal=family or given))
    return found

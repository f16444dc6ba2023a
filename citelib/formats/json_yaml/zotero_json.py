"""What Zotero's JSON says of a work, in its own words: fields, people, notes, files and collections.

The web interface has notes and files as records of their own, Better BibTeX within the record of their work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.formats.format import Source
from citelib.formats.json_yaml.json_values import json_values
from citelib.formats.kit.attachments import attach
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.extra import noted_type, read_extra
from citelib.formats.kit.names import in_reading_order
from citelib.formats.kit.nested import at, listed, plain, records_in
from citelib.formats.kit.zotero import ROLES, note_text, paths_of
from citelib.model import Name

__all__ = ["FIELDS", "children_of", "collections_of", "read_attached", "read_people"]

_TITLES: Final = (
    "publicationTitle bookTitle proceedingsTitle websiteTitle blogTitle forumTitle encyclopediaTitle dictionaryTitle "
    "programTitle code reporter"
).split()
_PUBLISHERS: Final = "publisher university institution distributor company label studio network".split()
_NUMBERS: Final = "reportNumber patentNumber billNumber docketNumber publicLawNumber episodeNumber number".split()
_GENRES: Final = (
    "thesisType reportType manuscriptType websiteType presentationType letterType postType mapType type".split()
)
FIELDS: Final = {
    "title": "title", "caseName": "title", "nameOfAct": "title", "subject": "title", "shortTitle": "title-short",
    **dict.fromkeys(_TITLES, "container-title"), "journalAbbreviation": "container-title-short",
    "volume": "volume", "reporterVolume": "volume", "codeVolume": "volume", "issue": "issue", "pages": "page",
    "firstPage": "page", "series": "collection-title", "seriesTitle": "collection-title",
    "seriesNumber": "collection-number", "edition": "edition", "place": "publisher-place",
    **dict.fromkeys(_PUBLISHERS, "publisher"), "date": "issued", "dateDecided": "issued", "dateEnacted": "issued",
    "issueDate": "issued", "DOI": "DOI", "ISBN": "ISBN", "ISSN": "ISSN", "url": "URL", "accessDate": "accessed",
    "language": "language", "abstractNote": "abstract", "rights": "license", "archive": "archive",
    "archiveLocation": "archive_location", "libraryCatalog": "source", "callNumber": "call-number",
    "numPages": "number-of-pages", "numberOfVolumes": "number-of-volumes", **dict.fromkeys(_NUMBERS, "number"),
    **dict.fromkeys(_GENRES, "genre"), "conferenceName": "event-title", "meetingName": "event-title",
    "versionNumber": "version", "runningTime": "dimensions", "artworkSize": "dimensions", "court": "authority",
    "section": "section", "filingDate": "submitted",
}  # fmt: skip


def read_people(draft: Draft, record: Mapping[str, Any]) -> None:
    """Read creators, tags, and what «Extra» says."""
    people: dict[str, list[Name]] = {}
    for one in listed(record, "creators"):
        family, given, whole = plain(one, "lastName"), plain(one, "firstName"), plain(one, "name")
        variable = ROLES.get(f"{plain(one, 'creatorType')}s", "contributor")
        if family and given:
            people.setdefault(variable, []).append(Name(family, given))
        elif family or whole:
            people.setdefault(variable, []).append(Name(literal=family or whole))
    for variable, names in people.items():
        draft.add(variable, in_reading_order(names))
    for tag in listed(record, "tags"):
        draft.add_keyword(plain(tag, "tag") or plain(tag))
    notes = [line.strip() for line in str(at(record, "extra") or "").splitlines() if line.strip()]
    draft.type = noted_type(notes) or draft.type
    for line in notes:
        if not read_extra(line, draft, is_loose=True):
            draft.append("note", line, "\n")


def collections_of(value: Any) -> dict[str, list[str]]:
    """Paths of the collections of each item of Better BibTeX's export, which names them beside the items."""
    table = at(value, "collections")
    if not isinstance(table, Mapping):
        return {}
    paths = paths_of({str(key): (plain(one, "name"), plain(one, "parent")) for key, one in table.items()})
    found: dict[str, list[str]] = {}
    for key, path in paths.items():
        for item in listed(table[key], "items"):
            found.setdefault(str(item), []).append(path)
    return found


def children_of(source: Source) -> dict[str, list[Mapping[str, Any]]]:
    """Notes and attachments by the key of the item to which they belong, where they are records of their own."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    if '"parentItem"' not in source.read_text():
        return found
    for value in json_values(source, "zotero-json"):
        for record in () if isinstance(value, Diagnostic) else records_in(value.value, ("items",), ("data",)):
            work = at(record, "data") if isinstance(at(record, "data"), Mapping) else record
            if isinstance(work, Mapping) and (parent := plain(work, "parentItem")):
                found.setdefault(parent, []).append(work)
    return found


def read_attached(draft: Draft, work: Mapping[str, Any], children: Iterable[Mapping[str, Any]]) -> None:
    """Put notes into ``annote`` and name the files, whether they stand in the record or beside it."""
    for one in (*listed(work, "notes"), *listed(work, "attachments"), *children):
        if (markup := plain(one, "note", fit=str.strip) or (plain(one) if isinstance(one, str) else "")) and (
            text := note_text(markup)
        ):
            draft.append("annote", text, "\n")
        path = plain(one, "path") or plain(one, "localPath") or plain(one, "filename") or plain(one, "url")
        if plain(one, "itemType") != "note":
            kind = plain(one, "contentType") or plain(one, "mimeType")
            attach(draft.custom, path, name=plain(one, "title"), type=kind)

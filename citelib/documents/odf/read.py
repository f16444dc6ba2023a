"""An ODT read: its citations of every tool, those typed by hand, its notes, where its list goes, and its works."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.documents.fields import Field, libreoffice, read_field
from citelib.documents.fields.embedded import EmbeddedWorks
from citelib.documents.fields.findings import findings
from citelib.documents.fields.typed import covered, typed_keys, typed_places
from citelib.documents.fields.zotero import preferred_style
from citelib.documents.model import Document, ListPlace, Metadata, Place
from citelib.documents.odf.walk import Mark, Walk
from citelib.documents.package import Package
from citelib.errors import ReadError
from citelib.limits import DEFAULT_LIMITS, Limits

__all__ = ["Source", "read"]

_RANDOM: Final = re.compile(r"\s+RND\w{10}\s*$")
"""What makes the names of marks unique."""
_BODY: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body"
_MASTERS: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}master-styles"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


@attrs.define(eq=False)
class Source:
    """What the writer of an ODT needs.

    Attributes:
        package: The package.
        walk: The text, with the element of each stretch.
        fields: What was found and what it says, by start and end of a place that is a field.
        lists: The same for lists.
        properties: Properties of the document.
        taken: Whether a writer has changed the trees.
    """

    package: Package
    walk: Walk
    fields: dict[tuple[int, int], tuple[Mark, Field]]
    lists: list[tuple[Mark, Field]]
    properties: dict[str, str]
    taken: bool = False


def read(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """The places of an ODT.

    Args:
        data: Its bytes.
        name: Name of its file, for messages.
        limits: Bounds on its size, nesting and fields.

    Raises:
        ReadError: The bytes are no ODT.
        LimitError: It goes beyond a limit.
    """
    package = Package(data, name, limits)
    content, styles = package.xml("content.xml"), package.xml("styles.xml")
    if content is None:
        raise ReadError("is not an ODT: it has no part with the text", source=name or None)
    roots = [*content.findall(_BODY), *(styles.findall(_MASTERS) if styles is not None else ())]
    parents = {
        node.get(f"{_STYLE}name", ""): node.get(f"{_STYLE}parent-style-name", "")
        for node in content.iter(f"{_STYLE}style")
    }
    walk = Walk(roots, limits, parents)
    values = _properties(package)
    fields: dict[tuple[int, int], tuple[Mark, Field]] = {}
    found = _outermost([(mark, field) for mark in walk.marks if (field := _field(mark, values)) is not None])
    works = EmbeddedWorks(taken=typed_keys(walk.text))
    notes = sorted((start, end, id, anchor) for id, anchor, start, end in walk.notes)
    bare = Document(walk.text, "odt", name)
    diagnostics = _unbalanced(bare, walk)
    places: list[Place] = []
    nocite: list[str] = []
    for mark, field in sorted(found, key=lambda row: (row[0].start, row[0].end)):
        file, line, column = bare.position(mark.start)
        diagnostics += findings(field, walk.text[mark.start : mark.end], (file or None, line, column))
        if field.role != "citation":
            continue
        cites = works.cites(field, mark.start)
        if field.only_listed:
            nocite += [work.key for work in cites]
        else:
            places.append(Place(mark.start, mark.end, cites, field.mode, anchor=mark.start, edited=field.edited))
            fields[mark.start, mark.end] = (mark, field)
    taken = [(mark.start, mark.end) for mark, field in found if field.role != "unread"]
    hidden = covered(walk.text, taken + walk.verbatim)
    style, language = preferred_style(values)
    places += typed_places(hidden, walk.paragraphs, language or "en-US", limits)
    places = sorted((_noted(place, notes, walk.text) for place in places), key=lambda place: place.start)
    return Document(
        walk.text,
        "odt",
        name,
        tuple(places),
        tuple(ListPlace(mark.start, mark.end) for mark, field in found if field.role == "list"),
        Metadata(
            style=style, language=language, references=tuple(works.items.values()), nocite=tuple(nocite)
        ),
        tuple((id, anchor) for id, anchor, _, _ in sorted(walk.notes, key=lambda row: row[1])),
        (*diagnostics, *works.diagnostics),
        source=Source(package, walk, fields, [(mark, field) for mark, field in found if field.role == "list"], values),
    )  # fmt: skip


def _field(mark: Mark, values: dict[str, str]) -> Field | None:
    if mark.form == "entry":
        return libreoffice.read(mark.attributes)
    code = _RANDOM.sub("", mark.code)
    if mark.form == "bookmark":
        if not code.startswith("ZOTERO_BREF_"):
            return None
        code = "".join(values.get(f"{code}_{number}", "") for number in range(1, 1000))
    return read_field(code)


def _outermost(found: list[tuple[Mark, Field]]) -> list[tuple[Mark, Field]]:
    """Those that stand in no other one."""
    kept: list[tuple[Mark, Field]] = []
    end = -1
    for mark, field in sorted(found, key=lambda row: (row[0].start, -row[0].end)):
        if mark.end > end or mark.start >= end:
            kept.append((mark, field))
            end = max(end, mark.end)
    return kept


def _noted(place: Place, notes: list[tuple[int, int, str, int]], text: str) -> Place:
    number = bisect_right(notes, place.start, key=lambda row: row[0]) - 1
    if number < 0 or not notes[number][0] <= place.start < notes[number][1]:
        return place
    start, _, id, anchor = notes[number]
    return attrs.evolve(place, note=id, anchor=anchor, opens_note=not text[start : place.start].strip())


def _unbalanced(document: Document, walk: Walk) -> list[Diagnostic]:
    if not walk.unbalanced:
        return []
    file, line, column = document.position(walk.unbalanced[0])
    message = f"{len(walk.unbalanced)} marks have no partner"
    hint = "open the document with LibreOffice and save it again"
    return [Diagnostic("error", "document-field", message, hint, file or None, line, column)]


def _properties(package: Package) -> dict[str, str]:
    root = package.xml("meta.xml")
    nodes = root.iter(f"{_META}user-defined") if root is not None else ()
    return {node.get(f"{_META}name", ""): "".join(map(str, node.itertext())) for node in nodes}

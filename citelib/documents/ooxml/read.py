"""A DOCX read: its citations of every tool, those typed by hand, its notes, where its list goes, and its works."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.documents.fields import Field, read_field, unread_address
from citelib.documents.fields.csl_json import read_tag
from citelib.documents.fields.embedded import EmbeddedWorks
from citelib.documents.fields.findings import findings
from citelib.documents.fields.typed import covered, typed_keys, typed_places
from citelib.documents.fields.zotero import preferred_style
from citelib.documents.model import Document, ListPlace, Metadata, Place, Stretch
from citelib.documents.ooxml.names import w
from citelib.documents.ooxml.parts import code_of_bookmark, main_part, properties, related, relationships, sources
from citelib.documents.ooxml.walk import FoundField, Walk
from citelib.documents.package import Package
from citelib.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["LIST_TAG", "Part", "Source", "read"]

LIST_TAG: Final = "citelib-bibliography"
"""Tag of the content control around a list that citelib put into a document."""
_CODE: Final = re.compile("verbatim|code|preformatted|listing", re.IGNORECASE)


@attrs.define(eq=False)
class Part:
    """A part with text.

    Attributes:
        name: Its name.
        kind: What it is: ``"document"``, ``"footnotes"``, ``"endnotes"``, ``"header"``, ``"footer"``, ``"comments"``.
        root: Its root.
        start: Offset of its text in the document.
        walk: What it holds.
    """

    name: str
    kind: str
    root: Element
    start: int
    walk: Walk


@attrs.define(eq=False)
class Source:
    """What a DOCX writer needs: the package, its parts, and what stands behind each place and list.

    Attributes:
        package: The package.
        parts: Its parts with text, the main one first.
        fields: By offset of a place that is a field: what was found and what it says.
        lists: The same for lists.
        properties: Custom properties.
        taken: Whether a writer has changed the trees.
    """

    package: Package
    parts: list[Part]
    fields: dict[int, tuple[FoundField, Field, Part]]
    lists: dict[int, tuple[FoundField, Field, Part]]
    properties: dict[str, str]
    taken: bool = False


def read(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """The places of a DOCX.

    Args:
        data: Its bytes.
        name: Name of its file, for messages.
        limits: Bounds on its size, nesting and fields.

    Raises:
        ReadError: The bytes are no DOCX.
        LimitError: It goes beyond a limit.
    """
    package = Package(data, name, limits)
    values = properties(package)
    parts = _parts(package, limits, values)
    text = "".join(part.walk.text for part in parts)
    found = [(one, field, part) for part in parts for one, field in _fields(part, values)]
    taken = [(one.start, one.end) for one, field, _ in found if field.role != "unread"]
    keys = typed_keys(text)
    works = EmbeddedWorks(sources(package), keys)
    notes = _Notes(parts, name)
    source = Source(package, parts, {}, {}, values)
    places: list[Place] = []
    lists: list[ListPlace] = []
    nocite: list[str] = []
    diagnostics = notes.unbalanced()
    for one, field, part in sorted(found, key=lambda row: (row[0].start, row[0].end)):
        diagnostics += notes.diagnostics_of(one, field)
        if one.deleted or field.role == "unread":
            continue
        if field.role == "list":
            lists.append(ListPlace(one.start, one.end))
            source.lists[one.start] = (one, field, part)
            continue
        if field.only_listed:
            nocite += [work.key for work in works.cites(field, one.start)]
            continue
        note, anchor, opens = notes.of(one.start)
        places.append(
            Place(
                one.start,
                one.end,
                works.cites(field, one.start),
                field.mode,
                note=note,
                opens_note=opens,
                anchor=anchor,
                edited=field.edited,
            )
        )
        source.fields[len(places) - 1] = (one, field, part)
    if any(field.tool == "Word" for _, field, _ in source.lists.values()):
        # Word's own list is one of all its sources, cited or not.
        nocite += works.uncited_sources()
    language = _language(package)
    hidden = covered(text, taken + [row for part in parts for row in _verbatim(part, text)])
    first_typed = len(places)
    for part in parts:
        paragraphs = [(one.start, one.end) for one in part.walk.paragraphs]
        for place in typed_places(hidden, paragraphs, language or "en-US", limits):
            if bisect_left(part.walk.deletions, place.end) > bisect_right(part.walk.deletions, place.start):
                diagnostics.append(notes.cut(place))
                continue
            note, anchor, opens = notes.of(place.start)
            places.append(attrs.evolve(place, note=note, anchor=anchor, opens_note=opens))
    order = sorted(range(len(places)), key=lambda index: (places[index].start, index))
    source.fields = {new: source.fields[old] for new, old in enumerate(order) if old < first_typed}
    style, locale = preferred_style(values)
    return Document(
        text,
        "docx",
        name,
        tuple(places[index] for index in order),
        tuple(lists),
        Metadata(
            style=style,
            language=locale or language,
            references=tuple(works.items.values()),
            nocite=tuple(nocite),
        ),
        tuple(notes.anchors()),
        (*diagnostics, *works.diagnostics),
        notes.stretches,
        source=source,
    )


def _parts(package: Package, limits: Limits, values: dict[str, str]) -> list[Part]:
    main = main_part(package)
    found: list[Part] = []
    at = fields = 0
    bookmarks = frozenset(name.rpartition("_")[0] for name in values if name.startswith("ZOTERO_BREF_"))
    for kind, name in [("document", main), *related(package, main)]:
        root = package.xml(name)
        if root is None:
            continue
        data = package.read(name)
        fields += data.count(b"fldCharType=") // 3 + data.count(b":fldSimple ")
        limits.check("fields", fields, "the number of fields")
        links = {id: target for id, kind_, target, outside in relationships(package, name) if outside}
        walk = Walk(root, at, limits, links, bookmarks)
        found.append(Part(name, kind, root, at, walk))
        at += len(walk.text)
    return found


def _fields(part: Part, values: dict[str, str]) -> list[tuple[FoundField, Field]]:
    """The fields of a part that have to do with citations, without those within others of them."""
    read: dict[int, tuple[FoundField, Field]] = {}
    for one in part.walk.fields:
        field: Field | None
        if one.form == "control":
            field = Field("citelib", "list") if one.code == LIST_TAG else read_tag(one.code)
        elif one.form == "link":
            tool = unread_address(one.code)
            field = Field(tool, "unread") if tool else None
        elif one.form == "bookmark":
            field = read_field(code_of_bookmark(values, one.code))
        else:
            field = read_field(one.code, one.data)
        if field is not None:
            read[id(one)] = (one, field)
    return [row for row in read.values() if not any(id(outer) in read for outer in row[0].around)]


def _verbatim(part: Part, text: str) -> list[tuple[int, int]]:
    """What stands in a style for code, where nothing is a citation."""
    found = [
        (one.start, one.end)
        for one in part.walk.paragraphs
        if text.find("@", one.start, one.end) >= 0 and _is_code(one.element, "pPr", "pStyle")
    ]
    for piece in part.walk.pieces:
        run = piece.element.getparent()
        if "@" in text[piece.start : piece.end] and run is not None and _is_code(run, "rPr", "rStyle"):
            found.append((piece.start, piece.end))
    return found


def _is_code(node: Element, properties: str, style: str) -> bool:
    found = node.find(f"{w(properties)}/{w(style)}")
    return found is not None and bool(_CODE.search(found.get(w("val"), "")))


def _language(package: Package) -> str | None:
    root = package.xml("word/styles.xml")
    if root is None:
        return None
    node = next(root.iter(w("lang")), None)
    return node.get(w("val")) if node is not None else None


class _Notes:
    """Where in the document an offset is: in which note, in which part, in which paragraph."""

    def __init__(self, parts: list[Part], name: str) -> None:
        self._parts = parts
        self._name = name
        references = {(one.kind, one.id): one.offset for part in parts[:1] for one in part.walk.notes}
        self._bodies: list[tuple[int, int, str, int]] = []
        for part in parts:
            kind = part.kind.removesuffix("s")
            for id, (start, end, _) in part.walk.bodies.items():
                self._bodies.append((start, end, f"{kind}:{id}", references.get((kind, id), start)))
        self._bodies.sort()
        self._text = "".join(part.walk.text for part in parts)
        self.stretches = tuple(
            Stretch(part.start, name if part.kind == "document" else f"{name}/{part.name}" if name else part.name, 1, 1)
            for part in parts
        )

    def anchors(self) -> list[tuple[str, int]]:
        return sorted(((name, anchor) for _, _, name, anchor in self._bodies), key=lambda row: row[1])

    def of(self, offset: int) -> tuple[str | None, int, bool]:
        """Name of the note, anchor, and whether it is the first thing there."""
        number = bisect_right(self._bodies, (offset, 1 << 60)) - 1
        if number >= 0:
            start, end, name, anchor = self._bodies[number]
            if start <= offset < end:
                return name, anchor, not self._text[start:offset].strip()
        return None, offset, False

    def _at(self, offset: int) -> tuple[str | None, int, int]:
        file, line, column = Document(self._text, "docx", self._name, stretches=self.stretches).position(offset)
        return file or None, line, column

    def unbalanced(self) -> list[Diagnostic]:
        """An error for the first mark of a field without a partner in each part."""
        return [
            Diagnostic(
                "error",
                "document-field",
                f"{len(part.walk.unbalanced)} marks of fields in {part.name} have no partner",
                "open the document with the word processor and save it again",
                *self._at(part.walk.unbalanced[0]),
            )
            for part in self._parts
            if part.walk.unbalanced
        ]

    def cut(self, place: Place) -> Diagnostic:
        """An error for a typed citation that is not to be read before somebody decides on a change."""
        message = f"a tracked deletion cuts through the citation {self._text[place.start : place.end][:60]!r}"
        hint = "accept or reject the change"
        return Diagnostic("error", "document-deleted", message, hint, *self._at(place.start))

    def diagnostics_of(self, one: FoundField, field: Field) -> list[Diagnostic]:
        """What to report about a field."""
        return findings(field, self._text[one.start : one.end], self._at(one.start), deleted=one.deleted)

"""A part of a DOCX walked in the order of its text: what it shows, its fields, and where each piece comes from.

Fields nest, cross paragraphs and have their codes cut over runs, so they are kept on a stack. What stands twice
(text boxes, for old and new programs) counts once; what is deleted under tracked changes shows nothing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from citelib.documents.ooxml.names import local, w
from citelib.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["FoundField", "NoteReference", "Paragraph", "Piece", "Walk"]

_SKIPPED: Final = frozenset(
    "pPr rPr sectPr tblPr tblGrid tcPr trPr sdtEndPr delText delInstrText numPr proofErr rubyPr".split()
)
_CHARACTERS: Final = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t",
}  # fmt: skip


@attrs.define(eq=False)
class Piece:
    """A stretch of text and the element that shows it."""

    start: int
    end: int
    element: Element


@attrs.define(eq=False)
class Paragraph:
    """A paragraph and where its text stands."""

    start: int
    end: int
    element: Element


@attrs.define(eq=False)
class NoteReference:
    """A reference to a foot- or endnote."""

    kind: str
    id: str
    offset: int


@attrs.define(eq=False)
class FoundField:
    """A field, a content control or a bookmark that is looked at as a field.

    Attributes:
        start: Offset of what it shows.
        end: Offset behind that.
        code: Its code; the tag of a content control, the name of a bookmark.
        form: ``"complex"``, ``"simple"``, ``"control"``, ``"bookmark"`` or ``"link"``.
        begin: The element that begins it.
        separate: The mark between code and text of a complex field.
        close: The element that ends a complex field or a bookmark.
        codes: The elements that hold its code.
        data: What it keeps besides its code.
        deleted: Whether a tracked change takes it away.
        around: The fields, controls and links that it stands in.
    """

    start: int
    form: str
    begin: Element
    end: int = 0
    code: str = ""
    separate: Element | None = None
    close: Element | None = None
    codes: list[Element] = attrs.field(factory=list)
    data: bytes = b""
    deleted: bool = False
    around: tuple[FoundField, ...] = ()


class Walk:
    """What a part holds.

    Args:
        root: The root of the part.
        start: Offset of its text in the document.
        limits: Bounds on nesting.
        links: Addresses of the part's relationships by id.

    Attributes:
        text: What it shows, a paragraph a line.
        pieces: Where the text comes from, in order.
        paragraphs: Its paragraphs.
        fields: Its fields, in the order in which they end.
        notes: References to notes.
        bodies: Start and end of each note's text, by its id.
        unbalanced: Offsets of marks of fields without a partner.
        deletions: Offsets at which tracked changes take something away, in order.
    """

    def __init__(
        self, root: Element, start: int, limits: Limits, links: Mapping[str, str], bookmarks: frozenset[str]
    ) -> None:
        self._texts: list[str] = []
        self._at = start
        self._limits = limits
        self._links = links
        self._bookmarks = bookmarks
        self._open: list[FoundField] = []
        self._controls: list[FoundField] = []
        self._marks: dict[str, FoundField] = {}
        self._deferred: list[Element] = []
        self._paragraph_depth = 0
        self._deleted = 0
        self.pieces: list[Piece] = []
        self.paragraphs: list[Paragraph] = []
        self.fields: list[FoundField] = []
        self.notes: list[NoteReference] = []
        self.bodies: dict[str, tuple[int, int, Element]] = {}
        self.unbalanced: list[int] = []
        self.deletions: list[int] = []
        self._walk(root, 0)
        self.unbalanced += [field.start for field in self._open]
        self.text = "".join(self._texts)

    # Elements

    def _walk(self, node: Element, depth: int) -> None:
        for child in node:
            name = local(child.tag)
            if not name:
                if isinstance(child.tag, str):
                    self._children(child, depth)
                continue
            if name in _SKIPPED:
                continue
            if name == "t":
                self._show(child.text or "", child)
            elif name in _CHARACTERS:
                self._show(_CHARACTERS[name], child)
            elif (method := _METHODS.get(name)) is not None:
                method(self, child, depth)
            else:
                self._children(child, depth)

    def _children(self, node: Element, depth: int) -> None:
        self._limits.check("nesting", depth, "the depth of elements")
        self._walk(node, depth + 1)

    def _show(self, text: str, element: Element) -> None:
        if text and not (self._open and self._open[-1].separate is None and self._open[-1].form == "complex"):
            self.pieces.append(Piece(self._at, self._at + len(text), element))
            self._texts.append(text)
            self._at += len(text)

    def _p(self, node: Element, depth: int) -> None:
        start = self._at
        self._paragraph_depth += 1
        self._children(node, depth)
        self._paragraph_depth -= 1
        self.paragraphs.append(Paragraph(start, self._at, node))
        self._texts.append("\n")
        self._at += 1
        if not self._paragraph_depth:
            deferred, self._deferred = self._deferred, []
            for box in deferred:
                self._children(box, depth)

    def _box(self, node: Element, depth: int) -> None:
        """The text of a box comes behind the paragraph that it hangs on."""
        if self._paragraph_depth:
            self._deferred.append(node)
        else:
            self._children(node, depth)

    def _alternatives(self, node: Element, depth: int) -> None:
        chosen = next(iter(node), None)
        if chosen is not None:
            self._children(chosen, depth)

    def _removed(self, node: Element, depth: int) -> None:
        self._deleted += 1
        self.deletions.append(self._at)
        self._children(node, depth)
        self._deleted -= 1

    def _note(self, node: Element, depth: int) -> None:
        start = self._at
        if node.get(w("type"), "normal") != "normal":
            return
        self._children(node, depth)
        self.bodies[node.get(w("id"), "")] = (start, self._at, node)

    def _reference(self, node: Element, _: int) -> None:
        self.notes.append(NoteReference(local(node.tag)[: -len("Reference")], node.get(w("id"), ""), self._at))

    # Fields

    def _mark(self, node: Element, _: int) -> None:
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self._begin(FoundField(self._at, "complex", node))
            data = next((child for child in node if local(child.tag) == "fldData"), None)
            if data is not None:
                self._open[-1].data = _decoded(data.text or "")
        elif not self._open or self._open[-1].form != "complex":
            self.unbalanced.append(self._at)
        elif kind == "separate":
            self._open[-1].separate = node
            self._open[-1].start = self._at
        elif kind == "end":
            self._end(node)

    def _begin(self, field: FoundField) -> None:
        self._limits.check("nesting", len(self._open), "the depth of fields")
        self._placed(field)
        self._open.append(field)

    def _placed(self, field: FoundField) -> None:
        field.deleted = self._deleted > 0
        field.around = (*self._controls, *self._open)

    def _end(self, close: Element | None) -> None:
        field = self._open.pop()
        field.close = close
        field.end = max(self._at, field.start)
        self.fields.append(field)

    def _instruction(self, node: Element, _: int) -> None:
        if self._open and self._open[-1].form == "complex" and self._open[-1].separate is None:
            self._open[-1].code += node.text or ""
            self._open[-1].codes.append(node)

    def _simple(self, node: Element, depth: int) -> None:
        field = FoundField(self._at, "simple", node, code=node.get(w("instr"), ""))
        self._begin(field)
        self._children(node, depth)
        if self._open and self._open[-1] is field:
            self._end(None)
        else:
            self.unbalanced.append(self._at)

    def _control(self, node: Element, depth: int) -> None:
        tag = ""
        content = None
        for child in node:
            name = local(child.tag)
            if name == "sdtPr":
                tag = next((one.get(w("val"), "") for one in child if local(one.tag) == "tag"), "")
            elif name == "sdtContent":
                content = child
        if content is None:
            return
        self._enclosing(FoundField(self._at, "control", node, code=tag), content, depth)

    def _enclosing(self, field: FoundField, content: Element, depth: int) -> None:
        self._placed(field)
        self._controls.append(field)
        self._children(content, depth)
        self._controls.pop()
        field.end = self._at
        if field.code:
            self.fields.append(field)

    def _link(self, node: Element, depth: int) -> None:
        address = next((self._links[value] for value in map(str, node.attrib.values()) if value in self._links), "")
        self._enclosing(FoundField(self._at, "link", node, code=address), node, depth)

    def _bookmark(self, node: Element, _: int) -> None:
        if (name := node.get(w("name"), "")) in self._bookmarks:
            field = FoundField(self._at, "bookmark", node, code=name)
            self._marks[node.get(w("id"), "")] = field

    def _bookmark_end(self, node: Element, _: int) -> None:
        if (field := self._marks.pop(node.get(w("id"), ""), None)) is not None:
            field.close, field.end = node, self._at
            self.fields.append(field)


_METHODS: Final = {
    "p": Walk._p,
    "txbxContent": Walk._box,
    "mc:AlternateContent": Walk._alternatives,
    "del": Walk._removed,
    "moveFrom": Walk._removed,
    "footnote": Walk._note,
    "endnote": Walk._note,
    "footnoteReference": Walk._reference,
    "endnoteReference": Walk._reference,
    "fldChar": Walk._mark,
    "instrText": Walk._instruction,
    "fldSimple": Walk._simple,
    "sdt": Walk._control,
    "hyperlink": Walk._link,
    "bookmarkStart": Walk._bookmark,
    "bookmarkEnd": Walk._bookmark_end,
}


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()))
    except (binascii.Error, ValueError):
        return b""

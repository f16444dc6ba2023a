"""The text of an ODT walked in its order: what it shows, its marks and fields, and its notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from citelib.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Mark", "Shown", "Walk"]

_SKIPPED: Final = frozenset(
    "tracked-changes note-citation sequence-decls variable-decls forms annotation bookmark index-title-template".split()
)
_CODE: Final = re.compile("verbatim|code|preformatted|source_text", re.IGNORECASE)


@attrs.define(eq=False)
class Shown:
    """A stretch of what is shown, and where it stands.

    Attributes:
        start: Its offset.
        text: What is shown.
        node: The element.
        slot: ``"text"`` for what begins the element, ``"tail"`` for what follows it, ``""`` for the element itself.
    """

    start: int
    text: str
    node: Element
    slot: str


@attrs.define(eq=False)
class Mark:
    """A mark, field or section with a name or code.

    Attributes:
        code: Its name or code.
        form: ``"mark"``, ``"bookmark"``, ``"field"``, ``"section"`` or ``"entry"`` for LibreOffice's own.
        start: Offset of what it shows.
        end: Offset behind that.
        attributes: Attributes of an entry by local name.
        begin: The element with which it begins, or which it is.
        close: The element with which it ends; None if it is one element.
    """

    code: str
    form: str
    start: int
    end: int = 0
    attributes: dict[str, str] = attrs.field(factory=dict)
    begin: Element | None = None
    close: Element | None = None


class Walk:
    """What a document's content holds.

    Args:
        roots: The roots of its text, in order.
        limits: Bounds on depth and fields.
        parents: The style that each style without a name of its own is made from.

    Attributes:
        text: What it shows, a paragraph a line.
        shown: The stretches of the text, in order.
        marks: Its marks, in the order in which they end.
        paragraphs: Start and end of each.
        notes: Name, anchor, start and end of each note.
        unbalanced: Offsets of marks without a partner.
        verbatim: Start and end of what stands in a style for code, where nothing is a citation.
    """

    def __init__(self, roots: list[Element], limits: Limits, parents: Mapping[str, str]) -> None:
        self._texts: list[str] = []
        self._at = 0
        self._limits = limits
        self._parents = parents
        self._open: dict[tuple[str, str], Mark] = {}
        self._fields: list[Mark] = []
        self._deferred: list[tuple[str, int, Element]] = []
        self._depth = 0
        self.shown: list[Shown] = []
        self.marks: list[Mark] = []
        self.paragraphs: list[tuple[int, int]] = []
        self.notes: list[tuple[str, int, int, int]] = []
        self.unbalanced: list[int] = []
        self.verbatim: list[tuple[int, int]] = []
        for root in roots:
            self._walk(root, 0)
        self.unbalanced += [mark.start for mark in (*self._open.values(), *self._fields) if mark.form != "bookmark"]
        self.text = "".join(self._texts)

    def _show(self, text: str | None, node: Element, slot: str = "text") -> None:
        if text:
            self.shown.append(Shown(self._at, text, node, slot))
            self._texts.append(text)
            self._at += len(text)

    def _walk(self, node: Element, depth: int) -> None:
        self._limits.check("nesting", depth, "the depth of elements")
        for child in node:
            if isinstance(child.tag, str) and (name := _local(child.tag)) not in _SKIPPED:
                self._one(child, name, depth)
            if self._depth:
                self._show(child.tail, child, "tail")

    def _one(self, child: Element, name: str, depth: int) -> None:
        if name in ("p", "h"):
            self._paragraph(child, depth)
        elif name == "s":
            count = _attribute(child, "c")
            self._show(" " * min(int(count), 1000) if count.isdecimal() else " ", child, "")
        elif name in ("tab", "line-break"):
            self._show("\t" if name == "tab" else "\n", child, "")
        elif name in ("note", "text-box") and self._depth:
            self._deferred.append((name, self._at, child))
        elif name.endswith(("-start", "-end")):
            self._border(child, name)
        elif name in ("section", "bibliography", "bibliography-mark"):
            self._enclosing(child, name, depth)
        else:
            start = self._at
            if self._depth:
                self._show(child.text, child)
            self._walk(child, depth + 1)
            if name == "span" and self._is_code(child):
                self.verbatim.append((start, self._at))

    def _paragraph(self, node: Element, depth: int) -> None:
        start = self._at
        self._depth += 1
        self._show(node.text, node)
        self._walk(node, depth + 1)
        self._depth -= 1
        self.paragraphs.append((start, self._at))
        if self._is_code(node):
            self.verbatim.append((start, self._at))
        self._texts.append("\n")
        self._at += 1
        if not self._depth:
            deferred, self._deferred = self._deferred, []
            for kind, anchor, one in deferred:
                begin = self._at
                self._walk(one, depth + 1)
                if kind == "note":
                    self.notes.append((f"note:{len(self.notes) + 1}", anchor, begin, self._at))

    def _is_code(self, node: Element) -> bool:
        style = _attribute(node, "style-name")
        return bool(_CODE.search(self._parents.get(style) or style))

    def _border(self, node: Element, name: str) -> None:
        kind, _, border = name.rpartition("-")
        if kind == "fieldmark":
            self._field(node, border)
            return
        if kind not in ("reference-mark", "bookmark"):
            return
        form = "mark" if kind == "reference-mark" else "bookmark"
        key = (form, _attribute(node, "name"))
        if border == "start":
            if form == "mark" and key in self._open:
                self.unbalanced.append(self._open[key].start)
            self._open[key] = Mark(key[1], form, self._at, begin=node)
            self._limits.check("fields", len(self.marks) + len(self._open), "the number of marks")
        elif (mark := self._open.pop(key, None)) is not None:
            self._end(mark, node)
        elif form == "mark":
            self.unbalanced.append(self._at)

    def _field(self, node: Element, border: str) -> None:
        if border == "start":
            code = next((_attribute(one, "value") for one in node if _attribute(one, "name").endswith("code")), "")
            self._fields.append(Mark(code or _attribute(node, "type"), "field", self._at, begin=node))
            self._limits.check("fields", len(self.marks) + len(self._fields), "the number of fields")
        elif self._fields:
            self._end(self._fields.pop(), node)
        else:
            self.unbalanced.append(self._at)

    def _enclosing(self, node: Element, name: str, depth: int) -> None:
        form = "entry" if name == "bibliography-mark" else "section"
        values: dict[str, str] = {_local(key): str(value) for key, value in _items(node)}
        code = "JR_bib" if name == "bibliography" else _attribute(node, "name")
        mark = Mark(code, form, self._at, attributes=values if form == "entry" else {}, begin=node)
        if self._depth:
            self._show(node.text, node)
        self._walk(node, depth + 1)
        self._end(mark)

    def _end(self, mark: Mark, close: Element | None = None) -> None:
        mark.end, mark.close = self._at, close
        self.marks.append(mark)
        self._limits.check("fields", len(self.marks), "the number of fields")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _items(node: Element) -> list[tuple[str, Any]]:
    return [(str(key), value) for key, value in node.attrib.items()]


def _attribute(node: Element, name: str) -> str:
    return next((str(value) for key, value in _items(node) if _local(key) == name), "")

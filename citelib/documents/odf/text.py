"""Text put into an ODT: spans in styles of their own, and stretches of a paragraph replaced."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from citelib.documents.odf.walk import Shown
from citelib.formats.xml.writing import legal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Styles", "element", "insert_behind", "name_of", "replace", "unlink"]

_SPACES: Final = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{address}:1.0"
    for name, address in {
        "office": "office", "text": "text", "style": "style", "fo": "xsl-fo-compatible", "meta": "meta",
    }.items()
}  # fmt: skip
_PROPERTIES: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("font-style", "italic"): ("fo:font-style", "italic"),
    ("font-style", "oblique"): ("fo:font-style", "italic"),
    ("font-style", "normal"): ("fo:font-style", "normal"),
    ("font-weight", "bold"): ("fo:font-weight", "bold"),
    ("font-weight", "normal"): ("fo:font-weight", "normal"),
    ("font-variant", "small-caps"): ("fo:font-variant", "small-caps"),
    ("font-variant", "normal"): ("fo:font-variant", "normal"),
    ("text-decoration", "underline"): ("style:text-underline-style", "solid"),
    ("text-decoration", "none"): ("style:text-underline-style", "none"),
    ("vertical-align", "sup"): ("style:text-position", "super 58%"),
    ("vertical-align", "sub"): ("style:text-position", "sub 58%"),
    ("vertical-align", "baseline"): ("style:text-position", "0% 100%"),
}


def name_of(name: str) -> str:
    """``text:p`` as lxml names it."""
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


def element(name: str, text: str = "", /, **attributes: str) -> Element:
    """An element; ``__`` in the names of attributes stands for the colon, and ``_`` for a hyphen."""
    from lxml import etree

    named = {name_of(key.replace("__", ":").replace("_", "-")): value for key, value in attributes.items()}
    node = etree.Element(name_of(name), named, nsmap={name.partition(":")[0]: _SPACES[name.partition(":")[0]]})
    node.text = text or None
    return node


class Styles:
    """The automatic styles of a part, to which those that are needed are added once.

    Args:
        root: The root of the part.
        named: Names of the styles that the document has.
    """

    def __init__(self, root: Element, named: frozenset[str]) -> None:
        self._root = root
        self._named = named

    def spans(self, runs: Iterable[Mapping[str, str]]) -> list[Element]:
        """Elements that show runs; a tab comes behind what stands in the margin, a line break around blocks."""
        made: list[Element] = []
        before = ""
        for run in runs:
            display = run.get("display", "")
            if made and display != before:
                if before == "left-margin":
                    made.append(element("text:tab"))
                elif "block" in (before, display) or "indent" in (before, display) or display == "left-margin":
                    made.append(element("text:line-break"))
            before = display
            span = element("text:span", text__style_name=self._of(run))
            _fill(span, legal(run["text"].replace("\n", " ")))
            made.append(span)
        return made

    def _of(self, run: Mapping[str, str]) -> str:
        found = dict(_PROPERTIES[one] for one in run.items() if one in _PROPERTIES)
        name = "".join(f"-{key.rpartition('-')[2]}-{re.sub('[^a-z0-9]', '', value)}" for key, value in found.items())
        return self._add(f"citelib{name}", ("text", "text-properties"), found, "")

    def paragraph(self, *, hanging: bool, has_labels: bool) -> str:
        """The style of an entry of a list."""
        parent = "Bibliography_20_1" if "Bibliography_20_1" in self._named else "Standard"
        indent = "0.9cm" if has_labels else "1.27cm"
        properties = {"fo:margin-left": indent, "fo:text-indent": f"-{indent}"} if hanging or has_labels else {}
        name = f"citelib-entry-{len(properties)}{has_labels:d}"
        return self._add(name, ("paragraph", "paragraph-properties"), properties, parent)

    def _add(self, name: str, kinds: tuple[str, str], properties: Mapping[str, str], parent: str) -> str:
        family, kind = kinds
        holder = self._root.find(name_of("office:automatic-styles"))
        if holder is None:
            holder = element("office:automatic-styles")
            body = next((child for child in self._root if child.tag in _BEHIND_STYLES), None)
            if body is None:
                self._root.append(holder)
            else:
                body.addprevious(holder)
        if all(node.get(name_of("style:name")) != name for node in holder):
            style = element("style:style", style__name=name, style__family=family)
            if parent:
                style.set(name_of("style:parent-style-name"), parent)
            inner = element(f"style:{kind}")
            for key, value in properties.items():
                inner.set(name_of(key), value)
            style.append(inner)
            holder.append(style)
        return name


_BEHIND_STYLES: Final = frozenset((name_of("office:body"), name_of("office:master-styles")))


def _fill(node: Element, text: str) -> None:
    """Text with its repeated spaces, of which a reader would make one."""
    pieces = re.split(r"( {2,}|^ | $)", text)
    node.text = pieces[0] or None
    last: Element | None = None
    for index, piece in enumerate(pieces[1:], 1):
        if not piece:
            continue
        if index % 2:
            last = element("text:s", text__c=str(len(piece)))
            node.append(last)
        elif last is None:
            node.text = (node.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece


def insert_behind(node: Element, slot: str, made: Sequence[Element]) -> None:
    """Put elements behind the text that begins a node, or that follows it."""
    if slot == "text":
        for one in reversed(made):
            node.insert(0, one)
        return
    rest, node.tail = node.tail, None
    for one in reversed(made):
        node.addnext(one)
    node.tail = rest


def replace(shown: Sequence[Shown], start: int, end: int, made: Sequence[Element]) -> bool:
    """Put elements in the place of what is shown between two offsets; what stands around it is not touched.

    Returns:
        Whether there was anything to be replaced.
    """
    first = max(bisect_right(shown, start, key=_start) - 1, 0)
    last = bisect_left(shown, end, lo=first, key=_start)
    touched = [one for one in shown[first:last] if one.start + len(one.text) > start]
    gone = []
    for index, one in enumerate(touched):
        head, tail = one.text[: max(start - one.start, 0)], one.text[max(end - one.start, 0) :]
        if one.start + len(one.text) <= end:
            tail = ""
        holds_tail = bool(index) or not made
        if one.slot:
            setattr(one.node, one.slot, head + tail if holds_tail else head or None)
        else:  # a space or a tab, which is an element
            gone.append(one.node)
        if not index and made:
            if one.slot:
                insert_behind(one.node, one.slot, made)
            else:
                _insert_before(one.node, made)
            made[-1].tail = tail or None
        # Places are replaced from the end: of what follows, only that it is there counts.
        one.text = head + tail if holds_tail else head
    for node in gone:
        unlink(node)
    return bool(touched)


def _start(one: Shown) -> int:
    return one.start


def _insert_before(node: Element, made: Sequence[Element]) -> None:
    for one in made:
        node.addprevious(one)


def unlink(node: Element) -> None:
    """Take an element away, but not what follows it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail:
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    node.tail = None
    parent.remove(node)

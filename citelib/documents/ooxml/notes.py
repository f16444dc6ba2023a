"""Footnotes of a DOCX: new ones with ids of their own, and the part for them if the document has none."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

from citelib.documents.ooxml.additions import Additions
from citelib.documents.ooxml.names import XML_SPACE, w
from citelib.documents.ooxml.runs import element

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Footnotes"]

_TYPE: Final = "footnotes"


class Footnotes:
    """Adds footnotes to a document.

    Args:
        additions: What else is added to the package.
    """

    def __init__(self, additions: Additions) -> None:
        self._additions = additions
        self._root: Element | None = None
        self._next = 0
        self._added: list[tuple[Element, Element]] = []

    def add(self, content: list[Element]) -> Element:
        """A run that refers to a new note with this content."""
        root = self._opened()
        reference_style = self._additions.style("character", "footnote reference", "FootnoteReference")
        text_style = self._additions.style("paragraph", "footnote text", "FootnoteText")
        mark = element("r", element("rPr", element("rStyle", val=reference_style)), element("footnoteRef"))
        space = element("t")
        space.text = " "
        space.set(XML_SPACE, "preserve")
        paragraph = element("p", element("pPr", element("pStyle", val=text_style)), mark, element("r", space), *content)
        note = element("footnote", paragraph, id="")
        root.append(note)
        mark = element("footnoteReference", id="")
        self._added.append((note, mark))
        return element("r", element("rPr", element("rStyle", val=reference_style)), mark)

    def number(self) -> None:
        """Give new notes their ids and places, the last added the first: texts are replaced from the end."""
        for note, mark in reversed(self._added):
            self._next += 1
            note.set(w("id"), str(self._next))
            mark.set(w("id"), str(self._next))
        self._sort()

    def _sort(self) -> None:
        """Put notes in the order of the text: LibreOffice goes by their order, not by their ids."""
        main = self._additions.main_root()
        if self._root is None or main is None:
            return
        order = {node.get(w("id")): place for place, node in enumerate(main.iter(w("footnoteReference")))}
        self._root[:] = sorted(self._root, key=lambda note: order.get(note.get(w("id")), -1))

    def _opened(self) -> Element:
        if self._root is None:
            self._root = self._additions.related_part(_TYPE, "footnotes", _empty)
            ids = [int(id) for note in self._root if (id := note.get(w("id"), "")).lstrip("-").isdigit()]
            self._next = max([0, *ids])
            self._additions.declare_separators(self._root)
        return self._root


def _empty() -> Element:
    from lxml import etree

    from citelib.documents.ooxml.names import OFFICE, WORD

    root = etree.Element(w("footnotes"), nsmap={"w": WORD, "r": OFFICE})
    for kind, id in (("separator", "-1"), ("continuationSeparator", "0")):
        spacing = element("pPr", element("spacing", after="0", line="240", lineRule="auto"))
        root.append(
            element("footnote", element("p", copy.deepcopy(spacing), element("r", element(kind))), type=kind, id=id)
        )
    return root

"""Works that are only on the web, under the type with which a style prints their address.

BibTeX and its kin have one type for whatever has no other (``@misc``, Zotero's *Document*), and many styles print
addresses for few types. A reader who has nothing but the address needs it.
"""

from __future__ import annotations

from typing import Final

from citelib.csl.document.cites import walk
from citelib.csl.render import Context, Setting, render_layout
from citelib.model import Item

__all__ = ["OnlineTypes"]

_ELSEWHERE: Final = ("container-title", "DOI", "ISBN", "ISSN", "volume", "page", "number", "collection-title")
"""Variables of works that can be found without their address."""


class OnlineTypes:
    """The types under which one style prints works that are only on the web.

    Args:
        setting: The style.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._prints_address: dict[tuple[str, ...], bool] = {}
        """Whether entries of the type ``document`` show their address, by the variables that they have."""

    def apply(self, item: Item) -> Item:
        """The item under the type with which its address is printed; mostly the item itself.

        A preprint on arXiv is an ``article``. A ``document`` whose address the style leaves out is a ``webpage``;
        where it prints the address, publisher and date are safer as they are, since few styles print them for pages.
        """
        if item.type not in ("document", "article-journal"):
            return item
        address = item.variables.get("URL")
        if not address or any(item.variables.get(name) for name in _ELSEWHERE):
            return item
        if "arxiv.org/" in address:
            return _as(item, "article")
        if item.type == "document" and "doi.org/" not in address and not self._shows_address(item):
            return _as(item, "webpage")
        return item

    def _shows_address(self, item: Item) -> bool:
        kind = tuple(item.variables)
        shown = self._prints_address.get(kind)
        if shown is None:
            style = self._setting.style
            area, part = (
                ("citation", style.citation) if style.bibliography is None else ("bibliography", style.bibliography)
            )
            spans = [] if part is None else render_layout(part.layout, Context(self._setting, area, item))
            shown = self._prints_address[kind] = any(span.link for span in walk(spans, everything=True))
        return shown


def _as(item: Item, item_type: str) -> Item:
    return Item(item.id, item_type, item.variables, relations=item.relations, custom=item.custom)

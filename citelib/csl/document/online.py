"""Works that are only on the web, under the type with which a style prints their address.

BibTeX and its kin have one type for whatever has no other (``@misc``, Zotero's *Document*), and many styles print
addresses for few types. A reader who has nothing but the address needs it.
"""

from __future__ import annotations

from typing import Final

from citelib.csl.document.cites import walk
from citelib.csl.render import Context, Setting, render_layout
from citelib.model import Item

__all__ = ["with_online_type"]

_ELSEWHERE: Final = ("container-title", "DOI", "ISBN", "ISSN", "volume", "page", "number", "collection-title")
"""Variables of works that can be found without their address."""


def with_online_type(item: Item, setting: Setting) -> Item:
    """The item under the type with which a style prints its address; mostly the item itself.

    A preprint on arXiv is an ``article``. A ``document`` whose address the style leaves out is a ``webpage``; where
    the style prints the address anyway, publisher and date are safer as they are, since few styles print them for
    pages.
    """
    if item.type not in ("document", "article-journal"):
        return item
    address = item.variables.get("URL")
    if not address or any(item.variables.get(name) for name in _ELSEWHERE):
        return item
    if "arxiv.org/" in address:
        return _as(item, "article")
    if item.type == "document" and "doi.org/" not in address and not _shows_address(item, setting):
        return _as(item, "webpage")
    return item


def _shows_address(item: Item, setting: Setting) -> bool:
    style = setting.style
    part = style.bibliography or style.citation
    area = "citation" if style.bibliography is None else "bibliography"
    shape = setting.shape(area, item)
    if shape.shows_address is None:
        spans = [] if part is None else render_layout(part.layout, Context(setting, area, item))
        shape.shows_address = any(span.link for span in walk(spans, everything=True))
    return shape.shows_address


def _as(item: Item, item_type: str) -> Item:
    return Item(item.id, item_type, item.variables, relations=item.relations, custom=item.custom)

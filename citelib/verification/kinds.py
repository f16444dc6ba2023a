"""What registries tell apart: papers, books, theses and what no registry of works holds.

>>> from citelib.model import Item
>>> kind_of_work(Item("a", "paper-conference")), kind_of_work(Item("c", "thesis"))
('paper', 'thesis')
>>> kind_of_work(Item("d", "document", title="Moss", URL="https://example.org"))
'web'
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from citelib.model import Item
from citelib.model.handles import handles

__all__ = ["KINDS", "MONOGRAPHS", "is_held_by", "is_held_nowhere", "kind_of_work"]

KINDS: Final = {
    "paper": "article article-journal article-magazine paper-conference chapter review review-book entry-encyclopedia",
    "book": "book collection classic periodical entry-dictionary entry",
    "thesis": "thesis",
    "report": "report",
    "data": "dataset figure",
    "software": "software",
    "standard": "standard",
    "law": "bill hearing legal_case legislation regulation treaty patent",
    "web": "webpage post post-weblog",
    "press": "article-newspaper broadcast interview speech song motion_picture musical_score performance graphic map "
    "personal_communication pamphlet manuscript event",
}
"""Kinds of works, each with its CSL types."""

MONOGRAPHS: Final = frozenset({"book", "thesis", "report"})
"""Kinds of which catalogues may call a work one where its title page calls it another: a thesis that is printed."""
_KIND: Final = {type: kind for kind, types in KINDS.items() for type in types.split()}
_NOWHERE: Final = frozenset({"standard", "law", "web", "press", "software"})
_WORKS: Final = frozenset({"doi", "arxiv", "pmid", "pmcid"})


def kind_of_work(item: Item) -> str:
    """The kind of a work; without a type, an identifier of papers makes a paper, and an address alone a page."""
    if (kind := _KIND.get(item.type)) is not None:
        return kind
    if item.container_title or item.event_title or any(scheme in _WORKS for scheme, _ in handles(item)):
        return "paper"
    return "web" if item.URL and not item.author and not item.editor else "other"


def is_held_nowhere(item: Item) -> bool:
    """Whether no registry of works holds such works, unless one has given it an identifier."""
    return kind_of_work(item) in _NOWHERE and not any(scheme in _WORKS for scheme, _ in handles(item))


def is_held_by(item: Item, kinds: Collection[str]) -> bool:
    """Whether a source of some kinds of works would have a work; what does not say what it is may be any of them."""
    kind = kind_of_work(item)
    return kind in kinds or (kind == "other" and bool(kinds))

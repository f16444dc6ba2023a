"""The variable ``references`` filled from the relations of an item.

CSL gives a style no way to reach another item, but it has a variable for related items (specification, appendix IV,
``references``). Where a style asks for it, an item that has no text of its own there gets the entries of the works that
it reports on, comments on, corrects …, each behind a word that says what it is. A style asks by calling a macro named
`MACRO` in its bibliography; general styles use ``references`` for the history of legal cases and are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from citelib.model import Bibliography, Item

__all__ = ["MACRO", "PATHS", "with_references"]

MACRO: Final = "related-works"
"""Name of the macro by which a style asks for related works."""

PATHS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("reports-on",), "Reports on"),
    (("reports-on", "commented-on-by"), "Commentary"),
    (("comments-on",), "Comments on"),
    (("replies-to",), "Reply to"),
    (("reviews",), "Review of"),
    (("translation-of",), "Translation of"),
    (("preprint-of",), "Published as"),
    (("corrects",), "Corrects"),
    (("corrected-by",), "Corrected by"),
    (("retracts",), "Retracts"),
    (("retracted-by",), "Retracted by"),
    (("expression-of-concern-in",), "Expression of concern"),
)
"""Relations to follow from an item, one after the other, and the words to print before what is found."""


def with_references(items: Iterable[Item], entry: Callable[[Item], str]) -> list[Item]:
    """The items, with ``references`` filled for those that have relations and no text there.

    Args:
        items: Items of one bibliography; relations to others are left out.
        entry: Gives the entry of an item in the style, as text with the inline markup of CSL-JSON.
    """
    works = Bibliography(items)
    entries: dict[str, str] = {}

    def text(item: Item) -> str:
        if item.id not in entries:
            entries[item.id] = entry(item.evolve(references=None, relations=())).strip()
        return entries[item.id]

    filled = []
    for item in works.values():
        if item.references is None:
            parts = [f"{words}: {text(other)}" for words, other in _companions(item, works)]
            if parts:
                item = item.evolve(references=" ".join(parts))
        filled.append(item)
    return filled


def _companions(item: Item, works: Bibliography) -> Iterator[tuple[str, Item]]:
    """Every work that a path leads to, once, with the words of the first path that does."""
    seen = {item.id}
    for path, words in PATHS:
        ends = [item]
        for relation in path:
            ends = [other for one in ends for other in works.related(one.id, relation)]
        for other in ends:
            if other.id not in seen:
                seen.add(other.id)
                yield words, other

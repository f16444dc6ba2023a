"""Titles as they are shown to people: without their markup.

>>> from citelib.model import Item
>>> title_of(Item("a", "book", title="On <i>Moss</i>")), title_of(Item("b", "book"), "untitled")
('On Moss', 'untitled')
"""

from __future__ import annotations

from citelib.comparing import strip_markup
from citelib.model import Item

__all__ = ["title_of"]


def title_of(item: Item, otherwise: str = "") -> str:
    """The title of an item.

    Args:
        item: The item.
        otherwise: What is shown of an item without a title.
    """
    return strip_markup(item.title) if item.title else otherwise

"""The text of a cite as it is compared with the texts of others: in its subsequent form and without its locator."""

from __future__ import annotations

from collections.abc import Callable

from citelib.csl.citation import SUBSEQUENT
from citelib.csl.document.cites import find_role
from citelib.csl.render import Context, Decisions, Nameset, Setting, render_layout
from citelib.model import Item
from citelib.richtext import Span, text_of
from citelib.richtext.tree import key_of

__all__ = ["Ambiguity", "Compared", "author_of", "compared_text"]


class Ambiguity:
    """The text of a cite as it is compared with others, and what could still be added to it.

    Attributes:
        key: Its text; equal keys are ambiguous.
        namesets: The lists of names that the cite shows.
        conditions: How many ``disambiguate`` conditions the layout met.
    """

    __slots__ = ("conditions", "key", "namesets")

    def __init__(self, key: str, namesets: list[Nameset], conditions: int) -> None:
        self.key = key
        self.namesets = namesets
        self.conditions = conditions


def compared_text(item: Item, decisions: Decisions, setting: Setting, position: int = SUBSEQUENT) -> Ambiguity:
    """Render a cite for comparison."""
    context, spans = _rendered(item, decisions, setting, position)
    return Ambiguity(key_of(spans), context.namesets, context.conditions_seen)


def author_of(item: Item, decisions: Decisions, setting: Setting) -> str:
    """The names that a cite shows, as text that sorts."""
    names = find_role(_rendered(item, decisions, setting)[1], "names")
    if names is None:
        return ""
    if isinstance(names.value, list):
        # Each name as it is printed, without «and» and et-al, which must not affect the order.
        return ", ".join(text_of(Span([one.span.children[at]])) for one in names.value for at in one.at)
    return text_of(names)


def _rendered(
    item: Item, decisions: Decisions, setting: Setting, position: int = SUBSEQUENT
) -> tuple[Context, list[Span]]:
    context = Context(
        setting, "citation", item, position=position, near_note=True, decisions=decisions, comparing=True, started=True
    )
    citation = context.setting.style.citation
    assert citation is not None
    return context, render_layout(citation.layout, context)


Compared = Callable[[Item, Decisions], Ambiguity]
"""Renders an item's cite for comparison; the caller may cache the results."""

"""Single parts of a cite, for citations that are woven into a sentence: names, year, title, locator.

What a style prints in its cites is taken from there, since it is told apart from that of other works already. A style
whose cites are numbers or «Ibid.» prints no names and years; then the item itself is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from citelib.csl.citation import IBID
from citelib.csl.document.cites import CiteRow, RenderedCite, find_role, roles, walk
from citelib.csl.render import Context, Setting, date_text, render_layout, short_names
from citelib.csl.style import nodes
from citelib.model import Item
from citelib.model.vocabulary import NAME_VARIABLES
from citelib.richtext import Span

__all__ = ["PARTS", "names_in_prose", "shows_names"]

_CREATORS: Final = (
    "author", "editor", "translator", "composer", "director", "performer", "host", "compiler", "organizer", "chair",
    "curator", "illustrator", "interviewer", "reviewed-author",
)  # fmt: skip
"""Whose names stand for a work in a sentence, the first that it has."""
assert NAME_VARIABLES.issuperset(_CREATORS)
_LOCATOR: Final = nodes.Group(
    children=(nodes.Label(variable="locator", form="short"), nodes.TextVariable(variable="locator")), delimiter=" "
)


def shows_names(cite: RenderedCite) -> bool:
    """Whether the cite prints names, or what its style has in the place of names."""
    return find_role(cite.spans, "names") is not None


def names_in_prose(cite: RenderedCite, item: Item, setting: Setting) -> list[Span]:
    """The names of a cite as a sentence has them; the title where nobody is named; nothing if there is neither.

    A title is not given where the cite itself prints it.
    """
    names = find_role(cite.spans, "names")
    if names is not None:
        return [names]
    context = _context(cite.row, item, setting)
    for variable in _CREATORS:
        if people := context.names(variable):
            return [short_names(people, context)]
    if any(span.role == "title" for span in walk(cite.spans)) or cite.row.place.position >= IBID:
        return []
    return _title(cite, item, setting)


def _year(cite: RenderedCite, item: Item, setting: Setting) -> list[Span]:
    """The year with its suffix; «n.d.» or what stands for a date."""
    years = roles(cite.spans, ("year", "year-suffix", "date-text"))
    if years:
        return [Span([*span.children], span.formatting, role=span.role, value=span.value) for span in years]
    return [Span([date_text(item, setting)])]


def _title(cite: RenderedCite, item: Item, setting: Setting) -> list[Span]:
    """The title as the cite prints it, else as the bibliography does, else as it stands."""
    title = find_role(cite.spans, "title")
    if title is None:
        title = find_role(_entry(cite, item, setting), "title")
    if title is not None:
        title.prefix = title.suffix = ""
        return [title]
    text = item.get("title-short") or item.get("title") or ""
    return [Span(setting.leaf(text))] if text else []


def _locator(cite: RenderedCite, item: Item, setting: Setting) -> list[Span]:
    """The locator with its label."""
    return render_layout(nodes.Layout(children=(_LOCATOR,)), _context(cite.row, item, setting))


def _entry(cite: RenderedCite, item: Item, setting: Setting) -> list[Span]:
    """The entry of the bibliography without its number or label; the cite itself where there is no bibliography."""
    bibliography = setting.style.bibliography
    if bibliography is None:
        return cite.spans
    context = Context(setting, "bibliography", item, number=cite.row.number, decisions=cite.row.decisions)
    spans = render_layout(bibliography.layout, context)
    shown = [span for span in spans if not _is_mark(span)] or spans
    return [Span([*shown], prefix="", suffix=bibliography.layout.suffix)]


def _is_mark(span: Span) -> bool:
    """Whether a span holds a citation number or a label and nothing else."""
    while len(span.children) == 1 and isinstance(span.children[0], Span):
        span = span.children[0]
    return span.role in ("citation-number", "citation-label")


def _context(row: CiteRow, item: Item, setting: Setting) -> Context:
    return Context(setting, "citation", item, row.cite, number=row.number, decisions=row.decisions)


Part = Callable[[RenderedCite, Item, Setting], list[Any]]
PARTS: Final[dict[str, Part]] = {
    "author-only": names_in_prose,
    "year-only": _year,
    "title-only": _title,
    "locator-only": _locator,
    "full": _entry,
}
"""The part of a cite that each mode prints."""

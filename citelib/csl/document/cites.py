"""Rendered cites and entries, and what later passes read off them."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from citelib.csl.citation import Cite
from citelib.csl.document.positions import Place
from citelib.csl.render import NO_DECISIONS, Context, Decisions, Setting, render_layout
from citelib.csl.render.names import TERM_FOR_NAMES
from citelib.model import Item
from citelib.richtext import ROOT, Line, Span, flatten, native_marks
from citelib.richtext.tree import key_of

__all__ = ["CiteRow", "RenderedCite", "find_role", "line_of", "render_cite", "roles", "walk"]

_TAG: Final = re.compile(r"<[^<>]+>")
_TRAILING: Final = "\"'”’»\u202f\u00a0 "
_STARTS_WORD: Final = re.compile(
    "[&a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1e00-\u1fff\u0600-\u06ff"
    r"\[(]"
)
_ENDS_WORD: Final = re.compile(
    "[.;:&a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1e00-\u1fff"
    r"\u0600-\u06ff!?)\],0-9]$"
)
_SETS_OFF: Final = frozenset(",;:")
_SPACES: Final = re.compile(r"[ \t\r\n]+")


class CiteRow(NamedTuple):
    """Everything that the text of a cite depends on, besides the style and the item: equal rows render alike."""

    cite: Cite
    place: Place = Place()
    number: int = 0
    decisions: Decisions = NO_DECISIONS
    hide_names: bool = False
    hide_year: bool = False
    hide_number: bool = False
    started: bool = False


class RenderedCite:
    """The tree of a cite, with the facts that grouping and collapsing ask for.

    Attributes:
        row: What it was rendered from.
        spans: Its output without the affixes of the cite.
        names: Text and styles of the names; "" if there are none.
        years: The years that it prints.
        suffix: Number of its year suffix, or 0.
        number: Its citation number, if it prints one, or 0.
        prints_locator: Whether it prints its locator; many styles have no place for one.
    """

    __slots__ = ("_names", "_names_span", "number", "prints_locator", "row", "spans", "suffix", "years")

    def __init__(self, row: CiteRow, spans: list[Span]) -> None:
        self.row = row
        self.spans = spans
        years: list[int] = []
        self.suffix = 0
        self.number = 0
        self.prints_locator = False
        self._names: str | None = None
        self._names_span: Span | None = None
        for span in walk(spans):
            role, value = span.role, span.value
            if role == "names":
                self._names_span = self._names_span or span
            elif role == "locator":
                self.prints_locator = True
            elif not isinstance(value, int):
                continue
            elif role == "year":
                years.append(value)
            elif role == "year-suffix":
                self.suffix = self.suffix or value
            elif role == "citation-number":
                self.number = self.number or value
        self.years = tuple(years)

    @property
    def names(self) -> str:
        """Text and styles of the first names."""
        if self._names is None:
            names = self._names_span
            shown = names is not None and names.value != TERM_FOR_NAMES
            self._names = key_of(names.children, names.delimiter) if names is not None and shown else ""
        return self._names

    @names.setter
    def names(self, names: str) -> None:
        """Say which names a cite without its names would show."""
        self._names = names


def walk(spans: list[Any], *, everything: bool = False) -> list[Span]:
    """All spans that have a role, or just all, in order."""
    found: list[Span] = []
    stack = list(reversed(spans))
    while stack:
        span = stack.pop()
        if type(span) is Span:
            if span.role or everything:
                found.append(span)
            stack.extend([child for child in reversed(span.children) if type(child) is Span])
    return found


def roles(spans: list[Any], wanted: tuple[str, ...]) -> list[Span]:
    """The outermost spans with one of these roles, in order."""
    found: list[Span] = []
    for span in spans:
        if type(span) is Span:
            found += [span] if span.role in wanted else roles(span.children, wanted)
    return found


def find_role(spans: list[Any], role: str) -> Span | None:
    """The first span with a role."""
    return next((span for span in walk(spans) if span.role == role), None)


def render_cite(row: CiteRow, item: Item, setting: Setting) -> RenderedCite:
    """Render a cite without its affixes."""
    place = row.place
    context = Context(
        setting,
        "citation",
        item,
        row.cite,
        position=place.position,
        near_note=place.near_note,
        first_note=place.first_note,
        number=row.number,
        decisions=row.decisions,
        hide_names=row.hide_names,
        hide_year=row.hide_year,
        hide_number=row.hide_number,
        started=row.started,
    )
    citation = context.setting.style.citation
    assert citation is not None
    spans = render_layout(citation.layout, context)
    if row.hide_names and spans:
        _without_leading_mark(spans[0])
    return RenderedCite(row, spans)


def _without_leading_mark(span: Span) -> None:
    """Take off the marks that set the first thing of a cite off from names that are left out: «, forthcoming»."""
    while True:
        if span.prefix[:1] in _SETS_OFF:
            span.prefix = span.prefix.lstrip(",;: ")
        if span.prefix or not span.children or not isinstance(span.children[0], Span):
            return
        span = span.children[0]


def line_of(span: Span, setting: Setting) -> Line:
    """The finished line of a citation or an entry."""
    line = Line(setting.quotes, setting.locale.punctuation_in_quote)
    flatten(span, line, ROOT)
    if setting.native:
        native_marks(line.runs, setting.locale.language)
    return line


def spaced_prefix(prefix: str) -> str:
    """The prefix of a cite with the space that people leave out.

    >>> spaced_prefix("see"), spaced_prefix("(")
    ('see ', '(')
    """
    if not prefix:
        return ""
    bare = _TAG.sub("", prefix).rstrip(_TRAILING)
    return _SPACES.sub(" ", prefix + (" " if _ENDS_WORD.search(bare) else ""))


def spaced_suffix(suffix: str) -> str:
    """The suffix of a cite with the space that people leave out."""
    return f" {suffix}" if _STARTS_WORD.match(suffix) else suffix


def counts_as_start(prefix: str) -> bool:
    """Whether a prefix counts as something printed, so that no capital is due after it.

    It does not if it ends a sentence of more than one word.

    >>> counts_as_start("See:"), counts_as_start("See this:")
    (True, False)
    """
    if not prefix:
        return False
    bare = _TAG.sub("", prefix).rstrip(_TRAILING)
    return not (bare[-1:] in tuple(".!?:;") and " " in prefix.strip())

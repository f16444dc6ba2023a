"""Trees of rich text, and how a tree becomes a line of runs.

A `Span` mirrors one element of a style: its affixes, delimiter, formatting, quotes, case and display. Its
children are spans, plain strings (text of the data without markup) and `Styled` pieces (text with markup). Formatting
*sets* a property, markup in the data *toggles* it: italics within italics are upright (specification, Formatting;
the flip-flop of the official test suite).

>>> from citelib.richtext import ROOT, parse_markup
>>> line = Line()
>>> title = Span(list(parse_markup("On <i>E. coli</i>")), formatting=(("font-style", "italic"),))
>>> flatten(title, line, ROOT)
>>> line.runs
[Run('On ', font-style=italic), Run('E. coli', font-style=italic/font-style=normal)]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citelib.richtext.case import apply_case
from citelib.richtext.markup import Styled, plain
from citelib.richtext.runs import DATA, ROOT, STYLE, Mark, Run
from citelib.richtext.seams import Line

__all__ = ["Child", "Properties", "Span", "flatten", "key_of", "text_of"]

Properties = tuple[tuple[str, str], ...]
"""Formatting properties with their values, outermost first."""


class Span:
    """A piece of rich text.

    Attributes:
        children: What it holds: text, markup, spans.
        formatting: Properties that it sets.
        prefix: Text before it, outside its formatting.
        suffix: Text after it, outside its formatting.
        delimiter: Text between its children.
        quotes: Whether it stands in quotation marks.
        strip_periods: Whether its full stops go.
        text_case: A value of ``text-case``, or None.
        language: Language of its text, in two letters, where case depends on it.
        display: A value of ``display``, or None.
        link: Where it leads, or "".
        cite: Id of the item to whose entry it leads, or "".
        role: What it is: ``"names"``, ``"year"``, ``"year-suffix"``, ``"citation-number"``, ``"affix"`` for the
            suffix of a cite, whose punctuation never moves into a quotation, ``"entry"`` for what holds the blocks of
            an entry, or "".
        value: What the role asks for: a number, the names.
        wrapped: Whether a plain group is around it, so that its prefix counts as that of the group.
    """

    __slots__ = (
        "children", "cite", "delimiter", "display", "formatting", "language", "link", "prefix", "quotes", "role",
        "strip_periods", "suffix", "text_case", "value", "wrapped",
    )  # fmt: skip

    def __init__(
        self,
        children: list[Child],
        formatting: Properties = (),
        prefix: str = "",
        suffix: str = "",
        delimiter: str = "",
        quotes: bool = False,
        strip_periods: bool = False,
        text_case: str | None = None,
        language: str = "en",
        display: str | None = None,
        link: str = "",
        cite: str = "",
        role: str = "",
        value: object = None,
        wrapped: bool = False,
    ) -> None:
        self.children = children
        self.formatting = formatting
        self.prefix = prefix
        self.suffix = suffix
        self.delimiter = delimiter
        self.quotes = quotes
        self.strip_periods = strip_periods
        self.text_case = text_case
        self.language = language
        self.display = display
        self.link = link
        self.cite = cite
        self.role = role
        self.value = value
        self.wrapped = wrapped

    def __repr__(self) -> str:
        shown = [
            f"{name}={getattr(self, name)!r}"
            for name in ("formatting", "prefix", "suffix", "delimiter", "role")
            if getattr(self, name)
        ]
        return f"Span({', '.join([repr(self.children), *shown])})"


Child = str | Styled | Span


def text_of(span: Span) -> str:
    """The bare text of a span: no typography, for keys that are only compared.

    >>> text_of(Span(["a", Span(["b"], prefix="(", suffix=")")], delimiter=" "))
    'a (b)'
    """
    parts = []
    for child in span.children:
        if isinstance(child, str):
            parts.append(child)
        elif isinstance(child, Span):
            parts.append(text_of(child))
        else:
            parts.append(plain((child,)))
    text = span.delimiter.join(parts)
    return f"{span.prefix}{text}{span.suffix}" if text else ""


def key_of(children: Sequence[Child], delimiter: str = "") -> str:
    """Text of spans as one key: what reads alike has equal keys, however it looks.

    >>> key_of([Span(["a"], (("font-style", "italic"),))]) == key_of(["a"]), key_of([Span(["a"])]) == key_of(["b"])
    (True, False)
    """
    parts: list[str] = []
    for child in children:
        if type(child) is str:
            parts.append(child)
        elif type(child) is not Span or child.quotes or child.strip_periods or child.text_case is not None:
            line = Line()  # closes seams and changes case, which `text_of` does not
            flatten(child if type(child) is Span else Span([child]), line, ROOT)
            parts.append(line.text)
        else:
            text = key_of(child.children, child.delimiter)
            if text:
                parts.append(f"{child.prefix}{text}{child.suffix}")
    return delimiter.join(parts)


_NORMAL: Final = {"normal": True, "none": True, "baseline": True}
_TOGGLES: Final[dict[str, tuple[str, str, str]]] = {
    "italic": ("font-style", "italic", "normal"),
    "bold": ("font-weight", "bold", "normal"),
    "small-caps": ("font-variant", "small-caps", "normal"),
    "sup": ("vertical-align", "sup", "sup"),
    "sub": ("vertical-align", "sub", "sub"),
}
"""Property that markup sets, its value, and the value where the property is in force already."""
_KEEP_CASE: Final = frozenset(("nocase", "nodecor", "sup", "sub", "small-caps"))
_UNDECORATED: Final = ("font-style", "font-variant", "font-weight")
_CLOSING: Final = frozenset(".,;:")


def flatten(span: Span, line: Line, mark: Mark) -> None:
    """Write a span at the end of a line.

    Args:
        span: What is written.
        line: Where it is written.
        mark: The style around it.
    """
    if span.display is not None:
        _flatten_block(span, line, mark)
    else:
        _flatten(span, line, mark)


def _flatten(span: Span, line: Line, outer: Mark, moves: bool = True) -> None:
    """Affixes outside, then quotation marks, then formatting; case and periods over what came of it.

    Punctuation of a prefix `moves` into a quotation before it where neither side of the seam is formatted as a whole.
    """
    before = len(line.runs)
    if span.prefix:
        line.put(span.prefix, STYLE, outer, moves)
    start = len(line.runs)
    if span.quotes:
        line.open_quote(outer)
    content = len(line.runs)
    _flatten_children(span, line, _inside(span, outer), moves)
    if len(line.runs) == content and content > before:
        # Closing the seams left nothing between the affixes.
        del line.runs[before:]
        if span.quotes:
            line.open_quotes.pop()
        return
    if span.strip_periods:
        line.runs[content:] = _without_periods(line.runs[content:])
    if span.text_case is not None:
        apply_case(line.runs, min(start, len(line.runs)), span.text_case, span.language)
    if span.quotes:
        line.close_quote(outer)
    if span.suffix:
        line.put(span.suffix, STYLE, outer)


def _inside(span: Span, outer: Mark) -> Mark:
    """The mark of what a span holds."""
    mark = _formatted(outer, span.formatting) if span.formatting else outer
    if span.link and mark.value_of("cite") is None:  # links do not nest
        mark = Mark(mark, "link", span.link)
    return Mark(mark, "cite", span.cite) if span.cite else mark


def _flatten_children(span: Span, line: Line, mark: Mark, moves: bool) -> None:
    """Write what a span holds, with its delimiter between."""
    # A display has an effect only directly below the layout.
    blocks = span.role == "entry"
    delimiter = span.delimiter
    data_moves = span.role != "affix"
    before_plain = moves and not span.formatting
    first = True
    for child in span.children:
        if delimiter and not first:
            line.put(delimiter, STYLE, mark)
        if type(child) is str:
            line.put(child, DATA, mark, data_moves)
        elif type(child) is Span:
            at = len(line.runs)
            if blocks and child.display is not None:
                _flatten_block(child, line, mark)
            else:
                child_plain = child.wrapped or not child.formatting
                _flatten(child, line, mark, before_plain and (first or child_plain))
                before_plain = child_plain
            if blocks:
                _close_block(line, at)
        elif type(child) is Styled:
            _flatten_styled(child, line, mark, True)
        first = False


def _without_periods(runs: list[Run]) -> list[Run]:
    """The runs without full stops, but for those of addresses, which would lead nowhere without them."""
    for run in runs:
        if run.origin == DATA and not run.mark.value_of("link"):
            run.text = run.text.replace(".", "")
    return [run for run in runs if run.text]


def _flatten_block(span: Span, line: Line, outer: Mark) -> None:
    """A display block holds its affixes; spaces at the edges of an entry stay outside it."""
    mark = Mark(outer, "display", span.display or "")
    start = len(line.runs)
    _flatten(span, line, mark)
    runs = line.runs
    if len(runs) > start:
        if start == 0 and runs[0].mark is mark and runs[0].text[0] == " ":
            runs[0].text = runs[0].text[1:]
            line.runs.insert(0, type(runs[0])(" ", outer, STYLE))
            if not runs[1].text:
                del runs[1]
        last = runs[-1]
        if span.display == "right-inline" and last.text[-1:] == " ":
            last.text = last.text[:-1]
            if not last.text:
                runs.pop()
            line.add(" ", STYLE, outer)


def _close_block(line: Line, start: int) -> None:
    """Let a mark close the block before, on whichever side of the gap the style has it."""
    runs = line.runs
    if 0 < start < len(runs) and runs[start].origin == STYLE and runs[start].text[0] in _CLOSING:
        before = runs[start - 1]
        shown = before.mark.value_of("display") or runs[start].mark.value_of("display")
        if shown is not None and not before.text[-1:].isspace():
            before.text += runs[start].text[0]
            runs[start].text = runs[start].text[1:]
            if not runs[start].text:
                del runs[start]


def _formatted(mark: Mark, formatting: Properties) -> Mark:
    """The mark inside an element that sets properties; what is in force already needs no mark."""
    for name, value in formatting:
        current = mark.value_of(name)
        if current == value or (value in _NORMAL and (current is None or current in _NORMAL)):
            continue
        mark = Mark(mark, name, value)
    return mark


def _flatten_styled(piece: Styled, line: Line, mark: Mark, seam: bool) -> None:
    """Markup in data: toggles what is in force; within one field there are no seams."""
    kind = piece.kind
    inside = mark
    if kind == "quote" or kind == "inner-quote":
        line.open_quote(mark, kind == "inner-quote")
    elif kind == "nodecor":
        for name in _UNDECORATED:
            current = mark.value_of(name)
            if current is not None and current not in _NORMAL:
                inside = Mark(inside, name, "normal", markup=True)
    elif kind in _TOGGLES:
        name, value, toggled = _TOGGLES[kind]
        inside = Mark(inside, name, toggled if inside.value_of(name) == value else value, markup=True)
    if kind in _KEEP_CASE:
        inside = Mark(inside, "nocase", "", nocase=True, markup=True)
    for child in piece.children:
        if type(child) is Styled:
            _flatten_styled(child, line, inside, seam)
        elif type(child) is str:
            if seam:
                line.put(child, DATA, inside)
            else:
                line.add(child, DATA, inside)
        seam = False
    if kind == "quote" or kind == "inner-quote":
        line.close_quote(mark, False)

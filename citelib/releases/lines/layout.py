r"""The layout of a release: title, date, issuer, body, labelled fields, related stories; everything else is furniture.

The lines of a `Page` are walked once, in three regions: the head (up to the first paragraph of the text), the body,
and what follows it. Lines that announce what comes next («Journal Reference:») are looked up in `labels.LABELS`.

>>> from citelib.releases.page.page import plain_page
>>> layout = read_layout(plain_page("Moss found\n\nMay 3, 2020\n\nMoss was found in nine drains of the town Monday."))
>>> layout.page.quote(layout.title), str(layout.head_dates[0].date), len(layout.body)
('Moss found', '2020-05-03', 1)
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from citelib.releases.lines.dates import EMBARGO, FoundDate, read_date
from citelib.releases.lines.fields import take_fields
from citelib.releases.lines.head import DATELINE, read_head
from citelib.releases.lines.lines import Line, dates_of, read_lines
from citelib.releases.lines.related import Related, read_related
from citelib.releases.page.page import Page, Span, clean

__all__ = ["Layout", "read_layout"]

_BACK: Final = frozenset("reference contact cite journal doi article-title article-date notes".split())
"""Labels that do not occur before the end of the text."""
_PLACE_CAPS: Final = re.compile(r"\(?[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ .'’-]{2,40}(?:,\s|$|\s*[(–—-])")


@attrs.define
class Layout:
    """What a page consists of; all stretches are offsets into ``page.text``.

    Attributes:
        page: The page.
        title: The headline.
        subtitle: What stands under it.
        head_dates: Dates in the head, in order.
        dateline_dates: The date of the dateline.
        tail_dates: Dates that stand alone after the text.
        institutions: Lines that name an institution, with where they stand (``"head"``, ``"tail"``, ``"about"``).
        body: Paragraphs of the text, without the dateline.
        tail: Paragraphs after the text that may speak of the works: notes to editors, references.
        fields: Stretches under each label.
        related: Related stories.
        related_heading: Text of the heading above them.
        left_out: Furniture, for patterns that name the carrying site.

    """

    page: Page
    title: Span | None = None
    subtitle: Span | None = None
    head_dates: list[FoundDate] = attrs.field(factory=list)
    dateline_dates: list[FoundDate] = attrs.field(factory=list)
    tail_dates: list[FoundDate] = attrs.field(factory=list)
    institutions: list[tuple[str, str]] = attrs.field(factory=list)
    body: list[Span] = attrs.field(factory=list)
    tail: list[Span] = attrs.field(factory=list)
    fields: dict[str, list[Span]] = attrs.field(factory=dict)
    related: list[Related] = attrs.field(factory=list)
    related_heading: str = ""
    left_out: list[Span] = attrs.field(factory=list)

    def field(self, name: str) -> str | None:
        """The first value under a label, on one line."""
        return next((clean(self.page.quote(span)) for span in self.fields.get(name, ())), None)


def read_layout(page: Page) -> Layout:
    """Tell the parts of a page apart."""
    lines = read_lines(page)
    fields = take_fields(page, lines)
    head = read_head(page, lines, fields)
    layout = Layout(page, head.title, head.subtitle, head.dates, institutions=head.institutions)
    layout.fields = fields
    layout.left_out = head.left_out
    after = _read_body(lines, head.end, layout)
    _read_rest(lines, after, layout)
    layout.related_heading, layout.related = read_related(page, lines)
    return layout


def _read_body(lines: list[Line], at: int, layout: Layout) -> int:
    """Collect the paragraphs; return the index of the first line after the text."""
    inner = _inner_references(lines)
    for index in range(at, len(lines)):
        line = lines[index]
        if index in inner:
            continue
        if line.kind in ("end", "about") or (
            line.kind == "label"
            and (
                line.label in _BACK
                or (line.label == "related" and (line.block.tag[:1] == "h" or not _prose_goes_on(lines, index)))
            )
        ):
            return index
        if line.kind == "value" and line.label in _BACK | {"source"} and index > at:
            return index
        if line.kind == "prose":
            layout.body.append(
                (_after_dateline(layout, *line.span) if index == at else line.block.start, line.block.end)
            )
        elif line.kind in ("line", "heading") and index > at:
            layout.body.append(line.span)
        elif line.kind == "institution":
            if not _prose_goes_on(lines, index):
                return index
            layout.body.append(line.span)
        elif line.kind == "date":
            layout.tail_dates += dates_of(layout.page, line)
        elif line.kind == "byline" and not _prose_goes_on(lines, index):
            layout.left_out.append(line.span)
        elif line.kind in ("furniture", "notice", "contact"):
            layout.left_out.append(line.span)
            if line.kind == "contact" and not _prose_goes_on(lines, index):
                return index
    # Short lines that close the text are no paragraphs of it.
    return len(lines)


def _inner_references(lines: list[Line]) -> frozenset[int]:
    """Labels of references after which the text goes on: in a briefing, one stands under each of several stories.

    Paragraphs of the text, and one more reference after them, must follow before anything that ends the text.
    """
    inner: list[int] = []
    last: int | None = None
    prose = False
    for index, line in enumerate(lines):
        if line.kind in ("label", "value") and line.label == "reference":
            if last is not None and prose:
                inner.append(last)
            last, prose = index, False
        elif line.kind in ("end", "about", "related") or (line.kind in ("label", "value") and line.label in _BACK):
            last = last if line.label in ("doi", "journal", "article-title") else None
        elif line.kind == "prose":
            prose = True
    return frozenset(inner)


def _prose_goes_on(lines: list[Line], index: int) -> bool:
    """Whether paragraphs of the text follow before anything that ends it."""
    for line in lines[index + 1 : index + 12]:
        if line.kind == "prose":
            return lines[index].block.tag != "" or (
                line.block.group != lines[index].block.group
                and line.kind == "prose"
                and lines[index].label != "related"
            )
        if line.kind in ("end", "about", "label", "value", "taken"):
            return False
    return False


def _after_dateline(layout: Layout, start: int, end: int) -> int:
    """Where the text begins after «CITY, Region, date —», whose date is noted."""
    text = layout.page.text
    match = DATELINE.match(text, start, min(end, start + 220))
    if not match or match.end() >= end:
        return start
    place, dated = match["place"], match["date"]
    dash = match["dash"]
    if dated and (dash not in (":", ".") or len(place) < 60):
        if date := read_date(dated):
            kind = "embargo" if EMBARGO.search(place) else "release"
            layout.dateline_dates.append(FoundDate(date, match.span("date"), kind))
            return match.end()
    elif dash not in (":", ".", ")", "/") and (
        _PLACE_CAPS.match(place + ("," if "," not in place else "")) and place.split(",")[0].strip("( ").isupper()
    ):
        return match.end()
    return start


def _read_rest(lines: list[Line], at: int, layout: Layout) -> None:
    """What follows the text: the institution under it, «About …», notes that may speak of the works."""
    about = False
    for index in range(at, len(lines)):
        line = lines[index]
        if line.kind == "about" and line.value is not None:
            layout.institutions.append(("about", clean(layout.page.quote(line.value)).rstrip(":. ")))
            about = True
        elif line.kind in ("label", "value", "end", "heading"):
            about = False
        elif line.kind == "institution":
            if not about:
                layout.institutions.append(("tail", line.text))
        elif line.kind in ("furniture", "notice", "contact"):
            layout.left_out.append(line.span)
        elif line.kind == "date":
            layout.tail_dates += dates_of(layout.page, line)
        elif line.kind == "prose" and not about:
            layout.tail.append(line.span)
        if line.kind == "label" and line.label == "related":
            break

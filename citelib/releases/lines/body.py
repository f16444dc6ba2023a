r"""The text of a release and what follows it, once the head is known.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> layout = read_layout(plain_page("Moss found\n\nBERN, May 3, 2020 -- Moss was found in nine drains of the town."))
>>> [layout.page.quote(span) for span in layout.body]
['Moss was found in nine drains of the town.']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from citelib.model import Date
from citelib.releases.lines.alone import dates_of
from citelib.releases.lines.dates import EMBARGO, FoundDate, read_date
from citelib.releases.lines.head import DATELINE
from citelib.releases.lines.line import Line
from citelib.releases.page.page import clean
from citelib.releases.words.patterns import DATE, any_of
from citelib.releases.words.tables import labels, phrases

if TYPE_CHECKING:
    from citelib.releases.lines.layout import Layout

__all__ = ["read_body", "read_rest"]

_DATE_LABELS: Final = tuple(label for label, field in labels().items() if field == "date")
_BACK: Final = frozenset("reference contact cite journal doi article-title article-date notes".split())
"""Labels that do not occur before the end of the text."""
_PLACE_CAPS: Final = re.compile(r"\(?[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ .'’-]{2,40}(?:,\s|$|\s*[(–—-])")
_MONTH_DATELINE: Final = re.compile(
    rf"[^\W\d_a-zß-ÿ][\w ,.’-]{{2,40}}?\s?[-–—,]\s?(?P<date>{any_of(phrases('months'))} [12][0-9]{{3}})"
    r"\s?[.:–—-]+\s+(?=\w)"
)
"""«Bern, January 2020. »: a dateline that tells the month only."""
_DATE_BEFORE: Final = re.compile(
    rf"(?:{any_of(_DATE_LABELS)}\s?:?\s)(?P<date>{DATE.pattern})[\s.:–—-]{{1,4}}(?=\w)", re.IGNORECASE
)
"""«Published: May 3, 2020 The moss …»: a label with its date, run together with the text."""
_NEXT_PART: Final = frozenset(("end", "about", "label", "value", "taken"))


def read_body(lines: tuple[Line, ...], at: int, layout: Layout) -> int:
    """Collect the paragraphs of the text; return the index of the first line after it."""
    inner = _inner_references(lines)
    for index in range(at, len(lines)):
        line = lines[index]
        if index in inner:
            continue
        if _ends_text(lines, index, at):
            return index
        if line.kind == "prose":
            start = _after_dateline(layout, *line.span) if index == at else line.block.start
            layout.body.append((start, line.block.end))
        elif (line.kind in ("line", "heading") and index > at) or line.kind == "institution":
            layout.body.append(line.span)
        elif line.kind == "date":
            layout.tail_dates += dates_of(layout.page, line)
        elif line.kind == "byline" and not _prose_goes_on(lines, index):
            layout.left_out.append(line.span)
        elif line.kind in ("furniture", "notice", "contact"):
            layout.left_out.append(line.span)
            if line.kind == "contact" and not _prose_goes_on(lines, index):
                return index
    return len(lines)


def _ends_text(lines: tuple[Line, ...], index: int, first: int) -> bool:
    """Whether the text ends before a line."""
    line = lines[index]
    match line.kind:
        case "end" | "about":
            return True
        case "label" if line.label == "related":
            return bool(line.level) or not _prose_goes_on(lines, index)
        case "label":
            return line.label in _BACK
        case "value":
            return index > first and (line.label in _BACK or line.label == "source")
        case "institution":
            return not _prose_goes_on(lines, index)
    return False


def _inner_references(lines: tuple[Line, ...]) -> frozenset[int]:
    """Labels of references after which the text goes on: in a briefing, one stands under each of several stories.

    Paragraphs of the text, and one more reference after them, must follow before anything that ends the text.
    """
    first = next((index for index, line in enumerate(lines) if line.kind == "prose"), 0)
    # A reference above the text does not end it.
    inner = [index for index in range(first) if lines[index].label == "reference"]
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


def _prose_goes_on(lines: tuple[Line, ...], index: int) -> bool:
    """Whether paragraphs of the text follow before anything that ends it."""
    for line in lines[index + 1 : index + 12]:
        if line.kind == "prose":
            return lines[index].block.tag != "" or (
                line.block.group != lines[index].block.group and lines[index].label != "related"
            )
        if line.kind in _NEXT_PART:
            return False
    return False


def _after_dateline(layout: Layout, start: int, end: int) -> int:
    """Where the text begins after «CITY, Region, date —», whose date is noted."""
    text = layout.page.text
    if short := _MONTH_DATELINE.match(text, start, min(end, start + 80)):
        layout.dateline_dates.append(FoundDate(Date.parse(short["date"]), short.span("date")))
        return short.end()
    labelled = _DATE_BEFORE.match(text, start, min(end, start + 60))
    if labelled and (date := read_date(labelled["date"], day_first=layout.page.day_first)):
        layout.dateline_dates.append(FoundDate(date, labelled.span("date")))
        return labelled.end()
    match = DATELINE.match(text, start, min(end, start + 220))
    if not match or match.end() >= end:
        return start
    place, dated = match["place"], match["date"]
    dash = match["dash"]
    closes = dash in (":", ".", ")") and (len(place) >= 60 or text[match.end()].islower())
    if dated and not closes:
        if date := read_date(dated, day_first=layout.page.day_first):
            kind = "embargo" if EMBARGO.search(place) else "release"
            layout.dateline_dates.append(FoundDate(date, match.span("date"), kind))
            return match.end()
    elif dash not in (":", ".", ")", "/") and (
        _PLACE_CAPS.match(place + ("," if "," not in place else "")) and place.split(",")[0].strip("( ").isupper()
    ):
        return match.end()
    return start


def read_rest(lines: tuple[Line, ...], at: int, layout: Layout) -> None:
    """What follows the text: the institution under it, «About …», notes that may speak of the works."""
    about = False
    for line in lines[at:]:
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

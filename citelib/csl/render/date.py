"""``cs:date`` (specification, Date; Date-part; Date Ranges; AD and BC; Seasons).

A range prints the parts that differ twice: from the largest differing part downwards. The year suffix follows the first
year of a cite unless the style prints it elsewhere.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citelib.csl.render.context import Context
from citelib.csl.render.setting import Setting, suffix_letters
from citelib.csl.render.status import FOUND, MISSING
from citelib.csl.style import nodes
from citelib.csl.style.resolve import BoundDate
from citelib.model import Bound, Date, Item, Point
from citelib.richtext import Span
from citelib.richtext.tree import Child

__all__ = ["add_year_suffix", "date_sort_key", "date_text", "render_date"]

_ORDER: Final = ("year", "month", "day")
_PERIOD: Final = re.compile(r"\.")


def render_date(node: nodes.Date, context: Context, out: list[Any]) -> int:
    """A date variable, localized or as the style spells it out."""
    variable = node.variable
    date = context.date(variable)
    if date is None:
        return MISSING
    if context.comparing and variable == "accessed":
        # The date of access does not make cites different, but having one does.
        return FOUND
    bound = context.setting.dates[node.index]
    if context.sorting:
        context.use(variable)
        key = date_sort_key(date, tuple(part.name for part in bound.parts))
        if key:
            out.append(Span([key]))
        return FOUND
    suffix_done = context.suffix_done
    if variable == "accessed":
        context.suffix_done = True  # the date of access takes no suffix; «n.d.» does (see `text`)
    children = _date_children(bound, date, context)
    if variable == "accessed":
        context.suffix_done = suffix_done
    if not children:
        return MISSING
    context.use(variable)
    context.started = True
    span = Span(children, context.setting.properties(bound.formatting), node.prefix, node.suffix, bound.delimiter)
    context.set_case(span, bound.text_case)
    span.display = node.display
    out.append(span)
    return FOUND


def _date_children(bound: BoundDate, date: Date, context: Context) -> list[Child]:
    start = date.start if isinstance(date.start, Point) else None
    end = date.end if isinstance(date.end, Point) else None
    parts = bound.parts
    children: list[Child] = []
    if start is None and end is None:
        text = date.literal or date.raw or ""
        if not text and date.season:
            text = date.season
        for part in parts:
            if part.name == "year" and text:
                whole = _part_span(part, context.leaf(text), context)
                whole.role = "date-text"
                context.date_is_text = not text[-1].isdigit()
                add_year_suffix(whole, context)
                children.append(whole)
        return children
    if start is None:
        start, end = end, None
    assert start is not None
    open_end = date.end is Bound.OPEN
    differing = _differing(parts, start, end) if end is not None else frozenset()
    if not differing:
        for index, part in enumerate(parts):
            span = _render_part(part, start, date, context)
            if span is not None:
                children.append(span)
                if open_end and index == len(parts) - 1:
                    children.append(Span(["–"]))
        if open_end and children and not (isinstance(children[-1], Span) and children[-1].children == ["–"]):
            children.append(Span(["–"]))
        return children
    assert end is not None
    last = max(index for index, part in enumerate(parts) if part.name in differing)
    largest = next(name for name in _ORDER if name in differing)
    delimiter = next((part.range_delimiter for part in parts if part.name == largest), None)
    if delimiter is None:
        delimiter = context.setting.term("year-range-delimiter") if largest == "year" else ""
        delimiter = delimiter or "–"
    before = [span for part in parts[: last + 1] if (span := _render_part(part, start, date, context)) is not None]
    again = [
        span
        for part in parts[: last + 1]
        if part.name in differing and (span := _render_part(part, end, date, context)) is not None
    ]
    after = [span for part in parts[last + 1 :] if (span := _render_part(part, start, date, context)) is not None]
    if not before or not again:
        return [*before, *again, *after]
    before[-1].suffix = ""
    again[0].prefix = ""
    delimiters = bound.delimiter
    first, second = Span([*before], delimiter=delimiters), Span([*again], delimiter=delimiters)
    return [Span([first, Span([delimiter]), second]), *after]


def _differing(parts: tuple[nodes.DatePart, ...], start: Point, end: Point) -> frozenset[str]:
    """The parts that are printed twice: the largest that differs and those below it."""
    shown = {part.name for part in parts}
    for index, name in enumerate(_ORDER):
        if name in shown and getattr(start, name) != getattr(end, name):
            return frozenset(name for name in _ORDER[index:] if name in shown)
    return frozenset()


def _render_part(part: nodes.DatePart, point: Point, date: Date, context: Context) -> Span | None:
    name = part.name
    if name == "year":
        text = "" if context.hide_year else _year(point.year, part.form)
        span = _part_span(part, [text] if text else [], context)
        if text and (era := _era(point.year, context)):
            span.children = [text + _take_unit(span) + era]
        span.role = "year"
        span.value = point.year
        add_year_suffix(span, context)
        return span if span.children else None
    text = _month(part, point, date, context) if name == "month" else _day(part, point, context)
    if not text:
        return None
    if part.strip_periods and name == "month":
        text = _PERIOD.sub("", text)
    span = _part_span(part, context.leaf(text), context)
    if name == "month" and (point.month or 13) > 12:
        _take_unit(span)  # 年 and 月 do not follow a season.
        if part.text_case is None:
            span.text_case, span.language = "sentence-start", context.setting.language
    return span


def _part_span(part: nodes.DatePart, children: list[Child], context: Context) -> Span:
    span = Span(children, context.setting.properties(part.formatting), part.prefix or "", part.suffix or "")
    context.set_case(span, part.text_case)
    return span


def add_year_suffix(span: Span, context: Context, *, behind_text: bool = False) -> None:
    """Append the year suffix to the first year, or to what stands for it, if the style does not print it itself."""
    number = context.decisions.year_suffix
    if not number or context.suffix_done or context.comparing or context.setting.explicit_year_suffix:
        return
    context.suffix_done = True
    suffix = Span([suffix_letters(number)], role="year-suffix", value=number)
    if context.date_is_text or behind_text:
        suffix.prefix = "-"  # «in press-a» (APA manual, 8.19)
    span.children.append(suffix)


def _year(year: int, form: str | None) -> str:
    if form == "short" and abs(year) >= 1000:
        return f"{abs(year) % 100:02d}"
    return str(abs(year))


def _era(year: int, context: Context) -> str:
    """What a year of fewer than four digits or before Christ is marked with (specification, AD and BC)."""
    return context.setting.term("bc" if year < 0 else "ad") if year < 1000 else ""


def _take_unit(span: Span) -> str:
    """The suffix of a date part if it is a word, such as 年 or 月; it is taken off the part."""
    unit, span.suffix = (span.suffix, "") if span.suffix[:1].isalpha() else ("", span.suffix)
    return unit


def _month(part: nodes.DatePart, point: Point, date: Date, context: Context) -> str:
    month = point.month
    named: nodes.TermForm = "short" if part.form == "short" else "long"
    if month is None:
        return _season(date.season or "", named, context)
    if month > 12:
        # A season is written as a word where a month would be a number.
        return context.setting.term(f"season-{month - 20:02d}", named)
    if part.form == "numeric":
        return str(month)
    if part.form == "numeric-leading-zeros":
        return f"{month:02d}"
    return context.setting.term(f"month-{month:02d}", named)


_SEASONS: Final = {"spring": "season-01", "summer": "season-02", "autumn": "season-03", "fall": "season-03",
                   "winter": "season-04"}  # fmt: skip


def _season(text: str, named: nodes.TermForm, context: Context) -> str:
    """A season as the item has it; an English name is translated into the language of the list."""
    term = "" if context.setting.language == "en" else _SEASONS.get(text.strip().lower(), "")
    return (context.setting.term(term, named) if term else "") or text


def _day(part: nodes.DatePart, point: Point, context: Context) -> str:
    day = point.day
    if day is None:
        return ""
    form = part.form or "numeric"
    if form == "numeric-leading-zeros":
        return f"{day:02d}"
    if form == "ordinal":
        locale = context.setting.locale
        if day == 1 or not locale.limit_day_ordinals_to_day_1:
            return f"{day}{locale.ordinal(day, locale.gender(f'month-{point.month:02d}'))}"
    return str(day)


def date_text(item: Item, setting: Setting) -> str:
    """The year of an item, the text that it has in place of a date, or «n.d.» in the language of the style."""
    date = item.issued
    if date is None:
        return setting.term("no date", "short")
    year = date.year
    return str(date) if year is None else _year(year, None)


def date_sort_key(date: Date, names: tuple[str, ...] = _ORDER) -> str:
    """A date as text that sorts: years before Christ inversely, missing parts first, ranges after single dates.

    Args:
        date: The date.
        names: The parts that count.

    >>> date_sort_key(Date.on(2000, 12)) < date_sort_key(Date.on(2000, 12, 1))
    True
    >>> date_sort_key(Date.on(-100)) < date_sort_key(Date.on(-50)) < date_sort_key(Date.on(54))
    True
    """
    key = ""
    points = [point for point in (date.start, date.end) if isinstance(point, Point)]
    for point in points:
        year = point.year if "year" in names else 0
        key += f"1{year:05d}" if year >= 0 else f"0{99999 + year:05d}"
        month = point.month or 0
        key += f"{month if 'month' in names and month <= 12 else 0:02d}"
        key += f"{(point.day or 0) if 'day' in names else 0:02d}"
    if not points:
        return date.literal or date.raw or ""
    return key if len(points) > 1 else key + "0" * len(key)

"""Items to Wikipedia's citation templates."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from citelib.formats.format import Writing
from citelib.formats.kit.extra import kept_texts
from citelib.formats.kit.fields import as_doi, as_pmcid
from citelib.formats.kit.lines import one_line
from citelib.formats.kit.names import read_in_order
from citelib.formats.kit.written import WrittenDraft
from citelib.formats.text.wikipedia.read import WRITTEN, read_name_parts, type_of
from citelib.formats.text.wikipedia.tables import CONTAINERS, DISPLAYED, MONTHS, OUT, OUT_TYPES
from citelib.formats.text.wikipedia.templates import text_of
from citelib.model import Date, Item, Name, Point, is_cut_short
from citelib.richtext.markup import TAGS, translated

__all__ = ["write"]


def write(items: Iterable[Item], _: Writing) -> Iterator[str]:
    """Yield a ``<ref>`` with a template for each item.

    Args:
        items: Items.
    """
    for item in items:
        yield _ref(item)


def _ref(item: Item) -> str:
    rest = WrittenDraft(item)
    name = OUT_TYPES.get(item.type, "document")
    parameters: list[tuple[str, str]] = []

    def add(key: str, value: str | None) -> None:
        if value:
            parameters.append((key, _escape(value)))

    for variable, prefix in (("author", ""), ("editor", "editor-"), ("translator", "translator-")):
        for number, parts in enumerate(rest.take_names(variable, _name_parts, _read_parts), 1):
            if "whole" in parts:
                add(f"{prefix or 'author'}{number}".replace("-", ""), parts["whole"])
            else:
                add(f"{prefix}last{number}", parts["family"])
                add(f"{prefix}first{number}", parts.get("given"))
        if variable in DISPLAYED and is_cut_short(item.get(variable, ())):
            add(DISPLAYED[variable], "etal")
            rest.mark_cut_short(variable)
    is_part = item.type == "chapter" and "container-title" in item and "title" in item
    add("chapter" if is_part else "title", rest.take("title", _same))
    container = "title" if is_part else CONTAINERS.get(item.type, "work")
    add(container, rest.take("container-title", _same))
    add("date", _written_date(rest, "issued"))
    for variable, parameter in OUT:
        add(parameter, rest.take(variable, _same))
    add("doi", rest.take_exact("DOI", as_doi))
    add("pmc", (rest.take_exact("PMCID", as_pmcid) or "").removeprefix("PMC"))
    add("access-date", _written_date(rest, "accessed"))
    if item.type in ("thesis", "report"):
        add("type" if item.type == "report" else "degree", rest.take("genre", _same))
    for parameter, texts in kept_texts(item, "wikipedia").items():
        if re.fullmatch(r"[\w-]+", parameter):
            for value in texts:
                add(parameter, value)
    said = type_of(f"cite {name}", dict(parameters))
    id = re.sub(r"[\s\"<>&{}\[\]|\x00-\x1f\x7f-\x9f]", "_", item.id)
    lines = [*([f"id: {item.id}"] if id != item.id else []), *rest.lines(said)]
    comments = "".join(f"<!-- citelib: {_comment(line)} -->" for line in lines)
    body = "".join(f" |{key}={value}" for key, value in parameters)
    return f'<ref name="{id}">{{{{cite {name}{body}}}}}{comments}</ref>\n'


def _as_written(name: str) -> str:
    is_read_otherwise = "," in name or WRITTEN.fullmatch(name) or read_in_order(name).literal is None
    return f"(({name}))" if is_read_otherwise else name


def _same(value: str) -> str:
    """What the reader makes of what the writer makes of a value."""
    return text_of(_escape(value))


_MARKS: Final = {**TAGS, "italic": ("''", "''")}
_SPECIAL: Final = str.maketrans({one: f"&#{ord(one)};" for one in "|{}[]<>&'"})


def _escape(value: str) -> str:
    """The value as wikitext that shows it; apostrophes are escaped where they could be taken for italics."""
    text = translated(value, _MARKS, lambda plain: plain.translate(_SPECIAL))
    return text if "<i>" in value or "''" in value else text.replace("&#39;", "'")


def _comment(line: str) -> str:
    """A line as a comment holds it: nothing ends the comment, and no program that ignores comments sees a template."""
    text = html.escape(line, quote=False).replace("--", "&#45;&#45;").replace("->", "&#45;>")
    return text.translate(_BRACKETS)


_BRACKETS: Final = {ord(bracket): f"&#{ord(bracket)};" for bracket in "{}[]|"}


def _written_date(rest: WrittenDraft, variable: str) -> str | None:
    date = rest.item.get(variable)
    point = date.start if isinstance(date, Date) else None
    if not isinstance(date, Date) or not isinstance(point, Point) or not 999 < point.year < 10_000:
        return None
    text = _range(point, date.end) if isinstance(date.end, Point) and date.end.year < 10_000 else _point(point)
    if date.circa:
        text = f"c. {text}"
    if Date.parse(text) == date:
        rest.mark((variable,))
    return text


def _range(start: Point, end: Point) -> str:
    """The templates' form of a range, of which they take no days in figures (Wikipedia's Manual of Style, Ranges).

    «1984–1986», «March–May 2001», «12–15 May 2001», «12 May – 3 June 2001», «12 May 2001 – 3 June 2002».
    """
    first, last = (" ".join(map(str, _words(point))) for point in (start, end))
    if len(start.parts) != len(end.parts) or start.year != end.year:
        return f"{first}–{last}" if len(start.parts) == len(end.parts) == 1 else f"{first} – {last}"
    if start.day is None:
        return f"{_month(start)}–{last}" if start.month else f"{first}–{last}"
    return f"{start.day}–{last}" if start.month == end.month else f"{start.day} {_month(start)} – {last}"


def _words(point: Point) -> list[str | int]:
    parts = (point.day, _month(point) if point.month is not None else None, point.year)
    return [part for part in parts if part is not None]


def _point(point: Point) -> str:
    return f"{_month(point)} {point.year}" if point.month is not None and point.day is None else point.edtf()


def _month(point: Point) -> str:
    months, seasons = MONTHS
    month = point.month or 1
    return months[month - 1] if month < 13 else seasons[(month - 21) % 4]


def _name_parts(name: Name) -> dict[str, str] | None:
    """The parameters of a name."""
    family = one_line(name.full_family)
    if name.literal is not None or not family:
        whole = one_line(name.literal or name.given or "")
        return {"whole": _as_written(whole)} if whole else None
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    if name.suffix:
        given = f"{given}, {name.suffix}" if given else name.suffix
    parts = {"family": family, "given": one_line(given)}
    return {key: value for key, value in parts.items() if value}


def _read_parts(parts: dict[str, str]) -> Name | None:
    """What the reader makes of them."""
    return read_name_parts({key: _same(value) for key, value in parts.items()})

r"""The head of a release: headline, subtitle, dates, institutions, up to the first paragraph of the text.

>>> from citelib.releases.lines.lines import read_lines
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("News\n\nMoss found\n\nMay 3, 2020\n\nMoss was found in nine drains of the old town on Monday.")
>>> head = read_head(page, read_lines(page), {})
>>> page.quote(head.title), str(head.dates[0].date), head.end
('Moss found', '2020-05-03', 3)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import attrs

from citelib.releases.lines.dates import FoundDate
from citelib.releases.lines.lines import BYLINE, Line, dates_of, is_capitalised, is_category, is_institution
from citelib.releases.page.page import Page, Span
from citelib.releases.words.words import DATE

__all__ = ["DATELINE", "Head", "read_head"]

DATELINE: Final = re.compile(
    rf"(?P<place>\(?[^\W\d_a-zß-ÿ][^\n.!?“”\"]{{1,50}}?(?:\.[^\n.!?“”\"]{{0,25}}?){{0,4}})[\s,(–—|]{{0,4}}"
    rf"(?P<date>{DATE.pattern})?[)\s,.]{{0,3}}(?:\s?/[A-Z][\w .-]{{1,30}}/"
    rf"|\s?\([A-Z][\w ./-]{{1,30}}\))?\s{{0,2}}(?P<dash>—|–|--|‒|\s-\s|:|\.|\)|/)+\s{{0,3}}(?=[\w“\"„«‘(])"
)


@attrs.define
class Head:
    """What the head of a release says.

    Attributes:
        title: The headline.
        subtitle: What stands under it.
        dates: Dates in order.
        institutions: Lines that name an institution, with where they stand (``"head"``, ``"byline"``, ``"weak"``).
        left_out: Furniture.
        end: Index of the first line of the text.

    """

    title: Span | None = None
    subtitle: Span | None = None
    dates: list[FoundDate] = attrs.field(factory=list)
    institutions: list[tuple[str, str]] = attrs.field(factory=list)
    left_out: list[Span] = attrs.field(factory=list)
    end: int = 0


def read_head(page: Page, lines: list[Line], fields: Mapping[str, list[Span]]) -> Head:
    """Read the head; lines of the headline become of kind ``"taken"`` or ``"title"``.

    Args:
        page: The page.
        lines: Its lines.
        fields: The labelled fields, of which ``title`` counts here.
    """
    head = Head()
    if spans := fields.get("title"):
        head.title = spans[0]
    first = _first_paragraph(lines, "title" in fields)
    heading = next((line for line in lines[: first + 1] if line.block.tag == "h1"), None)
    heading = heading or next((line for line in lines if line.block.tag == "h1"), None)
    if heading is not None and head.title is None:
        head.title = heading.span
        heading.kind = "title"
    spare: list[Line] = []
    for line in lines[:first]:
        head.dates += dates_of(page, line)
        if line.kind in ("line", "heading", "prose"):
            spare.append(line)
        elif line.kind == "institution":
            head.institutions.append(("head", line.text))
        elif (
            line.kind == "byline"
            and (by := BYLINE.match(line.text))
            and is_institution(line.text[by.end() :].split(" | ")[0])
        ):
            head.institutions.append(("byline", line.text[by.end() :].split(" | ")[0].strip()))
        elif line.kind in ("furniture", "notice", "contact"):
            head.left_out.append(line.span)
    if head.title is None:
        titles = [line for line in spare if not is_category(line.text)] or spare
        if not titles:
            titles = [line for line in lines[:first] if line.kind == "institution"][:1]
            head.institutions = [entry for entry in head.institutions if not titles or entry[1] != titles[0].text]
        if titles:
            title = titles[0]
            head.title = (title.block.start, _title_end(lines, title))
            spare = spare[spare.index(title) + 1 :] if title in spare else spare
    spare = [line for line in spare if head.title is None or line.block.start >= head.title[1]]
    spare = [line for line in spare if line.kind != "taken"]
    if spare:
        under = [line for line in spare if not is_category(line.text)]
        head.institutions += [
            ("weak", line.text) for line in under if is_capitalised(line.text) and len(line.text.split()) <= 8
        ]
        under = [line for line in under if not is_capitalised(line.text) or len(line.text.split()) > 8] or under
        if under:
            head.subtitle = under[0].span
    head.end = first
    return head


def _title_end(lines: list[Line], title: Line) -> int:
    """Where a headline ends that was broken over lines: all of them in capitals, or going on in small letters."""
    end = title.block.end
    for line in lines[lines.index(title) + 1 :][:3]:
        goes_on = line.text[:1].islower() or (title.text.isupper() and line.text.isupper())
        if line.kind not in ("line", "prose", "institution") or line.block.group != title.block.group or not goes_on:
            break
        end = line.block.end
        line.kind = "taken"
    return end


def _first_paragraph(lines: list[Line], titled: bool) -> int:
    """Index of the first paragraph of the text: prose after the headline with no more of the head behind it."""
    first = len(lines)
    h1 = next((i for i, line in enumerate(lines) if line.block.tag == "h1"), -1)
    for index, line in enumerate(lines):
        if index <= h1 or line.kind == "taken":
            titled = titled or index == h1
            continue
        if line.kind in ("line", "heading") and not is_category(line.text):
            titled = True
        if line.kind != "prose":
            if line.kind in ("end", "about", "related") and titled and index > h1:
                return index
            continue
        if (
            not titled
            and len(line.text.split(None, 41)) <= 40
            and not any(other.kind in ("line", "heading") for other in lines[:index])
        ):
            # The headline is a sentence, unless a line above may be it and a dateline begins here.
            titled = True
            if not (DATELINE.match(line.text) and any(other.kind == "institution" for other in lines[:index])):
                continue
        if "subtitle" in line.block.areas:
            continue
        # A sentence under the headline belongs to the head if lines of the head follow it.
        ahead = [other.kind for other in lines[index + 1 : index + 5]]
        until = ahead[: ahead.index("prose")] if "prose" in ahead else []
        if (
            any(kind in ("date", "byline", "notice", "contact") for kind in until)
            and len(line.text.split(None, 61)) <= 60
        ):
            continue
        first = index
        break
    return first

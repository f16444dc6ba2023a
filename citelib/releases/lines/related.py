r"""Related stories that a page lists: titles with summaries, dates and addresses.

>>> from citelib.releases.lines.alone import claims_alone, content
>>> from citelib.releases.lines.line import cut, settle
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("Related Stories\n\nOwls return\nFeb. 3, 2020 — Owls were seen again in the old mill.")
>>> lines = cut(page, content(page))
>>> _, [story] = read_related(page, settle(lines, claims_alone(lines)))
>>> page.quote(story.title), str(story.date), page.quote(story.summary)
('Owls return', '2020-02-03', 'Owls were seen again in the old mill.')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from citelib.model import Date
from citelib.releases.lines.alone import RELATED_HEADING
from citelib.releases.lines.dates import find_dates, is_date_line, read_date
from citelib.releases.lines.furniture import NOTICE, furniture
from citelib.releases.lines.line import Claim, Line
from citelib.releases.page.page import Page, Span
from citelib.releases.words.patterns import DATE, SENTENCE_CLOSE
from citelib.releases.words.tables import labels

__all__ = ["Related", "read_related", "related_claims"]

_ENDS: Final = frozenset(("furniture", "end", "about", "value", "contact", "label"))

_SUMMARY_DATE: Final = re.compile(
    rf"(?:(?P<date>{DATE.pattern}|[^\W\d_]{{3,12}}\.? [0-9]{{1,2}}, [0-9]{{4}})\s?[—–:|-]{{1,2}}\s?)"
)
_BULLET: Final = re.compile(r"(?:[-*•▪‣·–—>]|[0-9]{1,2}[.)])\s+")


@attrs.frozen
class Related:
    """A related story: where its title and summary stand, its date and address."""

    title: Span
    summary: Span | None = None
    date: Date | None = None
    address: str | None = None


def related_claims(lines: tuple[Line, ...]) -> Iterator[Claim]:
    """Claims on headings inside the part that markup shows as related, which are not stories."""
    for line in lines:
        if line.kind == "related" and (
            line.text.rstrip(":").casefold() in labels()
            or RELATED_HEADING.match(line.text)
            or NOTICE.match(line.text)
            or furniture(line.text)
        ):
            yield Claim(line.index, "furniture", "a label of a story beside")


def read_related(page: Page, lines: tuple[Line, ...]) -> tuple[str, list[Related]]:
    """The heading above the related stories, empty where markup alone shows them, and the stories.

    They are what markup shows as related, else titles and summaries under the heading up to the first line that is
    something else.
    """
    if marked := [line for line in lines if line.kind == "related"]:
        return "", _stories(page, marked)
    start = next((line.index for line in lines if line.kind == "label" and line.label == "related"), None)
    if start is None:
        return "", []
    stories: list[Line] = []
    for line in lines[start + 1 :]:
        if line.kind == "label" and line.label == "related":
            continue
        if line.kind in _ENDS and not (line.kind == "furniture" and not stories):
            break
        if line.kind not in ("furniture", "notice", "taken"):
            stories.append(line)
    return lines[start].text, _stories(page, stories)


def _stories(page: Page, lines: list[Line]) -> list[Related]:
    """Pair titles with the summaries that follow them."""
    link_ends = {link.start: link.end for link in page.links}
    found: list[Related] = []
    group = None
    title: Line | None = None
    summary: Span | None = None
    date: Date | None = None

    def flush() -> None:
        if title is not None:
            start, end = title.block.start, title.block.end
            bullet = _BULLET.match(page.text, start, end)
            start = bullet.end() if bullet else start
            address = next((link.address for link in page.links if start <= link.start and link.end <= end), None)
            found.append(Related((start, end), summary, date, address))

    for line in lines:
        heads_group = line.block.group != group and line.block.tag == ""
        group = line.block.group
        own_date = None
        start = line.block.start
        if dated := _SUMMARY_DATE.match(page.text, start, line.block.end):
            own_date = read_date(dated["date"])
            start = dated.end() if own_date else start
        is_heading = bool(line.level) or link_ends.get(line.block.start, -1) >= line.block.end
        sentence = (bool(SENTENCE_CLOSE.search(line.text)) and not line.text.endswith("?")) or len(
            line.text.split()
        ) > 25
        if line.kind == "date" and start == line.block.end:
            date = own_date or date
            continue
        if is_date_line(line.text):
            date = next((found.date for found in find_dates(page.text, line.block.start, line.block.end)), date)
            continue
        if title is not None and summary is None and not is_heading and (sentence or own_date is not None):
            summary, date = (start, line.block.end), own_date or date
        elif is_heading or not sentence or (heads_group and title is None):
            flush()
            title, summary, date = line, None, None
    flush()
    return found

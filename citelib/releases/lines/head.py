r"""The head of a release: headline, subtitle, dates, institutions, up to the first paragraph of the text.

>>> from citelib.releases.lines.alone import claims_alone, content
>>> from citelib.releases.lines.line import cut, settle
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("News\n\nMoss found\n\nMay 3, 2020\n\nMoss was found in nine drains of the old town on Monday.")
>>> lines = cut(page, content(page))
>>> head, _ = read_head(page, settle(lines, claims_alone(lines)), {})
>>> page.quote(head.title), str(head.dates[0].date), head.end
('Moss found', '2020-05-03', 3)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.releases.lines.alone import BYLINE, dates_of, is_capitalised, is_category, is_institution
from citelib.releases.lines.dates import FoundDate
from citelib.releases.lines.furniture import NOTICE
from citelib.releases.lines.line import Claim, Line
from citelib.releases.page.page import CJK, Meta, Page, Span, clean, count_words
from citelib.releases.people.names import fold
from citelib.releases.scored import Candidate, best, ranked
from citelib.releases.words.patterns import DATE

__all__ = ["DATELINE", "Head", "read_head", "title_parts"]

DATELINE: Final = re.compile(
    rf"(?P<place>\(?[^\W\d_a-zß-ÿ][^\n.!?“”\"]{{1,50}}?(?:\.[^\n.!?“”\"]{{0,25}}?){{0,4}})[\s,(–—|/]{{0,4}}"
    rf"(?P<date>{DATE.pattern})?[)\s,.]{{0,3}}(?:\s?/[A-Z][\w .-]{{1,30}}/"
    rf"|\s?\([A-Z][\w ./-]{{1,30}}\))?\s{{0,2}}(?P<dash>—|–|--|‒|\s-\s|:|\.|\)|/)+\s{{0,3}}(?=[\w“\"„«‘(])"
)

_HEADINGS: Final[Mapping[str, float]] = {
    "of the first level": 4,
    "of the second level": 2,
    "of a lower level": 1,
    "the page's title says it": 5,
    "names a topic or a kind of text": -5,
    "names the site": -5,
    "after the text has begun": -3,
}
"""What speaks for a heading being the headline."""
_TITLES: Final[Mapping[str, float]] = {
    "stands first": 2,
    "further down": -1,
    "shares words with the text": 2,
    "one or two words": -1,
    "furniture stands between it and a further line": -2,
    "a date stands between it and a further line": -1.5,
    "an entry of a list": -4,
    "names a site by its address": -4,
}
"""What speaks for a line of plain text being the headline."""
_LIST_ENTRY: Final = re.compile(r"\s*(?:[0-9]{1,2}[.)]|[•*▪·–-])\s")
_HOST: Final = re.compile(
    r"(?<![\w@])[\w-]{2,40}\.(?:com|org|net|edu|info|news|example|[a-z]{2})(?![\w.])", re.IGNORECASE
)
_SENTENCE_ENDS: Final = re.compile(r"[.!?]\s+(?=[^\W\d_a-zß-ÿ])|[。！？]|[.!?]$")
_SEPARATOR: Final = re.compile(r"\s+[|·•»›:–—-]+\s+|\s*::\s*|\s\|\s?")


@attrs.define
class Head:
    """What the head of a release says.

    Attributes:
        title: The headline.
        subtitle: What stands under it.
        dates: Dates in order.
        institutions: Lines that name an institution, with where they stand (``"head"``, ``"byline"``, ``"weak"``).
        left_out: Furniture.
        masthead: A heading of the first level above the headline, which names the site.
        end: Index of the first line of the text.
    """

    title: Span | None = None
    subtitle: Span | None = None
    dates: list[FoundDate] = attrs.field(factory=list)
    institutions: list[tuple[str, str]] = attrs.field(factory=list)
    left_out: list[Span] = attrs.field(factory=list)
    masthead: str | None = None
    end: int = 0


def read_head(page: Page, lines: tuple[Line, ...], fields: Mapping[str, list[Span]]) -> tuple[Head, list[Claim]]:
    """Read the head, and claim the lines of the headline.

    Args:
        page: The page.
        lines: Its lines.
        fields: The labelled fields, of which ``title`` counts here.
    """
    head = Head()
    claims: list[Claim] = []
    if spans := fields.get("title"):
        head.title = spans[0]
    heading = _headline_heading(page, lines)
    head.end = first = _first_paragraph(lines, heading, titled="title" in fields)
    if heading is not None and head.title is None:
        head.title = heading.span
        claims.append(Claim(heading.index, "title", "the headline"))
        above = (line for line in lines[: heading.index] if line.level == 1 and line.kind in ("heading", "institution"))
        head.masthead = next((line.text for line in above), None)
    spare = [line for line in lines[:first] if line.kind in ("line", "heading", "prose") and line is not heading]
    _read_lines(page, lines[:first], head)
    if head.title is None:
        spare = _title_among(lines, spare, head, claims)
    taken = {claim.index for claim in claims}
    spare = [line for line in spare if head.title is None or line.block.start >= head.title[1]]
    _read_under([line for line in spare if line.index not in taken], head)
    return head, claims


def _read_lines(page: Page, lines: tuple[Line, ...], head: Head) -> None:
    """Dates, institutions and furniture of the head."""
    for line in lines:
        head.dates += dates_of(page, line)
        if line.kind == "institution":
            head.institutions.append(("head", line.text))
        elif line.kind == "byline":
            by = BYLINE.match(line.text)
            for part in re.split(r"\s\|\s|\n", line.text[by.end() if by else 0 :]):
                if is_institution(part):
                    head.institutions.append(("byline", part.strip()))
                    break
        elif line.kind in ("furniture", "notice", "contact"):
            if line.kind == "notice" and line.value is not None:
                head.institutions.append(("notice", clean(page.quote(line.value))))
            head.left_out.append(line.span)


def _title_among(lines: tuple[Line, ...], spare: list[Line], head: Head, claims: list[Claim]) -> list[Line]:
    """Take the line for the headline that most speaks for; return the lines after it."""
    title = _likeliest_title(lines, spare, head.end)
    if title is None:
        title = next((line for line in lines[: head.end] if line.kind == "institution"), None)
        head.institutions = [entry for entry in head.institutions if title is None or entry[1] != title.text]
    if title is None:
        return spare
    goes_on = _title_goes_on(lines, title)
    head.title = (title.block.start, goes_on[-1].block.end if goes_on else title.block.end)
    claims += [Claim(line.index, "taken", "the headline goes on") for line in goes_on]
    return [line for line in spare if line.index > title.index]


def _likeliest_title(lines: tuple[Line, ...], spare: list[Line], end: int) -> Line | None:
    """The line that is the headline: what it says is said again where the text begins."""
    spare = [line for line in spare if not is_category(line.text)] or spare
    told = [line.text for line in lines[end:] if line.kind == "prose"][:3]
    text_words = set().union(*(_content_words(text[:1_500]) for text in told))
    candidates = [
        Candidate(line, tuple(_title_reasons(line, order, text_words))) for order, line in enumerate(spare[:12])
    ]
    candidates = [
        attrs.evolve(one, reasons=(*one.reasons, *_between(lines[one.value.index : spare[-1].index])))
        for one in candidates
    ]
    return next((one.value for one in ranked(candidates, _TITLES)), None)


def _between(lines: tuple[Line, ...]) -> Iterator[str]:
    """What stands between a line and the last one that may be the headline."""
    kinds = {line.kind for line in lines}
    if kinds & {"notice", "furniture"}:
        yield "furniture stands between it and a further line"
    elif "date" in kinds:
        yield "a date stands between it and a further line"


def _title_reasons(line: Line, order: int, text_words: set[str]) -> Iterator[str]:
    yield from ["stands first"] if not order else ["further down"] * min(order, 4)
    own = _content_words(line.text)
    if own and len(own & text_words) >= min(2, len(own)):
        yield "shares words with the text"
    if count_words(line.text) <= 2:
        yield "one or two words"
    if _LIST_ENTRY.match(line.text):
        yield "an entry of a list"
    if _HOST.search(line.text):
        yield "names a site by its address"


def _content_words(text: str) -> set[str]:
    """The words of a text that say what it is about: long ones; pairs of letters in scripts without spaces."""
    found = {word for word in fold(text).split() if len(word) > 4 and not CJK.search(word)}
    return found | {
        text[at : at + 2] for at in range(len(text) - 1) if CJK.fullmatch(text[at]) and CJK.fullmatch(text[at + 1])
    }


def _title_goes_on(lines: tuple[Line, ...], title: Line) -> list[Line]:
    """The further lines of a headline that was broken: all in capitals, or going on in small letters."""
    found: list[Line] = []
    for line in lines[title.index + 1 : title.index + 4]:
        goes_on = line.text[:1].islower() or (title.text.isupper() and line.text.isupper())
        if line.kind not in ("line", "prose", "institution") or line.block.group != title.block.group or not goes_on:
            break
        found.append(line)
    return found


def _read_under(spare: list[Line], head: Head) -> None:
    """The subtitle, and lines under the headline that may name the institution."""
    under = [line for line in spare if not is_category(line.text)]
    short = [line for line in under if is_capitalised(line.text) and len(line.text.split()) <= 8]
    head.institutions += [("weak", line.text) for line in short]
    if rest := [line for line in under if line not in short] or under:
        head.subtitle = rest[0].span


def title_parts(meta: Meta) -> list[str]:
    """What the head of a page calls it, whole and cut at bars and dashes, folded, site names left out.

    >>> title_parts(Meta(title="Moss is back – University of Bern", named={"og:site_name": ("University of Bern",)}))
    ['moss is back university of bern', 'moss is back']
    """
    site = fold(meta.first("og:site_name", "application-name") or "")
    named = [meta.first("og:title"), meta.first("twitter:title"), meta.first("headline"), meta.title]
    named += [value for thing in meta.objects if isinstance(value := thing.get("headline"), str)]
    parts = [part for name in named if name for part in (name, *_SEPARATOR.split(name))]
    folded = (fold(part) for part in parts)
    return [part for part in dict.fromkeys(folded) if part != site and (len(part.split()) > 1 or count_words(part) > 3)]


def _headline_heading(page: Page, lines: tuple[Line, ...]) -> Line | None:
    """The heading of HTML that is the headline."""
    parts = title_parts(page.meta)
    site = fold(page.meta.first("og:site_name", "application-name") or "")
    prose = next((line.index for line in lines if line.kind == "prose" and count_words(line.text) > 20), len(lines))
    candidates = (
        Candidate(line, tuple(_heading_reasons(line, parts, site, late=line.index > prose)))
        for line in lines
        if line.level and line.kind in ("heading", "line", "notice", "institution", "prose", "label", "taken")
    )
    found = best(candidates, _HEADINGS)
    return found.value if found else None


def _heading_reasons(line: Line, parts: list[str], site: str, *, late: bool) -> Iterator[str]:
    levels = {1: "of the first level", 2: "of the second level"}
    yield levels.get(line.level, "of a lower level")
    written = fold(line.text)
    if written in parts:
        yield "the page's title says it"
    if NOTICE.match(line.text) or (line.kind == "label" and line.level > 1):
        yield "names a topic or a kind of text"
    if written == site:
        yield "names the site"
    if late and line.level > 1:
        yield "after the text has begun"


def _first_paragraph(lines: tuple[Line, ...], heading: Line | None, *, titled: bool) -> int:
    """Index of the first paragraph of the text: prose after the headline with no more of the head behind it."""
    at = heading.index if heading is not None else -1
    for index, line in enumerate(lines):
        if index <= at or line.kind == "taken":
            titled = titled or index == at
            continue
        if line.kind in ("line", "heading") and not is_category(line.text):
            titled = True
        if line.kind != "prose":
            if line.kind in ("end", "about", "related") and titled:
                return index
            continue
        if not titled and len(_SENTENCE_ENDS.findall(line.text)) > 2:
            # No headline is as long as that: the text begins without one.
            return index
        if (
            not titled
            and count_words(line.text) <= 40
            and not any(one.kind in ("line", "heading") for one in lines[:index])
        ):
            # The headline is a sentence, unless a line above may be it and a dateline begins here.
            titled = True
            if not (DATELINE.match(line.text) and any(other.kind == "institution" for other in lines[:index])):
                continue
        if "subtitle" not in line.block.areas and not _head_follows(lines, index):
            return index
    return len(lines)


def _head_follows(lines: tuple[Line, ...], index: int) -> bool:
    """Whether a sentence under the headline belongs to the head: lines of the head follow it."""
    ahead = [line.kind for line in lines[index + 1 : index + 5]]
    until = ahead[: ahead.index("prose")] if "prose" in ahead else []
    return (
        any(kind in ("date", "byline", "notice", "contact") for kind in until) and count_words(lines[index].text) <= 60
    )

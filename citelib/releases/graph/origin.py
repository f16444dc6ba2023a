r"""What a release says of itself: headline, date, address, language, the site that carries it.

Every fact is looked for from the surest place to the least sure: meta tags and JSON-LD of the page, labelled fields,
lines of the head, the text.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nSource: Brightsurf\n\nMoss was found in nine drains of the town.")
>>> origin = Origin(read_layout(page), lambda *doubt: None)
>>> origin.title(), str(origin.issued()), origin.site()
('Moss found', '2020-05-03', 'Brightsurf')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Protocol
from urllib.parse import urlsplit

from citelib.diagnostics import Severity
from citelib.model import Date
from citelib.releases.lines.dates import FoundDate, find_dates, read_date
from citelib.releases.lines.layout import Layout
from citelib.releases.page.page import clean
from citelib.releases.scored import Candidate, best
from citelib.releases.words.languages import language_of
from citelib.releases.words.patterns import compiled
from citelib.releases.words.tables import mapping
from citelib.releases.works.references import URL, trim_identifier

__all__ = ["Origin", "Say"]

_DATE_TAGS: Final = tuple(
    """
    article:published_time og:published_time datepublished dc.date.issued dcterms.issued dc.date dcterms.date
    dc.date.created dcterms.created pubdate publishdate publish-date publish_date date sailthru.date
    parsely-pub-date publication_date release_date article.published
    """.split()
)
"""Meta tags that hold the date of a page, the surest first."""
_SITES: Final = tuple(
    (name, re.compile(rf"(?<![\w@])(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE))
    for name, patterns in mapping("sites").items()
)
_LONGEST_PAGE: Final = 2_000_000
"""Characters of a page in which a date is guessed."""
_SITE_WEIGHTS: Final[Mapping[str, float]] = {
    "its address is that of the page": 12,
    "the page's head names it": 10,
    "a site that carries releases is named": 8,
    "a tag before the text": 6,
    "the heading above related stories names it": 4,
    "a heading above the headline": 2,
}
"""What speaks for a name being that of the site."""
_CARRIER: Final = re.compile(r"(?<!\S)\((?P<site>[A-Z][\w-]{1,40}(?:\.[\w-]{2,20}){1,2})\)")
"""The tag of whoever carries a text: «(Sci-Wire.example) BERN --»."""
_RELATED_SITE: Final = compiled("related_site", re.IGNORECASE, before=r"\b", after=r" ([A-Z][\w.! -]{2,40}?)\s*:?$")


class Say(Protocol):
    """Reports a doubt: severity, code, message, and the offset that it is about."""

    def __call__(self, severity: Severity, code: str, message: str, offset: int | None = None) -> None:
        """Tell a doubt."""


class Origin:
    """Finds what a release says of itself.

    Args:
        layout: The parts of the release.
        say: Takes what is doubtful.
    """

    def __init__(self, layout: Layout, say: Say) -> None:
        self.layout = layout
        self.page = layout.page
        self.text = layout.page.text
        self.meta = layout.page.meta
        self.say = say

    def title(self) -> str | None:
        """The headline."""
        meta = self.meta
        shown = clean(self.page.quote(self.layout.title)) if self.layout.title else None
        head = meta.first("og:title", "twitter:title", "dc.title", "headline")
        if shown is None or (self.page.is_html and head and not any(block.tag == "h1" for block in self.page.blocks)):
            shown = head or shown or meta.title
        if shown is None:
            self.say("warning", "no-title", "no headline was found")
        return shown

    def issued(self) -> Date | None:
        """The date of the release: by the page's head, a label, a line, the dateline; never that of an update."""
        layout, meta = self.layout, self.meta
        published = next(
            (
                thing.get("datePublished")
                for thing in meta.objects
                if thing.get("datePublished") and "Scholarly" not in str(thing.get("@type"))
            ),
            None,
        )
        named = meta.first(*_DATE_TAGS)
        for value in (published, named):
            if isinstance(value, str) and (date := self._day(value)):
                return date
        for span in layout.fields.get("date", ()):
            if date := self._day(self.page.quote(span)):
                return date
        found: list[FoundDate] = [*layout.head_dates, *layout.dateline_dates, *layout.tail_dates]
        release = [one for one in found if one.kind == "release"]
        if release:
            dates = {one.date for one in release}
            if len(dates) > 1:
                self.say(
                    "info",
                    "several-dates",
                    f"the release has the dates {', '.join(sorted(map(str, dates)))}; the first was taken",
                    release[0].span[0],
                )
            return release[0].date
        for span in layout.fields.get("cite", ()):
            for one in find_dates(self.text, *span, day_first=self.page.day_first):
                if one.kind == "release":
                    return one.date
        embargo = [one.date for one in found if one.kind == "embargo"]
        embargo += [date for span in layout.fields.get("embargo", ()) if (date := self._day(self.page.quote(span)))]
        if embargo:
            self.say(
                "warning", "embargo-date", f"the only date is the end of an embargo, {embargo[0]}, which was taken"
            )
            return embargo[0]
        if date := self._guessed():
            self.say("info", "guessed-date", f"the date {date} was guessed from the page by htmldate")
            return date
        self.say("warning", "no-date", "no date of the release was found")
        return None

    def _guessed(self) -> Date | None:
        """The date that htmldate, if it is installed, finds in a page; it knows the habits of thousands of sites."""
        if not self.page.markup:
            return None
        try:
            from htmldate import find_date
        except ImportError:
            return None
        try:
            return read_date(find_date(self.page.markup[:_LONGEST_PAGE], original_date=True) or "")
        except (
            Exception
        ):  # whatever a library makes of a broken page, the release is read; `date` says that none was found
            return None

    def _day(self, text: str) -> Date | None:
        """The day in a text, without the time."""
        if day := re.match(r"\s*([12][0-9]{3}-[0-9]{2}-[0-9]{2})", text):
            return read_date(day[1])
        day_first = self.page.day_first
        return read_date(text, day_first=day_first) or next(
            (one.date for one in find_dates(text, 0, len(text), day_first=day_first) if one.kind == "release"), None
        )

    def site(self) -> str | None:
        """The site that carries the release, by its meta tags or by what its furniture calls it."""
        found = best(self._sites(), _SITE_WEIGHTS)
        return found.value if found else None

    def _sites(self) -> Iterator[Candidate[str]]:
        """Whatever may be the name of the site."""
        layout = self.layout
        if name := self.meta.first("og:site_name", "application-name", "citation_publisher"):
            yield Candidate(name, ("the page's head names it",))
        host = (urlsplit(self.url() or "").hostname or "").removeprefix("www.")
        for name, pattern in _SITES:
            if host and pattern.match(host):
                yield Candidate(name, ("its address is that of the page",))
        body = layout.body[0][0] if layout.body else 0
        if tag := _CARRIER.search(self.text, max(0, body - 120), body + 120):
            yield Candidate(tag["site"], ("a tag before the text",))
        yield from self._known_sites()
        if match := _RELATED_SITE.search(layout.related_heading):
            yield Candidate(match[1], ("the heading above related stories names it",))
        if layout.masthead:
            yield Candidate(layout.masthead, ("a heading above the headline",))

    def _known_sites(self) -> Iterator[Candidate[str]]:
        """Sites of the table that furniture, labels, the dateline, the head or the end of the text name."""
        layout = self.layout
        fields = ("cite", "other", "furniture", "source", "url")
        where = [layout.related_heading, *(self.page.quote(span) for span in layout.left_out)]
        where += [self.page.quote(span) for name in fields for span in layout.fields.get(name, ())]
        where += [self.page.quote((start, min(end, start + 120))) for start, end in layout.body[:1]]
        first = layout.body[0][0] if layout.body else 0
        last = layout.body[-1][1] if layout.body else 0
        where += [self.text[max(0, first - 120) : first], self.text[last : last + 20_000], self.text[: min(400, first)]]
        for text in where:
            for name, pattern in _SITES:
                if pattern.search(text[:20_000]):
                    yield Candidate(name, ("a site that carries releases is named",))

    def url(self) -> str | None:
        """The address of the page."""
        meta = self.meta
        for address in (meta.canonical, meta.first("og:url")):
            if address and address.startswith(("http://", "https://")):
                return address
        for name in ("url", "cite"):
            for span in self.layout.fields.get(name, ()):
                if (match := URL.search(self.page.quote(span))) and "doi.org" not in match[0]:
                    address = trim_identifier(match[0])
                    return address if address.startswith("http") else f"https://{address}"
        return None

    def language(self) -> str | None:
        """The language by the page, else by the commonest words of the text."""
        if declared := self.meta.language or self.meta.first(
            "og:locale", "dc.language", "content-language", "inlanguage"
        ):
            return declared.replace("_", "-")
        told = " ".join(self.page.quote(span)[:4000] for span in self.layout.body[:8])
        return language_of(told) or language_of(self.text[:20_000])

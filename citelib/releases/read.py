r"""Reading a release: from its text to items with relations, evidence and quotations.

>>> from citelib.formats.format import Source
>>> text = "Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and colleagues report today in the journal Mosses. Wow."
>>> for record in read(Source(text)):
...     print(record.id if isinstance(record, Item) else record)
moss-found-2020
lee-2020
warning: no issuing institution was found [press-release-no-issuer]
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from citelib.diagnostics import Diagnostic, Severity
from citelib.errors import ReadError
from citelib.formats.format import Record, Source
from citelib.model import Evidence, Item, Name, Relation
from citelib.model.custom import (
    FACTS_KEY,
    NEWS_RELEASE,
    QUOTATIONS_KEY,
    STUB_KEY,
    SUBTITLE_KEY,
    SUMMARY_KEY,
    TOLD_KEY,
)
from citelib.releases.graph.facts import Fact, find_facts
from citelib.releases.graph.issuer import find_issuer
from citelib.releases.graph.origin import Origin
from citelib.releases.lines.layout import Layout, read_layout
from citelib.releases.page.html import html_page
from citelib.releases.page.page import Page, Span, clean, plain_page
from citelib.releases.people.names import fold
from citelib.releases.people.people import People
from citelib.releases.people.quotations import find_quotations
from citelib.releases.sniff import looks_like_html
from citelib.releases.words.patterns import each
from citelib.releases.works.work import YEAR_OF_THE_RELEASE, Work
from citelib.releases.works.works import find_works

__all__ = ["read", "release_text"]

INSTITUTIONS: Final = each("institution_in_text")
JOURNALS: Final = each("journal_sure")
MOST_REASONS: Final = 50
"""Authors of a work for whom the stub says why they are taken for its authors."""
LONGEST: Final = 200_000
"""Characters of the text that are read; a release has a few thousand."""


def read(source: Source, **_: Any) -> Iterator[Record]:
    """Read one release, as plain text or HTML.

    Args:
        source: The text. Offsets of evidence count characters of the text, or of the visible text of HTML.

    Yields:
        The news item, stubs of the works that it points at, related stories, and diagnostics on what is unsure.

    Raises:
        ReadError: There is no text.
    """
    text = source.read_text()
    source.limits.check("field_size", len(text), "the release")
    page = release_text(text)
    if not page.text.strip():
        raise ReadError("there is no text to read a release from", format="press-release", source=source.name)
    yield from _Reading(source.name, read_layout(page)).records()


def release_text(text: str) -> Page:
    """The page of a release in plain text or HTML; its text is what the offsets of evidence count in.

    >>> release_text("<html><body><h1>Moss  found</h1><p>It grew.</p></body></html>").text
    'Moss found It grew.'
    """
    return html_page(text) if looks_like_html(text) else plain_page(text)


class _Reading:
    """Assembles the records of one release."""

    def __init__(self, name: str | None, layout: Layout) -> None:
        self.name = name
        # Evidence travels with the item: it says which file, never in which folder of whose machine.
        self.file = re.split(r"[/\\]", name)[-1] or None if name else None
        self.layout = layout
        self.page = layout.page
        self.text = layout.page.text
        self.diagnostics: list[Diagnostic] = []
        self.origin = Origin(layout, self.say)
        self.url = self.origin.url()
        self.ids: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.line_ends = [match.start() for match in re.finditer("\n", self.text)]

    def say(
        self, severity: Severity, code: str, message: str, offset: int | None = None, item: str | None = None
    ) -> None:
        """Report something, with the line and column of an offset into plain text."""
        line = column = None
        if offset is not None and not self.page.is_html:
            line = bisect.bisect_left(self.line_ends, offset) + 1
            column = offset - (self.line_ends[line - 2] if line > 1 else -1)
        self.diagnostics.append(
            Diagnostic(severity, f"press-release-{code}", message, None, self.name, line, column, item)
        )

    def records(self) -> Iterator[Record]:
        layout = self.layout
        origin = self.origin
        title = origin.title()
        issued = origin.issued()
        site = origin.site()
        issuer = find_issuer(layout, site, self.say)
        if title is None and not layout.body:
            self.say("warning", "no-text", "there is neither a headline nor a paragraph, so no item was made")
            yield from self.diagnostics
            return
        told = [span for name in ("authors", "notes", "summary") for span in layout.fields.get(name, ())]
        self._bound()
        people = People(self.text, sorted({*layout.body, *layout.tail, *told}))
        quotations = find_quotations(self.text, layout.body, people)
        works = find_works(layout, people, quotations, issued, self.page.meta, title or "")
        if not works:
            self.say("info", "no-study", "no study was found that the release reports on")
        year = issued.year if issued else None
        news_id = self._id(" ".join(fold(title or "release").split()[:4]), year)
        stubs = [(self._id(self._stub_name(work), self._year_told(work)), work) for work in works]
        related = self._related()
        relations = [
            self._relation("mentions" if work.role == "comments-on" else work.role, stub, work.evidence)
            for stub, work in stubs
        ]
        relations += [Relation("related-to", item.id, evidence=self._evidence(span)) for item, span in related]
        custom: dict[str, Any] = {}
        if quotations:
            custom[QUOTATIONS_KEY] = [
                {"speaker": q.speaker, "words": q.words, "start": q.start, "end": q.end} for q in quotations
            ]
        if layout.subtitle and title != clean(self.page.quote(layout.subtitle)):
            custom[SUBTITLE_KEY] = clean(self.page.quote(layout.subtitle))
        if summary := layout.field("summary") or None:
            custom[SUMMARY_KEY] = summary
        if facts := self._facts():
            custom[FACTS_KEY] = facts
        site_name = site if site != issuer else None
        news = Item(
            news_id,
            "webpage",
            title=title,
            author=[Name(literal=issuer)] if issuer else None,
            issued=issued,
            container_title=site_name,
            URL=self.url,
            abstract="\n\n".join(self.page.quote(span) for span in layout.body) or None,
            language=origin.language(),
            genre=NEWS_RELEASE,
            relations=relations,
            custom=custom,
        )
        yield news
        study = next((stub for stub, work in stubs if work.role == "reports-on"), None)
        for stub, work in stubs:
            yield self._stub(stub, work, study)
        for item, _ in related:
            yield item
        for quotation in quotations:
            if quotation.unsure:
                self.say(
                    "info",
                    "unsure-speaker",
                    f"speaker of {clean(quotation.words)[:50]!r}: {quotation.unsure}",
                    quotation.start,
                    news_id,
                )
        yield from self.diagnostics

    def _bound(self) -> None:
        """Cut what is looked through for people and works to the length of a release."""
        for spans in (self.layout.body, self.layout.tail):
            length = 0
            for index, (start, end) in enumerate(spans):
                length += end - start
                if length > LONGEST:
                    self.say("warning", "too-long", f"only the first {LONGEST} characters were read", start)
                    spans[index:] = [(start, end - (length - LONGEST))]
                    break

    def _facts(self) -> list[dict[str, Any]]:
        """What the text says beside its works, with the end of an embargo."""
        layout = self.layout
        notes = [span for name in ("notes", "other") for span in layout.fields.get(name, ())]
        facts = find_facts(self.text, sorted({*layout.body, *layout.tail, *notes}))
        dates = (*layout.head_dates, *layout.dateline_dates, *layout.tail_dates)
        facts += [Fact("embargo", str(one.date), one.span) for one in dates if one.kind == "embargo"]
        for fact in facts:
            if fact.meant:
                message = f"{fact.value!r} is kept as the text has it; {fact.meant!r} may be meant"
                self.say("info", "misnamed", message, fact.span[0])
        return [fact.as_note(self.text) for fact in facts]

    # Other items

    @staticmethod
    def _year_told(work: Work) -> int | None:
        """The year of a work, but not one that was guessed: ids last longer than guesses."""
        return work.date.year if work.date and YEAR_OF_THE_RELEASE not in work.unsure else None

    def _stub_name(self, work: Work) -> str:
        if work.authors:
            return work.authors[0].full_family
        return " ".join(fold(work.title or work.genre).split()[:4])

    def _stub(self, id: str, work: Work, study: str | None) -> Item:
        custom: dict[str, Any] = {"role": work.role}
        if work.reasons:
            custom["reasons"] = dict(itertools.islice(work.reasons.items(), MOST_REASONS))
        if work.unsure:
            custom["unsure"] = list(work.unsure)
            self.say(
                "info" if work.authors else "warning",
                "unsure-work",
                f"{work.genre} {id!r}: {'; '.join(work.unsure)}",
                work.evidence[0][0] if work.evidence else None,
                id,
            )
        relations = []
        if work.role == "comments-on" and study is not None:
            relations.append(self._relation("comments-on", study, work.evidence))
        return Item(
            id,
            work.type,
            title=work.title,
            author=work.authors,
            container_title=work.journal,
            issued=work.date,
            DOI=work.doi,
            URL=work.url,
            genre=(work.genre or None) if work.type != "book" else None,
            relations=relations,
            custom={STUB_KEY: custom},
        )

    def _relation(self, type: str, target: str, evidence: list[Span]) -> Relation:
        also = [self._evidence(span) for span in evidence[1:20]]
        custom = (
            {"evidence": [{"quote": one.quote, "start": one.start, "end": one.end} for one in also]} if also else None
        )
        return Relation(type, target, evidence=self._evidence(evidence[0]) if evidence else None, custom=custom)

    def _evidence(self, span: Span) -> Evidence:
        return Evidence(self.page.quote(span), span[0], span[1], self.url or self.file)

    def _related(self) -> list[tuple[Item, Span]]:
        found = []
        base = self.url
        seen: set[str] = set()
        for story in self.layout.related:
            title = clean(self.page.quote(story.title))
            if not title or fold(title) in seen:
                continue
            seen.add(fold(title))
            address = urljoin(base or "", story.address) if story.address else None
            item = Item(
                self._id(" ".join(fold(title).split()[:4]), story.date.year if story.date else None),
                "webpage",
                title=title,
                abstract=clean(self.page.quote(story.summary)) if story.summary else None,
                issued=story.date,
                URL=address if address and urlsplit(address).scheme in ("http", "https") else None,
                genre=NEWS_RELEASE,
                custom={TOLD_KEY: told} if (told := self._told(story.summary or story.title)) else {},
            )
            found.append((item, story.title))
        return found

    def _told(self, span: Span) -> dict[str, str]:
        """The institution and the journal that the summary of a related story names."""
        told: dict[str, str] = {}
        for field, group, patterns in (("institution", "name", INSTITUTIONS), ("journal", "journal", JOURNALS)):
            match = next((match for pattern in patterns if (match := pattern.search(self.text, *span))), None)
            if match:
                told[field] = clean(match[group]).rstrip(" .,")
        return told

    def _id(self, words: str, year: int | None) -> str:
        """An id that is not taken yet: words and year."""
        base = "-".join(
            part for part in (fold(words).replace(" ", "-") or "release", str(year) if year else "") if part
        )
        id = base
        while id in self.ids:
            self.numbers[base] = self.numbers.get(base, 1) + 1
            id = f"{base}-{self.numbers[base]}"
        self.ids.add(id)
        return id

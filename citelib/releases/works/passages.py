r"""The passages of a release in which works are looked for, and what stands around a place in them.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back, Ann Lee and others say. In 1987 Bo Ek saw it first.")
>>> passages = Passages(read_layout(page), People(page.text), [], Date.on(2020))
>>> [page.quote(span) for span in passages.sentences]
['Moss is back, Ann Lee and others say.', 'In 1987 Bo Ek saw it first.']
>>> passages.earlier_year(page.text.index("Bo Ek"), page.text.index(" saw"), *passages.sentences[1])[0]
'1987'
"""

from __future__ import annotations

import bisect
import re
from typing import Final

from citelib.model import Date
from citelib.releases.lines.layout import Layout
from citelib.releases.page.page import Span
from citelib.releases.people.people import People
from citelib.releases.people.quotations import Quotation
from citelib.releases.people.sentences import sentences
from citelib.releases.words.cues import DATED_BEFORE, EARLIER, EARLIER_YEAR, SCHOLARLY
from citelib.releases.words.patterns import compiled
from citelib.releases.works.references import DOI

__all__ = ["Passages"]

_IN_THE_YEAR: Final = compiled(
    "in_the_year", before=r"\b", after=r"\s+(?:an?\s+|the\s+|her\s+|his\s+|their\s+)?\(?$|\($"
)
_NOT_PUBLISHING: Final = compiled("not_publishing", before=r"\b", after=r"\b")
_BUILT_UPON: Final = compiled("built_upon", before=r"\b", after=r"\s+$")
"""Stands before earlier work that somebody builds upon: «data from previous studies»."""


class Passages:
    """A release as those see it who look for works.

    Attributes:
        layout: Its parts.
        text: Its text.
        people: The people in it.
        quotations: What they say; words in quotations point at nothing.
        year: Year of the release.
        sentences: Sentences of the text.
        doi_links: Links to a DOI.
        tail: Sentences of notes after it.
    """

    def __init__(self, layout: Layout, people: People, quotations: list[Quotation], issued: Date | None) -> None:
        self.layout = layout
        self.text = layout.page.text
        self.people = people
        self.quotations = quotations
        self.year = issued.year if issued is not None else None
        self.sentences = [span for start, end in layout.body for span in sentences(self.text, start, end)]
        self.doi_links = [link for link in layout.page.links if DOI.search(link.address)]
        notes = sorted({*layout.tail, *layout.fields.get("notes", ())})
        self.tail = [span for start, end in notes for span in sentences(self.text, start, end)]

    @property
    def cue_spans(self) -> list[Span]:
        """Where the text announces its study: headline, subtitle, summary and sentences."""
        spans = [span for span in (self.layout.title, self.layout.subtitle) if span]
        return spans + self.layout.fields.get("summary", []) + self.sentences

    @property
    def opening(self) -> list[Span]:
        """Where a release says what it is about: headline, subtitle, summary and the first sentences."""
        return self.cue_spans[: len(self.cue_spans) - len(self.sentences) + 5]

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that an offset lies in."""
        return next(((a, b) for a, b in self.sentences + self.tail if a <= offset < b), None)

    def in_quote(self, offset: int) -> bool:
        """Whether an offset lies in words that somebody says."""
        return self.touches_quote(offset, offset + 1)

    def touches_quote(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps words that somebody says; quotations stand in the order of the text."""
        at = bisect.bisect_left(self.quotations, end, key=lambda quotation: quotation.start)
        return at > 0 and self.quotations[at - 1].end > start

    def is_earlier(self, begins: int, ends: int, start: int, end: int) -> bool:
        """Whether what is said of a person is of an earlier work: a bare year beside it, or a word for the past."""
        return bool(self.earlier_year(begins, ends, start, end)) or any(
            match.start() < ends or not _BUILT_UPON.search(self.text, ends, match.start())
            for match in EARLIER.finditer(self.text, max(start, begins - 90), min(end, ends + 60))
        )

    def earlier_year(self, begins: int, ends: int, start: int, end: int) -> re.Match[str] | None:
        """The year of publication that stands by a person: «In 1987 X …», «a 2015 study by X», «X showed … in 1999»."""
        text = self.text
        for match in EARLIER_YEAR.finditer(text, start, end):
            year = int(match[0])
            if self.year is not None and year >= self.year:
                continue
            before = text[max(start, match.start() - 24) : match.start()]
            if DATED_BEFORE.search(before):
                continue
            if match.end() <= begins:
                lead_in = text[start : match.start()]
                if (begins - match.end() < 110) and (
                    len(lead_in) < 40 or re.search(r"\b(?:[Ii]n|[Aa]|[Hh]er|[Hh]is|[Tt]heir|of|the)\s+$", before)
                ):
                    return match
            elif match.start() >= ends:
                between = text[ends : match.start()]
                verb = SCHOLARLY.search(between[:60])
                if _IN_THE_YEAR.search(before) and (verb or len(between) < 30) and not _NOT_PUBLISHING.search(between):
                    return match
            elif begins <= match.start():
                return match
        return None

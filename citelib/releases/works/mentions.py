r"""Earlier works that a text mentions: «In 1987 Bo Ek described …», «a 2015 study by Bo Ek and colleagues».

A person is taken for the author of an earlier work where enough speaks for it; what each sign weighs is in `_SIGNS`.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.people.people import People
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back. A 2015 study by Dr Bo Ek and others described it.")
>>> passages = Passages(read_layout(page), People(page.text), [], Date.on(2020))
>>> [(str(work.authors[0]), str(work.date)) for work in find_mentions(passages, [], lambda name: False)]
[('Bo Ek', '2015')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from citelib.matching.people import same_person
from citelib.model import Date, Name
from citelib.releases.page.page import Span, clean
from citelib.releases.people.people import Mention, joined
from citelib.releases.scored import Candidate, score
from citelib.releases.words.cues import (
    BOOK,
    EARLIER,
    EARLIER_YEAR,
    GROUP,
    JOURNAL_CUES,
    NO_JOURNAL,
    NOUN_BY,
    SCHOLARLY,
    THESIS,
)
from citelib.releases.words.patterns import SHORT_NAME, WORK_NOUNS
from citelib.releases.works.passages import Passages
from citelib.releases.works.references import QUOTED_TITLE
from citelib.releases.works.work import MOST_WORKS, Work

__all__ = ["find_mentions"]

_SIGNS: Final[Mapping[str, float]] = {
    "a group": 2,  # «X and colleagues»
    "a verb of finding": 1,  # «X described»
    "a year": 2,  # «in 1987»
    "a noun for a work": 2,  # «a study by X»
    "a word for the past": 1,  # «earlier»
    "a title": 2,  # a title in quotation marks beside the year
}
"""What speaks for a person having written an earlier work that the sentence means."""
_ENOUGH: Final = 3
"""With a verb and a year a sentence means a work; with less it means a person."""
_SURE: Final = 4
_DATING: Final = frozenset(("a year", "a word for the past"))
_OF_A_WORK: Final = frozenset(("a group", "a verb of finding", "a noun for a work", "a title"))
_LEAD_INS: Final = ("in", "a", "im")
_SHORT: Final = re.compile(rf"(?<![\w’'-])(?:{SHORT_NAME})")


def find_mentions(passages: Passages, known: list[Work], excluded: Callable[[Name], bool]) -> list[Work]:
    """The earlier works that a text mentions.

    Args:
        passages: The release.
        known: Works found before; those that a sentence speaks of again get its words as evidence.
        excluded: Whether somebody wrote the study or a comment on it.
    """
    finder = _Mentions(passages, known, excluded)
    finder.find()
    return finder.mentions


@attrs.frozen
class _Signs:
    """What stands around a person in a sentence.

    Attributes:
        mention: The person.
        sentence: The sentence.
        until: Offset after the name and «and colleagues».
        group: «and colleagues».
        year: A year of publication.
        verb: A verb of finding.
        noun: «a study by» before the name.
        earlier: A word for the past.
        title: A title in quotation marks beside the year.
    """

    mention: Mention
    sentence: Span
    until: int
    group: re.Match[str] | None
    year: re.Match[str] | None
    verb: re.Match[str] | None
    noun: re.Match[str] | None
    earlier: re.Match[str] | None
    title: re.Match[str] | None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Those of `_SIGNS` that are there."""
        found = (self.group, self.verb, self.year, self.noun, self.earlier, self.title)
        return tuple(reason for reason, match in zip(_SIGN_ORDER, found, strict=True) if match)

    @property
    def weight(self) -> float:
        """How much speaks for an earlier work; 0 if nothing dates it or nothing says that it is a work."""
        reasons = frozenset(self.reasons)
        return score(Candidate(None, self.reasons), _SIGNS) if reasons & _DATING and reasons & _OF_A_WORK else 0

    @property
    def span(self) -> Span:
        """The stretch that the person, the year, the verb and the title take."""
        spans = [
            (self.mention.start, self.until),
            *(match.span() for match in (self.year, self.title, self.verb) if match),
        ]
        return min(start for start, _ in spans), max(end for _, end in spans)


_SIGN_ORDER: Final = ("a group", "a verb of finding", "a year", "a noun for a work", "a word for the past", "a title")


class _Mentions:
    def __init__(self, passages: Passages, known: list[Work], excluded: Callable[[Name], bool]) -> None:
        self.passages = passages
        self.text = passages.text
        self.people = passages.people
        self.known = known
        self.excluded = excluded
        self.mentions: list[Work] = []

    def find(self) -> None:
        for index, (start, end) in enumerate(self.passages.sentences):
            if not (EARLIER_YEAR.search(self.text, start, end) or EARLIER.search(self.text, start, end)):
                continue
            previous = self.passages.sentences[index - 1] if index else (start, start)
            for mention in self._named(start, end):
                if len(self.mentions) < MOST_WORKS and self._may_be_author(mention):
                    signs = self._signs(mention, start, end)
                    if signs.weight >= _ENOUGH:
                        self._add(self._work(signs, previous))

    def _may_be_author(self, mention: Mention) -> bool:
        return (
            self.people.is_sure(mention.name)
            and not self.excluded(mention.name)
            and not self.passages.in_quote(mention.start)
        )

    def _named(self, start: int, end: int) -> list[Mention]:
        """Who is named in a sentence, in full or by a family name that the text has introduced."""
        full = self.people.between(start, end)
        short = [
            Mention(match.start(), match.end(), name, sure=True)
            for match in _SHORT.finditer(self.text, start, end)
            if not any(mention.overlaps(*match.span()) for mention in full)
            and (name := self.people.resolve(match[0], match.start())) is not None
        ]
        return sorted([*full, *short], key=lambda mention: mention.start)

    def _signs(self, mention: Mention, start: int, end: int) -> _Signs:
        text = self.text
        group = GROUP.match(text, mention.end, min(end, mention.end + 80))
        until = group.end() if group else mention.end
        year = self.passages.earlier_year(mention.start, until, start, end)
        return _Signs(
            mention,
            (start, end),
            until,
            group,
            year,
            SCHOLARLY.search(text, until, min(end, until + 70)),
            NOUN_BY.search(text[max(start, mention.start - 110) : mention.start]),
            EARLIER.search(text, start, end),
            self._title_beside(year, start, end) if year else None,
        )

    def _title_beside(self, year: re.Match[str], start: int, end: int) -> re.Match[str] | None:
        """A title in quotation marks near a year; words that somebody says do not count."""
        for match in QUOTED_TITLE.finditer(self.text, start, end):
            if min(abs(match.start() - year.end()), abs(year.start() - match.end())) < 30:
                return None if self.passages.touches_quote(*match.span()) else match
        return None

    def _work(self, signs: _Signs, previous: Span) -> Work:
        start, end = signs.sentence
        begin, finish = signs.span
        if self.text[max(start, begin - 4) : begin].strip().casefold() in _LEAD_INS:
            begin = max(start, begin - 3)
        mention = signs.mention
        names, _ = joined(self.text, self.people.between(mention.start, end) or [mention])
        if not same_person(names[0], mention.name):
            names = [mention.name]
        date = Date.on(int(signs.year[0])) if signs.year else None
        work = Work("mentions", names, date=date, evidence=[(begin, finish)])
        if signs.title:
            work.title = clean(next(group for group in signs.title.groups() if group is not None)).rstrip(" ,.")
        self._kind(work, signs, previous)
        if signs.weight < _SURE:
            work.unsure.append("only a verb and a year point at a work")
        if signs.noun or signs.group:
            work.journal = self._journal(start, end)
        return work

    def _kind(self, work: Work, signs: _Signs, previous: Span) -> None:
        """A book, a thesis, or as everything else an article."""
        start, end = signs.sentence
        if signs.title and BOOK.search(self.text, previous[0], end):
            work.genre = work.type = "book"
        elif THESIS.search(self.text, start, end):
            work.genre = work.type = "thesis"
        elif signs.title and not re.search(WORK_NOUNS, self.text[start : signs.title.start()]):
            work.genre = work.type = "book"
            work.unsure.append("the text does not say what kind of work it is")

    def _journal(self, start: int, end: int) -> str | None:
        for _, pattern in JOURNAL_CUES:
            named = pattern.search(self.text, start, end)
            if named and not NO_JOURNAL.match(named["journal"]):
                return clean(named["journal"])
        return None

    def _add(self, work: Work) -> None:
        """Add a work, or its words to what is known already."""
        lead = work.authors[0]
        for known in self.mentions + self.known:
            if (
                known.authors
                and same_person(known.authors[0], lead)
                and (known.date is None or work.date is None or known.date == work.date)
            ):
                known.evidence += work.evidence
                known.date = known.date or work.date
                known.title = known.title or work.title
                return
        if not any(same_person(other, lead) for known in self.mentions for other in known.authors[1:]):
            self.mentions.append(work)

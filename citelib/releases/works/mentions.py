r"""Earlier works that a text mentions: «In 1987 Bo Ek described …», «a 2015 study by Bo Ek and colleagues».

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
from collections.abc import Callable

import attrs

from citelib.model import Date, Name
from citelib.releases.page.page import Span, clean
from citelib.releases.people.people import Mention, joined, same_person
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
from citelib.releases.words.words import SHORT_NAME, WORK_NOUNS
from citelib.releases.works.passages import Passages
from citelib.releases.works.references import QUOTED_TITLE
from citelib.releases.works.work import MOST_WORKS, Work

__all__ = ["find_mentions"]


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
                if (
                    not self.people.is_sure(mention.name)
                    or self.excluded(mention.name)
                    or self.passages.in_quote(mention.start)
                ):
                    continue
                if len(self.mentions) < MOST_WORKS:
                    self._mention(mention, start, end, previous)

    def _named(self, start: int, end: int) -> list[Mention]:
        """Who is named in a sentence, in full or by a family name that the text has introduced."""
        full = self.people.between(start, end)
        short = [
            Mention(match.start(), match.end(), name, sure=True)
            for match in re.finditer(rf"(?<![\w’'-])(?:{SHORT_NAME})", self.text[start:end])
            if not any(mention.overlaps(start + match.start(), start + match.end()) for mention in full)
            and (name := self.people.resolve(match[0], start + match.start())) is not None
        ]
        moved = [attrs.evolve(m, start=start + m.start, end=start + m.end) for m in short]
        return sorted([*full, *moved], key=lambda mention: mention.start)

    def _mention(self, mention: Mention, start: int, end: int, previous: Span) -> None:
        text = self.text
        group = GROUP.match(text, mention.end, min(end, mention.end + 80))
        until = group.end() if group else mention.end
        year = self.passages.earlier_year(mention.start, until, start, end)
        verb = SCHOLARLY.search(text, until, min(end, until + 70))
        noun_by = NOUN_BY.search(text[max(start, mention.start - 110) : mention.start])
        earlier = EARLIER.search(text, start, end)
        quoted = next(
            (
                m
                for m in QUOTED_TITLE.finditer(text, start, end)
                if year and min(abs(m.start() - year.end()), abs(year.start() - m.end())) < 30
            ),
            None,
        )
        if quoted and self.passages.touches_quote(*quoted.span()):
            quoted = None
        score = (
            (2 if group else 0)
            + (1 if verb else 0)
            + (2 if year else 0)
            + (2 if noun_by else 0)
            + (1 if earlier else 0)
            + (2 if quoted else 0)
        )
        if score < 3 or not (year or earlier) or not (group or verb or noun_by or quoted):
            return
        spans = [(mention.start, until), *(m.span() for m in (year, quoted) if m)]
        if verb:
            spans.append(verb.span())
        begin, finish = min(a for a, _ in spans), max(b for _, b in spans)
        if text[max(start, begin - 4) : begin].strip().casefold() in ("in", "a", "im"):
            begin = max(start, begin - 3)
        names, _ = joined(self.text, self.people.between(mention.start, end) or [mention])
        if not same_person(names[0], mention.name):
            names = [mention.name]
        work = Work("mentions", names, date=Date.on(int(year[0])) if year else None, evidence=[(begin, finish)])
        around = text[previous[0] : end]
        if quoted:
            work.title = clean(next(group for group in quoted.groups() if group is not None)).rstrip(" ,.")
        if quoted and BOOK.search(around):
            work.genre, work.type = "book", "book"
        elif THESIS.search(text, start, end):
            work.genre, work.type = "thesis", "thesis"
        elif quoted and not re.search(WORK_NOUNS, text[start : quoted.start()]):
            work.genre, work.type = "book", "book"
            work.unsure.append("the text does not say what kind of work it is")
        if score < 4:
            work.unsure.append("only a verb and a year point at a work")
        for _, pattern in JOURNAL_CUES:
            if (
                (named := pattern.search(text, start, end))
                and not NO_JOURNAL.match(named["journal"])
                and (noun_by or group)
            ):
                work.journal = clean(named["journal"])
                break
        for known in self.mentions + self.known:
            if (
                known.authors
                and same_person(known.authors[0], names[0])
                and (known.date is None or work.date is None or known.date == work.date)
            ):
                known.evidence.append((begin, finish))
                known.date = known.date or work.date
                known.title = known.title or work.title
                return
        if any(same_person(other, names[0]) for known in self.mentions for other in known.authors[1:]):
            return
        self.mentions.append(work)

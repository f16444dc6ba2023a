"""Perspectives, commentaries and editorials that a text says accompany the study.

>>> text = "In a related Perspective, Anna Beyeler welcomes the work."
>>> [work] = find_comments(text, [(0, len(text))], People(text), lambda offset: False)
>>> work.genre, str(work.authors[0])
('Perspective', 'Anna Beyeler')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from citelib.matching.people import same_person
from citelib.model import Name
from citelib.releases.page.page import Span, clean
from citelib.releases.people.names import person
from citelib.releases.people.people import Mention, People, joined
from citelib.releases.words.cues import (
    DISCUSSING,
    GENRE,
    GENRE_AFTER,
    GENRE_BEFORE,
    NO_JOURNAL,
    NOT_GENRE_AFTER,
    PUBLISHED_IN,
    SAME_JOURNAL,
)
from citelib.releases.words.patterns import COMMENT_GENRES, SHORT_NAME, SPACE, alternatives
from citelib.releases.works.references import QUOTED_TITLE
from citelib.releases.works.work import MOST_WORKS, Work

__all__ = ["find_comments"]

Authors = tuple[list[Name], Span]
"""Those who wrote a comment, and the words that name them."""

_SEE_ALSO: Final = re.compile(rf"{alternatives('see_also')}{SPACE}(?P<who>{SHORT_NAME})")
_BY_GROUP: Final = re.compile(
    rf",?{SPACE}\(?{alternatives('by')}{SPACE}(?P<who>{SHORT_NAME}),?{SPACE}(?:{alternatives('more_authors')})"
)
"""«by Whitfield et al.», where nobody's full name stands."""
_TITLED: Final = re.compile(rf",?\s+(?:{alternatives('titled')},?\s+)?(?:{QUOTED_TITLE.pattern})")
_WRITTEN_BY: Final = re.compile(
    rf"(?:\b{alternatives('by')}\s*(?:[\w.-]{{1,20}}\s+){{0,5}}|,\s*(?:[\w.’'-]{{1,20}}\s+){{0,5}}|\bwhere\s+"
    rf"|\b{DISCUSSING}\s+(?:[\w.-]{{1,20}}\s+){{0,4}})$"
)
"""Stands between a comment and its author: «a Perspective by X», «in an Editorial, Dr X», «where X»."""
_DISCUSSED_BY: Final = re.compile(rf"(?<![\w-]){DISCUSSING}\s+(?:[\w.-]{{1,20}}\s+){{0,3}}$")
_SHORT: Final = re.compile(SHORT_NAME)
_OFTEN_SMALL: Final = frozenset(("Editorial", "Commentary", "Comment"))
"""Kinds that texts write small where what follows says that an article is meant."""
_CLOSE: Final = 90
"""Characters between an author and a comment behind them."""


def find_comments(text: str, sentences: list[Span], people: People, in_quote: Callable[[int], bool]) -> list[Work]:
    """The comments that a text speaks of; their journal is ``"same"`` where it is said to be that of the study.

    Args:
        text: The text.
        sentences: Its sentences.
        people: The people named in it.
        in_quote: Whether an offset lies in words that somebody says.
    """
    comments: list[Work] = []
    for start, end in sentences:
        for match in GENRE.finditer(text, start, end):
            place = _Place(text, people, match, start, end)
            if len(comments) < MOST_WORKS and not in_quote(match.start()) and place.is_comment():
                _add(comments, place)
        for match in _SEE_ALSO.finditer(text, start, end):
            _see_also(comments, match, people)
    return comments


def _add(comments: list[Work], place: _Place) -> None:
    """Add a comment, or what is told of one that is known."""
    names, span = place.authors()
    evidence = (min(span[0], place.match.start()), max(span[1], place.match.end()))
    for work in comments:
        if work.genre == place.genre and not (names and work.authors and not same_person(work.authors[0], names[0])):
            work.authors = work.authors or names
            work.evidence.append(evidence)
            return
    work = Work("comments-on", names, place.title(), place.journal(), genre=place.genre, evidence=[evidence])
    if not names:
        work.unsure.append(f"nobody is named as author of the {place.genre}")
    comments.append(work)


def _see_also(comments: list[Work], match: re.Match[str], people: People) -> None:
    """«see also the article by X»: a comment whose kind the text does not tell."""
    name = people.resolve(match["who"], match.start()) or person(match["who"])
    if not any(same_person(author, name) for work in comments for author in work.authors):
        unsure = ["the text does not say what kind of article it is"]
        comments.append(Work("comments-on", [name], genre="", evidence=[match.span()], unsure=unsure))


@attrs.frozen
class _Place:
    """A word for a comment, such as «Perspective», in its sentence."""

    text: str
    people: People
    match: re.Match[str]
    start: int
    end: int

    @property
    def genre(self) -> str:
        """The kind of the comment by its usual name."""
        return list(COMMENT_GENRES)[int((self.match.lastgroup or "g0")[1:])]

    def is_comment(self) -> bool:
        """Whether an article is meant: «a related Perspective», not «the perspective of slugs»."""
        text, (at, to) = self.text, self.match.span()
        before = GENRE_BEFORE.search(text[max(self.start, at - 60) : at])
        if before is None or NOT_GENRE_AFTER.match(text, to, to + 40):
            return False
        if self.start < at and text[max(self.start, at - 3) : at].endswith("., "):
            return False
        said_small = self.genre in _OFTEN_SMALL and GENRE_AFTER.match(text, to, min(len(text), to + 40))
        return bool(before["certain"] or self.match[0][0].isupper() or self._titled() or said_small)

    def _titled(self) -> re.Match[str] | None:
        """The title behind it in quotation marks."""
        return _TITLED.match(self.text, self.match.end(), min(len(self.text), self.match.end() + 400))

    def title(self) -> str | None:
        titled = self._titled()
        return clean(next(group for group in titled.groups() if group)).rstrip(" ,.") if titled else None

    def journal(self) -> str | None:
        """The journal it appeared in, ``"same"`` for that of the study."""
        if SAME_JOURNAL.search(self.text, self.start, self.end):
            return "same"
        named = PUBLISHED_IN.match(self.text, self.match.end(), min(self.end, self.match.end() + 160))
        return clean(named["journal"]) if named and not NO_JOURNAL.match(named["journal"]) else None

    # Who wrote it

    def authors(self) -> Authors:
        """Its authors, by the first of the ways in which a sentence names them."""
        return next(self._ways(), ([], (self.start, self.end)))

    def _ways(self) -> Iterator[Authors]:
        text, at = self.text, self.match.start()
        titled = self._titled()
        from_here = self.match.end()
        if titled and not self.people.between(from_here, titled.start() + 1):
            from_here = titled.end()
        if group := _BY_GROUP.match(text, from_here, self.end):
            yield [self.people.resolve(group["who"], group.start("who")) or person(group["who"])], group.span("who")
        ahead, behind = self._named(self.start, at), self._named(from_here, self.end)
        gap = text[from_here : behind[0].start] if behind else ""
        if behind and len(gap) < 140 and _WRITTEN_BY.search(gap):
            yield joined(text, behind, with_addresses=True)
        close = [mention for mention in ahead if at - mention.end < _CLOSE]
        for index, mention in enumerate(close):
            if _DISCUSSED_BY.search(text[max(self.start, mention.start - 40) : mention.start]):
                yield joined(text, close[index:])
        if ahead:
            yield joined(text, close or ahead)
        if behind and at - self.start < 60:
            yield joined(text, behind)
        for short in _SHORT.finditer(text, self.start, self.end):
            if name := self.people.resolve(short[0], short.start()):
                yield [name], short.span()

    def _named(self, start: int, end: int) -> list[Mention]:
        """The people named in a stretch, without what is part of a journal's name."""
        journals = [named.span("journal") for named in PUBLISHED_IN.finditer(self.text, self.start, self.end)]
        return [
            one
            for one in self.people.between(start, end)
            if not any(first <= one.start and one.end <= last for first, last in journals)
        ]

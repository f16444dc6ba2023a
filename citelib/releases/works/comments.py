"""Perspectives, commentaries and editorials that a text says accompany the study.

>>> text = "In a related Perspective, Anna Beyeler welcomes the work."
>>> [work] = find_comments(text, [(0, len(text))], People(text), lambda offset: False)
>>> work.genre, str(work.authors[0])
('Perspective', 'Anna Beyeler')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import attrs

from citelib.matching.people import same_person
from citelib.model import Name
from citelib.releases.page.page import Span, clean
from citelib.releases.people.names import person
from citelib.releases.people.people import People, joined
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


def find_comments(text: str, sentences: list[Span], people: People, in_quote: Callable[[int], bool]) -> list[Work]:
    """The comments that a text speaks of; their journal is ``"same"`` where it is said to be that of the study.

    Args:
        text: The text.
        sentences: Its sentences.
        people: The people named in it.
        in_quote: Whether an offset lies in words that somebody says.
    """
    finder = _Comments(text, people, in_quote)
    for start, end in sentences:
        for match in GENRE.finditer(text, start, end):
            if len(finder.comments) < MOST_WORKS:
                finder.add(match, start, end)
        for match in _SEE_ALSO.finditer(text, start, end):
            finder.see_also(match)
    return finder.comments


_SEE_ALSO: Final = re.compile(rf"{alternatives('see_also')}{SPACE}(?P<who>{SHORT_NAME})")
_BY_GROUP: Final = re.compile(
    rf",?{SPACE}\(?{alternatives('by')}{SPACE}(?P<who>{SHORT_NAME}),?{SPACE}(?:{alternatives('more_authors')})"
)
"""«by Whitfield et al.», where nobody's full name stands."""
_TITLED: Final = re.compile(rf",?\s+(?:{alternatives('titled')},?\s+)?(?:{QUOTED_TITLE.pattern})")


@attrs.define
class _Comments:
    text: str
    people: People
    in_quote: Callable[[int], bool]
    comments: list[Work] = attrs.field(factory=list)

    def add(self, match: re.Match[str], start: int, end: int) -> None:
        text = self.text
        genre = list(COMMENT_GENRES)[int((match.lastgroup or "g0")[1:])]
        if match.end() < len(text) and (
            text[match.end()].isalnum() or (match.start() and text[match.start() - 1].isalnum())
        ):
            return
        if self.in_quote(match.start()):
            return
        before = GENRE_BEFORE.search(text[max(start, match.start() - 60) : match.start()])
        capital = match[0][0].isupper()
        after = GENRE_AFTER.match(text, match.end(), min(len(text), match.end() + 40))
        titled = _TITLED.match(text, match.end(), min(len(text), match.end() + 400))
        if before is None or not (
            before["certain"] or capital or titled or (after and genre in ("Editorial", "Commentary", "Comment"))
        ):
            return
        if NOT_GENRE_AFTER.match(text, match.end(), match.end() + 40) or (
            start < match.start() and text[max(start, match.start() - 3) : match.start()].endswith("., ")
        ):
            return
        after_title = (
            titled.end() if titled and not self.people.between(match.end(), titled.start() + 1) else match.end()
        )
        names, span = self._comment_authors(match, start, end, after_title)
        evidence = (min(span[0], match.start()), max(span[1], match.end())) if span else (start, end)
        lead = names[0] if names else None
        for work in self.comments:
            if work.genre == genre and (lead is None or not work.authors or same_person(work.authors[0], lead)):
                if lead and not work.authors:
                    work.authors = names
                work.evidence.append(evidence)
                return
        work = Work("comments-on", names, genre=genre, evidence=[evidence])
        if titled:
            work.title = clean(next(group for group in titled.groups() if group is not None)).rstrip(" ,.")
        sentence = text[start:end]
        if SAME_JOURNAL.search(sentence):
            work.journal = "same"
        elif (named := PUBLISHED_IN.match(text, match.end(), min(end, match.end() + 160))) and not NO_JOURNAL.match(
            named["journal"]
        ):
            work.journal = clean(named["journal"])
        if not names:
            work.unsure.append(f"nobody is named as author of the {genre}")
        self.comments.append(work)

    def see_also(self, match: re.Match[str]) -> None:
        """«see also the article by X»: a comment whose kind the text does not tell."""
        written = match["who"]
        name = self.people.resolve(written, match.start()) or person(written)
        if not any(same_person(author, name) for work in self.comments for author in work.authors):
            work = Work("comments-on", [name], genre="", evidence=[match.span()])
            work.unsure.append("the text does not say what kind of article it is")
            self.comments.append(work)

    def _comment_authors(
        self, match: re.Match[str], start: int, end: int, behind_from: int
    ) -> tuple[list[Name], Span | None]:
        """Who wrote it: «by X» behind it, «X» after a comma, «writes X in» before it, else the first one named."""
        text = self.text
        if group := _BY_GROUP.match(text, behind_from, end):
            name = self.people.resolve(group["who"], group.start("who")) or person(group["who"])
            return [name], group.span("who")
        journals = [named.span("journal") for named in PUBLISHED_IN.finditer(text, start, end)]
        behind, ahead = (
            [one for one in found if not any(first <= one.start and one.end <= last for first, last in journals)]
            for found in (self.people.between(behind_from, end), self.people.between(start, match.start()))
        )
        if behind:
            gap = text[behind_from : behind[0].start]
            if (
                re.search(
                    rf"\b{alternatives('by')}\s*(?:[\w.-]{{1,20}}\s+){{0,5}}$"
                    rf"|,\s*(?:[\w.’'-]{{1,20}}\s+){{0,5}}$"
                    rf"|\bwhere\s+$"
                    rf"|\b{DISCUSSING}\s+(?:[\w.-]{{1,20}}\s+){{0,4}}$",
                    gap,
                )
                and len(gap) < 140
            ):
                return joined(self.text, behind, with_addresses=True)
        if ahead:
            close = [m for m in ahead if match.start() - m.end < 90]
            for index, mention in enumerate(close):
                prior = text[max(start, mention.start - 40) : mention.start]
                if re.search(rf"(?<![\w-]){DISCUSSING}\s+(?:[\w.-]{{1,20}}\s+){{0,3}}$", prior):
                    return joined(self.text, close[index:])
            return joined(self.text, close or ahead)
        if behind and match.start() - start < 60:
            return joined(self.text, behind)
        resolved = None
        for found in re.finditer(SHORT_NAME, text[start:end]):
            resolved = self.people.resolve(found[0], start + found.start())
            if resolved:
                return [resolved], (start + found.start(), start + found.end())
        return [], None

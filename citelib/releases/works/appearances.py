r"""How a person appears in a text, whatever it says of their part in the study: quoted, named first, named with it.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.people.people import People
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back in nine drains of the town, says Dr Ann Lee of Vik.")
>>> passages = Passages(read_layout(page), People(page.text), [], None)
>>> sorted(claim.reason for claim in find_appearances(passages, [], []))
['is named first']
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from typing import Final

from citelib.releases.page.page import Span
from citelib.releases.people.names import fold
from citelib.releases.people.people import JOINED, Mention
from citelib.releases.words.cues import APPOSED, STUDY, STUDY_OPENING
from citelib.releases.words.patterns import compiled
from citelib.releases.works.claims import Claim
from citelib.releases.works.passages import Passages
from citelib.releases.works.weights import (
    AFTER_TEXT,
    FIRST_NAMED,
    NOT_INVOLVED,
    OWN_WORK,
    QUOTED,
    TOGETHER,
    WITH_JOURNAL,
    WITH_STUDY,
)

__all__ = ["OWN", "find_appearances"]

OWN: Final = compiled("of_ourselves", re.IGNORECASE)
"""Words by which somebody speaks of work of their own: «we found», «our study»."""
_NOT_INVOLVED: Final = compiled("not_involved", re.IGNORECASE)
_MOST_MENTIONS: Final = 400
"""Places where people are named that are looked at."""


def find_appearances(passages: Passages, claims: list[Claim], published: list[Span]) -> list[Claim]:
    """How those appear who are surely people.

    Args:
        passages: The release.
        claims: What the text says of people; whoever it says something of is one.
        published: Where it says in which journal, under which title or with which DOI the study appeared.
    """
    claimed = {claim.name for claim in claims}
    sure = [one for one in passages.people.mentions if one.sure or one.name in claimed]
    return list(_appearances(passages, sure[:_MOST_MENTIONS], published))


def _appearances(passages: Passages, sure: list[Mention], published: list[Span]) -> Iterator[Claim]:
    text = passages.text
    starts = [mention.start for mention in sure]
    inside = [any(start <= mention.start < end for start, end in passages.layout.body) for mention in sure]
    in_body = [mention for mention, is_inside in zip(sure, inside, strict=True) if is_inside]
    yield from (_claim(AFTER_TEXT, mention) for mention, is_inside in zip(sure, inside, strict=True) if not is_inside)
    if in_body:
        yield _claim(FIRST_NAMED, in_body[0])
    said = _said(passages)
    for name, mention in {fold(str(mention.name)): mention for mention in reversed(sure)}.items():
        if quoted := said.get(name):
            yield _claim(QUOTED, mention)
            own = next((span for span in quoted if OWN.search(text, *span)), None)
            if own:
                yield Claim(OWN_WORK, mention.name, own)
    yield from _together(text, in_body)
    for start, end in passages.sentences:
        named = sure[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
        if not named:
            continue
        if _NOT_INVOLVED.search(text, start, end):
            yield from (_claim(NOT_INVOLVED, mention) for mention in named)
        if any(start <= at < end for at, _ in published):
            yield from (_claim(WITH_JOURNAL, mention) for mention in named)
        elif STUDY.search(text, start, end) or STUDY_OPENING.search(text, start, end):
            yield from (_claim(WITH_STUDY, mention) for mention in named)


def _together(text: str, named: list[Mention]) -> Iterator[Claim]:
    """Those who are named in one breath with the one named first: «Ann Lee of Vik, and her student Bo Ek»."""
    for before, mention in itertools.pairwise(named):
        gap = text[before.end : mention.start]
        if not (JOINED.fullmatch(gap) or APPOSED.fullmatch(gap)):
            return
        yield _claim(TOGETHER, mention)


def _claim(reason: str, mention: Mention) -> Claim:
    return Claim(reason, mention.name, (mention.start, mention.end))


def _said(passages: Passages) -> dict[str, list[Span]]:
    """Where the words stand that somebody says, by name."""
    said: dict[str, list[Span]] = {}
    for quotation in passages.quotations:
        for speaker in (quotation.speaker or "").split(" and "):
            said.setdefault(fold(speaker), []).append((quotation.start, quotation.end))
    return said

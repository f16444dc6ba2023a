r"""How a person appears in a text that says nothing of their part in the study: quoted, named first, named with it.

>>> from citelib.releases.lines.layout import read_layout
>>> from citelib.releases.page.page import plain_page
>>> from citelib.releases.people.people import People
>>> page = plain_page("Moss found\n\nMay 3, 2020\n\nMoss is back in nine drains of the town, says Dr Ann Lee of Vik.")
>>> passages = Passages(read_layout(page), People(page.text), [], None)
>>> sorted(claim.reason for claim in find_appearances(passages))
['is named first', 'is the only one named']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citelib.releases.page.page import Span
from citelib.releases.people.names import fold
from citelib.releases.people.people import Mention
from citelib.releases.words.cues import STUDY, STUDY_OPENING
from citelib.releases.words.patterns import SAYING, any_of, compiled
from citelib.releases.words.tables import phrases
from citelib.releases.works.claims import Claim
from citelib.releases.works.passages import Passages
from citelib.releases.works.weights import (
    AFTER_TEXT,
    EARLIER_WORK,
    FINDS,
    FIRST_NAMED,
    NOT_INVOLVED,
    ONLY_ONE,
    OWN_WORK,
    QUOTED,
    WITH_STUDY,
)

__all__ = ["find_appearances"]

_FOUND: Final = re.compile(rf"(?<![\w-])(?!{SAYING}(?![\w-])){any_of(phrases('reporting'))}(?![\w-])")
_SAYS: Final = re.compile(rf"(?<![\w-]){SAYING}(?![\w-])")
_OWN: Final = compiled("of_ourselves", re.IGNORECASE)
"""Words by which somebody speaks of work of their own: «we found», «our study»."""
_NOT_INVOLVED: Final = compiled("not_involved", re.IGNORECASE)
_BEFORE_VERB: Final = 160
"""Characters behind a name within which a verb of research says what its bearer did."""


def find_appearances(passages: Passages) -> list[Claim]:
    """How those appear of whom the text surely speaks as people, whether or not it says what they did."""
    return list(_appearances(passages))


def _appearances(passages: Passages) -> Iterator[Claim]:
    text, people = passages.text, passages.people
    sure = [mention for mention in people.mentions if mention.sure]
    in_body = [mention for mention in sure if passages.in_body(mention.start)]
    for mention in sure:
        if mention not in in_body:
            yield _claim(AFTER_TEXT, mention)
    if in_body:
        yield _claim(FIRST_NAMED, in_body[0])
    if len({fold(str(mention.name)) for mention in in_body}) == 1:
        yield _claim(ONLY_ONE, in_body[0])
    said = _said(passages)
    for mention in sure:
        if quoted := said.get(fold(str(mention.name))):
            yield _claim(QUOTED, mention)
            own = next((span for span in quoted if _OWN.search(text, *span)), None)
            if own:
                yield Claim(OWN_WORK, mention.name, own)
    for start, end in passages.sentences:
        named = [mention for mention in people.between(start, end) if mention.sure]
        if not named:
            continue
        if _NOT_INVOLVED.search(text, start, end):
            yield from (_claim(NOT_INVOLVED, mention) for mention in named)
        if STUDY.search(text, start, end) or STUDY_OPENING.search(text, start, end):
            yield from (_claim(WITH_STUDY, mention) for mention in named)
        for mention in named:
            if passages.in_quote(mention.start):
                continue
            if passages.is_earlier(mention.start, mention.end, start, end):
                yield _claim(EARLIER_WORK, mention)
            verb = _FOUND.search(text, mention.end, min(end, mention.end + _BEFORE_VERB))
            if verb and not _SAYS.search(text, mention.end, verb.start()):
                yield _claim(FINDS, mention)


def _claim(reason: str, mention: Mention) -> Claim:
    return Claim(reason, mention.name, (mention.start, mention.end))


def _said(passages: Passages) -> dict[str, list[Span]]:
    """Where the words stand that somebody says, by name."""
    said: dict[str, list[Span]] = {}
    for quotation in passages.quotations:
        for speaker in (quotation.speaker or "").split(" and "):
            said.setdefault(fold(speaker), []).append((quotation.start, quotation.end))
    return said

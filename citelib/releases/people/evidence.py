"""What speaks for a run of capitalised words naming a person, and what against it.

No single sign decides: «Ann Lee» may be a street and «Salud Mental» a person's name. Each sign is a reason with a
weight. ``python -m tests.releases.weights --people`` learns the weights from runs that were marked by hand.

>>> from citelib.releases.scored import Candidate, score
>>> text = "It was found by Ann Lee of the Vik Institute, who thinks that mental health matters to Mental Health."
>>> signs = Signs(text)
>>> start = text.index("Ann")
>>> found = signs.reasons(start, start + len("Ann Lee"))
>>> GIVEN in found, PLACED in found, SMALL in found
(True, True, False)
>>> score(Candidate(None, found), PERSON) > 0
True
>>> start = text.index("Mental Health")
>>> score(Candidate(None, signs.reasons(start, len(text) - 1)), PERSON) > 0
False
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from citelib.releases.people.houses import is_house
from citelib.releases.people.names import fold
from citelib.releases.words.languages import language_of
from citelib.releases.words.patterns import (
    COLLEAGUES,
    DEGREES,
    INSTITUTION,
    PARTICLE,
    SAYING,
    alternatives,
    compiled,
    each,
)
from citelib.releases.words.tables import words

__all__ = ["PERSON", "POSSIBLE", "SURE", "Signs", "is_given_name"]

ALWAYS: Final = "to begin with"
# What stands around the words
TITLED: Final = "a title stands before it"
CALLED: Final = "a word for people stands before it"
SPEAKS: Final = "a verb of saying stands beside it"
PLACED: Final = "what somebody is or does follows"
GROUPED: Final = "colleagues are named behind it"
ARTICLE: Final = "an article or an institution stands before it"
BRACKETED: Final = "initials follow in brackets"
HOUSE: Final = "it names a house or a place"
MARKED: Final = "it stands in quotation marks"
JOURNAL: Final = "it is part of a journal's name"
# What the words are
GIVEN: Final = "the first word is a given name"
INITIAL: Final = "an initial is among the words"
ACRONYM: Final = "capitals are among the words"
SMALL: Final = "a word of it stands in small letters elsewhere"
OF: Final = "a word for «of» is among the words"
LARGE_NOUNS: Final = "the language writes every noun large"
LONG: Final = "it has four words or more"
NO_NAME: Final = "it is the name of something by its words"

PERSON: Final[Mapping[str, float]] = {
    ALWAYS: -1.2,
    TITLED: 3.2,
    CALLED: 1,
    SPEAKS: 1.5,
    PLACED: 0.9,
    GROUPED: 2.3,
    ARTICLE: -3.3,
    BRACKETED: -2.6,
    HOUSE: -2.5,
    MARKED: -7,
    JOURNAL: -4,
    GIVEN: 5.2,
    INITIAL: 2,
    ACRONYM: -0.5,
    SMALL: -2.3,
    OF: -2.1,
    LARGE_NOUNS: -2.2,
    LONG: -2.4,
    NO_NAME: -20,
}
"""What each reason weighs for a run naming a person."""
POSSIBLE: Final = -1.5
"""What a run must weigh more than to be a person if the text says what only people do: «led by Xu Wei»."""
SURE: Final = 0.0
"""What a run must weigh more than to be a person wherever it stands."""

_AROUND: Final = 40
"""Characters in front of a run that are looked at; half as many more behind it."""
_GROUP: Final = re.compile(COLLEAGUES)
_CALLED: Final = compiled("personal_before", re.IGNORECASE, after="$")
_ARTICLE: Final = compiled("impersonal_before", re.IGNORECASE, after=r"\s+$")
_INSTITUTION_BEFORE: Final = re.compile(rf"(?:^|[\s’'])(?=[^\W\d_a-zß-ÿ])(?:{INSTITUTION.pattern})\s+$", re.IGNORECASE)
"""An institution whose name goes on: «dell’Istituto Nazionale di Vik»."""
_PLACED: Final = re.compile(
    rf"(?:{DEGREES}){{0,6}}(?:,\s+{alternatives('personal_apposition')}\b"
    rf"|\s+{alternatives('person_from')}\s+(?:the\s+)?[A-Z]|\s+\((?=[A-Z]))"
)
_SAYS: Final = re.compile(rf"(?:{DEGREES}){{0,6}},?\s+{SAYING}\b")
_SAYING_BEFORE: Final = re.compile(rf"\b{SAYING}\s+(?:[a-z-]{{2,20}}\s+){{0,3}}$")
_ABBREVIATION: Final = re.compile(r"\s\(([^\W\d_]{2,8})\)")
_CAPITALS: Final = re.compile(r"[^\W\d_]*[^\W\d_a-zß-ÿ]{2}[^\W\d_]*")
"""Two capitals side by side: «ÖAW», «UdeC» has none."""
_INITIAL: Final = re.compile(r"[^\W\d_a-zß-ÿ]\.(?:-?[^\W\d_a-zß-ÿ]\.)*")
_ACRONYM_LAST: Final = re.compile(rf"(?:^|\s){PARTICLE}\s(?:[^\W\d_a-zß-ÿ][a-zß-ÿ]?){{3,}}$")
"""«Homepage der ÖAW»: behind a particle stands a house, by its initials."""
_SMALL_WORD: Final = re.compile(r"(?<![^\W\d_])[a-zß-ÿ][^\W\d_]{2,}")
_GIVEN_NAMES: Final = words("given_names")
_OF: Final = words("article_particles")
_OPENING: Final = frozenset('“"„«‘')
_CLOSING: Final = frozenset('”"“»’')
_HALF_SMALL: Final = re.compile(r"-[a-zß-ÿ]")


def is_given_name(word: str) -> bool:
    """Whether a word is known as a given name, or its first half: «Jean-Luc».

    >>> is_given_name("Zoë"), is_given_name("Jean-Luc"), is_given_name("Salud")
    (True, True, False)
    """
    return next(iter(fold(word).split()), "") in _GIVEN_NAMES


class Signs:
    """What a text tells of runs of capitalised words in it.

    Args:
        text: The text.
        spans: Stretches that are read; the whole text if not given.
    """

    def __init__(self, text: str, spans: list[tuple[int, int]] | None = None) -> None:
        self.text = text
        read = " ".join(text[start:end] for start, end in spans) if spans is not None else text
        self.small = frozenset(_SMALL_WORD.findall(read))
        self.language = language_of(read)
        self.nouns_are_large = self.language in words("nouns_written_large")

    def reasons(self, start: int, end: int, *, titled: bool = False) -> tuple[str, ...]:
        """The reasons for and against the words between two offsets naming a person."""
        return (ALWAYS, *self._around(start, end, titled), *self._within(start, end))

    def _around(self, start: int, end: int, titled: bool) -> Iterator[str]:
        text = self.text
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND + 20]
        if titled:
            yield TITLED
        elif _ARTICLE.search(before) or _INSTITUTION_BEFORE.search(before):
            yield ARTICLE
        if _CALLED.search(before) and not before.rstrip().endswith(","):
            yield CALLED
        if _SAYS.match(after) or _SAYING_BEFORE.search(before):
            yield SPEAKS
        if _PLACED.match(after):
            yield PLACED
        if _GROUP.match(after):
            yield GROUPED
        if (named := _ABBREVIATION.match(after)) and _CAPITALS.match(named[1]):
            yield BRACKETED
        if before[-1:] in _OPENING and after[:1] in _CLOSING:
            yield MARKED
        if not titled and is_house(text, start, end):
            yield HOUSE
        if not titled and _is_within_journal(text, start, end):
            yield JOURNAL

    def _within(self, start: int, end: int) -> Iterator[str]:
        written = self.text[start:end]
        run = written.split()
        given = is_given_name(run[0])
        if given:
            yield GIVEN
        if any(_INITIAL.fullmatch(word) for word in run):
            yield INITIAL
        if any(_CAPITALS.fullmatch(word.replace("-", "")) for word in run):
            yield ACRONYM
        if any(word.casefold() in self.small or _HALF_SMALL.search(word) for word in run if word[0].isupper()):
            yield SMALL
        if not given and any(word in _OF for word in run[1:-1]):
            yield OF
        if not given and self.nouns_are_large:
            yield LARGE_NOUNS
        if len(run) > 3:
            yield LONG
        shouted = all(word.rstrip(".").isupper() and len(word) > 2 for word in run)
        named = self.text[end : end + 12]
        if shouted or INSTITUTION.search(written) or _ACRONYM_LAST.search(written) or _is_abbreviated(written, named):
            yield NO_NAME


def _is_abbreviated(name: str, after: str) -> bool:
    """Whether the initials of a name end the abbreviation behind it, as only those of institutions do.

    >>> _is_abbreviated("Technology Austria", " (ISTA), says"), _is_abbreviated("Ann Lee", " (ETH), says")
    (True, False)
    """
    abbreviation = _ABBREVIATION.match(after)
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return abbreviation is not None and abbreviation[1].endswith(initials)


def _is_within_journal(text: str, start: int, end: int) -> bool:
    """Whether words are part of a journal's name: the last of «Nature Climate Change»."""
    return any(
        match.start("journal") < start and end <= match.end("journal")
        for shape in each("journal_shape")
        for match in shape.finditer(text, max(0, start - _AROUND), end)
    )

"""English titles in title case put into sentence case, in which CSL styles expect them, with names left alone.

A title says by its capitals whether it is in title case: most of its longer words begin with one. Of such a title, what
keeps its capital is a word with a capital inside (DNA), a name that the caller knows (see `Capitals`) and one of
`proper_names.txt`, whose sources `NOTICE` tells. A title in another language stays as it is.

>>> sentence_case("The History of Paris and the Use of DNA: A Study")
'The history of Paris and the use of DNA: A study'
>>> sentence_case("The history of Bologna"), sentence_case("Kritik der Reinen Vernunft")
('The history of Bologna', 'Kritik der Reinen Vernunft')
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Final

__all__ = ["SMALL_WORDS", "Capitals", "reads_as_english", "sentence_case", "words_of_title"]

_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’.]*[^\W_])?")
"""A word between spaces, hyphens and slashes; a stop or an apostrophe may stand inside."""
_HIDDEN: Final = re.compile(r'<span class="nocase">.*?</span>|<[^<>]*>|\$[^$]*\$|\b(?:https?://|www\.)\S+', re.DOTALL)
"""What has no words of which the case may change: what is protected, tags, mathematics and addresses."""
_BREAK: Final = re.compile(r"[:?!…—]|[.]['\"”’)\]]?\s")
_ABBREVIATED: Final = frozenset("vs st dr mr mrs ms prof vol no al etc ca cf ed eds fig jr sr e.g i.e sp spp".split())
_LETTERED: Final = frozenset(
    "type vitamin hepatitis group influenza appendix part class schedule plan grade level series volume".split()
)
"""Words behind which a single letter is a name."""
_BEFORE_NAMES: Final = frozenset("El Las Los San Santa Sankt Sri St".split())
"""Words that are always the first of a name."""
_MONTHS: Final = frozenset(["May", "March"])
_DATE: Final = re.compile(r"\s+[0-9]")
_SENTENCE: Final = re.compile(r"[.?!:;•]\s+|\n")
_CAPITALS: Final = re.compile(r"\w\W+[A-ZÀ-ÞĀ-Ž]")
_TAG: Final = re.compile(r"<[^<>]*>")
_MOST: Final = 100_000
_LONGEST_CONTEXT: Final = 5000

_ENGLISH: Final = frozenset(
    """
    a about after against and are as at be between beyond by can do does during for from has have how into is it its not
    of on or our over should than that the their these this through to toward towards under using versus via was what
    when where which who why with within without you your
    """.split()
)
_FOREIGN: Final = frozenset(
    """
    aan al alla als am auf aus aux bei beim bij che chez con contra cum da dal dans das de degli dei del della delle
    dello dem den der des det di die do dos du een ein eine einem einen einer eines el en entre es et för för fra
    från für gli het ihre il im ja je jako ka kai la las le les lo los mit na nach nas nel nella nei no nos nicht
    och oder og om ou para per por pour que sa sich sob sobre som sous su sul sulla sur til till um una une uno und
    unter van ve vers voor vom von w y z zu zum zur über ün és az is a oraz para dla
    """.split()
) - _ENGLISH  # fmt: skip
"""Small words that tell a title's language; words of both are of neither use."""

SMALL_WORDS: Final = frozenset(
    """
    about above across after against along among around before behind below beneath beside between beyond during from
    inside into like near once onto over since than that their through toward towards under until upon versus when where
    which while whose with within without
    """.split()
)
"""Longer words that stay small in a title in title case."""


class Capitals:
    """Words that texts write with a capital inside a sentence: names.

    A word that is there in small letters, too, is none; and sentences that are headings in title case say nothing.

    Args:
        texts: Running text, such as abstracts and titles.

    >>> names = Capitals(["We studied some mosses in Ulm. Moss grows there. The Growth of Moss in Lindau."])
    >>> "Ulm" in names, "Moss" in names, "Lindau" in names
    (True, False, False)
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._capital: set[str] = set()
        self._small: set[str] = set()
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """Learn from a further text; once very many words are known, no more are."""
        if len(self._small) > _MOST:
            return
        for sentence in _SENTENCE.split(text):
            words = _WORD.findall(sentence)[1:]
            longer = [word for word in words if len(word) > 3 and word not in SMALL_WORDS]
            small = sum(map(str.islower, longer))
            if 1 < small > len(longer) - small:
                if "'" in sentence or "’" in sentence:
                    words = [_without_genitive(word) for word in words]
                lower = set(filter(str.islower, words))
                self._small |= lower
                self._capital.update(set(words) - lower)

    def __contains__(self, word: str) -> bool:
        word = _without_genitive(word)
        return word in self._capital and word.lower() not in self._small

    def has_small(self, word: str) -> bool:
        """Whether a text writes the word in small letters."""
        return word.lower() in self._small


def words_of_title(text: str) -> list[tuple[int, str, bool]]:
    """The words of a title whose case may change: where each begins, the word, and whether it begins a part."""
    blanked = _blanked(text)
    found = []
    end, former = 0, ""
    for match in _WORD.finditer(blanked):
        start, word = match.start(), match.group()
        gap = text[end:start]
        found.append((start, word, gap != " " and _begins(gap, former)))
        end, former = match.end(), word
    return found


def _begins(gap: str, former: str) -> bool:
    """Whether a part of the title begins behind what stands between two words, some of it maybe protected."""
    if "<" in gap:
        gap = _TAG.sub("", gap)
    if hidden := _WORD.findall(gap):
        former = hidden[-1]
        gap = gap[gap.rindex(former) + len(former) :]
    if not former:
        return True
    mark = _BREAK.search(gap)
    if mark is None or mark.group()[0] != ".":
        return mark is not None
    return len(former) > 1 and "." not in former and former.casefold() not in _ABBREVIATED


def _blanked(text: str) -> str:
    """The text with what may not change blanked out."""
    if "<" not in text and "$" not in text and "www." not in text and "//" not in text:
        return text
    return _HIDDEN.sub(lambda match: " " * len(match.group()), text)


def _in_title_case(words: list[tuple[int, str, bool]]) -> bool:
    """Whether the longer words of a title begin with capitals, as English titles' do."""
    small = large = short = 0
    for _, word, begins in words:
        if word.islower():
            small += len(word) > 3 and not begins and word not in SMALL_WORDS
        elif not begins and (len(word) == 1 or word[1:].islower()):
            if len(word) > 3:
                large += 1
            else:
                short += 1
    return large > small or (large == small == 0 and short > 0)


def reads_as_english(text: str) -> bool:
    """Whether the small words and the letters of a title are English, or say nothing.

    >>> reads_as_english("Deep Learning"), reads_as_english("Über den Wolken"), reads_as_english("Der Fall Gouffé")
    (True, False, False)
    """
    words = [word.casefold() for word in _WORD.findall(_blanked(text))]
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    if english or foreign:
        return english >= foreign
    return text.isascii() or all(word.isascii() or _is_known(word.capitalize()) for word in words)


_ALSO: Final = frozenset(
    "Bible Byzantine Catholic Christian Holocaust Ottoman Oxford Pacific Protestant Renaissance Roman".split()
)
"""Names that the list lacks, since its sources have them in small letters, too: «oxford» is a shoe, «roman» a type."""


@functools.cache
def _known() -> tuple[frozenset[str], dict[str, list[list[str]]]]:
    """The words that keep their capital, and the words of each phrase by the first of them in small letters."""
    text = resources.files(__package__).joinpath("proper_names.txt").read_text(encoding="utf-8")
    names = text.splitlines()
    phrases: dict[str, list[list[str]]] = {}
    for name in names:
        if len(words := _WORD.findall(name)) > 1:
            phrases.setdefault(words[0].casefold(), []).append(words)
    for found in phrases.values():
        found.sort(key=len, reverse=True)
    return _ALSO.union(names), phrases


def _is_known(word: str) -> bool:
    names = _known()[0]
    stem = _without_genitive(word)
    return word in names or stem in names or (stem.endswith("s") and stem[:-1] in names)


def _without_genitive(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").removesuffix("'")


def sentence_case(text: str, context: str = "", names: Capitals | None = None) -> str:
    """A title in sentence case, if it is an English one in title case; else as it is.

    Args:
        text: The title with inline markup; what is in ``<span class="nocase">`` stays.
        context: What else is said of the work, such as its abstract: how that writes a word counts most.
        names: Names that are known from elsewhere.

    >>> sentence_case("A Survey of Moss in Kleinburg", "All the mosses found in Kleinburg are listed.")
    'A survey of moss in Kleinburg'
    """
    if text[1:].islower() or not _CAPITALS.search(text) or text.isupper():
        return text
    words = words_of_title(text)
    if not _in_title_case(words) or not reads_as_english(text):
        return text
    out = []
    at = 0
    spelt = dict(_in_phrases([word for _, word, _ in words]))
    own = Capitals([context[:_LONGEST_CONTEXT]])
    for number, (start, word, begins) in enumerate(words):
        out.append(text[at:start])
        at = start + len(word)
        if begins or not word[0].isupper() or (len(word) > 1 and not word[1:].islower()):
            out.append(word)
        elif number in spelt:
            out.append(spelt[number])
        elif len(word) == 1:
            is_article = word == "A" and text[at : at + 1] == " " and words[number - 1][1].casefold() not in _LETTERED
            out.append("a" if is_article else word)
        elif (
            (word in _MONTHS and _DATE.match(text, at))
            or text.startswith("<i>", start - 3)  # the name of a species, a ship, a book
            or (number and words[number - 1][1] in _BEFORE_NAMES)
            or _keeps_capital(word, own, names)
        ):
            out.append(word)
        else:
            out.append(word.lower())
    out.append(text[at:])
    return "".join(out)


def _in_phrases(words: list[str]) -> Iterator[tuple[int, str]]:
    """The words that are part of a known phrase, by their number, as they are spelt there."""
    phrases = _known()[1]
    number = 0
    folded = [word.casefold().replace("’", "'") for word in words]
    while number < len(words):
        for phrase in phrases.get(folded[number], ()):
            if folded[number : number + len(phrase)] == [word.casefold() for word in phrase]:
                yield from enumerate(phrase, number)
                number += len(phrase) - 1
                break
        number += 1


def _keeps_capital(word: str, own: Capitals, names: Capitals | None) -> bool:
    if word in own or word in _BEFORE_NAMES:
        return True
    if own.has_small(word):
        return False
    return _is_known(word) or (names is not None and word in names)

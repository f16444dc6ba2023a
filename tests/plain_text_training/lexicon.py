"""Which words are found where: in names, journals, publishers, cities or titles, as the data file ``words.txt``.

Of each word the file keeps what it is mostly found in, and nothing of the records.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from citelib.comparing import fold
from citelib.formats.text.plain_text.words import LETTERS, LITTLE, classes_of
from tests.plain_text_training.abbreviations import abbreviated
from tests.plain_text_training.inventions import journal_titles, publishers, seats
from tests.plain_text_training.sources import (
    COUNTRIES,
    WordNet,
    census,
    cities,
    country_names,
    given_and_family,
    journals,
    universities,
    words,
)

__all__ = ["letters_of", "lexicon"]

_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*[^\W\d_]")
_LEAST = 3
"""How often a word must be found at all; of titles, twice as often."""
_SHARE = 0.2
"""What share of a word's findings makes it a word of names, journals …"""
_FLATNESS = 0.6
"""Between 0, where only counts matter, and 1, where a kind with few words counts as much as one with many."""


class _Findings:
    """Counts of words, once for each different text."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {letter: Counter() for letter in LETTERS}
        self._seen: set[tuple[str, str]] = set()

    def add(self, letter: str, text: str | None, *, within: str = "", times: int = 1) -> None:
        """The words of a text; one that was there before, in the same context, is not counted again."""
        key = (letter, f"{within}|{text.casefold()}" if text else "")
        if not text or key in self._seen:
            return
        self._seen.add(key)
        for word in {fold(word) for word in _WORD.findall(text)}:
            self.counts[letter][word] += times


def lexicon(wordnet: WordNet) -> str:
    """The data file: a line for each combination of letters, with its words."""
    found = _Findings()
    for given, family in given_and_family():
        found.add("G", given, within="list", times=_LEAST)
        found.add("F", family, within="list", times=_LEAST)
    for family in census("all.last", 9000):
        found.add("F", family, within="list", times=_LEAST)
    for title in journals():
        found.add("J", f"{title} {abbreviated(title, dots=False)}")
    for pattern in journal_titles():
        found.add("J", pattern)
    for name in publishers():
        found.add("P", name, times=2)
    for country in COUNTRIES:
        for city in cities(country):
            found.add("C", city, within="list", times=2)
        for name in universities(country):
            found.add("P", name)
        for word in words(country):
            found.add("T", word, within=country, times=_LEAST)
    for place in [*country_names(), *seats()]:
        found.add("C", place, within="seat", times=4)
    for phrase in wordnet.phrases:
        found.add("T", phrase)
    for word in (*wordnet.nouns, *wordnet.adjectives, *wordnet.verbs):
        found.add("T", word, within="word", times=2)
    by_letters: dict[str, list[str]] = defaultdict(list)
    weights = {letter: max(sum(counts.values()), 1) ** _FLATNESS for letter, counts in found.counts.items()}
    for word in sorted({word for counts in found.counts.values() for word in counts}):
        letters = letters_of({letter: counts[word] for letter, counts in found.counts.items()}, weights)
        if letters and LITTLE.isdisjoint(classes_of(word)):
            by_letters[letters].append(word)
    return "".join(f"{letters}\t{' '.join(words)}\n" for letters, words in sorted(by_letters.items()))


def letters_of(counts: dict[str, int], weights: dict[str, float]) -> str:
    """What a word that is found so often is mostly found in."""
    if sum(counts.values()) < _LEAST:
        return ""
    shares = {letter: count / weights[letter] for letter, count in counts.items()}
    whole = sum(shares.values())
    letters = "".join(letter for letter in LETTERS if shares[letter] >= _SHARE * whole and counts[letter] > 1)
    return "" if letters == "T" and counts["T"] < 2 * _LEAST else letters

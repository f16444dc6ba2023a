r"""Which of the items that a search finds come first.

BM25, as SQLite's full-text index computes it, reads every place of every word of the query: for words that are rare
this is fast and exact, for words that are everywhere it takes seconds in a library of a million. How often words occur
is estimated beforehand from a sample of the index. Where they are frequent, only some items are candidates for the
first places: the latest that have all words in the title, then the latest others. Their score is BM25 over what is at
hand without reading the records, which are the title and the authors as they are kept to sort by, and the length.

>>> import re
>>> word = Word('("ketamine")', "", re.compile(r"\bketamine\b"))
>>> [round(_score([word], [3.0], title, "", 1.0), 1) for title in ("ketamine", "mice")]
[5.7, 4.1]
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

import attrs

from citelib.library.store.database import Database
from citelib.library.store.schema import WORDS

__all__ = ["Matches", "Word", "by_relevance"]

EXACT: Final = 5_000
"""Words of a query that occur in so many items together, as estimated, are ranked by SQLite."""

CANDIDATES: Final = 200
"""So many items are compared otherwise; ``python -m tests.benchmarks.library --parts ranking`` says how well."""

_WINDOWS: Final = 8
_SAMPLE: Final = 4000
"""Rows of the index in which the words of a query are counted, spread over as many windows."""

_ELSEWHERE: Final = 2.0
"""Weight of a word that stands neither in the title nor among the authors: between an abstract's and a keyword's."""

_SATURATION: Final = 1.2
_SHARE_OF_LENGTH: Final = 0.75
"""``k1`` and ``b`` of BM25, as SQLite has them."""


@attrs.frozen
class Word:
    """A word, beginning or phrase that is looked for.

    Attributes:
        match: The full-text expression of it alone.
        title: The same within the title; empty if it is looked for elsewhere only.
        pattern: What finds it in folded text.
    """

    match: str
    title: str
    pattern: re.Pattern[str]


@attrs.frozen
class Matches:
    """A search for words.

    Attributes:
        statement: Selects row numbers of ``words AS w``; its first parameter is `match`. More can be appended.
        match: The full-text expression.
        in_title: The same where the words are in the title; empty if none is looked for there.
        parameters: The other parameters.
        words: What an item should have most of.
    """

    statement: str
    match: str
    in_title: str
    parameters: tuple[str | int, ...]
    words: tuple[Word, ...]


def by_relevance(database: Database, matches: Matches, limit: int | None = None) -> list[int]:
    """Numbers of the items, the most relevant first, the latest first among equals; without words, as they came."""
    last: int = database.read("SELECT max(number) FROM items")[0][0] or 0
    frequencies = [_frequency(database, word, last) for word in matches.words]
    if sum(frequencies) <= EXACT:
        order = "rank, w.rowid DESC" if matches.words else "w.rowid"  # without words all are as good
        return _rows(database, matches, matches.match, order if limit is None else f"{order} LIMIT {limit}")
    newest = "w.rowid DESC" if limit is None else f"w.rowid DESC LIMIT {max(limit, CANDIDATES)}"
    if not matches.in_title:
        return _rows(database, matches, matches.match, newest)[:limit]  # nothing tells names of authors from each other
    found = _rows(database, matches, matches.in_title, newest)
    if limit is None or len(found) < max(limit, CANDIDATES):
        found = list(dict.fromkeys(found + _rows(database, matches, matches.match, newest)))
    rarity = [max(math.log((last - count + 0.5) / (count + 0.5)), 1e-6) for count in frequencies]
    return [*_best_first(database, found[:CANDIDATES], matches.words, rarity), *found[CANDIDATES:]][:limit]


def _rows(database: Database, matches: Matches, match: str, order: str) -> list[int]:
    rows = database.read(f"{matches.statement} ORDER BY {order}", (match, *matches.parameters))
    return [number for (number,) in rows]


def _frequency(database: Database, word: Word, last: int) -> float:
    """In how many items a word is, about."""
    size = _SAMPLE // _WINDOWS
    starts = [1] if last <= _SAMPLE else [1 + (last - size) * window // (_WINDOWS - 1) for window in range(_WINDOWS)]
    size = last if last <= _SAMPLE else size
    count = "SELECT count(*) FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
    found = sum(database.read(count, (word.match, start, start + size - 1))[0][0] for start in starts)
    return float(found * last / (size * len(starts))) if last else 0.0


def _best_first(database: Database, numbers: list[int], words: Sequence[Word], rarity: Sequence[float]) -> list[int]:
    marks = ",".join("?" * len(numbers))
    rows = database.read(
        f"SELECT number, title, author, sz FROM items JOIN words_docsize ON id = number WHERE number IN ({marks})",
        numbers,
    )
    lengths = [_length(sizes) for *_, sizes in rows]
    mean = sum(lengths) / max(len(lengths), 1) or 1.0
    scores = {
        number: _score(words, rarity, title, author, length / mean)
        for (number, title, author, _), length in zip(rows, lengths, strict=True)
    }
    return sorted(scores, key=lambda number: (-scores[number], -number))


def _score(words: Sequence[Word], rarity: Sequence[float], title: str, author: str, length: float) -> float:
    saturation = _SATURATION * (1 - _SHARE_OF_LENGTH + _SHARE_OF_LENGTH * length)
    score = 0.0
    for word, rare in zip(words, rarity, strict=True):
        count = WORDS["title"] * len(word.pattern.findall(title)) + WORDS["author"] * len(word.pattern.findall(author))
        count = count or _ELSEWHERE
        score += rare * count * (_SATURATION + 1) / (count + saturation)
    return score


def _length(sizes: bytes) -> int:
    """Words of an item, from FTS5's record of how many there are in each column (varints; see its documentation).

    >>> _length(bytes([3, 0x81, 0x00]))
    131
    """
    total = number = 0
    for byte in sizes:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            total += number
            number = 0
    return total

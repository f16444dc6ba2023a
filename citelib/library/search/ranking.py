"""Which of the items that a search finds come first: those that BM25 puts first.

SQLite's full-text index computes BM25 by reading every place of every word of the query: exact, and fast enough up to
some ten thousand matches. For words that are everywhere it would take a second in a library of a million. Then the
items in which the words say most are asked of the index of impacts (`citelib.library.impacts`), more and more of them
until there are enough to choose from, and BM25 is computed for these alone, from their records. How often words occur
is estimated beforehand from a sample of the index.

>>> word = Word('{title} : "ketamine"', ("title",), ("ketamine",))
>>> [word.count(dict(title=title)) for title in ("ketamine and ketamines", "mice")]
[8.0, 0.0]
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from citelib.library.derived import words_of
from citelib.library.impacts import K1, gains, saturation
from citelib.library.store.database import Database
from citelib.library.store.rows import Store
from citelib.library.store.schema import WORDS

__all__ = ["Matches", "Several", "Wanted", "Word", "by_relevance"]

EXACT: Final = 15_000
"""So many matches are ranked by SQLite: 20 ms of a processor of 2024."""

CANDIDATES: Final = 160
"""So many items are compared otherwise; ``python -m tests.benchmarks.ranking`` says how well."""

_AT_ONCE: Final = 400
"""So many items are compared where they are all that there are, or where a query asks for more than words."""

_WITH_FREQUENT: Final = 240
"""So many items are compared where a query also has words that the index of impacts is not asked for: a fourth of the
items, and more of those that are found, have each."""

_LITTLE: Final = 1.0
"""Words with a rarity up to this are in a fourth of all items, and the index of impacts is not asked for them."""

_COST_OF_WORD: Final = 1 / 16
"""What SQLite's ranking spends on an item with a word of the query, for one that has all of them: measured."""

_WINDOWS: Final = 8
_SAMPLE: Final = 4000
"""Rows of the index in which the words of a query are counted, spread over as many windows."""


@functools.lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...], is_beginning: bool) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(words) + ("" if is_beginning else r"(?![^\W_])"))


@attrs.frozen
class Word:
    """A word, beginning or phrase that is looked for.

    Attributes:
        expression: The full-text expression of it alone.
        columns: The columns of the full-text index in which it counts.
        words: Its words, folded.
        is_beginning: Whether the last word may go on.
    """

    expression: str
    columns: tuple[str, ...]
    words: tuple[str, ...]
    is_beginning: bool = False

    def is_in(self, texts: Mapping[str, str]) -> bool:
        """Whether the folded texts of some columns have it."""
        return any(self._find(texts[column]) for column in self.columns)

    def count(self, texts: Mapping[str, str]) -> float:
        """How often the folded texts of some columns have it, each time by the weight of the column."""
        return sum(WORDS[column] * len(self._find(texts[column])) for column in self.columns)

    def _find(self, text: str) -> list[str]:
        # Looking for the letters alone is much faster, and most texts do not have them.
        return _pattern(self.words, self.is_beginning).findall(text) if self.words[0] in text else []


@attrs.frozen
class Several:
    """Words of which an item must have all, or one if it `is_choice`."""

    parts: tuple[Wanted, ...]
    is_choice: bool = False


@attrs.frozen
class Without:
    """Words that an item must not have."""

    part: Wanted


Wanted = Word | Several | Without


def _counting(wanted: Wanted) -> Iterator[Word]:
    """The words by which items differ that have them."""
    if isinstance(wanted, Several):
        for part in wanted.parts:
            yield from _counting(part)
    elif isinstance(wanted, Word) and any(WORDS[column] for column in wanted.columns):
        yield wanted


def _holds(wanted: Wanted, texts: Mapping[str, str]) -> bool:
    if isinstance(wanted, Word):
        return wanted.is_in(texts)
    if isinstance(wanted, Without):
        return not _holds(wanted.part, texts)
    return (any if wanted.is_choice else all)(_holds(part, texts) for part in wanted.parts)


@attrs.frozen
class Matches:
    """A search for words.

    Attributes:
        statement: Selects row numbers of ``words AS w``; its first parameter is `match`. More can be appended.
        match: The full-text expression.
        condition: What is asked of ``items AS i`` beside; empty if nothing is.
        parameters: Its parameters.
        wanted: What the expression asks for, as far as words tell; None if they tell nothing.
    """

    statement: str
    match: str
    condition: str
    parameters: tuple[str | int, ...]
    wanted: Wanted | None


def by_relevance(store: Store, matches: Matches, limit: int | None = None) -> list[int]:
    """Numbers of the items, the most relevant first, the latest first among equals; without words, as they came.

    Beyond `CANDIDATES` of very many, the latest come first.
    """
    database = store.database
    words = [] if matches.wanted is None else list(dict.fromkeys(_counting(matches.wanted)))
    if matches.wanted is None or not words:
        return _rows(database, matches, "w.rowid", limit)  # all are as good
    rows, mean_length = _totals(database)
    sample = _Sample(database, rows)
    frequencies = [sample.count(word.expression, word.is_beginning) for word in words]
    if matches.match == words[0].expression:
        found = frequencies[0]
    else:
        found = sample.count(matches.match, any(word.is_beginning for word in words), most=EXACT)
    if found + sum(frequencies) * _COST_OF_WORD <= EXACT:
        return _rows(database, matches, "rank, w.rowid DESC", limit)
    rarity = {
        word: max(math.log((rows - count + 0.5) / (count + 0.5)), 1e-6)
        for word, count in zip(words, frequencies, strict=True)
    }
    candidates: list[int] = []
    if found <= 2 * _AT_ONCE:
        candidates = _rows(database, matches, "w.rowid DESC", _AT_ONCE + 1)
    if not 0 < len(candidates) <= _AT_ONCE:
        telling = {word: rare for word, rare in rarity.items() if rare > _LITTLE} or rarity
        candidates = _promising(database, matches, telling, mean_length)
    best = _best_first(store, candidates, matches.wanted, rarity, mean_length)
    if limit is None or len(best) < limit:
        best = list(dict.fromkeys(best + _rows(database, matches, "w.rowid DESC", limit)))
    return best[:limit]


def _rows(database: Database, matches: Matches, order: str, limit: int | None) -> list[int]:
    bound = "" if limit is None else f" LIMIT {limit}"
    statement = f"{matches.statement} ORDER BY {order}{bound}"
    return [number for (number,) in database.read(statement, (matches.match, *matches.parameters))]


def _totals(database: Database) -> tuple[int, float]:
    """How many rows the full-text index has, and how many words a row: FTS5 keeps these sums in its first record."""
    [(sums,)] = database.read("SELECT block FROM words_data WHERE id = 1")
    rows, *words = _varints(sums) or [0]
    return rows, sum(words) / rows if rows else 1.0


class _Sample:
    """Some rows of the index in which expressions are counted."""

    def __init__(self, database: Database, rows: int) -> None:
        self._database = database
        last: int = database.read("SELECT max(number) FROM items")[0][0] or 0
        windows, self._size = (1, last) if last <= _SAMPLE else (_WINDOWS, _SAMPLE // _WINDOWS)
        self._starts = [1 + (last - self._size) * window // max(windows - 1, 1) for window in range(windows)]
        self._scale = max(last, rows) / max(self._size * windows, 1)

    def count(self, match: str, has_beginning: bool, most: int = -1) -> float:
        """How many rows of the whole index an expression finds, about.

        Words with one beginning are merged anew for each part of the index, so that such are counted in all of it.

        Args:
            match: The expression.
            has_beginning: Whether there are beginnings of words in it.
            most: Where counting may end; never if negative.
        """
        if has_beginning:
            counted = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
            return float(self._database.read(counted, (match, most + 1 if most >= 0 else -1))[0][0])
        counted = "SELECT count(*) FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
        found = sum(self._database.read(counted, (match, one, one + self._size - 1))[0][0] for one in self._starts)
        return float(found * self._scale)


def _promising(database: Database, matches: Matches, rarity: Mapping[Word, float], mean_length: float) -> list[int]:
    """Items in which the words fall short of their greatest gain by some loss at most: the least that finds enough."""
    assert matches.wanted is not None
    shares = gains(mean_length)
    if matches.condition or _is_more(matches.wanted, dict.fromkeys(_counting(matches.wanted), 0.0)):
        most = _AT_ONCE
    else:
        most = _WITH_FREQUENT if _is_more(matches.wanted, rarity) else CANDIDATES
    losses = _losses(rarity, shares)
    low, high = 0, len(losses)
    step = high // 4
    found: list[int] = []
    enough: list[int] = []
    too_many: list[int] = []
    expression = ""
    while low < high:
        former, expression = expression, _impacts(matches.wanted, rarity, shares, losses[step])
        if expression != former:
            found = _with_impacts(database, expression, most + 1)
        if len(found) > most:
            high, too_many = step, found
        else:
            low, enough = step + 1, found
            if len(found) > most // 2:
                break
        step = (low + high) // 2
    # Where one step leads from a few to too many, the latest of those stand for the rest; where there is no such step,
    # words that say little in every item.
    found = enough
    if len(enough) < most // 4:
        found = list(dict.fromkeys(enough + (too_many or _rows(database, matches, "w.rowid DESC", most))))[:most]
    return _filtered(database, matches, found) if matches.condition else found


def _losses(rarity: Mapping[Word, float], shares: Sequence[tuple[str, float]]) -> list[float]:
    """The losses at which more items are found."""
    whole = sum(rarity.values())
    single = {rare * (1 - share) for rare in rarity.values() for _, share in shares}
    alone = {whole - rare * share for rare in rarity.values() for _, share in shares}  # of words that make a choice
    return sorted({round(loss, 3) + 0.001 for loss in single | alone})


def _is_more(wanted: Wanted, rarity: Mapping[Word, float]) -> bool:
    """Whether anything is asked that the index of impacts is not asked."""
    if isinstance(wanted, Several):
        return any(_is_more(part, rarity) for part in wanted.parts)
    return isinstance(wanted, Without) or wanted not in rarity


def _impacts(wanted: Wanted, rarity: Mapping[Word, float], shares: Sequence[tuple[str, float]], loss: float) -> str:
    """An expression for the index of impacts; empty if no item answers to it.

    Args:
        wanted: What items should have; what the index does not know is left out.
        rarity: How much each word can give.
        shares: How much of that it gives at most with each digit.
        loss: How much of it items may lack.
    """
    if isinstance(wanted, Word):
        return _with_digits(wanted, [digit for digit, share in shares if rarity[wanted] * (1 - share) <= loss], shares)
    assert isinstance(wanted, Several)
    known = [part for part in wanted.parts if not _is_more(part, rarity)]
    if not wanted.is_choice:
        return _all_of([_impacts(part, rarity, shares, loss) for part in known])
    # An item may lack words that give no more than the loss, or have only one word.
    due = [part for part in known if _most(part, rarity) > loss] or known
    choices = [_all_of([_impacts(part, rarity, shares, loss) for part in due])]
    whole = _most(wanted, rarity)
    choices += [_impacts(part, rarity, shares, loss - whole + _most(part, rarity)) for part in known]
    return _glued(" OR ", [choice for choice in choices if choice])


def _most(wanted: Wanted, rarity: Mapping[Word, float]) -> float:
    return sum(rarity[word] for word in _counting(wanted) if word in rarity)


def _with_digits(word: Word, digits: Sequence[str], shares: Sequence[tuple[str, float]]) -> str:
    """The word behind one of some digits; if it is a phrase, the words before the last one behind any digit."""
    *others, last = word.words
    parts = [_glued(" OR ", [f'"{digit}{one}"' for digit, _ in shares]) for one in others]
    return _all_of([*parts, _glued(" OR ", [f'"{digit}{last}"' + "*" * word.is_beginning for digit in digits])])


def _all_of(parts: Sequence[str]) -> str:
    return _glued(" AND ", parts) if all(parts) else ""


def _glued(glue: str, parts: Sequence[str]) -> str:
    return f"({glue.join(parts)})" if parts else ""


def _with_impacts(database: Database, expression: str, most: int) -> list[int]:
    """The latest items that an expression for the index of impacts finds."""
    if not expression:
        return []
    statement = f"SELECT rowid FROM impacts WHERE impacts MATCH ? ORDER BY rowid DESC LIMIT {most}"
    return [number for (number,) in database.read(statement, (expression,))]


def _filtered(database: Database, matches: Matches, numbers: Sequence[int]) -> list[int]:
    """Those of some items that meet the condition."""
    statement = f"SELECT i.number FROM items AS i WHERE i.number IN ({_marks(numbers)}) AND {matches.condition}"
    return [number for (number,) in database.read(statement, (*numbers, *matches.parameters))]


def _marks(numbers: Sequence[int]) -> str:
    return ",".join("?" * len(numbers))


def _best_first(
    store: Store, numbers: Sequence[int], wanted: Wanted, rarity: Mapping[Word, float], mean_length: float
) -> list[int]:
    """Those of some items that have the words, in the order of BM25."""
    statement = f"SELECT id, sz FROM words_docsize WHERE id IN ({_marks(numbers)})"
    sizes = dict(store.database.read(statement, list(numbers)))
    scores: dict[int, float] = {}
    for number, item in store.items(list(numbers)):
        texts = dict(zip(WORDS, words_of(item), strict=True))
        if _holds(wanted, texts):
            half = saturation(sum(_varints(sizes[number])) / mean_length)
            counts = ((rare, word.count(texts)) for word, rare in rarity.items())
            scores[number] = sum(rare * count * (K1 + 1) / (count + half) for rare, count in counts)
    return sorted(scores, key=lambda number: (-scores[number], -number))


def _varints(record: bytes) -> list[int]:
    """The numbers in a record of FTS5 (varints; see SQLite's documentation).

    >>> _varints(bytes([3, 0x81, 0x00]))
    [3, 128]
    """
    numbers: list[int] = []
    number = 0
    for byte in record:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers

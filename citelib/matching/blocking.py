"""Which pairs are worth comparing, by keys of single records.

Records are compared if they share a key and stand near each other in the order of titles among those that do, so that
the work grows with the number of records. `keys` looks at one record alone; `rare_keys` needs to know how often each
word occurs in all titles. Any engine that can group by a key and sort finds the same pairs.

>>> from citelib.matching.features import work_of
>>> from citelib.model import Date, Item, Name
>>> list(keys(work_of(1, Item("a", title="On the moss of walls", author=[Name("Lee")], issued=Date.on(2020)))))
['start:on the moss of', 'author:lee:2020:o', 'ending:lee: walls']
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from citelib.matching.features import Work

__all__ = ["KEYS", "WINDOW", "frequencies", "identifier_keys", "keys", "neighbours", "order", "rare_keys"]

WINDOW: Final = 12
"""How many neighbours a record is compared with in a block, in order of title."""

_START: Final = 14
"""Letters of a title's beginning that make a key."""

_SHORTEST_START: Final = 5
"""Letters that a title has more of than this to be found by its beginning."""

_END: Final = 6
"""Letters of a title's end that make a key with the author."""

_SHORTEST_END: Final = 12
"""Letters that a title has more of than this to be found by its end."""

_FAMILY: Final = 5
"""Letters of a family name in keys; slips are rarer at the beginning."""

_RARE: Final = 3
"""Rarest words of a title of which pairs are keys: a slip spoils one of them at most."""


def identifier_keys(work: Work) -> Iterator[str]:
    """A key for each identifier."""
    return (f"{scheme}:{value}" for scheme, value in work.identifiers)


def _by_start(work: Work) -> Iterator[str]:
    if len(work.title) > _SHORTEST_START:
        yield f"start:{work.title[:_START]}"


def _by_author(work: Work) -> Iterator[str]:
    if work.family and work.year is not None:
        yield f"author:{work.family[:_FAMILY]}:{work.year}:{work.title[:1]}"
    if work.family and len(work.title) > _SHORTEST_END:
        yield f"ending:{work.family[:_FAMILY]}:{work.title[-_END:]}"


def _by_place(work: Work) -> Iterator[str]:
    if work.page and work.volume:
        yield f"place:{work.volume}:{work.page}:{work.year}"


KEYS: Final[tuple[Callable[[Work], Iterator[str]], ...]] = (identifier_keys, _by_start, _by_author, _by_place)
"""What makes keys of one record alone."""


def keys(work: Work) -> Iterator[str]:
    """All keys that a record has by itself."""
    for make in KEYS:
        yield from make(work)


def frequencies(works: Iterable[Work]) -> Counter[str]:
    """In how many titles each word occurs."""
    return Counter(word for work in works for word in work.words)


def rare_keys(words: Iterable[str], frequency: Mapping[str, int]) -> Iterator[str]:
    """Pairs of the three rarest words of a title that occur in other titles, too.

    Args:
        words: The words of the title, each once.
        frequency: As `frequencies` gives it, or an engine's own table.
    """
    known = sorted((frequency[word], word) for word in words if len(word) > 3 and frequency[word] > 1)[:_RARE]
    for start, (_, one) in enumerate(known):
        for _, other in known[start + 1 :]:
            yield f"words:{min(one, other)}:{max(one, other)}"


def order(work: Work) -> tuple[str, int]:
    """What records of a block are sorted by: the title, then their number."""
    return work.title, work.number


def neighbours(block: Iterable[Work]) -> Iterator[tuple[Work, Work]]:
    """Pairs of a block that are compared, each with the lower number first.

    Args:
        block: Works that share a key, sorted by `order`; read once, so that a block may be of any size.
    """
    last: deque[Work] = deque(maxlen=WINDOW)
    for work in block:
        for former in last:
            if former.number != work.number:
                yield (former, work) if former.number < work.number else (work, former)
        last.append(work)

"""Measure the order of search results: how many of BM25's ten best come first, and what that takes.

    python -m tests.benchmarks.ranking                      100,000 items
    python -m tests.benchmarks.ranking --sizes 10000 1000000
    python -m tests.benchmarks.ranking --queries 100

BM25 is computed over all matches by SQLite, with the weights of the columns that the library has. Items are synthetic,
from a seed, with word frequencies as in a language. Only queries with twenty matches or more count; «frequent» are
those whose matches are too many to be ranked by SQLite in the time that a search may take. Times are processor time.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from citelib.library import Library
from citelib.library.search import ranking
from citelib.library.search.compiling import compile_query
from citelib.library.store.rows import Store
from citelib.library.transfer import import_items
from citelib.model import Item
from citelib.queries.grammar import parse
from tests.benchmarks.library_data import synthetic

LIMIT = 20


def words_of_titles(items: Iterable[Item], seed: int = 2) -> dict[str, list[str]]:
    """Queries of each kind, whose words are taken from titles."""
    generator = random.Random(seed)
    items = list(items)

    def word(item: Item) -> str:
        return generator.choice([one for one in (item.title or "").split() if len(one) > 3] or ["lation"])

    return {
        "one word": [word(item) for item in items],
        "two words": [f"{word(item)} {word(item)}" for item in items],
        "three words": [f"{word(item)} {word(item)} {word(item)}" for item in items],
        "words and «of»": [f"{word(item)} of {word(item)}" for item in items],
        "one or another": [f"{word(item)} OR {word(item)}" for item in items],
        "title and year": [f"title:{word(item)} year:2000..2010" for item in items],
        "author and word": [f"author:{item.author[0].family} {word(item)}" for item in items if item.author],
        "beginning": [f"{word(item)[:5]}*" for item in items],
    }


@attrs.frozen
class Measured:
    """One query: the share of BM25's ten best among the first ten, whether it took impacts, and milliseconds."""

    share: float
    is_frequent: bool
    milliseconds: float


def measured(store: Store, query: str) -> Measured | None:
    """What a query gives; None if it finds too few for an order to matter."""
    relevance = compile_query(parse(query), {}).relevance
    assert relevance is not None
    start = time.thread_time()
    numbers = ranking.by_relevance(store, relevance, LIMIT)
    seconds = time.thread_time() - start
    share = share_of_best(store, query, numbers)
    if share is None:
        return None
    asked: list[int] = []
    original = ranking._best_first
    try:

        def noted(*arguments: Any) -> list[int]:
            asked.append(1)
            return original(*arguments)

        ranking._best_first = noted
        ranking.by_relevance(store, relevance, LIMIT)
    finally:
        ranking._best_first = original
    return Measured(share, bool(asked), seconds * 1000)


def share_of_best(store: Store, query: str, numbers: list[int]) -> float | None:
    """How many of BM25's ten best are among the first ten of some numbers; equally good ones count.

    None if fewer than twenty are found.
    """
    relevance = compile_query(parse(query), {}).relevance
    assert relevance is not None
    statement = relevance.statement.replace("SELECT w.rowid", "SELECT w.rowid, w.rank", 1) + " ORDER BY rank"
    best = store.database.read(statement, (relevance.match, *relevance.parameters))
    if len(best) < 20:
        return None
    worst = best[9][1] + 1e-9
    good = set(itertools.takewhile(lambda row: row[1] <= worst, best))
    return len({number for number, _ in good}.intersection(numbers[:10])) / 10


def rows(store: Store, queries: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """A row of the table for each kind of query."""
    for kind, texts in queries.items():
        found = [one for text in texts if (one := measured(store, text)) is not None]
        frequent = [one.share for one in found if one.is_frequent]
        if found:
            times = sorted(one.milliseconds for one in found)
            yield (
                kind,
                str(len(found)),
                f"{statistics.mean(one.share for one in found):.3f}",
                str(len(frequent)),
                f"{statistics.mean(frequent):.3f}" if frequent else "",
                f"{statistics.median(times):.1f}",
                f"{times[int(len(times) * 0.95)]:.1f}",
            )


def print_table(size: int, store: Store, queries: dict[str, list[str]]) -> None:
    """Measure and print."""
    header = (f"{size:,} items", "queries", "of the ten best", "frequent", "of the ten best", "median, ms", "95 %, ms")
    print("| " + " | ".join(header) + " |\n|" + "---|" * len(header))
    for row in rows(store, queries):
        print("| " + " | ".join(row) + " |", flush=True)
    print()


def main() -> None:
    """Make a library of each size and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000])
    parser.add_argument("--queries", type=int, default=60, help="queries of each kind")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder if not given")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        for size in arguments.sizes:
            with Library.open(Path(folder, f"{size}.db")) as library:
                import_items(library, synthetic(size))
                numbers = random.Random(1).sample(range(1, size + 1), arguments.queries)
                items = [item for _, item in library.store.items(numbers)]
                print_table(size, library.store, words_of_titles(items))


if __name__ == "__main__":
    main()

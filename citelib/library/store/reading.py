"""What is asked of a library's rows, each question as one function.

>>> import tempfile
>>> from pathlib import Path
>>> from citelib.library import Library
>>> from citelib.model import Item
>>> with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "refs.db") as library:
...     library.add(Item("a", "book", DOI="10.1126/x"))
...     number_of(library.database, "a"), count(library.database), numbers_with(library.database, "doi", "10.1126/x")
(1, 1, [1])
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from citelib.library.store.database import Database, explained
from citelib.library.store.records import fit_row

__all__ = [
    "collections",
    "count",
    "impacts",
    "keys_beginning",
    "last_in_trash",
    "last_number",
    "members",
    "number_of",
    "numbers_with",
    "pointing_at",
    "removed_numbers",
    "state",
    "tags",
    "trash",
]


def number_of(database: Database, key: str) -> int | None:
    """The number of the item of a key or former key."""
    rows = database.read("SELECT item FROM identifiers WHERE scheme = 'id' AND value = ?", (key,))
    return rows[0][0] if rows else None


def keys_beginning(database: Database, start: str) -> list[str]:
    """Some keys that begin with a text."""
    rows = database.read("SELECT key FROM items WHERE key >= ? AND key < ? LIMIT 200", (start, start + "\U0010ffff"))
    return [key for (key,) in rows]


def count(database: Database) -> int:
    """How many items there are."""
    number: int = database.read("SELECT count(*) FROM items")[0][0]
    return number


def numbers_with(database: Database, scheme: str, identifier: str) -> list[int]:
    """Numbers of the items with an identifier in normal form."""
    rows = database.read("SELECT item FROM identifiers WHERE scheme = ? AND value = ?", (scheme, identifier))
    return [number for (number,) in rows]


def pointing_at(database: Database, key: str, *, added_in: int | None = None) -> list[str]:
    """Keys of the items with a relation to a key; only those that a step added, if one is named."""
    added = (
        "JOIN changes AS c ON c.kind = 'item' AND c.subject = r.item AND c.step = ? AND c.before IS NULL "
        if added_in is not None
        else ""
    )
    rows = database.read(
        f"SELECT i.key FROM relations AS r JOIN items AS i ON i.number = r.item {added}"
        "WHERE r.scheme = 'id' AND r.target = ?",
        fit_row((key,) if added_in is None else (added_in, key)),
    )
    return [source for (source,) in rows]


def removed_numbers(database: Database, key: str) -> list[int]:
    """Numbers of the items in the trash that had a key."""
    return [number for (number,) in database.read("SELECT number FROM trash WHERE key = ?", (key,))]


def last_number(database: Database) -> int:
    """The greatest number that an item has, or had."""
    rows = database.read("SELECT seq FROM sqlite_sequence WHERE name = 'items'")
    return rows[0][0] if rows else 0


def trash(database: Database) -> list[tuple[int, str, str, str]]:
    """Number, key, time of removal and record of what is in the trash, the latest first."""
    return database.read("SELECT number, key, removed, record FROM trash ORDER BY removed DESC, number DESC")


def last_in_trash(database: Database, key: str) -> tuple[int, str] | None:
    """Number and record of the item that was last removed under a key."""
    rows = database.read(
        "SELECT number, record FROM trash WHERE key = ? ORDER BY removed DESC, number DESC LIMIT 1", (key,)
    )
    return rows[0] if rows else None


def tags(database: Database) -> list[tuple[str, int]]:
    """All tags with the number of items that have them, in alphabetical order."""
    return database.read("SELECT min(tag), count(*) FROM tags GROUP BY folded ORDER BY folded")


def collections(database: Database) -> dict[str, str | None]:
    """Paths of all collections, saved searches with their query."""
    found: dict[str, str | None] = {
        path: json.loads(definition).get("query")
        for path, definition in database.read("SELECT path, definition FROM collections")
    }
    for (path,) in database.read("SELECT DISTINCT path FROM members"):
        found.setdefault(path, None)
    return dict(sorted(found.items()))


def impacts(database: Database) -> Iterator[tuple[str, int]]:
    """Each term of the index of impacts, with the number of items that have it."""
    with explained(database.path):
        connection = database.connection
        connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, impacts, row)")
        yield from connection.execute("SELECT term, doc FROM temp.terms")


def members(database: Database, path: str) -> list[int]:
    """Numbers of the items in a collection, without those nested in it."""
    return [number for (number,) in database.read("SELECT item FROM members WHERE path = ?", (path,))]


def state(database: Database) -> object:
    """What is another after each change, be it by this program or another; compared only with itself."""
    steps = database.read("SELECT max(number), total(undone) FROM steps")
    return steps, database.read("PRAGMA data_version")

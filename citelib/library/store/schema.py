"""The tables of a library, as data, and the way from each version to the next.

Truth is in `items`, `trash`, `collections` (definitions), `steps` and `changes`. All else, and the columns of `items`
marked as derived, is made of ``items.record`` by `citelib.library.derived` and can be made again at any time.

History holds what *was*: a change keeps the record before it and a digest of the record after it. The record after a
change is the one before the next change of the same subject, or the present one, so nothing is stored twice.

>>> "items" in TABLES
True
"""

from __future__ import annotations

import sqlite3
from typing import Final

__all__ = ["APPLICATION_ID", "DERIVED", "INDEXES", "SCHEMA_VERSION", "TABLES", "WORDS", "create", "migrate"]

APPLICATION_ID: Final = 0x6369746C
"""``citl``, at byte 68 of the file, by which the file is known as a library."""

SCHEMA_VERSION: Final = 4
"""Version of the tables that this citelib writes (``PRAGMA user_version``)."""

WORDS: Final[dict[str, float]] = {
    "title": 8.0,
    "author": 6.0,
    "people": 3.0,
    "container": 2.0,
    "abstract": 1.0,
    "keyword": 4.0,
    "note": 1.0,
    "variables": 0.0,
}
"""Columns of the full-text index, and how much a word weighs in each when results are ranked."""

TABLES: Final[dict[str, str]] = {
    "items": """
        CREATE TABLE items (
            number INTEGER PRIMARY KEY AUTOINCREMENT,  -- for ever, also in trash and history
            key TEXT NOT NULL UNIQUE CHECK (key <> ''),
            record TEXT NOT NULL,                      -- CSL-JSON: the truth
            added TEXT NOT NULL,
            changed TEXT NOT NULL,
            type TEXT NOT NULL,                        -- derived from here on
            year INTEGER,
            author TEXT NOT NULL,                      -- folded, to sort by
            title TEXT NOT NULL                        -- folded, to sort by
        ) STRICT""",
    "trash": """
        CREATE TABLE trash (
            number INTEGER PRIMARY KEY,
            key TEXT NOT NULL,
            record TEXT NOT NULL,
            added TEXT NOT NULL,
            removed TEXT NOT NULL
        ) STRICT""",
    "trash_key": "CREATE INDEX trash_key ON trash (key)",
    "collections": """
        CREATE TABLE collections (
            path TEXT PRIMARY KEY CHECK (path <> ''),  -- parts separated by /
            definition TEXT NOT NULL                   -- JSON: {} or {"query": …}
        ) STRICT, WITHOUT ROWID""",
    "steps": """
        CREATE TABLE steps (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            command TEXT NOT NULL,
            kind TEXT NOT NULL DEFAULT 'change' CHECK (kind IN ('change', 'undo', 'redo')),
            target INTEGER REFERENCES steps,           -- what was undone or redone
            undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
        ) STRICT""",
    "changes": """
        CREATE TABLE changes (
            number INTEGER PRIMARY KEY,
            step INTEGER NOT NULL REFERENCES steps ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('item', 'collection')),
            subject ANY NOT NULL,                      -- number of an item, path of a collection
            label TEXT NOT NULL,                       -- key or path, for people
            before TEXT,                               -- NULL: there was none
            after BLOB                                 -- digest; NULL: there is none
        ) STRICT""",
    "changes_subject": "CREATE INDEX changes_subject ON changes (kind, subject, number)",
    "changes_step": "CREATE INDEX changes_step ON changes (step)",
    "settings": "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "identifiers": """
        CREATE TABLE identifiers (                     -- keys and aliases (scheme id), DOIs, PMIDs …
            scheme TEXT NOT NULL,
            value TEXT NOT NULL,
            item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
            PRIMARY KEY (scheme, value, item)
        ) STRICT, WITHOUT ROWID""",
    "identifiers_item": "CREATE INDEX identifiers_item ON identifiers (item)",
    "identifiers_key": "CREATE UNIQUE INDEX identifiers_key ON identifiers (value) WHERE scheme = 'id'",
    # In order of items, so that an import only appends; `words` is the index of the words of names.
    "names": """
        CREATE TABLE names (
            item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
            role TEXT NOT NULL,                        -- author, editor …
            position INTEGER NOT NULL,
            family TEXT NOT NULL,                      -- folded words; of institutions, the whole name
            given TEXT NOT NULL,
            PRIMARY KEY (item, role, position)
        ) STRICT, WITHOUT ROWID""",
    "relations": """
        CREATE TABLE relations (
            item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
            type TEXT NOT NULL,
            scheme TEXT NOT NULL,
            target TEXT NOT NULL,                      -- in normal form
            PRIMARY KEY (item, type, scheme, target)
        ) STRICT, WITHOUT ROWID""",
    "relations_target": "CREATE INDEX relations_target ON relations (scheme, target)",
    "tags": """
        CREATE TABLE tags (
            folded TEXT NOT NULL,
            item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
            tag TEXT NOT NULL,
            PRIMARY KEY (folded, item)
        ) STRICT, WITHOUT ROWID""",
    "tags_item": "CREATE INDEX tags_item ON tags (item)",
    "members": """
        CREATE TABLE members (
            path TEXT NOT NULL,
            item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
            PRIMARY KEY (path, item)
        ) STRICT, WITHOUT ROWID""",
    "members_item": "CREATE INDEX members_item ON members (item)",
    "items_year": "CREATE INDEX items_year ON items (year)",
    # The words take no copy of the text (content=''); `derived` gives the old text again when a row goes.
    "words": f"""
        CREATE VIRTUAL TABLE words USING fts5 (
            {", ".join(WORDS)},
            content='', tokenize="unicode61 remove_diacritics 2"
        )""",
    # Which items have a word, by how much it says of them (`citelib.library.impacts`); no places, and no sizes.
    "impacts": """
        CREATE VIRTUAL TABLE impacts USING fts5 (
            terms,
            content='', detail=none, columnsize=0, tokenize="ascii"
        )""",
    # More is gathered in memory before it is written, so that an import has fewer parts of an index to merge.
    "words_memory": "INSERT INTO words (words, rank) VALUES ('hashsize', 16777216)",
    "impacts_memory": "INSERT INTO impacts (impacts, rank) VALUES ('hashsize', 16777216)",
    "words_rank": f"INSERT INTO words (words, rank) VALUES ('rank', 'bm25({', '.join(map(str, WORDS.values()))})')",
}
"""Every table and index, in the order in which they are made."""

DERIVED: Final[dict[str, tuple[str, ...]]] = {
    "identifiers": ("scheme", "value"),
    "names": ("role", "position", "family", "given"),
    "relations": ("type", "scheme", "target"),
    "tags": ("folded", "tag"),
    "members": ("path",),
}
"""Tables that are made of the records alone, as the full-text indexes are, and their columns beside ``item``."""

INDEXES: Final[dict[str, tuple[str, ...]]] = {"words": tuple(WORDS), "impacts": ("terms",)}
"""The full-text indexes and their columns."""

MIGRATIONS: Final[dict[int, tuple[str, ...]]] = {
    1: (TABLES["names"],),
    2: (TABLES["trash_key"],),
    3: (TABLES["impacts"],),
}
"""What leads from a version to the next one; each migration runs in one transaction with the change of version.

A statement of `TABLES` stands here only as long as no later version changes that table; then it is written out. What is
derived is made again afterwards (`citelib.library.derived.VERSION`), so that new tables may start empty.
"""


def create(connection: sqlite3.Connection) -> None:
    """Make all tables in an empty database, within the caller's transaction."""
    for statement in TABLES.values():
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Lead the tables of an older version to the present one, within the caller's transaction."""
    for number in range(version, SCHEMA_VERSION):
        for statement in MIGRATIONS[number]:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

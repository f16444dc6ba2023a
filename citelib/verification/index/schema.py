"""Tables of an index, and records as they are packed in it.

A title is looked up by the first eight bytes of a hash of its key, whole and without subtitle; what is equal by chance
is told apart when the record is read. Words are kept without their places and without the text (FTS5, contentless).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from typing import Any, Final

from citelib.model import Date, Item, Name, Relation
from citelib.model.names import ET_AL
from citelib.verification.comparison.titles import head_key, title_key

__all__ = ["APPLICATION_ID", "INDEXES", "REPEATED", "TABLES", "VERSION", "hash_of", "keys_of", "packed", "unpacked"]

APPLICATION_ID: Final = 0x63697649
"""What tells an index from other files of SQLite: «civI»."""
VERSION: Final = 1

TABLES: Final = """
CREATE TABLE work (id INTEGER PRIMARY KEY, key INTEGER, head INTEGER, source INTEGER NOT NULL, own INTEGER NOT NULL,
  record BLOB NOT NULL);
CREATE TABLE identifier (value TEXT NOT NULL, scheme TEXT NOT NULL, work INTEGER NOT NULL);
CREATE TABLE person (family INTEGER NOT NULL, year INTEGER NOT NULL, work INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(title, content='', detail=none, tokenize='ascii');
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kinds TEXT NOT NULL);
CREATE TABLE dump (name TEXT PRIMARY KEY, size INTEGER NOT NULL, day TEXT NOT NULL, done INTEGER NOT NULL,
  finished INTEGER NOT NULL);
"""
REPEATED: Final = """
CREATE TEMP TABLE repeated AS SELECT id FROM (
  SELECT id, row_number() OVER (PARTITION BY source, own ORDER BY id DESC) AS place FROM work) WHERE place > 1;
DELETE FROM identifier WHERE work IN (SELECT id FROM repeated);
DELETE FROM person WHERE work IN (SELECT id FROM repeated);
DELETE FROM work WHERE id IN (SELECT id FROM repeated);
DROP TABLE repeated;
"""
"""Takes out records that a dump has twice, but for the last."""
INDEXES: Final = """
CREATE INDEX IF NOT EXISTS work_key ON work(key);
CREATE INDEX IF NOT EXISTS work_head ON work(head) WHERE head IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS work_own ON work(source, own);
CREATE INDEX IF NOT EXISTS identifier_value ON identifier(value);
CREATE INDEX IF NOT EXISTS person_family ON person(family, year);
"""
"""Made when everything is in, which is many times as fast as keeping them up to date."""


def hash_of(text: str) -> int:
    """A signed number of 64 bits for a key."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def keys_of(title: str) -> tuple[int | None, int | None]:
    """Numbers of a title's key, whole and without subtitle."""
    key, head = title_key(title), head_key(title)
    return hash_of(key) if key else None, hash_of(head) if head else None


_TEXTS: Final = (
    "title", "title-short", "container-title", "container-title-short", "collection-title", "event-title", "publisher",
    "volume", "issue", "page", "DOI", "PMID", "PMCID", "ISBN", "ISSN", "status",
)  # fmt: skip
_NAMES: Final = ("author", "editor")
_RELATIONS: Final = frozenset(
    ("retracted-by", "expression-of-concern-in", "corrected-by", "replaced-by", "preprint-of", "has-preprint")
)
_COMMON: Final = json.dumps(
    ["article-journal", "paper-conference", "book", "chapter", "Proceedings of the International Conference on ",
     "Journal of ", "IEEE Transactions on ", "Springer", "Elsevier", "Wiley", "Learning ", "Analysis of ",
     "the ", "and "]
).encode()  # fmt: skip
"""What many records have in common, so that short ones are packed well."""


def packed(item: Item) -> bytes:
    """What of a record is needed to check references."""
    get = item.variables.get
    texts = [str(get(name) or "") for name in _TEXTS]
    names = [[_packed_name(name) for name in get(variable) or ()][:2000] for variable in _NAMES]
    links = [[one.type, one.target, one.scheme] for one in item.relations if one.type in _RELATIONS]
    value = [item.id, item.type, str(item.issued or ""), texts, names, links]
    while isinstance(value[-1], list) and not value[-1]:
        value.pop()
    maker = zlib.compressobj(6, zlib.DEFLATED, -15, zdict=_COMMON)
    return (
        maker.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
        + maker.flush()
    )


def _packed_name(name: Name) -> list[str] | str:
    if name.literal is not None:
        return name.literal
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    return [name.full_family, given]


def _name(value: list[str] | str) -> Name:
    if isinstance(value, str):
        return ET_AL if value == ET_AL.literal else Name(literal=value)
    return Name(value[0], value[1] or None)


def unpacked(record: bytes, source: str) -> Item:
    """The record that was `packed`."""
    maker = zlib.decompressobj(-15, zdict=_COMMON)
    id, type, issued, texts, names, *rest = json.loads(maker.decompress(record) + maker.flush())
    variables: dict[str, Any] = {name: text for name, text in zip(_TEXTS, texts, strict=True) if text}
    variables |= {name: [_name(one) for one in some] for name, some in zip(_NAMES, names, strict=True) if some}
    if issued:
        variables["issued"] = Date.parse(issued)
    return Item(
        id, type, variables | {"source": source}, relations=[Relation(*one) for one in (rest[0] if rest else [])]
    )


def connected(path: str, *, read_only: bool) -> sqlite3.Connection:
    """A connection to an index."""
    uri = f"file:{path.replace('%', '%25').replace('?', '%3f').replace('#', '%23')}"
    connection = sqlite3.connect(f"{uri}?mode={'ro' if read_only else 'rwc'}", uri=True, check_same_thread=False)
    connection.execute("PRAGMA cache_size = -64000")
    return connection

-- The tables of a library of schema 1, as citelib wrote them then.
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
) STRICT;
CREATE TABLE trash (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    record TEXT NOT NULL,
    added TEXT NOT NULL,
    removed TEXT NOT NULL
) STRICT;
CREATE TABLE collections (
    path TEXT PRIMARY KEY CHECK (path <> ''),  -- parts separated by /
    definition TEXT NOT NULL                   -- JSON: {} or {"query": …}
) STRICT, WITHOUT ROWID;
CREATE TABLE steps (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'change' CHECK (kind IN ('change', 'undo', 'redo')),
    target INTEGER REFERENCES steps,           -- what was undone or redone
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES steps ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('item', 'collection')),
    subject ANY NOT NULL,                      -- number of an item, path of a collection
    label TEXT NOT NULL,                       -- key or path, for people
    before TEXT,                               -- NULL: there was none
    after BLOB                                 -- digest; NULL: there is none
) STRICT;
CREATE INDEX changes_subject ON changes (kind, subject, number);
CREATE INDEX changes_step ON changes (step);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE identifiers (                     -- keys and aliases (scheme id), DOIs, PMIDs …
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    PRIMARY KEY (scheme, value, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_item ON identifiers (item);
CREATE UNIQUE INDEX identifiers_key ON identifiers (value) WHERE scheme = 'id';
CREATE TABLE relations (
    item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    type TEXT NOT NULL,
    scheme TEXT NOT NULL,
    target TEXT NOT NULL,                      -- in normal form
    PRIMARY KEY (item, type, scheme, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_target ON relations (scheme, target);
CREATE TABLE tags (
    folded TEXT NOT NULL,
    item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (folded, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_item ON tags (item);
CREATE TABLE members (
    path TEXT NOT NULL,
    item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE,
    PRIMARY KEY (path, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_item ON members (item);
CREATE INDEX items_year ON items (year);
CREATE VIRTUAL TABLE words USING fts5 (
    title, author, people, container, abstract, keyword, note, variables,
    content='', tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO words (words, rank) VALUES ('rank', 'bm25(8.0, 6.0, 3.0, 2.0, 1.0, 4.0, 1.0, 0.0)');
PRAGMA application_id = 1667855468;
PRAGMA user_version = 1;

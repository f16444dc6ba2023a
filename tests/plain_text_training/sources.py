"""What the training learns from: lists of words, names and places that anybody can fetch and that may be shipped.

Names, places, universities and words are those of the packages mimesis and names (US census of 1990), English words and
phrases those of WordNet, names of countries those of Babel (CLDR), and titles of journals those of the official styles
that are made for one. The file ``NOTICE`` has their licences.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from importlib import resources
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from citelib.csl.style.catalogue import all_styles

__all__ = [
    "COUNTRIES",
    "WordNet",
    "census",
    "cities",
    "country_names",
    "families",
    "given_and_family",
    "givens",
    "journals",
    "universities",
    "words",
]

COUNTRIES = {
    "en": 6, "en-gb": 5, "en-au": 2, "fr": 6, "de": 4, "de-at": 1, "de-ch": 1, "it": 4, "es": 2, "es-mx": 3, "nl": 3,
    "pt-br": 3, "pt": 1, "sv": 2, "no": 1.5, "da": 1.5, "fi": 1, "pl": 2, "cs": 1.5, "hr": 1, "hu": 1, "tr": 1,
    "et": 0.5, "is": 0.3, "ru": 2, "uk": 0.5,
}  # fmt: skip
"""How often names of each country are drawn, by mimesis' name of its data."""


@functools.cache
def _data(country: str, kind: str) -> dict[str, Any]:
    file = resources.files("mimesis") / "datasets" / country / f"{kind}.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def _flat(value: Any) -> Iterator[str]:
    """All strings within lists and dictionaries, in order."""
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _flat(one)


_MOST = 2500
"""How many names of a kind are taken of each country."""


def _names(value: Any) -> list[str]:
    found = [name for name in dict.fromkeys(map(str.strip, _flat(value))) if 1 < len(name) < 20 and "." not in name]
    # The lists are in the order of the alphabet: of long ones, every so many is taken.
    return found[:: -(-len(found) // _MOST)] if found else []


@functools.cache
def families(country: str) -> list[str]:
    """Family names."""
    if country == "en":
        return census("all.last", 4000)
    return _names(_data(country, "person").get("surnames", []))


@functools.cache
def givens(country: str) -> list[str]:
    """Given names."""
    if country == "en":
        return [*census("female.first", 900), *census("male.first", 700)]
    return _names(_data(country, "person").get("names", []))


@functools.cache
def census(kind: str, count: int) -> list[str]:
    """The most frequent names of the US census: ``"all.last"``, ``"female.first"`` or ``"male.first"``."""
    lines = (resources.files("names") / f"dist.{kind}").read_text(encoding="utf-8").splitlines()[:count]
    return [re.sub(r"^Mc(\w)", lambda m: f"Mc{m[1].upper()}", line.split()[0].capitalize()) for line in lines]


def given_and_family() -> Iterator[tuple[str, str]]:
    """All the names: pairs whose halves have nothing to do with each other, with "" where one list is longer."""
    for country in COUNTRIES:
        yield from zip_longest(givens(country), families(country), fillvalue="")


@functools.cache
def cities(country: str) -> list[str]:
    """Cities and towns of a country."""
    return _names(_data(country, "address").get("city", []))


@functools.cache
def universities(country: str) -> list[str]:
    """Universities of a country."""
    found = _flat(_data(country, "person").get("university", []))
    return list(dict.fromkeys(name.partition(" (")[0] for name in found if len(name) < 60))


@functools.cache
def words(country: str) -> list[str]:
    """Words of the language of a country: those in small letters."""
    found = _flat(_data(country, "text").get("words", []))
    return sorted({word for word in found if word.isalpha() and word[0].islower() and len(word) > 3})


@functools.cache
def country_names() -> list[str]:
    """Countries in several languages."""
    from babel import Locale

    found = [
        name
        for language in ("en", "fr", "de", "es", "it")
        for code, name in sorted(Locale(language).territories.items())
        if len(code) == 2 and code.isalpha()
    ]
    return list(dict.fromkeys(found))


@functools.cache
def journals() -> list[str]:
    """Titles of journals: of the styles that are made for one journal."""
    found = {entry.title.partition(" (")[0] for entry in all_styles() if entry.parent}
    return sorted(title for title in found if 2 < len(title) < 110)


class WordNet(NamedTuple):
    """English words by part of speech, and phrases.

    Attributes:
        nouns: Names of things and ideas, one word each, the better known ones.
        adjectives: Adjectives.
        verbs: Verbs.
        beings: Plants, animals and substances, some of several words.
        phrases: What explains a word: the beginnings of definitions.
    """

    nouns: list[str]
    adjectives: list[str]
    verbs: list[str]
    beings: list[str]
    phrases: list[str]

    @classmethod
    def load(cls, folder: Path) -> WordNet:
        """Read the files ``data.noun``, ``data.adj`` and ``data.verb`` of a folder."""
        known = _known(folder / "index.sense")
        nouns: dict[str, None] = {}
        beings: dict[str, None] = {}
        phrases: dict[str, None] = {}
        for file, terms, gloss in _synsets(folder / "data.noun"):
            kind = beings if file in _BEINGS else nouns if file in _IDEAS else None
            if kind is not None:
                kind.update(dict.fromkeys(term for term in terms if kind is beings or (known(term) and term.isalpha())))
            if kind is not None and (phrase := _phrase(gloss)):
                phrases[phrase] = None
        adjectives = {t: None for _, terms, _ in _synsets(folder / "data.adj") for t in terms if known(t)}
        verbs = {t: None for _, terms, _ in _synsets(folder / "data.verb") for t in terms if known(t)}
        parts = (nouns, adjectives, verbs, beings, phrases)
        return cls(*([one for one in part if one.isascii()] for part in parts))


_IDEAS = frozenset((4, 7, 9, 10, 11, 13, 14, 16, 19, 22, 26, 28))
"""Lexicographer's files of acts, attributes, knowledge, communication, events, food, groups, motives, phenomena,
processes, states and times."""
_BEINGS = frozenset((5, 8, 20, 27))
"""Those of animals, bodies, plants and substances."""


def _known(path: Path) -> Any:
    """Whether a word occurs in the texts that WordNet's makers counted words in."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = {line.partition("%")[0] for line in lines if not line.endswith(" 0")}
    return lambda word: word in found and word.isalpha() and word.islower() and len(word) > 2


def _synsets(path: Path) -> Iterator[tuple[int, list[str], str]]:
    """The file of each set of synonyms, its terms, and its gloss."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[:1].isdigit():
            head, _, gloss = line.partition(" | ")
            fields = head.split(" ")
            terms = [fields[4 + 2 * at].split("(")[0] for at in range(int(fields[3], 16))]
            yield int(fields[1]), [term.replace("_", " ") for term in terms], gloss.strip()


def _phrase(gloss: str) -> str:
    """The beginning of a definition, if it reads like a title."""
    text = re.sub(r"^\([^)]*\)\s*|^(?:an?|the)\s+(?=\w+ (?:of|in|for)\b)", "", re.split(r'[;"(]', gloss)[0]).strip()
    return text if 3 <= len(text.split()) <= 16 and not re.search(r"[`*_]|--", text) else ""

r"""What has to be known of a whole .bib file before its entries can be read one after the other.

Macros may be defined behind their use, an entry may inherit from one further down, and keys may repeat. A first look
through the text finds out; only stretches with such things are split for it, and of each key eight bytes are kept.

>>> text = "@book{a, crossref = {B}} @string{p = {Acme}} @book{b, title = {T}} @book{a, title = {U}}"
>>> ahead = look_ahead([(text, 1)])
>>> [part.key for part in ahead.strings], ahead.is_named("b"), ahead.is_named("a"), ahead.keys.repeats("a")
(['p'], True, False, True)
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

import attrs

from citelib.formats.kit.casing.sentence_case import Capitals
from citelib.formats.tex.bibtex.inherit import named
from citelib.formats.tex.bibtex.syntax.parts import Macro, Part
from citelib.formats.tex.bibtex.syntax.rescue import key_with_marks
from citelib.formats.tex.bibtex.syntax.split import split
from citelib.formats.tex.bibtex.values.groups import GroupTree

__all__ = ["Ahead", "Keys", "look_ahead"]

_STRING = re.compile(r"@\s*string")
_HEAD = re.compile(
    r"@\s*[A-Za-z][\w-]*\s*[{(](?=\s*([^\s,={}\"]{1,400}(?:[^\S\n]{1,40}[^\s,={}\"]{1,400}){0,9})(\s*=)?)"
)
"""A head and its key, which is only looked at, as another head may stand in it, and bounded, so that time is linear."""
_ODD_HEAD = re.compile(r"@\s*[A-Za-z][\w-]*\s*[{(](?=[^\n,={}\"]{0,200}[{\"])")


_TITLE = re.compile(
    r"[,\s](title|abstract)[ \t]*=\s*[{\"]([^\n]{3,2000}?)[}\"](?:[ \t]*,|[ \t]*[})]?[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
"""A title or an abstract, as far as it is on one line."""
_BRACES = re.compile(r"[{}\"]")
_SOME_TITLES: Final = 3
_BUCKETS: Final = 256


class Keys:
    """Keys, of which only hashes are held, so that millions of them take little room.

    Two different keys of one hash count as the same, which is rare beyond imagination and does no harm: a key is then
    taken for one that is there, or is there again.

    Args:
        keys: The keys; they may repeat.

    >>> keys = Keys(["a", "b", "a"])
    >>> "a" in keys, "c" in keys, keys.repeats("a"), keys.repeats("b")
    (True, False, True, False)
    """

    def __init__(self, keys: Iterable[str]) -> None:
        buckets = [array("q") for _ in range(_BUCKETS)]
        for key in keys:
            number = hash(key)
            buckets[number % _BUCKETS].append(number)
        # Bucket by bucket, so that hashes are objects for a moment only.
        self._buckets = [array("q", sorted(bucket)) for bucket in buckets]
        self._repeated = {one for bucket in self._buckets for one, other in pairwise(bucket) if one == other}

    def __contains__(self, key: str) -> bool:
        number = hash(key)
        bucket = self._buckets[number % _BUCKETS]
        at = bisect_left(bucket, number)
        return at < len(bucket) and bucket[at] == number

    def repeats(self, key: str) -> bool:
        """Whether the key is there more than once."""
        return hash(key) in self._repeated


@attrs.define
class Ahead:
    """What there is in a file.

    Attributes:
        strings: Definitions of macros, in order.
        keys: Keys of entries; also what only looks like one.
        named: Keys of entries that others inherit from, without case; None if that cannot be known beforehand, since
            macros name them.
        names: Words with a capital in sentences of the file.
        groups: How JabRef's groups are nested.
        titles: How many titles there are.
        braced_titles: How many of them are wholly in braces of their own.
    """

    strings: list[Part] = attrs.Factory(list)
    keys: Keys = attrs.Factory(lambda: Keys(()))
    named: set[str] | None = attrs.Factory(set)
    names: Capitals = attrs.Factory(Capitals)
    groups: GroupTree = attrs.Factory(GroupTree)
    titles: int = 0
    braced_titles: int = 0

    @property
    def braces_protect(self) -> bool:
        """Whether braces around a whole title say something: not where a program puts them around every title."""
        return self.titles < _SOME_TITLES or self.braced_titles < 0.9 * self.titles

    @property
    def inherits(self) -> bool:
        """Whether any entry may inherit from another."""
        return self.named is None or bool(self.named)

    def is_named(self, key: str) -> bool:
        """Whether other entries may inherit from the one with this key."""
        return self.named is None or key.casefold() in self.named


def look_ahead(stretches: Iterable[tuple[str, int]], *, with_titles: bool = False) -> Ahead:
    """Look through a file, which is cut into stretches, also for what its titles tell of capitals."""
    ahead = Ahead()
    ahead.keys = Keys(key for stretch, line in stretches for key in _look(stretch, line, ahead, with_titles))
    return ahead


def _look(stretch: str, line: int, ahead: Ahead, with_titles: bool) -> Iterator[str]:
    """Note what a stretch has for others, and give its keys."""
    if "jabref-meta" in stretch:
        ahead.groups.add(stretch)
    if with_titles:
        for field, text in _TITLE.findall(stretch):
            if field[0] in "tT":
                ahead.titles += 1
                ahead.braced_titles += text[0] == "{" and text[-1] == "}"
            ahead.names.add(_BRACES.sub("", text))
    if _says_something_of_others(stretch.lower()):
        for part in split(stretch, line):
            _note(part, ahead)
    yield from heads(stretch)


def _says_something_of_others(lowered: str) -> bool:
    return "crossref" in lowered or "xdata" in lowered or ("string" in lowered and _STRING.search(lowered) is not None)


def heads(text: str) -> Iterator[str]:
    """Whatever could be the key of an entry."""
    for key, equals in _HEAD.findall(text):
        yield key
        if equals and len(words := key.rsplit(None, 1)) == 2:  # the comma behind the key is missing
            yield words[0]
    for match in _ODD_HEAD.finditer(text):
        if odd := key_with_marks(text, match.end()):
            yield odd[0]


def _note(part: Part, ahead: Ahead) -> None:
    if part.kind == "string":
        ahead.strings.append(part)
    for field in part.fields:
        pieces = field.value if isinstance(field.value, tuple) else (field.value,)
        keys = [key for piece in pieces for key in named(field.name, piece)]
        composed = len(pieces) > 1 or isinstance(pieces[0], Macro)
        is_reference = part.kind == "entry" and (keys or field.name in ("crossref", "xdata"))
        hides_one = any(piece.lstrip().lower().startswith("xdata") for piece in pieces) and (
            composed or part.kind == "string"
        )
        if hides_one or (is_reference and composed):
            ahead.named = None
        elif is_reference and ahead.named is not None:
            ahead.named.update(key.casefold() for key in keys)

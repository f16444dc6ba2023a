r"""What has to be known of a whole .bib file before its entries can be read one after the other.

Macros may be defined behind their use, an entry may inherit from one further down, and keys may repeat. A first look
through the text finds out; only stretches with such things are split for it.

>>> ahead = look_ahead("@book{a, crossref = {B}} @string{p = {Acme}} @book{b, title = {T}} @book{a, title = {U}}")
>>> [part.key for part in ahead.strings], ahead.is_named("b"), ahead.is_named("a"), ahead.repeated
(['p'], True, False, {'a'})
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from citelib.formats.bibtex.inherit import named
from citelib.formats.bibtex.parts import Macro, Part
from citelib.formats.bibtex.split import split, stretches

__all__ = ["Ahead", "look_ahead"]

_OF_OTHERS = re.compile(r"crossref|xdata|@\s*string", re.IGNORECASE)
_HEAD = re.compile(r"@\s*[^\s{}(),=\"#%'@]*\s*[{(]\s*(?!@\w*[ \t]*[{(])([^\s,={}\"]+(?:[^\S\n]+[^\s,={}\"]+)*)(\s*=)?")


@attrs.define
class Ahead:
    """What there is in a file.

    Attributes:
        strings: Definitions of macros, in order.
        keys: Keys of entries; also what only looks like one.
        repeated: Those that are there more than once.
        named: Keys of entries that others inherit from, without case; None if that cannot be told beforehand, since
            macros name them.
    """

    strings: list[Part] = attrs.Factory(list)
    keys: set[str] = attrs.Factory(set)
    repeated: set[str] = attrs.Factory(set)
    named: set[str] | None = attrs.Factory(set)

    def is_named(self, key: str) -> bool:
        """Whether other entries may inherit from the one with this key."""
        return self.named is None or key.casefold() in self.named


def look_ahead(text: str) -> Ahead:
    """Look through a file."""
    ahead = Ahead()
    for stretch, line in stretches(text):
        for key in heads(stretch):
            (ahead.repeated if key in ahead.keys else ahead.keys).add(key)
        if _OF_OTHERS.search(stretch):
            for part in split(stretch, line):
                _note(part, ahead)
    return ahead


def heads(text: str) -> Iterator[str]:
    """Whatever could be the key of an entry."""
    for key, equals in _HEAD.findall(text):
        yield key
        if equals and len(words := key.rsplit(None, 1)) == 2:  # the comma behind the key is missing
            yield words[0]


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

"""What the model sees of each token: its word, its shape, its punctuation, where it stands, and its neighbours.

>>> from citelib.formats.text.plain_text.tokens import tokenize
>>> sorted(features(tokenize("Doe J. Life. 1999."))[3])[:4]
['#b|year|.|', '#year', '#y|year|1', '+1|END']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from citelib.formats.text.plain_text.shapes import Look, look
from citelib.formats.text.plain_text.stretches import of_stretches, of_whole
from citelib.formats.text.plain_text.tokens import Token
from citelib.formats.text.plain_text.words import load_words

__all__ = ["features"]

_RUNS: Final = re.compile(r"(.)\1+")
_OPENING: Final = "«“„‟‘\"'`"
_CLOSING: Final = "»”“’\"'"
_SENTENCES: Final = '.?!”»"'
_PHRASES: Final = '.,;:?!)]”»"'
_WORDLESS: Final = frozenset(("year", "years", "range", "doi", "url", "initials", "n1", "n2", "n3", "n4", "n5"))
"""Kinds of tokens whose words say nothing."""


def _places(looks: Sequence[Look]) -> list[tuple[str, int, int, int]]:
    """Where each token stands: in quotes or brackets, and how many quotations, years and sentences came before."""
    found = []
    depth = quote = quotes = years = sentences = 0
    ended = False
    for one in looks:
        if one.kind in ("year", "years") and not quote:
            years += 1
        if ended and one.core[:1].isupper():
            sentences += 1
        # Full stops end sentences behind words, not behind initials and abbreviations.
        ended = any(c in ".?!" for c in one.tail) and len(one.core) > 3 and not one.core[:1].isdigit()
        opens = any(c in _OPENING for c in one.head)
        if opens and not quote:
            quote = 1
        depth += sum(c in "([<" for c in one.head)
        inside = f"{'q' if quote else ''}{'p' if depth > 0 else ''}"
        found.append((inside, min(quotes, 2), min(years, 2), min(sentences, 4)))
        if quote and any(c in _CLOSING for c in one.tail or (one.head if not opens else "")):
            quote = 0
            quotes += 1
        depth = max(0, depth - sum(c in ")]>" for c in one.tail))
    return found


def features(tokens: list[Token], known: Callable[[str], str] | None = None) -> list[list[str]]:
    """The features of every token, as short names; time is linear in the tokens.

    Args:
        tokens: The tokens of one reference.
        known: What a word is mostly found in; as `load_words` says if not given.
    """
    known = known or load_words()
    count = len(tokens)
    looks = [look(token) for token in tokens]
    places = _places(looks)
    looks = [one._replace(head=one.head[-2:], tail=_RUNS.sub(r"\1", one.tail)[:3]) for one in looks]
    letters = ["" if one.kind in _WORDLESS else known(one.word) or "-" for one in looks]
    whole, signature = of_whole(looks)
    sentences = of_stretches(looks, letters, _SENTENCES, "g", signature)
    phrases = of_stretches(looks, letters, _PHRASES, "h", signature)
    rows: list[list[str]] = []
    for index, (word, _, kind, shape, head, tail, classes) in enumerate(looks):
        place, quotes, years, broken = places[index]
        row = [
            f"s|{shape}", f".|{tail}", f"s.|{shape}|{tail}", f"[|{head}", f"i|{place}", f"iq|{place}|{quotes}",
            f"y|{years}", f"b|{broken}", f"yb|{years}|{broken}|{quotes}",
            f"@|{10 * index // count}", f"@<|{min(index, 6)}", f"@>|{min(count - index - 1, 4)}",
            f"S|{signature}|{place}|{broken}", f"S.|{signature}|{shape}|{tail}",
        ]  # fmt: skip
        if kind:
            row += [f"#{kind}", f"#y|{kind}|{years}", f"#b|{kind}|{tail}|{head}"]
        else:
            row += [
                f"w|{word}",
                f"wi|{word}|{place}" if classes else f"-3|{word[-3:]}",
                f"bs|{broken}|{shape}|{place}",
            ]
        if letters[index]:
            row += [f"L|{letters[index]}|{shape[:2]}", f"L.|{letters[index]}|{tail}|{place}"]
        row += [f"c|{name}" for name in classes]
        row += [f"c.|{name}|{tail}{head}" for name in classes]
        if tokens[index].glued:
            row.append("glued")
        row += whole[index]
        row += sentences[index]
        row += phrases[index]
        for offset in (-2, -1, 1, 2):
            at = index + offset
            if 0 <= at < count:
                row += _neighbour(offset, looks[index], looks[at], letters[index], letters[at])
            else:
                row.append(f"{offset:+}|{'START' if at < 0 else 'END'}")
        if 0 < index < count - 1:
            row.append(f"3|{looks[index - 1].tail}|{shape}|{tail}|{looks[index + 1].head[:1]}")
        rows.append(row)
    return rows


def _neighbour(offset: int, own: Look, other: Look, letters: str, others: str) -> list[str]:
    """Features of a token by another one, so many tokens before or behind it."""
    row = [f"{offset:+}s|{other.shape}", f"{offset:+}.|{other.tail}"]
    if other.head:
        row.append(f"{offset:+}[|{other.head}")
    row += [f"{offset:+}c|{name}" for name in other.classes]
    if offset in (-1, 1):
        between = other.tail if offset < 0 else own.tail
        if not other.kind and len(other.word) < 18:
            row.append(f"{offset:+}w|{other.word}")
        row.append(f"{offset:+}ss|{own.shape}|{other.shape}|{between}")
        if others:
            row.append(f"{offset:+}L|{others}|{letters}|{between[:1]}")
    return row

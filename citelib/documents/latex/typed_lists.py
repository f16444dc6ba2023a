r"""Lists that an author typed into a LaTeX document: the works of ``thebibliography``.

>>> entry = r"\bibitem{b19} A. Beyeler, \emph{Moss and kelp}, Oslo Press, 2019."
>>> [found] = typed_lists(rf"\begin{{thebibliography}}{{9}}{entry}\end{{thebibliography}}")
>>> [(item.id, item.title) for item in found.items]
[('b19', 'Moss and kelp')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from citelib.documents.latex.mask import closings
from citelib.formats.exchange import loads
from citelib.formats.tex.bibtex.values.journals import read_journal
from citelib.formats.tex.latex import decode
from citelib.model import Item
from citelib.model.custom import REFERENCE_KEY

__all__ = ["TypedList", "typed_lists"]

_LIST: Final = re.compile(
    r"\\begin\{(?P<name>thebibliography|references)\}(?P<body>.*?)(?:\\end\{(?P=name)\}|\Z)", re.DOTALL
)
_ENTRY: Final = re.compile(r"\\(?:bibitem|reference)(?![A-Za-z])\s*")
_SPACE: Final = re.compile(r"\s*")
_MARKUP: Final = re.compile(r"</?(?:i|b|sc|span|sub|sup)[^<>]*>")
_IDENTIFIERS: Final = {"arxiv": "arXiv:", "eprint": "arXiv:", "doi": "doi:", "pmid": "PMID: ", "isbn": "ISBN "}
"""Commands that authors make for identifiers, and what stands before these in print."""
_IDENTIFIER: Final = re.compile(rf"\\({'|'.join(_IDENTIFIERS)})\s*\{{([^{{}}]*)\}}", re.IGNORECASE)

_MACRO: Final = re.compile(r"\\[a-z]{2,9}(?![A-Za-z])")


@attrs.frozen
class TypedList:
    """A list of works that stands in a document as text.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        items: Its works by their keys, as far as the text could be read; the text is in ``custom``.
        doubtful: Keys of the works of which it is not certain what is what.
    """

    start: int
    end: int
    items: tuple[Item, ...]
    doubtful: tuple[str, ...]


def typed_lists(covered: str) -> Iterator[TypedList]:
    """The lists of a document in which what cites nothing is covered (`citelib.documents.latex.mask.cover`)."""
    for match in _LIST.finditer(covered):
        items: list[Item] = []
        doubtful: list[str] = []
        for key, text in _entries(match["body"]):
            item, is_certain = _work(key, text)
            items.append(item)
            if not is_certain:
                doubtful.append(key)
        yield TypedList(match.start(), match.end(), tuple(items), tuple(doubtful))


def _entries(body: str) -> Iterator[tuple[str, str]]:
    """Key and text of each entry."""
    ends = closings(body)
    marks = [*_ENTRY.finditer(body)]
    ends_at = [*(mark.start() for mark in marks[1:]), len(body)]
    for mark, following in zip(marks, ends_at, strict=False):
        at = mark.end()
        if body[at : at + 1] == "[" and at in ends:
            space = _SPACE.match(body, ends[at])
            at = space.end() if space else ends[at]
        key = body[at + 1 : ends.get(at, 0) - 1].strip() if body[at : at + 1] == "{" and at in ends else ""
        if key:
            yield key, body[ends[at] : following]


def _work(key: str, source: str) -> tuple[Item, bool]:
    """A work out of its text, and whether that is certain; what cannot be read at all is a title."""
    source = _IDENTIFIER.sub(lambda match: _IDENTIFIERS[match[1].casefold()] + match[2], source)
    source = _MACRO.sub(lambda match: (read_journal(match.group()) or match)[0], source)
    text = " ".join(_MARKUP.sub("", decode(source.replace(r"\newblock", " "))).split())
    found = loads(text, "plain-text") if text else None
    if not found:
        return Item(key, "document", title=text or key, custom={REFERENCE_KEY: text}), False
    item = next(iter(found.values()))
    return item.evolve(id=key), len(found) == 1 and not found.diagnostics and item.title is not None

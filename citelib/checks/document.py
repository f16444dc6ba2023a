r"""Manuscripts against a bibliography: keys that it lacks, works that are retracted.

>>> [(one.key, one.line, one.column) for one in citations("See [@moda2019, p. 3; -@beyeler2019].\n", "paper.md")]
[('moda2019', 1, 6), ('beyeler2019', 1, 24)]
>>> [one.key for one in citations(r"\autocite[see][3]{moda2019,beyeler2019} % \cite{not}", "paper.tex")]
['moda2019', 'beyeler2019']
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from citelib.checks.collection import notices
from citelib.diagnostics import Diagnostic
from citelib.documents.kinds import KINDS, kind_of
from citelib.documents.model import Document
from citelib.documents.render import cited_keys, items_of, missing_keys
from citelib.errors import ReadError
from citelib.model import Bibliography

__all__ = ["CitedKey", "check_document", "citations"]


@attrs.frozen
class CitedKey:
    """A key where a manuscript cites it, or a file that the manuscript includes; line and column count from 1."""

    key: str
    file: str
    line: int
    column: int


def citations(text: str | bytes, name: str) -> Iterator[CitedKey]:
    """The keys that a manuscript cites or lists, in order.

    Args:
        text: The manuscript; bytes where it is not text, such as a DOCX.
        name: Its file name, which says what kind of document it is; what it does not know is read as Markdown.
    """
    document = _document(text, name)
    for key, offset in cited_keys(document):
        yield CitedKey(key, *document.position(offset))


def _document(text: str | bytes, name: str) -> Document:
    try:
        kind = kind_of(name)
    except ReadError:
        kind = KINDS.load("markdown")
    return kind.read(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), name)


def check_document(text: str | bytes, name: str, works: Bibliography) -> Iterator[Diagnostic]:
    """Keys that a manuscript cites and a bibliography lacks, and works that are retracted.

    Items are also found under their former keys; that is said.
    """
    document = _document(text, name)
    # Works that a word processor's document brings with it are missing nowhere.
    works = items_of(document, works.values())
    known = notices(works)
    yield from document.diagnostics
    yield from missing_keys(document, works)
    for key, offset in cited_keys(document):
        if key not in works:
            continue
        item = works[key]
        place = *document.position(offset), item.id
        if item.id != key and item.id.casefold() == key.casefold():
            message = f"{key!r} is written with other capitals than {item.id!r}; biber would not find it"
            yield Diagnostic("info", "document-key-capitals", message, None, *place)
        elif item.id != key:
            message = f"{key!r} is a former key of {item.id!r}"
            yield Diagnostic("info", "document-former-key", message, None, *place)
        for notice in known[item.id]:
            message, hint = f"{item.id!r} {notice.text}", "say so in the text, or cite something else"
            yield Diagnostic("warning", f"document-{notice.flag}", message, hint, *place)

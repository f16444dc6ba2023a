"""Which kinds of documents there are, and which one a file is.

>>> [kind.name for kind in map(KINDS.load, KINDS)]
['markdown', 'notebook', 'typst', 'org', 'asciidoc', 'latex', 'docx', 'odt']
>>> kind_of("paper.qmd").name
'markdown'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import attrs

from citelib.errors import ReadError
from citelib.registry import Registry

if TYPE_CHECKING:
    from citelib.diagnostics import Diagnostic
    from citelib.documents.model import Document
    from citelib.documents.render import RenderedDocument
    from citelib.model import Item

    Fit = Callable[[Document, Iterable[Item], Callable[[Diagnostic], None]], Document]

__all__ = ["KINDS", "Kind", "kind_of"]


@attrs.frozen
class Kind:
    """A kind of document.

    Attributes:
        name: Name by which it is chosen.
        title: Name for people.
        read: The places of a document: takes its bytes and the name of its file. Raises `ReadError` if the bytes are
            no such document.
        writers: By the name of what can be made of a document (the usual first; ``--to`` on the command line), the
            output that its citations are rendered in and the function that puts them into the document.
        fits: By the name of what cannot hold every work whole, the function that gives the document with works as that
            holds them, so that it shows the same when it is rendered again: takes the document, the works that it
            cites, and what is called with a diagnostic for everything that is lost.
    """

    name: str
    title: str
    read: Callable[[bytes, str], Document]
    writers: Mapping[str, tuple[str, Callable[[RenderedDocument], bytes]]]
    fits: Mapping[str, Fit] = attrs.field(factory=dict)


_TABLE: Final[dict[str, tuple[str, str]]] = {
    "markdown": ("markdown:MARKDOWN", ".md .markdown .mkd .qmd .rmd"),
    "notebook": ("notebook:NOTEBOOK", ".ipynb"),
    "typst": ("markup:TYPST", ".typ"),
    "org": ("markup:ORG", ".org"),
    "asciidoc": ("markup:ASCIIDOC", ".adoc .asciidoc .asc"),
    "latex": ("latex:LATEX", ".tex .ltx .latex"),
    "docx": ("ooxml:DOCX", ".docx .docm .dotx"),
    "odt": ("odf:ODT", ".odt .ott"),
}
"""By the name of each kind, where it is within this package and the endings of its files."""

KINDS: Final[Registry[Kind]] = Registry(
    "kind of document", "citelib.documents", {name: address for name, (address, _) in _TABLE.items()}
)
"""The kinds of documents: where each is, by name."""


def kind_of(name: str | PurePath) -> Kind:
    """The kind of a document by the ending of its file's name.

    Raises:
        ReadError: The name says nothing.
    """
    file = PurePath(name).name.casefold()
    for kind, (_, endings) in _TABLE.items():
        if file.endswith(tuple(endings.split())):
            return KINDS.load(kind)
    endings = " ".join(row for _, row in _TABLE.values())
    raise ReadError(
        "is not a document that citelib knows by its name",
        source=str(name),
        hint=f"known endings are {endings}; or name the kind",
    )

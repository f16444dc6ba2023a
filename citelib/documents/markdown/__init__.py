"""Citations in Markdown, in the syntax of pandoc, with what Quarto, R Markdown and MyST add to it.

>>> document = MARKDOWN.read(b"See [see @doe, pp. 3-5; @roe] and @doe [p. 9].", "")
>>> [[(work.key, work.prefix, work.locator) for work in place.works] for place in document.places]
[[('doe', 'see ', '3-5'), ('roe', '', '')], [('doe', '', '9')]]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from citelib.documents.kinds import Kind
from citelib.files import decode

if TYPE_CHECKING:
    from citelib.diagnostics import Diagnostic
    from citelib.documents.model import Document
    from citelib.documents.ooxml.write import Form
    from citelib.documents.render import RenderedDocument
    from citelib.model import Item

__all__ = ["MARKDOWN"]


def _read(data: bytes, name: str) -> Document:
    from citelib.documents.markdown.project import read_file

    return read_file(decode(data)[0], name)


def _write(rendered: RenderedDocument) -> bytes:
    from citelib.documents.markdown.write import write

    return write(rendered).encode("utf-8", "surrogatepass")


def _write_html(rendered: RenderedDocument) -> bytes:
    from citelib.documents.markdown.html import write_html

    return write_html(rendered).encode("utf-8", "replace")


def _write_docx(form: Form, rendered: RenderedDocument) -> bytes:
    from citelib.documents.ooxml.new import write_new

    return write_new(rendered, form)


def _fit_for_sources(document: Document, items: Iterable[Item], report: Callable[[Diagnostic], None]) -> Document:
    from citelib.documents.ooxml.parts import fit_for_sources

    return fit_for_sources(document, items, report)


MARKDOWN: Final = Kind(
    "markdown",
    "Markdown",
    _read,
    {
        "markdown": ("markdown", _write),
        "html": ("html-linked", _write_html),
        "docx": ("json", partial(_write_docx, "plain")),
        "docx-zotero": ("json", partial(_write_docx, "zotero")),
        "docx-word": ("json", partial(_write_docx, "word")),
    },
    {"docx-word": _fit_for_sources},
)
"""Markdown."""

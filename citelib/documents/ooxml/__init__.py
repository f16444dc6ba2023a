"""Citations in Word's documents: fields of every tool that keeps its works in them, and keys typed by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from citelib.documents.kinds import Kind

if TYPE_CHECKING:
    from citelib.diagnostics import Diagnostic
    from citelib.documents.model import Document
    from citelib.documents.ooxml.write import Form
    from citelib.documents.render import RenderedDocument
    from citelib.model import Item

__all__ = ["DOCX"]


def _read(data: bytes, name: str) -> Document:
    from citelib.documents.ooxml.read import read

    return read(data, name)


def _fit_for_sources(document: Document, items: Iterable[Item], report: Callable[[Diagnostic], None]) -> Document:
    from citelib.documents.ooxml.parts import fit_for_sources

    return fit_for_sources(document, items, report)


def _fit_for_zotero(document: Document, items: Iterable[Item], report: Callable[[Diagnostic], None]) -> Document:
    from citelib.documents.ooxml.parts import fit_for_zotero

    return fit_for_zotero(document, items, report)


def _write(form: Form, rendered: RenderedDocument) -> bytes:
    from citelib.documents.ooxml.write import write

    return write(rendered, form)


DOCX: Final = Kind(
    "docx",
    "Word",
    _read,
    {
        "docx": ("json", partial(_write, "live")),
        "docx-plain": ("json", partial(_write, "plain")),
        "docx-zotero": ("json", partial(_write, "zotero")),
        "docx-word": ("json", partial(_write, "word")),
    },
    {"docx-word": _fit_for_sources, "docx-zotero": _fit_for_zotero},
)
"""Word (DOCX)."""

"""Citations in Word's documents: fields of every tool that keeps its works in them, and keys typed by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from citelib.documents.kinds import Kind

if TYPE_CHECKING:
    from citelib.documents.model import Document
    from citelib.documents.ooxml.write import Form
    from citelib.documents.render import RenderedDocument

__all__ = ["DOCX"]


def _read(data: bytes, name: str) -> Document:
    from citelib.documents.ooxml.read import read

    return read(data, name)


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
)
"""Word (DOCX)."""

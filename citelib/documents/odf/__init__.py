"""Citations in LibreOffice's documents: marks and fields of every tool, and keys typed by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from citelib.documents.kinds import Kind

if TYPE_CHECKING:
    from citelib.documents.model import Document
    from citelib.documents.odf.write import Form
    from citelib.documents.render import RenderedDocument

__all__ = ["ODT"]


def _read(data: bytes, name: str) -> Document:
    from citelib.documents.odf.read import read

    return read(data, name)


def _write(form: Form, rendered: RenderedDocument) -> bytes:
    from citelib.documents.odf.write import write

    return write(rendered, form)


ODT: Final = Kind(
    "odt",
    "OpenDocument text",
    _read,
    {
        "odt": ("json", partial(_write, "live")),
        "odt-plain": ("json", partial(_write, "plain")),
        "odt-zotero": ("json", partial(_write, "zotero")),
    },
)
"""OpenDocument text (ODT)."""

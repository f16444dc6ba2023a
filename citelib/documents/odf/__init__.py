"""Citations in LibreOffice's documents: marks and fields of every tool, and keys typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citelib.documents.kinds import Kind

if TYPE_CHECKING:
    from citelib.documents.model import Document

__all__ = ["ODT"]


def _read(data: bytes, name: str) -> Document:
    from citelib.documents.odf.read import read

    return read(data, name)


ODT: Final = Kind("odt", "OpenDocument text", _read, {})
"""OpenDocument text (ODT)."""

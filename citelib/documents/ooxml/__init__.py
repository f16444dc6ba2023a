"""Citations in Word's documents: fields of every tool that keeps its works in them, and keys typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citelib.documents.kinds import Kind

if TYPE_CHECKING:
    from citelib.documents.model import Document

__all__ = ["DOCX"]


def _read(data: bytes, name: str) -> Document:
    from citelib.documents.ooxml.read import read

    return read(data, name)


DOCX: Final = Kind("docx", "Word", _read, {})
"""Word (DOCX)."""

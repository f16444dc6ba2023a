"""Names of elements and parts of DOCX (ECMA-376, strict and transitional)."""

from __future__ import annotations

from typing import Final

__all__ = ["MC", "OFFICE", "WORD", "XML_SPACE", "local", "w"]

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_SPACES: Final = (f"{{{WORD}}}", "{http://purl.oclc.org/ooxml/wordprocessingml/main}")


def w(name: str) -> str:
    """The name of an element or attribute of WordprocessingML.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{WORD}}}{name}"


def local(tag: object) -> str:
    """The local name of an element of WordprocessingML or of markup compatibility; empty for all others.

    >>> local(w("p")), local("{urn:x}p"), local(f"{{{MC}}}Choice")
    ('p', '', 'mc:Choice')
    """
    if not isinstance(tag, str):
        return ""
    for space in _SPACES:
        if tag.startswith(space):
            return tag[len(space) :]
    return f"mc:{tag[len(MC) + 2 :]}" if tag.startswith(f"{{{MC}}}") else ""

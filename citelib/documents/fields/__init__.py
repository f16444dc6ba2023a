r"""Fields of word processors' citation tools: the code of a field, whatever program keeps it, and what it cites.

One file a tool; DOCX and ODT share them.

>>> field = read_field(' CITATION Doe99 \\l 1033 \\p "12-14" ')
>>> field.tool, [(work.cite.key, work.cite.locator) for work in field.works]
('Word', [('Doe99', '12-14')])
>>> read_field(" PAGE ") is None
True
>>> read_field(" ADDIN PAPERS2_CITATIONS <citation>…").role
'unread'
"""

from __future__ import annotations

import re
from typing import Final

from citelib.documents.fields import citavi, csl_json, endnote, jabref, word
from citelib.documents.fields.model import Field, FieldWork

__all__ = ["Field", "FieldWork", "read_field", "unread_address"]

_READERS: Final = (csl_json.read, endnote.read, citavi.read, jabref.read, word.read)

_UNREAD: Final = (
    (re.compile(r"ADDIN\s+PAPERS2_", re.IGNORECASE), "Papers"),
    (re.compile(r"ADDIN\s+RW\.|\{\{RefWorks|RWCITE", re.IGNORECASE), "RefWorks"),
    (re.compile(r"ADDIN\s+REFMGR\.", re.IGNORECASE), "Reference Manager"),
    (re.compile(r"ADDIN\s+PROCITE", re.IGNORECASE), "ProCite"),
    (re.compile(r"ADDIN\s+NE\.", re.IGNORECASE), "NoteExpress"),
    (re.compile(r"ADDIN\s+(?:READCUBE|RC\.)", re.IGNORECASE), "ReadCube"),
    (re.compile(r"ADDIN\s+F1000", re.IGNORECASE), "F1000 Workspace"),
    (re.compile(r"ADDIN\s+BEC", re.IGNORECASE), "Biblioscape"),
    (re.compile(r"ADDIN\s+PAPERPILE|\bPAPERPILE", re.IGNORECASE), "Paperpile"),
    (re.compile(r"ADDIN\s+CITAVI", re.IGNORECASE), "Citavi"),
    (re.compile(r"ADDIN\s+EN\.", re.IGNORECASE), "EndNote"),
    (re.compile(r"ADDIN\s+ZOTERO_", re.IGNORECASE), "Zotero"),
    (re.compile(r"ADDIN\s+(\S*(?:CITE|CITATION|BIBLIO|REFERENCE)\S*)", re.IGNORECASE), ""),
)
"""Codes of tools that are reported and not read; what the last one finds is named as in the code."""
_ADDRESSES: Final = ((re.compile(r"^https?://(?:www\.)?paperpile\.com/[cb]/", re.IGNORECASE), "Paperpile"),)


def read_field(code: str, data: bytes = b"") -> Field | None:
    """What a field says; None if it has nothing to do with citations.

    Args:
        code: Its code, as it stands in the document.
        data: What the document keeps with the field besides its code (``w:fldData``), decoded.
    """
    for read in _READERS:
        if (field := read(code, data)) is not None:
            return field
    for pattern, tool in _UNREAD:
        if match := pattern.search(code):
            return Field(tool or match[1][:40], "unread")
    return None


def unread_address(address: str) -> str:
    """The tool whose citations are links to an address; empty if it is none's."""
    return next((tool for pattern, tool in _ADDRESSES if pattern.match(address)), "")

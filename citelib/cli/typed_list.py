"""The list of references that somebody typed below a heading of a manuscript."""

from __future__ import annotations

import itertools
import re
from typing import Final

import attrs

from citelib.documents.model import Document
from citelib.formats.exchange import loads
from citelib.formats.text.plain_text.sniff import HEADING, sniff
from citelib.model import Bibliography

__all__ = ["typed_list"]

_BEHIND: Final = re.compile(
    r"#{1,6} |(?:acknowledge?ments?|appendi(?:x|ces)|annex|funding|supporting information|supplementary\b.*|"
    r"(?:author )?contributions|(?:conflicts?|declaration)s? of (?:competing )?interests?|data availability.*|"
    r"figures?(?: legends| captions)?|tables?)\W*$",
    re.IGNORECASE,
)
"""The line of a heading that may stand behind a list of references: of Markdown, or one with the usual words."""


def typed_list(document: Document) -> Bibliography:
    """The references below the last heading of a document that says so; none if there is no such list.

    Args:
        document: A manuscript. Lines of diagnostics are those of its file, where it is a text of one file.
    """
    lines = document.text.splitlines()
    is_text = document.source is None and not document.stretches
    for number in range(len(lines) - 1, -1, -1):
        if not HEADING.fullmatch(lines[number].strip()):
            continue
        below = itertools.takewhile(lambda line: not _BEHIND.match(line.strip()), lines[number + 1 :])
        listed = "\n".join(below)
        if sniff(listed.strip()) > 0:
            works = loads("\n" * (number + 1) + listed, "plain-text")
            told = [
                attrs.evolve(one, source=document.name, line=one.line if is_text else None) for one in works.diagnostics
            ]
            return Bibliography(works.values(), diagnostics=told)
    return Bibliography(())

r"""Entries as most are written: in braces, with a key, and each value one text, number or macro, with a comma behind.

Most entries of most files are, and are read so in a tenth of the time. What is read otherwise elsewhere is no such
entry: no piece of text is read here in another way than `citelib.formats.bibtex.split` would read it without this.

>>> read_plain("@book{a, title = {A {B}}, year = 2019}\n", 1).fields[1]
Field(name='year', value='2019', line=1)
>>> read_plain("@book{a, title = {No comma} year = 2019}", 1) is None
True
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.bibtex.parts import Field, Macro, Part, Value

__all__ = ["read_plain"]

_HEAD = re.compile(r"@([A-Za-z]\w*)[ \t]*\{\s*([^\s,={}\"#%\\'()@]+)\s*,")

# Possessive throughout, so that time is linear. A brace behind a backslash counts for BibTeX and not for others.
_FIELD = re.compile(
    r"\s*+([A-Za-z][\w:+.-]*+)\s*+=\s*+(?:"
    r"\{((?:[^{}\\]++|\\[^{}\\]|\{(?:[^{}\\]++|\\[^{}\\]|\{(?:[^{}\\]++|\\[^{}\\])*+\})*+\})*+)\}"
    r"|\"([^\"{}\\]*+)\"|([0-9]++)|([A-Za-z][\w:+.-]*+))"
    r"\s*+(?:,|(?=\}))"
)
_END = re.compile(r"\s*\}")
_OTHERS: Final = frozenset(("string", "preamble", "comment"))


def read_plain(text: str, line: int) -> Part | None:
    """The entry at the start of a text, if it is written without fault and nothing but a comment follows it.

    Args:
        text: A text in which no line but the first begins a block.
        line: Number of its first line.
    """
    head = _HEAD.match(text)
    if head is None or (type := head[1].lower()) in _OTHERS:
        return None
    fields: list[Field] = []
    at = head.end()
    counted, number = 0, line
    while field := _FIELD.match(text, at):
        name, braced, quoted, digits, macro = field.groups()
        value: Value | None = braced if braced is not None else quoted if quoted is not None else digits
        behind = field.end(1)
        number += text.count("\n", counted, behind)
        counted = behind
        fields.append(Field(name.lower(), (Macro(macro),) if value is None else value, number))
        at = field.end()
    end = _END.match(text, at)
    if end is None or text.find("@", end.end()) >= 0:
        return None
    return Part("entry", text[: end.end()], line, type, head[2], fields)

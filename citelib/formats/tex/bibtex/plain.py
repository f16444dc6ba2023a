r"""Entries and macros as most are written: in braces, and with nothing missing.

Most of most files is, and is read so in a tenth of the time. What is read otherwise elsewhere is not: no piece of text
is read here in another way than `citelib.formats.tex.bibtex.split` would read it without this.

>>> read_plain("@book{a, title = {A {B}}, month = 1 # jan}\n", 1).fields
[Field(name='title', value='A {B}', line=1), Field(name='month', value=('1', Macro('jan')), line=1)]
>>> read_plain("@book{a, title = {No comma} year = 2019}", 1) is None
True
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.tex.bibtex.parts import Field, Macro, Part, Value
from citelib.formats.tex.bibtex.rescue import read_value

__all__ = ["read_plain"]

_DEEPEST: Final = 3


def _nested(text: str, inner: str) -> str:
    """A pattern of text with groups of text in braces, possessive throughout, so that time is linear."""
    group = rf"(?:{inner})*+"
    for _ in range(_DEEPEST - 1):
        group = rf"(?:{inner}|\{{{group}\}})*+"
    return rf"(?:{text}|\{{{group}\}})*+"


# A brace behind a backslash counts for BibTeX and not for others, and so it is with a quotation mark within braces.
_BRACED: Final = _nested(r"[^{}\\]++|\\[^{}\\]", r"[^{}\\]++|\\[^{}\\]")
_QUOTED: Final = _nested(r"[^\"{}\\]++|\\[^\"{}\\]", r"[^\"{}\\]++|\\[^{}\\]")
_NAME: Final = r"[A-Za-z][\w:+.-]*+"
_VALUE: Final = (
    rf"\s*+((?:\{{({_BRACED})\}}|\"({_QUOTED})\"|([0-9]++)|({_NAME}))"  # a piece
    rf"((?:\s*+#\s*+(?:\{{{_BRACED}\}}|\"{_QUOTED}\"|[0-9]++|{_NAME}))*+))\s*+"  # and those that are joined to it
)

_ENTRY = re.compile(r"@([A-Za-z]\w*)[ \t]*\{\s*([^\s,={}\"#%\\'()@]+)\s*,")
_STRING = re.compile(rf"@string[ \t]*\{{\s*([^\s,={{}}\"#%\\'()@]+)\s*={_VALUE}\}}", re.IGNORECASE)
_FIELD = re.compile(rf"\s*+({_NAME})\s*+={_VALUE}(?:,|(?=\}}))")
_END = re.compile(r"\s*\}")
_OTHERS: Final = frozenset(("string", "preamble", "comment"))


def read_plain(text: str, line: int) -> Part | None:
    """The entry or macro at the start of a text, if it is written without fault and at most a comment follows it.

    Args:
        text: A text in which no line but the first begins a block.
        line: Number of its first line.
    """
    head = _ENTRY.match(text)
    part = (_string(text, line) if head is None else _entry(text, line, head)) if text[:1] == "@" else None
    return None if part is None or text.find("@", len(part.text)) >= 0 else part


def _string(text: str, line: int) -> Part | None:
    match = _STRING.match(text)
    value = _value(*match.groups()[1:]) if match is not None else None
    if match is None or value is None:
        return None
    return Part("string", match.group(), line, "string", match[1], [Field(match[1].lower(), value, line)])


def _entry(text: str, line: int, head: re.Match[str]) -> Part | None:
    type = head[1].lower()
    if type in _OTHERS:
        return None
    fields: list[Field] = []
    at = head.end()
    counted, number = 0, line
    while field := _FIELD.match(text, at):
        name, *pieces = field.groups()
        value = _value(*pieces)
        if value is None:
            return None
        behind = text.index("=", field.end(1))
        number += text.count("\n", counted, behind)
        counted = behind
        fields.append(Field(name.lower(), value, number))
        at = field.end()
    end = _END.match(text, at)
    return Part("entry", text[: end.end()], line, type, head[2], fields) if end is not None else None


def _value(
    raw: str, braced: str | None, quoted: str | None, digits: str | None, macro: str | None, joined: str
) -> Value | None:
    if joined:
        return read_value(raw)
    if macro is not None:
        return (Macro(macro),)
    return braced if braced is not None else quoted if quoted is not None else digits

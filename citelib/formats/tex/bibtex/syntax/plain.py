r"""Well-formed entries at once, which most stretches of most files are made of.

It gives the very parts that the splitter and its rescuer give, or nothing where there is anything to recover from.

>>> [(part.kind, part.key) for part in plain_parts("@book{a, title = {On {Carts}}, year = 2001}\n", 1) or ()]
[('entry', 'a'), ('comment', '')]
>>> plain_parts("@book{a, title = {On carts} year = 2001}\n", 1) is None
True
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.tex.bibtex.syntax.parts import Field, Macro, Part

__all__ = ["plain_parts"]

# Possessive throughout, so that time is linear.
_SPACE: Final = re.compile(r"\s*+")
_HEAD: Final = re.compile(r"@([A-Za-z]++)\{[ \t]*+([^\s,={}\"#%\\@()']++)[ \t]*+,")
_FIELD: Final = re.compile(
    r"\s*+([^\s,={}\"#()'%@\\]++)\s*+=\s*+(?:"
    # What the splitter takes for the start of an entry wherever it is, an @ at the beginning of a line, is left to it.
    r"\{((?:[^{}\\@]++|\\[^{}]|(?<!\n)(?<![ \t])@|\{(?:[^{}\\@]++|\\[^{}]|\{(?:[^{}\\@]++|\\[^{}])*+\})*+\})*+)\}"
    r"|\"([^\"{}\\@]*+)\"|([0-9]++)|([A-Za-z][\w-]*+))\s*+(?:,|(?=\}))"
)
_MACRO: Final = 5
"""The group of a field whose value is the name of a macro."""
_END: Final = re.compile(r"\s*+\}")
_NO_ENTRIES: Final = frozenset(("comment", "string", "preamble"))


def plain_parts(text: str, line: int) -> list[Part] | None:
    """The parts of a stretch with nothing but well-formed entries, with space between them; None for any other.

    Args:
        text: The stretch.
        line: Line on which it starts.
    """
    parts: list[Part] = []
    at, end = 0, len(text)
    while True:
        start = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too
        if start > at:
            parts.append(Part("comment", text[at:start], line))
            line += text.count("\n", at, start)
        if start == end:
            return parts
        head = _HEAD.match(text, start)
        if head is None or (kind := head[1].lower()) in _NO_ENTRIES:
            return None
        fields: list[Field] = []
        place, here, last = head.end(), line, start
        while found := _FIELD.match(text, place):
            name = found.start(1)
            here += text.count("\n", last, name)
            last, place = name, found.end()
            group = found.lastindex or _MACRO
            value = found[group]
            fields.append(Field(found[1].lower(), (Macro(value),) if group == _MACRO else value, here))
        closing = _END.match(text, place)
        if closing is None:
            return None
        at = closing.end()
        parts.append(Part("entry", text[start:at], line, kind, head[2], fields))
        line += text.count("\n", start, at)

r"""Text with the inline markup of CSL-JSON to LaTeX for the fields of a bibliography.

Whatever the text, its LaTeX has balanced braces and no command but those of the tables, so that a value can neither
break out of its field nor do anything when it is typeset.

>>> encode('x}, note={INJ}\n@article{evil')
'x\\textbraceright{}, note=\\textbraceleft{}INJ\\textbraceright{} @article\\textbraceleft{}evil'
>>> encode(r"\input{secret}")
'\\textbackslash{}input\\textbraceleft{}secret\\textbraceright{}'
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.tex.latex import tables
from citelib.formats.tex.latex.mathematics import read_math

__all__ = ["encode", "is_safe"]

_TAG = re.compile(
    r"<(i|b|sup|sub|sc)>|</(i|b|sup|sub|sc|span)>"
    r'|<span\s+class="(nocase)"\s*>|<span\s+style="font-variant:\s*(small-caps);?"\s*>'
)
_OPENING: Final = {
    "i": "\\textit{",
    "b": "\\textbf{",
    "sup": "\\textsuperscript{",
    "sub": "\\textsubscript{",
    "sc": "\\textsc{",
    "small-caps": "\\textsc{",
    "nocase": "{",
}
_NEEDS_CARE = re.compile(r"[\\{}$&#%_^~`<\n\r\t]|--|''|  |[^\x20-\x7e]")
_PIECE = re.compile(
    r"\$[^$]{1,400}\$|-[-\u2013\u2014]+|[\u2013\u2014][-\u2013\u2014]*|''+|[\\{}$&#%_^~`\u00a0\u2009]|[ \t\r\n\f\v]+"
    r"|[A-Za-z0-9][\u0300-\u0360\u0362-\u036f\u20d7](?![\u0300-\u036f\u20d7])|[^\x00-\x7f]",
    re.DOTALL,
)
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)
_DASHES: Final = {"-": "-", "–": "--", "—": "---"}
_QUOTES: Final = {"“": "``", "”": "''", "‘": "{`}", "’": "'", "„": "{\\glqq}", "«": "{\\guillemotleft}"}


def encode(text: str, *, ascii_only: bool = False, protect: bool = False, paragraphs: bool = False) -> str:
    r"""LaTeX for text with inline markup; `citelib.formats.tex.latex.decode` gives the text back.

    Args:
        text: Any text. Tags that do not pair up are text.
        ascii_only: Whether characters beyond ASCII become commands, where there are any; otherwise they stay.
        protect: Whether ``<span class="nocase">`` becomes braces; otherwise it is left out.
        paragraphs: Whether an empty line stays as one.

    >>> encode("50% of H<sub>2</sub>O", ascii_only=True)
    '50\\% of H\\textsubscript{2}O'
    """
    if not _NEEDS_CARE.search(text):
        return text
    out: list[str] = []
    at = 0
    for start, end, tag in _pairs(text) if "<" in text else ():
        out.append(_plain(text[at:start], ascii_only, paragraphs))
        name = tag.removeprefix("/")
        if name != "nocase" or protect:
            out.append("}" if tag.startswith("/") else _OPENING[name])
        at = end
    out.append(_plain(text[at:], ascii_only, paragraphs))
    return "".join(out)


def is_safe(latex: str) -> bool:
    r"""Whether LaTeX from elsewhere may be written into a field as it is: braces balance, commands only print.

    >>> is_safe(r"\textit{a} {b}"), is_safe("a} , b = {c"), is_safe(r"\input{x}")
    (True, False, False)
    """
    depth = 0
    for mark in re.finditer(r"[{}]", latex):
        depth += 1 if mark.group() == "{" else -1
        if depth < 0:
            return False
    return (
        depth == 0
        and all(not name or tables.is_math_command(name) or name in _SAFE for name in _COMMAND.findall(latex))
        and not latex.endswith("\\")
    )


_SAFE: Final = frozenset(
    (*tables.STYLES, *tables.TRANSPARENT, *tables.DECLARATIONS, *tables.QUOTED, "ensuremath", "href")
)


def _pairs(text: str) -> list[tuple[int, int, str]]:
    """Start, end and name of every tag that has its partner, in order; ``/`` in front of the name of closing ones."""
    found: list[tuple[int, int, str]] = []
    open_tags: list[tuple[int, str]] = []  # index in `found`, name
    unpaired: set[int] = set()
    for match in _TAG.finditer(text):
        simple, closing, nocase, small_caps = match.groups()
        if closing is None:
            name = simple or nocase or small_caps
            open_tags.append((len(found), name))
            found.append((match.start(), match.end(), name))
            continue
        names = ("nocase", "small-caps") if closing == "span" else (closing,)
        if open_tags and open_tags[-1][1] in names:
            _, name = open_tags.pop()
            found.append((match.start(), match.end(), f"/{name}"))
    unpaired.update(index for index, _ in open_tags)
    return [tag for index, tag in enumerate(found) if index not in unpaired]


def _plain(text: str, ascii_only: bool, paragraphs: bool) -> str:
    if not _NEEDS_CARE.search(text):
        return text

    def piece(match: re.Match[str]) -> str:
        found = match.group()
        first = found[0]
        if first == "$":
            if len(found) > 1 and _is_math(found[1:-1]):
                return found
            return "\\$" + _plain(found[1:], ascii_only, paragraphs) if len(found) > 1 else "\\$"
        if first in _DASHES:
            return "{}".join(_DASHES[dash] for dash in found)  # kept apart, or they would join
        if first == "'":
            return "{}".join(found)
        if first in " \t\r\n\f\v":
            return "\n\n" if paragraphs and found.count("\n") > 1 else " "
        if first in tables.ESCAPES and (ascii_only or first != "\u2009"):
            return tables.ESCAPES[first]
        if not ascii_only:
            return found
        return _QUOTES.get(found) or tables.ascii_latex(found) or found

    return _PIECE.sub(piece, text)


def _is_math(tex: str) -> bool:
    """Whether `decode` left this between dollar signs: mathematics that is beyond it, and harmless."""
    return (
        ("\\" in tex or "_" in tex or "^" in tex)
        and tex == tex.strip()
        and "  " not in tex
        and "\n" not in tex
        and is_safe(tex)
        and read_math(tex) is None
    )

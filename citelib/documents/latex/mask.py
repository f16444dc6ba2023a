r"""LaTeX with everything covered in which a command cites nothing: comments, verbatim text, definitions, dead branches.

>>> cover("a % \\cite{x}\nb \\verb|\\cite{x}| \\cite{y}").replace(COVER, "_")
'a __________\nb _______________ \\cite{y}'
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["COVER", "closing_brace", "closings", "cover"]

COVER: Final = "\ue000"
"""What stands for a covered character; line ends stay."""

_VERBATIM: Final = "verbatim verbatim* Verbatim Verbatim* lstlisting minted comment filecontents filecontents* alltt"
_HIDDEN: Final = re.compile(
    r"(?P<escaped>\\[\\%])"
    r"|(?P<comment>%[^\n]*)"
    rf"|\\begin\{{(?P<name>{'|'.join(map(re.escape, _VERBATIM.split()))})\}}.*?(?:\\end\{{(?P=name)\}}|\Z)"
    r"|\\(?:verb|lstinline|mintinline)\*?(?:\[[^\]\n]*\])?(?:\{\w+\})?(?P<mark>[^\w\s*{])[^\n]*?(?P=mark)"
    r"|\\iffalse\b.*?(?:\\fi\b|\Z)"
    r"|\\end\{document\}.*\Z",
    re.DOTALL,
)
_DEFINITION: Final = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|NewDocumentCommand|RenewDocumentCommand|newenvironment"
    r"|DeclareCiteCommand|[gex]?def)\*?\s*+(?:\{?\\?[A-Za-z@]++\*?\}?)\s*+(?:\[[^\]\n]*\]|\{[^{}\n]*\}(?=\s*\{)|#\d)*+\s*+(?=\{)"
)
_BRACKET: Final = re.compile(r"\\.|[{}\[\]]", re.DOTALL)
_LINE: Final = re.compile(r"[^\r\n]")


def cover(text: str) -> str:
    """The text with what cites nothing covered; offsets stay."""
    text = _HIDDEN.sub(lambda match: match[0] if match["escaped"] else _LINE.sub(COVER, match[0]), text)
    at = 0
    parts = []
    for match in _DEFINITION.finditer(text):
        if match.start() >= at:
            end = closing_brace(text, match.end())
            parts += [text[at : match.start()], _LINE.sub(COVER, text[match.start() : end])]
            at = end
    return "".join([*parts, text[at:]])


def closings(text: str) -> dict[int, int]:
    r"""The offset of each opening brace and bracket with the offset behind the one that closes it.

    A bracket that is open when its brace closes is none: ``{[0, 1)}``.

    >>> closings(r"{a[b]\}} [c")
    {2: 5, 0: 8}
    """
    found: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        mark = match.group()
        if mark in "{[":
            waiting.append((mark, match.start()))
        elif mark == "]":
            if waiting and waiting[-1][0] == "[":
                found[waiting.pop()[1]] = match.end()
        elif mark == "}":
            while waiting:
                opened, at = waiting.pop()
                if opened == "{":
                    found[at] = match.end()
                    break
    return found


def closing_brace(text: str, at: int, open_: str = "{", close: str = "}") -> int:
    """The offset behind the brace that closes the one at a place; the end of the text if none does."""
    depth = 0
    index = at
    while index < len(text):
        character = text[index]
        if character == "\\":
            index += 2
            continue
        if character == "{" or character == open_:
            depth += 1
        elif character == "}" or character == close:
            depth -= 1
            if depth == 0:
                return index + 1
        index += 1
    return len(text)

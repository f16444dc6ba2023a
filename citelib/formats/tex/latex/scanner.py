"""`Scanner`: LaTeX on its way to text with inline markup, with a stack of open groups instead of recursion."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import attrs

from citelib.formats.tex.latex import tables
from citelib.formats.tex.latex.mathematics import read_math

__all__ = ["ACCENT", "COMMAND", "DEEPEST", "DROP", "GROUP", "QUOTE", "RAW", "SPACES", "STYLE", "Scanner", "accented"]

COMMAND: Final = re.compile(r"\\(?:([A-Za-z]+)\*?[ \t]*(?:\r?\n[ \t]*)?|(.))", re.DOTALL)
SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")
_OPTIONAL = re.compile(r"\s*\[[^\[\]{}]{0,200}\]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
DEEPEST: Final = 200
"""Groups within groups that are followed; braces further inside are passed over."""

GROUP, STYLE, ACCENT, DROP, RAW, QUOTE = range(6)
"""What an open group or argument is."""


@attrs.define
class _Frame:
    """An open group or argument.

    Attributes:
        kind: What it is: one of the kinds above.
        close: Markup that closes it.
        start: Where in the output its content starts.
        mark: The combining character of an accent.
        protects: Whether it began to protect case.
    """

    kind: int
    close: str
    start: int
    mark: str = ""
    protects: bool = False


class Scanner:
    """The state of one pass over a text: what is yet to be read, what was made of it, and the open groups."""

    def __init__(self, text: str, protect: bool, paragraphs: bool) -> None:
        self.text = text
        self.at = 0
        self.protect = protect
        self.paragraphs = paragraphs
        self.out: list[str] = []
        self.stack: list[_Frame] = []
        self.deeper = 0
        self.protected = 0
        self.quotes = 0
        self.backtick = False
        self.last_line = text.rfind("\n")
        self.closing = "\\" in text  # whether a search for a closing brace can still succeed

    def push(self, kind: int, close: str = "", mark: str = "", *, protects: bool = False) -> None:
        """Open a group or argument."""
        self.stack.append(_Frame(kind, close, len(self.out), mark, protects))

    def pop(self) -> None:
        """Close the innermost group: its markup ends, its accent is set, or what it holds is dropped."""
        frame = self.stack.pop()
        out = self.out
        if frame.protects:
            self.protected -= 1
        if frame.kind == DROP:
            del out[frame.start :]
        elif frame.kind == ACCENT:
            out[frame.start :] = [accented("".join(out[frame.start :]), frame.mark)]
        elif frame.close and frame.kind in (GROUP, STYLE) and len(out) == frame.start:
            out.pop()  # nothing stands between the opening tag and here
        else:
            self.quotes -= frame.kind == QUOTE
            out.append(frame.close)

    def open_brace(self) -> None:
        """Open a group in braces, which in titles may protect the case of what it holds."""
        if len(self.stack) >= DEEPEST:
            self.deeper += 1
            return
        text, at = self.text, self.at
        if self.protect and not self.protected and text[at : at + 1] not in ("\\", "}", "") and self.is_free():
            self.out.append(tables.NOCASE[0])
            self.protected += 1
            self.push(GROUP, tables.NOCASE[1], protects=True)
        else:
            self.push(GROUP)

    def is_free(self) -> bool:
        """Whether no argument of an accent or a dropped command is open."""
        return not any(frame.kind in (ACCENT, DROP) for frame in self.stack)

    def close_brace(self) -> None:
        """Close the innermost group."""
        if self.deeper:
            self.deeper -= 1
        elif self.stack:
            self.pop()

    def argument(self, kind: int, close: str = "", mark: str = "") -> bool:
        """Open a frame for the argument that follows; False if there is none in braces."""
        text = self.text
        match = SPACES.match(text, self.at)
        at = match.end() if match else self.at
        if text[at : at + 1] != "{" or len(self.stack) >= DEEPEST:
            return False
        self.at = at + 1
        self.push(kind, close, mark)
        return True

    def braced(self) -> str | None:
        """The raw argument in braces that follows, taken; None if there is none or it does not end."""
        text = self.text
        match = SPACES.match(text, self.at)
        at = match.end() if match else self.at
        if text[at : at + 1] != "{" or not self.closing:
            return None
        depth = 0
        for brace in _BRACE.finditer(text, at):
            mark = brace.group()
            if mark == "{":
                depth += 1
            elif mark == "}":
                depth -= 1
                if depth == 0:
                    self.at = brace.end()
                    return text[at + 1 : brace.start()]
        self.closing = False
        return None

    def optional(self) -> None:
        """Pass over an optional argument in square brackets."""
        if match := _OPTIONAL.match(self.text, self.at):
            self.at = match.end()

    def formula(self, tex: str) -> None:
        """Put mathematics into the text, as text where that can be; otherwise it stays TeX between dollar signs."""
        read = read_math(tex)
        self.out.append(read if read is not None else f"${SPACES.sub(' ', tex.strip())}$")


def accented(text: str, mark: str) -> str:
    """`text` with a combining mark on its first character."""
    if not text:
        return ""
    first, rest = text[0], text[1:]
    if first in "ıȷ" and mark < "\u0320":
        first = "i" if first == "ı" else "j"
    while rest and unicodedata.combining(rest[0]):
        first, rest = first + rest[0], rest[1:]
    return unicodedata.normalize("NFC", first + mark) + rest

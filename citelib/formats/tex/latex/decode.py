r"""LaTeX in the fields of a bibliography to text with the inline markup of CSL-JSON.

A scanner that goes over the text once, with a stack of open groups instead of recursion. It knows accents in all
spellings, symbols, styles, quotation marks, dashes, links, and simple mathematics; mathematics beyond sub- and
superscripts, Greek letters and symbols stays TeX between dollar signs, and an unknown command stays as it is written,
so that nothing is lost. Source: the LaTeX kernel, BibLaTeX manual (sections 3.13, 4.10), BibTeX's rule for braces
(a group protects case unless a backslash follows its brace).

>>> decode(r"Caf\'e ``Fran{\c c}ais''")
'Café “Français”'
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

import attrs

from citelib.formats.tex.latex import tables
from citelib.formats.tex.latex.mathematics import read_math

__all__ = ["decode"]

_SPECIAL = re.compile(r"[\\{}$~%`' \t\r\n\f\v-]")
_SPECIAL_BUT_SPACE = re.compile(r"[\\{}$~`'-]")
_WHITE = re.compile(r"[ \t\r\n\f\v]*[\t\r\n\f\v ][ \t\r\n\f\v]+|[\t\r\n\f\v]")
_EMPTY_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
_MARKED = re.compile(r"[\\{}$~%`\n\r\t]|  |--|''|^\s|\s$")
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?[ \t]*(?:\r?\n[ \t]*)?|(.))", re.DOTALL)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_SEVERAL = re.compile(" {2,}")
_OPTIONAL = re.compile(r"\s*\[[^\[\]{}]{0,200}\]")
_ACCENTED = re.compile(
    r"\s*(?:\\([ij])(?![A-Za-z])\s*|\{\s*\\?([A-Za-z])\s*\}|\{\s*\}|\{\{\\?([A-Za-z])\}\}|([^\\{}\s$]))"
)
_HEX = re.compile(r"\s*\{\s*(?:0x|U\+)?([0-9A-Fa-f]{2,6})\s*\}")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_FENCES: Final = {"(": "\\)", "[": "\\]"}
_DEEPEST: Final = 200
_GROUP, _STYLE, _ACCENT, _DROP, _RAW, _QUOTE = range(6)


def decode(text: str, *, protect: bool = False, paragraphs: bool = False) -> str:
    r"""Text with inline markup for a value in LaTeX.

    Args:
        text: The value, without its outer delimiters. Any text will do; what is not understood is kept.
        protect: Whether braces protect the case of what they hold, as in titles; it is then marked up as
            ``<span class="nocase">``.
        paragraphs: Whether an empty line stays as one, as in abstracts; otherwise all white space is one space.

    >>> decode(r"The {DNA} of {\em E. coli}", protect=True)
    'The <span class="nocase">DNA</span> of <i>E. coli</i>'
    """
    if not _MARKED.search(text):
        return text
    if "%" not in text and not (paragraphs and _EMPTY_LINE.search(text)):
        # White space can be folded at once, as no comment ends at a line's end.
        text = _WHITE.sub(" ", text).strip(" ")
        if not _MARKED.search(text):
            return text
    if len(text) < 400:
        return _decode_short(text, protect, paragraphs)
    return _Scanner(text, protect, paragraphs).scan()


@functools.lru_cache(maxsize=8192)
def _decode_short(text: str, protect: bool, paragraphs: bool) -> str:
    return _Scanner(text, protect, paragraphs).scan()


@attrs.define
class _Frame:
    """An open group or argument.

    Attributes:
        kind: One of the kinds above.
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


class _Scanner:
    """One pass over a text."""

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

    def scan(self) -> str:
        text, out = self.text, self.out
        has_lines = "%" in text or "\n" in text
        find = (_SPECIAL if has_lines else _SPECIAL_BUT_SPACE).search
        while match := find(text, self.at):
            start = match.start()
            if start > self.at:
                out.append(text[self.at : start])
            self.at = start + 1
            _ACTIONS.get(text[start], _Scanner.white)(self)
        out.append(text[self.at :])
        while self.stack:
            self.pop()
        result = "".join(out).strip(" \n\t\r")
        if "  " in result:
            result = _SEVERAL.sub(" ", result)
        if not result.isascii():
            result = unicodedata.normalize("NFC", result)
        return result

    # Groups

    def push(self, kind: int, close: str = "", mark: str = "", *, protects: bool = False) -> None:
        self.stack.append(_Frame(kind, close, len(self.out), mark, protects))

    def pop(self) -> None:
        frame = self.stack.pop()
        out = self.out
        if frame.protects:
            self.protected -= 1
        if frame.kind == _DROP:
            del out[frame.start :]
        elif frame.kind == _ACCENT:
            out[frame.start :] = [accented("".join(out[frame.start :]), frame.mark)]
        elif frame.close and frame.kind in (_GROUP, _STYLE) and len(out) == frame.start:
            out.pop()  # nothing stands between the opening tag and here
        else:
            self.quotes -= frame.kind == _QUOTE
            out.append(frame.close)

    def open_brace(self) -> None:
        if len(self.stack) >= _DEEPEST:
            self.deeper += 1
            return
        text, at = self.text, self.at
        if self.protect and not self.protected and text[at : at + 1] not in ("\\", "}", "") and self.is_free():
            self.out.append(tables.NOCASE[0])
            self.protected += 1
            self.push(_GROUP, tables.NOCASE[1], protects=True)
        else:
            self.push(_GROUP)

    def is_free(self) -> bool:
        """Whether no argument of an accent or a dropped command is open."""
        return not any(frame.kind in (_ACCENT, _DROP) for frame in self.stack)

    def close_brace(self) -> None:
        if self.deeper:
            self.deeper -= 1
        elif self.stack:
            self.pop()

    def argument(self, kind: int, close: str = "", mark: str = "") -> bool:
        """Open a frame for the argument that follows; False if there is none in braces."""
        text = self.text
        match = _SPACES.match(text, self.at)
        at = match.end() if match else self.at
        if text[at : at + 1] != "{" or len(self.stack) >= _DEEPEST:
            return False
        self.at = at + 1
        self.push(kind, close, mark)
        return True

    def braced(self) -> str | None:
        """The raw argument in braces that follows, taken; None if there is none or it does not end."""
        text = self.text
        match = _SPACES.match(text, self.at)
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

    # Characters

    def white(self) -> None:
        match = _SPACES.match(self.text, self.at - 1)
        assert match is not None
        self.at = match.end()
        space = match.group()
        if self.paragraphs and space.count("\n") > 1:
            self.out.append("\n\n")
        else:
            self.out.append(" ")

    def tie(self) -> None:
        self.out.append("\u00a0")

    def hyphen(self) -> None:
        text, at = self.text, self.at
        if text.startswith("--", at):
            self.at += 2
            self.out.append("—")
        elif text.startswith("-", at):
            self.at += 1
            self.out.append("–")
        else:
            self.out.append("-")

    def backquote(self) -> None:
        if self.text.startswith("`", self.at):
            self.at += 1
            self.out.append("“")
        else:
            self.backtick = True
            self.out.append("‘")

    def quote(self) -> None:
        if self.text.startswith("'", self.at):
            self.at += 1
            self.out.append("”")
        elif self.backtick and not self.text[self.at : self.at + 1].isalnum():
            self.backtick = False
            self.out.append("’")
        else:
            self.out.append("'")

    def percent(self) -> None:
        """A comment if it has the look of one; exporters forget to escape the sign in «50% of»."""
        text, start = self.text, self.at - 1
        before = text[max(0, start - 200) : start].rstrip(" \t")[-1:]
        starts_line = before in ("", "\n")
        if not starts_line and (not text[start - 1].isspace() or before.isdigit()):
            self.out.append("%")
        elif start < self.last_line:
            end = text.index("\n", start)
            self.at = end
        elif starts_line and self.last_line >= 0:
            self.at = len(text)
        else:
            self.out.append("%")

    def math(self) -> None:
        text = self.text
        double = text.startswith("$", self.at)
        fence = "$$" if double else "$"
        start = self.at + double
        end = start
        while True:
            end = text.find(fence, end)
            if end < 0 or text[end - 1] != "\\" or text[end - 2] == "\\":
                break
            end += 1
        if end < 0:
            self.out.append("$")
        else:
            self.at = end + len(fence)
            self.formula(text[start:end])

    def formula(self, tex: str) -> None:
        read = read_math(tex)
        self.out.append(read if read is not None else f"${_SPACES.sub(' ', tex.strip())}$")

    # Commands

    def command(self) -> None:
        match = _COMMAND.match(self.text, self.at - 1)
        if match is None:  # a backslash at the end
            self.out.append("\\")
            return
        name = match[1] or match[2]
        start = self.at - 1
        self.at = match.end()
        if name in tables.ACCENTS and not self.is_symbol_before_letters(name):
            self.accent(name)
        elif name in tables.STYLES:
            self.styled(*tables.STYLES[name])
        elif name in tables.DECLARATIONS:
            self.declare(*tables.DECLARATIONS[name])
        elif name in tables.TRANSPARENT:
            self.transparent(name)
        elif name in tables.QUOTED:
            marks = ("“", "”") if self.quotes % 2 == 0 else ("‘", "’")
            if self.argument(_QUOTE, marks[1]):
                self.quotes += 1
                self.out.append(marks[0])
        elif name in tables.SECOND:
            first = self.braced()
            if first is not None and not self.argument(_STYLE):
                self.out.append(first)
        elif name in tables.DROPPED:
            self.optional()
            if not self.argument(_DROP):
                if name in ("vskip", "hskip", "kern"):
                    self.out.append(" ")
                elif name.endswith("phantom") and (token := _COMMAND.match(self.text, self.at)):
                    self.at = token.end()  # exporters balance braces so: \vphantom\{
        elif name == "ensuremath":
            tex = self.braced()
            self.formula(tex) if tex is not None else None
        elif name in _FENCES and (end := self.text.find(_FENCES[name], self.at, self.at + 2000)) >= 0:
            tex, self.at = self.text[self.at : end], end + 2
            self.formula(tex)
        elif name in tables.HEXADECIMAL and (code := _HEX.match(self.text, self.at)):
            self.at = code.end()
            number = int(code[1], 16)
            self.out.append(chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else code[1])
        elif name == "verb" and self.at < len(self.text):
            self.verbatim()
        elif (symbol := tables.symbols().get(name)) is not None:
            self.out.append(symbol)
        elif not name.isalpha():
            self.out.append(name)
        else:
            self.out.append(self.text[start : match.end(1)])
            self.out.append(" " if self.at > match.end() - len(match.group()) + len(match.group().rstrip()) else "")
            self.at_unknown()

    def is_symbol_before_letters(self, name: str) -> bool:
        r"""``\b`` and the like are accents only before an argument; ``\u`` ends a word never."""
        return len(name) == 1 and name.isalpha() and self.at >= len(self.text)

    def accent(self, name: str) -> None:
        mark = tables.ACCENTS[name]
        match = _ACCENTED.match(self.text, self.at)
        if match is None:
            if not self.argument(_ACCENT, "", mark):
                self.bare_accent(name, mark)
            return
        self.at = match.end()
        letter = next((group for group in match.groups() if group), "")
        if letter:
            self.out.append(accented(letter, mark))
        else:
            self.out.append(tables.SPACING_ACCENTS.get(name, ""))

    def bare_accent(self, name: str, mark: str) -> None:
        r"""An accent before another command (``\'\ae``), or before nothing."""
        match = _COMMAND.match(self.text, self.at)
        symbol = tables.symbols().get(match[1] or "") if match else None
        if match and symbol:
            self.at = match.end()
            self.out.append(accented(symbol, mark))
        else:
            self.out.append(tables.SPACING_ACCENTS.get(name, ""))

    def styled(self, before: str, after: str) -> None:
        if self.argument(_STYLE, after):
            self.out.append(before)
            self.stack[-1].start = len(self.out)
        elif self.at < len(self.text) and self.text[self.at] not in "\\{}$":
            self.out.append(f"{before}{self.text[self.at]}{after}")
            self.at += 1

    def declare(self, before: str, after: str) -> None:
        if not before:
            return
        self.out.append(before)
        if not self.stack:
            self.push(_STYLE, after)
        elif self.stack[-1].kind not in (_ACCENT, _DROP):
            # It ends with its group, whose closing takes the tag along.
            self.stack[-1].close = after + self.stack[-1].close

    def transparent(self, name: str) -> None:
        if name in ("url", "nolinkurl", "path"):
            address = self.braced()
            if address is not None:
                self.out.append(re.sub(r"\\([%#&_~{}])", r"\1", _SPACES.sub(" ", address)))
            return
        if name in ("raise", "lower"):
            return
        self.optional()
        self.argument(_STYLE)

    def optional(self) -> None:
        if match := _OPTIONAL.match(self.text, self.at):
            self.at = match.end()

    def verbatim(self) -> None:
        end = self.text.find(self.text[self.at], self.at + 1)
        if end >= 0:
            self.out.append(self.text[self.at + 1 : end])
            self.at = end + 1

    def at_unknown(self) -> None:
        """Behind an unknown command its argument stays visible as one."""
        if self.text[self.at : self.at + 1] == "{" and len(self.stack) < _DEEPEST:
            self.at += 1
            self.out.append("{")
            self.push(_RAW, "}")


_ACTIONS: Final = {
    "\\": _Scanner.command,
    "{": _Scanner.open_brace,
    "}": _Scanner.close_brace,
    "$": _Scanner.math,
    "~": _Scanner.tie,
    "%": _Scanner.percent,
    "`": _Scanner.backquote,
    "'": _Scanner.quote,
    "-": _Scanner.hyphen,
}
"""What each special character does; all others are white space."""


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

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

from citelib.formats.tex.latex.commands import run_command
from citelib.formats.tex.latex.scanner import SPACES, Scanner

__all__ = ["decode"]

_SPECIAL = re.compile(r"[\\{}$~%`' \t\r\n\f\v-]")
_SPECIAL_BUT_SPACE = re.compile(r"[\\{}$~`'-]")
_WHITE = re.compile(r"[ \t\r\n\f\v]*[\t\r\n\f\v ][ \t\r\n\f\v]+|[\t\r\n\f\v]")
_EMPTY_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
_MARK = re.compile(r"[\\{}$~%`\n\r\t]")
_SEVERAL = re.compile(" {2,}")


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
    if _is_plain(text):
        return text
    if "%" not in text and not (paragraphs and _EMPTY_LINE.search(text)):
        # White space can be folded at once, as no comment ends at a line's end.
        if "  " in text or not text.isprintable():
            text = _WHITE.sub(" ", text)
        text = text.strip(" ")
        if _is_plain(text):
            return text
    if len(text) < 400:
        return _decode_short(text, protect, paragraphs)
    return _scan(Scanner(text, protect, paragraphs))


def _is_plain(text: str) -> bool:
    """Whether LaTeX prints a value as it stands."""
    return text.isalnum() or (
        _MARK.search(text) is None
        and "  " not in text
        and "--" not in text
        and "''" not in text
        and not (text[:1].isspace() or text[-1:].isspace())
    )


@functools.lru_cache(maxsize=8192)
def _decode_short(text: str, protect: bool, paragraphs: bool) -> str:
    return _scan(Scanner(text, protect, paragraphs))


def _scan(scanner: Scanner) -> str:
    text, out = scanner.text, scanner.out
    has_lines = "%" in text or "\n" in text
    find = (_SPECIAL if has_lines else _SPECIAL_BUT_SPACE).search
    while match := find(text, scanner.at):
        start = match.start()
        if start > scanner.at:
            out.append(text[scanner.at : start])
        scanner.at = start + 1
        _ACTIONS.get(text[start], _white)(scanner)
    out.append(text[scanner.at :])
    while scanner.stack:
        scanner.pop()
    result = "".join(out).strip(" \n\t\r")
    if "  " in result:
        result = _SEVERAL.sub(" ", result)
    if not result.isascii():
        result = unicodedata.normalize("NFC", result)
    return result


def _white(scanner: Scanner) -> None:
    match = SPACES.match(scanner.text, scanner.at - 1)
    assert match is not None
    scanner.at = match.end()
    space = match.group()
    if scanner.paragraphs and space.count("\n") > 1:
        scanner.out.append("\n\n")
    else:
        scanner.out.append(" ")


def _tie(scanner: Scanner) -> None:
    scanner.out.append("\u00a0")


def _hyphen(scanner: Scanner) -> None:
    text, at = scanner.text, scanner.at
    if text.startswith("--", at):
        scanner.at += 2
        scanner.out.append("—")
    elif text.startswith("-", at):
        scanner.at += 1
        scanner.out.append("–")
    else:
        scanner.out.append("-")


def _backquote(scanner: Scanner) -> None:
    if scanner.text.startswith("`", scanner.at):
        scanner.at += 1
        scanner.out.append("“")
    else:
        scanner.backtick = True
        scanner.out.append("‘")


def _quote(scanner: Scanner) -> None:
    if scanner.text.startswith("'", scanner.at):
        scanner.at += 1
        scanner.out.append("”")
    elif scanner.backtick and not scanner.text[scanner.at : scanner.at + 1].isalnum():
        scanner.backtick = False
        scanner.out.append("’")
    else:
        scanner.out.append("'")


def _percent(scanner: Scanner) -> None:
    """A comment if it has the look of one; exporters forget to escape the sign in «50% of»."""
    text, start = scanner.text, scanner.at - 1
    before = text[max(0, start - 200) : start].rstrip(" \t")[-1:]
    starts_line = before in ("", "\n")
    if not starts_line and (not text[start - 1].isspace() or before.isdigit()):
        scanner.out.append("%")
    elif start < scanner.last_line:
        end = text.index("\n", start)
        scanner.at = end
    elif starts_line and scanner.last_line >= 0:
        scanner.at = len(text)
    else:
        scanner.out.append("%")


def _math(scanner: Scanner) -> None:
    text = scanner.text
    double = text.startswith("$", scanner.at)
    fence = "$$" if double else "$"
    start = scanner.at + double
    end = start
    while True:
        end = text.find(fence, end)
        if end < 0 or text[end - 1] != "\\" or text[end - 2] == "\\":
            break
        end += 1
    if end < 0:
        scanner.out.append("$")
    else:
        scanner.at = end + len(fence)
        scanner.formula(text[start:end])


_ACTIONS: Final = {
    "\\": run_command,
    "{": Scanner.open_brace,
    "}": Scanner.close_brace,
    "$": _math,
    "~": _tie,
    "%": _percent,
    "`": _backquote,
    "'": _quote,
    "-": _hyphen,
}
"""What each special character does; all others are white space."""

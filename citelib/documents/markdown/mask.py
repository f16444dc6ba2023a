r"""The text of a Markdown document with everything covered in which no citation can stand.

Covered are code, mathematics, raw HTML and TeX, addresses, attributes and escaped characters. The covered text is as
long as the text, so that offsets in one are offsets in the other; a scanner of citations then needs to know nothing
but brackets and keys.

>>> cover("a `@x` $@y$ <b @z> \\@q").replace(COVER, "_")
'a ____ ____ ______ __q'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

__all__ = ["COVER", "TARGET", "cover", "example_labels", "front_matter", "show_commands"]

COVER: Final = "\ue000"
"""What stands for a covered character."""
TARGET: Final = "\ue001"
"""The first character of what makes the bracket before it a link or a span."""

_FRONT: Final = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_MAY_BE_CODE: Final = re.compile(
    r"`{3}|~{3}|^(?: {4}|[ ]{0,3}\t)|^[ >]*(?:[-*+]|\d+[.)])(?: {5}|[ ]*\t)|> {5}", re.MULTILINE
)
_NOTE: Final = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:", re.MULTILINE)
_INLINE: Final = re.compile(
    r"""
    (?=[\\&<`$h({])(?:
    (?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    |(?P<comment><!--.*?(?:-->|\Z))
    |(?P<verbatim><(?P<tag>script|style|pre|textarea)\b.*?(?:</(?P=tag)\s*>|\Z))
    |(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\r?\n).)*?(?<!`)(?P=ticks)(?!`))
    |(?P<display>\$\$.*?\$\$)
    |(?P<math>\$(?![\s$])(?:\\.|[^$\n\\]|\n(?!\s*\n))*?(?<![\s\\])\$(?!\d))
    |(?P<environment>\\begin\{(?P<name>[A-Za-z]+\*?)\}.*?(?:\\end\{(?P=name)\}|\Z))
    |(?P<command>\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})*)
    |(?P<html></?[A-Za-z][^<>]*>|<(?:[A-Za-z][A-Za-z0-9+.-]+:|[^\s<>@]+@)[^\s<>]*>)
    |(?P<address>(?<![{\w])https?://[^\s<>\])}]+)
    |(?P<target>(?<=\])(?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"]*"|'[^']*'))?\)|\{[^{}\n]*\}))
    |(?P<attributes>(?:(?<=\ue000)|(?<=^\#)|(?<=[ \t]))\{\s*(?:[#.][\w:-]|[\w:-]+=|=\w|-\s*\})[^{}\n]*\})
    )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_LINE: Final = re.compile(
    r"^(?:[ \t]*\(@(?P<label>[\w-]*)\)(?=\s)|\ {0,3}\[(?![\^@])[^\]\n]+\]:[ \t]*\S+.*$)", re.MULTILINE
)
"""Labels of example lists, and definitions of links."""


def front_matter(text: str) -> tuple[str, int]:
    """The YAML at the beginning of a document and the offset behind it; nothing and 0 if there is none."""
    match = _FRONT.match(text)
    return (match["yaml"], match.end()) if match else ("", 0)


def example_labels(text: str) -> frozenset[str]:
    """The labels of example lists, which are referred to as works are cited."""
    return (
        frozenset(match["label"] for match in _LINE.finditer(text) if match["label"]) if "(@" in text else frozenset()
    )


def cover(text: str, labels: Iterable[str] = (), *, indents: bool = True) -> str:
    """The text with what can hold no citation covered.

    Args:
        text: The text.
        labels: Labels of the whole document that are no keys; ``"fig-*"`` for all that begin so.
        indents: Whether indented lines are code.
    """
    covered = _without_code(text) if indents else list(text)
    without_code = "".join(covered)
    for match in _INLINE.finditer(without_code):
        covered[match.start() : match.end()] = COVER * (match.end() - match.start())
        if match["target"]:
            covered[match.start()] = TARGET
    for match in _LINE.finditer(without_code):
        covered[match.start() : match.end()] = COVER * (match.end() - match.start())
    for label in labels:
        name = re.escape(label[:-1]) + r"[\w-]+" if label.endswith("*") else re.escape(label)
        for match in re.finditer(rf"@{name}(?![\w-])", without_code):
            covered[match.start()] = COVER
    return "".join(covered)


def show_commands(text: str, covered: str) -> str:
    r"""The covered text with commands of LaTeX in sight again, where they stand in the running text.

    Those in mathematics, code and whole environments stay covered: what prints there is TeX, not Markdown.

    >>> text = r"`\cite{a}` \cite{b} $\cite{c}$"
    >>> show_commands(text, cover(text)).replace(COVER, "_")
    '__________ \\cite{b} __________'
    """
    shown = list(covered)
    for match in _INLINE.finditer("".join(_without_code(text))):
        if match["command"] or match["target"]:  # an argument behind a bracket looks like attributes
            shown[match.start() : match.end()] = match.group()
    return "".join(shown)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable("inline", ignoreInvalid=True)


def _without_code(text: str) -> list[str]:
    """The characters of a text, blocks of code covered."""
    covered = list(text)
    for first, last in _code_blocks(text):
        covered[first:last] = COVER * (last - first)
    return covered


def _code_blocks(text: str) -> list[tuple[int, int]]:
    """Offsets of fenced and indented code."""
    if not _MAY_BE_CODE.search(text):
        return []
    lines = text.splitlines(keepends=True)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    found = []
    for token in _parser().parse("".join(_without_notes(lines))):
        if token.type in ("fence", "code_block") and token.map is not None:
            first, last = token.map
            found.append((offsets[first], offsets[min(last, len(lines))]))
    return found


def _without_notes(lines: list[str]) -> list[str]:
    """The lines with the indentation of notes taken away: further paragraphs of a note are no code."""
    made: list[str] = []
    in_note = False
    for line in lines:
        if _NOTE.match(line):
            in_note = True
        elif in_note and line.strip():
            if line.startswith(("    ", "\t")):
                line = line.removeprefix("\t") if line[0] == "\t" else line[4:]
            elif made and not made[-1].strip():
                in_note = False
        made.append(line)
    return made

r"""The text of a Markdown document with everything covered in which no citation can stand.

Covered are code, mathematics, raw HTML and TeX, addresses, attributes and escaped characters. The covered text is as
long as the text, so that offsets in one are offsets in the other; a scanner of citations then needs to know nothing
but brackets and keys.

>>> cover("a `@x` $@y$ <b @z> \\@q").replace(COVER, "_")
'a ____ ____ ______ __q'
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from citelib.documents.latex.mask import closings
from citelib.documents.latex.mask import cover as cover_tex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

__all__ = ["COVER", "TARGET", "RawTex", "cover", "example_labels", "front_matter", "raw_tex"]

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
_RAW_BLOCK: Final = re.compile(r"\{=(\w+)\}")
_TEX: Final = ("latex", "tex")
_TEX_MARKS: Final = ("{=latex}", "{=tex}")
_WITH_ARGUMENT: Final = re.compile(r"\\(?P<name>[A-Za-z]+)\*?[\[{]")
_CITES: Final = re.compile("cite|^begin$|^end$", re.IGNORECASE)
_FOOTNOTES: Final = ("footnote", "footnotetext", "thanks", "endnote")
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\r?\n")
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
    covered = _without_code(text, _code_blocks(text)) if indents else list(text)
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


@attrs.frozen
class RawTex:
    """The raw LaTeX in a Markdown text: environments, arguments of commands, and code that is marked as LaTeX.

    Attributes:
        shown: The covered text with commands of LaTeX in sight again; what is verbatim in LaTeX stays covered.
        spans: Start and end of each stretch that Markdown leaves to LaTeX, in order, none within another.
        footnotes: Offset of each footnote, with start and end of its text.
    """

    shown: str
    spans: tuple[tuple[int, int], ...] = ()
    footnotes: tuple[tuple[int, int, int], ...] = ()

    def holds(self, at: int) -> bool:
        """Whether a place is LaTeX."""
        number = bisect.bisect_right(self.spans, (at, len(self.shown))) - 1
        return number >= 0 and self.spans[number][0] < at < self.spans[number][1]


def raw_tex(text: str, covered: str) -> RawTex:
    r"""The raw LaTeX of a Markdown text; mathematics and code are none.

    >>> text = r"`\cite{a}` \cite{b} $\cite{c}$ \textbf{by \cite{d}}"
    >>> tex = raw_tex(text, cover(text))
    >>> tex.shown.replace(COVER, "_"), [text[start:end] for start, end in tex.spans]
    ('__________ \\cite{b} __________ \\textbf{by \\cite{d}}', ['\\textbf{by \\cite{d}}'])
    """
    shown = list(covered)
    spans = []
    blocks = _code_blocks(text)
    for block in blocks:
        if block.format in _TEX:
            shown[block.start : block.end] = cover_tex(text[block.start : block.end])
            spans.append((block.start, block.end))
    for match in _INLINE.finditer("".join(_without_code(text, blocks))):
        start, end = match.span()
        if match["environment"] and match.group().endswith(f"\\end{{{match['name']}}}"):
            shown[start:end] = cover_tex(match.group())
            spans.append((start, end))
        elif match["code"] and text.startswith(_TEX_MARKS, end):
            shown[start:end] = cover_tex(match.group().replace("`", COVER))
            spans.append((start, end))
        elif match["command"] or match["target"]:  # an argument behind a bracket looks like attributes
            shown[start:end] = match.group()
    whole = "".join(shown)
    ends = closings(whole)
    footnotes = []
    last = 0
    for match in _WITH_ARGUMENT.finditer(whole):
        if match.start() < last or _CITES.search(match["name"]):
            continue
        last = match.end() - 1
        while (closing := ends.get(last)) is not None and not _PARAGRAPH.search(whole, last, closing):
            if match["name"] in _FOOTNOTES and whole[last] == "{":
                footnotes.append((match.start(), last + 1, closing - 1))
            last = closing
        spans.append((match.start(), last))
    outer: list[tuple[int, int]] = []
    for span in sorted(spans):
        if not outer or span[1] > outer[-1][1]:
            outer.append(span)
    return RawTex(whole, tuple(outer), tuple(footnotes))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable("inline", ignoreInvalid=True)


@attrs.frozen
class _Code:
    """A block of code.

    Attributes:
        start: Offset of its first line.
        end: Offset behind its last line.
        format: The format that it is written in for pandoc to leave alone (``"latex"``); empty if it is code.
    """

    start: int
    end: int
    format: str


def _without_code(text: str, blocks: Iterable[_Code]) -> list[str]:
    """The characters of a text, blocks of code covered."""
    covered = list(text)
    for block in blocks:
        covered[block.start : block.end] = COVER * (block.end - block.start)
    return covered


def _code_blocks(text: str) -> list[_Code]:
    """Fenced and indented code."""
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
            raw = _RAW_BLOCK.fullmatch(token.info.strip())
            found.append(_Code(offsets[first], offsets[min(last, len(lines))], raw[1] if raw else ""))
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

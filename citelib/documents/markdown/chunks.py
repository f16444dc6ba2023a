r"""A Markdown document in chunks that can be read one by one, so that an edit makes few of them to be read again.

A chunk ends with an empty line behind which nothing goes on: no code, comment, formula, element, list item or note.
What a chunk holds depends on its own text, the words of the language and the labels of example lists only; its offsets
are its own. The metadata are a chunk by themselves.

>>> [*split("One [@a].\n\n    code\n\nTwo\n", least=1)]
['One [@a].\n\n    code\n\n', 'Two\n']
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.documents.locators import LocatorWords
from citelib.documents.markdown.dialects import MAY_CITE, Citations, citations
from citelib.documents.markdown.grammar import Found
from citelib.documents.markdown.mask import COVER, cover, front_matter
from citelib.documents.markdown.values import text_values

__all__ = ["Chunk", "Cited", "Note", "metadata_chunk", "parse", "split"]

_NOTE: Final = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*", re.MULTILINE)
_REFERENCE: Final = re.compile(r"\[\^(?P<name>[^\[\]\s]{1,200})\](?!:)")
_INLINE_NOTE: Final = re.compile(r"\^\[")
_RESET: Final = re.compile(r"^#{1,6}[ \t].*\{[^{}\n]*\.reset-citation-positions\b[^{}\n]*\}[ \t]*$", re.MULTILINE)
_DIV: Final = re.compile(
    r"^(?P<colons>:{3,}+)[ \t]*+(?:\{(?P<attributes>[^{}\n]*)\}|(?P<word>[\w-]++))?+[ \t]*+:*+[ \t]*+$", re.MULTILINE
)
_HEADING: Final = re.compile(r"^(#{1,6})[ \t]+\S", re.MULTILINE)
_MYST_LIST: Final = re.compile(
    r"^(?P<fence>`{3,}|~{3,}|:{3,})\{bibliography\}.*?^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE
)
_OPENING: Final = re.compile(
    r"(?P<fence>^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<marks>`{3,}|~{3,}|:{3,}(?=\{bibliography\})))"
    r"|(?P<comment><!--)|(?P<math>\$\$)|\\begin\{(?P<environment>[A-Za-z]+\*?)\}"
    r"|<(?P<tag>script|style|pre|textarea)\b",
    re.IGNORECASE,
)
_LEAST: Final = 500


@attrs.frozen
class Note:
    """A note of the document.

    Attributes:
        name: Its name.
        start: Offset of its text.
        end: Offset behind its text.
        anchor: Offset of the note itself if it stands in the running text; None if something refers to it.
    """

    name: str
    start: int
    end: int
    anchor: int | None = None


@attrs.frozen
class Cited:
    """A citation of a chunk.

    Attributes:
        found: The citation.
        note: Number of the note of the chunk in which it stands, or None.
        opens_note: Whether it is the first thing in that note.
        raw: The document's own markup in its affixes, by the character that stands for it.
    """

    found: Found
    note: int | None
    opens_note: bool
    raw: Mapping[str, str]


@attrs.frozen(eq=False)
class Chunk:
    """What a chunk holds; all offsets are within it.

    Attributes:
        text: Its text.
        cites: Its citations, in order.
        notes: Its notes, in order.
        references: Name and offset of each reference to a note.
        resets: Where positions restart.
        headings: Offset and level of each heading.
        divs: Start, attributes (None if there are none) and word of each line of colons.
        lists: Start and end of each of MyST's directives for lists.
        covered: Its text with what cites nothing covered.
    """

    text: str
    cites: tuple[Cited, ...]
    notes: tuple[Note, ...]
    references: tuple[tuple[str, int], ...]
    resets: tuple[int, ...]
    headings: tuple[tuple[int, int], ...]
    divs: tuple[tuple[int, str | None, str | None], ...]
    lists: tuple[tuple[int, int], ...]
    covered: str = attrs.field(repr=False)


def split(text: str, *, is_start: bool = True, least: int | None = None) -> Iterator[str]:
    """The text in chunks, in order.

    Args:
        text: The text.
        is_start: Whether it begins the document, so that metadata may stand first.
        least: The least number of characters of a chunk but the last; by default what makes reading and editing quick.
    """
    least = _LEAST if least is None else least
    begin = at = front_matter(text)[1] if is_start else 0
    if begin:
        yield text[:begin]
    closes: re.Pattern[str] | None = None
    blank = False
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        line = text[at:end]
        is_blank = not line.strip()
        if blank and closes is None and not is_blank and line[0] not in " \t" and at - begin >= least:
            yield text[begin:at]
            begin = at
        blank = is_blank
        closes = _state(line, closes)
        at = end
    if begin < len(text):
        yield text[begin:]


def _state(line: str, closes: re.Pattern[str] | None) -> re.Pattern[str] | None:
    """What closes that in which a line ends; None if it ends in the running text."""
    at = 0
    while True:
        if closes is not None:
            match = closes.search(line, at)
            if match is None:
                return closes
            at, closes = match.end(), None
        opening = _OPENING.search(line, at)
        if opening is None:
            return None
        at = opening.end()
        if opening["marks"]:
            marks = opening["marks"]
            if marks[0] == "`" and "`" in line[at:]:
                continue  # a code span
            return re.compile(rf"^[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*\r?$", re.MULTILINE)
        if opening["comment"]:
            closes = re.compile("-->")
        elif opening["math"]:
            closes = re.compile(r"\$\$")
        elif opening["environment"]:
            closes = re.compile(rf"\\end\{{{re.escape(opening['environment'])}\}}")
        else:
            closes = re.compile(f"</{opening['tag']}", re.IGNORECASE)


def parse(text: str, words: LocatorWords, labels: frozenset[str] = frozenset()) -> Chunk:
    """What a chunk holds.

    Args:
        text: Its text.
        words: The words for locators of the language of the document.
        labels: Labels of example lists of the document.
    """
    read = citations(text, cover(text, labels), words)
    covered, notes = read.covered, _notes(read)
    return Chunk(
        text,
        tuple(_cited(one, notes, read) for one in read.found),
        tuple(notes),
        tuple((match["name"], match.start()) for match in _REFERENCE.finditer(covered)),
        tuple(match.start() for match in _RESET.finditer(text)),
        tuple((match.start(), len(match[1])) for match in _HEADING.finditer(covered)),
        tuple((match.start(), match["attributes"], match["word"]) for match in _DIV.finditer(text))
        if ":::" in text
        else (),
        tuple((match.start(), match.end()) for match in _MYST_LIST.finditer(text)) if "{bibliography}" in text else (),
        covered,
    )


def metadata_chunk(text: str, words: LocatorWords | None = None) -> Chunk:
    """The chunk of the metadata: something is cited in texts such as a title, an abstract or a note on an author.

    Args:
        text: Its text.
        words: The words for locators of the language of the document; None if nothing is to be found.
    """
    if words is None or not MAY_CITE.search(text):
        return Chunk(text, (), (), (), (), (), (), (), COVER * len(text))
    yaml, _ = front_matter(text)
    begin = text.index("\n") + 1
    covered = COVER * len(text)
    values = [*text_values(yaml)]
    for value in values:
        body = text[begin + value.start : begin + value.end]
        if value.escapes is not None:
            body = value.escapes.sub(lambda match: COVER * len(match[0]), body)
        covered = covered[: begin + value.start] + cover(body, indents=False) + covered[begin + value.end :]
    read = citations(text, covered, words)
    starts = [begin + value.start for value in values]
    cites = []
    for one in read.found:
        value = values[bisect.bisect_right(starts, one.start) - 1]
        is_name = one.mode == "composite" and not value.is_prose and len(one.works) == 1 and not one.works[0].locator
        one = attrs.evolve(one, quote=value.quote, tentative=is_name)
        cites.append(_cited(one, [], read))
    return Chunk(text, tuple(cites), (), (), (), (), (), (), COVER * len(text))


def _cited(found: Found, notes: list[Note], read: Citations) -> Cited:
    number = next((number for number, one in enumerate(notes) if one.start <= found.start < one.end), None)
    raw = read.raw_of(found)
    used = {
        character: raw[character]
        for work in found.works
        for character in work.prefix + work.suffix + work.locator
        if character in raw
    }
    opens = number is not None and not read.covered[notes[number].start : found.start].strip()
    return Cited(found, number, opens, used)


# Notes


def _notes(read: Citations) -> list[Note]:
    """The notes of a chunk, those in line and those that are defined apart."""
    covered = read.covered
    notes = [Note(match["name"], match.end(), _end_of_note(covered, match.end())) for match in _NOTE.finditer(covered)]
    notes += [
        Note("", match.end(), end, match.start())
        for match in _INLINE_NOTE.finditer(covered)
        if (end := read.closings.get(match.end() - 1)) is not None
    ]
    notes += [Note("", start, end, anchor) for anchor, start, end in read.footnotes]
    return sorted(notes, key=lambda note: note.start)


def _end_of_note(covered: str, at: int) -> int:
    """Where a note ends: before another one, or before a paragraph that is not indented."""
    blank = False
    position = covered.find("\n", at) + 1
    while position:
        end = covered.find("\n", position)
        line = covered[position : end if end >= 0 else len(covered)]
        if _NOTE.match(line) or (blank and line.strip() and not line.startswith(("    ", "\t"))):
            return position
        blank = not line.strip()
        position = end + 1
    return len(covered)

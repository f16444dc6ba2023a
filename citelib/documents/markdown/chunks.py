r"""A Markdown document in chunks that can be read one by one, so that an edit makes few of them to be read again.

A chunk ends with an empty line behind which nothing goes on: no code, comment, formula, element, list item or note.
What a chunk holds depends on its own text, the words of the language and the labels of example lists only; its offsets
are its own. The metadata are a chunk by themselves.

>>> [*split("One [@a].\n\n    code\n\nTwo\n", least=1)]
['One [@a].\n\n    code\n\n', 'Two\n']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

import attrs

from citelib.csl.citation import Mode
from citelib.documents.latex.scan import scan
from citelib.documents.locators import LocatorWords, split_suffix
from citelib.documents.markdown.grammar import Found, Scanner
from citelib.documents.markdown.mask import COVER, cover, front_matter, show_commands
from citelib.documents.model import CitedWork

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
_ROLE: Final = re.compile(r"\{(?P<role>(?:foot)?cite(?::[a-z]+)?)\}`(?P<body>[^`\n]+)`")
_ELEMENT: Final = re.compile(
    r'<cite\s+data-cite="(?P<keys>[^"<>]+)"[^<>]*(?:/>|(?<!/)>.*?</cite>)'
    r'|<cite\s+id="[^"<>]*">(?P<links>(?:(?!</cite>).){1,5000}?)</cite>',
    re.DOTALL,
)
_LINK: Final = re.compile(r'href="#([^"<>]+)"')
_IN_ROLE: Final = re.compile(
    r"(?<!\s)\s*(?:\{(?P<prefix>[^{}]*)\}\s*)?(?P<key>[^\s{},;]+)\s*(?:\{(?P<suffix>[^{}]*)\})?\s*(?:[,;]|$)"
)
_COMMAND: Final = re.compile(r"\\[A-Za-z]*cite", re.IGNORECASE)
_COMPOSITE_ROLES: Final = frozenset({"cite:t", "cite:ts", "cite:ct", "cite:cts", "footcite:t", "footcite:ts"})
_ROLE_MODES: Final[dict[str, Mode]] = {
    **dict.fromkeys(_COMPOSITE_ROLES, "composite"),
    **dict.fromkeys(("cite:author", "cite:authors", "cite:cauthor", "cite:cauthors"), "author-only"),
    **dict.fromkeys(("cite:year", "cite:yearpar"), "suppress-author"),
}


_BLOCK_TEXT: Final = re.compile(
    r"^(?P<key>[A-Za-z][\w-]*):[ \t]*[|>][+-]?[ \t]*\r?\n(?P<body>(?:[ \t]+[^\n]*\n|\r?\n)*)", re.MULTILINE
)
_NOT_TEXT: Final = frozenset(
    ("nocite", "references", "bibliography", "header-includes", "include-before", "include-after")
)
"""Metadata that is no text to print, whose keys are read otherwise."""
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
    covered = cover(text, labels)
    roles = [*_roles(text, covered, words), *_elements(text, covered)] if "cite" in text else []
    commands = [*_commands(text, covered, words)] if _COMMAND.search(text) else []
    roles += [one for one, _ in commands]
    for role in roles:
        covered = covered[: role.start] + COVER * (role.end - role.start) + covered[role.end :]
    scanner = Scanner(text, covered, words)
    notes = _notes(covered, scanner.closings)
    found = sorted([*roles, *scanner.scan(0, len(text))], key=lambda one: one.start)
    raw_of = {one.start: raw for one, raw in commands}
    return Chunk(
        text,
        tuple(_cited(one, notes, raw_of.get(one.start, scanner.affixes.raw), covered) for one in found),
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
    """The chunk of the metadata: something is cited in texts such as an abstract, if they stand in lines of their own.

    Args:
        text: Its text.
        words: The words for locators of the language of the document; None if nothing is to be found.
    """
    covered = COVER * len(text)
    for match in _BLOCK_TEXT.finditer(text) if words is not None and "@" in text else ():
        if match["key"] not in _NOT_TEXT:
            body = cover(match["body"], indents=False)
            covered = covered[: match.start("body")] + body + covered[match.end("body") :]
    cites: tuple[Cited, ...] = ()
    if words is not None and "@" in covered:
        scanner = Scanner(text, covered, words)
        cites = tuple(_cited(one, [], scanner.affixes.raw, covered) for one in scanner.scan(0, len(text)))
    return Chunk(text, cites, (), (), (), (), (), (), COVER * len(text))


def _cited(found: Found, notes: list[Note], raw: dict[str, str], covered: str) -> Cited:
    number = next((number for number, one in enumerate(notes) if one.start <= found.start < one.end), None)
    used = {
        character: raw[character]
        for work in found.works
        for character in work.prefix + work.suffix + work.locator
        if character in raw
    }
    opens = number is not None and not covered[notes[number].start : found.start].strip()
    return Cited(found, number, opens, used)


# Notes


def _notes(covered: str, closings: Mapping[int, int]) -> list[Note]:
    """The notes of a chunk, those in line and those that are defined apart."""
    notes = [Note(match["name"], match.end(), _end_of_note(covered, match.end())) for match in _NOTE.finditer(covered)]
    notes += [
        Note("", match.end(), end, match.start())
        for match in _INLINE_NOTE.finditer(covered)
        if (end := closings.get(match.end() - 1)) is not None
    ]
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


# Other ways to cite


def _roles(text: str, covered: str, words: LocatorWords) -> Iterator[Found]:
    """Roles of MyST: ``{cite:p}`key` `` with ``{see}key{p. 3}`` for what stands before and behind."""
    for match in _ROLE.finditer(text):
        # Where the role itself is covered it stands in code; the covered body alone is its code span.
        if covered[match.start()] == COVER:
            continue
        works = []
        for part in _IN_ROLE.finditer(match["body"]):
            label, locator, suffix = split_suffix(part["suffix"] or "", words)
            prefix = f"{part['prefix']} " if part["prefix"] else ""
            works.append(
                CitedWork(part["key"], match.start("body") + part.start("key"), prefix, suffix, locator, label)
            )
        if works:
            mode = _ROLE_MODES.get(match["role"], "")
            yield Found(match.start(), match.end(), tuple(works), mode)


def _commands(text: str, covered: str, words: LocatorWords) -> Iterator[tuple[Found, dict[str, str]]]:
    """Commands of LaTeX in the running text, which papers for journals have; each with the markup in its affixes."""
    for found in scan(text, words, show_commands(text, covered)):
        works = list(found.works)
        works[0] = attrs.evolve(works[0], prefix=found.prefix + works[0].prefix)
        works[-1] = attrs.evolve(works[-1], suffix=works[-1].suffix + found.suffix)
        command = found.command
        is_list = command.shape == "list"
        yield (
            Found(found.start, found.end, tuple(works), command.mode, command.capital, command.in_note, is_list),
            found.raw,
        )


def _elements(text: str, covered: str) -> Iterator[Found]:
    """Elements of notebooks: ``<cite data-cite="key">…</cite>``, and those of jupyterlab-citation-manager."""
    for match in _ELEMENT.finditer(text):
        if covered[match.end() - 1] != COVER or _is_code(text, match.start()):
            continue
        if match["keys"]:
            keys = [key.strip() for key in re.split(r"[,;]", match["keys"]) if key.strip()]
        else:
            keys = [unquote(link) for link in _LINK.findall(match["links"])]
        position = match.start("keys" if match["keys"] else "links")
        if keys:
            yield Found(match.start(), match.end(), tuple(CitedWork(key, position) for key in keys), "")


def _is_code(text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    return text.count("`", line, at) % 2 == 1

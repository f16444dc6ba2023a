"""A Markdown document read: its citations, its notes, where its bibliography goes, and what it says of itself."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from citelib.csl.citation import Mode
from citelib.documents.locators import LocatorWords, locator_words, split_suffix
from citelib.documents.markdown.grammar import Found, Scanner
from citelib.documents.markdown.mask import COVER, cover, front_matter
from citelib.documents.markdown.metadata import read_metadata
from citelib.documents.model import CitedWork, Document, ListPlace, Place
from citelib.documents.sections import section_around

__all__ = ["query_of", "read"]

_NOTE: Final = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*", re.MULTILINE)
_REFERENCE: Final = re.compile(r"\[\^(?P<name>[^\[\]\s]{1,200})\](?!:)")
_INLINE_NOTE: Final = re.compile(r"\^\[")
_RESET: Final = re.compile(r"^#{1,6}[ \t].*\{[^{}\n]*\.reset-citation-positions\b[^{}\n]*\}[ \t]*$", re.MULTILINE)
_DIV: Final = re.compile(
    r"^(?P<colons>:{3,}+)[ \t]*+(?:\{(?P<attributes>[^{}\n]*)\}|(?P<word>[\w-]++))?+[ \t]*+:*+[ \t]*+$", re.MULTILINE
)
_REFS: Final = re.compile(r"(?:^|\s)(?:#(?:refs|[\w-]*__refs)(?![\w])|\.refs(?![\w-]))")
_HEADING: Final = re.compile(r"^(#{1,6})[ \t]+\S", re.MULTILINE)
_MYST_LIST: Final = re.compile(
    r"^(?P<fence>`{3,}|~{3,}|:{3,})\{bibliography\}.*?^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE
)
_ATTRIBUTE: Final = re.compile(r"""(?<![\w-])([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))""")
_ROLE: Final = re.compile(r"\{(?P<role>(?:foot)?cite(?::[a-z]+)?)\}`(?P<body>[^`\n]+)`")
_ELEMENT: Final = re.compile(r'<cite\s+data-cite="(?P<keys>[^"<>]+)"[^<>]*>(?P<shown>.*?)</cite>', re.DOTALL)
_IN_ROLE: Final = re.compile(
    r"(?<!\s)\s*(?:\{(?P<prefix>[^{}]*)\}\s*)?(?P<key>[^\s{},;]+)\s*(?:\{(?P<suffix>[^{}]*)\})?\s*(?:[,;]|$)"
)
_COMPOSITE_ROLES: Final = frozenset({"cite:t", "cite:ts", "cite:ct", "cite:cts", "footcite:t", "footcite:ts"})
_ROLE_MODES: Final[dict[str, Mode]] = {
    **dict.fromkeys(_COMPOSITE_ROLES, "composite"),
    **dict.fromkeys(("cite:author", "cite:authors", "cite:cauthor", "cite:cauthors"), "author-only"),
    **dict.fromkeys(("cite:year", "cite:yearpar"), "suppress-author"),
}


@attrs.frozen
class _Note:
    name: str
    start: int
    end: int
    anchor: int
    """Where the running text refers to it."""


def read(text: str, name: str = "", *, language: str | None = None) -> Document:
    """The places of a Markdown document.

    Args:
        text: The document.
        name: Name of its file, for messages.
        language: Language of its locators if the document does not say its own; English by default.

    """
    metadata, diagnostics = read_metadata(front_matter(text)[0], name)
    words = locator_words(metadata.language or language or "en-US")
    covered = cover(text)
    roles = [*_roles(text, covered, words), *_elements(text, covered)]
    for role in roles:
        covered = covered[: role.start] + COVER * (role.end - role.start) + covered[role.end :]
    scanner = Scanner(text, covered, words)
    notes = _notes(covered, scanner.closings)
    chapters = [match.start() for match in _RESET.finditer(text)]
    found = sorted([*roles, *scanner.scan(0, len(text))], key=lambda one: one.start)
    places = [_place(one, notes, chapters, scanner.affixes.raw, covered) for one in found]
    return Document(
        text,
        "markdown",
        name,
        tuple(places),
        tuple(_lists(text, covered)),
        metadata,
        tuple((note.name, note.anchor) for note in sorted(notes, key=lambda note: note.anchor)),
        tuple(diagnostics),
    )


def _place(found: Found, notes: list[_Note], chapters: list[int], raw: dict[str, str], covered: str) -> Place:
    note = next((one for one in notes if one.start <= found.start < one.end), None)
    anchor = note.anchor if note else found.start
    used = {
        character: raw[character]
        for work in found.works
        for character in work.prefix + work.suffix + work.locator
        if character in raw
    }
    return Place(
        found.start,
        found.end,
        found.works,
        found.mode,
        note=note.name if note else None,
        opens_note=note is not None and not covered[note.start : found.start].strip(),
        raw=used,
        chapter=bisect.bisect(chapters, anchor),
        anchor=anchor,
    )


# Notes


def _notes(covered: str, closings: Mapping[int, int]) -> list[_Note]:
    """The notes of a document, those in line and those defined elsewhere."""
    references: dict[str, int] = {}
    for match in _REFERENCE.finditer(covered):
        references.setdefault(match["name"], match.start())
    notes = [
        _Note(
            match["name"],
            match.end(),
            _end_of_note(covered, match.end()),
            references.get(match["name"], match.start()),
        )
        for match in _NOTE.finditer(covered)
    ]
    notes += [
        _Note(f"^{match.start()}", match.end(), end, match.start())
        for match in _INLINE_NOTE.finditer(covered)
        if (end := closings.get(match.end() - 1)) is not None
    ]
    return notes


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


def _elements(text: str, covered: str) -> Iterator[Found]:
    """Elements of notebooks: ``<cite data-cite="key">(Granger, 2013)</cite>``."""
    for match in _ELEMENT.finditer(text):
        if covered[match.end() - 1] != COVER or _is_code(text, match.start()):
            continue
        keys = [key.strip() for key in re.split(r"[,;]", match["keys"]) if key.strip()]
        yield Found(match.start(), match.end(), tuple(CitedWork(key, match.start("keys")) for key in keys), "")


def _is_code(text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    return text.count("`", line, at) % 2 == 1


# Lists


def _lists(text: str, covered: str) -> Iterator[ListPlace]:
    """Where bibliographies go: divs with the id or the class refs, and MyST's directive."""
    open_: list[tuple[re.Match[str], bool]] = []
    for match in _DIV.finditer(text):
        attributes = match["attributes"]
        if attributes is not None or match["word"] is not None:
            open_.append((match, bool(_REFS.search(attributes or ""))))
        elif open_:
            begin, is_list = open_.pop()
            if is_list:
                values = {row[1]: row[2] or row[3] or row[4] or "" for row in _ATTRIBUTE.finditer(begin["attributes"])}
                within = _section(covered, begin.start()) if values.get("section") == "true" else None
                yield ListPlace(match.start(), match.start(), query_of(values), within)
    for match in _MYST_LIST.finditer(text):
        yield ListPlace(match.start(), match.end())


def query_of(attributes: Mapping[str, str]) -> str:
    """The query of a list by its attributes: ``query``, or ``type`` and ``keyword`` for short.

    >>> query_of({"type": "book", "keyword": "own work"})
    'type:book tag:"own work"'
    """
    parts = [attributes.get("query", "")]
    for name, field in (("type", "type"), ("keyword", "tag")):
        if value := attributes.get(name, ""):
            quoted = value.replace('"', '\\"')
            parts.append(f'{field}:"{quoted}"' if re.search(r"[\s()\"]", value) else f"{field}:{value}")
    return " ".join(part for part in parts if part)


def _section(covered: str, at: int) -> tuple[int, int]:
    """Start and end of the section around a list, which may have a heading of its own."""
    headings = [(match.start(), len(match[1])) for match in _HEADING.finditer(covered)]
    last = max((start for start, _ in headings if start < at), default=None)
    has_heading = last is not None and not covered[last:at].partition("\n")[2].strip()
    return section_around(headings, at, len(covered), has_heading=has_heading)

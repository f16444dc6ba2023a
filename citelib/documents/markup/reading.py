"""What the readers of Typst, Org and AsciiDoc share: covering, notes, affixes, the document that comes of it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from citelib.csl.citation import Mode
from citelib.documents.locators import LocatorWords, as_suffix, split_suffix
from citelib.documents.model import RAW, CitedWork, Document, ListPlace, Metadata, Place

__all__ = ["COVER", "Found", "Texts", "closings", "cover", "document", "work"]

COVER: Final = "\ue000"
"""What stands for a covered character; line ends stay."""
_LINE: Final = re.compile(r"[^\r\n]")
_MOST: Final = 0x1000


@attrs.frozen
class Found:
    """A citation and where it stands.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        works: What it cites.
        mode: How it is printed.
        tentative: Whether it may be something else, if no work has its key.
        is_list: Whether it only asks for works to be listed.
        capitalize: Whether it begins a sentence.
        wants_note: Whether it is to stand in a note of its own.
    """

    start: int
    end: int
    works: tuple[CitedWork, ...]
    mode: Mode = ""
    tentative: bool = False
    is_list: bool = False
    capitalize: bool = False
    wants_note: bool = False


class Texts:
    """Turns stretches of a document into text for the processor.

    Args:
        covered: The document with what cites nothing covered.
        special: What the markup language would not take for text.

    Attributes:
        covered: The same.
        raw: What each private character stands for.
    """

    def __init__(self, covered: str, special: re.Pattern[str]) -> None:
        self.covered = covered
        self._special = special
        self.raw: dict[str, str] = {}

    def text(self, source: str) -> str:
        """The text of a stretch; what is marked up stays as it is, behind a private character."""
        source = " ".join(re.split(r"\s*\r?\n\s*", source))
        if not self._special.search(source) or len(self.raw) >= _MOST:
            return source
        character = chr(RAW + len(self.raw))
        self.raw[character] = source.strip()
        before = source[: len(source) - len(source.lstrip())]
        return f"{before}{character}{' ' if source.endswith(' ') else ''}"

    def renamed(self, text: str, raw: Mapping[str, str]) -> str:
        """A text with private characters of another, which are given characters of these texts."""
        for character, source in raw.items():
            if character in text and len(self.raw) < _MOST:
                own = chr(RAW + len(self.raw))
                self.raw[own] = source
                text = text.replace(character, own)
        return text


def cover(text: str, hidden: re.Pattern[str], *, keep: str = "kept") -> str:
    """The text with what a pattern finds covered, but for what its group `keep` finds; offsets stay."""
    return hidden.sub(lambda match: match[0] if match[keep] is not None else _LINE.sub(COVER, match[0]), text)


def closings(text: str, open_: str, close: str) -> dict[int, int]:
    """The offset of each opening bracket with the offset behind the one that closes it.

    >>> closings("a[b[c]d", "[", "]")
    {3: 6}
    """
    found: dict[int, int] = {}
    waiting: list[int] = []
    for match in re.finditer(f"[{re.escape(open_ + close)}]", text):
        if match.group() == open_:
            waiting.append(match.start())
        elif waiting:
            found[waiting.pop()] = match.end()
    return found


def work(key: str, position: int, prefix: str, suffix: str, words: LocatorWords, **options: bool) -> CitedWork:
    """A work with what stands before and behind its key."""
    label, locator, rest = split_suffix(suffix, words)
    return CitedWork(key, position, prefix, as_suffix(rest), locator, label, **options)


def document(
    kind: str,
    name: str,
    text: str,
    found: Iterable[Found],
    metadata: Metadata,
    *,
    lists: Sequence[ListPlace] = (),
    notes: Sequence[tuple[str, int, int, int]] = (),
    texts: Texts,
) -> Document:
    """The document of what was found.

    Args:
        kind: Name of the kind of document.
        name: Name of its file.
        text: Its text.
        found: Its citations; of two that overlap the first counts.
        metadata: What it says of itself.
        lists: Where lists go.
        notes: Name, start, end and anchor of each note.
        texts: What made its affixes.
    """
    by_start = sorted(notes, key=lambda note: note[1])
    starts = [note[1] for note in by_start]
    places = []
    end = 0
    for one in sorted(found, key=lambda one: one.start):
        if one.start < end:
            continue
        end = one.end
        number = bisect.bisect_right(starts, one.start) - 1
        note = by_start[number] if number >= 0 and one.start < by_start[number][2] else None
        affixes = "".join(work.prefix + work.suffix + work.locator for work in one.works)
        places.append(
            Place(
                one.start,
                one.end,
                one.works,
                one.mode,
                note=note[0] if note else None,
                opens_note=note is not None and not texts.covered[note[1] : one.start].strip(),
                raw={character: source for character, source in texts.raw.items() if character in affixes},
                anchor=note[3] if note else one.start,
                capitalize=one.capitalize,
                wants_note=one.wants_note,
                is_list=one.is_list,
                tentative=one.tentative,
            )
        )
    anchors = tuple((note[0], note[3]) for note in sorted(notes, key=lambda note: note[3]))
    return Document(text, kind, name, tuple(places), tuple(lists), metadata, anchors)

"""Pandoc's document tree read: its citations, notes, headings and lists, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from citelib.csl.citation import Mode
from citelib.documents.locators import as_suffix, locator_words, split_suffix
from citelib.documents.markdown.grammar import is_cross_reference
from citelib.documents.markdown.metadata import own_labels
from citelib.documents.markdown.read import query_of
from citelib.documents.markdown.sections import section_around
from citelib.documents.model import CitedWork, Document, ListPlace, Place
from citelib.documents.pandoc.affixes import Affixes
from citelib.documents.pandoc.metadata import NOT_TEXT, read_metadata
from citelib.documents.pandoc.tree import MOST_DEEP, Node, attributes, plain_text
from citelib.errors import ReadError

__all__ = ["Source", "is_list", "read"]


@attrs.frozen
class Source:
    """What writers need of a tree besides the places.

    Attributes:
        tree: The tree.
        raw: What each private character in affixes stands for.
        cites: The node of each place.
        lists: The node of each list.
    """

    tree: Mapping[str, Any]
    raw: Mapping[str, Node]
    cites: tuple[Node, ...]
    lists: tuple[Node, ...]


def is_list(block: Node) -> bool:
    """Whether a block is a place for a bibliography: a div with the id or the class refs."""
    if block["t"] != "Div":
        return False
    id, classes, _ = attributes(block)
    return id == "refs" or id.endswith("__refs") or ("refs" in classes and "references" not in classes)


def read(tree: Mapping[str, Any]) -> Document:
    """The places of a document tree.

    A tree has no text, so the text of the document is made: for each citation an ``@`` and what stands behind the
    citation, a mark for each heading and each list. Offsets are those in it.

    Raises:
        ReadError: It is nested deeper than anybody writes.
    """
    metadata, diagnostics = read_metadata(tree["meta"])
    reader = _Reader(metadata.language or "en-US", own_labels(metadata))
    for name in sorted(tree["meta"]):
        if name not in NOT_TEXT:
            reader.walk(tree["meta"][name])
    reader.walk(tree["blocks"])
    return Document(
        "".join(reader.parts),
        "pandoc",
        "",
        tuple(reader.places),
        tuple(reader.lists()),
        metadata,
        tuple(reader.notes),
        tuple(diagnostics),
        source=Source(tree, reader.affixes.raw, tuple(reader.cites), tuple(block for _, block, _ in reader.blocks)),
    )


class _Reader:
    def __init__(self, language: str, labels: Iterable[str]) -> None:
        self.words = locator_words(language)
        self.labels = labels
        self.affixes = Affixes()
        self.parts: list[str] = []
        self.at = 0
        self.cites: list[Node] = []
        self.blocks: list[tuple[int, Node, bool]] = []
        self.places: list[Place] = []
        self.notes: list[tuple[str, int]] = []
        self._headings: list[tuple[int, int]] = []
        self._note: str | None = None
        self._opens_note = False
        self._chapter = 0
        self._depth = 0
        self._after_heading = False

    def _mark(self, text: str) -> int:
        """The offset of a new mark in the text."""
        at = self.at
        self.parts.append(text)
        self.at += len(text)
        return at

    def lists(self) -> list[ListPlace]:
        """The places for lists, in the order of the document."""
        made = []
        for at, block, has_heading in self.blocks:
            _, _, values = attributes(block)
            within = None
            if values.get("section") == "true":
                within = section_around(self._headings, at, self.at, has_heading=has_heading)
            made.append(ListPlace(at, at, query_of(values), within))
        return made

    def walk(self, value: Any) -> None:
        """All that is within a value, in order."""
        if self._depth > MOST_DEEP:
            raise ReadError("is nested deeper than anybody writes")
        self._depth += 1
        if isinstance(value, list):
            for index, one in enumerate(value):
                if isinstance(one, dict) and one.get("t") == "Cite":
                    self._cite(one, value[index + 1] if index + 1 < len(value) else None)
                else:
                    self.walk(one)
        elif isinstance(value, dict):
            self._node(value)
        self._depth -= 1

    def _node(self, value: Node) -> None:
        kind = value.get("t")
        if kind == "Note":
            self._in_note(value["c"])
            return
        if kind == "Header":
            level, (_, classes, _) = value["c"][0], value["c"][1]
            if "reset-citation-positions" in classes:
                self._chapter += 1
            self._headings.append((self._mark("#"), level))
            self.walk(value["c"][2])
            self._after_heading = True
            return
        if kind == "Div" and is_list(value):
            self.blocks.append((self._mark("%"), value, self._after_heading))
        if kind is not None and kind not in ("Div", "Space", "SoftBreak"):
            self._after_heading = False
            if kind not in ("Para", "Plain"):
                self._opens_note = False
        self.walk(value["c"] if kind is not None and "c" in value else [*value.values()] if kind is None else None)

    def _in_note(self, blocks: list[Node]) -> None:
        outer, self._note = self._note, f"note-{len(self.notes)}"
        self.notes.append((self._note, self.at))
        self._opens_note = True
        self.walk(blocks)
        self._note, self._opens_note = outer, False

    def _cite(self, cite: Node, behind: Node | None) -> None:
        next_character = behind["c"][:1] if behind is not None and behind["t"] == "Str" else ""
        at = self._mark(f"@{next_character or ' '}")
        works = tuple(self._work(one, at) for one in cite["c"][0])
        first = cite["c"][0][0]["citationMode"]["t"] if cite["c"][0] else ""
        mode: Mode = "composite" if first == "AuthorInText" else ""
        anchor = self.notes[-1][1] if self._note is not None else at
        self.places.append(
            Place(
                at,
                at + 1,
                works,
                mode,
                note=self._note,
                opens_note=self._opens_note,
                chapter=self._chapter,
                anchor=anchor,
                tentative=any(is_cross_reference(work.key, self.labels) for work in works),
            )
        )
        self.cites.append(cite)
        self._opens_note = self._after_heading = False

    def _work(self, one: Mapping[str, Any], at: int) -> CitedWork:
        label, locator, suffix = split_suffix(self.affixes.text(one["citationSuffix"]), self.words)
        return CitedWork(
            str(one["citationId"]),
            at,
            self.affixes.text(one["citationPrefix"]) + (" " if _needs_space(one["citationPrefix"]) else ""),
            as_suffix(suffix),
            locator,
            label,
            one["citationMode"]["t"] == "SuppressAuthor",
        )


def _needs_space(prefix: list[Node]) -> bool:
    """Whether a prefix ends with a letter: pandoc drops the space before a key."""
    return bool(prefix) and plain_text(prefix)[-1:].strip() != ""

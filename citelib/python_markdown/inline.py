"""Citations in the text of a page: ``[see @key, p. 3; -@other]``, ``@key [p. 3]`` and ``@key``."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

import attrs
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from citelib.documents.markdown.grammar import Found, Scanner
from citelib.documents.markdown.mask import COVER, cover
from citelib.documents.model import CitedWork
from citelib.near import near_matches
from citelib.python_markdown.pages import Pages

__all__ = ["CitationProcessor"]

_STASHED = re.compile("\x02klzzwxh:([0-9]+)\x03")


class CitationProcessor(InlineProcessor):
    """Puts an empty element in the place of each citation, to be filled when all of them are known."""

    def __init__(self, md: Markdown, pages: Pages) -> None:
        # A hyphen that suppresses the names is part of the citation.
        super().__init__(r"\[|-?@", md)
        self.pages = pages
        self._text = ""
        self._found: dict[int, Found] = {}

    def handleMatch(  # noqa: N802
        self, match: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The element of the citation that begins at a match; nothing if none does."""
        if data != self._text:
            self._text, self._found = data, self._scan(data)
        found = self._found.get(match.start(0))
        if found is None:
            return None, None, None
        works = tuple(self._readable(work) for work in found.works)
        if found.mode == "composite" and not self._is_meant(works):
            return None, None, None
        return self.pages.cite(works, in_sentence=found.mode == "composite"), found.start, found.end

    def _scan(self, data: str) -> dict[int, Found]:
        if "@" not in data:
            return {}
        covered = _STASHED.sub(lambda match: COVER * len(match.group()), cover(data))
        scanner = Scanner(data, covered, self.pages.words)
        self._raw = scanner.affixes.raw
        return {found.start: found for found in scanner.scan(0, len(data))}

    def _is_meant(self, works: tuple[CitedWork, ...]) -> bool:
        """Whether ``@name`` in a sentence is a citation: a name of a person or a decorator is text like any other."""
        key = works[0].key
        return len(works) > 1 or key in self.pages.works or bool(near_matches(key, [*self.pages.works], 1))

    def _readable(self, work: CitedWork) -> CitedWork:
        """A work whose affixes are text: what Python-Markdown or the scanner put aside is put back."""
        return attrs.evolve(
            work,
            prefix=self._put_back(work.prefix),
            suffix=self._put_back(work.suffix),
            locator=self._put_back(work.locator),
        )

    def _put_back(self, text: str) -> str:
        for character, source in self._raw.items():
            text = text.replace(character, source)
        return _STASHED.sub(self._restored, text)

    def _restored(self, match: re.Match[str]) -> str:
        nodes: dict[str, Any] = self.md.treeprocessors["inline"].stashed_nodes
        node = nodes.get(match[1], "")
        return node if isinstance(node, str) else "".join(node.itertext())

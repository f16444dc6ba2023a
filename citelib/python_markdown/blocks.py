r"""Places of lists: ``::: {#refs}`` … ``:::`` as pandoc has them, and ``\bibliography`` as mkdocs-bibtex has it.

In the braces may stand ``.all`` (all works, cited or not), ``query="type:book year:2000.."`` (those that answer to a
query, see `citelib.queries`; with ``.cited`` only if they are cited), ``sort="-issued"``, ``by="year"`` (a heading for
each year) and ``style="nature"``.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from citelib.python_markdown.pages import Pages

__all__ = ["ListProcessor"]

_OPENING: Final = re.compile(
    r"\A(?::{3,}[ ]*\{[ ]*#refs(?P<options>[^{}]*)\}|\\(?P<full>full_)?bibliography)[ ]*(?:\n|\Z)"
)
_CLOSING: Final = re.compile(r"\A:{3,}[ ]*(?:\n|\Z)")
_OPTION: Final = re.compile(r"\.(?P<flag>[\w-]+)|(?P<name>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+))")


class ListProcessor(BlockProcessor):
    """Puts an empty element in the place of each list."""

    def __init__(self, parser: BlockParser, pages: Pages) -> None:
        super().__init__(parser)
        self.pages = pages

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Whether a list begins with a block."""
        return _OPENING.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the element; what the fence holds is set before it."""
        block = blocks.pop(0)
        match = _OPENING.match(block)
        assert match is not None
        options: dict[str, str] = {"all": ""} if match["full"] else {}
        for option in _OPTION.finditer(match["options"] or ""):
            options[option["flag"] or option["name"]] = option["quoted"] or option["bare"] or ""
        rest = block[match.end() :]
        if match["options"] is not None:
            held, rest = self._held(rest, blocks)
            self.parser.parseBlocks(parent, held)
        SubElement(parent, "div", {self.pages.LIST: self.pages.add_list(options)})
        if rest.strip():
            blocks.insert(0, rest)

    @staticmethod
    def _held(rest: str, blocks: list[str]) -> tuple[list[str], str]:
        """The blocks between the fences, and what follows the closing one; without one, the fence holds nothing."""
        for count, block in enumerate([rest, *blocks[:20]]):
            lines = block.split("\n")
            at = next((index for index, line in enumerate(lines) if _CLOSING.match(line)), None)
            if at is not None:
                held = [one for one in [*[rest, *blocks][:count], "\n".join(lines[:at])] if one.strip()]
                del blocks[:count]
                return held, "\n".join(lines[at + 1 :])
        return [], rest

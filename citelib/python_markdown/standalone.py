"""Pages that are filled as soon as they are read: documents of their own, or pages of Zensical's sites."""

from __future__ import annotations

import logging
from typing import Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from citelib.python_markdown.pages import Pages
from citelib.python_markdown.zensical import context_of, read_others

__all__ = ["FillPage", "StartPage"]

_logger = logging.getLogger("citelib")
_TOLD: Final[dict[str, list[str]]] = {}
"""What was said last of each page: some programs read a page several times."""


class StartPage(Preprocessor):
    """Forgets the page before."""

    def __init__(self, md: Markdown, pages: Pages) -> None:
        super().__init__(md)
        self.pages = pages

    def run(self, lines: list[str]) -> list[str]:
        """Begin a page; its lines stay as they are."""
        context = context_of(self.md)
        self.pages.begin(context.page if context else "")
        return lines


class FillPage(Postprocessor):
    """Fills the places of the page, and says what is wrong."""

    def __init__(self, md: Markdown, pages: Pages, reader: Extension) -> None:
        super().__init__(md)
        self.pages = pages
        self.reader = reader

    def run(self, text: str) -> str:
        """The HTML of the page, filled."""
        pages, context = self.pages, context_of(self.md)
        page, order = pages.page, [pages.page]
        if context is not None:
            read_others(pages, context, self.reader)
            order = [*context.order]
        site = pages.texts(order)
        problems = [str(one) for one in (*pages.diagnostics, *pages.missing(site, [page])) if one.severity != "info"]
        if context is None or _TOLD.get(page) != problems:
            for problem in problems:
                _logger.warning("%s", problem)
        _TOLD[page] = problems
        return pages.fill(text, page, site, context.address if context else str)

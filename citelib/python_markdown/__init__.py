r"""Extension for Python-Markdown: pandoc's citations in any CSL style, for MkDocs, Zensical, Pelican.

Needs Markdown (``pip install citelib[markdown]``), and neither pandoc nor a browser's scripts.

>>> import markdown
>>> text = "See [@ash, p. 3].\n\n::: {#refs}\n:::\n"
>>> works = [{"id": "ash", "type": "book", "title": "Trees", "author": [{"family": "Ash"}], "issued": "1999"}]
>>> print(markdown.markdown(text, extensions=[CitationExtension(works=works, style="apa")]))  # doctest: +ELLIPSIS
<p>See <span class="citelib">(<a href="#ref-ash" title="Ash. (1999). Trees.">Ash, 1999, p. 3</a>)</span>.</p>
<div class="references csl-bib-body csl-hanging">...
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from citelib.python_markdown.blocks import ListProcessor
from citelib.python_markdown.inline import CitationProcessor
from citelib.python_markdown.pages import Pages
from citelib.python_markdown.standalone import FillPage, StartPage

__all__ = ["CitationExtension", "makeExtension"]


class CitationExtension(Extension):
    """The extension; its options are those of `citelib.python_markdown.pages.Pages`.

    Args:
        pages: Where citations are kept until all pages are there; None if each page is a document of its own.
        options: ``bibliography`` (a file or a list of files), ``style``, ``locale``, ``title``, ``folder``, ``works``.
    """

    def __init__(self, pages: Pages | None = None, **options: Any) -> None:
        self.config = {
            "bibliography": [[], "Files of works, in any format that citelib reads"],
            "style": ["apa", "Name or path of a CSL style"],
            "locale": ["", "Language of the citations; that of the style without it"],
            "title": ["", "Heading of the list that is put at the end of a page without one"],
            "folder": ["", "Folder in which the files are looked for"],
            "works": [[], "Works that are given as CSL-JSON objects"],
        }
        super().__init__(**options)
        self.pages = pages
        self.is_standalone = pages is None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what finds citations and lists; Python-Markdown calls it."""
        if self.pages is None:
            self.pages = Pages(**self.getConfigs())
        md.registerExtension(self)
        if "@" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS.append("@")
        # Behind code and escapes, before links.
        md.inlinePatterns.register(CitationProcessor(md, self.pages), "citelib-citation", 175)
        md.parser.blockprocessors.register(ListProcessor(md.parser, self.pages), "citelib-list", 95)
        if self.is_standalone:
            md.preprocessors.register(StartPage(md, self.pages), "citelib-start", 1000)
            md.postprocessors.register(FillPage(md, self.pages, CitationExtension(self.pages)), "citelib-fill", 0)


def makeExtension(**options: Any) -> CitationExtension:  # noqa: N802
    """The extension, by the name that Python-Markdown looks for."""
    return CitationExtension(**options)

"""CSL 1.0.2: styles, and the processor that renders citations and bibliographies with them.

>>> from citelib.csl import render_bibliography
>>> from citelib.model import Item
>>> print(render_bibliography([Item("a", "book", title="The end")], "apa"), end="")
The end. (n.d.).
"""

from citelib.csl.citation import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Citation, Cite
from citelib.csl.each import format_each
from citelib.csl.options import Options
from citelib.csl.processor import Processor
from citelib.csl.results import (
    BibliographyParams,
    Changes,
    Document,
    Entry,
    EntryChanges,
    Formatted,
    RenderedBibliography,
)
from citelib.csl.whole import render_bibliography, render_document

__all__ = [
    "FIRST",
    "IBID",
    "IBID_WITH_LOCATOR",
    "SUBSEQUENT",
    "BibliographyParams",
    "Changes",
    "Citation",
    "Cite",
    "Document",
    "Entry",
    "EntryChanges",
    "Formatted",
    "Options",
    "Processor",
    "RenderedBibliography",
    "format_each",
    "render_bibliography",
    "render_document",
]

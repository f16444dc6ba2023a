"""Outputs: HTML, plain text and markup languages, one module each."""

from __future__ import annotations

from typing import Final

from citelib.output.output import Output, write
from citelib.registry import Registry

__all__ = ["OUTPUTS", "Output", "get_output", "write"]

OUTPUTS: Final[Registry[Output]] = Registry(
    "output",
    "citelib.output",
    {
        "ansi": "ansi:ANSI",
        "asciidoc": "asciidoc:ASCIIDOC",
        "asciidoc-linked": "asciidoc:LINKED_ASCIIDOC",
        "jats": "jats:JATS",
        "json": "json:JSON",
        "latex": "latex:LATEX",
        "markdown": "markdown:MARKDOWN",
        "org": "org:ORG",
        "org-linked": "org:LINKED_ORG",
        "rst": "rst:RST",
        "rtf": "rtf:RTF",
        "typst": "typst:TYPST",
        "html": "html:HTML",
        "html-linked": "html:LINKED_HTML",
        "latex-linked": "latex:LINKED_LATEX",
        "markdown-linked": "markdown:LINKED_MARKDOWN",
        "typst-linked": "typst:LINKED_TYPST",
        "text": "text:TEXT",
    },
    entry_points="citelib.outputs",
)
"""The outputs that are built in, and those of other packages (entry points of the group ``citelib.outputs``)."""


def get_output(name: str | Output) -> Output:
    """The output of that name.

    Raises:
        UnknownNameError: There is none.

    >>> get_output("text").title
    'plain text'
    """
    return name if isinstance(name, Output) else OUTPUTS.find(name)

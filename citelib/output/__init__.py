"""Outputs: HTML, plain text and markup languages, one module each."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from citelib.errors import UnknownNameError
from citelib.model.vocabulary import near_matches
from citelib.output.output import Output, write

__all__ = ["OUTPUTS", "Output", "get_output", "write"]

OUTPUTS: Final = {
    "json": ("citelib.output.json", "JSON"),
    "latex": ("citelib.output.latex", "LATEX"),
    "markdown": ("citelib.output.markdown", "MARKDOWN"),
    "rst": ("citelib.output.rst", "RST"),
    "rtf": ("citelib.output.rtf", "RTF"),
    "typst": ("citelib.output.typst", "TYPST"),
    "html": ("citelib.output.html", "HTML"),
    "html-linked": ("citelib.output.html", "LINKED_HTML"),
    "text": ("citelib.output.text", "TEXT"),
}
"""Module and constant of each output that is built in."""


def get_output(name: str | Output) -> Output:
    """The output of that name.

    Raises:
        UnknownNameError: There is none.

    >>> get_output("text").title
    'plain text'

    """
    if isinstance(name, Output):
        return name
    found = OUTPUTS.get(name)
    if found is None:
        raise UnknownNameError("output", name, near_matches(name, OUTPUTS))
    module, constant = found
    output: Output = getattr(import_module(module), constant)
    return output

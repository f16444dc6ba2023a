"""The filter: a document tree with citations in, the same with text and lists in their places out.

>>> tree = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": []}
>>> resolve(tree)
({'pandoc-api-version': [1, 23], 'meta': {}, 'blocks': []}, ())
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.documents.files import style_of, works_of
from citelib.documents.pandoc.read import read
from citelib.documents.pandoc.write import write
from citelib.documents.render import render
from citelib.errors import ReadError
from citelib.limits import DEFAULT_LIMITS
from citelib.model import Item

__all__ = ["DEFAULT_STYLE", "parse", "resolve"]

DEFAULT_STYLE: Final = "chicago-author-date"
"""The style of documents that name none, as it is pandoc's."""


def parse(data: bytes) -> dict[str, Any]:
    """The tree that bytes hold.

    Raises:
        ReadError: They are no tree of pandoc.
    """
    if len(data) > DEFAULT_LIMITS.document_size:
        raise ReadError(f"is longer than {DEFAULT_LIMITS.document_size} bytes")
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadError("is not JSON of pandoc", hint="it is run by pandoc: pandoc --filter citelib-pandoc") from error
    if not isinstance(tree, dict) or not {"pandoc-api-version", "meta", "blocks"} <= tree.keys():
        raise ReadError("is not a document tree of pandoc", hint="it is run by pandoc: pandoc --filter citelib-pandoc")
    return tree


def resolve(
    tree: dict[str, Any],
    works: Iterable[Item] | None = None,
    *,
    style: str | None = None,
    locale: str | None = None,
    target: str = "",
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """A tree with its citations and lists resolved, and what is wrong.

    Args:
        tree: The tree, as pandoc's JSON has it.
        works: The works that it can cite; by default those of the files that its metadata names.
        style: A style; by default the one that its metadata names, else `DEFAULT_STYLE`.
        locale: Language of the output; by default that of the document, else that of the style.
        target: The format that pandoc will write, if it is known.

    Raises:
        ReadError: The tree is nested deeper than anybody writes.
        StyleError: The style cannot be used.
        UnknownNameError: There is no such style or locale.
    """
    document = read(tree)
    diagnostics = list(document.diagnostics)
    if works is None:
        named = works_of(document)
        diagnostics += named.diagnostics
        works = named.values()
    rendered = render(document, works, style=style or style_of(document) or DEFAULT_STYLE, locale=locale, output="json")
    # Places are known by nothing but their order: a tree has no lines.
    diagnostics += [attrs.evolve(one, source=None, line=None, column=None) for one in rendered.diagnostics]
    return write(rendered, target), tuple(dict.fromkeys(diagnostics))

"""What an engine is: something that turns items and citations into text in a CSL style.

The interface uses none of an engine's own types, so that engines are interchangeable: `citelib.engines.native` is the
default, `citelib.engines.citeproc_py` the oracle that tests compare it with.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Protocol

import attrs

from citelib.csl.citation import Citation
from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.diagnostics import Diagnostic
from citelib.model import Item

__all__ = ["Engine", "Order", "Rendered"]

Order = bool | Sequence[str] | None
"""The order of a bibliography; see `Engine.render`."""


@attrs.frozen
class Rendered:
    """Formatted citations and bibliography.

    Attributes:
        citations: One text a citation, in the order of the citations.
        entries: Id and text of each entry of the bibliography, in its order.
        bibliography: The whole bibliography as the output wants it, with whatever stands around the entries.
        diagnostics: What was noticed on the way.

    >>> Rendered(("(Gordon, 1978)",), (("gordon1978", "Gordon. (1978)."),), "Gordon. (1978).").entries[0]
    ('gordon1978', 'Gordon. (1978).')
    """

    citations: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    bibliography: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


class Engine(Protocol):
    """Renders a document in one go."""

    def render(
        self,
        items: Sequence[Item],
        citations: Sequence[Citation],
        *,
        style: str | os.PathLike[str],
        locale: str | None,
        output: str,
        sort: Order,
        options: Options = DEFAULT_OPTIONS,
    ) -> Rendered:
        """Format citations, and a bibliography of all items.

        Args:
            items: All items; each can be cited, and each has an entry.
            citations: The citations of the document, in order.
            style: Name, title, address, path or XML of a style.
            locale: Language tag; None for that of the style.
            output: Name of an output, such as ``"text"`` or ``"html"``.
            sort: None for the order that the style asks for, False for the order of `items`, True to sort by names,
                year and title where the style has no order of its own; or variables to order by, as in
                ``["-issued"]``, a hyphen in front for the greatest first.
            options: Choices that hold in any style.

        Raises:
            UnknownNameError: No style or output has that name, or a cite names no item.
            StyleError: The style cannot be used.
        """
        ...

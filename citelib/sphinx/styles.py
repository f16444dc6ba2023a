"""Names of styles: those of CSL, and those that projects know from pybtex."""

from __future__ import annotations

from typing import Final

from citelib.csl.style.repository import find_style, resolve_style
from citelib.errors import CitelibError
from citelib.sphinx.bibtex_styles import STANDARD_STYLES, standard_style, style_of_class

__all__ = ["REFERENCE_STYLES", "csl_style", "has_labels"]

_BY_REFERENCE: Final = {"author_year": "apa", "super": "nature"}
"""Ways to cite that the standard styles do not have, with the CSL style that stands in for all of them."""
REFERENCE_STYLES: Final = ("label", "foot", *_BY_REFERENCE)
"""What ``bibtex_reference_style`` can be."""


def csl_style(name: str, reference_style: str) -> tuple[str, str | None]:
    """The CSL style, by name or as XML text, and what is wrong if it is another one than the name says.

    Args:
        name: A CSL style, or one of pybtex.
        reference_style: The setting ``bibtex_reference_style``, which chooses among styles that stand in for pybtex's.

    >>> csl_style("alpha", "author_year"), csl_style("nature", "label")
    (('apa', None), ('nature', None))
    """
    if name in STANDARD_STYLES:
        return _BY_REFERENCE.get(reference_style) or standard_style(name), None
    try:
        if not name.endswith(".csl"):
            find_style(name)
        resolve_style(name)
    except CitelibError as error:
        by_class = style_of_class(name)
        instead = _BY_REFERENCE.get(reference_style)
        problem = f"the style {name!r} is a class of pybtex, which cannot be used" if by_class else str(error)
        by_class = by_class or "alpha"
        return instead or standard_style(by_class), f"{problem}; {instead or by_class!r} stands in for it"
    return name, None


def has_labels(style: str) -> bool:
    """Whether a style, as `csl_style` gives it, is one of those that print BibTeX's labels."""
    return style in (standard_style("alpha"), standard_style("unsrtalpha"))

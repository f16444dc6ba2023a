"""Names of styles: those of CSL, and for the four of pybtex what comes next to them."""

from __future__ import annotations

from typing import Final

from citelib.csl.style.repository import find_style, resolve_style
from citelib.errors import CitelibError

__all__ = ["DEFAULT_STYLE", "REFERENCE_STYLES", "csl_style"]

_BY_NUMBER: Final = "association-for-computing-machinery"
_BY_LABEL: Final = "american-mathematical-society-label"
_OF_PYBTEX: Final = {"plain": _BY_NUMBER, "unsrt": "ieee", "alpha": _BY_LABEL, "unsrtalpha": _BY_LABEL}
"""Numbers in the order of the alphabet, numbers in the order of citation, labels such as [Doe99]."""
_BY_REFERENCE: Final = {"author_year": "apa", "super": "nature"}
"""Ways to cite that another style has, whatever the list is called."""
REFERENCE_STYLES: Final = ("label", "foot", *_BY_REFERENCE)
"""What ``bibtex_reference_style`` can be."""
DEFAULT_STYLE: Final = _BY_LABEL
"""What stands in for a style that cannot be used."""


def csl_style(name: str, reference_style: str) -> tuple[str, str | None]:
    """The name of the CSL style, and what is wrong if it cannot be used.

    Args:
        name: A CSL style, or one of pybtex.
        reference_style: The setting ``bibtex_reference_style``, which chooses among styles that stand in for pybtex's.

    >>> csl_style("plain", "label"), csl_style("alpha", "author_year"), csl_style("nature", "label")
    (('association-for-computing-machinery', None), ('apa', None), ('nature', None))
    """
    if name in _OF_PYBTEX:
        return _BY_REFERENCE.get(reference_style, _OF_PYBTEX[name]), None
    try:
        if not name.endswith(".csl"):
            find_style(name)
        resolve_style(name)
    except CitelibError as error:
        instead = _BY_REFERENCE.get(reference_style, DEFAULT_STYLE)
        return instead, f"{error}; {instead!r} stands in for it"
    return name, None

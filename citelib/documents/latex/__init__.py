r"""Citations in LaTeX: every command of the packages that people use, with files that are included.

>>> document = LATEX.read(rb"See \parencite[p.~3]{doe} and \textcite{roe}. % \cite{not}", "")
>>> [(place.mode, [work.key for work in place.works]) for place in document.places]
[('', ['doe']), ('composite', ['roe'])]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citelib.documents.kinds import Kind

if TYPE_CHECKING:
    from citelib.documents.model import Document
    from citelib.documents.render import RenderedDocument

__all__ = ["LATEX"]


def _read(data: bytes, name: str) -> Document:
    from citelib.documents.latex.read import read

    return read(data, name)


def _write(rendered: RenderedDocument) -> bytes:
    from citelib.documents.latex.write import write

    return write(rendered).encode("utf-8", "surrogatepass")


def _write_bbl(rendered: RenderedDocument) -> bytes:
    from citelib.documents.latex.bbl import write_bbl

    return write_bbl(rendered).encode("utf-8", "surrogatepass")


LATEX: Final = Kind("latex", "LaTeX", _read, {"tex": ("latex", _write), "bbl": ("latex", _write_bbl)})
"""LaTeX."""

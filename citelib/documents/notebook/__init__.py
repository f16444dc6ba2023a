"""Citations in Jupyter notebooks: in Markdown cells, and in cells of code through `Paper`.

>>> from citelib.documents.notebook import Paper
>>> from citelib.model import Date, Item, Name
>>> paper = Paper([Item("doe", "book", title="A Book", author=[Name("Doe", "Jane")], issued=Date.on(1999))], "apa")
>>> print(paper.cite("doe", locator="3"))
(Doe, 1999, p. 3)
>>> print(paper.bibliography())
Doe, J. (1999). A Book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from citelib.documents.kinds import Kind
from citelib.documents.notebook.paper import Paper, Shown

if TYPE_CHECKING:
    from citelib.documents.model import Document
    from citelib.documents.render import RenderedDocument

__all__ = ["NOTEBOOK", "Paper", "Shown"]


def _read(data: bytes, name: str) -> Document:
    from citelib.documents.notebook.cells import read

    return read(data, name)


def _write(rendered: RenderedDocument) -> bytes:
    from citelib.documents.notebook.cells import write

    return write(rendered)


NOTEBOOK: Final = Kind("notebook", "a Jupyter notebook", _read, {"notebook": ("markdown", _write)})
"""Jupyter notebooks."""

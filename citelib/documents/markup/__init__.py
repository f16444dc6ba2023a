r"""Citations in Typst, Org and AsciiDoc.

>>> document = TYPST.read(b"See @doe[p. 3] and #cite(<roe>, form: \"prose\").", "")
>>> [(place.mode, [work.key for work in place.works]) for place in document.places]
[('', ['doe']), ('composite', ['roe'])]
>>> [place.works[0].locator for place in ORG.read(b"[cite/t:see @doe p. 3]", "").places]
['3']
>>> [work.key for place in ASCIIDOC.read(b"cite:[doe(3), roe]", "").places for work in place.works]
['doe', 'roe']
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from citelib.documents.kinds import Kind
from citelib.files import decode

if TYPE_CHECKING:
    from citelib.documents.model import Document
    from citelib.documents.render import RenderedDocument

__all__ = ["ASCIIDOC", "ORG", "TYPST"]


def _kind(name: str, title: str) -> Kind:
    module = f"citelib.documents.markup.{name}"

    def read(data: bytes, file: str) -> Document:
        reader: Callable[[str, str], Document] = import_module(module).read
        return reader(decode(data)[0], file)

    def write(rendered: RenderedDocument) -> bytes:
        writer: Callable[[RenderedDocument], str] = import_module(module).write
        return writer(rendered).encode("utf-8", "surrogatepass")

    return Kind(name, title, read, {name: (name, write)})


TYPST: Final = _kind("typst", "Typst")
"""Typst."""
ORG: Final = _kind("org", "Org")
"""Org."""
ASCIIDOC: Final = _kind("asciidoc", "AsciiDoc")
"""AsciiDoc."""

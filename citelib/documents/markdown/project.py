"""A Markdown document in its project: files that it includes, and what the project says of bibliography and style.

Quarto has ``_quarto.yml`` and ``_metadata.yml``; the chapters of bookdown go by the metadata of ``index.Rmd``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

from citelib.documents.markdown.mask import front_matter
from citelib.documents.markdown.metadata import read_metadata
from citelib.documents.markdown.read import read
from citelib.documents.model import Document, Metadata
from citelib.documents.text.including import Inclusion, Inclusions, put_together
from citelib.files import decode, kind_of
from citelib.files import read_file as bytes_of
from citelib.limits import DEFAULT_LIMITS

__all__ = ["read_file"]

_SHORTCODE: Final = re.compile(r"^[ \t]*\{\{<[ \t]+include[ \t]+(?P<file>[^\s<>]+)[ \t]+>\}\}[ \t]*$", re.MULTILINE)
_CHILD: Final = re.compile(
    r"^```+[ \t]*\{r\b[^}\n]*\bchild[ \t]*=[ \t]*(?P<mark>[\"'])(?P<file>[^\"'\n]+)(?P=mark)[^}\n]*\}[ \t]*\n"
    r"(?:(?!```)[^\n]*\n)*```+[ \t]*$",
    re.MULTILINE,
)
_PROJECT: Final = ("_metadata.yml", "_quarto.yml", "_quarto.yaml")
_HIGHEST: Final = 4
"""How many folders above that of the document are looked into."""


def read_file(text: str, name: str) -> Document:
    """The places of a Markdown document with the files that it includes; what it leaves open its project says.

    Args:
        text: The document.
        name: Path of its file; no other file is looked for if it is empty.
    """
    text, stretches, diagnostics = put_together(text, name, _INCLUSIONS)
    document = read(text, name)
    if len(stretches) > 1 or diagnostics:
        document = attrs.evolve(document, stretches=tuple(stretches), diagnostics=(*document.diagnostics, *diagnostics))
    own = document.metadata
    if not name or (own.bibliographies and own.style and own.language):
        return document
    for project in _projects(Path(name)):
        own = attrs.evolve(
            own,
            bibliographies=own.bibliographies or project.bibliographies,
            style=own.style or project.style,
            language=own.language or project.language,
        )
    if own.language and own.language != document.metadata.language:
        document = attrs.evolve(read(text, name, language=own.language), stretches=document.stretches)
    return attrs.evolve(document, metadata=own)


def _inclusions(text: str) -> Iterator[Inclusion]:
    found = [*_SHORTCODE.finditer(text), *_CHILD.finditer(text)]
    for match in sorted(found, key=lambda one: one.start()):
        yield Inclusion(match.start(), match.end(), match["file"])


_INCLUSIONS: Final = Inclusions(_inclusions)


def _projects(path: Path) -> Iterator[Metadata]:
    """What the files around a document say, the nearest first; their paths lead from the folder of the document."""
    folder = path.resolve().parent
    if path.suffix.casefold() == ".rmd" and path.name.casefold() != "index.rmd":
        yield from _metadata(folder / "index.Rmd", folder, front=True)
    for above in (folder, *folder.parents[:_HIGHEST]):
        for name in _PROJECT:
            yield from _metadata(above / name, folder)
        if kind_of(above / "_quarto.yml") == "file":
            return


def _metadata(file: Path, folder: Path, *, front: bool = False) -> Iterator[Metadata]:
    if kind_of(file) != "file":
        return
    text = decode(bytes_of(file, DEFAULT_LIMITS, "document_size"))[0]
    metadata, _ = read_metadata(front_matter(text)[0] if front else text, str(file))

    def moved(name: str) -> str:
        return name if "://" in name else os.path.relpath(file.parent / name, folder)

    style = metadata.style
    is_file = style is not None and kind_of(file.parent / style) == "file"
    yield attrs.evolve(
        metadata,
        bibliographies=tuple(map(moved, metadata.bibliographies)),
        style=moved(style) if style is not None and is_file else style,
    )

"""Documents as files: rendered into new ones, and the works that they cite."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from citelib.csl.options import DEFAULT_OPTIONS, Options
from citelib.diagnostics import Diagnostic
from citelib.documents.kinds import KINDS, Kind, kind_of
from citelib.documents.model import EVERYTHING, Document
from citelib.documents.render import items_of, missing_keys, render
from citelib.errors import ReadError, UnknownNameError
from citelib.files import kind_of as kind_of_file
from citelib.files import read_file
from citelib.formats.exchange import load
from citelib.limits import DEFAULT_LIMITS
from citelib.model import Bibliography, Item
from citelib.output import OUTPUTS

__all__ = ["RenderedFile", "cited_works", "read_document", "render_file", "style_of", "works_of"]


@attrs.frozen
class RenderedFile:
    """A document with its citations resolved.

    Attributes:
        data: The bytes of the new document.
        diagnostics: What is wrong: keys without a work, what could not be read or written.
    """

    data: bytes
    diagnostics: tuple[Diagnostic, ...]


def read_document(file: str | os.PathLike[str], kind: str | None = None) -> Document:
    """What a document holds: citations, notes, where lists go, and what it says of itself.

    Args:
        file: Path of the document.
        kind: Name of its kind; by default what the ending of its name says.

    Raises:
        ReadError: The file cannot be read, or is no such document.
        UnknownNameError: There is no such kind.
    """
    return _kind(file, kind).read(_bytes(file), os.fspath(file))


def _kind(file: str | os.PathLike[str], kind: str | None) -> Kind:
    return KINDS.find(kind) if kind else kind_of(os.fspath(file))


def _bytes(file: str | os.PathLike[str]) -> bytes:
    return read_file(file, DEFAULT_LIMITS, "document_size")


def works_of(document: Document, **options: Any) -> Bibliography:
    """The works of the files that a document names as its bibliography, which are looked for beside it.

    Args:
        document: The document.
        options: Options of readers, as for `citelib.load`.

    What cannot be read is an error among the diagnostics of the bibliography.
    """
    items: dict[str, Item] = {}
    diagnostics: list[Diagnostic] = []
    folder = Path(document.name).parent
    for name in document.metadata.bibliographies:
        try:
            works = load(folder / name, **options)
        except ReadError as error:
            message = f"the bibliography {name!r} {error.message}"
            diagnostics.append(
                Diagnostic("error", "document-bibliography", message, error.hint, document.name or None, 1)
            )
            continue
        items = {**works, **items}
        diagnostics += works.diagnostics
    return Bibliography(items.values(), diagnostics=diagnostics)


def style_of(document: Document) -> str | Path | None:
    """The style that a document names, for `citelib.csl.style.repository.resolve_style`; None if it names none.

    It may be a file beside the document. A file that is not there is taken for the style of that name: ``ieee.csl``
    for ``ieee``.
    """
    named = document.metadata.style
    if not named or "://" in named:
        return named
    beside = Path(document.name).parent / named
    return beside if kind_of_file(beside) == "file" else Path(named).name.removesuffix(".csl")


def render_file(
    file: str | os.PathLike[str],
    works: Iterable[Item] | None = None,
    *,
    style: str | None = None,
    locale: str | None = None,
    to: str | None = None,
    kind: str | None = None,
    processor_options: Options = DEFAULT_OPTIONS,
    **options: Any,
) -> RenderedFile:
    """A document with its citations and its list as a style has them; the file itself is not touched.

    Args:
        file: Path of the document.
        works: The works that it can cite; by default those of the files that the document names. Works that stand in
            the document itself come before both.
        style: A style; by default the one that the document names, else APA.
        locale: Language of the output; by default that of the document, else that of the style.
        to: What to make of it; by default a document of the same kind.
        kind: Name of its kind; by default what the ending of its name says.
        processor_options: Choices that hold in any style, such as abbreviated names of journals.
        options: Options of the readers of the files that it names, as for `citelib.load`.

    Raises:
        ReadError: The file cannot be read, or is no such document.
        StyleError: The style cannot be used.
        UnknownNameError: There is no such kind, style, locale, or nothing of that name can be made of the document.
    """
    found = _kind(file, kind)
    document = found.read(_bytes(file), os.fspath(file))
    diagnostics = list(document.diagnostics)
    if works is None:
        named = works_of(document, **options)
        diagnostics += named.diagnostics
        works = named.values()
    if not found.writers:
        hint = "save it as DOCX and render that"
        raise ReadError(f"is {found.title}, which is read but not written", source=os.fspath(file), hint=hint)
    target = to or next(iter(found.writers))
    if target not in found.writers:
        raise UnknownNameError(f"form of a document in {found.title}", target, known=found.writers)
    output, write = found.writers[target]
    if document.metadata.links and f"{output}-linked" in OUTPUTS:
        output = f"{output}-linked"
    if (fit := found.fits.get(target)) is not None:
        document = fit(document, cited_works(document, works).values(), diagnostics.append)
    chosen = style or style_of(document)
    rendered = render(document, works, style=chosen, locale=locale, output=output, options=processor_options)
    return RenderedFile(write(rendered), (*diagnostics, *rendered.diagnostics))


def cited_works(document: Document, works: Iterable[Item]) -> Bibliography:
    """The works that a document cites or lists, in the order in which it first does so.

    Keys that nothing answers to are errors among the diagnostics.
    """
    items = items_of(document, works)
    places = sorted(document.places, key=lambda place: (place.anchor, place.start))
    keys = [work.key for place in places for work in place.works]
    keys += document.metadata.nocite
    keys += list(items) if EVERYTHING in keys else []
    cited = {items[key].id: items[key] for key in keys if key in items}
    return Bibliography(cited.values(), diagnostics=missing_keys(document, items))

"""The references that are to be checked: of files, manuscripts, a library, or one as text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

import attrs

from citelib.cli.files import given_options, load_all
from citelib.cli.typed_list import typed_list
from citelib.diagnostics import Diagnostic
from citelib.documents.files import cited_works, read_document, works_of
from citelib.documents.kinds import kind_of as kind_of_document
from citelib.errors import ReadError
from citelib.files import decode, kind_of
from citelib.formats.exchange import loads
from citelib.formats.registry import choose, find
from citelib.library import Library
from citelib.model import Bibliography, Item

__all__ = ["Input", "inputs", "is_typed"]

_WORDS = 4
"""Words from which on an argument that names no file is a reference."""


@attrs.frozen
class Input:
    """References that stand together.

    Attributes:
        name: Name of their file; None for what is in no file.
        items: The references.
        lines: Line of each, from 1, by id, where the format tells.
        diagnostics: What reading them had to report.
        text: The text of the file; empty for what is no text that could be changed.
        format: Name of its format; empty likewise.
        works: The references as they were read, with the text that each stands in.
    """

    name: str | None
    items: tuple[Item, ...]
    lines: dict[str, int] = attrs.field(factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str = ""
    format: str = ""
    works: Bibliography = attrs.field(factory=Bibliography)


def inputs(
    files: Sequence[str], source_format: str | None, library: Path | None, bibliographies: Sequence[str]
) -> Iterator[Input]:
    """What is named on the command line, read.

    Args:
        files: Names of files, of manuscripts, or one reference as text.
        source_format: Format of the files, if given.
        library: A library whose references are to be checked.
        bibliographies: Files with the works of manuscripts, where they do not name them.
    """
    if library is not None:
        with Library.open(library, create=False, read_only=True) as kept:
            yield Input(str(library), tuple(kept))
    for name in files or (["-"] if library is None else []):
        if is_typed(name):
            works = loads(name, source_format or "plain-text")
            yield Input(None, tuple(works.values()), diagnostics=works.diagnostics)
        elif source_format is None and _is_document(name):
            yield from _cited(name, bibliographies)
        else:
            yield _read(name, source_format)


def is_typed(argument: str) -> bool:
    """Whether an argument is a reference as text, not the name of a file."""
    return kind_of(argument) is None and len(argument.split()) >= _WORDS


def _is_document(name: str) -> bool:
    try:
        kind_of_document(PurePath(name))
    except ReadError:
        return False
    return True


def _cited(name: str, bibliographies: Sequence[str]) -> Iterator[Input]:
    """The works that a manuscript cites, each where it stands in its bibliography."""
    document = read_document(name)
    named = list(bibliographies) or [
        os.path.normpath(Path(name).parent / one) for one in document.metadata.bibliographies
    ]
    read = [_read(one, None) for one in named if kind_of(one) is not None]
    works = load_all(bibliographies, None) if bibliographies else works_of(document, **given_options())
    cited = cited_works(document, works.values())
    wanted = set(cited)
    told = (*document.diagnostics, *works.diagnostics, *cited.diagnostics)
    for one in read:
        items = tuple(item for item in one.items if item.id in wanted)
        wanted -= {item.id for item in items}
        yield attrs.evolve(one, items=items, diagnostics=())
    # Works that the manuscript brings with it stand in no other file.
    brought = tuple(item for item in cited.values() if item.id in wanted)
    if not cited and (listed := typed_list(document)):
        brought = tuple(listed.values())
        told += listed.diagnostics
    yield Input(name, brought, diagnostics=told)


def _read(name: str, source_format: str | None) -> Input:
    works = load_all([name], source_format)
    lines = {block.item.id: block.line for block in works.blocks if block.item is not None and block.line is not None}
    text, format = "", ""
    if kind_of(name) == "file":
        data = Path(name).read_bytes()
        text, encoding = decode(data)
        if text.encode(encoding, "surrogatepass") != data.removeprefix(b"\xef\xbb\xbf"):
            text = ""  # in several encodings, or packed: nothing that could be written back
        else:
            format = _format_of(name, text, source_format)
        if not lines and text:
            lines = _found(works, text)
    return Input(
        "<stdin>" if name == "-" else name, tuple(works.values()), lines, works.diagnostics, text, format, works
    )


def _format_of(name: str, text: str, source_format: str | None) -> str:
    try:
        return (find(source_format) if source_format else choose(text[:65_536], name)).name
    except (ReadError, LookupError):
        return ""


def _found(works: Bibliography, text: str) -> dict[str, int]:
    """Lines on which ids stand, where the reader of a format does not tell."""
    found: dict[str, int] = {}
    wanted = set(works)
    for number, line in enumerate(text.splitlines(), 1):
        for word in line.replace('"', " ").replace(",", " ").split():
            if word in wanted:
                found.setdefault(word, number)
    return found

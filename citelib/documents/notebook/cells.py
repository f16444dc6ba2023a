"""Citations in the Markdown cells of a notebook: found, replaced, and every other byte of the file left alone.

Works come with some notebooks: those of cite2c and of jupyterlab-citation-manager stand in the metadata.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.documents.markdown.read import read as read_markdown
from citelib.documents.model import Document, ListPlace, Metadata, Place, Stretch
from citelib.documents.notebook.spans import spans
from citelib.documents.render import RenderedDocument
from citelib.documents.text.changes import Change, apply
from citelib.documents.text.writing import entries_of, list_title, place_change
from citelib.errors import ReadError
from citelib.files import decode
from citelib.formats.exchange import loads
from citelib.model import Item

__all__ = ["read", "write"]

_BETWEEN: Final = "\n\n"
_LIST: Final = re.compile(
    r'<div class="cite2c-biblio">\s*</div>|(?<=<!-- BIBLIOGRAPHY START -->).*?(?=<!-- BIBLIOGRAPHY END -->)', re.DOTALL
)
_LABEL: Final = "cite-"


@attrs.frozen
class _Cell:
    """A Markdown cell: where its text stands in that of the document, and its source in the file."""

    start: int
    end: int
    source: tuple[int, int]
    is_list: bool


@attrs.frozen
class _Source:
    """The file as it is, its Markdown cells, and where its list of cells ends."""

    text: str
    cells: tuple[_Cell, ...]
    cells_end: int
    is_empty: bool
    has_ids: bool


def read(data: bytes, name: str = "") -> Document:
    """The places of a notebook.

    Raises:
        ReadError: It is no notebook.
    """
    text = decode(data)[0]
    try:
        notebook = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not a notebook: {error}", source=name or None) from error
    cells, path = _cells(notebook)
    found = spans(text)
    parts: list[str] = []
    kept: list[_Cell] = []
    documents: list[Document] = []
    stretches: list[Stretch] = []
    at = 0
    for index, cell in enumerate(cells):
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        source = cell.get("source", "")
        body = "".join(source) if isinstance(source, list) and all(isinstance(one, str) for one in source) else source
        where = found.get((*path, index, "source"))
        if not isinstance(body, str) or where is None:
            continue
        document = read_markdown(body, name)
        kept.append(_Cell(at, at + len(body), where, isinstance(source, list)))
        stretches.append(Stretch(at, f"{name or 'notebook'} cell {index + 1}", 1, 1))
        documents.append(_moved(document, at, index))
        parts.append(body)
        at += len(body) + len(_BETWEEN)
    whole = _BETWEEN.join(parts)
    metadata, diagnostics = _metadata(notebook.get("metadata"), documents)
    lists = [one for document in documents for one in document.lists]
    lists += [ListPlace(match.start(), match.end()) for match in _LIST.finditer(whole)]
    end = found.get(path, (0, 0))[1] - 1
    has_ids = any(isinstance(cell, dict) and "id" in cell for cell in cells)
    return Document(
        whole,
        "notebook",
        name,
        tuple(place for document in documents for place in document.places),
        tuple(sorted(lists, key=lambda one: one.start)),
        metadata,
        tuple(note for document in documents for note in document.notes),
        diagnostics,
        tuple(stretches),
        _Source(text, tuple(kept), end, not cells, has_ids),
    )


def _cells(notebook: object) -> tuple[list[Any], tuple[str | int, ...]]:
    """The cells of a notebook and where they stand in it: in version 3 they are those of a worksheet."""
    values: Any = notebook if isinstance(notebook, dict) else {}
    path: tuple[str | int, ...] = ("cells",)
    sheets = values.get("worksheets")
    if isinstance(sheets, list) and sheets and isinstance(sheets[0], dict) and "cells" not in values:
        values, path = sheets[0], ("worksheets", 0, "cells")
    cells = values.get("cells")
    if not isinstance(cells, list):
        raise ReadError("is not a notebook: it has no cells")
    return cells, path


def _moved(document: Document, by: int, cell: int) -> Document:
    """What a cell holds, with the offsets and the names of notes of the whole notebook."""

    def moved(place: Place) -> Place:
        works = tuple(attrs.evolve(work, position=work.position + by) for work in place.works)
        note = None if place.note is None else f"{cell}:{place.note}"
        return attrs.evolve(
            place, start=place.start + by, end=place.end + by, anchor=place.anchor + by, works=works, note=note
        )

    def moved_list(one: ListPlace) -> ListPlace:
        within = None if one.within is None else (one.within[0] + by, one.within[1] + by)
        return attrs.evolve(one, start=one.start + by, end=one.end + by, within=within)

    return attrs.evolve(
        document,
        places=tuple(moved(place) for place in document.places),
        lists=tuple(moved_list(one) for one in document.lists),
        notes=tuple((f"{cell}:{note}", anchor + by) for note, anchor in document.notes),
    )


def _metadata(values: object, documents: list[Document]) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """What the first cell says, as front matter does, and the works in the metadata of the notebook."""
    metadata = documents[0].metadata if documents else Metadata()
    diagnostics = [one for document in documents for one in document.diagnostics]
    items: list[Item] = []
    records = [*_records(values)]
    if records:
        # cite2c writes dates as pandoc's metadata have them, which CSL-YAML knows.
        works = loads(json.dumps({"references": records}), "csl-yaml")
        items = [*works.values()]
        diagnostics += works.diagnostics
    return attrs.evolve(metadata, references=(*metadata.references, *items)), tuple(diagnostics)


def _records(values: object) -> Iterator[dict[str, Any]]:
    """Works as CSL-JSON under the keys by which cells cite them."""
    if not isinstance(values, Mapping):
        return
    cite2c = values.get("cite2c")
    citations = cite2c.get("citations") if isinstance(cite2c, Mapping) else None
    for key, record in citations.items() if isinstance(citations, Mapping) else ():
        if isinstance(record, dict):
            yield {**record, "id": key}
    manager = values.get("citation-manager")
    items = manager.get("items") if isinstance(manager, Mapping) else None
    for origin, found in items.items() if isinstance(items, Mapping) else ():
        for key, record in found.items() if isinstance(found, Mapping) else ():
            if isinstance(record, dict):
                yield {**record, "id": f"{origin}|{key}"}


def write(rendered: RenderedDocument) -> bytes:
    """The notebook with other text in those Markdown cells that cite or list something.

    Args:
        rendered: The notebook, rendered in the output ``"markdown"``.
    """
    document = rendered.document
    source: _Source = document.source
    count = 0
    notes: list[str] = []

    def note(text: str) -> str:
        nonlocal count
        count += 1
        notes.append(f"[^{_LABEL}{count}]: {text}")
        return f"[^{_LABEL}{count}]"

    places = list(rendered.places)
    lists = [
        (one.start, one.end, f"\n{entries}\n\n" if one.start == one.end else f"\n{entries}\n")
        for one, bibliography in zip(document.lists, rendered.lists, strict=False)
        if (entries := entries_of(bibliography))
    ]
    changes: list[Change] = []
    for cell in source.cells:
        inside = [place_change(rendered, done, note) for done in places if cell.start <= done.place.start < cell.end]
        inside += [one for one in lists if cell.start <= one[0] <= one[1] <= cell.end]
        if not inside:
            continue
        moved = [(start - cell.start, end - cell.start, text) for start, end, text in inside]
        text = apply(document.text[cell.start : cell.end], moved)
        if notes:
            text = f"{text.rstrip()}\n\n" + "\n".join(notes)
            notes.clear()
        changes.append((*cell.source, _as_json(text, source.text[slice(*cell.source)], is_list=cell.is_list)))
    if not document.lists and (entries := entries_of(rendered.bibliography)):
        changes.append(_new_cell(f"## {list_title(rendered)}\n\n{entries}", source))
    return apply(source.text, changes).encode("utf-8", "surrogatepass")


def _as_json(text: str, before: str, *, is_list: bool) -> str:
    """The source of a cell, laid out as it was."""
    if not is_list:
        return json.dumps(text, ensure_ascii=False)
    lines = [json.dumps(line, ensure_ascii=False) for line in text.splitlines(keepends=True)]
    layout = re.match(r'\[(\s*)(?:".*")?(\s*)\]\Z', before, re.DOTALL)
    inner, outer = (layout[1], layout[2]) if layout else ("", "")
    separator = f",{inner}" if inner else ", "
    return f"[{inner}{separator.join(lines)}{outer}]"


def _new_cell(text: str, source: _Source) -> Change:
    """A Markdown cell behind all others."""
    cell: dict[str, Any] = {"cell_type": "markdown"}
    if source.has_ids:
        cell["id"] = "citelib-references"
    cell |= {"metadata": {}, "source": text.splitlines(keepends=True)}
    made = json.dumps(cell, ensure_ascii=False, indent=1).replace("\n", "\n  ")
    end = len(source.text[: source.cells_end].rstrip())
    return end, end, f"{'' if source.is_empty else ','}\n  {made}"

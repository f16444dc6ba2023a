"""The metadata of pandoc's document tree as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.documents.model import EVERYTHING, Metadata
from citelib.documents.pandoc.affixes import Affixes
from citelib.documents.pandoc.tree import Node, plain_text
from citelib.formats.exchange import loads

__all__ = ["NOT_TEXT", "read_metadata"]

NOT_TEXT: Final = frozenset(
    ("nocite", "references", "bibliography", "csl", "citation-style", "lang", "citation-abbreviations")
)
"""Metadata that is about citations and is printed nowhere."""


def read_metadata(meta: Mapping[str, Node]) -> tuple[Metadata, list[Diagnostic]]:
    """What the metadata says of citations, and what is wrong with it."""
    values = {name: _value(one) for name, one in meta.items() if name not in ("nocite", "references")}
    diagnostics: list[Diagnostic] = []
    references: tuple[Any, ...] = ()
    if "references" in meta:
        # JSON is YAML, and in YAML dates and numbers may be as people write them.
        works = loads(json.dumps({"references": _value(meta["references"], markup=True)}), "csl-yaml")
        references = tuple(works.values())
        diagnostics += works.diagnostics
    metadata = Metadata(
        bibliographies=tuple(_texts(values.get("bibliography"))),
        style=_text(values, "csl", "citation-style"),
        language=_text(values, "lang", "locale"),
        nocite=tuple(_keys(meta.get("nocite"))),
        references=references,
        list_title=_text(values, "reference-section-title"),
        has_list=not _is_true(values.get("suppress-bibliography")),
        links=_is_true(values["link-citations"]) if "link-citations" in values else None,
        notes_after_punctuation=(
            _is_true(values["notes-after-punctuation"]) if "notes-after-punctuation" in values else None
        ),
        values=values,
    )
    return metadata, diagnostics


def _value(one: Node, *, markup: bool = False) -> Any:
    kind: str = one["t"]
    contents: Any = one.get("c")
    if kind == "MetaMap":
        return {key: _value(inner, markup=markup) for key, inner in contents.items()}
    if kind == "MetaList":
        return [_value(inner, markup=markup) for inner in contents]
    if kind in ("MetaBool", "MetaString"):
        return contents
    if kind == "MetaInlines":
        return _marked_up(contents) if markup else plain_text(contents)
    paragraphs = [block["c"] for block in contents if block["t"] in ("Para", "Plain")]
    return " ".join(_marked_up(inner) if markup else plain_text(inner) for inner in paragraphs)


def _marked_up(nodes: list[Node]) -> str:
    affixes = Affixes()
    text = affixes.text(nodes)
    for character, one in affixes.raw.items():
        text = text.replace(character, plain_text([one]))
    return text


def _keys(value: Any) -> Iterator[str]:
    """The keys of all citations within a value, in order."""
    if isinstance(value, dict):
        if value.get("t") == "Cite":
            yield from (EVERYTHING if one["citationId"] == "*" else one["citationId"] for one in value["c"][0])
        else:
            yield from _keys([*value.values()])
    elif isinstance(value, list):
        for one in value:
            yield from _keys(one)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, Mapping):
        yield from _texts([*value.values()])
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)


def _text(values: Mapping[str, Any], *names: str) -> str | None:
    return next((value.strip() for name in names if isinstance(value := values.get(name), str) and value.strip()), None)


def _is_true(value: object) -> bool:
    return value is True or str(value).casefold() in ("true", "yes", "on")

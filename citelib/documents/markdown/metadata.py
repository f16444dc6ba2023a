"""The metadata of a Markdown document: what its YAML says of bibliography, style, language and list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citelib.diagnostics import Diagnostic
from citelib.documents.markdown.grammar import keys_in
from citelib.documents.model import Metadata
from citelib.errors import CitelibError
from citelib.formats.exchange import loads
from citelib.formats.json_yaml.yaml_values import read_yaml
from citelib.model import Item

__all__ = ["own_labels", "read_metadata"]


def read_metadata(yaml: str, name: str = "") -> tuple[Metadata, list[Diagnostic]]:
    """What YAML says, and what is wrong with it.

    Args:
        yaml: The text between the lines of hyphens; empty if there is none.
        name: Name of the document.
    """
    diagnostics: list[Diagnostic] = []
    values: dict[str, Any] = {}
    if yaml.strip():
        try:
            found = read_yaml(yaml, format="markdown", source=name or None)
        except CitelibError as error:
            message = f"the metadata cannot be read: {error.message}"
            line = getattr(error, "line", None)
            diagnostics.append(
                Diagnostic("warning", "document-metadata", message, source=name or None, line=(line or 0) + 1)
            )
        else:
            values = found if isinstance(found, dict) else {}
    references: tuple[Item, ...] = ()
    if values.get("references"):
        works = loads(f"---\n{yaml}\n---\n", "csl-yaml")
        references = tuple(works.values())
        diagnostics += works.diagnostics
    metadata = Metadata(
        bibliographies=_texts(values.get("bibliography")),
        style=_text(values, "csl", "citation-style"),
        language=_text(values, "lang", "locale"),
        nocite=tuple(keys_in(" ".join(_texts(values.get("nocite"))))),
        references=references,
        list_title=_text(values, "reference-section-title"),
        has_list=not _is_true(values.get("suppress-bibliography")),
        links=_flag(values.get("link-citations")),
        notes_after_punctuation=_flag(values.get("notes-after-punctuation")),
        values=values,
    )
    return metadata, diagnostics


def own_labels(metadata: Metadata) -> frozenset[str]:
    """What labels of cross-references begin with that the document defines itself, as Quarto has them.

    >>> own_labels(Metadata(values={"crossref": {"custom": [{"kind": "float", "key": "vid"}]}}))
    frozenset({'vid-*'})
    """
    crossref = metadata.values.get("crossref")
    kinds = crossref.get("custom") if isinstance(crossref, dict) else None
    return frozenset(
        f"{kind['key']}-*"
        for kind in (kinds if isinstance(kinds, list) else ())
        if isinstance(kind, dict) and isinstance(kind.get("key"), str) and kind["key"]
    )


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, dict):  # several bibliographies by topic
        return _texts([text for one in value.values() for text in _texts(one)])
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, Iterable) else ()


def _text(values: dict[str, Any], *names: str) -> str | None:
    return next((str(value) for name in names if isinstance(value := values.get(name), str) and value.strip()), None)


def _flag(value: object) -> bool | None:
    return None if value is None else _is_true(value)


def _is_true(value: object) -> bool:
    return str(value).casefold() in ("true", "yes", "on")

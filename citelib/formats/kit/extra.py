"""What a format has no field for, as lines of its notes: ``variable: value`` and ``relation: target``.

This is the convention by which Zotero's «Extra» field holds CSL variables, with relations added: the relation's name,
a colon, and the target with its scheme in front. Evidence follows as JSON.

The other way round, what no variable holds is kept of a record in `Item.custom` as ``format:field`` (see `Draft.keep`).
A writer gives it back under that field, or as a line ``format:field: text``.

>>> from citelib.model import Item, Relation
>>> item = Item("a", "book", original_date=Date.on(1900), relations=[Relation("reviews", "10.1/x", "doi")])
>>> list(extra_lines(item, written={"title"}))
['original-date: 1900', 'reviews: doi:10.1/x']
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator
from typing import Any, Final, get_args

import attrs

from citelib.errors import ModelError
from citelib.formats.kit.draft import Draft
from citelib.formats.kit.fields import as_doi
from citelib.formats.kit.names import read_name, write_name
from citelib.model import ET_AL, RELATION_TYPES, Date, Evidence, Item, Relation, is_cut_short
from citelib.model.custom import remembered
from citelib.model.relations import Scheme
from citelib.model.vocabulary import ITEM_TYPES, VARIABLES

__all__ = [
    "extra_lines",
    "kept_line",
    "kept_lines",
    "kept_texts",
    "kept_values",
    "noted_type",
    "read_extra",
    "read_relation",
    "relation_line",
    "with_note_fields",
]

_LINE: Final = re.compile(r"([A-Za-z][A-Za-z_-]*): (\S.*)")
_LOOSE: Final = re.compile(r"([A-Za-z][A-Za-z _.-]*?):\s*(\S.*)")
_NAMES: Final = {name.casefold(): name for name in VARIABLES}
_KEPT: Final = re.compile(r"([a-z-]+):([^\s:]+): (\S.*)")
_SCHEMES: Final = get_args(Scheme)


def extra_lines(
    item: Item,
    written: Container[str],
    relations: Iterable[Relation] | None = None,
    cut_short: Container[str] = (),
) -> Iterator[str]:
    """The lines for what the fields of a record do not say.

    Args:
        item: The item.
        written: The variables that the fields say exactly.
        relations: The relations that they do not say; by default all of the item.
        cut_short: The name variables whose field says itself that the list is cut short; for others that are, a line
            ``author: et al.`` says so, because most programs take «et al.» among the names for somebody.
    """
    for name, value in item.variables.items():
        if name in written:
            if isinstance(value, tuple) and is_cut_short(value) and name not in cut_short:
                yield f"{name}: {ET_AL}"
        elif isinstance(value, Date):
            yield f"{name}: {' '.join(str(value).split())}"
        elif isinstance(value, tuple):
            for one in value:
                yield f"{name}: {write_name(one)}"
        elif value.strip():
            yield f"{name}: {value if _is_plain(value) else _quoted(value)}"
    for relation in item.relations if relations is None else relations:
        yield relation_line(relation)


def kept_values(item: Item, format: str) -> dict[str, Any]:
    """What has been kept of a record in a format, by field.

    >>> kept_values(Item("a", custom={"ris:U1": ["x"], "refer:9": ["y"]}), "ris")
    {'U1': ['x']}
    """
    start = remembered(format, "")
    return {key.removeprefix(start): value for key, value in item.custom.items() if key.startswith(start)}


def kept_texts(item: Item, format: str) -> dict[str, list[str]]:
    """What has been kept as text of a record in a format, by field; numbers are text, too."""
    values = kept_values(item, format) if item.custom else {}
    return {
        field: [
            str(one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, str | int | float)
        ]
        for field, value in values.items()
    }


def kept_lines(item: Item, format: str) -> Iterator[str]:
    """The same as lines of notes, which `read_extra` reads."""
    for field, texts in kept_texts(item, format).items():
        yield from (kept_line(format, field, text) for text in texts)


def kept_line(format: str, field: str, text: str) -> str:
    """One text that has been kept as a line of notes."""
    return f"{format}:{field}: {' '.join(text.split())}"


def _is_plain(value: str) -> bool:
    return value.isprintable() and value == " ".join(value.split()) and not value.startswith('"')


def _quoted(value: str) -> str:
    """The value as JSON, in which white space that readers of lines change is escaped, as are control characters."""
    return _CHANGED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


_CHANGED: Final = re.compile(r"(?<= ) |[^\S ]")


def relation_line(relation: Relation) -> str:
    """One relation as a line; see the module."""
    target = " ".join(relation.target.split())
    line = f"{relation.type}: {relation.scheme}:{target}"
    if relation.evidence is not None:
        line += f" {json.dumps(attrs.asdict(relation.evidence), ensure_ascii=False)}"
    return line


def read_extra(line: str, draft: Draft, *, is_loose: bool = False) -> bool:
    """Put what a line of notes says into the draft; False if it says nothing of the kind.

    Args:
        line: The line.
        draft: The item on its way in.
        is_loose: Whether labels may be written as people do in Zotero's «Extra»: ``Original Date``, ``Citation Key``.
    """
    if is_loose and (label := _LOOSE.fullmatch(line)) is not None:
        line = f"{_loose_name(label[1])}: {label[2]}"
    match = _LINE.fullmatch(line)
    if match is None:
        if (kept := _KEPT.fullmatch(line)) is None or kept[1] != draft.format:
            return False
        draft.keep(kept[2], kept[3])
        return True
    name, value = match.groups()
    if name == "type" and value in ITEM_TYPES:
        return True  # see `noted_type`
    if name in RELATION_TYPES:
        relation = read_relation(name, value)
        if relation is None:
            return False
        draft.relations.append(relation)
        return True
    kind = VARIABLES.get(name)
    if kind is None:
        return False
    if kind == "name":
        draft.put_exact(name, read_name(value))
        return True
    text = _plain(value).strip()
    if is_loose and name == "DOI":
        text = as_doi(text) or text
    found = Date.parse(text) if kind == "date" else text
    if not found:
        return False
    draft.put_exact(name, found)
    return True


def with_note_fields(item: Item, format: str) -> Item:
    r"""The item with what lines ``variable: value`` of its note say; what it has already stays as it is.

    >>> with_note_fields(Item("a", "book", note="original-date: 1923\nread twice"), "csl-json")
    Item('a', 'book', original_date=Date('1923'), note='read twice')
    """
    if ":" not in (item.note or ""):
        return item
    draft = Draft(format)
    lines = (item.note or "").splitlines()
    said = [line.strip().removeprefix("{:").removesuffix("}") for line in lines]
    left = []
    for line, text in zip(lines, said, strict=True):
        name = text.partition(":")[0]
        if name in item.variables or name in RELATION_TYPES or not read_extra(text, draft):
            left.append(line)
    if len(left) == len(lines):
        return item
    kind = noted_type(said) or item.type
    variables = {**item.variables, **draft.item(item.id).variables}
    del variables["note"]
    if note := "\n".join(left).strip():
        variables["note"] = note
    return Item(item.id, kind, variables, relations=item.relations, custom=item.custom)


def _loose_name(label: str) -> str:
    """The variable that a label means, or the label."""
    name = label.strip().casefold().replace(" ", "-")
    return _NAMES.get(name) or _NAMES.get(name.replace("-", "_")) or label


def noted_type(notes: Iterable[str]) -> str | None:
    """The type that a line ``type: …`` of the notes says, which is how a format without that type keeps it."""
    return next((note[6:] for note in notes if note.startswith("type: ") and note[6:] in ITEM_TYPES), None)


def _plain(value: str) -> str:
    if value.startswith('"') and value.endswith('"'):
        try:
            text: Any = json.loads(value)
        except ValueError:
            return value
        if isinstance(text, str):
            return text
    return value


def read_relation(name: str, value: str) -> Relation | None:
    """The relation of a line, or None if its target has no known scheme."""
    scheme, colon, target = value.partition(":")
    if not colon or scheme not in _SCHEMES:
        return None
    evidence = None
    if target.endswith("}") and (start := target.find(" {")) > 0:
        try:
            evidence = Evidence(**json.loads(target[start:]))
            target = target[:start]
        except (ValueError, TypeError, ModelError, RecursionError):
            evidence = None
    target = target.strip()
    return Relation(name, target, scheme, evidence) if target else None

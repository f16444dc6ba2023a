r"""CSL-YAML: the items of CSL-JSON in YAML, as pandoc reads and writes them.

Read are lists of items, pandoc's ``references:`` (also in the front matter of a Markdown text) and its older form of
dates (``issued: [{year: 2019, month: 4}]``). Text stays as it was written: ``no``, ``10.1126`` and ``2019-04-11`` are
text, quoted or not. Written is a document with ``references:``.

>>> from citelib.formats.exchange import dumps, loads
>>> works = loads("- id: a\n  type: book\n  title: no\n  issued: 2019-04-11\n", "csl-yaml")
>>> works["a"].title
'no'
>>> print(dumps(works, "csl-yaml").replace("references", "…"), end="")
---
…:
- id: a
  type: book
  title: "no"
  issued:
    date-parts: [[2019, 4, 11]]
...
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.format import OF_NAMES, Format, Record, Source, Writing
from citelib.formats.json_yaml.csl_json import csl_object, csl_records
from citelib.formats.json_yaml.yaml_values import YamlMapping, read_yaml, typed, untyped, write_yaml
from citelib.limits import Limits
from citelib.model import Item
from citelib.model.vocabulary import DATE_VARIABLES, NAME_VARIABLES
from citelib.richtext.markup import KINDS

__all__ = ["CSL_YAML"]

_WRAPPERS: Final = ("references", "items", "bibliography")


def read(source: Source) -> Iterator[Record]:
    """Yield the items of CSL-YAML.

    Raises:
        ReadError: The text is YAML that holds no items.
    """
    text = source.read_text()
    try:
        value = read_yaml(text, format="csl-yaml", source=source.name, limits=source.limits)
    except ReadError as error:
        yield from _rescue(text, error, source.limits)
        return
    if isinstance(value, Mapping):
        value = next((value[key] for key in _WRAPPERS if isinstance(value.get(key), list)), value)
    if not isinstance(value, (Mapping, list)):
        raise ReadError("this YAML holds no items", format="csl-yaml", source=source.name)
    yield from _records(value)


def _records(value: Any) -> Iterator[Record]:
    for one in value if isinstance(value, list) else [value]:
        line = one.line if isinstance(one, YamlMapping) else None
        yield from csl_records(_csl(one) if isinstance(one, Mapping) else one, "csl-yaml", line, 1 if line else None)


_ITEM_START: Final = re.compile(r"^( *)- +(?=\S)", re.MULTILINE)


def _rescue(text: str, error: ReadError, limits: Limits) -> Iterator[Record]:
    """The items of a text with a fault, each parsed by itself."""
    starts = list(_ITEM_START.finditer(text))
    outermost = min((len(match[1]) for match in starts), default=0)
    edges = [match.start() for match in starts if len(match[1]) == outermost]
    if not edges:
        raise error
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        first = text.count("\n", 0, start)
        try:
            value = read_yaml(text[start:end], format="csl-yaml", limits=limits)
        except ReadError as fault:
            line = (fault.line or 1) + first
            yield Diagnostic("error", "csl-yaml-syntax", fault.message, line=line, column=fault.column)
            continue
        yield from _records(value)


def _csl(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with types where CSL-JSON has them, in ``custom``, and names in the form that it has for them."""
    converted: dict[str, Any] = untyped(record)
    if "custom" in converted:
        converted["custom"] = typed(record["custom"])
    for name, value in record.items():
        if isinstance(value, list) and name not in DATE_VARIABLES:
            converted[name] = [
                {**untyped(one), "custom": typed(one["custom"])}
                if isinstance(one, Mapping) and "custom" in one
                else _name(untyped(one))
                for one in value
            ]
        elif isinstance(value, Mapping) and name in NAME_VARIABLES:
            converted[name] = [_name(untyped(value))]
    return converted


def _name(value: Any) -> Any:
    """A name with its parts as text: pandoc's older form has lists of given names, ``given: [Ann, M.]``."""
    if not isinstance(value, dict):
        return value
    return {
        part: " ".join(text) if isinstance(text, list) and text and all(isinstance(one, str) for one in text) else text
        for part, text in value.items()
    }


def write(items: Iterable[Item], _: Writing, *, spelling: Literal["common", "csl"] = "common") -> Iterator[str]:
    """Yield a YAML document.

    Args:
        items: Items.
        spelling: As for CSL-JSON.
    """
    head = "---\nreferences:\n"
    for item in items:
        yield head + write_yaml([csl_object(item, spelling)])
        head = ""
    yield "---\nreferences: []\n...\n" if head else "...\n"


_REFERENCES: Final = re.compile(
    r"^references:\s*$|^ *- (?:id|type): \S|^ {2,}(?:container-title|issued|family): *", re.MULTILINE
)


def sniff(text: str) -> float:
    """Sure of ``references:`` followed by items."""
    found = {match[0].strip().partition(":")[0].lstrip("- ") for match in _REFERENCES.finditer(text)}
    if "references" in found and len(found) > 1:
        return 0.9
    return 0.6 if {"id", "type"} & found and len(found) > 1 else 0.0


CSL_YAML: Final = Format(
    "csl-yaml",
    "CSL-YAML",
    media_types=("application/yaml",),
    sniff=sniff,
    read=read,
    write=write,
    markup=KINDS,
    aliases=("cslyaml", "pandoc-yaml"),
    note="CSL-JSON in YAML, as pandoc reads and writes it; keeps everything",
    of_names=OF_NAMES,
    own=("",),
)
"""CSL-YAML."""

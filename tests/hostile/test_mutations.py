"""A file that is odd in one place raises nothing but `ReadError` and `LimitError`, and what was read can be used."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from lxml import etree

import citelib
from citelib.errors import LimitError, ReadError
from citelib.formats import registry
from citelib.formats.exchange import dumps, loads
from tests.fuzz.target import seeds

MOST = 60
"""Places of one file that are made odd, drawn once and for all."""

ODD: tuple[Any, ...] = (
    None,
    [],
    {},
    "",
    0,
    -1,
    1.5,
    True,
    [None],
    [[None]],
    [[]],
    {"a": None},
    "x",
    ["x"],
    [{}],
    "\ud800",
)
"""What JSON and YAML may say where something else is expected."""

_BINARY = ("excel", "parquet")
READERS = [format for format in registry.formats() if format.read is not None and format.name not in _BINARY]
"""All that read text; binary tables are tried among the tests of tables."""


@cache
def sample(name: str) -> str:
    """The longest of a format's seeds that is no longer than a page or two, as text."""
    texts = [seed.decode("utf-8", "replace") for seed in seeds(registry.find(name))]
    return max((text for text in texts if len(text) < 6_000), key=len, default=min(texts, key=len, default=""))


def used(text: str, format: str) -> None:
    """Read a text, and write and format what came in."""
    with suppress(ReadError, LimitError):
        works = loads(text, format)
        dumps(works, "csl-json", report=lambda _: None)
        citelib.format(works, style="apa")


def drawn(cases: list[Any], name: str) -> list[Any]:
    return random.Random(name).sample(cases, min(MOST, len(cases)))


# JSON and YAML


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths to everything inside a value."""
    if path:
        yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from places(inner, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    changed = copy.deepcopy(value)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = odd
    return changed


def parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


JSON = [format.name for format in READERS if isinstance(parsed(sample(format.name)), (dict, list))]


@pytest.mark.parametrize("name", JSON)
def test_odd_values(name: str) -> None:
    value = parsed(sample(name))
    assert list(places(value))
    for path, odd in drawn([(path, odd) for path in places(value) for odd in ODD], name):
        used(json.dumps(replaced(value, path, odd)), name)


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_record_of_the_wrong_type_costs_no_other(odd: Any) -> None:
    records = [{"id": "a", "type": "book", "title": "Mosses"}, odd, {"id": "b", "type": "book", "title": "Ferns"}]
    works = loads(json.dumps(records), "csl-json")
    assert {"Mosses", "Ferns"} <= {item.title for item in works.values()}


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize(
    "variable", ["id", "type", "title", "author", "issued", "page", "keyword", "custom", "language"]
)
def test_a_value_of_the_wrong_type_costs_no_other_record(variable: str, odd: Any) -> None:
    records = [
        {"id": "a", "type": "book", "title": "Mosses", variable: odd},
        {"id": "b", "type": "book", "title": "Ferns"},
    ]
    assert "Ferns" in {item.title for item in loads(json.dumps(records), "csl-json").values()}


# XML


def trees(name: str) -> etree._Element | None:
    try:
        return etree.fromstring(sample(name).encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


XML = [
    format.name for format in READERS if sample(format.name).lstrip().startswith("<") and trees(format.name) is not None
]


def odd_trees(root: etree._Element) -> Iterator[tuple[int, str]]:
    for number, element in enumerate(root.iter()):
        yield from ((number, change) for change in ("removed", "emptied", "twice", "bare", "comment", "inside"))
        yield from ((number, f"@{name}") for name in element.attrib)


def changed(root: etree._Element, number: int, change: str) -> bytes:
    """The tree as a document, with one element changed."""
    root = copy.deepcopy(root)
    element = list(root.iter())[number]
    parent = element.getparent()
    if change[0] == "@":
        element.set(change[1:], "²")
    elif change == "emptied":
        element[:], element.text = [], None
    elif change == "bare":
        element.attrib.clear()
    elif change == "comment":
        element.insert(0, etree.Comment("x"))
    elif change == "inside":
        inner = etree.SubElement(element, element.tag)
        inner.text, element.text = element.text, " "
    elif parent is not None:
        if change == "removed":
            parent.remove(element)
        else:
            parent.insert(0, copy.deepcopy(element))
    return etree.tostring(root, encoding="utf-8")


@pytest.mark.parametrize("name", XML)
def test_odd_elements(name: str) -> None:
    root = trees(name)
    assert root is not None
    for number, change in drawn(list(odd_trees(root)), name):
        used(changed(root, number, change).decode(), name)


# Everything else, and these once more as plain text

MARKS = re.compile(r"""[{}()\[\]<>"'=:;,|#%&@$\\/-]|\r?\n|\x1e|\x1f|\x1d|\t|[0-9]+|[A-Za-z]+""")


def odd_texts(text: str, random: random.Random) -> Iterator[str]:
    """The text with one mark missing, there twice, put elsewhere, or changed into another."""
    found = list(MARKS.finditer(text))
    for match in random.sample(found, min(MOST // 4, len(found))):
        before, mark, after = text[: match.start()], match.group(), text[match.end() :]
        at = random.randrange(len(text))
        yield before + after
        yield before + mark * 2 + after
        yield before + random.choice(found).group() + after
        yield text[:at] + mark + text[at:]


@pytest.mark.parametrize("name", [format.name for format in READERS])
def test_odd_marks(name: str) -> None:
    text = sample(name)
    assert text, f"{name} has no sample file"
    for odd in odd_texts(text, random.Random(name)):
        used(odd, name)


def test_samples_are_files() -> None:
    """Were the samples not found, the tests above would try nothing."""
    assert len(JSON) > 5
    assert len(XML) > 5

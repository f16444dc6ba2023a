"""What the golden inputs hold, left-overs included, is there after it has been written in the same format."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads
from citelib.model import Bibliography, Item

GOLDEN = Path(__file__).parent / "golden"
OURS = frozenset(
    "marc marcxml mods coins openurl-contextobject-xml zotero-rdf html word-bibliography-xml jats dublin-core arxiv "
    "dspace-dim-xml html-bookmarks hayagriva wikipedia biblioscape copac repec-nep jsonfeed".split()
)
"""The formats that keep everything that they read, and some that are only read."""
LOSSY = {"html"}
"""Formats that are written in another way than they are read."""
PAIRS = sorted(path for path in GOLDEN.glob("*/*") if path.suffix != ".json" and path.parent.name in OURS)


@pytest.mark.parametrize(
    "key",
    ["ris:U1", "refer:+", "medline-nbib:XX", "endnote-xml:caption", "word:Whatever", "jats:etal",
     "dc:audience", "crossref-xml:citation", "rdf:via", "openurl:aucorp2",
     "schema-org:identifier", "codemeta:identifier"],
)  # fmt: skip
@pytest.mark.parametrize("value", [["a", 1], "a"])
def test_what_is_kept_may_be_numbers_and_alone(key: str, value: object) -> None:
    formats = {"word": "word-bibliography-xml", "dc": "dublin-core", "rdf": "zotero-rdf", "openurl": "coins"}
    prefix = key.partition(":")[0]
    format = formats.get(prefix, prefix)
    item = Item("x", "book", title="T", custom={key: value})
    (back,) = loads(dumps([item], format), format).values()
    assert back.custom.get(key) == (["a", "1"] if isinstance(value, list) else ["a"])


def test_columns_that_nobody_knows_go_back() -> None:
    table = "id,type,title,Shelf,Bought\na,blunderbuss,T,x; y,=1+1\nb,book,U,,2020\n"
    works = loads(table, "csv")
    assert works["a"].custom == {"csv:type": ["blunderbuss"], "csv:Shelf": ["x; y"], "csv:Bought": ["=1+1"]}
    written = dumps(works, "csv")
    assert written == table.replace("=1+1", "'=1+1")
    assert loads(written, "csv") == works
    assert dumps(works, "csv", columns=["title"]) == "id,type,title\na,blunderbuss,T\nb,book,U\n"
    assert loads(dumps(works, "tsv"), "tsv") == works


WRITTEN = [
    path for path in PAIRS if path.parent.name not in LOSSY and registry.find(path.parent.name).write is not None
]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_written_again(path: Path) -> None:
    format = registry.find(path.parent.name)
    works = load(path, format)
    back = loads(dumps(works, format), format)
    assert content(back) == content(works)


def content(works: Bibliography) -> object:
    """All of it but the ORCIDs of names, which few formats have a place for."""
    return json.loads(re.sub(r', "orcid": "[0-9X-]+"', "", dumps(works, "csl-json")))


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_recognised(path: Path) -> None:
    """The content alone says what it is."""
    found = registry.recognise(path.read_bytes().decode("utf-8", "replace"))
    assert found is not None
    assert found.name == path.parent.name


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_errors(path: Path) -> None:
    assert not [one for one in load(path, path.parent.name).diagnostics if one.severity == "error"]


@pytest.mark.parametrize(
    "format",
    ["ris", "refer", "mods", "marcxml", "crossref-json", "crossref-xml", "datacite-json", "datacite-xml", "schema-org",
     "zotero-rdf", "dublin-core", "csv"],
)  # fmt: skip
def test_abstracts_have_paragraphs(format: str) -> None:
    item = Item("x", "article-journal", title="T", abstract="Aims & ends.\nWe looked.\nWe ended.")
    text = dumps([item], format)
    assert "abstract: " not in text.casefold(), "it stands where other programs look for it"
    assert loads(text, format)["x"].abstract == item.abstract

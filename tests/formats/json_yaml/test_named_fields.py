"""JSON and YAML that no known program wrote is understood by the words of its keys."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citelib.formats.exchange import dumps, loads
from citelib.model import Item

WORK: dict[str, Any] = {
    "title": "On carts",
    "authors": ["Ada Roa", "Bo van Vu"],
    "journal": "J Q",
    "year": 2001,
    "doi": "10.1000/c",
}


def only(value: Any, format: str | None = None) -> Item:
    (item,) = loads(json.dumps(value), format).values()
    return item


@pytest.mark.parametrize(
    "record",
    [
        WORK,
        [WORK],
        {"papers": [WORK]}["papers"],
        [{"status": "OK", "data": WORK}],
        {**WORK, "authors": [{"name": "Ada Roa"}, {"name": "Bo van Vu"}]},
        {**WORK, "authors": [{"firstName": "Ada", "lastName": "Roa"}, {"first": "Bo", "last": "van Vu"}]},
        {**WORK, "authors": "Roa, Ada; van Vu, Bo"},
        {**WORK, "author": "Ada Roa, Bo van Vu, and others".replace(", and others", ", Cy Xi"), "authors": None},
    ],
    ids=["object", "list", "within", "wrapped", "names", "parts", "text", "sentence"],
)
def test_plain_words(record: Any) -> None:
    item = only(record, "csl-json")
    assert (item.title, item.container_title, str(item.issued), item.DOI) == ("On carts", "J Q", "2001", "10.1000/c")
    assert [str(one) for one in item.author][:2] == ["Ada Roa", "Bo van Vu"]


def test_the_same_in_yaml() -> None:
    text = "- type: article\n  id: a\n  author:\n  - Roa, Ada\n  - Vu, Bo\n  title: On carts\n  subtitle: A view\n"
    item = loads(f"{text}  date: 2001\n  url: https://example.org\n  doi: 10.1000/c\n", "csl-yaml")["a"]
    assert [one.family for one in item.author] == ["Roa", "Vu"]
    assert (item.title, str(item.issued), item.DOI) == ("On carts: A view", "2001", "10.1000/c")


def test_what_is_csl_stays_csl() -> None:
    item = Item("a", "article-journal", title="T", DOI="10.1000/c", custom={"year": "x", "journal": "y", "doi": "z"})
    (again,) = loads(dumps([item], "csl-json"), "csl-json").values()
    assert again == item


def test_papers_within_the_citations_of_semantic_scholar() -> None:
    paper = {"paperId": "p1", "title": "On carts", "year": 2001, "authors": [{"name": "Ada Roa"}]}
    item = only({"data": [{"isInfluential": False, "citedPaper": paper}]}, "semantic-scholar")
    assert (item.id, item.title, item.author[0].family) == ("p1", "On carts", "Roa")

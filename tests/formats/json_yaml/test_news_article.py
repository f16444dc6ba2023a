"""A release as schema.org: a `NewsArticle` that links to its works, with quotations and whoever says them."""

from __future__ import annotations

import json
from typing import Any

import pytest

import citelib
from citelib.model import Bibliography, Item, Relation

RELEASE = """Moss found

May 3, 2020

University of Bern

Moss is back in the drains, Ann Lee and colleagues report this week in the journal Mosses. "It grew," said Lee.

In a related Perspective, Bo Ek welcomes the work. In 1987 Dr Carla Puig described the first moss.

Paper: Lee A. Moss in drains. Mosses (2020). DOI: 10.5555/m.1
"""


@pytest.fixture
def graph() -> list[dict[str, Any]]:
    works = citelib.loads(RELEASE, "press-release")
    return json.loads(citelib.dumps(works, "schema-org"))["@graph"]  # type: ignore[no-any-return]


def test_the_release_is_a_news_article(graph: list[dict[str, Any]]) -> None:
    news = graph[0]
    assert (news["@type"], news["headline"], news["datePublished"]) == ("NewsArticle", "Moss found", "2020-05-03")
    assert news["sourceOrganization"] == {"@type": "Organization", "name": "University of Bern"}
    assert news["hasPart"] == [
        {"@type": "Quotation", "text": "It grew", "creator": {"@type": "Person", "name": "Ann Lee"}}
    ]


def test_links_lead_to_works_of_the_document(graph: list[dict[str, Any]]) -> None:
    addresses = {work["@id"] for work in graph if "@id" in work}
    links = [link["@id"] for work in graph for word in ("about", "citation", "mentions") for link in work.get(word, [])]
    assert links
    assert set(links) <= addresses
    study = next(work for work in graph if work.get("sameAs"))
    assert graph[0]["about"] == graph[0]["citation"] == [{"@id": study["@id"]}]
    assert study["sameAs"] == "https://doi.org/10.5555/m.1"
    comment = next(work for work in graph[1:] if "about" in work)
    assert comment["about"] == [{"@id": study["@id"]}]


def test_it_is_read_back() -> None:
    works = citelib.loads(RELEASE, "press-release")
    text = citelib.dumps(works, "schema-org")
    again = citelib.loads(text, "schema-org")
    assert [(item.id, item.type, item.title, item.DOI) for item in again.values()] == [
        (item.id, item.type, item.title, item.DOI) for item in works.values()
    ]
    assert [[(link.type, link.target) for link in item.relations] for item in again.values()] == [
        [(link.type, link.target) for link in item.relations] for item in works.values()
    ]


def test_ids_are_no_markup_of_addresses() -> None:
    odd = 'a b/c?d#e"f'
    works = Bibliography(
        [Item("n", "webpage", genre="News release", relations=[Relation("reports-on", odd)]), Item(odd, "book")]
    )
    text = citelib.dumps(works, "schema-org")
    graph = json.loads(text)["@graph"]
    assert graph[0]["about"] == [{"@id": "#a%20b%2Fc%3Fd%23e%22f"}] == [{"@id": graph[1]["@id"]}]
    assert list(citelib.loads(text, "schema-org")) == ["n", odd]


@pytest.mark.parametrize("damaged", ["x", [1], [{}], [{"words": 3}], None])
def test_damaged_quotations_cost_nothing(damaged: object) -> None:
    item = Item("n", "webpage", title="T", custom={"press-release:quotations": damaged})
    assert '"T"' in citelib.dumps(Bibliography([item]), "schema-org")

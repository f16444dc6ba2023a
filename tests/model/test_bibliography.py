"""Collections: order, ids, sets, relations in both directions."""

from __future__ import annotations

import pytest

from citelib.errors import DuplicateIdError, UnknownNameError
from citelib.model import Bibliography, Item, Relation


@pytest.fixture
def works() -> Bibliography:
    return Bibliography(
        [
            Item("news", "webpage", relations=[Relation("reports-on", "study"), Relation("mentions", "view")]),
            Item("study", "article-journal", DOI="10.1126/science.aat8078"),
            Item(
                "view",
                "article-journal",
                relations=[Relation("comments-on", "https://doi.org/10.1126/SCIENCE.aat8078", scheme="doi")],
            ),
        ]
    )


def test_it_is_an_ordered_mapping(works: Bibliography) -> None:
    assert list(works) == ["news", "study", "view"]
    assert works["study"].DOI == "10.1126/science.aat8078"
    assert "nobody" not in works
    assert works.get("nobody") is None
    with pytest.raises(KeyError) as raised:
        works["studdy"]
    assert isinstance(raised.value, UnknownNameError)
    assert str(raised.value) == "no item is named 'studdy' (did you mean 'study'?)"


def test_two_different_items_under_one_id(works: Bibliography) -> None:
    works.add(works["study"])
    with pytest.raises(DuplicateIdError, match=r"'study': an item of type article-journal and 'X'"):
        works.add(Item("study", "book", title="X"))
    assert len(works) == 3


def test_replace_and_remove(works: Bibliography) -> None:
    former = works.replace(Item("study2019", "article-journal"), id="study")
    assert former.id == "study"
    assert list(works) == ["news", "study2019", "view"]
    assert works["news"].relations[0].target == "study2019"
    works.replace(Item("view", "book"))
    assert works["view"].type == "book"
    with pytest.raises(DuplicateIdError):
        works.replace(Item("news", "book"), id="view")
    with pytest.raises(UnknownNameError):
        works.replace(Item("nobody", "book"))
    assert works.remove("news").id == "news"
    assert list(works) == ["study2019", "view"]


def test_aliases() -> None:
    works = Bibliography([Item("now", "book", custom={"citelib:aliases": ["before", "long-before"]})])
    assert works["before"] is works["now"]
    assert "long-before" in works
    assert list(works) == ["now"]
    works.remove("before")
    assert "before" not in works


def test_sets(works: Bibliography) -> None:
    articles = works.filter(type="article-journal")
    assert list(articles) == ["study", "view"]
    assert list(works.filter(lambda item: item.DOI)) == ["study"]
    assert list(works - articles) == ["news"]
    assert list(works & articles) == ["study", "view"]
    assert list((works - articles) | articles) == ["news", "study", "view"]
    assert list(articles ^ Bibliography([works["study"], Item("new")])) == ["view", "new"]
    assert articles == Bibliography(articles.values())
    assert articles != works


def test_related_in_both_directions(works: Bibliography) -> None:
    assert works.related("study") == [("reported-on-by", works["news"]), ("commented-on-by", works["view"])]
    assert works.related("study", "commented-on-by") == [works["view"]]
    assert works.related("news", "mentions") == [works["view"]]
    assert works.related("view", "mentioned-by") == [works["news"]]
    with pytest.raises(UnknownNameError):
        works.related("news", "mention")

"""Works as classic BibTeX has them, with what it has no field for in the note, are printed as if there were one."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.csl import render_bibliography
from citelib.model import Date, Item, Name


def printed(type: str, style: str = "apa", **variables: Any) -> str:
    item = Item("a", type, {"title": "Sand", "author": (Name("Roa", "Ada"),), **variables})
    return render_bibliography([item], style).entries[0].text


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("[Online; accessed 19-July-2008]", "Retrieved July 19, 2008, from https://a.example"),
        ("Accessed: 2021-03-05", "Retrieved March 5, 2021, from https://a.example"),
        ("https://a.example (visited on 15/04/2019)", "Retrieved April 15, 2019, from https://a.example"),
        ("Zuletzt besucht am 5.3.2021.", "Retrieved March 5, 2021, from https://a.example"),
        ("Accessed by hundreds", "Retrieved https://a.example"),
        ("Last accessed 03/04/2019", "Retrieved https://a.example"),  # of two days
        ("See also https://b.example", "Retrieved https://a.example"),
        ("https://b.example, accessed 2021-03-05", "Retrieved https://a.example"),  # another address
    ],
)
def test_day_of_access(note: str, told: str) -> None:
    assert printed("document", URL="https://a.example", note=note) == f"Roa, A. (n.d.). Sand. {told}"


def test_a_day_of_access_that_is_given_stays() -> None:
    text = printed("webpage", URL="https://a.example", note="accessed 2020-01-01", accessed=Date.parse("2021-03-05"))
    assert "March 5, 2021" in text


def test_an_address_in_a_note_is_printed_where_there_is_no_other() -> None:
    assert "https://a.example/b_c" in printed("document", note="Available online at https://a.example/b_c.")


@pytest.mark.parametrize("note", ["To appear.", "in press", "im Druck", "印刷中"])
def test_the_stage_of_a_work_without_a_year(note: str) -> None:
    assert printed("article-journal", note=note).startswith(f"Roa, A. ({note.rstrip('.').lower()}). Sand")
    assert "(2019)" in printed("article-journal", note=note, issued=Date.parse("2019"))


def test_the_version_of_a_package() -> None:
    note = "R package version 3.4.0, https://a.example"
    assert printed("book", note=note, issued=Date.parse("2016")) == "Roa, A. (2016). Sand (Version 3.4.0) [R package]."
    assert "[R package]" not in printed("article-journal", note=note)
    assert "(Version 9)" in printed("software", note=note, version="9")


ARXIV = "https://arxiv.org/abs/2001.00001"


@pytest.mark.parametrize(
    ("type", "variables", "rest"),
    [
        ("document", {"URL": "https://a.example"}, " https://a.example."),
        ("document", {"URL": ARXIV}, f" Preprint at {ARXIV}."),
        ("article-journal", {"URL": ARXIV}, f" Preprint at {ARXIV}."),
        ("article-journal", {"URL": ARXIV, "container-title": "Soil"}, f" Soil {ARXIV}."),
        ("document", {"URL": "https://doi.org/10.5555/a", "DOI": "10.5555/a"}, " doi:10.5555/a."),
    ],
)
def test_what_is_only_on_the_web_is_printed_with_its_address(type: str, variables: dict[str, Any], rest: str) -> None:
    assert printed(type, "nature", **variables) == f"1. Roa, A. Sand.{rest}"


def test_works_without_a_year_are_told_apart_behind_what_says_so() -> None:
    seen = Date.parse("2020-05-02")
    works = [
        Item(id, "webpage", title=id, author=[Name("Roa", "Ada")], URL="https://a.example", accessed=seen)
        for id in "ab"
    ]
    first, second = (entry.text for entry in render_bibliography(works, "elsevier-harvard").entries)
    assert first == "Roa, A., n.d.-a. a [WWW Document]. URL https://a.example (accessed 5.2.20)."
    assert second == "Roa, A., n.d.-b. b [WWW Document]. URL https://a.example (accessed 5.2.20)."
    assert [
        entry.text.count("2020a") for entry in render_bibliography(works, "springer-basic-author-date").entries
    ] == [0, 0]


def test_what_is_only_on_the_web_keeps_its_publisher_and_year_where_the_style_prints_the_address_anyway() -> None:
    facts = {"URL": "https://a.example", "publisher": "Dune Days", "issued": Date.parse("2023-04")}
    assert printed("document", "ieee", **facts) == (
        "[1] A. Roa, “Sand.” Dune Days, Apr. 2023. [Online]. Available: https://a.example"
    )
    assert printed("document", "nature", **facts) == "1. Roa, A. Sand. https://a.example (2023)."

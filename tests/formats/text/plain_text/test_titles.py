"""Titles of one word, which look like names, places or kinds of works."""

from __future__ import annotations

import pytest

import citelib

LIST = [
    ("Varga, L. (1971). Moraines. Tromsø: Nordlys.", "Moraines", "Nordlys", "Tromsø"),
    ("Varga, L. (1971). Moraines. Nordlys Press.", "Moraines", "Nordlys Press", None),
    ("Varga L. Moraines. New York: Nordlys; 1971.", "Moraines", "Nordlys", "New York"),
    ("Varga, Lena. Moraines. New York: Nordlys, 1971.", "Moraines", "Nordlys", "New York"),
    ("L. Varga, Moraines. Chicago: Nordlys, 1971.", "Moraines", "Nordlys", "Chicago"),
    ("L. Varga, Moraines (London: Nordlys, 1971).", "Moraines", "Nordlys", "London"),
    ("Varga, L. 1971. Moraines. London: Nordlys.", "Moraines", "Nordlys", "London"),
    ("Varga, L., & Roe, B. (1971). Moraines. Springer.", "Moraines", "Springer", None),
    ("Varga, L. (1971). 1812. London: Nordlys.", "1812", "Nordlys", "London"),
    ("Varga, L. (1971). Moraines. New York: Norton.", "Moraines", "Norton", "New York"),
]


@pytest.mark.parametrize(("text", "title", "publisher", "place"), LIST, ids=lambda part: str(part)[:24])
def test_a_book_with_a_title_of_one_word(text: str, title: str, publisher: str, place: str | None) -> None:
    (work,) = citelib.loads(text, format="text").values()
    assert (work.type, work.title, work.publisher, work.publisher_place) == ("book", title, publisher, place)
    assert work.author[0].family == "Varga"
    assert len(work.author) == 1 + text.count("&")
    assert work.issued is not None
    assert work.issued.year == 1971


def test_an_article_with_a_title_of_one_word() -> None:
    (work,) = citelib.loads("Varga, L. (1971). Moraines. Journal of Ice, 12(3), 1–20.", format="text").values()
    assert (work.title, work.container_title, work.volume) == ("Moraines", "Journal of Ice", "12")


@pytest.mark.parametrize("text", ["Varga, Lena. London: Nordlys, 1971.", "Varga, L. (1971). London: Nordlys."])
def test_a_reference_without_a_title_gets_none(text: str) -> None:
    works = citelib.loads(text, format="text")
    assert [work.title for work in works.values()] in ([], [None])
    assert works.diagnostics, "that there is no title is told"

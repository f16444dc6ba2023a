"""Editions as people write them, in any language."""

from __future__ import annotations

import pytest

from citelib.csl import render_bibliography
from citelib.matching import compare
from citelib.model import Item, Name
from citelib.model.numbers import edition_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Second", 2), ("fourth edition", 4), ("3rd ed.", 3), ("[2nd ed.]", 2), ("2. Auflage", 2), ("Fünfte Aufl.", 5),
        ("3e éd.", 3), ("Deuxième édition", 2), ("1ère éd", 1), ("2ª ed.", 2), ("2:a uppl.", 2), ("2-е изд.", 2),
        ("第2版", 2), ("第三版", 3), ("제2판", 2), ("Edition 2", 2), ("12", 12),
        ("Revised", None), ("2nd rev. ed.", None), ("Student edition", None), ("1. Auflage 2010", None), ("II", None),
        ("0", None), ("", None), ("edition", None), ("2" * 50, None),
    ],
)  # fmt: skip
def test_the_number_of_an_edition(text: str, number: int | None) -> None:
    assert edition_number(text) == number


def test_the_word_that_bibtex_asks_for_is_printed_as_a_number() -> None:
    def printed(edition: str, locale: str | None = None) -> str:
        return (
            render_bibliography([Item("a", "book", title="Soil", edition=edition)], "apa", locale=locale)
            .entries[0]
            .text
        )

    assert printed("Second") == printed("2") == "Soil (2nd ed.). (n.d.)."
    assert printed("zweite", "de-DE") == printed("2", "de-DE")
    assert "(Revised)" in printed("Revised")


def test_one_edition_is_one_however_it_is_written() -> None:
    def verdict(edition: str) -> str:
        one = Item("a", "book", title="The structures of sand and soil", edition="2", author=[Name("Roa", "Ada")])
        return compare(one, one.evolve(id="b", edition=edition)).verdict

    assert verdict("Second") == verdict("2nd ed.") == verdict("2") == "same"
    assert verdict("Third") == "apart"

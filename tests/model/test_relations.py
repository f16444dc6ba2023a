"""The table of relations, and the links made of it."""

from __future__ import annotations

import pytest

from citelib.errors import ModelError
from citelib.model import RELATION_TYPES, Evidence, Relation, relation_type

REQUIRED = """
reports-on comments-on reviews mentions related-to cites corrects retracts expresses-concern-about version-of
preprint-of part-of supplements translation-of continues
""".split()


def test_the_required_relations_are_there() -> None:
    assert set(REQUIRED) <= set(RELATION_TYPES)


@pytest.mark.parametrize("name", RELATION_TYPES)
def test_inverse_of_the_inverse(name: str) -> None:
    inverse = RELATION_TYPES[RELATION_TYPES[name].inverse]
    assert inverse.inverse == name
    assert RELATION_TYPES[name].label


@pytest.mark.parametrize("vocabulary", ["datacite", "crossref", "jats", "schema_org", "biblatex"])
def test_words_of_other_vocabularies_are_unambiguous(vocabulary: str) -> None:
    words = [word for row in RELATION_TYPES.values() if (word := getattr(row, vocabulary))]
    assert len(words) == len({word.casefold() for word in words})
    for row in RELATION_TYPES.values():
        if word := getattr(row, vocabulary):
            assert relation_type(vocabulary, word.upper()) is row  # type: ignore[arg-type]
    assert relation_type(vocabulary, "no-such-word") is None  # type: ignore[arg-type]


def test_every_relation_survives_biblatex() -> None:
    assert all(row.biblatex for row in RELATION_TYPES.values())


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Relation("comment-on", "b"), "did you mean 'comments-on'"),
        (lambda: Relation("cites", ""), "non-empty"),
        (lambda: Relation("cites", "b", scheme="isbn"), "one of id, doi"),  # type: ignore[arg-type]
        (lambda: Evidence("x", 3), "both or neither"),
        (lambda: Evidence("x", 3, 2), "start ≤ end"),
        (lambda: Evidence(3), "Evidence.quote"),  # type: ignore[arg-type]
    ],
)
def test_wrong_values_are_refused(make: object, words: str) -> None:
    with pytest.raises(ModelError, match=words):
        make()  # type: ignore[operator]

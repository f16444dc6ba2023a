"""What the model sees of references."""

from __future__ import annotations

import pytest

from citelib.formats.text.plain_text.features import features
from citelib.formats.text.plain_text.shapes import look
from citelib.formats.text.plain_text.stretches import of_stretches, of_whole
from citelib.formats.text.plain_text.tokens import tokenize
from citelib.formats.text.plain_text.words import LETTERS, LITTLE, classes_of, load_words

CHAPTER = "Doe J (1999). Life on Mars. In: Roe R (ed.) The Planets. Paris: Plon, pp. 3-4."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1999a.", "year"), ("1999-2001", "years"), ("12-19", "range"), ("e12-e19", "range"), ("12", "n2"),
        ("2nd", "ordinal"), ("J.-P.", "initials"), ("JP", "caps2"), ("IX", "caps2"), ("xii", "roman"),
        ("10.1000/182", "doi"), ("www.a.org", "url"), ("March", "month"), ("Life", ""),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert look(tokenize(text)[0]).kind == kind


def test_markup_around_a_word_is_not_seen() -> None:
    (token,) = tokenize("<i>Science</i>,")
    assert look(token)[:2] == ("science", "Science")


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        (CHAPTER, "IER-f"),
        ("Doe J. Life in Mars. Science. 12(3):4-5, 1999.", "--RVe"),
        ("Doe J. Life.", "-----"),
    ],
)
def test_a_reference_has_a_signature(text: str, signature: str) -> None:
    """Host, editors, range of pages, issue, and a year in front or at the end."""
    rows, found = of_whole([look(token) for token in tokenize(text)])
    assert found == signature
    assert len(rows) == len(tokenize(text))


def test_tokens_know_where_they_stand_towards_the_host() -> None:
    rows = features(tokenize(CHAPTER))
    before, at, behind = (next(name for name in rows[index] if name.startswith("in|")) for index in (3, 6, 7))
    assert (before, at, behind) == ("in|0|1", "in|1|1", "in|2|1")


def test_stretches_share_their_features() -> None:
    looks = [look(token) for token in tokenize("Jane Doe. Life on Mars. Science.")]
    letters = ["G", "F", "T", "-", "T", "J"]
    rows = of_stretches(looks, letters, ".", "g", "-----")
    assert rows[2] is rows[3] is rows[4]
    assert {"gL|T|3", "gL<|FG|T", "gL>|T|J", "gS|-----|1"} <= set(rows[2])


def test_words_that_are_not_known_say_so() -> None:
    tokens = tokenize("Doe J. Life. 1999.")
    known = features(tokens, lambda word: "F" if word == "doe" else "")
    assert "L|F|Xx" in known[0]
    assert "L|-|Xx" in known[2]
    assert not any(name.startswith("L|") for name in known[3])


def test_the_list_of_words_holds_letters_that_are_explained() -> None:
    known = load_words()
    assert known("xqzzw") == ""
    for word, letter in (("smith", "F"), ("jean", "G"), ("zeitschrift", "J"), ("verlag", "P"), ("stockholm", "C")):
        assert letter in known(word)
        assert set(known(word)) <= set(LETTERS)


def test_little_words_belong_to_no_list() -> None:
    known = load_words()
    assert not any(known(word) for word in ("the", "in", "and", "von", "la"))
    assert all(LITTLE & set(classes_of(word)) for word in ("the", "in", "and", "von", "la"))

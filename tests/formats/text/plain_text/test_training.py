"""The labelled data that the model learns from, and the file that it is kept in."""

from __future__ import annotations

import pytest

from citelib.csl.processor import render_bibliography
from citelib.formats.text.plain_text.model import load_model, read_model
from citelib.model import Date, Item, Name
from tests.plain_text_training.fit import Weights, mean, written
from tests.plain_text_training.labelling import references
from tests.plain_text_training.lexicon import lexicon
from tests.plain_text_training.samples import sample

ARTICLE = Item(
    "a", "article-journal", title="Life on Mars", author=[Name("Doe", "Jane"), Name("Roe", "Richard")],
    container_title="Science", volume="12", issue="3", page="4-5", issued=Date.on(1999),
)  # fmt: skip


def test_every_piece_has_its_variable() -> None:
    ((_, pieces),) = references("apa", [ARTICLE])
    assert {variable: text for text, variable in pieces if variable} == {
        "author": "Doe, J., & Roe, R.", "issued": "1999", "title": "Life on Mars", "container-title": "Science",
        "volume": "12", "issue": "3", "page": "4–5",
    }  # fmt: skip
    plain = render_bibliography([ARTICLE], "apa", output="text").entries[0].text
    assert "".join(text for text, _ in pieces).strip() == plain


def test_words_between_belong_to_what_follows() -> None:
    pieces = [
        ("Doe", "author"),
        (". ", ""),
        ("Life", "title"),
        (", in ", ""),
        ("Mars", "container-title"),
        (", pp. ", ""),
        ("3", "page"),
    ]
    found = sample(pieces, Item("a", "chapter"))
    assert found == ("Doe. Life, in Mars, pp. 3", ["author", "title", "container", "container", "page", "page"])


@pytest.mark.parametrize(
    ("pieces", "labels"),
    [
        # What leads to an address tells of access; the address alone is the field.
        ([("A", "title"), (". Available at: ", ""), ("http://a.org", "URL")], ["title", "accessed", "accessed", "url"]),
        ([("A", "title"), (". URL: ", ""), ("http://a.org/b", "URL")], ["title", "url", "url"]),
        # What is not yet published has a status, not a date.
        ([("Life", "title"), (", ", ""), ("in press", "issued"), (".", "")], ["title", "note", "note"]),
        ([("Life", "title"), (" „", ""), ("Mars", "container-title"), (" “", "")], ["title", "container", "container"]),
    ],
)  # fmt: skip
def test_words_around_fields(pieces: list[tuple[str, str]], labels: list[str]) -> None:
    found = sample([("Doe", "author"), (". ", ""), *pieces], Item("a", "chapter"))
    assert found is not None
    assert found[1] == ["author", *labels]


def test_models_are_averaged() -> None:
    first = Weights({"a": {"x": 1.0}, "b": {"y": 0.5}}, {("x", "y"): 1.0, ("x", "x"): 1.0})
    second = Weights({"a": {"x": 0.0, "y": -0.06}}, {("x", "y"): 3.0})
    assert mean([first, second]) == Weights(
        {"a": {"x": 0.5, "y": -0.03}, "b": {"y": 0.25}}, {("x", "y"): 2.0, ("x", "x"): -2.0}
    )


def test_models_are_written_and_read() -> None:
    model = read_model(written(Weights({"a|b": {"x": 1.234, "y": 0.01}, "c": {"y": -2}}, {("x", "y"): 0.5})))
    assert model.states == ("x", "y")
    assert model.transitions == ((-5.0, 0.5), (-5.0, -5.0))
    assert model.features == {"a|b": ((0, 1.23),), "c": ((1, -2.0),)}


def test_words_are_listed_by_what_they_are_found_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.plain_text_training.lexicon.cities", lambda: [("Bern", 600_000), ("Stein", 10)])
    monkeypatch.setattr("tests.plain_text_training.lexicon.given_and_family", lambda: [("Ada", "Stein"), ("Max", "")])
    journals = [(f"Zeitschrift der {name}", "Z.") for name in ("Natur", "Kunst", "Welt")]
    assert lexicon([ARTICLE], journals) == "C\tbern\nF\tstein\nG\tada max\nJ\tzeitschrift\n"


def test_the_model_is_small_and_readable() -> None:
    model = load_model()
    assert {"author", "title", "date", "journal", "container", "page"} <= set(model.labels)
    assert 1000 < len(model.features) < 100_000


@pytest.mark.parametrize(
    "text",
    ["", "something else\n", "citelib plain-text model 2\na b\n0 0\n", "citelib plain-text model 2\na b\n0 0\n0\n"],
)
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="model"):
        read_model(text)

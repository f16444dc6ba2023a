"""The labelled data that the model learns from, and the file that it is kept in."""

from __future__ import annotations

import pytest

from citelib.csl.processor import render_bibliography
from citelib.formats.plain_text.model import load_model, read_model
from citelib.model import Date, Item, Name
from tests.plain_text_training.labelling import references
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
    plain = render_bibliography("apa", [ARTICLE], output="text").entries[0].text
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


def test_the_model_is_small_and_readable() -> None:
    model = load_model()
    assert {"author", "title", "date", "journal", "container", "page"} <= set(model.labels)
    assert 1000 < len(model.features) < 100_000


@pytest.mark.parametrize(
    "text",
    ["", "something else\n", "citelib plain-text model 1\na b\n0 0\n", "citelib plain-text model 1\na b\n0 0\n0\n"],
)
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="model"):
        read_model(text)

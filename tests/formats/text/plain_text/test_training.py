"""The labelled data that the model learns from, and the file that it is kept in."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.csl.whole import render_bibliography
from citelib.formats.text.plain_text.model import load_model, read_model
from citelib.formats.text.plain_text.tokens import tokenize
from citelib.formats.text.plain_text.words import read_words
from citelib.model import Date, Item, Name
from tests.plain_text_training.fit import Weights, mean, written
from tests.plain_text_training.labelling import references
from tests.plain_text_training.lexicon import letters_of, lexicon
from tests.plain_text_training.samples import LABELS, sample, samples
from tests.plain_text_training.sources import WordNet

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


NET = WordNet(
    ["tide", "survey"], ["quiet", "coastal"], ["measure", "drift"], ["sea otter"], ["rise and fall of the sea level"]
)
"""Words as WordNet gives them."""


def test_words_are_listed_by_what_they_are_found_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each source has its letter; two sources that share a word share it in the list."""
    found_in = {
        "given_and_family": lambda: [("Ada", "Stein"), ("Max", "")], "census": lambda *_: ["Lowe"],
        "journals": lambda: ["Zeitschrift der Natur", "Zeitschrift der Kunst", "Zeitschrift der Welt"],
        "journal_titles": list, "publishers": lambda: ["Stein", "Plon Verlag", "Plon"], "seats": lambda: ["Bern"],
        "country_names": lambda: ["Peru"], "cities": lambda *_: ["Stein", "Thun"],
        "universities": lambda *_: [], "words": lambda *_: ["wissen"],
    }  # fmt: skip
    for name, made in found_in.items():
        monkeypatch.setattr(f"tests.plain_text_training.lexicon.{name}", made)
    monkeypatch.setattr("tests.plain_text_training.lexicon.COUNTRIES", {"de-ch": 1})
    known = read_words(lexicon(NET))
    letters = {word: known(word) for word in ("ada", "lowe", "stein", "zeitschrift", "plon", "bern", "peru", "nothing")}
    assert letters == {
        "ada": "G", "lowe": "F", "stein": "FPC", "zeitschrift": "J", "plon": "P", "bern": "C", "peru": "C",
        "nothing": "",
    }  # fmt: skip


def test_samples_are_decided_by_the_seed() -> None:
    for package in ("mimesis", "names", "babel"):
        pytest.importorskip(package, reason=f"the extra «train» is not installed: {package}")
    first, again, other = (list(samples(NET, 12, seed, batch=6)) for seed in (5, 5, 6))
    assert first == again
    assert first != other
    for text, labels in first:
        assert len(tokenize(text)) == len(labels)
        assert set(labels) <= {*LABELS.values(), "journal", "number"}


def test_wordnet_is_read(tmp_path: Path) -> None:
    noun = '00001740 19 n 02 tide 0 tidal_flow 0 000 | the alternate rise and fall of the sea; "high tide"  \n'
    plant = "00001741 20 n 01 sea_oak 0 000 | a brown alga of the shore  \n"
    (tmp_path / "data.noun").write_text(f"  1 heading\n{noun}{plant}")
    (tmp_path / "data.adj").write_text("00001742 00 a 01 quiet(p) 0 000 | free of noise  \n")
    (tmp_path / "data.verb").write_text("00001743 30 v 01 drift 0 000 | be carried along  \n")
    (tmp_path / "index.sense").write_text(
        "tide%1:19:00:: 00001740 1 4\nquiet%3:00:00:: 00001742 1 2\ndrift%2:30:00:: 00001743 1 0\n"
    )
    assert WordNet.load(tmp_path) == WordNet(
        ["tide"], ["quiet"], [], ["sea oak"],
        ["the alternate rise and fall of the sea", "a brown alga of the shore"],
    )  # fmt: skip


def test_what_is_found_in_several_places_has_several_letters() -> None:
    weights = dict.fromkeys("FGJPCT", 100.0)
    counts = {"F": 4, "G": 0, "J": 0, "P": 0, "C": 3, "T": 1}
    assert letters_of(counts, weights) == "FC"
    assert letters_of({**counts, "F": 1, "C": 1, "T": 0}, weights) == ""
    assert letters_of(dict.fromkeys("FGJPC", 0) | {"T": 5}, weights) == ""


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

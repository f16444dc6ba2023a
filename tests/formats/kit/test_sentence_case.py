"""English titles in sentence case."""

from __future__ import annotations

import time
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.formats.kit.casing.sentence_case import Capitals, reads_as_english, sentence_case

TITLES = [
    ("The Growth of Moss", "The growth of moss"),
    ("The History of Paris", "The history of Paris"),
    (
        "The Rise of DNA, mRNA and COVID-19 in Sub-Saharan Africa",
        "The rise of DNA, mRNA and COVID-19 in sub-Saharan Africa",
    ),
    ("The Oxford Handbook of Roman Moss and the Bible", "The Oxford handbook of Roman moss and the Bible"),
    ("Moss: A New Approach? Yes, It Is", "Moss: A new approach? Yes, it is"),
    ("A Guide to Moss. The Second Volume", "A guide to moss. The second volume"),
    ("Moss vs. Fern in the U.S. Market", "Moss vs. fern in the U.S. market"),
    ("Vitamin A and Type I Errors", "Vitamin A and type I errors"),
    ("Is This a Fern or a Moss", "Is this a fern or a moss"),
    ("The Bell Inequality and Hall Effect in New York", "The Bell inequality and Hall effect in New York"),
    ("New Mosses of the New World Order", "New mosses of the new world order"),
    ("Moss May Grow in May 2020", "Moss may grow in May 2020"),
    ("Gauss's Law and Alzheimer’s Disease", "Gauss's law and Alzheimer’s disease"),
    ("Self-Healing Non-European X-Ray Film", "Self-healing non-European X-ray film"),
    ("Moss in St. Gallen and Los Nietos", "Moss in St. Gallen and Los Nietos"),
    ("“The Moss” and Other ‘Green Things’", "“The moss” and other ‘green things’"),
    ("See https://Moss.org/Green and <b>Other Things</b>", "See https://Moss.org/Green and <b>other things</b>"),
    ("The Growth of Turkish Americans in Brazil", "The growth of Turkish Americans in Brazil"),
    ("Growth of <i>Bryum Argenteum</i> at Home", "Growth of <i>Bryum argenteum</i> at home"),
    ('<span class="nocase">DNA</span>: The Growth of Moss', '<span class="nocase">DNA</span>: The growth of moss'),
]


@pytest.mark.parametrize(("title", "expected"), TITLES, ids=[title for title, _ in TITLES])
def test_sentence_case(title: str, expected: str) -> None:
    assert sentence_case(title) == expected


@pytest.mark.parametrize(
    "title",
    ["The growth of moss in Kleinburg", "Der Wuchs der Moose", "Le Moss et la Fougère", "El Musgo de los Bosques",
     "De Groei van het Mos", "Neue Züricher Moose", "THE GROWTH OF MOSS", "moss", "", "Мох и Папоротник", "苔の成長"],
)  # fmt: skip
def test_titles_that_stay(title: str) -> None:
    assert sentence_case(title) == title


def test_what_the_work_says_itself_counts_most() -> None:
    title = "The Use of Turing in Kleinburg"
    assert sentence_case(title) == "The use of Turing in kleinburg"
    assert (
        sentence_case(title, "The language turing was used in schools near Kleinburg.")
        == "The use of turing in Kleinburg"
    )
    assert (
        sentence_case(title, names=Capitals(["some mosses found near Kleinburg"])) == "The use of Turing in Kleinburg"
    )


def test_headings_teach_no_names() -> None:
    assert "Moss" not in Capitals(["On the Growth of Moss in the Garden", "Growth of Moss near it"])
    assert "Ulm" not in Capitals(["we found some mosses in Ulm", "some people write about ulm without capitals"])


def test_languages() -> None:
    assert reads_as_english("Deep Learning")
    assert reads_as_english("The Work of Simone de Beauvoir")
    assert not reads_as_english("Die Arbeit von der Gans")


PIECES = ["The ", "of ", "Moss", "<i>", "</i>", "-", ": ", "A ", "New York "]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_only_case_changes(title: str) -> None:
    changed = sentence_case(title)
    assert changed.casefold() == title.casefold()
    assert sentence_case(changed).casefold() == title.casefold()


@pytest.mark.parametrize("piece", ["Aa ", "New ", "A-", "<i>", "A. ", "$", "A'", "St. ", "https://"])
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    sentence_case(f"The {piece * 20_000}End of Moss")
    assert time.process_time() - started < 10


def test_the_list_of_names() -> None:
    names = (
        resources.files("citelib.formats.kit.casing")
        .joinpath("proper_names.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    assert names == sorted(set(names))
    assert not [name for name in names if name.islower() or name != name.strip()]

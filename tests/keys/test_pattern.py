"""Key patterns: what they make, that it is safe in every place where keys stand, and where they are wrong."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.keys import FUNCTIONS, PATTERNS, Pattern, PatternError, unique
from citelib.model import Date, Item, Name

STUDY = Item(
    "x",
    "article-journal",
    title="Sustained rescue of <i>prefrontal</i> circuit dysfunction by antidepressant-induced spine formation",
    author=[Name("Moda-Sava", "R. N."), Name("Liston", "C."), Name("van Gogh", "V.")],
    issued=Date.on(2019, 4, 12),
    container_title="Science",
    DOI="10.1126/science.aat8078",
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("citelib", "modasava2019sustained"),
        ("better-bibtex", "modasavaSustainedRescuePrefrontal2019"),
        ("jabref", "ModaSava2019"),
        ("{authors.etal[1]}{year.chars[-2]}", "ModaSavaEtAl19"),
        ("{authors.etal[1,+]}{year}", "ModaSava+2019"),
        ("{authors.abbr.join[_]}:{year}", "M_L_v:2019"),
        ("{authors.words[2].abbr[3].lower}", "modlis"),
        ("{title.skip.words[-1].lower}", "formation"),
        ("{title.abbr.upper.chars[5]}", "SROPC"),
        ("{container-title}_{volume.default[n.d.]}", "Science_n.d."),
        ("{volume|editor|container-title.lower}", "science"),
        ("{container-title.replace[Sci,X]}", "Xence"),
        ("{DOI}", "101126scienceaat8078"),
        ("{type}{{}}{issued}", "article-journal2019-04-12"),
        ("{volume}", "item"),
        ("{title.words[0]}", "item"),
        ("", "item"),
    ],
)
def test_keys(pattern: str, key: str) -> None:
    assert Pattern.parse(pattern).key(STUDY) == key


@pytest.mark.parametrize(
    ("family", "key"),
    [
        ("Müller", "Muller"),
        ("Ærøskøbing", "Aeroskobing"),
        ("Достоевский", "Dostoevskiy"),
        ("Παπαδόπουλος", "Papadopoylos"),
        ("毛泽东", "MaoZeDong"),
        ("Łukasiewicz", "Lukasiewicz"),
        ("O’Brien", "OBrien"),
        ("{\\evil}, x", "evilx"),
    ],
)
def test_keys_are_ascii(family: str, key: str) -> None:
    assert Pattern.parse("{author}").key(Item("x", "book", author=[Name(family)])) == key


@given(st.text(max_size=80), st.text(min_size=1, max_size=30), st.sampled_from(sorted(PATTERNS)))
def test_keys_are_safe_everywhere(title: str, family: str, pattern: str) -> None:
    key = Pattern.parse(pattern).key(Item("x", "book", title=title, author=[Name(family)]))
    assert re.fullmatch(r"[A-Za-z0-9_:.+/-]{1,200}", key)


@pytest.mark.parametrize(
    ("pattern", "column", "message"),
    [
        ("{autor}", 2, "did you mean .author"),
        ("{author.lowr}", 9, "did you mean .lower"),
        ("{author", 1, "not closed"),
        ("author}", 7, "not opened"),
        ("{}", 2, "is expected here"),
        ("{author.}", 9, "is expected here"),
        ("{author|}", 9, "is expected here"),
        ("{author lower}", 8, "not expected"),
        ("{title.words[a]}", 8, "does not take"),
        ("{title.lower[1]}", 8, "does not take"),
        ("{title[1]}", 7, "takes no arguments"),
    ],
)
def test_errors_point_at_the_column(pattern: str, column: int, message: str) -> None:
    with pytest.raises(PatternError, match=message) as caught:
        Pattern.parse(pattern)
    assert caught.value.column == column


@given(st.text(alphabet="{}[].,|author lowe1", max_size=30))
def test_no_pattern_does_harm(text: str) -> None:
    with contextlib.suppress(PatternError):
        Pattern.parse(text).key(STUDY)


def test_every_function_can_be_called_without_arguments() -> None:
    for name in FUNCTIONS:
        assert Pattern.parse(f"{{title.{name}}}").key(STUDY)


def test_suffixes() -> None:
    taken: set[str] = set()
    made = []
    for _ in range(30):
        made.append(unique("k", taken))
        taken.add(made[-1])
    assert made[:3] == ["k", "ka", "kb"]
    assert made[26:29] == ["kz", "kaa", "kab"]

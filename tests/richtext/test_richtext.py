"""Typography: markup, seams, quotes, case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.richtext import (
    DATA,
    ROOT,
    STYLE,
    Line,
    Run,
    Span,
    Styled,
    apply_case,
    flatten,
    has_markup,
    parse_markup,
    plain,
    plain_text,
)

MARKS = st.text(alphabet=".,;:!? ab", max_size=4)
MARKUP = st.text(alphabet="ab '\"<>/i“”‘’.(", max_size=25)
CASES = st.sampled_from(["lowercase", "uppercase", "capitalize-first", "capitalize-all", "title", "sentence"])


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("What?", ". Then", "What? Then"),
        ("etc.", ". Then", "etc. Then"),
        ("etc.", ", then", "etc., then"),
        ("Mich.", ": Random", "Mich.: Random"),
        ("Who", "  ", "Who  "),
        ("Who ", " is", "Who is"),
        ("a;", ". b", "a; b"),
        ("a. ", ". b", "a. . b"),
    ],
)
def test_seams(left: str, right: str, wanted: str) -> None:
    line = Line()
    line.put(left)
    line.put(right, STYLE)
    assert line.text == wanted


@pytest.mark.parametrize(
    ("inside", "text", "after", "wanted"),
    [
        (True, "Title", ", 1999", "“Title,” 1999"),
        (True, "Title?", ". ", "“Title?” "),
        (True, "Title", ": 1", "“Title”: 1"),
        (False, "Title", ", 1999", "“Title”, 1999"),
        (False, "Title,", "", "“Title”,"),
        (False, "Title.", "", "“Title.”"),
    ],
)
def test_punctuation_and_quotes(inside: bool, text: str, after: str, wanted: str) -> None:
    line = Line(punctuation_in_quote=inside)
    flatten(Span([text], quotes=True, suffix=after), line, ROOT)
    assert line.text == wanted


def test_quotes_alternate() -> None:
    line = Line()
    flatten(Span([Styled("text", parse_markup("a \"b 'c' d\" e"))], quotes=True), line, ROOT)
    assert line.text == "“a ‘b “c” d’ e”"


@given(st.lists(MARKS, max_size=6))
def test_seams_are_idempotent(pieces: list[str]) -> None:
    """A line that is written again, piece by piece, stays as it is."""
    line = Line()
    for piece in pieces:
        line.put(piece, STYLE)
    again = Line()
    for run in line.runs:
        again.put(run.text, run.origin, run.mark)
    assert again.text == line.text


@given(MARKUP)
def test_markup_loses_no_letter(text: str) -> None:
    pieces = parse_markup(text)
    letters = [character for character in plain(pieces) if character in "ab."]
    assert letters == [character for character in text if character in "ab."] or "<i" in text or "</i" in text


@given(st.text(max_size=200))
def test_markup_reads_anything(text: str) -> None:
    pieces = parse_markup(text)
    line = Line()
    flatten(Span([Styled("text", pieces)]), line, ROOT)
    if not has_markup(text):
        assert line.text == text


def test_markup_is_linear_and_bounded() -> None:
    deep = "<i>" * 20_000 + "x" + "</i>" * 20_000
    line = Line()
    flatten(Span([Styled("text", parse_markup(deep))]), line, ROOT)
    assert "x" in line.text
    quotes = '"' * 20_000 + "'a'" * 20_000
    assert parse_markup(quotes)


@given(st.lists(st.text(alphabet="aB c-:’d", min_size=1, max_size=8), min_size=1, max_size=4), CASES)
def test_case_is_idempotent(texts: list[str], text_case: str) -> None:
    runs = [Run(text, ROOT, DATA) for text in texts]
    apply_case(runs, 0, text_case, "en")
    once = plain_text(runs)
    apply_case(runs, 0, text_case, "en")
    assert plain_text(runs) == once


@pytest.mark.parametrize(
    ("text", "text_case", "language", "wanted"),
    [
        ("the art of war: an introduction", "title", "en", "The Art of War: An Introduction"),
        ("die kunst des krieges", "title", "de", "die kunst des krieges"),
        ("what it's for", "title", "en", "What It’s For"),
        ("mRNA and iPhone vaccines", "title", "en", "mRNA and iPhone Vaccines"),
        ("case 1:15-cv-04282-RWS", "title", "en", "Case 1:15-cv-04282-RWS"),
        ("a 2-to-1 majority, 3-dimensional", "title", "en", "A 2-to-1 Majority, 3-Dimensional"),
        ("izmir", "uppercase", "tr", "İZMİR"),
        ("THE END", "sentence", "en", "The end"),
        ('<span class="nocase">nasa</span> budget', "uppercase", "en", "nasa BUDGET"),
    ],
)
def test_case(text: str, text_case: str, language: str, wanted: str) -> None:
    line = Line()
    flatten(Span([Styled("text", parse_markup(text))], text_case=text_case, language=language), line, ROOT)
    assert line.text == wanted

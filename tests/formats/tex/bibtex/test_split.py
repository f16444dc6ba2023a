"""Files cut into parts, and what is broken rescued."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.formats.tex.bibtex.syntax.parts import Part
from citelib.formats.tex.bibtex.syntax.split import split


def entries(text: str) -> list[Part]:
    return [part for part in split(text) if part.kind == "entry"]


def fields(text: str) -> dict[str, object]:
    (part,) = entries(text)
    return {field.name: field.value for field in part.fields}


def codes(text: str) -> list[str]:
    return [problem.code for part in split(text) for problem in part.problems]


BROKEN = [
    ("@book{a, title={No comma} year=2000, note={x}}", {"title": "No comma", "year": "2000", "note": "x"}, "missing-comma"),  # noqa: E501
    ("@book{a title={T}}", {"title": "T"}, "missing-comma"),
    ("@book{title={T}, year=2000}", {"title": "T", "year": "2000"}, "no-key"),
    ("@book{a, title={Unclosed, year=2000}", {"title": "Unclosed", "year": "2000"}, "unclosed-value"),
    ("@book{a, title={One},\n year={2000\n}\n", {"title": "One", "year": "2000\n"}, "unclosed-entry"),
    ("@book{a, title={extra } brace}, year=2000}", {"title": "extra  brace", "year": "2000"}, "stray-brace"),
    ("@book{a, title=unquoted words here, year=2000}", {"title": "unquoted words here", "year": "2000"}, "unquoted-value"),  # noqa: E501
    ('@book{M{\\"o}we.2026, title={T}}', {"title": "T"}, "key-changed"),
    ('@book{O"Hara, title={T}}', {"title": "T"}, "key-changed"),
    ("@book{a, year=, title={T}}", {"title": "T"}, "no-value"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "code"), BROKEN)
def test_broken_entries_come_in(text: str, expected: dict[str, str], code: str) -> None:
    assert fields(text) == expected
    assert code in codes(text)


@pytest.mark.parametrize(("text", "expected", "code"), BROKEN)
def test_a_broken_entry_costs_no_other(text: str, expected: dict[str, str], code: str) -> None:
    found = entries(f"@book{{before, title={{T}}}}\n{text}\n@book{{after, title={{T}}}}\n")
    assert [part.key for part in found][0::2] == ["before", "after"]
    assert {field.name: field.value for field in found[1].fields} == expected


def test_syntax() -> None:
    text = """@ARTICLE ( p1 , Title = {With (parens)} , YEAR = 1999 )
@book{p2,title="Quote {"} in braces", y = "a " # jan # {b},}
@book
{10.1000/182, odd-field:x = {multi
  line}}
"""
    found = entries(text)
    assert [part.key for part in found] == ["p1", "p2", "10.1000/182"]
    assert found[0].type == "article"
    assert found[1].fields[0].value == 'Quote {"} in braces'
    assert found[1].fields[1].value == ("a ", "jan", "b")
    assert found[2].line == 3


def test_an_inner_quotation_mark() -> None:
    assert fields('@book{a, title="quote " inside", year=2000}') == {"title": 'quote " inside', "year": "2000"}


def test_repeated_fields_and_keys_stay() -> None:
    text = "@book{a, title={A}, title={B}}\n@book{a, title={C}}"
    assert [[field.value for field in part.fields] for part in entries(text)] == [["A", "B"], ["C"]]


def test_comments_and_what_looks_like_entries() -> None:
    text = '% @book{a, title={x}}\nmail a@b.c\n@comment{x @book{y}}\n@preamble{"x" # "y"}\n@book{b, title={at @ sign}}'
    assert [part.key for part in entries(text)] == ["b"]
    assert codes(text) == ["commented-out"]


def test_a_percent_sign_in_a_value_comments_nothing_out() -> None:
    assert [part.key for part in entries("@misc{a, url={x%20y}} @misc{b, title={T}}")] == ["a", "b"]
    assert [part.key for part in entries("% @misc{a, title={T}} @misc{b, title={T}}\n@misc{c,}")] == ["c"]


def test_blocks_that_cannot_be_read() -> None:
    text = '@string{a}\n@comment{open\n@preamble("x")\n@string(b = {x)\n@string(c = {y}\n)\n@book{c,}'
    kinds = ["failed", "failed", "preamble", "failed", "string", "entry"]
    assert [part.kind for part in split(text) if part.text.strip()] == kinds
    assert codes(text) == ["unreadable"] * 3


@given(
    st.lists(
        st.sampled_from(
            ["@book{", "@string{", "@comment{", "a", ",", "=", "{", "}", '"', "#", "\n", "title", " ", "%", "\\", "(", ")",  # noqa: E501
             "@", "jan", "@preamble{", "é", "\r\n", "\0"]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_parts_joined_are_the_file(text: str) -> None:
    assert "".join(part.text for part in split(text)) == text


@pytest.mark.parametrize(
    "text",
    ["@book{a, title={\n" * 10_000, "@book{a, title={ @book{b, " * 5_000, "@a{" * 20_000, "@book{b," + "= " * 50_000 + "}",  # noqa: E501
     "@book{b, " + "title={a}} " * 20_000, "@book{a, title=" + "{" * 200_000, "@book{a, b = {c}" + " # {b}" * 50_000 + "}",  # noqa: E501
     '@book{b, title="' + '" ' * 50_000 + "}", "%@book{a,b={" * 10_000,
     "@book{a, title={T%}} " * 20_000, "@string{a={b}} " * 20_000],
)  # fmt: skip
def test_hostile_input_ends(text: str) -> None:
    assert "".join(part.text for part in split(text)) == text

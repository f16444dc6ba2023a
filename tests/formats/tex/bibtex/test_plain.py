"""Well-formed entries are read at once, and as the splitter and its rescuer read them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citelib.formats.tex.bibtex.syntax.plain import plain_parts
from citelib.formats.tex.bibtex.syntax.split import by_splitter, split

PIECES = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            '"',
            ",",
            "=",
            "@",
            "@book{",
            "\n",
            " ",
            "\\",
            "\\{",
            "%",
            "#",
            "a",
            "title = ",
            "{On Carts}",
            "jan",
            "7",
        ]
    ),
    max_size=12,
).map("".join)
VALUES = st.one_of(
    PIECES.map(lambda text: f"{{{text}}}"),
    PIECES.map(lambda text: f'"{text}"'),
    st.sampled_from(["7", "jan", "a # b", ""]),
)
FIELDS = st.lists(st.tuples(st.sampled_from(["title", "YEAR", "x-y", "a b", "é"]), VALUES), max_size=3).map(
    lambda pairs: ",\n".join(f"  {name} = {value}" for name, value in pairs)
)
ENTRIES = st.tuples(
    st.sampled_from(["book", "Article", "string", "comment"]), st.sampled_from(["k", "a:b/c", "a b", "é"]), FIELDS
)
TEXTS = st.lists(
    st.one_of(
        ENTRIES.map(lambda one: f"@{one[0]}{{{one[1]},\n{one[2]}\n}}"),
        st.sampled_from(["\n", "\n\n", "% x\n", "words\n"]),
    ),
    max_size=4,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_same_parts(text: str) -> None:
    plain = plain_parts(text, 3)
    assert plain is None or plain == list(by_splitter(text, 3))


@pytest.mark.parametrize(
    "text",
    [
        '@book{a, title = {On {Carts} and {Hills {of} Ulm}}, year = 2001, month = jan}\n\n@misc{b, note = "x",}\n',
        "@ARTICLE{a:b,\n  Title = {Me@example.org},\n}\n",
    ],
)
def test_what_is_read_at_once(text: str) -> None:
    plain = plain_parts(text, 1)
    assert plain == list(by_splitter(text)) == list(split(text))
    assert {part.kind for part in plain or ()} == {"entry", "comment"}


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title = {On carts} year = 2001}",
        "@book{a, title = {On carts, year = {2001}}",
        "@book{a, title = {A} # b}",
        "@string{a = {b}}",
        "@book(a, title = {A})",
        "% @book{a, title = {A}}",
        "@book{a, title = {A\n@book{b, title = {B}}}",
    ],
)
def test_what_is_left_to_the_splitter(text: str) -> None:
    assert plain_parts(text, 1) is None

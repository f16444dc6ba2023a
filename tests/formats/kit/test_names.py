"""Names on one line, as the tagged formats have them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citelib.formats.kit.names import read_name, with_dots, write_name
from citelib.model import Name
from tests.strategies import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Beyeler, Anna", Name("Beyeler", "Anna")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", "Jr.")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", "Jr.")),
        ("van der Berg, L. M.", Name("Berg", "L. M.", non_dropping_particle="van der")),
        ("Smith, S.A.", Name("Smith", "S.A.")),
        ("Beyeler A", Name("Beyeler", "A")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("World Health Organization,", Name(literal="World Health Organization")),
        ("Barnes and Noble, Inc.", Name(literal="Barnes and Noble, Inc.")),
        ("University of California,, Berkeley", Name(literal="University of California, Berkeley")),
    ],
)
def test_read(text: str, name: Name) -> None:
    assert read_name(text) == name
    assert read_name(write_name(name)) == name


@settings(max_examples=300)
@given(name=names | st.builds(Name, literal=st.text(alphabet="aA ,.{}", min_size=1, max_size=8)))
def test_fixpoint(name: Name) -> None:
    text = write_name(name)
    assert "\n" not in text
    if text:
        once = read_name(text)
        assert read_name(write_name(once)) == once


def test_initials_in_capitals_are_few_where_everything_is_in_capitals() -> None:
    assert [with_dots(Name("ROA", given)).given for given in ("LB", "LUIS", "ANA")] == ["L. B.", "LUIS", "ANA"]
    assert with_dots(Name("Roa", "LBC")).given == "L. B. C."
    assert with_dots(Name("LI", "ABC")).given == "A. B. C."


@pytest.mark.parametrize(
    "name",
    [
        Name("Roa", suffix="3rd"),
        Name("Roa", "Ada", suffix="3rd"),
        Name("Roa", suffix="Baroness"),
        Name("Berg", suffix="X", non_dropping_particle="van der"),
    ],
    ids=str,
)
def test_a_suffix_without_given_names_stays_one(name: Name) -> None:
    assert read_name(write_name(name)) == name

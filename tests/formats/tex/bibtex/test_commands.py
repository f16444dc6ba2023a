r"""Commands of a file's preamble are what they stand for, in years and in titles."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import dumps, loads

PREAMBLE = (
    r'@preamble{"\newcommand{\switchargs}[2]{#2#1} " # "\def\firm#1{The #1 Works} \newcommand\noopsort[1]{}"}' + "\n"
)


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize(
    ("year", "read"), [(r"\switchargs{--90}{1968}", "1968/1990"), (r"{\noopsort{1973b}}1973", "1973")]
)
def test_years(dialect: str, year: str, read: str) -> None:
    issued = loads(f"{PREAMBLE}@book{{a, title = {{T}}, year = {{{year}}}}}", dialect)["a"].issued
    assert issued is not None
    assert issued.edtf() == read


def test_arguments_in_groups_and_commands_in_commands() -> None:
    text = PREAMBLE + r"@book{a, title = {On \firm{Cart and \switchargs{b}{a}}}, url = {https://example.org/\firm}}"
    item = loads(text, "bibtex", case="keep")["a"]
    assert item.title == "On The Cart and ab Works"
    assert item.URL is not None
    assert "firm" in item.URL


def test_what_the_file_says_is_written_back() -> None:
    text = PREAMBLE + "@book{a, title = {On \\firm{Cart}}, year = {2001}}\n"
    assert dumps(loads(text, "bibtex"), "bibtex") == text


def test_a_command_that_lacks_its_arguments_stays() -> None:
    item = loads(PREAMBLE + r"@book{a, title = {On \switchargs{x}}, year = 2001}", "bibtex")["a"]
    assert "switchargs" in (item.title or "")


def test_months_between_commas() -> None:
    issued = loads("@misc{a, title = {T}, year = 1986, month = {November, December}}", "bibtex")["a"].issued
    assert issued is not None
    assert issued.edtf() == "1986-11/1986-12"


def test_family_names_and_initials_that_are_exchanged() -> None:
    works = loads("@article{a, title = {T}, author = {A, ROA and B. C., Van Vu}, year = 2001}", "bibtex")
    assert [(one.family, one.given) for one in works["a"].author] == [("ROA", "A"), ("Van Vu", "B. C.")]
    assert [one.code for one in works.diagnostics] == ["bibtex-names-exchanged"]
    assert loads("@book{a, title = {T}, author = {O, Ada and Vu, Bo}}", "bibtex")["a"].author[0].family == "O"

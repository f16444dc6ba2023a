r"""An entry that changed is changed in place: what was not meant stays as it is written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citelib.formats.exchange import dumps, loads
from citelib.formats.tex.bibtex.patching import Change, patched
from citelib.model import Item, Name, Relation
from tests.strategies import items

FILE = r"""@string{jn = "Journal of $\alpha$ Rays"}
% about the first
@Article{a,
    Author = "Lee, Ann and Roe, R",
    title  = {The $\alpha$ of {DNA} \& Walls},
    journal = jn # { B}, year = 2020,
    note = {x}}
@misc{b, title={Two \emph{Words}.}, year=2001, url={https://doi.org/10.5555/q}, howpublished={Web} }
@book{c, title = {Open
"""


def changed(key: str, **changes: Any) -> str:
    works = loads(FILE, "bibtex", case="keep")
    works.replace(works[key].evolve(**changes))
    return dumps(works, "bibtex")


@pytest.mark.parametrize(
    ("key", "changes", "old", "new"),
    [
        ("a", {"note": "y"}, "note = {x}", "note = {y}"),
        ("a", {"note": None}, ",\n    note = {x}}", "}"),
        ("a", {"DOI": "10.5555/a"}, "note = {x}}", "note = {x},\n    doi = {10.5555/a}}"),
        ("a", {"note": None, "DOI": "10.5555/a"}, ",\n    note = {x}}", ", doi = {10.5555/a}}"),
        ("a", {"author": (Name("Lee", "Ann"),)}, '"Lee, Ann and Roe, R"', "{Lee, Ann}"),
        ("a", {"container_title": "Rays"}, "jn # { B}", "{Rays}"),
        ("b", {"title": "Two words"}, r"{Two \emph{Words}.}", "{Two words}"),
        ("b", {"URL": None, "DOI": "10.5555/q"}, ", url={https://doi.org/10.5555/q}, howpublished={Web} ",
         ", howpublished={Web}, doi = {10.5555/q} "),
        ("b", {"type": "book"}, "@misc{b", "@book{b"),
    ],
)  # fmt: skip
def test_only_the_field_changes(key: str, changes: dict[str, Any], old: str, new: str) -> None:
    assert FILE.count(old) == 1
    assert changed(key, **changes) == FILE.replace(old, new)


def test_what_cannot_be_changed_in_place_is_written_anew() -> None:
    # A subtitle is half of the title.
    text = "@book{a, title = {One}, subtitle = {Two}, date = {2020-05}, note = {kept}}\n"
    works = loads(text, "biblatex", case="keep")
    works.replace(works["a"].evolve(title="Three"))
    again = loads(dumps(works, "biblatex"), "biblatex", case="keep")
    assert (again["a"].title, again["a"].note, str(again["a"].issued)) == ("Three", "kept", "2020-05")


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title = {x}",
        "@book{a}",
        "@book{a, title = {x}, title = {y}}",
        "@book{a, title = {x} y}",
        '@book{a, title = "x}',
        "@comment{a, title = {x}",
        "",
    ],
)
def test_what_is_not_understood_is_left(text: str) -> None:
    assert patched(text, Change({"title": "x"}, {"title": "z"})) is None


@settings(max_examples=60)
@given(items(), st.sampled_from(["note", "title", "DOI", "volume", "keyword"]), st.sampled_from([None, "10.5555/new"]))
def test_a_change_comes_back_as_if_all_were_written_anew(item: Item, name: str, value: str | None) -> None:
    item = item.evolve(relations=[one for one in item.relations if isinstance(one, Relation) and one.scheme != "id"])
    works = loads(dumps([item], "biblatex"), "biblatex", case="keep")
    for one in list(works.values()):
        after = one.evolve(**{name: value})
        works.replace(after)
        in_place = loads(dumps(works, "biblatex"), "biblatex", case="keep")
        anew = loads(dumps([after], "biblatex"), "biblatex", case="keep")
        for variable in {*after.variables, name}:
            got = in_place[one.id].variables.get(variable)
            assert got in (after.variables.get(variable), anew[one.id].variables.get(variable)), variable

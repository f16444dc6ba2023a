"""`format` and `cite`: what they take, what they refuse, and that two engines agree where both know how."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import citelib
from citelib.csl.citation import Citation, Cite
from citelib.engines import ENGINES, find_engine
from citelib.errors import DuplicateIdError, StyleError, UnknownNameError
from citelib.formatting import render
from citelib.model import Bibliography, Date, Item, Name, Relation

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
BOOK = Item("g78", "book", title="Structures", author=[Name("Gordon", "J. E.")], issued=Date.on(1978))
OTHER = Item("g68", "book", title="Strong materials", author=[Name("Gordon", "J. E.")], issued=Date.on(1968))
TWIN = Item("g78b", "book", title="Arches", author=[Name("Gordon", "J. E.")], issued=Date.on(1978))


@pytest.fixture
def works() -> Bibliography:
    return citelib.load(EXAMPLES / "works.json")


def test_everything_that_holds_items_can_be_formatted(works: Bibliography) -> None:
    expected = citelib.format(works)
    assert expected.count("\n") == 3
    assert citelib.format(list(works.values())) == expected
    assert citelib.format(dict(works)) == expected
    assert citelib.format(str(EXAMPLES / "works.json")) == expected
    assert citelib.format(EXAMPLES / "works.json") == expected
    assert citelib.format(BOOK) == "Gordon, J. E. (1978). Structures.\n"
    assert citelib.format([]) == ""


def test_order() -> None:
    def order(style: str, sort: bool | None) -> list[str]:
        return [id for id, _ in render([BOOK, OTHER], [], style, sort=sort).entries]

    assert order("apa", None) == ["g68", "g78"]
    assert order("apa", False) == ["g78", "g68"]
    assert order("ieee", None) == ["g78", "g68"]
    assert order("ieee", True) == ["g68", "g78"]


def test_citations() -> None:
    works = [BOOK, OTHER, TWIN]
    assert citelib.cite(works, "g68") == "(Gordon, 1968)"
    assert citelib.cite(works, "g78") == "(Gordon, 1978b)", "told apart from the other of that year"
    assert citelib.cite(works, "g68", "g78", locator="61", prefix="see ") == "(see Gordon, 1968; 1978b, p. 61)"
    assert citelib.cite(works, "g68", mode="composite") == "Gordon (1968)"
    assert citelib.cite(works, "g68", suppress_author=True) == "(1968)"
    assert citelib.cite(works, Cite("g68", locator="3", label="chapter")) == "(Gordon, 1968, Chapter 3)"


def test_a_document() -> None:
    citations = [Citation.of("g68", note=1), Citation((Cite("g68", locator="2"),), note=2), Citation.of("g78", note=3)]
    done = render([BOOK, OTHER], citations, "chicago-notes-bibliography-17th-edition")
    assert done.citations == (
        "J. E. Gordon, Strong Materials (1968).",
        "Gordon, 2.",
        "J. E. Gordon, Structures (1978).",
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"style": "no-such-style"}, "no style is named"),
        ({"output": "pdf"}, "no output is named"),
        ({"locale": "xx-YY"}, "no locale is named"),
        ({"locale": "german"}, "did you mean 'de-DE'"),
        ({"engine": "citeproc"}, "did you mean 'citeproc-py'"),
    ],
)
def test_unknown_names(arguments: dict[str, str], words: str) -> None:
    with pytest.raises(UnknownNameError, match=words):
        citelib.format(BOOK, **arguments)  # type: ignore[arg-type]


def test_unknown_ids_and_labels() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'g78'"):
        citelib.cite([BOOK], "g7")
    with pytest.raises(UnknownNameError, match="did you mean 'chapter'"):
        citelib.cite([BOOK], "g78", locator="1", label="chaptr")


def test_a_broken_style_tells_everything_at_once() -> None:
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
      <citation et-al-min="x"><layout><text macro="gone"/></layout></citation></style>"""
    with pytest.raises(StyleError) as raised:
        citelib.format(BOOK, style)
    assert len(raised.value.diagnostics) >= 2
    assert all(one.line for one in raised.value.diagnostics)


# The house style


def test_the_house_style_prints_what_a_news_item_reports_on(works: Bibliography) -> None:
    entries = dict(render(works, [], "science-news").entries)
    news = entries["aaas2019ketamine"]
    assert "Reports on: Moda-Sava, R. N., M. H. Murdock, P. K. Parekh, et al." in news
    assert "Commentary: Beyeler, A. “Do antidepressants restore lost synapses?”" in news
    assert entries["beyeler2019antidepressants"].count("Comments on:") == 1
    assert "on:" not in entries["modasava2019sustained"]


def test_other_styles_are_left_alone(works: Bibliography) -> None:
    for style in ("apa", "chicago-notes-bibliography"):
        assert "Reports on" not in citelib.format(works, style)


def test_an_items_own_references_stay() -> None:
    item = BOOK.evolve(references="My own words", relations=[Relation("reviews", "g68")])
    printed = dict(render([item, OTHER], [], "science-news").entries)["g78"]
    assert "My own words" in printed
    assert "Review of" not in printed


def test_circles_of_relations_end() -> None:
    one = BOOK.evolve(relations=[Relation("reviews", "g68"), Relation("replies-to", "g78")])
    two = OTHER.evolve(relations=[Relation("reviews", "g78")])
    printed = citelib.format([one, two], "science-news")
    assert printed.count("Review of: Gordon") == 2
    assert "Reply to" not in printed


# Two engines


def test_every_engine_can_be_found() -> None:
    for name in ENGINES:
        assert callable(find_engine(name).render)


# Styles without quotation marks and second fields, of which the other engine knows less.
@pytest.mark.parametrize("style", ["apa", "elsevier-harvard", "ecology", "journal-of-applied-ecology", "evolution"])
def test_the_engines_agree_on_plain_works(style: str) -> None:
    article = Item(
        "a",
        "article-journal",
        title="On arches",
        author=[Name("Gordon", "James"), Name("Young", "Thomas")],
        container_title="Philosophical Transactions",
        volume="12",
        issue="3",
        page="10–20",
        issued=Date.on(1999, 5, 2),
    )
    citations = [Citation.of("a")]
    ours = render([article], citations, style)
    theirs = render([article], citations, style, engine="citeproc-py")
    assert ours.citations == theirs.citations
    assert [text for _, text in ours.entries] == [text for _, text in theirs.entries]


def test_what_the_other_engine_cannot_do_is_said() -> None:
    done = render([BOOK], [Citation((Cite("g78", suppress_author=True),))], "apa", engine="citeproc-py")
    assert [one.code for one in done.diagnostics] == ["citeproc-py-mode"]
    with pytest.raises(UnknownNameError, match="output of the engine"):
        render([BOOK], [], "apa", engine="citeproc-py", output="rtf")
    html = render([BOOK], [], "apa", engine="citeproc-py", output="html").bibliography
    assert html.startswith('<div class="csl-bib-body">')


OBJECT = {"id": "a", "type": "book", "title": "Structures", "issued": {"date-parts": [[1978]]}}


@pytest.mark.parametrize("works", [OBJECT, [OBJECT], {"a": OBJECT}], ids=["one", "list", "by id"])
def test_csl_json_objects_are_formatted(works: Any) -> None:
    assert citelib.format(works) == "Structures. (1978).\n"


def test_what_was_noticed_in_objects_is_told() -> None:
    rendered = render([{**OBJECT, "type": "bok"}], ())
    assert [one.code for one in rendered.diagnostics] == ["csl-json-unknown-type"]


def test_no_item_is_left_out_for_another_of_its_id() -> None:
    with pytest.raises(DuplicateIdError, match="'a'"):
        citelib.format([Item("a", "book", title="One"), Item("a", "book", title="Two")])


def test_items_and_objects_are_not_mixed() -> None:
    with pytest.raises(TypeError, match="not dict"):
        citelib.format([Item("a", "book"), OBJECT])  # type: ignore[list-item]


def test_a_style_that_was_found_is_the_style() -> None:
    book = Item("a", "book", title="Structures", author=[Name("Gordon", "J. E.")])
    entry = citelib.find_style("nature-genetics")
    assert citelib.format([book], entry) == citelib.format([book], "nature-genetics")
    assert citelib.format([book], citelib.find_style("apa"), engine="citeproc-py") == citelib.format(
        [book], "apa", engine="citeproc-py"
    )

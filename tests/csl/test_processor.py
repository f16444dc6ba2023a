"""The processor: edits, modes, bibliographies; and that any sequence of edits gives what a fresh run gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citelib.csl import (
    IBID,
    Citation,
    Cite,
    Options,
    Processor,
    format_each,
    render_bibliography,
    render_document,
)
from citelib.csl.style.repository import resolve_style
from citelib.errors import UnknownNameError
from citelib.model import Date, Item, Name

STYLES = (
    "apa",
    "ieee",
    "nature",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "modern-language-association",
    "american-medical-association",
)


def name(family: str, given: str) -> Name:
    return Name(family=family, given=given)


def book(id: str, *authors: Name, year: int = 1999, title: str = "Title", **fields: object) -> Item:
    return Item(id, "book", title=title, author=authors, issued=Date.on(year), publisher="Press", **fields)


DOE, JANE, ROE, POE = name("Doe", "John"), name("Doe", "Jane"), name("Roe", "Richard"), name("Poe", "Edgar Allan")
ITEMS = [
    book("a", DOE),
    book("b", DOE, title="Another"),
    book("c", JANE),
    book("d", DOE, ROE, POE, year=2001),
    book("e", DOE, ROE, JANE, year=2001),
    book("f", DOE, POE, JANE, year=2001),
    book("g", POE, title="What is “this”?"),
    Item("h", "article-journal", title="no one wrote this", container_title="Journal", volume="3", page="5-12"),
    Item("i", "webpage", title="<i>E. coli</i>", URL="https://example.org/", accessed=Date.on(2020, 5, 4)),
    book("j", ROE, year=-44).evolve(custom={"multi": {"_keys": {"title": {"en": "A title"}}}}),
]
IDS = [item.id for item in ITEMS]
RESOLVED = {style: resolve_style(style) for style in STYLES}


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    cites = draw(
        st.lists(
            st.builds(
                Cite,
                st.sampled_from(IDS),
                locator=st.sampled_from([None, None, "5", "7-9"]),
                prefix=st.sampled_from(["", "", "see"]),
                suffix=st.sampled_from(["", "", ", passim"]),
                suppress_author=st.sampled_from([False, False, True]),
            ),
            min_size=1,
            max_size=3,
        )
    )
    return Citation(
        cites,
        id=draw(st.sampled_from(["c1", "c2", "c3", "c4", "c5"])),
        note=draw(st.integers(0, 4)),
        mode=draw(st.sampled_from(["", "", "", "composite", "author-only", "suppress-author"])),
        chapter=draw(st.integers(0, 2)),
    )


OPTIONS = st.builds(
    Options,
    sets=st.sampled_from([(), (("b", "g", "j"), ("a", "h"))]),
    restart_numbers=st.booleans(),
    back_references=st.sampled_from(["", "notes", "citations", {"c1": "4", "c3": "9"}]),
    sort_by=st.sampled_from(["", "en"]),
    titles=st.sampled_from([(), ("en", "original")]),
)


EDITS = st.lists(st.tuples(citations(), st.integers(0, 5), st.booleans()), min_size=1, max_size=6)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=settings().max_examples * 2 // 3)
@given(edits=EDITS, changed=st.booleans(), options=st.just(Options()) | OPTIONS)
def test_incremental_equals_fresh(
    style: str, edits: list[tuple[Citation, int, bool]], changed: bool, options: Options
) -> None:
    processor = Processor(ITEMS, RESOLVED[style], output="html", options=options)
    shown: dict[str, str] = {}
    document: list[Citation] = []
    items = ITEMS
    for citation, position, removes in edits:
        if removes and document:
            gone = document.pop(position % len(document))
            changes = processor.remove(gone.id)
            del shown[gone.id]
        else:
            document = [one for one in document if one.id != citation.id]
            document.insert(min(position, len(document)), citation)
            changes = processor.insert(citation, position)
        shown.update(changes.citations)
    if changed:
        new = ITEMS[0].evolve(title="New", author=[ROE])
        items = [new, *ITEMS[1:]]
        shown.update(processor.update_items([new]).citations)
    fresh = Processor(items, RESOLVED[style], output="html", options=options)
    fresh.replace_citations(document)
    assert processor.citations == fresh.citations
    assert shown == dict(fresh.citations)
    assert str(processor.bibliography()) == str(fresh.bibliography())
    for chapter in range(3):
        assert str(processor.bibliography(chapter=chapter)) == str(fresh.bibliography(chapter=chapter))


def test_modes() -> None:
    def text(**fields: object) -> str:
        processor = Processor(ITEMS, "apa", output="text")
        return processor.cite(Citation.of("a", **fields)).citations[0][1]

    assert text() == "(Doe, 1999)"
    assert text(mode="composite") == "Doe (1999)"
    assert text(mode="author-only") == "Doe"
    assert text(mode="suppress-author") == "(1999)"


def test_affixes_and_locators() -> None:
    processor = Processor(ITEMS, "apa", output="text")
    cite = Cite("a", locator="5-7", label="chapter", prefix="see", suffix="and others")
    assert processor.cite(Citation((cite,))).citations[0][1] == "(see Doe, 1999, Chapters 5–7 and others)"


def test_position_can_be_given() -> None:
    processor = Processor(ITEMS, "chicago-notes-bibliography-subsequent-ibid", output="text")
    (_, text), *_ = processor.cite(Citation((Cite("a", position=IBID),), note=1)).citations
    assert text == "Ibid."


def test_changes_name_what_changed() -> None:
    processor = Processor(ITEMS, "apa", output="text")
    processor.cite(Citation.of("a", id="one"))
    changes = processor.cite(Citation.of("b", id="two"))
    assert dict(changes.citations) == {"one": "(Doe, 1999b)", "two": "(Doe, 1999a)"}
    assert changes.bibliography
    changes = processor.remove("two")
    assert dict(changes.citations) == {"one": "(Doe, 1999)"}


def test_a_new_version_of_an_item_is_disambiguated_anew() -> None:
    """Also where it does not change the order of the items."""
    items = [book("a", DOE), book("b", DOE, title="Zero", year=2001)]
    processor = Processor(items, "apa", output="text")
    processor.cite(Citation.of("a", id="one"))
    processor.cite(Citation.of("b", id="two"))
    changes = processor.update_items([items[1].evolve(issued=Date.on(1999))])
    assert dict(changes.citations) == {"one": "(Doe, 1999a)", "two": "(Doe, 1999b)"}
    assert changes.bibliography


def test_bibliography_lists_what_is_cited() -> None:
    processor = Processor(ITEMS, "apa", nocite=["g"], output="html")
    processor.cite(Citation.of("a"))
    assert [entry.id for entry in processor.bibliography().entries] == ["a", "g"]
    assert len(render_bibliography(ITEMS, "apa", output="html").entries) == len(ITEMS)


def test_bibliography_params() -> None:
    params = render_bibliography(ITEMS, "apa", output="html").params
    assert params.hanging_indent
    assert params.entry_spacing == 0
    params = render_bibliography(ITEMS, "ieee", output="html").params
    assert params.second_field_align == "flush"
    assert params.max_offset == len("[10]")


def test_a_style_without_bibliography() -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><id>x</id><title>x</title>'
        '<updated>2020-01-01T00:00:00Z</updated></info><citation><layout><text variable="title"/></layout></citation>'
        "</style>"
    )
    document = render_document(ITEMS, [Citation.of("a")], style, output="text")
    assert document.citations == (("citation-1", "Title"),)
    assert document.bibliography is None


def test_unknown_item() -> None:
    processor = Processor(ITEMS, "apa", output="html")
    with pytest.raises(UnknownNameError, match="'z'"):
        processor.cite(Citation.of("z"))
    with pytest.raises(UnknownNameError):
        processor.remove("nothing")


def test_thousands_of_ambiguous_cites_take_linear_work() -> None:
    """Counted, not timed: how often cites are rendered for comparison."""
    from citelib.csl.document import disambiguate as module
    from citelib.csl.render import Setting

    setting = Setting(RESOLVED["apa"])
    counts = []
    for size in (200, 400):
        items = [book(f"i{number}", DOE, ROE, POE, JANE) for number in range(size)]
        calls = 0

        def compared(item: Item, decisions: object, setting: Setting = setting) -> object:
            nonlocal calls
            calls += 1
            return module.compared_text(item, decisions, setting)  # type: ignore[arg-type]

        decided = module.disambiguate(items, setting, compared)  # type: ignore[arg-type]
        assert len({decisions.year_suffix for decisions in decided.values()}) == size
        counts.append(calls)
    assert counts[1] <= 2.2 * counts[0]


@pytest.mark.parametrize("count", [1, 19, 20, 21])
def test_a_citation_may_have_many_cites(count: int) -> None:
    items = [book(f"n{number}", DOE, title=f"Title {number}") for number in range(count)]
    (text,) = [
        text for _, text in render_document(items, [Citation.of(*[item.id for item in items])], "vancouver").citations
    ]
    assert text == {1: "(1)", 19: "(1–19)", 20: "(1–20)", 21: "(1–21)"}[count]


def test_objects_that_are_no_items_are_told_what_makes_them_items() -> None:
    works: list[Any] = [{"id": "doe", "type": "book", "title": "Sand"}]
    with pytest.raises(TypeError, match="load makes them of CSL-JSON"):
        Processor(works, "apa")
    with pytest.raises(TypeError, match="load makes them of CSL-JSON"):
        list(format_each(works, "apa"))

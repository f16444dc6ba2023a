"""What an edit makes to be rendered again, and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.csl import Citation, Cite, Processor
from citelib.csl.document.positions import Place
from citelib.csl.document.updates import are_alike, edited_range, stale
from citelib.csl.style.repository import resolve_style
from citelib.errors import UnknownNameError
from citelib.model import Date, Item, Name
from citelib.output import Output, get_output
from tests.csl.style.samples import style
from tests.csl.test_processor import DOE, POE, RESOLVED, ROE, book

ONE, TWO, THREE = (Citation.of(id, id=f"c-{id}", note=number) for number, id in enumerate("abc", 1))
FIRST_PLACE, LATER = (Place(),), (Place(position=1),)
NOTHING: frozenset[str] = frozenset()


def test_the_edited_part_of_a_document() -> None:
    assert edited_range([ONE, TWO], [ONE, TWO]) == (2, 2)
    assert edited_range([ONE, TWO], [ONE, THREE, TWO]) == (1, 2)
    assert edited_range([ONE, TWO, THREE], [ONE, THREE]) == (1, 1)
    assert edited_range([], [ONE, TWO]) == (0, 2)
    assert edited_range([ONE], []) == (0, 0)
    assert edited_range([ONE, ONE], [ONE]) == (1, 1)


@pytest.mark.parametrize("places", [None, [FIRST_PLACE] * 3])
def test_what_is_stale(places: Any) -> None:
    document, before = [ONE, TWO, THREE], [FIRST_PLACE] * 3
    assert stale(document, 3, 3, before, places, NOTHING, NOTHING) == []
    assert stale(document, 3, 3, before, places, frozenset({"b"}), NOTHING) == [1]
    assert stale(document, 3, 3, before, places, NOTHING, frozenset({"c-c"})) == [2]
    assert stale(document, 0, 3, [], places, NOTHING, NOTHING) == [0, 1, 2]
    assert stale(document, 1, 2, before, places, frozenset({"a"}), NOTHING) == [0, 1]


def test_a_place_makes_stale_outside_the_edited_part() -> None:
    first, later = FIRST_PLACE, LATER
    # One citation went from between the two: the second is compared with itself, not with the one that went.
    assert stale([ONE, THREE], 1, 1, [first, later, first], [first, later], NOTHING, NOTHING) == [1]
    assert stale([ONE, THREE], 1, 1, [first, first, later], [first, later], NOTHING, NOTHING) == []
    # One came in front of it.
    assert stale([ONE, TWO, THREE], 1, 2, [first, first], [later, first, first], NOTHING, NOTHING) == [0, 1]
    assert stale([ONE, TWO, THREE], 1, 2, [first, first], [first, first, later], NOTHING, NOTHING) == [1, 2]


def notes(style: str = "chicago-notes-bibliography", output: str | Output = "text") -> Processor:
    items = [book("a", DOE), book("b", POE), book("c", ROE)]
    processor = Processor(items, RESOLVED[style], output=output)
    processor.cite(Citation.of("a", id="one", note=1))
    processor.cite(Citation.of("b", id="two", note=2))
    processor.cite(Citation.of("a", id="three", note=3))
    return processor


def test_a_note_becomes_the_first_when_the_first_goes() -> None:
    processor = notes()
    assert dict(processor.citations)["three"] == "Doe, Title."
    changes = processor.remove("one")
    assert dict(changes.citations) == {"three": "John Doe, Title (Press, 1999)."}
    assert changes.rendered == ("three",)


def test_a_note_becomes_a_later_one_when_another_comes_before() -> None:
    processor = notes()
    changes = processor.insert(Citation.of("b", id="new", note=1), 0)
    assert dict(changes.citations)["two"] == "Poe, Title."
    assert set(changes.rendered) == {"new", "two"}


def test_a_citation_put_in_again_moves_and_is_among_the_changes() -> None:
    processor = notes()
    changes = processor.insert(Citation.of("b", id="two", note=2), 1)
    assert changes.citations == (("two", dict(processor.citations)["two"]),)
    assert not changes.bibliography
    processor.insert(Citation.of("b", id="two", note=4), 2)
    assert [id for id, _ in processor.citations] == ["one", "three", "two"]


def test_only_what_reads_otherwise_is_rendered_again() -> None:
    items = [book("a", DOE), book("b", ROE), book("c", POE)]
    processor = Processor(items, RESOLVED["ieee"], output="text")
    for id in "abc":
        processor.cite(Citation.of(id, id=f"cites-{id}"))
    # Numbers follow the first cites: what comes in front shifts all behind it.
    assert processor.insert(Citation.of("c", id="first"), 0).rendered == ("first", "cites-a", "cites-b", "cites-c")
    assert processor.insert(Citation.of("a", id="last"), 4).rendered == ("last",)
    assert processor.replace_citations([Citation.of("c", id="first")]).rendered == ()


def test_affixes_modes_and_notes_count() -> None:
    processor = Processor([book("a", DOE)], RESOLVED["apa"], output="text")
    processor.cite(Citation.of("a", id="x"))
    for change, text in (
        ({"prefix": "see"}, "(see Doe, 1999)"),
        ({"suffix": "and others"}, "(Doe, 1999 and others)"),
        ({"mode": "author-only"}, "Doe"),
        ({"mode": "suppress-author"}, "(1999)"),
        ({}, "(Doe, 1999)"),
    ):
        changes = processor.replace_citations([Citation.of("a", id="x", **change)])
        assert changes.citations == (("x", text),)
    # The number of a note is no part of a text that does not print it.
    assert processor.replace_citations([Citation.of("a", id="x", note=7)]).rendered == ()


def test_the_number_of_the_first_note_is_kept_up_to_date() -> None:
    layout = '<group delimiter=" "><text variable="title"/><text variable="first-reference-note-number"/></group>'
    xml = style(layout).replace('class="in-text"', 'class="note"')
    processor = Processor([book("a", DOE)], xml, output="text")
    processor.cite(Citation.of("a", id="one", note=1))
    processor.cite(Citation.of("a", id="two", note=5))
    assert dict(processor.citations)["two"] == "Title 1"
    moved = [Citation.of("a", id="one", note=3), Citation.of("a", id="two", note=5)]
    assert dict(processor.replace_citations(moved).citations)["two"] == "Title 3"


def test_a_new_version_of_an_item_is_printed_and_sorted_anew() -> None:
    processor = Processor([book("a", DOE), book("b", ROE)], RESOLVED["apa"], output="text")
    processor.cite(Citation.of("a", "b", id="both"))
    processor.cite(Citation.of("b", id="b-only"))
    changes = processor.update_items([book("a", Name(family="Zoe", given="A"), title="New")])
    assert dict(changes.citations) == {"both": "(Roe, 1999; Zoe, 1999)"}
    assert processor.order == ("b", "a")
    assert changes.bibliography
    # Only the title is another: the cites read alike, and are rendered to see that.
    changes = processor.update_items([book("b", ROE, title="Newer")])
    assert changes.citations == ()
    assert "both" in changes.rendered


def test_cites_are_sorted_anew_when_the_numbers_change() -> None:
    xml = (
        style('<text variable="citation-number"/>')
        .replace("<layout>", '<layout delimiter=",">')
        .replace("<citation>", '<citation><sort><key variable="citation-number"/></sort>')
    )
    processor = Processor([book("a", DOE), book("b", ROE)], xml, output="text")
    processor.cite(Citation.of("a", "b", id="both"))
    processor.insert(Citation.of("b", id="first"), 0)
    assert processor.citations == (("first", "1"), ("both", "1,2"))
    assert processor.order == ("b", "a")


def test_descending_numbers() -> None:
    xml = style('<text variable="citation-number"/>', bibliography='<text variable="citation-number"/>').replace(
        "<bibliography>", '<bibliography><sort><key variable="citation-number" sort="descending"/></sort>'
    )
    processor = Processor([book("a", DOE), book("b", ROE)], xml, output="text")
    processor.cite(Citation.of("a", id="x"))
    processor.cite(Citation.of("b", id="y"))
    assert processor.order == ("b", "a")
    assert processor.citations == (("x", "1"), ("y", "2"))


def test_ids_are_given_around_those_that_are_there() -> None:
    processor = Processor([book("a", DOE)], RESOLVED["apa"], output="text")
    processor.cite(Citation.of("a", id="citation-1"))
    assert processor.cite(Citation.of("a")).citations[0][0] == "citation-2"
    assert processor.cite(Citation.of("a")).citations[0][0] == "citation-3"


def test_a_condition_turns_when_its_rival_goes() -> None:
    title = '<choose><if disambiguate="true"><text variable="title"/></if></choose>'
    xml = style(f'<group delimiter=", "><names variable="author"/>{title}</group>')
    processor = Processor([book("a", DOE, title="A"), book("b", DOE, title="B")], xml, output="text")
    processor.cite(Citation.of("a", id="x"))
    assert dict(processor.cite(Citation.of("b", id="y")).citations) == {"x": "John Doe, A", "y": "John Doe, B"}
    assert dict(processor.remove("y").citations) == {"x": "John Doe"}


def test_a_fault_while_rendering_leaves_the_document_as_it_was() -> None:
    fails = False

    def escaped(text: str) -> str:
        if fails:
            raise RuntimeError("a fault")
        return text

    processor = notes(output=Output("failing", "an output that fails", escaped))
    before = processor.citations
    fails = True
    with pytest.raises(RuntimeError):
        processor.remove("one")
    fails = False
    assert processor.citations == before
    processor.cite(Citation((Cite("c"),), id="four", note=4))
    processor.remove("one")
    assert [text for _, text in processor.citations][:2] == [
        "Edgar Allan Poe, Title (Press, 1999).",
        "John Doe, Title (Press, 1999).",
    ]


def test_numbers_are_right_after_an_edit_that_failed_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from citelib.csl import rendered as module

    if not module.__file__.endswith(".py"):
        pytest.skip("compiled modules call their own functions, whatever is put in their place")
    processor = Processor([book(id, ROE) for id in "abc"], "ieee")
    for id in "ab":
        processor.cite(Citation.of(id, id=id))
    real = module.render_citation

    def broken(*arguments: Any) -> str:
        raise RuntimeError("a fault")

    monkeypatch.setattr(module, "render_citation", broken)
    with pytest.raises(RuntimeError):
        processor.insert(Citation.of("c", id="c"), 0)
    monkeypatch.setattr(module, "render_citation", real)
    assert [text for _, text in processor.citations] == ["[1]", "[2]"]
    processor.insert(Citation.of("c", id="c"), 0)
    assert [text for _, text in processor.citations] == ["[1]", "[2]", "[3]"]


def test_the_bibliography_without_citations_is_that_of_nocite() -> None:
    resolved = resolve_style("apa")
    items = [Item("a", "book", title="T", issued=Date.on(2000)), book("b", ROE)]
    assert Processor(items, resolved, output="html").order == ()
    assert Processor(items, resolved, nocite="*", output="html").order == ("b", "a")
    assert Processor(items, resolved, nocite=["a"], output="html").order == ("a",)


def test_cites_of_one_author_stay_together_where_the_style_groups_them() -> None:
    layout = '<group delimiter=" "><names variable="author"/><text variable="title"/></group>'
    items = [book("a", DOE, title="B"), book("b", ROE, title="C"), book("c", DOE, title="D")]

    def cited(attributes: str, key: str = '<key variable="title"/>') -> str:
        xml = style(layout).replace("<citation>", f"<citation {attributes}><sort>{key}</sort>")
        xml = xml.replace("<layout>", '<layout delimiter="; ">')
        return Processor(items, xml, output="text").cite(Citation.of("c", "b", "a", id="x")).citations[0][1]

    assert cited("") == "John Doe B; Richard Roe C; John Doe D"
    assert cited('cite-group-delimiter=", "') == "John Doe B, John Doe D; Richard Roe C"
    # Numbers are an order of their own.
    assert cited('cite-group-delimiter=", "', '<key variable="citation-number"/>').startswith("John Doe D, John Doe B")


def test_the_last_sort_key_may_be_the_number() -> None:
    layout = '<text variable="title"/>'
    xml = style(layout, bibliography=layout).replace(
        "<bibliography>",
        '<bibliography><sort><key variable="issued"/><key variable="citation-number" sort="descending"/></sort>',
    )
    processor = Processor([book("a", DOE), book("b", ROE), book("c", POE, year=1990)], xml, output="text")
    processor.cite(Citation.of("a", "b", "c", id="x"))
    assert processor.order == ("c", "b", "a")


def test_citations_whose_condition_an_edit_may_turn_are_rendered_again() -> None:
    layout = (
        '<group delimiter=" "><names variable="author"><name form="short"/></names>'
        '<choose><if disambiguate="true"><text variable="title"/></if></choose></group>'
    )
    xml = style(layout).replace(
        "<citation>", '<citation disambiguate-add-names="true" et-al-min="2" et-al-use-first="1">'
    )
    items = [
        book("a", DOE, title="One"),
        book("b", DOE, title="Two"),
        book("c", ROE),
        book("d", POE, DOE),
        book("e", POE, ROE),
    ]
    processor = Processor(items, xml)
    processor.replace_citations([Citation.of(id, id=id) for id in "abcde"])
    assert [text for _, text in processor.citations] == ["Doe One", "Doe Two", "Roe", "Poe, Doe", "Poe, Roe"]
    # One more cite of a work whose title shows, of one without a condition, and of one that only shows more names.
    assert processor.cite(Citation.of("a", id="x")).rendered == ("a", "x")
    assert processor.cite(Citation.of("c", id="y")).rendered == ("y",)
    assert processor.cite(Citation.of("d", id="z")).rendered == ("z",)
    assert processor.insert(Citation.of("b", id="y"), 5).rendered == ("b", "y")


def test_what_is_listed_must_be_there() -> None:
    with pytest.raises(UnknownNameError, match="'a'"):
        Processor([book("a", DOE)], "apa", nocite=["aa"])


def test_an_unknown_item_is_told_before_anything_changes() -> None:
    """In a new citation, and in a new version of one that is there."""
    processor = notes()
    before = processor.citations
    for id in ("one", "new"):
        with pytest.raises(UnknownNameError, match="'nobody'"):
            processor.replace_citations([Citation.of("a", id="three"), Citation.of("nobody", id=id)])
    assert processor.citations == before


def test_the_offset_of_a_list_is_that_of_its_widest_label() -> None:
    processor = Processor([book(id, DOE) for id in "abcdefghij"], RESOLVED["ieee"], output="text")
    assert processor.bibliography().params.max_offset == 0
    processor.cite(Citation.of("a"))
    assert processor.bibliography().params.max_offset == len("[1]")
    processor.cite(Citation.of(*"bcdefghij"))
    assert processor.bibliography().params.max_offset == len("[10]")


@pytest.mark.parametrize(
    "change", [{"prefix": "see"}, {"suffix": "passim"}, {"mode": "composite"}, {"capitalize": True}]
)
def test_what_around_its_cites_makes_a_citation_another(change: dict[str, Any]) -> None:
    plain = Citation.of("a", note=1)
    assert are_alike(plain, Citation.of("a", note=1), True)
    assert not are_alike(plain, Citation.of("a", note=1, **change), False)
    assert not are_alike(Citation.of("a", note=1, **change), plain, False)


def test_a_moved_note_is_alike_unless_a_text_tells_the_number_of_a_note() -> None:
    one, moved = Citation.of("a", note=1), Citation.of("a", note=2)
    assert are_alike(one, moved, False)
    assert not are_alike(one, moved, True)


@pytest.mark.parametrize("id", ["one", "two", "three"])
def test_what_was_taken_out_is_no_citation_of_the_document(id: str) -> None:
    """From the beginning, the middle and the end; its id may be given again."""
    processor = notes()
    processor.remove(id)
    for ask in (processor.remove, processor.parts):
        with pytest.raises(UnknownNameError, match=repr(id)):
            ask(id)
    assert len(processor.insert(Citation.of("c", id=id, note=2), 1).citations) >= 1
    assert [one for one, _ in processor.citations].count(id) == 1
    kept = [one for one, _ in processor.citations if one != id]
    processor.replace_citations([Citation.of("c", id=kept[0], note=1), Citation.of("c", id="new", note=2)])
    for gone in (id, kept[1]):
        with pytest.raises(UnknownNameError):
            processor.parts(gone)


def test_a_style_without_a_bibliography_lists_nothing() -> None:
    processor = Processor([book("a", DOE)], style(), output="html")
    processor.cite(Citation.of("a"))
    listed = processor.bibliography()
    assert listed.entries == ()
    assert (listed.params.start, listed.params.end) == (get_output("html").start, get_output("html").end)
    assert str(Processor([book("a", DOE)], RESOLVED["apa"], output="html").bibliography()) == str(listed)

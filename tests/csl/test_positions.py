"""Where cites stand: first, subsequent, ibid, in a note nearby; each rule with what lies on its other side."""

from __future__ import annotations

import pytest

from citelib.csl import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Citation, Cite, Processor
from citelib.csl.citation import Mode
from citelib.csl.document.positions import near_note_distance, positions
from citelib.csl.render import Setting
from citelib.csl.style.repository import resolve_style
from tests.csl.style.samples import style
from tests.csl.test_processor import DOE, ROE, book

NAMES = {FIRST: "first", SUBSEQUENT: "again", IBID: "ibid", IBID_WITH_LOCATOR: "ibid with locator"}


def cited(note: int, *cites: str | Cite, mode: Mode = "", chapter: int = 0) -> Citation:
    """A citation in a note, 0 for the running text; «a@5» cites page 5 of the work a."""
    parsed = [
        cite if isinstance(cite, Cite) else Cite(cite.partition("@")[0], cite.partition("@")[2]) for cite in cites
    ]
    return Citation(parsed, note=note, mode=mode, chapter=chapter)


def told(*citations: Citation, near: int = 5) -> list[str]:
    """The places of all cites in words, one list for each citation."""
    found = positions(citations, [citation.cites for citation in citations], near)
    assert [len(places) for places in found] == [len(citation.cites) for citation in citations]
    return [", ".join(NAMES[place.position] for place in places) for places in found]


def nearby(*citations: Citation, near: int = 5) -> list[bool]:
    """Whether the first cite of each citation stands near another of its work."""
    return [places[0].near_note for places in positions(citations, [one.cites for one in citations], near)]


def first_notes(*citations: Citation) -> list[str]:
    return [places[0].first_note for places in positions(citations, [one.cites for one in citations], 5)]


def test_first_and_subsequent() -> None:
    assert told() == []
    assert told(cited(1, "a"), cited(2, "b"), cited(3, "a")) == ["first", "first", "again"]
    # In the running text as in notes; a work that the text cites first is subsequent in a note.
    assert told(cited(0, "a"), cited(1, "a"), cited(0, "b"), cited(0, "a")) == ["first", "again", "first", "again"]


def test_ibid_repeats_the_only_cite_of_the_citation_before() -> None:
    assert told(cited(1, "a"), cited(2, "a")) == ["first", "ibid"]
    assert told(cited(1, "a", "b"), cited(2, "b")) == ["first, first", "again"]
    assert told(cited(1, "a"), cited(2, "b", "a")) == ["first", "first, again"]
    assert told(cited(1, "a"), cited(2, "a", "b")) == ["first", "ibid, first"]
    assert told(cited(1, "a", "a")) == ["first, ibid"]
    assert told(cited(0, "a"), cited(0, "a")) == ["first", "ibid"]


def test_ibid_looks_at_cites_of_its_own_kind() -> None:
    """In a note at notes, in the text at the text, whatever stands between."""
    assert told(cited(1, "a"), cited(0, "b"), cited(2, "a")) == ["first", "first", "ibid"]
    assert told(cited(0, "a"), cited(1, "b"), cited(0, "a")) == ["first", "first", "ibid"]
    assert told(cited(0, "a"), cited(1, "a")) == ["first", "again"]
    assert told(cited(1, "a"), cited(0, "a")) == ["first", "again"]


def test_ibid_looks_at_a_note_with_one_citation() -> None:
    """A note that cites two works leaves open which of them «ibid.» means; within the note it is clear."""
    assert told(cited(1, "b"), cited(1, "a"), cited(2, "a")) == ["first", "first", "again"]
    assert told(cited(1, "b"), cited(1, "a"), cited(1, "a")) == ["first", "first", "ibid"]
    # What only names the author is no citation of the note.
    assert told(cited(1, "b", mode="author-only"), cited(1, "a"), cited(2, "a")) == ["first", "first", "ibid"]
    # The running text is one note nowhere.
    assert told(cited(0, "b"), cited(0, "a"), cited(0, "a")) == ["first", "first", "ibid"]
    # Notes of other chapters have the same numbers.
    apart = [cited(1, "b", chapter=1), cited(1, "a", chapter=2), cited(2, "a", chapter=2)]
    assert told(*apart) == ["first", "first", "ibid"]


@pytest.mark.parametrize(
    ("before", "cite", "place"),
    [
        ("a", "a", "ibid"),
        ("a", "a@5", "ibid with locator"),
        ("a@5", "a", "again"),
        ("a@5", "a@5", "ibid"),
        ("a@5", "a@ 5 ", "ibid"),
        ("a@5", "a@6", "ibid with locator"),
        (Cite("a", "5", "page"), "a@5", "ibid"),
        ("a@5", Cite("a", "5", "page"), "ibid"),
        (Cite("a", "5", "chapter"), "a@5", "ibid with locator"),
        ("a@5", Cite("a", "5", "chapter"), "ibid with locator"),
        (Cite("a", "5", "chapter"), Cite("a", "5", "chapter"), "ibid"),
    ],
)
def test_locators_of_ibid(before: str | Cite, cite: str | Cite, place: str) -> None:
    assert told(cited(1, before), cited(2, cite)) == ["first", place]


def test_a_mention_of_the_author_makes_no_later_cite_subsequent() -> None:
    mention = cited(1, "a", mode="author-only")
    assert told(mention, cited(2, "a"), cited(3, "a")) == ["first", "first", "ibid"]
    # Nor does it stand between a cite and what repeats it.
    assert told(cited(1, "a"), cited(2, "b", mode="author-only"), cited(3, "a")) == ["first", "first", "ibid"]
    # It is itself placed by the cites before it.
    assert told(cited(1, "a"), cited(2, "b"), cited(3, "a", mode="author-only")) == ["first", "first", "again"]


def test_what_is_near() -> None:
    assert nearby(cited(1, "a"), cited(6, "a")) == [False, True]
    assert nearby(cited(1, "a"), cited(7, "a")) == [False, False]
    assert nearby(cited(1, "a"), cited(7, "a"), near=6) == [False, True]
    assert nearby(cited(1, "a"), cited(1, "a"), near=0) == [False, True]
    # The last cite counts, not the first, and not a mention of the author in between.
    assert nearby(cited(1, "a"), cited(4, "a"), cited(9, "a")) == [False, True, True]
    assert nearby(cited(1, "a"), cited(4, "a", mode="author-only"), cited(9, "a")) == [False, True, False]


def test_only_notes_are_near() -> None:
    assert nearby(cited(0, "a"), cited(1, "a")) == [False, False]
    assert nearby(cited(1, "a"), cited(0, "a")) == [False, False]
    assert nearby(cited(0, "a"), cited(0, "a")) == [False, False]
    # A cite in the text between two notes takes them no further apart.
    assert nearby(cited(1, "a"), cited(0, "a"), cited(2, "a")) == [False, False, True]


def test_the_note_that_cites_a_work_first() -> None:
    assert first_notes(cited(2, "a"), cited(3, "b"), cited(4, "a"), cited(5, "b")) == ["", "", "2", "3"]
    assert first_notes(cited(0, "a"), cited(4, "a")) == ["", ""]
    assert first_notes(cited(1, "a", mode="author-only"), cited(4, "a"), cited(5, "a")) == ["", "", "4"]


def test_a_chapter_begins_anew() -> None:
    one, two = cited(1, "a", chapter=1), cited(2, "a", chapter=1)
    assert told(one, two, cited(3, "a", chapter=2), cited(4, "a", chapter=2)) == ["first", "ibid", "first", "ibid"]
    again = [
        one,
        cited(2, "b", chapter=1),
        cited(3, "b", chapter=2),
        cited(4, "a", chapter=2),
        cited(5, "b", chapter=2),
    ]
    assert told(*again) == ["first", "first", "first", "first", "again"]
    assert first_notes(*again) == ["", "", "", "", "3"]
    assert nearby(*again) == [False, False, False, False, True]


def test_a_cite_may_say_itself_where_it_stands() -> None:
    given = Cite("a", position=SUBSEQUENT, near_note=True, first_reference_note_number="9")
    [[place], [later]] = positions([cited(1, given), cited(9, "a")], [[given], [Cite("a")]], 5)
    assert (place.position, place.near_note, place.first_note) == (SUBSEQUENT, True, "9")
    assert (later.position, later.near_note, later.first_note) == (IBID, False, "1")
    # What it does not say is worked out.
    asks = Cite("a", position=FIRST)
    [_, [place]] = positions([cited(1, "a"), cited(2, asks)], [[Cite("a")], [asks]], 5)
    assert (place.position, place.near_note, place.first_note) == (FIRST, True, "1")
    asks = Cite("a", near_note=False)
    [_, [place]] = positions([cited(1, "a"), cited(2, asks)], [[Cite("a")], [asks]], 5)
    assert (place.position, place.near_note, place.first_note) == (IBID, False, "1")


def distance(layout: str, attributes: str = "", *, kind: str = "note") -> int | None:
    xml = style(layout).replace('class="in-text"', f'class="{kind}"').replace("<citation>", f"<citation {attributes}>")
    return near_note_distance(Setting(resolve_style(xml)))


def test_which_styles_look_at_places() -> None:
    assert distance('<text variable="title"/>') is None
    position = '<choose><if position="ibid"><text value="ibid"/></if><else><text variable="title"/></else></choose>'
    assert distance(position) == 5
    assert distance(position, 'near-note-distance="9"') == 9
    assert distance('<text variable="first-reference-note-number"/>') == 5
    tested = '<choose><if variable="first-reference-note-number"><text variable="title"/></if></choose>'
    assert distance(tested) == 5
    names = '<names variable="author"/>'
    assert distance(names, 'et-al-min="3" et-al-use-first="1"') is None
    assert distance(names, 'et-al-min="3" et-al-use-first="1" et-al-subsequent-min="2"') == 5
    assert distance(names, 'et-al-min="3" et-al-use-first="2" et-al-subsequent-use-first="1"') == 5
    # An author whom nothing prints does not matter.
    assert distance('<text variable="title"/>', 'et-al-min="3" et-al-use-first="1" et-al-subsequent-min="2"') is None


def test_a_style_that_does_not_look_at_places_renders_nothing_again_for_them() -> None:
    processor = Processor([book("a", DOE), book("b", ROE)], style('<text variable="title"/>'), output="text")
    processor.cite(Citation.of("a", id="x", note=1))
    assert processor.insert(Citation.of("a", id="y", note=1), 0).rendered == ("y",)

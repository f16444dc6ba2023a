"""What people reported of other processors, tried with works of our own; comments say where it was reported."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.csl import Citation, Cite, render_bibliography, render_document
from citelib.csl.render.page_range import shorten
from citelib.csl.style.repository import resolve_style
from citelib.model import Date, Item, Name
from tests.csl.style.samples import style


def work(id: str, family: str, given: str = "Ida", year: int = 2004, title: str = "Wool", **fields: Any) -> Item:
    fields = {"type": "book", **fields}
    return Item(id, fields.pop("type"), title=title, author=[Name(family, given)], issued=Date.on(year), **fields)


def notes(items: list[Item], citations: list[Citation], name: str, **options: Any) -> list[str]:
    return [text for _, text in render_document(items, citations, name, **options).citations]


SHORT = (
    '<group delimiter=" "><names variable="author"><name form="short"/></names>'
    '<date variable="issued"><date-part name="year"/></date></group>'
)


def test_a_letter_is_no_fruit_of_ibid() -> None:  # jgm/pandoc-citeproc#446, #53
    xml = style(f'<choose><if position="ibid"><text term="ibid"/></if><else>{SHORT}</else></choose>').replace(
        "<citation>", '<citation disambiguate-add-year-suffix="true">'
    )
    items = [work("a", "Lund"), work("b", "Moe", year=2005)]
    shown = notes(items, [Citation.of(id) for id in "aabba"], xml)
    assert shown == ["Lund 2004", "ibid.", "Moe 2005", "ibid.", "Lund 2004"]


def test_letters_begin_anew_with_each_author() -> None:  # jgm/pandoc-citeproc#8
    items = [work("a", "Lund", title="A"), work("b", "Lund", title="B"), work("c", "Moe", title="C")]
    items.append(work("d", "Moe", title="D"))
    shown = notes(items, [Citation.of(id) for id in "abcd"], "chicago-author-date")
    assert shown == ["(Lund 2004a)", "(Lund 2004b)", "(Moe 2004a)", "(Moe 2004b)"]


def test_a_delimiter_of_letters() -> None:  # Juris-M/citeproc-js#215
    xml = style(SHORT).replace(
        "<citation>",
        '<citation disambiguate-add-year-suffix="true" collapse="year-suffix" year-suffix-delimiter="/" '
        'cite-group-delimiter=", ">',
    )
    items = [work(id, "Lund", year=year, title=id) for id, year in zip("abcd", (1939, 1939, 1940, 1940), strict=True)]
    assert notes(items, [Citation.of(*"abcd")], xml) == ["Lund 1939a/b, 1940a/b"]


@pytest.mark.parametrize("mode", ["composite", "suppress-author"])
def test_what_follows_hidden_names_begins_without_their_comma(mode: Any) -> None:  # jgm/pandoc-citeproc#57
    xml = style('<names variable="author"><name form="short"/></names><text variable="status" prefix=", "/>')
    xml = xml.replace("<layout>", '<layout prefix="(" suffix=")">')
    (shown,) = notes([work("a", "Lund", status="forthcoming")], [Citation.of("a", mode=mode)], xml)
    assert shown == ("Lund (forthcoming)" if mode == "composite" else "(forthcoming)")
    assert notes([work("a", "Lund", status="forthcoming")], [Citation.of("a")], xml) == ["(Lund, forthcoming)"]


@pytest.mark.parametrize(  # citation-style-language/styles#6488
    ("given", "expected"), [("John AB", "J. A. B."), ("Ida JM", "I. J. M."), ("John III", "J. I."), ("IDA BO", "I. B.")]
)
def test_initials_that_are_run_together(given: str, expected: str) -> None:
    (entry,) = render_bibliography([work("a", "Lund", given)], "apa").entries
    assert entry.text == f"Lund, {expected} (2004). Wool."


def test_capitals_behind_a_true_hyphen() -> None:  # Juris-M/citeproc-js#261
    item = work("a", "Lund", title="on long‐term and short‑term and mid-term care", language="en")
    (entry,) = render_bibliography([item], "chicago-author-date").entries
    assert entry.text == "Lund, Ida. 2004. On Long‐Term and Short‑Term and Mid-Term Care."


@pytest.mark.parametrize(  # Juris-M/citeproc-js#275; Chicago Manual of Style, 9.61
    ("first", "last", "expected"),
    [
        ("11153", "12359", "2359"),
        ("11564", "11615", "615"),
        ("12991", "13001", "3001"),
        ("1496", "1504", "1504"),
        ("321", "328", "28"),
        ("107", "108", "8"),
        ("100", "104", "104"),
        ("71", "72", "72"),
    ],
)
def test_page_ranges_of_the_chicago_manual(first: str, last: str, expected: str) -> None:
    assert shorten(first, last, "chicago") == shorten(first, last, "chicago-15") == expected


def test_particles_of_short_names_stay_in_front() -> (
    None
):  # andras-simonyi/citeproc-el#74; specification, Name-part Order
    xml = style('<names variable="author"><name form="short" name-as-sort-order="all"/></names>')
    name = Name("Leeuwen", "Ann", non_dropping_particle="van")
    item = Item("a", "book", title="T", author=[name])
    assert notes([item], [Citation.of("a")], xml) == ["van Leeuwen"]


@pytest.mark.parametrize("closing", ["“", "”", "«"])
def test_one_full_stop_behind_a_sentence_in_other_quotation_marks(closing: str) -> None:  # jgm/pandoc#6879
    opening = {"“": "„", "”": "“", "«": "»"}[closing]
    (shown,) = notes(
        [work("a", "Lund")],
        [Citation((Cite("a", suffix=f", {opening}So ist es.{closing}"),), note=1)],
        "chicago-notes-bibliography",
    )
    assert shown.replace("\u202f", " ") == f"Ida Lund, Wool (2004), {opening}So ist es.{closing}"


def test_positions_and_locators() -> None:  # jgm/pandoc-citeproc#241, typst/hayagriva#122, zepinglee/citeproc-lua#51
    xml = style(
        '<choose><if position="ibid-with-locator"><group delimiter=", "><text term="ibid"/><text variable="locator"/>'
        '</group></if><else-if position="ibid"><text term="ibid"/></else-if><else-if position="subsequent">'
        f'<text value="again"/></else-if><else>{SHORT}</else></choose>'
    )
    cites = [Cite("a", locator=locator) for locator in ("125", "125", "126", None)]
    assert notes([work("a", "Lund")], [Citation((cite,)) for cite in cites], xml) == [
        "Lund 2004", "ibid.", "ibid., 126", "again",
    ]  # fmt: skip


@pytest.mark.parametrize(  # jgm/pandoc-citeproc#131, typst/hayagriva#154
    ("name", "expected"),
    [
        ("pnas", ["(1–5)", "(1, 2, 5)", "(1–3, 5)"]),
        ("china-national-standard-gb-t-7714-2015-numeric", ["[1–5]", "[1,2,5]", "[1–3,5]"]),
    ],
)
def test_ranges_of_numbers_have_no_gaps(name: str, expected: list[str]) -> None:
    items = [work(id, f"Au{id}", year=2000 + number) for number, id in enumerate("abcde")]
    citations = [Citation.of(*"abcde"), Citation.of(*"abe"), Citation.of(*"abce")]
    shown = render_document(items, citations, resolve_style(name)).citations
    assert [text for _, text in shown] == expected


def test_numbers_follow_a_list_that_is_sorted() -> None:  # JabRef/jabref#16692, #7805
    items = [work("z", "Zorn"), work("a", "Abt")]
    name = "springer-lecture-notes-in-computer-science-alphabetical"
    assert notes(items, [Citation.of("z"), Citation.of("a"), Citation.of("z", "a")], name) == ["[2]", "[1]", "[1, 2]"]


def test_each_of_several_designations_gets_its_capital() -> None:  # APA manual, 10.12; as citeproc-js prints it
    item = Item("a", "broadcast", title="Pilot", number="season 3, episode 10", language="en")
    assert "(Season 3, Episode 10)" in str(render_bibliography([item], "apa"))
    for number, expected in (("no. 3, 12b", "No. 3, 12b"), ("h.r. 12, s. 4", "H.r. 12, s. 4")):
        assert f"({expected})" in str(render_bibliography([item.evolve(number=number)], "apa"))


def test_the_title_of_the_original_is_not_in_the_language_of_the_work() -> None:
    item = Item("a", "book", title="进展", original_title="Progress and safety", language="zh-CN")
    shown = str(render_bibliography([item], "chicago-author-date"))
    assert "Originally published as Progress and Safety" in shown
    # As the English works of a German list have it, too.
    assert "Progress and Safety" in str(render_bibliography([item], "chicago-author-date", locale="de-DE"))


@pytest.mark.parametrize(
    ("locator", "expected"), [("3.2, 4", "secs. 3.2, 4"), ("3.2", "sec. 3.2"), ("2.1-2.3", "secs. 2.1–2.3")]
)
def test_sections_within_sections_are_counted(locator: str, expected: str) -> None:
    xml = style('<label variable="locator" form="short" suffix=" "/><text variable="locator"/>')
    assert notes([work("a", "Lund")], [Citation((Cite("a", locator=locator, label="section"),))], xml) == [expected]


@pytest.mark.parametrize(
    ("locator", "label", "expected"),
    [
        ("xi, <i>iv</i>, 3", "page", "pp. xi, <i>iv</i>, 3"),  # jgm/citeproc#68
        ("12<sup>v</sup>-13<sup>r</sup>", "folio", "fols. 12<sup>v</sup>–13<sup>r</sup>"),
        ("12<sup>v</sup>", "folio", "fol. 12<sup>v</sup>"),
        ("<b>3</b>-4", "page", "pp. <b>3</b>–4"),
        ("<b>ab-c</b>", "page", "p. <b>ab-c</b>"),
        ("3 < 4", "page", "p. 3 &#60; 4"),
    ],
)
def test_numbers_with_markup_are_numbers(locator: str, label: str, expected: str) -> None:
    xml = style('<label variable="locator" form="short" suffix=" "/><text variable="locator"/>')
    assert notes([work("a", "Lund")], [Citation((Cite("a", locator=locator, label=label),))], xml, output="html") == [
        expected
    ]


def test_a_quotation_in_a_suffix_keeps_one_full_stop_in_other_languages() -> None:  # jgm/citeproc#179
    xml = style('<names variable="author"/>', attributes='default-locale="en-GB"').replace(
        "<layout>", '<layout suffix=".">'
    )
    suffixes = ["'Ends inside.'", "'Ends?'", "'Ends outside'."]
    shown = notes([work("a", "Lund")], [Citation((Cite("a", suffix=f" {one}"),)) for one in suffixes], xml)
    assert shown == ["Ida Lund ‘Ends inside.’", "Ida Lund ‘Ends?’", "Ida Lund ‘Ends outside’."]

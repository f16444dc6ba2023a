"""The ways to cite: names in the sentence, the rest in parentheses or a note; in 200 official styles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from citelib.csl import Citation, Cite, Processor, render_document
from citelib.csl.citation import MODES
from citelib.csl.style.repository import resolve_style
from citelib.errors import ModelError, UnknownNameError
from citelib.model import Date, Item, Name
from tests.csl.style.samples import official_styles, style

OAK, ELM, ASH = Name("Oakes", "Ann"), Name("Elms", "Bo"), Name("Ashe", "Cy")


def work(id: str, *authors: Name, title: str, year: int | None = 1999, **fields: Any) -> Item:
    issued = None if year is None else Date.on(year)
    return Item(id, "book", title=title, author=authors, issued=issued, publisher="Quillon", **fields)


WORKS = [
    work("one", OAK, title="Harbours"),
    work("two", OAK, title="Ferries", year=2004),
    work("three", ELM, title="Piers", year=2011),
    work("trio", OAK, ELM, ASH, title="Docks", year=2015),
    work("nameless", title="Windmills", year=1876),
    work("bare", title="Undated mills", year=None),
]


CASES = [
    ("apa", ["one"], "composite", "Oakes (1999)"),
    ("apa", ["one", "two"], "composite", "Oakes (1999, 2004)"),
    ("apa", ["one", "two", "three"], "composite", "Oakes (1999, 2004; Elms, 2011)"),
    ("apa", ["one", "three"], "suppress-author", "(1999; Elms, 2011)"),
    ("apa", ["one", "two"], "suppress-author", "(1999, 2004)"),
    ("apa", ["trio"], "composite", "Oakes et al. (2015)"),
    ("apa", ["nameless"], "composite", "Windmills (1876)"),
    ("apa", ["nameless"], "author-only", "Windmills"),
    ("apa", ["nameless"], "suppress-author", "(1876)"),
    ("apa", ["one"], "author-only", "Oakes"),
    ("apa", ["one"], "year-only", "1999"),
    ("apa", ["bare"], "year-only", "n.d."),
    ("apa", ["one"], "title-only", "Harbours"),
    ("apa", [Cite("one", locator="3-5")], "locator-only", "pp. 3–5"),
    ("apa", [Cite("one", locator="7", prefix="see")], "bare", "see Oakes, 1999, p. 7"),
    ("apa", ["one"], "full", "Oakes, A. (1999). Harbours. Quillon."),
    ("ieee", ["one"], "composite", "Oakes [1]"),
    ("ieee", [Cite("one", locator="3")], "composite", "Oakes [1, p. 3]"),
    ("ieee", ["three", "one", "two"], "composite", "Elms [1], [2], [3]"),
    ("ieee", ["trio"], "composite", "Oakes et al. [4]"),
    ("ieee", ["trio"], "author-only", "Oakes et al."),
    ("ieee", ["nameless"], "composite", "Windmills [5]"),
    ("ieee", ["one"], "year-only", "1999"),
    ("ieee", ["one"], "full", "A. Oakes, Harbours. Quillon, 1999."),
    ("nature", ["one"], "composite", "Oakes1"),
    ("nlm-citation-sequence", ["one"], "composite", "Oakes (1)"),
    ("modern-language-association", ["three"], "composite", "Elms"),
    ("modern-language-association", [Cite("three", locator="3")], "composite", "Elms (3)"),
    ("chicago-notes-bibliography", ["nameless"], "composite", "Windmills (Quillon, 1876)."),
    ("chicago-notes-bibliography", ["bare"], "suppress-author", "Undated Mills (Quillon, n.d.)."),
]


@pytest.mark.parametrize(("name", "cites", "mode", "expected"), CASES)
def test_modes(name: str, cites: list[str | Cite], mode: str, expected: str) -> None:
    processor = Processor(WORKS, resolve_style(name), output="text", nocite="*")
    processor.replace_citations(
        [
            Citation.of(*[item.id for item in WORKS], id="all"),
            Citation([Cite(one) if isinstance(one, str) else one for one in cites], id="x", mode=mode),
        ]
        if name in ("ieee", "nature", "nlm-citation-sequence")
        else [Citation([Cite(one) if isinstance(one, str) else one for one in cites], id="x", mode=mode)]
    )
    assert dict(processor.citations)["x"] == expected


SAMPLE = official_styles()[:: max(1, len(official_styles()) // 200)]


IN_TURN: list[tuple[list[str], str | None]] = [
    (["one"], None), (["one", "two"], None), (["nameless"], None), (["bare"], None), (["trio"], None), (["one"], None),
    (["one"], None), (["one"], "12"), (["one"], "12"), (["nameless"], "12"), (["nameless", "bare"], "12"),
    (["three", "one", "two"], "12"), (["nameless"], None), (["nameless"], None), (["bare", "trio"], None),
]  # fmt: skip
"""Cites of one citation and their locator: alone, together, again at once, without author, without date."""


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_no_official_style_prints_a_cite_twice_or_nothing(path: Path) -> None:
    resolved = resolve_style(path)
    is_note = resolved.style.class_ == "note"
    processor = Processor(WORKS, resolved, output="text")
    number = 0
    for mode in MODES:
        for cites, place in IN_TURN:
            number += 1
            note = number if is_note else 0
            locator = "12" if mode == "locator-only" else place
            citation = Citation([Cite(id, locator=locator) for id in cites], id=f"c{number}", mode=mode, note=note)
            text = dict(processor.cite(citation).citations)[f"c{number}"]
            assert plain(text), (mode, cites)
            prose, reference = processor.parts(f"c{number}")[1:]
            if mode == "composite":
                assert not reference or plain(prose) != plain(reference), (cites, text)
            for word in ("windmills", "undated mills", "harbours", "ibid"):
                if mode not in ("full", "title-only"):
                    assert plain(text).count(word) <= (2 if word == "windmills" and "wind" in mode else 1), (mode, text)


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (Citation.of("one", mode="composite", note=3), "Oakes (ibid.)"),
        (Citation.of("one", mode="author-only", note=3), "Oakes"),
        (Citation.of("one", note=3), "(ibid.)"),
        (Citation.of("one", note=3, capitalize=True), "(Ibid.)"),
    ],
)
def test_ibid_in_the_sentence(citation: Citation, expected: str) -> None:
    xml = style(
        '<choose><if position="ibid"><text term="ibid"/></if><else><names variable="author"/></else></choose>'
    ).replace("<layout>", '<layout prefix="(" suffix=")">')
    processor = Processor(WORKS, xml, output="text")
    processor.cite(Citation.of("one", note=1))
    processor.cite(Citation.of("one", note=2))
    assert processor.cite(citation).citations[-1][1] == expected


def test_a_name_in_the_text_makes_no_later_note() -> None:
    processor = Processor(WORKS, "chicago-notes-bibliography", output="text")
    processor.cite(Citation.of("one", mode="author-only"))
    processor.cite(Citation((Cite("one", author_only=True),)))
    note = processor.cite(Citation.of("one", note=1)).citations[0][1]
    assert note == "Ann Oakes, Harbours (Quillon, 1999)."
    assert processor.cite(Citation.of("one", note=2)).citations[0][1] == "Oakes, Harbours."


def test_the_names_and_the_note_of_a_composite_citation_apart() -> None:
    processor = Processor(WORKS, "chicago-notes-bibliography-subsequent-ibid", output="text")
    for number in (1, 2):
        processor.cite(Citation.of("one", id=f"n{number}", note=number, mode="composite"))
    assert processor.parts("n1") == ("Ann Oakes Harbours (Quillon, 1999).", "Ann Oakes", "Harbours (Quillon, 1999).")
    assert processor.parts("n2") == ("Ibid.", "Oakes", "Ibid.")
    with pytest.raises(UnknownNameError):
        processor.parts("n3")


def test_a_sentence_begins_with_a_capital() -> None:
    name = Name("Gogh", "Vincent", non_dropping_particle="van")
    processor = Processor([work("v", name, title="Letters")], "apa", output="text")
    citation = Citation.of("v", mode="composite", capitalize=True)
    assert processor.cite(citation).citations[0][1] == "Van Gogh (1999)"


def test_unknown_modes_and_labels_are_errors_with_near_matches() -> None:
    with pytest.raises(UnknownNameError, match="'composite'"):
        Citation.of("a", mode="compsite")
    with pytest.raises(UnknownNameError, match="'page'"):
        Cite("a", locator="3", label="pages")
    assert Cite("a", label="sub verbo").label == "sub verbo"


def test_a_work_of_which_a_note_shows_only_the_year_is_named_in_the_sentence() -> None:
    xml = style('<date variable="issued"><date-part name="year"/></date><text variable="locator" prefix=", "/>')
    xml = xml.replace('class="in-text"', 'class="note"')
    works = [Item("a", "book", title="Wool", issued=Date.on(1999))]
    assert 'class="note"' in xml
    narrative = Citation((Cite("a", locator="7"),), mode="composite", note=1)
    assert [text for _, text in render_document(works, [narrative], xml).citations] == ["Wool 1999, 7"]


@pytest.mark.parametrize(("mode", "expected"), [("suppress-author", "1999"), ("composite", "Wool 1999")])
def test_each_comma_behind_names_goes_with_them(mode: Any, expected: str) -> None:
    names = '<names variable="author"><substitute><text variable="title"/></substitute></names>'
    year = '<date variable="issued" prefix=", "><date-part name="year"/></date>'
    xml = style(f'{names}<group prefix=",">{year}</group>')
    works = [Item("a", "book", title="Wool", issued=Date.on(1999))]
    assert [text for _, text in render_document(works, [Citation.of("a", mode=mode)], xml).citations] == [expected]


@pytest.mark.parametrize("field", ["note", "chapter"])
def test_numbers_of_notes_and_chapters(field: str) -> None:
    none: dict[str, Any] = {field: None}
    assert Citation([Cite("a")], **none) == Citation([Cite("a")])
    for wrong in ("1", 1.5, -1):
        given: dict[str, Any] = {field: wrong}
        with pytest.raises(ModelError, match=f"from 0 on, not {wrong!r}"):
            Citation([Cite("a")], **given)

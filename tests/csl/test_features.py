"""What a document may ask of any style: shared numbers, chapters, back-references, other scripts, native marks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citelib.csl import Citation, Cite, Options, Processor, render_bibliography, render_document
from citelib.csl.citation import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT
from citelib.csl.document.positions import positions
from citelib.csl.service import Service
from citelib.csl.style.locale import known_language, resolve_locale
from citelib.csl.style.repository import resolve_style
from citelib.errors import ModelError, UnknownNameError
from citelib.model import Date, Item, Name, structure
from tests.csl.style.samples import style


def paper(id: str, family: str, year: int, title: str) -> Item:
    return Item(id, "article-journal", title=title, author=[Name(family, "Ada")], issued=Date.on(year))


WORKS = [
    paper("a", "Brink", 2001, "Sand"),
    paper("b", "Abel", 2002, "Clay"),
    paper("c", "Cole", 2003, "Loam"),
    paper("d", "Dorn", 2004, "Silt"),
    paper("e", "Ekman", 2005, "Peat"),
]


# Several works under one number


@pytest.mark.parametrize(
    ("ids", "numeric", "superscript"),
    [
        ("b", "[2a]", "2a"),
        ("d", "[2c]", "2c"),
        ("bc", "[2a], [2b]", "2a,b"),
        ("bcd", "[2a], [2b], [2c]", "2a–c"),
        ("abcde", "[1], [2a], [2b], [2c], [3]", "1,2a–c,3"),
        ("bd", "[2a], [2c]", "2a,c"),
        ("ae", "[1], [3]", "1,3"),
    ],
)
def test_works_of_a_set_share_a_number(ids: str, numeric: str, superscript: str) -> None:
    options = Options(sets=[["b", "c", "d"]])
    for name, expected in (("ieee", numeric), ("nature", superscript)):
        processor = Processor(WORKS, resolve_style(name), options=options)
        processor.replace_citations([Citation.of("a"), Citation.of("c"), Citation.of("e"), Citation.of(*ids, id="x")])
        assert dict(processor.citations)["x"] == expected


def test_works_of_a_set_are_cited_in_its_order() -> None:
    processor = Processor(WORKS, "ieee", options=Options(sets=[["b", "c", "d"]]))
    processor.replace_citations([Citation.of("d", "a", "b", id="x")])
    assert dict(processor.citations)["x"] == "[1a], [1c], [2]"


def test_all_works_of_a_set_are_listed_when_one_is_cited() -> None:
    processor = Processor(WORKS, "ieee", options=Options(sets=[["d", "b"]]))
    processor.replace_citations([Citation.of("b"), Citation.of("a")])
    assert [entry.text[:5] for entry in processor.bibliography().entries] == ["[1a] ", "[1b] ", "[2] A"]
    assert [entry.id for entry in processor.bibliography().entries] == ["d", "b", "a"]


def test_a_locator_keeps_the_number_of_a_set() -> None:
    processor = Processor(WORKS, "vancouver", options=Options(sets=[["b", "c"]]))
    processor.replace_citations([Citation.of("b", "c"), Citation((Cite("b"), Cite("c", suffix=", too")))])
    assert [text for _, text in processor.citations] == ["(1a,b)", "(1a,1b, too)"]


def test_a_set_stays_together_in_styles_that_sort() -> None:
    xml = style(
        '<text variable="citation-number"/>',
        bibliography='<text variable="citation-number" suffix=" "/><text variable="title"/>',
    ).replace("<bibliography>", '<bibliography><sort><key variable="title"/></sort>')
    shown = str(render_bibliography(WORKS, xml, options=Options(sets=[["a", "b"]])))
    assert shown == "1a Sand\n1b Clay\n2 Loam\n3 Peat\n4 Silt\n"


@pytest.mark.parametrize("sets", [["ab"], [["a"], ["a", "b"]]])
def test_sets_that_are_none(sets: Any) -> None:
    with pytest.raises(ModelError, match="sets"):
        Options(sets=sets)


# Chapters


CHAPTERS = [
    Citation.of("a", id="1", chapter=1),
    Citation.of("b", id="2", chapter=1),
    Citation.of("b", id="3", chapter=2),
    Citation.of("c", "a", id="4", chapter=2),
]


def test_numbers_begin_anew_with_each_chapter() -> None:
    processor = Processor(WORKS, "ieee", options=Options(restart_numbers=True))
    processor.replace_citations(CHAPTERS)
    assert [text for _, text in processor.citations] == ["[1]", "[2]", "[1]", "[2], [3]"]
    lists = [str(processor.bibliography(chapter=chapter)) for chapter in (1, 2, 3)]
    assert lists[0] == "[1] A. Brink, “Sand,” 2001.\n[2] A. Abel, “Clay,” 2002.\n"
    assert lists[1] == "[1] A. Abel, “Clay,” 2002.\n[2] A. Cole, “Loam,” 2003.\n[3] A. Brink, “Sand,” 2001.\n"
    assert lists[2] == ""
    # An edit in one chapter leaves the others alone.
    changes = processor.insert(Citation.of("d", id="0", chapter=1), 0)
    assert changes.rendered == ("0", "1", "2")
    assert dict(processor.citations)["2"] == "[3]"


def test_chapters_of_a_style_that_sorts() -> None:
    xml = style(
        '<text variable="citation-number"/>',
        bibliography='<text variable="citation-number" suffix=" "/><text variable="title"/>',
    ).replace("<bibliography>", '<bibliography><sort><key variable="title"/></sort>')
    processor = Processor(WORKS, xml, nocite=["e"], options=Options(restart_numbers=True))
    processor.replace_citations(CHAPTERS)
    assert [text for _, text in processor.citations] == ["2", "1", "1", "23"]
    assert [str(processor.bibliography(chapter=chapter)) for chapter in (1, 2)] == [
        "1 Clay\n2 Sand\n", "1 Clay\n2 Loam\n3 Sand\n",
    ]  # fmt: skip
    assert [entry.id for entry in processor.bibliography().entries] == ["b", "c", "e", "a"]


def test_the_list_of_a_chapter_has_the_numbers_of_the_document_unless_they_begin_anew() -> None:
    processor = Processor(WORKS, "ieee")
    processor.replace_citations(CHAPTERS)
    assert str(processor.bibliography(chapter=2)).split(" ")[0::1][0] == "[1]"
    assert [entry.id for entry in processor.bibliography(chapter=2).entries] == ["a", "b", "c"]
    assert [entry.text[:3] for entry in processor.bibliography(chapter=2).entries] == ["[1]", "[2]", "[3]"]


def test_notes_that_begin_anew_with_each_chapter_are_told_apart() -> None:
    processor = Processor(WORKS, "chicago-notes-bibliography-subsequent-ibid")
    processor.replace_citations(
        [Citation.of("a", id=f"{chapter}{note}", note=note, chapter=chapter) for chapter in (1, 2) for note in (1, 2)]
    )
    assert [text for _, text in processor.citations] == ["Ada Brink, Sand, 2001.", "Ibid."] * 2


# Back-references


@pytest.mark.parametrize(
    ("wanted", "locale", "expected"),
    [
        ("notes", "en-US", "Cited: nn. 1, 4."),
        ("notes", "de-DE", "Zitiert: Anm. 1, 4."),
        ("citations", "en-US", "Cited: 1, 3."),
        ({"x": "12", "z": "xiv"}, "en-US", "Cited: pp. 12, xiv."),
        ({"x": "12", "z": "12"}, "en-US", "Cited: p. 12."),
        ({"y": "12"}, "en-US", ""),
        (lambda citations: f"↑ {len(citations)}", "en-US", "↑ 2"),
    ],
)
def test_entries_say_where_their_works_are_cited(wanted: Any, locale: str, expected: str) -> None:
    processor = Processor(WORKS, "apa", locale=locale, options=Options(back_references=wanted))
    processor.replace_citations([Citation.of("a", id="x", note=1), Citation.of("b", id="y", note=2)])
    processor.cite(Citation.of("a", id="z", note=4))
    (entry,) = (entry for entry in processor.bibliography().entries if entry.id == "a")
    assert entry.text.removeprefix("Brink, A. (2001). Sand.").strip() == expected
    changes = processor.bibliography_changes()
    processor.remove("z")
    again = processor.bibliography_changes().entries
    assert changes.order == ("b", "a")
    assert ([entry.id for entry in again] == ["a"]) == bool(expected and wanted != {"x": "12", "z": "12"})


def test_a_back_reference_stands_within_the_second_field() -> None:
    processor = Processor(WORKS, "ieee", output="html", options=Options(back_references="citations"))
    processor.cite(Citation.of("a"))
    assert '<div class="csl-right-inline">A. Brink, “Sand,” 2001. Cited: 1.</div>' in str(processor.bibliography())


def test_an_unknown_kind_of_back_reference() -> None:
    with pytest.raises(UnknownNameError, match="'notes'"):
        Options(back_references="note")
    with pytest.raises(ModelError):
        Options(back_references=3)  # type: ignore[arg-type]


# Other scripts and languages


def multi(id: str, title: str, latin: str, english: str, family: str, given: str, romanized: str) -> Item:
    roman_family, roman_given = romanized.split()
    name = {"ja-Latn": {"family": roman_family, "given": roman_given}}
    return Item(
        id,
        "book",
        title=title,
        author=[Name(family, given, custom={"multi": {"_key": name}})],
        issued=Date.on(1990),
        custom={"multi": {"_keys": {"title": {"ja-Latn": latin, "en-US": english}}}},
    )


JAPANESE = [
    multi("n", "海の道", "Umi no michi", "Ways of the sea", "中川", "一郎", "Nakagawa Ichirō"),
    multi("a", "山の村", "Yama no mura", "A village in the hills", "青木", "花子", "Aoki Hanako"),
    Item("d", "book", title="Between", author=[Name("Dee", "Jo")], issued=Date.on(1990)),
]


@pytest.mark.parametrize(
    ("options", "entries", "citation"),
    [
        (
            Options(sort_by="Latn"),
            ["青木花子. (1990). 山の村.", "Dee, J. (1990). Between.", "中川一郎. (1990). 海の道."],
            "(青木, 1990; Dee, 1990; 中川, 1990)",
        ),
        (
            Options(titles=["Latn", "en"], names="ja-Latn", sort_by="ja-Latn"),
            [
                "Aoki, H. (1990). Yama no mura [A village in the hills].",
                "Dee, J. (1990). Between.",
                "Nakagawa, I. (1990). Umi no michi [Ways of the sea].",
            ],
            "(Aoki, 1990; Dee, 1990; Nakagawa, 1990)",
        ),
        (
            Options(titles=["original", "xx"], names=["Latn", "original"], sort_by="Latn"),
            [
                "Aoki, H. 青木花子. (1990). 山の村.",
                "Dee, J. (1990). Between.",
                "Nakagawa, I. 中川一郎. (1990). 海の道.",
            ],
            "(Aoki, 1990; Dee, 1990; Nakagawa, 1990)",
        ),
    ],
)
def test_titles_and_names_in_other_scripts(options: Options, entries: list[str], citation: str) -> None:
    document = render_document(JAPANESE, [Citation.of("n", "d", "a")], "apa", options=options)
    assert document.bibliography is not None
    assert [entry.text for entry in document.bibliography.entries] == entries
    assert document.citations[0][1] == citation


@pytest.mark.parametrize(
    "custom", [{"multi": 3}, {"multi": {"_keys": []}}, {"multi": {"_keys": {"title": {"en": 4, "ja": " "}}}}]
)
def test_variants_that_are_none(custom: Any) -> None:
    name = Name("Dee", "Jo", custom={"multi": {"_key": {"en": {"family": 3}}}})
    work = Item("a", "book", title="T", author=[name], custom=custom)
    for tag in ("en", "ja"):
        shown = render_bibliography([work], "apa", options=Options(titles=[tag], names=[tag], sort_by=tag))
        assert str(shown) == "Dee, J. (n.d.). T.\n"


# Digits and marks of a language

ARABIC = Item(
    "a", "book", title="تاريخ 3 مدن", author=[Name("سعيد", "ليلى")], issued=Date.on(1998), DOI="10.5555/1,2",
    edition="2",
)  # fmt: skip
LATIN = Item("b", "book", title="Towns, rivers?", author=[Name("Dee", "Jo")], issued=Date.on(1999))


@pytest.mark.parametrize(
    ("locale", "plain", "native"),
    [
        ("ar", "(سعيد, 1998, ص 12–15; Dee, 1999)", "(سعيد، ١٩٩٨، ص ١٢–١٥؛ Dee, 1999)"),
        ("fa-IR", "(سعيد, 1998, صص 12–15; Dee, 1999)", "(سعيد، ۱۹۹۸، صص ۱۲–۱۵؛ Dee, 1999)"),
    ],
)
def test_marks_of_arabic_and_persian(locale: str, plain: str, native: str) -> None:
    citations = [Citation((Cite("a", locator="12-15"), Cite("b")))]
    for options, expected in ((Options(), plain), (Options(native_marks=True), native)):
        document = render_document([ARABIC, LATIN], citations, "apa", locale=locale, options=options)
        assert document.citations[0][1] == expected
        assert document.bibliography is not None
        assert document.bibliography.entries[0].text.endswith("https://doi.org/10.5555/1,2")
        assert document.bibliography.entries[1].text == "Dee, J. (1999). Towns, rivers?"


def test_a_language_without_marks_of_its_own_keeps_those_of_its_locale() -> None:
    shown = [
        str(render_bibliography([ARABIC], "apa", options=Options(native_marks=native))) for native in (True, False)
    ]
    assert shown[0] == shown[1]


def test_quotation_marks_of_arabic() -> None:
    xml = style('<text variable="title" quotes="true"/>')
    document = render_document([ARABIC], [Citation.of("a")], xml, locale="ar", options=Options(native_marks=True))
    assert document.citations[0][1] == "«تاريخ ٣ مدن»"


# Sentence case


@pytest.mark.parametrize(
    ("title", "kept", "strict"),
    [
        ("On the Repair of DNA by McDonald", "On the repair of DNA by McDonald", "On the Repair of DNA by McDonald"),
        ("THE REPAIR OF DNA", "The repair of dna", "The repair of dna"),
        ("mRNA and Its Uses", "mRNA and its uses", "mRNA and Its Uses"),
        ("repair of Soils", "Repair of soils", "Repair of Soils"),
    ],
)
def test_sentence_case_by_the_letter_is_a_choice(title: str, kept: str, strict: str) -> None:
    xml = style('<text variable="title" text-case="sentence"/>')
    for choice, expected in (("names", kept), ("specification", strict)):
        options = Options(sentence_case=choice)  # type: ignore[arg-type]
        done = render_document([Item("a", "book", title=title)], [Citation.of("a")], xml, options=options)
        assert done.citations[0][1] == expected
    with pytest.raises(UnknownNameError, match="'specification'"):
        Options(sentence_case="specifcation")  # type: ignore[arg-type]


# Languages


@pytest.mark.parametrize(("tag", "near"), [("de-ED", "de-DE"), ("pt-PP", "pt-PT"), ("en-XX", "en-US")])
def test_a_region_that_is_none_is_told(tag: str, near: str) -> None:
    with pytest.raises(UnknownNameError, match=f"'{near}'"):
        resolve_style("apa", tag)
    assert known_language("de-1996") == "de-DE"
    assert known_language("sr-Latn-ME") == "sr-Latn-RS"


def test_ordinals_of_a_language_without_a_neuter() -> None:
    locale = resolve_locale("pt-PT")
    assert [locale.ordinal(3), locale.ordinal(3, "masculine")] == [".ª", ".º"]
    assert [resolve_locale("it-IT").ordinal(3), resolve_locale("it-IT").ordinal(3, "feminine")] == ["º", "ª"]


def test_initials_stand_before_names_in_full() -> None:
    works = [Item(given, "book", title="T", author=[Name("Baum", given)]) for given in ("Hans", "H.-J.", "Hugo", "H.")]
    assert [entry.id for entry in render_bibliography(works, "chicago-author-date").entries] == [
        "H.",
        "H.-J.",
        "Hans",
        "Hugo",
    ]


def test_quotation_marks_of_east_asia_within_others() -> None:
    xml = style('<text variable="title" quotes="true"/>')
    work = Item("a", "book", title="《海图》考")
    assert render_document([work], [Citation.of("a")], xml, locale="zh-CN").citations[0][1] == "《〈海图〉考》"


# As JSON and as a service


def test_a_composite_citation_as_json_is_one_list_and_its_parts_are_lists() -> None:
    processor = Processor(WORKS, "apa", output="json")
    processor.cite(Citation.of("a", id="x", mode="composite"))
    text, prose, reference = (json.loads(part) for part in processor.parts("x"))
    assert text == [*prose, {"text": " "}, *reference]
    assert prose == [{"text": "Brink"}]


def test_the_options_of_a_request() -> None:
    items = [
        {"id": id, "type": "book", "title": id.upper(), "multi": {"_keys": {"title": {"en": f"the {id}"}}}}
        for id in "abc"
    ]
    request = {
        "style": "ieee", "output": "text", "items": items, "bibliography": True, "sets": [["b", "c"]],
        "back-references": "notes", "titles": ["en"], "restart-numbers": True,
        "citations": [
            {"id": "1", "note": 1, "chapter": 1, "items": [{"id": "a"}]},
            {"id": "2", "note": 2, "chapter": 2, "items": [{"id": "b"}, {"id": "c"}]},
        ],
    }  # fmt: skip
    answer = Service().answer(request)
    assert [one["text"] for one in answer["citations"]] == ["[1]", "[1a], [1b]"]
    assert answer["bibliography"]["entries"][1]["text"] == "[2a] the b. Cited: n. 2."
    assert answer["diagnostics"] == []
    assert "error" in Service().answer({**request, "sets": ["bc"]})


def test_an_output_that_is_none_lists_those_that_are() -> None:
    with pytest.raises(UnknownNameError, match=r"there are .*latex, .*text"):
        Processor(WORKS, "apa", output="nonsense")
    with pytest.raises(UnknownNameError, match="did you mean 'html'"):
        Processor(WORKS, "apa", output="htm")


def _positions(*citations: Citation) -> list[int]:
    return [place.position for row in positions(citations, [one.cites for one in citations], 5) for place in row]


def test_a_chapter_knows_nothing_of_the_notes_before_it() -> None:
    first, in_text = Citation.of("a", note=1), Citation.of("a", chapter=1)
    assert _positions(first, in_text, Citation.of("a", note=1, chapter=1)) == [FIRST, FIRST, SUBSEQUENT]


def test_ibid_within_a_note_of_several_citations() -> None:
    assert _positions(Citation.of("a", note=1), Citation.of("a", note=1)) == [FIRST, IBID]
    # The next note cannot mean one of two citations.
    assert _positions(*[Citation.of("a", note=number) for number in (1, 1, 2)]) == [FIRST, IBID, SUBSEQUENT]


def test_an_annotation_stands_where_annotated_styles_have_their_notes() -> None:
    name = "apa-annotated-bibliography"
    annotated = Item("x", "book", title="Wool", annote="Short.")
    for options in (Options(), Options(annotations=True)):
        (entry,) = render_bibliography([annotated], name, options=options).entries
        assert entry.text == "Wool. (n.d.).\nShort."
    (entry,) = render_bibliography([Item("x", "book", title="Wool", annote="Short.", note="Long.")], name).entries
    assert entry.text == "Wool. (n.d.).\nLong."


@pytest.mark.parametrize(("locale", "shown"), [("zh-CN", "春"), ("de-DE", "Frühjahr"), ("en-GB", "Spring")])
def test_seasons_in_the_language_of_the_list(locale: str, shown: str) -> None:
    date = structure({"id": "a", "issued": {"date-parts": [[1942]], "season": "Spring"}}, report=print)
    xml = style('<date variable="issued"><date-part name="month"/></date>')
    assert render_document([date], [Citation.of("a")], xml, locale=locale).citations[0][1] == shown
    unknown = structure({"id": "a", "issued": {"date-parts": [[1942]], "season": "Lent"}}, report=print)
    assert render_document([unknown], [Citation.of("a")], xml, locale=locale).citations[0][1] == "Lent"


def test_a_mode_that_is_none_lists_those_that_are() -> None:
    with pytest.raises(UnknownNameError) as raised:
        Citation.of("a", mode="textual")
    assert "there are composite, author-only" in f"{raised.value.hint}"
    with pytest.raises(UnknownNameError, match="did you mean 'composite'"):
        Citation.of("a", mode="compsite")


@pytest.mark.parametrize(
    ("before", "label", "position"),
    [("", "page", IBID), ("page", "", IBID), ("chapter", "", IBID_WITH_LOCATOR), ("", "chapter", IBID_WITH_LOCATOR)],
)
def test_a_locator_without_a_label_is_a_page(before: str, label: str, position: int) -> None:
    first = Citation([Cite("a", locator="3", label=before or None)], note=1)
    assert _positions(first, Citation([Cite("a", locator="3", label=label or None)], note=2)) == [FIRST, position]


def test_a_cite_may_say_where_it_stands() -> None:
    given = Cite("a", position=SUBSEQUENT, near_note=True, first_reference_note_number="7")
    citation = Citation([given, Cite("b")], note=9)
    places = [tuple(place) for place in positions([citation], [citation.cites], 5)[0]]
    assert places == [(SUBSEQUENT, True, "7"), (FIRST, False, "")]
    partly = Citation([Cite("a"), Cite("a", near_note=False)], note=9)
    assert [tuple(place) for place in positions([partly], [partly.cites], 5)[0]] == [
        (FIRST, False, ""),
        (IBID, False, "9"),
    ]


def test_a_note_is_near_by_its_distance() -> None:
    notes = [Citation.of("a", note=number) for number in (1, 6, 12, 0)]
    rows = positions(notes, [one.cites for one in notes], 5)
    assert [place.near_note for row in rows for place in row] == [False, True, False, False]

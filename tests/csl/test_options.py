"""Several lists, orders of one's own, works in their own language, highlighted names, annotations, links."""

from __future__ import annotations

import pytest

from citelib.csl import Citation, Cite, Options, Processor, render_bibliography
from citelib.errors import ModelError, UnknownNameError
from citelib.model import Date, Item, Name
from tests.csl.style.samples import style

AU, BO, CY = Name("Aune", "Ada"), Name("Boe", "Bert C."), Name("Cys", "Dee", orcid="0000-0001-2345-6789")


def work(id: str, *authors: Name, year: int = 2021, kind: str = "book", **fields: object) -> Item:
    return Item(id, kind, title=f"Title {id}", author=authors, issued=Date.on(year), **fields)


WORKS = [
    work("a", AU, keyword="tides"),
    work("b", AU, kind="article-journal", container_title="Journal of Kelp", keyword="kelp"),
    work("c", BO, CY, year=2019, annote="Read <i>twice</i>."),
    work("d", year=2024, kind="report"),
]


def ids(bibliography: object) -> list[str]:
    return [entry.id for entry in bibliography.entries]  # type: ignore[attr-defined]


def document(style_name: str = "apa", **fields: object) -> Processor:
    processor = Processor(WORKS, style_name, **fields)  # type: ignore[arg-type]
    processor.cite(Citation.of("b", "c", id="chapter-1"))
    processor.cite(Citation.of("a", id="chapter-2"))
    return processor


def test_lists_share_letters_and_numbers() -> None:
    processor = document()
    books = processor.bibliography(lambda item: item.type == "book")
    articles = processor.bibliography(["b", "nothing"])
    assert books.entries[0].text == "Aune, A. (2021a). Title a."
    assert [entry.text for entry in articles.entries] == ["Aune, A. (2021b). Title b. Journal of Kelp."]
    assert ids(books) == ["a", "c"]
    numbered = document("ieee").bibliography(lambda item: item.type == "book")
    assert [entry.text[:4] for entry in numbered.entries] == ["[2] ", "[3] "]


def test_the_list_of_a_chapter() -> None:
    processor = document()
    assert ids(processor.bibliography(cited_in=["chapter-2"])) == ["a"]
    assert ids(processor.bibliography(cited_in=["chapter-1"])) == ["b", "c"]
    with pytest.raises(UnknownNameError):
        processor.bibliography(cited_in=["chapter-3"])


def test_orders_of_ones_own() -> None:
    processor = Processor(WORKS, "apa", nocite="*")
    assert ids(processor.bibliography(sort=["-issued"])) == ["d", "a", "b", "c"]
    assert ids(processor.bibliography(sort=["type", "-issued"])) == ["b", "a", "c", "d"]
    # What has no author comes last in either direction.
    assert ids(processor.bibliography(sort=["-author", "title"])) == ["c", "a", "b", "d"]
    assert ids(processor.bibliography(sort=["author", "-title"])) == ["b", "a", "c", "d"]
    with pytest.raises(UnknownNameError, match="'issued'"):
        processor.bibliography(sort=["-isued"])


def test_lists_in_parts() -> None:
    processor = Processor(WORKS, "apa", nocite="*")
    by_year = processor.bibliographies("year", sort=["-issued"])
    assert {heading: ids(part) for heading, part in by_year.items()} == {
        "2024": ["d"],
        "2021": ["a", "b"],
        "2019": ["c"],
    }
    assert list(processor.bibliographies("type")) == ["book", "article-journal", "report"]
    assert list(processor.bibliographies("keyword")) == ["tides", "kelp", ""]
    assert list(processor.bibliographies(lambda item: item.id)) == ["a", "b", "c", "d"]
    with pytest.raises(UnknownNameError):
        processor.bibliographies("colour")


def test_dashes_follow_the_list_that_is_printed() -> None:
    processor = Processor(WORKS, "chicago-author-date-16th-edition", nocite="*")

    def starts(**fields: object) -> list[str]:
        return [entry.text[:4] for entry in processor.bibliography(["a", "b"], **fields).entries]  # type: ignore[arg-type]

    assert starts() == ["Aune", "———."]
    assert starts(dashes=False) == ["Aune", "Aune"]
    assert starts(sort=["-title"]) == ["Aune", "———."]
    assert starts() == ["Aune", "———."]


def test_what_changed_in_the_list() -> None:
    processor = document()
    first = processor.bibliography_changes()
    assert first.order == ("a", "b", "c")
    assert len(first.entries) == 3
    assert processor.bibliography_changes() == type(first)((), (), ("a", "b", "c"))
    processor.remove("chapter-2")
    changes = processor.bibliography_changes()
    assert changes.removed == ("a",)
    assert [entry.text for entry in changes.entries] == ["Aune, A. (2021). Title b. Journal of Kelp."]
    processor.update_items([work("c", BO, year=2019)])
    assert [entry.text for entry in processor.bibliography_changes().entries] == ["Boe, B. C. (2019). Title c."]


def test_entries_are_the_same_whether_they_are_remembered_or_not() -> None:
    processor = document("chicago-author-date-16th-edition")
    for edit in (Citation.of("d", id="x"), Citation.of("a", "b", id="chapter-1"), Citation.of("c", id="chapter-2")):
        processor.bibliography()
        processor.insert(edit, 0)
        fresh = Processor(WORKS, "chicago-author-date-16th-edition", nocite=processor.order)
        assert str(processor.bibliography()) == str(fresh.bibliography())


def test_who_cites_what() -> None:
    processor = document()
    processor.cite(Citation.of("a", "a", "c", id="again"))
    assert processor.cited_by() == {"b": ("chapter-1",), "c": ("chapter-1", "again"), "a": ("chapter-2", "again")}


@pytest.mark.parametrize(
    ("wanted", "bold"),
    [
        ("Boe, B.", "Boe, B. C."), ("Boe, Bert", "Boe, B. C."), ("BOE, Bert Carl", "Boe, B. C."), ("Boe", "Boe, B. C."),
        ("https://orcid.org/0000-0001-2345-6789", "Cys, D."), ("Boe, Cert", None), ("Bo, B.", None),
    ],
)  # fmt: skip
def test_highlighted_names(wanted: str, bold: str | None) -> None:
    options = Options(highlight=[wanted])
    text = render_bibliography([WORKS[2]], "apa", output="html", options=options).entries[0].text
    assert ("<b>" in text) == (bold is not None)
    if bold is not None:
        assert f"<b>{bold}</b>" in text
    assert "<b>" not in render_bibliography([WORKS[2]], "apa", output="html").entries[0].text


def test_names_are_highlighted_by_a_function() -> None:
    options = Options(highlight=lambda name: name.family == "Cys")
    processor = Processor(WORKS, "apa", output="html", options=options)
    assert processor.cite(Citation.of("c")).citations[0][1] == "(Boe &#38; <b>Cys</b>, 2019)"


@pytest.mark.parametrize("name", ["apa", "ieee", "modern-language-association"])
def test_annotations_in_any_style(name: str) -> None:
    plain = render_bibliography([WORKS[2]], name, output="html").entries[0].text
    annotated = render_bibliography([WORKS[2]], name, output="html", options=Options(annotations=True)).entries[0].text
    assert annotated.startswith(plain.rstrip())
    assert '<div class="csl-block">Read <i>twice</i>.</div>' in annotated
    text = str(render_bibliography([WORKS[2]], name, options=Options(annotations=True)))
    assert text.endswith("\nRead twice.\n")


def test_each_work_in_its_own_language() -> None:
    authors = [AU, BO, CY, Name("Dim", "Eve")]
    works = [
        Item(tag, "article-journal", title="T", author=authors, container_title="J", issued=Date.on(2001), language=tag)
        for tag in ("en", "zh-CN", "de-LI", "xx")
    ]
    name = "china-national-standard-gb-t-7714-2015-numeric"
    own = render_bibliography(works, name, options=Options(item_languages=True)).entries
    assert ["et al" in entry.text for entry in own] == [True, False, False, False]
    assert ["等" in entry.text for entry in own] == [False, True, False, True]
    assert "u.\u00a0a" in own[2].text
    assert [entry.language for entry in own] == ["en-US", "", "de-LI", ""]
    assert all("等" in entry.text for entry in render_bibliography(works, name).entries)


def test_languages_are_said_in_linked_html() -> None:
    works = [Item("a", "book", title="كتاب", language="ar"), Item("b", "book", title="Book")]
    options = Options(item_languages=True)
    html = str(render_bibliography(works, "apa", output="html-linked", options=options))
    assert '<div id="ref-a" class="csl-entry" lang="ar" dir="rtl">' in html
    assert '<div id="ref-b" class="csl-entry">' in html


LONG = "Journal of Improbable Kelp"


@pytest.mark.parametrize(
    "abbreviations",
    [
        {"container-title": {LONG: "J. Improb. Kelp"}},
        {"default": {"container-title": {LONG: "J. Improb. Kelp"}}},
        lambda variable, _: "J. Improb. Kelp" if variable == "container-title" else None,
    ],
)
def test_abbreviations(abbreviations: object) -> None:
    item = Item("a", "article-journal", title="T", container_title=LONG)
    options = Options(abbreviations=abbreviations)  # type: ignore[arg-type]
    assert "J. Improb. Kelp" in str(render_bibliography([item], "nature", options=options))
    own = item.evolve(container_title_short="JIK")
    assert "JIK" in str(render_bibliography([own], "nature", options=options))
    with pytest.raises(ModelError):
        Options(abbreviations={"container-title": "J."})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("html-linked", '(<a href="#ref-b">Aune, 2021</a>; see <a href="#ref-c%3Ax">Boe, 2019</a>, passim)'),
        ("markdown-linked", "([Aune, 2021](#ref-b); see [Boe, 2019](#ref-c%3Ax), passim)"),
        ("latex-linked", r"(\hyperlink{cite.b}{Aune, 2021}; see \hyperlink{cite.c:x}{Boe, 2019}, passim)"),
        ("html", "(Aune, 2021; see Boe, 2019, passim)"),
    ],
)
def test_each_cite_leads_to_its_entry(output: str, expected: str) -> None:
    works = [work("b", AU), work("c:x", BO, year=2019)]
    processor = Processor(works, "apa", output=output)
    cites = [Cite("b"), Cite("c:x", prefix="see", suffix=", passim")]
    assert processor.cite(Citation(cites)).citations[0][1] == expected


@pytest.mark.parametrize(
    ("variable", "value", "address"),
    [
        ("DOI", "10.5555/kelp", "https://doi.org/10.5555/kelp"),
        ("URL", "https://example.org/kelp", "https://example.org/kelp"),
        ("PMID", "7654321", "https://www.ncbi.nlm.nih.gov/pubmed/7654321"),
        ("PMCID", "PMC7654321", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7654321"),
    ],
)
def test_identifiers_and_titles_are_live(variable: str, value: str, address: str) -> None:
    item = Item("a", "book", {"title": "Kelp", variable: value})
    printed = style(bibliography=f'<text variable="title"/><text variable="{variable}" prefix=" id: "/>')
    assert f'Kelp id: <a href="{address}">{value}</a>' in str(
        render_bibliography([item], printed, output="html-linked")
    )
    titled = style(bibliography='<text variable="title"/>')
    assert f'<a href="{address}">Kelp</a>' in str(render_bibliography([item], titled, output="html-linked"))
    assert "<a " not in str(render_bibliography([item], titled, output="html"))


def test_layouts_by_language() -> None:
    """CSL-M's: the style itself says how items in a language are printed; all others stay as they are."""
    xml = style(
        '<text variable="title"/>',
        macros='<macro name="by"><names variable="author"><name and="text"/></names></macro>',
        bibliography='<text macro="by" suffix=": "/><text variable="title"/>',
    ).replace(
        "<bibliography>",
        '<bibliography><layout locale="de fr"><text variable="title"/><text macro="by" prefix=" / "/></layout>'
        '<layout locale="en"><text term="in"/><text variable="title"/></layout>',
    )
    works = [
        Item(tag or "none", "book", title="T", author=[AU, CY], language=tag)
        for tag in ("de-AT", "fr", "en", "ru", None)
    ]
    entries = render_bibliography(works, xml).entries
    assert [entry.text for entry in entries] == [
        "T / Ada Aune und Dee Cys", "T / Ada Aune et Dee Cys", "InT", "Ada Aune and Dee Cys: T",
        "Ada Aune and Dee Cys: T",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "apa"),
    [
        ("Kelp: a survey", "Kelp: A survey"),
        ("Why kelp? because of tides", "Why kelp? Because of tides"),
        ("Forests of kelp—evidence from Oslo", "Forests of kelp—Evidence from Oslo"),
        ("Algen: „eine Studie“", "Algen: „Eine Studie“"),
        ("Laminaria: <i>in vitro</i> growth", "Laminaria: In vitro growth"),
        ("Light: p53, mRNA and t-test", "Light: p53, mRNA and t-test"),
        ("Growth: mRNA first", "Growth: mRNA first"),
        ("Statistics: t-test or not", "Statistics: t-test or not"),
        ('Plots: <span class="nocase">ggplot</span> in use', "Plots: ggplot in use"),
        ("At 10:30: the tide", "At 10:30: The tide"),
        ("Kelp in the sea", "Kelp in the sea"),
        ("kelp, noun", "Kelp, noun"),
        ("“kelp,” sand and mud", "“Kelp,” sand and mud"),
        ("dplyr: a grammar of data", "dplyr: A grammar of data"),
        ("Tides and sands. studies in mud", "Tides and sands. Studies in mud"),
        ("Letters of 1676. here in English", "Letters of 1676. Here in English"),
        ("Select Comm. on Tides", "Select Comm. on Tides"),
        ("Proc. roy. soc. of mud", "Proc. roy. soc. of mud"),
        ("Tides of the sea. and of rivers", "Tides of the sea. and of rivers"),
        ("Chapter 10 - tides in bays", "Chapter 10—Tides in bays"),
        ("Tides -- a study", "Tides—A study"),
        ("Tides--a study", "Tides—A study"),
        ("R - a language", "R - a language"),
        ("Tides 1939 - 1945", "Tides 1939 - 1945"),
        ("Tides : a study", "Tides: A study"),
    ],
)
def test_a_subtitle_begins_with_a_capital_where_the_manual_of_the_style_asks_for_it(title: str, apa: str) -> None:
    entry = render_bibliography([Item("a", "book", title=title)], "apa").entries[0].text
    assert entry == f"{apa}. (n.d.)."


@pytest.mark.parametrize("language", [None, "en", "fr"])
def test_french_lists_have_narrow_spaces_before_colons_and_the_like(language: str | None) -> None:
    work = Item("a", "book", title="Kelp: why? a study", language=language)
    assert render_bibliography([work], "apa", locale="fr-FR").entries[0].text == (
        "Kelp\u202f: Why\u202f? A study. (s.\u00a0d.)."
    )


def test_dashes_are_those_of_the_list_and_colons_those_of_the_work() -> None:
    title = "Marées — partie 2\u202f: les côtes"
    entry = render_bibliography([Item("a", "book", title=title, language="fr")], "apa").entries[0].text
    assert entry == "Marées—Partie 2\u202f: Les côtes. (n.d.)."


def test_capitals_of_subtitles_can_be_had_in_any_style_and_in_none() -> None:
    works = [Item("a", "book", title="Kelp: a survey")]
    asked, refused = Options(capital_subtitles=True), Options(capital_subtitles=False)
    assert render_bibliography(works, "ieee").entries[0].text == "[1] Kelp: a survey."
    assert render_bibliography(works, "ieee", options=asked).entries[0].text == "[1] Kelp: A survey."
    assert render_bibliography(works, "apa", options=refused).entries[0].text == "Kelp: a survey. (n.d.)."
    # A journal's style takes the rules of the one that it depends on; a variant of APA keeps them.
    assert render_bibliography(works, "apa-6th-edition").entries[0].text == "Kelp: A survey. (n.d.)."


def test_the_former_name_of_sort_works_and_says_so() -> None:
    works = [Item("a", "book", title="A", issued=Date.on(1990)), Item("b", "book", title="B", issued=Date.on(2000))]
    processor = Processor(works, "apa", nocite="*")
    with pytest.warns(DeprecationWarning, match="write sort="):
        assert ids(processor.bibliography(order=["-issued"])) == ["b", "a"]
    with pytest.warns(DeprecationWarning, match="write sort="):
        assert list(processor.bibliographies("year", order=["-issued"])) == ["2000", "1990"]

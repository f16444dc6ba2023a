"""What readers expect of numbers, languages, absent values, letters and order, in small styles with invented works."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.csl import Citation, Cite, Processor, render_bibliography, render_document
from citelib.csl.style.locale import resolve_locale
from citelib.csl.style.repository import resolve_style
from citelib.errors import UnknownNameError
from citelib.model import Date, Item, Name
from citelib.model.names import ET_AL
from tests.csl.style.samples import style

OAK, ELM, ASH, BAY = Name("Oakes", "Ann"), Name("Elms", "Bo"), Name("Ashe", "Cy"), Name("Bays", "Di")


def printed(layout: str, locale: str | None = None, attributes: str = "", **variables: Any) -> str:
    """One cite of an item in a style of one layout."""
    processor = Processor([], resolve_style(style(layout, attributes=attributes), locale), output="text")
    processor.update_items([Item("x", "book", **variables)])
    return processor.cite(Citation.of("x")).citations[0][1]


def located(locator: str, label: str | None = None, layout: str = '<text variable="locator"/>', **more: Any) -> str:
    processor = Processor([Item("x", "book")], style(layout, **more), output="text")
    return processor.cite(Citation((Cite("x", locator=locator, label=label),))).citations[0][1]


# Numbers


@pytest.mark.parametrize(
    "text",
    ["3:20-cv-00417", "XY-TR-2020-17", "Q-4-5", "ISO-8859-7", "R&D", "15b-d,f", "US 6,281,940", "17/4", "12-44-B-9"],
)
@pytest.mark.parametrize("variable", ["number", "page", "volume", "edition"])
def test_identifiers_are_printed_as_they_stand(text: str, variable: str) -> None:
    if variable in ("page", "volume", "edition") and "," in text and "US" in text:
        return
    assert printed(f'<text variable="{variable}"/>', **{variable: text}) == text
    assert printed(f'<number variable="{variable}" form="ordinal"/>', **{variable: text}) == text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12-14", "12–14"), ("esp. 12-14", "esp. 12–14"), ("12-14, esp. 17-19", "12–14, esp. 17–19"),
        ("12-14 n. 3", "12–14 n. 3"), ("iv-ix", "iv–ix"), ("A4-A7", "A4–A7"), ("12\\-14", "12-14"),
        ("(12-14)", "(12–14)"), ("see 3-4; 7-9", "see 3–4; 7–9"), ("A-1-3", "A-1-3"),
    ],
)  # fmt: skip
def test_ranges_in_locators_have_a_dash(written: str, expected: str) -> None:
    assert located(written) == expected
    assert printed('<text variable="page"/>', page=written) == expected


def test_the_dash_of_a_page_range_is_that_of_the_style_and_no_other_is() -> None:
    terms = '<locale><terms><term name="page-range-delimiter">~</term></terms></locale>'
    assert located("3-4", macros=terms) == "3~4"
    assert located("3-4", "line", macros=terms) == "3–4"


def test_a_locator_with_labels_or_roman_numbers_counts_as_numeric() -> None:
    layout = (
        '<choose><if is-numeric="locator"><group delimiter=" "><label variable="locator"/>'
        '<text variable="locator"/></group></if><else><text variable="locator"/></else></choose>'
    )
    assert located("2, p. 10", "chapter", layout) == "chapter 2, p. 10"
    assert located("ii", "chapter", layout) == "chapter ii"
    assert located("the end", "chapter", layout) == "the end"


def test_numbers_with_ranges_sort_by_the_first() -> None:
    for key in ('variable="volume"', 'macro="m"'):
        xml = style(
            '<text variable="volume"/>',
            '<macro name="m"><number variable="volume"/></macro>',
            bibliography='<text variable="volume"/>',
        ).replace("<bibliography>", f"<bibliography><sort><key {key}/></sort>")
        items = [Item(volume, "book", volume=volume) for volume in ("13", "11-20", "3", "104", "supplement")]
        order = [entry.id for entry in render_bibliography(items, xml).entries]
        assert order == ["3", "11-20", "13", "104", "supplement"]


def test_the_first_page_of_two_ranges() -> None:
    layout = '<choose><if is-numeric="page"><text variable="page-first"/></if></choose>'
    assert printed(layout, page="310-15; discussion 316-18") == "310"


# Languages


def test_the_chosen_language_decides_about_title_case() -> None:
    layout = '<text variable="title" text-case="title"/>'
    assert printed(layout, title="the ebb of tides") == "The Ebb of Tides"
    assert printed(layout, "fr-FR", title="la marée et le vent") == "la marée et le vent"
    assert printed(layout, "fr-FR", title="the ebb of tides", language="en-GB") == "The Ebb of Tides"
    assert printed(layout, title="la marée et le vent", language="fr") == "la marée et le vent"


@pytest.mark.parametrize(
    ("tag", "term"),
    [
        ("nl-BE", "en"), ("fr-BE", "et"), ("en-AU", "and"), ("es-AR", "y"), ("it-CH", "e"), ("pt-AO", "e"),
        ("de-LI", "und"), ("zh-HK", "和"), ("zh-Hans", "和"), ("zh-Hant", "和"), ("no", "og"), ("sr-Cyrl", "и"),
    ],
)  # fmt: skip
def test_dialects_fall_back(tag: str, term: str) -> None:
    assert resolve_style("apa", tag).locale.term("and") in (term, "與", "及", "与")


def test_an_unknown_language_has_hints_by_language() -> None:
    for name, hint in (("german", "de-DE"), ("Français", "fr-FR")):
        with pytest.raises(UnknownNameError, match=hint):
            resolve_style("apa", name)
    with pytest.raises(UnknownNameError):
        resolve_style("apa", "xx-YY")


def test_a_form_of_the_language_comes_before_english() -> None:
    for tag in ("ar", "fa-IR", "ja-JP", "th-TH", "ru-RU"):
        own = resolve_locale(tag)
        english = resolve_locale("en-US")
        assert own.term("editor", "short") != english.term("editor", "short"), tag


# Absent values


def test_a_short_title_is_printed_once() -> None:
    layout = (
        '<group delimiter="|"><names variable="author"><substitute><text variable="title" form="short"/></substitute>'
        '</names><text variable="title" form="short"/><text variable="title-short"/></group>'
    )
    assert printed(layout, title="Kelp: a history", title_short="Kelp") == "Kelp"
    assert printed(layout, title="Kelp") == "Kelp"


def test_a_label_within_a_substitute() -> None:
    layout = (
        '<names variable="author"><substitute><group delimiter=", "><text variable="title"/><group delimiter=" ">'
        '<number variable="edition" form="ordinal"/><label variable="edition" form="short"/></group></group>'
        '</substitute></names><label variable="edition" prefix="|"/>'
    )
    assert printed(layout, title="Reefs", edition="3") == "Reefs, 3rd ed."


def test_a_text_in_place_of_a_date_takes_a_suffix() -> None:
    items = [
        Item(id, "book", title=title, author=[OAK], issued=Date(literal=text))
        for id, title, text in (
            ("a", "A", "in press"), ("b", "B", "in press"), ("c", "C", "ca. 1850"), ("d", "D", "ca. 1850"),
        )
    ]  # fmt: skip
    document = render_document(items, [Citation.of("a", "b"), Citation.of("c", "d")], "apa", output="text")
    assert [text for _, text in document.citations] == [
        "(Oakes, in press-a, in press-b)",
        "(Oakes, ca. 1850a, ca. 1850b)",
    ]


def test_notes_hold_variables() -> None:
    note = "original-date: 1911\neditor: Elms || Bo\ntype: chapter\nPMID: 77\nvolume: 9\nand text: of its own"
    item = Item("x", "book", title="Reefs", volume="2", note=note)
    layout = (
        '<group delimiter="|"><date variable="original-date" form="numeric"/><names variable="editor"/>'
        '<text variable="PMID"/><text variable="volume"/><text variable="note"/>'
        '<choose><if type="chapter"><text value="chapter"/></if></choose></group>'
    )
    processor = Processor([item], style(layout), output="text")
    text = processor.cite(Citation.of("x")).citations[0][1]
    assert text == "1911|Bo Elms|77|2|volume: 9\nand text: of its own|chapter".replace("\n", "\n")
    assert item.note == note


def test_a_list_of_names_that_is_cut_short() -> None:
    item = Item("x", "book", title="Reefs", author=[OAK, ELM, ET_AL], issued=Date.on(2001))
    one = Item("y", "book", title="Kelp", author=[OAK, ET_AL], issued=Date.on(2002))
    apa = render_document([item, one], [Citation.of("x"), Citation.of("y")], "apa", output="text")
    assert [text for _, text in apa.citations] == ["(Oakes et al., 2001)", "(Oakes et al., 2002)"]
    assert "Oakes, A., Elms, B., et al. (2001). Reefs." in str(apa.bibliography)
    assert "A. Oakes et al., Kelp" in str(render_bibliography([one], "ieee", output="text"))


# Telling apart, collapsing


def test_first_cites_are_told_apart_where_they_show_fewer_names() -> None:
    xml = style('<group delimiter=" "><names variable="author"><name form="short"/></names></group>').replace(
        "<citation>",
        '<citation et-al-min="3" et-al-use-first="1" et-al-subsequent-min="9" et-al-subsequent-use-first="1" '
        'disambiguate-add-names="true">',
    )
    items = [Item("a", "book", author=[OAK, ELM, ASH]), Item("b", "book", author=[OAK, BAY, ASH])]
    document = render_document(items, [Citation.of("a"), Citation.of("b"), Citation.of("a")], xml, output="text")
    assert [text for _, text in document.citations] == [
        "Oakes, Elms, et al.", "Oakes, Bays, et al.", "Oakes, Elms, Ashe",
    ]  # fmt: skip


def test_a_locator_that_is_not_printed_keeps_no_range_apart() -> None:
    items = [Item(id, "book", title=id, author=[OAK]) for id in "abc"]
    cites = [Cite("a"), Cite("b", locator="4"), Cite("c")]
    assert render_document(items, [Citation(cites)], "nature", output="text").citations[0][1] == "1–3"
    assert render_document(items, [Citation(cites)], "ieee", output="text").citations[0][1] == "[1], [2, p. 4], [3]"


def test_what_is_typed_around_a_cite_breaks_a_range_of_suffixes() -> None:
    layout = '<group delimiter=" "><names variable="author"><name form="short"/></names><date variable="issued" form="numeric" date-parts="year"/></group>'  # noqa: E501
    xml = (
        style(layout)
        .replace("<layout>", '<layout delimiter="; ">')
        .replace(
            "<citation>",
            '<citation collapse="year-suffix-ranged" year-suffix-delimiter="," disambiguate-add-year-suffix="true" '
            'after-collapse-delimiter=" / ">',
        )
    )
    items = [Item(id, "book", title=id, author=[OAK], issued=Date.on(2000)) for id in "abcd"]
    items.append(Item("z", "book", title="z", author=[ELM], issued=Date.on(2000)))

    def cited(*cites: Cite) -> str:
        return render_document(items, [Citation(cites)], xml, output="text", nocite="*").citations[0][1]

    assert cited(Cite("a"), Cite("b"), Cite("c"), Cite("d")) == "Oakes 2000a–d"
    assert cited(Cite("a"), Cite("b", prefix="cf. "), Cite("c"), Cite("d")) == "Oakes 2000a, cf. 2000b–d"
    assert cited(Cite("a"), Cite("b"), Cite("c", suffix=", too"), Cite("d")) == "Oakes 2000a,b,c, too,d"
    assert cited(Cite("a"), Cite("b"), Cite("c"), Cite("d", suffix=", too")) == "Oakes 2000a–c,d, too"
    assert cited(Cite("a"), Cite("b"), Cite("z")) == "Oakes 2000a,b / Elms 2000"


# Letters and order


@pytest.mark.parametrize(
    ("given", "expected"), [("Lucy D'Arco", "L. D."), ("M’Bala", "M."), ("N'Golo Ann", "N. A."), ("JoAnn", "J.")]
)
def test_initials_after_an_apostrophe(given: str, expected: str) -> None:
    layout = '<names variable="author"><name initialize-with=". "/></names>'
    assert printed(layout, author=[Name("Roth", given)]) == f"{expected} Roth"


def test_no_break_spaces_stay() -> None:
    assert printed('<text variable="title"/>', title="M.\u00a0Kelp") == "M.\u00a0Kelp"
    assert printed('<text variable="title" suffix="\u00a0"/><text value=" by"/>', title="Kelp") == "Kelp\u00a0by"
    assert located("S.\u00a05") == "S.\u00a05"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("On the DNA of McAdam and the EU", "On the DNA of McAdam and the EU"),
        ("The Pen And The Sword", "The pen and the sword"),
        ("THE PEN AND DNA", "The pen and dna"),
        ("iPhone Users", "iPhone users"),
        ("<i>Apis</i> In The Field", "Apis in the field"),
    ],
)
def test_sentence_case_leaves_abbreviations_alone(title: str, expected: str) -> None:
    assert printed('<text variable="title" text-case="sentence"/>', title=title) == expected


def ordered(language: str, *families: str, given: str = "A") -> list[str]:
    xml = style(
        bibliography='<names variable="author"/>',
        attributes=f'default-locale="{language}" demote-non-dropping-particle="never"',
    ).replace("<bibliography>", '<bibliography><sort><key variable="author"/></sort>')
    items = [Item(family, "book", author=[Name(family, given)]) for family in families]
    return [entry.id for entry in render_bibliography(items, xml).entries]


@pytest.mark.parametrize(
    ("language", "families"),
    [
        ("en-US", "ʿAmr|Benson|ben Zvi|Delta|De Luca|\u200fEmir|Zoe"),
        ("en-US", "<i>Aa</i>|Ba|<sup>Ca</sup>"),
        ("tr-TR", "Halil|Ilıca|Irmak|İncir|İpek|Jülide"),
        ("ja-JP", "サート|サイ|スーリ|スレイ"),
    ],
)
def test_names_stand_where_readers_look_for_them(language: str, families: str) -> None:
    expected = families.split("|")
    assert ordered(language, *reversed(expected)) == expected


def test_an_entry_begins_with_a_capital_behind_its_number() -> None:
    layout = '<text variable="citation-number" prefix="[" suffix="] "/><text term="in"/><text variable="title"/>'
    entry = render_bibliography([Item("x", "book", title=" Kelp")], style(bibliography=layout), output="text").entries[
        0
    ]
    assert entry.text.startswith("[1] In")


def test_a_locator_parts_the_years_of_one_author() -> None:
    works = [Item(f"a{year}", "book", title="T", author=[OAK], issued=Date.on(year)) for year in (2015, 2016)]
    older, newer = Cite("a2015", locator="333"), Cite("a2016")

    def cited(*cites: Cite) -> str:
        return Processor(works, "chicago-author-date").cite(Citation(cites)).citations[0][1]

    assert cited(newer, older) == "(Oakes 2016; 2015, 333)"
    assert cited(Cite("a2015"), Cite("a2016", locator="4")) == "(Oakes 2015; 2016, 4)"
    assert cited(Cite("a2015"), newer) == "(Oakes 2015, 2016)"


def test_two_institutions_have_no_comma_between_them() -> None:
    bodies = [Name(literal="Office of Tides"), Name(literal="Bureau of Kelp"), Name(literal="House of Eels")]
    two, three = (Item(str(count), "book", title="T", author=bodies[:count]) for count in (2, 3))
    entries = [entry.text for entry in render_bibliography([two, three], "apa", output="text").entries]
    assert any(text.startswith("Office of Tides & Bureau of Kelp. ") for text in entries)
    assert any(text.startswith("Office of Tides, Bureau of Kelp, & House of Eels. ") for text in entries)


def test_a_joining_word_without_spaces_has_a_comma_only_behind_a_name_with_one() -> None:
    layout = '<names variable="author"><name and="text" delimiter-precedes-last="always"/></names>'
    assert printed(layout, "zh-CN", author=[Name("王", "明"), Name("李", "华")]) == "王明和李华"
    inverted = layout.replace("<name ", '<name name-as-sort-order="first" ')
    assert printed(inverted, "zh-CN", author=[OAK, Name("李", "华")]) == "Oakes, Ann, 和李华"
    assert printed(inverted, "zh-CN", author=[OAK, ELM, Name("李", "华")]) == "Oakes, Ann, Bo Elms和李华"
    assert printed(inverted, "zh-CN", author=[Name("王", "明"), Name("李", "华")]) == "王明和李华"
    assert printed(layout, "de-DE", author=[OAK, ELM]) == "Ann Oakes, und Bo Elms"


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("chap. 1, p. 10", "chap. 1, p. 10"),
        ("art. 202 para. 1", "art. 202 para. 1"),
        ("fig. 2", "fig. 2"),
        ("pp. 3-5", "3–5"),
        ("esp. 4", "esp. 4"),
    ],
)
def test_a_locator_that_says_itself_what_it_is(locator: str, expected: str) -> None:
    item = Item("a", "book", title="T", author=[Name("Doe", "Ann")], issued=Date.on(1999))
    document = render_document([item], [Citation((Cite("a", locator=locator),))], "chicago-author-date")
    assert document.citations[0][1] == f"(Doe 1999, {expected})"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("71X-2006BA/10.2013", "Report No. 71X-2006BA/10.2013"), ("2019/5", "Report No. 2019/5"),
        ("12-13", "Report Nos. 12–13"), ("978-3-16", "Report No. 978-3-16"), ("TM-2019-220", "Report TM-2019-220"),
        ("2:19-cv-22", "Report 2:19-cv-22"),
    ],
)  # fmt: skip
def test_the_number_of_a_report_has_its_label(number: str, shown: str) -> None:
    report = Item("a", "report", title="T", genre="Report", number=number)
    assert render_bibliography([report], "apa").entries[0].text == f"T ({shown}). (n.d.)."


@pytest.mark.parametrize("type", ["article", "report"])
@pytest.mark.parametrize("number", ["1407.3561v1", "10.1234/ab-1"])
def test_the_number_of_a_preprint_has_none(type: str, number: str) -> None:
    preprint = Item("a", type, title="T", number=number, publisher="arXiv")
    assert render_bibliography([preprint], "apa").entries[0].text == f"T ({number}). (n.d.). arXiv."


@pytest.mark.parametrize(("original", "shown"), [("The fate of genes", "The Fate of Genes"), ("O gene", "O gene")])
def test_english_originals_have_title_case_in_any_list(original: str, shown: str) -> None:
    work = Item("a", "book", title="书", original_title=original, language="zh")
    (entry,) = render_bibliography([work], "chicago-author-date", locale="pt-PT").entries
    assert shown in entry.text


def test_only_numbers_and_nothing_else_are_drawn_together() -> None:
    """What has a locator, a prefix or a suffix stands by itself, and what follows it begins anew."""
    layout = '<group delimiter=": "><text variable="citation-number"/><text variable="locator"/></group>'
    xml = style(layout).replace("<citation>", '<citation collapse="citation-number">')
    works = [Item(id, "book", title=id) for id in "abcde"]

    def cited(third: Cite) -> str:
        processor = Processor(works, xml.replace("<layout>", '<layout delimiter=", ">'))
        return processor.cite(Citation((Cite("a"), Cite("b"), third, Cite("d"), Cite("e")))).citations[0][1]

    assert cited(Cite("c")) == "1–5"
    assert cited(Cite("c", locator="7")) == "1, 2, 3: 7, 4, 5"
    assert cited(Cite("c", prefix="see ")) == "1, 2, see 3, 4, 5"
    assert cited(Cite("c", suffix=" and more")) == "1, 2, 3 and more, 4, 5"


@pytest.mark.parametrize(
    ("kind", "archive", "location", "printed_place"),
    [
        ("article-journal", None, "WOS:000123456700001", ""),
        ("article-journal", None, "12345678", ""),
        ("article-journal", "PubMed", "12345678", ""),
        ("article-journal", "Web of Science Core Collection", "WOS:1", ""),
        ("article-journal", "Scopus", None, ""),
        ("article-journal", "rzh", "103456789", ""),
        ("article-journal", "Academic Search Complete", "103456789", ""),
        ("article-journal", "JSTOR", "12345678", " JSTOR (12345678)."),
        ("article-journal", "arXiv", "2101.00001", " arXiv (2101.00001)."),
        ("manuscript", None, "12345678", " [Unpublished manuscript]. (12345678)."),
        ("manuscript", "City Archive", "Box 4", " City Archive (Box 4)."),
    ],
)
def test_the_number_in_an_index_is_no_place_in_an_archive(
    kind: str, archive: str | None, location: str | None, printed_place: str
) -> None:
    item = Item("a", kind, title="Kelp", archive=archive, archive_location=location)
    assert render_bibliography([item], "apa").entries[0].text == f"Kelp. (n.d.).{printed_place}"


@pytest.mark.parametrize(
    ("value", "number", "volume"),
    [
        ("5", "no. 5", "vol. 5"),
        ("art. 5", "art. 5", "art. 5"),
        ("pt. 2", "pt. 2", "pt. 2"),
        ("vol. 3", "vol. 3", "vol. 3"),
        ("no. 5", "no. 5", "no. 5"),
        ("5, pt. 2", "no. 5, pt. 2", "vol. 5, pt. 2"),
        ("TR-7", "no. TR-7", "vol. TR-7"),
    ],
)
def test_a_number_that_brings_a_label_gets_no_other(value: str, number: str, volume: str) -> None:
    layout = '<group delimiter=" "><label variable="{0}" form="short"/><number variable="{0}"/></group>'
    assert printed(layout.format("number"), number=value) == number
    assert printed(layout.format("volume"), volume=value) == volume


def test_a_season_begins_with_a_capital_behind_a_full_stop() -> None:
    date = '<date variable="issued"><date-part name="month"/></date>'
    spring = Date(start=Date.on(2001).start, season="spring")
    title = '<text variable="title"/>'
    behind = f'<group delimiter=". ">{title}{date}</group>'
    assert printed(behind, "fr-FR", title="T", issued=spring) == "T. Printemps"
    assert printed(behind.replace(". ", ", "), "fr-FR", title="T", issued=spring) == "T, printemps"
    assert printed(date, "fr-FR", issued=spring) == "printemps"
    assert printed(behind, "fr-FR", title="T", issued=Date.on(2001, 5)) == "T. mai"

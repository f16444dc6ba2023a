"""Behaviour that no fixture of the official suite covers, found by comparison with citeproc-js."""

from __future__ import annotations

import pytest

from citelib.csl import Citation, Cite, render_bibliography, render_document
from citelib.model import Date, Item, Name
from tests.csl.style.samples import style


def cited(xml: str, items: list[Item], *cites: Cite) -> str:
    return render_document(items, [Citation(cites)], xml, output="html").citations[0][1]


def book(id: str, family: str, year: int | str, **more: object) -> Item:
    issued = Date.on(year) if isinstance(year, int) else Date.parse(year)
    return Item(id, "book", title=f"Title {id}", author=[Name(family=family)], issued=issued, **more)  # type: ignore[arg-type]


AUTHOR_YEAR = """<group delimiter=" "><names variable="author"><name form="short"/></names>
  <date variable="issued"><date-part name="year"/></date></group>"""


def test_grouped_cites_stand_together_ordered_by_their_first_key_then_by_author() -> None:
    xml = (
        style(AUTHOR_YEAR)
        .replace("<citation>", '<citation collapse="year"><sort><key variable="issued"/></sort>')
        .replace("<layout>", '<layout delimiter="; ">')
    )
    items = [book("1", "Young", 1990), book("2", "Adams", 1990), book("3", "Young", 1999), book("4", "Zorn", 1980)]
    assert cited(xml, items, *map(Cite, "1234")) == "Zorn 1980; Adams 1990; Young 1990, 1999"


def test_a_range_of_years_sorts_by_its_first_year() -> None:
    macro = '<macro name="year"><date variable="issued"><date-part name="year"/></date></macro>'
    xml = style('<text variable="title"/>', macro, bibliography='<text variable="title"/>').replace(
        "<bibliography>", '<bibliography><sort><key macro="year"/></sort>'
    )
    items = [book("a", "A", 2015), book("b", "B", "1990/1995"), book("c", "C", 1992)]
    assert [entry.id for entry in render_bibliography(items, xml, output="html").entries] == ["b", "c", "a"]


@pytest.mark.parametrize(("match", "text"), [("", "yes"), ('match="any"', "yes"), ('match="none"', "no")])
def test_several_types_are_met_by_any_of_them(match: str, text: str) -> None:
    condition = f'<if type="map book" variable="title" {match}><text value="yes"/></if><else><text value="no"/></else>'
    assert cited(style(f"<choose>{condition}</choose>"), [book("1", "A", 1999)], Cite("1")) == text


def test_punctuation_that_moves_into_a_quotation_leaves_the_markup_at_its_end() -> None:
    xml = style('<text variable="title" quotes="true" suffix=","/>')
    item = Item("1", "book", title="Of CO<sub>2</sub>")
    assert cited(xml, [item], Cite("1")) == "“Of CO<sub>2</sub>,”"


def test_the_suffix_of_a_cite_does_not_move_into_a_quotation() -> None:
    xml = style('<text variable="title" quotes="true"/>')
    assert cited(xml, [Item("1", "book", title="End")], Cite("1", suffix=", and more")) == "“End”, and more"


def test_single_quotes_beside_double_ones_are_inner() -> None:
    item = Item("1", "book", title="\"Yes\" and 'no'")
    assert cited(style(), [item], Cite("1")) == "“Yes” and ‘no’"
    assert cited(style(), [Item("1", "book", title="Say 'no'")], Cite("1")) == "Say “no”"


def test_turkish_capitals_keep_their_dot() -> None:
    xml = style('<text value="içinde" text-case="capitalize-first"/>', attributes='default-locale="tr-TR"')
    assert cited(xml, [Item("1", "book", title="T", language="tr")], Cite("1")) == "İçinde"


def test_references_escaped_twice_in_a_style_are_read() -> None:
    assert cited(style('<text variable="title" prefix="&amp;#8211; "/>'), [Item("1", title="T")], Cite("1")) == "– T"
    terms = '<locale><terms><term name="in">2&amp;lt;sup&amp;gt;e&amp;lt;/sup&amp;gt;</term></terms></locale>'
    assert cited(style('<text term="in"/>', terms), [Item("1", title="T")], Cite("1")) == "2<sup>e</sup>"


def test_a_term_in_place_of_names_does_not_fill_its_macro() -> None:
    names = '<names variable="author"><substitute>{}</substitute></names>'
    anonymous, title = '<text term="anonymous"/>', '<text variable="title"/>'
    item = [Item("1", "book", title="End")]
    macro = f'<macro name="a">{names.format(anonymous)}</macro>'
    assert cited(style(f'<text macro="a"/>{title}', macro), item, Cite("1")) == "End"
    macro = f'<macro name="a">{names.format(f"<group>{anonymous}</group>")}</macro>'
    assert cited(style(f'<text macro="a" suffix=" "/>{title}', macro), item, Cite("1")) == "anonymous End"
    assert cited(style(names.format(anonymous) + title), item, Cite("1")) == "anonymousEnd"


def test_a_macro_whose_variables_are_empty_is_no_sort_key() -> None:
    macro = '<macro name="key"><names variable="author"/><text term="director"/></macro>'
    xml = style('<text variable="title"/>', macro, bibliography='<text variable="title"/>').replace(
        "<bibliography>", '<bibliography><sort><key macro="key"/></sort>'
    )
    items = [Item("none", "book", title="A"), book("z", "Zorn", 1999)]
    assert [entry.id for entry in render_bibliography(items, xml, output="html").entries] == ["z", "none"]


def test_cites_of_one_short_name_keep_the_order_of_the_citation() -> None:
    xml = (
        style(AUTHOR_YEAR)
        .replace("<citation>", '<citation collapse="year"><sort><key variable="issued"/></sort>')
        .replace("<layout>", '<layout delimiter="; ">')
    )
    items = [
        Item(id, "book", author=[Name(family="Smith", given=given)], issued=Date.on(2000), title=id)
        for id, given in (("1", "John"), ("2", "Adam"))
    ]
    titled = xml.replace("</group>", '<text variable="title"/></group>')
    assert cited(titled, items, Cite("1"), Cite("2")) == "Smith 2000 1, 2000 2"


def test_a_mark_at_the_beginning_of_a_display_block_closes_the_block_before() -> None:
    blocks = '<text variable="title" display="left-margin"/><text value="End" prefix=". " display="right-inline"/>'
    xml = style('<text variable="title"/>', bibliography=blocks)
    text = render_bibliography([book("1", "A", 1999)], xml, output="html").entries[0].text
    assert '<div class="csl-left-margin">Title 1.</div><div class="csl-right-inline"> End</div>' in text


@pytest.mark.parametrize("form", ["numeric", "numeric-leading-zeros", "long"])
def test_a_season_is_named_where_a_month_would_be_a_number(form: str) -> None:
    date = f'<date variable="issued"><date-part name="month" form="{form}"/></date>'
    assert cited(style(date), [book("1", "A", "2010-21")], Cite("1")) == "Spring"


def test_strip_periods_removes_all_periods() -> None:
    assert (
        cited(style('<text term="no date" form="short" strip-periods="true"/>'), [book("1", "A", 1)], Cite("1")) == "nd"
    )


def test_strip_periods_leaves_addresses_whole() -> None:
    macro = '<macro name="m"><text variable="title"/><text variable="DOI" prefix=" "/></macro>'
    item = Item("1", "book", title="A. B.", DOI="10.5555/a.b")
    assert cited(style('<text macro="m" strip-periods="true"/>', macro), [item], Cite("1")) == "A B 10.5555/a.b"


def test_a_display_acts_only_on_what_the_layout_itself_holds() -> None:
    inner = '<group prefix="A "><text variable="title" display="block"/></group>'
    xml = style('<text variable="title"/>', bibliography=inner)
    text = render_bibliography([book("1", "A", 1999)], xml, output="html").entries[0].text
    assert "A Title 1" in text
    assert "csl-block" not in text


def test_two_spaces_in_one_piece_of_text_are_kept_apart_and_those_that_meet_are_one() -> None:
    xml = style('<text variable="title" prefix="one  two "/><text value=" four"/>')
    assert cited(xml, [Item("1", "book", title="two  three ")], Cite("1")) == "one\u00a0 two two\u00a0 three four"


@pytest.mark.parametrize(
    ("givens", "initialize", "expected"),
    [
        (("John", "Jane"), 'initialize-with=". "', ("John Smith 1999", "Jane Smith 1999")),
        (("John", "Adam"), 'initialize-with=". "', ("J. Smith 1999", "A. Smith 1999")),
        (("John", "Adam"), "", ("John Smith 1999", "Adam Smith 1999")),
    ],
)
def test_initials_tell_people_apart_where_they_suffice(
    givens: tuple[str, str], initialize: str, expected: tuple[str, str]
) -> None:
    xml = style(AUTHOR_YEAR.replace('form="short"', f'form="short" {initialize}')).replace(
        "<citation>", '<citation disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names">'
    )
    items = [
        Item(str(number), "book", author=[Name(family="Smith", given=given)], issued=Date.on(1999))
        for number, given in enumerate(givens)
    ]
    texts = render_document(items, [Citation([Cite("0")]), Citation([Cite("1")])], xml, output="html").citations
    assert tuple(text for _, text in texts) == expected


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ('<text variable="genre" prefix=", "/>', "“Title,” thesis"),
        ('<text variable="genre" prefix=", " font-style="italic"/>', "“Title”, <i>thesis</i>"),
        ('<group><text variable="genre" prefix=", " font-style="italic"/></group>', "“Title,” <i>thesis</i>"),
        ('<group font-weight="bold"><text variable="genre" prefix=", "/></group>', "“Title”<b>, thesis</b>"),
    ],
)
def test_the_punctuation_of_a_prefix_moves_into_the_quotation_before_if_what_is_around_it_is_plain(
    element: str, expected: str
) -> None:
    xml = style(f'<text variable="title" quotes="true"/>{element}')
    item = Item("1", "thesis", title="Title", genre="thesis")
    assert cited(xml, [item], Cite("1")) == expected


def test_names_without_a_given_name_keep_their_particle_and_suffix() -> None:
    names = [Name(family="Arc", dropping_particle="d’"), Name(family="Doe", suffix="Jr.")]
    xml = style('<names variable="author"/>')
    assert cited(xml, [Item("1", "book", author=names)], Cite("1")) == "d’Arc, Doe Jr."


def test_a_given_name_in_lower_case_is_not_set_off_by_two_spaces() -> None:
    xml = style('<names variable="author"><name initialize-with=". " name-as-sort-order="all"/></names>')
    assert cited(xml, [Item("1", author=[Name(family="Doe", given="jean-paul")])], Cite("1")) == "Doe, jean-paul"


def test_a_year_keeps_its_unit_before_the_era_and_a_season_needs_none() -> None:
    xml = style('<date variable="issued" form="text"/>', attributes='default-locale="zh-CN"')
    assert cited(xml, [book("1", "A", -43)], Cite("1")) == "43年公元前"
    assert cited(xml, [book("1", "A", "2010-21")], Cite("1")) == "2010年春"
    year = '<date variable="issued"><date-part name="year" prefix="(" suffix=")"/></date>'
    assert cited(style(year), [book("1", "A", -43)], Cite("1")) == "(43 BC)"


@pytest.mark.parametrize(
    ("form", "expected"), [("numeric", "101–8"), ("roman", "ci–cviii"), ("ordinal", "101st–108th")]
)
def test_both_ends_of_a_page_range_take_the_form(form: str, expected: str) -> None:
    xml = style(f'<number variable="page" form="{form}"/>', attributes='page-range-format="minimal"')
    assert cited(xml, [Item("1", "book", page="101-108")], Cite("1")) == expected


def test_a_number_behind_a_label_of_its_own_stays_as_it_is() -> None:
    xml = style('<number variable="edition" form="ordinal"/>')
    assert cited(xml, [Item("1", "book", edition="vol. 3")], Cite("1")) == "vol. 3"


@pytest.mark.parametrize(("pages", "expected"), [("1", "page"), ("2", "pages"), ("1-3", "pages"), ("e12", "page")])
def test_the_label_of_a_count_is_plural_for_more_than_one(pages: str, expected: str) -> None:
    xml = style('<label variable="number-of-pages"/>')
    assert cited(xml, [Item("1", "book", number_of_pages=pages)], Cite("1")) == expected


def test_title_case_is_for_what_the_style_writes_and_for_english_items() -> None:
    xml = style('<text term="editor" text-case="title" suffix=" "/><text variable="title" text-case="title"/>')
    assert cited(xml, [Item("1", "book", title="le monde", language="fr")], Cite("1")) == "Editor le monde"
    assert cited(xml, [Item("1", "book", title="the world")], Cite("1")) == "Editor The World"


@pytest.mark.parametrize("rule", ["complete-all", "complete-each", "partial-each", "partial-first"])
def test_a_dash_stands_for_the_same_people_only(rule: str) -> None:
    xml = style(
        '<text variable="title"/>',
        bibliography='<names variable="author"><name initialize-with=". "/></names><text variable="title" prefix=" "/>',
    ).replace(
        "<bibliography>",
        f'<bibliography subsequent-author-substitute="—" subsequent-author-substitute-rule="{rule}">',
    )
    items = [
        Item(title, "book", title=title, author=[Name(family="Doe", given=given)])
        for title, given in (("A", "John"), ("B", "John"), ("C", "Jane"))
    ]
    assert [entry.text.strip() for entry in render_bibliography(items, xml, output="text").entries] == [
        "J. Doe A",
        "— B",
        "J. Doe C",
    ]


def test_the_elements_of_a_branch_in_substitute_are_alternatives() -> None:
    branch = '<choose><if type="book"><names variable="editor"/><text value="anon"/></if></choose>'
    xml = style(f'<names variable="author"><substitute>{branch}</substitute></names>')
    assert cited(xml, [Item("1", "book", editor=[Name(family="Roe")])], Cite("1")) == "Roe"
    assert cited(xml, [Item("1", "book", title="T")], Cite("1")) == "anon"


def test_rules_with_initials_need_a_style_that_has_initials() -> None:
    xml = style(AUTHOR_YEAR).replace(
        "<citation>",
        '<citation disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names-with-initials">',
    )
    items = [
        Item(given, "book", author=[Name(family="Smith", given=given)], issued=Date.on(1999)) for given in ("Al", "Bo")
    ]
    assert cited(xml, items, Cite("Al"), Cite("Bo")).count("Smith 1999") == 2


@pytest.mark.parametrize(("literal", "expected"), [("forthcoming", "forthcoming-a"), ("before 1920", "before 1920a")])
def test_year_suffixes_are_set_off_from_words(literal: str, expected: str) -> None:
    date = '<date variable="issued"><date-part name="year"/></date>'
    xml = style('<names variable="author"/>', bibliography=f"<group>{date}</group>").replace(
        "<citation>", '<citation disambiguate-add-year-suffix="true">'
    )
    items = [Item(id, "book", author=[Name(family="Doe")], issued=Date(literal=literal), title=id) for id in ("1", "2")]
    assert render_bibliography(items, xml, output="text").entries[0].text.strip() == expected


def test_cites_are_compared_as_they_read_not_as_they_look() -> None:
    year = '<date variable="issued"><date-part name="year"/></date>'
    xml = style(
        f'<choose><if type="book">{year}</if><else><group font-style="italic">{year}</group></else></choose>'
    ).replace("<citation>", '<citation disambiguate-add-year-suffix="true">')
    items = [Item("1", "book", issued=Date.on(1999)), Item("2", "thesis", issued=Date.on(1999))]
    texts = [
        text
        for _, text in render_document(
            items, [Citation([Cite("1")]), Citation([Cite("2")])], xml, output="html"
        ).citations
    ]
    assert texts == ["1999a", "<i>1999b</i>"]


def test_the_last_of_several_terms_of_one_name_counts() -> None:
    terms = '<locale><terms><term name="in">en</term><term name="in">dans</term></terms></locale>'
    assert cited(style('<text term="in"/>', terms), [Item("1", title="T")], Cite("1")) == "dans"


def test_a_mark_in_place_of_and_brings_its_own_spaces() -> None:
    terms = '<locale><terms><term name="and">; </term></terms></locale>'
    xml = style('<names variable="author"><name and="text" delimiter="; "/></names>', terms)
    names = [Name(family=family) for family in ("Ash", "Elm", "Fir")]
    assert cited(xml, [Item("1", author=names[:2])], Cite("1")) == "Ash; Elm"
    assert cited(xml, [Item("1", author=names)], Cite("1")) == "Ash; Elm; Fir"


def test_a_mark_behind_a_display_block_closes_it() -> None:
    blocks = '<text variable="title" display="block"/><text value="End" prefix=", "/>'
    xml = style('<text variable="title"/>', bibliography=blocks)
    text = render_bibliography([book("1", "A", 1999)], xml, output="html").entries[0].text
    assert '<div class="csl-block">Title 1,</div>' in text


def test_a_dash_stands_at_the_beginning_of_an_entry_only() -> None:
    xml = style(
        '<text variable="title"/>', bibliography='<text variable="title" suffix=", by "/><names variable="author"/>'
    ).replace("<bibliography>", '<bibliography subsequent-author-substitute="—">')
    items = [Item(title, "book", title=title, author=[Name(family="Doe")]) for title in "AB"]
    texts = [entry.text.strip() for entry in render_bibliography(items, xml, output="text").entries]
    assert texts == ["A, by Doe", "B, by Doe"]


def test_editors_who_translate_are_named_once_where_no_others_are_asked_for() -> None:
    item = Item("1", "book", editor=[Name(family="Kent")], translator=[Name(family="Kent")])
    names = '<names variable="{}" delimiter="; "><name/><label prefix=" "/></names>'
    assert cited(style(names.format("editor translator")), [item], Cite("1")) == "Kent editor &#38; translator"
    xml = style(names.format("container-author editor translator"))
    assert cited(xml, [item], Cite("1")) == "Kent editor; Kent translator"


def test_no_names_sort_before_one() -> None:
    macro = '<macro name="count"><names variable="editor"><name form="count"/></names></macro>'
    xml = style('<text variable="title"/>', macro, bibliography='<text variable="title"/>').replace(
        "<bibliography>", '<bibliography><sort><key macro="count"/></sort>'
    )
    items = [Item("one", "book", title="A", editor=[Name(family="Doe")]), Item("none", "book", title="B")]
    assert [entry.id for entry in render_bibliography(items, xml, output="html").entries] == ["none", "one"]


def test_roman_numerals_have_no_dotted_capitals() -> None:
    xml = style('<number variable="volume" form="roman" text-case="uppercase"/>', attributes='default-locale="tr-TR"')
    assert cited(xml, [Item("1", "book", volume="12")], Cite("1")) == "XII"


@pytest.mark.parametrize("pages", ["²", "9" * 5000, "0", "01"])
def test_labels_of_odd_counts_are_no_error(pages: str) -> None:
    xml = style('<label variable="number-of-pages"/>')
    expected = "pages" if len(pages) > 2 else "page"
    assert cited(xml, [Item("1", "book", number_of_pages=pages)], Cite("1")) == expected

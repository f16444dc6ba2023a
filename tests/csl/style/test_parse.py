from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.csl.style import nodes
from citelib.csl.style.codec import decode, encode
from citelib.csl.style.parse import parse, parse_locale
from citelib.errors import LocaleError, StyleError
from citelib.limits import Limits
from tests.csl.style.samples import official_styles, style
from tests.csl.suite import read_fixture
from tests.shared import shared


def errors(xml: str | bytes, **options: object) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(StyleError) as caught:
        parse(xml, name="test.csl", **options)  # type: ignore[arg-type]
    assert all(found.hint or found.code for found in caught.value.diagnostics)
    return [(found.code, found.line, found.column) for found in caught.value.diagnostics]


def layout(xml: str) -> tuple[nodes.Node, ...]:
    citation = parse(style(xml)).citation
    assert citation is not None
    return citation.layout.children


@pytest.mark.parametrize(
    ("xml", "node"),
    [
        ('<text variable="title" form="short"/>', nodes.TextVariable(variable="title", form="short")),
        ('<text term="page" form="symbol" plural="true"/>', nodes.TextTerm(term="page", form="symbol", plural=True)),
        (
            '<text value=" x " quotes="true" font-style="italic"/>',
            nodes.TextValue(value=" x ", quotes=True, formatting=nodes.Formatting(font_style="italic")),
        ),
        (
            '<number variable="edition" form="ordinal" text-case="lowercase"/>',
            nodes.Number(variable="edition", form="ordinal", text_case="lowercase"),
        ),
        (
            '<date variable="issued" form="text" date-parts="year" prefix="("/>',
            nodes.Date(variable="issued", form="text", date_parts="year", prefix="(", index=0),
        ),
        (
            '<label variable="locator" plural="never" strip-periods="true"/>',
            nodes.Label(variable="locator", plural="never", strip_periods=True),
        ),
        (
            '<group delimiter=", " display="block"><text term="in"/></group>',
            nodes.Group(delimiter=", ", display="block", children=(nodes.TextTerm(term="in"),)),
        ),
        (
            '<choose><if type="book chapter" variable="DOI" match="any"><text term="in"/></if><else/></choose>',
            nodes.Choose(
                branches=(
                    nodes.Branch(
                        match="any",
                        conditions=(
                            nodes.Condition(test="type", values=("book", "chapter")),
                            nodes.Condition(test="variable", values=("DOI",)),
                        ),
                        children=(nodes.TextTerm(term="in"),),
                    ),
                    nodes.Branch(),
                )
            ),
        ),
        (
            """<names variable="author editor"><label form="short"/><name and="text" initialize-with="" et-al-min="3 ">
            <name-part name="family" text-case="uppercase"/></name><et-al term="and others"/>
            <substitute><text variable="title"/></substitute></names>""",
            nodes.Names(
                variables=("author", "editor"),
                label=nodes.Label(form="short"),
                label_first=True,
                name=nodes.Name(
                    options=nodes.NameOptions(and_="text", initialize_with="", et_al_min=3),
                    parts=(nodes.NamePart(name="family", text_case="uppercase"),),
                ),
                et_al=nodes.EtAl(term="and others"),
                substitute=nodes.Substitute(children=(nodes.TextVariable(variable="title"),)),
                index=0,
            ),
        ),
    ],
)
def test_elements_become_nodes(xml: str, node: nodes.Node) -> None:
    assert layout(xml) == (node,)


def test_options_of_all_levels_are_kept_apart() -> None:
    parsed = parse(
        """<style class="note" version="1.0" et-al-min="5" name-form="short" demote-non-dropping-particle="never">
        <citation et-al-min="3" collapse="year" near-note-distance="0">
          <sort><key variable="issued" sort="descending"/></sort><layout delimiter="; "/></citation>
        <bibliography hanging-indent="true" entry-spacing="0"><layout/></bibliography></style>"""
    )
    assert parsed.citation is not None
    assert parsed.bibliography is not None
    assert parsed.name_options == nodes.NameOptions(et_al_min=5, form="short")
    assert parsed.demote_non_dropping_particle == "never"
    assert parsed.citation.name_options == nodes.NameOptions(et_al_min=3)
    assert (parsed.citation.collapse, parsed.citation.near_note_distance) == ("year", 0)
    assert parsed.citation.sort == nodes.Sort(keys=(nodes.Key(variable="issued", sort="descending"),))
    assert (parsed.bibliography.hanging_indent, parsed.bibliography.entry_spacing) == (True, 0)


def test_all_problems_come_at_once_each_with_its_place() -> None:
    xml = style(
        '<text variable="title" font-style="slanted"/>\n'
        '<names variable="author"><name et-al-min="x"/></names>\n'
        '<grupp/>\n<text macro="authr"/>\n<text/>',
        '<macro name="author"><text term="in"/></macro>',
    )
    assert errors(xml) == [
        ("style-bad-value", 5, 1),
        ("style-bad-value", 6, 26),
        ("style-unknown-element", 7, 1),
        ("style-missing-macro", 8, 1),
        ("style-text-source", 9, 1),
    ]


def test_unknown_variables_and_terms_are_warnings() -> None:
    found = parse(style('<text variable="tittle"/><text term="nodate"/><names variable="title"/>')).diagnostics
    assert [(entry.severity, entry.code) for entry in found] == [
        ("warning", "style-unknown-variable"),
        ("warning", "style-unknown-term"),
        ("warning", "style-wrong-kind"),
    ]
    assert found[0].hint == "did you mean 'title'?"


def test_without_strictness_what_is_not_understood_is_left_out() -> None:
    parsed = parse(style('<text variable="title" font-style="slanted" hair="red"/><grupp/>'), strict=False)
    assert [found.severity for found in parsed.diagnostics] == ["warning"] * 3
    assert parsed.citation is not None
    assert parsed.citation.layout.children == (nodes.TextVariable(variable="title"),)


def test_elements_and_attributes_of_other_namespaces_mean_nothing() -> None:
    xml = style('<text variable="title" x:note="y"/><x:thing/>').replace("class=", 'xmlns:x="urn:x" class=')
    assert parse(xml).diagnostics == ()


FAN_OUT = (
    "".join(f'<macro name="m{level}">' + f'<text macro="m{level + 1}"/>' * 10 + "</macro>" for level in range(7))
    + '<macro name="m7"><text term="in"/></macro>'
)


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (style('<text macro="a"/>', '<macro name="a"><text macro="a"/></macro>'), "style-macro-cycle"),
        (style('<text macro="m0"/>', FAN_OUT), "style-macro-visits"),
        (style("<group>" * 3000 + "</group>" * 3000), "style-nesting"),
        ('<!DOCTYPE style [<!ENTITY a "aaaa">]><style/>', "style-doctype"),
        ('<!DOCTYPE style SYSTEM "http://example.com/x.dtd"><style/>', "style-doctype"),
        ("<style>&nbsp;</style>", "style-xml"),
        ("<style", "style-xml"),
        ("", "style-xml"),
        (b"\xff\xfe\x00", "style-xml"),
        (b'<?xml version="1.0" encoding="klingon"?><style/>', "style-xml"),
        ("<html/>", "style-not-a-style"),
        ("<style/>", "style-no-citation"),
        ("<style><citation/></style>", "style-no-layout"),
        (style("<number/>"), "style-missing-attribute"),
        (style("<choose><else/></choose>"), "style-branch-order"),
        (style('<choose><if type="book"/><else/><else-if type="map"/></choose>'), "style-branch-order"),
    ],
)
def test_hostile_and_broken_styles_are_refused_with_diagnostics(xml: str | bytes, code: str) -> None:
    assert code in [found[0] for found in errors(xml)]


def test_a_cycle_shows_its_path_and_place() -> None:
    macros = '<macro name="a"><text macro="b"/></macro>\n<macro name="b"><text macro="c"/><text macro="a"/></macro>'
    macros += '<macro name="c"><text term="in"/></macro>'
    with pytest.raises(StyleError) as caught:
        parse(style('<text macro="a"/>', macros), name="cyclic.csl")
    (found,) = caught.value.diagnostics
    assert "'a' → 'b' → 'a'" in found.message
    assert (found.source, found.line) == ("cyclic.csl", 4)


def test_a_long_chain_of_macros_is_refused_not_a_recursion_error() -> None:
    macros = "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/></macro>' for n in range(5000))
    macros += '<macro name="m5000"><text term="in"/></macro>'
    assert {found[0] for found in errors(style('<text macro="m0"/>', macros))} == {
        "style-macro-depth",
        "style-nesting",
    }


def test_limits_can_be_raised() -> None:
    assert errors(style(), limits=Limits(style_size=100))[0][0] == "style-size"
    deep = style("<group>" * 220 + '<text variable="title"/>' + "</group>" * 220)
    assert errors(deep)[0][0] == "style-nesting"
    assert parse(deep, limits=Limits(nesting=250)).citation is not None


@given(st.text(alphabet=st.sampled_from('<>/="& \nabtextgroupif'), max_size=60))
def test_no_text_raises_anything_but_a_style_error(text: str) -> None:
    for xml in (text, style(text)):
        try:
            parse(xml)
        except StyleError as error:
            assert error.diagnostics  # noqa: PT017


def test_a_locale_file_is_checked_too() -> None:
    with pytest.raises(LocaleError) as caught:
        parse_locale('<locale xml:lang="xx"><terms><term form="shrt">a</term></terms></locale>', name="xx.xml")
    assert [found.code for found in caught.value.diagnostics] == ["style-bad-value", "style-missing-attribute"]


@pytest.mark.parametrize("path", official_styles(step=60), ids=lambda path: path.stem)
def test_official_styles_are_understood_and_survive_the_cache(path) -> None:  # type: ignore[no-untyped-def]
    parsed = parse(path.read_bytes(), name=path.name)
    assert parsed.diagnostics == ()
    assert decode(encode(parsed), nodes.Style) == parsed


def test_all_styles_of_the_suite_are_understood() -> None:
    files = sorted(shared("csl/test-suite").glob("*.txt"))
    assert len(files) > 800
    for path in files:
        fixture = read_fixture(path)
        assert parse(fixture.sections["CSL"], name=fixture.name).citation is not None


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (
            '<style class="in-text"><citation><option name="a" value="3"/><layout/></citation></style>',
            "CSL 0.8",
        ),
        (
            '<style class="note" version="1.1mlz1"><citation><layout colour="de"/></citation></style>',
            "CSL-M",
        ),
    ],
)
def test_dialects_are_named(xml: str, words: str) -> None:
    with pytest.raises(StyleError, match=words):
        parse(xml)

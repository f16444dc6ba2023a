from __future__ import annotations

import copy
import pickle

import pytest

from citelib.csl.style import nodes
from citelib.csl.style.parse import parse
from citelib.csl.style.resolve import resolve
from citelib.errors import StyleError
from tests.csl.style.samples import style


def test_name_options_come_from_the_nearest_place() -> None:
    xml = style(
        '<text macro="a"/>',
        '<macro name="a"><names variable="author" delimiter="|"><name delimiter="/"/></names></macro>',
        'et-al-min="9" et-al-use-first="1" name-delimiter="-" names-delimiter="+" and="text"',
        '<text macro="a"/>',
    ).replace("<citation>", '<citation et-al-min="3" sort-separator=" ">')
    resolved = resolve(parse(xml))
    citation, bibliography = resolved.names["citation"][0], resolved.names["bibliography"][0]
    assert (citation.et_al_min, citation.et_al_use_first, citation.sort_separator) == (3, 1, " ")
    assert (bibliography.et_al_min, bibliography.sort_separator) == (9, ", ")
    assert (citation.et_al_subsequent_min, citation.et_al_subsequent_use_first) == (3, 1)
    for names in (citation, bibliography):
        assert (names.delimiter, names.names_delimiter, names.and_) == ("/", "|", "text")


def test_a_shorthand_in_a_substitute_takes_the_children_of_its_parent() -> None:
    xml = """<names variable="author"><name form="short"/><et-al term="and others"/><label prefix=" "/>
      <substitute><names variable="editor"/><group><names variable="translator"/></group>
      <names variable="composer"><name/></names></substitute></names><names variable="director"/>"""
    resolved = resolve(parse(style(xml)))
    bound = {
        node.variables[0]: resolved.names["citation"][node.index]
        for node in nodes.walk(*resolved.style.citation.layout.children)  # type: ignore[union-attr]
        if isinstance(node, nodes.Names)
    }
    assert [bound[name].form for name in ("author", "editor", "translator", "composer", "director")] == [
        "short",
        "short",
        "short",
        "long",
        "long",
    ]
    assert bound["editor"].label == nodes.Label(prefix=" ")
    assert bound["translator"].et_al.term == "and others"
    assert bound["director"].label is None


def test_sort_keys_replace_et_al_options() -> None:
    bound = resolve(parse(style('<names variable="author"/>'))).names["citation"][0]
    key = bound.for_key(nodes.Key(macro="a", names_min=2, names_use_first=1))
    assert (key.et_al_min, key.et_al_use_first, key.et_al_subsequent_min) == (2, 1, 2)
    assert bound.for_key(nodes.Key(macro="a")) is bound


def test_localized_dates_are_bound_and_overridden() -> None:
    xml = """<date variable="issued" form="text" date-parts="year-month">
      <date-part name="month" form="short" suffix="~"/><date-part name="day" form="ordinal"/></date>
      <date variable="accessed" delimiter="/"><date-part name="year"/><date-part name="day" prefix="x"/></date>"""
    english = resolve(parse(style(xml)))
    month, year = english.dates[0].parts
    assert (month.name, month.form, month.suffix, year.name) == ("month", "short", "~", "year")
    assert [part.name for part in resolve(parse(style(xml)), "zh-CN").dates[0].parts] == ["year", "month"]
    assert (english.dates[1].delimiter, [part.prefix for part in english.dates[1].parts]) == ("/", ["", "x"])


def test_facts_follow_macros() -> None:
    macros = """<macro name="a"><choose><if position="ibid first" variable="DOI"><text macro="b"/></if>
      <else-if disambiguate="true"><names variable="author"/></else-if></choose></macro>
      <macro name="b"><date variable="issued"/><text term="in"/></macro><macro name="unused"/>"""
    xml = style('<text macro="a"/><text variable="year-suffix"/>', macros).replace(
        "<citation>", '<citation><sort><key macro="b"/><key variable="citation-number"/></sort>'
    )
    resolved = resolve(parse(xml))
    used = resolved.layouts["citation"]
    assert used.variables == {"issued", "author", "year-suffix"}
    assert (used.tested, used.terms, used.macros) == ({"DOI"}, {"in"}, {"a", "b"})
    assert (used.positions, used.disambiguate) == ({"ibid", "first"}, True)
    assert resolved.sorts["citation"].variables == {"issued", "citation-number"}
    assert resolved.layouts["bibliography"].variables == frozenset()


def test_a_dependent_style_cannot_be_resolved() -> None:
    xml = '<style><info><title>D</title><link rel="independent-parent" href="http://x.org/styles/apa"/></info></style>'
    with pytest.raises(StyleError, match="depends on another"):
        resolve(parse(xml))


def test_a_resolved_style_goes_to_other_processes_and_is_copied() -> None:
    resolved = resolve(parse(style('<names variable="author"/><date variable="issued" form="text"/>')))
    for again in (pickle.loads(pickle.dumps(resolved)), copy.deepcopy(resolved)):
        assert again == resolved
        assert again is not resolved
        assert again.evolve(dates=()) != resolved


def test_nodes_and_what_is_bound_cannot_be_changed() -> None:
    resolved = resolve(parse(style('<names variable="author"/>')))
    with pytest.raises(AttributeError):
        resolved.names["citation"][0].form = "short"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        resolved.style.version = "1.1"  # type: ignore[misc]


def test_spaces_that_a_separator_repeats_count_once() -> None:
    xml = style('<names variable="author"/>').replace("<citation>", '<citation sort-separator=",   ">')
    assert resolve(parse(xml)).names["citation"][0].sort_separator == ", "

from __future__ import annotations

import pytest

from citelib.csl.style import nodes
from citelib.csl.style.locale import languages, load_locale, normal_language, resolve_locale
from citelib.csl.style.parse import parse_locale
from citelib.errors import UnknownNameError


def in_style(*xml: str) -> list[nodes.Locale]:
    return [parse_locale(text) for text in xml]


def test_units_fall_back_from_dialect_to_language_to_american_english() -> None:
    austrian = resolve_locale("de-AT")
    assert austrian.term("month-01") == "Jänner"  # its own file
    assert austrian.term("page", "short") == "S."
    assert resolve_locale("gx").term("and") == "and"  # no file at all


def test_elements_in_the_style_rank_dialect_language_any() -> None:
    locales = in_style(
        "<locale><terms>"
        + "".join(f'<term name="{name}">any</term>' for name in ("and", "in", "at"))
        + "</terms></locale>",
        '<locale xml:lang="de"><terms><term name="and">de</term><term name="in">de</term></terms></locale>',
        '<locale xml:lang="de-AT"><terms><term name="and">at</term></terms></locale>',
        '<locale xml:lang="fr"><terms><term name="and">et</term></terms></locale>',
    )
    locale = resolve_locale("de-AT", locales)
    assert [locale.term(name) for name in ("and", "in", "at", "from")] == ["at", "de", "any", "von"]


def test_an_empty_term_ends_the_search_and_differs_from_none() -> None:
    locale = resolve_locale("en-US", in_style('<locale><terms><term name="and"/></terms></locale>'))
    assert locale.term("and") == ""
    assert locale.term("no such term") is None


@pytest.mark.parametrize(
    ("form", "text"), [("long", "l"), ("short", "s"), ("symbol", "s"), ("verb", "l"), ("verb-short", "l")]
)
def test_forms_fall_back(form: nodes.TermForm, text: str) -> None:
    xml = '<locale><terms><term name="zz">l</term><term name="zz" form="short">s</term></terms></locale>'
    assert resolve_locale("en-US", in_style(xml)).term("zz", form) == text


def test_fallback_of_locales_goes_before_fallback_of_forms() -> None:
    xml = '<locale><terms><term name="editor">own</term></terms></locale>'
    locale = resolve_locale("en-US", in_style(xml))
    assert (locale.term("editor"), locale.term("editor", "short")) == ("own", "ed.")


@pytest.mark.parametrize(
    ("language", "gender", "expected"),
    [
        ("en-US", "neuter", {1: "st", 2: "nd", 3: "rd", 4: "th", 11: "th", 13: "th", 21: "st", 101: "st", 111: "th"}),
        ("fr-FR", "feminine", {1: "ʳᵉ", 2: "ᵉ", 21: "ᵉ"}),
        ("fr-FR", "masculine", {1: "ᵉʳ", 2: "ᵉ", 11: "ᵉ"}),
        ("de-DE", "feminine", {1: ".", 12: "."}),
    ],
)
def test_ordinals(language: str, gender: nodes.Gender, expected: dict[int, str]) -> None:
    locale = resolve_locale(language)
    assert {number: locale.ordinal(number, gender) for number in expected} == expected


def test_ordinal_terms_match_as_they_say_and_replace_all_others() -> None:
    xml = """<locale><terms><term name="ordinal">x</term><term name="ordinal-01" match="whole-number">w</term>
      <term name="ordinal-02" match="last-two-digits">t</term><term name="ordinal-13" match="whole-number">z</term>
      <term name="ordinal-03">d</term></terms></locale>"""
    locale = resolve_locale("en-US", in_style(xml))
    assert [locale.ordinal(number) for number in (1, 21, 2, 12, 102, 13, 113, 3, 4)] == list("wxtxtzddx")


def test_the_ordinals_of_csl_1_0() -> None:
    terms = "".join(f'<term name="ordinal-0{n}">{n}</term>' for n in range(1, 5))
    locale = resolve_locale("en-US", in_style(f"<locale><terms>{terms}</terms></locale>"))
    assert [locale.ordinal(number) for number in (1, 11, 22, 12, 3, 9)] == list(
        "142434"[:1] + "4" + "2" + "4" + "3" + "4"
    )


def test_options_and_dates_of_the_style_come_first() -> None:
    xml = """<locale xml:lang="en"><style-options punctuation-in-quote="false"/>
      <date form="text"><date-part name="year"/></date></locale>"""
    locale = resolve_locale("en-US", in_style(xml))
    assert not locale.punctuation_in_quote
    assert [part.name for part in locale.date("text").parts] == ["year"]
    assert [part.name for part in locale.date("numeric").parts] == ["month", "day", "year"]
    assert resolve_locale("en-US").punctuation_in_quote
    assert resolve_locale("fr-FR").limit_day_ordinals_to_day_1


@pytest.mark.parametrize(
    ("tag", "normal"),
    [
        ("de", "de-DE"),
        ("sr", "sr-Latn-RS"),
        ("ar", "ar"),
        ("pt_br", "pt-BR"),
        ("en-US-x-sort-ja-alalc97", "en-US"),
        ("de-LU", "de-LU"),
        ("", "en-US"),
    ],
)
def test_tags(tag: str, normal: str) -> None:
    assert normal_language(tag) == normal


def test_every_locale_file_is_understood() -> None:
    assert len(languages()) > 60
    for tag in languages():
        assert resolve_locale(tag).term("and") is not None
    with pytest.raises(UnknownNameError, match="en-GB"):
        load_locale("en-GP")

"""Sorting as people of a language expect it; orders checked against the tables of CLDR."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.csl import render_bibliography
from citelib.csl.document.collation import collation_key
from citelib.model import Item
from tests.csl.style.samples import style

ORDERS = {
    "en-US": "9 a|10 b|A Zebra|Ab|Äpfel|apple|œuvre|of|Омск",
    "sv-SE": "Ask|Zebra|Åsa|Äpple|Öl",
    "da-DK": "Ask|Zebra|Æble|Øl|Ål|Aalborg",
    "de-DE": "Ärger|Arm|Öl|Ort|Zorn",
    "cs-CZ": "Cena|Čas|Hora|Chata|Ink",
    "es-ES": "Nube|Ñame|Oca",
    "et-EE": "Saar|Šokk|Zoo|Žanr|Tamm|Vana|Õun|Äär",
    "pl-PL": "Lot|Łódź|Most|Żaba",
    "lt-LT": "Ignas|Yla|Jonas",
    "ru-RU": "Анна|Ёлка|Жук|Adams",
    "uk-UA": "Гай|Ґава|Дім|Adams",
    "be-BY": "Елена|Ёлка|Умка|Ўладзь|Adams",
    "sr-RS": "Ђак|Жаба|Јован|Љиља|Њега|Adams",
    "sr-Latn-RS": "Cer|Čas|Dan|Džep|Đak|Ema",
    "el-GR": "Άλφα|Βήτα|Adams",
    "ja-JP": "Adams|アオ|いし|山",
    "zh-CN": "北京|胡一|惠一|上海|Adams",
    "tr-TR": "Can|Çan|Dan|Isı|İzmir",
    "hu-HU": "Cukor|Csaba|Dal|Nap|Nyár",
}


@pytest.mark.parametrize("language", ORDERS)
def test_words_stand_in_the_order_of_their_language(language: str) -> None:
    words = ORDERS[language].split("|")
    reversed_words = words[::-1]
    assert sorted(reversed_words, key=lambda word: collation_key(word, language)) == words


@given(st.text(), st.sampled_from([*ORDERS, "xx", ""]))
def test_any_text_has_a_key_that_quotation_marks_do_not_change(text: str, language: str) -> None:
    key = collation_key(text, language)
    assert key == key.strip()
    assert collation_key(f"“{text}”", language) == key


def test_a_bibliography_is_sorted_in_the_language_of_its_style() -> None:
    items = [Item(title, "book", title=title) for title in ("Zebra", "Äpple", "Ask")]
    for language, expected in (("sv-SE", ["Ask", "Zebra", "Äpple"]), ("de-DE", ["Äpple", "Ask", "Zebra"])):
        xml = style(
            '<text variable="title"/>',
            bibliography='<text variable="title"/>',
            attributes=f'default-locale="{language}"',
        ).replace("<bibliography>", '<bibliography><sort><key variable="title"/></sort>')
        assert [entry.id for entry in render_bibliography(items, xml, output="html").entries] == expected


def test_chinese_by_sound_and_tone() -> None:
    families = ["史", "张", "石", "仉", "阿", "狮"]
    assert sorted(families, key=lambda name: collation_key(name, "zh-CN")) == ["阿", "狮", "石", "史", "张", "仉"]


def test_japanese_sorts_kanji_as_jis_has_them() -> None:
    names = ["鈴木", "毛", "们", "渡辺", "山田", "かき", "阿部", "亜", "Smith", "佐藤"]
    wanted = ["Smith", "かき", "亜", "阿部", "佐藤", "山田", "渡辺", "毛", "鈴木", "们"]
    assert sorted(names, key=lambda text: collation_key(text, "ja-JP")) == wanted

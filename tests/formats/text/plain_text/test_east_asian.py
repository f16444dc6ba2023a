# ruff: noqa: E501 - a table reads best with one row a reference

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.formats.text.plain_text.rules.east_asian import read_east_asian
from tests.formats.text.plain_text.test_read import records, shown

REFERENCES = {
    # Quotation marks
    "田山一郎「湖の魚について」『水産研究』第12号、2001年、45〜67頁": (
        "article-journal", "田山一郎", "湖の魚について", "水産研究", "2001", {"issue": "12", "page": "45-67"},
    ),
    "田山一郎・川野花子（2010）「湖の社会学」『湖沼研究』第7巻第2号、pp. 123-135。": (
        "article-journal", "田山一郎; 川野花子", "湖の社会学", "湖沼研究", "2010", {"volume": "7", "issue": "2", "page": "123-135"},
    ),
    "川野花子『湖の歩き方』水辺社、2002年。": ("book", "川野花子", "湖の歩き方", "", "2002", {"publisher": "水辺社"}),
    "田山一郎「序論」川野花子編『湖の哲学』水辺社、1998年、1-20頁。": (
        "chapter", "田山一郎", "序論", "湖の哲学", "1998", {"editor": "川野花子", "publisher": "水辺社", "page": "1-20"},
    ),
    "アンナ・ロア（川野花子訳）『湖の誕生』水辺社、1977年。": (
        "book", "アンナ・ロア", "湖の誕生", "", "1977", {"translator": "川野花子"},
    ),
    "水産庁『湖の指導要領』水辺社、平成20年。": ("book", "水産庁", "湖の指導要領", "", "2008", {}),
    "林大湖（民國85年）。湖史。台北：水邊。": ("book", "林大湖", "湖史", "", "1996", {"publisher": "水邊", "publisher-place": "台北"}),
    "王大湖：“水乡”的多种面相，《湖刊》2009年第5期，第12-20页": (
        "article-journal", "王大湖", "“水乡”的多种面相", "湖刊", "2009", {"issue": "5", "page": "12-20"},
    ),
    "김호수, 「호수의 이해」, 『호수연구』 제12권 3호, 2010, 45-67쪽.": (
        "article-journal", "김호수", "호수의 이해", "호수연구", "2010", {"volume": "12", "issue": "3", "page": "45-67"},
    ),
    # Stops
    "川野花子 (2002). 湖の本. 水辺社.": ("book", "川野花子", "湖の本", "", "2002", {"publisher": "水辺社"}),
    "田山一郎. 湖の統計学. 水産雑誌. 2005, vol. 33, no. 2, p. 100-115.": (
        "article-journal", "田山一郎", "湖の統計学", "水産雑誌", "2005", {"volume": "33", "issue": "2", "page": "100-115"},
    ),
    "王大湖, 李水 (2010). 湖泊研究. 水产研究, 31(5), 12-20.": (
        "article-journal", "王大湖; 李水", "湖泊研究", "水产研究", "2010", {"volume": "31", "issue": "5", "page": "12-20"},
    ),
    "田山一郎. 湖. 水辺社, 1947, 180p.": ("book", "田山一郎", "湖", "", "1947", {"number-of-pages": "180"}),
    # Commas
    "田山一郎, 川野花子: 湖の認識, 水産学会論文誌, Vol.50, No.3, pp.1001-1010 (2009).": (
        "article-journal", "田山一郎; 川野花子", "湖の認識", "水産学会論文誌", "2009", {"volume": "50", "issue": "3", "page": "1001-1010"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("reference", REFERENCES)
def test_marks_tell_the_parts(reference: str) -> None:
    type, author, title, container, year, more = REFERENCES[reference]
    (item,) = records(reference)
    fields = shown(item)
    assert fields["type"] == type
    assert (fields["author"], fields["title"], fields.get("container-title", "")) == (author, title, container)
    assert fields["issued"] == year
    assert {name: fields.get(name) for name in more} == more


@pytest.mark.parametrize(
    "text",
    ["田山一郎は湖に留学した。その後、教師となった。", "Roa, A. (2001). 湖. Lakes, 2, 3-5.", "", "「" * 400, "2001年"],
)
def test_what_has_no_such_marks_is_left_to_the_statistics(text: str) -> None:
    assert read_east_asian(text) is None


@given(st.text(alphabet="湖水山川「」『』《》（）()。、，,.:：・第巻号年頁編訳12 \n", max_size=60))
def test_nothing_that_was_read_is_lost(text: str) -> None:
    found = read_east_asian(f"湖山。{text}。2001年。")
    if found is not None:
        kept = "".join(one.text for one in found.segments)
        assert all(letter in kept for letter in set(text) & set("湖山"))

"""ReDIF of RePEc's archives, and what Chinese databases export."""

from __future__ import annotations

from citelib.formats.exchange import loads

REDIF = """Template-Type: ReDIF-Series 1.0
Name: Papers on Carts

Template-Type: ReDIF-Paper 1.0
Author-Name: Ada Roa
Author-X-Name-First: Ada
Author-X-Name-Last: Roa
Author-Workplace-Name: Hill Office
Author-Name: Bo van der Vu
Title: Carts on Hills: Who
 Pulls Them?
Length: 16 pages
Creation-Date: 2021-03
File-URL: https://example.org/very/long
 /path.pdf
Keywords: carts, hills
Classification-JEL: A1; B2
Number: 2021-42
Handle: RePEc:abc:wp:42

TEMPLATE-TYPE: ReDIF-Article 1.0
Author-Name: Road Office
TITLE: Two
Journal: J. Carts
Year: 2020
Month: March
Volume: 3
Issue: 2
Pages: 1-9
DOI: https://doi.org/10.1000/x
Handle: RePEc:abc:jour:1
"""


def test_redif() -> None:
    works = loads(REDIF)
    assert [one.code for one in works.diagnostics] == []
    paper, article = works.values()
    assert (paper.id, paper.type, paper.title) == ("RePEc:abc:wp:42", "report", "Carts on Hills: Who Pulls Them?")
    assert [(one.family, one.given, one.non_dropping_particle) for one in paper.author] == [
        ("Roa", "Ada", None), ("Vu", "Bo", "van der"),
    ]  # fmt: skip
    assert (paper.author[0].custom or {})["affiliation"] == ["Hill Office"]
    assert (paper.number, paper.number_of_pages, str(paper.issued)) == ("2021-42", "16", "2021-03")
    assert (paper.URL, paper.keyword) == ("https://example.org/very/long/path.pdf", "carts, hills")
    assert paper.custom == {"redif:classification-jel": ["A1; B2"]}
    assert (article.type, article.container_title, article.volume, article.issue, article.page, article.DOI) == (
        "article-journal", "J. Carts", "3", "2", "1-9", "10.1000/x",
    )  # fmt: skip
    assert (str(article.issued), article.author[0].literal) == ("2020-03", "Road Office")


def test_noteexpress() -> None:
    text = (
        "{Reference Type}: Journal Article\n{Title}: 关于道路\n{Author}: 王小明\n{Author}:  李四\n"
        "{Translated Author}: WANG Xiao-ming\n{Journal}: 某学报\n{Year}: 2021\n{Volume} : 3\n{Issue}: 2\n"
        "{Pages}: 11-19\n{Keywords}: 车\n{Keywords}:  山\n{Abstract}: 一\n二\n{ISBN/ISSN}: 1234-5679\n\n"
        "{Reference Type}: Thesis\n{Type of Work}: 博士\n{Title}: 山\n{Publisher}: 某大学\n{Year}: 2020\n"
    )
    article, thesis = loads(text).values()
    assert [one.literal for one in article.author] == ["王小明", "李四"]
    assert (article.type, article.volume, article.issue, article.page) == ("article-journal", "3", "2", "11-19")
    assert (article.keyword, article.ISSN, article.abstract) == ("车, 山", "1234-5679", "一 二")
    assert article.custom == {"noteexpress:translated author": ["WANG Xiao-ming"]}
    assert (thesis.type, thesis.genre, thesis.publisher, str(thesis.issued)) == ("thesis", "博士", "某大学", "2020")


def test_the_labelled_text_of_cnki() -> None:
    text = (
        "SrcDatabase-来源库: 期刊\nTitle-题名: 关于道路\nAuthor-作者: 王小明;李四;\nOrgan-单位: 某大学;\n"
        "Source-文献来源: 某学报\nKeyword-关键词: 车;;山\nPubTime-发表时间: 2021-03-05 11:12\nYear-年: 2021\n"
        "Period-期: 02\nPageCount-页码: 11-19\n\nSrcDatabase-来源库: 硕士\nTitle-题名: 二\nYear-年: 2019\n"
    )
    article, thesis = loads(text).values()
    assert [one.literal for one in article.author] == ["王小明", "李四"]
    assert (article.type, str(article.issued), article.issue, article.page, article.keyword) == (
        "article-journal", "2021-03-05", "02", "11-19", "车, 山",
    )  # fmt: skip
    assert (thesis.type, str(thesis.issued)) == ("thesis", "2019")

"""Crossref XML: kinds of works in the deposit schemas, and what is kept of them."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import dumps, loads
from citelib.model import Item

DOI = "<doi_data><doi>10.1000/182</doi></doi_data>"
TITLE = "<titles><title>T</title></titles>"


def read(content: str) -> Item:
    """The item, which must survive being written again."""
    works = loads(f"<doi_record><crossref>{content}</crossref></doi_record>", "crossref-xml")
    assert loads(dumps(works, "crossref-xml"), "crossref-xml") == works
    return works["10.1000/182"]


@pytest.mark.parametrize(
    ("content", "type"),
    [
        (f'<posted_content type="preprint">{TITLE}{DOI}</posted_content>', "article"),
        (f'<posted_content type="working_paper">{TITLE}{DOI}</posted_content>', "report"),
        (f'<posted_content type="other"><group_title>A Blog</group_title>{TITLE}{DOI}</posted_content>', "post-weblog"),
        (f'<posted_content type="other"><group_title>Physics</group_title>{TITLE}{DOI}</posted_content>', "article"),
        (f"<standard><standard_metadata>{TITLE}{DOI}</standard_metadata></standard>", "standard"),
        (f"<database><dataset>{TITLE}{DOI}</dataset></database>", "dataset"),
        (f"<book><content_item>{TITLE}{DOI}</content_item></book>", "chapter"),
    ],
)
def test_types(content: str, type: str) -> None:
    assert read(content).type == type


def test_a_blog_is_a_container() -> None:
    host = "<institution><institution_name>The Blog</institution_name></institution>"
    item = read(f'<posted_content type="other">{TITLE}{host}{DOI}</posted_content>')
    assert (item.container_title, item.publisher) == ("The Blog", None)


@pytest.mark.parametrize(("attribute", "genre"), [("", "peer review"), (' type="referee-report"', "referee report")])
def test_peer_reviews(attribute: str, genre: str) -> None:
    works = loads(f"<crossref><peer_review{attribute}>{TITLE}{DOI}</peer_review></crossref>", "crossref-xml")
    assert works["10.1000/182"].genre == genre


def test_a_review_without_a_genre_has_none_afterwards() -> None:
    item = Item("10.1000/182", "review", title="T", DOI="10.1000/182")
    assert loads(dumps([item], "crossref-xml"), "crossref-xml")["10.1000/182"].genre is None


def test_a_degree_without_its_words() -> None:
    item = read(f"<dissertation>{TITLE}<degree>PhD (Doctor of Philosophy)</degree>{DOI}</dissertation>")
    assert item.genre == "PhD"
    assert item.custom["crossref-xml:degree"] == ["PhD (Doctor of Philosophy)"]
    assert read(f"<dissertation>{TITLE}<degree>Doctor (of Law)</degree>{DOI}</dissertation>").genre == "Doctor (of Law)"


def test_abstracts_have_paragraphs_and_titles_of_sections() -> None:
    abstract = (
        "<abstract><title>Abstract</title><sec><title>Aim</title><p>To <italic>see</italic>.</p></sec>"
        "<sec><title>Result:</title><p>Seen.</p><p>More.</p></sec></abstract>"
        '<abstract abstract-type="teaser"><p>Look!</p></abstract>'
    )
    item = read(f"<journal><journal_article>{TITLE}{abstract}{DOI}</journal_article></journal>")
    assert item.abstract == "Aim: To <i>see</i>.\nResult: Seen.\nMore."
    assert item.custom["crossref-xml:abstract-teaser"] == ["Look!"]


def test_the_date_of_a_conference() -> None:
    date = (
        '<conference_date start_year="2019" start_month="4" start_day="11" end_year="2019" end_month="4" end_day="13"/>'
    )
    event = f"<event_metadata><conference_name>C</conference_name>{date}</event_metadata>"
    item = read(f"<conference>{event}<conference_paper>{TITLE}{DOI}</conference_paper></conference>")
    assert item.event_date is not None
    assert item.event_date.edtf() == "2019-04-11/2019-04-13"


def test_numbers_of_reports_and_series() -> None:
    series = "<series_metadata><titles><title>S</title></titles></series_metadata><volume>7</volume>"
    number = "<publisher_item><item_number>R-12</item_number></publisher_item>"
    item = read(
        f"<report-paper><report-paper_series_metadata>{series}{TITLE}{number}{DOI}</report-paper_series_metadata>"
        "</report-paper>"
    )
    assert (item.number, item.get("collection-title"), item.get("collection-number"), item.volume) == (
        "R-12",
        "S",
        "7",
        None,
    )


def test_the_licence_of_the_version_of_record() -> None:
    licences = '<license_ref applies_to="tdm">http://x.org/t</license_ref><license_ref applies_to="vor">http://x.org/v</license_ref>'
    item = read(f"<journal><journal_article>{TITLE}<program>{licences}</program>{DOI}</journal_article></journal>")
    assert item.license == "http://x.org/v"


def test_the_publisher_that_the_answer_to_a_query_says() -> None:
    record = f"<crossref><journal><journal_article>{TITLE}{DOI}</journal_article></journal></crossref>"
    query = f'<query><crm-item name="publisher-name">P</crm-item><doi_record>{record}</doi_record></query>'
    text = f"<crossref_result><query_result><body>{query}</body></query_result></crossref_result>"
    assert loads(text, "crossref-xml")["10.1000/182"].publisher == "P"

"""Titles as the National Library of Medicine writes them, and as they are cited."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import dumps, loads
from citelib.formats.kit.nlm import journal_title


@pytest.mark.parametrize(
    ("text", "english", "other"),
    [
        ("Science (New York, N.Y.)", "Science", "Science"),
        ("Nature chemical biology", "Nature Chemical Biology", "Nature chemical biology"),
        ("mBio", "mBio", "mBio"),
        ("bioRxiv : the preprint server for biology", "bioRxiv: The Preprint Server for Biology", None),
        ("The Journal of biological chemistry", "The Journal of Biological Chemistry", None),
        ("Annales de chirurgie", None, "Annales de chirurgie"),
        ("(Hoboken, N.J.)", "(Hoboken, N.J.)", None),
        ("", "", ""),
    ],
)
def test_journal_titles(text: str, english: str | None, other: str | None) -> None:
    for expected, is_english in ((english, True), (other, False)):
        if expected is not None:
            assert journal_title(text, is_english=is_english)[0] == expected


def test_qualifiers_are_kept() -> None:
    works = loads("PMID- 1\nPT  - Journal Article\nJT  - Lancet (London, England)\nLA  - eng\n", "medline-nbib")
    assert works["1"].container_title == "Lancet"
    assert works["1"].custom["medline-nbib:JT"] == ["Lancet (London, England)"]
    assert loads(dumps(works, "medline-nbib"), "medline-nbib")["1"] == works["1"]
    article = "<Journal><Title>Lancet (London, England)</Title></Journal><Language>eng</Language>"
    text = (
        f"<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>{article}</Article></MedlineCitation></PubmedArticle>"
    )
    work = loads(text, "pubmed-xml")["1"]
    assert (work.container_title, work.custom) == ("Lancet", {"pubmed-xml:Title": ["Lancet (London, England)"]})


def test_places_and_ids_follow_their_author() -> None:
    text = """
PMID- 1
TI  - Order
PT  - Journal Article
FAU - Low, Ann
AU  - Low A
AUID- ORCID: 0000-0002-1825-0097
AD  - University of X.
AD  - Institute of Y.
FAU - High, Bea
AU  - High B
AUID- ISNI: 1
"""
    (item,) = loads(text, "medline-nbib").values()
    low, high = item.author
    assert (low.orcid, low.custom) == ("0000-0002-1825-0097", {"affiliation": ["University of X.", "Institute of Y."]})
    assert (high.orcid, high.custom) == (None, None)
    assert item.custom["medline-nbib:AUID"] == ["ISNI: 1"]
    assert loads(dumps([item], "medline-nbib"), "medline-nbib")[item.id] == item


def test_shortened_names_alone() -> None:
    text = "PMID- 1\nTI  - Order\nAU  - Low A\nAD  - X.\nAU  - High B\nED  - Wide C\n"
    (item,) = loads(text, "medline-nbib").values()
    assert [name.family for name in (*item.author, *item.editor)] == ["Low", "High", "Wide"]
    assert [name.custom for name in item.author] == [{"affiliation": ["X."]}, None]


def test_a_kind_of_publication_that_says_no_more_than_the_type_is_not_kept() -> None:
    text = "PMID- 1\nTI  - Carts\nPT  - Journal Article\n{}\nPMID- 2\nTI  - Hills\nPT  - Journal Article\n"
    plain, trial = loads(text.format("PT  - Randomized Controlled Trial\n"), "medline-nbib").values()
    assert plain.custom == {"medline-nbib:PT": ["Journal Article", "Randomized Controlled Trial"]}
    assert trial.custom == {}
    assert "PT  - Journal Article" in dumps([trial], "medline-nbib")

"""What of a record is compared, and what is left out because catalogues write it in many ways."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.matching.features import Work, work_of
from citelib.model import Date, Item, Name

BERG, LEE = Name("Berg", "Ann"), Name("Lee", "Bo")


def work(kind: str = "article-journal", **variables: Any) -> Work:
    return work_of(0, Item("x", kind, **variables))


@pytest.mark.parametrize(
    ("title", "compared"),
    [
        ("Moss on walls [Review]", "moss on walls"),
        ("Moss on walls [Review] [81 refs]", "moss on walls"),
        ("Moss on walls [1 ref].", "moss on walls"),
        ("Moss on walls [Chinese, English]", "moss on walls"),
        ("Moss on walls [Erratum appears in Mosses. 2020;4:1]", "moss on walls"),
        ("Moss on walls (structured abstract)", "moss on walls"),
        # What stands in brackets in the middle, or is all that there is, belongs to the title.
        ("Moss [Review] on walls", "moss review on walls"),
        ("[Review]", "review"),
    ],
)
def test_what_catalogues_put_behind_a_title_is_left_out(title: str, compared: str) -> None:
    assert work(title=title).title == compared


def test_numbers_in_titles() -> None:
    assert work(title="Moss IV, 2 and VIII").numbers == ("4", "2", "8")
    assert work(title="Moss I and X").numbers == (), "letters as often as numbers"
    misread = work(title="Mode1s of m0ss in 12 towns")
    assert misread.numbers == ("1", "0", "12")
    assert misread.sure_numbers == ("12",)


def test_people() -> None:
    both = work(author=[BERG, LEE], editor=[LEE])
    assert (both.family, both.families, both.people, both.initial) == ("berg", ("berg", "lee"), "ann berg bo lee", "a")
    edited = work("book", editor=[LEE])
    assert (edited.family, edited.initial) == ("lee", "b")
    assert work(author=[Name("Berg", "Ann"), Name("others")]).families == ("berg",)
    nobody = work()
    assert (nobody.family, nobody.families, nobody.initial) == ("", (), "")


@pytest.mark.parametrize(
    ("page", "first"),
    [
        ("12-19", "12"), ("e1023", "e1023"), ("S12", "s12"), ("Oct-14", ""), ("01-Oct", ""), ("2019", ""),
        ("2020", "2020"), ("", ""), ("unpaginated", ""),
    ],
)  # fmt: skip
def test_first_pages(page: str, first: str) -> None:
    """A spreadsheet makes dates of pages; a year in the place of pages is that of the work."""
    assert work(page=page, issued=Date.on(2019)).page == first


@pytest.mark.parametrize(
    ("edition", "compared"), [("2nd", "2"), ("Second", "2"), ("Revised", "revised"), ("12. Auflage", "12"), ("", "")]
)
def test_editions(edition: str, compared: str) -> None:
    assert work("book", edition=edition).edition == compared


@pytest.mark.parametrize(
    "doi",
    [
        "10.48550/arXiv.2001.00001", "10.1101/2020.01.01.000001", "10.21203/rs.3.rs-1/v1", "10.31234/osf.io/abcde",
        "10.31219/osf.io/abcde", "10.26434/chemrxiv-2020-1", "10.2139/ssrn.1234567",
    ],
)  # fmt: skip
def test_preprint_servers_are_known_by_their_dois(doi: str) -> None:
    assert work(title="Moss", DOI=doi, container_title="Moss").is_preprint
    assert work(title="Moss", DOI=doi, PMID="1234567", container_title="Moss").is_preprint
    assert not work(title="Moss", DOI="10.5555/1", PMID="1234567", container_title="Moss").is_preprint


@pytest.mark.parametrize(
    ("variables", "is_preprint"),
    [
        ({"publisher": "bioRxiv"}, True),
        ({"genre": "Preprint"}, True),
        ({"container_title": "medRxiv"}, True),
        ({"archive": "OSF"}, True),
        ({"number": "arXiv:2001.00001"}, True),
        ({"number": "working paper 12"}, True),
        ({"container_title": "Mosses"}, False),
        ({}, False),
    ],
)
def test_preprints_by_where_they_are(variables: dict[str, Any], is_preprint: bool) -> None:
    assert work(title="Moss", **variables).is_preprint is is_preprint


def test_supplements_revisions_and_early_forms() -> None:
    assert work(title="Moss", note="Supplementary material").is_supplement
    assert work(title="Moss", URL="https://example.org/supp/1").is_supplement
    assert not work(title="Moss", note="Supper").is_supplement
    assert work(title="Moss, 2nd edition").is_revised
    assert work(title="Moss (revised)").is_revised
    assert not work(title="New moss").is_revised
    assert work("report", title="Moss").is_early
    assert work(title="Moss", publisher="bioRxiv").is_early
    assert not work(title="Moss").is_early


def test_what_programs_file_as() -> None:
    kinds = {kind: work(kind).kind for kind in ("entry", "entry-dictionary", "entry-encyclopedia", "chapter")}
    assert set(kinds.values()) == {"part of a book"}
    assert {work(f"article-{kind}").kind for kind in ("journal", "magazine", "newspaper")} == {"article"}
    assert {work(kind).kind for kind in ("book", "collection")} == {"book"}
    assert [work(kind).kind for kind in ("paper-conference", "report", "thesis")] == ["paper", "report", "thesis"]
    assert work("document").kind == work("webpage").kind == ""

"""Web of Science: people of papers and of books, and titles in capitals."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import loads
from citelib.formats.kit.casing.title_case import lowered
from citelib.model import Item, Name


def read(*lines: str) -> Item:
    (item,) = loads("\n".join([*lines, "UT WOS:1", "ER", ""]), "wos-tagged").values()
    return item


@pytest.mark.parametrize(
    ("title", "abbreviation", "expected"),
    [
        ("APPLIED MICROBIOLOGY AND ECOLOGY", "Appl. Microbiol. Ecol.", "Applied Microbiology and Ecology"),
        ("PLOS ONE", "PLoS One", "PLoS One"),
        ("IEEE ACCESS", "IEEE Access", "IEEE Access"),
        ("JOURNAL OF PHYSICS A-MATHEMATICAL AND THEORETICAL", "J. Phys. A-Math. Theor.",
         "Journal of Physics A-Mathematical and Theoretical"),
        ("JAMA", "JAMA", "JAMA"),
        ("FEMS YEAST RESEARCH", "", "FEMS YEAST RESEARCH"),
        ("eLife", "eLife", "eLife"),
    ],
)  # fmt: skip
def test_titles_in_capitals(title: str, abbreviation: str, expected: str) -> None:
    assert lowered(title, abbreviation) == expected
    item = read("PT J", f"SO {title}", *[f"JI {abbreviation}"] * bool(abbreviation))
    assert item.container_title == expected


def test_abbreviations() -> None:
    item = read("PT J", "SO SCIENCE", "J9 SEDIMENT GEOL", "JI Sediment. Geol.")
    assert item.container_title_short == "Sediment. Geol."
    assert item.custom == {"wos-tagged:J9": ["SEDIMENT GEOL"]}
    assert read("PT J", "SO SCIENCE", "J9 SCIENCE").container_title_short == "SCIENCE"


@pytest.mark.parametrize(
    ("lines", "author", "container"),
    [
        (["PT S", "DT Proceedings Paper", "AU Chen, L", "GP IEEE"], ["Chen"], ["IEEE"]),
        (["PT B", "DT Book", "BA Chen, L"], ["Chen"], []),
        (["PT J", "AU Chen, L", "CA ATLAS Collaboration"], ["Chen", "ATLAS Collaboration"], []),
    ],
)
def test_people(lines: list[str], author: list[str], container: list[str]) -> None:
    item = read(*lines)
    assert [_shown(name) for name in item.author] == author
    assert [_shown(name) for name in item.container_author] == container


def _shown(name: Name) -> str | None:
    return name.literal or name.family


def test_patents_are_in_no_journal() -> None:
    item = read("PT P", "DT Patent", "TI A catheter", "SO Official Gazette", "SN 0098-1133")
    assert (item.get("container-title"), item.get("ISSN")) == (None, None)
    assert item.custom["wos-tagged:SO"] == ["Official Gazette"]
    assert item.custom["wos-tagged:SN"] == ["0098-1133"]


def test_an_article_number_beside_pages_stays() -> None:
    works = loads("FN ISI\nVR 1.0\nPT J\nTI T\nBP 3\nEP 5\nAR 77\nER\n\nEF\n", "wos-tagged")
    [item] = works.values()
    assert (item.page, item.number) == ("3-5", "77")


def test_medline_and_inspec_have_names_and_pages_in_one_field() -> None:
    item = read("PT J", "AU Ferro, Ada; Lund, Bo K", "TI Sleep", "PS 2457-71")
    assert item.author == (Name("Ferro", "Ada"), Name("Lund", "Bo K."))
    assert item.page == "2457-2471"
    both = read("PT J", "BP 12", "EP 19", "PS 12-9")
    assert (both.page, both.custom) == ("12-19", {"wos-tagged:PS": ["12-9"]})


def test_the_date_of_what_is_online_before_its_volume() -> None:
    assert str(read("PT J", "TI Sleep", "EA FEB 2022").issued) == "2022-02"
    assert str(read("PT J", "TI Sleep", "PY 2023", "EA FEB 2022").issued) == "2023"


def test_an_address_for_mail_behind_a_name_is_no_given_name() -> None:
    item = read("PT J", "AU Ferro, Ada B. (ada.ferro@example.org)", "   Lund, Bo", "TI Sleep", "PY 2019")
    assert [(name.family, name.given) for name in item.author] == [("Ferro", "Ada B."), ("Lund", "Bo")]
    assert item.author[0].custom == {"email": "ada.ferro@example.org"}

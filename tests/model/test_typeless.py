"""Records without a type, and with one of another vocabulary, are read as the kind of work that has their fields."""

from __future__ import annotations

import pytest

from citelib.csl import render_bibliography
from citelib.model import structure

WORKS = [
    ("article-journal", {"container-title": "Journal of Tides", "volume": "3", "page": "1-9"}),
    ("article-journal", {"container-title": "Journal of Tides", "publisher": "Sea Press", "issue": "2"}),
    ("article-journal", {"container-title": "Journal of Tides"}),
    ("article-journal", {"PMID": "123456"}),
    ("chapter", {"container-title": "Tides", "publisher": "Sea Press", "page": "1-9"}),
    ("chapter", {"container-title": "Tides", "editor": [{"family": "Ebb"}], "volume": "3", "page": "1-9"}),
    ("paper-conference", {"container-title": "Proceedings", "event-title": "Tides 2001", "page": "1-9"}),
    ("webpage", {"container-title": "Tide tables", "URL": "https://example.org"}),
    ("webpage", {"URL": "https://example.org"}),
    ("book", {"publisher": "Sea Press"}),
    ("book", {"publisher": "Sea Press", "URL": "https://example.org"}),
    ("book", {}),
]


@pytest.mark.parametrize(("expected", "fields"), WORKS)
@pytest.mark.parametrize("given", [{}, {"type": "journalArtikel"}], ids=["none", "unknown"])
def test_the_fields_say_what_a_work_without_a_known_type_is(
    expected: str, fields: dict[str, object], given: dict[str, str]
) -> None:
    record = {"id": "a", "title": "Ebb", "author": [{"family": "Roe"}], "issued": "2001", **fields, **given}
    assert structure(record, report=lambda *_: None).type == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Ebb"},
        {"title": "Ebb", "DOI": "10.1000/1"},
        {"title": "Ebb", "publisher": "Sea Press"},
        {"container-title": "Journal of Tides", "volume": "3"},
        {},
        {"publisher": ""},
    ],
)
def test_a_record_whose_fields_do_not_tell_is_a_document(fields: dict[str, str]) -> None:
    assert structure({"id": "a", **fields}).type == "document"


def test_a_type_that_is_given_stands() -> None:
    assert structure({"id": "a", "type": "document", "publisher": "Sea Press"}).type == "document"


@pytest.mark.parametrize(("expected", "fields"), WORKS)
@pytest.mark.parametrize("style", ["chicago-notes-bibliography", "apa", "ieee", "mla", "nature"])
def test_no_list_lacks_a_work_because_its_record_has_no_type(
    expected: str, fields: dict[str, object], style: str
) -> None:
    item = structure({"id": "a", "title": "Ebb", "author": [{"family": "Roe"}], "issued": "2001", **fields})
    assert "Roe" in render_bibliography([item], style).entries[0].text

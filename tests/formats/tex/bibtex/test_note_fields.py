"""Lines ``variable: value`` in the note of an entry are variables, unless the reader is told to leave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.cli import main
from citelib.formats.exchange import dumps, load, loads

BIB = """@article{a, title = {T}, note = {original-date: 1923}, year = 2001}
@article{b, title = {T}, note = {PMID: 77

read it: twice}, year = 2001}
@article{c, title = {T}, note = {PMID: 77}, pmid = {3}}
@article{d, title = {T}, note = {In: a book}}
"""


def test_they_are_read_and_entries_stay_as_they_are() -> None:
    works = loads(BIB, "bibtex")
    assert (str(works["a"].original_date), works["a"].note) == ("1923", None)
    assert (works["b"].PMID, works["b"].note) == ("77", "read it: twice")
    assert (works["c"].PMID, works["c"].note) == ("3", "PMID: 77")
    assert works["d"].note == "In: a book"
    assert dumps(works, "bibtex") == BIB


def test_they_can_be_left(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    works = loads(BIB, "bibtex", note_fields=False)
    assert [works[id].note for id in "acd"] == ["original-date: 1923", "PMID: 77", "In: a book"]
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    for option, expected in (((), '"original-date"'), (("--keep-notes",), '"note": "original-date: 1923"')):
        with pytest.raises(SystemExit):
            main(["convert", str(path), "-", "--to", "csl-json", "-q", *option])
        assert expected in capfd.readouterr().out


def test_formats_without_such_notes_take_the_option(tmp_path: Path) -> None:
    path = tmp_path / "refs.ris"
    path.write_text("TY  - BOOK\nTI  - T\nID  - a\nER  - \n", encoding="utf-8")
    assert load(path, note_fields=False)["a"].title == "T"

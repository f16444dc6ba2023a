"""Which format a text is in, by its content alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from citelib.errors import ReadError, UnknownNameError
from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads

WORKS = Path(__file__).resolve().parents[2] / "examples" / "works.json"
DIALECTS = {"bibtex", "biblatex", "bib.txt"}


@pytest.mark.parametrize("format", [one.name for one in registry.formats() if one.read and one.write])
def test_own_output_is_recognised(format: str) -> None:
    found = registry.recognise(dumps(load(WORKS), format))
    assert found is not None
    assert found.name == format or {found.name, format} <= DIALECTS


def test_nothing_is_recognised() -> None:
    with pytest.raises(ReadError, match="not recognised"):
        loads("\x01\x02 0")
    with pytest.raises(ReadError, match="not recognised"):
        registry.choose("<a><b/></a>", "works.xml")
    assert registry.choose("", "works.xml").name == "endnote-xml"
    assert registry.choose("TY  - BOOK\nER  - \n", "works.csv").name == "ris"
    assert registry.choose("TY: BOOK\n", "works.ris").name == "ris"
    assert registry.choose("[{", "works.json").name == "csl-json"
    with pytest.raises(ReadError, match="is not text but binary data"):
        loads("\x00\x01\x02 0")


def test_near_matches() -> None:
    with pytest.raises(UnknownNameError, match="'ris'"):
        registry.find("riss")


@pytest.mark.parametrize("format", list(registry.formats()), ids=lambda format: format.name)
def test_table_and_formats_agree(format: registry.Format) -> None:
    assert registry.find(format.name) is format
    assert format.name in registry.BUILT_IN
    assert format.read is not None or format.write is not None
    assert format.title
    assert format.note
    for alias in format.aliases:
        assert registry.find(alias) is format, alias
    assert not format.extensions, "the endings of built-in formats stand in the registry"
    for ending in registry.extensions(format):
        assert format in registry.for_path(f"refs{ending}")


def test_a_name_counts_for_more_than_a_guess() -> None:
    text = "BIB-VERSION:: CS-TR-v2.1\nID:: 1\nTITLE:: Order on Mars\nEND:: 1\n"
    assert registry.choose(text, "report.bib").name == "bibtex"
    assert registry.choose(text, "report.ris").name == "ris"
    assert registry.choose("TY  - BOOK\nTI  - T\nER  - \n", "report.bib").name == "ris"

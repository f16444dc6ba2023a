"""Which format a text is in, by its content alone."""

from __future__ import annotations

import collections
import json
from pathlib import Path

import pytest

from citelib.errors import ReadError, UnknownNameError
from citelib.formats import registry
from citelib.formats.exchange import dumps, load, loads
from tests.shared import shared

WORKS = Path(__file__).resolve().parents[2] / "examples" / "works.json"
SETS = "bbt_import cffconvert citation_js commonmeta html_metadata jabref pandoc zotero_translators".split()
DIALECTS = {"bibtex", "biblatex", "bib.txt"}


def test_every_case_is_recognised() -> None:
    """The confusion matrix has next to nothing outside of its diagonal."""
    folder = shared("formats/cases")
    wrong: collections.Counter[tuple[str, str]] = collections.Counter()
    right = 0
    for name in SETS:
        for case in json.loads((folder / f"{name}.json").read_text(encoding="utf-8")):
            try:
                wanted = registry.find(case["format"]).name
            except UnknownNameError:
                continue
            found = registry.recognise(case["input"][:65_536])
            if found is not None and (found.name == wanted or {found.name, wanted} <= DIALECTS):
                right += 1
            else:
                wrong[wanted, found.name if found else "nothing"] += 1
    # Some of the «schema.org» inputs are answers of Crossref and DataCite, or whole web pages.
    unexpected = {pair: count for pair, count in wrong.items() if pair[0] != "schema-org"}
    print(f"{right} recognised, {sum(wrong.values())} not: {dict(wrong)}")
    assert sum(unexpected.values()) <= 0.01 * right, unexpected


@pytest.mark.parametrize("format", [one.name for one in registry.formats() if one.read and one.write])
def test_own_output_is_recognised(format: str) -> None:
    found = registry.recognise(dumps(load(WORKS), format))
    assert found is not None
    assert found.name == format or {found.name, format} <= DIALECTS


def test_nothing_is_recognised() -> None:
    with pytest.raises(ReadError, match="not recognised"):
        loads("\x00\x01\x02 0")


def test_near_matches() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'ris'"):
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
    endings = {ending for ending, names in registry.ENDINGS.items() if format.name in names.split()}
    assert endings == set(format.extensions)

"""A guess is told, and a poor reading is told loudly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citelib.cli import main
from citelib.errors import ReadError
from citelib.formats import registry
from citelib.formats.exchange import loads


def test_lost_titles_are_an_error_that_names_the_keys() -> None:
    works = loads(json.dumps([{"id": str(n), "kopf": "K", "von": "R", "wann": n} for n in range(3)]), "csl-json")
    (told,) = [one for one in works.diagnostics if one.code == "items-no-titles"]
    assert told.severity == "error"
    assert "3 of 3 items" in told.message
    assert "kopf" in told.message


def test_works_without_a_title_of_which_nothing_is_lost_are_fine() -> None:
    record = {"id": "a", "type": "personal_communication", "author": [{"family": "Roa"}], "custom": {"x": "y"}}
    assert not [one for one in loads(json.dumps([record]), "csl-json").diagnostics if one.code.startswith("items-")]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<dblp><article><author>Ada Roa</author></article></dblp>", "dblp"),
        ('[{"status": "OK", "data": {"authors": ["Ada Roa"]}}]', "csl-json"),
        ("name,year\nAda Roa,1998\n", "csv"),
    ],
)
def test_nothing_but_names_and_dates_is_no_work(text: str, format: str) -> None:
    columns = {"columns": {"name": "author"}} if format == "csv" else {}
    assert "items-no-titles" in {one.code for one in loads(text, format, **columns).diagnostics}


@pytest.mark.parametrize("type", ["personal_communication", "interview"])
def test_a_letter_is_no_more_than_who_and_when(type: str) -> None:
    record = {"id": "a", "type": type, "author": [{"family": "Roa"}], "issued": {"date-parts": [[2001]]}}
    assert not [one for one in loads(json.dumps([record]), "csl-json").diagnostics if one.code.startswith("items-")]


def test_a_format_that_fits_better_is_named() -> None:
    text = '[{"id": "1", "title": ["T"], "reference-count": 3, "is-referenced-by-count": 1, "indexed": {}, "a": "b"}]'
    works = loads(text, "schema-org")
    assert not works or any("crossref" in (one.hint or "") for one in works.diagnostics)


def test_the_command_ends_with_status_1_if_titles_are_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"id": "a", "kopf": "K", "von": "R", "wann": 2001}]', encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main(["convert", str(path), "--to", "csl-json"])
    assert end.value.code == 1
    assert "items-no-titles" in capsys.readouterr().err


PROSE = {
    "licence": "MIT License\n\nPermission is hereby granted. The software is as it is.\n\nNobody is liable. No.\n",
    "notes": "# To do\n\nBuy wheels. Oil them.\n\nThen sleep. Well.\n",
}


@pytest.mark.parametrize("name", PROSE)
def test_no_prose_becomes_a_work_by_itself(name: str) -> None:
    assert registry.recognise(PROSE[name]) is None
    with pytest.raises(ReadError, match="not recognised"):
        loads(PROSE[name])


def test_unknown_xml_is_no_web_page() -> None:
    with pytest.raises(ReadError, match="<zoo>"):
        loads('<?xml version="1.0"?>\n<zoo><article><title>On carts</title></article></zoo>')

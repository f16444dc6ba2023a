"""MARC in JSON and in the lines in which programs show it: the same record in each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citelib.formats.exchange import load, loads
from citelib.model import Bibliography

LEADER = "00000cam a2200000 a 4500"
TITLE = {"245": {"ind1": "1", "ind2": "0", "subfields": [{"a": "Carts :"}, {"b": "a history /"}, {"c": "Ada Roa."}]}}
PERSON = {"100": {"ind1": "1", "ind2": " ", "subfields": [{"a": "Roa, Ada,"}, {"d": "1960-"}]}}
IMPRINT = {"260": {"ind1": " ", "ind2": " ", "subfields": [{"a": "Oslo :"}, {"b": "Hill,"}, {"c": "2019."}]}}
RECORD = {"leader": LEADER, "fields": [{"001": "x1"}, PERSON, TITLE, IMPRINT]}
ARRAYS = [
    ["LDR", None, None, "_", LEADER],
    ["001", None, None, "_", "x1"],
    ["100", "1", " ", "a", "Roa, Ada,", "d", "1960-"],
    ["245", "1", "0", "a", "Carts :", "b", "a history /", "c", "Ada Roa."],
    ["260", " ", " ", "a", "Oslo :", "b", "Hill,", "c", "2019."],
]
PAIRS = [
    [tag, *ends, list(map(list, zip(rest[::2], rest[1::2], strict=True)))]
    for tag, *ends, rest in ((one[0], one[1], one[2], one[3:]) for one in ARRAYS[2:])
]
ELEMENTS = {
    "leader": LEADER,
    "controlfield": [{"tag": "001", "data": "x1"}],
    "datafield": [
        {"tag": one[0], "ind": f"{one[1]}{one[2]}", "subfield": [{"code": code, "data": text} for code, text in one[3]]}
        for one in PAIRS
    ],
}
IN_JSON = {
    "marc-in-json": RECORD,
    "a list": [RECORD],
    "FOLIO": {"id": "u", "parsedRecord": {"content": RECORD}},
    "Catmandu": {"_id": "u", "record": ARRAYS},
    "an array of fields": ARRAYS,
    "marc-hash": {"type": "marc-hash", "version": [1, 0], "leader": LEADER, "fields": [["001", "x1"], *PAIRS]},
    "MARC-JSON": ELEMENTS,
    "a list of MARC-JSON": [ELEMENTS],
}
DISPLAYED = {
    "Innovative": f"""LEADER {LEADER}
001    x1
100 1  Roa, Ada,|d1960-
245 10 Carts :|ba
       history /|cAda Roa.
260    Oslo :|bHill,|c2019.
""",
    "yaz-marcdump": f"""{LEADER}
001 x1
100 1  $a Roa, Ada, $d 1960-
245 10 $a Carts : $b a history / $c Ada Roa.
260    $a Oslo : $b Hill, $c 2019.
""",
    "ruby-marc": f"""LEADER {LEADER}
001 x1
100 1_ $aRoa, Ada,$d1960-
245 10 $aCarts :$ba history /$cAda Roa.
260 __ $aOslo :$bHill,$c2019.
""",
}


def _is_read_as_from_xml(works: Bibliography) -> None:
    (item,) = works.values()
    assert (item.id, item.type, item.title) == ("x1", "book", "Carts: a history")
    assert [(one.family, one.given) for one in item.author] == [("Roa", "Ada")]
    assert (str(item.issued), item.publisher, item.publisher_place) == ("2019", "Hill", "Oslo")
    assert not works.diagnostics


@pytest.mark.parametrize("form", IN_JSON)
@pytest.mark.parametrize("name", ["works.json", "works.jsonl"])
def test_marc_in_json_is_told_from_other_json(form: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(IN_JSON[form]), encoding="utf-8")
    _is_read_as_from_xml(load(path))


@pytest.mark.parametrize("form", DISPLAYED)
@pytest.mark.parametrize("name", ["works.txt", "works"])
def test_marc_as_programs_show_it_is_no_list_of_references(form: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(DISPLAYED[form], encoding="utf-8")
    _is_read_as_from_xml(load(path))


def test_records_that_are_shown_one_after_the_other() -> None:
    text = "\n".join(shown.replace("x1", f"x{number}") for number, shown in enumerate(DISPLAYED.values()))
    assert [item.title for item in loads(text, "marc").values()] == ["Carts: a history"] * 3


def test_a_price_in_a_title_is_no_subfield() -> None:
    text = f"{LEADER}\n245 10 $a Carts at $5 each / $c Ada Roa.\n500    $a A note. $5 DE-1\n"
    (item,) = loads(text, "marc").values()
    assert item.title == "Carts at $5 each"


def test_json_without_fields_is_an_error_beside_the_others() -> None:
    works = loads(json.dumps([RECORD, {"leader": LEADER, "fields": []}]), "marc")
    assert [item.id for item in works.values()] == ["x1"]
    assert [one.code for one in works.diagnostics] == ["marc-no-fields"]

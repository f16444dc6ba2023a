"""Items whose parts are of the wrong kind, anywhere: they are kept and told, and nothing that takes items falls."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import citelib
from citelib.checks import check
from citelib.csl.service import Service
from citelib.errors import CitelibError, LimitError, ReadError, WriteError
from citelib.formats.exchange import dumps, loads
from citelib.formats.registry import formats
from citelib.library import Library
from citelib.model import Bibliography, structure, unstructure
from citelib.model.vocabulary import VARIABLES
from tests.strategies import items

WRITERS = [one for one in formats() if one.write is not None]

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.sampled_from(["", " ", "a", "2019", "2019-04-11", "id", "cites", "\ud800", "\0", "<i>"])
    | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from("type target id a".split()), inside),
    max_leaves=8,
)
"""Anything that JSON can say, and NaN."""

RESERVED = [
    "citelib:relations", "citelib:aliases", "citelib:collections", "citelib:attachments", "orcid", "affiliation",
    "type", "id", "custom", "note", "keyword", *(f"{one.name}:type" for one in formats()),
    *(f"{one.name}:note" for one in formats()), "bibtex:file", "biblatex:ids", "bibtex:crossref",
]  # fmt: skip
"""Keys in `Item.custom` that some room of citelib reads."""

names = st.fixed_dictionaries({}, optional=dict.fromkeys(("family", "given", "literal", "suffix", "custom"), values))
dates = st.fixed_dictionaries({}, optional=dict.fromkeys(("date-parts", "season", "circa", "literal", "raw"), values))
records = st.builds(
    lambda variables, custom, others: {**variables, **others, "custom": custom},
    st.dictionaries(
        st.sampled_from(sorted(VARIABLES)), values | dates | st.lists(names | values, max_size=3), max_size=4
    ),
    values | st.dictionaries(st.sampled_from(RESERVED), values, max_size=3),
    st.fixed_dictionaries({}, optional={"id": values, "type": values, "title": values, "nonsense": values}),
)


@given(record=records)
def test_any_record_is_an_item_or_told(record: dict[str, Any]) -> None:
    told: list[str] = []
    item = structure(record, id="x", report=lambda _, message: told.append(message))
    again = structure(json.loads(json.dumps(unstructure(item))), report=lambda *_: None)
    assert (again.id, again.type, set(again.variables)) == (item.id, item.type, set(item.variables))
    text = json.dumps([record, {"id": "good", "type": "book", "title": "Good"}])
    for format in ("csl-json", "csl-yaml"):
        works = loads(text, format)  # of which JSON is a part, too
        assert any(one.title == "Good" for one in works.values())


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ([["2019", 4]], "2019-04"),
        (["2019"], "2019"),
        ([2019, 4], "2019-04"),
        ([["2019", "", ""]], "2019"),
        ([["2019"], [2020]], "2019/2020"),
        ("2019", None),
        (["2019-04-11"], "2019-04-11"),
        ([[2019], "2020"], None),
        ([{"year": 2019}], None),
        ({"year": 2019}, None),
        (2019, None),
        ([[2019.5]], None),
        ([[True]], None),
        ([[[2019]]], None),
    ],
)
def test_parts_of_a_date(parts: Any, date: str | None) -> None:
    """Text is not taken for a list of its characters: ``"2019"`` is not the year 2."""
    told: list[str] = []
    record = {"id": "a", "type": "book", "issued": {"date-parts": parts}}
    item = structure(record, report=lambda code, _: told.append(code))
    if date is None:
        assert (item.issued, item.custom["issued"], told) == (None, {"date-parts": parts}, ["malformed-value"])
    else:
        assert item.issued is not None
        assert (item.issued.edtf(), told) == (date, [])


@pytest.mark.parametrize("value", ["str", ["str"], [["a"]], [None], 5, True, {"a": 1}, [{"type": "cites"}],
                                   [{"type": "cites", "target": "b", "scheme": "id", "evidence": "x"}],
                                   [{"type": [], "target": {}, "scheme": 1}]])  # fmt: skip
def test_relations_of_the_wrong_kind(value: Any) -> None:
    record = {"id": "a", "type": "book", "title": "T", "custom": {"citelib:relations": value}}
    works = loads(json.dumps([record, {"id": "good", "type": "book"}]), "csl-json")
    assert list(works) == ["a", "good"]
    assert [one.code for one in works.diagnostics] == ["csl-json-malformed-relation"]
    assert not works["a"].relations
    assert works["a"].custom["citelib:relations"] == (value if isinstance(value, list) else [value])
    answer = Service().answer({"style": "apa", "output": "text", "items": [record], "bibliography": True})
    assert answer["bibliography"]["entries"][0]["text"] == "T. (n.d.)."


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(item=items(), custom=st.dictionaries(st.sampled_from(RESERVED), values, min_size=1, max_size=6))
def test_reserved_keys_of_the_wrong_kind(item: citelib.Item, custom: dict[str, Any]) -> None:
    """Whatever stands under the keys that are ours: every writer, rule and style takes the item."""
    item = item.evolve(custom=custom)
    works = Bibliography([item])
    assert works[item.id] == item
    list(check(works, source="x"))
    for format in WRITERS:
        try:
            text = dumps(works, format)
            text.encode()
        except (WriteError, LimitError):
            continue
        if format.read is not None:
            try:
                loads(text, format)
            except ReadError:
                assert not text.strip()
    str(citelib.format([item], style="apa", output="text")).encode()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(item=items())
def test_no_item_makes_a_writer_raise(item: citelib.Item) -> None:
    for format in WRITERS:
        try:
            dumps([item], format).encode()
        except (WriteError, LimitError):
            continue


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(custom=st.dictionaries(st.sampled_from(RESERVED), values, max_size=6))
def test_the_library_takes_reserved_keys_of_the_wrong_kind(tmp_path: Path, custom: dict[str, Any]) -> None:
    with Library.open(tmp_path / f"{os.urandom(8).hex()}.db") as library:
        record = {"id": "a", "type": "book", "title": "Ketamine\ud800", "custom": custom}
        try:
            library.add(structure(record, report=lambda *_: None))
        except CitelibError:
            return
        assert [item.id for item in library] == ["a"]
        assert [item.id for item in library.search("ketamine")] == ["a"]


requests = st.fixed_dictionaries(
    {"style": st.sampled_from(["apa", "ieee"])},
    optional={
        "id": values,
        "items": values | st.lists(records, max_size=3),
        "citations": values | st.lists(st.fixed_dictionaries({}, optional={
            "id": values, "note": values, "mode": values, "prefix": values, "suffix": values,
            "items": values | st.lists(st.fixed_dictionaries({}, optional={
                "id": values, "locator": values, "label": values, "prefix": values, "suffix": values,
                "suppress-author": values, "author-only": values}), max_size=2)}), max_size=2),
        "bibliography": values, "nocite": values, "lang": values, "output": values, "abbreviations": values,
    },
)  # fmt: skip


@given(request=requests | values)
def test_the_service_answers_whatever_it_is_asked(request: Any) -> None:
    line = json.dumps(request)
    good = {"id": "good", "style": "apa", "output": "text", "items": [{"id": "b", "type": "book", "title": "T"}]}
    answers = [json.loads(one) for one in Service().serve([line, json.dumps({**good, "bibliography": True})])]
    assert len(answers) == 2
    assert answers[0].get("error", {}).get("code") != "internal", answers[0]
    assert answers[1]["bibliography"]["entries"][0]["text"] == "T. (n.d.)."


@given(line=st.binary(max_size=60) | st.text(max_size=60))
def test_the_service_answers_any_line(line: bytes | str) -> None:
    answers = list(Service().serve([line]))
    assert len(answers) == bool(line.strip())
    assert all("error" in json.loads(one) for one in answers)

"""CSL-JSON objects to items and back."""

from __future__ import annotations

from typing import Any

import pytest

from citelib.errors import ModelError
from citelib.model import Date, Evidence, Item, Name, Relation, structure, unstructure
from citelib.model.custom import RELATIONS_KEY


def reported(record: dict[str, Any]) -> tuple[Item, list[str]]:
    codes: list[str] = []
    return structure(record, id="fallback", report=lambda code, _: codes.append(code)), codes


def test_lenient_forms() -> None:
    item = structure(
        {
            "id": 7,
            "type": "article-journal",
            "volume": 364,
            "title": None,
            "journalAbbreviation": "Sci",
            "author": [
                {"family": "Berg", "non-dropping-particle": "van der", "comma-suffix": "true", "given": None},
                {"literal": "AAAS", "affiliation": [{"name": "Washington"}], "ORCID": "https://orcid.org/0000-0001"},
            ],
            "editor": {"family": "One"},
            "issued": {"date-parts": [["2019", "4", ""]], "season": 2},
            "accessed": {"raw": "April 11, 2019"},
            "submitted": "2018~",
        }
    )
    assert item == Item(
        "7",
        "article-journal",
        volume="364",
        container_title_short="Sci",
        author=[
            Name("Berg", non_dropping_particle="van der", comma_suffix=True),
            Name(literal="AAAS", orcid="0000-0001", custom={"affiliation": [{"name": "Washington"}]}),
        ],
        editor=[Name("One")],
        issued=Date(Date.on(2019, 4).start, season="2"),
        accessed=Date.on(2019, 4, 11),
        submitted=Date.from_edtf("2018~"),
    )


@pytest.mark.parametrize(
    ("record", "custom", "codes"),
    [
        ({"type": "jornal"}, {"type": "jornal"}, ["unknown-type"]),
        ({"type": ["book"]}, {"type": ["book"]}, ["unknown-type"]),
        ({"title": ["a", "b"]}, {"title": ["a", "b"]}, ["malformed-value"]),
        ({"author": 3}, {"author": 3}, ["malformed-value"]),
        ({"author": [3]}, {"author": [3]}, ["malformed-value"]),
        ({"author": [{"family": ["x"]}]}, {"author": [{"family": ["x"]}]}, ["malformed-value"]),
        ({"issued": {"date-parts": [["x"]]}}, {"issued": {"date-parts": [["x"]]}}, ["malformed-value"]),
        ({"issued": {"date-parts": 3}}, {"issued": {"date-parts": 3}}, ["malformed-value"]),
        ({"issued": {"tear": 3}}, {"issued": {"tear": 3}}, ["malformed-value"]),
        ({"issued": [{"year": 3, "tear": 3}]}, {"issued": [{"year": 3, "tear": 3}]}, ["malformed-value"]),
        ({"foo": {"a": 1}}, {"foo": {"a": 1}}, []),
        ({"custom": "text"}, {"custom": "text"}, []),
        ({"shortTitle": "a", "title-short": "b"}, {"shortTitle": "a"}, []),
        ({"custom": {RELATIONS_KEY: [{"type": "x"}]}}, {RELATIONS_KEY: [{"type": "x"}]}, ["malformed-relation"]),
        ({"custom": {RELATIONS_KEY: 3}}, {RELATIONS_KEY: [3]}, ["malformed-relation"]),
        ({"id": {"a": 1}}, {"id": {"a": 1}}, []),
    ],
)
def test_what_is_malformed_is_kept(record: dict[str, Any], custom: dict[str, Any], codes: list[str]) -> None:
    item, reports = reported({"type": "book", **record})
    assert dict(item.custom) == custom
    assert reports == codes


def test_without_a_report_the_first_problem_raises() -> None:
    with pytest.raises(ModelError, match="unknown-type"):
        structure({"id": "a", "type": "jornal"})
    with pytest.raises(ModelError, match=r"Item\.id"):
        structure({"type": "book"})


def test_relations_travel_in_custom() -> None:
    item = Item(
        "news",
        "webpage",
        relations=[
            Relation("reports-on", "10.1/x", scheme="doi", evidence=Evidence("Moda-Sava et al.", 3, 19, "r.txt")),
            Relation("mentions", "view"),
        ],
        custom={"x": 1},
    )
    record = unstructure(item)
    assert record["custom"] == {
        "x": 1,
        RELATIONS_KEY: [
            {
                "type": "reports-on",
                "target": "10.1/x",
                "scheme": "doi",
                "evidence": {"quote": "Moda-Sava et al.", "start": 3, "end": 19, "source": "r.txt"},
            },
            {"type": "mentions", "target": "view"},
        ],
    }
    assert structure(record) == item


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Roa, Ada", Name("Roa", "Ada")),
        (["Roa, Ada M."], Name("Roa", "Ada M.")),
        (["Low, Hill & Sons"], Name(literal="Low, Hill & Sons")),
        (["Ada Roa"], Name(literal="Ada Roa")),
        ([{"name": "Ada Roa"}], Name(literal="Ada Roa")),
        ([{"firstName": "Ada", "lastName": "Roa"}], Name("Roa", "Ada")),
        ([{"full_name": "Ada Roa", "surname": "Roa", "forename": "Ada"}], Name("Roa", "Ada")),
        ([{"family": "Roa", "name": "Ada Roa"}], Name("Roa", custom={"name": "Ada Roa"})),
    ],
)
def test_names_as_other_programs_write_them(author: Any, expected: Name) -> None:
    assert structure({"id": "a", "author": author}).author == (expected,)


def test_a_name_without_a_name_is_told_and_costs_nobody_else() -> None:
    found: list[str] = []
    item = structure({"id": "a", "author": [{"x": "y"}, {"family": "Roa"}]}, report=lambda code, _: found.append(code))
    assert found == ["malformed-value"]
    assert item.author == (Name(custom={"x": "y"}), Name("Roa"))


@pytest.mark.parametrize(
    ("date", "record"),
    [
        (Date.on(2019, 4, 11), {"date-parts": [[2019, 4, 11]]}),
        (Date.from_edtf("-0043"), {"date-parts": [[-44]]}),
        (Date.from_edtf("1997/2001-05"), {"date-parts": [[1997], [2001, 5]]}),
        (Date.from_edtf("2004-21"), {"date-parts": [[2004, 21]]}),
        (Date.from_edtf("1850~"), {"date-parts": [[1850]], "circa": True}),
        (Date.from_edtf("1850?"), {"date-parts": [[1850]], "circa": True, "raw": "1850?"}),
        (Date.from_edtf("199X"), {"date-parts": [[1990], [1999]], "raw": "199X"}),
        (Date.from_edtf("1997/.."), {"date-parts": [[1997]], "raw": "1997/.."}),
        (Date(literal="in press"), {"literal": "in press"}),
        (Date(Date.on(2019).start, season="Trinity"), {"date-parts": [[2019]], "season": "Trinity"}),
        (Date(raw="in due course"), {"raw": "in due course"}),
    ],
)
def test_dates(date: Date, record: dict[str, Any]) -> None:
    assert unstructure(Item("a", issued=date))["issued"] == record
    assert structure({"id": "a", "issued": record}).issued == date


@pytest.mark.parametrize(
    ("record", "edtf"),
    [
        ({"date-parts": [[1997], [0]]}, "1997/.."),
        ({"date-parts": [[2010, 13]]}, "2010-21"),
        ({"date-parts": [[2010]], "season": "4"}, "2010-24"),
        ({"date-parts": [[2010, 0, 0]]}, "2010"),
        ([[1998, 5]], "1998-05"),
        ({"year": "2019", "month": 4}, "2019-04"),
        ([{"year": 2019, "month": "4", "day": 11}], "2019-04-11"),
        ([{"year": 2019}, {"year": 2020, "circa": 1}], "2019~/2020~"),
        ([{"year": 2019, "season": 2}], "2019-22"),
        ([{"date-parts": [2019, 4, 11]}], "2019-04-11"),
        ({"date-parts": [["2019-04-11"]]}, "2019-04-11"),
        ({"date-parts": [["-44"]]}, "-0043"),
    ],
)
def test_dates_as_other_programs_write_them(record: dict[str, Any], edtf: str) -> None:
    date = structure({"id": "a", "issued": record}).issued
    assert date is not None
    assert date.edtf() == edtf


@pytest.mark.parametrize(
    "nothing", [{"date-parts": [[None]]}, {"date-parts": [[]]}, {"date-parts": []}, {}, [[None]], [[]], [], "",
                {"raw": ""}, {"literal": ""}]
)  # fmt: skip
def test_dates_that_say_nothing_are_absent(nothing: Any) -> None:
    assert "issued" not in structure({"id": "a", "issued": nothing})


@pytest.mark.parametrize("nothing", [{}, {"literal": ""}, {"family": "", "given": None}, None, ""])
def test_names_that_say_nothing_are_absent(nothing: Any) -> None:
    names = structure({"id": "a", "author": [nothing, {"family": "Roa"}, nothing]}).author
    assert [name.family for name in names] == ["Roa"]


def test_lists_where_text_is_due_are_their_text() -> None:
    record = {"id": "a", "title": ["On roads"], "original-title": [], "ISSN": ["1234-5679", "2345-6780"]}
    item = structure(record)
    assert (item.title, item.ISSN, dict(item.custom)) == ("On roads", "1234-5679 2345-6780", {})


def test_relations_with_unknown_keys_stay_in_custom() -> None:
    found: list[str] = []
    given = {"custom": {"citelib:relations": [{"type": "cites", "target": "b", "typ": "x"}]}}
    item = structure({"id": "a", "type": "book", **given}, report=lambda code, _: found.append(code))
    assert found == ["malformed-relation"]
    assert not item.relations
    assert item.custom == given["custom"]

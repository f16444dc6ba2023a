"""The fields of EndNote mean the same in its tagged format and in its XML."""

from __future__ import annotations

import pytest

from citelib.formats.exchange import dumps, loads
from citelib.formats.kit.endnote import CSL_TYPES, OUT_TYPES
from citelib.formats.tagged.refer import FIELDS as TAGS
from citelib.formats.xml.endnote_xml import FIELDS as ELEMENTS
from citelib.formats.xml.endnote_xml import NUMBERS
from citelib.model import Date, Item, Name

CASES = [
    ("Edited Book", {"AU": "Miller, Ann"}, "book", {"editor": (Name("Miller", "Ann"),)}),
    ("Bill", {"A2": "Inouye, Daniel", "IS": "S. 2830"}, "bill",
     {"author": (Name("Inouye", "Daniel"),), "number": "S. 2830"}),
    ("Personal Communication", {"A2": "Doe, Jane"}, "personal_communication", {"recipient": (Name("Doe", "Jane"),)}),
    ("Case", {"A2": "United States Reports", "IS": "No. 70-18"}, "legal_case",
     {"container-title": "United States Reports", "number": "No. 70-18"}),
    ("Book Section", {"T2": "A book", "IS": "7", "SE": "2"}, "chapter",
     {"container-title": "A book", "collection-number": "7", "chapter-number": "2"}),
    ("Conference Proceedings", {"T2": "A meeting", "C3": "Proceedings", "T3": "Notes"}, "paper-conference",
     {"event-title": "A meeting", "container-title": "Proceedings", "collection-title": "Notes"}),
    ("Conference Paper", {"T2": "A meeting"}, "paper-conference",
     {"event-title": "A meeting", "container-title": "A meeting"}),
    ("Report", {"T2": "A series", "IS": "TR-1"}, "report", {"collection-title": "A series", "number": "TR-1"}),
    ("Thesis", {"T2": "Physics", "A3": "Doe, Jane"}, "thesis",
     {"division": "Physics", "contributor": (Name("Doe", "Jane"),)}),
    ("Film or Broadcast", {"AU": "Varda, Agnès"}, "motion_picture", {"director": (Name("Varda", "Agnès"),)}),
    ("Journal Article", {"T2": "Science", "IS": "3", "ET": "5 November 2018"}, "article-journal",
     {"container-title": "Science", "issue": "3", "available-date": Date.parse("2018-11-05")}),
    ("Patent", {"IS": "07/123", "CN": "Shelf"}, "patent", {"call-number": "07/123"}),
]  # fmt: skip


@pytest.mark.parametrize("format", ["refer", "endnote-xml"])
@pytest.mark.parametrize(("name", "fields", "csl_type", "variables"), CASES, ids=[case[0] for case in CASES])
def test_meaning_of_types(
    format: str, name: str, fields: dict[str, str], csl_type: str, variables: dict[str, object]
) -> None:
    (item,) = loads(_record(format, name, fields), format).values()
    assert item.type == csl_type
    assert {variable: item.get(variable) for variable in variables} == variables
    assert loads(dumps([item], format), format)[item.id] == item


@pytest.mark.parametrize(("tag", "variable"), [("A", "author"), ("E", "editor")])
def test_names_of_one_line_are_several_people(tag: str, variable: str) -> None:
    (item,) = loads(
        f"%0 Book\n%{tag} 蔺卿 %{tag} 罗格平\n%{tag} Roa, Ada %{tag} Vu, Bo\n%T A\n%D 2005\n", "refer"
    ).values()
    names = item.variables[variable]
    assert [str(one) for one in names] == ["蔺卿", "罗格平", "Ada Roa", "Bo Vu"]


def _record(format: str, name: str, fields: dict[str, str]) -> str:
    if format == "refer":
        tags = {field: tag for tag, field in TAGS.items()}
        return "".join([f"%0 {name}\n", *(f"%{tags[field]} {value}\n" for field, value in fields.items()), "%F a\n"])
    paths = {field: path for path, field in ELEMENTS.items()}
    inside = f'<ref-type name="{name}">0</ref-type><label>a</label>'
    for field, value in fields.items():
        path = [*paths[field].split("/"), *["author"] * field.startswith("A")]
        inside += "".join(f"<{part}>" for part in path) + value + "".join(f"</{part}>" for part in reversed(path))
    return f"<xml><records><record>{inside}</record></records></xml>"


@pytest.mark.parametrize("format", ["refer", "endnote-xml"])
def test_fields_without_a_variable(format: str) -> None:
    """They are kept under their own names, and so is a type that is not known."""
    (item,) = loads(_record(format, "Podcast", {"A3": "Doe, Jane", "C1": "Left over"}), format).values()
    assert loads(dumps([item], format), format)[item.id] == item
    assert "Left over" in dumps([item], format)
    assert "Podcast" in dumps([item], format)


@pytest.mark.parametrize("format", ["refer", "endnote-xml"])
def test_types_of_their_own(format: str) -> None:
    """What EndNote has no type for is generic, and says so in its notes."""
    item = Item("a", "speech", title="T", author=[Name("Doe", "Jane")], event_title="A meeting")
    assert loads(dumps([item], format), format)["a"] == item


@pytest.mark.parametrize("format", ["refer", "endnote-xml"])
def test_no_address(format: str) -> None:
    """«Go to ISI» in front of a number is EndNote's, and no browser's."""
    if format == "refer":
        text = "%0 Journal Article\n%T T\n%U <Go to ISI>://000200148800007\n%F a\n"
    else:
        url = "<urls><related-urls><url>&lt;Go to ISI&gt;://000200148800007</url></related-urls></urls>"
        record = f'<ref-type name="Journal Article">17</ref-type>{url}<label>a</label>'
        text = f"<xml><records><record>{record}</record></records></xml>"
    (item,) = loads(text, format).values()
    assert item.get("URL") is None
    assert "000200148800007" in str(item.custom)
    assert loads(dumps([item], format), format)["a"] == item


def test_types_by_number() -> None:
    """The number of a type is what EndNote reads."""
    (item,) = loads("<xml><records><record><ref-type>28</ref-type></record></records></xml>", "endnote-xml").values()
    assert item.type == "book"
    assert '<ref-type name="Edited Book">28</ref-type>' in dumps([item], "endnote-xml")
    assert NUMBERS.keys() <= CSL_TYPES.keys()
    assert len(set(NUMBERS.values())) == len(NUMBERS)
    assert set(OUT_TYPES.values()) <= NUMBERS.keys()
    assert (OUT_TYPES["review"], OUT_TYPES["broadcast"], OUT_TYPES["event"]) == (
        "Journal Article",
        "Film or Broadcast",
        "Generic",
    )


@pytest.mark.parametrize("more", ["<isbn>unclear</isbn>", "<dates><pub-dates><date>Yule</date></pub-dates></dates>"])
def test_what_is_kept_of_a_record_is_written_again(more: str) -> None:
    record = f'<record><ref-type name="Book">6</ref-type><titles><title>T</title></titles>{more}</record>'
    works = loads(f"<xml><records>{record}</records></xml>", "endnote-xml")
    back = loads(dumps(works, "endnote-xml"), "endnote-xml")
    [(first, second)] = zip(works.values(), back.values(), strict=True)
    assert first.custom
    assert first.custom == second.custom


def test_a_year_that_the_day_does_not_have_counts() -> None:
    dates = "<dates><year>2019</year><pub-dates><date>April 12, 2018</date></pub-dates></dates>"
    record = f'<record><ref-type name="Book">6</ref-type><titles><title>T</title></titles>{dates}</record>'
    works = loads(f"<xml><records>{record}</records></xml>", "endnote-xml")
    [item] = works.values()
    assert str(item.issued) == "2019"
    assert "April 12, 2018" in str(item.custom)


@pytest.mark.parametrize("name", ["Conference", "conference proceedings", "InProceedings"])
def test_types_as_other_programs_name_them(name: str) -> None:
    (item,) = loads(f"%0 {name}\n%T A title\n%B A meeting\n%P 130--136\n", "refer").values()
    assert (item.type, item.container_title, item.page) == ("paper-conference", "A meeting", "130-136")


def test_editors_of_no_series_are_those_of_the_book() -> None:
    contributors = "<contributors><secondary-authors><author>Low, Ann</author></secondary-authors></contributors>"
    for series, role in (("", "editor"), ("<secondary-title>Notes</secondary-title>", "collection-editor")):
        record = f'<ref-type name="Book">6</ref-type>{contributors}<titles><title>T</title>{series}</titles>'
        (item,) = loads(f"<xml><records><record>{record}</record></records></xml>", "endnote-xml").values()
        assert {name for name, value in item.variables.items() if isinstance(value, tuple)} == {role}

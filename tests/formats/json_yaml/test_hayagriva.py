"""Hayagriva as people write it by hand."""

from __future__ import annotations

from citelib.formats.exchange import loads

TEXT = """
a:
  type: conference
  title: Carts
  author: [Ada Roa, "Vu, Bo"]
  parent: {type: proceedings, title: Cart Days}
  serial-number: {eprinttype: arXiv, eprint: "2101.00001", url: "https://carts.example/a"}
b:
  type: article
  title: Hills
  author: [Moss Institute, W. Bruce Lindt]
  parent:
    title: Slopes
    publisher: {name: Hill Press, location: Oslo}
    volume: [3]
"""


def test_what_people_write_by_hand() -> None:
    works = loads(TEXT, "hayagriva")
    a, b = works.values()
    assert (a.type, a.container_title, a.number, a.URL) == (
        "paper-conference", "Cart Days", "arXiv:2101.00001", "https://carts.example/a",
    )  # fmt: skip
    assert (b.publisher, b.publisher_place) == ("Hill Press", "Oslo")
    assert [(name.family, name.given, name.literal) for name in b.author] == [
        (None, None, "Moss Institute"), ("Lindt", "W. Bruce", None),
    ]  # fmt: skip


def test_what_is_not_read_is_told() -> None:
    told = [(one.code, one.severity) for one in loads(TEXT, "hayagriva").diagnostics]
    assert told == [("hayagriva-whole-name", "info"), ("hayagriva-field", "warning")]


def test_a_conference_without_a_parent_is_one() -> None:
    (item,) = loads("c:\n  type: conference\n  title: Cart Days\n", "hayagriva").values()
    assert item.type == "event"

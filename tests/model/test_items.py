"""Items: every variable by both names, and wrong values refused with an error that helps."""

from __future__ import annotations

import copy
import inspect
import pickle

import attrs
import pytest

from citelib.errors import ModelError
from citelib.model import Date, Item, Name, Relation
from citelib.model.variables import ItemVariables
from citelib.model.vocabulary import ITEM_TYPES, VARIABLES, python_name

SAMPLE = {"text": "x", "number": "1", "name": [Name("Beyeler", "Anna")], "date": Date.on(2019)}


def kept(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.parametrize("variable", VARIABLES)
def test_every_variable_has_a_python_and_a_csl_name(variable: str) -> None:
    value = SAMPLE[VARIABLES[variable]]
    by_python = Item("a", "book", **{python_name(variable): value})
    by_csl = Item("a", "book", {variable: value})
    assert by_python == by_csl
    assert getattr(by_python, python_name(variable)) == by_python[variable] == kept(value)
    assert getattr(Item("a"), python_name(variable)) in (None, ())


def test_attributes_and_vocabulary_agree() -> None:
    descriptors = {
        name: value for name, value in inspect.getmembers(ItemVariables) if hasattr(value, "missing") and value.__doc__
    }
    assert {value.name for value in descriptors.values()} == set(VARIABLES)
    assert all(python_name(value.name) == name for name, value in descriptors.items())
    assert {name for name, value in descriptors.items() if value.missing == ()} == {
        python_name(name) for name, kind in VARIABLES.items() if kind == "name"
    }


@pytest.mark.parametrize("item_type", sorted(ITEM_TYPES))
def test_every_type(item_type: str) -> None:
    assert Item("a", item_type).type == item_type


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"id": ""}, ["Item.id", "''", "non-empty"]),
        ({"id": 3}, ["Item.id", "3", "str"]),
        ({"id": "a", "type": "jornal"}, ["type", "'jornal'"]),
        ({"id": "a", "type": "article_journal"}, ["did you mean 'article-journal'"]),
        ({"id": "a", "title": 3.5}, ["title of 'a'", "3.5", "must be a str"]),
        ({"id": "a", "volume": True}, ["volume", "True"]),
        ({"id": "a", "author": "Beyeler"}, ["author", "'Beyeler'", "Name.parse"]),
        ({"id": "a", "author": Name("Beyeler")}, ["author", "sequence"]),
        ({"id": "a", "author": [{"family": "Beyeler"}]}, ["author", "sequence of Name"]),
        ({"id": "a", "issued": "2019"}, ["issued", "'2019'", "Date.parse"]),
        ({"id": "a", "titel": "x"}, ["titel", "did you mean 'title'"]),
        ({"id": "a", "zzzqqq": "x"}, ["zzzqqq", "custom"]),
        ({"id": "a", "relations": ["cites"]}, ["relations", "Relation"]),
    ],
)
def test_wrong_values_are_refused(arguments: dict[str, object], words: list[str]) -> None:
    with pytest.raises(ModelError) as raised:
        Item(**arguments)  # type: ignore[arg-type]
    for word in words:
        assert word in str(raised.value)


def test_empty_values_and_numbers() -> None:
    item = Item("a", "book", volume=3, author=[], title=None, edition="2nd")
    assert dict(item.variables) == {"volume": "3", "edition": "2nd"}


def test_aliases_are_read() -> None:
    item = Item("a", "book", {"journalAbbreviation": "Sci."}, shortTitle="Do antidepressants?")
    assert item["container-title-short"] == item["journalAbbreviation"] == item.container_title_short == "Sci."
    assert item.title_short == "Do antidepressants?"
    assert "shortTitle" in item
    assert "volume" not in item
    with pytest.raises(KeyError):
        item["volume"]


def test_items_are_frozen_and_evolve() -> None:
    item = Item("a", "book", title="T", relations=[Relation("cites", "b")], custom={"x": [1]})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        item.id = "b"  # type: ignore[misc]
    changed = item.evolve(id="b", title=None, volume="2", container_title_short="Sci.")
    assert changed == Item(
        "b", "book", volume="2", container_title_short="Sci.", relations=item.relations, custom=item.custom
    )
    assert item.title == "T"
    assert item.evolve() == item
    assert hash(item.evolve()) == hash(item)
    for one in (item, Item("bare")):
        assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one


def test_an_item_without_variables_is_true() -> None:
    assert Item("a")
    assert len(Item("a")) == 0

"""Names in the orders in which people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.errors import ModelError
from citelib.model import ET_AL, Item, Name, is_cut_short, people, structure, unstructure


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Beyeler", Name("Beyeler", "Anna")),
        ("Beyeler, Anna", Name("Beyeler", "Anna")),
        ("Beyeler", Name("Beyeler")),
        ("van der Berg, Jr., Ludwig", Name("Berg", "Ludwig", "Jr.", non_dropping_particle="van der")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", "Jr.")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", "Jr.", comma_suffix=True)),
        ("Bramwick, V.", Name("Bramwick", "V.")),
        ("Quillam, SR", Name("Quillam", "SR")),
        ("Dorvale, II", Name("Dorvale", "II")),
        ("de Ash, MD", Name("Ash", "MD", non_dropping_particle="de")),
        ("Ash, MD, Jr.", Name("Ash", "MD", "Jr.")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", "Jr.")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("Charles de la Vallée Poussin", Name("Vallée Poussin", "Charles", non_dropping_particle="de la")),
        ("de la Vallée Poussin, Charles", Name("Vallée Poussin", "Charles", non_dropping_particle="de la")),
        ("R. N. Moda-Sava", Name("Moda-Sava", "R. N.")),
        ("  Anna   Beyeler ", Name("Beyeler", "Anna")),
        ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.")),
        ("", Name()),
        (",", Name()),
        ("Sammy Davis III", Name("III", "Sammy Davis")),  # without a stop or comma, III may be a family name
    ],
)
def test_parse(text: str, name: Name) -> None:
    assert Name.parse(text) == name


@given(st.text())
def test_parse_takes_any_text(text: str) -> None:
    name = Name.parse(text)
    letters = "".join(str(name).split()).replace(",", "")
    if not text.strip().startswith("{"):
        assert sorted(letters) == sorted("".join(text.split()).replace(",", ""))


@pytest.mark.parametrize(
    ("name", "shown", "inverted"),
    [
        (Name("Gogh", "Vincent", non_dropping_particle="van"), "Vincent van Gogh", "van Gogh, Vincent"),
        (Name("Humboldt", "Alexander", dropping_particle="von"), "Alexander von Humboldt", "Humboldt, Alexander von"),
        (Name("Hakim", "Tawfiq", non_dropping_particle="al-"), "Tawfiq al-Hakim", "al-Hakim, Tawfiq"),
        (Name("King", "Martin", "Jr.", comma_suffix=True), "Martin King, Jr.", "King, Martin, Jr."),
        (Name("Mao", "Zedong", static_ordering=True), "Mao Zedong", "Mao, Zedong"),
        (Name(literal="AAAS"), "AAAS", "AAAS"),
    ],
)
def test_display(name: Name, shown: str, inverted: str) -> None:
    assert str(name) == shown
    assert name.inverted == inverted


@pytest.mark.parametrize("arguments", [{"family": 3}, {"given": b"x"}, {"comma_suffix": "yes"}, {"orcid": 1}])
def test_wrong_values_are_refused(arguments: dict[str, object]) -> None:
    (field,) = arguments
    with pytest.raises(ModelError, match=f"Name.{field} is"):
        Name(**arguments)  # type: ignore[arg-type]


FURTHER = [
    Name(literal="others"),
    Name(literal="et al."),
    Name(literal="et al"),
    Name("al.", "et"),
    Name("al", non_dropping_particle="et"),
    Name("Others"),
    Name(literal="等"),
    Name("等"),
    Name(literal="и др."),
    Name("a.", "u."),
]


@pytest.mark.parametrize("last", FURTHER, ids=str)
def test_a_list_that_is_cut_short_says_so_in_one_way(last: Name) -> None:
    item = Item("a", "book", author=[Name("Roa", "Ada"), last])
    assert item.author == (Name("Roa", "Ada"), ET_AL)
    assert is_cut_short(item.author)
    assert list(people(item.author)) == [Name("Roa", "Ada")]
    assert unstructure(item)["author"][-1] == {"literal": "others"}
    assert structure(unstructure(item)) == item


@pytest.mark.parametrize(
    "names",
    [
        [Name("Others")],
        [Name(literal="et al."), Name("Roa", "Ada")],
        [Name("Roa", "Ada"), Name("Others", "Ann")],
        [Name("Roa", "Ada"), Name("Al", "B.")],
        [Name("Roa", "Ada"), Name(literal="Significant Others")],
        [Name("Roa", "Ada"), Name("Al", "Et", suffix="Jr.")],
    ],
    ids=str,
)
def test_names_that_only_look_like_the_end_of_a_list(names: list[Name]) -> None:
    item = Item("a", "book", editor=names)
    assert item.editor == tuple(names)
    assert len(people(item.editor)) == len(names) - is_cut_short(names)

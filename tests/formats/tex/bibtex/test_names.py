"""Lists of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.formats.kit.names.lists import separated
from citelib.formats.tex.bibtex.values.names import read_names, split_list
from citelib.formats.tex.bibtex.values.write_names import write_names
from citelib.model import ET_AL, Name


def read(text: str, *, dropping: bool = False) -> list[Name]:
    return list(read_names(text, dropping)[0])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
        (r"Cs\H ol\H o, Ada", Name("Csőlő", "Ada")),
        (r"Bo\.zena Wa\l ska", Name("Wałska", "Bożena")),
        ("de la Vall{\\'e}e Poussin, Charles", Name("Vallée Poussin", "Charles", non_dropping_particle="de la")),
        ("Ford, Jr., Henry", Name("Ford", "Henry", "Jr.")),
        ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.")),
        ("{\\'E}mile Zola", Name("Zola", "Émile")),
        ("{van der} Berg, Jan", Name("van der Berg", "Jan", parse_names=False)),
        ("王, 军", Name("王", "军")),
        ("Aristotle", Name("Aristotle")),
        ("bell hooks", Name("hooks", "bell")),
        ("Euler, L.~P.", Name("Euler", "L. P.")),
        ("others", ET_AL),
    ],
)
def test_read(text: str, name: Name) -> None:
    assert read(text) == [name]


def test_extended_names() -> None:
    text = "family=Hammerstein, given=Oscar, given-i=O, prefix=von der, useprefix=true, suffix=II"
    assert read(text, dropping=True) == [
        Name("Hammerstein", "Oscar", "II", non_dropping_particle="von der", custom={"biblatex:given-i": "O"})
    ]


def test_lists() -> None:
    assert split_list("A AND B\n and {C and D} and Anderson") == ["A", "B", "{C and D}", "Anderson"]
    names, empty = read_names(", and Smith, and and Jones", False)
    assert [name.family for name in names] == ["Smith", "Jones"]
    assert empty == 2


PARTS = st.text(st.sampled_from("abAB éÉ,-.{}\\\"=~' and"), min_size=1, max_size=12).filter(str.strip)
NAMES = st.builds(
    Name,
    family=PARTS,
    given=st.none() | PARTS,
    suffix=st.none() | PARTS,
    non_dropping_particle=st.none() | st.sampled_from(["van", "von der", "d'", "De", "al-"]),
) | st.builds(Name, literal=PARTS)


@given(st.lists(NAMES, max_size=3), st.sampled_from(["bibtex", "biblatex"]))
def test_writing_what_was_read_is_a_fixpoint(names: list[Name], dialect: str) -> None:
    dropping = dialect == "biblatex"
    once = read_names(write_names(names, dialect, useprefix=not dropping), dropping)[0]
    assert read_names(write_names(once, dialect, useprefix=not dropping), dropping)[0] == once


@given(st.text(st.sampled_from("ab AB,{}\\\"='~\nand"), max_size=60))
def test_takes_anything(text: str) -> None:
    read_names(text, True)


@pytest.mark.parametrize("text", ["a and " * 50_000, "," * 50_000, "{" * 100_000, "\\" * 50_000, "family={" * 20_000])
def test_hostile_lists_end(text: str) -> None:
    read_names(text, False)


OTHERWISE_SEPARATED = [
    ("Hue, SL, Meh, NH, and Meh, S", "Hue, SL and Meh, NH and Meh, S"),
    ("Roa, Ada, Vu, Bo", "Roa, Ada and Vu, Bo"),
    ("Roa A, Vu B, de la Cruz C.D.", "Roa, A and Vu, B and de la Cruz, C.D."),
    ("Roa, Ada; Vu, Bo", "Roa, Ada and Vu, Bo"),
    ("Roa; Vu; Cho", "Roa and Vu and Cho"),
    ("王小明;李四;", "王小明 and 李四"),
    ("王小明，李四，张三丰", "王小明 and 李四 and 张三丰"),
    (r"Roa, A. \& Vu, B.", "Roa, A. and Vu, B."),
    ("Roa, A. et al.", "Roa, A. and et al."),
    ("Roa, A., Vu, B., et al", "Roa, A. and Vu, B. and et al."),
    ("王小明 and 李四等", "王小明 and 李四 and 等"),
]


@pytest.mark.parametrize(("text", "meant"), OTHERWISE_SEPARATED)
def test_lists_separated_otherwise_are_read_and_told(text: str, meant: str) -> None:
    told: list[str] = []
    assert read_names(text, False, lambda code, _: told.append(code))[0] == read_names(meant, False)[0]
    assert told == [] if text in ("Roa, A. et al.", "王小明 and 李四等") else told[0] == "names-separated"


@pytest.mark.parametrize(
    "text",
    ["King, Jr., Martin", "{Roa; Vu}", r"Ernst \& Young", "M&uuml;ller, A.", "Dept of X, University of Y", "Roa, Ada;",
     "van der Berg, J.", "AT&T", "樋口, 直人", "王，小明",
     "Roa, II, A.", "family=Roa, given=Ada, prefix=de, suffix=II"],
)  # fmt: skip
def test_one_name_is_one_name(text: str) -> None:
    told: list[str] = []
    assert len(read_names(text, False, lambda code, _: told.append(code))[0]) == 1
    assert not told


def test_many_words_between_commas_take_linear_time() -> None:
    """An institution of a hundred words, whose first comma once took longer than anybody waits."""
    assert separated(f"{'Office of Long Capitalized Words ' * 60}, Ann") is None
    assert separated("Roa A, McVu B, De La Paz C.-D.") == ["Roa, A", "McVu, B", "De La Paz, C.-D."]


def test_initials_without_space_are_read_one_by_one_and_told() -> None:
    told: list[str] = []
    names, _ = read_names("Lee, JT and Roa, ABC and others", False, lambda code, _: told.append(code))
    assert [name.given for name in names] == ["J. T.", "A. B. C.", None]
    assert told == ["names-initials"]


@pytest.mark.parametrize("text", ["Lee, JT and Roa, Ada", "LEE, BO", "ANZ Group", "Lee, {JT} and Roa, {AB}", "{JT}"])
def test_what_may_be_a_given_name_in_capitals_stays(text: str) -> None:
    told: list[str] = []
    names, _ = read_names(text, False, lambda code, _: told.append(code))
    assert all("." not in (name.given or "") for name in names)
    assert told == []


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("suffix", [None, "III"])
def test_initials_of_an_item_come_back_as_they_are(dialect: str, suffix: str | None) -> None:
    names = (Name("Lee", "JT", suffix, non_dropping_particle="van"), Name("Roa", "AB"))
    assert read_names(write_names(names, dialect), False)[0] == names

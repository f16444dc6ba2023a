from __future__ import annotations

import pytest

from citelib.formats.text.plain_text.names import read_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith J, van der Berg LM,", ["Smith, J.", "van der Berg, L. M."]),
        ("Smith, J., Jones, A. B., & Doe, C.", ["Smith, J.", "Jones, A. B.", "Doe, C."]),
        ("J. Smith, A. B. Jones and C. Doe,", ["Smith, J.", "Jones, A. B.", "Doe, C."]),
        ("Ehrenreich, Robert and Tim Cole.", ["Ehrenreich, Robert", "Cole, Tim"]),
        ("Ehrenreich, Robert, Tim Cole, and Ann Lee.", ["Ehrenreich, Robert", "Cole, Tim", "Lee, Ann"]),
        ("MOULIN-DUPRÉ, Anne ; MARTIN, Luc.", ["Moulin-Dupré, Anne", "Martin, Luc"]),
        ("GALLATIN, E., STABILE, P.:", ["Gallatin, E.", "Stabile, P."]),
        ("Bossy, J. (ed.)", ["Bossy, J."]),
        ("Ruiz Soler, Irene.", ["Ruiz Soler, Irene"]),
        ("Ruiz Soler, Irene, and Ann Lee.", ["Ruiz Soler, Irene", "Lee, Ann"]),
        ("In Ralf Roth and Robert Beachy (eds),", ["Roth, Ralf", "Beachy, Robert"]),
        ("edited by Barry Cameron.", ["Cameron, Barry"]),
        ("hrsg. von Karl Müller", ["Müller, Karl"]),
        (
            "Crown, John H., Lodge, James P., Sharp, Donald A. and Vine, Mary M.",
            ["Crown, John H.", "Lodge, James P.", "Sharp, Donald A.", "Vine, Mary M."],
        ),
        ("King, M. L., Jr., & Doe, A.", ["King, M. L., Jr.", "Doe, A."]),
        ("World Health Organization.", ["World Health Organization"]),
        ("Lake Core Team", ["Lake Core Team"]),
        ("Маринов, Димитър.", ["Маринов, Димитър"]),
        ("Kamenkovich, I., A. P. Sokolov and P. H. Stone", ["Kamenkovich, I.", "Sokolov, A. P.", "Stone, P. H."]),
        (
            "American Bar Association, Commission on Women in the Profession.",
            ["American Bar Association, Commission on Women in the Profession"],
        ),
        ("Bank, Jane and Tim Cole", ["Bank, Jane", "Cole, Tim"]),
        ("Burgio V, Tura S:", ["Burgio, V.", "Tura, S."]),
        ("SMITH J AND JONES A", ["Smith, J.", "Jones, A."]),
        ("王小明, 李华.", ["王小明", "李华"]),
        ("ISO 690", ["ISO 690"]),
        ("", []),
        ("...", []),
    ],
)
def test_read_names(text: str, expected: list[str]) -> None:
    names, others = read_names(text)
    assert [name.inverted for name in names] == expected
    assert not others or text == "..."


@pytest.mark.parametrize(
    "text", ["Smith J, et al.", "Smith, J. et al", "Smith, J., and others", "Smith, J., … Doe, A."]
)
def test_others(text: str) -> None:
    names, others = read_names(text)
    assert others
    assert names[0].inverted == "Smith, J."


def test_the_full_stop_of_a_list_is_not_an_initial() -> None:
    names, _ = read_names("Sahl SK, Morven CM.")
    assert [name.inverted for name in names] == ["Sahl, S. K.", "Morven, C. M."]


def test_the_last_letter_of_a_name_is_no_word_of_and() -> None:
    names, others = read_names("Paszke et al.")
    assert [name.inverted for name in names] == ["Paszke"]
    assert others

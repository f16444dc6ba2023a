"""Whether two names may be one person's: the same rule for releases and for references that are verified."""

from __future__ import annotations

import pytest

from citelib.matching.people import family_of, has_given, is_corporate, same_person
from citelib.model import Name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # One wrong letter is a slip in a name of six letters, if the given names agree.
        (Name("Kowals", "Jan"), Name("Kowalz", "Jan"), True),
        (Name("Kowal", "Jan"), Name("Kowaz", "Jan"), False),
        (Name("Kowals", "Jan"), Name("Kowalz", "Ida"), False),
        (Name("Kowalska", "Jan"), Name("Kowolzka", "Jan"), False),
        # Another first letter is a slip only where no given name is there to agree.
        (Name("Kowals"), Name("Nowals"), True),
        (Name("Kowals", "Jan"), Name("Nowals", "Jan"), False),
        # Letters that a registry lost.
        (Name("M?ller", "Ann"), Name("Müller", "Ann"), True),
        (Name("M?ller", "Ann"), Name("Mailer", "Ann"), False),
        # A given name may be short for another with three letters, and be the second.
        (Name("Berg", "Ben"), Name("Berg", "Benjamin"), True),
        (Name("Berg", "Be"), Name("Berg", "Benjamin"), False),
        (Name("Berg", "Edgar"), Name("Berg", "John Edgar"), True),
        (Name("Berg", "Ed"), Name("Berg", "John Ed"), False),
        (Name("Berg", "Bill"), Name("Berg", "William"), True),
        (Name("Berg", "Bill"), Name("Berg", "Robert"), False),
        # Initials, glued or apart; the second one counts where both have it.
        (Name("Berg", "JRR"), Name("Berg", "John Ronald"), True),
        (Name("Berg", "J. R."), Name("Berg", "J. K."), False),
        (Name("Berg", "J."), Name("Berg", "J. K."), True),
        (Name("BERG", "JO"), Name("Berg", "Jan Olaf"), True),
        (Name("BERG", "JO"), Name("Berg", "Jan Ulf"), False),
        # The first sound of «Yuri» is written in three ways, that of «Ida» in one.
        (Name("Berg", "J."), Name("Berg", "Yuri"), True),
        (Name("Berg", "J."), Name("Berg", "Ida"), False),
        (Name("Berg", "Jo"), Name("Berg", "Yuri"), False),
        # Order and parts of the family name.
        (Name("Wei", "Li"), Name("Li", "Wei"), True),
        (Name("Li", "Wei"), Name("Liu", "Wei"), False),
        (Name("Soto-Marin", "Ana"), Name("Marin", "Ana"), True),
        (Name("Soto-Marin", "Ana"), Name("Soto", "Ana"), True),
        (Name("Soto-Ana", "Eva"), Name("Ana", "Eva"), False),
        (Name("Berg Jr.", "Ann"), Name("Berg", "Ann"), True),
        (Name("Jr.", "Ann Berg"), Name("Berg", "Ann"), True),
        (Name("Jr.", "Berg"), Name("Berg"), True),
        (Name("Berg 0002", "Ann"), Name("Berg", "Ann"), True),
        (Name("Berg", "null"), Name("Berg", "Ann"), True),
        # Bodies by their initials.
        (Name(literal="World Moss Union"), Name(literal="WMU"), True),
        (Name(literal="World Moss Union"), Name(literal="WM"), False),
        (Name(literal="The Moss Union"), Name(literal="Moss Union"), True),
    ],
)
def test_one_person(one: Name, other: Name, same: bool) -> None:
    assert same_person(one, other) is same_person(other, one) is same


def test_what_a_name_says() -> None:
    assert family_of(Name("van den Berg 0003*", "Ann")) == "van den berg"
    assert has_given(Name("Berg", "A."))
    assert not has_given(Name("Berg", "null"))
    assert is_corporate(Name(literal="Moss Research Group"))
    assert not is_corporate(Name("Group", "Ann"))


def test_a_suffix_that_was_read_in_front_of_the_given_names() -> None:
    assert same_person(Name("Gelt", "Jr. C.D."), Name("Gelt", "C. D."))
    assert same_person(Name("Gelt", "Jr. C.D."), Name("Gelt", "C. D.", "Jr."))
    assert not same_person(Name("Gelt", "Jr. C.D."), Name("Gelt", "Ann"))

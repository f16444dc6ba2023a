"""Which types, journals and lists of names may be those of one work."""

from __future__ import annotations

import pytest

from citelib.matching.features import work_of
from citelib.matching.verdicts import compare
from citelib.model import Item, Name
from tests.matching.test_numbers import PLAIN, SIX, record


@pytest.mark.parametrize(
    ("kind", "other", "is_one_work"),
    [
        ("article-journal", "article-magazine", True),
        ("article-journal", "article-newspaper", True),
        ("article-journal", "paper-conference", True),
        ("article-journal", "chapter", True),
        ("chapter", "paper-conference", True),
        ("chapter", "entry", True),
        ("entry-dictionary", "entry-encyclopedia", True),
        ("book", "collection", True),
        ("book", "report", True),
        ("book", "document", True),
        ("article-journal", "report", True),
        ("book", "thesis", False),
        ("report", "thesis", False),
        ("article-journal", "thesis", False),
        ("article-journal", "book", False),
        ("article-journal", "collection", False),
        ("thesis", "entry", False),
        ("thesis", "entry-dictionary", False),
        ("thesis", "entry-encyclopedia", False),
    ],
)
def test_types_under_which_programs_file_one_work(kind: str, other: str, is_one_work: bool) -> None:
    one, two = (Item("x", type_, {**PLAIN.variables, "page": None}) for type_ in (kind, other))
    for pair in (compare(one, two), compare(two, one)):
        assert (pair.verdict != "apart") is is_one_work, pair


def test_a_journal_and_a_meeting_differ_in_one_word_each() -> None:
    journal = PLAIN.evolve(container_title="Journal of Town Mosses")
    for container, is_apart in (
        ("Workshop of Town Mosses", True),
        ("Workshop of Old Town Mosses", False),
        ("Journal of Old Town Mosses", False),
    ):
        other = PLAIN.evolve(container_title=container)
        for pair in (compare(journal, other), compare(other, journal)):
            assert ("a journal and a meeting" in pair.reasons) is is_apart, container


def test_twenty_names_are_compared() -> None:
    names = [Name(f"Lee{chr(97 + number)}", "Ann") for number in range(21)]
    assert len(work_of(0, record(SIX, by=names)).families) == 20
    assert len(work_of(0, record(SIX, by=names[:20])).families) == 20

"""What makes a record one that nobody should cite without saying so, and what does not."""

from __future__ import annotations

import pytest

from citelib.model import Item
from citelib.model.notices import notice_in, notices_of, says_retracted


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Item("a", "article-journal", title="RETRACTED: Water memory"), True),
        (Item("a", "article-journal", title="Retracted Article: Water memory"), True),
        (Item("a", "article-journal", title="WITHDRAWN: Water memory"), False),
        (Item("a", "article-journal", title="Water memory", status="Retracted"), True),
        (Item("a", "article-journal", title="Retracted muscles of the frog"), False),
        # A preprint is withdrawn by its authors; an article is withdrawn before it is printed.
        (Item("a", "article", title="Water memory", status="withdrawn"), True),
        (Item("a", "article-journal", title="Water memory", status="withdrawn"), False),
        (Item("a", "article", title="Water memory"), False),
        (Item("a", "article"), False),
    ],
)
def test_a_record_says_that_its_work_is_retracted(item: Item, expected: bool) -> None:
    assert says_retracted(item) is expected


def test_notices_are_told_gravest_first() -> None:
    item = Item("a", "article-journal", title="Water memory")
    assert notices_of(item) == ()
    found = notices_of(item, ["corrected-by", "cited-by", "retracted-by", "expression-of-concern-in"])
    assert [one.flag for one in found] == ["retracted", "concern", "corrected"]
    assert [one.flag for one in notices_of(item.evolve(status="retracted"))] == ["retracted"]


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("Retraction: Water memory", "retraction"),
        ("Withdrawal: Water memory", "retraction"),
        ("Expression of concern: Water memory", "concern"),
        ("Comment on «Water memory»", "comment"),
        ("Comments of a gardener", ""),
        ("Response to Berg", "reply"),
        ("Review of the book «Moss»", "review"),
        ("Review methods", ""),
        ("Published erratum: Water memory", "correction"),
        ("Water memory – Addendum", "correction"),
        ("Water memory: a rejoinder", "reply"),
        ("Water memory: a review", ""),
        ("Water memory (vol. 333, p 816, 1988)", "correction"),
        ("Water memory (vol 2)", ""),
    ],
)
def test_titles_of_notices(title: str, notice: str) -> None:
    assert notice_in(title) == notice

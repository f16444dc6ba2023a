"""The steps on batches, whatever engine carries the rows: where rows are cut, nothing is lost or found twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from citelib.matching.blocking import WINDOW
from citelib.matching.features import Work, work_of
from tests.scale.records import editorials

pa = pytest.importorskip("pyarrow", reason="the steps are on batches of pyarrow")

from citelib.scale import steps  # noqa: E402 - what it needs is looked for first
from citelib.scale.structs import struct_of  # noqa: E402

WORKS = [work_of(number, item) for number, item in enumerate(editorials(60))]
KEYS = ["a"] * 40 + ["b"] * 20


def rows(works: Sequence[Work], keys: Sequence[str]) -> Any:
    return pa.RecordBatch.from_arrays([pa.array(keys), struct_of(works)], ["key", "work"])


def links(batches: list[Any], before: Any = None) -> list[tuple[int, int]]:
    return [(row["one"], row["other"]) for batch in steps.linked(batches, before) for row in batch.to_pylist()]


@pytest.mark.parametrize("works", [WORKS, WORKS[::-1]], ids=["rising", "falling"])
@pytest.mark.parametrize("cut", [1, 5, WINDOW, 37, 40, 41, 59])
def test_pairs_across_a_cut_are_found_once(cut: int, works: list[Work]) -> None:
    whole = links([rows(works, KEYS)])
    front = slice(max(0, cut - WINDOW), cut)
    first = links([rows(works[:cut], KEYS[:cut])])
    second = links([rows(works[cut:], KEYS[cut:])], rows(works[front], KEYS[front]))
    assert sorted(first + second) == sorted(whole)
    assert len(set(whole)) == len(whole) > 60


def test_rows_of_other_keys_are_no_pair() -> None:
    found = links([rows(WORKS, KEYS)])
    assert all((one < 40) == (other < 40) for one, other in found)


def test_batches_of_any_size_are_one_stream() -> None:
    small = [rows(WORKS[at : at + 7], KEYS[at : at + 7]) for at in range(0, 60, 7)]
    assert links(small) == links([rows(WORKS, KEYS)])


def test_more_pairs_than_one_batch_of_links_has(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = links([rows(WORKS, KEYS)])
    monkeypatch.setattr(steps, "_PAIRS", 11)
    assert links([rows(WORKS, KEYS)]) == expected
    assert len(list(steps.linked([rows(WORKS, KEYS)]))) > 10


def test_keys_of_rare_words_are_those_of_each_title() -> None:
    title = [{"word": word, "count": count} for word, count in (("the", 900), ("moss", 3), ("bell", 2), ("granite", 5))]
    batch = pa.RecordBatch.from_arrays([pa.array([4, 5, 6]), pa.array([title, None, []])], ["number", "words"])
    first, *others = steps.rare_keys(batch).to_pylist()
    assert first["number"] == 4
    assert first["keys"]
    assert not any("the" in key.split() for key in first["keys"])
    assert others == [{"number": 5, "keys": []}, {"number": 6, "keys": []}]


def test_what_is_gathered_leaves_counting_pairs_to_the_engine() -> None:
    pairs = pa.Table.from_batches(steps.linked([rows(WORKS, KEYS)]))
    found = steps.gathered(WORKS, pairs)
    assert found.groups
    assert found.compared == 0

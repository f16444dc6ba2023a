"""Entries come one after the other, and the reader remembers only what others need."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.formats.bibtex import split as splitting
from citelib.formats.bibtex.ahead import heads
from citelib.formats.bibtex.split import split, stretches
from citelib.formats.exchange import iter_items, loads

ENTRY = """@inproceedings{{key{0}, author = {{Doe, Jane {0} and Roe, Richard and Poe, Edgar}},
  title = {{Title {0} of a work}}, booktitle = {{Proceedings}}, publisher = pub, year = {{1999}},
  pages = {{{0}--{0}}}{1}}}
"""


def file_of(path: Path, count: int) -> Path:
    with path.open("w") as file:
        file.writelines(
            ENTRY.format(number, ", crossref = {parent}" if number % 10 == 0 else "") for number in range(count)
        )
        file.write("@proceedings{parent, editor = {Itor, Ed}}\n@string{pub = {Acme}}\n")
    return path


def peak(path: Path) -> tuple[int, int]:
    """Most memory while reading, and the number of items."""
    tracemalloc.start()
    try:
        count = sum(1 for _ in iter_items(path))
        return tracemalloc.get_traced_memory()[1], count
    finally:
        tracemalloc.stop()


def test_memory_is_bounded_by_the_text(tmp_path: Path) -> None:
    small, large = file_of(tmp_path / "small.bib", 600), file_of(tmp_path / "large.bib", 6000)
    iter_items(small).__next__()  # what is loaded and cached once
    (least, _), (most, count) = peak(small), peak(large)
    assert count == 6001
    added = large.stat().st_size - small.stat().st_size
    # The text, once as bytes and once decoded, and the keys: items alone would be ten times that.
    assert most - least < 3.5 * added, f"{(most - least) / added:.1f} times the text"


def test_what_stands_at_the_end_counts_at_the_beginning(tmp_path: Path) -> None:
    items = list(iter_items(file_of(tmp_path / "a.bib", 1001)))
    for number in (0, 10, 1000):
        assert (items[number].publisher, items[number].editor[0].family) == ("Acme", "Itor")
    assert not items[1].editor


@pytest.mark.parametrize(
    "text",
    [
        "@string{x = {par}} @book{c, crossref = x # {ent}} @book{parent, volume = 7}",
        "@string{x = {xdata=parent-volume}} @book{c, volume = x} @xdata{parent, volume = 7}",
        "@book{c, crossref = {PARENT}} @book{parent, volume = 7} @book{parent, volume = 8}",
        "@book{c title = {no comma}, xdata = {other,\n parent}} @xdata{other, note = {n}} @xdata{parent volume = 7}",
        "@book{parent, volume = 7, title = {T}} @book{c, volume = {xdata=parent-volume}}",
    ],
)
def test_parents_are_found_however_they_are_named(text: str) -> None:
    assert loads(text, "biblatex")["c"].volume == "7"


def test_a_made_key_is_none_that_comes_later() -> None:
    works = loads("@book{a, title = {One}} @book{a, title = {Two}} @book{a-2, title = {Three}}", "bibtex")
    assert {key: item.title for key, item in works.items()} == {"a": "One", "a-3": "Two", "a-2": "Three"}


pieces = st.lists(
    st.sampled_from(
        ["@book{a,", "@article(b,", "\n@book{c,", "\n @misc{d e,", "@string{", "\n@string(s=", "\n@comment{", "\n@{",
         "title", "=", "{", "}", '"', "#", ",", ")", "\n", " ", "\r\n", "%", "{x}", "}\n", "\\", "@", "1"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(pieces)
def test_stretches_split_as_the_whole_does(text: str) -> None:
    whole = list(split(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "_STRETCH", 1)
        assert "".join(stretch for stretch, _ in stretches(text)) == text
        cut = list(split(text))
    assert "".join(part.text for part in cut) == text
    assert [(p.kind, p.key, p.fields, p.line, p.problems) for p in cut if p.kind in ("entry", "string")] == [
        (p.kind, p.key, p.fields, p.line, p.problems) for p in whole if p.kind in ("entry", "string")
    ]


@given(pieces)
def test_every_key_is_foreseen(text: str) -> None:
    assert {part.key for part in split(text) if part.kind == "entry" and part.key} <= set(heads(text))


@given(pieces)
def test_no_id_is_given_twice(text: str) -> None:
    ids = [item.id for item in iter_items(io.StringIO(text), "bibtex")]
    assert len(ids) == len(set(ids))

"""Entries come one after the other, and the reader remembers only what others need."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citelib.errors import LimitError, ReadError
from citelib.formats.exchange import dumps, iter_items, load, loads
from citelib.formats.format import Source
from citelib.formats.tex.bibtex.syntax import split as splitting
from citelib.formats.tex.bibtex.syntax.ahead import heads
from citelib.formats.tex.bibtex.syntax.parts import Part
from citelib.formats.tex.bibtex.syntax.split import split, stretches
from citelib.limits import Limits

ENTRY = """@inproceedings{{key{0}, author = {{Doe, Jane {0} and Roe, Richard and Poe, Edgar}},
  title = {{Title {0} of a work}}, booktitle = {{Proceedings}}, publisher = pub, year = {{1999}},
  pages = {{{0}--{0}}}{1}}}
"""


def file_of(path: Path, count: int, note: str = "") -> Path:
    with path.open("w") as file:
        for number in range(count):
            more = ", crossref = {parent}" if number % 10 == 0 else ""
            file.write(ENTRY.format(number, f"{more}, note = {{{note}}}" if note else more))
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


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    note = "A note of some length. " * 150
    twice, eightfold = file_of(tmp_path / "2.bib", 2 * 170, note), file_of(tmp_path / "8.bib", 8 * 170, note)
    peak(eightfold)  # what is loaded and cached once
    (least, few), (most, many) = peak(twice), peak(eightfold)
    assert (few, many) == (341, 1361)
    added = eightfold.stat().st_size - twice.stat().st_size
    assert most - least < added / 40, f"{(most - least) / added:.2f} of the text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
def test_a_file_in_chunks_is_the_whole_file(encoding: str, tmp_path: Path) -> None:
    """A character beyond ASCII at every place where a chunk may end, and far from the start."""
    odd = "\x81" if encoding == "latin-1" else "é"
    text = "@book{a, title = {" + "x" * 65_500 + odd * 70_000 + "}}\r\n@book{b, title = {" + odd + "}}\r"
    path = tmp_path / "a.bib"
    path.write_bytes(text.encode(encoding))
    source = Source(path)
    assert "".join(source.chunks()) == text == source.read_text()
    assert "".join(source.chunks()) == text


def test_a_file_that_is_changed_meanwhile_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("é", encoding="utf-8")
    source = Source(path)
    assert list(source.chunks())
    path.write_text("é", encoding="latin-1")
    with pytest.raises(ReadError, match="has been changed"):
        list(source.chunks())


def test_blocks_of_a_file_are_the_file(tmp_path: Path) -> None:
    path = file_of(tmp_path / "a.bib", 300)
    works = load(path)
    assert "".join(block.text for block in works.blocks) == path.read_text()
    lines = path.read_text().splitlines()
    for block in works.blocks:
        if block.item is not None:
            assert block.item.id in lines[(block.line or 0) - 1]
    assert dumps(works, "bibtex") == path.read_text()


def test_a_stretch_without_end_meets_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("@book{a, title = {" + "x" * 300_000)
    with pytest.raises(LimitError, match="file_size"):
        list(iter_items(path, "bibtex", limits=Limits(file_size=200_000)))


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
fields = st.lists(
    st.sampled_from(
        ["a = {x}", "b = {y {z}}", 'c = "q"', "d = 12", "e\n=i", 'f = "q {r \\"u} s"', 'g = a # {b} # "c"', 'h = "\\"',
         '"', "#", ",", ",\n ", "}", "\n", "\\", "{", "=", "%", "@", "\n@string{s = ", "\n@book{b, ", "}\n@misc{c,"]
    ),
    max_size=12,
).map(lambda pieces: f"@book{{key, {''.join(pieces)}}}\n@misc{{after, t = {{T}}}}\n")  # fmt: skip
"""Entries of which most are nearly without fault."""


def meant(parts: Iterable[Part]) -> list[tuple[object, ...]]:
    """What parts say of entries and macros. bibtexparser does not count a line whose end is behind a backslash."""
    return [
        (p.kind, p.key, [(f.name, f.value, "\\\n" in p.text or f.line) for f in p.fields], p.line, p.problems)
        for p in parts
        if p.kind in ("entry", "string")
    ]


@given(pieces, st.integers(1, 9))
def test_stretches_do_not_depend_on_chunks(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "_STRETCH", 5)
        whole = list(stretches([text]))
        assert list(stretches(text[at : at + size] for at in range(0, len(text), size))) == whole
    assert "".join(stretch for stretch, _ in whole) == text
    assert [line for _, line in whole] == [
        1 + "".join(stretch for stretch, _ in whole[:number]).count("\n") for number in range(len(whole))
    ]


@given(pieces | fields)
def test_a_text_is_read_the_same_however_it_is_cut(text: str) -> None:
    """A line that begins a block ends every other, so that stretches are read as the whole file would be."""
    whole = list(split(text))
    assert "".join(part.text for part in whole) == text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "_STRETCH", 5)
        cut = [part for stretch, line in stretches([text]) for part in split(stretch, line)]
    assert meant(cut) == meant(whole)


@given(pieces)
def test_every_key_is_foreseen(text: str) -> None:
    assert {part.key for part in split(text) if part.kind == "entry" and part.key} <= set(heads(text))


@given(pieces)
def test_no_id_is_given_twice(text: str) -> None:
    ids = [item.id for item in iter_items(io.StringIO(text), "bibtex")]
    assert len(ids) == len(set(ids))

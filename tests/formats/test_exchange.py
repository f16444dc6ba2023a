"""Reading and writing files: what is collected, what is refused, and what is never lost."""

from __future__ import annotations

import gzip
import io
import os
import tracemalloc
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citelib
from citelib.diagnostics import Diagnostic
from citelib.errors import LossWarning, ReadError, UnknownNameError, WriteError
from citelib.formats import ids as ids_module
from citelib.formats import registry
from citelib.formats.exchange import dump, dumps, iter_items, load, loads
from citelib.formats.format import Format
from citelib.formats.ids import IdIndex, distinct
from citelib.model import Item, Name
from citelib.model.keywords import join_keywords, split_keywords
from citelib.richtext.markup import reduced, tagged

RECORD = "TY  - JOUR\nTI  - {title}\nID  - {id}\nER  - \n"


def test_two_items_under_one_id() -> None:
    works = loads(RECORD.format(title="One", id="a") + RECORD.format(title="Two", id="a"), "ris")
    assert [(item.id, item.title) for item in works.values()] == [("a", "One"), ("a-2", "Two")]
    assert [one.code for one in works.diagnostics] == ["items-duplicate-id"]


def test_an_item_twice() -> None:
    works = loads(RECORD.format(title="One", id="a") * 2, "ris")
    assert list(works) == ["a"]
    assert [(one.severity, one.code) for one in works.diagnostics] == [("info", "items-repeated")]


def test_ids_are_made_the_same_way_every_time() -> None:
    text = "TY  - JOUR\nAU  - Beyeler, Anna\nPY  - 2019\nTI  - Do antidepressants restore?\nER  - \n"
    works = loads(text, "ris")
    assert list(works) == ["beyeler2019do"]
    assert [(one.severity, one.code) for one in works.diagnostics] == [("info", "ris-no-id")]


def test_a_broken_record_does_not_lose_the_others() -> None:
    works = loads('[{"id": "a"},\n {"id": "b", "title": },\n {"id": "c"}]', "csl-json")
    assert list(works) == ["a", "c"]
    assert [(one.code, one.line) for one in works.diagnostics] == [("csl-json-syntax", 2)]


@pytest.mark.parametrize(
    ("format", "field"),
    [
        ("mods", "<title>{}</title>"),
        ("marcxml", '<subfield code="a">{}</subfield>'),
        ("word-bibliography-xml", "<Title>{}</Title>"),
        ("wikipedia", "|title={} "),
        ("schema-org", '"name": "{}"'),
    ],
)
def test_spaces_that_do_not_break_do_not_move_a_title_into_the_notes(format: str, field: str) -> None:
    title = "Vor dem 11.\u00a0Jahrhundert"
    text = dumps([Item("a", "book", title=title, publisher="P")], format)
    assert field.format(title) in text
    assert loads(text, format)["a"].title == title


def test_a_cell_without_an_end() -> None:
    works = loads('id,type,title\na,book,A 5" disk\nb,book,"open\nc,book,C\n', "csv")
    assert [(one.code, one.line) for one in works.diagnostics] == [("csv-unclosed-quote", 3)]
    assert works["a"].title == 'A 5" disk'
    assert not loads('id,type,title\na,book,"two\nlines"\nb,book,"B ""C"""\n', "csv").diagnostics


def test_an_object_of_something_else() -> None:
    works = loads('{"private": true, "scripts": {}}', "csl-json")
    assert next((one.severity, one.code) for one in works.diagnostics) == ("error", "csl-json-nothing-known")
    assert len(works) == 1


def test_broken_yaml_does_not_lose_the_others() -> None:
    works = loads("references:\n- id: a\n  title: One\n- id: b\n  title: 'open\n- id: c\n  title: Three\n", "csl-yaml")
    assert "a" in works
    assert any(one.code == "csl-yaml-syntax" for one in works.diagnostics)


def test_strict() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        loads('[{"id": "a"}, {"id": "b", "author": 7}]', "csl-json", strict=True)
    (fault,) = caught.value.exceptions
    assert isinstance(fault, ReadError)
    assert "author" in fault.message


def test_unknown_names() -> None:
    with pytest.raises(UnknownNameError, match="'ris'"):
        loads("", format="riss")
    with pytest.raises(UnknownNameError, match="allowed are indent, spelling"):
        dumps([], "csl-json", indnet=1)


def test_aliases_of_yaml_cannot_explode() -> None:
    text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(citelib.errors.LimitError):
        loads(text, "csl-yaml")


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, '[{"id": "a", "x": ' + "[" * 5000 + "]" * 5000 + "}]"]
)
def test_nesting(text: str) -> None:
    with pytest.raises((citelib.errors.LimitError, ReadError)):
        loads(text, "csl-json", strict=True)


def test_json_as_it_is_found() -> None:
    text = '{"id": "a", "title": "1", "title": "2", "volume": NaN, "note": "\\ud800"}\n{"id": "b"}'
    works = loads(text, "csl-json")
    assert list(works) == ["a", "b"]
    assert works["a"].title == "2"
    assert works["a"].custom == {"title#1": "1"}
    assert works["a"].volume == "NaN"
    assert loads(dumps(works, "csl-json"), "csl-json") == works


@pytest.mark.parametrize("wrapper", ['{"items": [%s]}', '{"references": [%s]}', "[%s]", '{"a": %s}', "%s"])
def test_wrappers(wrapper: str) -> None:
    assert loads(wrapper % '{"id": "a", "type": "book"}', "csl-json")["a"].type == "book"


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "works.ris"
    dump([Item("a", "book", title="T")], path)
    assert load(path)["a"].title == "T"
    assert load(str(path)).diagnostics == ()
    assert [entry.name for entry in tmp_path.iterdir()] == ["works.ris"]
    with path.open("rb") as file:
        assert list(load(file)) == ["a"]
    text, data = io.StringIO(), io.BytesIO()
    dump([Item("a", "book")], text, "csl-json")
    dump([Item("a", "book")], data, "csl-json")
    assert text.getvalue().encode() == data.getvalue()


def test_a_failed_write_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "works.json"
    path.write_text("before", encoding="utf-8")

    def items() -> object:
        yield Item("a", "book")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        dump(items(), path)  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["works.json"]


def test_files_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        load(tmp_path / "none.ris")
    with pytest.raises(WriteError):
        dump([], tmp_path / "no" / "folder.ris")
    with pytest.raises(WriteError, match="no format"):
        dump([], tmp_path / "works.unknown")


def test_places_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="is a folder"):
        dump([], tmp_path)
    with pytest.raises(WriteError, match=r"there is no folder .*none"):
        dump([], tmp_path / "none" / "works.ris")


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "works.ris"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_text)
        dump([Item("a", "book", title="T")], pipe)
        assert "TI  - T" in read.result(timeout=10)
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(bytes(range(256)), mtime=0), "not text but binary data"),
        (b"PK\x03\x04\x14\x00\x06\x00", "damaged ZIP archive"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (bytes(range(256)), "not text but binary data"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_text_is_not_read_for_its_name(tmp_path: Path, data: bytes, said: str) -> None:
    for name in ("works", "works.ris") if data else ("works",):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ReadError, match=said):
            load(tmp_path / name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "works.ris"
    path.write_bytes("TY  - BOOK\nTI  - Café «über»\nID  - a\nER  - \n".encode(encoding))
    assert load(path)["a"].title == "Café «über»"


def test_losses_are_reported() -> None:
    found: list[Diagnostic] = []
    item = Item("a", "book", author=[Name("Doe", orcid="0000-0002-1825-0097")], custom={"x": 1})
    dumps([item], "ris", report=found.append)
    assert [one.code for one in found] == ["ris-not-written"]


@pytest.mark.parametrize(("type", "told"), [("webpage", False), ("document", True)])
def test_the_word_for_a_type_is_a_loss_only_where_there_is_no_type(type: str, told: bool) -> None:
    found: list[Diagnostic] = []
    dumps([Item("a", type, title="T", custom={"biblatex:entrytype": "electronic"})], "ris", report=found.append)
    assert [one.code for one in found] == ["ris-not-written"] * told


@pytest.mark.parametrize("format", ["ris", "csl-json", "refer", "medline-nbib"])
def test_large_files_take_little_memory(tmp_path: Path, format: str) -> None:
    path = tmp_path / "many"
    dump((Item(f"i{n}", "article-journal", title="A title " * 20, volume=str(n)) for n in range(20_000)), path, format)
    tracemalloc.start()
    assert sum(1 for _ in iter_items(path, format)) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000 < path.stat().st_size


WRITTEN = [one for one in registry.formats() if one.write is not None]


@pytest.mark.parametrize("format", WRITTEN, ids=lambda one: one.name)
def test_protected_words_show_no_tags_where_they_cannot_be_said(format: Format) -> None:
    item = Item(
        "a", "article-journal", title='On <span class="nocase">Rumelia</span> and <i>mice</i>', container_title="J"
    )
    text = dumps([item], format)
    assert ("nocase" in text) <= ("nocase" in format.markup)
    assert "Rumelia" in text


MARKED = {
    "italic": "<i>Apis</i>",
    "bold": "<b>Apis</b>",
    "sup": "x<sup>Apis</sup>",
    "sub": "x<sub>Apis</sub>",
    "small-caps": '<span style="font-variant:small-caps;">Apis</span>',
    "nocase": '<span class="nocase">Apis</span>',
}


@pytest.mark.parametrize("kind", MARKED)
@pytest.mark.parametrize("format", WRITTEN, ids=lambda one: one.name)
def test_markup_is_written_and_read_where_the_format_has_it_and_else_leaves_plain_text(
    format: Format, kind: str
) -> None:
    title = f"On {MARKED[kind]}, 1 < 2"
    plain = "On xApis, 1 < 2" if "x<" in title else "On Apis, 1 < 2"
    found: list[Diagnostic] = []
    text = dumps([Item("a", "article-journal", title=title, container_title="J")], format, report=found.append)
    is_lost = kind not in format.markup
    code = "case" if kind == "nocase" else "markup"
    assert [one.code for one in found] == ([f"{format.name}-{code}"] if is_lost else [])
    if format.read is not None:
        # The references of a page show their styles to people, but the data beside them is plain.
        assert loads(text, format)["a"].title == (plain if is_lost or format.name == "html" else title)
    if is_lost:
        assert "/" not in text.split("Apis")[1][:7]


@pytest.mark.parametrize("format", WRITTEN, ids=lambda one: one.name)
def test_signs_that_only_look_like_markup_stay(format: Format) -> None:
    title = "If a <i> b & c </b> d, <em> 'e' && f <"
    text = dumps([Item("a", "article-journal", title=title, container_title="J")], format)
    if format.read is not None:
        assert loads(text, format)["a"].title == title


@pytest.mark.parametrize("format", ["dublin-core", "marcxml", "hayagriva", "word-bibliography-xml"])
def test_figures_above_and_below_the_line_are_unicode_where_tags_cannot_be(format: str) -> None:
    title = "H<sub>2</sub>O, <sup>13</sup>C, 10<sup>-3</sup>, Ca<sup>2+</sup>, 19<sup>th</sup>, <sup><i>2</i></sup>"
    text = dumps([Item("a", "article-journal", title=title, container_title="J")], format)
    assert "H₂O, ¹³C, 10⁻³, Ca²⁺, 19th, ²" in text


def test_tags_nest_only_so_deep() -> None:
    deep = "<i>" * 5000 + "x" + "</i>" * 5000
    assert [turn for turn, _ in tagged(deep)].count(1) == 40
    for format in ("jats", "crossref-xml", "endnote-xml", "wikipedia"):
        assert "x" in (loads(dumps([Item("a", "book", title=deep)], format), format)["a"].title or "")


PIECES = st.sampled_from(["Z", "<i>", "</i>", '<span class="nocase">', "</span>", '<span class="x">', "<", ">"])


@given(st.lists(PIECES).map("".join))
def test_only_the_tags_that_cannot_be_written_go(text: str) -> None:
    left = reduced(text, {"italic"})
    assert not any(turn and kind == "nocase" for turn, kind in tagged(left))
    assert [left.count(tag) for tag in ("Z", "<i>", "</i>")] == [text.count(tag) for tag in ("Z", "<i>", "</i>")]
    assert left.count('<span class="x">') == text.count('<span class="x">')


def test_many_ids_are_kept_apart_out_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids_module, "IdIndex", lambda: IdIndex(most=3))
    ids = ["a", "b", "\ud800", "c", "d", "\ud800", "a", "e", "f", "g", "a", "b"]
    items = [Item(id, "book", title=f"{place // 11}") for place, id in enumerate(ids)]
    found: list[Diagnostic] = []
    assert [item.id for item in distinct(items, found.append)] == [*"ab", "\ud800", *"cdefg", "b-2"]
    assert [one.code for one in found] == ["items-repeated"] * 3 + ["items-duplicate-id"]


def test_losses_are_told_once_with_their_counts() -> None:
    lossy = [Item(id, "book", title='<span class="nocase">T</span>', custom={"x": 1}) for id in "abc"]
    with pytest.warns(LossWarning) as caught:
        dumps(lossy, "ris")
    assert [str(one.message).partition(";")[0] for one in caught] == ["ris has no place for x (3 items)"]
    assert "words that keep their case (3 items)" in str(caught[0].message)
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dumps([Item("a", "book", title="T")], "ris")
        dumps(lossy, "ris", report=lambda _: None)


def test_losses_of_a_file_are_told_where_it_is_written(tmp_path: Path) -> None:
    with pytest.warns(LossWarning) as caught:
        dump([Item("a", "book", custom={"x": 1})], tmp_path / "a.ris")
    assert caught[0].filename == __file__


@pytest.mark.parametrize("format", [one for one in WRITTEN if one.read is not None], ids=lambda one: one.name)
def test_keywords_with_commas_stay_whole(format: Format) -> None:
    words = ["Antibodies, Monoclonal", "Child, Preschool", "Child, Infant", "cells"]
    item = Item("a", "article-journal", title="T", container_title="J", keyword=join_keywords(words))
    back = loads(dumps([item], format), format)["a"]
    assert split_keywords(back.keyword or "") == words
    one = item.evolve(keyword=join_keywords(["Child, Preschool"]))
    assert split_keywords(loads(dumps([one], format), format)["a"].keyword or "") == ["Child, Preschool"]

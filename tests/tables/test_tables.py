"""Works as tables: nothing is lost on the way there and back, and what reads tables takes them as they are."""

from __future__ import annotations

import datetime
import gzip
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citelib
from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, LossWarning, ReadError, SchemaVersionError, UnknownNameError, WriteError
from citelib.model import Bibliography, Date, Evidence, Item, Name, Relation
from citelib.tables import (
    VERSION,
    batches_of,
    flat,
    from_arrow,
    items_in,
    read_parquet,
    reader_of,
    scan,
    schema,
    to_arrow,
    write_parquet,
)
from citelib.tables.columns import COLUMNS, row_of
from citelib.tables.flat import Preset
from tests.shared import shared
from tests.strategies import items

pa = pytest.importorskip("pyarrow", reason="tables need pyarrow, the extra «tables»")

MOSS = Item(
    "moss",
    "article-journal",
    title="On <i>moss</i>",
    author=[
        Name("Lee", "Ann B.", orcid="0000-0002-1825-0097", custom={"affiliation": ["Moss Institute", "Fern School"]}),
        Name(literal="Moss Group"),
    ],
    editor=[Name("Berg", "Bo", non_dropping_particle="van der")],
    issued=Date.from_edtf("2020-05~"),
    container_title="Mosses",
    volume="3",
    page="12-19",
    DOI="https://doi.org/10.5555/MOSS.1",
    ISSN="1234-5679 2345-6787",
    keyword="moss; ferns, tall",
    relations=[Relation("comments-on", "fern", evidence=Evidence("see there"))],
    custom={"wos-tagged:TC": ["12"], "x": {"y": [1, None]}},
)
FERN = Item("fern", "book", title="Ferns", ISBN="978-0-306-40615-7", issued=Date.on(-44))
WORKS = Bibliography([MOSS, FERN])


@settings(max_examples=40)
@given(st.lists(items(), max_size=3, unique_by=lambda item: item.id))
def test_every_item_comes_back_equal(works: list[Item]) -> None:
    table = to_arrow(works)
    table.validate(full=True)
    assert list(from_arrow(table).values()) == works


def test_columns_say_what_people_count_by() -> None:
    moss, fern = to_arrow(WORKS).to_pylist()
    assert (moss["id"], moss["type"], moss["title"], moss["year"]) == (
        "moss",
        "article-journal",
        "On <i>moss</i>",
        2020,
    )
    assert [(one["role"], one["family"], one["literal"]) for one in moss["names"]] == [
        ("author", "Lee", None),
        ("author", None, "Moss Group"),
        ("editor", "Berg", None),
    ]
    assert moss["names"][0]["orcid"] == "0000-0002-1825-0097"
    assert moss["names"][0]["affiliation"] == ["Moss Institute", "Fern School"]
    assert moss["names"][2]["non_dropping_particle"] == "van der"
    assert moss["issued"] == {
        "start": datetime.date(2020, 5, 1), "end": None, "precision": "month", "edtf": "2020-05~", "text": None,
    }  # fmt: skip
    assert (moss["container"], moss["volume"], moss["issue"], moss["page"]) == ("Mosses", "3", None, "12-19")
    assert (moss["doi"], moss["issn"], moss["isbn"]) == ("10.5555/moss.1", ["1234-5679", "2345-6787"], [])
    assert moss["keywords"] == ["moss", "ferns, tall"]
    assert moss["identifiers"] == [{"scheme": "doi", "value": "10.5555/moss.1"}]
    assert moss["relations"] == [{"type": "comments-on", "target": "fern", "scheme": "id", "evidence": "see there"}]
    assert fern["year"] == -44
    assert fern["issued"]["start"] is None
    assert fern["isbn"] == ["978-0-306-40615-7"]
    assert fern["names"] == []


@pytest.mark.parametrize(
    ("edtf", "start", "end", "precision"),
    [
        ("2020", (2020, 1, 1), None, "year"),
        ("2020-02-29", (2020, 2, 29), None, "day"),
        ("2020-22", (2020, 1, 1), None, "season"),
        ("2019-11/2020-02", (2019, 11, 1), (2020, 2, 29), "month"),
        ("199X", (1990, 1, 1), (1999, 12, 31), "year"),
        ("2019/2020-12", (2019, 1, 1), (2020, 12, 31), "year"),
        ("2019-01-02/2020-01-03", (2019, 1, 2), (2020, 1, 3), "day"),
        ("../2020", None, (2020, 12, 31), "year"),
        ("-0043", None, None, "year"),
        ("9999", None, None, "year"),
    ],
)
def test_dates_have_first_and_last_day(
    edtf: str, start: tuple[int, int, int] | None, end: tuple[int, int, int] | None, precision: str
) -> None:
    issued = to_arrow([Item("a", issued=Date.from_edtf(edtf))]).to_pylist()[0]["issued"]
    assert issued["start"] == (start and datetime.date(*start))
    assert issued["end"] == (end and datetime.date(*end))
    assert (issued["precision"], issued["edtf"]) == (precision, edtf)


def test_a_date_that_is_only_text_keeps_its_text() -> None:
    row = to_arrow([Item("a", issued=Date(literal="in press"))]).to_pylist()[0]
    assert row["year"] is None
    assert row["issued"] == {"start": None, "end": None, "precision": None, "edtf": None, "text": "in press"}


def test_the_schema_has_a_version_and_a_word_for_each_column() -> None:
    form = schema()
    assert form.metadata[b"citelib:schema"] == str(VERSION).encode()
    assert form.names == list(COLUMNS)
    assert all(field.metadata[b"description"] for field in form)
    assert list(row_of(MOSS)) == form.names
    later = to_arrow(WORKS).replace_schema_metadata({"citelib:schema": str(VERSION + 1)})
    with pytest.raises(SchemaVersionError, match="update citelib"):
        from_arrow(later)


def test_halves_of_surrogate_pairs_come_back_and_are_no_fault_of_the_table() -> None:
    odd = Item("a", title="half \ud800 a pair", author=[Name("L\udfffe")])
    table = to_arrow([odd])
    assert table.column("title").to_pylist() == ["half \ufffd a pair"]
    assert from_arrow(table)["a"] == odd


def test_rows_may_be_selected_and_columns_dropped() -> None:
    table = to_arrow(WORKS)
    some = table.filter(pa.compute.equal(table["type"], "book")).select(["csl", "id"])
    assert list(from_arrow(some).values()) == [FERN]
    with pytest.raises(ReadError, match="csl"):
        from_arrow(table.select(["id"]))


def test_ids_that_repeat_are_told_as_by_load() -> None:
    works = from_arrow(to_arrow([FERN, FERN, FERN.evolve(title="Ferns, again")]))
    assert list(works) == ["fern", "fern-2"]
    assert [one.code for one in works.diagnostics] == ["items-repeated", "items-duplicate-id"]


def test_a_row_that_is_broken_costs_no_other() -> None:
    lines = [None, "{", "[1]", '{"id": "a", "type": "nonsense"}', '{"type": "book"}']
    table = pa.table({"csl": [*lines, to_arrow([FERN])["csl"][0].as_py()]})
    found: list[Diagnostic] = []
    assert [item.id for item in items_in(table, found.append)] == ["a", "fern"]
    assert [(one.code, one.line) for one in found] == [
        ("arrow-no-item", 1),
        ("arrow-no-item", 2),
        ("arrow-no-item", 3),
        ("arrow-unknown-type", 4),
        ("arrow-no-item", 5),
    ]
    with pytest.raises(ReadError, match="row 1"):
        list(items_in(table))


def test_batches_are_made_as_they_are_asked_for() -> None:
    def endless() -> Iterator[Item]:
        number = 0
        while True:
            yield Item(str(number))
            number += 1

    batches = batches_of(endless(), 3)
    assert next(batches)["id"].to_pylist() == ["0", "1", "2"]
    assert next(batches)["id"].to_pylist() == ["3", "4", "5"]
    assert reader_of([]).read_all().num_rows == 0


def test_long_works_make_short_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citelib.tables.arrow._LETTERS", 10)
    works = [Item(str(number), abstract="long" * (number % 2)) for number in range(10)]
    assert [batch.num_rows for batch in batches_of(works)] == [6, 4]


# Parquet


def test_parquet_comes_back_equal(tmp_path: Path) -> None:
    path = tmp_path / "works.parquet"
    write_parquet(WORKS, path)
    assert read_parquet(path) == WORKS
    assert citelib.load(path) == WORKS
    assert list(citelib.iter_items(path)) == [MOSS, FERN]
    assert pa.parquet.read_schema(path).metadata[b"citelib:schema"] == str(VERSION).encode()


def test_parquet_is_a_format_like_any_other(tmp_path: Path) -> None:
    path, copy = tmp_path / "works.parquet", tmp_path / "works.json"
    citelib.dump(WORKS, path)
    with path.open("rb") as file:
        assert citelib.load(file) == WORKS
    assert citelib.loads(path.read_bytes()) == WORKS
    with path.open("wb") as file:
        citelib.dump(WORKS, file, "parquet", compression="snappy")
    citelib.dump(citelib.load(path), copy)
    assert citelib.load(copy) == WORKS
    with pytest.raises(WriteError, match="Parquet is not text"):
        citelib.dumps(WORKS, "parquet")
    with (tmp_path / "x").open("w") as text, pytest.raises(WriteError, match="binary"):
        citelib.dump(WORKS, text, "parquet")


def test_row_groups_are_written_as_they_fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citelib.tables.arrow.BATCH", 100)
    monkeypatch.setattr("citelib.tables.parquet._ROW_GROUP", 1_000)
    path = tmp_path / "works.parquet"
    write_parquet((Item(str(number)) for number in range(2_500)), path)
    file = pa.parquet.ParquetFile(path)
    assert [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)] == [1_000, 1_000, 500]
    assert sum(1 for _ in citelib.iter_items(path)) == 2_500
    monkeypatch.setattr("citelib.tables.parquet._BYTES", 1)
    write_parquet((Item(str(number)) for number in range(250)), path)
    assert pa.parquet.ParquetFile(path).num_row_groups == 3


def test_a_compression_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="zstd"):
        write_parquet(WORKS, tmp_path / "works.parquet", compression="zst")


def test_tables_of_other_programs_are_read_by_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "scopus.parquet"
    table = pa.table(
        {
            "Title": ["On moss", None],
            "Authors": [["Lee, Ann", "Roe, Rick"], []],
            "Year": [2020.0, None],
            "DOI": ["10.5555/x", None],
            "seen": pa.array([datetime.date(2021, 1, 2), None]),
        }
    )
    pa.parquet.write_table(table, path)
    (work,) = citelib.load(path).values()
    assert (work.title, [name.family for name in work.author], work.issued, work.DOI) == (
        "On moss",
        ["Lee", "Roe"],
        Date.on(2020),
        "10.5555/x",
    )
    assert work.custom["csv:seen"] == ["2021-01-02"]


@pytest.mark.parametrize("cut", [8, 100, 2000])
def test_spoilt_parquet_is_an_error_of_the_file(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "works.parquet"
    write_parquet(WORKS, path)
    data = path.read_bytes()
    path.write_bytes(data[:cut])
    with pytest.raises(ReadError, match="not Parquet"):
        citelib.load(path)
    path.write_bytes(data[:4] + bytes(len(data) // 2 - 4) + data[len(data) // 2 :])
    with pytest.raises(ReadError):
        citelib.load(path)
    with pytest.raises(ReadError, match="no such file"):
        read_parquet(tmp_path / "nowhere.parquet")


def test_a_spoilt_byte_is_an_error_of_the_file_or_of_no_account(tmp_path: Path) -> None:
    path = tmp_path / "works.parquet"
    write_parquet(WORKS, path, compression="none")
    data = path.read_bytes()
    chosen = random.Random(1)
    refused = 0
    for _ in range(80):
        spoilt = bytearray(data)
        for _ in range(chosen.choice((1, 1, 5))):
            spoilt[chosen.randrange(len(data))] = chosen.randrange(256)
        path.write_bytes(spoilt)
        try:
            citelib.load(path)
        except ReadError:
            refused += 1
    assert refused > 10


# Files as a stream


def _lines(numbers: range) -> str:
    return "".join(f'{{"id": "{one}", "type": "book", "title": "Moss number {one}"}}\n' for one in numbers)


def test_scan_reads_patterns_folders_and_what_is_packed(tmp_path: Path) -> None:
    zstd = pytest.importorskip("backports.zstd", reason="Zstandard needs the extra «zstd»")
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(_lines(range(3)).encode()))
    (tmp_path / "b.jsonl.zst").write_bytes(zstd.compress(_lines(range(3, 5)).encode()))
    (tmp_path / "sub" / "c.ris").write_text("TY  - BOOK\nTI  - Ferns\nID  - f\nER  - \n")
    (tmp_path / ".hidden").write_text("not to be read")

    def ids(*args: Any, **options: Any) -> list[str]:
        return scan(*args, **options).read_all()["id"].to_pylist()  # type: ignore[no-any-return]

    assert ids(tmp_path) == ["0", "1", "2", "3", "4", "f"]
    assert ids(f"{tmp_path}/*.jsonl.*") == ["0", "1", "2", "3", "4"]
    assert ids(f"{tmp_path}/**/*.ris") == ["f"]
    assert ids([tmp_path / "b.jsonl.zst", tmp_path / "a.jsonl.gz"], "csl-jsonl") == ["3", "4", "0", "1", "2"]
    with pytest.raises(ReadError, match="no such file"):
        scan(f"{tmp_path}/*.bib")


def test_scan_tells_what_it_could_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(_lines(range(2)) + "[1]\n" + _lines(range(2, 4)))
    found: list[Diagnostic] = []
    assert scan(path, report=found.append).read_all().num_rows == 4
    assert [(one.severity, one.line, one.source) for one in found] == [("error", 3, str(path))]
    with pytest.warns(LossWarning, match="is not an item"):
        scan(path).read_all()


def test_scan_and_parquet_take_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citelib.tables.arrow.BATCH", 100)
    monkeypatch.setattr("citelib.tables.parquet._ROW_GROUP", 200)

    def peak(size: int) -> int:
        path = tmp_path / f"{size}.jsonl.gz"
        path.write_bytes(gzip.compress(_lines(range(size)).encode()))
        target = tmp_path / f"{size}.parquet"
        tracemalloc.start()
        write_parquet(scan(path), target)
        for _ in citelib.iter_items(target):
            pass
        _, found = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return found

    peak(100)  # what is imported is not counted
    assert peak(3_000) < 1.3 * peak(1_000)


# What takes them as they are


def test_collections_are_streams_of_arrow(tmp_path: Path) -> None:
    table = to_arrow(WORKS)
    assert pa.table(WORKS).equals(table)
    with citelib.Library.open(tmp_path / "refs.db") as library:
        for item in WORKS.values():
            library.add(item)
        assert pa.table(library).equals(table)
        assert pa.table(library.search("type:book"))["id"].to_pylist() == ["fern"]


def test_polars_takes_them(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars", reason="polars is not installed")
    frame = pl.DataFrame(WORKS.values())  # a mapping would be taken for columns by name
    assert frame["year"].to_list() == [2020, -44]
    assert [one["family"] for one in frame["names"].to_list()[0]] == ["Lee", None, "Berg"]
    assert from_arrow(frame.filter(pl.col("type") == "book")) == Bibliography([FERN])
    with citelib.Library.open(tmp_path / "refs.db") as library:
        library.add(FERN)
        assert pl.DataFrame(library)["id"].to_list() == ["fern"]
        assert pl.DataFrame(library.search("type:book"))["id"].to_list() == ["fern"]


def test_pandas_takes_them(tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pa.table(WORKS).to_pandas()
    assert frame["year"].tolist() == [2020, -44]
    if hasattr(pd.DataFrame, "from_arrow"):
        assert pd.DataFrame.from_arrow(WORKS)["year"].tolist() == [2020, -44]
    write_parquet(WORKS, tmp_path / "works.parquet")
    assert pd.read_parquet(tmp_path / "works.parquet")["id"].tolist() == ["moss", "fern"]


def test_duckdb_takes_them(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    works = WORKS
    assert works is WORKS  # DuckDB finds it by its name
    rows = duckdb.sql("select unnest(names).family as family, year from works order by family nulls last").fetchall()
    assert rows == [("Berg", 2020), ("Lee", 2020), (None, 2020)]
    assert from_arrow(duckdb.sql("from works where type = 'book'").to_arrow_table()) == Bibliography([FERN])
    write_parquet(WORKS, tmp_path / "works.parquet")
    assert duckdb.sql(f"select count(*) from '{tmp_path}/works.parquet'").fetchall() == [(2,)]


def test_without_pyarrow_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "works.parquet"
    write_parquet(WORKS, path)
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(CitelibError, match=r"citelib\[tables\]"):
        WORKS.__arrow_c_stream__()
    with pytest.raises(ReadError, match=r"citelib\[tables\]"):
        citelib.load(path)
    with pytest.raises(CitelibError, match=r"citelib\[tables\]"):
        citelib.dump(WORKS, tmp_path / "new.parquet")
    assert [one.name for one in tmp_path.iterdir()] == ["works.parquet"]


# Flat tables


def test_flat_tables_of_csl_have_a_column_a_variable() -> None:
    table = flat(WORKS)
    assert table.column_names == [
        "id", "type", "title", "author", "year", "issued", "container-title", "volume", "page", "DOI", "ISBN", "ISSN",
        "keyword", "editor",
    ]  # fmt: skip
    row = table.to_pylist()[0]
    assert row["title"] == "On moss"
    assert row["author"] == "Lee, Ann B.; Moss Group"
    assert (row["year"], row["issued"]) == (2020, "2020-05~")


def test_flat_tables_of_web_of_science_are_in_capitals() -> None:
    row, other = flat(WORKS, "wos").to_pylist()
    assert (row["AU"], row["AF"]) == ("LEE AB;MOSS GROUP", "LEE, ANN B.;MOSS GROUP")
    assert (row["TI"], row["SO"], row["PY"], row["TC"]) == ("ON MOSS", "MOSSES", 2020, 12)
    assert (row["DE"], row["C1"]) == ("MOSS;FERNS, TALL", "MOSS INSTITUTE; FERN SCHOOL")
    assert (row["BP"], row["EP"], row["DT"], row["UT"], row["DB"]) == ("12", "19", "ARTICLE", "MOSS", "CITELIB")
    assert (other["AU"], other["TC"], other["DT"], other["BP"]) == (None, None, "BOOK", None)


def test_flat_tables_of_scopus_have_its_headers_and_are_read_again(tmp_path: Path) -> None:
    table = flat(WORKS, "scopus")
    row = table.to_pylist()[0]
    assert (row["Authors"], row["Year"], row["Source title"]) == ("Lee, A.B.; Moss Group", 2020, "Mosses")
    assert (row["Page start"], row["Page end"], row["Cited by"]) == ("12", "19", 12)
    pa.parquet.write_table(table, tmp_path / "scopus.parquet")
    again = citelib.load(tmp_path / "scopus.parquet")
    assert [work.title for work in again.values()] == ["On moss", "Ferns"]
    assert again["moss"].author[0].family == "Lee"


@given(st.lists(items(), max_size=3), st.sampled_from(["csl", "wos", "scopus"]))
def test_any_items_have_flat_tables(works: list[Item], preset: Preset) -> None:
    assert flat(works, preset).num_rows == len(works)


def test_what_no_table_can_hold_is_left_out_of_flat_tables() -> None:
    odd = Item("a", title="half \ud800 a pair", issued=Date.on(10_000_000_000))
    assert flat([odd]).to_pylist()[0] == {
        "id": "a", "type": "document", "title": "half \ufffd a pair", "year": None, "issued": str(odd.issued),
    }  # fmt: skip


def test_a_form_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownNameError, match="wos"):
        flat(WORKS, "woss")  # type: ignore[arg-type]


def test_real_collections_come_back_equal(tmp_path: Path) -> None:
    works = citelib.load(shared("corpora/real-items.json"))
    write_parquet(works, tmp_path / "real.parquet")
    assert list(read_parquet(tmp_path / "real.parquet").values()) == list(works.values())
    for preset in ("csl", "wos", "scopus"):
        assert flat(works, preset).num_rows == len(works)

"""Spark finds what one process finds, in any number of partitions, and what is bad is a row and no failed job."""

from __future__ import annotations

import gzip
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import citelib
from citelib.errors import ReadError, StyleError, UnknownNameError, WriteError
from citelib.matching import find_groups
from citelib.model import Date, Item, Name
from citelib.tables import to_arrow, write_parquet
from citelib.verification.index import Builder, Index
from tests.scale.records import editorials, mixed

pa = pytest.importorskip("pyarrow", reason="Spark needs pyarrow")
pytest.importorskip("pandas", reason="Spark needs pandas")
pytest.importorskip("pyspark", reason="pyspark is not installed, the extra «spark»")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java (openjdk-17-jre-headless)", allow_module_level=True)

from citelib.scale import spark as scale  # noqa: E402 - what it needs is looked for first
from citelib.scale.spark.duplicates import components_in_rounds, components_of  # noqa: E402

RECORDS = mixed(150)
EXPECTED = find_groups(enumerate(RECORDS))
MOSS = Item(
    "moss", "article-journal", title="Moss of the north", author=[Name("Lee", "Ann")], issued=Date.on(2020),
    container_title="Mosses", DOI="10.5555/moss",
)  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    session = scale.local(2, "1g", spark__sql__shuffle__partitions="2", spark__default__parallelism="2")
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def frame(spark: Any, works: list[Item], partitions: int = 2) -> Any:
    """Works in a frame, numbered in their order."""
    table = to_arrow(works).select(["id", "csl"])
    numbered = table.append_column("number", pa.array(range(len(works)), pa.int64()))
    return spark.createDataFrame(numbered).repartition(partitions)


def groups_of(found: Any) -> set[tuple[int, int, float, tuple[str, ...]]]:
    return {(row["number"], row["group"], row["score"], tuple(row["reasons"])) for row in found.collect()}


def expected_groups(found: Any) -> set[tuple[int, int, float, tuple[str, ...]]]:
    return {
        (number, min(group.numbers), group.score, group.reasons) for group in found.groups for number in group.numbers
    }


@pytest.mark.parametrize("partitions", [1, 3, 8])
def test_all_is_found_as_one_process_finds_it(spark: Any, partitions: int) -> None:
    found = scale.find(frame(spark, RECORDS, partitions), partitions=partitions)
    assert groups_of(found.groups) == expected_groups(EXPECTED)
    versions = {
        (row["earlier"], row["later"], row["relation"], row["score"], tuple(row["reasons"]))
        for row in found.versions.collect()
    }
    assert versions == {(one.earlier, one.later, one.relation, one.score, one.reasons) for one in EXPECTED.versions}
    assert {row["id"] for row in found.groups.collect()} == {
        RECORDS[number].id for group in EXPECTED.groups for number in group.numbers
    }


def test_a_block_over_all_partitions_is_one_block(spark: Any) -> None:
    records = editorials(80)
    expected = find_groups(enumerate(records))
    assert expected.groups
    found = scale.duplicates(frame(spark, records), partitions=5)
    assert groups_of(found) == expected_groups(expected)


def test_components_are_those_of_the_driver(spark: Any) -> None:
    chosen = random.Random(3)
    links = {(one, one + chosen.randint(1, 30)) for one in chosen.choices(range(400), k=150)}
    chain = {(1_000 + one, 1_001 + one) for one in range(40)}
    pairs = sorted(links | chain)
    found = components_in_rounds(spark.createDataFrame(pairs, "one long, other long"))
    assert {row["number"]: row["component"] for row in found.collect()} == components_of(pairs)


def test_identifiers_alone_and_rows_that_hold_no_work(spark: Any) -> None:
    bad = [(900, "x", "{"), (901, "y", None), (902, "z", "[]")]
    works = frame(spark, RECORDS[:150]).select("number", "id", "csl")
    works = works.unionAll(spark.createDataFrame(bad, "number long, id string, csl string"))
    found = scale.find(works, identifiers_only=True, partitions=2)
    expected = find_groups(enumerate(RECORDS[:150]), identifiers_only=True)
    assert groups_of(found.groups) == expected_groups(expected)
    told = {row["id"]: row["diagnostic"] for row in found.diagnostics.collect()}
    assert set(told) == {"x", "z"}
    assert "[arrow-no-item]" in told["x"]


def test_files_are_read_and_what_is_bad_is_a_row(spark: Any, tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "{one}", "type": "book", "title": "Moss {one}"}}\n' for one in range(30))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress((lines + '{"id": \n[3]\n').encode()))
    found = scale.read(spark, str(tmp_path / "a.jsonl.gz"))
    rows = found.collect()
    assert sorted(row["id"] for row in rows if row["csl"]) == sorted(map(str, range(30)))
    told = [row["diagnostic"] for row in rows if not row["csl"]]
    assert told
    assert all("a.jsonl.gz: " in one for one in told)
    (tmp_path / "b").mkdir()
    citelib.dump([MOSS], tmp_path / "b" / "moss.ris")
    (tmp_path / "b" / "damaged.json").write_text("\0\1\2")
    rows = scale.read(spark, str(tmp_path / "b")).collect()
    assert [row["title"] for row in rows if row["csl"]] == ["Moss of the north"]
    assert ["damaged.json: " in (row["diagnostic"] or "") for row in rows if not row["csl"]] == [True]
    write_parquet([MOSS], tmp_path / "moss.parquet")
    (row,) = scale.read(spark, str(tmp_path / "moss.parquet")).collect()
    assert (row["id"], row["names"][0]["family"], row["diagnostic"]) == ("moss", "Lee", None)
    with pytest.raises(UnknownNameError, match="ris"):
        scale.read(spark, str(tmp_path), "riss")


def test_references_are_those_of_the_loop(spark: Any) -> None:
    bad = spark.createDataFrame([(999, "bad", "{")], "number long, id string, csl string")
    works = frame(spark, RECORDS[:60]).select("number", "id", "csl").unionAll(bad)
    rows = {row["id"]: row for row in scale.with_references(works, "ieee", locale="de-DE", output="html").collect()}
    for one in citelib.format_each(RECORDS[:60], "ieee", locale="de-DE", output="html"):
        assert (rows[one.id]["reference"], rows[one.id]["citation"]) == (one.reference, one.citation)
    assert rows["bad"]["reference"] is None
    with pytest.raises(UnknownNameError):
        scale.with_references(works, "apaa")
    with pytest.raises(StyleError):
        scale.with_references(works, "<style/>")


@pytest.mark.parametrize("format", ["ris", "csl-json", "csv"])
def test_files_are_written_and_counted(spark: Any, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    counts = scale.convert(frame(spark, RECORDS[:60]), str(target), format)
    assert counts["records"] == 60
    parts = sorted(target.glob("part-*.gz"))
    works = [item for part in parts for item in citelib.load(part, format).values()]
    assert {item.title for item in works} == {item.title for item in RECORDS[:60]}
    assert len(works) == 60


def test_losses_are_counted_and_parquet_is_written(spark: Any, tmp_path: Path) -> None:
    works = frame(spark, [MOSS.evolve(custom={"own": "x"})])
    counts = scale.convert(works, str(tmp_path / "ris"), "ris", compression="none")
    assert counts == {"records": 1, "ris has no place for own": 1}
    assert scale.convert(works, str(tmp_path / "parquet"), "parquet") == {"records": 1}
    assert scale.read(spark, str(tmp_path / "parquet"), "parquet").count() == 1
    with pytest.raises(WriteError, match="only read"):
        scale.convert(works, str(tmp_path / "x"), "wos")


def test_references_are_verified_against_an_index_in_parts(spark: Any, tmp_path: Path) -> None:
    works = [MOSS, *(item for item in RECORDS[:80] if item.title != "Editorial")]
    world = [item.evolve(source="Crossref") for item in works]  # what a registry says, and nobody's list
    assert scale.build_index(frame(spark, world, 3), tmp_path / "index") == len(world)
    assert len(list((tmp_path / "index").iterdir())) == 3
    wrong = MOSS.evolve(id="wrong", issued=Date.on(2015))
    invented = Item("invented", "article-journal", title="A history of granite bells", author=[Name("Nobody", "N.")])
    asked = [MOSS, wrong, invented]
    rows = {row["id"]: row for row in scale.verify(frame(spark, asked), tmp_path / "index").collect()}
    assert rows["moss"]["verdict"] == "verified"
    assert rows["wrong"]["differing"] == ["issued"]
    with Builder(tmp_path / "one.db") as builder:
        builder.add(world, "registry")
    with Index(tmp_path / "one.db") as index:
        expected = {one.item.id: one.verdict for one in citelib.verify(asked, [index])}
    assert {id: row["verdict"] for id, row in rows.items()} == expected
    with pytest.raises(ReadError, match="no part of an index"):
        scale.verify(frame(spark, asked), tmp_path)

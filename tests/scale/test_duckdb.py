"""DuckDB and a pool of processes find what one process finds: groups, versions, scores, reasons, number of pairs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import citelib
from citelib.errors import CitelibError, ReadError
from citelib.matching import find_groups
from citelib.model import Date, Item, Name
from citelib.tables import scan, to_arrow, write_parquet
from tests.cli.running import run
from tests.scale.records import editorials, mixed

pa = pytest.importorskip("pyarrow", reason="the search by DuckDB needs pyarrow")
pytest.importorskip("duckdb", reason="the search by DuckDB needs duckdb, the extra «duckdb»")

from citelib.scale import duckdb as scale  # noqa: E402 - what it needs is looked for first

RECORDS = mixed()
EXPECTED = find_groups(enumerate(RECORDS))
MOSS = Item("moss", "book", title="Moss of the north", author=[Name("Lee", "Ann")], issued=Date.on(2020))


def test_the_records_have_everything_that_is_to_be_found() -> None:
    assert len(EXPECTED.groups) > 150
    assert {one.relation for one in EXPECTED.versions} == {"preprint-of", "has-version"}
    assert max(len(group.numbers) for group in EXPECTED.groups) > 2


@pytest.mark.parametrize("processes", [1, 2])
def test_all_is_found_as_one_process_finds_it(processes: int) -> None:
    assert scale.find_groups(enumerate(RECORDS), processes=processes) == EXPECTED


def test_batches_of_any_size_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "_ROWS", 37)
    monkeypatch.setattr(scale, "_PAIRS", 41)
    assert scale.find_groups(enumerate(RECORDS), processes=1) == EXPECTED


def test_identifiers_alone() -> None:
    expected = find_groups(enumerate(RECORDS), identifiers_only=True)
    assert scale.find_groups(enumerate(RECORDS), processes=1, identifiers_only=True) == expected
    assert expected.compared < EXPECTED.compared


def test_one_title_many_times_is_linear() -> None:
    records = editorials(1_500)
    found = scale.find_groups(enumerate(records), processes=1)
    assert found == find_groups(enumerate(records))
    assert found.compared < 60 * len(records)


def _expected_rows(records: list[Item]) -> set[tuple[str, str, float]]:
    found = find_groups(enumerate(records))
    return {
        (records[number].id, records[min(group.numbers)].id, group.score)
        for group in found.groups
        for number in group.numbers
    }


def _rows(table: object, records: Mapping[int, Item] | list[Item]) -> set[tuple[str, str, float]]:
    return {(row["id"], records[row["group"]].id, row["score"]) for row in table.to_pylist()}  # type: ignore[attr-defined]


def test_the_table_says_id_group_score_and_reasons(tmp_path: Path) -> None:
    records = RECORDS[:300]
    expected = _expected_rows(records)
    assert expected
    table = scale.duplicates(records, processes=1)
    assert table.column_names == ["number", "id", "group", "score", "reasons"]
    assert _rows(table, records) == expected
    assert all(row["reasons"] for row in table.to_pylist())
    assert _rows(scale.duplicates(to_arrow(records), processes=1), records) == expected
    write_parquet(records, tmp_path / "works.parquet")
    assert _rows(scale.duplicates(tmp_path / "works.parquet", processes=1), records) == expected
    citelib.dump(records[:150], tmp_path / "a.jsonl")
    citelib.dump(records[150:], tmp_path / "b.jsonl")
    for source in ([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], f"{tmp_path}/*.jsonl", scan(f"{tmp_path}/*.jsonl")):
        assert _rows(scale.duplicates(source, processes=1), records) == expected


def test_nothing_in_nothing_out() -> None:
    assert scale.duplicates([], processes=1).num_rows == 0
    assert scale.duplicates([MOSS], processes=1).num_rows == 0


def test_a_row_that_holds_no_work_costs_no_other() -> None:
    good = to_arrow([MOSS, MOSS.evolve(id="twin")]).select(["id", "csl"])
    bad = pa.table({"id": ["x", "y"], "csl": ["{", None]}, schema=pa.schema([("id", "string"), ("csl", "string")]))
    table = pa.concat_tables([bad, good.cast(bad.schema)])
    assert [row["id"] for row in scale.duplicates(table, processes=1).to_pylist()] == ["moss", "twin"]


def test_halves_of_surrogate_pairs_are_no_fault_of_a_record() -> None:
    half = "Moss \ud800 of the north"
    odd = [MOSS.evolve(id=id, title=half, author=[Name("L\udfff", "Ann")], DOI="10.5555/\ud800") for id in "ab"]
    expected = find_groups(enumerate([*odd, MOSS]))
    found = scale.find_groups(enumerate([*odd, MOSS]), processes=1)
    assert [(one.numbers, one.score) for one in found.groups] == [(one.numbers, one.score) for one in expected.groups]
    assert scale.duplicates(odd, processes=1).num_rows == 2


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int | None]] = []
    scale.duplicates(RECORDS[:100], processes=1, progress=lambda *one: told.append(one))
    assert ("records", 100, None) in told
    what, done, total = told[-1]
    assert what == "pairs"
    assert done == total


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        scale.duplicates(tmp_path / "nowhere.parquet")


def test_without_duckdb_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(CitelibError, match=r"citelib\[duckdb\]"):
        scale.duplicates([MOSS])


def test_the_command_uses_it_for_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_parquet(RECORDS[:200], tmp_path / "works.parquet")
    arguments = ("dedupe", tmp_path / "works.parquet", "--json")
    assert run(*arguments) == 0
    plain = capsys.readouterr().out
    used: list[int] = []
    find = scale.find_groups

    def counted(*args: Any, **options: Any) -> Any:
        used.append(1)
        return find(*args, **options, processes=1)

    monkeypatch.setattr("citelib.cli.commands.dedupe._MANY", 100)
    monkeypatch.setattr(scale, "find_groups", counted)
    assert run(*arguments) == 0
    assert capsys.readouterr().out == plain
    assert used == [1]

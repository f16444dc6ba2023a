"""Files larger than memory are read, and converted, reference by reference."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from citelib.cli import main
from citelib.formats.exchange import iter_items

SIZE = 20_000_000
"""Bytes of each file."""
BOUND = 6_000_000
"""Bytes that reading it may take at any time."""
ABSTRACT = "An abstract of some length, as records of databases have them. " * 400


def _ris(number: int) -> str:
    return f"TY  - JOUR\nID  - i{number}\nTI  - Title {number}\nAB  - {ABSTRACT}\nPY  - 2019\nER  - \n\n"


def _nbib(number: int) -> str:
    return f"PMID- {number}\nTI  - Title {number}\nAB  - {ABSTRACT}\nDP  - 2019\n\n"


def _json(number: int) -> str:
    return json.dumps({"id": f"i{number}", "type": "book", "title": f"Title {number}", "abstract": ABSTRACT})


def _mods(number: int) -> str:
    return (
        f'<mods ID="i{number}"><titleInfo><title>Title {number}</title></titleInfo>\n'
        f"<abstract>{ABSTRACT}</abstract></mods>\n"
    )


_COLLECTION = '<modsCollection xmlns="http://www.loc.gov/mods/v3">'
FILES: dict[str, tuple[str, str, Callable[[int], str], str, str]] = {
    "ris": ("ris", "", _ris, "", ""),
    "nbib": ("medline-nbib", "", _nbib, "", ""),
    "jsonl": ("csl-jsonl", "", _json, "\n", "\n"),
    "json": ("csl-json", "[", _json, ",\n", "]\n"),
    "xml": ("mods", f'<?xml version="1.0"?>{_COLLECTION}', _mods, "", "</modsCollection>"),
}
"""Format, what stands in front, one record, what stands between records, and at the end."""


def _write(path: Path, kind: str) -> int:
    _, start, record, between, end = FILES[kind]
    number = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(start)
        while file.tell() < SIZE:
            file.write((between if number else "") + record(number))
            number += 1
        file.write(end)
    return number


def _peak(run: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", FILES)
def test_reading_takes_little_memory(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"many.{kind}"
    count = _write(path, kind)

    def read() -> None:
        items: Iterator[object] = iter_items(path, FILES[kind][0])
        assert sum(1 for _ in items) == count

    assert _peak(read) < BOUND


@pytest.mark.parametrize("target", ["jsonl", "json"])
def test_converting_takes_little_memory(target: str, tmp_path: Path) -> None:
    path = tmp_path / "many.ris"
    count = _write(path, "ris")
    out = tmp_path / f"out.{target}"

    def convert() -> None:
        with pytest.raises(SystemExit) as ended:
            main(["convert", str(path), str(out)])
        assert ended.value.code == 0

    assert _peak(convert) < 2 * BOUND
    assert sum(1 for _ in iter_items(out)) == count
    with out.open(encoding="utf-8") as lines:
        assert lines.readline()[:1] == ("{" if target == "jsonl" else "[")


def test_converting_keeps_ids_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "twice.ris"
    path.write_text(_ris(1) + _ris(1).replace("Title", "Other") + _ris(1) + _ris(2), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["convert", str(path), "-", "--to", "csl-json"])
    out, err = capsys.readouterr()
    assert [one["id"] for one in json.loads(out)] == ["i1", "i1-2", "i2"]
    assert "items-duplicate-id" in err
    assert "items-repeated" in err

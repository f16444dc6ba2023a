"""A large file is read by a process of its own, and the library is the same as when it is read here."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citelib.cli import main
from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.exchange import dump
from citelib.library import Library, preparing, upkeep
from citelib.library.store.schema import DERIVED
from citelib.library.transfer import Imported, import_file
from citelib.model import Item, Name
from citelib.model.custom import ALIASES_KEY
from tests.benchmarks.library_data import synthetic

EVERYTHING = ("items", "changes", "steps", "words_docsize", "words_data", "impacts_data", *DERIVED)

TIME = re.compile(r"20..-..-..T..:..:..Z")


@pytest.fixture(autouse=True)
def one_processor_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(preparing, "LARGE", 1)
    monkeypatch.setattr("citelib.library.importing.BATCH", 200)


def odd_items() -> list[Item]:
    """Items that need more than to be added: keys and identifiers of others, aliases, control characters."""
    items = list(synthetic(450))
    items[100] = items[100].evolve(id=items[3].id)
    items[200] = items[200].evolve(id="a\nb")
    items[300] = items[300].evolve(custom={ALIASES_KEY: ["former", items[4].id]})
    items[400] = items[5]
    items[410] = items[6].evolve(id="again")
    items[420] = Item("\udcff" + "x", "book", title="half a \udc00 pair", author=[Name("Ek", "B.")])
    return items


def imported(path: Path, source: Path, **options: object) -> tuple[Imported, list[Diagnostic], dict[str, list[object]]]:
    told: list[Diagnostic] = []
    with Library.open(path) as library:
        result = import_file(library, source, report=told.append, **options)  # type: ignore[arg-type]
        assert list(upkeep.inspect(library)) == []
        rows = {table: library.database.read(f"SELECT * FROM {table}") for table in EVERYTHING}
        for row in (rows["items"], rows["steps"]):
            row[:] = [tuple(one for one in columns if not TIME.fullmatch(str(one))) for columns in row]
    return result, told, rows


@pytest.mark.parametrize("ending", ["jsonl", "ris", "bib"])
def test_the_library_is_the_same_as_when_it_is_read_here(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / f"refs.{ending}"
    dump(odd_items(), source, report=lambda _: None)
    seen: list[int] = []
    beside = imported(tmp_path / "beside.db", source, progress=seen.append)
    again = imported(tmp_path / "beside.db", source)
    monkeypatch.setattr(preparing, "LARGE", 1 << 40)
    assert imported(tmp_path / "here.db", source) == beside
    assert imported(tmp_path / "here.db", source) == again
    assert seen[-1] > 440
    assert again[0].added == 0


def test_what_ends_reading_is_told_as_when_it_is_read_here(tmp_path: Path) -> None:
    source = tmp_path / "refs.ris"
    source.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    with Library.open(tmp_path / "refs.db") as library, pytest.raises(ReadError):
        import_file(library, source)


def test_the_rest_is_read_here_when_the_other_process_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "refs.jsonl"
    dump(synthetic(1200), source)
    with source.open("a") as file:
        file.write("{\n")
    whole = [(one.id, one.record, one.derived) for one in preparing.prepared_items(source)]
    assert len(whole) == 1200
    program = preparing._PROGRAM.replace(
        "_send(sys",
        "import os, queue, sys; get = queue.Queue.get; calls = []\n"
        "def failing(*a):\n"
        "    calls.append(1)\n"
        "    if len(calls) < 3: return get(*a)\n"
        "    out = sys.__stdout__.buffer; out.write(get(*a)[:100]); out.flush(); os._exit(9)\n"
        "queue.Queue.get = failing\n_send(sys",
    )
    monkeypatch.setattr(preparing, "_PROGRAM", program)
    told: list[Diagnostic] = []
    found = [(one.id, one.record, one.derived) for one in preparing.prepared_items(source, report=told.append)]
    assert found == whole
    assert len(told) == 1
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    assert [(one.id, one.record, one.derived) for one in preparing.prepared_items(source)] == whole


@pytest.mark.skipif(shutil.which("ps") is None, reason="needs ps, which this system does not have")
def test_an_import_that_is_killed_keeps_whole_batches_and_leaves_no_process(tmp_path: Path) -> None:
    source, path = tmp_path / "refs.jsonl", tmp_path / "refs.db"
    items = list(synthetic(3000))
    dump(items, source)
    code = (
        "import sys, os; from pathlib import Path; from citelib.library import Library, preparing, importing\n"
        "os.cpu_count = lambda: 2; preparing.LARGE = 1; importing.BATCH = 200\n"
        "from citelib.library.transfer import import_file\n"
        "with Library.open(sys.argv[1]) as library:\n"
        "    import_file(library, Path(sys.argv[2]), progress=lambda seen: print(seen, flush=True))\n"
    )
    for kept in (200, 1000):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(path), str(source)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            seen = 0
            while seen < kept:
                seen = int(process.stdout.readline())
            process.send_signal(signal.SIGKILL)
            process.wait()
        with Library.open(path) as library:
            assert list(upkeep.inspect(library)) == []
            assert len(library) >= kept
            assert len(library) % 200 == 0
            assert [item.id for item in library] == [item.id for item in items[: len(library)]]
    readers = "from citelib.library.preparing import _send"
    for _ in range(100):
        running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        if not any(readers in line and str(source) in line for line in running.splitlines()):
            break
        time.sleep(0.1)
    else:
        pytest.fail("a process goes on reading for nobody")
    with Library.open(path) as library:
        before = len(library)
        result = import_file(library, source)
        assert (result.unchanged, result.added) == (before, len(items) - before)
        assert [item.id for item in library] == [item.id for item in items]


def test_the_command_uses_the_other_process_unless_an_option_says_how_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "refs.jsonl"
    dump(synthetic(300), source)
    used: list[Path] = []

    def recorded(file: Path, *arguments: Any, **more: Any) -> Iterator[preparing.Prepared]:
        used.append(file)
        return preparing.prepared_items(file, *arguments, **more)

    monkeypatch.setattr("citelib.library.importing.prepared_items", recorded)
    for name, options in (("a.db", []), ("b.db", ["--keep-notes"])):
        with Library.open(tmp_path / name):
            pass
        with pytest.raises(SystemExit) as end:
            main(["library", "import", str(source), "-L", str(tmp_path / name), *options])
        assert not end.value.code
        with Library.open(tmp_path / name) as library:
            assert len(library) == 300
    assert used == [source]

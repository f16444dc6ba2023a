"""What was committed stays, whatever happens: kills, full disks, torn and damaged files, several writers."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

from citelib.errors import LibraryError
from citelib.library import Library, upkeep
from citelib.library.derived import derive
from citelib.library.store.schema import DERIVED
from citelib.library.transfer import import_items
from citelib.model import Item, Name

CRASH_POINTS = 60
TORN_LOGS = 60
WRITERS = 4

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which this system does not have")


def book(key: str, title: str = "Ketamine and synapses") -> Item:
    return Item(key, "book", title=title, author=[Name("Beyeler", "Anna")], abstract="words " * 50, keyword="a, b")


def child(work: Callable[[int], None]) -> tuple[int, bytes]:
    """Run `work` in a process of its own; its status and what it wrote to the descriptor that it is given."""
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(read)
            work(write)
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read, "rb") as answers:
        said = answers.read()
    return os.waitpid(process, 0)[1], said


def steps(library: Library, done: Callable[[], object]) -> None:
    """Changes of every kind; `done` is called when one has been committed."""
    for number in range(12):
        library.add(book(f"k{number}"))
        done()
        if number % 3 == 2:
            library.replace(book(f"k{number}", "Another"))
            done()
            library.remove(f"k{number - 1}")
            done()
            library.rename(f"k{number - 2}", f"r{number}")
            done()
            library.undo()
            done()
    with library.transaction("many"):
        for number in range(40):
            library.add(book(f"m{number}"))
    done()


def states(path: Path) -> list[str]:
    """What the library holds after each commit when nothing goes wrong."""
    with Library.open(path) as library:
        seen = [_state(library)]
        steps(library, lambda: seen.append(_state(library)))
    return seen


def _state(library: Library) -> str:
    return repr([(item.id, item.title) for item in library.by_key()]) + repr([one.key for one in library.trash()])


def test_kill_at_any_moment_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    expected = states(tmp_path / "whole.db")
    generator = random.Random(20261123)
    empty = tmp_path / "empty.db"
    Library.open(empty).close()
    reached = set()
    for point in range(CRASH_POINTS):
        path = tmp_path / "refs.db"
        for leftover in tmp_path.glob("refs.db*"):
            leftover.unlink()
        shutil.copy(empty, path)
        # Every so many instructions of SQLite's virtual machine, within statements and transactions.
        after = generator.randint(1, 1200)

        def work(answers: int, path: Path = path, after: int = after) -> None:
            calls = 0

            def crash() -> int:
                nonlocal calls
                calls += 1
                if calls == after:
                    os.kill(os.getpid(), signal.SIGKILL)
                return 0

            with Library.open(path) as library:
                library.database.connection.set_progress_handler(crash, 20)
                steps(library, lambda: os.write(answers, b"."))

        status, said = child(work)
        assert status in (0, signal.SIGKILL), point
        with Library.open(path) as library:
            assert list(upkeep.inspect(library)) == [], point
            # What was acknowledged is there; the step in flight is there whole or not at all.
            assert _state(library) in expected[len(said) : len(said) + 2], point
            reached.add(len(said))
    assert len(reached) > 15


def test_kill_from_outside_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    path = tmp_path / "refs.db"
    generator = random.Random(7)
    acknowledged = 0
    for _ in range(15):
        code = (
            "import sys; from citelib.library import Library; from citelib.model import Item\n"
            "library = Library.open(sys.argv[1])\n"
            "n = len(library)\n"
            "while True:\n"
            "    library.add(Item(f'k{n}', 'book', title='T')); n += 1\n"
            "    print(n, flush=True)\n"
        )
        with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(generator.randint(1, 30)):
                acknowledged = int(process.stdout.readline())
            time.sleep(generator.random() / 200)
            process.kill()
            for line in process.stdout:
                if line.endswith("\n"):
                    acknowledged = int(line)
        with Library.open(path) as library:
            assert acknowledged <= len(library) <= acknowledged + 1
    with Library.open(path) as library:
        assert list(upkeep.inspect(library)) == []


def test_a_log_torn_by_a_power_cut_gives_an_earlier_commit(tmp_path: Path) -> None:
    expected = states(tmp_path / "whole.db")
    path = tmp_path / "refs.db"
    copy = tmp_path / "copy" / "refs.db"
    copy.parent.mkdir()
    with Library.open(path) as library:
        steps(library, lambda: None)
        log = Path(f"{path}-wal").read_bytes()
        data = path.read_bytes()
    generator = random.Random(3)
    for _ in range(TORN_LOGS):
        for leftover in copy.parent.iterdir():
            leftover.unlink()
        copy.write_bytes(data)
        cut = generator.randint(0, len(log))
        Path(f"{copy}-wal").write_bytes(log[:cut] + generator.randbytes(generator.choice([0, 100])))
        try:
            with Library.open(copy) as library:
                assert _state(library) in expected
                assert list(upkeep.inspect(library)) == []
        except LibraryError as error:
            # Not even the tables had been committed.
            if cut >= 100_000:
                raise AssertionError(cut) from error


def test_a_full_disk_loses_nothing_and_says_so(library: Library) -> None:
    library.add(book("a"))
    before = _state(library)
    pages = library.database.read("PRAGMA page_count")[0][0]
    library.database.read(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(LibraryError, match=r"the disk is full: nothing of this change was kept.*make room"):
        import_items(library, (book(f"k{number}") for number in range(1000)))
    assert _state(library) == before
    assert list(upkeep.inspect(library)) == []
    library.database.read("PRAGMA max_page_count = 1000000")
    assert import_items(library, (book(f"k{number}") for number in range(1000))).added == 1000


def test_a_file_that_cannot_grow_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "refs.db"
    with Library.open(path) as library:
        library.add(book("a"))

    def work(answers: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        with Library.open(path) as library:
            for number in range(1000):
                try:
                    library.add(book(f"k{number}"))
                except LibraryError as error:
                    os.write(answers, str(error).encode())
                    return
                os.write(answers, b".")

    status, said = child(work)
    assert status == 0
    count = len(said) - len(said.lstrip(b"."))
    assert b"the disk" in said
    assert count > 0
    with Library.open(path) as library:
        assert len(library) == count + 1
        assert list(upkeep.inspect(library)) == []


def _as_nobody() -> None:
    """Root may write everywhere, so give that up."""
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def test_a_read_only_folder_can_be_read_and_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = folder / "refs.db"
    with Library.open(path) as library:
        library.add(book("a"))
    # pytest's own folders are for their owner only, and there is one more of them where several processes test.
    for parent in (folder, *takewhile(lambda one: one != Path(tempfile.gettempdir()), folder.parents)):
        parent.chmod(0o755)
    path.chmod(0o444)
    folder.chmod(0o555)

    def work(answers: int) -> None:
        _as_nobody()
        with Library.open(path) as library:
            os.write(answers, f"{library.search('ketamine').keys()} {library.database.read_only}\n".encode())
            try:
                library.add(book("b"))
            except LibraryError as error:
                os.write(answers, f"{error}\n".encode())
        try:
            Library.open(folder / "new.db")
        except LibraryError as error:
            os.write(answers, f"{error}\n".encode())

    try:
        status, said = child(work)
    finally:
        folder.chmod(0o755)
    lines = said.decode().splitlines()
    assert status == 0, lines
    assert lines[0] == "['a'] True"
    assert "can only be read" in lines[1]
    assert "make the file and its folder writable" in lines[1]
    assert "cannot be opened" in lines[2]


def test_truncated_and_damaged_files_are_refused_or_found_out(tmp_path: Path) -> None:
    path = tmp_path / "refs.db"
    with Library.open(path) as library:
        import_items(library, (book(f"k{number}") for number in range(500)))
        upkeep.backup(library, tmp_path / "safe.db")
        items = list(library)
    whole = path.read_bytes()
    generator = random.Random(11)
    found = harmless = 0
    for number in range(30):
        for leftover in tmp_path.glob("refs.db*"):
            leftover.unlink()
        if number % 2:
            damaged = whole[: generator.randint(100, len(whole) - 1)]
        else:
            at = generator.randint(0, len(whole) - 8000)
            damaged = whole[:at] + generator.randbytes(8000) + whole[at + 8000 :]
        path.write_bytes(damaged)
        try:
            with Library.open(path) as library:
                faults = list(upkeep.inspect(library))
                found += bool(faults)
                # A page that nothing uses may be cut off without harm.
                harmless += not faults and list(library) == items
        except LibraryError as error:
            found += error.hint is not None
        aside = upkeep.restore(path, tmp_path / "safe.db")
        assert aside is not None
        with Library.open(path) as library:
            assert len(library) == 500
            assert list(upkeep.inspect(library)) == []
        if aside.name.startswith("refs.db.damaged"):
            assert aside.read_bytes() == damaged
    assert found + harmless == 30
    assert harmless <= 1


def test_damage_that_sqlite_cannot_see_is_found(library: Library) -> None:
    for key in "abcd":
        library.add(book(key))
    connection = library.database.connection
    connection.execute("UPDATE items SET record = replace(record, 'Anna', 'Anne') WHERE key = 'a'")
    connection.execute("UPDATE items SET title = 'x' WHERE key = 'b'")
    connection.execute("UPDATE names SET family = 'x' WHERE item = 3")
    connection.execute("DELETE FROM tags WHERE item = 3")
    connection.execute("UPDATE items SET record = '{' WHERE key = 'd'")
    codes = {(one.code, one.item) for one in upkeep.inspect(library)}
    assert codes >= {
        ("library-history", "a"),
        ("library-derived", "b"),
        ("library-derived", "c"),
        ("library-record", "d"),
    }


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO impacts (impacts) VALUES ('delete-all')",
        "INSERT INTO impacts (impacts, rowid, terms) SELECT 'delete', number, :term FROM items WHERE key = 'k1'",
        "INSERT INTO impacts (rowid, terms) SELECT number, :term FROM items WHERE key = 'k2'",
    ],
    ids=["all", "less", "more"],
)
def test_an_index_of_impacts_that_does_not_fit_the_items_is_found_and_mended(library: Library, damage: str) -> None:
    import_items(library, (book(f"k{number}", title=f"Ketamine {number}") for number in range(5)))
    assert list(upkeep.inspect(library)) == []
    term = derive(library["k1"]).impacts.split()[1]  # its number, which it alone has
    library.database.connection.execute(damage, {"term": term} if ":term" in damage else {})
    [fault] = upkeep.inspect(library)
    assert (fault.code, fault.hint) == ("library-derived", "run `citelib library rebuild`")
    upkeep.rebuild(library)
    assert list(upkeep.inspect(library)) == []


def test_rebuild_makes_everything_derived_again(library: Library) -> None:
    import_items(library, (book(f"k{number}") for number in range(50)))
    library.collect("k1", "Thesis")
    library.rename("k2", "x")

    def derived() -> list[object]:
        read = library.database.read
        return [
            read("SELECT key, type, year, author, title FROM items ORDER BY number"),
            *(sorted(read(f"SELECT * FROM {table}"), key=repr) for table in (*DERIVED, "words_docsize")),
            library.search('ketamine author:"beyeler, a" tag:a').keys(),
        ]

    before = derived()
    connection = library.database.connection
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    connection.execute("UPDATE items SET year = 1, author = '', title = ''")
    assert derived() != before
    assert upkeep.rebuild(library) == 50
    assert derived() == before
    assert list(upkeep.inspect(library)) == []


def test_two_writers_wait_and_then_say_so(tmp_path: Path) -> None:
    path = tmp_path / "refs.db"
    with Library.open(path) as first, Library.open(path, timeout=0.2) as second, first.transaction("long"):
        first.add(book("a"))
        assert second.search("").keys() == []  # readers never wait
        start = time.monotonic()
        with pytest.raises(LibraryError, match=r"another program is writing.*timeout="):
            second.add(book("b"))
        assert time.monotonic() - start < 5
    with Library.open(path) as library:
        assert [item.id for item in library] == ["a"]


def test_many_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "refs.db"  # not even made yet: all of them try
    code = (
        "import sys; from citelib.library import Library; from citelib.model import Item\n"
        "with Library.open(sys.argv[1], timeout=60) as library:\n"
        "    for n in range(40):\n"
        "        library.add(Item(f'{sys.argv[2]}-{n}', 'book', title='ketamine'))\n"
        "        library.tag(f'{sys.argv[2]}-{n}', ['done'])\n"
        "        len(library.search('ketamine'))\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(path), str(number)], stderr=subprocess.PIPE, text=True)
        for number in range(WRITERS)
    ]
    for process in processes:
        assert process.communicate(timeout=120) == (None, "")
        assert process.returncode == 0
    with Library.open(path) as library:
        assert len(library) == len(library.search("ketamine tag:done")) == 40 * WRITERS
        assert list(upkeep.inspect(library)) == []
        assert len(library.log()) == 80 * WRITERS


def test_backups_are_whole_while_others_write(tmp_path: Path) -> None:
    path, safe = tmp_path / "refs.db", tmp_path / "safe.db"
    with Library.open(path) as library:
        import_items(library, (book(f"k{number}") for number in range(300)))
        other = Library.open(path)

        def interfere(done: int, total: int) -> None:
            if f"x{done}" not in other:
                other.add(book(f"x{done}"))

        upkeep.backup(library, safe, progress=interfere)
        other.close()
        with pytest.raises(LibraryError, match="is the library itself"):
            upkeep.backup(library, path)
        with pytest.raises(LibraryError, match="cannot be written"):
            upkeep.backup(library, tmp_path / "none" / "safe.db")
    assert not Path(f"{safe}-wal").exists()
    with Library.open(safe) as copy:
        assert len(copy) >= 300
        assert list(upkeep.inspect(copy)) == []


def test_restore_keeps_what_was_there_and_refuses_damaged_backups(tmp_path: Path) -> None:
    path, safe = tmp_path / "refs.db", tmp_path / "safe.db"
    with Library.open(path) as library:
        library.add(book("a"))
        upkeep.backup(library, safe)
        library.add(book("b"))
        aside = upkeep.restore(path, safe)
        # Who has it open sees the restored library, and can go on.
        assert [item.id for item in library] == ["a"]
        library.add(book("c"))
    assert aside is not None
    with Library.open(aside) as former:
        assert [item.id for item in former] == ["a", "b"]
    safe.write_bytes(safe.read_bytes()[:20_000])
    with pytest.raises(LibraryError):
        upkeep.restore(path, safe)
    with Library.open(path) as library:
        assert [item.id for item in library] == ["a", "c"]
    assert upkeep.restore(tmp_path / "new.db", aside) is None
    assert len(list(tmp_path.glob(".*"))) == 0


def test_an_import_that_fails_on_the_way_says_how_to_undo_it(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citelib.library.importing.BATCH", 10)

    def items() -> object:
        for number in range(25):
            yield book(f"k{number}")
        raise ValueError("the file ends in the middle")

    with pytest.raises(ValueError, match="in the middle") as caught:
        import_items(library, items())  # type: ignore[arg-type]
    assert caught.value.__notes__ == ["20 items were read and kept; `citelib library undo 1` undoes that"]
    assert len(library) == 20
    library.undo(1)
    assert len(library) == 0


def test_sqlite_is_the_one_that_was_tested() -> None:
    assert sqlite3.sqlite_version_info >= (3, 37)

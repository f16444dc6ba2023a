"""Paths that lead to no file, to a folder, or to what never ends: told at once, at every door that takes a path."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import citelib
from citelib.csl.style.parse import parse, parse_locale
from citelib.csl.style.repository import load_style
from citelib.documents.files import read_document, render_file
from citelib.errors import CitelibError, LibraryError, LimitError, LocaleError, ReadError, StyleError, UnknownNameError
from citelib.formats.exchange import dump, iter_items, load
from citelib.library import Library
from citelib.library.attachments import attach_file
from citelib.library.transfer import export, import_file
from citelib.library.upkeep import backup, restore
from citelib.limits import Limits
from citelib.model import Item
from tests.hostile.running import on_screen

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")

SECONDS = 20
"""Nothing here takes a tenth of that: what takes longer hangs."""
BOOK = Item("a", "book", title="Structures")


@contextmanager
def soon() -> Iterator[None]:
    """A test that fails instead of waiting for ever."""

    def hangs(*_: object) -> None:
        raise AssertionError(f"no end after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, hangs)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as library:
        library.add(BOOK)
        yield library


DOORS: dict[str, Callable[[Path, Library], object]] = {
    "load": lambda path, _: load(path, "ris"),
    "load-any": lambda path, _: load(path),
    "load-str": lambda path, _: load(str(path)),
    "iter_items": lambda path, _: list(iter_items(path, "bibtex")),
    "import": lambda path, library: import_file(library, path),
    "style": lambda path, _: load_style(path),
    "style-str": lambda path, _: load_style(str(path)),
    "format": lambda path, _: citelib.format([BOOK], style=path),
    "locale": lambda path, _: citelib.format([BOOK], style="apa", locale=str(path)),
    "document": lambda path, _: read_document(path, "latex"),
    "render": lambda path, _: render_file(path, kind="markdown"),
    "open": lambda path, _: Library.open(path).close(),
    "attach": lambda path, library: attach_file(library, "a", path),
    "restore": lambda path, library: restore(library.path.with_name("new.db"), path),
}
"""Functions that read a file."""
TARGETS: dict[str, Callable[[Path, Library], object]] = {
    "dump": lambda path, _: dump([BOOK], path, "ris"),
    "export": lambda path, library: export(library, path, "ris"),
    "export-some": lambda path, library: export(library, path, "ris", query="structures"),
    "backup": lambda path, library: backup(library, path),
    "open": lambda path, _: Library.open(path).close(),
}
"""Functions that write one."""
NAMES = {
    "zero": "a\0b", "long": "x" * 5_000, "long-part": "x" * 300 + ".db", "half-pair": "a\ud800",
    "escape": "file/\x1b]0;x\x07",
    "below-a-file": "file/x", "loop": "loop", "folder": ".", "folder-ending": "folder.csl", "none": "",
}  # fmt: skip


def place(folder: Path, name: str) -> Path:
    """A path in a folder that has what the names need."""
    (folder / "file").write_text("x")
    (folder / "loop").symlink_to("loop")
    (folder / "folder.csl").mkdir()
    return folder / name if name else Path()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("door", DOORS)
def test_what_is_no_file(door: str, name: str, library: Library, tmp_path: Path) -> None:
    with soon(), pytest.raises(CitelibError):
        DOORS[door](place(tmp_path, NAMES[name]), library)
    assert library["a"].custom == {}


@pytest.mark.parametrize(
    ("door", "name"),
    [(door, name) for door in TARGETS for name in NAMES if (door, name) != ("backup", "loop")],  # it replaces the link
)
def test_where_nothing_can_be_written(door: str, name: str, library: Library, tmp_path: Path) -> None:
    with soon(), pytest.raises(CitelibError):
        TARGETS[door](place(tmp_path, NAMES[name]), library)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("door", ["style", "style-str", "format", "attach", "open", "restore"])
@pytest.mark.parametrize("kind", ["fifo", "zero"])
def test_only_regular_files(door: str, kind: str, library: Library, tmp_path: Path) -> None:
    """What is copied, compiled or opened as a database has to be a file; the error says so and what to do."""
    path = Path("/dev/zero") if kind == "zero" else tmp_path / "fifo"
    if kind == "fifo":
        os.mkfifo(path)
    with soon(), pytest.raises((ReadError, LibraryError), match="not a regular file") as raised:
        DOORS[door](path, library)
    assert raised.value.hint


@pytest.mark.parametrize("door", ["load", "load-any", "iter_items", "document"])
def test_a_pipe_is_read_to_its_end(door: str, library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.ris")
    with soon(), ThreadPoolExecutor(1) as pool:
        pool.submit((tmp_path / "fifo.ris").write_text, "TY  - BOOK\nTI  - T\nER  - \n")
        assert DOORS[door](tmp_path / "fifo.ris", library) is not None


def test_no_pipe_is_waited_for_to_compare_with(library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.ris")
    with soon(), ThreadPoolExecutor(1) as pool:
        text = pool.submit((tmp_path / "fifo.ris").read_text)
        export(library, tmp_path / "fifo.ris", "ris", query="structures")
        assert "TI  - Structures" in text.result()


@pytest.mark.parametrize("file", ["path", "binary", "text"])
def test_what_never_ends_ends_at_the_limit(file: str) -> None:
    limits = Limits(file_size=3_000_000)
    with soon(), Path("/dev/zero").open("rb") as zeros, io.TextIOWrapper(zeros) as text:
        given = {"path": Path("/dev/zero"), "binary": zeros, "text": text}[file]
        for format in ("ris", "bibtex", "mods", "csl-json", None):
            with pytest.raises(LimitError, match="file_size=3000000"):
                load(given, format, limits=limits)  # type: ignore[arg-type]


MEMORY = 1_800 << 20
"""Bytes that a command may ask the system for: more than twice the limit of a file."""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["format", "/dev/zero"], "file_size"),
        (["convert", "/dev/zero", "-t", "ris"], "file_size"),
        (["check", "--document", "/dev/zero"], "document_size"),
        (["format", "empty.bib", "--style", "/dev/zero"], "not a regular file"),
    ],
)
def test_commands_end(arguments: list[str], said: str, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limits of resources")
    (tmp_path / "empty.bib").write_text("@book{a, title = {T}}")
    done = subprocess.run(
        [sys.executable, "-m", "citelib", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=SECONDS,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["/dev/zero", "a.json", "\ud800", "x" * 300, "x" * 5_000])
@pytest.mark.parametrize(
    "arguments",
    [
        ["format", "a.json", "-s", "NAME.csl"],
        ["format", "a.json", "-s", "/NAME"],
        ["format", "a.json", "-l", "NAME"],
        ["format", "a.json", "-O", "NAME/x"],
        ["convert", "a.json", "NAME/x.ris"],
        ["link", "a.json", "NAME/x"],
        ["check", "NAME/x"],
        ["library", "-L", "NAME/x.db", "list"],
    ],
)
def test_commands_say_what_is_wrong(
    arguments: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_text('[{"id": "a", "type": "book", "title": "T"}]')
    with soon():
        status, shown = on_screen([one.replace("NAME", name) for one in arguments])
    assert status in (1, 2)
    assert shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("source", [
    '<locale xmlns="urn:x" xml:lang="en-US" version="1.0"/>', "<style/>", "<a/>", '<a:locale xmlns:a="urn:x"/>', "",
    "\0",     '<locale xml:lang="en"><terms><term name="in"><a xmlns="urn:x">in</a></term></terms></locale>x',
])  # fmt: skip
def test_what_is_no_locale(source: str) -> None:
    for given in (source, source.encode()):
        with pytest.raises(LocaleError):
            parse_locale(given)


ROOTS = ["style", "locale", "info", "citation", "layout", "text", "names", "date", "choose", "if", "term", "title", "x"]


@pytest.mark.parametrize("space", ["http://purl.org/net/xbiblio/csl", "urn:x", ""])
@pytest.mark.parametrize("root", ROOTS)
def test_any_element_as_a_style_and_as_a_locale(root: str, space: str) -> None:
    """An element of CSL or of none, with attributes and children that it cannot have."""
    for inner in ROOTS:
        child = f'<{inner} name="x" variable="title" macro="x" form="long" xml:lang="x">t</{inner}>'
        text = f'<{root} xmlns="{space}" name="x" xml:lang="de" version="1.0">{child}{child}</{root}>'
        with suppress(StyleError):
            parse(text)
        with suppress(StyleError):
            parse(text, strict=False)
        with suppress(LocaleError):
            parse_locale(text)


def test_unknown_names_that_are_no_paths() -> None:
    for name in ("a\0b", "x" * 5_000, "\ud800", "/dev/null\0"):
        with pytest.raises(UnknownNameError):
            load_style(name, paths=False)
        with pytest.raises(UnknownNameError):
            load_style(name)

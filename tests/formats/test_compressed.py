"""Compressed inputs are read as what is in them, in every way of reading, and never without bounds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from citelib.cli import main
from citelib.errors import LimitError, ReadError
from citelib.formats.compressed import members_of
from citelib.formats.exchange import iter_items, load, loads
from citelib.limits import DEFAULT_LIMITS

RIS = "TY  - BOOK\nTI  - Rivers of Ro\nAU  - Roa, Ada\nPY  - 2001\nID  - s1\nER  - \n"
BIB = "@book{b1, title = {{Bees of Bo}}, author = {Vu, Bo}, year = 2002}\n"


def _zipped(**files: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_in_", "/").replace("_dot_", "."), text)
    return buffer.getvalue()


def _zstd(data: bytes) -> bytes:
    zstd = pytest.importorskip("backports.zstd", reason="backports.zstd (extra «zstd») is not installed")
    packed: bytes = zstd.compress(data)
    return packed


WAYS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": _zstd,
    ".zip": lambda data: _zipped(refs_dot_ris=data),
}  # fmt: skip


@pytest.mark.parametrize("ending", WAYS)
def test_all_that_read_files_read_compressed_ones(ending: str, tmp_path: Path) -> None:
    packed = WAYS[ending](RIS.encode())
    path = tmp_path / f"refs.ris{ending}"
    path.write_bytes(packed)
    nameless = tmp_path / "refs"
    nameless.write_bytes(packed)
    for found in (
        load(path).values(), load(nameless).values(), loads(packed).values(), loads(packed, "ris").values(),
        load(io.BytesIO(packed)).values(), iter_items(path),
    ):  # fmt: skip
        assert [(one.id, one.title) for one in found] == [("s1", "Rivers of Ro")]


def test_what_is_wrong_is_told_with_the_name_and_the_line(tmp_path: Path) -> None:
    path = tmp_path / "refs.ris.gz"
    path.write_bytes(gzip.compress(b"nothing\n" + RIS.encode()))
    (told,) = load(path).diagnostics
    assert (told.source, told.line, told.code) == (str(path), 1, "ris-stray")


def test_a_large_file_is_read_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "refs.ris.gz"
    path.write_bytes(gzip.compress("".join(RIS.replace("s1", f"s{n}") for n in range(30_000)).encode()))
    limits = attrs.evolve(DEFAULT_LIMITS, file_size=1000)  # no more than that is held as a whole
    assert sum(1 for _ in iter_items(path, limits=limits)) == 30_000


def test_an_archive_of_several_files_is_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(
        _zipped(
            a_dot_ris=RIS,
            deep_in_b_dot_bib=BIB,
            paper_dot_pdf=b"%PDF-1.4\0",
            __MACOSX_in_a_dot_ris=b"\0",
            _dot_DS_Store=b"\0",
        )
    )
    works = load(path)
    assert [one.title for one in works.values()] == ["Rivers of Ro", '<span class="nocase">Bees of Bo</span>']
    assert [(one.source, one.code) for one in works.diagnostics] == [(f"{path}/paper.pdf", "items-not-read")]
    assert [one.id for one in iter_items(path)] == ["s1", "b1"]


def test_an_archive_of_nothing_else_than_one_spoilt_file_is_an_error() -> None:
    with pytest.raises(ReadError, match="PDF"):
        loads(_zipped(a_dot_pdf="%PDF-1.4"))
    with pytest.raises(ReadError, match="without a file"):
        loads(_zipped())


def test_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(_zipped(a_dot_ris=RIS, b_dot_bib=BIB, c_dot_pdf=b"%PDF-1.4"))

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as end:
            main([*arguments, "-q"])
        assert end.value.code == 0
        return capfd.readouterr().out

    assert run("convert", str(path), "-", "--to", "ris").count("TY  - BOOK") == 2
    assert BIB in run("convert", str(path), "-", "--to", "bibtex")


def test_a_line_that_is_shown_is_one_of_the_unpacked_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "refs.ris.gz"
    path.write_bytes(gzip.compress(b"nothing here\n" + RIS.encode()))
    with pytest.raises(SystemExit):
        main(["convert", str(path), "-", "--to", "ris"])
    assert "    nothing here\n" in capfd.readouterr().err


@pytest.mark.parametrize("ending", WAYS)
def test_a_spoilt_file_is_an_error(ending: str) -> None:
    packed = WAYS[ending](RIS.encode() * 50)
    for cut in (len(packed) // 2, len(packed) - 12):
        with pytest.raises(ReadError, match=r"cannot be unpacked|damaged"):
            loads(packed[:cut], "ris")


def test_bombs_go_beyond_a_limit() -> None:
    bomb = gzip.compress(b"TY  - BOOK\nTI  - " + b"a" * 20_000_000)
    with pytest.raises(LimitError, match="package_ratio"):
        loads(bomb, "ris")
    with pytest.raises(LimitError, match="package_size"):
        loads(bomb, "ris", limits=attrs.evolve(DEFAULT_LIMITS, package_size=1_000_000))
    with pytest.raises(LimitError, match="package_size"):
        loads(_zipped(a_dot_ris=RIS, b_dot_ris=RIS), limits=attrs.evolve(DEFAULT_LIMITS, package_size=len(RIS) + 10))
    with pytest.raises(LimitError, match="package_members"):
        loads(_zipped(a_dot_ris=RIS, b_dot_ris=RIS), limits=attrs.evolve(DEFAULT_LIMITS, package_members=1))


def test_a_size_that_is_a_lie_does_not_help() -> None:
    packed = bytearray(_zipped(a_dot_ris="a" * 15_000_000))
    size = (15_000_000).to_bytes(4, "little")
    while (at := packed.find(size)) >= 0:
        packed[at : at + 4] = (1000).to_bytes(4, "little")
    members = members_of(bytes(packed), "a.zip", DEFAULT_LIMITS)
    assert members is not None
    with pytest.raises((LimitError, ReadError)), members[0].open() as file:
        file.read()


def test_encrypted_archives_are_told() -> None:
    packed = bytearray(_zipped(a_dot_ris=RIS))
    at = packed.find(b"PK\x01\x02") + 8
    packed[at] |= 1
    with pytest.raises(ReadError, match="encrypted"):
        loads(bytes(packed))


def test_documents_are_no_archives() -> None:
    assert members_of(_zipped(mimetype="application/epub+zip", a_dot_ris=RIS), "a.epub", DEFAULT_LIMITS) is None


def _tar(mode: str, **files: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(f"refs/{name}.ris")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        archive.addfile(tarfile.TarInfo("refs/._hidden.ris"))
    return held.getvalue()


BOOK = b"TY  - BOOK\nTI  - Carts\nER  - \n"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_archives(mode: str) -> None:
    works = load(io.BytesIO(_tar(mode, a=BOOK, b=BOOK.replace(b"Carts", b"Hills"))))
    assert sorted(str(item.title) for item in works.values()) == ["Carts", "Hills"]


def test_a_spoilt_tar_archive() -> None:
    with pytest.raises(ReadError, match="damaged tar archive"):
        load(io.BytesIO(_tar("w", a=BOOK)[:600]))


def test_a_tar_archive_is_held_to_the_limits() -> None:
    with pytest.raises(LimitError):
        load(io.BytesIO(_tar("w", a=BOOK, b=BOOK)), limits=attrs.evolve(DEFAULT_LIMITS, package_members=1))
    with pytest.raises(LimitError):
        load(io.BytesIO(_tar("w", a=BOOK * 40)), limits=attrs.evolve(DEFAULT_LIMITS, package_size=1000))

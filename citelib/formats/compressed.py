"""Compressed files: what is in them, read piece by piece and never unpacked to disk.

Known are gzip, bzip2, xz, Zstandard, ZIP and tar, by the bytes that a file begins with, whatever its name is. Documents
and spreadsheets that are packed with ZIP (DOCX, XLSX, ODT …) are of their own kind, and are left to their readers.

>>> import gzip
>>> from citelib.limits import DEFAULT_LIMITS
>>> member, = members_of(gzip.compress(b"TY  - BOOK"), "refs.ris.gz", DEFAULT_LIMITS)
>>> member.name, member.open().read()
('refs.ris.gz', b'TY  - BOOK')
"""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import attrs

from citelib.errors import ReadError
from citelib.files import open_file
from citelib.limits import Limits

__all__ = ["ENDINGS", "Member", "members_of"]

ENDINGS: Final = (".gz", ".bz2", ".xz", ".zst")
"""Endings that compression adds to the name of a file, which do not tell its format."""

_STARTS: Final = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bz2",
    b"\xfd7zXZ\0": "lzma",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",  # an empty one
}
"""What files of each kind of compression begin with."""
_DOCUMENTS: Final = frozenset(("[Content_Types].xml", "mimetype", "META-INF/container.xml"))
"""Members by which documents that are ZIP files are recognised."""
_SMALL: Final = 10_000_000
"""Bytes up to which the ratio of sizes does not matter."""


@attrs.frozen
class Member:
    """A file in a compressed one.

    Attributes:
        name: Name for messages and for its format: that of the compressed file, and behind a slash its own in it.
        open: Opens it for reading bytes, from the start, as often as it is called; the file that it gives raises
            `ReadError` where it is spoilt and `LimitError` where it goes beyond a limit.
        is_one_of_many: Whether there are other files beside it.
    """

    name: str
    open: Callable[[], BinaryIO]
    is_one_of_many: bool = False


def members_of(data: bytes | Path, name: str, limits: Limits) -> list[Member] | None:
    """The files in a compressed one; None if it is not compressed.

    Args:
        data: Its bytes or its path.
        name: Its name.
        limits: ``package_size``, ``package_ratio`` and ``package_members`` are kept.

    Raises:
        ReadError: It cannot be opened, or has no file in it.
        LimitError: It has more files, or larger ones, than the limits allow.
    """

    def opened() -> BinaryIO:
        return open_file(data) if isinstance(data, Path) else io.BytesIO(data)

    with opened() as file:
        head = file.read(_BLOCK)
        kind = next((kind for start, kind in _STARTS.items() if head.startswith(start)), None)
        size = file.seek(0, io.SEEK_END) if kind is not None else 0
        if kind == "zip":
            file.seek(0)
            return _in_zip(file, opened, name, limits)
    if kind is None:
        return _in_tar(opened, name, limits) if _is_tar(head) else None
    unpack = _unpacker(kind, name)

    def open_unpacked() -> BinaryIO:
        packed = opened()
        return _bounded([unpack(packed), packed], size, limits, name)

    with open_unpacked() as file:
        is_tar = _is_tar(file.read(_BLOCK))
    return _in_tar(open_unpacked, name, limits) if is_tar else [Member(name, open_unpacked)]


_BLOCK: Final = 512
"""Bytes of a header in a tar archive."""


def _is_tar(head: bytes) -> bool:
    """Whether bytes begin a tar archive, which POSIX and GNU mark alike."""
    return head[257:262] == b"ustar"


def _in_tar(opened: Callable[[], BinaryIO], name: str, limits: Limits) -> list[Member]:
    """The files of a tar archive, read from its beginning to its end once; nothing is written anywhere."""
    import tarfile

    files: list[tuple[str, bytes]] = []
    size = 0
    try:
        with opened() as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
            for count, info in enumerate(archive, 1):
                limits.check("package_members", count, "the number of files in the archive")
                if not info.isfile() or _is_hidden(info.name) or not info.size:
                    continue
                size += info.size
                limits.check("package_size", size, "the size of all files in the archive")
                if (file := archive.extractfile(info)) is not None:
                    files.append((f"{name}/{info.name}", file.read()))
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise ReadError(f"is a damaged tar archive: {error}", source=name) from None
    if not files:
        raise ReadError("is a tar archive without a file in it", source=name)
    return [
        Member(inner, functools.partial(io.BytesIO, content), is_one_of_many=len(files) > 1) for inner, content in files
    ]


def _in_zip(file: BinaryIO, opened: Callable[[], BinaryIO], name: str, limits: Limits) -> list[Member] | None:
    try:
        infos = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadError(f"is a damaged ZIP archive: {error}", source=name) from None
    if _DOCUMENTS & {info.filename for info in infos}:
        return None
    limits.check("package_members", len(infos), "the number of files in the archive")
    files = [info for info in infos if not info.is_dir() and not _is_hidden(info.filename) and info.file_size]
    if not files:
        raise ReadError("is a ZIP archive without a file in it", source=name)
    limits.check("package_size", sum(info.file_size for info in files), "the size of all files in the archive")
    if any(info.flag_bits & 1 for info in files):
        raise ReadError("is encrypted", source=name, hint="unpack it, and give the files in it")

    def member(info: zipfile.ZipInfo) -> Member:
        inner = f"{name}/{info.filename}"

        def open_member() -> BinaryIO:
            packed = opened()
            try:
                unpacked = zipfile.ZipFile(packed).open(info)  # noqa: SIM115 - closed by `_Bounded`
            except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
                packed.close()
                raise ReadError(f"cannot be unpacked: {error}", source=inner) from None
            return _bounded([cast(BinaryIO, unpacked), packed], info.compress_size, limits, inner)

        return Member(inner, open_member, is_one_of_many=len(files) > 1)

    return [member(info) for info in files]


def _is_hidden(path: str) -> bool:
    """Whether a file in an archive is one that a system put there for itself."""
    return any(step.startswith((".", "__MACOSX")) for step in path.split("/"))


def _unpacker(kind: str, name: str) -> Callable[[BinaryIO], BinaryIO]:
    """What opens compressed bytes for reading."""
    import bz2
    import gzip
    import lzma

    if kind == "gzip":
        return lambda file: cast(BinaryIO, gzip.GzipFile(fileobj=file))
    if kind == "bz2":
        return lambda file: cast(BinaryIO, bz2.BZ2File(file))
    if kind == "lzma":
        return lambda file: cast(BinaryIO, lzma.LZMAFile(file))
    try:
        from backports import zstd
    except ModuleNotFoundError as error:
        hint = "install backports.zstd (pip install 'citelib[zstd]'), or unpack it before"
        raise ReadError("is compressed with Zstandard", source=name, hint=hint) from error
    return lambda file: cast(BinaryIO, zstd.ZstdFile(file))


def _bounded(files: list[BinaryIO], packed_size: int, limits: Limits, name: str) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Bounded(files, packed_size, limits, name)))


class _Bounded(io.RawIOBase):
    """An unpacked file that is counted while it is read, because what archives say of sizes may be a lie.

    Args:
        files: The file, and the one that it is unpacked from, which is closed with it.
        packed_size: Bytes before unpacking.
        limits: The bounds to keep.
        name: Name for errors.
    """

    def __init__(self, files: list[BinaryIO], packed_size: int, limits: Limits, name: str) -> None:
        self._file = files[0]
        self._files = files
        self._packed_size = max(packed_size, 1)
        self._limits = limits
        self._name = name
        self._count = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._count = self._file.seek(offset, whence)
        return self._count

    def tell(self) -> int:
        return self._count

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read(len(buffer))
        except Exception as error:  # each module of compression has errors of its own, and some raise Python's
            raise ReadError(f"cannot be unpacked: {error}", source=self._name) from None
        self._count += len(data)
        self._limits.check("package_size", self._count, f"what is unpacked of {self._name}")
        if self._count > _SMALL:
            ratio = self._count // self._packed_size
            self._limits.check("package_ratio", ratio, f"the ratio of sizes of {self._name}")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        for file in self._files:
            file.close()
        super().close()

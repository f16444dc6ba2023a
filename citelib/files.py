"""Files: text of bytes in unknown encodings, files that are whole or not there, and the platform's folders.

>>> decode("é".encode("latin-1"))
('é', 'cp1252')
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

import attrs

from citelib.errors import WriteError

__all__ = [
    "NewFile",
    "cache_folder",
    "data_folder",
    "decode",
    "decode_pieces",
    "encodings",
    "new_file",
    "replace_bytes",
    "replace_file",
]

HEAD: Final = 512
"""Bytes that a guess at an encoding is made from."""
_PIECE: Final = 1 << 16
"""Bytes that are decoded at a time."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> tuple[str, str]:
    """Text of bytes in an unknown encoding, and the encoding's name.

    A byte order mark decides; else UTF-16 shows by its zero bytes; else UTF-8 if it is valid; else Windows-1252, with
    Latin-1 for the five bytes that it leaves undefined. Nothing is ever replaced by U+FFFD.
    """
    for start, encoding in encodings(data[:HEAD]):
        try:
            return data[start:].decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 decodes all bytes")


def encodings(head: bytes) -> Iterator[tuple[int, str]]:
    """The encodings that bytes beginning so may be in, the likeliest first, each with the length of its mark."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            yield len(bom), encoding
            break
    if len(head) > 3 and head.count(0) > len(head) // 4:
        yield 0, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    yield from ((0, "utf-8"), (0, "cp1252"), (0, "latin-1"))


def decode_pieces(file: BinaryIO, start: int, encoding: str) -> Iterator[str]:
    """The text of an open file from an offset on, piece by piece.

    Raises:
        UnicodeDecodeError: The file is not in that encoding.

    """
    file.seek(start)
    decoder = codecs.getincrementaldecoder(encoding)()
    while data := file.read(_PIECE):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


@attrs.define
class NewFile:
    """A file that is being written under a name of its own, beside the one that it will replace.

    Attributes:
        path: Where to write.
        target: Where it will be; may be set until the file is done, for names that follow from the content.
    """

    path: Path
    target: Path


@contextlib.contextmanager
def new_file(target: Path, *, folder: Path | None = None, durable: bool = True) -> Iterator[NewFile]:
    """A file that takes the place of `target` in one step when the block ends well, and leaves nothing behind if not.

    Args:
        target: The file to make or replace. Its folder must exist at the end.
        folder: Where to write meanwhile, on the same file system; by default the folder of the target.
        durable: Whether to wait until the disk has it, so that it survives a power cut. Caches need not.

    Raises:
        OSError: The file cannot be written.

    """
    import tempfile

    handle, name = tempfile.mkstemp(dir=folder or target.parent, prefix=f".{target.name[:80]}.")
    os.close(handle)
    new = NewFile(Path(name), target)
    try:
        yield new
        if durable:
            with new.path.open("rb+") as file:
                os.fsync(file.fileno())
        new.path.replace(new.target)
        if durable:
            _sync_folder(new.target.parent)
    finally:
        new.path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where folders can be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def replace_file(path: Path, chunks: Iterable[str]) -> None:
    """Write a text file in UTF-8 beside `path` and rename it, so that no reader ever sees half of it.

    Args:
        path: The file to make or replace; what a link points at is replaced, the link stays. A pipe or device is
            written to.
        chunks: The text.

    Raises:
        WriteError: The file cannot be written; what was there is untouched.
    """
    _replace(path, (chunk.encode() for chunk in chunks))


def replace_bytes(path: Path, data: bytes) -> None:
    """Write a file of bytes as `replace_file` writes text."""
    _replace(path, [data])


def _replace(path: Path, chunks: Iterable[bytes]) -> None:
    target = path.resolve()
    if not path.exists() and not target.parent.is_dir():
        raise WriteError(f"{path} cannot be written: there is no folder {path.parent}")
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # a new file in its place would be none
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.writelines(chunks)
            return
        with new_file(target) as new:
            with new.path.open("wb") as file:
                file.writelines(chunks)
            new.path.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
    except OSError as error:
        raise WriteError(f"{path} cannot be written: {error.strerror}") from error


def _umask() -> int:
    """The mode bits that new files must not have; there is no way to ask without setting."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def data_folder() -> Path:
    """Where citelib keeps what belongs to the user, such as the library: the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path("citelib", appauthor=False)


def cache_folder() -> Path | None:
    """Where citelib keeps what can be made or fetched again: ``CITELIB_CACHE``, else the platform's cache folder.

    None, for no cache at all, if the environment variable is set to nothing or the platform knows no folder.
    """
    named = os.environ.get("CITELIB_CACHE")
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_path

    try:
        return user_cache_path("citelib", appauthor=False)
    except RuntimeError:  # no home
        return None

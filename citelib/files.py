"""Files: text of bytes in unknown encodings, files that are whole or not there, and the platform's folders.

>>> decode("é".encode("latin-1"))
('é', 'cp1252')
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, Literal, TextIO

import attrs

from citelib.errors import ReadError, WriteError
from citelib.limits import Limits

__all__ = [
    "NewFile",
    "cache_folder",
    "data_folder",
    "declared_encoding",
    "decode",
    "decode_pieces",
    "encodings",
    "guess",
    "kind_of",
    "new_file",
    "open_file",
    "read_file",
    "read_whole",
    "reason",
    "replace_bytes",
    "replace_file",
]

HEAD: Final = 1 << 16
"""Bytes that a guess at an encoding is made from."""
_PIECE: Final = 1 << 16
"""Bytes that are decoded at a time."""
_BLOCK: Final = 1 << 20
"""Bytes or characters that are asked for at a time."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


_BINARY: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"SQLite format 3\0", b"\x1f\x8b")
"""What files begin with that hold no text, whose zero bytes are no sign of UTF-16: they are decoded byte by byte."""


def decode(data: bytes) -> tuple[str, str]:
    """Text of bytes in an unknown encoding, and the encoding's name.

    A byte order mark decides; else UTF-16 shows by its zero bytes; else UTF-8 if it is valid; else what the text itself
    says (``% Encoding: …``, an XML declaration); else the likeliest of the encodings that bibliographies come in, see
    `guess`. Nothing is ever replaced by U+FFFD.
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
    if head.startswith(_BINARY):
        yield 0, "latin-1"
    if len(head) > 3 and head.count(0) > len(head) // 4:
        yield 0, "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    yield 0, "utf-8"
    if declared := declared_encoding(head):
        yield 0, declared
    if not head.isascii() and (likely := guess(head)) is not None:
        yield 0, likely
    yield from ((0, "cp1252"), (0, "latin-1"))


_DECLARED: Final = re.compile(
    rb"""(?:%+ *Encoding: *|coding[:=] *|<\?xml[^>]{0,200}encoding=["'])([\w.-]+)""", re.IGNORECASE
)
_LINE_ENDS: Final = re.compile(rb"[\r\n]+")
_FIRST_LINES: Final = 5
"""Lines of a text that may name its encoding."""


def declared_encoding(head: bytes) -> str | None:
    """The encoding that the first lines of a text name, by its name in Python; None if Python has none of that name.

    >>> declared_encoding(b"% Encoding: windows-1250"), declared_encoding(b"% Encoding: klingon")
    ('cp1250', None)
    """
    lines = _LINE_ENDS.split(head[:2000], maxsplit=_FIRST_LINES)[:_FIRST_LINES]
    match = _DECLARED.search(b"\n".join(lines))
    if match is None:
        return None
    try:
        return codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None


_SCRIPTS: Final = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "koi8_r")
"""Encodings of other scripts than the Latin one, which tell themselves apart by what text they give."""
_LATIN: Final = ("cp1252", "cp1250", "mac_roman")
_ALPHABETS: Final = {
    "cp1252": "äöüß áéíñóúü àâæçéèêëîïôœùûüÿ ãõáâàçéêíóôúü àèéìòù åäöæøé áðéíóúýþæö ëïéèöü",
    "cp1250": "áčďéěíňóřšťúůýž ąćęłńóśźż áéíóöőúüű áäčďéíĺľňóôŕšťúýž čćđšž ăâîşţ äöüß",
}
"""Letters beyond a to z in languages of Western, and of Central and Eastern Europe."""
_ALPHABETS["mac_roman"] = _ALPHABETS["cp1252"]


_TELLING: Final = re.compile(rb"[^\x80-\xff\r\n]{0,40}[\x80-\xff][^\r\n]{0,40}")
"""What stands around letters beyond ASCII, within their line."""


def guess(data: bytes) -> str | None:
    """The likeliest encoding of bytes that are no UTF-8, of those that bibliographies come in; None if none fits.

    >>> guess("山田、道路の研究".encode("shift_jis")), guess("Dvořák, Jiří".encode("cp1250"))
    ('shift_jis', 'cp1250')
    >>> guess("Über Straßen".encode("cp1252")), guess("Über Straßen".encode("mac_roman"))
    ('cp1252', 'mac_roman')
    """
    from charset_normalizer import from_bytes

    # Words without a letter beyond ASCII say nothing, and there are many.
    telling = b" ".join(_TELLING.findall(data))[:8192]
    scores = {encoding: _likeness(telling, encoding) for encoding in _LATIN}
    likely = max(_LATIN, key=lambda encoding: scores[encoding])
    if scores[likely] >= _LIKELY:
        return likely
    best = from_bytes(telling, cp_isolation=list(_SCRIPTS)).best()
    return best.encoding if best is not None and _has_words(telling.decode(best.encoding, "replace")) else likely


def _has_words(text: str) -> bool:
    """Whether most of the characters beyond ASCII are letters: what is not was hardly written in that encoding."""
    beyond = [character for character in text if not character.isascii()]
    return 2 * sum(map(str.isalpha, beyond)) > len(beyond)


def _likeness(data: bytes, encoding: str) -> float:
    """The share of words with letters beyond ASCII that are words of some language of an encoding."""
    text = data.decode(encoding, "replace")
    alphabets = [frozenset(one) for one in _ALPHABETS[encoding].split()]
    words = [word for word in re.findall(r"[^\s!-@\[-`{-~]+", text) if not word.isascii()]
    fitting = 0
    for word in words:
        word = word.strip(_MARKS).replace("’", "")
        beyond = {letter for letter in word.lower() if not letter.isascii()}
        is_cased = word[1:] == word[1:].lower() or word.isupper()
        fitting += is_cased and any(beyond <= alphabet for alphabet in alphabets)
    return fitting / len(words) if words else 0.0


_LIKELY: Final = 0.75
"""Share of words from which on a text is in a Latin script."""
_MARKS: Final = "‘’“”„«»–—…·ºª°§®©™¿¡€"
"""Signs that stand about words of any language."""


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


def kind_of(path: str | os.PathLike[str]) -> Literal["file", "folder", "stream"] | None:
    r"""What is at a path: a stream is a pipe, a socket or a device; None if nothing is there or no file can be.

    Unlike `Path.exists`, this raises nothing: for names that are too long or have a zero byte, for forbidden folders.

    >>> kind_of("/"), kind_of("a\0b"), kind_of("x" * 5000)
    ('folder', None, None)
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - what is given need not be a Path
    except (OSError, ValueError):
        return None
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "stream"


def reason(error: OSError | ValueError) -> str:
    """Why the system refused a file, in words; Python refuses some names itself, with a `ValueError`.

    >>> reason(FileNotFoundError(2, "No such file or directory")), reason(ValueError("embedded null byte"))
    ('No such file or directory', 'no file can have such a name')
    """
    return (error.strerror or str(error)) if isinstance(error, OSError) else "no file can have such a name"


def open_file(path: str | os.PathLike[str]) -> BinaryIO:
    """A file open for reading bytes.

    Raises:
        ReadError: It cannot be opened, whatever the reason.
    """
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be read: {reason(error)}", source=os.fspath(path)) from error


def read_whole(file: TextIO | BinaryIO, limits: Limits, limit: str, what: str) -> str | bytes:
    """All that an open file holds, asked for block by block, so that what never ends ends at the limit.

    Args:
        file: In text or binary mode.
        limits: The bounds to keep.
        limit: The one of them that holds here, such as ``"file_size"``.
        what: What the file is, for the error.

    Raises:
        LimitError: There is more.
        ReadError: Reading fails on the way.
    """
    blocks: list[str] | list[bytes] = []
    size = 0
    try:
        while block := file.read(_BLOCK):
            size += len(block)
            limits.check(limit, size, what)
            blocks.append(block)  # type: ignore[arg-type]  # a file gives all its blocks in one type
    except OSError as error:
        raise ReadError(f"cannot be read: {reason(error)}", source=str(getattr(file, "name", "")) or None) from error
    return block[:0].join(blocks)  # type: ignore[arg-type]


def read_file(path: str | os.PathLike[str], limits: Limits, limit: str) -> bytes:
    """The bytes of a file; see `open_file` and `read_whole` for the errors."""
    with open_file(path) as file:
        data = read_whole(file, limits, limit, f"the file {os.fspath(path)}")
    assert isinstance(data, bytes)
    return data


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
def new_file(
    target: Path, *, folder: Path | None = None, durable: bool = True, shared: bool = False
) -> Iterator[NewFile]:
    """A file that takes the place of `target` in one step when the block ends well, and leaves nothing behind if not.

    Args:
        target: The file to make or replace. Its folder must exist at the end.
        folder: Where to write meanwhile, on the same file system; by default the folder of the target.
        durable: Whether to wait until the disk has it, so that it survives a power cut. Caches need not.
        shared: Whether others may read it, as far as the umask lets them; else its owner alone may.

    Raises:
        OSError: The file cannot be written.
    """
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=folder or target.parent, prefix=f".{target.name[:80]}.")
    except ValueError as error:
        raise OSError(errno.EINVAL, reason(error)) from error
    os.close(handle)
    new = NewFile(Path(name), target)
    try:
        yield new
        if shared:
            new.path.chmod(0o666 & ~_umask())
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


def replace_file(path: Path, chunks: Iterable[str | bytes]) -> None:
    """Write a file, text in UTF-8, beside `path` and rename it, so that no reader ever sees half of it.

    Args:
        path: The file to make or replace; what a link points at is replaced, the link stays. A pipe or device is
            written to.
        chunks: The text, or the bytes.

    Raises:
        WriteError: The file cannot be written; what was there is untouched.
    """
    _replace(path, (chunk if isinstance(chunk, bytes) else chunk.encode() for chunk in chunks))


def replace_bytes(path: Path, data: bytes) -> None:
    """Write a file of bytes as `replace_file` writes text."""
    _replace(path, [data])


def _replace(path: Path, chunks: Iterable[bytes]) -> None:
    found = kind_of(path)
    try:
        target = path.resolve()
        if target.is_symlink():  # links in a circle, which Python leaves as they are since 3.13
            raise RuntimeError
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle, in Python before 3.13
        cause = OSError(errno.ELOOP, os.strerror(errno.ELOOP)) if isinstance(error, RuntimeError) else error
        raise WriteError(f"{path} cannot be written: {reason(cause)}") from error
    if found is None and kind_of(target.parent) != "folder":
        raise WriteError(f"{path} cannot be written: there is no folder {path.parent}")
    try:
        if found is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # a new file in its place would be none
        if found == "stream":
            with path.open("wb") as device:
                device.writelines(chunks)
            return
        with new_file(target, shared=found != "file") as new:
            with new.path.open("wb") as file:
                file.writelines(chunks)
            if found == "file":
                new.path.chmod(target.stat().st_mode & 0o7777)
    except OSError as error:
        raise WriteError(f"{path} cannot be written: {reason(error)}") from error


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

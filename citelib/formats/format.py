"""What a format is: a `Format` with two tables' worth of knowledge behind two functions, `read` and `write`.

A reader is a generator of records in the order of the file, so that files larger than memory can be read; a writer is a
generator of text. Neither opens files: a `Source` hands text to the reader, and the caller puts the text somewhere.
"""

from __future__ import annotations

import codecs
import collections
import functools
import io
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError, UnknownNameError
from citelib.files import (
    HEAD,
    declared_encoding,
    decode,
    decode_pieces,
    encodings,
    kind_of,
    open_file,
    read_whole,
)
from citelib.formats.compressed import Member, members_of
from citelib.limits import DEFAULT_LIMITS, Limits
from citelib.model import Block, Item
from citelib.model.custom import AFFILIATION
from citelib.richtext.markup import reduced

__all__ = [
    "FACES",
    "OF_NAMES",
    "ORCID",
    "STYLES",
    "Format",
    "Record",
    "Source",
    "Writing",
    "in_markup",
    "sources",
]

Record = Item | Diagnostic | Block
"""What a reader yields – items, what it has to say about the input, and blocks of text worth keeping (see `Block`)."""

_PIECE: Final = 1 << 16
"""Characters of a text that are handed out at a time."""


class Source:
    """The input of a reader: its name for diagnostics, its text or bytes, and the limits to keep.

    Args:
        data: Text, bytes, a path, a file in a compressed one, or an open file in text or binary mode. A plain str is
            text, never a path. What is compressed is read as it is here; `sources` gives what is in it.
        name: Name for diagnostics; taken from the path or the file if not given.
        limits: Bounds for the reader.
        encoding: Encoding of bytes; found out if not given.

    Raises:
        UnknownNameError: There is no such encoding.
    """

    def __init__(
        self,
        data: str | bytes | Path | Member | TextIO | BinaryIO,
        *,
        name: str | None = None,
        limits: Limits = DEFAULT_LIMITS,
        encoding: str | None = None,
    ) -> None:
        self.limits = limits
        self._given = _known_encoding(encoding) if encoding is not None else None
        self._data = data
        if name is None and not isinstance(data, (str, bytes)):
            name = str(data) if isinstance(data, Path) else str(getattr(data, "name", "")) or None
        self.name = name
        self._encoding: tuple[int, str] | None = None

    @property
    def is_on_disk(self) -> bool:
        """Whether the input is a file on disk, perhaps a compressed one, which `lines` reads without holding it."""
        return self._opener() is not None

    @property
    def is_one_of_many(self) -> bool:
        """Whether the input is one of several files in an archive."""
        return isinstance(self._data, Member) and self._data.is_one_of_many

    def _opener(self) -> Callable[[], BinaryIO] | None:
        """What opens a file that can be read piece by piece; a pipe, which cannot be opened again, is read and kept."""
        if isinstance(self._data, Path) and kind_of(self._data) == "stream":
            self._data = self._read()
        if isinstance(self._data, Path):
            return functools.partial(open_file, self._data)
        return self._data.open if isinstance(self._data, Member) else None

    def read_bytes(self) -> bytes:
        """The whole input as bytes; text is encoded in UTF-8."""
        data = self._read()
        return data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data

    def read_text(self) -> str:
        """The whole input as text, without a byte order mark and with its line ends as they are."""
        data = self._read()
        return data.removeprefix("\ufeff") if isinstance(data, str) else self._decode(data)

    def head(self, size: int = 65_536) -> str:
        """The beginning of the input, at most `size` bytes; the input can still be read from its start."""
        if opener := self._opener():
            with opener() as file:
                return self._decode(_whole_characters(file.read(size)))
        data = self._read()
        return (
            data.removeprefix("\ufeff")[:size]
            if isinstance(data, str)
            else self._decode(_whole_characters(data[:size]))
        )

    def _decode(self, data: bytes) -> str:
        """The text of bytes, in the encoding that is given or found out."""
        if self._given is None:
            return decode(data)[0]
        return data.decode(self._given, "replace").removeprefix("\ufeff")

    @property
    def guessed(self) -> str | None:
        """The encoding that had to be guessed, as the bytes are not Unicode and do not say what they are; else None."""
        if self._given is not None or isinstance(self._data, str):
            return None
        if opener := self._opener():
            with opener() as file:
                head = file.read(HEAD)
        else:
            data = self._read()
            head = data[:HEAD] if isinstance(data, bytes) else b""
        if head.isascii():
            return None
        encoding = decode(_whole_characters(head))[1]
        return None if encoding.startswith("utf") or encoding == declared_encoding(head) else encoding

    def chunks(self) -> Iterator[str]:
        """The text in pieces of any length, as `read_text` gives it; a file on disk is not held, however large.

        Raises:
            ReadError: The file cannot be read, or is in another encoding than when it was read before.
        """
        if opener := self._opener():
            with opener() as file:
                try:
                    yield from decode_pieces(file, *self._encoding_of(file))
                except UnicodeDecodeError as error:
                    raise ReadError("has been changed while it was read", source=self.name) from error
        else:
            text = self.read_text()
            yield from (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))

    def _encoding_of(self, file: BinaryIO) -> tuple[int, str]:
        """The length of the mark and the encoding of the whole file, which is read for it once."""
        if self._encoding is None:
            known = [(0, self._given)] if self._given is not None else encodings(file.read(HEAD))
            for start, encoding in known:
                try:
                    collections.deque(decode_pieces(file, start, encoding), maxlen=0)
                except UnicodeDecodeError:
                    continue
                self._encoding = start, encoding
                break
        assert self._encoding is not None
        return self._encoding

    def lines(self) -> Iterator[str]:
        r"""The lines without their ends, one after the other; large files are not read as a whole.

        Only ``\n``, ``\r\n`` and ``\r`` end a line.
        """
        if opener := self._opener():
            with opener() as file:
                encoding = self._given or decode(_whole_characters(file.read(1 << 20)))[1]
                file.seek(0)
                # A stretch that turns out not to be UTF-8 further on is decoded byte by byte, never replaced.
                errors = "citelib.cp1252" if encoding == "utf-8" else "strict"
                with io.TextIOWrapper(file, encoding=encoding, errors=errors) as text:
                    for number, line in enumerate(text):
                        yield (line.removeprefix("\ufeff") if number == 0 else line).rstrip("\n")
        else:
            for line in io.StringIO(self.read_text(), newline=None):
                yield line.rstrip("\n")

    def packed(self) -> bytes | Path | None:
        """The bytes or the path of what may be compressed; None for text."""
        if self._opener() is None:
            self._read()
        return self._data if isinstance(self._data, (bytes, Path)) else None

    def _read(self) -> str | bytes:
        """The whole data; a stream is read once and kept."""
        data, what = self._data, f"the input {self.name or ''}".rstrip()
        if isinstance(data, (Path, Member)):
            with open_file(data) if isinstance(data, Path) else data.open() as file:
                return read_whole(file, self.limits, "file_size", what)
        if not isinstance(data, (str, bytes)):
            data = self._data = read_whole(data, self.limits, "file_size", what)
        self.limits.check("file_size", len(data), what)
        return data


def sources(
    data: str | bytes | Path | TextIO | BinaryIO,
    *,
    name: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    encoding: str | None = None,
) -> list[Source]:
    """What is to be read of an input: itself, or the files in it if it is compressed; see `Source` for the arguments.

    Raises:
        ReadError: It is compressed and cannot be unpacked.
        LimitError: It has more or larger files in it than the limits allow.
    """
    source = Source(data, name=name, limits=limits, encoding=encoding)
    packed = source.packed()
    members = members_of(packed, source.name or "the input", limits) if packed is not None else None
    if members is None:
        return [source]
    names = [member.name if source.name or member.is_one_of_many else None for member in members]
    return [
        Source(member, name=name, limits=limits, encoding=encoding) for member, name in zip(members, names, strict=True)
    ]


def _known_encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise UnknownNameError("encoding", name, known=_ENCODINGS) from error


_ENCODINGS: Final = (
    "utf-8 utf-16 cp1252 latin-1 cp1250 cp1251 koi8_r mac_roman gb18030 gbk big5 shift_jis euc_jp euc_kr".split()
)
"""Encodings that bibliographies come in, for near matches."""


def _whole_characters(data: bytes) -> bytes:
    """The beginning of a text without the character of UTF-8 in the middle of which it was cut."""
    for length in range(1, min(4, len(data)) + 1):
        byte = data[-length]
        if byte < 0x80:
            break
        if byte >= 0xC0:
            return data if length >= (2 if byte < 0xE0 else 3 if byte < 0xF0 else 4) else data[:-length]
    return data


def _one_byte_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252" if byte not in b"\x81\x8d\x8f\x90\x9d" else "latin-1"), error.start + 1


codecs.register_error("citelib.cp1252", _one_byte_as_cp1252)


def _ignore(_: Diagnostic) -> None:
    pass


@attrs.frozen
class Writing:
    """What a writer may need beyond the items.

    Attributes:
        report: Called for everything that the format has no place for or that had to be changed.
        blocks: Text that the items were read from, if in this very format: what did not change is repeated as it was.
    """

    report: Callable[[Diagnostic], None] = _ignore
    blocks: tuple[Block, ...] = ()


ORCID: Final = "orcid"
"""What a format can have of names besides CSL's fields, as is `citelib.model.custom.AFFILIATION`."""
OF_NAMES: Final = frozenset((ORCID, AFFILIATION))
"""All of that."""
FACES: Final = frozenset(("italic", "bold", "sup", "sub"))
"""The kinds of inline markup that any program with markup has."""
STYLES: Final = FACES | {"small-caps"}
"""The kinds that change how text looks."""


def _never(_: str) -> float:
    return 0.0


@attrs.frozen
class Format:
    """A format of bibliographic data.

    Attributes:
        name: Name in kebab-case, by which it is chosen.
        title: Name for people.
        extensions: Endings of file names with the dot, the usual one first. Those of built-in formats stand in
            `citelib.formats.registry`, so that a file is recognised without importing them.
        media_types: Media types.
        sniff: How sure the beginning of a text is of this format, from 0 (is not) to 1.
        read: ``read(source, **options)`` yields records; None if the format is only written. Raises `ReadError` when
            nothing can be made of the input, and nothing else whatever the input.
        write: ``write(items, writing, **options)`` yields text; None if the format is only read. What it yields,
            joined, is a whole file.
        write_bytes: The same of a format whose files are not text at all, so that it cannot be written to a str.
        aliases: Other names that choose it.
        note: One line for `citelib formats`.
        markup: The kinds of inline markup (see `citelib.richtext.markup.KINDS`) that its values can have, be it as
            CSL's own tags or in words of its own, which is for its reader and writer to know. Tags of other kinds never
            reach the writer: a program that does not know them would show them.
        of_names: What it has of names besides CSL's fields, out of `OF_NAMES`.
        is_binary: Whether files are not text, or say themselves record by record what encoding they are in.
        own: What the keys in `Item.custom` begin with that it writes; by default its name and a colon.
    """

    name: str
    title: str
    extensions: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    sniff: Callable[[str], float] = _never
    read: Callable[..., Iterator[Record]] | None = None
    write: Callable[..., Iterator[str]] | None = None
    write_bytes: Callable[..., Iterator[bytes]] | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""
    markup: frozenset[str] = frozenset()
    of_names: frozenset[str] = frozenset()
    is_binary: bool = False
    own: tuple[str, ...] = attrs.field(default=attrs.Factory(lambda self: (f"{self.name}:",), takes_self=True))

    @property
    def writer(self) -> Callable[..., Iterator[str] | Iterator[bytes]] | None:
        """What writes it, be it text or bytes; None if it is only read."""
        return self.write or self.write_bytes


def in_markup(item: Item, kinds: Collection[str]) -> Item:
    """An item whose texts have no other inline markup than of these kinds; see `citelib.richtext.markup.reduced`."""
    changes: dict[str, Any] = {
        name: value
        for name, before in item.variables.items()
        if isinstance(before, str) and (value := reduced(before, kinds)) != before
    }
    return item.evolve(**changes) if changes else item

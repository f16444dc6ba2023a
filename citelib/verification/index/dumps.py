"""Records of registries' dumps, one after the other, however large the file is.

Sources: Crossref's public data file (JSON with ``items``, or a work a line), OpenAlex's snapshot (a work a line),
DataCite's dump (a record a line), ``dblp.xml`` (records below the root, with the named entities of its DTD).
"""

from __future__ import annotations

import gzip
import html
import io
import itertools
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from citelib.errors import CitelibError, ReadError
from citelib.formats.exchange import iter_items, loads
from citelib.formats.json_yaml.crossref_json import crossref_records
from citelib.formats.json_yaml.openalex import openalex_records
from citelib.formats.kit.datacite import datacite_record
from citelib.model import Item

__all__ = ["files_of", "records_of"]

_BATCH: Final = 500
_LARGEST: Final = 1 << 28
"""Bytes of a file of JSON that is read as a whole; files with a record a line have no bound."""


def files_of(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The files of dumps, and of folders with them, in order, each under the name that it is remembered by.

    Raises:
        ReadError: There is no file of a name.
    """
    for path in paths:
        if path.is_dir():
            files = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
            yield from ((one.relative_to(path.parent).as_posix(), one) for one in files)
        elif path.exists():
            yield path.name, path
        else:
            raise ReadError("there is no such file", source=str(path))


def records_of(path: Path) -> tuple[str, Iterator[Item]]:
    """Who made a dump, and its records.

    Raises:
        ReadError: The file cannot be read.
    """
    head = _head(path)
    if re.search(rb"<dblp\b", head):
        declared = re.search(rb"""<\?xml[^>]*encoding=["']([\w.-]+)["']""", head)
        return "DBLP", _checked(path, _dblp(path, declared[1].decode() if declared else "utf-8"))
    if head.lstrip()[:1] in (b"{", b"["):
        return _named(head), _checked(path, _json(path))
    return path.stem, iter_items(path, report=lambda _: None)


def _opened(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"\x28\xb5\x2f\xfd":
        return _opened_zstd(path)
    return cast(BinaryIO, gzip.open(path, "rb") if start[:2] == b"\x1f\x8b" else path.open("rb"))


def _opened_zstd(path: Path) -> BinaryIO:
    try:
        from backports import zstd
    except ModuleNotFoundError:
        hint = "install backports.zstd (pip install 'citelib[zstd]'), or unpack it before"
        raise ReadError("is compressed with Zstandard", source=str(path), hint=hint) from None
    return cast(BinaryIO, zstd.open(path, "rb"))


def _is_spoilt(error: Exception) -> bool:
    """Whether an error says that a compressed file is broken or ends too soon."""
    return isinstance(error, (OSError, EOFError, zlib.error)) or type(error).__name__ == "ZstdError"


def _head(path: Path) -> bytes:
    try:
        with _opened(path) as file:
            return file.read(4000)
    except Exception as error:
        if not _is_spoilt(error):
            raise
        raise ReadError(f"cannot be unpacked: {error}", source=str(path)) from None


def _named(head: bytes) -> str:
    if b"openalex.org/" in head:
        return "OpenAlex"
    if b'"attributes"' in head or b'"relatedIdentifiers"' in head or b'"publicationYear"' in head:
        return "DataCite"
    return "Crossref"


def _checked(path: Path, items: Iterator[Item]) -> Iterator[Item]:
    """The same items; where the file ends too soon, an error with its name."""
    try:
        yield from items
    except Exception as error:
        if not _is_spoilt(error):
            raise
        raise ReadError(f"cannot be unpacked: {error}", source=str(path), hint="fetch it again") from None


def _json(path: Path) -> Iterator[Item]:
    with _opened(path) as file:
        first = file.readline(_LARGEST)
        try:
            whole = json.loads(first)
            is_lines = isinstance(whole, dict) and "items" not in whole
        except ValueError:
            is_lines = False
        if is_lines:
            for line in itertools.chain([first], file):
                yield from _works(line)
            return
        text = first + file.read(_LARGEST)
        if len(text) > _LARGEST:
            raise ReadError("is one JSON value of more than 256 MB", source=str(path), hint="split it, a record a line")
        try:
            value = json.loads(text)
        except ValueError as error:
            raise ReadError(f"is not JSON: {error}", source=str(path)) from None
        works = value.get("items", [value]) if isinstance(value, dict) else value
        for work in works:
            yield from _work(work)


def _works(line: bytes) -> Iterator[Item]:
    """The works of a line; one that is broken costs no other."""
    try:
        value = json.loads(line) if line.strip() else None
    except ValueError:
        return
    yield from _work(value)


def _work(value: Any) -> Iterator[Item]:
    if not isinstance(value, dict):
        return
    if "openalex.org/" in str(value.get("id")):
        records, source = openalex_records(value, None), "OpenAlex"
    elif isinstance(value.get("attributes"), dict):
        records, source = datacite_record(value["attributes"], "datacite-json", None), "DataCite"
    elif isinstance(value.get("title"), str):
        records, source = iter(loads(json.dumps([value]), "csl-json").values()), ""
    else:
        records, source = crossref_records(value, None), "Crossref"
    try:
        for record in records:
            if isinstance(record, Item):
                yield record if record.source or not source else record.evolve(source=source)
    except CitelibError:
        return


_START: Final = re.compile(r"<(article|inproceedings|proceedings|book|incollection|phdthesis|mastersthesis|data)\s")
_ENTITY: Final = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)(\w+);")


def _dblp(path: Path, encoding: str) -> Iterator[Item]:
    """Records are cut out of the text, so that neither the DTD nor the whole tree is needed."""
    records: list[str] = []
    with _opened(path) as file:
        try:
            lines = io.TextIOWrapper(file, encoding=encoding, errors="replace")
        except LookupError:
            raise ReadError(f"declares an encoding that nobody knows: {encoding}", source=str(path)) from None
        parts: list[str] = []
        end = ""
        for line in lines:
            rest = line
            while rest:
                if not end:
                    match = _START.search(rest)
                    if match is None:
                        break
                    end, rest = f"</{match[1]}>", rest[match.start() :]
                at = rest.find(end)
                if at < 0:
                    parts.append(rest)
                    break
                records.append("".join(parts) + rest[: at + len(end)])
                rest, end = rest[at + len(end) :], ""
                parts = []
            if len(records) >= _BATCH:
                yield from _of_dblp(records)
                records = []
        yield from _of_dblp(records)


def _of_dblp(records: list[str]) -> Iterator[Item]:
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), "".join(records))
    try:
        items = [*loads(f"<dblp>{text}</dblp>", "dblp").values()]
    except CitelibError:
        # One of them is broken: each for itself.
        items = [item for record in records for item in _alone(record)]
    yield from (item.evolve(source="DBLP") for item in items)


def _alone(record: str) -> list[Item]:
    try:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), record)
        return list(loads(f"<dblp>{text}</dblp>", "dblp").values())
    except CitelibError:
        return []

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
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, ReadError
from citelib.formats.exchange import iter_items, loads
from citelib.formats.json_yaml.crossref_json import crossref_records
from citelib.formats.json_yaml.openalex import openalex_records
from citelib.formats.kit.datacite import datacite_record
from citelib.model import Item

__all__ = ["files_of", "records_of"]

Report = Callable[[Diagnostic], None]

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


def records_of(path: Path, report: Report) -> tuple[str, Iterator[Item]]:
    """Who made a dump, and its records.

    Args:
        path: The file.
        report: Told of each record that cannot be read; it costs no other.

    Raises:
        ReadError: The file cannot be read.
    """
    head = _head(path)
    if re.search(rb"<dblp\b", head):
        declared = re.search(rb"""<\?xml[^>]*encoding=["']([\w.-]+)["']""", head)
        return "DBLP", _checked(path, _dblp(path, declared[1].decode() if declared else "utf-8", report))
    if head.lstrip()[:1] in (b"{", b"["):
        return _named(head), _checked(path, _json(path, report))
    return path.stem, iter_items(path, report=report)


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


def _left_out(path: Path, what: str, *, line: int | None = None) -> Diagnostic:
    hint = "fetch the file again if it should be whole; all other records are taken"
    return Diagnostic("error", "dump-record", f"{what} and is left out", hint, source=str(path), line=line)


def _json(path: Path, report: Report) -> Iterator[Item]:
    with _opened(path) as file:
        first = file.readline(_LARGEST)
        try:
            whole = json.loads(first)
            is_lines = isinstance(whole, dict) and "items" not in whole
        except ValueError:
            is_lines = False
        if is_lines:
            for number, line in enumerate(itertools.chain([first], file), 1):
                if not line.strip():
                    continue
                try:
                    value = json.loads(line)
                except ValueError:
                    report(_left_out(path, "the line is not JSON", line=number))
                    continue
                try:
                    yield from _work(value)
                except CitelibError:
                    report(_left_out(path, "the record cannot be read", line=number))
            return
        text = first + file.read(_LARGEST)
        if len(text) > _LARGEST:
            raise ReadError("is one JSON value of more than 256 MB", source=str(path), hint="split it, a record a line")
        try:
            value = json.loads(text)
        except ValueError as error:
            raise ReadError(f"is not JSON: {error}", source=str(path)) from None
        works = value.get("items", [value]) if isinstance(value, dict) else value
        for number, work in enumerate(works, 1):
            try:
                yield from _work(work)
            except CitelibError:
                report(_left_out(path, f"record {number} cannot be read"))


def _work(value: Any) -> Iterator[Item]:
    """The records of a work as a registry writes it.

    Raises:
        ReadError: It cannot be read.
    """
    if not isinstance(value, dict):
        raise ReadError("a record has to be a JSON object")
    if "openalex.org/" in str(value.get("id")):
        records, source = openalex_records(value, None), "OpenAlex"
    elif isinstance(value.get("attributes"), dict):
        records, source = datacite_record(value["attributes"], "datacite-json", None), "DataCite"
    elif isinstance(value.get("title"), str):
        records, source = iter(loads(json.dumps([value]), "csl-json").values()), ""
    else:
        records, source = crossref_records(value, None), "Crossref"
    for record in records:
        if isinstance(record, Item):
            yield record if record.source or not source else record.evolve(source=source)


_START: Final = re.compile(r"<(article|inproceedings|proceedings|book|incollection|phdthesis|mastersthesis|data)\s")
_KEY: Final = re.compile(r"""\bkey\s*=\s*["']([^"']{1,200})""")
_AMPERSAND: Final = re.compile(r"&(?!#?\w+;)")
_ENTITY: Final = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)(\w+);")


def _dblp(path: Path, encoding: str, report: Report) -> Iterator[Item]:
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
                yield from _of_dblp(path, records, report)
                records = []
        yield from _of_dblp(path, records, report)
        if parts:
            report(_left_out(path, "the last record has no end"))


def _of_dblp(path: Path, records: list[str], report: Report) -> Iterator[Item]:
    """Records of dblp; one that is not well-formed would cost those behind it, so that then each is read for itself."""
    items = _well_formed("".join(records))
    if items is None:
        items = []
        for record in records:
            one = _well_formed(record)
            if one is None:
                key = _KEY.search(record)
                report(_left_out(path, f"the record {key[1] if key else record[:40]!r} is not well-formed"))
            items += one or ()
    yield from (item.evolve(source="DBLP") for item in items)


def _well_formed(records: str) -> list[Item] | None:
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), _AMPERSAND.sub("&amp;", records))
    try:
        read = loads(f"<dblp>{text}</dblp>", "dblp")
    except CitelibError:
        return None
    is_broken = any(one.severity == "error" for one in read.diagnostics)
    return None if is_broken else list(read.values())

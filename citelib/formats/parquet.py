"""Parquet: tables of works in the schema of `citelib.tables`, and other tables by the names of their columns.

Works are written with the whole of each as CSL-JSON in the column ``csl``, which is read again; nothing is lost. Other
tables are read as tables of CSV are: the name of a column tells what it means, or ``columns`` does. Needs the extra
``tables`` (pyarrow).

>>> from citelib.formats.registry import find, for_path
>>> find("parquet").is_binary, [format.name for format in for_path("works.parquet")]
(True, ['parquet'])
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Final

import attrs

from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, ReadError
from citelib.formats.format import OF_NAMES, Format, Record, Source, Writing
from citelib.formats.tables.rows import read_rows
from citelib.model import Item
from citelib.richtext.markup import KINDS

__all__ = ["PARQUET"]


def _read(source: Source, *, columns: Mapping[str, Any] | str | PathLike[str] | None = None) -> Iterator[Record]:
    """Yield an item a row.

    Args:
        source: The input.
        columns: As for tables of CSV; where it is given, the column ``csl`` is one like the others.

    Raises:
        ReadError: It is not Parquet, or has no column that is understood.
    """
    from citelib.tables.parquet import batches_in, items_of_parquet, opened
    from citelib.tables.schema import checked_version

    packed = source.packed()
    try:
        file = opened(packed if isinstance(packed, (bytes, Path)) else source.read_bytes(), source.name)
        is_own = columns is None and checked_version(file.schema_arrow)
    except ReadError:
        raise
    except CitelibError as error:
        raise ReadError(error.message, format="parquet", source=source.name, hint=error.hint) from error
    if is_own:
        found: list[Diagnostic] = []
        for item in items_of_parquet(file, found.append):
            yield from _told(found)
            yield item
        yield from _told(found)
    else:
        yield from read_rows(_rows(batches_in(file)), source, columns)


def _told(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    for one in found:
        yield attrs.evolve(one, code=one.code.replace("arrow", "parquet", 1))
    found.clear()


def _rows(batches: Iterable[Any]) -> Iterator[tuple[int, list[str]]]:
    """The names of the columns, then the cells of each row as text."""
    number = 0
    for batch in batches:
        if number == 0:
            yield 0, list(map(str, batch.schema.names))
        for row in batch.to_pylist():
            number += 1
            yield number, list(map(_cell, row.values()))


def _cell(value: Any) -> str:
    """What a person would write into a cell; lists of texts with semicolons between them."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _write(items: Iterable[Item], _: Writing, *, compression: str = "zstd") -> Iterator[bytes]:
    """Yield a file of Parquet.

    Args:
        items: Items.
        compression: ``"zstd"``, ``"snappy"``, ``"gzip"``, ``"none"``.
    """
    from citelib.tables.parquet import written

    yield from written(items, compression=compression)


def sniff(text: str) -> float:
    """Sure of what Parquet begins with."""
    return 1.0 if text.startswith("PAR1") else 0.0


PARQUET: Final = Format(
    "parquet",
    "Parquet",
    media_types=("application/vnd.apache.parquet",),
    sniff=sniff,
    read=_read,
    write_bytes=_write,
    markup=KINDS,
    note="a table for data frames and databases; keeps everything (extra «tables»)",
    of_names=OF_NAMES,
    is_binary=True,
    own=("",),
)
"""The format."""

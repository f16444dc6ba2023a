"""Tables of works as files of Parquet.

>>> import pathlib, tempfile
>>> from citelib.model import Bibliography, Item
>>> works = Bibliography([Item("a", "book", title="Moss")])
>>> with tempfile.TemporaryDirectory() as folder:
...     path = pathlib.Path(folder) / "works.parquet"
...     write_parquet(works, path)
...     read_parquet(path) == works
True
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from citelib.errors import ReadError, UnknownNameError
from citelib.files import replace_file
from citelib.model import Bibliography, Item
from citelib.tables import arrow
from citelib.tables.arrow import Items, Report, batches_of, from_arrow, items_in
from citelib.tables.schema import pyarrow, schema

__all__ = ["batches_in", "items_of_parquet", "opened", "read_parquet", "write_parquet", "written"]

_COMPRESSIONS: Final = ("zstd", "snappy", "gzip", "brotli", "lz4", "none")
_ROW_GROUP: Final = 100_000
"""Rows of a row group, which is held until it is written; readers take row groups in parallel."""


_BYTES: Final = 500_000_000
"""Bytes of a row group, where works are long."""


def write_parquet(data: Items | object, path: str | os.PathLike[str], *, compression: str = "zstd") -> None:
    """Write works to a file of Parquet, in bounded memory; a file of that name is replaced in one step.

    Args:
        data: Items, or what is a table of works already (what `scan` gives).
        path: The file.
        compression: ``"zstd"``, ``"snappy"``, ``"gzip"``, ``"brotli"``, ``"lz4"`` or ``"none"``.

    Raises:
        UnknownNameError: There is no such compression.
        WriteError: The file cannot be written; what was there is untouched.
        CitelibError: pyarrow is not installed.
    """
    pa = pyarrow()
    if compression not in _COMPRESSIONS:
        raise UnknownNameError("compression", compression, known=_COMPRESSIONS)
    if isinstance(data, (pa.RecordBatchReader, pa.Table)):
        batches: Iterable[Any] = data if isinstance(data, pa.RecordBatchReader) else data.to_batches()
        replace_file(Path(path), _pieces(batches, data.schema, compression))
    else:
        replace_file(Path(path), written(_iterable(data), compression=compression))


def _iterable(data: Any) -> Items:
    works: Mapping[str, Item] | Iterable[Item] = data
    return works


def written(items: Items, *, compression: str = "zstd") -> Iterator[bytes]:
    """The bytes of a file of Parquet that has the items, piece by piece."""
    return _pieces(batches_of(items), schema(), compression)


def _pieces(batches: Iterable[Any], form: Any, compression: str) -> Iterator[bytes]:
    pa = pyarrow()
    import pyarrow.parquet as pq

    buffer = _Buffer()
    with pq.ParquetWriter(pa.PythonFile(buffer, mode="w"), form, compression=compression) as writer:
        waiting: list[Any] = []
        count = 0
        for batch in batches:
            waiting.append(batch)
            count += batch.num_rows
            if count >= _ROW_GROUP or sum(one.nbytes for one in waiting) >= _BYTES:
                writer.write_table(pa.Table.from_batches(waiting, form), row_group_size=_ROW_GROUP)
                waiting, count = [], 0
                yield buffer.taken()
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting, form), row_group_size=_ROW_GROUP)
    yield buffer.taken()


class _Buffer(io.RawIOBase):
    """A file whose bytes are taken away as they are written."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._parts.append(part)
        self._size += len(part)
        return len(part)

    def tell(self) -> int:
        return self._size

    def taken(self) -> bytes:
        """What was written since this was asked last."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def read_parquet(path: str | os.PathLike[str]) -> Bibliography:
    """The works of a file of Parquet that `write_parquet` wrote, or that was made of such a one.

    Tables of other programs are read by `citelib.load`, by the names of their columns.

    Raises:
        ReadError: It is not Parquet, or has no column ``csl``.
        SchemaVersionError: A later citelib wrote it.
    """
    return from_arrow(_reader(opened(Path(path), str(path))))


def opened(file: Path | bytes, name: str | None) -> Any:
    """A ``pyarrow.parquet.ParquetFile``.

    Args:
        file: A path, or the bytes of a file.
        name: Its name, for errors.

    Raises:
        ReadError: It cannot be read as Parquet.
    """
    pyarrow()
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(io.BytesIO(file) if isinstance(file, bytes) else file)
    except FileNotFoundError:
        raise ReadError("there is no such file", source=name) from None
    except Exception as error:  # of a spoilt file, it raises whatever its parts make of it
        raise ReadError(f"is not Parquet that can be read: {error}", format="parquet", source=name) from error


def items_of_parquet(file: Any, report: Report | None = None) -> Iterator[Item]:
    """The items of a file that `opened` gave, read in bounded memory; see `citelib.tables.items_in`."""
    return items_in(_reader(file), report)


def batches_in(file: Any, columns: list[str] | None = None) -> Iterator[Any]:
    """The batches of a file that `opened` gave.

    Raises:
        ReadError: It breaks off, or is spoilt within.
    """
    batches = file.iter_batches(arrow.BATCH, columns=columns)
    while True:
        try:
            batch = next(batches)
            batch.validate(full=True)
        except StopIteration:
            return
        except Exception as error:  # as above
            raise ReadError(f"is damaged: {error}", format="parquet") from error
        yield batch


def _reader(file: Any) -> Any:
    """The column that items are made of, as a stream; all columns if it is not there."""
    pa = pyarrow()
    form = file.schema_arrow
    names = ["csl"] if "csl" in form.names else form.names
    wanted = pa.schema([form.field(name) for name in names], metadata=form.metadata)
    batches = (pa.RecordBatch.from_arrays(batch.columns, schema=wanted) for batch in batches_in(file, names))
    return pa.RecordBatchReader.from_batches(wanted, batches)

"""Items as Arrow, and back.

>>> from citelib.model import Item
>>> reader = reader_of(Item(str(number), "book") for number in range(25_000))
>>> [batch.num_rows for batch in reader]
[10000, 10000, 5000]
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, ModelError, ReadError
from citelib.formats.ids import distinct
from citelib.model import Bibliography, Item, structure
from citelib.tables.columns import COLUMNS
from citelib.tables.schema import checked_version, pyarrow, schema

__all__ = ["array_of", "batches_of", "from_arrow", "items_in", "reader_of", "stream_of", "to_arrow"]

BATCH: Final = 10_000
"""Items of a batch: enough that its making counts for nothing, and few megabytes."""

Items = Mapping[str, Item] | Iterable[Item]
Report = Callable[[Diagnostic], None]
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def to_arrow(items: Items) -> Any:
    """A table of works.

    Args:
        items: A bibliography, a library, results of a search, or any items.

    Returns:
        A ``pyarrow.Table`` with the columns of `citelib.tables.columns.COLUMNS`, a row an item.

    Raises:
        CitelibError: pyarrow is not installed.
    """
    return pyarrow().Table.from_batches(batches_of(items), schema())


def reader_of(items: Items) -> Any:
    """A ``pyarrow.RecordBatchReader`` of items, which are read as it is."""
    return pyarrow().RecordBatchReader.from_batches(schema(), batches_of(items))


def stream_of(items: Iterable[Item], requested: object = None) -> object:
    """The capsule of Arrow's C stream interface, which is what ``__arrow_c_stream__`` gives."""
    return reader_of(items).__arrow_c_stream__(requested)


def batches_of(items: Items, size: int | None = None, columns: Sequence[str] | None = None) -> Iterator[Any]:
    """Record batches of items.

    Args:
        items: A bibliography or items, read as batches are asked for.
        size: Items of a batch; ten thousand if not given.
        columns: Names of columns; all if not given.
    """
    pa, form = pyarrow(), schema()
    names = form.names if columns is None else columns
    form = pa.schema([form.field(name) for name in names], metadata=form.metadata)
    works = iter(items.values() if isinstance(items, Mapping) else items)
    while taken := list(_taken(works, size or BATCH)):
        arrays = [array_of(list(map(COLUMNS[field.name][1], taken)), field.type) for field in form]
        yield pa.RecordBatch.from_arrays(arrays, schema=form)


def _taken(works: Iterator[Item], size: int) -> Iterator[Item]:
    """The items of the next batch: fewer where their texts are long, so that a batch is never large."""
    letters = 0
    for item in itertools.islice(works, size):
        yield item
        letters += sum([len(value) for value in item.variables.values() if type(value) is str])
        if letters > _LETTERS:
            return


_LETTERS: Final = 20_000_000
"""Letters of a batch; ten thousand items with abstracts have fewer."""


def array_of(values: Sequence[Any], type: Any) -> Any:
    """An Arrow array of values; halves of surrogate pairs in them are U+FFFD."""
    pa = pyarrow()
    try:
        return pa.array(values, type)
    except (UnicodeEncodeError, pa.ArrowInvalid):
        # Halves of surrogate pairs, which no table can hold; the column of the whole work has them escaped.
        return pa.array([_encodable(value) for value in values], type)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: _encodable(one) for name, one in value.items()}
    return [_encodable(one) for one in value] if isinstance(value, (list, tuple)) else value


def from_arrow(data: object) -> Bibliography:
    """The works of a table.

    Args:
        data: A table, batch or stream of Arrow, a data frame of Polars, a relation of DuckDB: whatever has
            ``__arrow_c_stream__``. Only the column ``csl`` is read, so that rows may be selected and columns be dropped
            or added before.

    Returns:
        The works; two different ones under one id are both kept, as `citelib.load` does, and `Bibliography.diagnostics`
        says so, and which rows could not be read.

    Raises:
        ReadError: There is no column ``csl``.
        SchemaVersionError: A later citelib made the table.
    """
    found: list[Diagnostic] = []
    works = list(distinct(items_in(data, found.append), found.append))
    return Bibliography(works, diagnostics=found)


def items_in(data: object, report: Report | None = None) -> Iterator[Item]:
    """The items of a table one after the other; see `from_arrow`.

    Args:
        data: As for `from_arrow`; batches are read as items are asked for.
        report: Called with a diagnostic for each row that cannot be read, whose number is its line. Without it, such a
            row raises `ReadError`.
    """
    pa = pyarrow()
    reader = data if isinstance(data, pa.RecordBatchReader) else pa.RecordBatchReader.from_stream(data)
    if not checked_version(reader.schema):
        raise ReadError(
            "the table has no column 'csl', which has the whole of each work",
            hint="keep that column when you select others; citelib.load reads tables of other programs from files",
        )
    row = 0
    for batch in reader:
        for text in batch.column("csl").to_pylist():
            row += 1
            try:
                item, faults = item_of(text)
            except CitelibError as error:
                if report is None:
                    raise ReadError(f"row {row}: {error.message}", hint=error.hint) from error
                report(Diagnostic("error", "arrow-no-item", error.message, line=row, hint=error.hint))
                continue
            for code, message in faults:
                if report is not None:
                    report(Diagnostic("warning", f"arrow-{code}", message, line=row, item=item.id))
            yield item


def item_of(text: str | None) -> tuple[Item, list[tuple[str, str]]]:
    """The item that a line of CSL-JSON holds, and code and message of what in it was not understood.

    Raises:
        ModelError: It holds none.
    """
    try:
        record = json.loads(text or "null")
    except (ValueError, RecursionError) as error:
        raise ModelError(f"the column 'csl' holds no JSON: {error}") from error
    if not isinstance(record, dict):
        raise ModelError(f"the column 'csl' holds no object, but {(text or 'null')[:60]}")
    faults: list[tuple[str, str]] = []
    return structure(record, report=lambda code, message: faults.append((code, message))), faults

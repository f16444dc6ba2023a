"""Works in and out of Spark: files read, references made, files written."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from citelib.csl.each import format_each
from citelib.csl.style.repository import resolve_style
from citelib.diagnostics import Diagnostic
from citelib.errors import CitelibError, WriteError
from citelib.formats import registry
from citelib.formats.exchange import iter_items, written
from citelib.model import Item
from citelib.output import get_output
from citelib.scale.spark.frames import item_or_none, mapped, spark_schema
from citelib.tables.arrow import array_of, batches_of
from citelib.tables.schema import pyarrow, schema

__all__ = ["convert", "read", "with_references"]

_LINES: Final = (".jsonl", ".ndjson")
"""What names of files have in them whose records are a line each."""
_ROWS: Final = 2_000
"""Records that are read or written as one piece."""


def read(spark: Any, path: str, format: str | None = None, *, lines: bool | None = None) -> Any:
    """The works of files, which any file system of Spark may hold.

    Args:
        spark: The session.
        path: A file, a folder or a pattern. What is packed with gzip is unpacked.
        format: Name of the format; if not given, the name of each file decides, then its content. ``"parquet"`` for
            tables of works.
        lines: Whether each line is a record (JSON Lines), so that large files are read in parts, unless they are
            packed; what their names say if not given. All other files are read as a whole, by one task each.

    Returns:
        A frame with the columns of `citelib.tables` and ``diagnostic``. A record, or a file, that cannot be read is a
        row that has nothing but its diagnostic.

    Raises:
        UnknownNameError: No format has that name.
    """
    from pyspark.sql import functions as sql

    if format is not None:
        format = registry.find(format).name
    if format == "parquet" or (format is None and path.endswith(".parquet")):
        return spark.read.parquet(path).withColumn("diagnostic", sql.lit(None).cast("string"))
    form = spark_schema(schema(), ("diagnostic", "string"))
    if lines or (lines is None and any(one in os.path.basename(path) for one in _LINES)):  # noqa: PTH119 - no local path
        frame = spark.read.text(path).select("value", sql.col("_metadata.file_path").alias("path"))
        return mapped(frame, partial(_of_lines, format or "csl-jsonl"), form)
    frame = spark.read.format("binaryFile").load(path).select("path", "content")
    return mapped(frame.repartition("path"), partial(_of_files, format), form)


def _of_lines(format: str, batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        paths, lines = batch.column("path").to_pylist(), batch.column("value").to_pylist()
        for start in range(0, len(lines), _ROWS):
            part = slice(start, start + _ROWS)
            text = "\n".join(lines[part]) + "\n"
            if text.strip():
                yield from _frame(text.encode("utf-8", "replace"), format, paths[start], with_lines=False)


def _of_files(format: str | None, batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        for path, content in zip(batch.column("path").to_pylist(), batch.column("content").to_pylist(), strict=True):
            yield from _frame(content, format, path)


def _frame(content: bytes, format: str | None, path: str, *, with_lines: bool = True) -> Iterator[Any]:
    """Batches of the records of a file, and a row for each thing that could not be read."""
    pa = pyarrow()
    told: list[str] = []
    name = path.removeprefix("file:")

    def report(diagnostic: Diagnostic) -> None:
        if diagnostic.severity != "info":
            line = f":{diagnostic.line}" if with_lines and diagnostic.line is not None else ""
            told.append(f"{name}{line}: {diagnostic.message} [{diagnostic.code}]")

    file = io.BytesIO(content)
    file.name = path
    try:
        for batch in batches_of(iter_items(file, format, report=report), _ROWS):
            yield _wider(batch)
    except CitelibError as error:
        told.append(f"{name}: {error.message} [items-not-read]")
    except Exception as error:  # a fault of ours must cost no other file
        told.append(f"{name}: citelib failed on it: {type(error).__name__}: {error} [internal]")
    if told:
        nothing = [pa.nulls(len(told), field.type) for field in schema()]
        yield pa.RecordBatch.from_arrays([*nothing, array_of(told, pa.string())], [*schema().names, "diagnostic"])


def _wider(batch: Any) -> Any:
    pa = pyarrow()
    columns = [*batch.columns, pa.nulls(batch.num_rows, pa.string())]
    return pa.RecordBatch.from_arrays(columns, [*batch.schema.names, "diagnostic"])


def with_references(works: Any, style: str = "apa", *, locale: str | None = None, output: str = "text") -> Any:
    """The frame with the columns ``reference`` and ``citation``, each work by itself, as `citelib.format_each` has it.

    Args:
        works: A frame with the column ``csl``.
        style: Name, title, path or XML of a style.
        locale: Language; None for that of the style.
        output: ``"text"``, ``"html"`` or another output.

    Raises:
        StyleError: The style cannot be used.
        UnknownNameError: There is no such style, locale or output.
    """
    resolve_style(style, locale)
    get_output(output)
    if not style.lstrip().startswith("<") and Path(style).is_file():
        style = Path(style).read_text(encoding="utf-8")  # workers have files of their own
    from pyspark.sql.types import StringType, StructField, StructType

    more = [StructField(name, StringType()) for name in ("reference", "citation")]
    return mapped(works, partial(_formatted, style, locale, output), StructType([*works.schema.fields, *more]))


def _formatted(style: str, locale: str | None, output: str, batches: Iterable[Any]) -> Iterator[Any]:
    pa = pyarrow()
    resolved = resolve_style(style, locale)
    for batch in batches:
        items = [item_or_none(text) for text in batch.column("csl").to_pylist()]
        made = format_each((item for item in items if item is not None), resolved, output=output)
        found = [None if item is None else next(made) for item in items]
        references = array_of([one and one.reference for one in found], pa.string())
        citations = array_of([one and one.citation for one in found], pa.string())
        names = [*batch.schema.names, "reference", "citation"]
        yield pa.RecordBatch.from_arrays([*batch.columns, references, citations], names)


def convert(works: Any, path: str, format: str, *, compression: str = "gzip", **options: Any) -> Counter[str]:
    """Write the works as files of a format into a folder, a file for each partition.

    Args:
        works: A frame with the column ``csl``; ``coalesce`` it for fewer files.
        path: The folder, which must not be there yet.
        format: Name of a format that is written.
        compression: ``"gzip"``, ``"none"``, ``"zstd"`` or another that Spark has.
        options: Options of the format's writer.

    Returns:
        How many ``"records"`` were written, and how often each loss was told. A task that Spark repeats counts twice.

    Raises:
        WriteError: The format is not written as text, or there is no such format.
    """
    target = registry.find(format)
    if target.name == "parquet":
        works.write.option("compression", compression).parquet(path)
        return Counter(records=works.where("csl is not null").count())
    if target.write is None:
        raise WriteError(f"{target.title} is a format that is only read")
    counts = works.sparkSession.sparkContext.accumulator(Counter[str](), _counting())
    form = pyarrow().schema([("value", pyarrow().string())])
    lines = mapped(works.select("csl"), partial(_lines, target.name, options, counts), form)
    lines.write.option("compression", compression).text(path)
    found: Counter[str] = counts.value
    return found


def _counting() -> Any:
    from pyspark.accumulators import AccumulatorParam

    class Counting(AccumulatorParam[Counter[str]]):
        def zero(self, value: Counter[str]) -> Counter[str]:  # noqa: ARG002 - the interface of Spark
            return Counter()

        def addInPlace(self, value1: Counter[str], value2: Counter[str]) -> Counter[str]:  # noqa: N802
            value1.update(value2)
            return value1

    return Counting()


def _lines(format: str, options: dict[str, Any], counts: Any, batches: Iterable[Any]) -> Iterator[Any]:
    """The lines of the file that a partition becomes; one document, whatever the format."""
    pa = pyarrow()
    losses: Counter[str] = Counter()

    def items() -> Iterator[Item]:
        for batch in batches:
            for text in batch.column("csl").to_pylist():
                if (item := item_or_none(text)) is not None:
                    losses["records"] += 1
                    yield item

    def report(diagnostic: Diagnostic) -> None:
        losses[diagnostic.message] += 1

    target = registry.find(format)
    rest = ""
    for chunk in written(items(), target, report, options):
        *lines, rest = f"{rest}{chunk!s}".split("\n")
        if lines:
            yield pa.RecordBatch.from_arrays([array_of(lines, pa.string())], ["value"])
    if rest:
        yield pa.RecordBatch.from_arrays([array_of([rest], pa.string())], ["value"])
    counts.add(losses)

"""References checked against an index of registered works, which Spark builds in parts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, Final

from citelib.errors import ReadError
from citelib.files import new_file
from citelib.scale.spark.frames import item_or_none, mapped, spark_schema
from citelib.tables.arrow import array_of
from citelib.tables.schema import pyarrow
from citelib.verification import Verdict, verdicts
from citelib.verification.index import Builder, Index

__all__ = ["build_index", "verify"]

_PART: Final = "part-*.db"


def build_index(works: Any, path: str | os.PathLike[str], *, source: str = "registry") -> int:
    """Build an index of registered works, a file for each partition.

    Args:
        works: A frame with the column ``csl``. All works of one title need not be together: each part is asked.
        path: A folder that every worker can write to; parts that are there already are replaced.
        source: Who made the records, where they do not say it.

    Returns:
        How many records were taken.
    """
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(_PART):
        old.unlink()
    form = pyarrow().schema([("records", pyarrow().int64())])
    rows = mapped(works.where("csl is not null").select("csl"), partial(_built, str(folder), source), form).collect()
    return sum(row["records"] for row in rows)


def _built(folder: str, source: str, batches: Iterable[Any]) -> Iterator[Any]:
    from pyspark import TaskContext

    pa = pyarrow()
    context = TaskContext.get()
    part = 0 if context is None else context.partitionId()
    # A task that is repeated, or runs twice, writes a file of its own and puts it in its place when it is whole.
    target = Path(folder) / f"part-{part:05}.db"
    count = 0
    with new_file(target, shared=True) as new, Builder(new.path) as builder:
        for batch in batches:
            items = [item for text in batch.column("csl").to_pylist() if (item := item_or_none(text)) is not None]
            builder.add(items, source)
            count += len(items)
    if not count:
        target.unlink()
    yield pa.RecordBatch.from_arrays([pa.array([count], pa.int64())], ["records"])


def verify(works: Any, against: str | os.PathLike[str]) -> Any:
    """The frame with what an index says of each reference.

    Args:
        works: A frame with the column ``csl``.
        against: A file that `citelib index build` made, or a folder that `build_index` filled; every worker must be
            able to read it.

    Returns:
        The frame with the columns ``verdict`` (a value of `citelib.verification.Verdict.verdict`), ``confidence``,
        ``reason`` and ``differing`` (names of fields that all records contradict).

    Raises:
        ReadError: There is no index.
    """
    from pyspark.sql.types import StructType

    pa, path = pyarrow(), Path(against)
    parts = sorted(map(str, path.glob(_PART))) if path.is_dir() else [str(path)]
    if not parts:
        raise ReadError("has no part of an index in it", source=str(path), hint="build_index makes one")
    for part in parts:
        Index(Path(part)).close()  # what is no index is told here, not by a task
    more = pa.schema(list(zip(_SAID, (pa.string(), pa.float64(), pa.string(), pa.list_(pa.string())), strict=True)))
    form = StructType([*works.schema.fields, *spark_schema(more).fields])
    return mapped(works, partial(_verified, parts, more), form)


_SAID: Final = ("verdict", "confidence", "reason", "differing")


def _verified(parts: list[str], more: Any, batches: Iterable[Any]) -> Iterator[Any]:
    pa = pyarrow()
    with ExitStack() as stack:
        sources = [stack.enter_context(Index(Path(part))) for part in parts]
        for batch in batches:
            items = [item_or_none(text) for text in batch.column("csl").to_pylist()]
            found = verdicts((item for item in items if item is not None), sources)
            rows = [_NOTHING if item is None else _row(next(found)) for item in items]
            columns = list(zip(*rows, strict=True)) if rows else [()] * len(_SAID)
            arrays = [array_of(values, field.type) for values, field in zip(columns, more, strict=True)]
            yield pa.RecordBatch.from_arrays([*batch.columns, *arrays], [*batch.schema.names, *_SAID])


_NOTHING: Final[tuple[Any, ...]] = (None, None, None, [])


def _row(verdict: Verdict) -> tuple[Any, ...]:
    return verdict.verdict, verdict.confidence, verdict.reason, list(verdict.differing)

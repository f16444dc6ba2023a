"""Duplicates among any number of records.

The plan, of which Spark does the bringing together and `citelib.scale.steps` the rest:

1. Features and keys of each record, one pass.
2. For one kind of key after the other, so that a fifth of the volume is shuffled at a time: rows of key and features,
   sorted by key, title and number over all partitions **by range**. A block may lie across any number of partitions, so
   ten million records of one title are spread as evenly as all else; the last rows of each partition, as many as the
   window has, are carried to the next. That costs a pass over the sorted rows and one collection of at most twelve rows
   for each partition.
3. Pairs in the window are compared in one stream; what is not apart is a link.
4. Connected components of links: by the driver where there are few, else by all workers in rounds (large star, small
   star), whose number grows with the logarithm of the size of the largest.
5. Groups within each component.

Every step orders what it looks at by itself, so that the result does not depend on how rows were spread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

import attrs

from citelib.errors import CitelibError
from citelib.matching.blocking import WINDOW
from citelib.scale import steps
from citelib.scale.spark.frames import kept, mapped
from citelib.scale.structs import struct_type, works_in
from citelib.tables.schema import pyarrow

__all__ = ["Duplicates", "components_in_rounds", "components_of", "duplicates", "find"]


@attrs.frozen
class Duplicates:
    """What was found.

    Attributes:
        groups: A frame with ``number``, ``id``, ``group`` (the lowest number in it), ``score``, ``reasons``, a row for
            each record that is in a group.
        versions: A frame with ``earlier`` and ``later`` (numbers), ``relation``, ``score``, ``reasons``.
        diagnostics: A frame with ``number``, ``id`` and ``diagnostic`` of the rows that hold no work.
    """

    groups: Any
    versions: Any
    diagnostics: Any


def duplicates(works: Any, *, identifiers_only: bool = False, partitions: int | None = None) -> Any:
    """Records that are one work; see `find` for the arguments.

    Returns:
        A frame with ``number``, ``id``, ``group``, ``score`` and ``reasons``, a row for each record in a group.
    """
    return find(works, identifiers_only=identifiers_only, partitions=partitions).groups


def find(works: Any, *, identifiers_only: bool = False, partitions: int | None = None) -> Duplicates:
    """Groups of records that are one work, and versions of one work.

    Args:
        works: A frame with ``id`` and ``csl``, as `citelib.scale.spark.read` gives it. Where it has a column ``number``
            of whole numbers, all different, ties are settled by it, else by the ids, and by nothing else.
        identifiers_only: Whether to leave it at equal identifiers.
        partitions: How many parts rows are spread over; as many as Spark shuffles into if not given.

    Returns:
        Frames that are computed already, and kept by Spark.
    """
    count = partitions or int(works.sparkSession.conf.get("spark.sql.shuffle.partitions"))
    derived = kept(mapped(_numbered(works), _each(steps.features), steps.schema_of("features")))
    good = derived.where("work is not null")
    found = [_links(good, kind, count) for kind in steps.kinds_of(identifiers_only=identifiers_only)]
    links = found[0]
    for more in found[1:]:
        links = links.unionAll(more)
    links = kept(links.dropDuplicates(["one", "other"]))
    gathered = kept(_gathered(good, links, count))
    groups = gathered.where("relation is null").selectExpr("one as number", "other as group", "score", "reasons")
    groups = groups.join(derived.select("number", "id"), "number").select("number", "id", "group", "score", "reasons")
    versions = gathered.where("relation is not null")
    return Duplicates(
        groups,
        versions.selectExpr("one as earlier", "other as later", "relation", "score", "reasons"),
        derived.where("diagnostic is not null").select("number", "id", "diagnostic"),
    )


def _numbered(works: Any) -> Any:
    """The rows with numbers that are in the same order however the rows are spread."""
    from pyspark.sql import functions as sql

    present = works.where("csl is not null")
    if "number" in works.columns:
        return present.select(sql.col("number").cast("bigint").alias("number"), "id", "csl")
    ordered = kept(present.select("id", "csl").sort("id", "csl"))
    return ordered.select(sql.monotonically_increasing_id().alias("number"), "id", "csl")


def _each(step: Any) -> Any:
    return partial(_by_batch, step)


def _by_batch(step: Any, batches: Iterable[Any]) -> Iterator[Any]:
    return map(step, batches)


# Blocks


def _links(works: Any, kind: str, count: int) -> Any:
    """The links among records that share a key of one kind."""
    order = ["key", "work.title", "work.number"]
    keyed = (
        _rare(works)
        if kind == steps.KINDS[-1]
        else works.selectExpr(
            f"explode(transform(filter(keys, one -> one.kind = '{kind}'), one -> one.key)) as key", "work"
        )
    )
    spread = kept(keyed.repartitionByRange(count, *order).sortWithinPartitions(*order))
    before = spread.sparkSession.sparkContext.broadcast(_in_front(spread))
    return mapped(spread, partial(_compared, before), steps.schema_of("links"))


def _rare(works: Any) -> Any:
    """Rows of key and features, of the rarest words of titles."""
    from pyspark.sql import functions as sql

    words = works.select("number", sql.explode("work.words").alias("word"))
    frequency = words.groupBy("word").count()
    title = sql.collect_list(sql.struct("word", "count")).alias("words")
    known = words.join(frequency, "word").groupBy("number").agg(title)
    found = mapped(known, _each(steps.rare_keys), steps.schema_of("rare_keys"))
    return found.join(works.select("number", "work"), "number").select(sql.explode("keys").alias("key"), "work")


def _in_front(spread: Any) -> dict[int, bytes]:
    """By the number of a partition, the rows that stand in front of it and share the key of its first row."""
    pa = pyarrow()
    form = pa.schema([("part", pa.int32()), ("is_first", pa.bool_()), ("key", pa.string()), ("work", struct_type())])
    rows = mapped(spread, _ends, form).toArrow().sort_by([("part", "ascending")])
    first = {part: key for part, is_first, key in _rows(rows, "part", "is_first", "key") if is_first}
    last = [at for at, (is_first,) in enumerate(_rows(rows, "is_first")) if not is_first]
    parts, keys = rows["part"].to_pylist(), rows["key"].to_pylist()
    found: dict[int, bytes] = {}
    for part, key in first.items():
        near = [at for at in last if parts[at] < part and keys[at] == key][-WINDOW:]
        if near:
            found[part] = _packed(rows.take(near).select(["key", "work"]))
    return found


def _rows(table: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name].to_pylist() for name in columns), strict=True)


def _ends(batches: Iterable[Any]) -> Iterator[Any]:
    """The first row of a partition, and the last ones, as many as the window has."""
    pa = pyarrow()
    last = None
    for batch in batches:
        if not batch.num_rows:
            continue
        table = pa.Table.from_batches([batch])
        if last is None:
            yield from _marked(table.slice(0, 1), is_first=True)
        last = table if last is None else pa.concat_tables([last, table.slice(max(0, len(table) - WINDOW))])
        last = last.slice(max(0, len(last) - WINDOW))
    if last is not None:
        yield from _marked(last, is_first=False)


def _marked(table: Any, *, is_first: bool) -> Iterator[Any]:
    pa = pyarrow()
    part = pa.repeat(pa.scalar(_partition(), pa.int32()), len(table))
    marks = pa.repeat(pa.scalar(is_first), len(table))
    columns = {"part": part, "is_first": marks, "key": table["key"], "work": table["work"]}
    yield from pa.table(columns).combine_chunks().to_batches()


def _partition() -> int:
    from pyspark import TaskContext

    context = TaskContext.get()
    if context is None:
        raise CitelibError("this runs within a task of Spark only")
    return int(context.partitionId())


def _packed(table: Any) -> bytes:
    pa = pyarrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _compared(before: Any, batches: Iterable[Any]) -> Iterator[Any]:
    pa = pyarrow()
    packed = before.value.get(_partition())
    front = None
    if packed is not None:
        front = pa.ipc.open_stream(packed).read_all().combine_chunks().to_batches()[0]
    yield from steps.linked(batches, front)


# Components


_ON_DRIVER: Final = 2_000_000
"""Links up to which the driver finds the components, some 300 MB; more are found in rounds by all workers."""


def _components(links: Any) -> Any:
    """The lowest number of the component of each number that a link has: columns ``number`` and ``component``."""
    if links.count() > _ON_DRIVER:
        return components_in_rounds(links)
    pa = pyarrow()
    table = links.select("one", "other").toArrow()
    found = components_of(zip(table["one"].to_pylist(), table["other"].to_pylist(), strict=True))
    columns = {"number": pa.array(found.keys(), pa.int64()), "component": pa.array(found.values(), pa.int64())}
    return links.sparkSession.createDataFrame(pa.table(columns))


def components_of(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The lowest number of the component of each number.

    >>> components_of([(1, 2), (4, 5), (2, 4), (7, 8)])
    {1: 1, 2: 1, 4: 1, 5: 1, 7: 7, 8: 7}
    """
    lower: dict[int, int] = {}

    def lowest(number: int) -> int:
        while (below := lower.setdefault(number, number)) != number:
            lower[number] = lower[below]
            number = below
        return number

    for pair in links:
        one, other = sorted(map(lowest, pair))
        lower[other] = one
    return {number: lowest(number) for number in lower}


def components_in_rounds(links: Any) -> Any:
    """The same by all workers, however many links there are.

    By alternating large and small stars (Kiveris et al., «Connected Components in MapReduce and Beyond», 2014).
    """
    from pyspark.sql import functions as sql

    edges = kept(links.selectExpr("other as node", "one as low").distinct())
    seen = _state(edges)
    while True:
        both = edges.unionAll(edges.selectExpr("low as node", "node as low"))
        least = both.groupBy("node").agg(sql.least(sql.min("low"), sql.first("node")).alias("least"))
        large = both.join(least, "node").where("low > node").selectExpr("low as node", "least as low").distinct()
        least = large.groupBy("node").agg(sql.min("low").alias("least"))
        joined = large.join(least, "node")
        small = joined.where("low <> least").selectExpr("low as node", "least as low")
        stars = small.unionAll(joined.selectExpr("node", "least as low")).where("node <> low").distinct()
        edges = kept(stars)
        state = _state(edges)
        if state == seen:
            break
        seen = state
    return edges.selectExpr("node as number", "low as component").unionAll(
        edges.selectExpr("low as number", "low as component").distinct()
    )


def _state(edges: Any) -> tuple[int, int]:
    """What tells one set of edges from another."""
    from pyspark.sql import functions as sql

    row = edges.agg(sql.count("*"), sql.sum(sql.xxhash64("node", "low").cast("decimal(38,0)"))).first()
    return int(row[0]), int(row[1] or 0)


# Groups


_FOUND: Final = ("one", "other", "relation", "score", "reasons")


def _gathered(works: Any, links: Any, count: int) -> Any:
    """Groups (number, lowest number, null) and versions (earlier, later, relation), of all components."""
    from pyspark.sql import functions as sql

    pa = pyarrow()
    of = _components(links)
    link = sql.struct("one", "other", "verdict", "score", "reasons").alias("link")
    none = sql.lit(None)
    members = of.join(works.select("number", "work"), "number")
    kind = links.select(link).schema["link"].dataType
    rows = members.select("component", "work", none.cast(kind).alias("link")).unionAll(
        links.join(of.withColumnRenamed("number", "one"), "one").select(
            "component", none.cast(members.schema["work"].dataType).alias("work"), link
        )
    )
    numbers, texts = pa.int64(), pa.string()
    types = (numbers, numbers, texts, pa.float64(), pa.list_(texts))
    together = rows.repartition(count, "component").sortWithinPartitions("component")
    return mapped(together, _grouped, pa.schema(list(zip(_FOUND, types, strict=True))))


def _grouped(batches: Iterable[Any]) -> Iterator[Any]:
    """Groups and versions of a partition, which has components one after the other."""
    pa = pyarrow()
    held = None
    for batch in batches:
        table = pa.Table.from_batches([batch])
        held = table if held is None else pa.concat_tables([held, table])
        components = held["component"]
        # The last component may go on in the next batch.
        whole = pa.compute.index(components, components[len(held) - 1]).as_py() if len(held) else 0
        if whole:
            yield from _found_in(held.slice(0, whole))
            held = held.slice(whole)
    if held is not None and len(held):
        yield from _found_in(held)


def _found_in(table: Any) -> Iterator[Any]:
    pa = pyarrow()
    table = table.combine_chunks()
    works = works_in(table["work"].combine_chunks().drop_null())
    links = pa.Table.from_struct_array(table["link"].combine_chunks().drop_null())
    found = steps.gathered(works, links)
    groups, versions = steps.groups_batch(found.groups), steps.versions_batch(found.versions)
    if groups.num_rows:
        none = pa.nulls(groups.num_rows, pa.string())
        columns = [groups.column(0), groups.column(1), none, groups.column(2), groups.column(3)]
        yield pa.RecordBatch.from_arrays(columns, list(_FOUND))
    if versions.num_rows:
        yield pa.RecordBatch.from_arrays(versions.columns, list(_FOUND))

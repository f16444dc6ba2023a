"""Duplicates among millions of records on one machine: DuckDB brings records together, a pool of processes compares.

Needs the extra ``duckdb``. Rows that do not fit into the memory go to a temporary folder.

>>> from citelib.model import Date, Item, Name
>>> moss = Item("a", "book", title="Moss of the north", author=[Name("Lee", "Ann")], issued=Date.on(2020))
>>> table = duplicates([moss, moss.evolve(id="b", title="Moss of the North.")], processes=1)
>>> table.select(["id", "group", "score"]).to_pylist()
[{'id': 'a', 'group': 0, 'score': 1.0}, {'id': 'b', 'group': 0, 'score': 1.0}]
"""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from citelib.errors import CitelibError
from citelib.matching.blocking import WINDOW
from citelib.matching.features import Work
from citelib.matching.groups import Found
from citelib.model import Item
from citelib.scale import steps
from citelib.scale.structs import works_in
from citelib.tables.arrow import batches_of
from citelib.tables.parquet import batches_in, opened
from citelib.tables.scanning import files_of, items_of_files
from citelib.tables.schema import checked_version, pyarrow

__all__ = ["Duplicates", "duplicates", "find_groups"]

T = TypeVar("T")
Source = Any
"""What can be searched – paths as for `citelib.tables.scan`, items, or a table of works."""
Progress = Callable[[str, int, int | None], object]
"""Is told what is being done, how much of it is done, and how much there is to do, None if nobody knows."""

_ROWS: Final = 5_000
"""Records that one process takes at a time."""
_PAIRS: Final = 20_000
"""Pairs that one process takes at a time."""
_AHEAD: Final = 3
"""Batches for each process that wait or are done, so that results do not pile up in the memory."""


def duplicates(
    source: Source,
    *,
    memory: str = "2GB",
    processes: int | None = None,
    identifiers_only: bool = False,
    progress: Progress | None = None,
) -> Any:
    """Records that are one work, as a table.

    Args:
        source: A file, a folder, a pattern or several of them, in any format; items; or a table of works (of
            `citelib.tables`, DuckDB, Polars), read once.
        memory: How much DuckDB may use, such as ``"8GB"``; the processes take some 200 MB each besides.
        processes: How many compare; as many as there are cores if not given. With 1, no process is started.
        identifiers_only: Whether to leave it at equal identifiers.
        progress: Told how far it is.

    Returns:
        A ``pyarrow.Table`` with a row for each record that is in a group: ``number`` (its place in the source, from 0),
        ``id``, ``group`` (the number of the first record of its group), ``score`` (that of the weakest link that holds
        the group together) and ``reasons``.

    Raises:
        CitelibError: duckdb or pyarrow is not installed.
        ReadError: A file cannot be read.
    """
    with Duplicates(memory=memory, processes=processes, progress=progress) as run:
        found = run.find(source, identifiers_only=identifiers_only)
        table = pyarrow().Table.from_batches([steps.groups_batch(found.groups)])
        ids = run.ids(table["number"].to_pylist())
        return table.add_column(1, "id", pyarrow().array(ids, "string"))


def find_groups(
    items: Iterable[tuple[int, Item]],
    *,
    identifiers_only: bool = False,
    memory: str = "2GB",
    processes: int | None = None,
    progress: Progress | None = None,
) -> Found:
    """What `citelib.matching.find_groups` finds, compared by several processes.

    Args:
        items: Numbers and items; the numbers count from 0, as `enumerate` gives them.
        identifiers_only: As there.
        memory: As for `duplicates`.
        processes: As for `duplicates`.
        progress: As for `duplicates`.
    """
    with Duplicates(memory=memory, processes=processes, progress=progress) as run:
        return run.find((item for _, item in items), identifiers_only=identifiers_only)


class Duplicates:
    """One search, whose tables are in a database of its own until it is closed.

    Args:
        memory: As for `duplicates`.
        processes: As for `duplicates`.
        progress: As for `duplicates`.
    """

    def __init__(self, *, memory: str = "2GB", processes: int | None = None, progress: Progress | None = None) -> None:
        self._processes = processes or os.cpu_count() or 1
        self._progress = progress or (lambda *_: None)
        duckdb = _duckdb()
        self._stack = ExitStack()
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="citelib-", ignore_cleanup_errors=True))
        settings = {
            "memory_limit": memory,
            "temp_directory": folder,
            "threads": self._processes,
            "preserve_insertion_order": False,
        }
        self._database = duckdb.connect(str(Path(folder) / "works.duckdb"), config=settings)
        self._stack.callback(self._database.close)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._stack.close()

    def find(self, source: Source, *, identifiers_only: bool = False) -> Found:
        """Groups and versions among records, by their number in the source."""
        self._derive(source)
        self._block(steps.kinds_of(identifiers_only=identifiers_only))
        compared = self._compare()
        links = self._table("SELECT * FROM links ORDER BY one, other")
        works = self._table("SELECT work FROM works WHERE number IN (SELECT unnest([one, other]) FROM links)")
        found = steps.gathered(_works(works), links)
        return Found(found.groups, found.versions, compared)

    def ids(self, numbers: Iterable[int]) -> list[str]:
        """The ids of records, in the order of the numbers."""
        wanted = list(numbers)
        self._insert("wanted", pyarrow().table({"number": pyarrow().array(wanted, "int64")}))
        rows = self._database.sql("SELECT number, id FROM works WHERE number IN (FROM wanted)").fetchall()
        by_number = dict(rows)
        return [by_number[number] for number in wanted]

    # Steps

    def _derive(self, source: Source) -> None:
        """Fill the tables of works and of their keys."""
        self._insert("works", steps.schema_of("features").empty_table())
        self._database.execute("CREATE TABLE keys (number BIGINT, title VARCHAR, kind VARCHAR, key VARCHAR)")
        done = 0
        for works in self._spread(steps.features, _numbered(source)):
            self._insert("works", works)
            done += works.num_rows
            self._progress("records", done, None)
        self._database.execute(_KEYS)

    def _block(self, kinds: Iterable[str]) -> None:
        """Fill the table of pairs: those that stand near each other in a block, each pair once."""
        kinds = list(kinds)
        self._database.execute("CREATE TABLE pairs (one BIGINT, other BIGINT)")
        if steps.KINDS[-1] in kinds:
            self._add_rare_keys()
        self._database.execute(_PAIRS_OF_BLOCKS, [kinds])

    def _add_rare_keys(self) -> None:
        self._database.execute(_FREQUENCIES)
        words = self._database.sql(_WORDS_WITH_FREQUENCIES).to_arrow_reader(_ROWS)
        cursor = self._database.cursor()
        self._insert("rare", steps.schema_of("rare_keys").empty_table(), cursor)
        for found in self._spread(steps.rare_keys, words):
            self._insert("rare", found, cursor)
        self._database.execute(_RARE_KEYS, [steps.KINDS[-1]])

    def _compare(self) -> int:
        """Fill the table of links; gives how many pairs were compared."""
        pairs = self._database.sql("SELECT * FROM pairs ORDER BY one, other").to_arrow_reader(_PAIRS)
        (total,) = self._database.cursor().execute("SELECT count(*) FROM pairs").fetchall()[0]
        cursor = self._database.cursor()
        self._insert("links", steps.schema_of("links").empty_table(), cursor)
        done = 0
        for links in self._spread(_linked, ((self._works_of(batch, cursor), batch) for batch in pairs)):
            self._insert("links", links, cursor)
            done = min(done + _PAIRS, total)
            self._progress("pairs", done, total)
        return int(total)

    def _works_of(self, pairs: Any, cursor: Any) -> Any:
        """The works of a batch of pairs, each once."""
        cursor.register("some_pairs", pyarrow().Table.from_batches([pairs]))
        found = cursor.sql(_WORKS_OF_PAIRS).to_arrow_table()
        cursor.unregister("some_pairs")
        return found

    # Plumbing

    def _insert(self, name: str, rows: Any, cursor: Any = None) -> None:
        cursor = cursor or self._database
        cursor.register("new_rows", rows if hasattr(rows, "to_batches") else pyarrow().Table.from_batches([rows]))
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {name} AS FROM new_rows LIMIT 0")
        cursor.execute(f"INSERT INTO {name} BY NAME FROM new_rows")
        cursor.unregister("new_rows")

    def _table(self, query: str) -> Any:
        return self._database.sql(query).to_arrow_table()

    def _spread(self, step: Callable[[Any], T], tasks: Iterable[Any]) -> Iterator[T]:
        """What a step makes of each task, in their order, by all processes."""
        if self._processes == 1:
            yield from map(step, tasks)
            return
        if self._pool is None:
            # A process that is forked would share the threads of DuckDB and Arrow.
            self._pool = ProcessPoolExecutor(self._processes, mp_context=get_context("spawn"))
        waiting: deque[Future[T]] = deque()
        for task in tasks:
            waiting.append(self._pool.submit(step, task))
            if len(waiting) >= self._processes * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_PAIRS_OF_BLOCKS: Final = f"""
    INSERT INTO pairs
    WITH
        blocks AS (FROM keys WHERE kind IN (SELECT unnest(?)) QUALIFY count(*) OVER (PARTITION BY key) > 1),
        near AS (
            SELECT number, unnest([{", ".join(f"lag(number, {at}) OVER neighbours" for at in range(1, WINDOW + 1))}])
                AS former
            FROM blocks WINDOW neighbours AS (PARTITION BY key ORDER BY title, number)
        )
    SELECT DISTINCT least(number, former), greatest(number, former) FROM near WHERE former <> number
"""
"""What `citelib.matching.blocking.neighbours` gives of each block, without what it gives twice."""

_FREQUENCIES: Final = """
    CREATE TABLE frequencies AS
    SELECT word, count(*) AS count FROM (SELECT unnest(work.words) AS word FROM works) GROUP BY word
"""
_WORDS_WITH_FREQUENCIES: Final = """
    SELECT number, list({'word': word, 'count': count}) AS words
    FROM (SELECT number, unnest(work.words) AS word FROM works) JOIN frequencies USING (word) GROUP BY number
"""
_KEYS: Final = """
    INSERT INTO keys SELECT number, work.title, found.kind, found.key
    FROM (SELECT number, work, unnest(keys) AS found FROM works)
"""
_RARE_KEYS: Final = """
    INSERT INTO keys SELECT number, work.title, ?, key
    FROM (SELECT number, unnest(keys) AS key FROM rare) JOIN works USING (number)
"""
_WORKS_OF_PAIRS: Final = """
    SELECT work FROM works WHERE number IN (SELECT one FROM some_pairs UNION SELECT other FROM some_pairs)
"""


def _duckdb() -> Any:
    try:
        import duckdb as module
    except ModuleNotFoundError as error:
        message = "searching millions of records needs duckdb, which is not installed"
        raise CitelibError(message, hint="pip install 'citelib[duckdb]'") from error
    return module


# What the processes do


def _linked(task: tuple[Any, Any]) -> Any:
    works, pairs = task
    return steps.compared(works["work"].combine_chunks(), pairs)


def _works(table: Any) -> Iterator[Work]:
    for chunk in table["work"].chunks:
        yield from works_in(chunk)


# What comes in


def _numbered(source: Source) -> Iterator[Any]:
    """Batches of number, id and the whole work."""
    pa = pyarrow()
    start = 0
    for batch in _batches(source):
        for offset in range(0, batch.num_rows, _ROWS):
            part = batch.slice(offset, _ROWS)
            numbers = pa.array(range(start, start + part.num_rows), "int64")
            start += part.num_rows
            yield pa.RecordBatch.from_arrays([numbers, part.column("id"), part.column("csl")], ["number", "id", "csl"])


def _batches(source: Source) -> Iterator[Any]:
    pa, paths = pyarrow(), source
    if isinstance(source, (str, os.PathLike)) or _are_paths(source):
        for file in files_of(paths):
            if file.suffix == ".parquet" and checked_version((table := opened(file, str(file))).schema_arrow):
                yield from batches_in(table, list(_NEEDED))
            else:
                yield from batches_of(items_of_files([file]), columns=_NEEDED)
    elif isinstance(source, pa.RecordBatchReader) or (
        hasattr(source, "__arrow_c_stream__") and not isinstance(source, Mapping)
    ):
        yield from pa.RecordBatchReader.from_stream(source)
    else:
        yield from batches_of(source, columns=_NEEDED)


_NEEDED: Final = ("id", "csl")
"""The columns of a table of works from which all else is made."""


def _are_paths(source: Any) -> bool:
    return (
        isinstance(source, (list, tuple))
        and bool(source)
        and all(isinstance(one, (str, os.PathLike)) for one in source)
    )

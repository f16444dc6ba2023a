r"""Files of references as one stream of Arrow, however large they are.

>>> import gzip, pathlib, tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     for name in ("a", "b"):
...         text = f'{{"id": "{name}", "type": "book", "title": "Moss"}}\n'
...         _ = (pathlib.Path(folder) / f"{name}.jsonl.gz").write_bytes(gzip.compress(text.encode()))
...     scan(f"{folder}/*.jsonl.gz").read_all().column("id").to_pylist()
['a', 'b']
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from citelib.diagnostics import Diagnostic
from citelib.errors import ReadError
from citelib.formats.exchange import iter_items
from citelib.formats.format import Format
from citelib.formats.losses import Losses
from citelib.limits import DEFAULT_LIMITS, Limits
from citelib.model import Item
from citelib.tables.arrow import Report, reader_of

__all__ = ["files_of", "items_of_files", "scan"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def scan(
    paths: Paths,
    format: str | Format | None = None,
    *,
    report: Report | None = None,
    limits: Limits = DEFAULT_LIMITS,
    **options: Any,
) -> Any:
    """The references of files as one stream of Arrow, read as it is asked for.

    Args:
        paths: A file, a folder, a pattern (``"dump/*.jsonl.gz"``), or several of them, in any format that citelib
            reads, packed or not.
        format: Name of the format; if not given, the name of each file decides, then its content.
        report: Called with a diagnostic for each record that cannot be read. Without it, there is one `LossWarning` at
            the end that counts them.
        limits: Bounds on the work that each file may cause.
        options: Options of the format's reader.

    Returns:
        A ``pyarrow.RecordBatchReader`` with the columns of `schema`. Formats made of records are read in bounded
        memory. Ids are those of the files and may repeat.

    Raises:
        ReadError: There is no such file; while it is read: a file cannot be read at all.
        CitelibError: pyarrow is not installed.
    """
    return reader_of(items_of_files(files_of(paths), format, report=report, limits=limits, **options))


def items_of_files(
    files: Iterable[Path],
    format: str | Format | None = None,
    *,
    report: Report | None = None,
    limits: Limits = DEFAULT_LIMITS,
    **options: Any,
) -> Iterator[Item]:
    """The items of files one after the other; see `scan` for the arguments."""
    losses = Losses()

    def count(diagnostic: Diagnostic) -> None:
        if diagnostic.severity != "info":
            losses.add(diagnostic)

    for file in files:
        yield from iter_items(file, format, report=report or count, limits=limits, **options)
    losses.warn(depth=1)


def files_of(paths: Paths) -> list[Path]:
    """The files that paths, folders and patterns stand for, each in order of names.

    Raises:
        ReadError: One of them stands for none.
    """
    found: list[Path] = []
    for path in [paths] if isinstance(paths, (str, os.PathLike)) else paths:
        one = Path(path)
        if one.is_dir():
            inside = sorted(file for file in one.rglob("*") if file.is_file() and not file.name.startswith((".", "_")))
        elif one.exists():
            inside = [one]
        else:
            inside = sorted(file for file in _matching(one) if file.is_file())
        if not inside:
            raise ReadError("there is no such file", source=str(path))
        found += inside
    return found


def _matching(pattern: Path) -> Iterator[Path]:
    """What a pattern stands for, looked for below the last folder that it names in plain words."""
    folder = next(parent for parent in pattern.parents if not _WILD.search(str(parent)))
    return folder.glob(str(pattern.relative_to(folder)))


_WILD: Final = re.compile("[*?[]")

"""What all that runs on Spark needs: sessions, and frames mapped by functions of batches."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from citelib.errors import CitelibError
from citelib.model import Item
from citelib.tables.arrow import item_of
from citelib.tables.schema import pyarrow

__all__ = ["item_or_none", "kept", "local", "mapped", "spark_schema"]

Mapping = Callable[[Iterator[Any]], Iterable[Any]]
"""From record batches to record batches, each of a part of a frame."""


def local(cores: int | None = None, memory: str = "2g", **settings: str) -> Any:
    """A session on this machine, or the one that there is.

    Args:
        cores: How many cores to use; all if not given.
        memory: What the driver, which does all the work here, may use.
        settings: Further settings, dots written as double underscores: ``spark__sql__shuffle__partitions="8"``.

    Returns:
        A ``pyspark.sql.SparkSession``.

    Raises:
        CitelibError: pyspark or Java is not there.
    """
    _check_installed()
    from pyspark.sql import SparkSession

    # Workers must run the Python that has citelib, not whichever «python3» is found first.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    chosen = {
        "spark.driver.memory": memory,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        **{name.replace("__", "."): value for name, value in settings.items()},
    }
    builder = SparkSession.builder.appName("citelib").master(f"local[{cores or '*'}]")
    for name, value in chosen.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _check_installed() -> None:
    from importlib.util import find_spec
    from shutil import which

    missing = [name for name in ("pyspark", "pandas", "pyarrow") if find_spec(name) is None]
    if missing:
        message = f"Spark needs {', '.join(missing)}, which {'are' if len(missing) > 1 else 'is'} not installed"
        raise CitelibError(message, hint="pip install 'citelib[spark]'")
    if which("java") is None and "JAVA_HOME" not in os.environ:
        raise CitelibError("Spark needs Java, which was not found", hint="install openjdk-17-jre-headless, or 21")


def spark_schema(form: Any, *more: tuple[str, str]) -> Any:
    """The schema of a frame, of an Arrow schema and further columns of text, all of which may be null.

    Args:
        form: A ``pyarrow.Schema``.
        more: Names and types in Arrow's words: ``("reference", "string")``.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    pa = pyarrow()
    fields = [pa.field(one.name, one.type) for one in form]
    fields += [pa.field(name, pa.type_for_alias(kind)) for name, kind in more]
    return from_arrow_schema(pa.schema(fields))


def mapped(frame: Any, function: Mapping, schema: Any) -> Any:
    """A frame whose batches are made by a function of the batches of another; `schema` is one of Spark's or Arrow's."""
    form = schema if not isinstance(schema, pyarrow().Schema) else spark_schema(schema)
    return frame.mapInArrow(function, form)


def kept(frame: Any) -> Any:
    """The frame, computed now and once, with a plan that no longer says how: what is built on it stays small to plan.

    Where the session has a folder for checkpoints (``spark.sparkContext.setCheckpointDir``), the rows go there and
    outlive the loss of a worker; else workers keep them.
    """
    has_folder = frame.sparkSession.sparkContext.getCheckpointDir() is not None
    return frame.checkpoint() if has_folder else frame.localCheckpoint()


def item_or_none(text: str | None) -> Item | None:
    """The item of a row; None if it holds none, as a row does that has only a diagnostic."""
    try:
        return item_of(text)[0]
    except CitelibError:
        return None

"""The Arrow schema of a table of works.

The version stands in the metadata of the schema, so that a Parquet file says what it is. Columns may be added within a
version; what changes or takes away a column is a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from citelib.errors import CitelibError, SchemaVersionError
from citelib.tables.columns import COLUMNS, NAME_FIELDS

__all__ = ["KEY", "VERSION", "checked_version", "pyarrow", "schema"]

VERSION: Final = 1
"""Version of the schema."""

KEY: Final = b"citelib:schema"
"""Where the metadata of a schema have its version."""


def pyarrow() -> Any:
    """The module pyarrow, which is an extra.

    Raises:
        CitelibError: It is not installed.
    """
    try:
        import pyarrow as arrow
    except ModuleNotFoundError as error:
        message = "tables need pyarrow, which is not installed"
        raise CitelibError(message, hint="pip install 'citelib[tables]'") from error
    return arrow


def schema() -> Any:
    """The schema, a ``pyarrow.Schema``.

    >>> schema().field("names").type.value_type.field("family").type
    DataType(string)
    """
    pa = pyarrow()
    text = pa.string()

    def rows(*fields: str, **others: Any) -> Any:
        return pa.list_(pa.struct([*((field, text) for field in fields), *others.items()]))

    kinds: Mapping[str, Any] = {
        "text": text,
        "int": pa.int32(),
        "texts": pa.list_(text),
        "date": pa.struct(
            [("start", pa.date32()), ("end", pa.date32()), ("precision", text), ("edtf", text), ("text", text)]
        ),
        "names": rows("role", *NAME_FIELDS, affiliation=pa.list_(text)),
        "identifiers": rows("scheme", "value"),
        "relations": rows("type", "target", "scheme", "evidence"),
    }
    fields = [
        pa.field(name, kinds[kind], nullable=name not in ("id", "type", "csl"), metadata={"description": words})
        for name, (kind, _, words) in COLUMNS.items()
    ]
    return pa.schema(fields, metadata={KEY: str(VERSION).encode()})


def checked_version(found: Any) -> bool:
    """Whether a schema is that of a table of works.

    Args:
        found: A ``pyarrow.Schema``.

    Raises:
        SchemaVersionError: It is of a later version than this one knows.
    """
    version = (found.metadata or {}).get(KEY)
    if version is not None and version.isdigit() and int(version) > VERSION:
        raise SchemaVersionError(
            f"the table has version {int(version)} of the schema, and this citelib knows {VERSION}",
            hint="update citelib",
        )
    return "csl" in found.names

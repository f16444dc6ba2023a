"""What of a record is compared, as rows of a table: a `Work` as a plain struct, there and back.

>>> from citelib.matching.features import work_of
>>> from citelib.model import Item
>>> works = [work_of(1, Item("a", "book", title="Moss", DOI="10.5555/x"))]
>>> works_in(struct_of(works)) == works
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from citelib.matching.features import Work
from citelib.tables.arrow import array_of
from citelib.tables.schema import pyarrow

__all__ = ["FIELDS", "struct_of", "struct_type", "works_in"]

_Kind = tuple[Callable[[Any], Any], Callable[[Any], Any]]


def _same(value: Any) -> Any:
    return value


def _as_pairs(rows: Iterable[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((row["scheme"], row["value"]) for row in rows)


def _as_rows(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"scheme": scheme, "value": value} for scheme, value in pairs]


_KINDS: Final[Mapping[str, _Kind]] = {
    "int": (_same, _same),
    "int | None": (_same, _same),
    "str": (_same, _same),
    "bool": (_same, _same),
    "tuple[str, ...]": (_same, tuple),
    "tuple[tuple[str, str], ...]": (_as_rows, _as_pairs),
}
"""By the annotation of a field of `Work`: how its value is written into a row, and read from one."""

FIELDS: Final[Mapping[str, str]] = {field.name: str(field.type) for field in attrs.fields(Work)}
"""The annotation of each field of `Work`."""


def struct_type() -> Any:
    """The Arrow type of a work, a ``pyarrow.StructType``."""
    pa = pyarrow()
    text = pa.string()
    types = {
        "int": pa.int64(),
        "int | None": pa.int64(),
        "str": text,
        "bool": pa.bool_(),
        "tuple[str, ...]": pa.list_(text),
        "tuple[tuple[str, str], ...]": pa.list_(pa.struct([("scheme", text), ("value", text)])),
    }
    return pa.struct([(name, types[annotation]) for name, annotation in FIELDS.items()])


def struct_of(works: Sequence[Work | None]) -> Any:
    """Works as an Arrow array of structs; what is no work is null, and half a surrogate pair is U+FFFD."""
    pa, type = pyarrow(), struct_type()
    arrays = [
        array_of([None if work is None else to(getattr(work, name)) for work in works], field.type)
        for (name, to), field in zip(_WRITE, type, strict=True)
    ]
    return pa.StructArray.from_arrays(arrays, fields=list(type), mask=pa.array([work is None for work in works]))


_WRITE: Final = [(name, _KINDS[annotation][0]) for name, annotation in FIELDS.items()]
_READ: Final = [_KINDS[annotation][1] for annotation in FIELDS.values()]


def works_in(array: Any) -> list[Work]:
    """The works of an Arrow array of structs, none of which is null."""
    columns = [list(map(read, array.field(at).to_pylist())) for at, read in enumerate(_READ)]
    return [Work(*values) for values in zip(*columns, strict=True)]

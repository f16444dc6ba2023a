"""Collections as streams of Arrow, by which data frames and databases take them as they are.

`citelib.tables` makes the stream, on a floor above this one; a registry knows it by name, so that nothing of it is
imported before a data frame asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from citelib.model.items import Item
from citelib.registry import Registry

__all__ = ["arrow_stream"]

_STREAMS: Final[Registry[Callable[[Iterable[Item], object], object]]] = Registry(
    "stream", "citelib", {"arrow": "tables.arrow:stream_of"}
)


def arrow_stream(items: Iterable[Item], requested_schema: object = None) -> object:
    """The capsule that ``__arrow_c_stream__`` gives (the PyCapsule interface of Arrow).

    Raises:
        CitelibError: pyarrow is not installed.
    """
    return _STREAMS.load("arrow")(items, requested_schema)

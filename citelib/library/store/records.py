"""Records, which are the truth of a library: the text of an item, and what of texts fits into SQLite's.

>>> decode_record(encode_record(Item("a", "book", title="T"))).title
'T'
"""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from typing import Any, Final

from citelib.errors import CitelibError
from citelib.model import Item, structure, unstructure
from citelib.model.custom import DAMAGED_KEY

__all__ = ["decode_record", "digest", "encode_record", "fit_key", "fit_row", "read_record"]

_UNFIT: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_UNFIT_TEXT: Final = re.compile("[\x00\ud800-\udfff]")


def encode_record(item: Item) -> str:
    """The CSL-JSON text of an item, as a library keeps it."""
    record = unstructure(item)
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(record, separators=(",", ":")) if _UNFIT_TEXT.search(text) else text


def decode_record(text: str, key: str = "") -> Item:
    """The item of a record; what is malformed stays in its `custom`, and of a damaged record only the key is left."""
    return read_record(text, key)[0]


def read_record(text: str, key: str = "") -> tuple[Item, str | None]:
    """The item of a record, and what is wrong with the record if it is damaged.

    Nothing that reads a library may end because of one damaged record: it becomes an item of type ``document`` whose
    `custom` holds the text, and `verify` tells of it.

    Args:
        text: The record.
        key: The key that it stands under.

    >>> item, fault = read_record("[1", "a")
    >>> item.id, item.custom, fault
    ('a', {'citelib:damaged': '[1'}, "'a' cannot be read: Expecting ',' delimiter: line 1 column 3 (char 2)")
    """
    try:
        return structure(json.loads(text), report=_keep), None
    except (ValueError, RecursionError, CitelibError) as error:
        item = Item(key or "damaged", "document", custom={DAMAGED_KEY: text})
        return item, f"{key!r} cannot be read: {error}"


def _keep(_: str, __: str) -> None:
    """Nothing to report: `structure` keeps what is malformed."""


def digest(record: str | None) -> bytes | None:
    """Eight bytes by which a state is known again; None for «there is none»."""
    return None if record is None else blake2b(record.encode(), digest_size=8).digest()


def fit_row(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Values without what SQLite's text cannot hold; the record keeps it escaped."""
    return tuple(
        _UNFIT_TEXT.sub("\ufffd", value) if value.__class__ is str and _UNFIT_TEXT.search(value) else value
        for value in values
    )


def fit_key(key: str) -> str:
    """A key without the control characters that no key may have.

    >>> fit_key("a" + chr(10) + "b")
    'ab'
    """
    return _UNFIT.sub("", key)

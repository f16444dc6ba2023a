"""Values in nested data, as JSON and YAML give them: dicts, lists, text and numbers.

What is missing, or of another kind than is asked for, is nothing, never an error.

>>> work = {"titles": [{"title": " A  title"}], "year": 2019}
>>> plain(work, "titles", 0, "title"), plain(work, "year"), listed(work, "authors")
('A title', '2019', [])
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from citelib.formats.kit.lines import one_line

__all__ = ["at", "listed", "plain", "records_in"]


def at(value: Any, *path: str | int) -> Any:
    """What stands at a path of names and numbers, or None if anything on the way is missing or of another kind.

    >>> at({"a": [{"b": 1}]}, "a", 0, "b"), at({"a": 1}, "a", "b")
    (1, None)
    """
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def plain(value: Any, *path: str | int, fit: Callable[[str], str] = one_line) -> str:
    """Text of a string or number (of the first, of a list) at a path, as one line or as `fit` makes it; else empty.

    >>> plain({"title": ["A ", "B"]}, "title"), plain({"year": 2019}, "year"), plain(None)
    ('A', '2019', '')
    """
    if path:
        value = at(value, *path)
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, str):
        return fit(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def listed(value: Any, *path: str | int) -> list[Any]:
    """The list at a path; what is not a list stands as its only element, and nothing is an empty list."""
    value = at(value, *path)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def records_in(value: Any, *wrappers: tuple[str, ...]) -> list[Any]:
    """The objects of a value: of a list, or of the first of the wrappers (paths to lists or objects) that it has."""
    for path in wrappers:
        if (inside := at(value, *path)) is not None and isinstance(inside, (list, dict)):
            return records_in(inside, *wrappers)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else [value]

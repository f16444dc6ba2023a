"""Where the values of a JSON text stand, so that one can be changed and the rest stay as it is.

>>> text = '{"a": [1, {"b": "x"}]}'
>>> start, end = spans(text)["a", 1, "b"]
>>> text[start:end]
'"x"'
"""

from __future__ import annotations

import json
import re
from typing import Final

__all__ = ["spans"]

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]+')
_DEEPEST: Final = 5
"""Values that are nested deeper are of no interest here."""

Path = tuple[str | int, ...]


def spans(text: str) -> dict[Path, tuple[int, int]]:
    """Start and end of each value by its path, down to the values within the cells of a notebook.

    Args:
        text: JSON that can be parsed.
    """
    found: dict[Path, tuple[int, int]] = {}
    path: list[str | int] = []
    starts: list[int] = []
    awaits_key: list[bool] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in ("{", "["):
            starts.append(match.start())
            path.append(0 if token == "[" else "")
            awaits_key.append(token == "{")
        elif token in ("}", "]"):
            path.pop()
            awaits_key.pop()
            start = starts.pop()
            if len(path) <= _DEEPEST:
                found[tuple(path)] = start, match.end()
        elif token == ",":
            last = path[-1]
            if isinstance(last, int):
                path[-1] = last + 1
            else:
                awaits_key[-1] = True
        elif token == ":":
            awaits_key[-1] = False
        elif awaits_key and awaits_key[-1]:
            path[-1] = json.loads(token) if len(path) <= _DEEPEST else ""
        elif len(path) <= _DEEPEST:
            found[tuple(path)] = match.span()
    return found

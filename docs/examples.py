"""Examples in docstrings become blocks of code: for the pages of the formats and for the reference."""

from __future__ import annotations

from typing import Any

import griffe

__all__ = ["Examples", "fence"]


def fence(docstring: str) -> str:
    """Put each run of lines from ``>>>`` to the next blank line between fences."""
    lines: list[str] = []
    indent = ""
    inside = False
    for line in docstring.split("\n"):
        if not inside and line.lstrip().startswith(">>>"):
            indent = line[: len(line) - len(line.lstrip())]
            lines += ["", f"{indent}```pycon"]
            inside = True
        elif inside and not line.strip():
            lines.append(f"{indent}```")
            inside = False
        lines.append(line)
    if inside:
        lines.append(f"{indent}```")
    return "\n".join(lines)


class Examples(griffe.Extension):
    """Applies `fence` to every docstring of the reference."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Called for each object that has been read."""
        if obj.docstring is not None:
            obj.docstring.value = fence(obj.docstring.value)

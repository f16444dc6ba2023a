"""The page of the example notebook: its cells, and what they showed when it was run last."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["page", "pictures"]


def page(notebook: Path) -> str:
    """The notebook as Markdown; its pictures stand beside the page, under the names of `pictures`."""
    names = iter(pictures(notebook))
    parts = [part for cell in _cells(notebook) for part in _cell(cell, names)]
    return "\n\n".join(parts) + "\n"


def pictures(notebook: Path) -> dict[str, bytes]:
    """The pictures of the notebook by names of files, in their order."""
    found = [
        data["image/png"] for cell in _cells(notebook) for data in map(_data, cell.get("outputs", ())) if _drawn(data)
    ]
    return {f"{notebook.stem}-{number}.png": base64.b64decode(one) for number, one in enumerate(found, 1)}


def _cells(notebook: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return cells


def _cell(cell: Mapping[str, Any], names: Iterator[str]) -> Iterator[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source
        return
    yield f"```python\n{source}\n```"
    for data in map(_data, cell["outputs"]):
        if _drawn(data):
            yield f"![What the cell draws]({next(names)})"
        elif "text/html" in data:
            yield f"````{{raw}} html\n{''.join(data['text/html'])}\n````"
        else:
            yield f"```text\n{''.join(data['text/plain']).rstrip()}\n```"


def _data(output: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an output shows, by media type."""
    found: Mapping[str, Any] = output.get("data") or {"text/plain": output["text"]}
    return found


def _drawn(data: Mapping[str, Any]) -> bool:
    return "image/png" in data

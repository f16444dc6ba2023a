"""Runs as JSON, for programs that set the text themselves: a list of objects with ``text`` and what is not plain.

>>> from citelib.output import get_output, write
>>> from citelib.richtext import ROOT, Mark, Run
>>> write([Run("a", Mark(ROOT, "font-style", "italic")), Run("b")], get_output("json"))
'[{"text": "a", "font-style": "italic"}, {"text": "b"}]'
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from citelib.output.links import is_safe_link
from citelib.output.output import Output
from citelib.richtext.runs import Run

__all__ = ["JSON"]


def _same(text: str) -> str:
    return text


def _write(runs: Iterable[Run]) -> str:
    found: list[dict[str, str]] = []
    for run in runs:
        styles = {mark.name: mark.value for mark in run.mark.chain() if mark.name != "nocase"}
        if not is_safe_link(styles.get("link", "https:")):
            del styles["link"]
        if found and {**styles, "text": found[-1]["text"]} == found[-1]:
            found[-1]["text"] += run.text
        else:
            found.append({"text": run.text, **styles})
    return json.dumps(found, ensure_ascii=False)


def _entry(id: str, text: str) -> str:
    return json.dumps({"id": id}, ensure_ascii=False)[:-1] + f', "runs": {text}}}\n'


def _join(texts: Iterable[str]) -> str:
    """Lists of runs as one list."""
    found: list[dict[str, str]] = []
    for text in texts:
        found += json.loads(text) if text.startswith("[") else [{"text": text}] if text else []
    return json.dumps(found, ensure_ascii=False)


JSON: Final = Output(
    "json",
    "runs as JSON",
    _same,
    entry=_entry,
    media_type="application/json",
    writer=_write,
    join=_join,
    links_cites=True,
)
"""Runs as JSON, those of a cite with the id of its item as ``cite``.

A bibliography is one object a line, with ``id`` and ``runs``.
"""

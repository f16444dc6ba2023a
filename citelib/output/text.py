"""Plain text: what is italic or bold elsewhere is just text here."""

from __future__ import annotations

from typing import Final

from citelib.output.output import Output, around

__all__ = ["TEXT"]

_MARKS: Final = {
    ("display", "block"): ("\n", ""),
    ("display", "indent"): ("\n", ""),
    ("display", "left-margin"): ("", " "),
}


def _same(text: str) -> str:
    return text


def _entry(_: str, text: str) -> str:
    return f"{text}\n"


def _finish(text: str) -> str:
    return text.replace("  ", " ").strip()


TEXT: Final = Output("text", "plain text", _same, around(_MARKS), entry=_entry, finish=_finish)
"""Plain text."""

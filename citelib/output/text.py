"""Plain text: what is italic or bold elsewhere is just text here."""

from __future__ import annotations

from typing import Final

from citelib.output.output import Output

__all__ = ["TEXT"]


def _same(text: str) -> str:
    return text


def _open(name: str, value: str) -> str:
    return "\n" if name == "display" and value in ("block", "indent") else ""


def _close(name: str, value: str) -> str:
    return " " if name == "display" and value == "left-margin" else ""


def _entry(_: str, text: str) -> str:
    return f"{text}\n"


def _finish(text: str) -> str:
    return text.replace("  ", " ").strip()


TEXT: Final = Output("text", "plain text", _same, _open, _close, entry=_entry, finish=_finish)
"""Plain text."""

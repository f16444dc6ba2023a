"""What Zotero's preferences in a document say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["preferred_style"]

_STYLE: Final = re.compile(r"<style\b[^>]*?\bid=\"([^\"]+)\"(?:[^>]*?\blocale=\"([^\"]+)\")?")


def preferred_style(values: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The style that Zotero's preferences name, and its language."""
    text = ""
    while (piece := values.get(f"ZOTERO_PREF_{text.count(chr(0)) + 1}")) is not None:
        text += piece + "\0"
    match = _STYLE.search(text.replace("\0", ""))
    if match is None:
        return None, None
    return match[1].rpartition("/")[2] or None, match[2]

"""Where the items of the reader keep what CSL has no variable for."""

from __future__ import annotations

from typing import Final

__all__ = ["QUOTATIONS_KEY", "STUB_KEY"]

QUOTATIONS_KEY: Final = "press-release:quotations"
"""Where the news item's `custom` lists quotations: objects with ``speaker``, ``words``, ``start`` and ``end``."""
STUB_KEY: Final = "press-release:stub"
"""Where a stub's `custom` says what it rests on: ``role`` and, if in doubt, ``unsure`` with the reasons."""

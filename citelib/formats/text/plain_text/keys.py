"""Where the items of the reader keep what it knows of them."""

from __future__ import annotations

from typing import Final

__all__ = ["CONFIDENCE_KEY", "REFERENCE_KEY"]

REFERENCE_KEY: Final = "plain-text:reference"
"""Where an item's `custom` has the reference as it was given."""
CONFIDENCE_KEY: Final = "plain-text:confidence"
"""Where an item's `custom` says how sure each variable is, from 0 to 1, and the type under ``"type"``."""

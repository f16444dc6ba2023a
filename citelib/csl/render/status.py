"""What an element reports to the group around it (specification, Group); statuses combine by `max`."""

from __future__ import annotations

from typing import Final

__all__ = ["FOUND", "MISSING", "PLAIN"]

PLAIN: Final = 0
"""It called no variable."""
MISSING: Final = 1
"""It called variables, and all were empty."""
FOUND: Final = 2
"""It called a variable that has a value."""

"""Crossref's words for corrections and retractions, in its JSON as in its XML.

>>> UPDATES["erratum"], OUT_UPDATES["retracts"]
('corrects', 'retraction')
"""

from __future__ import annotations

from typing import Final

__all__ = ["OUT_UPDATES", "UPDATES"]

UPDATES: Final = {
    "correction": "corrects", "erratum": "corrects", "corrigendum": "corrects", "addendum": "supplements",
    "retraction": "retracts", "withdrawal": "retracts", "removal": "retracts", "partial_retraction": "retracts",
    "expression_of_concern": "expresses-concern-about", "new_version": "replaces", "new_edition": "replaces",
}  # fmt: skip
"""Relation of each type of ``update-to``; ``updated-by`` has the inverse."""

_CORRECTIONS: Final = frozenset(("corrects", "retracts", "expresses-concern-about"))
"""Those that are written so; the others have a word among Crossref's relations."""

OUT_UPDATES: Final = {name: word for word, name in reversed(UPDATES.items()) if name in _CORRECTIONS}
"""Type of ``update-to`` of the relations that are written as updates."""

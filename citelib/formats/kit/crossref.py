"""Crossref's words for corrections and retractions, in its JSON as in its XML.

>>> UPDATES["erratum"], OUT_UPDATES["retracts"]
('corrects', 'retraction')
"""

from __future__ import annotations

from typing import Final

from citelib.formats.kit.written import is_plain
from citelib.model import RELATION_TYPES, Relation, relation_type

__all__ = ["OUT_SCHEMES", "OUT_UPDATES", "UPDATES", "has_word"]

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

OUT_SCHEMES: Final = {"doi": "doi", "pmid": "pmid", "url": "uri"}
"""What Crossref calls the schemes of identifiers that relations point at."""


def has_word(relation: Relation) -> bool:
    """Whether Crossref has a word for a relation from which the same relation is read."""
    row = relation_type("crossref", RELATION_TYPES[relation.type].crossref or "")
    return bool(row and row.name == relation.type and relation.scheme in OUT_SCHEMES and is_plain(relation))

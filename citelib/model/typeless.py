"""The type of a work whose record has none, or one that CSL does not know: what its other fields say.

Styles print less of a ``document`` than of anything else (some leave it out of the list), so a record that somebody
typed without a type, or with a type of another vocabulary, is better served by the kind of work that has such fields.

>>> type_by_fields({"title", "container-title", "volume", "page"})
'article-journal'
>>> type_by_fields({"title", "container-title", "editor", "page"})
'chapter'
>>> type_by_fields({"title", "URL", "accessed"})
'webpage'
>>> type_by_fields({"title"})
'document'
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

__all__ = ["type_by_fields"]

_RULES: Final = tuple(
    (frozenset(every.split()), frozenset(any_.split()), item_type)
    for every, any_, item_type in (
        ("event-title", "", "paper-conference"),
        ("event", "", "paper-conference"),
        ("container-title", "editor container-author ISBN edition", "chapter"),
        (
            "container-title",
            "volume issue ISSN PMID PMCID journalAbbreviation container-title-short",
            "article-journal",
        ),
        ("container-title", "publisher publisher-place collection-title", "chapter"),
        ("container-title", "page DOI", "article-journal"),
        ("container-title URL", "", "webpage"),
        ("container-title", "", "article-journal"),
        ("", "ISSN PMID PMCID", "article-journal"),
        ("", "ISBN edition publisher publisher-place collection-title", "book"),
        ("DOI", "", "document"),
        ("URL", "", "webpage"),
        ("title author", "", "book"),
        ("title editor", "", "book"),
    )
)
"""Fields that all stand in a record, fields of which one does, and the type of such works; the first rule counts."""


def type_by_fields(fields: AbstractSet[str]) -> str:
    """The CSL type of the works that have such fields.

    Args:
        fields: The names of the variables that the record has.

    Returns:
        A type of `citelib.model.vocabulary.ITEM_TYPES`; ``document`` if the fields do not tell.
    """
    for every, some, item_type in _RULES:
        if every <= fields and (not some or not some.isdisjoint(fields)):
            return item_type
    return "document"

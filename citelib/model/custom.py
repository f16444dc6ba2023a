"""The keys in `Item.custom`, `Name.custom` and `Relation.custom`: what no variable can hold, by the name of its key.

There are four kinds, each with its own form of key:

- **Data of citelib's own**, ``citelib:WORD``: what an item is beside its description. Every format of CSL keeps them.
- **What a reader finds out** that no variable is for, ``FORMAT:word``: a constant each, below.
- **Remembered fields**, ``FORMAT:FIELD``: a field of a record that citelib does not understand, as a list of its texts,
  so that the writer of the same format gives it back. There are as many as formats have fields; `remembered` makes
  their keys.
- **Words of names and relations**, without a prefix, as there are few: below, too.

>>> remembered("ris", "U1")
'ris:U1'
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "AFFILIATION",
    "ALIASES_KEY",
    "ATTACHMENTS_KEY",
    "BESIDE_NAME",
    "BOOKKEEPING",
    "BOOKKEEPING_FIELD",
    "CAPITALS_KEY",
    "CITATION",
    "COLLECTIONS_KEY",
    "COMMA_DROPPING_PARTICLE",
    "CONFIDENCE_KEY",
    "DAMAGED_KEY",
    "DATES",
    "FACTS_KEY",
    "NEWS_RELEASE",
    "OWN",
    "QUOTATIONS_KEY",
    "REFERENCE_KEY",
    "RELATIONS_KEY",
    "STUB_KEY",
    "SUBTITLE_KEY",
    "SUMMARY_KEY",
    "TOLD_KEY",
    "remembered",
]

OWN: Final = "citelib:"
"""What keys of citelib's own begin with."""

# Data of citelib's own

RELATIONS_KEY: Final = f"{OWN}relations"
"""Where CSL-JSON has the relations of an item: objects with ``type``, ``target``, ``scheme``. Items have them apart."""
ALIASES_KEY: Final = f"{OWN}aliases"
"""A list of the other ids by which an item is known."""
COLLECTIONS_KEY: Final = f"{OWN}collections"
"""A list of the collections of a library that an item is in."""
ATTACHMENTS_KEY: Final = f"{OWN}attachments"
"""A list of the files of an item: objects with ``sha256``, ``name`` and ``size`` of those that a library keeps, and
with ``path`` (a path or an address) and perhaps ``name``, ``type`` (a media type) and ``role`` of those that a record
names."""
CAPITALS_KEY: Final = f"{OWN}capitals"
"""Titles that were put into sentence case when they were read: an object from each as it is now to what it was, so that
a format whose titles are in title case gives them back."""
DAMAGED_KEY: Final = f"{OWN}damaged"
"""The text of a record of a library that cannot be read."""

# What a reader finds out

NEWS_RELEASE: Final = "News release"
"""Genre of the item of a news release, and of the stories that it lists beside it."""
QUOTATIONS_KEY: Final = "press-release:quotations"
"""Quotations of a news release: objects with ``speaker``, ``words``, ``start`` and ``end``."""
TOLD_KEY: Final = "press-release:told"
"""What the summary of a related story says of its study: an object with ``institution`` and ``journal``."""
FACTS_KEY: Final = "press-release:facts"
"""What a news release says beside its works: objects with ``kind``, ``value``, ``quote``, ``start`` and ``end``, and
with ``meant`` where a name is wrong."""
STUB_KEY: Final = "press-release:stub"
"""What a work rests on that is only known from a news release: ``role``; for each author by name ``reasons`` to take
them for one; and, if in doubt, ``unsure`` with reasons."""
SUBTITLE_KEY: Final = "press-release:subtitle"
"""The line below the headline of a news release."""
SUMMARY_KEY: Final = "press-release:summary"
"""The summary that a news release gives of itself."""
REFERENCE_KEY: Final = "plain-text:reference"
"""A reference in plain text, as it was written."""
CONFIDENCE_KEY: Final = "plain-text:confidence"
"""How sure the reader is of each variable of a reference in plain text, from 0 to 1, and of its ``type``."""

BOOKKEEPING: Final = (ALIASES_KEY, CAPITALS_KEY, COLLECTIONS_KEY, REFERENCE_KEY, CONFIDENCE_KEY)
"""Keys that say nothing of the work, but where it is or how it was read: no loss, where a format has no place."""

BOOKKEEPING_FIELD: Final = "entrytype"
"""The field that says by which of several words a record calls its type: no loss, where the item has a type."""

# Words of names and relations

AFFILIATION: Final = "affiliation"
"""Of a name: a list of the institutions at which somebody is."""
DATES: Final = "dates"
"""Of a name: dates of life, as catalogues have them."""
BESIDE_NAME: Final = f"{OWN}beside"
"""The same name in another script, which is printed behind it; names have it only while they are printed."""
COMMA_DROPPING_PARTICLE: Final = "comma-dropping-particle"
"""Of a name: that a comma stands in front of the dropping particle."""
CITATION: Final = "citation"
"""Of a relation: how the record cites what it leads to."""


def remembered(format: str, field: str) -> str:
    """The key of a field that the reader of a format did not understand."""
    return f"{format}:{field}"

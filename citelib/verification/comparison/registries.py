"""What is known of the records of each registry: what it keeps, and so what its records may contradict.

Sources: the editorial rules of dblp and of MEDLINE (all authors in the order of the paper, whole titles, the year of
the volume), OpenAlex's documentation (``publication_date`` is the earliest date of electronic publication), arXiv's and
the ACL Anthology's records, which their authors or editors enter whole, and the works of Open Library, under which its
editions stand.

>>> registry_of("Europe PMC").year, registry_of("DOI.org (Crossref)").year
('volume', '')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import attrs

__all__ = ["REGISTRIES", "Registry", "key_of", "registry_of"]


@attrs.frozen
class Registry:
    """What the records of a registry are known to have.

    Attributes:
        year: Which year they have of an article in a journal: that of its ``"volume"``, that in which it was
            ``"first"`` published, or ``""`` where nobody can tell.
        keeps_order: Whether their authors are complete and in the order of the work; others may be sorted or cut.
        keeps_subtitles: Whether their titles are whole; others may lack the subtitle.
        adds_people: Whether they list whoever had a part in any edition of a work, and one person in several scripts.
    """

    year: Literal["volume", "first", ""] = ""
    keeps_order: bool = False
    keeps_subtitles: bool = False
    adds_people: bool = False


_OTHER: Final = Registry()
REGISTRIES: Final[Mapping[str, Registry]] = MappingProxyType(
    {
        "aclanthology": Registry("", keeps_order=True, keeps_subtitles=True),
        "arxiv": Registry("", keeps_order=True, keeps_subtitles=True),
        "crossref": _OTHER,
        "datacite": _OTHER,
        "dblp": Registry("volume", keeps_order=True, keeps_subtitles=True),
        "dnb": _OTHER,
        "doi.org": _OTHER,
        "europepmc": Registry("volume", keeps_order=True, keeps_subtitles=True),
        "k10plus": _OTHER,
        "loc": _OTHER,
        "openalex": Registry("first"),
        "openlibrary": Registry(adds_people=True),
        "pubmed": Registry("volume", keeps_order=True, keeps_subtitles=True),
        "semanticscholar": _OTHER,
    }
)
"""Registries by the name that their records have in the variable ``source``, in small letters without spaces."""

_BETWEEN: Final = re.compile(r"[\s-]")


def registry_of(source: str | None) -> Registry:
    """What is known of the records of a source; nothing if it is not a registry."""
    return REGISTRIES.get(key_of(source), _OTHER)


def key_of(source: str | None) -> str:
    """The name of a source as it is in `REGISTRIES`."""
    return _BETWEEN.sub("", (source or "").casefold())

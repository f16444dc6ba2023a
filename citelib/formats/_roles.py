"""Roles of contributors in the vocabularies of libraries: MARC relators, as codes and words.

>>> role("pht"), role("Translator"), role("unknown")
('author', 'translator', None)
"""

from __future__ import annotations

from typing import Final

__all__ = ["RELATORS", "role"]

_ROLES: Final = {
    "author": "aut author auth cre creator pht photographer art artist ctg cartographer inv inventor prg programmer "
    "lyr lyricist drm draftsman rpt reporter spk speaker dis dissertant ive interviewee scr sculptor arc architect "
    "corporateauthor verfasser",
    "editor": "edt editor ed eds hrsg herausgeber red",
    "translator": "trl translator übersetzer",
    "illustrator": "ill illustrator",
    "composer": "cmp composer",
    "director": "drt director fmd",
    "performer": "prf performer sng singer mus musician act actor itr instrumentalist",
    "producer": "pro producer fmp",
    "compiler": "com compiler",
    "narrator": "nrt narrator",
    "interviewer": "ivr interviewer",
    "recipient": "rcp addressee recipient adressat",
    "host": "hst host",
    "contributor": "ctb contributor ths asn aui win oth",
    "curator": "cur curator",
    "organizer": "orm organizer",
    "script-writer": "aus screenwriter",
    "collection-editor": "sed pbd serieseditor",
}
_BY_WORD: Final = {word: variable for variable, words in _ROLES.items() for word in words.split()}

RELATORS: Final = {
    "author": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill", "composer": "cmp", "director": "drt",
    "performer": "prf", "producer": "pro", "compiler": "com", "narrator": "nrt", "interviewer": "ivr",
    "recipient": "rcp", "host": "hst", "contributor": "ctb", "curator": "cur", "organizer": "orm",
    "script-writer": "aus", "collection-editor": "pbd",
}  # fmt: skip
"""The MARC relator code that is written for a name variable."""


def role(word: str) -> str | None:
    """Name variable of a relator code or word, in any case and with or without full stops and spaces; or None."""
    return _BY_WORD.get("".join(c for c in word.casefold() if c.isalpha()))

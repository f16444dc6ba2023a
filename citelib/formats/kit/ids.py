"""Ids for records that come without one.

>>> from citelib.model import Date, Name
>>> made_id({"author": [Name("Beyeler", "Anna")], "issued": Date.on(2019), "title": "Do antidepressants restore?"})
'beyeler2019do'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from citelib.comparing import fold
from citelib.model import Date, Name

__all__ = ["made_id"]

_ROLES: Final = ("author", "editor", "director", "translator", "container-author", "contributor")
_TITLES: Final = ("title", "container-title", "URL", "DOI")
_ARTICLES: Final = frozenset(
    "a an the der die das ein eine le la les l un une el los las il lo i gli o os as de".split()
)
_LONGEST: Final = 40


def made_id(variables: Mapping[str, Any]) -> str:
    """First family name, year and first word of the title, of the variables by CSL name; the same for the same work."""
    names: Sequence[Name] = next((variables[role] for role in _ROLES if variables.get(role)), ())
    family = (names[0].literal or names[0].family or names[0].given or "") if names else ""
    date = variables.get("issued")
    year = str(date.year) if isinstance(date, Date) and date.year is not None else ""
    title = next((str(variables[name]) for name in _TITLES if variables.get(name)), "")
    words = [_plain(word) for word in re.split(r"[\s\-–—/]+", re.sub(r"<[^<>]*>", "", title[:200]))]
    word = next((word for word in words if word and word not in _ARTICLES), "")
    return (_plain(family[:100])[:_LONGEST] + year + word[:_LONGEST]) or "untitled"


def _plain(text: str) -> str:
    """Lower-case letters and digits without accents."""
    return "".join(one for one in fold(text) if one.isalnum())

"""The capitals of journals' titles, which databases change.

>>> title_case("Nature chemical biology")
'Nature Chemical Biology'
>>> lowered("FEMS YEAST RESEARCH", "FEMS Yeast Res.")
'FEMS Yeast Research'
"""

from __future__ import annotations

import re
from typing import Final

from citelib.richtext.case import apply_case
from citelib.richtext.runs import Run

__all__ = ["lowered", "title_case"]


def title_case(text: str) -> str:
    """The text with the capitals of an English title."""
    runs = [Run(text)]
    apply_case(runs, 0, "title", "en")
    return "".join(run.text for run in runs)


_WORD: Final = re.compile(r"[^\W\d_]+")


def lowered(title: str, abbreviation: str) -> str:
    """A title in capitals as one in title case; its abbreviation shows which words stay in capitals.

    Without an abbreviation in mixed case, there is no telling acronyms, and the title stays.
    """
    if not title.isupper() or not abbreviation or abbreviation.isupper():
        return title
    own = {word.casefold(): word for word in _WORD.findall(abbreviation) if word != word.capitalize() or len(word) == 1}
    return _WORD.sub(lambda match: own.get(match[0].casefold(), match[0]), title_case(title.lower()))

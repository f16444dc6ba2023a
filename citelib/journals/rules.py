"""Names of journals by the rules of ISO 4, with the LTWA as pyiso4 ships it.

pyiso4 reads titles and has the list; which of several entries holds for a word is decided here: one for the word itself
before one for its beginning («health» stays, though «heal-» becomes «heal.»), then the longest.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from citelib.errors import CitelibError

__all__ = ["abbreviated"]


@functools.lru_cache(maxsize=4096)
def abbreviated(name: str) -> str:
    """The name as ISO 4 abbreviates it.

    Raises:
        CitelibError: pyiso4 is not installed.
    """
    # A hyphen between spaces parts a title and its section.
    parts = [" ".join(part.split()) for part in re.split(r"\s+[-–—]\s+", name)]
    return " - ".join(_abbreviate()(part, remove_part=False) for part in parts if part)


@functools.cache
def _abbreviate() -> Any:
    try:
        from pyiso4.ltwa import Abbreviate
    except ModuleNotFoundError as error:
        message = "names of journals are abbreviated by rules with pyiso4, which is not installed"
        raise CitelibError(message, hint="pip install 'citelib[journals]', or give a list of journals") from error

    class Chosen(Abbreviate):  # type: ignore[misc]  # the package has no types
        def abbreviate(
            self, sentence: str, fallback: str, guide: str, langs: list[str] | None = None
        ) -> tuple[str, int]:
            found = [one for one in self.ltwa_prefix.search(sentence) if one.match(sentence, langs)]
            if not found:
                return fallback, len(fallback)
            best = max(found, key=lambda one: (not one.end_with_dash, len(one.pattern)))
            if best.replacement == "-":
                return fallback, len(fallback)
            short: str = self.match_capitalization_and_diacritic(best.replacement, guide)
            return short, len(best.pattern)

    return Chosen.create()

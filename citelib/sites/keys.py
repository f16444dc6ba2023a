"""Keys as roles write them: ``{see}doe99{p. 3},roe01``.

>>> from citelib.documents.locators import locator_words
>>> [(work.prefix, work.key, work.label, work.locator, work.suffix)
...  for work in cited_works("{see}doe99{pp. 3-5, too}, roe01", locator_words("en-US"))]
[('see ', 'doe99', 'page', '3-5', ', too'), ('', 'roe01', None, '', '')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citelib.documents.locators import LocatorWords, as_suffix, split_suffix
from citelib.documents.model import CitedWork

__all__ = ["cited_works"]

_ONE: Final = re.compile(r"\s*(?:\{([^{}]*)\})?\s*([^{},]*?)\s*(?:\{([^{}]*)\})?\s*(?:,|\Z)")


def cited_works(text: str, words: LocatorWords) -> tuple[CitedWork, ...]:
    """The works that a role cites, each with what stands in braces before and behind its key.

    Args:
        text: What stands in the role: keys, separated by commas.
        words: The words for locators, from `citelib.documents.locators.locator_words`.
    """
    return tuple(_works(text, words))


def _works(text: str, words: LocatorWords) -> Iterator[CitedWork]:
    at = 0
    while at < len(text):
        found = _ONE.match(text, at)
        if found is None or found.end() == at:
            # Braces that do not close: the rest is shown as one key, which nothing answers to.
            yield CitedWork(text[at:].strip(), at)
            return
        before, key, behind = found.groups()
        if key:
            label, locator, rest = split_suffix(behind, words) if behind else (None, "", "")
            prefix = f"{before.strip()} " if before and before.strip() else ""
            suffix = as_suffix(rest) if locator or not rest else f", {rest.strip()}"
            yield CitedWork(key, found.start(2), prefix, suffix, locator, label)
        at = found.end()

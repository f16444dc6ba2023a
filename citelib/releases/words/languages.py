"""The language of a text, by its letters and by its commonest words.

>>> language_of("Die Asseln sind in der Mauer und nicht auf dem Dach."), language_of("苔が夜のあいだに水を集める")
('de', 'ja')
"""

from __future__ import annotations

import functools
import re
from collections import Counter

from citelib.releases.words.tables import function_words, letters

__all__ = ["language_of"]


@functools.lru_cache(maxsize=16)
def language_of(text: str) -> str | None:
    """The code of the language of a text, or None if too little speaks for one.

    Args:
        text: The text, of which 20,000 characters are looked at.
    """
    text = text[:20_000].casefold()
    if script := next((code for code, share in letters() if share(text)), None):
        return script
    tokens = Counter(re.findall(r"[^\W\d_]+", text))
    counted = {code: sum(tokens[word] for word in common) for code, common in function_words().items()}
    first, second = sorted(counted, key=lambda code: -counted[code])[:2]
    return first if counted[first] >= 3 and counted[first] > counted[second] else None

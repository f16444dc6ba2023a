"""Keywords of an item: a list, which the variable ``keyword`` holds as one text.

Commas part keywords, as everywhere in CSL; where a keyword has a comma of its own, as headings of thesauri have,
semicolons do, of which one at the end tells a single such keyword from two.

>>> join_keywords(["cells", "mice"]), join_keywords(["Antibodies, Monoclonal", "Child"])
('cells, mice', 'Antibodies, Monoclonal; Child')
>>> join_keywords(["Child, Preschool"])
'Child, Preschool;'
>>> split_keywords("Antibodies, Monoclonal; Child"), split_keywords("Child, Preschool;"), split_keywords("cells, mice")
(['Antibodies, Monoclonal', 'Child'], ['Child, Preschool'], ['cells', 'mice'])
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["join_keywords", "split_keywords"]


def split_keywords(text: str) -> list[str]:
    """The keywords of a text, each on one line and none empty."""
    separators = "[;\r\n]" if ";" in text else "[,\r\n]"
    return [word for part in re.split(separators, text) if (word := " ".join(part.split()))]


def join_keywords(words: Iterable[str]) -> str:
    """The text of keywords, whose semicolons become commas."""
    found = [" ".join(word.replace(";", ",").split()) for word in words]
    found = [word for word in found if word]
    if not any("," in word for word in found):
        return ", ".join(found)
    return "; ".join(found) + (";" if len(found) == 1 else "")

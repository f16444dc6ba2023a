"""Whether a text looks like references, without what it takes to read them.

>>> sniff("Beyeler A. Do antidepressants restore lost synapses? Science. 2019;364(6436):129-30."), sniff("Some prose.")
(0.5, 0.0)
"""

from __future__ import annotations

import re
from typing import Final

from citelib.formats.text.plain_text.references import split

__all__ = ["HEADING", "YEAR", "sniff"]

HEADING: Final = re.compile(
    r"\W*(?:\d+\.?\s+)?(?:references?(?: cited| list)?|(?:selected |works )?bibliograph(?:y|ie|ía|ia)|works cited|"
    r"literature(?: cited)?|literatur(?:verzeichnis)?|références(?: bibliographiques)?|referencias(?: bibliográficas)?|"
    r"referências|bibliografi[aei]|sources|notes|further reading|quellen|литература)\W*",
    re.IGNORECASE,
)
"""A heading above references."""
YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SIGN: Final = re.compile(
    r"\bpp?\.\s?\d|\d\s?\(\d+\)\s?:|\bet al\b|\b(?:[Ee]ds?|Hrsg)\.|\b[A-Z]\.\s?(?:[A-Z]\.)?,|\bdoi:"
    r"|[A-Z][a-z]+ [A-Z]{1,3}[,.]|:\s?\d+[-–]\d+"
)
_BEGINNING: Final = re.compile(
    r"\W{0,2}(?:\d{1,4}\W{1,3})?(?:[^\W\d_a-zà-ÿа-я][\w'’.-]*[\s&]+|(?:de|et|and|of|for|van|du)\s){0,8}"
    r"[^\W\d_a-zà-ÿа-я][\w'’.-]*\s?[,.(:«“\"]?"
)
_PROSE: Final = re.compile(r"\b(?:is|was|are|were|has|have|had|said|says|this|that|it|they|we|you|will|would|not)\b")
_SEPARATOR: Final = re.compile(r"[.,:;]\s|[.)]$")
_IDENTIFIER: Final = re.compile(
    r"\W*(?:\d{1,4}\W{1,3})?(?:(?:https?://|www\.|doi:?\s?|10\.\d{4,9}/)\S+|97[89][\d-]{10,14})\W*", re.IGNORECASE
)
"""An address, a DOI or an ISBN that stands for a reference."""
_MARKUP: Final = re.compile(r"^\s*(?:[{<@%\[](?!\d)|TY  -|[A-Z][A-Z0-9]\s{0,2}- )")


def sniff(head: str) -> float:
    """How much a text looks like references: lines with a year and a sign of pages, initials or editors.

    Modest, because every other format is plain text, too; surer than news of a text that is hardly anything else.
    """
    if _MARKUP.match(head) or "\x00" in head:
        return 0.0
    stretches = [one.text for one in split(head[:20_000])[:40] if not HEADING.fullmatch(one.text)]
    likely = sum(map(_likeness, stretches)) / len(stretches) if stretches else 0.0
    return (0.5 if likely >= 0.7 else 0.3) * likely if likely >= 0.4 else 0.0


def _likeness(text: str) -> float:
    """1 for a reference by its signs, 0.5 for what is built like one or stands for one, else 0."""
    if _IDENTIFIER.fullmatch(text):
        return 0.5
    if not 20 < len(text) < 1500:
        return 0.0
    dated = YEAR.search(text) is not None
    signed = _SIGN.search(text) is not None
    if dated and signed:
        return 1.0
    built = _BEGINNING.match(text) and len(_SEPARATOR.findall(text)) > 2 and len(_PROSE.findall(text)) < 2
    return 0.5 if (dated or signed) and built else 0.0

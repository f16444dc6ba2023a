r"""What a release says beside its works: numbers of trials, funders, events, shares and sizes, names that are wrong.

Each fact has the words that say it, as they stand; nothing is put right. Beside a name that nobody has stands the one
that may have been meant.

>>> text = "It was approved by the FDA in March 2019. Nearly 20% of adults took part (NCT01234567)."
>>> [(fact.kind, fact.value) for fact in find_facts(text, [(0, len(text))])]
[('event', 'approved by the FDA in March 2019'), ('figure', 'Nearly 20% of adults'), ('trial', 'NCT01234567')]
>>> text = "The Food and Drug Association said no."
>>> [fact] = find_facts(text, [(0, len(text))])
>>> fact.kind, fact.value, fact.meant
('misnamed', 'Food and Drug Association', 'Food and Drug Administration')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from citelib.releases.page.page import Span, clean
from citelib.releases.words.patterns import CAPITAL, alternatives, compiled
from citelib.releases.words.tables import phrases

__all__ = ["MOST_FACTS", "Fact", "find_facts"]

MOST_FACTS: Final = 200
"""Facts of one release that are kept."""

_TRIAL: Final = re.compile(
    r"\b(?:NCT[0-9]{8}|ISRCTN[0-9]{8}|DRKS[0-9]{8}|ACTRN[0-9]{14}|ChiCTR[0-9A-Z-]{8,16}|jRCT[0-9a-z]{9,11}"
    r"|UMIN[0-9]{9}|CTRI/[0-9]{4}/[0-9]{2,3}/[0-9]{6}|NL[0-9]{4}|(?:EudraCT:?\s?)?20[0-9]{2}-[0-9]{6}-[0-9]{2})\b"
)
"""Numbers in the registers of clinical trials that the World Health Organization lists."""
_EVENT: Final = compiled("event_of_the_past", before=r"\b", after=r"\b")
_FIGURE: Final = re.compile(
    rf"(?<![\w.,])(?:{alternatives('about_so_many')}\s)?[0-9][0-9.,]{{0,11}}\s?(?:{alternatives('share')})(?![\w%])"
    rf"(?:\s{alternatives('of_whom')}\s(?-i:[A-Z][\w.]*\s)?[^\W\d_][\w-]{{1,20}})?"
    rf"|(?<![\w.,])(?:{alternatives('about_so_many')}\s)?[0-9][0-9.,]{{0,11}}\s(?:[a-zß-ÿ-]{{3,20}}\s)?{alternatives('counted')}\b",
    re.IGNORECASE,
)
_FUNDED: Final = compiled(
    "funded_by",
    re.IGNORECASE,
    before=r"\b",
    after=rf"\s+(?P<who>(?-i:(?:[Tt]he\s+|[Dd]er\s+|[Dd]ie\s+|[Ll]a\s+|[Ll]e\s+)?{CAPITAL})[^.;\n]{{2,300}})",
)
_EACH: Final = re.compile(r"(?:(?!\s(?:and|und|et|y|e)\s(?:the|der|die|das|la|le|les|el|los)\s)[^,])+")
"""One of several funders; names have an «and» of their own, but no article behind it."""
_SAME: Final = 5
"""Letters that forms of one word have in common: «Organization» and «Organisation», «Institute» and «Institutes»."""
_RUN: Final = re.compile(rf"{CAPITAL}(?:\s(?:(?:of|for|and|the|in)\s){{0,3}}{CAPITAL}){{1,7}}")
"""A name of several capitalised words with small ones between them."""
_KNOWN: Final = {tuple(name.split()): name for name in phrases("known_institutions")}
_BY_LENGTH: Final = {
    length: [words for words in _KNOWN if len(words) == length] for length in {len(words) for words in _KNOWN}
}


@attrs.frozen
class Fact:
    """Something that the text says.

    Attributes:
        kind: ``"trial"``, ``"event"``, ``"figure"``, ``"funder"``, ``"embargo"`` or ``"misnamed"``.
        value: What it is.
        span: Where the text says it.
        meant: The name that may have been meant, of one that nobody has.
    """

    kind: str
    value: str
    span: Span
    meant: str | None = None

    def as_note(self, text: str) -> dict[str, Any]:
        """The fact as it is kept with an item: its kind and value, and the words with their offsets."""
        start, end = self.span
        meant = {"meant": self.meant} if self.meant else {}
        return {"kind": self.kind, "value": self.value, "quote": text[start:end], "start": start, "end": end, **meant}


def find_facts(text: str, spans: Iterable[Span]) -> list[Fact]:
    """The facts in stretches of a text, in its order, each value once.

    Args:
        text: The text.
        spans: The paragraphs to look in.
    """
    found: dict[tuple[str, str], Fact] = {}
    for start, end in spans:
        for fact in sorted(_of(text, start, end), key=lambda fact: fact.span):
            if len(found) < MOST_FACTS:
                found.setdefault((fact.kind, fact.value), fact)
    return list(found.values())


def _of(text: str, start: int, end: int) -> Iterator[Fact]:
    for kind, pattern in (("trial", _TRIAL), ("event", _EVENT), ("figure", _FIGURE)):
        for match in pattern.finditer(text, start, end):
            yield Fact(kind, clean(match[0]), match.span())
    for match in _FUNDED.finditer(text, start, end):
        for part in _EACH.finditer(match["who"]):
            who = re.sub(r"^\s*(?:(?:and|und|et|y|e)\s+)?(?:the\s+|der\s+|die\s+)?", "", part[0], flags=re.IGNORECASE)
            at = match.start("who") + part.start() + part[0].index(who) if who else 0
            if who and who[:1].isupper():
                yield Fact("funder", clean(who).rstrip(" ."), (at, at + len(who)))
    for match in _RUN.finditer(text, start, end):
        words = clean(match[0]).split()
        # A word for the country may stand before: «the American Food and Drug Association».
        for dropped in range(max(1, len(words) - 2)):
            if meant := _misnamed(words[dropped:]):
                written = re.search(r"\s+".join(map(re.escape, words[dropped:])), match[0])
                at = match.start() + (written.start() if written else 0)
                yield Fact("misnamed", " ".join(words[dropped:]), (at, match.end()), meant)
                break


def _misnamed(words: Sequence[str]) -> str | None:
    """The known name that differs from a name in its last word only."""
    *first, last = words
    near = [known for known in _BY_LENGTH.get(len(words), ()) if list(known[:-1]) == first]
    lasts = {known[-1][:_SAME] for known in near}
    return _KNOWN[near[0]] if len(lasts) == 1 and last[:_SAME] not in lasts else None

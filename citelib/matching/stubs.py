"""Stubs and full records: which record each stub may be, how likely, and why.

The weights of `citelib.matching.evidence` are added to a starting doubt and turned into a score by the logistic
function. A stub is linked to one record at most and a record to one stub; the best pairs come
first. A runner-up that is nearly as good takes certainty away, because then the facts do not tell the two apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from citelib.comparing import fold_words
from citelib.matching import evidence
from citelib.matching.evidence import Reason
from citelib.matching.likeness import umlauts
from citelib.model import Item
from citelib.model.custom import STUB_KEY
from citelib.model.handles import handles

__all__ = ["THRESHOLD", "Proposal", "link"]

THRESHOLD: Final = 0.75
"""Score from which a proposal counts as accepted when nothing else is said."""

_DOUBT: Final = -2.0
"""Log-odds before any fact is known: most records are not the work that is looked for."""
_PROPOSED: Final = 0.3
"""Score below which a pair is not worth showing."""
_CERTAIN: Final = 8.0
"""Log-odds of a pair with a common identifier; what speaks against it counts a quarter."""
_AT_LEAST: Final = 0.5
"""Weight that a fact other than author, year and genre has if it counts as evidence beside them."""
_NEARLY: Final = 1.0
"""Log-odds by which the best record has to be ahead of the next one, else the facts do not tell them apart."""
_RIVAL: Final = 1.5
"""What a rival takes from the log-odds at least."""
_DECISIVE: Final = 10.0
"""Weight of a fact that no rival can cast doubt on: an identifier."""
_MOST_AUTHORS: Final = 200
_SHOWN: Final = 5
"""Records that are proposed for a stub at most, before each record is given to one stub."""
_FULL_FIELDS: Final = ("title", "author", "container-title", "issued")


@attrs.frozen
class Proposal:
    """A stub and the record that it may be.

    Attributes:
        stub: The item with few fields.
        record: The full record.
        score: From 0 (is not) to 1 (is).
        reasons: What the score consists of, the weightiest first.
        accepted: Whether the score reaches the threshold; change it with ``attrs.evolve(proposal, accepted=True)``.

    """

    stub: Item
    record: Item
    score: float
    reasons: tuple[Reason, ...]
    accepted: bool


def link(
    stubs: Mapping[str, Item] | Iterable[Item],
    library: Mapping[str, Item] | Iterable[Item],
    threshold: float = THRESHOLD,
) -> list[Proposal]:
    """Match stubs with full records.

    Args:
        stubs: A collection with stubs, such as a press release gives; items that are complete (a title and authors,
            such as the news item) are looked at for their text only. Items given one by one are all stubs.
        library: The full records.
        threshold: Score from 0 to 1 from which a proposal is accepted.

    Returns:
        Proposals, best first; at most one for each stub and one for each record.

    Raises:
        ValueError: The threshold is not between 0 and 1.

    """
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold!r}, but must be between 0 and 1")
    collection = list(stubs.values() if isinstance(stubs, Mapping) else stubs)
    records = list(library.values() if isinstance(library, Mapping) else library)
    index = _Index(records)
    context = _Context(collection)
    pairs: list[tuple[float, Item, Item, tuple[Reason, ...]]] = []
    for stub in collection:
        if not is_stub(stub):
            continue
        scored = sorted(
            (
                (*_score(stub, record, context, index), record)
                for record in index.candidates(stub)
                if record is not stub
            ),
            key=lambda one: -one[0],
        )
        for place, (odds, reasons, record) in enumerate(scored[:_SHOWN]):
            rival = scored[1][0] if place == 0 and len(scored) > 1 else scored[0][0] if place else -math.inf
            score = _logistic(odds)
            # Two records that fit almost as well: the facts do not decide between them.
            if rival > odds - _NEARLY and not any(reason.contribution >= _DECISIVE for reason in reasons):
                doubt = -max(_RIVAL, odds)
                reasons = (*reasons, Reason("rival", round(doubt, 2), "another record fits nearly as well"))
                score = _logistic(odds + doubt)
            if score >= _PROPOSED:
                pairs.append((score, stub, record, reasons))
    pairs.sort(key=lambda pair: -pair[0])
    taken: set[tuple[str, str]] = set()
    proposals = []
    for score, stub, record, reasons in pairs:
        if ("stub", stub.id) in taken or ("record", record.id) in taken:
            continue
        taken |= {("stub", stub.id), ("record", record.id)}
        ordered = tuple(sorted(reasons, key=lambda reason: -abs(reason.contribution)))
        proposals.append(Proposal(stub, record, round(score, 4), ordered, score >= threshold))
    return proposals


def is_stub(item: Item) -> bool:
    """Whether an item lacks what a full record has, and has something to be found by.

    >>> is_stub(Item("a", "article-journal", DOI="10.5555/x")), is_stub(Item("b", "webpage", title="News"))
    (True, False)
    """
    if item.custom.get(STUB_KEY) is not None:
        return True
    if item.type == "webpage":
        return False
    missing = sum(field not in item for field in _FULL_FIELDS)
    return missing > 0 and bool(item.author or item.title or item.DOI or item.PMID)


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _score(stub: Item, record: Item, context: _Context, index: _Index) -> tuple[float, tuple[Reason, ...]]:
    """Log-odds of a pair, and the reasons."""
    found = [
        evidence.identifiers(stub, record),
        evidence.names(stub, record),
        evidence.titles(stub, record),
        evidence.years(stub, record, context.year(stub)),
        evidence.journals(stub, record),
        evidence.kinds(stub, record),
        evidence.topic(context.words(stub), record, index.rarity(record)),
    ]
    reasons = tuple(reason for reason in found if reason is not None)
    if any(reason.fact == "identifier" and reason.contribution > 0 for reason in reasons):
        return _CERTAIN + sum(min(0.0, reason.contribution) for reason in reasons) / 4, reasons
    odds = _DOUBT + sum(reason.contribution for reason in reasons)
    # A name alone is no evidence: something else has to speak for the pair.
    if not any(reason.contribution > _AT_LEAST for reason in reasons if reason.fact not in ("author", "year", "genre")):
        odds = min(odds, 0.0)
    return odds, reasons


class _Context:
    """What stands around the stubs: the texts that point at them, and their years."""

    def __init__(self, items: list[Item]) -> None:
        self._words: dict[str, set[str]] = {}
        self._years: dict[str, int] = {}
        for item in items:
            text: frozenset[str] | None = None
            for relation in item.relations:
                if relation.scheme != "id" or relation.type == "related-to":
                    continue
                if text is None:
                    text = evidence.stems_of(f"{item.title or ''} {(item.abstract or '')[:50_000]} {item.note or ''}")
                found = self._words.setdefault(relation.target, set())
                found |= text
                if relation.evidence is not None:
                    found |= evidence.stems_of(relation.evidence.quote)
                if item.issued is not None and item.issued.year and not _is_of_the_past(item, relation.target, items):
                    self._years.setdefault(relation.target, item.issued.year)

    def words(self, stub: Item) -> frozenset[str]:
        """Words of the stub and of what points at it."""
        own = f"{stub.abstract or ''} {stub.note or ''} {stub.keyword or ''}"
        return frozenset(self._words.get(stub.id, ())) | evidence.stems_of(own)

    def year(self, stub: Item) -> int | None:
        """Year of the release that the stub's work came out with."""
        return self._years.get(stub.id)


def _is_of_the_past(item: Item, target: str, items: list[Item]) -> bool:
    """Whether a release mentions a work as one of the past, so that its own date says nothing of the work's."""
    if any(relation.target == target and relation.type in ("reports-on", "comments-on") for relation in item.relations):
        return False
    return not any(
        other.id == target and any(relation.type == "comments-on" for relation in other.relations) for other in items
    )


class _Index:
    """Records by identifier, family name and words of the title, so that not every pair is compared."""

    def __init__(self, records: list[Item]) -> None:
        self._by_key: dict[str, list[Item]] = {}
        self._counts: dict[str, int] = {}
        self._size = len(records)
        for record in records:
            for key in self._keys(record):
                self._by_key.setdefault(key, []).append(record)
            for word in evidence.stems_of(record.title or ""):
                self._counts[word] = self._counts.get(word, 0) + 1

    @staticmethod
    def _keys(item: Item) -> set[str]:
        keys = {f"{scheme}:{value}" for scheme, value in handles(item) if scheme not in ("id", "url")}
        for name in item.author[:_MOST_AUTHORS]:
            keys |= {f"name:{umlauts(word)}" for word in fold_words(name.full_family).split() if len(word) > 1}
        if title := fold_words(item.title or ""):
            keys.add(f"title:{' '.join(title.split()[:3])}")
        return keys

    def candidates(self, stub: Item) -> list[Item]:
        """Records that share an identifier, a name or the beginning of the title."""
        found: dict[int, Item] = {}
        for key in sorted(self._keys(stub)):
            for record in self._by_key.get(key, ()):
                found.setdefault(id(record), record)
        return list(found.values())

    def rarity(self, record: Item) -> dict[str, float]:
        """How rare the words of a title are: 1 for a word of this record only, towards 0 for a word of all."""
        scale = math.log(self._size + 1) or 1.0
        return {
            word: max(0.1, 1.0 - math.log(self._counts.get(word, 1)) / scale)
            for word in evidence.stems_of(record.title or "")
        }

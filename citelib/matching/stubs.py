"""Stubs and full records: which record each stub may be, how likely, and why.

The weights of `citelib.matching.evidence` are added to a starting doubt and turned into a score by the logistic
function. A stub is linked to one record at most and a record to one stub; the best pairs come
first. A runner-up that is nearly as good takes certainty away, because then the facts do not tell the two apart.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from citelib.comparing import fold_words
from citelib.matching import evidence
from citelib.matching.evidence import Reason, stems_of
from citelib.matching.likeness import journal_titles, umlauts
from citelib.matching.story import NO_STORY, Story, day_of, stories
from citelib.model import Item, Name
from citelib.model.custom import STUB_KEY
from citelib.model.handles import handles

__all__ = ["THRESHOLD", "Background", "Proposal", "is_stub", "link"]

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
_MOST_AUTHORS: Final = 200
_SHOWN: Final = 5
"""Records that are proposed for a stub at most, before each record is given to one stub."""
_OF_NAMES: Final = frozenset(("author", "year", "genre"))
"""Facts that several works of one person share."""
_WITH_THE_RELEASE: Final = 0.8
"""Weight of the time from which on a work came out with the release."""
_CONTRADICTION: Final = -3.0
"""Weight of a fact that one of the two cannot have: another kind, years between them, another title."""
_UNCONFIRMED: Final = 0.5
"""Log-odds at most of what may be another work of the same person: shown, never accepted."""
_COMMON_WORD: Final = 40
"""Titles that have a word at least before it is too common to look by."""
_COMMONEST: Final = 0.1
"""How much a word says at least that is in all titles, of 1 for a word of one title."""
_BY_WORDS: Final = 15
"""Records that are looked at for the words of their titles."""
_OF_A_JOURNAL: Final = 50
"""Records of one journal at most that are looked at for the journal alone."""
_NAMESAKES: Final = 200
"""Records of one family name at most that are looked at because the name stands in a text."""
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


@attrs.frozen
class Background:
    """What the records that are given were chosen from.

    Attributes:
        size: How many records there are.
        frequency: In how many titles each word is, as `citelib.matching.evidence.stems_of` shortens it.
    """

    size: int
    frequency: Mapping[str, int]


def link(
    stubs: Mapping[str, Item] | Iterable[Item],
    library: Mapping[str, Item] | Iterable[Item],
    min_score: float = THRESHOLD,
    background: Background | None = None,
    *,
    threshold: float | None = None,
) -> list[Proposal]:
    """Match stubs with full records.

    Args:
        stubs: A collection with stubs, such as a press release gives; items that are complete (a title and authors,
            such as the news item) are looked at for their text only. Items given one by one are all stubs.
        library: The full records.
        min_score: Score from 0 to 1 from which a proposal is accepted.
        background: What the records were chosen from, if they are not all.
        threshold: Deprecated since 0.2: the former name of ``min_score``.

    Returns:
        Proposals, best first; at most one for each stub and one for each record.

    Raises:
        ValueError: The score is not between 0 and 1.

    >>> stub = Item("vu", "article-journal", author=[Name("Vu", "Bo")], DOI="10.5555/moss.1")
    >>> record = Item("vu2020", "article-journal", title="On moss", author=[Name("Vu", "Bo")], DOI="10.5555/moss.1")
    >>> [(one.stub.id, one.record.id) for one in link([stub], [record])]
    [('vu', 'vu2020')]
    """
    if threshold is not None:
        warnings.warn("threshold= is deprecated; write min_score=", DeprecationWarning, stacklevel=2)
        min_score = threshold
    if not 0 <= min_score <= 1:
        raise ValueError(f"min_score is {min_score!r}, but must be between 0 and 1")
    collection = list(stubs.values() if isinstance(stubs, Mapping) else stubs)
    records = list(library.values() if isinstance(library, Mapping) else library)
    index = _Index(records, background)
    by_stub = stories(collection)
    pairs: list[tuple[float, Item, Item, tuple[Reason, ...]]] = []
    for stub in collection:
        if not is_stub(stub):
            continue
        story = _with_own_words(by_stub.get(stub.id, NO_STORY), stub)
        scored = sorted(
            (
                (*_score(stub, record, story, index), record)
                for record in index.candidates(stub, story)
                if record is not stub
            ),
            key=lambda one: -one[0],
        )
        for place, (odds, reasons, record) in enumerate(scored[:_SHOWN]):
            rival = scored[1][0] if place == 0 and len(scored) > 1 else scored[0][0] if place else -math.inf
            score = _logistic(odds)
            # Two records that fit almost as well: the facts do not decide between them.
            if rival > odds - _NEARLY and not _have_identifier(reasons):
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
        proposals.append(Proposal(stub, record, round(score, 4), ordered, score >= min_score))
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
    return 1 / (1 + math.exp(-odds))


def _with_own_words(story: Story, stub: Item) -> Story:
    own = stems_of(f"{stub.abstract or ''} {stub.note or ''} {stub.keyword or ''}")
    return attrs.evolve(story, words=story.words | own)


def _score(stub: Item, record: Item, story: Story, index: _Index) -> tuple[float, tuple[Reason, ...]]:
    """Log-odds of a pair, and the reasons."""
    found = [
        evidence.identifiers(stub, record),
        evidence.names(stub, record),
        evidence.titles(stub, record),
        _when(stub, record, story),
        evidence.journals(stub, record),
        evidence.kinds(stub, record),
        evidence.topic(story.words, record, index.rarity(record)),
        evidence.speakers(_named(stub, record, story)),
    ]
    reasons = tuple(reason for reason in found if reason is not None)
    if _have_identifier(reasons):
        return _CERTAIN + sum(min(0.0, reason.contribution) for reason in reasons) / 4, reasons
    by_fact = {reason.fact: reason.contribution for reason in reasons}
    odds = _DOUBT + sum(by_fact.values())
    # A name alone is not evidence: something else has to speak for the pair.
    if not any(reason.contribution > _AT_LEAST for reason in reasons if reason.fact not in _OF_NAMES):
        odds = min(odds, 0.0)
    if not _is_confirmed(stub, by_fact):
        odds = min(odds, _UNCONFIRMED)
    return odds, reasons


def _have_identifier(reasons: Iterable[Reason]) -> bool:
    return any(reason.fact == "identifier" and reason.contribution > 0 for reason in reasons)


def _when(stub: Item, record: Item, story: Story) -> Reason | None:
    """Days where both are known, else years."""
    day = day_of(record.issued)
    year = stub.issued.year if stub.issued else None
    if story.day is not None and day is not None and year in (None, story.day.year):
        return evidence.days(story.day, day)
    new_year = story.day is not None and story.day.month in (12, 1, 2)
    return evidence.years(stub, record, story.year, new_year=new_year)


def _named(stub: Item, record: Item, story: Story) -> list[Name]:
    """Authors of the record who are named in the text, but for those whom the stub has."""
    known = {fold_words(name.full_family) for name in stub.author}
    return [
        name
        for name in record.author[:_MOST_AUTHORS]
        if fold_words(name.full_family) not in known and story.names(name)
    ]


def _is_confirmed(stub: Item, facts: Mapping[str, float]) -> bool:
    """Whether a fact beside the leading author says that it is this work, not another of hers.

    Title and journal do, if nothing contradicts. Without them the time must agree, and a comment must be known as one:
    whoever comments on a study has written on its topic before.
    """
    if min(facts.values(), default=0) <= _CONTRADICTION:
        return False
    if facts.get("title", 0) > 0 or facts.get("journal", 0) > _AT_LEAST:
        return True
    if facts.get("year", 0) < _WITH_THE_RELEASE:
        return False
    if stub.custom.get(STUB_KEY) and evidence.is_comment(stub):
        return facts.get("genre", 0) > 0
    return facts.get("topic", 0) > _AT_LEAST


class _Index:
    """Records by identifier, family name and words of the title, so that not every pair is compared."""

    def __init__(self, records: list[Item], background: Background | None = None) -> None:
        self._by_key: dict[str, list[Item]] = {}
        self._frequency: Mapping[str, int] = background.frequency if background else {}
        self._size = max(background.size if background else 0, len(records))
        self._records = records
        self._by_word: dict[str, list[int]] = {}
        for place, record in enumerate(records):
            for key in self._keys(record):
                self._by_key.setdefault(key, []).append(record)
            for word in stems_of(record.title or ""):
                self._by_word.setdefault(word, []).append(place)

    @staticmethod
    def _keys(item: Item) -> set[str]:
        keys = {f"{scheme}:{value}" for scheme, value in handles(item) if scheme not in ("id", "url")}
        for name in item.author[:_MOST_AUTHORS]:
            keys |= {f"name:{umlauts(word)}" for word in fold_words(name.full_family).split() if len(word) > 1}
        if item.container_title:
            keys |= {f"journal:{title}" for title in journal_titles(item.container_title)}
        if title := fold_words(item.title or ""):
            keys.add(f"title:{' '.join(title.split()[:3])}")
        return keys

    def candidates(self, stub: Item, story: Story) -> list[Item]:
        """Records that share an identifier, a name or the beginning of the title, or that the text speaks of."""
        found: dict[int, Item] = {}
        for key in sorted(self._keys(stub)):
            near = self._by_key.get(key, ())
            # A journal of many works tells nothing to begin with.
            if not key.startswith("journal:") or len(near) <= _OF_A_JOURNAL:
                for record in near:
                    found.setdefault(id(record), record)
        for record in (*self._by_words(story), *self._by_people(story)):
            found.setdefault(id(record), record)
        return list(found.values())

    def _by_words(self, story: Story) -> list[Item]:
        """The records whose titles have most of the rare words of a text."""
        common = max(_COMMON_WORD, self._size // 50)
        weights: dict[int, float] = {}
        for word in story.words:
            places = self._by_word.get(word, ())
            if 0 < len(places) <= common:
                rarity = math.log(self._size / len(places))
                for place in places:
                    weights[place] = weights.get(place, 0.0) + rarity
        best = sorted(weights, key=lambda place: (-weights[place], place))[:_BY_WORDS]
        return [self._records[place] for place in best]

    def _by_people(self, story: Story) -> Iterator[Item]:
        """The records of which an author is named in a text."""
        for word in dict.fromkeys(story.folded.split()):
            near = self._by_key.get(f"name:{umlauts(word)}", ())
            if len(near) <= _NAMESAKES:
                yield from (record for record in near if any(map(story.names, record.author[:_MOST_AUTHORS])))

    def rarity(self, record: Item) -> dict[str, float]:
        """How rare the words of a title are: 1 for a word of this record only, towards 0 for a word of all."""
        scale = math.log(self._size + 1)

        def titles_with(word: str) -> int:
            return max(self._frequency.get(word, 0), len(self._by_word[word]))

        words = stems_of(record.title or "")
        return {word: max(_COMMONEST, 1.0 - math.log(titles_with(word)) / scale) for word in words}

"""Which items are the same work: proposals with a score and reasons, and relations where works only look alike.

Identifiers come first. Then blocking brings together items that share the start of the title, its two rarest words, the
first author and year, or container, volume and first page; only those are compared, and of large blocks only
neighbours in order of title, so that the work grows with the number of items. What has identifiers, editions, parts or
pages that disagree is kept apart; a notice and its work, too; a preprint and its published version are proposed as
related.

>>> from citelib.model import Item, Name
>>> one = Item("a", "book", title="Do antidepressants restore lost synapses?", author=[Name("Beyeler", "Anna")])
>>> [group] = find_groups([(1, one), (2, one.evolve(id="b", title="Do anti-depressants restore lost synapses"))]).groups
>>> group.numbers, group.score > 0.9
((1, 2), True)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Final, Literal

import attrs

from citelib.library import derived
from citelib.model import Item

__all__ = ["Found", "Group", "Kinship", "Pair", "compare", "find_groups"]

THRESHOLD: Final = 0.85
"""Score from which two items are taken for the same work."""

_STRONG: Final = ("doi", "pmid", "pmcid", "arxiv")
_WINDOW: Final = 12
"""How many neighbours an item is compared with in a block, in order of title."""

_NOTICE: Final = re.compile(
    r"^(?:(?:published )?errat(?:um|a)|corrigend(?:um|a)|corrections?|retracti?on|retracted|withdrawn|withdrawal|"
    r"expression of concern|addend(?:um|a)|comments? on|reply|response|reply to|response to|author correction|"
    r"publisher correction|review of)\b"
)
_NUMBER: Final = re.compile(r"\b(?:[0-9]+|i{2,3}|iv|vi{0,3}|ix)\b")
_WORD: Final = re.compile(r"[a-z0-9]+")
_PREPRINT_DOI: Final = ("10.48550/", "10.1101/", "10.21203/", "10.31234/", "10.31219/", "10.26434/", "10.2139/ssrn")
_PREPRINT: Final = re.compile(
    r"arxiv|biorxiv|medrxiv|preprint|psyarxiv|chemrxiv|ssrn|research square|osf|working paper"
)
_FIRST_PAGE: Final = re.compile(r"[a-z]*[0-9]+")
_CONTAINED: Final = frozenset({"chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference"})


@attrs.frozen
class _Work:
    """What of an item is compared."""

    number: int
    title: str
    words: tuple[str, ...]
    family: str
    families: tuple[str, ...]
    initial: str
    year: int | None
    container: str
    volume: str
    page: str
    edition: str
    type: str
    identifiers: dict[str, frozenset[str]]
    is_preprint: bool
    notice: str


def _work(number: int, item: Item) -> _Work:
    get = item.variables.get
    title = " ".join(_WORD.findall(derived.fold(derived.plain(get("title") or "")))) or derived.fold(get("title") or "")
    names = item.author or item.editor
    container = " ".join(_WORD.findall(derived.fold(get("container-title") or "")))
    identifiers: dict[str, set[str]] = defaultdict(set)
    for scheme, value in derived.handles(item):
        identifiers[scheme].add(value)
    doi = next(iter(identifiers.get("doi", ())), "")
    places = derived.fold(
        " ".join(get(name) or "" for name in ("container-title", "publisher", "genre", "number", "archive"))
    )
    page = _FIRST_PAGE.search(derived.fold(get("page") or ""))
    notice = _NOTICE.match(title)
    issued = item.issued
    given = names[0].given if names else None
    return _Work(
        number,
        title,
        tuple(dict.fromkeys(title.split())),
        _family(names[0].literal or names[0].full_family) if names else "",
        tuple(_family(name.literal or name.full_family) for name in names[:20]),
        derived.fold(given or "")[:1],
        issued.year if issued else None,
        container,
        derived.fold(get("volume") or ""),
        page[0] if page else "",
        _edition(derived.fold(get("edition") or "")),
        item.type,
        {scheme: frozenset(values) for scheme, values in identifiers.items()},
        doi.startswith(_PREPRINT_DOI) or bool(_PREPRINT.search(places)) or ("arxiv" in identifiers and not container),
        notice[0] if notice else "",
    )


def _edition(text: str) -> str:
    number = re.search("[0-9]+", text)
    return number[0] if number else text


def _family(text: str) -> str:
    return "".join(_WORD.findall(derived.fold(text))) or derived.fold(text)


Verdict = Literal["same", "preprint", "apart"]


@attrs.frozen
class Pair:
    """Two items that were compared.

    Attributes:
        verdict: ``"same"`` work, ``"preprint"`` and published version, or ``"apart"``.
        score: From 0 to 1.
        reasons: What speaks for and against, as words for people.

    """

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Group:
    """Items proposed as the same work.

    Attributes:
        numbers: Their numbers in the library.
        score: That of the weakest link that holds the group together.
        reasons: Why.

    """

    numbers: tuple[int, ...]
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Kinship:
    """A preprint and its published version, by number."""

    preprint: int
    published: int
    score: float
    reasons: tuple[str, ...]


@attrs.frozen
class Found:
    """All proposals, and how many pairs were compared for them."""

    groups: tuple[Group, ...]
    preprints: tuple[Kinship, ...]
    compared: int


def compare(one: Item, other: Item) -> Pair:
    """How alike two items are, and why.

    >>> from citelib.model import Item
    >>> first = Item("a", "book", title="Structures", edition="1")
    >>> pair = compare(first, first.evolve(id="b", edition="2"))
    >>> pair.verdict, pair.reasons[-1]
    ('apart', 'editions 1 and 2 differ')
    """
    return _compare(_work(0, one), _work(1, other))


def _compare(one: _Work, other: _Work) -> Pair:
    from rapidfuzz import fuzz

    reasons: list[str] = []
    shared = [
        f"same {scheme.upper()} {min(both)}"
        for scheme in (*_STRONG, "isbn")
        if (both := one.identifiers.get(scheme, frozenset()) & other.identifiers.get(scheme, frozenset()))
    ]
    title = fuzz.ratio(one.title, other.title) / 100 if one.title and other.title else 0.0
    if title < 0.9:
        title = max(
            title, 0.97 * _subtitle(one.title, other.title), 0.97 * fuzz.token_sort_ratio(one.title, other.title) / 100
        )
    strong = [reason for reason in shared if not reason.startswith("same ISBN")]
    if against := _apart(one, other, title, bool(strong)):
        return Pair("apart", 0.0, (*shared, against))
    if strong:
        score = 0.99 if title >= 0.5 or not (one.title and other.title) else 0.6
        return Pair("same" if score >= THRESHOLD else "apart", score, (*strong, f"titles {title:.0%} alike"))
    reasons += shared
    score, weight = 0.0, 0.0
    for name, share, likeness in (
        ("titles", 5.0, title),
        ("names", 2.5, _names_alike(one, other)),
        ("years", 1.5, _years_alike(one.year, other.year)),
        ("containers", 1.0, _containers_alike(one.container, other.container)),
        ("pages", 1.0, _equal(one.page, other.page)),
        ("volumes", 0.5, _equal(one.volume, other.volume)),
        ("ISBN", 1.0, 1.0 if shared else None),
    ):
        if likeness is not None:
            weight += share
            score += share * likeness
            reasons.append(f"{name} {likeness:.0%} alike")
    score = score / weight if weight else 0.0
    words = min(len(one.words), len(other.words))
    # «Introduction» says nothing without a place, and few words say little without names and years.
    weak = (words < 3 and weight <= 9) or (words < 6 and weight <= 6.5)
    if title < 0.75 or weak or (not one.family and not shared and one.year is None):
        score = min(score, 0.8)
    if score >= THRESHOLD and one.is_preprint != other.is_preprint:
        return Pair("preprint", score, tuple(reasons))
    return Pair("same" if score >= THRESHOLD else "apart", score, tuple(reasons))


def _apart(one: _Work, other: _Work, title: float, strong: bool) -> str | None:
    """Why two items are not the same work whatever else says so, or None."""
    if one.notice != other.notice:
        return f"one is a notice ({one.notice or other.notice})"
    if one.edition and other.edition and one.edition != other.edition:
        return f"editions {one.edition} and {other.edition} differ"
    if _numbers(one.title) != _numbers(other.title) and not strong:
        return "numbers in the titles differ"
    if {one.type, other.type} & _CONTAINED and {one.type, other.type} & {"book", "collection"} and title < 0.95:
        return "one is part of a book"
    if strong or one.is_preprint != other.is_preprint:
        return None
    for scheme in _STRONG:
        mine, theirs = one.identifiers.get(scheme), other.identifiers.get(scheme)
        if mine and theirs and not mine & theirs and (scheme in ("doi", "pmid") or title < 0.98):
            return f"different {scheme.upper()}"
    differing = [
        what
        for what, mine, theirs in (("volumes", one.volume, other.volume), ("pages", one.page, other.page))
        if mine and theirs and mine != theirs
    ]
    if len(differing) == 2 and not (one.year == other.year and title > 0.97 and len(one.words) > 4):
        return "volumes and pages differ"
    if one.families and other.families and not set(one.families) & set(other.families):
        from rapidfuzz import fuzz

        if fuzz.ratio(one.family, other.family) < 75 and not _initials_of(one, other):
            return "names differ"
    if one.year is not None and other.year is not None and abs(one.year - other.year) > 2:
        return "years differ"
    return None


def _numbers(title: str) -> Counter[str]:
    return Counter(_NUMBER.findall(title))


def _initials_of(one: _Work, other: _Work) -> bool:
    """Whether one institution's name may be the other's abbreviation."""
    short, long = sorted((one.family, other.family), key=len)
    return bool(short) and short in long


def _subtitle(one: str, other: str) -> float:
    """How alike titles are when one has a subtitle that the other lacks."""
    from rapidfuzz import fuzz

    short, long = sorted((one, other), key=len)
    return fuzz.ratio(short, long[: len(short)]) / 100 if len(short) >= 20 else 0.0


def _names_alike(one: _Work, other: _Work) -> float | None:
    if not one.families or not other.families:
        return None
    from rapidfuzz import fuzz

    first = fuzz.ratio(one.family, other.family) / 100
    if (first < 0.75 and one.family in other.families) or other.family in one.families:
        first = max(first, 0.9)
    if one.initial and other.initial and one.initial != other.initial:
        first *= 0.7
    fewer, more = sorted((set(one.families), set(other.families)), key=len)
    return 0.7 * first + 0.3 * len(fewer & more) / len(fewer)


def _years_alike(one: int | None, other: int | None) -> float | None:
    if one is None or other is None:
        return None
    return (1.0, 0.7, 0.3)[min(abs(one - other), 2)]


def _containers_alike(one: str, other: str) -> float | None:
    if not one or not other:
        return None
    from rapidfuzz import fuzz

    # «Proc. Natl. Acad. Sci.» against «Proceedings of the National Academy of Sciences»: the beginnings of words agree.
    abbreviated = [word for word in one.split() if any(long.startswith(word) for long in other.split())]
    reverse = [word for word in other.split() if any(long.startswith(word) for long in one.split())]
    share = max(len(abbreviated) / len(one.split()), len(reverse) / len(other.split()))
    return max(fuzz.token_set_ratio(one, other) / 100, share)


def _equal(one: str, other: str) -> float | None:
    return None if not one or not other else float(one == other)


# From pairs to groups


def find_groups(items: Iterable[tuple[int, Item]], *, identifiers_only: bool = False) -> Found:
    """All groups of duplicates among numbered items, and preprints with their published versions.

    Args:
        items: Numbers and items; read once.
        identifiers_only: Whether to leave it at equal identifiers.

    """
    works = [_work(number, item) for number, item in items]
    verdicts: dict[tuple[int, int], Pair] = {}
    for first, second in _candidates(works, identifiers_only):
        pair = (first, second) if first < second else (second, first)
        if first != second and pair not in verdicts:
            verdicts[pair] = _compare(works[pair[0]], works[pair[1]])
    compared = len(verdicts)
    # Only what says something is kept.
    verdicts = {pair: verdict for pair, verdict in verdicts.items() if verdict.verdict != "apart" or not verdict.score}
    return Found(
        tuple(_grouped(works, verdicts)),
        tuple(
            Kinship(*_published_last(works[one], works[other]), verdict.score, verdict.reasons)
            for (one, other), verdict in verdicts.items()
            if verdict.verdict == "preprint"
        ),
        compared,
    )


def _published_last(one: _Work, other: _Work) -> tuple[int, int]:
    return (one.number, other.number) if one.is_preprint else (other.number, one.number)


def _candidates(works: list[_Work], identifiers_only: bool) -> Iterator[tuple[int, int]]:
    """Pairs of positions that are worth comparing."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for position, work in enumerate(works):
        for scheme in (*_STRONG, "isbn"):
            for value in work.identifiers.get(scheme, ()):
                blocks[scheme, value].append(position)
    yield from _pairs(works, blocks)
    if identifiers_only:
        return
    frequency = Counter(word for work in works for word in work.words)
    for make in (_by_start, _by_rare_words, _by_author, _by_place):
        blocks = defaultdict(list)
        for position, work in enumerate(works):
            for key in make(work, frequency):
                blocks[key].append(position)
        yield from _pairs(works, blocks)


def _pairs(works: list[_Work], blocks: dict[Hashable, list[int]]) -> Iterator[tuple[int, int]]:
    for block in blocks.values():
        if len(block) > 1:
            if len(block) > _WINDOW:
                block = sorted(block, key=lambda position: works[position].title)
            for start, one in enumerate(block):
                for other in block[start + 1 : start + 1 + _WINDOW]:
                    yield one, other


def _by_start(work: _Work, _: Counter[str]) -> Iterator[Hashable]:
    if len(work.title) > 5:
        yield work.title[:14]


def _by_rare_words(work: _Work, frequency: Counter[str]) -> Iterator[Hashable]:
    """Pairs of the three rarest words that occur elsewhere, too: a typing error spoils one of them at most."""
    known = sorted((frequency[word], word) for word in work.words if frequency[word] > 1 and len(word) > 3)[:3]
    for start, (_, one) in enumerate(known):
        for _, other in known[start + 1 :]:
            yield (one, other) if one < other else (other, one)


def _by_author(work: _Work, _: Counter[str]) -> Iterator[Hashable]:
    if work.family and work.year is not None:
        yield work.family[:5], work.year, work.title[:1]
    if work.family and len(work.title) > 12:
        yield work.family[:5], work.title[-6:]


def _by_place(work: _Work, _: Counter[str]) -> Iterator[Hashable]:
    if work.page and work.volume:
        yield work.volume, work.page, work.year


def _grouped(works: list[_Work], verdicts: dict[tuple[int, int], Pair]) -> Iterator[Group]:
    """Groups of positions that are the same, best links first; no group holds two that must be kept apart."""
    group_of: dict[int, list[int]] = {}
    links: dict[int, list[Pair]] = defaultdict(list)
    same = sorted(
        ((pair, verdict) for pair, verdict in verdicts.items() if verdict.verdict == "same"),
        key=lambda one: -one[1].score,
    )
    for (one, other), verdict in same:
        mine, theirs = group_of.get(one, [one]), group_of.get(other, [other])
        if mine is theirs:
            continue
        if len(mine) * len(theirs) > 400 or any(_must_differ(works, verdicts, a, b) for a in mine for b in theirs):
            continue
        merged = mine + theirs
        links[id(merged)] = [*links.pop(id(mine), ()), *links.pop(id(theirs), ()), verdict]
        for position in merged:
            group_of[position] = merged
    seen = set()
    for group in group_of.values():
        if id(group) not in seen:
            seen.add(id(group))
            pairs = links[id(group)]
            weakest = min(pairs, key=lambda pair: pair.score)
            yield Group(tuple(sorted(works[one].number for one in group)), weakest.score, weakest.reasons)


def _must_differ(works: list[_Work], verdicts: dict[tuple[int, int], Pair], one: int, other: int) -> bool:
    pair = (one, other) if one < other else (other, one)
    verdict = verdicts.get(pair)
    if verdict is not None:
        return verdict.verdict != "same"
    return _apart(works[one], works[other], 1.0, strong=False) is not None

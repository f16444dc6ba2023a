"""Whether two items are the same work, with a score and reasons.

What has identifiers, editions, parts, kinds, titles or pages that disagree is kept apart; a notice and its work, too; a
preprint or report and what was published of it later are told from duplicates.

>>> from citelib.model import Item
>>> compare(Item("a", "book", title="Studies in Garadyari"), Item("b", "book", title="Studies in Manala")).reasons
("titles differ in 'garadyari' and 'manala'",)
"""

from __future__ import annotations

import re
from sys import intern
from typing import Final, Literal

import attrs

from citelib.library import derived
from citelib.model import Item

__all__ = ["STRONG", "THRESHOLD", "Pair", "Work", "apart", "compare", "judged", "work_of"]

_ALIKE: Final = 0.75
"""How alike titles of the same work are at least, unless an identifier says that it is the same."""

THRESHOLD: Final = 0.85
"""Score from which two items are taken for the same work."""

STRONG: Final = ("doi", "pmid", "pmcid", "arxiv")
_SCHEMES: Final = (*STRONG, "isbn")
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
_SUPPLEMENT: Final = re.compile(r"supplement|\bsupp\b|supporting (?:information|material)")
_REVISED: Final = re.compile(
    r"\b(?:[0-9]+(?:st|nd|rd|th)|second|third|fourth|revised|new|enlarged) ed(?:itio)?n?\b|\brevised\b"
)
_FIRST_PAGE: Final = re.compile(r"[a-z]*[0-9]+")
_KINDS: Final[dict[str, str]] = {
    **dict.fromkeys(("chapter", "entry", "entry-dictionary", "entry-encyclopedia"), "part of a book"),
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    **dict.fromkeys(("book", "collection"), "book"),
    "paper-conference": "paper",
    "report": "report",
    "thesis": "thesis",
}
"""What a work is published as; types that say little, such as ``document``, are not there."""

_ALSO: Final = (
    {"part of a book", "paper"},
    {"article", "paper"},
    {"article", "part of a book"},
    {"book", "report"},
)
"""Kinds that programs give to one and the same work."""

_EARLIER: Final = frozenset({"article", "paper", "part of a book"})
"""What a report is often published as later."""


@attrs.frozen
class Work:
    """What of an item is compared."""

    number: int
    title: str
    words: tuple[str, ...]
    family: str
    families: tuple[str, ...]
    people: str
    initial: str
    year: int | None
    container: str
    volume: str
    page: str
    edition: str
    type: str
    identifiers: tuple[tuple[str, str], ...]
    is_preprint: bool
    notice: str
    numbers: tuple[str, ...]
    is_supplement: bool
    is_revised: bool

    def known_as(self, scheme: str) -> set[str]:
        """Identifiers of a scheme."""
        return {value for name, value in self.identifiers if name == scheme}

    @property
    def kind(self) -> str | None:
        """What it is published as; None if that is not known."""
        return _KINDS.get(self.type)

    @property
    def is_early(self) -> bool:
        """Whether it is a preprint or report, which may be published as something else later."""
        return self.is_preprint or self.kind == "report"


def work_of(number: int, item: Item) -> Work:
    """What of an item is compared."""
    get = item.variables.get
    title = " ".join(_WORD.findall(derived.fold(derived.plain(get("title") or "")))) or derived.fold(get("title") or "")
    names = item.author or item.editor
    container = " ".join(_WORD.findall(derived.fold(get("container-title") or "")))
    identifiers = tuple(pair for pair in derived.handles(item) if pair[0] in _SCHEMES)
    doi = next((value for scheme, value in identifiers if scheme == "doi"), "")
    places = derived.fold(
        " ".join(get(name) or "" for name in ("container-title", "publisher", "genre", "number", "archive"))
    )
    page = _FIRST_PAGE.search(derived.fold(get("page") or ""))
    notice = _NOTICE.match(title)
    issued = item.issued
    given = names[0].given if names else None
    return Work(
        number,
        title,
        tuple(map(intern, dict.fromkeys(title.split()))),
        _family(names[0].literal or names[0].full_family) if names else "",
        tuple(_family(name.literal or name.full_family) for name in names[:20]),
        " ".join(derived.words_of(str(name)) for name in names[:20]),
        derived.fold(given or "")[:1],
        issued.year if issued else None,
        container,
        derived.fold(get("volume") or ""),
        page[0] if page else "",
        _edition(derived.fold(get("edition") or "")),
        item.type,
        identifiers,
        _is_preprint(doi, places, container, identifiers),
        notice[0] if notice else "",
        tuple(sorted(_NUMBER.findall(title))),
        bool(_SUPPLEMENT.search(derived.fold(f"{title} {get('note')} {get('genre')} {get('publisher')} {get('URL')}"))),
        bool(_REVISED.search(title)),
    )


def _is_preprint(doi: str, places: str, container: str, identifiers: tuple[tuple[str, str], ...]) -> bool:
    if doi.startswith(_PREPRINT_DOI) or _PREPRINT.search(places):
        return True
    return not container and any(scheme == "arxiv" for scheme, _ in identifiers)


def _edition(text: str) -> str:
    number = re.search("[0-9]+", text)
    return number[0] if number else text


def _family(text: str) -> str:
    return intern("".join(_WORD.findall(derived.fold(text))) or derived.fold(text))


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


def compare(one: Item, other: Item) -> Pair:
    """How alike two items are, and why.

    >>> from citelib.model import Item
    >>> first = Item("a", "book", title="Structures", edition="1")
    >>> pair = compare(first, first.evolve(id="b", edition="2"))
    >>> pair.verdict, pair.reasons[-1]
    ('apart', 'editions 1 and 2 differ')
    """
    return judged(work_of(0, one), work_of(1, other))


def judged(one: Work, other: Work) -> Pair:
    """How alike two works are, and why; see `compare`."""
    from rapidfuzz import fuzz

    reasons: list[str] = []
    shared = [
        f"same {scheme.upper()} {min(both)}"
        for scheme in _SCHEMES
        if one.identifiers and other.identifiers and (both := one.known_as(scheme) & other.known_as(scheme))
    ]
    title = fuzz.ratio(one.title, other.title) / 100 if one.title and other.title else 0.0
    if title < 0.9:
        title = max(
            title, 0.97 * _subtitle(one.title, other.title), 0.97 * fuzz.token_sort_ratio(one.title, other.title) / 100
        )
    strong = [reason for reason in shared if not reason.startswith("same ISBN")]
    if not strong and title < _ALIKE:
        return Pair("apart", title, (*shared, f"titles {title:.0%} alike"))
    if against := apart(one, other, title, bool(strong)):
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
    if weak or (not one.family and not shared and one.year is None):
        score = min(score, 0.8)
    if score >= THRESHOLD and (one.is_preprint != other.is_preprint or _is_version(one, other)):
        return Pair("preprint", score, tuple(reasons))
    return Pair("same" if score >= THRESHOLD else "apart", score, tuple(reasons))


def apart(one: Work, other: Work, title: float, strong: bool) -> str | None:
    """Why two items are not the same work whatever else says so, or None."""
    if one.notice != other.notice:
        return f"one is a notice ({one.notice or other.notice})"
    if _differ(one.edition, other.edition):
        return f"editions {one.edition} and {other.edition} differ"
    if one.is_revised != other.is_revised:
        return "one is another edition, as its title says"
    if {one.kind, other.kind} == {"book", "part of a book"} and title < 0.95:
        return "one is part of a book"
    if strong:
        # The DOI of a volume, at each of the papers in it.
        return "pages and titles differ" if title < 0.85 and _differ(one.page, other.page) else None
    if one.numbers != other.numbers:
        return "numbers in the titles differ"
    if words := _words_apart(one.words, other.words):
        return f"titles differ in {words[0]!r} and {words[1]!r}"
    if one.is_supplement != other.is_supplement:
        return "one is a supplement"
    if one.is_preprint != other.is_preprint:
        return None
    kinds = {one.kind, other.kind}
    if len(kinds) == 2 and None not in kinds and kinds not in _ALSO and not _is_version(one, other):
        return f"{one.kind} and {other.kind}"
    for scheme in STRONG:
        mine, theirs = one.known_as(scheme), other.known_as(scheme)
        if mine and theirs and not mine & theirs and (scheme in ("doi", "pmid") or title < 0.98):
            return f"different {scheme.upper()}"
    if one.families and other.families and not set(one.families) & set(other.families):
        from rapidfuzz import fuzz

        # Family and given names may be swapped, and all names in one.
        if (
            fuzz.ratio(one.family, other.family) < 75
            and not _initials_of(one, other)
            and not _shared_people(one, other)
        ):
            return "names differ"
    return _places_apart(one, other, title)


def _places_apart(one: Work, other: Work, title: float) -> str | None:
    """What in year, volume and pages tells works apart that are alike in title and names."""
    apart_by = abs((one.year or 0) - (other.year or 0)) if one.year is not None and other.year is not None else 0
    if apart_by > 1:
        return "years differ"
    exact = title > 0.97 and len(one.words) > 4
    containers = _containers_alike(one.container, other.container)
    if _differ(one.page, other.page):
        if apart_by:
            return "years and pages differ"
        if _differ(one.volume, other.volume) and not exact:
            return "volumes and pages differ"
        # The pages of one and the same place may be wrong; two places, or two numbers of all pages, are two works.
        if not exact or one.families != other.families or one.kind != other.kind or one.kind == "book":
            return "pages differ"
    if apart_by and _has_more_words(one, other):
        return "years and titles differ"
    if apart_by and containers is not None and containers < 0.5:
        return "years and containers differ"
    return None


def _differ(one: str, other: str) -> bool:
    """Whether both are known, and not equal."""
    return bool(one and other) and one != other


def _is_version(one: Work, other: Work) -> bool:
    """Whether one is a report and the other what it may have been published as."""
    return {one.kind, other.kind} - _EARLIER == {"report"}


def _words_apart(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str] | None:
    """A word of each title that the other has nothing like, or None: «Studies in Garadyari», «Studies in Manala».

    Words that are spelt, joined or shortened in another way are alike, and so are titles one of which goes on.
    """
    mine, theirs = _lone_words(one, other), _lone_words(other, one)
    return (mine[0], theirs[0]) if mine and theirs else None


def _has_more_words(one: Work, other: Work) -> bool:
    """Whether one title has words that the other lacks, before or within what they share."""
    lone = _lone_words(one.words, other.words) or _lone_words(other.words, one.words)
    return bool(lone) and _subtitle(one.title, other.title) < _CONTINUED


def _lone_words(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """Words that are not among others, neither in another spelling nor joined with a neighbour."""
    from rapidfuzz import fuzz

    whole = "".join(others)
    return [
        word
        for word in words
        if len(word) > 3
        and word not in others
        and word not in whole
        and all(fuzz.ratio(word, other) < _SAME_WORD for other in others if len(other) > 3)
    ]


_SAME_WORD: Final = 70
_CONTINUED: Final = 0.9


def _initials_of(one: Work, other: Work) -> bool:
    """Whether one institution's name may be the other's abbreviation."""
    short, long = sorted((one.family, other.family), key=len)
    return bool(short) and short in long


def _subtitle(one: str, other: str) -> float:
    """How alike titles are when one has a subtitle that the other lacks."""
    from rapidfuzz import fuzz

    short, long = sorted((one, other), key=len)
    return fuzz.ratio(short, long[: len(short)]) / 100 if len(short) >= 20 else 0.0


def _names_alike(one: Work, other: Work) -> float | None:
    if not one.families or not other.families:
        return None
    from rapidfuzz import fuzz

    first = fuzz.ratio(one.family, other.family) / 100
    if (first < 0.75 and one.family in other.families) or other.family in one.families:
        first = max(first, 0.9)
    if one.initial and other.initial and one.initial != other.initial:
        first *= 0.7
    fewer, more = sorted((set(one.families), set(other.families)), key=len)
    shared = len(fewer & more) / len(fewer)
    if not shared and (share := _shared_people(one, other)):
        first, shared = max(first, 0.9), share
    return 0.7 * first + 0.3 * shared


def _shared_people(one: Work, other: Work) -> float:
    """How many words of names are shared, of the fewer; initials are none."""
    mine, theirs = ({word for word in people.split() if len(word) > 2} for people in (one.people, other.people))
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


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

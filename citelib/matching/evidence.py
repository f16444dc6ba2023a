"""What speaks for and against a stub and a record being one work, each with its weight.

Every function compares one kind of fact and returns a `Reason`, or None when one of the two does not have it. The
weights of `WEIGHTS` are in log-odds: they add up, and `citelib.matching.stubs` turns the sum into a score between 0 and
1.

>>> print(names(Item("s", author=[Name("Lee", "Ann")]), Item("r", author=[Name("Lee", "A.")])))
+2.0 author: Ann Lee is the only author as A. Lee
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from citelib.comparing import fold_words
from citelib.identifiers import normal
from citelib.matching.likeness import are_related_journals, name_agreement, same_family, same_journal
from citelib.model import Item, Name, is_cut_short, people
from citelib.model.custom import STUB_KEY

__all__ = [
    "WEIGHTS",
    "Reason",
    "days",
    "identifiers",
    "is_comment",
    "journals",
    "kinds",
    "names",
    "speakers",
    "stems_of",
    "titles",
    "topic",
    "years",
]

WEIGHTS: Final[Mapping[str, tuple[float, str]]] = MappingProxyType(
    {
        "same identifier": (12.0, "an identifier is that of one work; nothing else can outweigh it"),
        "different DOI": (-8.0, "a work seldom has two DOIs, and a stub's is copied from the text"),
        "author": (2.5, "times how far the names agree: the one fact that nearly every stub has"),
        "last author": (-0.4, "releases name the first author or the head of the group, who stands last"),
        "author in between": (-1.0, "an author in the middle is seldom the one whose work it is said to be"),
        "other authors": (0.5, "the first name is missing, but others are there: the order may differ"),
        "namesake": (-4.0, "another given name with the family name: somebody else"),
        "no leader": (-2.0, "who is only said to lead the work may stand for a group, or comment on it"),
        "no author": (-5.0, "whoever the text names is among the authors of the work"),
        "each further author": (1.5, "two people who wrote together, up to `most further authors`"),
        "each missing author": (-1.0, "somebody whom the text names is not there, down to the negative of the most"),
        "most further authors": (3.0, "more names say the same again"),
        "equal title": (6.0, "nothing else is written so alike by chance"),
        "like title": (4.0, "a slip, or a word of another edition"),
        "similar title": (1.0, "series and continuations are as like as this"),
        "different title": (-5.0, "a stub that has a title has that of the work"),
        "same year": (1.5, "a work is cited with its year"),
        "next year": (0.3, "online and print differ by one year"),
        "other year": (-3.0, "years further apart are those of two works"),
        "year of the release": (1.0, "releases come out with the work"),
        "year next to the release": (
            -1.0,
            "a release of another year is of another work, but around New Year",
        ),
        "around New Year": (0.2, "in January, releases are about the work of December"),
        "same weeks": (2.0, "releases come out with the work, online or in print"),
        "same quarter": (0.8, "print may follow months after the release"),
        "same twelvemonth": (-1.0, "a work of the year before is another one more often than not"),
        "other days": (-3.5, "years lie between them"),
        "each author named": (1.5, "somebody who speaks in the text wrote the work"),
        "most authors named": (3.0, "more names say the same again"),
        "same journal": (1.5, "there are some tens of thousands of journals"),
        "journal of one house": (0.5, "news calls the journals of a house by its first"),
        "other journal": (-3.0, "the text copies the journal from the work"),
        "same kind": (0.8, "most works are articles, so that it says little"),
        "other kind": (-3.0, "a Perspective is not a research article"),
        "long comment": (-1.5, "comments have a page or two; more than `comment` pages are a work of its own"),
        "short comment": (0.4, "articles have more pages than a comment, but not all"),
        "no word in common": (-2.0, "a text about a work has words of its title"),
        "topic": (5.0, "times the share of the record's words that the text has, rare ones more"),
        "word in common": (0.4, "each word counts by itself, up to three"),
        "topic by chance": (-0.8, "some words are shared by chance"),
        "most of a topic": (2.5, "the same topic does not prove that it is the same work"),
    }
)
"""What each finding weighs, and why."""

EQUAL_TITLE: Final = 95
"""Percent from which titles are equal but for punctuation."""
LIKE_TITLE: Final = 85
"""Percent from which titles are those of one work with slips."""
SIMILAR_TITLE: Final = 70
"""Percent below which titles are those of two works."""
SHORTENED: Final = 0.95
"""What titles keep of their likeness if one is a part of the other: a subtitle may be left out."""
SHORTEST: Final = 4
"""Words that a title has at least to be looked for within a longer one."""
AGREES: Final = 0.3
"""Agreement of names from which a name of the stub is taken for an author of the record."""
SURELY: Final = 0.8
"""Agreement of names, at least by initials, that says that the other authors are there."""
SECOND_NAME: Final = 0.9
"""Agreement of names that have one given name in common, in whatever place."""
FAMILY: Final = 0.5
"""Agreement of names by the family name alone, which is enough for the further ones."""
COMMENT: Final = 8
"""Pages that a comment has at most."""
STEM: Final = 6
"""Letters of a word that are compared, so that forms of it meet."""
ABSTRACT: Final = 2.5
"""Words of an abstract count so many times their share, since it has many that no text about the work repeats."""

_MOST: Final = 200
_FEW: Final = 20
_IDENTIFIERS: Final = (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID"), ("isbn", "ISBN"))


@attrs.frozen
class Reason:
    """One fact that speaks for or against a match.

    Attributes:
        fact: What was compared: ``"identifier"``, ``"author"``, ``"title"``, ``"year"``, ``"journal"``, ``"topic"``,
            ``"genre"``.
        contribution: Its weight in log-odds: positive speaks for the match, negative against it.
        detail: What was found, in words.
    """

    fact: str
    contribution: float
    detail: str

    def __str__(self) -> str:
        return f"{self.contribution:+.1f} {self.fact}: {self.detail}"


def _weight(finding: str) -> float:
    return WEIGHTS[finding][0]


_COMMON: Final = frozenset(
    """
    a an and are as at be been but by can for from had has have how in into is it its may more most new not of on or our
    over some such than that the their them there these they this those to under was we were what when which while who
    will with within without would
    study studies research researchers paper article result results finding findings report reports authors author
    science scientific journal work works team colleagues show shows showed shown found find reveal reveals revealed
    suggest suggests suggested used using use based effect effects analysis data model also however both between one
    two three many much well first
    der die das und von mit fur ist auf des im dem nicht ein eine zu sich als auch le la les de des et en du un une dans
    el los las y que una por con para
    """.split()
)


def stems_of(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about, shortened to six letters so that forms meet.

    >>> sorted(stems_of("Sustained rescue of prefrontal circuits in the study"))
    ['circui', 'prefro', 'rescue', 'sustai']
    """
    return frozenset(word[:STEM] for word in fold_words(text).split() if len(word) > 3 and word not in _COMMON)


def identifiers(stub: Item, record: Item) -> Reason | None:
    """Equal identifiers decide for, different DOIs against."""
    for scheme, variable in _IDENTIFIERS:
        ours, theirs = stub.get(variable), record.get(variable)
        if ours and theirs:
            if (normal(scheme, ours) or ours.casefold()) == (normal(scheme, theirs) or theirs.casefold()):
                return Reason("identifier", _weight("same identifier"), f"both have the {variable} {theirs}")
            if scheme == "doi":
                return Reason("identifier", _weight("different DOI"), f"the DOIs differ: {ours} and {theirs}")
    return None


def names(stub: Item, record: Item) -> Reason | None:
    """The authors of the stub among those of the record, the first one in the first place above all."""
    ours, theirs = people(stub.author), people(record.author)
    if not ours or not theirs:
        return None
    first, authors = ours[0], theirs[:_MOST]
    agreements = [max(name_agreement(first, author), _by_second_name(first, author)) for author in authors]
    best = max(agreements)
    if best < AGREES:
        return _absent(stub, ours, authors)
    at = agreements.index(best)
    weight = _weight("author") * best
    place = "the first author"
    if at:
        is_last = at == len(record.author) - 1
        weight += _weight("last author" if is_last else "author in between")
        place = "the last author" if is_last else f"author number {at + 1}"
    elif len(record.author) == 1 == len(stub.author):
        place = "the only author"
    others = ours[1:_FEW]
    shared = sum(any(name_agreement(author, other) >= FAMILY for other in authors) for author in others)
    most = _weight("most further authors")
    weight += min(most, shared * _weight("each further author"))
    if not is_cut_short(record.author):
        weight += max(-most, (len(others) - shared) * _weight("each missing author"))
    detail = f"{first} is {place} as {theirs[at]}"
    if others:
        detail += f", and {shared} of {len(others)} others are among the authors"
    return Reason("author", round(weight, 2), detail)


def _by_second_name(one: Name, other: Name) -> float:
    """How far names agree if one is called by a second given name: «Andrea Nelson», «E. Andrea Nelson»."""
    given, others = (set(fold_words(name.given or "").split()) for name in (one, other))
    return SECOND_NAME if same_family(one, other) and any(len(name) > 2 for name in given & others) else 0.0


def _absent(stub: Item, ours: Sequence[Name], authors: Sequence[Name]) -> Reason:
    """What it says that the first author of a stub is not among the authors of the record."""
    first, others = ours[0], ours[1:_FEW]
    if any(name_agreement(author, other) >= SURELY for author in others for other in authors):
        return Reason("author", _weight("other authors"), f"{first} is not among the authors, but others are")
    if any(same_family(first, author) for author in authors):
        return Reason("author", _weight("namesake"), f"another {first.full_family} is among the authors")
    details = stub.custom.get(STUB_KEY)
    doubts = details.get("unsure") if isinstance(details, Mapping) else None
    unsure = isinstance(doubts, list) and any("not said to be its first author" in str(doubt) for doubt in doubts)
    return Reason("author", _weight("no leader" if unsure else "no author"), f"{first} is not among the authors")


def titles(stub: Item, record: Item) -> Reason | None:
    """How like the titles are."""
    if not stub.title or not record.title:
        return None
    from rapidfuzz import fuzz

    ours, theirs = fold_words(stub.title)[:2000], fold_words(record.title)[:2000]
    likeness = max(fuzz.ratio(ours, theirs), fuzz.token_sort_ratio(ours, theirs))
    if min(len(ours.split()), len(theirs.split())) >= SHORTEST and ours[:12] == theirs[:12]:
        likeness = max(likeness, SHORTENED * fuzz.partial_ratio(ours, theirs))
    steps = ((EQUAL_TITLE, "equal title"), (LIKE_TITLE, "like title"), (SIMILAR_TITLE, "similar title"))
    finding = next((name for least, name in steps if likeness >= least), "different title")
    return Reason("title", _weight(finding), f"the titles are {likeness:.0f}% alike")


def years(stub: Item, record: Item, reference_year: int | None, *, new_year: bool = False) -> Reason | None:
    """The years; where the stub has none, that of the release, which comes out at about the same time.

    Args:
        stub: The stub.
        record: The record.
        reference_year: Year of the release that reports or comments on the stub's work, or None.
        new_year: Whether the release is of the weeks around New Year.
    """
    theirs = record.issued.year if record.issued else None
    ours = stub.issued.year if stub.issued else None
    if theirs is None:
        return None
    if ours is not None:
        findings = ("same year", "next year")
        detail = f"both are of {ours}" if ours == theirs else f"{ours} and {theirs}"
    elif reference_year is not None:
        next_to = "around New Year" if new_year else "year next to the release"
        ours, findings = reference_year, ("year of the release", next_to)
        detail = f"the release is of {reference_year}, the record of {theirs}"
    else:
        return None
    apart = abs(ours - theirs)
    return Reason("year", _weight(findings[apart] if apart < len(findings) else "other year"), detail)


SAME_WEEKS: Final = 30
"""Days between a release and its work at most, online or in print."""
SAME_QUARTER: Final = 120
"""Days by which print may follow."""
SAME_TWELVEMONTH: Final = 400
"""Days from which on years lie between them."""


def days(release: datetime.date, record: datetime.date) -> Reason:
    """How near a record's day is to that of the release.

    >>> print(days(datetime.date(2019, 4, 11), datetime.date(2019, 4, 12)))
    +2.0 year: 1 day lies between the release and the record
    """
    apart = abs((release - record).days)
    steps = ((SAME_WEEKS, "same weeks"), (SAME_QUARTER, "same quarter"), (SAME_TWELVEMONTH, "same twelvemonth"))
    finding = next((name for most, name in steps if apart <= most), "other days")
    lie = "1 day lies" if apart == 1 else f"{apart} days lie"
    detail = f"{lie} between the release and the record" if apart else "the release and the record are of the same day"
    return Reason("year", _weight(finding), detail)


def speakers(named: Sequence[Name]) -> Reason | None:
    """Authors of the record, beside those of the stub, who are named in the text."""
    if not named:
        return None
    weight = min(_weight("most authors named"), len(named) * _weight("each author named"))
    are = "is" if len(named) == 1 else "are"
    return Reason("people", weight, f"{', '.join(map(str, named[:3]))} {are} named in the text")


def journals(stub: Item, record: Item) -> Reason | None:
    """The journals: equal, abbreviated word by word, or different."""
    ours = stub.container_title or stub.container_title_short
    theirs = [title for title in (record.container_title, record.container_title_short) if title]
    if not ours or not theirs:
        return None
    if any(same_journal(ours, title) for title in theirs):
        return Reason("journal", _weight("same journal"), f"both appeared in {theirs[0]}")
    if akin := next((title for title in theirs if are_related_journals(ours, title)), None):
        return Reason("journal", _weight("journal of one house"), f"{ours} may be said of {akin}")
    return Reason("journal", _weight("other journal"), f"{ours} and {theirs[0]} are different journals")


_COMMENTS: Final = frozenset(
    "perspective|commentary|comment|editorial|viewpoint|insight|preview|spotlight|opinion|focus|letter|news views|"
    "news and views|invited commentary|policy forum|research highlight|expert voices".split("|")
)
_TYPES: Final = frozenset({"book", "thesis", "report", "dataset", "webpage", "chapter"})


def kinds(stub: Item, record: Item) -> Reason | None:
    """The genres: a Perspective is not a research article. They count only where both have one."""
    ours, theirs = _kind(stub), _kind(record)
    if ours is None:
        return None
    if theirs is None:
        # A record without genre is of a research article more often than not, and long; a comment is short.
        pages = _pages(record)
        if ours in _COMMENTS and pages is not None:
            if pages > COMMENT:
                return Reason("genre", _weight("long comment"), f"a {stub.genre} of {pages} pages is unlikely")
            extent = "1 page is that" if pages == 1 else f"{pages} pages are those"
            return Reason("genre", _weight("short comment"), f"{extent} of a {stub.genre}")
        return None
    if ours == theirs or (ours in _COMMENTS and theirs in _COMMENTS):
        return Reason("genre", _weight("same kind"), f"both are of the kind {record.genre or record.type}")
    detail = f"the stub is of the kind {stub.genre or stub.type}, the record {record.genre or record.type}"
    return Reason("genre", _weight("other kind"), detail)


def is_comment(item: Item) -> bool:
    """Whether an item is a Perspective, an Editorial or another article on an article."""
    return _kind(item) in _COMMENTS


def _kind(item: Item) -> str | None:
    if item.type in _TYPES:
        return item.type
    genre = fold_words(item.genre or "")
    return "article" if genre in ("research article", "article", "journal article") else genre or None


def _pages(record: Item) -> int | None:
    match = re.fullmatch(r"([0-9]{1,9})\s*[-–]\s*([0-9]{1,9})", record.page or "")
    return int(match[2]) - int(match[1]) + 1 if match and int(match[2]) >= int(match[1]) else None


def topic(text: frozenset[str], record: Item, rarity: Mapping[str, float]) -> Reason | None:
    """Words of the text that points at the stub in title and abstract of the record.

    Args:
        text: Words of the text, as `stems_of` gives them.
        record: The record.
        rarity: How rare each word is among the records, from 0 to 1.
    """
    title, abstract = stems_of(record.title or ""), stems_of((record.abstract or "")[:20_000])
    if not text or not (title or abstract):
        return None
    whole = sum(rarity.get(word, 1.0) for word in title)
    shared = sorted(title & text, key=lambda word: (-rarity.get(word, 1.0), word))
    share = sum(rarity.get(word, 1.0) for word in shared) / whole if whole else 0.0
    if abstract:
        both = abstract & text
        share = max(share, min(1.0, ABSTRACT * len(both) / (len(abstract) + 1)))
        shared = shared or sorted(both)
    if not shared:
        return Reason("topic", _weight("no word in common"), "no word of the record is in the text")
    weight = _weight("topic by chance") + _weight("topic") * share + _weight("word in common") * min(3, len(shared))
    found = ", ".join(f"{word}…" if len(word) == STEM else word for word in shared[:6])
    detail = f"{share:.0%} of the record's words are in the text ({found})"
    return Reason("topic", round(min(_weight("most of a topic"), weight), 2), detail)

r"""Who wrote the study, the leading author first, and which groups in the text have other works.

Everybody whom the text names is a candidate with reasons: what it says of them, how they appear in it, and how they
stand to the others. `citelib.releases.works.weights` says what each reason weighs for having written the study, and for
having led it.

>>> from citelib.releases.people.people import People
>>> ann = Claim("leads the team", Name("Lee", "Ann"), (5, 12))
>>> bo = Claim("reports with colleagues", Name("Ek", "Bo"), (30, 36))
>>> chosen = choose_authors([ann, bo], (), complete=False, people=People(""))
>>> [str(name) for name in chosen.authors], chosen.others
(['Bo Ek'], [])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

import attrs

from citelib.matching.people import same_person
from citelib.model import Name
from citelib.releases.page.page import Span
from citelib.releases.people.names import fold, key
from citelib.releases.people.people import People
from citelib.releases.scored import Candidate, score
from citelib.releases.works.claims import Claim
from citelib.releases.works.weights import (
    ALWAYS,
    AUTHOR,
    AUTHORSHIP,
    BESIDE_AUTHOR,
    BESIDE_CLAIMED,
    CHIEF,
    FIRST_AUTHOR,
    GROUP_HEAD,
    IN_LIST,
    IN_REFERENCE,
    LEADER,
    LEADING,
    LISTED,
    MAIN_AUTHOR,
    MEMBER,
    MISSING,
    OTHER_GROUP,
    SECOND_LEADER,
    SENIOR_AUTHOR,
    WORK_BY,
)
from citelib.releases.works.work import MOST_WORKS

__all__ = ["Chosen", "choose_authors", "leading", "merge_names"]

CALLED: Final = frozenset(
    (LISTED, IN_LIST, IN_REFERENCE, FIRST_AUTHOR, MAIN_AUTHOR, SENIOR_AUTHOR, AUTHOR, GROUP_HEAD, MEMBER)
)
"""Reasons that say that somebody is an author."""
LEADS: Final = frozenset((CHIEF, LEADER, WORK_BY))
"""Reasons that say that somebody leads."""
CLAIMED: Final = CALLED | LEADS
"""Reasons that say that somebody did the study."""
_MOST_PEOPLE: Final = 200
"""People of one release who are weighed."""


@attrs.frozen
class Chosen:
    """The authors of the study.

    Attributes:
        authors: They, the leading one first.
        others: The claims of each group that has another work.
        doubts: Reasons for doubt.
    """

    authors: list[Name]
    others: list[list[Claim]]
    doubts: list[str]
    reasons: dict[str, list[str]]


def leading(claim: Claim) -> tuple[float, Span]:
    """A key to sort claims by: those that say most surely that somebody led the study first."""
    return -LEADING[claim.reason], claim.span


def choose_authors(claims: list[Claim], named: tuple[Name, ...], *, complete: bool, people: People) -> Chosen:
    """The authors of the study, and the groups whose works are others.

    Args:
        claims: What the text says of people.
        named: The authors that a reference or the head of the page names.
        complete: Whether `named` are all authors, so that nobody else can be one.
        people: The people in the text.
    """
    candidates = weigh(claims, named, complete=complete, people=people)
    authors = [one for one in candidates if score(one, AUTHORSHIP) > 0]
    first = len(merge_names(named, people))
    listed, found = authors[:first], authors[first:]
    found.sort(key=lambda one: -score(one, LEADING))
    chosen = [one.value for one in (*listed, *found)]
    families = {key(name) for name in chosen}
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.reason == GROUP_HEAD and key(claim.name) not in families:
            groups.setdefault(key(claim.name), []).append(claim)
    others = [groups[family] for family in sorted(groups)[:MOST_WORKS]]
    doubts = [] if chosen else ["the text names no author"]
    if chosen and not CALLED & frozenset((listed or found)[0].reasons):
        doubts.append(f"{chosen[0]} leads the work, but is not said to be its first author")
    reasons = {str(one.value): [reason for reason in one.reasons if reason != ALWAYS] for one in (*listed, *found)}
    return Chosen(chosen, others, doubts, reasons)


def weigh(claims: list[Claim], named: tuple[Name, ...], *, complete: bool, people: People) -> list[Candidate[Name]]:
    """Everybody who is named, those of `named` first, with the reasons for and against them."""
    persons = _persons(claims, named, people)
    own = {index: frozenset(claim.reason for claim in mine) for index, (_, mine) in enumerate(persons)}
    for index in range(len(merge_names(named, people))):
        own[index] |= {IN_REFERENCE}
    first_known = any(reasons & {LISTED, FIRST_AUTHOR, MAIN_AUTHOR, IN_REFERENCE} for reasons in own.values())
    heads = Counter({i: sum(c.reason == GROUP_HEAD for c in persons[i][1]) for i, r in own.items() if GROUP_HEAD in r})
    head = max(heads, key=lambda i: (heads[i], -i), default=None)
    leader = next((index for index, reasons in own.items() if reasons & LEADS), None)
    candidates = []
    for index, (name, mine) in enumerate(persons):
        reasons = own[index]
        rest = [other for at, other in own.items() if at != index]
        if not reasons & CALLED and any(other & CALLED for other in rest):
            reasons |= {BESIDE_AUTHOR}
        if not reasons & CLAIMED and any(other & CLAIMED for other in rest):
            reasons |= {BESIDE_CLAIMED}
        if GROUP_HEAD in reasons and index != head and not first_known:
            reasons |= {OTHER_GROUP}
        if reasons & LEADS and index != leader:
            reasons |= {SECOND_LEADER}
        if complete and IN_REFERENCE not in reasons:
            reasons |= {MISSING}
        span = min((claim for claim in mine), key=leading).span if mine else None
        candidates.append(Candidate(name, (ALWAYS, *sorted(reasons)), span))
    return candidates


def _persons(claims: list[Claim], named: tuple[Name, ...], people: People) -> list[tuple[Name, list[Claim]]]:
    """The people whom names mean, each with what is said of them, in the order in which they are named."""
    ordered = sorted(claims, key=lambda claim: claim.span)
    names = merge_names([*named, *(claim.name for claim in ordered)], people)[:_MOST_PEOPLE]
    places: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        places.setdefault(_last_word(name), []).append(index)
    found: list[tuple[Name, list[Claim]]] = [(name, []) for name in names]
    for claim in ordered:
        same = places.get(_last_word(claim.name), [])[:100]
        at = next((index for index in same if same_person(names[index], _fullest(claim.name, people))), None)
        if at is not None:
            found[at][1].append(claim)
    return found


def _last_word(name: Name) -> str:
    """The last word of a name, which all its forms share."""
    return (fold(str(name)).split() or [""])[-1]


def merge_names(names: Iterable[Name], people: People) -> list[Name]:
    """The people that names mean, each once and as fully as the text has it.

    >>> merge_names([Name("Lee", "A"), Name("Ek", "Bo"), Name("Lee", "Ann")], People(""))
    [Name(family='Lee', given='Ann'), Name(family='Ek', given='Bo')]
    """
    authors: list[Name] = []
    places: dict[str, list[int]] = {}
    for name in dict.fromkeys(names):
        full = _fullest(name, people)
        same = places.setdefault(_last_word(full), [])
        at = next((index for index in same[:100] if same_person(authors[index], full)), None)
        if at is None:
            same.append(len(authors))
            authors.append(full)
        elif len(fold(str(full))) > len(fold(str(authors[at]))):
            authors[at] = full
    return authors


def _fullest(name: Name, people: People) -> Name:
    """The name with the given name as the text has it in full."""
    given = name.given or ""
    words = fold(given).split()
    in_full = bool(words) and len(words[0]) > 1 and not (len(given) <= 3 and given.isupper())
    return name if in_full else people.fullest(name)

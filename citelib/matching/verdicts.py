"""Whether two records are one work: vetoes, then weights.

`VETOES` is a table of what keeps works apart whatever else says so: identifiers, editions, parts, kinds, titles or
pages that disagree. What no veto stops gets a score by the weights of `citelib.matching.numbers`. A preprint or report
and what was published of it, and versions of one work under identifiers of their own, are related and not the same.

A verdict depends on nothing but the two records, so that it may be made anywhere and in any order.

>>> from citelib.model import Item
>>> compare(Item("a", "book", title="Studies in Garadyari"), Item("b", "book", title="Studies in Manala")).reasons
("titles differ in 'garadyari' and 'manala'",)
"""

from __future__ import annotations

from typing import Final, Literal

import attrs

from citelib.matching import likeness
from citelib.matching.features import SCHEMES, STRONG, Work, work_of
from citelib.matching.numbers import DUPLICATE, WEIGHTS, Numbers
from citelib.matching.vetoes import VETOES, Sides, are_versions, is_copy, is_report_of, share_place
from citelib.model import Item

__all__ = ["VETOES", "Pair", "Verdict", "compare", "is_edited_record", "judge", "must_differ"]

Verdict = Literal["same", "preprint", "version", "apart"]


@attrs.frozen
class Pair:
    """Two works that were compared.

    Attributes:
        verdict: ``"same"`` work, ``"preprint"`` and published version, ``"version"`` of one work under an identifier of
            its own, or ``"apart"``.
        score: From 0 to 1.
        reasons: What speaks for and against, as words for people.
    """

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


def compare(one: Item, other: Item, numbers: Numbers = DUPLICATE) -> Pair:
    """How alike two items are, and why.

    >>> from citelib.model import Item
    >>> first = Item("a", "book", title="Structures", edition="1")
    >>> pair = compare(first, first.evolve(id="b", edition="2"))
    >>> pair.verdict, pair.reasons[-1]
    ('apart', 'editions 1 and 2 differ')
    """
    return judge(work_of(0, one), work_of(1, other), numbers)


def judge(one: Work, other: Work, numbers: Numbers = DUPLICATE) -> Pair:
    """How alike two works are, and why; see `compare`."""
    shared = _shared_identifiers(one, other)
    strong = [reason for scheme, reason in shared if scheme in STRONG]
    reasons = [reason for _, reason in shared]
    title = likeness.titles(one.title, other.title)
    if not strong and title < numbers.alike:
        return Pair("apart", title, (*reasons, f"titles {title:.0%} alike"))
    sides = Sides(one, other, title, bool(strong), numbers)
    if against := _veto(sides):
        return Pair("apart", 0.0, (*reasons, against))
    if version := _version(sides):
        return Pair("version", title, (*reasons, version))
    if strong:
        is_known = bool(one.title and other.title)
        if is_known and title < numbers.identified:
            return Pair("apart", 0.6, (*strong, f"titles {title:.0%} alike"))
        return Pair("same", 0.99, (*strong, f"titles {title:.0%} alike"))
    score, said = _score(sides, bool(shared))
    reasons += said
    if score < numbers.same:
        return Pair("apart", score, tuple(reasons))
    is_preprint = one.is_preprint != other.is_preprint or is_report_of(one, other)
    return Pair("preprint" if is_preprint else "same", score, tuple(reasons))


def must_differ(one: Work, other: Work, numbers: Numbers = DUPLICATE) -> bool:
    """Whether two works may not be in one group, even if both are the same as a third."""
    strong = any(scheme in STRONG for scheme, _ in _shared_identifiers(one, other))
    sides = Sides(one, other, likeness.titles(one.title, other.title), strong, numbers)
    return _veto(sides) is not None or judge(one, other, numbers).verdict in ("preprint", "version")


def is_edited_record(one: Item, other: Item, numbers: Numbers = DUPLICATE) -> bool:
    """Whether two items that have a key or an identifier in common are one record that was edited.

    The place, the kind and the identifiers may have been corrected; another title, other people, another edition or
    another part are another work.
    """
    works = work_of(0, one), work_of(1, other)
    title = likeness.titles(works[0].title, works[1].title)
    strong = any(scheme in STRONG for scheme, _ in _shared_identifiers(*works))
    sides = Sides(*works, title, strong, numbers)
    is_alike = strong or title >= numbers.alike or not (works[0].title and works[1].title)
    return is_alike and not any(
        veto.name not in _CORRECTED and (veto.despite_identifier or not strong) and veto.find(sides) for veto in VETOES
    )


_CORRECTED: Final = frozenset({"place", "kind", "meeting", "identifier"})
"""Vetoes that an edited record may have against what it was before."""


def _shared_identifiers(one: Work, other: Work) -> list[tuple[str, str]]:
    """Schemes and words for the identifiers that both have; of several of one scheme, the first in order."""
    found = dict(sorted({*one.identifiers}.intersection(other.identifiers), reverse=True))
    return [(scheme, f"same {scheme.upper()} {found[scheme]}") for scheme in SCHEMES if scheme in found]


def _score(sides: Sides, has_isbn: bool) -> tuple[float, list[str]]:
    """The weighted mean of the likenesses that are known, and the likenesses in words."""
    one, other, numbers = sides.one, sides.other, sides.numbers
    known = {
        "titles": sides.title,
        "names": likeness.names(one, other),
        "years": likeness.years(one.year, other.year),
        "containers": likeness.containers(one.container, other.container),
        "pages": likeness.equal(one.page, other.page),
        "volumes": likeness.equal(one.volume, other.volume),
        "ISBN": 1.0 if has_isbn else None,
    }
    score, weight, said = 0.0, 0.0, []
    for name, alike in known.items():
        if alike is not None:
            share = WEIGHTS[name][0]
            weight += share
            score += share * alike
            said.append(f"{name} {alike:.0%} alike")
    score /= weight
    words = min(len(one.words), len(other.words))
    # Parts of books and issues are called «Introduction», whole books and theses are not.
    are_whole = one.kind == other.kind in _WHOLE and one.year is not None and one.year == other.year
    is_weak = (words < numbers.bare_words and weight <= numbers.bare_weight and not are_whole) or (
        words < numbers.poor_words and weight <= numbers.poor_weight
    )
    if is_weak or (not one.family and not has_isbn and one.year is None):
        score = min(score, numbers.doubted)
    return score, said


_WHOLE: Final = ("book", "thesis")
"""Works that appear by themselves, so that records have nothing to be compared but title, people and year."""


def _veto(sides: Sides) -> str | None:
    for veto in VETOES:
        if (veto.despite_identifier or not sides.has_identifier) and (found := veto.find(sides)) is not None:
            return found
    return None


def _version(sides: Sides) -> str | None:
    """What makes two works versions of one; None if nothing does."""
    mine, theirs = sides.one.known_as("doi"), sides.other.known_as("doi")
    if not mine or not theirs or mine & theirs:
        return None
    if are_versions(mine, theirs):
        return f"versions of one work: {min(mine)} and {min(theirs)}"
    if not sides.has_identifier and not share_place(sides) and is_copy(sides):
        return f"copies of one work under two DOIs: {' and '.join(sorted((min(mine), min(theirs))))}"
    return None
